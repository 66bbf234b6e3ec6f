use proptest::prelude::*;

use super::*;
use crate::tui::widgets::testing::{any_key, assert_fits, drawn, keys, screen};

/// `|` is the cursor; the box is as if drawn `width` columns wide.
fn after(before: &str, script: &str, width: u16) -> String {
    let (left, right) = before.split_once('|').unwrap();
    let mut typed = TextBox::new(&format!("{left}{right}"), true);
    typed.draft.go(left.len());
    drawn(width, 4, |area, buf, look| typed.draw(area, buf, look));
    for key in keys(script) {
        typed.key(&key);
    }
    format!("{}|{}", typed.draft.before(), typed.draft.after())
}

#[test]
fn before_keys_after() {
    for (before, script, expected) in [
        ("a|b", "<Enter>", "a\n|b"),
        ("abc\nx\ndefg|", "<Up><Up>", "abc|\nx\ndefg"),
        ("abc\nx\ndefg|", "<Up><Up><Down><Down>", "abc\nx\ndefg|"),
        ("one two three|", "<Up>", "one t|wo three"),
        ("|one two three", "<Down>", "one two |three"),
        ("日本\na|bc", "<Up>", "|日本\nabc"),
        ("ab\n|", "<Backspace>", "ab|"),
    ] {
        assert_eq!(after(before, script, 10), expected, "{before} {script}");
    }
}

#[test]
fn enter_accepts_one_line_and_breaks_many() {
    let outcome = |multi, script| {
        let mut typed = TextBox::new("a", multi);
        let last = keys(script).iter().map(|key| typed.key(key)).last().unwrap();
        (last, typed.value().to_owned())
    };
    assert_eq!(outcome(false, "<Enter>"), (Outcome::Accepted, "a".to_owned()));
    for script in ["<Ctrl-J>", "<Alt-Enter>"] {
        assert_eq!(outcome(false, script), (Outcome::Changed, "a\n".to_owned()));
        assert_eq!(outcome(true, script), (Outcome::Changed, "a\n".to_owned()));
    }
    assert_eq!(outcome(true, "<Enter>"), (Outcome::Changed, "a\n".to_owned()));
    assert_eq!(outcome(true, "<Up>").0, Outcome::Ignored);
    assert_eq!(outcome(true, "<Ctrl-S>").0, Outcome::Ignored);
}

#[test]
fn a_paste_keeps_its_lines() {
    let mut typed = TextBox::new("", false);
    typed.paste("one\r\ntwo\u{1b}");
    assert_eq!(typed.value(), "one\ntwo\u{fffd}");
}

#[test]
fn it_grows_and_scrolls() {
    let typed = TextBox::new("Signs for a box that is damaged at one corner", true);
    assert_eq!((typed.height(80), typed.height(17), typed.height(0)), (1, 3, 36));
    let draw = |area, buf: &mut _, look: crate::tui::widgets::Look<'_>| typed.draw(area, buf, look);
    assert_eq!(screen(17, 3, draw), ["Signs for a box", "that is damaged", "at one corner"]);
    assert_eq!(screen(17, 2, draw), ["that is damaged ↑", "at one corner"]);
    assert_eq!(drawn(17, 3, draw).1.map(|at| (at.x, at.y)), Some((13, 2)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_key_breaks_it(typed in prop::collection::vec(any_key(), 0..60), width in 1u16..9, multi in any::<bool>()) {
        let mut text = TextBox::new("", multi);
        for key in typed {
            text.key(&key);
            drawn(width, 3, |area, buf, look| text.draw(area, buf, look));
        }
        assert_fits(|area, buf, look| text.draw(area, buf, look));
    }
}
