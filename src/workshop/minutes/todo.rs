//! Actions on their own: as they are handed to those who do them.

use jiff::civil::Date;
use serde::Serialize;

use super::{CardName, Named};
use crate::exchange::calendar::{AllDay, calendar as of_events};
use crate::exchange::table::table;
use crate::map::Label;
use crate::map::id::{ItemId, MapId, SessionId};
use crate::workshop::Head;
use crate::workshop::deed::{Action, Outcome};

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Is {
    /// It waits.
    Open,
    /// It was done.
    Done,
    /// It was dropped.
    Dropped,
}

impl Is {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// An action, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Todo {
    /// The workshop that gave it.
    pub session: SessionId,
    /// Stable in its session.
    pub id: ItemId,
    /// The map.
    pub map: MapId,
    /// The map's title then.
    pub title: String,
    /// What.
    pub text: String,
    /// Who does it.
    pub owner: Option<Named>,
    /// Until when.
    pub due: Option<Date>,
    /// What became of it.
    pub state: Is,
    /// The day on which it was done or dropped.
    pub on: Option<Date>,
    /// Why it was dropped.
    pub why: Option<String>,
    /// The cards that it is about.
    pub cards: Vec<CardName>,
}

/// Where actions come from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The workshop.
    pub session: &'a SessionId,
    /// Its map.
    pub map: &'a MapId,
    /// The map's title then.
    pub title: &'a Label,
}

impl<'a> Origin<'a> {
    /// The workshop that began with `head`.
    pub fn of(head: &'a Head) -> Self {
        Self { session: &head.id, map: &head.map, title: &head.title }
    }
}

impl Todo {
    /// Of an action of a workshop.
    pub fn of(
        from: Origin<'_>,
        action: &Action,
        outcome: &Outcome,
        owner: Option<Named>,
        cards: Vec<CardName>,
    ) -> Self {
        let (state, on, why) = match outcome {
            Outcome::Open => (Is::Open, None, None),
            Outcome::Done(on) => (Is::Done, Some(*on), None),
            Outcome::Dropped(on, why) => (Is::Dropped, Some(*on), Some(why.to_string())),
        };
        Self {
            session: from.session.clone(),
            id: action.id.clone(),
            map: from.map.clone(),
            title: from.title.to_string(),
            text: action.text.one_line().into_owned(),
            owner,
            due: action.due,
            state,
            on,
            why,
            cards,
        }
    }

    /// Whether it is open and its day is past.
    pub fn is_late(&self, today: Date) -> bool {
        self.state == Is::Open && self.due.is_some_and(|due| due < today)
    }

    /// What became of it: `open`, `done 2026-12-01`, `dropped 2026-12-01: no money`.
    pub fn became(&self) -> String {
        let on = self.on.map_or(String::new(), |on| format!(" {on}"));
        let why = self.why.as_ref().map_or(String::new(), |why| format!(": {why}"));
        format!("{}{on}{why}", self.state.word())
    }
}

/// By owner, nobody's last; of an owner by date, those without one last.
pub fn arrange(todos: &mut [Todo]) {
    todos.sort_by(|a, b| {
        let key = |todo: &Todo| {
            let owner = todo.owner.as_ref().map(|owner| owner.name.to_lowercase());
            (owner.is_none(), owner, todo.due.is_none(), todo.due)
        };
        key(a).cmp(&key(b))
    });
}

/// As a table for spreadsheets.
pub fn csv(todos: &[Todo]) -> String {
    let head =
        ["session", "id", "map", "action", "owner", "owner name", "due", "state", "on", "why", "cards"];
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let row = |todo: &Todo| {
        let owner = todo.owner.as_ref();
        let cards: Vec<&str> = todo.cards.iter().map(|card| card.text.as_str()).collect();
        vec![
            todo.session.to_string(),
            todo.id.to_string(),
            todo.map.to_string(),
            todo.text.clone(),
            owner.map_or(String::new(), |owner| owner.id.to_string()),
            owner.map_or(String::new(), |owner| owner.name.clone()),
            day(todo.due),
            todo.state.word().to_owned(),
            day(todo.on),
            todo.why.clone().unwrap_or_default(),
            cards.join("; "),
        ]
    };
    table(&head, &todos.iter().map(row).collect::<Vec<_>>())
}

/// As a calendar: each open action that has a day is an event of that day, the same whenever it is written again.
pub fn calendar(name: &str, today: Date, todos: &[Todo]) -> String {
    let event = |todo: &Todo| {
        let on = todo.due.filter(|_| todo.state == Is::Open)?;
        let owner = todo.owner.as_ref().map_or("nobody", |owner| owner.name.as_str());
        let done = format!("milepost actions --done {}/{}", todo.session, todo.id);
        Some(AllDay {
            uid: format!("action:{}/{}@milepost", todo.session, todo.id),
            on,
            summary: format!("{owner}: {}", todo.text),
            description: format!("{} (workshop {})\nWhen it is done: {done}", todo.title, todo.session),
        })
    };
    of_events(name, today, &todos.iter().filter_map(event).collect::<Vec<_>>())
}
