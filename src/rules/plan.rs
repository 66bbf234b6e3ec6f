//! Spreads due dates: where more stages are due in one week than are wanted, some get another cadence, a week or more
//! earlier or later.
//!
//! Week by week from today, those due last in a full week move to the nearest week with room, an earlier one first. A
//! stage moves by whole weeks, never before today, never to less than half of its cadence, and never so late that it
//! would be overdue by then. What is late, never reviewed or put off stays, and fills its week.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::agenda::{Cadence, Due};
use super::days;

/// How far a stage may move, in weeks.
const FARTHEST: i64 = 52;

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How many are wanted in one week at most.
    pub per_week: usize,
    /// What moves, by its day of now.
    pub moves: Vec<Move>,
    /// Weeks that stay too full, by their Monday, with how many are due in them.
    pub too_full: Vec<(Date, usize)>,
}

/// A stage with another cadence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its position in the list of what is due.
    pub at: usize,
    /// The day it is due now.
    pub from: Date,
    /// The day it would be due.
    pub to: Date,
    /// Its cadence now, in days.
    pub every: u32,
    /// The proposed one.
    pub wanted: u32,
    /// Why, in words: `9 are due that week, at most 3 wanted`.
    pub why: String,
}

impl Move {
    /// By how many days it would be reviewed later than its cadence says; none where it is earlier.
    pub fn longer(&self) -> Option<u32> {
        self.wanted.checked_sub(self.every).filter(|days| *days > 0)
    }
}

