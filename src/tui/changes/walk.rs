//! Changes walked through one by one: what was made of each.

use super::Item;
use crate::change::Change;

/// What was made of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Seen, and well.
    Seen,
    /// Something was said about it.
    Said(String),
}

/// What was made of the changes since a moment.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// The moment, in words: of another one nothing here is true.
    pub since: String,
    judged: Vec<(Change, Verdict)>,
    /// The signs and words of those that were taken back.
    pub taken_back: Vec<(char, String)>,
    /// The summary, once it was asked for.
    pub summary: Option<String>,
}

impl Walk {
    /// Nothing is looked at yet of what changed since a moment.
    pub fn since(words: &str) -> Self {
        Self { since: words.to_owned(), ..Self::default() }
    }

    /// Whether anything was looked at.
    pub fn is_on(&self) -> bool {
        !self.judged.is_empty() || !self.taken_back.is_empty()
    }

    /// What was made of a change.
    pub fn of(&self, change: &Change) -> Option<&Verdict> {
        self.judged.iter().find(|(judged, _)| judged == change).map(|(_, verdict)| verdict)
    }

    /// Something is made of a change; `None`: it is not looked at yet.
    pub fn judge(&mut self, change: &Change, verdict: Option<Verdict>) {
        self.judged.retain(|(judged, _)| judged != change);
        self.judged.extend(verdict.map(|verdict| (change.clone(), verdict)));
    }

    /// Those that were taken back and are not there again: an undo brings one back.
    pub fn gone<'w>(&'w self, items: &'w [Item]) -> impl Iterator<Item = &'w (char, String)> {
        let is_back = |(sign, words): &(char, String)| {
            items.iter().any(|item| item.change.sign() == *sign && item.words == *words)
        };
        self.taken_back.iter().filter(move |told| !is_back(told))
    }

    /// How many of these were looked at or taken back, and how many there were.
    pub fn progress(&self, items: &[Item]) -> (usize, usize) {
        let judged = items.iter().filter(|item| self.of(&item.change).is_some()).count();
        let gone = self.gone(items).count();
        (judged + gone, items.len() + gone)
    }
}
