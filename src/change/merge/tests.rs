use std::collections::BTreeSet;

use super::testing::{Numbers, edited, ids, lost, names, three};
use super::*;
use crate::map::Text;
use crate::map::edit::testing::map;

mod cases;

/// Seeds at which the laws once failed: snoozes of one name in two stages; a lead of a metric that the other side made a pain.
const KEPT: &[u64] = &[15_689, 73_968];

/// The ids of the elements; without conflicts, and without leads that stand in the value of one.
fn set(map: &Map) -> BTreeSet<&str> {
    let is_in = |text: &Option<Text>, id: &str| text.as_ref().is_some_and(|t| t.as_str().contains(id));
    let is_asked = |id: &str| {
        map.conflicts.iter().any(|c| c.id.as_str() == id || is_in(&c.ours, id) || is_in(&c.theirs, id))
    };
    map.ids().filter(|id| !is_asked(id)).collect()
}

fn holds(seed: u64, most: u16) {
    let (base, ours, theirs) = three(seed, most);
    for side in [&ours, &theirs] {
        let alone = |b, o, t| merge_elements(b, o, t, &names());
        assert_eq!(alone(&base, &base, side).map, *side, "seed {seed}: merge(b, b, x) = x");
        assert_eq!(alone(&base, side, &base).map, *side, "seed {seed}: merge(b, x, b) = x");
        assert_eq!(alone(&base, side, side).map, *side, "seed {seed}: merge(b, x, x) = x");
    }
    let merged = merge(&base, &ours, &theirs, &names());
    assert_eq!(merged.map.problems(), [], "seed {seed}");
    for side in [&ours, &theirs] {
        assert_eq!(lost(&base, side, &merged), Vec::<String>::new(), "seed {seed}: something is lost");
    }
    let swapped = merge(&base, &theirs, &ours, &names());
    assert_eq!(set(&merged.map), set(&swapped.map), "seed {seed}: the sides swapped give other elements");
    let open = |m: &Merged| m.map.conflicts.iter().map(|c| c.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!(open(&merged), open(&swapped), "seed {seed}: the sides swapped give other conflicts");
    assert_eq!(merged.new_conflicts, merged.map.conflicts.len(), "seed {seed}");
}

/// How many random merges are tried: `MILEPOST_FUZZ`, or some.
fn times() -> u64 {
    std::env::var("MILEPOST_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000)
}

#[test]
fn laws_hold_for_random_merges() {
    for seed in KEPT {
        holds(*seed, 4);
        holds(*seed, 12);
    }
    for seed in 0..times() {
        holds(seed, if seed % 4 == 0 { 12 } else { 4 });
    }
}

#[test]
fn edits_of_different_stages_never_conflict() {
    let base = map();
    for seed in 0..50 {
        let mut numbers = Numbers::new(seed);
        let edited = |map: &Map, numbers: &mut Numbers, side| edited(map, 6, numbers, &mut ids(side));
        let (ours, theirs) = (edited(&base, &mut numbers, 5), edited(&base, &mut numbers, 7));
        let mut left = base.clone();
        left.stages[0] = ours.stage(&base.stages[0].id).unwrap_or(&base.stages[0]).clone();
        left.stages[0].cells = base.stages[0].cells.clone();
        let mut right = base.clone();
        right.stages[2] = theirs.stage(&base.stages[2].id).unwrap_or(&base.stages[2]).clone();
        right.stages[2].cells = base.stages[2].cells.clone();
        let merged = merge(&base, &left, &right, &names());
        assert_eq!((merged.new_conflicts, &merged.notes[..]), (0, &[][..]), "seed {seed}");
        assert_eq!(merged.map.stages[0], left.stages[0]);
        assert_eq!(merged.map.stages[2], right.stages[2]);
    }
}
