//! The lists of a map that are edited row by row.

use serde::{Deserialize, Serialize};

use crate::map::id::StageId;

/// A list of the map or of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rows {
    /// The customer groups of the map.
    Segments,
    /// What happened, by day.
    Events,
    /// Findings about the map that are put off.
    MapSnoozes,
    /// The evidence of a stage.
    Evidence(StageId),
    /// Findings about a stage that are put off.
    Snoozes(StageId),
    /// Paths of the repository that make a stage worth a look when they change.
    Watches(StageId),
}

impl Rows {
    /// The word for one row.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Segments => "segment",
            Self::Events => "event",
            Self::MapSnoozes | Self::Snoozes(_) => "snooze",
            Self::Evidence(_) => "evidence",
            Self::Watches(_) => "watched path",
        }
    }

    /// The word for several.
    pub fn plural(&self) -> &'static str {
        match self {
            Self::Segments => "customer segments",
            Self::Events => "events",
            Self::MapSnoozes | Self::Snoozes(_) => "snoozes",
            Self::Evidence(_) => "evidence",
            Self::Watches(_) => "watched paths",
        }
    }
}
