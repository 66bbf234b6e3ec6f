//! What the driver runs: a state that takes events in, asks for effects, and paints itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::effect::Effect;
use super::super::event::Event;
use super::super::term::Change;

/// The editor, as far as the driver knows it.
pub(super) trait Program {
    /// Takes one event in; gives what is to be done outside.
    fn update(&mut self, event: Event) -> Vec<Effect>;

    /// Paints itself over its last picture, which is blank after a change of the size.
    fn draw(&mut self, buffer: &mut Buffer, area: Rect) -> Change;
}
