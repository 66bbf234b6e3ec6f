//! One field with its new value, for each kind of element.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::card::{
    Body, Card, Contacts, Direction, Emotion, Horizon, Intervention, Lead, Measure, Metric, Opportunity,
    OpportunityStatus, Pain, PainStatus, Period, Reading, Rice, Severity, Step,
};
use super::super::conflict::Conflict;
use super::super::decimal::Decimal;
use super::super::event::Event;
use super::super::evidence::Evidence;
use super::super::id::{CardId, EvidenceId, MapId, PersonId, SegmentId, StageId};
use super::super::journey::{Flow, Map, Priority, State};
use super::super::lane::{Lane, Layer};
use super::super::policy::Policy;
use super::super::review::{Review, Snooze};
use super::super::segment::Segment;
use super::super::stage::Stage;
use super::super::text::{Label, Text};
use super::{InWords as _, Merger, Names, Three};

/// A table of fields: an enum with a value for each, their words, and how two owners differ in them.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident of $owner:ty { $($variant:ident($ty:ty) = $field:ident, $words:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = concat!("The ", $words, ".")] $variant($ty)),+
        }

        impl $name {
            /// What the fields are called, in order.
            pub const ALL: &[&str] = &[$($words),+];

            /// What the field is called.
            pub fn words(&self) -> &'static str {
                match self { $(Self::$variant(_) => $words),+ }
            }

            /// The value as people read it; `None`: there is none.
            pub fn value(&self, names: $crate::map::edit::Names<'_>) -> Option<String> {
                match self { $(Self::$variant(value) => $crate::map::edit::InWords::in_words(value, names)),+ }
            }

            /// Puts the value in.
            pub fn put(self, owner: &mut $owner) {
                match self { $(Self::$variant(value) => owner.$field = value),+ }
            }

            /// The fields in which two differ, each as it is in `old` and in `new`.
            pub fn differing(old: &$owner, new: &$owner) -> Vec<(Self, Self)> {
                let mut out = Vec::new();
                $(if old.$field != new.$field {
                    out.push((Self::$variant(old.$field.clone()), Self::$variant(new.$field.clone())));
                })+
                out
            }

            /// Goes through the fields of three with a merger, and puts what it makes of each into `out`, a copy of ours.
            pub fn merge<M: $crate::map::edit::Merger>(
                merger: &mut M,
                three: $crate::map::edit::Three<'_, $owner>,
                out: &mut $owner,
            ) {
                $(if let Some(value) = merger.field(stringify!($field), three.part(|each| &each.$field)) {
                    out.$field = value;
                })+
            }
        }
    };
}
pub(super) use table;

/// A [`table!`] of fields that an edit can set.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident of $owner:ty { $($variant:ident($ty:ty) = $field:ident, $words:literal;)+ }) => {
        table! { $(#[$doc])* $name of $owner { $($variant($ty) = $field, $words;)+ } }

        impl $name {
            /// Puts the value in and gives the one that was there.
            #[must_use]
            pub(super) fn swap(self, owner: &mut $owner) -> Self {
                match self { $(Self::$variant(value) => Self::$variant(std::mem::replace(&mut owner.$field, value))),+ }
            }

            /// The same field with the value that `owner` has now.
            #[must_use]
            pub fn read(&self, owner: &$owner) -> Self {
                match self { $(Self::$variant(_) => Self::$variant(owner.$field.clone())),+ }
            }
        }
    };
}

fields! {
    /// A field of a map.
    MapField of Map {
        Title(Label) = title, "title";
        State(State) = state, "state";
        Owner(Option<PersonId>) = owner, "owner";
        Team(Option<Label>) = team, "team";
        Actor(Option<Label>) = actor, "actor";
        Scenario(Option<Text>) = scenario, "scenario";
        Expectations(Option<Text>) = expectations, "expectations";
        FutureOf(Option<MapId>) = future_of, "current state map";
        Created(Option<Date>) = created, "creation date";
        ReviewEvery(Option<u32>) = review_every, "review cadence";
        Tags(Vec<Label>) = tags, "tags";
        Flow(Option<Flow>) = flow, "flow";
        Priority(Option<Priority>) = priority, "priority";
        Policy(Option<Policy>) = policy, "policy";
        Snoozes(Vec<Snooze>) = snoozes, "snoozes";
        Segments(Vec<Segment>) = segments, "segments";
        Events(Vec<Event>) = events, "events";
        Conflicts(Vec<Conflict>) = conflicts, "conflicts";
    }
}