/// How many a week it takes so that what is due within `span` days from today is spread evenly; at least 1.
pub fn per_week(dues: &[Due<'_>], span: u32, today: Date) -> usize {
    let weeks = usize::try_from(span.div_ceil(7)).unwrap_or(usize::MAX).max(1);
    let end = days::after(today, span).unwrap_or(Date::MAX);
    dues.iter().filter(|due| due.on <= end).count().div_ceil(weeks).max(1)
}

/// Proposes where what is due should go so that at most `per_week` are due in a week. The same for the same list.
pub fn spread(dues: &[Due<'_>], per_week: usize, today: Date) -> Plan {
    let mut weeks: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (at, due) in dues.iter().enumerate() {
        weeks.entry(due.week(today)).or_default().push(at);
    }
    let mut counts: BTreeMap<Date, usize> = weeks.iter().map(|(week, all)| (*week, all.len())).collect();
    let mut plan = Plan { per_week, moves: Vec::new(), too_full: Vec::new() };
    for (week, all) in weeks {
        let due_then = all.len();
        for at in all.into_iter().rev() {
            let now = counts.get(&week).copied().unwrap_or(0);
            if now <= per_week {
                break;
            }
            let Some(due) = dues.get(at) else { continue };
            let has_room = |week: Date| counts.get(&week).copied().unwrap_or(0) < per_week;
            let Some((to, wanted, every)) = place(due, today, has_room) else { continue };
            counts.insert(week, now - 1);
            *counts.entry(super::agenda::monday(to)).or_default() += 1;
            let why = format!("{due_then} are due that week, at most {per_week} wanted");
            plan.moves.push(Move { at, from: due.on, to, every, wanted, why });
        }
    }
    plan.moves.sort_by_key(|moved| moved.at);
    plan.too_full = counts.into_iter().filter(|(_, count)| *count > per_week).collect();
    plan
}

/// The nearest day in a week with room, with the cadence that makes the stage due then, and the one it has.
fn place(due: &Due<'_>, today: Date, has_room: impl Fn(Date) -> bool) -> Option<(Date, u32, u32)> {
    let cadence = due.cadence?;
    let nearest_first = (1..=FARTHEST).flat_map(|weeks| [-weeks, weeks]);
    let mut days = nearest_first.filter_map(|weeks| {
        let to = due.on.checked_add(SignedDuration::from_hours(weeks * 7 * 24)).ok()?;
        Some((to, allowed(&cadence, to, today)?))
    });
    let (to, wanted) = days.find(|(to, _)| has_room(super::agenda::monday(*to)))?;
    Some((to, wanted, cadence.every))
}

/// The cadence that makes a stage due on a day, if it may be.
fn allowed(cadence: &Cadence, to: Date, today: Date) -> Option<u32> {
    let wanted = u32::try_from(days::between(cadence.reviewed, to)).ok()?;
    let is_allowed = to >= today && wanted >= cadence.every.div_ceil(2) && wanted <= cadence.overdue_after;
    (is_allowed && wanted > 0).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::map::id::StageId;
    use crate::map::{Policy, Stage};
    use crate::rules::agenda::agenda;
    use crate::rules::example::Example;

    /// A map whose stages were reviewed so many days ago, each with a cadence of 90 days.
    fn reviewed(ago: &[u32]) -> Example {
        let mut example = Example::default();
        let model = example.map.stages.remove(0);
        for (at, ago) in ago.iter().enumerate() {
            let mut stage = Stage { id: StageId::new(&format!("s{at}")).unwrap(), ..model.clone() };
            let on = example.today.checked_sub(SignedDuration::from_hours(i64::from(*ago) * 24)).unwrap();
            stage.reviewed.iter_mut().for_each(|review| review.on = on);
            example.map.stages.push(stage);
        }
        example
    }

    fn planned(example: &Example, most: usize) -> (Vec<String>, Plan) {
        let facts = [example.facts()];
        let dues = agenda(&facts, example.today);
        let plan = spread(&dues, most, example.today);
        let line = |m: &Move| {
            format!("{} {} → {} every {} → {}", dues[m.at].stage.id, m.from, m.to, m.every, m.wanted)
        };
        (plan.moves.iter().map(line).collect(), plan)
    }

    #[test]
    fn the_last_of_a_full_week_move_to_the_nearest_with_room_an_earlier_one_first() {
        // All due on Tuesday 2026-12-01; today is Sunday 2026-11-22.
        let (lines, plan) = planned(&reviewed(&[81; 5]), 1);
        assert_eq!(
            lines,
            [
                "s1 2026-12-01 → 2026-12-22 every 90 → 111",
                "s2 2026-12-01 → 2026-12-15 every 90 → 104",
                "s3 2026-12-01 → 2026-12-08 every 90 → 97",
                "s4 2026-12-01 → 2026-11-24 every 90 → 83",
            ]
        );
        assert_eq!(plan.moves[0].why, "5 are due that week, at most 1 wanted");
        assert_eq!((plan.moves[0].longer(), plan.moves[3].longer()), (Some(21), None));
        assert_eq!(plan.too_full, []);
    }

    #[test]
    fn where_there_is_room_nothing_moves() {
        assert_eq!(planned(&reviewed(&[81, 70, 60, 10]), 1).0, [""; 0]);
        assert_eq!(planned(&reviewed(&[]), 1).0, [""; 0]);
    }

    #[test]
    fn nothing_moves_so_far_that_it_would_be_overdue() {
        let mut example = reviewed(&[81; 4]);
        example.map.policy = Some(Policy { overdue_after: Some(97), ..Policy::default() });
        let (lines, plan) = planned(&example, 1);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(plan.too_full, [(date(2026, 11, 30), 2)]);
    }

    #[test]
    fn what_is_late_stays_and_fills_the_week() {
        // Two are late. The other is due today, in the same week.
        let (lines, plan) = planned(&reviewed(&[100, 200, 90]), 2);
        assert_eq!(lines, ["s2 2026-11-22 → 2026-11-29 every 90 → 97"]);
        let (lines, plan_of_one) = planned(&reviewed(&[100, 200]), 1);
        assert_eq!((lines.len(), plan_of_one.too_full), (0, vec![(date(2026, 11, 16), 2)]));
        assert_eq!(plan.too_full, []);
    }

    #[test]
    fn evenly_over_a_span() {
        let example = reviewed(&[81, 81, 81, 81, 10, 200]);
        let facts = [example.facts()];
        let dues = agenda(&facts, example.today);
        assert_eq!(per_week(&dues, 28, example.today), 2, "five within four weeks");
        assert_eq!(per_week(&dues, 0, example.today), 1);
        assert_eq!(per_week(&dues, u32::MAX, example.today), 1);
    }

    proptest! {
        #[test]
        fn no_week_gets_fuller_than_wanted_and_the_proposal_does_what_it_says(
            ago in prop::collection::vec(0u32..200, 0..24), most in 1usize..5
        ) {
            let mut example = reviewed(&ago);
            let (_, plan) = planned(&example, most);
            prop_assert_eq!(&planned(&example, most).1, &plan);
            let (today, before) = (example.today, example.map.clone());
            let facts = [crate::rules::Facts::new(&before, &example.workspace)];
            let dues = agenda(&facts, today);
            for moved in &plan.moves {
                prop_assert!(moved.to >= today && moved.from >= today);
                let id = dues[moved.at].stage.id.clone();
                let stage = example.map.stages.iter_mut().find(|s| s.id == id).unwrap();
                stage.review_every = Some(moved.wanted);
            }
            let facts = [example.facts()];
            let after = agenda(&facts, today);
            prop_assert_eq!(after.len(), dues.len());
            let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
            for due in &after {
                *counts.entry(due.week(today)).or_default() += 1;
            }
            let full: Vec<(Date, usize)> = counts.into_iter().filter(|(_, n)| *n > most).collect();
            prop_assert_eq!(full, plan.too_full);
            for due in &after {
                prop_assert!(due.on >= today || dues.iter().any(|was| was.stage.id == due.stage.id && was.on == due.on));
            }
        }
    }
}
