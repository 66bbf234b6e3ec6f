//! The lines above the board: phase, time, counts; what is asked, who is there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::map::say::many;
use crate::tui::app::App;
use crate::tui::room::{Bell, Room};
use crate::tui::text::{cut, wrap};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::workshop::clock::{MINUTE, left_in_words};

/// The most lines of a question.
const MOST_LINES: usize = 2;
/// The longest bar of time.
const BAR: u16 = 20;

/// With fewer rows than this there is one line, without the question.
const ONE_LINE_BELOW: u16 = 12;
/// With fewer rows than this the names have no line of their own.
const NAMES_FROM: u16 = 16;

/// How many lines they take of a screen this wide and high: the question is never cut where there is room to say it.
pub(super) fn lines(room: &Room, width: u16, height: u16) -> u16 {
    if height < ONE_LINE_BELOW {
        return 1.min(height);
    }
    let (asks, _, is_beside) = parts(room, width.saturating_sub(2));
    1 + asks.len() as u16 + u16::from(!is_beside && height >= NAMES_FROM)
}

/// Draws them.
pub(super) fn draw(app: &App, room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    ink::clear(buf, area, look.style(Role::Text));
    if let Some(line) = ink::row(area, 0) {
        first(app, room, buf, line, look);
    }
    asked(room, buf, ink::between(area, 1, 0), look);
    if room.bell == Bell::Visual && room.rung {
        ink::tint(buf, area, Style::new().add_modifier(Modifier::REVERSED));
    }
}

/// Phase, bar, time, counts; the bar goes first where room is short, then the counts.
fn first(app: &App, room: &Room, buf: &mut Buffer, line: Rect, look: Look<'_>) {
    let inside = Rect { width: line.width.saturating_sub(2), ..ink::indent(line, 1) };
    let (counts, time) = (counts(app, room), time(room, look));
    let number = format!("{}/{} ", room.session.phase + 1, room.session.agenda().phases.len());
    let name = room.session.now().map_or("", |phase| phase.name.as_str());
    let bar = BAR.min(inside.width / 6);
    let free = inside.width.saturating_sub((ink::width(&number) + ink::width(name)).min(24) + 2);
    let counted = ink::width(&time) + 3 + ink::width(&counts);
    let (shows_bar, shows_counts) = (counted + bar < free, counted <= free);
    let right = match (shows_bar, shows_counts) {
        (true, _) => counted + bar + 1,
        (false, true) => counted,
        (false, false) => ink::width(&time),
    };
    let room_left = inside.width.saturating_sub(right + 2);
    let used = ink::put(buf, inside.x, inside.y, room_left, &number, look.style(Role::Dim));
    let title = look.cut(name, room_left.saturating_sub(used)).into_owned();
    ink::put(buf, inside.x + used, inside.y, room_left.saturating_sub(used), &title, look.style(Role::Title));
    let mut x = inside.right().saturating_sub(right);
    if shows_bar {
        x += draw_bar(room, buf, (x, inside.y), bar, look) + 1;
    }
    x += ink::put(buf, x, inside.y, inside.right().saturating_sub(x), &time, time_style(room, look));
    if shows_counts {
        ink::put(buf, x + 3, inside.y, inside.right().saturating_sub(x + 3), &counts, look.style(Role::Dim));
    }
}

/// How the time looks.
pub(super) fn time_style(room: &Room, look: Look<'_>) -> Style {
    if room.is_late() {
        return look.style(Role::Overdue).add_modifier(Modifier::BOLD);
    }
    look.style(Role::Strong)
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

/// The question in lines, how wide all names are, and whether they fit behind its last line.
fn parts(room: &Room, width: u16) -> (Vec<&str>, u16, bool) {
    let asks = room.session.now().map_or("", |phase| phase.asks());
    let lines: Vec<&str> = wrap(asks, width.max(1).into()).take(MOST_LINES).collect();
    let names = names(room).iter().map(|(name, _)| ink::width(name) + 1).sum::<u16>().saturating_sub(1);
    let last = lines.last().map_or(0, |line| ink::width(line));
    (lines, names, last.saturating_add(names).saturating_add(3) <= width)
}

/// What is asked, and who is there.
fn asked(room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = Rect { width: area.width.saturating_sub(2), ..ink::indent(area, 1) };
    if inside.is_empty() {
        return;
    }
    let (lines, wide, is_beside) = parts(room, inside.width);
    for (y, line) in (inside.top()..inside.bottom()).zip(&lines) {
        ink::put(buf, inside.x, y, inside.width, line, look.style(Role::Text));
    }
    let at = if is_beside { lines.len().saturating_sub(1) } else { lines.len() };
    let Some(row) = u16::try_from(at).ok().and_then(|at| ink::row(inside, at)) else { return };
    let wide = wide.min(row.width);
    people(room, buf, ink::indent(row, row.width - wide), look);
}

/// Who is there, each with their digit; whoever speaks stands out.
pub(super) fn people(room: &Room, buf: &mut Buffer, row: Rect, look: Look<'_>) {
    let mut at = row.x;
    for (name, is_speaker) in fitting(room, row.width) {
        let role = if is_speaker { Role::Select } else { Role::Dim };
        at += ink::put(buf, at, row.y, row.right().saturating_sub(at), &name, look.style(role)) + 1;
    }
}

/// How wide they all are.
pub(super) fn people_width(room: &Room) -> u16 {
    names(room).iter().map(|(name, _)| ink::width(name) + 1).sum::<u16>().saturating_sub(1)
}

/// What somebody is called in a list of who is there.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// All who are there, with their digits, and whether they speak.
fn names(room: &Room) -> Vec<(String, bool)> {
    let here = room.session.roster.all().enumerate().filter(|(_, (_, is_here))| *is_here);
    here.map(|(at, (who, _))| {
        let digit = if at < 9 { format!("{} ", at + 1) } else { String::new() };
        let name = cut(first_name(who.name.as_str()), 12, "");
        (format!(" {digit}{name} "), who.id == room.speaker)
    })
    .collect()
}

/// As many names as there is room for, and how many more there are.
fn fitting(room: &Room, most: u16) -> Vec<(String, bool)> {
    let all = names(room);
    let (mut out, mut width) = (Vec::new(), 0);
    for (at, (name, is_speaker)) in all.iter().enumerate() {
        let more = all.len() - at;
        let tail = if more > 1 { 5 } else { 0 };
        if width + ink::width(name) + tail > most {
            out.push((format!("+{more}"), false));
            return out;
        }
        width += ink::width(name) + 1;
        out.push((name.clone(), *is_speaker));
    }
    out
}