fields! {
    /// A field of a stage.
    StageField of Stage {
        Name(Label) = name, "name";
        Goal(Option<Text>) = goal, "goal";
        Owner(Option<PersonId>) = owner, "owner";
        Team(Option<Label>) = team, "team";
        Created(Option<Date>) = created, "creation date";
        ReviewEvery(Option<u32>) = review_every, "review cadence";
        Tags(Vec<Label>) = tags, "tags";
        Watches(Vec<Label>) = watches, "watched paths";
        Reviewed(Option<Review>) = reviewed, "review";
        Snoozes(Vec<Snooze>) = snoozes, "snooze";
        Policy(Option<Policy>) = policy, "policy";
        Evidence(Vec<Evidence>) = evidence, "evidence";
    }
}

fields! {
    /// A field of a lane.
    LaneField of Lane {
        Name(Label) = name, "name";
        Layer(Option<Layer>) = layer, "layer";
    }
}

fields! {
    /// A field of a step.
    StepField of Step {
        Channel(Option<Label>) = channel, "channel";
        Emotion(Option<Emotion>) = emotion, "emotion";
        MomentOfTruth(bool) = moment_of_truth, "moment of truth";
        Minutes(Option<Decimal>) = minutes, "minutes";
    }
}

fields! {
    /// A field of a pain point.
    PainField of Pain {
        Severity(Severity) = severity, "severity";
        Since(Option<Date>) = since, "date since";
        Status(PainStatus) = status, "status";
        Contacts(Option<Contacts>) = contacts, "contacts";
        Importance(Option<Decimal>) = importance, "importance";
        Satisfaction(Option<Decimal>) = satisfaction, "satisfaction";
    }
}

fields! {
    /// A field of an opportunity.
    OpportunityField of Opportunity {
        Kind(Option<Intervention>) = kind, "kind";
        Horizon(Option<Horizon>) = horizon, "horizon";
        Status(OpportunityStatus) = status, "status";
        Treats(Vec<CardId>) = treats, "treated pains";
        Due(Option<Date>) = due, "due date";
        Shipped(Option<Date>) = shipped, "ship date";
        Prevents(Option<Decimal>) = prevents, "share to prevent";
        Prevented(Option<Decimal>) = prevented, "share prevented";
        Cost(Option<Decimal>) = cost, "cost";
        Rice(Option<Rice>) = rice, "RICE";
    }
}

fields! {
    /// A field of a metric.
    MetricField of Metric {
        Measure(Option<Measure>) = measure, "measure";
        Unit(Option<Label>) = unit, "unit";
        Source(Option<Label>) = source, "source";
        Target(Option<Decimal>) = target, "target";
        Direction(Option<Direction>) = direction, "direction";
        Period(Option<Period>) = period, "period";
        Readings(Vec<Reading>) = readings, "readings";
        Leads(Vec<Lead>) = leads, "leads";
    }
}

/// A field of a card: one that all have, or one that only its kind has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CardField {
    /// What it says.
    Text(Text),
    /// More about it.
    Detail(Option<Text>),
    /// Who answers for it.
    Owner(Option<PersonId>),
    /// Its tags.
    Tags(Vec<Label>),
    /// The customer groups it is about.
    Segments(Vec<SegmentId>),
    /// The evidence that it cites.
    Evidence(Vec<EvidenceId>),
    /// Its dots.
    Votes(Option<u32>),
    /// The stage that its repeated id names when it is misfiled.
    Filed(Option<StageId>),
    /// A field of a step.
    Step(StepField),
    /// A field of a pain point.
    Pain(PainField),
    /// A field of an opportunity.
    Opportunity(OpportunityField),
    /// A field of a metric.
    Metric(MetricField),
}

impl CardField {
    /// What the fields that all cards have are called.
    pub const ALL: &[&str] =
        &["text", "detail", "owner", "tags", "segments", "evidence", "votes", "repeated stage"];

