//! The review threads of the open map: how many wait where, and the screen that lists them.

use std::collections::HashMap;

use super::app::Screen;
use crate::map::id::{ElementId, StageId};
use crate::map::thread::{Deed, Thread};
use crate::map::{Card, Map};
use crate::store::threads::{Listing, Problem};

/// What is known of the threads of a map. Without any it costs nothing.
#[derive(Debug, Clone, Default)]
pub struct Talks {
    /// Open ones first, then by when they were opened.
    pub threads: Vec<Thread>,
    /// What could not be read or should be repaired, a line each.
    pub problems: Vec<String>,
    /// Grows with each reading: pictures of older ones are old.
    pub stamp: u64,
    /// How many are open on an element, by its id.
    on: HashMap<String, usize>,
    /// How many are open on a stage and on what stands in it.
    within: HashMap<StageId, usize>,
    open: usize,
}

impl Talks {
    /// What was read now, for a map as it is.
    pub fn fill(&mut self, listing: Listing, map: &Map) {
        self.threads = listing.threads;
        self.problems = listing.problems.iter().map(Problem::line).collect();
        self.stamp += 1;
        self.count(map);
    }

    /// Counts again, after the map changed.
    pub fn count(&mut self, map: &Map) {
        if self.threads.is_empty() && self.open == 0 {
            return;
        }
        self.on.clear();
        for thread in self.threads.iter().filter(|t| t.is_open()) {
            *self.on.entry(thread.anchor.element.as_str().to_owned()).or_default() += 1;
        }
        self.open = self.on.values().sum();
        let of = |id: &str| self.on.get(id).copied().unwrap_or(0);
        let within = |stage: &crate::map::Stage| {
            let cards: usize = stage.cards().map(|c| of_card(&of, c)).sum();
            let evidence: usize = stage.evidence.iter().map(|e| of(e.id.as_str())).sum();
            of(stage.id.as_str()) + cards + evidence
        };
        let counts = map.stages.iter().map(|stage| (stage.id.clone(), within(stage)));
        self.within = counts.filter(|(_, count)| *count > 0).collect();
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.open
    }

    /// How many are open on this element.
    pub fn on(&self, id: &str) -> usize {
        if self.on.is_empty() { 0 } else { self.on.get(id).copied().unwrap_or(0) }
    }

    /// How many are open on this stage and what stands in it.
    pub fn within(&self, stage: &StageId) -> usize {
        if self.within.is_empty() { 0 } else { self.within.get(stage).copied().unwrap_or(0) }
    }

    /// Whether anything was ever said about this element.
    pub fn has(&self, id: &str) -> bool {
        self.threads.iter().any(|t| t.anchor.element.as_str() == id)
    }
}

/// Those on a card and on its leads.
fn of_card(of: &impl Fn(&str) -> usize, card: &Card) -> usize {
    let leads = card.metric().map_or(&[][..], |m| &m.leads);
    of(card.id.as_str()) + leads.iter().map(|lead| of(lead.id.as_str())).sum::<usize>()
}

/// The screen of threads.
#[derive(Debug, Clone, Default)]
pub struct ThreadsView {
    /// The screen that it was opened from.
    pub back: Screen,
    /// Only those of this element.
    pub only: Option<ElementId>,
    /// The resolved ones, too.
    pub all: bool,
    /// The chosen row.
    pub at: usize,
    /// Lines of the chosen one that are scrolled away.
    pub top: usize,
    /// What was done here, in words, and what takes it back; newest last.
    pub done: Vec<(String, Deed)>,
}

impl ThreadsView {
    /// The threads that are listed.
    pub fn shown<'t>(&self, talks: &'t Talks) -> Vec<&'t Thread> {
        let fits = |t: &&Thread| {
            (self.all || t.is_open()) && self.only.as_ref().is_none_or(|id| t.anchor.element == *id)
        };
        talks.threads.iter().filter(fits).collect()
    }

    /// The chosen one.
    pub fn chosen<'t>(&self, talks: &'t Talks) -> Option<&'t Thread> {
        let shown = self.shown(talks);
        shown.get(self.at.min(shown.len().saturating_sub(1))).copied()
    }

    /// The choice some rows down, staying in the list.
    pub fn go(&mut self, by: isize, talks: &Talks) {
        let last = self.shown(talks).len().saturating_sub(1);
        self.at = self.at.min(last).saturating_add_signed(by).min(last);
        self.top = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::edit::testing::map;
    use crate::map::thread::testing::thread;

    #[test]
    fn open_ones_are_counted_on_their_element_and_in_its_stage() {
        let map = map();
        let card = map.cards().next().unwrap().id.clone();
        let stage = map.place(&card).unwrap().stage.unwrap();
        let mut talks = Talks::default();
        let threads = vec![
            thread("a", card.as_str(), "one"),
            thread("b", card.as_str(), "two"),
            thread("c", stage.as_str(), "three"),
            thread("d", "gone", "four"),
        ];
        talks.fill(Listing { threads, ..Listing::default() }, &map);
        assert_eq!((talks.on(card.as_str()), talks.within(&stage), talks.open()), (2, 3, 4));
        talks.fill(Listing::default(), &map);
        assert_eq!((talks.on(card.as_str()), talks.within(&stage), talks.open()), (0, 0, 0));
    }
}
