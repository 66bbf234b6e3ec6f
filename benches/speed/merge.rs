//! Two sides of a map put together, and what differs between them, beside reading their files.

use crate::common::{SIZES, Size, file_of, map_of};
use divan::{Bencher, black_box};
use milepost::change::{SideNames, diff, merge};
use milepost::map::edit::{CardField, Edit};
use milepost::map::{Card, Map, Text};
use milepost::store::document::{LoadContext, load_map, write_map};
use milepost::store::merging::{ThreeFiles, merge_files};
use milepost::store::ron::comments::Comments;

/// The map with every `nth` card reworded, from the `first` on, and a stage moved.
fn side(base: &Map, first: usize, stage: usize) -> Map {
    let mut map = base.clone();
    let cards: Vec<Card> = map.cards().skip(first).step_by(20).cloned().collect();
    for card in cards {
        let text = Text::new(&format!("{}, as side {first} says", card.text));
        let edit = Edit::SetCard { card: card.id, field: CardField::Text(text) };
        edit.apply(&mut map).expect("a card of the map");
    }
    let moved = map.stages.remove(stage.min(map.stages.len() - 1));
    map.stages.push(moved);
    map
}

fn sides(size: &Size) -> [Map; 3] {
    let base = map_of(size.1);
    let (ours, theirs) = (side(&base, 3, 0), side(&base, 11, 1));
    [base, ours, theirs]
}

/// The merge alone.
#[divan::bench(args = SIZES, max_time = 3)]
fn merge_maps(bencher: Bencher<'_, '_>, size: &Size) {
    let [base, ours, theirs] = sides(size);
    let names = SideNames::new("ours", "theirs");
    bencher.bench(|| merge(black_box(&base), black_box(&ours), black_box(&theirs), &names));
}

/// What the merge stands on: the three files read.
#[divan::bench(args = SIZES, max_time = 3)]
fn load_three(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    let load = || load_map(black_box(text.as_bytes()), "measured.ron", &LoadContext::default());
    bencher.bench(|| [load(), load(), load()]);
}

/// What the git driver does: three files read, merged, written.
#[divan::bench(args = SIZES, max_time = 3)]
fn merge_three_files(bencher: Bencher<'_, '_>, size: &Size) {
    let texts = sides(size).map(|map| write_map(&map, &Comments::default()).expect("a map has a text"));
    let names = SideNames::new("ours", "theirs");
    let [base, ours, theirs] = &texts;
    let files = ThreeFiles { base: base.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
    bencher.bench(|| merge_files(black_box(files), "measured.ron".as_ref(), &names));
}

/// The differences of two sides.
#[divan::bench(args = SIZES, max_time = 3)]
fn diff_maps(bencher: Bencher<'_, '_>, size: &Size) {
    let [_, ours, theirs] = sides(size);
    bencher.bench(|| diff(black_box(&ours), black_box(&theirs)));
}
