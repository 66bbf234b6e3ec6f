//! What the board shows of changes: a sign beside what changed, and what is a ghost.

use std::collections::HashMap;

use crate::change::{Change, Diff, Element, What};
use crate::map::id::{CardId, LaneId, StageId};
use crate::map::{Map, Role as LaneRole};
use crate::tui::theme::Role;

/// What happened to one thing on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// `+` added, `-` removed, `>` moved, `~` edited, `=` reordered, `!` its review no longer holds.
    pub sign: &'static str,
    /// Whether it is not there any more: it is drawn where it stood.
    pub is_ghost: bool,
}

impl Mark {
    /// What the sign means, for its colour.
    pub fn role(self) -> Role {
        match self.sign {
            "+" => Role::Added,
            "-" => Role::Removed,
            ">" | "=" => Role::Moved,
            "!" => Role::Changed,
            _ => Role::Edited,
        }
    }

    /// The louder one of two goes first.
    fn rank(self) -> usize {
        ["+", "-", ">", "~", "=", "!"].iter().position(|sign| *sign == self.sign).unwrap_or(usize::MAX)
    }
}

/// The marks of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    cards: HashMap<CardId, Mark>,
    stages: HashMap<StageId, Mark>,
    lanes: HashMap<LaneId, Mark>,
}

impl Marks {
    /// Those of a list of changes; ghosts are marked where they are made.
    pub fn of(diff: &Diff, new: &Map) -> Self {
        let mut marks = Self::default();
        let metrics = new.lane_of(LaneRole::Metrics).map(|lane| lane.id.clone());
        for change in &diff.changes {
            marks.note(change, metrics.as_ref());
        }
        marks
    }

    fn note(&mut self, change: &Change, metrics: Option<&LaneId>) {
        let own = mark(change);
        let part = Mark { sign: "~", is_ghost: false };
        match &change.at {
            Element::Card(id) => put(&mut self.cards, id, own),
            Element::Lead(id, _) | Element::Reading(id, _) => put(&mut self.cards, id, part),
            Element::Lane(id) => put(&mut self.lanes, id, own),
            Element::Stage(id) => put(&mut self.stages, id, own),
            Element::Evidence(_) | Element::Snooze { .. } | Element::Rule { .. } => {
                // Evidence that left a stage is a change of that stage too.
                change.stage.both().for_each(|id| put(&mut self.stages, id, part));
            }
            Element::Map | Element::Segment(_) | Element::Event(_) | Element::Conflict(_) => {}
        }
        // Metrics of the whole map have no cell: their lane's name stands for them.
        if let (Some(_), None, Some(lane)) = (change.at.card(), change.stage.home(), metrics) {
            put(&mut self.lanes, lane, part);
        }
    }

    /// Notes a card that is drawn where it stood.
    pub(super) fn ghost_card(&mut self, id: CardId, sign: &'static str) {
        self.cards.insert(id, Mark { sign, is_ghost: true });
    }

    /// Notes a stage that is drawn where it stood.
    pub(super) fn ghost_stage(&mut self, id: StageId) {
        self.stages.insert(id, Mark { sign: "-", is_ghost: true });
    }

    /// Notes a lane that is drawn where it stood.
    pub(super) fn ghost_lane(&mut self, id: LaneId) {
        self.lanes.insert(id, Mark { sign: "-", is_ghost: true });
    }

    /// That of a card.
    pub fn card(&self, id: &CardId) -> Option<Mark> {
        self.cards.get(id).copied()
    }

    /// That of a stage's header.
    pub fn stage(&self, id: &StageId) -> Option<Mark> {
        self.stages.get(id).copied()
    }

    /// That of a lane's name.
    pub fn lane(&self, id: &LaneId) -> Option<Mark> {
        self.lanes.get(id).copied()
    }
}

fn mark(change: &Change) -> Mark {
    let sign = match change.what {
        What::Added => "+",
        What::Removed => "-",
        What::Edited { .. } => "~",
        What::Moved { .. } => ">",
        What::Reordered { .. } => "=",
        What::Outdated => "!",
    };
    Mark { sign, is_ghost: false }
}

fn put<K: Clone + Eq + std::hash::Hash>(marks: &mut HashMap<K, Mark>, id: &K, mark: Mark) {
    let known = marks.entry(id.clone()).or_insert(mark);
    if mark.rank() < known.rank() {
        *known = mark;
    }
}
