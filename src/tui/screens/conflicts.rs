//! Open conflicts: a list, and what the sides of the chosen one say under it.

mod marked;
mod sides;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Drawn, levels};
use crate::map::conflict::Conflict;
use crate::tui::app::App;
use crate::tui::conflicts::{Ground, Side, badge};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Rows that the list keeps where there is little room.
const LEAST_ROWS: u16 = 3;
/// The share of the screen that the list may take, one in so many.
const SHARE: u16 = 3;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let Some(ground) = app.ground() else { return Drawn::default() };
    draw_title(app, ground, buf, ink::row(area, 0).unwrap_or_default(), look);
    let below = ink::between(area, if area.height > 8 { 2 } else { 1 }, 0);
    if ground.conflicts().is_empty() {
        return draw_empty(ground, buf, ink::indent(below, 3), look);
    }
    let count = u16::try_from(ground.conflicts().len()).unwrap_or(u16::MAX);
    let rows = count.min((below.height / SHARE).max(LEAST_ROWS)).min(below.height);
    let drawn = draw_list(app, ground, buf, Rect { height: rows, ..below }, look);
    sides::draw(app, ground, buf, ink::between(below, rows, 0), look);
    drawn
}

fn draw_title(app: &App, ground: Ground<'_>, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = ink::indent(area, 1);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let inside = draw_badge(app, buf, inside, look);
    let inside = levels::draw(levels::of(app), buf, inside, 60, look);
    let parts = [
        (format!("{} {} ", ground.title(), look.symbols.path), Role::Dim),
        ("Conflicts".to_owned(), Role::Title),
    ];
    let mut at = inside;
    for (text, role) in parts {
        let text = look.cut(&text, at.width).into_owned();
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &text, look.style(role)));
    }
}

/// How many conflicts wait, at the end of a title line; gives what is left of it. It is on every screen.
pub(super) fn draw_badge(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Rect {
    let count = app.open_conflicts();
    let fits = |words: &String| ink::width(words).saturating_add(20) <= area.width;
    let with_words = badge(count, look.symbols, true).filter(|(words, _)| fits(words));
    let Some((words, role)) = with_words.or_else(|| badge(count, look.symbols, false)) else { return area };
    let columns = ink::width(&words).min(area.width);
    ink::put(buf, area.right() - columns, area.y, columns, &words, look.style(role));
    Rect { width: area.width.saturating_sub(columns + 3), ..area }
}

fn draw_empty(ground: Ground<'_>, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let ways = match ground.map {
        Some(_) => "Ctrl-S saves the map, u takes a decision back, q goes back.",
        None => "All of it is saved. u takes a decision back, q goes back.",
    };
    let lines = ["No conflict is left to decide.", ways];
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let room = area.width.saturating_sub(1);
        ink::put(buf, area.x, y, room, &look.cut(line, room), look.style(Role::Text));
    }
    Drawn { cursor: Some(area.as_position()).filter(|_| !area.is_empty()), ..Drawn::default() }
}

fn draw_list(app: &App, ground: Ground<'_>, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let all = ground.conflicts();
    let chosen = app.conflicts.row.min(all.len().saturating_sub(1));
    let first = ink::first_shown(chosen, all.len(), area.height.into());
    for (y, (at, conflict)) in (area.top()..area.bottom()).zip(all.iter().enumerate().skip(first)) {
        let row = Rect { y, height: 1, ..area };
        let is_chosen = at == chosen;
        draw_row(ground, conflict, buf, row, look);
        if is_chosen {
            ink::tint(buf, row, look.style(Role::Select));
            ink::put(buf, row.x + 1, y, 1, look.symbols.pointer, Style::new());
            drawn.cursor = Some(Position::new((row.x + 3).min(area.right().saturating_sub(1)), y));
        }
        drawn.rows.push((row, at));
    }
    let cut = (first > 0, first + usize::from(area.height) < all.len());
    ink::mark_cuts(buf, area, cut, look);
    drawn
}

/// Where it is at the left; at the right, where there is room, what the sides say.
fn draw_row(ground: Ground<'_>, conflict: &Conflict, buf: &mut Buffer, row: Rect, look: Look<'_>) {
    let inside = ink::indent(row, 3);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let place = ground.place(conflict).line(look.symbols.path);
    let room = if inside.width >= 90 { inside.width * 3 / 5 } else { inside.width };
    let taken = ink::put(buf, inside.x, row.y, room, &look.cut(&place, room), look.style(Role::Text));
    let rest = ink::indent(inside, taken.saturating_add(3));
    if rest.width < 24 {
        return;
    }
    let says = |side: Side| {
        let is_gone = conflict.field.is_none() && side.value(conflict).is_none();
        let words = ground.said(conflict, side);
        let words = if is_gone { "taken away".to_owned() } else { words };
        look.cut(&words, rest.width / 2 - 2).into_owned()
    };
    let words = format!("{} {} {}", says(Side::Ours), look.symbols.conflict, says(Side::Theirs));
    let wide = ink::width(&words).min(rest.width);
    ink::put(buf, rest.right() - wide, row.y, wide, &words, look.style(Role::Dim));
}
