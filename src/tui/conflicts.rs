//! Open conflicts as a list, and in words: those of the open map, or of what all maps share.

mod value;
mod whereabouts;

pub use value::{Side, typed};
pub use whereabouts::Whereabouts;

use super::app::Screen;
use super::theme::Role;
use super::theme::symbols::Symbols;
use crate::map::conflict::Conflict;
use crate::map::id::ConflictId;
use crate::map::say::many;
use crate::map::{Map, Workspace};

/// The list of open conflicts, and which one is chosen.
#[derive(Debug, Clone, Default)]
pub struct ConflictsView {
    /// The chosen row.
    pub row: usize,
    /// The screen that it was opened from.
    pub back: Screen,
    /// Whose they are.
    pub whose: Whose,
}

/// Whose conflicts are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// The open map's.
    #[default]
    Map,
    /// Those of people, policy and what else all maps share.
    Workspace,
}

impl Whose {
    /// Those of the others.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Map => Self::Workspace,
            Self::Workspace => Self::Map,
        }
    }
}

impl ConflictsView {
    /// The chosen conflict; the last one where the list got shorter.
    pub fn chosen<'c>(&self, all: &'c [Conflict]) -> Option<&'c Conflict> {
        all.get(self.row.min(all.len().saturating_sub(1)))
    }

    /// Goes so many rows down.
    pub fn go(&mut self, count: usize, by: isize) {
        let last = count.saturating_sub(1);
        self.row = self.row.min(last).saturating_add_signed(by).min(last);
    }

    /// Chooses this one, if it is there.
    pub fn choose(&mut self, all: &[Conflict], id: &ConflictId) {
        if let Some(row) = all.iter().position(|conflict| conflict.id == *id) {
            self.row = row;
        }
    }
}

/// What conflicts are in.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The map; none: they are in the workspace.
    pub map: Option<&'a Map>,
    /// The workspace.
    pub people: &'a Workspace,
}

impl<'a> Ground<'a> {
    /// All of them.
    pub fn conflicts(&self) -> &'a [Conflict] {
        self.map.map_or(&self.people.conflicts, |map| &map.conflicts)
    }

    /// What they are in, by its name.
    pub fn title(&self) -> &'a str {
        self.map.map_or("People and policy", |map| map.title.as_str())
    }

    /// What a conflict is about.
    pub fn place(&self, conflict: &Conflict) -> Whereabouts {
        self.map.map_or_else(
            || Whereabouts::in_workspace(self.people, conflict),
            |map| Whereabouts::of(map, conflict),
        )
    }

    /// What a side says, line by line; none: it has no value, or took the element away.
    pub fn lines(&self, conflict: &Conflict, side: Side) -> Option<Vec<String>> {
        value::lines(self.map, self.people, conflict, side)
    }

    /// The same on one line; `nothing` where there is none.
    pub fn said(&self, conflict: &Conflict, side: Side) -> String {
        value::said(self.map, self.people, conflict, side)
    }
}

/// How many conflicts are open: `≠2 conflicts`, without the word where there is no room for it. None: nothing.
pub fn badge(count: usize, symbols: &Symbols, with_words: bool) -> Option<(String, Role)> {
    let words = match (count, with_words) {
        (0, _) => return None,
        (n, true) => format!("{}{}", symbols.conflict, many(n, "conflict")),
        (n, false) => format!("{}{n}", symbols.conflict),
    };
    Some((words, Role::Error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::symbols::{ASCII, UNICODE};

    #[test]
    fn a_count_has_a_sign_a_number_and_a_word() {
        assert_eq!(badge(0, &UNICODE, true), None);
        assert_eq!(badge(1, &UNICODE, true), Some(("≠1 conflict".to_owned(), Role::Error)));
        assert_eq!(badge(2, &ASCII, true), Some(("%2 conflicts".to_owned(), Role::Error)));
        assert_eq!(badge(2, &UNICODE, false), Some(("≠2".to_owned(), Role::Error)));
    }
}
