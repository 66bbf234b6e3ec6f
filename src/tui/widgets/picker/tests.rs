use std::time::{Duration, Instant};

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use super::*;
use crate::tui::widgets::Look;
use crate::tui::widgets::testing::{any_key, assert_fits, drawn, keys, screen};

fn people() -> Picker<u32> {
    let items = vec![
        Item::new("Maya Chen", 1).note("CX"),
        Item::new("Tom Okafor", 2).note("Logistics"),
        Item::new("Ana Ruiz", 3).note("away").enabled(false),
        Item::new("Luis Ortega", 4),
    ];
    Picker::new("Owner", items).allow_new("new person")
}

fn menu() -> Picker<char> {
    let items = [("Reviewed today", "r"), ("Snooze", "s"), ("What changed", "d")];
    Picker::menu(
        "Review",
        items.map(|(label, key)| Item::new(label, key.chars().next().unwrap()).keys(key)).to_vec(),
    )
}

/// The last outcome.
fn run<T: Clone>(picker: &mut Picker<T>, script: &str) -> Outcome<T> {
    keys(script).iter().map(|key| picker.key(key)).last().unwrap()
}

#[test]
fn keys_and_their_outcomes() {
    for (script, outcome) in [
        ("<Enter>", Outcome::Picked(1)),
        ("<Down>", Outcome::Moved(2)),
        ("<Down><Down><Enter>", Outcome::Stay),
        ("<Up>", Outcome::Moved(4)),
        ("<Ctrl-N><Ctrl-N><Ctrl-P><Enter>", Outcome::Picked(2)),
        ("<End><Enter>", Outcome::Picked(4)),
        ("<End><Down><Enter>", Outcome::Picked(1)),
        ("<PgDn><PgUp><Enter>", Outcome::Picked(1)),
        ("oka", Outcome::Moved(2)),
        ("oka<Enter>", Outcome::Picked(2)),
        ("logis<Enter>", Outcome::Picked(2)),
        ("Bo Li<Enter>", Outcome::New("Bo Li".to_owned())),
        ("maya chen<Down><Enter>", Outcome::Picked(1)),
        ("maya<Down><Enter>", Outcome::New("maya".to_owned())),
        ("oka<Ctrl-U><Enter>", Outcome::Picked(1)),
        ("oka<Esc>", Outcome::Cancelled),
    ] {
        assert_eq!(run(&mut people(), script), outcome, "{script}");
    }
}

#[test]
fn a_menu_needs_one_key() {
    for (script, outcome) in [
        ("s", Outcome::Picked('s')),
        ("x", Outcome::Stay),
        ("j<Enter>", Outcome::Picked('s')),
        ("k", Outcome::Moved('d')),
        ("q", Outcome::Cancelled),
    ] {
        assert_eq!(run(&mut menu(), script), outcome, "{script}");
    }
}

#[test]
fn drawn_small_and_large() {
    let mut picker = people();
    run(&mut picker, "o");
    let draw = |area, buf: &mut Buffer, look: Look<'_>| picker.draw(area, Anchor::Centre, buf, look);
    assert_eq!(
        screen(44, 12, draw),
        [
            "",
            "      ┌ Owner ───────────────────────┐",
            "      │ o                        2/4 │",
            "      │ ▸ Tom Okafor       Logistics │",
            "      │   Luis Ortega                │",
            "      │   new person “o”             │",
            "      │                              │",
            "      │                              │",
            "      └ Enter picks  Esc cancels ────┘"
        ]
    );
    assert_eq!(screen(14, 3, draw), ["o", "▸ Tom Okafor", "  Luis Ortega"]);
}

#[test]
fn found_letters_and_the_chosen_row_stand_out() {
    let mut picker = people();
    run(&mut picker, "luis");
    let (buf, cursor) = drawn(44, 12, |area, buf, look| picker.draw(area, Anchor::Centre, buf, look));
    let row = (0..12).find(|y| buf.cell((8, *y)).unwrap().symbol() == "▸").unwrap();
    let look = |x: u16| buf.cell((x, row)).unwrap().modifier;
    assert!(look(10).contains(Modifier::REVERSED | Modifier::UNDERLINED));
    assert!(look(16).contains(Modifier::REVERSED) && !look(16).contains(Modifier::UNDERLINED));
    assert_eq!(cursor, Some(Position::new(12, row - 1)));
}

#[test]
fn two_line_items() {
    let items = vec![Item::new("Stale", 1).more("reviewed 83 days ago"), Item::new("No owner", 2)];
    let picker = Picker::menu("Findings", items).hint("");
    assert_eq!(
        screen(30, 7, |area, buf, look| picker.draw(area, Anchor::Centre, buf, look)),
        [
            "┌ Findings ──────────────────┐",
            "│ ▸ Stale                    │",
            "│     reviewed 83 days ago   │",
            "│   No owner                 │",
            "│                            │",
            "│                            │",
            "└────────────────────────────┘"
        ]
    );
}

#[test]
fn a_click_picks_its_row() {
    let area = Rect::new(0, 0, 44, 12);
    let at = |x, y| people().click(Position::new(x, y), area, Anchor::Centre);
    assert_eq!(at(10, 4), Outcome::Picked(2));
    assert_eq!(at(10, 2), Outcome::Stay);
    assert_eq!(at(0, 0), Outcome::Cancelled);
}

#[test]
fn starting_at_an_item_and_the_wheel() {
    let mut picker = people().start_at(1);
    assert_eq!(picker.current(), Some(&2));
    assert_eq!(picker.wheel(true), Outcome::Moved(3));
    assert_eq!(picker.wheel(true), Outcome::Moved(4));
    assert_eq!(picker.wheel(true), Outcome::Stay);
}

#[test]
fn two_thousand_items_are_no_work() {
    let items = (0..2000).map(|n| Item::new(&format!("Opens the app again, time {n}"), n)).collect();
    let mut picker = Picker::new("Cards", items);
    let start = Instant::now();
    for key in keys("apptime199") {
        picker.key(&key);
        drawn(80, 24, |area, buf, look| picker.draw(area, Anchor::Centre, buf, look));
    }
    // Generous: unoptimised, on a busy machine. Ten keys take a few milliseconds in a release.
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(picker.key(&Key::plain(Code::Enter)), Outcome::Picked(199));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_key_breaks_it(typed in prop::collection::vec(any_key(), 0..40)) {
        let mut picker = people();
        let mut menu = menu();
        for key in typed {
            picker.key(&key);
            menu.key(&key);
            prop_assert!(picker.at < picker.rows().max(1));
        }
        assert_fits(|area, buf, look| picker.draw(area, Anchor::Centre, buf, look));
        assert_fits(|area, buf, look| menu.draw(area, Anchor::Bottom, buf, look));
    }
}
