//! The shapes of the five kinds of cards.

use serde::{Deserialize, Serialize};

use super::ids::filled;
use super::records::{ContactsFile, LeadFile, ReadingFile, RiceFile};
use super::shape::{Absent, Day, Shape};
use crate::map::card::{
    Body, CardKind, Direction, Emotion, Horizon, Intervention, Measure, Metric, Opportunity,
    OpportunityStatus, Pain, PainStatus, Period, Severity, Step,
};
use crate::map::id::{CardId, EvidenceId, LaneId, PersonId, SegmentId, StageId};
use crate::map::{Card, Decimal, Label, Text};

/// What the shapes of all kinds can do.
pub(super) trait CardFile: Sized {
    /// The kind of card.
    const KIND: CardKind;
    /// The shape of a card that stands in `stage` and, for steps and notes, in `lane`; nothing for a card of another kind.
    fn of(card: &Card, stage: Option<&StageId>, lane: &LaneId) -> Option<Self>;
    /// The card; its repeated stage and lane were taken before.
    fn into_card(self) -> Card;
    /// Its id and what it says.
    fn id(&mut self) -> (&mut Option<CardId>, &Text);
    /// The repeated id of its stage.
    fn stage(&mut self) -> &mut Option<StageId>;
    /// The id of its lane, for the kinds that can stand in several.
    fn lane(&mut self) -> Option<LaneId>;
    /// Its leads.
    fn leads(&mut self) -> &mut [LeadFile];
}

/// What only a note has.
struct Nothing {}

/// Declares the shape of one kind. What all cards have comes by itself; own fields in `[…]` are always written and have a
/// default, those in `(…)` are left out where they say nothing.
macro_rules! card {
    (@lane $this:ident) => { None };
    (@lane $this:ident $lane:ident) => { $this.$lane.take() };
    (@leads $this:ident) => { &mut [] };
    (@leads $this:ident $leads:ident) => { &mut $this.$leads };
    ($(#[$doc:meta])* $name:ident of $own:ident $(in $lane:ident)? $(with $leads:ident)? {
        $($([$must:ident: $must_type:ty = $default:literal])? $(($($may:ident: $may_type:ty),* $(,)?))?;)*
    } $get:expr, $put:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            id: Option<CardId>,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            stage: Option<StageId>,
            $(#[serde(default, skip_serializing_if = "Absent::is_absent")]
            $lane: Option<LaneId>,)?
            text: Text,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            detail: Option<Text>,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            owner: Option<PersonId>,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            tags: Vec<Label>,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            segments: Vec<SegmentId>,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            evidence: Vec<EvidenceId>,
            #[serde(default, skip_serializing_if = "Absent::is_absent")]
            votes: Option<u32>,
            $($(#[serde(default = $default)] $must: $must_type,)? $($(
                #[serde(default, skip_serializing_if = "Absent::is_absent")]
                $may: $may_type,
            )*)?)*
        }

        impl CardFile for $name {
            const KIND: CardKind = CardKind::$own;

            #[allow(clippy::redundant_closure_call, reason = "the closure is a part of the table")]
            fn of(card: &Card, stage: Option<&StageId>, _lane: &LaneId) -> Option<Self> {
                let _own = ($get)(card)?;
                Some(Self {
                    id: Some(card.id.clone()),
                    stage: card.filed.as_ref().or(stage).cloned(),
                    $($lane: Some(_lane.clone()),)?
                    text: card.text.clone(),
                    detail: card.detail.clone(),
                    owner: card.owner.clone(),
                    tags: card.tags.clone(),
                    segments: card.segments.clone(),
                    evidence: card.evidence.clone(),
                    votes: card.votes,
                    $($($must: Shape::of(&_own.$must),)? $($($may: Shape::of(&_own.$may),)*)?)*
                })
            }

            #[allow(clippy::redundant_closure_call, reason = "the closure is a part of the table")]
            fn into_card(self) -> Card {
                let body = ($put)(kinds::$own {
                    $($($must: Shape::into_model(self.$must),)? $($($may: Shape::into_model(self.$may),)*)?)*
                });
                Card {
                    id: filled(self.id),
                    filed: self.stage,
                    text: self.text,
                    detail: self.detail,
                    owner: self.owner,
                    tags: self.tags,
                    segments: self.segments,
                    evidence: self.evidence,
                    votes: self.votes,
                    body,
                }
            }

            fn id(&mut self) -> (&mut Option<CardId>, &Text) {
                (&mut self.id, &self.text)
            }

            fn stage(&mut self) -> &mut Option<StageId> {
                &mut self.stage
            }

            fn lane(&mut self) -> Option<LaneId> {
                card!(@lane self $($lane)?)
            }

            fn leads(&mut self) -> &mut [LeadFile] {
                card!(@leads self $($leads)?)
            }
        }
    };
}

/// The model's own parts under the names of their kinds.
mod kinds {
    pub(super) use super::{Metric, Nothing as Note, Opportunity, Pain, Step};
}

card! {
    /// What the customer does.
    StepFile of Step in lane {
        (
            channel: Option<Label>, emotion: Option<Emotion>, moment_of_truth: bool, minutes: Option<Decimal>,
        );
    }
    Card::step, Body::Step
}

card! {
    /// A note of a lane.
    NoteFile of Note in lane {}
    |card: &Card| matches!(card.body, Body::Note).then_some(Nothing {}), |Nothing {}| Body::Note
}

card! {
    /// Friction.
    PainFile of Pain {
        [severity: Severity = "medium"];
        (
            since: Option<Day>, status: PainStatus, contacts: Option<ContactsFile>,
            importance: Option<Decimal>, satisfaction: Option<Decimal>,
        );
    }
    Card::pain, |own| Body::Pain(Box::new(own))
}

card! {
    /// An intervention.
    OpportunityFile of Opportunity {
        (kind: Option<Intervention>, horizon: Option<Horizon>);
        [status: OpportunityStatus = "idea"] (
            treats: Vec<CardId>, due: Option<Day>, shipped: Option<Day>, prevents: Option<Decimal>,
            prevented: Option<Decimal>, cost: Option<Decimal>, rice: Option<RiceFile>,
        );
    }
    Card::opportunity, |own| Body::Opportunity(Box::new(own))
}

card! {
    /// A measure.
    MetricFile of Metric with leads {
        (
            measure: Option<Measure>, unit: Option<Label>, source: Option<Label>, target: Option<Decimal>,
            direction: Option<Direction>, period: Option<Period>, readings: Vec<ReadingFile>, leads: Vec<LeadFile>,
        );
    }
    Card::metric, |own| Body::Metric(Box::new(own))
}

fn medium() -> Severity {
    Severity::Medium
}

fn idea() -> OpportunityStatus {
    OpportunityStatus::Idea
}
