//! What the driver runs: a state that takes events in, asks for effects, and paints itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::effect::Effect;
use super::super::event::Event;

/// The editor, as far as the driver knows it.
pub(super) trait Program {
    /// Takes one event in; gives what is to be done outside.
    fn update(&mut self, event: Event) -> Vec<Effect>;

    /// Paints itself; gives where the cursor is to be seen.
    fn draw(&mut self, buffer: &mut Buffer, area: Rect) -> Option<Position>;
}
