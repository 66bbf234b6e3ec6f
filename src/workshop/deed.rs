//! What happens in a workshop: a closed list. Each is one line of the record.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ballot::Dots;
use super::clock::Millis;
use super::roster::Attendee;
use super::voices::Spot;
use crate::map::card::Emotion;
use crate::map::edit::Edit;
use crate::map::id::{CardId, ItemId, LaneId, PersonId, StageId};
use crate::map::{Label, Text};

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Counts the lines, from 1. After the workshop two people may add the same number on two branches.
    pub seq: u64,
    /// When, on the clock of whoever keeps the record.
    pub at: Millis,
    /// Whose it is: who said it, voted or led, whoever typed it.
    pub by: PersonId,
    /// What happened.
    pub deed: Deed,
    /// What it did to the map, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// The paper that it came on, from somebody's own terminal: the same paper is taken once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<ItemId>,
}

/// A card that only its author sees until it is revealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jot {
    /// Stable in its session.
    pub id: ItemId,
    /// Where it goes.
    pub stage: StageId,
    /// Where it goes.
    pub lane: LaneId,
    /// What was typed, prefixes and all.
    pub line: Label,
}

/// Something decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Stable in its session.
    pub id: ItemId,
    /// What.
    pub text: Text,
    /// The cards that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<CardId>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Stable in its session.
    pub id: ItemId,
    /// What.
    pub text: Text,
    /// Who does it: exactly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The cards that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<CardId>,
}

/// Something put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parked {
    /// Stable in its session.
    pub id: ItemId,
    /// What.
    pub text: Text,
    /// Who would do it, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// Until when, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl Parked {
    /// Something without an owner and a day.
    pub fn new(id: ItemId, text: Text) -> Self {
        Self { id, text, owner: None, due: None }
    }
}

/// What became of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It waits.
    Open,
    /// It was done on this day.
    Done(Date),
    /// It was dropped on this day, and why.
    Dropped(Date, Label),
}

/// What becomes of something parked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settled {
    /// It became this action.
    Action(ItemId),
    /// It waits for the next workshop.
    CarriedOver,
    /// It is let go.
    Dropped,
}

/// A vote being opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voting {
    /// Stable in its session.
    pub id: ItemId,
    /// What is voted on.
    pub on: Vec<CardId>,
    /// Dots a person.
    pub dots: u8,
    /// The most of one person on one card.
    pub cap: u8,
    /// Whether everybody sees who gave which.
    #[serde(default)]
    pub open: bool,
    /// The vote whose ties it settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<ItemId>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Deed {
    /// Somebody came, or has another part now.
    Came(Attendee),
    /// Somebody went.
    Went(PersonId),
    /// A phase began, by its position.
    Phase(usize),
    /// The phase got more minutes, or fewer.
    Extended(i32),
    /// The clock was stopped.
    Paused,
    /// The clock goes on.
    WentOn,
    /// The program came back after it had ended.
    CameBack,
    /// A private card was written.
    Jotted(Jot),
    /// A private card was taken away by its author.
    Unjotted(ItemId),
    /// Private cards were put on the map, each as this card.
    Revealed(Vec<(ItemId, CardId)>),
    /// A card was written.
    Captured(CardId),
    /// Somebody says the same as a card.
    Seconded(CardId),
    /// Cards were put into a group, in place of what was in it before.
    Grouped {
        /// Stable in its session.
        id: ItemId,
        /// What the group is called.
        name: Label,
        /// Its cards.
        cards: Vec<CardId>,
    },
    /// A group was dissolved.
    Ungrouped(ItemId),
    /// A vote began.
    VoteOpened(Voting),
    /// Somebody gave dots, in place of those they gave before.
    Voted {
        /// In which vote.
        ballot: ItemId,
        /// Which dots.
        dots: Dots,
    },
    /// A vote ended.
    VoteClosed(ItemId),
    /// Somebody placed a card.
    Placed(CardId, Spot),
    /// Somebody scored a step.
    Scored(CardId, Emotion),
    /// Something was decided.
    Decided(Decision),
    /// A decision is no more.
    Undecided(ItemId),
    /// An action was given, or is another one now.
    Action(Action),
    /// What became of an action of this session.
    ActionIs(ItemId, Outcome),
    /// Something was parked.
    Parked(Parked),
    /// What becomes of it.
    Unparked(ItemId, Settled),
    /// A stage that changed in the workshop needs no review at its end, as whoever leads says.
    ReviewSkipped(StageId),
    /// The map was changed otherwise; in words.
    Edited(Label),
    /// What somebody else saved was put together with the map; in words.
    Arrived(Label),
    /// What the entry with this number did was taken back.
    TakenBack(u64),
    /// The workshop ended.
    Closed {
        /// The version that was saved.
        version: Option<u32>,
        /// Why it ended with actions that nobody owns.
        despite: Option<Label>,
    },
}

impl Deed {
    /// Whether a person can take it back: what was said, not what the clock did.
    pub fn can_be_taken_back(&self) -> bool {
        !matches!(
            self,
            Self::Came(_)
                | Self::Went(_)
                | Self::Phase(_)
                | Self::Extended(_)
                | Self::Paused
                | Self::WentOn
                | Self::CameBack
                | Self::Arrived(_)
                | Self::TakenBack(_)
                | Self::Closed { .. }
        )
    }
}
