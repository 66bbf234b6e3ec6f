//! What a workshop came to, for those who were there and those who were not: who, when, what changed, votes, decisions, actions.
//!
//! [`Minutes`] is made of a record once, with names and times in words; [`markdown()`] and [`html()`] write it, JSON is made of it as it
//! is. Who gave which dots is only in it where the vote was an open one.

mod gather;
mod html;
mod markdown;
mod page;
mod plain;
mod results;
mod todo;

use jiff::civil::Date;
use serde::Serialize;

pub use html::html;
pub use markdown::{actions as actions_markdown, markdown};
pub use plain::plain;
pub use todo::{
    Is, Origin, Todo, arrange as arrange_actions, calendar as actions_calendar, csv as actions_csv,
};

use super::clock::Millis;
use crate::map::id::{CardId, ItemId, MapId, PersonId, SessionId, StageId};

/// The minutes of a workshop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minutes {
    /// Which.
    pub session: SessionId,
    /// The day.
    pub day: Date,
    /// The time of day at which it began.
    pub began: String,
    /// The time of day at which it ended; none: it did not.
    pub ended: Option<String>,
    /// Its map.
    pub map: MapId,
    /// The map's title.
    pub title: String,
    /// What was planned: the agenda's name.
    pub agenda: String,
    /// Who led it.
    pub facilitator: Named,
    /// The number of the version that was saved.
    pub version: Option<u32>,
    /// Why it ended with actions that nobody owned.
    pub despite: Option<String>,
    /// Who was there, in the order in which they came.
    pub people: Vec<Attended>,
    /// The agenda, with what it took.
    pub phases: Vec<Held>,
    /// All that changed, in a line; empty: nothing did.
    pub summary: String,
    /// What changed: in the map itself, then stage by stage.
    pub changes: Vec<StageChanges>,
    /// Votes, in the order in which they were held.
    pub votes: Vec<Vote>,
    /// Groups of cards.
    pub groups: Vec<Grouped>,
    /// Where cards were placed.
    pub placed: Vec<Placed>,
    /// How steps were scored.
    pub scored: Vec<Scored>,
    /// What was decided.
    pub decisions: Vec<Decided>,
    /// What is to be done, by owner and date.
    pub actions: Vec<Todo>,
    /// What was put off.
    pub parked: Vec<PutOff>,
    /// How many private cards nobody saw, because they were not revealed.
    pub unrevealed: usize,
}

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attended {
    /// Who.
    #[serde(flatten)]
    pub who: Named,
    /// What they did, in a word.
    pub part: &'static str,
    /// Whether they left before the end.
    pub left: bool,
}

/// A phase of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    /// What it is called.
    pub name: String,
    /// What was to be done, in a word.
    pub verb: &'static str,
    /// How long it was to be, in minutes.
    pub planned: u32,
    /// The time of day at which it first began; none: it was left out.
    pub began: Option<String>,
    /// How long it took, in milliseconds without pauses; none: it was left out, or it is going on.
    pub took: Option<Millis>,
}

/// What changed in one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageChanges {
    /// Which; none: the map outside its stages.
    pub stage: Option<StageId>,
    /// What it is called.
    pub name: String,
    /// The changes, in words.
    pub lines: Vec<String>,
}

/// A card, as it reads at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardName {
    /// Which.
    pub id: CardId,
    /// What it says, on one line.
    pub text: String,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vote {
    /// Whether everybody saw who gave which.
    pub open: bool,
    /// Whether it settled the ties of the one before.
    pub again: bool,
    /// Dots that everybody had.
    pub dots: u8,
    /// How many gave any.
    pub voters: usize,
    /// Whether it ended.
    pub closed: bool,
    /// The cards that got any, most first.
    pub cards: Vec<Voted>,
    /// How many cards got none.
    pub without: usize,
}

/// What a card got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voted {
    /// The card.
    #[serde(flatten)]
    pub card: CardName,
    /// Its dots.
    pub dots: u32,
    /// Who gave them: of an open vote alone.
    pub by: Vec<Gave>,
}

/// Who gave how many dots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gave {
    /// Who.
    #[serde(flatten)]
    pub who: Named,
    /// How many.
    pub dots: u8,
}

/// A named group of cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grouped {
    /// What it is called.
    pub name: String,
    /// Its cards.
    pub cards: Vec<CardName>,
}

/// Where several people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The lowest.
    pub low: i8,
    /// The middle.
    pub middle: i8,
    /// The highest.
    pub high: i8,
    /// Whether they do not agree.
    pub apart: bool,
}

/// Where a card was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The card.
    #[serde(flatten)]
    pub card: CardName,
    /// How much it would change, 1 to 5.
    pub impact: Range,
    /// How hard it is, 1 to 5.
    pub effort: Range,
    /// How many placed it.
    pub voices: usize,
}

/// How a step was scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// The step.
    #[serde(flatten)]
    pub card: CardName,
    /// How the customer feels, −2 to +2.
    pub score: Range,
    /// How many scored it.
    pub voices: usize,
}

/// Something decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// Stable in its session.
    pub id: ItemId,
    /// What.
    pub text: String,
    /// Who said it.
    pub by: Named,
    /// The cards that it is about.
    pub cards: Vec<CardName>,
}

/// Something put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PutOff {
    /// Stable in its session.
    pub id: ItemId,
    /// What.
    pub text: String,
    /// Who put it off.
    pub by: Named,
    /// What became of it: `action`, `carried over`, `dropped`, `open`.
    pub outcome: &'static str,
    /// The action that it became.
    pub action: Option<ItemId>,
}

#[cfg(test)]
mod tests;
