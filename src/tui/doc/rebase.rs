//! The history of a map that somebody else changed.

use super::super::nav;
use super::Doc;
use crate::change::{Change, What, diff};
use crate::map::Map;

/// At most so many steps stay, fewer of a large map: each is tried.
const MOST_STEPS: usize = 60;
/// How many cards may be looked at for it.
const MOST_WORK: usize = 60_000;

impl Doc {
    /// Puts the merged map in the place of this one. A step of the history stays if taking it back takes back nothing of what
    /// the others brought; gives how many went.
    pub fn rebase(&mut self, merged: Map, is_saved: bool) -> usize {
        let spot = nav::spot(&self.map, &self.focus);
        let mut theirs = merged.clone();
        let mut ours = std::mem::replace(&mut self.map, merged);
        let most = (MOST_WORK / (theirs.cards().count() + 1)).clamp(3, MOST_STEPS);
        let (mut brought, mut tried) = (changes(&ours, &theirs), 0);
        let lost = self.history.rebase(
            |step| {
                tried += 1;
                if tried > most || step.clone().apply(&mut ours).is_err() {
                    tried = most;
                    return false;
                }
                let mut without = theirs.clone();
                let is_done = step.clone().apply(&mut without).is_ok();
                if is_done && changes(&ours, &without) == brought {
                    theirs = without;
                    return true;
                }
                brought = changes(&ours, &theirs);
                false
            },
            is_saved,
        );
        self.settle(spot.as_ref());
        lost
    }
}

/// What differs, but for what follows from other changes.
fn changes(old: &Map, new: &Map) -> Vec<Change> {
    let mut changes = diff(old, new).changes;
    changes.retain(|change| !matches!(change.what, What::Outdated | What::Reordered { .. }));
    changes
}
