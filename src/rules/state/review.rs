//! What the reviews of a stage say about it, whoever owns it and whatever is put off.

use jiff::civil::Date;

use super::StateKind;
use crate::change::seal::differs;
use crate::map::event::Event;
use crate::map::review::Review;
use crate::rules::days;
use crate::rules::facts::StageFacts;
use crate::rules::limits::Limits;

/// From [`StateKind::Overdue`] down the table.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The first line that holds.
    pub kind: StateKind,
    /// Days late, or left.
    pub days: Option<i32>,
    /// When the next review is due.
    pub next_due: Option<Date>,
    /// What it was read from.
    pub cause: Cause<'a>,
}

/// What a reading was read from.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// The age of the last review.
    Age(&'a Review),
    /// The content is not what was sealed.
    Seal(&'a Review),
    /// Something happened after the review.
    Event(&'a Review, &'a Event),
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
        cause: Cause::NoReview(created),
    }
}

fn reviewed<'a>(facts: StageFacts<'a>, review: &'a Review, limits: &Limits<'a>, today: Date) -> Reading<'a> {
    let age = days::between(review.on, today).max(0);
    let left = limits.cadence.map(|cadence| i64::from(cadence) - age);
    let next_due = limits.cadence.and_then(|cadence| days::after(review.on, cadence));
    let reading = |kind, days, cause| Reading { kind, days, next_due, cause };
    if let Some(late) = left.filter(|left| *left < 0).map(|left| -left) {
        let is_overdue = limits.overdue_after.is_some_and(|limit| age > i64::from(limit));
        let kind = if is_overdue { StateKind::Overdue } else { StateKind::Stale };
        return reading(kind, Some(days::count(late)), Cause::Age(review));
    }
    if let Some(cause) = what_changed(facts, review, today) {
        return reading(StateKind::Changed, None, cause);
    }
    let is_due = left.is_some_and(|left| left <= i64::from(limits.notice));
    let kind = if is_due { StateKind::Due } else { StateKind::Fresh };
    reading(kind, left.map(days::count), Cause::Age(review))
}

/// The newest event since the review, else a broken seal.
fn what_changed<'a>(facts: StageFacts<'a>, review: &'a Review, today: Date) -> Option<Cause<'a>> {
    let touches = |e: &&Event| e.on > review.on && e.on <= today && e.touches(&facts.stage.id);
    if let Some(event) = facts.map.events.iter().filter(touches).max_by_key(|e| e.on) {
        return Some(Cause::Event(review, event));
    }
    let seal = review.seal?;
    differs(facts.map, facts.stage, seal)?.then_some(Cause::Seal(review))
}
