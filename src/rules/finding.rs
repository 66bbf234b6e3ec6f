//! A finding: what a rule says about one element today.

use std::borrow::Cow;

use super::field::Field;
use super::repair::Repair;
use super::rule::Rule;
use crate::map::id::{
    CardId, ConflictId, EventId, EvidenceId, ItemId, MapId, PersonId, SegmentId, SessionId, StageId,
};
use crate::map::policy::Level;

/// What stands for the workspace in a fingerprint, where a map's id would stand: no id has this shape.
pub const WORKSPACE: &str = "@workspace";

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The workspace.
    Workspace,
    /// A person of the workspace.
    Person(PersonId),
    /// The map.
    Map,
    /// A customer group of the map.
    Segment(SegmentId),
    /// An event of the map.
    Event(EventId),
    /// A conflict kept in the map.
    Conflict(ConflictId),
    /// A stage.
    Stage(StageId),
    /// A piece of evidence of a stage.
    Evidence(StageId, EvidenceId),
    /// A card, and the stage that it stands in, if it is not the map's.
    Card(Option<StageId>, CardId),
}

impl Target {
    /// The id of the element; none for the map and the workspace themselves.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Workspace | Self::Map => None,
            Self::Person(id) => Some(id.as_str()),
            Self::Segment(id) => Some(id.as_str()),
            Self::Stage(id) => Some(id.as_str()),
            Self::Evidence(_, id) => Some(id.as_str()),
            Self::Card(_, id) => Some(id.as_str()),
            Self::Event(id) => Some(id.as_str()),
            Self::Conflict(id) => Some(id.as_str()),
        }
    }

    /// The stage that it is or stands in.
    pub fn stage(&self) -> Option<&StageId> {
        match self {
            Self::Stage(id) | Self::Evidence(id, _) => Some(id),
            Self::Card(stage, _) => stage.as_ref(),
            Self::Workspace
            | Self::Person(_)
            | Self::Map
            | Self::Segment(_)
            | Self::Event(_)
            | Self::Conflict(_) => None,
        }
    }

    /// The card.
    pub fn card(&self) -> Option<&CardId> {
        if let Self::Card(_, id) = self { Some(id) } else { None }
    }
}

/// What a rule says about one element today.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How loud it is here.
    pub level: Level,
    /// The map; `None`: it is about the workspace.
    pub map: Option<MapId>,
    /// The element.
    pub target: Target,
    /// What tells it from another finding of the rule on the element; empty where there can be only one.
    pub part: Cow<'static, str>,
    /// Why, in one sentence without a full stop.
    pub why: String,
    /// How to fix it, in one sentence without a full stop.
    pub fix: Cow<'static, str>,
    /// Who is to close it; `None`: whoever answers for the element.
    pub owner: Option<PersonId>,
    /// For how many days it has held; `None`: not known.
    pub age: Option<u32>,
    /// The field of the element that closes it.
    pub field: Option<Field>,
    /// What mends it without typing; `None`: a person has to write something.
    pub repair: Option<Repair>,
}

impl Finding {
    /// What a snooze of it names beside rule and card: an element that is neither stage nor card, or its part.
    pub fn snooze_part(&self) -> &str {
        part_of(&self.target, &self.part)
    }

    /// The workshop's action that it is about, and its workshop.
    pub fn action(&self) -> Option<(SessionId, ItemId)> {
        let (session, id) = self.part.split_once('/').filter(|_| self.field == Some(Field::Actions))?;
        Some((SessionId::new(session).ok()?, ItemId::new(id).ok()?))
    }

    /// Rule and element ids: it survives rewording and reordering. `stale:order-to-doorstep/wait`.
    pub fn fingerprint(&self) -> String {
        let place = self.map.as_ref().map_or(WORKSPACE, MapId::as_str);
        let mut out = format!("{}:{place}", self.rule.id);
        for part in [self.target.id().unwrap_or_default(), &self.part] {
            if !part.is_empty() {
                out.push('/');
                out.push_str(part);
            }
        }
        out
    }
}

/// What tells a finding from others of its rule at one place: an element that is neither stage nor card, or its part.
pub(super) fn part_of<'a>(target: &'a Target, part: &'a str) -> &'a str {
    match target {
        Target::Segment(_)
        | Target::Event(_)
        | Target::Conflict(_)
        | Target::Evidence(..)
        | Target::Person(_) => target.id().unwrap_or_default(),
        Target::Workspace | Target::Map | Target::Stage(_) | Target::Card(..) => part,
    }
}
