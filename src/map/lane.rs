//! Lanes: the rows of a map.

use super::card::CardKind;
use super::id::LaneId;
use super::text::Label;
use super::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a lane holds.
    Role {
        /// What the customer does.
        Steps = "steps",
        /// Thinking, frontstage, backstage, …
        Notes = "notes",
        /// The curve through the steps' emotions: it holds no cards.
        Emotion = "emotion",
        /// Pain points.
        Pains = "pains",
        /// Opportunities.
        Opportunities = "opportunities",
        /// Metrics.
        Metrics = "metrics",
    }
}

impl Role {
    /// The role of the lanes in which cards of this kind stand.
    pub fn of(kind: CardKind) -> Self {
        match kind {
            CardKind::Step => Self::Steps,
            CardKind::Note => Self::Notes,
            CardKind::Pain => Self::Pains,
            CardKind::Opportunity => Self::Opportunities,
            CardKind::Metric => Self::Metrics,
        }
    }

    /// The kind of card that it holds.
    pub fn card_kind(self) -> Option<CardKind> {
        match self {
            Self::Steps => Some(CardKind::Step),
            Self::Notes => Some(CardKind::Note),
            Self::Emotion => None,
            Self::Pains => Some(CardKind::Pain),
            Self::Opportunities => Some(CardKind::Opportunity),
            Self::Metrics => Some(CardKind::Metric),
        }
    }

    /// Whether every map has exactly one lane of this role.
    pub fn is_built_in(self) -> bool {
        matches!(self, Self::Emotion | Self::Pains | Self::Opportunities | Self::Metrics)
    }
}

words! {
    /// Where a lane stands in a service blueprint; lines are drawn where the layer changes.
    Layer {
        /// What the customer sees and touches.
        Evidence = "physical evidence",
        /// What the customer thinks.
        Thinking = "thinking",
        /// What staff and systems do in the customer's sight.
        Frontstage = "frontstage",
        /// What they do out of sight.
        Backstage = "backstage",
        /// What supports those who serve.
        Support = "support",
    }
}

impl Layer {
    /// The blueprint line above the first lane of this layer.
    pub fn line_above(self) -> Option<&'static str> {
        match self {
            Self::Evidence | Self::Thinking => None,
            Self::Frontstage => Some("line of interaction"),
            Self::Backstage => Some("line of visibility"),
            Self::Support => Some("line of internal interaction"),
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Stable in its file.
    pub id: LaneId,
    /// What it is called.
    pub name: Label,
    /// What it holds.
    pub role: Role,
    /// Where it stands in a service blueprint.
    pub layer: Option<Layer>,
}

impl Lane {
    /// A lane without a layer.
    pub fn new(id: LaneId, name: &str, role: Role) -> Self {
        Self { id, name: Label::new(name), role, layer: None }
    }
}
