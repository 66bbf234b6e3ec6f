//! Of what shape a field's value is, so that whoever goes through the fields of three maps at once treats text as text,
//! sets as sets and lists of parts part by part. The tables of fields know the types; a [`Merger`] decides.

use std::hash::Hash;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::super::card::{
    Contacts, Direction, Emotion, Horizon, Intervention, Lead, Measure, OpportunityStatus, PainStatus,
    Period, Reading, Rice, Severity,
};
use super::super::conflict::Conflict;
use super::super::decimal::Decimal;
use super::super::event::{Event, EventKind};
use super::super::evidence::{Evidence, EvidenceKind};
use super::super::id::{CardId, EvidenceId, MapId, PersonId, SegmentId, StageId};
use super::super::journey::{Flow, Priority, State};
use super::super::lane::{Layer, Role};
use super::super::people::Person;
use super::super::policy::{Level, Policy, RuleSetting};
use super::super::review::{Review, Snooze};
use super::super::segment::Segment;
use super::super::text::{Label, Text};
use super::{
    ConflictField, ContactsField, EventField, EvidenceField, FlowField, LeadField, PersonField, PolicyField,
    PriorityField, ReadingField, RiceField, RuleField, SegmentField, SnoozeField,
};

/// One thing as the common ancestor, our side and their side have it.
#[derive(Debug)]
pub struct Three<'a, T: ?Sized> {
    /// The ancestor's; `None`: the ancestor does not have the element at all.
    pub base: Option<&'a T>,
    /// Ours.
    pub ours: &'a T,
    /// Theirs.
    pub theirs: &'a T,
}

impl<T: ?Sized> Clone for Three<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Three<'_, T> {}

impl<'a, T: ?Sized> Three<'a, T> {
    /// The same part of all three.
    pub fn part<U: ?Sized>(self, part: impl Fn(&'a T) -> &'a U) -> Three<'a, U> {
        Three { base: self.base.map(&part), ours: part(self.ours), theirs: part(self.theirs) }
    }
}

