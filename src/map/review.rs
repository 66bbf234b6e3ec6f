//! Reviews and snoozes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{CardId, PersonId};
use super::text::Label;

/// Somebody looked and said "still true".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The day.
    pub on: Date,
    /// Who looked.
    pub by: PersonId,
    /// The seal of what they saw; `None` in a hand-written review.
    pub seal: Option<Seal>,
    /// What they said.
    pub note: Option<Label>,
}

impl Review {
    /// The note of a review of so many stages at once: of several it says so.
    pub fn note_of(text: &str, stages: usize) -> Option<Label> {
        let text = Label::new(text);
        let note = match (stages, text.is_empty()) {
            (0 | 1, _) => text,
            (many, true) => Label::new(&format!("bulk of {many}")),
            (many, false) => Label::new(&format!("{text} (bulk of {many})")),
        };
        (!note.is_empty()).then_some(note)
    }
}

/// The hash of a stage's content, with the version of its encoding: `1:9f3c1ab27d04`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seal {
    /// The version of the canonical encoding.
    pub version: u8,
    /// 48 bits of its SHA-256.
    pub hash: u64,
}

/// Why a text is no seal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a seal; it looks like `1:9f3c1ab27d04`")]
pub struct BadSeal;

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:012x}", self.version, self.hash)
    }
}

impl FromStr for Seal {
    type Err = BadSeal;

    fn from_str(text: &str) -> Result<Self, BadSeal> {
        let (version, hash) = text.split_once(':').ok_or(BadSeal)?;
        if hash.len() != 12 || !hash.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()) {
            return Err(BadSeal);
        }
        Ok(Self {
            version: version.parse().map_err(|_| BadSeal)?,
            hash: u64::from_str_radix(hash, 16).map_err(|_| BadSeal)?,
        })
    }
}

impl Serialize for Seal {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Seal {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(|BadSeal| {
            serde::de::Error::custom(
                "this is not a seal\nit looks like `1:9f3c1ab27d04`; leave it out, and a review makes one",
            )
        })
    }
}

/// A finding put off until a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// The rule; `None`: the review of the stage.
    pub rule: Option<Label>,
    /// The card that the finding is about; `None`: the stage (or map) that holds the snooze.
    pub card: Option<CardId>,
    /// Which of several findings of the rule on the element; `None`: all of them.
    pub part: Option<Label>,
    /// The last day that it is put off.
    pub until: Date,
    /// Who put it off.
    pub by: PersonId,
    /// Why.
    pub why: Label,
    /// How often it was put off before.
    pub again: u32,
}
