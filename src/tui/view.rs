//! How a map is looked at: zoom, layout, filter, marks, search, scroll. None of it is saved with the map.

use std::collections::BTreeSet;

use super::cards::CardSort;
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
    /// One large emotion line across the stages.
    Emotion,
    /// All cards in a list, one a row.
    Table,
}

impl Shape {
    /// Every shape, in the order in which they are gone through.
    pub const ALL: [Self; 4] = [Self::Board, Self::Outline, Self::Emotion, Self::Table];

    /// The one after it, going round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|shape| *shape == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Outline => "outline",
            Self::Emotion => "emotion line",
            Self::Table => "table",
        }
    }
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
    /// What the table is sorted by.
    pub sort: CardSort,
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
