//! What is due when: the stages of several maps, by the day of their next review.

use jiff::civil::Date;

use super::days;
use super::facts::Facts;
use super::state::{Cause, Judged, StateKind};
use crate::map::id::PersonId;
use crate::map::{Map, Stage};

/// A stage that is to be reviewed.
#[derive(Debug, Clone)]
pub struct Due<'a> {
    /// The map that it stands in.
    pub map: &'a Map,
    /// The stage.
    pub stage: &'a Stage,
    /// Who answers for it.
    pub owner: Option<&'a PersonId>,
    /// The day of its next review; one that is late lies in the past, one without a day is asked for today.
    pub on: Date,
    /// Its state today.
    pub kind: StateKind,
    /// Why it is in that state, in a sentence without a full stop.
    pub why: String,
    /// What a changed cadence may move; `None`: it was never reviewed, is late, or is put off.
    pub cadence: Option<Cadence>,
}

/// The cadence that makes a stage due when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// The last review.
    pub reviewed: Date,
    /// Days from one to the next.
    pub every: u32,
    /// The age at which it is overdue.
    pub overdue_after: u32,
}

impl Due<'_> {
    /// Whether its day is over.
    pub fn is_late(&self, today: Date) -> bool {
        self.on < today
    }

    /// The week that its review falls into, by its Monday: the current one where it is late.
    pub fn week(&self, today: Date) -> Date {
        monday(self.on.max(today))
    }
}

/// What is due in these maps, by day, then in the order of the maps. Exempt stages are never due.
pub fn agenda<'a>(maps: &[Facts<'a>], today: Date) -> Vec<Due<'a>> {
    let stages = maps.iter().flat_map(|facts| facts.map.stages.iter().map(|stage| facts.stage(stage)));
    let mut out: Vec<Due<'a>> =
        stages.filter_map(|facts| due(&Judged::new(facts, today), facts.map, facts.stage)).collect();
    out.sort_by_key(|due| due.on);
    out
}

fn due<'a>(judged: &Judged<'a>, map: &'a Map, stage: &'a Stage) -> Option<Due<'a>> {
    if judged.exempt.is_some() {
        return None;
    }
    let asked_now = (judged.reading.kind == StateKind::Unreviewed).then_some(judged.today);
    let next = judged.reading.next_due.or(asked_now)?;
    let put_off = judged.snooze.and_then(|snooze| days::after(snooze.until, 1));
    Some(Due {
        map,
        stage,
        owner: judged.facts.owner().map(|(id, _)| id),
        on: put_off.map_or(next, |day| day.max(next)),
        kind: judged.kind(),
        why: judged.state().why,
        cadence: cadence(judged).filter(|_| put_off.is_none() && next >= judged.today),
    })
}

fn cadence(judged: &Judged<'_>) -> Option<Cadence> {
    let (Cause::Age(review) | Cause::Seal(review) | Cause::Event(review, _) | Cause::Commits(review, ..)) =
        judged.reading.cause
    else {
        return None;
    };
    Some(Cadence {
        reviewed: review.on,
        every: judged.limits.cadence?,
        overdue_after: judged.limits.overdue_after?,
    })
}

/// The Monday of the week that a day is in.
pub fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::SignedDuration::from_hours(back * 24)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::example::Example;

    fn only(change: impl FnOnce(&mut Example)) -> Option<(Date, bool, bool)> {
        let mut example = Example::default();
        change(&mut example);
        let facts = [example.facts()];
        let found = agenda(&facts, example.today);
        found.first().map(|due| (due.on, due.is_late(example.today), due.cadence.is_some()))
    }

    #[test]
    fn when_and_whether_a_cadence_may_move_it() {
        assert_eq!(only(|_| ()), Some((date(2027, 1, 30), false, true)));
        assert_eq!(only(|e| e.reviewed(date(2026, 6, 2))), Some((date(2026, 8, 31), true, false)));
        assert_eq!(only(|e| e.stage_mut().reviewed = None), Some((date(2025, 11, 17), true, false)));
        assert_eq!(only(|e| e.map.state = crate::map::State::Future), None);
    }

    #[test]
    fn without_any_day_it_is_asked_for_today() {
        let found = only(|e| {
            e.stage_mut().reviewed = None;
            e.stage_mut().created = None;
        });
        assert_eq!(found, Some((date(2026, 11, 22), false, false)));
    }

    #[test]
    fn put_off_is_due_the_day_after() {
        let found = only(|e| {
            e.reviewed(date(2026, 6, 2));
            e.snooze(None, date(2026, 12, 24));
        });
        assert_eq!(found, Some((date(2026, 12, 25), false, false)));
    }

    #[test]
    fn weeks_begin_on_monday() {
        let monday_of = |year, month, day| monday(date(year, month, day)).to_string();
        assert_eq!(monday_of(2026, 11, 22), "2026-11-16");
        assert_eq!(monday_of(2026, 11, 23), "2026-11-23");
        assert_eq!(monday_of(2027, 1, 1), "2026-12-28");
        assert_eq!(monday(Date::MIN), Date::MIN);
    }
}
