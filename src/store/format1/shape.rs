//! What all shapes have in common: from the model, into it, and when a field is not written.

use std::fmt;

use jiff::civil::Date;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::map::card::{
    Direction, Emotion, Horizon, Intervention, Measure, OpportunityStatus, PainStatus, Period, Severity,
};
use crate::map::event::EventKind;
use crate::map::evidence::EvidenceKind;
use crate::map::id::{CardId, ElementId, EvidenceId, MapId, PersonId, SegmentId, StageId};
use crate::map::lane::{Layer, Role};
use crate::map::review::Seal;
use crate::map::thread::Moment;
use crate::map::{Decimal, Label, Policy, State, Text};

/// The shape of an `M` in the file.
pub(super) trait Shape<M> {
    /// The shape of a value.
    fn of(model: &M) -> Self;
    /// The value of a shape.
    fn into_model(self) -> M;
}

impl<M, S: Shape<M>> Shape<Option<M>> for Option<S> {
    fn of(model: &Option<M>) -> Self {
        model.as_ref().map(S::of)
    }

    fn into_model(self) -> Option<M> {
        self.map(S::into_model)
    }
}

impl<M, S: Shape<M>> Shape<Vec<M>> for Vec<S> {
    fn of(model: &Vec<M>) -> Self {
        model.iter().map(S::of).collect()
    }

    fn into_model(self) -> Vec<M> {
        self.into_iter().map(S::into_model).collect()
    }
}

macro_rules! same_in_the_file {
    ($($name:ty),* $(,)?) => {$(
        impl Shape<$name> for $name {
            fn of(model: &$name) -> Self {
                model.clone()
            }

            fn into_model(self) -> $name {
                self
            }
        }
    )*};
}
same_in_the_file!(u8, u32, u64, bool, Label, Text, Decimal, Seal, Policy, State, Role, Layer);
same_in_the_file!(CardId, ElementId, EvidenceId, MapId, Moment, PersonId, SegmentId, StageId);
same_in_the_file!(Direction, Emotion, Horizon, Intervention, Measure, OpportunityStatus, PainStatus);
same_in_the_file!(Period, Severity, EventKind, EvidenceKind);

/// Whether a field has nothing to say and is not written.
pub(super) trait Absent {
    /// Whether it is not written.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn is_absent(&self) -> bool {
        !self
    }
}

impl Absent for u32 {
    fn is_absent(&self) -> bool {
        *self == 0
    }
}

impl Absent for PainStatus {
    fn is_absent(&self) -> bool {
        *self == Self::Open
    }
}

/// A date as the file writes it: `"2026-11-22"`, and nothing else that a date library would also take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day(Date);

impl Shape<Date> for Day {
    fn of(model: &Date) -> Self {
        Self(*model)
    }

    fn into_model(self) -> Date {
        self.0
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Day;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date like \"2026-11-22\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Day, E> {
                parse_day(text).map(Day).map_err(E::custom)
            }
        }
        d.deserialize_str(Written)
    }
}

/// The day, or what is wrong and, on a second line, what to write.
fn parse_day(text: &str) -> Result<Date, String> {
    let parts = year_month_day(text);
    let day = parts.and_then(|(year, month, day)| Date::new(year, month, day).ok());
    day.ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        let words = match parts {
            Some((_, month, _)) if !(1..=12).contains(&month) => " (there are 12 months)".to_owned(),
            Some((year, month, _)) => {
                let last = Date::new(year, month, 1).map_or(31, Date::days_in_month);
                format!(" (that month has {last} days)")
            }
            None => String::new(),
        };
        format!("`{shown}` is not a date{words}\nwrite year, month and day like \"2026-11-22\"")
    })
}

/// The numbers of a text that has the shape of a date.
fn year_month_day(text: &str) -> Option<(i16, i8, i8)> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0')))
    };
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else { return None };
    let small = |digits: &[u8]| i8::try_from(number(digits)?).ok();
    Some((number(&[y0, y1, y2, y3])?, small(&[m0, m1])?, small(&[d0, d1])?))
}

/// Declares the shape of a model struct: fields in `[…]` must be there, those in `(…)` are left out where they say nothing.
/// Both ways between shape and model come with it.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident of $model:path {
        $($([$($must:ident: $must_type:ty),* $(,)?])? $(($($may:ident: $may_type:ty),* $(,)?))?;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($($(pub(super) $must: $must_type,)*)? $($(
                #[serde(default, skip_serializing_if = "crate::store::format1::shape::Absent::is_absent")]
                pub(super) $may: $may_type,
            )*)?)*
        }

        impl crate::store::format1::shape::Shape<$model> for $name {
            fn of(model: &$model) -> Self {
                use crate::store::format1::shape::Shape;
                Self { $($($($must: Shape::of(&model.$must),)*)? $($($may: Shape::of(&model.$may),)*)?)* }
            }

            fn into_model(self) -> $model {
                use crate::store::format1::shape::Shape;
                $model { $($($($must: Shape::into_model(self.$must),)*)? $($($may: Shape::into_model(self.$may),)*)?)* }
            }
        }
    };
}
pub(super) use record;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_strict() {
        assert!(parse_day("2026-11-22").is_ok());
        let said = |text| parse_day(text).unwrap_err();
        assert!(said("2026-02-30").starts_with("`2026-02-30` is not a date (that month has 28 days)\n"));
        assert!(said("2026-13-01").contains("12 months"));
        for wrong in ["", "2026-6-2", "22.11.2026", "2026-11-22T10:00", "20261122", "2026-W01-1", "tomorrow"]
        {
            assert!(said(wrong).starts_with(&format!("`{wrong}` is not a date\n")), "{wrong}");
        }
    }
}
