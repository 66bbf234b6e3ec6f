//! What reaches the screen, whatever is typed, pasted or resized.

use crate::desk::Desk;

#[test]
fn a_paste_of_a_megabyte_is_one_edit_and_runs_no_command() {
    let desk = Desk::new();
    let mut editor = desk.open();
    editor.keys("e\x15");
    let text = "q d y :quit\u{1b}[31m ".repeat((1 << 20) / 17);
    editor.keys(&format!("\x1b[200~start {text}end\x1b[201~"));
    editor.sees("end");
    editor.keys("\r");
    editor.sees("u to undo");
    editor.keys("u\x13");
    editor.sees("Wait for it");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
    assert!(!editor.raw().contains("\x1b[31m start"));
}

#[test]
fn any_size_and_back() {
    let desk = Desk::new();
    let mut editor = desk.open();
    for (columns, rows) in [(1, 1), (2, 40), (300, 2), (20, 8)] {
        editor.resize(columns, rows);
        editor.keys("jk");
    }
    editor.resize(100, 30);
    editor.sees("? help");
    editor.sees("Wait for it");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
    assert_eq!(editor.left_behind(), [""; 0]);
}

#[test]
fn without_colour_no_colour_is_sent() {
    let desk = Desk::new();
    let colours = |raw: &str| {
        let codes = raw.split("\x1b[").filter_map(|part| part.split_once('m')).map(|(codes, _)| codes);
        let all: Vec<u16> = codes.flat_map(|c| c.split(';')).filter_map(|c| c.parse().ok()).collect();
        all.iter().any(|code| matches!(code, 30..=38 | 40..=48 | 90..=107))
    };
    for (value, expected) in [("1", false), ("", true)] {
        let mut editor = desk.open_with(&[("NO_COLOR", value)]);
        editor.keys("qq");
        editor.end();
        assert_eq!(colours(&editor.raw()), expected, "NO_COLOR={value:?}");
    }
}
