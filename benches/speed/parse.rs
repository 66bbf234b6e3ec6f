//! Loading and writing a map, beside what a bare parser and JSON take for the same content.

use crate::common::plain::{self, parse};
use crate::common::{SIZES, Size, file_of, map_of};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use milepost::store::document::{LoadContext, load_map, write_map};
use milepost::store::format1::MapFile;
use milepost::store::ron::comments::Comments;

/// What the editor does to open a file: parse, clean, check, look for comments.
#[divan::bench(args = SIZES, max_time = 3)]
fn load(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    assert!(load_map(text.as_bytes(), "measured.ron", &LoadContext::default()).diagnostics.is_empty());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| load_map(black_box(text.as_bytes()), "measured.ron", &LoadContext::default()));
}

/// The typed parse alone, with ids, dates and texts checked.
#[divan::bench(args = SIZES, max_time = 3)]
fn ron_to_the_files_shape(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse::<MapFile>(black_box(&text)));
}

/// The typed parse into strings and floats: the floor.
#[divan::bench(args = SIZES, max_time = 3)]
fn ron_to_plain_structs(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse::<plain::File>(black_box(&text)));
}

/// The same plain structs from compact JSON.
#[divan::bench(args = SIZES, max_time = 2)]
fn json_to_plain_structs(bencher: Bencher<'_, '_>, size: &Size) {
    let json = serde_json::to_string(&parse::<plain::File>(&file_of(size.1))).expect("plain data");
    bencher
        .counter(BytesCount::of_str(&json))
        .bench(|| serde_json::from_str::<plain::File>(black_box(&json)).expect("just written"));
}

/// A map to the text of its file.
#[divan::bench(args = SIZES, max_time = 2)]
fn write(bencher: Bencher<'_, '_>, size: &Size) {
    let map = map_of(size.1);
    let comments = Comments::default();
    bencher.counter(BytesCount::new(file_of(size.1).len())).bench(|| write_map(black_box(&map), &comments));
}

/// The same content to indented JSON.
#[divan::bench(args = SIZES, max_time = 2)]
fn json_from_plain_structs(bencher: Bencher<'_, '_>, size: &Size) {
    let plain = parse::<plain::File>(&file_of(size.1));
    bencher.bench(|| serde_json::to_string_pretty(black_box(&plain)).expect("plain data"));
}
