//! Edits and their undoing: what one key press changes in the map itself.

use crate::common::map_of;
use divan::{Bencher, black_box};
use milepost::map::edit::{CardField, Edit, History, remove_card};
use milepost::map::id::CardId;
use milepost::map::{Map, Text};

/// The text of the last card changed and changed back.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn set_text_and_undo(bencher: Bencher<'_, '_>, cards: usize) {
    let map = map_of(cards);
    let card = last_card(&map);
    let edit = Edit::SetCard { card, field: CardField::Text(Text::new("The van is late and nobody calls")) };
    there_and_back(bencher, map, &edit);
}

/// The last card removed, with all that refers to it, and brought back.
#[divan::bench(args = [100, 1_000, 10_000], max_time = 1)]
fn remove_card_and_undo(bencher: Bencher<'_, '_>, cards: usize) {
    let map = map_of(cards);
    let edit = remove_card(&map, &last_card(&map));
    there_and_back(bencher, map, &edit);
}

fn last_card(map: &Map) -> CardId {
    map.cards().last().expect("there are cards").id.clone()
}

fn there_and_back(bencher: Bencher<'_, '_>, mut map: Map, edit: &Edit) {
    let mut history = History::<()>::default();
    bencher.bench_local(|| {
        history.apply(&mut map, black_box(edit.clone()), String::new(), ()).expect("it applies");
        history.undo(&mut map).expect("there is a step").expect("it applies")
    });
}
