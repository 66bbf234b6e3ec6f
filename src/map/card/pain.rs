//! Friction: what hurts, how much, and the contacts that it causes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Label, words};
use crate::map::decimal::Decimal;

words! {
    /// How much it hurts.
    Severity {
        /// A nuisance.
        Low = "low",
        /// It costs time.
        Medium = "medium",
        /// It makes people call or leave.
        High = "high",
        /// It ends the journey, or harms.
        Critical = "critical",
    }
}

/// What only a pain point has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pain {
    /// How much it hurts.
    pub severity: Severity,
    /// When it was first seen.
    pub since: Option<Date>,
    /// Where it stands.
    pub status: PainStatus,
    /// The contacts that it causes.
    pub contacts: Option<Contacts>,
    /// How much the outcome matters to customers, 0 to 10 (Ulwick's opportunity score).
    pub importance: Option<Decimal>,
    /// How well it is served today, 0 to 10 (Ulwick's opportunity score).
    pub satisfaction: Option<Decimal>,
}

impl Default for Pain {
    fn default() -> Self {
        Self {
            severity: Severity::Medium,
            since: None,
            status: PainStatus::Open,
            contacts: None,
            importance: None,
            satisfaction: None,
        }
    }
}

/// Where a pain stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PainStatus {
    /// It still hurts.
    #[default]
    Open,
    /// It is gone.
    Resolved,
    /// It is lived with, and why.
    Accepted(Label),
}

impl PainStatus {
    /// In a word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Accepted(_) => "accepted",
        }
    }
}

/// The contacts that a pain causes: what COPC's contact cost is computed from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Contacts {
    /// The reason as the contact centre codes it.
    pub reason: Option<Label>,
    /// Contacts a month.
    pub per_month: Option<Decimal>,
    /// Handle minutes a contact.
    pub minutes: Option<Decimal>,
    /// The day that the numbers are of.
    pub as_of: Option<Date>,
    /// Where the numbers come from.
    pub source: Option<Label>,
}