/// Who decides what becomes of three values that are not simply one side's.
pub trait Merger {
    /// A field; `None`: it is as ours.
    fn field<T: Shaped>(&mut self, name: &'static str, three: Three<'_, T>) -> Option<T>;
    /// A value that is taken as a whole.
    fn whole<T: Shaped>(&mut self, three: Three<'_, T>) -> T;
    /// A text.
    fn text<T: Shaped + AsRef<str> + for<'s> From<&'s str>>(&mut self, three: Three<'_, T>) -> T;
    /// A set in the order of a person.
    fn members<T: Clone + Eq + Hash>(&mut self, three: Three<'_, Vec<T>>) -> Vec<T>;
    /// A list of parts, each known by its key.
    fn parts<T: Part>(&mut self, three: Three<'_, Vec<T>>) -> Vec<T>;
    /// The last review.
    fn review(&mut self, three: Three<'_, Review>) -> Review;
}

/// A field's value.
pub trait Shaped: Clone + PartialEq + Serialize {
    /// Whether it stays, with one side taking it away and the other changing it.
    const OUTLIVES: bool = false;

    /// What is made of three, by the merger's method for this shape.
    fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self;

    /// Whether it is as good as not there.
    fn is_absent(&self) -> bool {
        false
    }

    /// For a group of fields: the one in which nothing is said.
    fn nothing() -> Option<Self> {
        None
    }
}

macro_rules! whole {
    ($($ty:ty),+ $(,)?) => {$(
        impl Shaped for $ty {
            fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
                merger.whole(three)
            }
        }
    )+};
}

whole!(u8, u32, u64, bool, Date, Decimal, Emotion);
whole!(CardId, EvidenceId, MapId, PersonId, SegmentId, StageId);
whole!(Direction, Horizon, Intervention, Measure, OpportunityStatus, PainStatus, Period, Severity);
whole!(EventKind, EvidenceKind, Layer, Level, Role, State);

macro_rules! texts {
    ($($ty:ty),+) => {$(
        impl Shaped for $ty {
            fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
                merger.text(three)
            }

            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }
    )+};
}

texts!(Label, Text);

impl Shaped for Review {
    const OUTLIVES: bool = true;

    fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
        merger.review(three)
    }
}

impl<T: Shaped> Shaped for Option<T> {
    fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
        if let Some(nothing) = T::nothing() {
            let merged = T::merge(merger, three.part(|each| each.as_ref().unwrap_or(&nothing)));
            let may_go = three.ours.is_none() || three.theirs.is_none();
            return (merged != nothing || !may_go).then_some(merged);
        }
        match (three.ours, three.theirs) {
            (Some(ours), Some(theirs)) => {
                let base = three.base.and_then(Option::as_ref);
                Some(T::merge(merger, Three { base, ours, theirs }))
            }
            (one, None) | (None, one) if T::OUTLIVES => one.clone(),
            _ => merger.whole(three),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

macro_rules! sets {
    ($($ty:ty),+) => {$(
        impl Shaped for Vec<$ty> {
            fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
                merger.members(three)
            }

            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }
    )+};
}

sets!(Label, CardId, EvidenceId, SegmentId, StageId);

macro_rules! groups {
    ($($ty:ident by $table:ident),+ $(,)?) => {$(
        impl Shaped for $ty {
            fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
                let mut out = three.ours.clone();
                $table::merge(merger, three, &mut out);
                out
            }

            fn nothing() -> Option<Self> {
                Some(Self::default())
            }
        }
    )+};
}

groups! {
    Contacts by ContactsField,
    Flow by FlowField,
    Policy by PolicyField,
    Priority by PriorityField,
    Rice by RiceField,
}

/// A part of a list, known by its key.
pub trait Part: Clone + PartialEq + Serialize {
    /// Whether the key is an id, unique in the whole map.
    const HAS_ID: bool;

    /// Whether ours stays, with nothing asked, where both sides say something else.
    const IS_QUIET: bool = false;

    /// What makes it the same to a reader.
    fn key(&self) -> Arc<str>;

    /// The day that it is of, where such parts stand in the order of their days.
    fn day(&self) -> Option<Date> {
        None
    }

    /// Each of its fields, but those of the key.
    fn merge_fields<M: Merger>(merger: &mut M, three: Three<'_, Self>, out: &mut Self);
}

macro_rules! parts {
    ($($ty:ident by $table:ident, $has_id:literal, |$part:ident| $key:expr $(, $more:item)*;)+) => {$(
        impl Part for $ty {
            const HAS_ID: bool = $has_id;
            $($more)*

            fn key(&self) -> Arc<str> {
                let $part = self;
                $key
            }

            fn merge_fields<M: Merger>(merger: &mut M, three: Three<'_, Self>, out: &mut Self) {
                $table::merge(merger, three, out);
            }
        }

        impl Shaped for Vec<$ty> {
            fn merge<M: Merger>(merger: &mut M, three: Three<'_, Self>) -> Self {
                merger.parts(three)
            }

            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }
    )+};
}

parts! {
    Conflict by ConflictField, true, |part| part.id.shared_text(), const IS_QUIET: bool = true;;
    Event by EventField, true, |part| part.id.shared_text(), fn day(&self) -> Option<Date> { Some(self.on) };
    Evidence by EvidenceField, true, |part| part.id.shared_text();
    Lead by LeadField, true, |part| part.id.shared_text();
    Person by PersonField, true, |part| part.id.shared_text();
    Reading by ReadingField, false, |part| part.on.to_string().into(), fn day(&self) -> Option<Date> { Some(self.on) };
    RuleSetting by RuleField, false, |part| match part.kind {
        Some(kind) => format!("{}:{kind}", part.rule).into(),
        None => part.rule.as_str().into(),
    };
    Segment by SegmentField, true, |part| part.id.shared_text();
    Snooze by SnoozeField, false, |part| snooze_key(part);
}

fn snooze_key(snooze: &Snooze) -> Arc<str> {
    let label = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    let card = snooze.card.as_ref().map_or("", CardId::as_str);
    format!("{}:{card}:{}", label(&snooze.rule), label(&snooze.part)).into()
}
