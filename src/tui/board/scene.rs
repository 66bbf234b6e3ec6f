//! What the board is drawn from.

use jiff::civil::Date;

use crate::insight::Stake;
use crate::map::card::Emotion;
use crate::map::id::{CardId, LaneId, StageId};
use crate::map::{Lane, Map, Stage, Workspace};
use crate::rules::{StageState, StateKind};
use crate::tui::changes::{Mark, Marks};
use crate::tui::findings::Counts;
use crate::tui::focus::Focus;
use crate::tui::theme::symbols::Symbols;
use crate::tui::theme::{Role, Theme};
use crate::tui::threads::Talks;
use crate::tui::view::View;
use crate::workshop::voices::{Spread, Voices};

/// All that a picture of a map depends on.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The map.
    pub map: &'a Map,
    /// Its people and its money.
    pub workspace: &'a Workspace,
    /// The state of each stage, in their order.
    pub states: &'a [StageState],
    /// How many findings of it are how loud.
    pub findings: Counts,
    /// What has focus.
    pub focus: &'a Focus,
    /// What people say about it.
    pub talks: &'a Talks,
    /// How it is looked at; `scroll` is where the last picture stood.
    pub view: &'a View,
    /// How things look.
    pub theme: &'a Theme,
    /// Signs.
    pub symbols: &'a Symbols,
    /// The day.
    pub today: Date,
    /// The number of the latest version.
    pub version: Option<u32>,
    /// Whether it is saved, in a word or two: `saved`, `• 3 unsaved`.
    pub saved: &'a str,
    /// What the pains of the whole map cost; made when the map changes, not when it is drawn.
    pub stake: &'a Stake,
    /// What just happened, and how it is meant.
    pub notice: Option<(&'a str, Role)>,
    /// The keys that the board names.
    pub keys: Keys<'a>,
    /// What changed, where changes are looked at: the map has the ghosts in it then, and the board no title and no pane.
    pub changes: Option<&'a Marks>,
    /// How people score the steps, while a workshop is on.
    pub scores: Option<&'a Voices<Emotion>>,
}

/// The keys that the board names where something is missing, as they are bound now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys<'a> {
    /// Adds a card, stage or lane.
    pub add: &'a str,
    /// Names an owner.
    pub owner: &'a str,
    /// Reviews a stage.
    pub review: &'a str,
    /// Opens the form of all fields.
    pub open: &'a str,
}

impl Default for Keys<'_> {
    fn default() -> Self {
        Self { add: "a", owner: "@", review: "r", open: "Enter" }
    }
}

/// Where the focus stands on this map, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// The title line; also what is gone.
    Map,
    /// A stage's header.
    Stage(usize),
    /// A lane's name.
    Lane(usize),
    /// A cell, and the card in it.
    Cell(usize, usize, Option<usize>),
}

impl Spot {
    /// Its stage.
    pub(super) fn stage(self) -> Option<usize> {
        match self {
            Self::Stage(stage) | Self::Cell(stage, ..) => Some(stage),
            Self::Map | Self::Lane(_) => None,
        }
    }

    /// Its lane.
    pub(super) fn lane(self) -> Option<usize> {
        match self {
            Self::Lane(lane) | Self::Cell(_, lane, _) => Some(lane),
            Self::Map | Self::Stage(_) => None,
        }
    }
}

impl<'a> Scene<'a> {
    /// Where the focus stands.
    pub(super) fn spot(&self) -> Spot {
        self.spot_of(self.focus).unwrap_or(Spot::Map)
    }

    fn spot_of(&self, focus: &Focus) -> Option<Spot> {
        Some(match focus {
            Focus::Map => Spot::Map,
            Focus::Stage(id) => Spot::Stage(self.map.stage_index(id)?),
            Focus::Lane(id) => Spot::Lane(self.map.lane_index(id)?),
            Focus::Cell(stage, lane) => {
                Spot::Cell(self.map.stage_index(stage)?, self.map.lane_index(lane)?, None)
            }
            Focus::Card(id) => self.spot_of_card(id)?,
        })
    }

