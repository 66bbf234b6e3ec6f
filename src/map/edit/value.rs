//! A field's value as people read it.

use jiff::civil::Date;

use super::super::card::{
    Direction, Emotion, Horizon, Intervention, Measure, OpportunityStatus, PainStatus, Period, Severity,
};
use super::super::decimal::Decimal;
use super::super::event::EventKind;
use super::super::evidence::EvidenceKind;
use super::super::id::{CardId, EvidenceId, MapId, PersonId, SegmentId, StageId};
use super::super::journey::State;
use super::super::lane::{Layer, Role};
use super::super::policy::Level;
use super::super::review::Review;
use super::super::text::{Label, Text};

/// The name of a person from the id.
pub type Names<'a> = &'a dyn Fn(&PersonId) -> String;

/// A value in words.
pub trait InWords {
    /// The words; `None`: there is nothing to say.
    fn in_words(&self, names: Names<'_>) -> Option<String>;
}

macro_rules! shown {
    ($($ty:ty),+ $(,)?) => {$(
        impl InWords for $ty {
            fn in_words(&self, _: Names<'_>) -> Option<String> {
                Some(self.to_string())
            }
        }
    )+};
}

shown!(u8, u32, u64, Date, Decimal, Emotion);
shown!(CardId, EvidenceId, MapId, SegmentId, StageId);
shown!(Direction, Horizon, Intervention, Measure, OpportunityStatus, Period, Severity);
shown!(EventKind, EvidenceKind, Layer, Level, Role, State);

impl InWords for Label {
    fn in_words(&self, _: Names<'_>) -> Option<String> {
        (!self.is_empty()).then(|| self.to_string())
    }
}

impl InWords for Text {
    fn in_words(&self, _: Names<'_>) -> Option<String> {
        (!self.is_empty()).then(|| self.to_string())
    }
}

impl InWords for bool {
    fn in_words(&self, _: Names<'_>) -> Option<String> {
        Some(if *self { "yes" } else { "no" }.to_owned())
    }
}

impl InWords for PersonId {
    fn in_words(&self, names: Names<'_>) -> Option<String> {
        Some(names(self))
    }
}

impl InWords for PainStatus {
    fn in_words(&self, _: Names<'_>) -> Option<String> {
        Some(match self {
            Self::Accepted(why) if !why.is_empty() => format!("accepted: {why}"),
            status => status.word().to_owned(),
        })
    }
}

impl InWords for Review {
    fn in_words(&self, names: Names<'_>) -> Option<String> {
        Some(format!("{} by {}", self.on, names(&self.by)))
    }
}

impl<T: InWords> InWords for Option<T> {
    fn in_words(&self, names: Names<'_>) -> Option<String> {
        self.as_ref()?.in_words(names)
    }
}

impl<T: InWords> InWords for Vec<T> {
    fn in_words(&self, names: Names<'_>) -> Option<String> {
        let said: Vec<String> = self.iter().filter_map(|each| each.in_words(names)).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}
