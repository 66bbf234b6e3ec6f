//! The shape of a whole map: the outermost brackets of its file.

use serde::{Deserialize, Serialize};

use super::cards::MetricFile;
use super::records::{ConflictFile, EventFile, FlowFile, LaneFile, PriorityFile, SegmentFile, SnoozeFile};
use super::shape::{Absent, Day};
use super::stage::StageFile;
use crate::map::id::{MapId, PersonId};
use crate::map::{Label, Policy, State, Text};

/// A map's file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapFile {
    pub(super) format: u32,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) id: Option<MapId>,
    pub(super) title: Label,
    #[serde(default = "current")]
    pub(super) state: State,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) owner: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) team: Option<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) actor: Option<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) scenario: Option<Text>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) expectations: Option<Text>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) future_of: Option<MapId>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) created: Option<Day>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) review_every: Option<u32>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) tags: Vec<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) flow: Option<FlowFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) priority: Option<PriorityFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) policy: Option<Policy>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) snoozes: Vec<SnoozeFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) segments: Vec<SegmentFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) events: Vec<EventFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) metrics: Vec<MetricFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) lanes: Vec<LaneFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) stages: Vec<StageFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) conflicts: Vec<ConflictFile>,
}

fn current() -> State {
    State::Current
}
