//! Customer groups.

use serde::{Deserialize, Serialize};

use super::decimal::Decimal;
use super::id::SegmentId;
use super::text::{Label, Text};

/// A customer group with its channel preferences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Stable in its file.
    pub id: SegmentId,
    /// What it is called.
    pub name: Label,
    /// Its share of all customers, in percent.
    pub share: Option<Decimal>,
    /// The channels that it prefers, best first.
    pub channels: Vec<Label>,
    /// What to know about it.
    pub note: Option<Text>,
}
