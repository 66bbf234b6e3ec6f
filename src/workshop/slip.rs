//! What people say from their own terminals, and what they see of the workshop there.
//!
//! A [`Slip`] is one paper: a file in the session's inbox. A [`Glance`] is the whole of what a participant's terminal shows of the
//! workshop: a file that the facilitator's editor writes anew whenever it changes.

use serde::{Deserialize, Serialize};

use super::agenda::Verb;
use super::ballot::Dots;
use super::clock::Millis;
use super::roster::{Part, Roster};
use super::voices::Spot;
use crate::map::card::Emotion;
use crate::map::id::{CardId, ItemId, LaneId, MapId, PersonId, SessionId, StageId};
use crate::map::{Label, Text};

/// One paper of a participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// The format of papers: 1.
    pub format: u32,
    /// Its own: the same paper is taken once.
    pub id: ItemId,
    /// The workshop that it is for.
    pub session: SessionId,
    /// Who wrote it.
    pub by: PersonId,
    /// What they are called.
    pub name: Label,
    /// What it says.
    pub says: Says,
}

/// What a paper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    /// Somebody is there, as what.
    Here(Part),
    /// Somebody goes.
    Gone,
    /// A card, as it was typed.
    Card {
        /// Where.
        stage: StageId,
        /// Where.
        lane: LaneId,
        /// The line, with its prefixes.
        line: Label,
    },
    /// A private card of theirs is to go.
    TakeAway(ItemId),
    /// The same as a card.
    Same(CardId),
    /// Dots, in place of those they gave before.
    Dots {
        /// In which vote.
        ballot: ItemId,
        /// Which.
        dots: Dots,
    },
    /// Where a card is placed.
    Spot(CardId, Spot),
    /// How a step is scored.
    Score(CardId, Emotion),
}

/// What a participant's terminal shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glance {
    /// The format: 1.
    pub format: u32,
    /// The workshop.
    pub session: SessionId,
    /// Counts the writings: a newer one has a higher number.
    pub turn: u64,
    /// The map.
    pub map: MapId,
    /// The map's title.
    pub title: Label,
    /// The phase's name.
    pub phase: Label,
    /// Its number, from 1, and how many there are.
    pub number: (usize, usize),
    /// What is done.
    pub verb: Verb,
    /// What people are asked.
    pub prompt: Label,
    /// Whether cards are private.
    pub private: bool,
    /// The time left when this was written; below zero: over.
    pub left: Millis,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Stages that cards can go to, in order.
    pub stages: Vec<(StageId, Label)>,
    /// The stage that the room looks at.
    pub stage: Option<StageId>,
    /// Lanes that cards can go to, in order.
    pub lanes: Vec<(LaneId, Label)>,
    /// The cards to vote on, place or score; in a phase for writing those that everybody sees.
    pub cards: Vec<Shown>,
    /// What was decided, who does what, what is parked: a line each.
    pub results: Vec<Label>,
    /// The vote that is going on, or that ended last in this phase.
    pub vote: Option<Vote>,
    /// Private cards and whose they are: everybody's terminal shows its own. A shared folder keeps no secrets: this is courtesy.
    pub piles: Vec<(PersonId, ItemId, Label)>,
    /// Who came, and who of them is there: for the digits, the names and everybody's part.
    pub roster: Roster,
    /// Papers that were not taken: whose, which, and why not.
    pub refused: Vec<(PersonId, ItemId, Label)>,
    /// Whether whoever leads has left before the end: it can go on.
    pub away: bool,
    /// Whether the workshop has ended.
    pub ended: bool,
}

/// A card that everybody sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Which.
    pub id: CardId,
    /// Where.
    pub stage: StageId,
    /// What it says.
    pub text: Text,
    /// Who wrote it, where that is known.
    pub by: Option<PersonId>,
    /// What came of a vote that ended, or how far people are apart: in words.
    pub result: Label,
}

/// A vote as participants see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// Which.
    pub id: ItemId,
    /// Dots a person.
    pub dots: u8,
    /// The most on one card.
    pub cap: u8,
    /// Whether it has ended.
    pub closed: bool,
    /// How many gave dots.
    pub voted: usize,
    /// What each person gave that was taken; everybody's terminal shows its own.
    pub taken: Vec<(PersonId, Dots)>,
}
