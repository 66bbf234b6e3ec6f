use jiff::civil::date;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::*;
use crate::tui::widgets::Look;
use crate::tui::widgets::popup::Anchor;
use crate::tui::widgets::testing::{any_key, assert_fits, drawn, keys, screen};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn pain() -> Form {
    let severity = Kind::Choice { words: words(&["low", "medium", "high", "critical"]), none: true };
    let owner = Value::Link { ids: words(&["tom"]), shown: "Tom Okafor".to_owned() };
    let fields = vec![
        Field::new("text", Kind::Text, Value::Text("No ETA".to_owned())).required(),
        Field::new("severity", severity, Value::Choice(1)).words("how bad it is"),
        Field::new("since", Kind::Date, Value::Empty).words("first seen"),
        Field::new("contacts", Kind::Integer { min: 0, max: 99_999 }, Value::Integer(1240)).unit("a month"),
        Field::new("prevents", Kind::Percent, Value::Empty).unit("%"),
        Field::new("moment", Kind::Flag, Value::Flag(false)),
        Field::new("owner", Kind::Link, owner),
        Field::new("tags", Kind::Tags, Value::Empty),
    ];
    Form::new("Pain point", fields, date(2026, 11, 22))
}

fn run(form: &mut Form, script: &str) -> Outcome {
    keys(script).iter().map(|key| form.key(key)).last().unwrap()
}

#[test]
fn keys_and_what_is_submitted() {
    let text = |text: &str| Value::Text(text.to_owned());
    for (script, changes) in [
        ("<Ctrl-S>", vec![]),
        (" once<Ctrl-S>", vec![(0, text("No ETA once"))]),
        ("<Ctrl-J>x<Ctrl-S>", vec![(0, text("No ETA\nx"))]),
        ("<Tab>3<Ctrl-S>", vec![(1, Value::Choice(2))]),
        ("<Down><S-Right><S-Right><Ctrl-S>", vec![(1, Value::Choice(3))]),
        ("<Down><Left><Left><Ctrl-S>", vec![(1, Value::Empty)]),
        ("<Down>0<Ctrl-S>", vec![(1, Value::Empty)]),
        ("<Down>9<Ctrl-S>", vec![]),
        ("<Enter><Enter>+14d<Ctrl-S>", vec![(2, Value::Date(date(2026, 12, 6)))]),
        ("<Enter><Enter><Enter><Ctrl-U>7<Alt-Enter>", vec![(3, Value::Integer(7))]),
        ("<Tab><Tab><Tab><Ctrl-U><Ctrl-S>", vec![(3, Value::Empty)]),
        ("<PgDn><Up><Up><Space><Ctrl-S>", vec![(5, Value::Flag(true))]),
        ("<PgDn><Up><Backspace><Ctrl-S>", vec![(6, Value::Empty)]),
        ("<S-Tab>a, b<Enter>", vec![(7, Value::Tags(words(&["a", "b"])))]),
    ] {
        assert_eq!(run(&mut pain(), script), Outcome::Submit(changes), "{script}");
    }
}

#[test]
fn a_wrong_field_holds_the_form_and_gets_the_keys() {
    let mut form = pain();
    assert_eq!(run(&mut form, "<Down><Down>soon<PgDn><Ctrl-S>"), Outcome::Stay);
    assert_eq!(form.at(), 2);
    assert_eq!(run(&mut form, "<Ctrl-U><PgUp><Ctrl-U><Tab><Ctrl-S>"), Outcome::Stay);
    assert_eq!(form.at(), 0);
}

#[test]
fn esc_asks_once_before_it_drops_changes() {
    assert_eq!(run(&mut pain(), "<Esc>"), Outcome::Cancelled);
    let mut form = pain();
    assert_eq!(run(&mut form, "x<Esc>"), Outcome::Stay);
    assert!(form.leaving && form.is_changed());
    assert_eq!(form.drafts(), [(0, "No ETAx".to_owned())]);
    assert_eq!(run(&mut form, "y<Esc>"), Outcome::Stay);
    assert_eq!(run(&mut form, "<Esc>"), Outcome::Cancelled);
    assert_eq!(run(&mut pain(), "x<Backspace><Esc>"), Outcome::Cancelled);
}

