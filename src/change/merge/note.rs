//! What a merge did that a person should know of, beside the conflicts.

use crate::change::Element;
use crate::map::id::StageId;
use crate::map::review::Review;
use crate::map::say::quote;
use crate::map::{Label, Map, Workspace};

/// One of the two sides of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The one that the other is merged into.
    Ours,
    /// The other.
    Theirs,
}

/// The names of the sides: branches, people, "on disk".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideNames {
    /// Of ours.
    pub ours: Label,
    /// Of theirs.
    pub theirs: Label,
}

impl SideNames {
    /// Two names.
    pub fn new(ours: &str, theirs: &str) -> Self {
        Self { ours: Label::new(ours), theirs: Label::new(theirs) }
    }

    /// The name of one side.
    pub fn of(&self, side: Side) -> &Label {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }
}

/// Something that gave way or was put together, without a conflict.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// Both sides put it elsewhere; it is where ours put it.
    Place(Element),
    /// Both sides reworded a text in different places: both wordings are in it.
    Woven {
        /// The id of the element.
        at: Label,
        /// The field.
        field: Label,
    },
    /// Both sides reviewed the stage; the later review stays.
    Review {
        /// The id of the stage.
        at: Label,
        /// The one that stays.
        stays: Review,
        /// The one that gave way.
        gave_way: Review,
    },
    /// Two different things had one id: theirs has another one now.
    Renamed {
        /// The id that both had.
        from: Label,
        /// The one that theirs has.
        to: Label,
    },
    /// It stands elsewhere than either side put it, because its lane or stage is not there.
    Refiled(Element),
}

impl Note {
    /// In words; `map` is the merged one, where it is a map.
    pub fn words(&self, map: Option<&Map>, people: &Workspace) -> String {
        match self {
            Self::Place(at) => format!("both sides moved {}: it is where ours put it", thing(map, at)),
            Self::Woven { at, field } => {
                format!(
                    "both sides reworded the {field} of `{at}` in different places: both wordings are in it"
                )
            }
            Self::Review { at, stays, gave_way } => {
                let name =
                    StageId::new(at.as_str()).ok().and_then(|id| map?.stage(&id)).map_or(at, |s| &s.name);
                let said = |r: &Review| format!("{} by {}", r.on, people.name_of(&r.by));
                format!(
                    "both sides reviewed {}: the review of {} stays, that of {} gave way",
                    quote(name.as_str(), 40),
                    said(stays),
                    said(gave_way)
                )
            }
            Self::Renamed { from, to } => {
                format!("both sides gave the id `{from}` to different things: theirs is `{to}` now")
            }
            Self::Refiled(at) => {
                format!("{} stands elsewhere: the place it was put to is gone", thing(map, at))
            }
        }
    }
}

fn thing(map: Option<&Map>, at: &Element) -> String {
    let named = |kind: &str, name: Option<&str>, id: &str| match name {
        Some(name) => format!("{kind} {}", quote(name, 40)),
        None => format!("{kind} `{id}`"),
    };
    match at {
        Element::Stage(id) => {
            named("stage", map.and_then(|m| m.stage(id)).map(|s| s.name.as_str()), id.as_str())
        }
        Element::Lane(id) => {
            named("lane", map.and_then(|m| m.lane(id)).map(|l| l.name.as_str()), id.as_str())
        }
        Element::Card(id) => match map.and_then(|m| m.card(id)) {
            Some(card) => named(card.kind().word(), Some(card.text.as_str()), id.as_str()),
            None => format!("card `{id}`"),
        },
        other => named(other.kind(), None, other.id().unwrap_or_default()),
    }
}
