//! What the rules say of a whole map: done at start and after every edit.

use crate::common::{TODAY, map_of, workspace};
use divan::{Bencher, black_box};
use milepost::rules::{Facts, examine, stage_state};

/// Every rule on every element.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn all_rules(bencher: Bencher<'_, '_>, cards: usize) {
    let (map, workspace) = (map_of(cards), workspace());
    let facts = Facts::new(&map, &workspace);
    assert!(!examine(&facts, TODAY).is_empty());
    bencher.counter(cards).bench(|| examine(black_box(&facts), TODAY));
}

/// The state of every stage, for the badges.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn all_states(bencher: Bencher<'_, '_>, cards: usize) {
    let (map, workspace) = (map_of(cards), workspace());
    let facts = Facts::new(black_box(&map), &workspace);
    let states = || map.stages.iter().map(|s| stage_state(facts.stage(s), TODAY)).collect::<Vec<_>>();
    bencher.bench(states);
}
