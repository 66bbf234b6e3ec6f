//! What a picture answers: what is where, for the mouse, and how wide a stage is.

use ratatui::layout::{Position, Rect};

use super::kept::Kept;
use crate::map::id::StageId;
use crate::tui::focus::Focus;

/// A stage's header has at most so many lines: name, state, owner.
const MOST_HEAD: u16 = 3;

/// A finished picture.
#[derive(Debug, Clone, Default)]
pub struct Painted {
    /// Where the hardware cursor belongs: on the focus. `None` only where nothing of it can be shown.
    pub cursor: Option<Position>,
    /// The first stage and the first line shown: the next picture's `view.scroll`.
    pub scroll: (usize, usize),
    /// What is where.
    pub hits: Hits,
    /// What stays while only the focus moves; `None` for what is drawn anew each time.
    pub kept: Option<Kept>,
}

/// What is where in one part of a picture.
pub(super) type Part = Vec<(Rect, Focus)>;

/// What is where in a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The title and the headers, then row by row.
    parts: Vec<Part>,
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
        let mut last_first = self.parts.iter().rev().flat_map(|part| part.iter().rev());
        last_first.find(|(area, _)| area.contains(at)).map(|(_, focus)| focus)
    }

    /// Where something is, if it is in the picture.
    pub fn area_of(&self, focus: &Focus) -> Option<Rect> {
        self.parts.iter().flatten().find(|(_, known)| known == focus).map(|(area, _)| *area)
    }

    /// The stage whose state stands at (`x`, `y`), where `focus` is: the line under the name in its header.
    pub fn state_at(&self, x: u16, y: u16, focus: &Focus) -> Option<StageId> {
        let Focus::Stage(stage) = focus else { return None };
        let area = self.area_of(focus).filter(|area| area.contains(Position::new(x, y)))?;
        ((2..=MOST_HEAD).contains(&area.height) && y == area.y + 1).then(|| stage.clone())
    }

    pub(super) fn add(&mut self, area: Rect, focus: Focus) {
        if area.is_empty() {
            return;
        }
        match self.parts.last_mut() {
            Some(part) => part.push((area, focus)),
            None => self.parts.push(vec![(area, focus)]),
        }
    }

    /// Begins the next part with what is known of it.
    pub(super) fn add_part(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// The parts in their order.
    pub(super) fn into_parts(self) -> impl Iterator<Item = Part> {
        self.parts.into_iter()
    }
}
