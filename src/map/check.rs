//! What must hold in every map (`problems`), and what a person should repair (`dangling`).

use std::collections::BTreeSet;

use super::card::Card;
use super::id::CardId;
use super::journey::Map;
use super::lane::{Lane, Role};
use super::stage::Stage;

/// One broken promise of the model. A map from `store` or after an `Edit` never has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// An id that two elements have.
    DuplicateId(String),
    /// A stage, lane or map without a name.
    Nameless(String),
    /// A cell of a lane that the map does not have.
    UnknownLane(String),
    /// A card in a lane of another role.
    WrongLane(CardId),
    /// An empty list in a stage's cells.
    EmptyCell(String),
    /// A built-in lane that is missing or there twice, or no lane of steps.
    Lanes(Role),
}

/// A reference to something that is not there: `from` says who refers, `to` the missing id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dangling {
    /// The id of the element that refers.
    pub from: String,
    /// The field in words.
    pub field: &'static str,
    /// The id that nothing has.
    pub to: String,
}

impl Map {
    /// Every id in the map, in no special order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let stage_ids = self.stages.iter().flat_map(|s| {
            std::iter::once(s.id.as_str())
                .chain(s.evidence.iter().map(|e| e.id.as_str()))
                .chain(s.cards().flat_map(card_ids))
        });
        self.lanes
            .iter()
            .map(|l| l.id.as_str())
            .chain(self.segments.iter().map(|s| s.id.as_str()))
            .chain(self.events.iter().map(|e| e.id.as_str()))
            .chain(self.conflicts.iter().map(|c| c.id.as_str()))
            .chain(self.metrics.iter().flat_map(card_ids))
            .chain(stage_ids)
    }

    /// Whether an element has this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids().any(|other| other == id)
    }

    /// What is wrong with the map itself; empty for every map that was loaded or edited.
    pub fn problems(&self) -> Vec<Problem> {
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        out.extend(self.ids().filter(|id| !seen.insert(*id)).map(|id| Problem::DuplicateId(id.to_owned())));
        if self.title.is_empty() {
            out.push(Problem::Nameless(self.id.to_string()));
        }
        out.extend(
            self.lanes.iter().filter(|l| l.name.is_empty()).map(|l| Problem::Nameless(l.id.to_string())),
        );
        for role in Role::ALL.iter().copied().filter(|r| r.is_built_in()) {
            if self.lanes.iter().filter(|l| l.role == role).count() != 1 {
                out.push(Problem::Lanes(role));
            }
        }
        if self.lane_of(Role::Steps).is_none() {
            out.push(Problem::Lanes(Role::Steps));
        }
        out.extend(
            self.metrics
                .iter()
                .filter(|c| c.role() != Role::Metrics)
                .map(|c| Problem::WrongLane(c.id.clone())),
        );
        for stage in &self.stages {
            stage_problems(stage, &self.lanes, &mut out);
        }
        out
    }

    /// References to stages, cards, evidence and segments that are not there.
    pub fn dangling(&self) -> Vec<Dangling> {
        let stages: BTreeSet<&str> = self.stages.iter().map(|s| s.id.as_str()).collect();
        let pains: BTreeSet<&str> =
            self.cards().filter(|c| c.pain().is_some()).map(|c| c.id.as_str()).collect();
        let evidence: BTreeSet<&str> = self.evidence().map(|e| e.id.as_str()).collect();
        let segments: BTreeSet<&str> = self.segments.iter().map(|s| s.id.as_str()).collect();
        let mut out = Vec::new();
        let mut want = |known: &BTreeSet<&str>, from: &str, field, to: &str| {
            if !known.contains(to) {
                out.push(Dangling { from: from.to_owned(), field, to: to.to_owned() });
            }
        };
        for event in &self.events {
            event.stages.iter().for_each(|s| want(&stages, event.id.as_str(), "stages", s.as_str()));
        }
        for card in self.cards() {
            let from = card.id.as_str();
            card.filed.iter().for_each(|s| want(&stages, from, "stage", s.as_str()));
            card.evidence.iter().for_each(|e| want(&evidence, from, "evidence", e.as_str()));
            card.segments.iter().for_each(|s| want(&segments, from, "segments", s.as_str()));
            card.opportunity()
                .iter()
                .flat_map(|o| &o.treats)
                .for_each(|p| want(&pains, from, "treats", p.as_str()));
        }
        out
    }
}

/// The ids that a card brings: its own and those of its leads.
pub(in crate::map) fn card_ids(card: &Card) -> impl Iterator<Item = &str> {
    let leads = card.metric().map(|m| m.leads.as_slice()).unwrap_or_default();
    std::iter::once(card.id.as_str()).chain(leads.iter().map(|l| l.id.as_str()))
}

fn stage_problems(stage: &Stage, lanes: &[Lane], out: &mut Vec<Problem>) {
    if stage.name.is_empty() {
        out.push(Problem::Nameless(stage.id.to_string()));
    }
    for (lane, cards) in &stage.cells {
        let Some(lane) = lanes.iter().find(|l| l.id == *lane) else {
            out.push(Problem::UnknownLane(lane.to_string()));
            continue;
        };
        if cards.is_empty() {
            out.push(Problem::EmptyCell(lane.id.to_string()));
        }
        out.extend(cards.iter().filter(|c| c.role() != lane.role).map(|c| Problem::WrongLane(c.id.clone())));
    }
}
