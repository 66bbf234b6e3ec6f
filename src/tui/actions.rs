//! The actions of all workshops, as they are looked at.

use jiff::civil::Date;

use super::app::Screen;
use crate::map::id::{ItemId, MapId, SessionId};
use crate::map::{Label, Workspace};
use crate::store::sessions::Listing;
use crate::workshop::Said;
use crate::workshop::deed::{Action, Outcome};

/// The list.
#[derive(Debug, Clone, Default)]
pub struct ActionsView {
    /// The actions: overdue ones first, then by who does them and when, then what is settled.
    pub given: Vec<Given>,
    /// The chosen one.
    pub at: usize,
    /// The one to choose as soon as it is read.
    pub wanted: Option<Key>,
    /// What says again what was before something was said here, newest last.
    pub back_to: Vec<(Key, Said)>,
    /// The screen that it was opened from.
    pub back: Screen,
    /// Whether they were read.
    pub is_read: bool,
    /// What of the records could not be understood, a line each.
    pub problems: Vec<String>,
}

/// What tells an action from all others: its workshop, and its id there.
pub type Key = (SessionId, ItemId);

/// An action, and the workshop that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which workshop.
    pub session: SessionId,
    /// Its map.
    pub map: MapId,
    /// The map's title then.
    pub title: Label,
    /// What is to be done.
    pub action: Action,
    /// What became of it.
    pub outcome: Outcome,
}

impl Given {
    /// What tells it from all others.
    pub fn key(&self) -> Key {
        (self.session.clone(), self.action.id.clone())
    }

    /// Whether it is open and its day is past.
    pub fn is_late(&self, today: Date) -> bool {
        self.outcome == Outcome::Open && self.action.due.is_some_and(|due| due < today)
    }
}

impl ActionsView {
    /// Takes in what was read; the chosen action stays chosen wherever it stands now. Where it is gone, so does the row.
    pub fn fill(&mut self, listing: Listing, people: &Workspace, today: Date) {
        let chosen = self.wanted.clone().or_else(|| self.chosen().map(Given::key));
        self.problems = listing.problems.iter().map(crate::store::sessions::Problem::line).collect();
        let of = |brief: crate::store::sessions::Brief| {
            let (session, map, title) = (brief.id, brief.map, brief.title);
            brief.actions.into_iter().map(move |(action, outcome)| Given {
                session: session.clone(),
                map: map.clone(),
                title: title.clone(),
                action,
                outcome,
            })
        };
        self.given = listing.sessions.into_iter().flat_map(of).collect();
        self.given.sort_by_cached_key(|one| {
            let owner = one.action.owner.as_ref().map(|who| people.name_of(who).to_lowercase());
            let late = one.is_late(today);
            let due = one.action.due;
            // Late ones by their day alone; the others by whose they are.
            (
                one.outcome != Outcome::Open,
                !late,
                due.filter(|_| late),
                owner.is_none(),
                owner,
                due.is_none(),
                due,
            )
        });
        self.is_read = true;
        self.at = self.at.min(self.given.len().saturating_sub(1));
        if let Some(key) = chosen {
            self.choose(&key);
        }
        self.wanted = None;
    }

    /// Chooses an action, now or as soon as it is read.
    pub fn choose(&mut self, key: &Key) {
        match self.given.iter().position(|one| one.key() == *key) {
            Some(at) => (self.at, self.wanted) = (at, None),
            None => self.wanted = Some(key.clone()),
        }
    }

    /// Another row, this many further down.
    pub fn go(&mut self, by: isize) {
        self.wanted = None;
        let last = self.given.len().saturating_sub(1);
        self.at = self.at.min(last).saturating_add_signed(by).min(last);
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&Given> {
        self.given.get(self.at)
    }
}
