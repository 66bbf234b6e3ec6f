//! The zoom for the room: a picture for the back row. The time in large digits, what is asked, and under it what this phase
//! is about, in the middle of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::super::Drawn;
use super::frame;
use super::panel::{self, Large};
use crate::tui::app::App;
use crate::tui::room::Room;
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// The digits and the colon, five columns by five rows each; `#` is full.
const DIGITS: [[&str; 5]; 11] = [
    ["#####", "#   #", "#   #", "#   #", "#####"],
    ["  #  ", " ##  ", "  #  ", "  #  ", " ### "],
    ["#####", "    #", "#####", "#    ", "#####"],
    ["#####", "    #", " ####", "    #", "#####"],
    ["#   #", "#   #", "#####", "    #", "    #"],
    ["#####", "#    ", "#####", "    #", "#####"],
    ["#####", "#    ", "#####", "#   #", "#####"],
    ["#####", "    #", "   # ", "  #  ", "  #  "],
    ["#####", "#   #", "#####", "#   #", "#####"],
    ["#####", "#   #", "#####", "    #", "#####"],
    ["     ", "  #  ", "     ", "  #  ", "     "],
];
/// Rows and columns of a digit.
const GLYPH: (u16, u16) = (5, 5);
/// Wider lines are hard to follow from the back of a room.
const WIDEST: u16 = 100;
/// From this many rows on there is air around the question.
const AIRY_FROM: u16 = 30;

/// How many rows a point of a digit has, twice as many columns; 0: there is no room for large digits.
fn scale(area: Rect) -> u16 {
    match (area.width, area.height) {
        (150.., 50..) => 2,
        (64.., 20..) => 1,
        _ => 0,
    }
}

/// How many lines phase and clock take of a screen.
pub(super) fn head(area: Rect) -> u16 {
    match scale(area) {
        0 => 2.min(area.height),
        scale => 3 + GLYPH.0 * scale,
    }
}

/// Draws it.
pub(super) fn draw(app: &App, room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    crate::tui::board::blank(buf, area, look.theme);
    let inside = Rect { width: area.width.saturating_sub(4), ..ink::indent(area, 2) };
    heading(app, room, buf, Rect { height: head(area), ..inside }, scale(area), look);
    let air = u16::from(area.height >= AIRY_FROM);
    let mut rest = ink::between(inside, head(area) + air, 0);
    let asks = room.session.now().map_or("", |phase| phase.asks());
    for part in wrap(asks, inside.width.clamp(1, WIDEST).into()).take(3) {
        centred(buf, rest, part, look.style(Role::Strong).add_modifier(Modifier::BOLD), look);
        rest = ink::between(rest, 1, 0);
    }
    let has_people = rest.height > 3;
    if let Some(last) = rest.height.checked_sub(1).filter(|_| has_people).and_then(|at| ink::row(rest, at)) {
        let wide = frame::people_width(room).min(last.width);
        let row = Rect { width: wide, ..ink::indent(last, (last.width - wide) / 2) };
        frame::people(room, buf, row, look);
    }
    let body = ink::between(rest, 1 + air, if has_people { 2 } else { 0 });
    let lines = app.doc.as_ref().map(|doc| panel::large(app, room, doc, look)).unwrap_or_default();
    let cursor = about(&lines, buf, body, look);
    Drawn { cursor: cursor.or(Some(area.as_position())), ..Drawn::default() }
}

/// The phase, and the time.
fn heading(app: &App, room: &Room, buf: &mut Buffer, area: Rect, scale: u16, look: Look<'_>) {
    let name = room.session.now().map_or("", |phase| phase.name.as_str()).to_uppercase();
    let title = format!("{}/{}  {name}", room.session.phase + 1, room.session.agenda().phases.len());
    centred(buf, area, &title, look.style(Role::Title), look);
    let time = frame::time(room, look);
    if scale == 0 {
        return centred(buf, ink::between(area, 1, 0), &time, frame::time_style(room, look), look);
    }
    let digits = ink::between(area, 2, 0);
    clock(room, buf, digits, scale, look);
    let under = ink::between(digits, GLYPH.0 * scale, 0);
    let is_said = room.is_late() || room.session.clock.is_paused() || room.session.end.is_some();
    if is_said {
        centred(buf, under, &time, frame::time_style(room, look), look);
    } else if room.written() > 0 && !room.session.is_private() && room.session.pile.is_empty() {
        centred(buf, under, &frame::counts(app, room), look.style(Role::Dim), look);
    }
}

/// One line in the middle of the first row.
fn centred(buf: &mut Buffer, area: Rect, text: &str, style: Style, look: Look<'_>) {
    let Some(row) = ink::row(area, 0) else { return };
    let text = look.cut(text, row.width);
    let before = row.width.saturating_sub(ink::width(&text)) / 2;
    ink::put(buf, row.x + before, row.y, row.width - before, &text, style);
}

