//! What the reviews of a stage say about it, whoever owns it and whatever is put off.

use jiff::civil::Date;

use super::StateKind;
use crate::change::seal::differs;
use crate::map::event::EventKind;
use crate::map::review::Review;
use crate::map::{Label, Text};
use crate::rules::days;
use crate::rules::facts::StageFacts;
use crate::rules::limits::Limits;
use crate::rules::outside::Commit;

/// From [`StateKind::Overdue`] down the table.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The first line that holds.
    pub kind: StateKind,
    /// Days late, or left.
    pub days: Option<i32>,
    /// When the next review is due.
    pub next_due: Option<Date>,
    /// For how many days it has read so, where that is known.
    pub age: Option<i64>,
    /// What it was read from.
    pub cause: Cause<'a>,
}

/// Something that happened, on the map's own list or in a feed.
#[derive(Debug, Clone, Copy)]
pub struct Happening<'a> {
    /// The day.
    pub on: Date,
    /// What kind it is.
    pub kind: EventKind,
    /// What happened.
    pub text: &'a Text,
    /// Where it is recorded.
    pub source: Option<&'a Label>,
}

/// What a reading was read from.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// The age of the last review.
    Age(&'a Review),
    /// The content is not what was sealed.
    Seal(&'a Review),
    /// Something happened after the review.
    Event(&'a Review, Happening<'a>),
    /// Commits on watched paths after the review: the newest, and how many.
    Commits(&'a Review, &'a Commit, usize),
    /// The review lies in the future: it does not count.
    FutureReview(&'a Review),
    /// There is no review; the stage came into the map on this day, if that is known.
    NoReview(Option<Date>),
}

/// Reads the reviews of a stage.
pub(super) fn read<'a>(facts: StageFacts<'a>, limits: &Limits<'a>, today: Date) -> Reading<'a> {
    match &facts.stage.reviewed {
        None => never_reviewed(facts, limits, today),
        Some(review) if days::is_future(review.on, today) => Reading {
            kind: StateKind::Unreviewed,
            days: None,
            next_due: None,
            age: None,
            cause: Cause::FutureReview(review),
        },
        Some(review) => reviewed(facts, review, limits, today),
    }
}

fn never_reviewed<'a>(facts: StageFacts<'a>, limits: &Limits<'a>, today: Date) -> Reading<'a> {
    let created = facts.stage.created.or(facts.map.created);
    // A creation date that cannot be true gives no grace.
    let known = created.filter(|day| !days::is_future(*day, today));
    let left = known.map(|day| i64::from(limits.grace) - days::between(day, today).max(0));
    let is_new = left.is_some_and(|left| left >= 0);
    Reading {
        kind: if is_new { StateKind::New } else { StateKind::Unreviewed },
        days: left.filter(|_| is_new).map(days::count),
        next_due: known.and_then(|day| days::after(day, limits.grace)),
        age: left.filter(|_| !is_new).map(|left| -left),
        cause: Cause::NoReview(created),
    }
}

fn reviewed<'a>(facts: StageFacts<'a>, review: &'a Review, limits: &Limits<'a>, today: Date) -> Reading<'a> {
    let age = days::between(review.on, today).max(0);
    let left = limits.cadence.map(|cadence| i64::from(cadence) - age);
    let next_due = limits.cadence.and_then(|cadence| days::after(review.on, cadence));
    let reading = |kind, days, age, cause| Reading { kind, days, next_due, age, cause };
    if let Some(late) = left.filter(|left| *left < 0).map(|left| -left) {
        let beyond = limits.overdue_after.map(|limit| age - i64::from(limit)).filter(|days| *days > 0);
        let kind = if beyond.is_some() { StateKind::Overdue } else { StateKind::Stale };
        return reading(kind, Some(days::count(late)), beyond.or(Some(late)), Cause::Age(review));
    }
    if let Some((cause, since)) = what_changed(facts, review, today) {
        return reading(StateKind::Changed, None, since.map(|day| days::between(day, today)), cause);
    }
    let is_due = left.is_some_and(|left| left <= i64::from(limits.notice));
    let kind = if is_due { StateKind::Due } else { StateKind::Fresh };
    reading(kind, left.map(days::count), None, Cause::Age(review))
}

/// What happened since the review, else commits on watched paths, else a broken seal; and since when, where that is known.
fn what_changed<'a>(
    facts: StageFacts<'a>,
    review: &'a Review,
    today: Date,
) -> Option<(Cause<'a>, Option<Date>)> {
    let is_since = |on: Date| on > review.on && on <= today;
    let (first, last) = ends(happenings(facts).filter(|h| is_since(h.on)), |h| h.on);
    if let (Some(first), Some(last)) = (first, last) {
        return Some((Cause::Event(review, last), Some(first.on)));
    }
    let commits = || facts.outside.commits_of(&facts.stage.id).iter().filter(|c| is_since(c.on));
    if let (Some(first), Some(last)) = ends(commits(), |c| c.on) {
        return Some((Cause::Commits(review, last, commits().count()), Some(first.on)));
    }
    let seal = review.seal?;
    differs(facts.map, facts.stage, seal)?.then_some((Cause::Seal(review), None))
}

/// What touches a stage: the events of its map, then those of feeds.
fn happenings(facts: StageFacts<'_>) -> impl Iterator<Item = Happening<'_>> {
    let id = &facts.stage.id;
    let of_feeds = facts.outside.events.iter().filter(|e| e.touches(id)).map(|e| Happening {
        on: e.on,
        kind: e.kind,
        text: &e.text,
        source: e.source.as_ref(),
    });
    let of_map = facts.map.events.iter().filter(|e| e.touches(id)).map(|e| Happening {
        on: e.on,
        kind: e.kind,
        text: &e.text,
        source: e.source.as_ref(),
    });
    of_feeds.chain(of_map)
}

/// The earliest and the latest; of several on the latest day the last one.
fn ends<T: Copy>(all: impl Iterator<Item = T>, day: impl Fn(T) -> Date) -> (Option<T>, Option<T>) {
    all.fold((None, None), |(first, last), next| {
        let first = first.filter(|f| day(*f) <= day(next)).or(Some(next));
        let last = last.filter(|l| day(*l) > day(next)).or(Some(next));
        (first, last)
    })
}
