//! The workshop's screen: what phase it is, what is asked, how much time is left, who is there; under it the board or a list.

mod big;
pub(super) mod capture;
mod frame;
pub(super) mod panel;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Drawn, map};
use crate::tui::app::{App, Screen};
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// With fewer rows than this layers cover all: what is asked needs the room.
const KEPT_FROM: u16 = 16;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let Some(room) = &app.room else { return Drawn::default() };
    if room.is_big {
        return big::draw(app, room, buf, area, look);
    }
    let lines = frame::lines(room, area.width, area.height);
    frame::draw(app, room, buf, Rect { height: lines.min(area.height), ..area }, look);
    let rest = ink::between(area, lines, 0);
    match app.screen {
        Screen::Room => panel::draw(app, room, buf, rest, look),
        _ => map::draw(app, buf, rest),
    }
}

/// The part of the screen that layers may cover: phase and clock stay in sight of the whole room.
pub(in crate::tui) fn ground(app: &App, screen: Rect) -> Rect {
    let Some(room) = app.room.as_ref().filter(|_| matches!(app.screen, Screen::Map | Screen::Room)) else {
        return screen;
    };
    let body = super::Parts::of(screen).body;
    let lines = if room.is_big { big::head(body) } else { frame::lines(room, body.width, body.height) };
    if screen.height.saturating_sub(lines) < KEPT_FROM { screen } else { ink::between(screen, lines, 0) }
}
