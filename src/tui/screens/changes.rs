//! What changed: the list, the board with the ghosts beside it, and before and after of the chosen change under both.

mod list;
mod pane;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{Drawn, conflicts, map};
use crate::tui::app::App;
use crate::tui::board;
use crate::tui::changes::{Compared, Mark};
use crate::tui::commands;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// From this many columns on the board stands beside the list.
const BESIDE_FROM: u16 = 120;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    draw_title(app, buf, ink::row(area, 0).unwrap_or_default(), look);
    let below = ink::between(area, 1, 0);
    let Some(compared) = app.changes.compared().filter(|_| app.changes.line().is_some()) else {
        return draw_empty(app, buf, ink::between(below, 1, 0), look);
    };
    let pane = pane_rows(area.height);
    let body = ink::between(below, 0, pane);
    let drawn = draw_body(app, compared, buf, body, look);
    pane::draw(
        app,
        compared,
        buf,
        Rect { y: body.bottom(), height: below.height - body.height, ..below },
        look,
    );
    drawn
}

fn pane_rows(height: u16) -> u16 {
    match height {
        ..=9 => 0,
        10..=17 => 3,
        18..=29 => 6,
        30..=49 => 8,
        _ => 11,
    }
}

/// The list, the board, or both.
fn draw_body(app: &App, compared: &Compared, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    if app.changes.is_board_alone {
        return draw_board(app, compared, buf, area);
    }
    if area.width < BESIDE_FROM || area.height < board::LEAST_ROWS {
        let at = ink::between(area, u16::from(area.height > 8), 0);
        return list::draw(app, buf, at, look);
    }
    let columns = (area.width * 3 / 8).clamp(42, 72);
    let line = area.x + columns;
    for y in area.top()..area.bottom() {
        ink::put(buf, line, y, 1, look.symbols.frame.vertical, look.style(Role::Frame));
    }
    let right = Rect { x: line + 1, width: area.width - columns - 1, ..area };
    let board = draw_board(app, compared, buf, right);
    let list = list::draw(app, buf, ink::between(Rect { width: columns, ..area }, 1, 0), look);
    Drawn { scroll: board.scroll, ..list }
}

fn draw_board(app: &App, compared: &Compared, buf: &mut Buffer, area: Rect) -> Drawn {
    let Some(doc) = &app.doc else { return Drawn::default() };
    let painted = map::with_scene(app, doc, |scene| {
        let scene = board::Scene {
            map: &compared.haunted.map,
            states: &compared.states,
            focus: app.changes.focus(),
            view: &app.changes.view,
            changes: Some(&compared.haunted.marks),
            ..*scene
        };
        board::draw(buf, area, &scene)
    });
    // Nothing on this board can be clicked: it shows what is not there, too.
    Drawn { cursor: painted.cursor, scroll: Some(painted.scroll), ..Drawn::default() }
}

/// Where one is, since what, and how much changed.
fn draw_title(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = ink::indent(area, 1);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let inside = conflicts::draw_badge(app, buf, inside, look);
    let rest = draw_counts(app, buf, inside, look);
    let mut at = rest;
    for (text, role) in path(app, look) {
        let text = look.cut(&text, at.width).into_owned();
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &text, look.style(role)));
    }
}

fn path(app: &App, look: Look<'_>) -> Vec<(String, Role)> {
    let title = app.doc.as_ref().map_or_else(String::new, |doc| doc.map.title.to_string());
    let sep = look.symbols.path;
    let mut out = vec![(format!("{title} {sep} "), Role::Dim), ("Changes".to_owned(), Role::Title)];
    if let Some(base) = &app.changes.base {
        out.push((" since ".to_owned(), Role::Dim));
        out.push((base.words().to_owned(), Role::Strong));
    }
    if let Some((newer, _)) = &app.changes.newer {
        out.push((" until ".to_owned(), Role::Dim));
        out.push((newer.clone(), Role::Strong));
    }
    if app.changes.walk.is_on() {
        let (done, all) = app.changes.walk.progress(app.changes.items());
        out.push((format!("   {done}/{all}"), Role::Success));
    }
    out
}

/// How many changes of each sign, at the right; gives what is left.
fn draw_counts(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Rect {
    let pieces: Vec<(String, Role)> = app
        .changes
        .counts()
        .iter()
        .map(|(sign, count)| (format!("{sign}{count}"), Mark { sign, is_ghost: false }.role()))
        .collect();
    let gaps = u16::try_from(pieces.len().saturating_sub(1)).unwrap_or(0) * 2;
    let wide = pieces.iter().map(|(text, _)| ink::width(text)).fold(gaps, u16::saturating_add);
    if pieces.is_empty() || wide.saturating_add(30) > area.width {
        return area;
    }
    let mut x = area.right() - wide;
    for (text, role) in pieces {
        // A struck sign could not be read.
        let style = look.style(role).remove_modifier(Modifier::CROSSED_OUT);
        x += ink::put(buf, x, area.y, ink::width(&text), &text, style) + 2;
    }
    Rect { width: area.width - wide - 3, ..area }
}

/// Why nothing is listed, and what to do about it.
fn draw_empty(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let key = |id: &str| commands::find(id).and_then(|c| app.keymap.first_key(c)).unwrap_or_default();
    let lines = match (&app.changes.base, app.changes.compared()) {
        (Some(base), Some(_)) => vec![
            format!("Nothing changed since {}.", base.words()),
            format!("{} chooses what to compare with.", key("changes.base")),
        ],
        _ => vec![format!("Reading {}", look.symbols.ellipsis)],
    };
    let inside = ink::indent(area, 3);
    for (y, line) in (inside.top()..inside.bottom()).zip(&lines) {
        let room = inside.width.saturating_sub(1);
        ink::put(buf, inside.x, y, room, &look.cut(line, room), look.style(Role::Text));
    }
    Drawn { cursor: Some(inside.as_position()).filter(|_| !inside.is_empty()), ..Drawn::default() }
}
