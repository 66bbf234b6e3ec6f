//! The list of findings, as it is looked at: what of, how grouped, what is left out, which one is chosen.

mod counts;
mod listed;
mod order;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use counts::{Counts, Piece, role as level_role, sign as level_sign, word as level_word};
pub use listed::{Listed, Together, list};
pub use order::{Group, Head, Line};

use super::app::Screen;
use crate::map::Workspace;
use crate::map::id::{PersonId, StageId};
use crate::map::policy::Level;

/// What the findings are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// The open map.
    #[default]
    Map,
    /// All maps, and what only all together show.
    Workspace,
}

/// One finding in the list.
#[derive(Debug, Clone)]
pub struct Item {
    /// The finding with its names.
    pub found: Listed,
    /// Its map's file; `None`: it is about the workspace.
    pub path: Option<PathBuf>,
    /// Its map's title; empty where the list is of one map.
    pub map: String,
    /// Whether it is put off.
    pub is_put_off: bool,
}

/// A finding to go to, or to do something about, as soon as its map is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The map's file.
    pub path: PathBuf,
    /// The finding's fingerprint.
    pub key: String,
    /// The command to run on it; `None`: go to the element.
    pub command: Option<&'static str>,
}

/// The list.
#[derive(Debug, Clone)]
pub struct FindingsView {
    /// What it is of.
    pub scope: Scope,
    /// The screen that it was opened from.
    pub back: Screen,
    /// What its rows are grouped by.
    pub group: Group,
    /// Only those about what the person who sits here owns.
    pub mine: bool,
    /// Only those at least this loud.
    pub least: Level,
    /// Only those that say this.
    pub text: String,
    /// Only those of this stage.
    pub stage: Option<StageId>,
    /// Those put off are shown too.
    pub put_off: bool,
    /// The marked ones, by fingerprint.
    pub marks: BTreeSet<String>,
    /// What is done as soon as a map is open.
    pub wanted: Option<Wanted>,
    /// The chosen one, among those shown.
    at: usize,
    items: Vec<Item>,
    lines: Vec<Line>,
    /// The line of each finding shown.
    places: Vec<usize>,
    counts: Counts,
}

impl Default for FindingsView {
    fn default() -> Self {
        Self {
            scope: Scope::default(),
            back: Screen::default(),
            group: Group::default(),
            mine: false,
            least: Level::Info,
            text: String::new(),
            stage: None,
            put_off: false,
            marks: BTreeSet::new(),
            wanted: None,
            at: 0,
            items: Vec::new(),
            lines: Vec::new(),
            places: Vec::new(),
            counts: Counts::default(),
        }
    }
}

