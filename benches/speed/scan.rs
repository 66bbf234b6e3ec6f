//! The tree of a text with its places, its comments, and their way back into the text.

use crate::common::{SIZES, Size, file_of};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use milepost::store::ron::comments::{Comments, may_hold_comments};
use milepost::store::ron::lex::tokens;
use milepost::store::ron::scan::Scan;

/// Every token.
#[divan::bench(args = SIZES, max_time = 1)]
fn lex(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    bencher.counter(BytesCount::of_str(&text)).bench(|| tokens(black_box(&text)).count());
}

/// Every value and its place.
#[divan::bench(args = SIZES, max_time = 1)]
fn scan(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Scan::of(black_box(&text)));
}

/// Whether there is anything to keep, in a text that only has `//` in links.
#[divan::bench(args = SIZES, max_time = 1)]
fn look_for_comments(bencher: Bencher<'_, '_>, size: &Size) {
    let text = file_of(size.1);
    bencher.counter(BytesCount::of_str(&text)).bench(|| may_hold_comments(black_box(&text)));
}

/// A comment on every stage, collected and woven in again.
#[divan::bench(args = SIZES, max_time = 1)]
fn keep_comments(bencher: Bencher<'_, '_>, size: &Size) {
    let canonical = file_of(size.1);
    let commented = canonical.replace("      created:", "      // asked in spring\n      created:");
    bencher.counter(BytesCount::of_str(&commented)).bench(|| {
        let comments = Comments::collect(&Scan::of(black_box(&commented)));
        assert!(!comments.is_empty());
        comments.weave(&canonical)
    });
}
