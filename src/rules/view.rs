//! What rules are shown: the workspace, a map, a stage, a card.

use jiff::civil::Date;

use super::facts::Facts;
use super::finding::Target;
use super::holdings::Holdings;
use super::index::Index;
use super::state::Judged;
use crate::map::card::PainStatus;
use crate::map::{Body, Card, Stage, Workspace};

/// A workspace as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct WorkspaceView<'a> {
    /// Its people and policy.
    pub workspace: &'a Workspace,
    /// What is known about each of its maps.
    pub maps: &'a [Facts<'a>],
    /// Who holds what in all of them.
    pub holdings: &'a Holdings<'a>,
    /// The day.
    pub today: Date,
}

/// A map as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct MapView<'a> {
    /// What is known about it.
    pub facts: Facts<'a>,
    /// What is where in it.
    pub index: &'a Index<'a>,
    /// The day.
    pub today: Date,
}

/// A stage as rules see it: judged once for all of them.
pub type StageView<'a> = Judged<'a>;

/// A card as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct CardView<'a> {
    /// The card.
    pub card: &'a Card,
    /// The stage that it stands in, judged; `None`: the map itself.
    pub judged: Option<&'a Judged<'a>>,
    /// What is known about its map.
    pub facts: Facts<'a>,
    /// What is where in its map.
    pub index: &'a Index<'a>,
    /// The day.
    pub today: Date,
}

impl<'a> CardView<'a> {
    /// The stage that it stands in; `None`: the map itself.
    pub fn stage(&self) -> Option<&'a Stage> {
        self.judged.map(|j| j.facts.stage)
    }

    /// Whether it still asks for somebody: not a pain that is resolved or accepted, nor an opportunity that is done or dropped.
    pub fn is_open(&self) -> bool {
        match &self.card.body {
            Body::Pain(pain) => pain.status == PainStatus::Open,
            Body::Opportunity(opportunity) => opportunity.status.is_open(),
            Body::Step(_) | Body::Note | Body::Metric(_) => true,
        }
    }

    /// The card as the target of a finding.
    pub fn target(&self) -> Target {
        Target::Card(self.stage().map(|s| s.id.clone()), self.card.id.clone())
    }
}
