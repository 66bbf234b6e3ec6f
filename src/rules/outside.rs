//! What is known about a map beside its file: a feed's events, commits on watched paths, versions, actions of workshops.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::map::edit::Edit;
use crate::map::event::EventKind;
use crate::map::id::{CardId, ItemId, PersonId, SessionId, StageId};
use crate::map::{Label, Text};

/// What is known about a map beside its file. Whoever gathers it looks at the world; rules only read it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outside {
    /// Events of feeds that touch this map.
    pub events: Vec<FeedEvent>,
    /// The commits on the paths that a stage watches.
    pub commits: BTreeMap<StageId, Vec<Commit>>,
    /// The first day from which commits are known, where history was cut off (a shallow clone); `None`: all are known.
    pub commits_from: Option<Date>,
    /// The watched paths of a stage that no file of the repository fits.
    pub idle_watches: BTreeMap<StageId, Vec<Label>>,
    /// The versions of the map, in any order.
    pub versions: Vec<VersionFact>,
    /// What the merge that is checked out lost although both sides meant it to be there.
    pub lost: Vec<Lost>,
    /// The open actions of workshops on this map.
    pub actions: Vec<OpenAction>,
    /// The last change of its file; `None`: not known, and the newest day in the map stands for it.
    pub touched: Option<Date>,
}

impl Outside {
    /// Nothing is known.
    pub const NOTHING: Self = Self {
        events: Vec::new(),
        commits: BTreeMap::new(),
        commits_from: None,
        idle_watches: BTreeMap::new(),
        versions: Vec::new(),
        lost: Vec::new(),
        actions: Vec::new(),
        touched: None,
    };

    /// The commits on the paths that a stage watches.
    pub fn commits_of(&self, stage: &StageId) -> &[Commit] {
        self.commits.get(stage).map_or(&[], Vec::as_slice)
    }
}

/// Something dated from a feed, with the stages of this map that it touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEvent {
    /// The day.
    pub on: Date,
    /// What kind it is.
    pub kind: EventKind,
    /// What happened.
    pub text: Text,
    /// The stages that it touches; none means all.
    pub stages: Vec<StageId>,
    /// The feed that it comes from.
    pub source: Option<Label>,
}

impl FeedEvent {
    /// Whether it touches a stage.
    pub fn touches(&self, stage: &StageId) -> bool {
        self.stages.is_empty() || self.stages.contains(stage)
    }
}

/// A commit on a watched path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The day.
    pub on: Date,
    /// Its short hash.
    pub id: Label,
    /// Its first line.
    pub subject: Label,
    /// Who made it.
    pub author: Label,
}

/// A version of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionFact {
    /// Its number; two branches may have made one with the same.
    pub number: u32,
    /// The day.
    pub on: Date,
    /// Who made it: a person's id, or a name.
    pub by: Label,
    /// Why; `None`: nobody said.
    pub why: Option<Label>,
}

/// An action that a workshop gave, and that was neither done nor dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAction {
    /// The workshop.
    pub session: SessionId,
    /// The action in it.
    pub id: ItemId,
    /// What.
    pub text: Text,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// Until when.
    pub due: Option<Date>,
    /// The cards that it is about.
    pub cards: Vec<CardId>,
}

/// An element that a merge lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// Its id.
    pub id: Label,
    /// What it is: `pain “No ETA”`.
    pub what: String,
    /// The stage that it stood in, where that is still there.
    pub stage: Option<StageId>,
    /// The commit that had it, short.
    pub had: Label,
    /// Brings it back.
    pub back: Edit,
}
