//! Every change that a user can make, as a value.
//!
//! [`Edit::apply`] changes the map and gives the edit that takes it back, ids included. Undo, redo, repeat and recovery
//! are all lists of edits. An edit that does not apply leaves the map as it was and says why.

mod apply;
mod compose;
mod copy;
mod describe;
mod field;
mod handover;
mod history;
mod part;
mod people;
mod shape;
mod value;

pub use compose::{
    add_card, add_stage, clear_references, convert, move_card, move_stage, relocate, remove_card,
    remove_cards, remove_evidence, remove_lane, remove_stage, set_cards,
};
pub use copy::{copy_card, copy_map, copy_stage, fresh_card_id, fresh_id, fresh_lane_id, fresh_stage_id};
pub use describe::{describe, describe_with};
pub use field::{
    CardField, LaneField, MapField, MetricField, OpportunityField, PainField, StageField, StepField,
};
pub use handover::{Handover, hand_over, hand_over_deputies};
pub use history::{Entry, History};
pub use part::{
    ConflictField, ContactsField, EventField, EvidenceField, FlowField, LeadField, PersonField, PolicyField,
    PriorityField, ReadingField, RiceField, RuleField, SegmentField, SnoozeField, WorkspaceField,
};
pub use people::WorkspaceEdit;
pub use shape::{Merger, Part, Shaped, Three};
pub use value::{InWords, Names};

use serde::{Deserialize, Serialize};

use super::card::Card;
use super::id::{CardId, LaneId, StageId};
use super::journey::{Map, Place};
use super::lane::Lane;
use super::stage::Stage;

/// One change of a map, addressed by ids. Positions beyond the end mean the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Several, in order, as one step: all or none.
    Together(Vec<Edit>),
    /// A stage with all that stands in it.
    AddStage {
        /// Its position.
        at: usize,
        /// The stage.
        stage: Box<Stage>,
    },
    /// A stage and all that stands in it.
    RemoveStage(StageId),
    /// A stage to another position.
    MoveStage {
        /// Which.
        stage: StageId,
        /// Its new position.
        to: usize,
    },
    /// One field of a stage.
    SetStage {
        /// Which.
        stage: StageId,
        /// The field with its new value.
        field: StageField,
    },
    /// A lane with the cards of its cells.
    AddLane {
        /// Its position.
        at: usize,
        /// The lane.
        lane: Lane,
        /// Its cards by stage.
        cells: Vec<(StageId, Vec<Card>)>,
    },
    /// A lane and all that stands in it; built-in ones and the last lane of steps stay.
    RemoveLane(LaneId),
    /// A lane to another position.
    MoveLane {
        /// Which.
        lane: LaneId,
        /// Its new position.
        to: usize,
    },
    /// One field of a lane.
    SetLane {
        /// Which.
        lane: LaneId,
        /// The field with its new value.
        field: LaneField,
    },
    /// A card.
    AddCard {
        /// Where.
        place: Place,
        /// The card.
        card: Box<Card>,
    },
    /// A card away.
    RemoveCard(CardId),
    /// A card to another place in a lane of its role; a misfiled one is filed there.
    MoveCard {
        /// Which.
        card: CardId,
        /// Its new place, counted without it.
        to: Place,
    },
    /// One field of a card.
    SetCard {
        /// Which.
        card: CardId,
        /// The field with its new value.
        field: CardField,
    },
    /// One field of the map.
    SetMap(MapField),
    /// The whole map, as restoring a version does; its id stays.
    Replace(Box<Map>),
}

/// Why an edit does not apply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It names something that is not there.
    #[error("there is no {what} `{id}`")]
    Missing {
        /// The kind of thing.
        what: &'static str,
        /// The id that nothing has.
        id: String,
    },
    /// It adds an id that is there already.
    #[error("there is already something with the id `{0}`")]
    Taken(String),
    /// It would leave a name empty.
    #[error("a {0} needs a name")]
    Nameless(&'static str),
    /// It would put a card into a lane of another role.
    #[error("a {card} cannot stand in the lane “{lane}”")]
    WrongLane {
        /// The kind of the card.
        card: &'static str,
        /// The lane's name.
        lane: String,
    },
    /// It sets a field that this kind of card does not have.
    #[error("a {0} has no such field")]
    WrongField(&'static str),
    /// It would remove a lane that every map has.
    #[error("every map has the lane “{0}”; it can be moved and renamed, not removed")]
    BuiltIn(String),
    /// It would put something in that breaks the model.
    #[error("that map is broken: {0}")]
    Broken(String),
    /// It would remove the last lane of steps.
    #[error("a map needs one lane of steps; “{0}” is the last")]
    LastSteps(String),
}

impl Edit {
    /// The ids of the cards, stages and lanes that it names, for putting the focus there.
    pub fn target(&self) -> Option<Target<'_>> {
        match self {
            Self::Together(edits) => edits.iter().rev().find_map(Self::target),
            Self::AddStage { stage, .. } => Some(Target::Stage(&stage.id)),
            Self::RemoveStage(stage) | Self::MoveStage { stage, .. } | Self::SetStage { stage, .. } => {
                Some(Target::Stage(stage))
            }
            Self::AddLane { lane, .. } => Some(Target::Lane(&lane.id)),
            Self::RemoveLane(lane) | Self::MoveLane { lane, .. } | Self::SetLane { lane, .. } => {
                Some(Target::Lane(lane))
            }
            Self::AddCard { card, .. } => Some(Target::Card(&card.id)),
            Self::RemoveCard(card) | Self::MoveCard { card, .. } | Self::SetCard { card, .. } => {
                Some(Target::Card(card))
            }
            Self::SetMap(_) | Self::Replace(_) => None,
        }
    }
}

/// What an edit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A stage.
    Stage(&'a StageId),
    /// A lane.
    Lane(&'a LaneId),
    /// A card.
    Card(&'a CardId),
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
