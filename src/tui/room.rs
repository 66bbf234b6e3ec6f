//! The running workshop as the editor holds it: its record, what that adds up to, and how it is looked at.

pub mod capture;
mod list;
#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeSet;

pub use capture::{Capture, Captured};
pub use list::{Row, group_of, rows, steps};

use crate::map::edit::Edit;
use crate::map::id::{CardId, ItemId, MapId, PersonId, SessionId, StageId};
use crate::map::{Label, Map};
use crate::store::agendas;
use crate::store::sessions::Brief;
use crate::workshop::agenda::Verb;
use crate::workshop::clock::{MINUTE, Millis};
use crate::workshop::deed::{Action, Deed, Entry, Outcome, Parked};
use crate::workshop::{Attendee, Record, Refused, Session};

/// What fills the screen beside the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    /// The vote that is going on, or the last one.
    #[default]
    Vote,
    /// Cards and their groups.
    Groups,
    /// Cards by impact and effort.
    Place,
    /// Steps and how people score them.
    Score,
    /// Decisions, actions and what is parked.
    Results,
    /// What became of the actions of earlier workshops.
    FollowUp,
    /// What is open before the end.
    Close,
}

impl Panel {
    /// The panel of a phase; `None`: the board.
    pub fn of(verb: Verb) -> Option<Self> {
        match verb {
            Verb::Vote => Some(Self::Vote),
            Verb::Cluster => Some(Self::Groups),
            Verb::Place => Some(Self::Place),
            Verb::Score => Some(Self::Score),
            Verb::Decide => Some(Self::Results),
            Verb::FollowUp => Some(Self::FollowUp),
            Verb::Close => Some(Self::Close),
            Verb::Talk | Verb::Review | Verb::Capture => None,
        }
    }

    /// What its list is of.
    pub fn words(self) -> &'static str {
        match self {
            Self::Vote => "the vote",
            Self::Groups => "cards and their groups",
            Self::Place => "impact and effort",
            Self::Score => "scores",
            Self::Results => "decisions, actions, what is parked",
            Self::FollowUp => "actions of earlier workshops",
            Self::Close => "the end",
        }
    }
}

/// How the end of a phase's time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bell {
    /// By the sign and the words alone.
    #[default]
    Off,
    /// The frame is drawn reversed until the phase is left or gets more time.
    Visual,
    /// The terminal's bell.
    Audible,
}

impl Bell {
    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Off => Self::Visual,
            Self::Visual => Self::Audible,
            Self::Audible => Self::Off,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Off => "the bell is off",
            Self::Visual => "the bell is seen, not heard",
            Self::Audible => "the bell is heard",
        }
    }
}

/// An action of an earlier workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Which workshop.
    pub session: SessionId,
    /// What was to be done.
    pub action: Action,
    /// What became of it.
    pub outcome: Outcome,
}

impl Earlier {
    /// What tells it from all others: its workshop, and its id there.
    pub fn key(&self) -> (SessionId, ItemId) {
        (self.session.clone(), self.action.id.clone())
    }

    /// The actions of the workshops on a map that have ended, the newest workshop's first.
    pub fn of(sessions: &[Brief], map: &MapId) -> Vec<Self> {
        let of_session = |brief: &Brief| -> Vec<Self> {
            let session = &brief.id;
            let one = |(action, outcome): &(Action, Outcome)| Self {
                session: session.clone(),
                action: action.clone(),
                outcome: outcome.clone(),
            };
            brief.actions.iter().map(one).collect()
        };
        sessions.iter().filter(|brief| brief.map == *map && brief.is_ended).flat_map(of_session).collect()
    }
}

/// What a workshop can begin with.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// The agendas that there are, also those that cannot be used.
    pub agendas: Vec<agendas::Offer>,
    /// A workshop on this map that did not end.
    pub unfinished: Option<(SessionId, String)>,
    /// What is to be done from earlier workshops on this map.
    pub earlier: Vec<Earlier>,
    /// What the last workshop on this map carried over, and whose it is.
    pub carried: Vec<(PersonId, Parked)>,
    /// Who takes part, once that was said.
    pub roster: Vec<Attendee>,
}

