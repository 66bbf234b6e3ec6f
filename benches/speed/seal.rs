//! The seal of every stage: what a review, and every look at the rules, has to reckon.

use crate::common::map_of;
use divan::{Bencher, black_box};
use milepost::change::seal::seal;
use milepost::map::Map;

/// All stages of maps with so many cards.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn all_stages(bencher: Bencher<'_, '_>, cards: usize) {
    let map = map_of(cards);
    bencher.counter(cards).bench(|| seals(black_box(&map)));
}

/// One stage of a map with so many cards.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn one_stage(bencher: Bencher<'_, '_>, cards: usize) {
    let map = map_of(cards);
    bencher.bench(|| map.stages.first().map(|stage| seal(black_box(&map), stage)));
}

fn seals(map: &Map) -> u64 {
    map.stages.iter().map(|stage| seal(map, stage).hash).fold(0, std::ops::BitXor::bitxor)
}
