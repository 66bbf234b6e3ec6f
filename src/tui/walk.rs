//! One step of the focus: where a key goes depends on how the map is looked at.

mod board;
mod line;
mod table;

use super::doc::Doc;
use super::focus::Focus;
use super::nav::Step;
use super::sieve::Sieve;
use super::view::Shape;
use crate::map::Workspace;

impl Doc {
    /// What the filter keeps.
    pub fn sieve(&self) -> Sieve<'_> {
        Sieve::new(&self.map, &self.states, &self.view.filter)
    }

    /// One step of the focus in the view that is shown.
    pub fn view_step(&self, step: Step, workspace: &Workspace) -> Focus {
        match self.view.shape {
            Shape::Board | Shape::Outline => self.board_step(step),
            Shape::Emotion => self.line_step(step),
            Shape::Table => self.table_step(step, workspace),
        }
    }
}
