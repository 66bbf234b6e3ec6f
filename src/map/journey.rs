//! The map itself: one journey of one actor in one scenario.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::card::{Card, CardKind};
use super::conflict::Conflict;
use super::decimal::Decimal;
use super::event::Event;
use super::evidence::Evidence;
use super::id::{CardId, LaneId, MapId, PersonId, StageId};
use super::lane::{Lane, Role};
use super::policy::Policy;
use super::review::Snooze;
use super::segment::Segment;
use super::stage::Stage;
use super::text::{Label, Text};
use super::words::words;

words! {
    /// Whether a map shows what is, or what shall be.
    State {
        /// What is.
        Current = "current",
        /// What shall be.
        Future = "future",
    }
}

/// One journey of one actor in one scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// Stable; the name of its versions' folder.
    pub id: MapId,
    /// What it is called.
    pub title: Label,
    /// What is, or what shall be.
    pub state: State,
    /// Who answers for the whole; inherited by stages without an owner.
    pub owner: Option<PersonId>,
    /// The team that works on it.
    pub team: Option<Label>,
    /// Whose journey it is.
    pub actor: Option<Label>,
    /// What they set out to do, and where.
    pub scenario: Option<Text>,
    /// What they expect.
    pub expectations: Option<Text>,
    /// The map whose future this one shows.
    pub future_of: Option<MapId>,
    /// When it came to be.
    pub created: Option<Date>,
    /// How often its stages are to be reviewed, in days.
    pub review_every: Option<u32>,
    /// Free words to group by.
    pub tags: Vec<Label>,
    /// How many set out, arrive, and arrive in silence.
    pub flow: Option<Flow>,
    /// What its priority is computed from.
    pub priority: Option<Priority>,
    /// What differs from the workspace's policy.
    pub policy: Option<Policy>,
    /// Findings about the map put off.
    pub snoozes: Vec<Snooze>,
    /// Customer groups.
    pub segments: Vec<Segment>,
    /// Dated things that may make stages untrue, oldest first.
    pub events: Vec<Event>,
    /// Metrics of the whole journey.
    pub metrics: Vec<Card>,
    /// Rows, top to bottom: at least one of role `Steps`, exactly one of each built-in role.
    pub lanes: Vec<Lane>,
    /// Columns, left to right.
    pub stages: Vec<Stage>,
    /// What waits for a person to choose.
    pub conflicts: Vec<Conflict>,
}

/// How many customers a month set out, arrive, and arrive without any contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Flow {
    /// Journeys started a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Decimal>,
    /// Journeys completed a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<Decimal>,
    /// Journeys completed a month without any contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent: Option<Decimal>,
    /// The day that the numbers are of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Where they come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Label>,
}

/// COPC's four questions, each 1 to 5: volume × value × feasibility ÷ complexity.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Priority {
    /// How many go through it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<u8>,
    /// What it is worth to the business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<u8>,
    /// How well it can be bettered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<u8>,
    /// How hard that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complexity: Option<u8>,
}

impl Map {
    /// A map with a lane of steps, the built-in lanes and no stage.
    pub fn new(id: MapId, title: &str) -> Self {
        let mut map = Self::bare(id, title);
        map.complete_lanes();
        map
    }