/// The running workshop.
#[derive(Debug, Clone)]
pub struct Room {
    /// All that happened.
    pub record: Record,
    /// What it adds up to.
    pub session: Session,
    /// The time.
    pub now: Millis,
    /// Who speaks: what is typed is theirs unless the line says otherwise.
    pub speaker: PersonId,
    /// What fills the screen beside the board.
    pub panel: Panel,
    /// The chosen row of the panel.
    pub at: usize,
    /// Whether the room's zoom is on.
    pub is_big: bool,
    /// Whether private cards are seen while they are typed: the room looks at the same screen.
    pub peeks: bool,
    /// How the end of a phase's time is told.
    pub bell: Bell,
    /// The bell of this phase rang.
    pub rung: bool,
    /// What is to be done from earlier workshops.
    pub earlier: Vec<Earlier>,
    /// Papers that were not taken: whose, which, and why not.
    pub refused: Vec<(PersonId, ItemId, Label)>,
    /// Counts what participants could see.
    pub turn: u64,
    /// What they were shown last: the count, the state of the map, and the stage that the room looked at.
    pub(super) shown: Option<(u64, u64, Option<StageId>)>,
    /// What the next edit of the map belongs to.
    pub(super) cause: Option<Cause>,
    /// The impact that was typed for a card by whoever speaks: its effort is next.
    pub half: Option<(CardId, PersonId, u8)>,
    /// Placed cards stand in the order in which they should be done.
    pub is_sorted: bool,
    /// The stages whose content changed in it, each with how many changes; and the state of the map that this is of.
    pub(super) touched: (Option<u64>, Vec<(StageId, usize)>),
    /// The changed stages that nobody has said anything of, when the end was asked for: that was said.
    pub(super) told: Vec<StageId>,
    /// It ends as soon as its version is written: why it ends with actions that nobody owns.
    pub(super) ending: Option<Label>,
    /// What was taken back and can be done again, newest last.
    redo: Vec<Entry>,
}

/// What an edit of the map belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cause {
    /// Whose it is.
    pub(super) by: PersonId,
    /// What happened.
    pub(super) deed: Deed,
    /// The paper that it came on.
    pub(super) slip: Option<ItemId>,
}

impl Cause {
    /// Something that was done here.
    pub(super) fn new(by: PersonId, deed: Deed) -> Self {
        Self { by, deed, slip: None }
    }
}

impl Room {
    /// A workshop that begins or goes on.
    pub fn new(record: Record, now: Millis) -> Self {
        let session = Session::of(&record);
        Self {
            speaker: session.head.facilitator.id.clone(),
            panel: Panel::of(session.verb()).unwrap_or_default(),
            session,
            now,
            at: 0,
            is_big: false,
            peeks: false,
            bell: Bell::default(),
            rung: false,
            earlier: Vec::new(),
            refused: Vec::new(),
            turn: 0,
            shown: None,
            cause: None,
            half: None,
            is_sorted: false,
            touched: (None, Vec::new()),
            told: Vec::new(),
            ending: None,
            redo: Vec::new(),
            record,
        }
    }

    /// Who leads it.
    pub fn facilitator(&self) -> &PersonId {
        &self.session.head.facilitator.id
    }

    /// The time left in the phase; below zero: over.
    pub fn left(&self) -> Millis {
        self.session.left(self.now)
    }

    /// Whether the last minute runs, or the time is over.
    pub fn is_late(&self) -> bool {
        !self.session.clock.is_paused() && self.left() <= MINUTE
    }

    /// The next line of the record, taken into the state.
    ///
    /// # Errors
    /// When that cannot happen; nothing has changed then.
    pub(super) fn write(&mut self, cause: Cause, edits: Vec<Edit>) -> Result<Entry, Refused> {
        let Cause { by, deed, slip } = cause;
        let is_new = deed.can_be_taken_back() && slip.is_none();
        let is_back = matches!(deed, Deed::TakenBack(_));
        let entry = Entry { seq: self.session.seq + 1, at: self.now, by, deed, edits, slip };
        if is_back {
            self.record.entries.push(entry.clone());
            self.session = Session::of(&self.record);
        } else {
            self.session.apply(&entry)?;
            self.record.entries.push(entry.clone());
        }
        if is_new {
            self.redo.clear();
        }
        self.turn += 1;
        Ok(entry)
    }

    /// What is done again next; what comes after it stays.
    pub(super) fn take_redo(&mut self) -> Option<(Entry, Vec<Entry>)> {
        let mut redo = std::mem::take(&mut self.redo);
        let entry = redo.pop()?;
        Some((entry, redo))
    }

    /// What can be done again, newest last.
    pub(super) fn set_redo(&mut self, redo: Vec<Entry>) {
        self.redo = redo;
    }

    /// What can be done again, newest last.
    pub fn redo(&self) -> &[Entry] {
        &self.redo
    }

    /// A paper was not taken; the last ones are remembered.
    pub(super) fn refuse(&mut self, by: PersonId, id: ItemId, why: Label) {
        const MOST: usize = 50;
        if self.refused.len() >= MOST {
            self.refused.remove(0);
        }
        self.refused.push((by, id, why));
        self.turn += 1;
    }

    /// Looks at what changed in it, where that is asked for and the map is another one.
    pub(super) fn look_at_changes(&mut self, map: &Map, revision: u64) {
        if self.panel == Panel::Close && self.touched.0 != Some(revision) {
            self.touched = (Some(revision), list::touched(&self.record.head.start, map));
        }
    }

    /// The stages whose content changed in it and that are still there, each with how many changes.
    pub fn touched(&self) -> &[(StageId, usize)] {
        &self.touched.1
    }

    /// Cards written in this workshop that are on the map or wait to be revealed.
    pub fn written(&self) -> usize {
        let on_map: BTreeSet<_> = self.session.authors.keys().collect();
        on_map.len() + self.session.pile.len()
    }
}