    /// What the field is called.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Detail(_) => "detail",
            Self::Owner(_) => "owner",
            Self::Tags(_) => "tags",
            Self::Segments(_) => "segments",
            Self::Evidence(_) => "evidence",
            Self::Votes(_) => "votes",
            Self::Filed(_) => "repeated stage",
            Self::Step(field) => field.words(),
            Self::Pain(field) => field.words(),
            Self::Opportunity(field) => field.words(),
            Self::Metric(field) => field.words(),
        }
    }

    /// The value as people read it; `None`: there is none.
    pub fn value(&self, names: Names<'_>) -> Option<String> {
        match self {
            Self::Text(value) => value.in_words(names),
            Self::Detail(value) => value.in_words(names),
            Self::Owner(value) => value.in_words(names),
            Self::Tags(value) => value.in_words(names),
            Self::Segments(value) => value.in_words(names),
            Self::Evidence(value) => value.in_words(names),
            Self::Votes(value) => value.in_words(names),
            Self::Filed(value) => value.in_words(names),
            Self::Step(field) => field.value(names),
            Self::Pain(field) => field.value(names),
            Self::Opportunity(field) => field.value(names),
            Self::Metric(field) => field.value(names),
        }
    }

    /// The fields in which two cards differ, each as it is in `old` and in `new`. Where the kinds differ: what the old
    /// kind said against nothing, then nothing against what the new kind says.
    pub fn differing(old: &Card, new: &Card) -> Vec<(Self, Self)> {
        let mut out = Vec::new();
        macro_rules! compare {
            ($($variant:ident = $field:ident),+) => {$(
                if old.$field != new.$field {
                    out.push((Self::$variant(old.$field.clone()), Self::$variant(new.$field.clone())));
                }
            )+};
        }
        compare!(Text = text, Detail = detail, Owner = owner, Tags = tags, Segments = segments);
        compare!(Evidence = evidence, Votes = votes, Filed = filed);
        if old.kind() == new.kind() {
            differing_bodies(&old.body, &new.body, &mut out);
        } else {
            differing_bodies(&old.body, &Body::new(old.kind()), &mut out);
            differing_bodies(&Body::new(new.kind()), &new.body, &mut out);
        }
        out
    }

    /// Goes through the fields that all cards have with a merger, and, where both sides are of one kind, through those of
    /// the kind; `out` is a copy of ours. Where it is filed is left to who says where it stands.
    pub fn merge<M: Merger>(merger: &mut M, three: Three<'_, Card>, out: &mut Card) {
        macro_rules! each {
            ($($field:ident),+) => {$(
                if let Some(value) = merger.field(stringify!($field), three.part(|card| &card.$field)) {
                    out.$field = value;
                }
            )+};
        }
        each!(text, detail, owner, tags, segments, evidence, votes);
        macro_rules! bodies {
            ($($variant:ident by $table:ident),+) => {
                match (&three.ours.body, &three.theirs.body, &mut out.body) {
                    $((Body::$variant(ours), Body::$variant(theirs), Body::$variant(out)) => {
                        if let Some(Body::$variant(base)) = three.base.map(|card| &card.body) {
                            $table::merge(merger, Three { base: Some(base), ours, theirs }, out);
                        } else {
                            $table::merge(merger, Three { base: None, ours, theirs }, out);
                        }
                    })+
                    _ => {}
                }
            };
        }
        bodies!(Step by StepField, Pain by PainField, Opportunity by OpportunityField, Metric by MetricField);
    }

    /// Puts the value in and gives the one that was there; `Err` with nothing changed when the card is of another kind.
    pub(super) fn swap(self, card: &mut Card) -> Result<Self, ()> {
        use std::mem::replace;
        Ok(match (self, &mut card.body) {
            (Self::Text(new), _) => Self::Text(replace(&mut card.text, new)),
            (Self::Detail(new), _) => Self::Detail(replace(&mut card.detail, new)),
            (Self::Owner(new), _) => Self::Owner(replace(&mut card.owner, new)),
            (Self::Tags(new), _) => Self::Tags(replace(&mut card.tags, new)),
            (Self::Segments(new), _) => Self::Segments(replace(&mut card.segments, new)),
            (Self::Evidence(new), _) => Self::Evidence(replace(&mut card.evidence, new)),
            (Self::Votes(new), _) => Self::Votes(replace(&mut card.votes, new)),
            (Self::Filed(new), _) => Self::Filed(replace(&mut card.filed, new)),
            (Self::Step(field), Body::Step(step)) => Self::Step(field.swap(step)),
            (Self::Pain(field), Body::Pain(pain)) => Self::Pain(field.swap(pain)),
            (Self::Opportunity(field), Body::Opportunity(opportunity)) => {
                Self::Opportunity(field.swap(opportunity))
            }
            (Self::Metric(field), Body::Metric(metric)) => Self::Metric(field.swap(metric)),
            _ => return Err(()),
        })
    }
}

/// The fields in which two bodies of one kind differ.
fn differing_bodies(old: &Body, new: &Body, out: &mut Vec<(CardField, CardField)>) {
    macro_rules! pairs {
        ($table:ident, $variant:ident, $old:expr, $new:expr) => {
            out.extend(
                $table::differing($old, $new)
                    .into_iter()
                    .map(|(old, new)| (CardField::$variant(old), CardField::$variant(new))),
            )
        };
    }
    match (old, new) {
        (Body::Step(old), Body::Step(new)) => pairs!(StepField, Step, old, new),
        (Body::Pain(old), Body::Pain(new)) => pairs!(PainField, Pain, old, new),
        (Body::Opportunity(old), Body::Opportunity(new)) => pairs!(OpportunityField, Opportunity, old, new),
        (Body::Metric(old), Body::Metric(new)) => pairs!(MetricField, Metric, old, new),
        _ => {}
    }
}
