//! What the widgets' tests share.

use std::fmt::Write as _;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::ink::{self, Look};
use crate::tui::keys::{Code, Key};
use crate::tui::theme::symbols::UNICODE;
use crate::tui::theme::{Theme, Themes};

/// The text of a buffer, a line a row, without blanks at the ends.
pub(crate) fn shown(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut line = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf.cell((x, y)).map_or(" ", |cell| cell.symbol());
            line.push_str(symbol);
            x += ink::width(symbol).max(1);
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// What `draw` makes of an empty screen, and where its cursor is.
pub(crate) fn drawn(
    width: u16,
    height: u16,
    draw: impl FnOnce(Rect, &mut Buffer, Look<'_>) -> Option<Position>,
) -> (Buffer, Option<Position>) {
    let theme: Theme = Themes::default().standard();
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let cursor = draw(area, &mut buf, Look { theme: &theme, symbols: &UNICODE });
    (buf, cursor)
}

/// As [`drawn`], as lines of text; empty ones at the end are left out.
pub(crate) fn screen(
    width: u16,
    height: u16,
    draw: impl FnOnce(Rect, &mut Buffer, Look<'_>) -> Option<Position>,
) -> Vec<String> {
    let text = shown(&drawn(width, height, draw).0);
    text.trim_end().lines().map(str::to_owned).collect()
}

/// Asserts that drawing works at every small size, with the cursor inside the screen.
pub(crate) fn assert_fits(draw: impl Fn(Rect, &mut Buffer, Look<'_>) -> Option<Position>) {
    for (width, height) in
        [(0, 0), (1, 1), (2, 1), (1, 5), (3, 3), (7, 2), (12, 4), (30, 8), (80, 24), (200, 3)]
    {
        let (buf, cursor) = drawn(width, height, &draw);
        if let Some(cursor) = cursor {
            assert!(buf.area.contains(cursor), "{cursor:?} at {width}x{height}");
        }
    }
}

/// The keys of a text: words in `<…>` are key names, anything else is typed.
pub(crate) fn keys(script: &str) -> Vec<Key> {
    let mut out = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        if let Some((key, after)) = named.and_then(|(name, after)| Some((name.parse().ok()?, after))) {
            out.push(key);
            rest = after;
        } else {
            out.push(Key::char(c));
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Keys at random: letters of every kind and everything that moves or erases.
pub(crate) fn any_key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        4 => prop::sample::select(vec!['a', ' ', '1', '9', '0', '-', '+', '日', '\u{301}', '\u{200d}', '👩', '🇩', ',']).prop_map(Code::Char),
        2 => any::<char>().prop_map(Code::Char),
        2 => prop::sample::select(vec![Code::Left, Code::Right, Code::Up, Code::Down, Code::Home, Code::End]),
        2 => prop::sample::select(vec![Code::Backspace, Code::Del, Code::Enter, Code::Tab, Code::Esc]),
        1 => prop::sample::select(vec![Code::PgUp, Code::PgDn, Code::F(2)]),
        1 => prop::sample::select(vec!['u', 'w', 'j', 'n', 'p', 's', '_', 'h']).prop_map(Code::Char),
    ];
    (code, prop::bool::weighted(0.15), prop::bool::weighted(0.15), prop::bool::weighted(0.1))
        .prop_map(|(code, ctrl, alt, shift)| Key::new(code, ctrl, alt, shift))
}
