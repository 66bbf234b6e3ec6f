//! The differences between two maps, by the ids of their elements.
//!
//! **Is in it**: every element (map, lane, stage, card, evidence, event, segment, conflict, reading, lead, snooze, rule of
//! a policy) that one map has and the other has not, every field in which they differ, every element that stands
//! elsewhere, and every review that the differences outdate.
//!
//! **Is not in it**: the id of the map itself, which two copies of one map may not share.
//!
//! **A card is known by its id** wherever it stands: a card that went to another cell, or with its stage gone to another
//! stage, is one move. Evidence too. What has no id of its own is known by what makes it the same to a reader: a reading by
//! its day, a snooze by its rule and card, a rule of a policy by its name. Leads and readings belong to their metric: with
//! a metric that came or went they are not named apart.
//!
//! **Moves are few**: in each list the elements that keep their order are as many as can be (a longest increasing
//! subsequence), and only the others moved.

mod build;
mod cards;
mod element;
mod field;
mod index;
mod lists;
pub(super) mod order;
mod outdated;
#[cfg(test)]
mod tests;

use crate::map::Map;
use crate::map::id::StageId;

pub use element::{Change, Concerns, Element, Spot, What};
pub use field::Field;
pub(super) use index::{Cell, Index};

/// What differs between two maps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// First of the map and its lanes, then stage by stage in the order of the new map; a removed stage where it stood.
    pub changes: Vec<Change>,
    /// The stages of both maps in that order.
    pub stages: Vec<StageId>,
    /// What is as it was.
    pub unchanged: Unchanged,
}

/// How much is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unchanged {
    /// Stages that no change concerns.
    pub stages: usize,
    /// Lanes as they were, where they were.
    pub lanes: usize,
    /// Cards as they were, where they were.
    pub cards: usize,
}

/// The changes of one stage, or of the map outside its stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<'a> {
    /// The stage; `None`: the map itself and its lanes.
    pub stage: Option<&'a StageId>,
    /// Its changes, in order.
    pub changes: Vec<&'a Change>,
}

/// What differs between `old` and `new`.
pub fn diff(old: &Map, new: &Map) -> Diff {
    build::Comparing::new(old, new).run()
}

/// What of the differences concerns one stage.
pub fn diff_stage(old: &Map, new: &Map, stage: &StageId) -> Diff {
    let whole = diff(old, new);
    let changes: Vec<Change> = whole.for_stage(stage).cloned().collect();
    let unchanged = Unchanged { stages: usize::from(changes.is_empty()), ..Unchanged::default() };
    Diff { stages: whole.stages.into_iter().filter(|s| s == stage).collect(), changes, unchanged }
}

/// What of a stage's content changed since it was as `sealed` shows it: without what an import brings, reviews and snoozes.
/// `sealed` may be a map of that one stage.
pub fn diff_since_review(sealed: &Map, now: &Map, stage: &StageId) -> Diff {
    let mut diff = diff_stage(sealed, now, stage);
    diff.changes.retain(Change::is_content);
    diff
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The stages that a change concerns, in order: also the one that a card left.
    pub fn touched_stages(&self) -> Vec<&StageId> {
        let touched: std::collections::HashSet<&StageId> =
            self.changes.iter().flat_map(|c| c.stage.both()).collect();
        self.stages.iter().filter(|stage| touched.contains(stage)).collect()
    }

    /// The changes that concern a stage: also those of cards that left it.
    pub fn for_stage<'a>(&'a self, stage: &'a StageId) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |c| c.stage.has(stage))
    }

    /// The changes under the headings that a reader expects: the map, then stage by stage. Each change is in one group; a card
    /// that moved is in that of the stage where it is now.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for change in &self.changes {
            let home = change.stage.home();
            match groups.last_mut() {
                Some(group) if group.stage == home => group.changes.push(change),
                _ => groups.push(Group { stage: home, changes: vec![change] }),
            }
        }
        groups
    }

    /// The changes without those that only came along with a stage, lane or card that came or went.
    pub fn principal(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|c| !c.along)
    }
}
