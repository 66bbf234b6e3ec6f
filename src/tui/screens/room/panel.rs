//! The lists of a workshop, in place of the board.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Drawn;
use crate::tui::app::App;
use crate::tui::room::Room;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Draws the panel that is shown.
pub(super) fn draw(_app: &App, room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let words = format!("{:?}", room.panel);
    ink::put(buf, area.x + 1, area.y, area.width, &words, look.style(Role::Text));
    Drawn { cursor: Some(area.as_position()), ..Drawn::default() }
}
