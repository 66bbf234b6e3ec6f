//! Cards: anything in a cell.

mod emotion;
mod metric;
mod opportunity;
mod pain;
mod step;

use serde::{Deserialize, Serialize};

pub use emotion::Emotion;
pub use metric::{Direction, Lead, Measure, Metric, Period, Reading};
pub use opportunity::{Horizon, Intervention, Opportunity, OpportunityStatus, Rice};
pub use pain::{Contacts, Pain, PainStatus, Severity};
pub use step::Step;

use super::id::{CardId, EvidenceId, PersonId, SegmentId, StageId};
use super::lane::Role;
use super::text::{Label, Text};
use super::words::words;

/// What every card has, and what only its kind has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Stable in its file.
    pub id: CardId,
    /// The stage that its repeated id names when that is not the stage it stands in: the card is *misfiled* and waits for
    /// a person to choose. `None` in the ordinary case.
    pub filed: Option<StageId>,
    /// What it says; a metric's name.
    pub text: Text,
    /// More about it, for the detail pane.
    pub detail: Option<Text>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Free words to group by.
    pub tags: Vec<Label>,
    /// The customer groups it is about; none means all.
    pub segments: Vec<SegmentId>,
    /// The evidence that it cites; none means that it is an assumption.
    pub evidence: Vec<EvidenceId>,
    /// Dots from a workshop's vote.
    pub votes: Option<u32>,
    /// What only its kind has.
    pub body: Body,
}

/// What only one kind of card has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// What the customer does.
    Step(Step),
    /// What is thought, done in front or behind, or there to be seen.
    Note,
    /// Friction.
    Pain(Box<Pain>),
    /// An intervention that treats pains.
    Opportunity(Box<Opportunity>),
    /// A measure with readings.
    Metric(Box<Metric>),
}

words! {
    /// The kind of a card.
    CardKind {
        /// What the customer does.
        Step = "step",
        /// A note of a lane.
        Note = "note",
        /// Friction.
        Pain = "pain",
        /// An intervention.
        Opportunity = "opportunity",
        /// A measure.
        Metric = "metric",
    }
}

impl CardKind {
    /// The word for several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Step => "steps",
            Self::Note => "notes",
            Self::Pain => "pains",
            Self::Opportunity => "opportunities",
            Self::Metric => "metrics",
        }
    }
}

impl Body {
    /// An empty body for a card of this kind.
    pub fn new(kind: CardKind) -> Self {
        match kind {
            CardKind::Step => Self::Step(Step::default()),
            CardKind::Note => Self::Note,
            CardKind::Pain => Self::Pain(Box::default()),
            CardKind::Opportunity => Self::Opportunity(Box::default()),
            CardKind::Metric => Self::Metric(Box::default()),
        }
    }
}

impl Card {
    /// A card that says `text` and nothing else.
    pub fn new(id: CardId, kind: CardKind, text: &str) -> Self {
        Self {
            id,
            filed: None,
            text: Text::new(text),
            detail: None,
            owner: None,
            tags: Vec::new(),
            segments: Vec::new(),
            evidence: Vec::new(),
            votes: None,
            body: Body::new(kind),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> CardKind {
        match self.body {
            Body::Step(_) => CardKind::Step,
            Body::Note => CardKind::Note,
            Body::Pain(_) => CardKind::Pain,
            Body::Opportunity(_) => CardKind::Opportunity,
            Body::Metric(_) => CardKind::Metric,
        }
    }

    /// The role of the lanes in which it can stand.
    pub fn role(&self) -> Role {
        Role::of(self.kind())
    }

    /// Its step part.
    pub fn step(&self) -> Option<&Step> {
        if let Body::Step(step) = &self.body { Some(step) } else { None }
    }

    /// Its pain part.
    pub fn pain(&self) -> Option<&Pain> {
        if let Body::Pain(pain) = &self.body { Some(pain) } else { None }
    }

    /// Its opportunity part.
    pub fn opportunity(&self) -> Option<&Opportunity> {
        if let Body::Opportunity(opportunity) = &self.body { Some(opportunity) } else { None }
    }

    /// Its metric part.
    pub fn metric(&self) -> Option<&Metric> {
        if let Body::Metric(metric) = &self.body { Some(metric) } else { None }
    }
}
