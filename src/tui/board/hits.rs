//! What a picture answers: what is where, for the mouse, and how wide a stage is.

use ratatui::layout::{Position, Rect};

use crate::tui::focus::Focus;

/// A finished picture.
#[derive(Debug, Clone, Default)]
pub struct Painted {
    /// Where the hardware cursor belongs: on the focus. `None` only where nothing of it can be shown.
    pub cursor: Option<Position>,
    /// The first stage and the first line shown: the next picture's `view.scroll`.
    pub scroll: (usize, usize),
    /// What is where.
    pub hits: Hits,
}

/// What is where in a picture.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    areas: Vec<(Rect, Focus)>,
    /// Columns that a stage takes, with the line beside it; 0 without stages.
    pub stage_width: u16,
    /// Stages shown in full.
    pub stages_shown: usize,
    /// Lines of the rows shown.
    pub lines_shown: usize,
}

impl Hits {
    /// What a click at (`x`, `y`) is meant for: the last thing drawn there.
    pub fn at(&self, x: u16, y: u16) -> Option<&Focus> {
        let at = Position::new(x, y);
        self.areas.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, focus)| focus)
    }

    /// Where something is, if it is in the picture.
    pub fn area_of(&self, focus: &Focus) -> Option<Rect> {
        self.areas.iter().find(|(_, known)| known == focus).map(|(area, _)| *area)
    }

    pub(super) fn add(&mut self, area: Rect, focus: Focus) {
        if !area.is_empty() {
            self.areas.push((area, focus));
        }
    }
}
