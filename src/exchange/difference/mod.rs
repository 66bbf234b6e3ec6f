//! What differs between two states of maps, written for people and for programs: text, Markdown, HTML, JSON.
//!
//! Signs, in every form: `+` came, `-` went, `~` is otherwise, `>` is in another place, `=` is itself the same (in another place of
//! its list; at the end: not changed at all), `!` a review that does not hold any more.

mod changelog;
mod html;
mod json;
mod markdown;
mod only;
mod shared;
mod sheet;
mod stat;
#[cfg(test)]
mod testing;
mod text;
mod walked;

pub use changelog::{Reason, changelog};
pub use html::html;
pub use json::{Differences, OneChange, json, one_change};
pub use markdown::markdown;
pub use only::{Only, UnknownName};
pub use shared::Shared;
pub use sheet::{FieldRow, Row, Section, Sheet};
pub use stat::stat;
pub use text::{Look, Piece, text};
pub use walked::{Told, Walked};

use crate::change::Diff;
use crate::map::{Map, Workspace};

/// A state of a map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// In a word or two: `working file`, `version 3`, `HEAD~2`.
    pub at: String,
    /// The file; safe to print.
    pub file: String,
    /// The whole hash of the commit.
    pub commit: Option<String>,
    /// The number of the version.
    pub version: Option<u32>,
}

/// One map, or one that is on one side alone.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What to call it: its file.
    pub name: String,
    /// What became of it.
    pub fate: Fate<'a>,
}

/// What became of a map.
#[derive(Debug)]
pub enum Fate<'a> {
    /// It is on both sides.
    Both {
        /// The old state.
        old: &'a Map,
        /// The new state.
        new: &'a Map,
        /// What differs, or what of it was asked for.
        diff: Diff,
    },
    /// It is on the new side alone.
    Added(&'a Map),
    /// It is on the old side alone.
    Removed(&'a Map),
}

/// All that was compared.
#[derive(Debug)]
pub struct Compared<'a> {
    /// The maps, in order.
    pub entries: Vec<Entry<'a>>,
    /// The old side, as it is called where it is the same for all maps.
    pub from: State,
    /// The new side.
    pub to: State,
    /// The people of the workspace.
    pub people: &'a Workspace,
    /// What differs in what all maps share, where that was compared and something does.
    pub shared: Option<Shared>,
    /// Whether only a part of the differences was asked for: what did not change is not counted then.
    pub is_part: bool,
}

impl Entry<'_> {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        matches!(&self.fate, Fate::Both { diff, .. } if diff.is_empty())
    }
}

impl Compared<'_> {
    /// Whether nothing differs in any map, nor in what they share.
    pub fn is_same(&self) -> bool {
        self.shared.is_none() && self.entries.iter().all(Entry::is_same)
    }

    /// From where to where: `HEAD~2..working file`; of two files their names.
    pub fn range(&self) -> String {
        if self.is_of_files() {
            return format!("{}..{}", self.from.file, self.to.file);
        }
        format!("{}..{}", self.from.at, self.to.at)
    }

    /// Whether two files are compared, and not two states of one.
    fn is_of_files(&self) -> bool {
        self.from.at == self.to.at && self.from.file != self.to.file
    }
}

/// A map in a few words: its title, how many stages and cards.
fn about(map: &Map) -> String {
    let (stages, cards) = (map.stages.len(), map.cards().count());
    let many = crate::map::say::many;
    format!(
        "{}, {}, {}",
        crate::map::say::quote(map.title.as_str(), 80),
        many(stages, "stage"),
        many(cards, "card")
    )
}
