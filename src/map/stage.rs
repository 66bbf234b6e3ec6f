//! Stages: the columns of a map.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::card::{Card, CardKind};
use super::evidence::Evidence;
use super::id::{CardId, LaneId, PersonId, StageId};
use super::policy::Policy;
use super::review::{Review, Snooze};
use super::text::{Label, Text};

/// A phase of the journey as the customer sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Stable in its file.
    pub id: StageId,
    /// What it is called.
    pub name: Label,
    /// What the customer wants to have reached at its end.
    pub goal: Option<Text>,
    /// The one person who answers for it.
    pub owner: Option<PersonId>,
    /// The team that works on it.
    pub team: Option<Label>,
    /// When it came into the map: its grace period starts here.
    pub created: Option<Date>,
    /// How often it is to be reviewed, in days.
    pub review_every: Option<u32>,
    /// Free words to group by.
    pub tags: Vec<Label>,
    /// Paths in the surrounding repository whose commits may make it untrue.
    pub watches: Vec<Label>,
    /// The last review.
    pub reviewed: Option<Review>,
    /// Findings put off.
    pub snoozes: Vec<Snooze>,
    /// What differs from the map's policy.
    pub policy: Option<Policy>,
    /// Where its claims come from.
    pub evidence: Vec<Evidence>,
    /// Its cards by lane, in the order on the screen. No list is empty.
    pub cells: BTreeMap<LaneId, Vec<Card>>,
}

impl Stage {
    /// An empty stage.
    pub fn new(id: StageId, name: &str) -> Self {
        Self {
            id,
            name: Label::new(name),
            goal: None,
            owner: None,
            team: None,
            created: None,
            review_every: None,
            tags: Vec::new(),
            watches: Vec::new(),
            reviewed: None,
            snoozes: Vec::new(),
            policy: None,
            evidence: Vec::new(),
            cells: BTreeMap::new(),
        }
    }

    /// The stage's own fields, with no card and no evidence.
    pub(crate) fn shell(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: self.name.clone(),
            goal: self.goal.clone(),
            owner: self.owner.clone(),
            team: self.team.clone(),
            created: self.created,
            review_every: self.review_every,
            tags: self.tags.clone(),
            watches: self.watches.clone(),
            reviewed: self.reviewed.clone(),
            snoozes: self.snoozes.clone(),
            policy: self.policy.clone(),
            evidence: Vec::new(),
            cells: BTreeMap::new(),
        }
    }

    /// The cards of one lane; none if it has none.
    pub fn cell(&self, lane: &LaneId) -> &[Card] {
        self.cells.get(lane).map_or(&[], Vec::as_slice)
    }

    /// All its cards, lane by lane in the order of lane ids.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.cells.values().flatten()
    }

    /// Its cards of one kind.
    pub fn cards_of(&self, kind: CardKind) -> impl Iterator<Item = &Card> {
        self.cards().filter(move |c| c.kind() == kind)
    }

    /// The lane and position of a card in it.
    pub fn position(&self, card: &CardId) -> Option<(&LaneId, usize)> {
        self.cells.iter().find_map(|(lane, cards)| Some((lane, cards.iter().position(|c| c.id == *card)?)))
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.evidence.is_empty()
    }
}
