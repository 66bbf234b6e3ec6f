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

/// With fewer rows than this there is one line of frame, not two.
const TWO_LINES_FROM: u16 = 12;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let Some(room) = &app.room else { return Drawn::default() };
    if room.is_big {
        return big::draw(app, room, buf, area, look);
    }
    let lines = if area.height >= TWO_LINES_FROM { 2 } else { 1 };
    frame::draw(app, room, buf, Rect { height: lines.min(area.height), ..area }, look);
    let rest = ink::between(area, lines, 0);
    match app.screen {
        Screen::Room => panel::draw(app, room, buf, rest, look),
        _ => map::draw(app, buf, rest),
    }
}