/// The minutes and seconds that are left, large.
fn clock(room: &Room, buf: &mut Buffer, area: Rect, scale: u16, look: Look<'_>) {
    let left = room.left();
    let shown = if left > 0 { left.saturating_add(999) } else { left };
    let seconds = (shown.unsigned_abs() / 1000).min(99 * 60 + 59);
    let text = format!("{:02}:{:02}", seconds / 60, seconds % 60);
    let (wide, gap) = (GLYPH.1 * 2 * scale, 2 * scale);
    let whole = (wide + gap) * text.len() as u16 - gap;
    // A full cell in any font: a reversed blank.
    let style = frame::time_style(room, look).add_modifier(Modifier::REVERSED);
    let mut x = area.x + area.width.saturating_sub(whole) / 2;
    for glyph in text.chars().map(|c| c.to_digit(10).map_or(10, |d| d as usize)) {
        for (row, pattern) in DIGITS.get(glyph).into_iter().flatten().enumerate() {
            for (column, _) in pattern.bytes().enumerate().filter(|(_, b)| *b == b'#') {
                let at = (x + column as u16 * 2 * scale, area.y + row as u16 * scale);
                let point = Rect::new(at.0, at.1, 2 * scale, scale).intersection(area);
                for place in point.positions() {
                    ink::put(buf, place.x, place.y, 1, " ", style);
                }
            }
        }
        x += wide + gap;
    }
}

/// A line as it is drawn.
#[derive(Debug, Default)]
struct Shown<'a> {
    text: &'a str,
    beside: &'a str,
    role: Option<Role>,
    is_middle: bool,
    is_chosen: bool,
}

/// What the phase is about: one block in the middle, as wide as its words; gives where the cursor is.
fn about(lines: &[Large], buf: &mut Buffer, area: Rect, look: Look<'_>) -> Option<Position> {
    let (block, words) = block(lines, area);
    let mut shown = laid(lines, words, true);
    if shown.len() > usize::from(area.height) {
        shown = laid(lines, words, false);
    }
    let at = shown.iter().position(|line| line.is_chosen).unwrap_or(shown.len().saturating_sub(1));
    let first = ink::first_shown(at, shown.len(), area.height.into());
    let mut cursor = None;
    for (y, line) in (area.top()..area.bottom()).zip(shown.iter().skip(first)) {
        let row = Rect { y, height: 1, ..block };
        if line.is_chosen && cursor.is_none() {
            cursor = Some(row.as_position());
        }
        one(line, words, buf, row, area, look);
    }
    let is_cut = (first > 0, first + usize::from(area.height) < shown.len());
    ink::mark_cuts(buf, area, is_cut, look);
    cursor
}

/// Where the rows stand, and how many columns of it are for their words.
fn block(lines: &[Large], area: Rect) -> (Rect, u16) {
    let most = area.width.min(WIDEST);
    let widest = |of: fn(&Large) -> &str| lines.iter().map(|line| ink::width(of(line))).max().unwrap_or(0);
    let beside = widest(|line| if let Large::Row { beside, .. } = line { beside } else { "" }).min(most / 2);
    let gap = if beside > 0 { 3 } else { 0 };
    let words = widest(|line| match line {
        Large::Row { text, .. } | Large::Heading(text) => text,
        Large::Said(_) => "",
    });
    let words = words.min(most.saturating_sub(beside + gap + 2));
    let width = (2 + words + gap + beside).min(area.width);
    (Rect { width, ..ink::indent(area, (area.width - width) / 2) }, words)
}

/// The lines one below the other; with air between them where there is room.
fn laid(lines: &[Large], words: u16, is_airy: bool) -> Vec<Shown<'_>> {
    let mut out: Vec<Shown<'_>> = Vec::new();
    let mut after_heading = true;
    for line in lines {
        if is_airy && !after_heading {
            out.push(Shown::default());
        }
        after_heading = matches!(line, Large::Heading(_));
        match line {
            Large::Heading(text) => out.push(Shown { text, role: Some(Role::Title), ..Shown::default() }),
            Large::Said(text) => {
                out.push(Shown { text, role: Some(Role::StageName), is_middle: true, ..Shown::default() });
            }
            Large::Row { text, beside, is_chosen } => {
                for (number, text) in wrap(text, words.max(1).into()).take(2).enumerate() {
                    let beside = if number == 0 { beside.as_str() } else { "" };
                    let is_chosen = *is_chosen;
                    out.push(Shown { text, beside, role: None, is_middle: false, is_chosen });
                }
            }
        }
    }
    out
}

fn one(line: &Shown<'_>, words: u16, buf: &mut Buffer, row: Rect, area: Rect, look: Look<'_>) {
    if line.is_middle {
        return centred(
            buf,
            Rect { y: row.y, height: 1, ..area },
            line.text,
            look.style(Role::StageName),
            look,
        );
    }
    let role = line.role.unwrap_or(if line.is_chosen { Role::Focus } else { Role::Text });
    if line.is_chosen {
        ink::put(buf, row.x, row.y, 1, look.symbols.pointer, look.style(Role::Focus));
    }
    let before = if line.role.is_some() { 0 } else { 2 };
    let place = ink::indent(row, before);
    let room = if line.role.is_some() { place.width } else { words.min(place.width) };
    ink::put(buf, place.x, place.y, room, &look.cut(line.text, room), look.style(role));
    let place = ink::indent(place, words + 3);
    ink::put(
        buf,
        place.x,
        place.y,
        place.width,
        &look.cut(line.beside, place.width),
        look.style(Role::Strong),
    );
}