impl FindingsView {
    /// What is shown: headings and findings.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The finding of a line.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.items.get(index)
    }

    /// How many findings are shown, and how many there are, put off ones only where they are shown.
    pub fn count(&self) -> (usize, usize) {
        let all = self.items.iter().filter(|item| self.put_off || !item.is_put_off).count();
        (self.places.len(), all)
    }

    /// How many are put off, shown or not.
    pub fn count_put_off(&self) -> usize {
        self.items.iter().filter(|item| item.is_put_off).count()
    }

    /// How many of those shown are how loud.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The place of the chosen one among those shown.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The line of the chosen one.
    pub fn line(&self) -> Option<usize> {
        self.places.get(self.at).copied()
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&Item> {
        self.shown(self.at)
    }

    /// The finding at a place among those shown.
    pub fn shown(&self, at: usize) -> Option<&Item> {
        match self.lines.get(*self.places.get(at)?)? {
            Line::Found(index) => self.items.get(*index),
            Line::Gap | Line::Head(_) => None,
        }
    }

    /// All shown, in order.
    pub fn all_shown(&self) -> impl Iterator<Item = &Item> {
        (0..self.places.len()).filter_map(|at| self.shown(at))
    }

    /// The finding drawn on a line: its place among those shown.
    pub fn place_of_line(&self, line: usize) -> Option<usize> {
        self.places.binary_search(&line).ok()
    }

    /// The choice some findings down, staying in the list.
    pub fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.places.len().saturating_sub(1));
    }

    /// The choice on the first finding of the next group, or of this one, then of the group before.
    pub fn go_group(&mut self, forward: bool) {
        let Some(here) = self.line() else { return };
        let starts = || {
            let is_head = |at: &usize| matches!(self.lines.get(*at), Some(Line::Head(_)));
            (0..self.lines.len()).filter(is_head).map(|head| head + 1)
        };
        let to = if forward { starts().find(|at| *at > here) } else { starts().rfind(|at| *at < here) };
        if let Some(place) = to.and_then(|line| self.place_of_line(line)) {
            self.at = place;
        }
    }

    /// The choice on the finding with this fingerprint, if it is shown.
    pub fn choose(&mut self, key: &str) -> bool {
        let place = self.all_shown().position(|item| item.found.key == key);
        self.at = place.unwrap_or(self.at);
        place.is_some()
    }

    /// The choice on the first finding that this holds for.
    pub fn choose_first(&mut self, holds: impl Fn(&Item) -> bool) {
        let place = self.all_shown().position(holds);
        self.at = place.unwrap_or(self.at);
    }

    /// Other findings; the choice stays on its own, else near.
    pub fn fill(&mut self, items: Vec<Item>, me: Option<&PersonId>, workspace: &Workspace) {
        let chosen = self.chosen().map(|item| item.found.key.clone());
        self.items = items;
        let known: BTreeSet<&str> = self.items.iter().map(|item| item.found.key.as_str()).collect();
        self.marks.retain(|key| known.contains(key.as_str()));
        self.arrange_at(chosen, me, workspace);
    }

    /// The same findings, grouped and left out as it says now; the choice stays on its own, else near.
    pub fn arrange(&mut self, me: Option<&PersonId>, workspace: &Workspace) {
        let chosen = self.chosen().map(|item| item.found.key.clone());
        self.arrange_at(chosen, me, workspace);
    }

    fn arrange_at(&mut self, chosen: Option<String>, me: Option<&PersonId>, workspace: &Workspace) {
        let kept: Vec<usize> = (0..self.items.len())
            .filter(|at| self.items.get(*at).is_some_and(|item| self.keeps(item, me)))
            .collect();
        self.counts = Counts::of(kept.iter().filter_map(|at| Some(self.items.get(*at)?.found.finding.level)));
        self.lines = order::lines(&self.items, kept, self.group, workspace);
        let is_found = |at: &usize| matches!(self.lines.get(*at), Some(Line::Found(_)));
        self.places = (0..self.lines.len()).filter(is_found).collect();
        self.at = self.at.min(self.places.len().saturating_sub(1));
        if let Some(key) = chosen {
            self.choose(&key);
        }
    }

    fn keeps(&self, item: &Item, me: Option<&PersonId>) -> bool {
        let Listed { finding, owner, .. } = &item.found;
        (self.put_off || !item.is_put_off)
            && finding.level >= self.least
            && (!self.mine || (me.is_some() && owner.as_ref() == me))
            && self.stage.as_ref().is_none_or(|stage| finding.target.stage() == Some(stage))
            && (self.text.is_empty() || item.says(&self.text.to_lowercase()))
    }

    /// Whether anything is left out on purpose.
    pub fn is_narrowed(&self) -> bool {
        self.mine || self.least > Level::Info || !self.text.is_empty() || self.stage.is_some()
    }

    /// Shows all again.
    pub fn widen(&mut self) {
        self.mine = false;
        self.least = Level::Info;
        self.text.clear();
        self.stage = None;
    }
}

impl Item {
    /// Whether this is of the file at a path.
    pub fn is_of(&self, path: &Path) -> bool {
        self.path.as_deref() == Some(path)
    }

    /// Whether its words have this, in lower case, in them.
    fn says(&self, wanted: &str) -> bool {
        let Listed { finding, stage, name, .. } = &self.found;
        let has = |text: &str| text.to_lowercase().contains(wanted);
        has(&finding.why)
            || has(name)
            || has(finding.rule.id)
            || has(&self.map)
            || stage.as_ref().is_some_and(|(_, name)| has(name))
    }
}
