//! Dated things that may make stages untrue.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{EventId, StageId};
use super::text::{Label, Text};
use super::words::words;

words! {
    /// What kind of event it is.
    EventKind {
        /// Software went live.
        Release = "release",
        /// A rule changed.
        Policy = "policy",
        /// A channel opened, closed or changed.
        Channel = "channel",
        /// Customers said something new.
        Feedback = "feedback",
        /// Something went wrong.
        Incident = "incident",
        /// Something else.
        Other = "other",
    }
}

/// Something dated that may make stages untrue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Stable in its file.
    pub id: EventId,
    /// The day.
    pub on: Date,
    /// What kind it is.
    pub kind: EventKind,
    /// What happened.
    pub text: Text,
    /// The stages that it touches; none means all.
    pub stages: Vec<StageId>,
    /// Where it is recorded.
    pub source: Option<Label>,
}

impl Event {
    /// Whether it touches a stage.
    pub fn touches(&self, stage: &StageId) -> bool {
        self.stages.is_empty() || self.stages.contains(stage)
    }
}
