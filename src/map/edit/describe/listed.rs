//! Which part of a list an edit changes: a list is set whole, and a person changed one thing in it.

use super::{card_name, quote};
use crate::map::event::Event;
use crate::map::journey::Map;
use crate::map::review::Snooze;
use crate::map::say::many;
use crate::map::segment::Segment;

/// What happened to a list.
enum Happened<'a, T> {
    /// One came.
    Added(&'a T),
    /// One went.
    Removed(&'a T),
    /// One is otherwise than it was.
    Edited(&'a T),
    /// More than one thing, or the order.
    Several(usize),
}

fn happened<'a, T: PartialEq>(old: &'a [T], new: &'a [T], is_same: fn(&T, &T) -> bool) -> Happened<'a, T> {
    let holds = |list: &[T], part: &T| list.iter().any(|other| is_same(other, part));
    let added: Vec<&T> = new.iter().filter(|part| !holds(old, part)).collect();
    let removed: Vec<&T> = old.iter().filter(|part| !holds(new, part)).collect();
    let is_edited = |part: &&T| old.iter().any(|other| is_same(other, part) && other != *part);
    let edited: Vec<&T> = new.iter().filter(is_edited).collect();
    match (added.as_slice(), removed.as_slice(), edited.as_slice()) {
        ([one], [], []) => Happened::Added(one),
        ([], [one], []) => Happened::Removed(one),
        ([], [], [one]) => Happened::Edited(one),
        (added, removed, edited) => Happened::Several(added.len() + removed.len() + edited.len()),
    }
}

/// `event “New carrier” added`.
pub(super) fn events(old: &[Event], new: &[Event]) -> String {
    let name = |event: &Event| format!("event {}", quote(&event.text.one_line()));
    said(&happened(old, new, |a, b| a.id == b.id), name, "event", "events")
}

/// `segment “First-time buyers” changed`.
pub(super) fn segments(old: &[Segment], new: &[Segment]) -> String {
    let name = |segment: &Segment| format!("segment {}", quote(segment.name.as_str()));
    said(&happened(old, new, |a, b| a.id == b.id), name, "segment", "segments")
}

fn said<T>(what: &Happened<'_, T>, name: impl Fn(&T) -> String, one: &str, field: &str) -> String {
    match what {
        Happened::Added(part) => format!("{} added", name(part)),
        Happened::Removed(part) => format!("{} removed", name(part)),
        Happened::Edited(part) => format!("{} changed", name(part)),
        Happened::Several(0) => format!("{field} of the map put in another order"),
        Happened::Several(count) => format!("{} of the map changed", many(*count, one)),
    }
}

/// `review of stage “Wait” put off until 2026-12-01`, `pain-without-owner of pain “No ETA” put off until …`.
pub(super) fn snoozes(map: &Map, place: &str, old: &[Snooze], new: &[Snooze]) -> String {
    let is_same = |a: &Snooze, b: &Snooze| (&a.rule, &a.card, &a.part) == (&b.rule, &b.card, &b.part);
    let name = |snooze: &Snooze| {
        let element = snooze.card.as_ref().map_or_else(|| place.to_owned(), |card| card_name(map, card));
        let rule = snooze.rule.as_ref().map_or("review", |rule| rule.as_str());
        let part = snooze.part.as_ref().map_or_else(String::new, |part| format!("/{part}"));
        format!("{rule}{part} of {element}")
    };
    match happened(old, new, is_same) {
        Happened::Added(snooze) | Happened::Edited(snooze) => {
            format!("{} put off until {}", name(snooze), snooze.until)
        }
        Happened::Removed(snooze) => format!("{} is no longer put off", name(snooze)),
        Happened::Several(_) => format!("what is put off of {place} changed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Text;
    use crate::map::event::EventKind;
    use crate::map::id::{CardId, EventId, MapId, PersonId};

    fn event(id: &str, text: &str) -> Event {
        Event {
            id: EventId::new(id).unwrap(),
            on: "2026-11-22".parse().unwrap(),
            kind: EventKind::Release,
            text: Text::new(text),
            stages: Vec::new(),
            source: None,
        }
    }

    fn snooze(rule: Option<&str>, card: Option<&str>) -> Snooze {
        Snooze {
            rule: rule.map(Into::into),
            card: card.map(|id| CardId::new(id).unwrap()),
            part: None,
            until: "2026-12-01".parse().unwrap(),
            by: PersonId::new("ana").unwrap(),
            why: "later".into(),
            again: 0,
        }
    }

    #[test]
    fn which_event() {
        let (one, two) = (event("one", "New carrier"), event("two", "Returns are free"));
        let both = [one.clone(), two.clone()];
        assert_eq!(events(&both[..1], &both), "event “Returns are free” added");
        assert_eq!(events(&both, &both[1..]), "event “New carrier” removed");
        assert_eq!(
            events(&both, &[event("one", "Two carriers"), two.clone()]),
            "event “Two carriers” changed"
        );
        assert_eq!(events(&both, &[two, one]), "events of the map put in another order");
        assert_eq!(events(&both, &[]), "2 events of the map changed");
    }

    #[test]
    fn what_is_put_off_and_of_what() {
        let map = Map::new(MapId::new("m").unwrap(), "M");
        let told = |old: &[Snooze], new: &[Snooze]| snoozes(&map, "stage “Wait”", old, new);
        let (review, card) = (snooze(None, None), snooze(Some("pain-without-owner"), Some("eta")));
        assert_eq!(
            told(&[], std::slice::from_ref(&review)),
            "review of stage “Wait” put off until 2026-12-01"
        );
        let both = [review.clone(), card];
        assert_eq!(told(&both[..1], &both), "pain-without-owner of card `eta` put off until 2026-12-01");
        assert_eq!(told(&both, &both[1..]), "review of stage “Wait” is no longer put off");
        let again = Snooze { again: 1, until: "2027-01-01".parse().unwrap(), ..review };
        assert_eq!(told(&both[..1], &[again]), "review of stage “Wait” put off until 2027-01-01");
    }
}
