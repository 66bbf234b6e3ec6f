//! Workshops for tests.

use jiff::civil::date;

use super::agenda::{Agenda, Phase, Verb};
use super::clock::Millis;
use super::deed::{Deed, Entry};
use super::record::{Head, Record};
use super::roster::{Attendee, Part};
use crate::map::id::{MapId, PersonId, SessionId, StageId};
use crate::map::{Label, Map, Stage};

/// When the workshops of tests begin: 2026-11-22 10:00 UTC.
pub(crate) const TEN: Millis = 1_795_341_600_000;

/// Somebody.
pub(crate) fn who(id: &str, part: Part) -> Attendee {
    Attendee { id: PersonId::new(id).unwrap(), name: Label::new(id), part }
}

/// A map with two stages, and a workshop of one phase for each verb.
pub(crate) fn head() -> Head {
    let mut map = Map::new(MapId::new("order").unwrap(), "Order to doorstep");
    for (id, name) in [("wait", "Wait for delivery"), ("receive", "Receive")] {
        map.stages.push(Stage::new(StageId::new(id).unwrap(), name));
    }
    let phases = Verb::ALL.iter().map(|verb| Phase::new(verb.word(), 5, *verb)).collect();
    Head {
        id: SessionId::new("2026-11-22-order").unwrap(),
        day: date(2026, 11, 22),
        began: TEN,
        map: map.id.clone(),
        title: map.title.clone(),
        agenda: Agenda { name: Label::new("Everything"), phases },
        facilitator: who("maya", Part::Facilitator),
        start: Box::new(map),
    }
}

/// A record of these deeds, a second apart, each by whom it names.
pub(crate) fn record(deeds: Vec<(&str, Deed)>) -> Record {
    let entry = |(at, (by, deed)): (usize, (&str, Deed))| Entry {
        seq: at as u64 + 1,
        at: TEN + 1_000 * (at as i64 + 1),
        by: PersonId::new(by).unwrap(),
        deed,
        edits: Vec::new(),
        slip: None,
    };
    Record { head: head(), entries: deeds.into_iter().enumerate().map(entry).collect() }
}
