//! Where a claim comes from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::EvidenceId;
use super::text::{Label, Text};
use super::words::words;

words! {
    /// What kind of evidence it is.
    EvidenceKind {
        /// Somebody was asked at length.
        Interview = "interview",
        /// Many were asked briefly.
        Survey = "survey",
        /// What systems recorded.
        Analytics = "analytics",
        /// What people called or wrote about.
        Contacts = "contacts",
        /// Somebody watched.
        Observation = "observation",
        /// Somebody tried.
        Test = "test",
        /// Something else.
        Other = "other",
    }
}

/// A piece of evidence, kept on a stage and cited by cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Stable in its file.
    pub id: EvidenceId,
    /// What kind it is.
    pub kind: EvidenceKind,
    /// When it was gathered.
    pub on: Option<Date>,
    /// Where it is kept or who gave it.
    pub source: Option<Label>,
    /// How many it is based on.
    pub sample: Option<u64>,
    /// What it says.
    pub text: Option<Text>,
}
