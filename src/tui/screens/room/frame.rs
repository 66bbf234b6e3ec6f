//! The lines above the board: phase, time, counts; what is asked, who is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::map::say::many;
use crate::tui::app::App;
use crate::tui::room::{Bell, Room};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::workshop::clock::{MINUTE, left_in_words};

/// The longest bar of time.
const BAR: u16 = 20;

/// Draws them.
pub(super) fn draw(app: &App, room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    ink::clear(buf, area, look.style(Role::Text));
    if let Some(line) = ink::row(area, 0) {
        first(app, room, buf, line, look);
    }
    if let Some(line) = ink::row(area, 1) {
        second(room, buf, line, look);
    }
    if room.bell == Bell::Visual && room.rung {
        ink::tint(buf, area, Style::new().add_modifier(Modifier::REVERSED));
    }
}

/// Phase, bar, time, counts.
fn first(app: &App, room: &Room, buf: &mut Buffer, line: Rect, look: Look<'_>) {
    let inside = Rect { width: line.width.saturating_sub(2), ..ink::indent(line, 1) };
    let counts = counts(app, room);
    let time = time(room, look);
    let bar = BAR.min(inside.width / 6);
    let right = ink::width(&time) + bar + 1 + ink::width(&counts) + 3;
    let shows_counts = inside.width > right + 24;
    let right = if shows_counts { right } else { ink::width(&time) };
    let room_left = inside.width.saturating_sub(right + 2);
    let phases = room.session.agenda().phases.len();
    let number = format!("{}/{phases} ", room.session.phase + 1);
    let name = room.session.now().map_or("", |phase| phase.name.as_str());
    let used = ink::put(buf, inside.x, inside.y, room_left, &number, look.style(Role::Dim));
    let title = look.cut(name, room_left.saturating_sub(used)).into_owned();
    ink::put(buf, inside.x + used, inside.y, room_left.saturating_sub(used), &title, look.style(Role::Title));
    let mut x = inside.right().saturating_sub(right);
    if shows_counts {
        x += draw_bar(room, buf, (x, inside.y), bar, look) + 1;
    }
    let style = if room.is_late() {
        look.style(Role::Overdue).add_modifier(Modifier::BOLD)
    } else {
        look.style(Role::Strong)
    };
    x += ink::put(buf, x, inside.y, inside.right().saturating_sub(x), &time, style);
    if shows_counts {
        ink::put(buf, x + 3, inside.y, inside.right().saturating_sub(x + 3), &counts, look.style(Role::Dim));
    }
}

/// The time in words; its last minute has a sign.
pub(super) fn time(room: &Room, look: Look<'_>) -> String {
    let left = room.left();
    let words = left_in_words(left);
    if room.session.end.is_some() {
        return "ended".to_owned();
    }
    if room.session.clock.is_paused() {
        return format!("{words}, stopped");
    }
    if left <= MINUTE { format!("{} {words}", look.symbols.overdue) } else { words }
}

/// The bar shrinks with the time that is left.
fn draw_bar(room: &Room, buf: &mut Buffer, (x, y): (u16, u16), width: u16, look: Look<'_>) -> u16 {
    let given = room.session.clock.given(room.session.now().map_or(0, |phase| phase.minutes)).max(1);
    let left = room.left().clamp(0, given);
    let full = u16::try_from(i64::from(width) * left / given).unwrap_or(0).min(width);
    let full = if left > 0 { full.max(1) } else { 0 };
    let (on, off) = (look.symbols.bar_full, look.symbols.bar_empty);
    ink::put(buf, x, y, full, &on.repeat(full.into()), look.style(Role::Strong));
    ink::put(buf, x + full, y, width - full, &off.repeat((width - full).into()), look.style(Role::Faint));
    width
}

/// Cards written, and how many of them are private.
pub(super) fn counts(app: &App, room: &Room) -> String {
    let mut words = many(room.written(), "card");
    match room.session.pile.len() {
        0 if room.session.is_private() => words.push_str(", private"),
        0 => {}
        count => words = format!("{words}, {count} private"),
    }
    let parked = room.session.unsettled().count();
    if parked > 0 {
        words = format!("{words} {} {parked} parked", app.symbols().dot);
    }
    words
}

/// What is asked, and who is there.
fn second(room: &Room, buf: &mut Buffer, line: Rect, look: Look<'_>) {
    let inside = Rect { width: line.width.saturating_sub(2), ..ink::indent(line, 1) };
    let asks = room.session.now().map_or("", |phase| phase.asks());
    let most = inside.width.saturating_sub(ink::width(asks).min(inside.width / 2) + 3);
    let (names, width) = fitting(room, most, look);
    let x = inside.right().saturating_sub(width);
    let text = look.cut(asks, x.saturating_sub(inside.x + 2)).into_owned();
    ink::put(buf, inside.x, inside.y, inside.width, &text, look.style(Role::Text));
    let mut at = x;
    for (name, is_speaker) in names {
        let role = if is_speaker { Role::Select } else { Role::Dim };
        at += ink::put(buf, at, inside.y, inside.right().saturating_sub(at), &name, look.style(role));
        at += 1;
    }
}

/// As many names as there is room for, each with its digit, and how many more there are.
fn fitting(room: &Room, most: u16, look: Look<'_>) -> (Vec<(String, bool)>, u16) {
    let all: Vec<(String, bool)> = room
        .session
        .roster
        .all()
        .enumerate()
        .filter(|(_, (_, is_here))| *is_here)
        .map(|(at, (who, _))| {
            let name = who.name.as_str().split_whitespace().next().unwrap_or(who.name.as_str());
            let digit = if at < 9 { format!("{} ", at + 1) } else { String::new() };
            (format!(" {digit}{} ", look.cut(name, 12)), who.id == room.speaker)
        })
        .collect();
    let (mut names, mut width) = (Vec::new(), 0);
    for (at, (name, is_speaker)) in all.iter().enumerate() {
        let more = all.len() - at;
        let tail = if more > 1 { 5 } else { 0 };
        if width + ink::width(name) + tail > most {
            let rest = format!("+{more}");
            width += ink::width(&rest);
            names.push((rest, false));
            return (names, width);
        }
        width += ink::width(name) + 1;
        names.push((name.clone(), *is_speaker));
    }
    (names, width.saturating_sub(1))
}