    /// A map with nothing in it, not even the lanes that every map has.
    pub(super) fn bare(id: MapId, title: &str) -> Self {
        Self {
            id,
            title: Label::new(title),
            state: State::Current,
            owner: None,
            team: None,
            actor: None,
            scenario: None,
            expectations: None,
            future_of: None,
            created: None,
            review_every: None,
            tags: Vec::new(),
            flow: None,
            priority: None,
            policy: None,
            snoozes: Vec::new(),
            segments: Vec::new(),
            events: Vec::new(),
            metrics: Vec::new(),
            lanes: Vec::new(),
            stages: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// The map's own fields, with no lane, stage or card: not a whole map, but the start of one.
    pub(crate) fn shell(&self) -> Self {
        Self {
            title: self.title.clone(),
            state: self.state,
            owner: self.owner.clone(),
            team: self.team.clone(),
            actor: self.actor.clone(),
            scenario: self.scenario.clone(),
            expectations: self.expectations.clone(),
            future_of: self.future_of.clone(),
            created: self.created,
            review_every: self.review_every,
            tags: self.tags.clone(),
            flow: self.flow.clone(),
            priority: self.priority.clone(),
            policy: self.policy.clone(),
            snoozes: self.snoozes.clone(),
            segments: self.segments.clone(),
            events: self.events.clone(),
            conflicts: self.conflicts.clone(),
            metrics: Vec::new(),
            lanes: Vec::new(),
            stages: Vec::new(),
            id: self.id.clone(),
        }
    }

    /// The stage with this id.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|s| s.id == *id)
    }

    /// The stage with this id, to change.
    pub fn stage_mut(&mut self, id: &StageId) -> Option<&mut Stage> {
        self.stages.iter_mut().find(|s| s.id == *id)
    }

    /// Where a stage stands, from 0.
    pub fn stage_index(&self, id: &StageId) -> Option<usize> {
        self.stages.iter().position(|s| s.id == *id)
    }

    /// The lane with this id.
    pub fn lane(&self, id: &LaneId) -> Option<&Lane> {
        self.lanes.iter().find(|l| l.id == *id)
    }

    /// Where a lane stands, from 0.
    pub fn lane_index(&self, id: &LaneId) -> Option<usize> {
        self.lanes.iter().position(|l| l.id == *id)
    }

    /// The first lane of a role.
    pub fn lane_of(&self, role: Role) -> Option<&Lane> {
        self.lanes.iter().find(|l| l.role == role)
    }

    /// A card and where it stands.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        let in_stages = self.stages.iter().flat_map(Stage::cards);
        self.metrics.iter().chain(in_stages).find(|c| c.id == *id)
    }

    /// A card, to change.
    pub fn card_mut(&mut self, id: &CardId) -> Option<&mut Card> {
        let in_stages = self.stages.iter_mut().flat_map(|s| s.cells.values_mut()).flatten();
        self.metrics.iter_mut().chain(in_stages).find(|c| c.id == *id)
    }

    /// Where a card stands.
    pub fn place(&self, id: &CardId) -> Option<Place> {
        if let Some(index) = self.metrics.iter().position(|c| c.id == *id) {
            return Some(Place { stage: None, lane: self.lane_of(Role::Metrics)?.id.clone(), index });
        }
        self.stages.iter().find_map(|stage| {
            let (lane, index) = stage.position(id)?;
            Some(Place { stage: Some(stage.id.clone()), lane: lane.clone(), index })
        })
    }

    /// Where a card stands, looked for from the stage at `near` on and then before it. As [`place`](Self::place), but
    /// where one knows about the stage it costs nothing to have many of them.
    pub fn place_near(&self, id: &CardId, near: usize) -> Option<(usize, &LaneId, usize)> {
        let near = near.min(self.stages.len());
        (near..self.stages.len()).chain(0..near).find_map(|at| {
            let (lane, index) = self.stages.get(at)?.position(id)?;
            Some((at, lane, index))
        })
    }

    /// Every card of the map: its own metrics, then stage by stage.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.metrics.iter().chain(self.stages.iter().flat_map(Stage::cards))
    }

    /// Every card of one kind.
    pub fn cards_of(&self, kind: CardKind) -> impl Iterator<Item = &Card> {
        self.cards().filter(move |c| c.kind() == kind)
    }

    /// Every piece of evidence.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.stages.iter().flat_map(|s| &s.evidence)
    }

    /// The opportunities that say that they treat this pain.
    pub fn treatments(&self, pain: &CardId) -> impl Iterator<Item = &Card> {
        // Only these lanes hold any: the others need not be looked through.
        let lanes: Vec<&LaneId> =
            self.lanes.iter().filter(|l| l.role == Role::Opportunities).map(|l| &l.id).collect();
        let cells = self.stages.iter().flat_map(|stage| &stage.cells);
        let cards = cells.filter(move |(lane, _)| lanes.contains(lane)).flat_map(|(_, cards)| cards);
        cards.filter(move |c| c.opportunity().is_some_and(|o| o.treats.contains(pain)))
    }

    /// The owner of a stage and whether it is inherited from the map.
    pub fn owner_of(&self, stage: &Stage) -> Option<(PersonId, bool)> {
        match (&stage.owner, &self.owner) {
            (Some(own), _) => Some((own.clone(), false)),
            (None, Some(inherited)) => Some((inherited.clone(), true)),
            (None, None) => None,
        }
    }
}

/// Where a card stands or shall stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The stage; `None`: the map itself (metrics only).
    pub stage: Option<StageId>,
    /// The lane.
    pub lane: LaneId,
    /// The position in the cell, from 0; beyond the end means the end.
    pub index: usize,
}
