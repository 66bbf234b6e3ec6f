//! Versions, commits and reviews of the open map on one line of time: who and why.

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Drawn, conflicts};
use crate::store::timeline::{Happened, Moment};
use crate::tui::app::App;
use crate::tui::commands;
use crate::tui::theme::Role;
use crate::tui::timeline::{name, why, words};
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column};

/// The lines about the chosen one; with fewer lines than this on the screen they are left out.
const ABOUT: u16 = 3;
const ABOUT_FROM: u16 = 12;
/// Columns before the first: pointer and mark.
const BEFORE: u16 = 5;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    draw_title(app, buf, ink::indent(ink::row(area, 0).unwrap_or_default(), 1), look);
    let about = if area.height >= ABOUT_FROM { ABOUT } else { 0 };
    let list = ink::between(area, if area.height > 6 { 2 } else { 1 }, about);
    if about > 0 {
        draw_about(app, buf, Rect { y: list.bottom(), height: about, ..area }, look);
    }
    draw_rows(app, buf, list, look)
}

fn draw_title(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let title = app.doc.as_ref().map_or_else(String::new, |doc| doc.map.title.to_string());
    let view = &app.timeline;
    let count = match &view.timeline {
        None => format!("reading {}", look.symbols.ellipsis),
        Some(line) if line.is_cut => {
            format!("the newest {} moments; git knows older ones", line.moments.len())
        }
        Some(line) => crate::map::say::many(line.moments.len(), "moment"),
    };
    let parts = [
        (format!("{title} {} ", look.symbols.path), Role::Dim),
        ("Timeline".to_owned(), Role::Title),
        (format!("   {count}"), Role::Dim),
    ];
    let inside = Rect { width: area.width.saturating_sub(1), ..area };
    let mut at = conflicts::draw_badge(app, buf, inside, look);
    for (text, role) in parts {
        let text = look.cut(&text, at.width).into_owned();
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &text, look.style(role)));
    }
}

fn columns() -> [Column; 4] {
    [
        Column::new("", 10, 10, 8),
        Column::new("", 16, 26, 9),
        Column::new("", 10, 18, 6),
        Column::new("", 16, u16::MAX, 7),
    ]
}

fn draw_rows(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let view = &app.timeline;
    let columns = columns();
    let widths = table::fit(&columns, ink::indent(area, BEFORE).width.saturating_sub(1));
    let first = ink::first_shown(view.at, view.rows(), area.height.into());
    for (y, row) in (area.top()..area.bottom()).zip(first..view.rows()) {
        let line = Rect { y, height: 1, ..area };
        let is_chosen = row == view.at;
        let style = |role: Role| if is_chosen { Style::new() } else { look.style(role) };
        if is_chosen {
            ink::tint(buf, line, look.style(Role::Select));
            ink::put(buf, line.x + 1, y, 1, look.symbols.pointer, Style::new());
            drawn.cursor = Some(Position::new((line.x + BEFORE).min(line.right().saturating_sub(1)), y));
        }
        if view.marks.contains(&row) {
            let at = ink::indent(line, 3);
            ink::put(buf, at.x, y, at.width.min(1), look.symbols.mark, style(Role::Mark));
        }
        let cells = view.moment(row).map_or_else(|| now(app), cells);
        table::draw_row(&columns, &widths, &cells, ink::indent(line, BEFORE), buf, look, is_chosen);
        drawn.rows.push((line, row));
    }
    let last = first + usize::from(area.height);
    ink::mark_cuts(buf, area, (first > 0, last < view.rows()), look);
    drawn
}

/// The row of the map as it is.
fn now(app: &App) -> Vec<Cell<'static>> {
    let is_dirty = app.doc.as_ref().is_some_and(crate::tui::doc::Doc::is_dirty);
    let saved = if is_dirty { "with what is not saved yet" } else { "as it is saved" };
    vec![
        Cell::new("now", Role::Strong),
        Cell::new("the map", Role::Text),
        Cell::new("", Role::Text),
        Cell::new(saved, Role::Dim),
    ]
}

fn cells(moment: &Moment) -> Vec<Cell<'_>> {
    let role = match moment.what {
        Happened::Version { .. } => Role::Strong,
        Happened::Commit { .. } | Happened::Review { .. } => Role::Text,
    };
    let mut what = Cell::new(moment.word(), Role::Dim);
    what.0.push((" ".into(), Role::Dim));
    what.0.push((name(moment).into(), role));
    vec![
        Cell::new(moment.on.to_string(), Role::Number),
        what,
        Cell::new(moment.by.as_str(), Role::Owner),
        Cell::new(why(moment), Role::Text),
    ]
}

/// The chosen one in full, and what can be done with it.
fn draw_about(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    for x in area.left()..area.right() {
        ink::put(buf, x, area.y, 1, look.symbols.frame.horizontal, look.style(Role::Frame));
    }
    let inside = ink::indent(ink::between(area, 1, 0), 3);
    let room = inside.width.saturating_sub(1);
    let lines = [about(app, look), comparing(app)];
    for (y, (line, role)) in (inside.top()..inside.bottom()).zip(lines) {
        ink::put(buf, inside.x, y, room, &look.cut(&line, room), look.style(role));
    }
}

fn about(app: &App, look: Look<'_>) -> (String, Role) {
    let problem = || app.timeline.timeline.as_ref().and_then(|line| line.problems.first().cloned());
    match app.timeline.chosen() {
        Some(moment) => {
            let why = why(moment);
            let why = if why.is_empty() { String::new() } else { format!(": {why}") };
            (format!("{} {} {}{why}", words(moment), look.symbols.dot, moment.by), Role::Text)
        }
        None => match problem() {
            Some(problem) => (problem, Role::Warning),
            None => ("The map as it is now".to_owned(), Role::Text),
        },
    }
}

/// What the key that compares would compare.
fn comparing(app: &App) -> (String, Role) {
    let view = &app.timeline;
    let key = commands::find("timeline.compare").and_then(|c| app.keymap.first_key(c)).unwrap_or_default();
    let name = |row: usize| view.moment(row).map_or_else(|| "the map as it is".to_owned(), words);
    let is_review =
        |row: usize| view.moment(row).is_some_and(|moment| matches!(moment.what, Happened::Review { .. }));
    let words = match view.to_compare() {
        Some((older, newer)) if newer > 0 && [older, newer].into_iter().any(is_review) => {
            "of a review only its stage is kept: it is compared with the map as it is".to_owned()
        }
        Some((older, newer)) => format!("{key} shows what changed from {} to {}", name(older), name(newer)),
        None => "mark two moments, or go to one, to compare".to_owned(),
    };
    (words, Role::Dim)
}
