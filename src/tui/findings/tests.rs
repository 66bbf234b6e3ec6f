//! Counts, and the list at its degenerate sizes.

use super::*;
use crate::tui::theme::symbols::{ASCII, UNICODE};

#[test]
fn counts_are_said_with_signs_and_with_words() {
    let counts = Counts::of([Level::Error, Level::Info, Level::Info, Level::Off]);
    let said = |symbols, words| -> String {
        counts.pieces(symbols, words).into_iter().map(|(text, _)| text).collect()
    };
    assert_eq!(said(&UNICODE, true), "■ 1 error  □ 2 notes");
    assert_eq!(said(&UNICODE, false), "■1  □2");
    assert_eq!(said(&ASCII, false), "E1  N2");
    assert!(Counts::default().pieces(&UNICODE, true).is_empty());
    assert_eq!(counts.plus(counts).total(), 6);
}

#[test]
fn an_empty_list_has_nothing_chosen_wherever_one_goes() {
    let mut view = FindingsView::default();
    view.fill(Vec::new(), None, &Workspace::default());
    for by in [isize::MIN, -1, 0, 1, isize::MAX] {
        view.go(by);
        view.go_group(by > 0);
        assert!(view.chosen().is_none() && view.line().is_none() && view.at() == 0);
    }
    assert!(!view.choose("stale:m/one"));
}
