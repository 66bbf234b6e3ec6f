//! For tests: pictures as text, with and without their styles.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

/// The text of a picture, a line a row, without end blanks; the cell below a wide letter is left out.
pub(crate) fn text_of(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut line = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            line.push_str(symbol);
            x += symbol.width().max(1) as u16;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text of a picture, and below each row the runs of what is not plain: `3-9 reversed`, `12-20 yellow bold`.
pub(crate) fn styled_dump(buf: &Buffer) -> String {
    let text = text_of(buf);
    let mut out = String::new();
    for (y, line) in (buf.area.top()..buf.area.bottom()).zip(text.lines()) {
        let _ = writeln!(out, "{line}");
        let runs = runs(buf, y);
        if !runs.is_empty() {
            let _ = writeln!(out, "    ~ {}", runs.join(", "));
        }
    }
    out
}

fn runs(buf: &Buffer, y: u16) -> Vec<String> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in buf.area.left()..buf.area.right() {
        let look = look_of(&buf[(x, y)]);
        match runs.last_mut() {
            Some((_, end, known)) if *known == look && *end + 1 == x => *end = x,
            _ if look.is_empty() => {}
            _ => runs.push((x, x, look)),
        }
    }
    runs.into_iter().map(|(from, to, look)| format!("{from}-{to} {look}")).collect()
}

/// The style of a cell in words; empty for a plain one.
pub(crate) fn look_of(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg.to_string().to_lowercase()));
    }
    words.extend(cell.modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    words.join(" ")
}