    fn spot_of_card(&self, id: &CardId) -> Option<Spot> {
        // What has focus was on the last picture, or near it.
        if let Some((stage, lane, index)) = self.map.place_near(id, self.view.scroll.0) {
            return Some(Spot::Cell(stage, self.map.lane_index(lane)?, Some(index)));
        }
        let place = self.map.place(id)?;
        Some(Spot::Lane(self.map.lane_index(&place.lane)?))
    }

    /// The state of a stage.
    pub(super) fn state(&self, stage: usize) -> Option<&'a StageState> {
        self.states.get(stage)
    }

    /// The name of a stage's owner, `None` without one.
    pub(super) fn owner(&self, stage: &Stage) -> Option<String> {
        let (id, _) = self.map.owner_of(stage)?;
        Some(self.workspace.name_of(&id).to_owned())
    }

    /// The lanes that are shown, with their positions.
    pub(super) fn lanes(&self) -> impl Iterator<Item = (usize, &'a Lane)> {
        let only: Option<&LaneId> = self.view.filter.lane.as_ref();
        self.map.lanes.iter().enumerate().filter(move |(_, lane)| only.is_none_or(|id| lane.id == *id))
    }

    /// The style of a role over that of ordinary text.
    pub(super) fn style(&self, role: Role) -> ratatui::style::Style {
        self.theme.style(Role::Text).patch(self.theme.style(role))
    }

    /// What lies over a thing with focus: nothing below it dims it.
    pub(super) fn focus_style(&self) -> ratatui::style::Style {
        self.style(Role::Focus).remove_modifier(ratatui::style::Modifier::DIM)
    }

    /// How several people score a step, where a workshop asks them.
    pub(super) fn spread_of(&self, id: &CardId) -> Option<Spread<Emotion>> {
        self.scores?.scores(id)
    }

    /// What happened to a card, where that is looked at.
    pub(super) fn mark_of_card(&self, id: &CardId) -> Option<Mark> {
        self.changes?.card(id)
    }

    /// What happened to a stage.
    pub(super) fn mark_of_stage(&self, id: &StageId) -> Option<Mark> {
        self.changes?.stage(id)
    }

    /// What happened to a lane.
    pub(super) fn mark_of_lane(&self, id: &LaneId) -> Option<Mark> {
        self.changes?.lane(id)
    }

    /// The number of a stage before its name, and a blank; a ghost has none, and is not counted.
    pub(super) fn number(&self, index: usize) -> String {
        let is_ghost = |s: &Stage| self.mark_of_stage(&s.id).is_some_and(|mark| mark.is_ghost);
        if self.changes.is_none() {
            return format!("{} ", index + 1);
        }
        match self.map.stages.get(index) {
            Some(stage) if is_ghost(stage) => String::new(),
            _ => {
                let before = self.map.stages.iter().take(index).filter(|s| !is_ghost(s)).count();
                format!("{} ", before + 1)
            }
        }
    }

    /// How something looks that is drawn where it stood: struck through, for it is not there.
    pub(super) fn ghost_style(&self) -> ratatui::style::Style {
        self.style(Role::Faint).add_modifier(ratatui::style::Modifier::CROSSED_OUT)
    }

    /// Sign and role of a stage state.
    pub(super) fn badge(&self, kind: StateKind) -> (&'static str, Role) {
        let symbols = self.symbols;
        match kind {
            StateKind::Exempt => (symbols.exempt, Role::Exempt),
            StateKind::Ungoverned => (symbols.ungoverned, Role::Ungoverned),
            StateKind::Snoozed => (symbols.snoozed, Role::Snoozed),
            StateKind::Overdue => (symbols.overdue, Role::Overdue),
            StateKind::Stale => (symbols.stale, Role::Stale),
            StateKind::Changed => (symbols.changed, Role::Changed),
            StateKind::Unreviewed => (symbols.unreviewed, Role::Unreviewed),
            StateKind::Due => (symbols.due, Role::Due),
            StateKind::New => (symbols.new, Role::New),
            StateKind::Fresh => (symbols.fresh, Role::Fresh),
        }
    }

    /// How many threads wait, with their sign; `None`: none.
    pub(super) fn talk(&self, count: usize) -> Option<String> {
        (count > 0).then(|| format!("{}{count}", self.symbols.talk))
    }

    /// Whether signs must be ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.symbols.fresh.is_ascii()
    }
}
