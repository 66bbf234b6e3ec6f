//! A finding: what a rule says about one element today. And the rule, with its words.

use std::borrow::Cow;

use super::examine::{CardView, MapView, Sink, StageView};
use crate::map::id::{CardId, ConflictId, EventId, MapId, StageId};
use crate::map::policy::Level;

/// A rule: its id, its words, and how it looks. One file a rule, one line in the list of rules.
#[derive(Debug)]
pub struct Rule {
    /// Its id in policies, findings and documentation.
    pub id: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// How loud it is where no policy says otherwise.
    pub level: Level,
    /// Whether no policy can make it quieter.
    pub fixed: bool,
    /// Why it matters.
    pub matters: &'static str,
    /// How to fix what it finds.
    pub fix: &'static str,
    /// How it looks.
    pub looks: &'static [Look],
    /// Makes an example that it finds something in.
    #[cfg(test)]
    pub(crate) fails: fn(&mut super::example::Example),
    /// Makes an example that is close to the other, and fine.
    #[cfg(test)]
    pub(crate) passes: fn(&mut super::example::Example),
}

/// Where a rule looks.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// Once at each map.
    Map(fn(&MapView<'_>, &mut Sink<'_>)),
    /// At each stage.
    Stage(fn(&StageView<'_>, &mut Sink<'_>)),
    /// At each card, those of the map itself too.
    Card(fn(&CardView<'_>, &mut Sink<'_>)),
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The map.
    Map,
    /// A stage.
    Stage(StageId),
    /// A card, and the stage that it stands in, if it is not the map's.
    Card(Option<StageId>, CardId),
    /// An event of the map.
    Event(EventId),
    /// A conflict kept in the map.
    Conflict(ConflictId),
}

impl Target {
    /// The id of the element; none for the map itself.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Map => None,
            Self::Stage(id) => Some(id.as_str()),
            Self::Card(_, id) => Some(id.as_str()),
            Self::Event(id) => Some(id.as_str()),
            Self::Conflict(id) => Some(id.as_str()),
        }
    }

    /// The stage that it is or stands in.
    pub fn stage(&self) -> Option<&StageId> {
        match self {
            Self::Stage(id) => Some(id),
            Self::Card(stage, _) => stage.as_ref(),
            Self::Map | Self::Event(_) | Self::Conflict(_) => None,
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
    /// The map.
    pub map: MapId,
    /// The element.
    pub target: Target,
    /// What tells it from another finding of the rule on the element; empty where there can be only one.
    pub part: Cow<'static, str>,
    /// Why, in one sentence without a full stop.
    pub why: String,
    /// How to fix it, in one sentence without a full stop.
    pub fix: Cow<'static, str>,
}

impl Finding {
    /// Rule and element ids: it survives rewording and reordering. `stale:order-to-doorstep/wait`.
    pub fn fingerprint(&self) -> String {
        let mut out = format!("{}:{}", self.rule.id, self.map);
        for part in [self.target.id().unwrap_or_default(), &self.part] {
            if !part.is_empty() {
                out.push('/');
                out.push_str(part);
            }
        }
        out
    }
}
