//! One change: what it is about, where, and what happened.

use std::sync::Arc;

use jiff::civil::Date;

use super::Field;
use crate::map::CardKind;
use crate::map::edit::{CardField, ContactsField, MetricField, StageField};
use crate::map::id::{CardId, ConflictId, EventId, EvidenceId, LaneId, LeadId, SegmentId, StageId};
use crate::map::text::Label;

/// One difference between two maps.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is about.
    pub at: Element,
    /// The stage that it is in.
    pub stage: Concerns,
    /// What happened.
    pub what: What,
    /// Whether it only came or went with the stage, lane or card that it is in, which is named on its own.
    pub along: bool,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Element {
    /// The map itself.
    Map,
    /// A lane.
    Lane(LaneId),
    /// A stage.
    Stage(StageId),
    /// A card.
    Card(CardId),
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A customer group.
    Segment(SegmentId),
    /// An event.
    Event(EventId),
    /// A conflict that waits for a person.
    Conflict(ConflictId),
    /// A lead of a metric.
    Lead(CardId, LeadId),
    /// A reading of a metric.
    Reading(CardId, Date),
    /// A snooze of a stage or, without one, of the map.
    Snooze {
        /// The rule that is put off; `None`: the review.
        rule: Option<Label>,
        /// The card that it is about.
        card: Option<CardId>,
        /// Which of several findings of the rule.
        part: Option<Label>,
    },
    /// What a stage's or the map's policy says about a rule.
    Rule {
        /// The rule.
        rule: Label,
        /// The cards that it is said for; `None`: all.
        kind: Option<CardKind>,
    },
}

impl Element {
    /// What kind of thing it is, for programs and for filters.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Lane(_) => "lane",
            Self::Stage(_) => "stage",
            Self::Card(_) => "card",
            Self::Evidence(_) => "evidence",
            Self::Segment(_) => "segment",
            Self::Event(_) => "event",
            Self::Conflict(_) => "conflict",
            Self::Lead(..) => "lead",
            Self::Reading(..) => "reading",
            Self::Snooze { .. } => "snooze",
            Self::Rule { .. } => "rule",
        }
    }

    /// The id that a reader finds it by in the file: its own, else that of the card it belongs to; `None`: it stands in the
    /// stage or map itself.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Map | Self::Snooze { .. } | Self::Rule { .. } => None,
            Self::Lane(id) => Some(id.as_str()),
            Self::Stage(id) => Some(id.as_str()),
            Self::Card(id) | Self::Reading(id, _) => Some(id.as_str()),
            Self::Evidence(id) => Some(id.as_str()),
            Self::Segment(id) => Some(id.as_str()),
            Self::Event(id) => Some(id.as_str()),
            Self::Conflict(id) => Some(id.as_str()),
            Self::Lead(_, id) => Some(id.as_str()),
        }
    }

    /// The card that it is or belongs to.
    pub fn card(&self) -> Option<&CardId> {
        match self {
            Self::Card(id) | Self::Lead(id, _) | Self::Reading(id, _) => Some(id),
            _ => None,
        }
    }
}

/// The stage that a change is in, before and after; `None`: it is outside the stages, or not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concerns {
    /// In the old map.
    pub old: Option<StageId>,
    /// In the new one.
    pub new: Option<StageId>,
}

impl Concerns {
    /// The stage under which it is shown: where it is, else where it was.
    pub fn home(&self) -> Option<&StageId> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Both.
    pub fn both(&self) -> impl Iterator<Item = &StageId> {
        self.old.iter().chain(self.new.iter())
    }

    /// Whether one of them is `stage`.
    pub fn has(&self, stage: &StageId) -> bool {
        self.both().any(|s| s == stage)
    }
}

/// What happened to an element.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The new map has it, the old one not.
    Added,
    /// The old map has it, the new one not.
    Removed,
    /// One field is not what it was.
    Edited {
        /// The field with its old value.
        before: Field,
        /// The field with its new value.
        after: Field,
    },
    /// It went to another stage or lane.
    Moved {
        /// Where it stood.
        from: Spot,
        /// Where it stands.
        to: Spot,
    },
    /// It has another place in the same list.
    Reordered {
        /// The id of the one before it in the old list; `None`: it was the first.
        from: Option<Arc<str>>,
        /// The id of the one before it in the new list; `None`: it is the first.
        to: Option<Arc<str>>,
    },
    /// Its last review held before the changes, and does not hold after them.
    Outdated,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The stage; `None`: the map itself.
    pub stage: Option<StageId>,
    /// The lane; `None` for evidence, and for metrics of the map.
    pub lane: Option<LaneId>,
    /// The id of the one before it; `None`: it is the first.
    pub after: Option<Arc<str>>,
}

impl Change {
    /// The sign in front of its line: `+` added, `-` removed, `~` edited, `>` moved, `=` reordered, `!` outdated.
    pub fn sign(&self) -> char {
        match self.what {
            What::Added => '+',
            What::Removed => '-',
            What::Edited { .. } => '~',
            What::Moved { .. } => '>',
            What::Reordered { .. } => '=',
            What::Outdated => '!',
        }
    }

    /// The word for what happened, for programs.
    pub fn word(&self) -> &'static str {
        match self.what {
            What::Added => "added",
            What::Removed => "removed",
            What::Edited { .. } => "edited",
            What::Moved { .. } => "moved",
            What::Reordered { .. } => "reordered",
            What::Outdated => "outdated",
        }
    }

    /// Whether it changes what a review looks at, or what its claims rest on: not imported numbers, votes, reviews,
    /// snoozes, nor the order in which reviews are to happen.
    pub fn is_content(&self) -> bool {
        match &self.at {
            Element::Reading(..) | Element::Snooze { .. } | Element::Conflict(_) | Element::Rule { .. } => {
                false
            }
            _ => match &self.what {
                What::Outdated => false,
                What::Edited { before, .. } => is_content_field(before),
                _ => true,
            },
        }
    }
}

fn is_content_field(field: &Field) -> bool {
    let is_left_out = match field {
        Field::Policy(_) => true,
        Field::Stage(field) => matches!(
            field,
            StageField::Reviewed(_)
                | StageField::ReviewEvery(_)
                | StageField::Created(_)
                | StageField::Policy(_)
                | StageField::Snoozes(_)
        ),
        Field::Card(field) => matches!(
            field,
            CardField::Votes(_) | CardField::Filed(_) | CardField::Metric(MetricField::Readings(_))
        ),
        Field::Contacts(field) => !matches!(field, ContactsField::Reason(_)),
        _ => false,
    };
    !is_left_out
}
