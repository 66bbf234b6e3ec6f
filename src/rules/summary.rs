//! A map in one line of the atlas.

use jiff::civil::Date;

use super::days;
use super::facts::Facts;
use super::state::{Judged, StateKind};
use crate::insight::{Stake, map_stake};

/// What the atlas shows of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapSummary {
    /// The state of each stage, in order.
    pub states: Vec<StateKind>,
    /// Cards, those of the map itself too.
    pub cards: usize,
    /// Open pains and what they cost a month.
    pub stake: Stake,
    /// Conflicts that nobody has decided.
    pub conflicts: usize,
    /// How old its oldest review is.
    pub last_review: LastReview,
    /// When the next review is due.
    pub next_due: NextDue,
}

/// How well the stages of a map are reviewed. Exempt stages do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LastReview {
    /// No stage, or none was ever reviewed.
    Never,
    /// Some stages were, some never.
    InPart,
    /// All were; the latest is this many days late.
    Late(i32),
    /// All were, in time; the oldest this many days ago.
    Ago(i32),
}

impl LastReview {
    /// `83 d late`, `12 d ago`, `in part`, `—`.
    pub fn words(self) -> String {
        match self {
            Self::Never => "—".to_owned(),
            Self::InPart => "in part".to_owned(),
            Self::Late(late) => format!("{late} d late"),
            Self::Ago(0) => "today".to_owned(),
            Self::Ago(age) => format!("{age} d ago"),
        }
    }
}

/// When the next review of a map is due. Exempt and snoozed stages do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NextDue {
    /// A stage is overdue.
    Overdue,
    /// A stage is stale, or never reviewed and not new any more.
    Stale,
    /// The first one is due in this many days.
    In(i32),
    /// Nothing is due.
    Never,
}

impl NextDue {
    /// `overdue`, `stale`, `in 3 weeks`, `—`.
    pub fn words(self) -> String {
        match self {
            Self::Overdue => "overdue".to_owned(),
            Self::Stale => "stale".to_owned(),
            Self::In(left) => days::ahead(left.into()),
            Self::Never => "—".to_owned(),
        }
    }
}

impl MapSummary {
    /// Sums a map up on a day.
    pub fn new(facts: &Facts<'_>, today: Date) -> Self {
        let judged: Vec<Judged<'_>> =
            facts.map.stages.iter().map(|s| Judged::new(facts.stage(s), today)).collect();
        Self {
            states: judged.iter().map(Judged::kind).collect(),
            cards: facts.map.cards().count(),
            stake: map_stake(facts.map, facts.workspace),
            conflicts: facts.map.conflicts.len(),
            last_review: last_review(&judged),
            next_due: judged.iter().filter_map(next_due).min().unwrap_or(NextDue::Never),
        }
    }

    /// How many stages are in each state that occurs, in the order of the states.
    pub fn counts(&self) -> impl Iterator<Item = (StateKind, usize)> {
        let count = |kind| self.states.iter().filter(|k| **k == kind).count();
        StateKind::ALL.iter().map(move |kind| (*kind, count(*kind))).filter(|(_, count)| *count > 0)
    }

    /// How many stages ask for somebody.
    pub fn asking(&self) -> usize {
        self.states.iter().filter(|k| k.asks()).count()
    }
}

fn last_review(judged: &[Judged<'_>]) -> LastReview {
    let counting = || judged.iter().filter(|j| j.exempt.is_none());
    let ages = || {
        counting().filter_map(|j| {
            let review = j.facts.stage.reviewed.as_ref().filter(|r| !days::is_future(r.on, j.today))?;
            Some(days::count(days::between(review.on, j.today).max(0)))
        })
    };
    let Some(oldest) = ages().max() else { return LastReview::Never };
    if ages().count() < counting().count() {
        return LastReview::InPart;
    }
    let is_late = |j: &&Judged<'_>| matches!(j.reading.kind, StateKind::Overdue | StateKind::Stale);
    counting()
        .filter(is_late)
        .filter_map(|j| j.reading.days)
        .max()
        .map_or(LastReview::Ago(oldest), LastReview::Late)
}

fn next_due(judged: &Judged<'_>) -> Option<NextDue> {
    if judged.exempt.is_some() || judged.snooze.is_some() {
        return None;
    }
    match judged.reading.kind {
        StateKind::Overdue => Some(NextDue::Overdue),
        StateKind::Stale | StateKind::Unreviewed => Some(NextDue::Stale),
        _ => Some(NextDue::In(days::count(days::between(judged.today, judged.reading.next_due?)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::State;
    use crate::rules::example::Example;
    use jiff::civil::date;

    fn summary(reviews: &[Option<Date>]) -> MapSummary {
        let mut e = Example::default();
        let stage = e.map.stages.remove(0);
        for review in reviews {
            e.map.stages.insert(0, stage.clone());
            match review {
                Some(day) => e.reviewed(*day),
                None => e.stage_mut().reviewed = None,
            }
        }
        e.map.stages.reverse();
        MapSummary::new(&e.facts(), e.today)
    }

    fn words(reviews: &[Option<Date>]) -> (String, String) {
        let summary = summary(reviews);
        (summary.last_review.words(), summary.next_due.words())
    }

    #[test]
    fn last_and_next() {
        let two = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let (fresh, stale, overdue) = (date(2026, 10, 13), date(2026, 6, 2), date(2026, 1, 1));
        assert_eq!(words(&[Some(fresh), Some(date(2026, 11, 1))]), two("40 d ago", "in 7 weeks"));
        assert_eq!(words(&[Some(fresh), Some(stale)]), two("83 d late", "stale"));
        assert_eq!(words(&[Some(fresh), None, Some(overdue)]), two("in part", "overdue"));
        assert_eq!(words(&[None]), two("—", "stale"));
        assert_eq!(words(&[]), two("—", "—"));
        assert_eq!(words(&[Some(date(2026, 11, 22))]), two("today", "in 3 months"));
    }

    #[test]
    fn states_and_their_counts() {
        let summary = summary(&[Some(date(2026, 10, 13)), Some(date(2026, 6, 2)), Some(date(2026, 11, 1))]);
        assert_eq!(summary.states, [StateKind::Fresh, StateKind::Stale, StateKind::Fresh]);
        let counts: Vec<_> = summary.counts().collect();
        assert_eq!(counts, [(StateKind::Stale, 1), (StateKind::Fresh, 2)]);
        assert_eq!(summary.asking(), 1);
    }

    #[test]
    fn a_future_map_has_neither() {
        let mut e = Example::default();
        e.map.state = State::Future;
        let summary = MapSummary::new(&e.facts(), e.today);
        assert_eq!((summary.last_review, summary.next_due), (LastReview::Never, NextDue::Never));
    }
}