#[test]
fn a_list_opens_and_answers() {
    let mut form = pain().start_at(6);
    for script in ["<Enter>", "<Space>", "a"] {
        assert_eq!(run(&mut form, script), Outcome::Open(6));
    }
    let maya = Value::Link { ids: words(&["maya"]), shown: "Maya Chen".to_owned() };
    form.set_value(6, &maya);
    assert_eq!(run(&mut form, "<Ctrl-S>"), Outcome::Submit(vec![(6, maya)]));
}

#[test]
fn a_paste_goes_into_the_text() {
    let mut form = pain();
    form.paste(" for\r\nhours");
    assert_eq!(form.drafts(), [(0, "No ETA for\nhours".to_owned())]);
}

fn draw(form: &Form) -> impl Fn(Rect, &mut Buffer, Look<'_>) -> Option<Position> {
    move |area, buf, look| form.draw(area, Anchor::Centre, buf, look)
}

#[test]
fn drawn_with_help_and_with_what_is_wrong() {
    let mut form = pain();
    run(&mut form, "<Down>");
    assert_eq!(
        screen(60, 14, draw(&form)),
        [
            "",
            "┌ Pain point ──────────────────────────────────────────────┐",
            "│   text      No ETA                                       │",
            "│ ▸ severity  1 low  2 medium  3 high  4 critical          │",
            "│             how bad it is · 1-9 picks, 0 none            │",
            "│   since     —                                            │",
            "│   contacts  1240             a month                     │",
            "│   prevents  —                                            │",
            "│   moment    no                                           │",
            "│   owner     Tom Okafor                                   │",
            "│   tags      —                                            │",
            "└ Enter next  Ctrl-S keeps all  Esc leaves ────────────────┘"
        ]
    );
    run(&mut form, "<Down>soon<Down>");
    assert_eq!(
        screen(34, 9, draw(&form)),
        [
            "┌ Pain point ────────────────────┐",
            "│             not a day; write   ↑",
            "│             2026-12-15, today, │",
            "│ ▸ contacts  1240       a month │",
            "│             from 0 to 99999    │",
            "│   prevents  —                  │",
            "│   moment    no                 │",
            "│   owner     Tom Okafor         ↓",
            "└ Enter next  Ctrl-S keeps all… ─┘"
        ]
    );
    run(&mut form, "<Up><Ctrl-U>+3w");
    assert_eq!(
        screen(60, 14, draw(&form)),
        [
            "",
            "┌ Pain point ──────────────────────────────────────────────┐",
            "│   text      No ETA                                       │",
            "│   severity  medium                                       │",
            "│ ▸ since     +3w                                          │",
            "│             2026-12-13, a Sunday; first seen             │",
            "│   contacts  1240             a month                     │",
            "│   prevents  —                                            │",
            "│   moment    no                                           │",
            "│   owner     Tom Okafor                                   │",
            "│   tags      —                                            │",
            "└ Enter next  Ctrl-S keeps all  Esc leaves ────────────────┘"
        ]
    );
    run(&mut form, "<Esc>");
    assert!(screen(60, 14, draw(&form)).join("\n").contains("Esc again leaves without these changes"));
}

#[test]
fn the_cursor_is_in_the_field_with_the_keys() {
    let mut form = pain();
    let at = |form: &Form| drawn(60, 14, draw(form)).1.map(|at| (at.x, at.y));
    assert_eq!(at(&form), Some((20, 2)));
    run(&mut form, "<Down>");
    assert_eq!(at(&form), Some((23, 3)));
    form.click(Position::new(20, 6), Rect::new(0, 0, 60, 14), Anchor::Centre);
    assert_eq!(form.at(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_key_breaks_it(typed in prop::collection::vec(any_key(), 0..50)) {
        let mut form = pain();
        for key in typed {
            form.key(&key);
            prop_assert!(form.at < form.fields.len());
        }
        assert_fits(draw(&form));
    }
}
