//! The zoom for the room: the phase, the time in large digits, what is asked, and the cards of the stage in focus, with air
//! between them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::super::Drawn;
use super::frame;
use crate::tui::app::App;
use crate::tui::room::Room;
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
/// Rows of the large digits.
const TALL: u16 = 5;

/// Draws it.
pub(super) fn draw(app: &App, room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    crate::tui::board::blank(buf, area, look.theme);
    let inside = Rect { width: area.width.saturating_sub(4), ..ink::indent(area, 2) };
    let mut y = area.y;
    let name = room.session.now().map_or("", |phase| phase.name.as_str()).to_uppercase();
    let title = format!("{}/{}  {name}", room.session.phase + 1, room.session.agenda().phases.len());
    line(buf, inside, &mut y, &title, look.style(Role::Title), look);
    y += 1;
    if area.height >= TALL + 8 {
        clock(room, buf, Rect { y, height: TALL, ..inside }, look);
        y += TALL + 1;
    } else {
        let time = frame::time(room, look);
        line(buf, inside, &mut y, &time, look.style(Role::Strong), look);
    }
    let asks = room.session.now().map_or("", |phase| phase.asks());
    for part in wrapped(asks, inside.width) {
        line(buf, inside, &mut y, &part, look.style(Role::Strong), look);
    }
    let counts = frame::counts(app, room);
    line(buf, inside, &mut y, &counts, look.style(Role::Dim), look);
    y += 1;
    let cursor = cards(app, buf, Rect { y, height: area.bottom().saturating_sub(y), ..inside }, look);
    Drawn { cursor: cursor.or(Some(area.as_position())), ..Drawn::default() }
}

fn line(buf: &mut Buffer, inside: Rect, y: &mut u16, text: &str, style: Style, look: Look<'_>) {
    if *y < inside.bottom() {
        let text = look.cut(text, inside.width).into_owned();
        ink::put(buf, inside.x, *y, inside.width, &text, style);
    }
    *y = y.saturating_add(1);
}

fn wrapped(text: &str, width: u16) -> Vec<String> {
    crate::tui::text::wrap(text, usize::from(width)).take(3).map(str::to_owned).collect()
}

/// The minutes and seconds that are left, large; in the last minute with a sign before them.
fn clock(room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let left = room.left();
    let shown = if left > 0 { left.saturating_add(999) } else { left };
    let seconds = (shown.unsigned_abs() / 1000).min(99 * 60 + 59);
    let text = format!("{:02}:{:02}", seconds / 60, seconds % 60);
    let style = if room.is_late() { look.style(Role::Overdue) } else { look.style(Role::Strong) };
    let mut x = area.x;
    for glyph in text.chars().map(|c| c.to_digit(10).map_or(10, |d| d as usize)) {
        for (row, pattern) in DIGITS.get(glyph).into_iter().flatten().enumerate() {
            for (column, _) in pattern.bytes().enumerate().filter(|(_, b)| *b == b'#') {
                let at = Position::new(x + column as u16, area.y + row as u16);
                if area.contains(at) {
                    // A full cell in any font: a reversed blank.
                    ink::put(buf, at.x, at.y, 1, " ", style.add_modifier(Modifier::REVERSED));
                }
            }
        }
        x += 7;
    }
    let words = frame::time(room, look);
    let at = Rect { x: x + 2, width: area.right().saturating_sub(x + 2), ..area };
    ink::put(buf, at.x, at.y + TALL / 2, at.width, &words, style);
}

/// The cards of the stage in focus, lane by lane, a blank line between them.
fn cards(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Option<Position> {
    let doc = app.doc.as_ref()?;
    let stage = doc.stage().or_else(|| doc.map.stages.first())?;
    let lanes = app.room.as_ref()?.session.now().map(|phase| phase.lanes_of(&doc.map)).unwrap_or_default();
    let mut y = area.y;
    line(buf, area, &mut y, stage.name.as_str(), look.style(Role::StageName), look);
    let mut cursor = Some(Position::new(area.x, area.y));
    let focused = doc.card().map(|card| card.id.clone());
    let all: Vec<_> = lanes.iter().flat_map(|lane| stage.cell(lane)).collect();
    let room = usize::from(area.bottom().saturating_sub(y) / 2).max(1);
    let at =
        all.iter().position(|card| Some(&card.id) == focused.as_ref()).unwrap_or(all.len().saturating_sub(1));
    let first = ink::first_shown(at, all.len(), room);
    for card in all.into_iter().skip(first).take(room) {
        y += 1;
        let is_focused = Some(&card.id) == focused.as_ref();
        if is_focused && y < area.bottom() {
            cursor = Some(Position::new(area.x, y));
        }
        let role = if is_focused { Role::Focus } else { Role::Text };
        let mark = if is_focused { look.symbols.pointer } else { " " };
        let text = format!("{mark} {}", card.text.one_line());
        line(buf, area, &mut y, &text, look.style(role), look);
    }
    cursor
}

/// How many lines phase and clock take of a screen.
pub(super) fn head(area: Rect) -> u16 {
    if area.height >= TALL + 8 { TALL + 3 } else { 1 }
}
