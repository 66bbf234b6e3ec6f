//! Three-way merge by the ids of the elements.
//!
//! **Fields** that one side changed are as that side has them. Where both changed one: texts are woven word by word if the
//! changes do not touch, sets are merged by membership, groups field by field, lists part by part, of two reviews the later
//! stays; all else is a [`Conflict`](crate::map::conflict::Conflict): the value stays ours, and the map keeps what the ancestor, ours and theirs say.
//!
//! **Elements** that one side took away and the other did not change are gone. What the other changed (or refers to, which it
//! did not before, or put something into) stays with everything in it, and is a conflict.
//!
//! **Places**: in each list what only one side moved or brought stands where that side put it; what both moved differently
//! stands where ours put it, which is a [`Note`].
//!
//! No value that a side added or changed is lost: it is in the merged map or in a conflict. Only a place, and a review that a later
//! one replaces, may give way; both are notes. The laws are property tests.

mod build;
mod cards;
mod fate;
mod fields;
mod ids;
mod kept;
mod note;
mod order;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod texts;
mod workspace;

use std::borrow::Cow;

pub(super) use kept::candidates;
pub use note::{Note, Side, SideNames};
pub use workspace::{MergedWorkspace, WORKSPACE, merge_workspace};

use crate::map::Map;
use crate::map::id::ConflictId;
use fate::{Fates, Sides};

/// What two sides make together.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The map, with its open conflicts.
    pub map: Map,
    /// What gave way or was put together.
    pub notes: Vec<Note>,
    /// How many conflicts the map has that none of the sides had.
    pub new_conflicts: usize,
}

/// Merges what two sides made of `base`. The result is a whole map: its ids are unique, and it has no problem that a side had not.
pub fn merge(base: &Map, ours: &Map, theirs: &Map, names: &SideNames) -> Merged {
    if ours == theirs || base == theirs {
        return Merged { map: ours.clone(), notes: Vec::new(), new_conflicts: 0 };
    }
    if base == ours {
        return Merged { map: theirs.clone(), notes: Vec::new(), new_conflicts: 0 };
    }
    merge_elements(base, ours, theirs, names)
}

/// As [`merge`], but without a short way for a side that did nothing.
fn merge_elements(base: &Map, ours: &Map, theirs: &Map, names: &SideNames) -> Merged {
    let [base, ours, theirs] = ids::align_lanes([base, ours, theirs]);
    let mut notes = Vec::new();
    let theirs: Cow<'_, Map> = ids::keep_apart(&base, &ours, theirs, &mut notes);
    let sides = Sides::new(&base, &ours, &theirs);
    let fates = Fates::new(&sides);
    let (mut map, said) = build::Merging::new(&sides, &fates, names).run();
    ids::join_lanes(&mut map);
    notes.extend(said);
    let is_of = |side: &Map, id: &ConflictId| side.conflicts.iter().any(|c| c.id == *id);
    let new_conflicts =
        map.conflicts.iter().filter(|c| !is_of(&ours, &c.id) && !is_of(&theirs, &c.id)).count();
    Merged { map, notes, new_conflicts }
}
