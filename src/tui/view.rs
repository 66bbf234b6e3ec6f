//! How a map is looked at: zoom, layout, filter, marks, search, scroll. None of it is saved with the map.

use std::collections::BTreeSet;

use crate::map::card::Severity;
use crate::map::id::{CardId, LaneId, PersonId};
use crate::rules::StateKind;

/// How much of a map is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// Many narrow stages, one line a card.
    Compact,
    /// A few stages of readable width.
    #[default]
    Normal,
    /// The focused stage alone, cards in full.
    Stage,
}

/// The shape in which a map is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Stages side by side.
    #[default]
    Board,
    /// One stage after the other, as lines.
    Outline,
}

/// What is shown; an empty filter shows all. Conditions add up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only stages and cards of this owner (a card without an owner follows its stage).
    pub owner: Option<PersonId>,
    /// Only stages in one of these states.
    pub states: Vec<StateKind>,
    /// Only this lane.
    pub lane: Option<LaneId>,
    /// Only pains at least this bad.
    pub severity: Option<Severity>,
    /// Only cards with this tag.
    pub tag: Option<String>,
}

/// How one map is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// How much at once.
    pub zoom: Zoom,
    /// In which shape.
    pub shape: Shape,
    /// What is shown.
    pub filter: Filter,
    /// The marked cards: verbs act on them.
    pub marks: BTreeSet<CardId>,
    /// What is searched for; hits stand out.
    pub search: Option<String>,
    /// The first stage shown, and the first line of the rows shown.
    pub scroll: (usize, usize),
}

impl Filter {
    /// Whether it shows all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
