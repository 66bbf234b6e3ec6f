//! The shape of a stage.

use serde::{Deserialize, Serialize};

use super::cards::{CardFile, MetricFile, NoteFile, OpportunityFile, PainFile, StepFile};
use super::records::{EvidenceFile, ReviewFile, SnoozeFile};
use super::shape::{Absent, Day};
use crate::map::id::{PersonId, StageId};
use crate::map::{Label, Policy, Text};

/// A phase of the journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageFile {
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) id: Option<StageId>,
    pub(super) name: Label,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) goal: Option<Text>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) owner: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) team: Option<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) created: Option<Day>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) review_every: Option<u32>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) tags: Vec<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) watches: Vec<Label>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) reviewed: Option<ReviewFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) snoozes: Vec<SnoozeFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) policy: Option<Policy>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) evidence: Vec<EvidenceFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) steps: Vec<StepFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) notes: Vec<NoteFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) pains: Vec<PainFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) opportunities: Vec<OpportunityFile>,
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub(super) metrics: Vec<MetricFile>,
}

impl StageFile {
    /// The repeated stage ids of all its cards.
    pub(super) fn repeated(&mut self) -> impl Iterator<Item = &mut Option<StageId>> {
        let steps = self.steps.iter_mut().map(CardFile::stage);
        let notes = self.notes.iter_mut().map(CardFile::stage);
        let pains = self.pains.iter_mut().map(CardFile::stage);
        let opportunities = self.opportunities.iter_mut().map(CardFile::stage);
        let metrics = self.metrics.iter_mut().map(CardFile::stage);
        steps.chain(notes).chain(pains).chain(opportunities).chain(metrics)
    }
}
