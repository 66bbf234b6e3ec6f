//! What changed between two states of a map, as it is looked at: the list, the chosen change, and the board beside it.

mod ghosts;
mod lines;
mod marks;
mod walk;

use std::sync::Arc;

pub use ghosts::{Haunted, haunt};
pub use lines::{Item, Line};
pub use marks::{Mark, Marks};
pub use walk::{Verdict, Walk};

use super::app::Screen;
use super::focus::Focus;
use super::view::View;
use crate::change::{Diff, diff, diff_since_review};
use crate::map::id::StageId;
use crate::map::{Map, Workspace};
use crate::rules::StageState;

/// What a map is compared with.
#[derive(Debug, Clone)]
pub enum Base {
    /// What was saved last.
    Saved,
    /// Another state of it.
    State {
        /// Which, in words that follow `since`: `version 3 of 2026-09-14`.
        words: String,
        /// The map then.
        map: Arc<Map>,
        /// Only the content of this stage is known of it: as it was reviewed.
        stage: Option<StageId>,
    },
}

impl Base {
    /// Which, in words that follow `since`.
    pub fn words(&self) -> &str {
        match self {
            Self::Saved => "the last save",
            Self::State { words, .. } => words,
        }
    }
}

/// Two states and what differs, to be looked at.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The older one.
    pub old: Arc<Map>,
    /// The newer one.
    pub new: Arc<Map>,
    /// The differences.
    pub diff: Diff,
    /// What the board shows.
    pub haunted: Haunted,
    /// The states of the stages on it.
    pub states: Vec<StageState>,
}

impl Compared {
    /// Compares; only the content of `stage` where that alone is known of the older one. `state` judges a stage of one of
    /// the two maps.
    pub fn new(
        old: Arc<Map>,
        new: Arc<Map>,
        stage: Option<&StageId>,
        state: impl Fn(&Map, &StageId) -> Option<StageState>,
    ) -> Self {
        let diff = match stage {
            Some(stage) => diff_since_review(&old, &new, stage),
            None => diff(&old, &new),
        };
        let haunted = haunt(&old, &new, &diff);
        let judge = |id: &StageId| state(&new, id).or_else(|| state(&old, id));
        let states = haunted.map.stages.iter().filter_map(|s| judge(&s.id)).collect();
        Self { old, new, diff, haunted, states }
    }
}

/// The view of changes.
#[derive(Debug, Clone, Default)]
pub struct ChangesView {
    /// The screen that it was opened from.
    pub back: Screen,
    /// Whether the board has the whole screen, where it stands beside the list; else whether it is shown at all.
    pub is_board_alone: bool,
    /// How the board is looked at.
    pub view: View,
    /// What is compared with; `None`: nothing yet.
    pub base: Option<Base>,
    /// The newer state with its words, where that is not the open map.
    pub newer: Option<(String, Arc<Map>)>,
    /// What was made of the changes, one by one.
    pub walk: Walk,
    compared: Option<Box<Compared>>,
    items: Vec<Item>,
    lines: Vec<Line>,
    /// The line of each change.
    places: Vec<usize>,
    at: usize,
    counts: Vec<(&'static str, usize)>,
}

impl ChangesView {
    /// Shows these; the choice stays on its change, else on its place.
    pub fn fill(&mut self, compared: Compared, people: &Workspace) {
        let chosen = self.chosen().map(|item| item.change.clone());
        self.items = lines::items(&compared, people);
        self.lines = lines::lines(&self.items, &compared);
        let is_change = |at: &usize| matches!(self.lines.get(*at), Some(Line::Change(_)));
        self.places = (0..self.lines.len()).filter(is_change).collect();
        self.counts = lines::counts(&self.items);
        self.compared = Some(Box::new(compared));
        self.at = self.at.min(self.places.len().saturating_sub(1));
        if let Some(at) = chosen.and_then(|change| self.items.iter().position(|i| i.change == change)) {
            self.at = at;
        }
    }

    /// Forgets what was compared.
    pub fn clear(&mut self) {
        let walk = std::mem::take(&mut self.walk);
        *self = Self { back: self.back, is_board_alone: self.is_board_alone, walk, ..Self::default() };
    }

    /// The two states.
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_deref()
    }

    /// Headings and changes.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The changes, in the order of the list.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many of each sign, those that there are.
    pub fn counts(&self) -> &[(&'static str, usize)] {
        &self.counts
    }

    /// The place of the chosen one among the changes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The line of the chosen one.
    pub fn line(&self) -> Option<usize> {
        self.places.get(self.at).copied()
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&Item> {
        self.items.get(self.at)
    }

    /// Where the board's focus is: on what the chosen one is about.
    pub fn focus(&self) -> &Focus {
        self.chosen().map_or(&Focus::Map, |item| &item.on_board)
    }

    /// The choice some changes down, staying in the list.
    pub fn go(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.items.len().saturating_sub(1));
    }

    /// The choice on the first change of the next stage, or of this one, then of the stage before.
    pub fn go_group(&mut self, forward: bool) {
        let Some(here) = self.line() else { return };
        let is_head = |at: &usize| matches!(self.lines.get(*at), Some(Line::Head { .. }));
        let mut starts = (0..self.lines.len()).filter(is_head).map(|head| head + 1);
        let to = if forward { starts.find(|at| *at > here) } else { starts.rfind(|at| *at < here) };
        if let Some(place) = to.and_then(|line| self.place_of_line(line)) {
            self.at = place;
        }
    }

    /// The change on a line.
    pub fn place_of_line(&self, line: usize) -> Option<usize> {
        self.places.binary_search(&line).ok()
    }

    /// The choice on this place.
    pub fn choose(&mut self, place: usize) {
        self.at = place.min(self.items.len().saturating_sub(1));
    }

    /// The choice on what is about this, else about something in this stage, else on the first.
    pub fn choose_near(&mut self, focus: &Focus, stage: Option<&StageId>) {
        let about = |item: &Item| item.in_map == *focus;
        let inside = |item: &Item| stage.is_some_and(|id| item.change.stage.has(id));
        let found = self.items.iter().position(about).or_else(|| self.items.iter().position(inside));
        self.at = found.unwrap_or(0);
    }
}
