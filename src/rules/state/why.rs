//! A state in words: a sentence, and what stands in a header.

use super::{Cause, Exempt, Judged, Reading, StateKind};
use crate::change::seal::owner_then;
use crate::map::review::Review;
use crate::map::say::many;
use crate::rules::days::words as days;

/// Why it is so, in one sentence without a full stop.
pub(super) fn sentence(judged: &Judged<'_>) -> String {
    match (judged.exempt, judged.gap, judged.snooze) {
        (Some(Exempt::FutureMap), ..) => "shows a future state: there is nothing to review yet".to_owned(),
        (Some(Exempt::Policy(why)), ..) => format!("the policy says never: {why}"),
        (_, Some(gap), _) => gap.sentence(),
        (_, _, Some(snooze)) => {
            let who = judged.facts.name_of(&snooze.by);
            format!("put off until {} by {who}: {}", snooze.until, snooze.why)
        }
        _ => reading(judged),
    }
}

/// What the reviews say, in one sentence without a full stop.
pub(super) fn reading(judged: &Judged<'_>) -> String {
    let read = &judged.reading;
    match read.cause {
        Cause::Age(review) => aged(judged, review) + &unknown(judged, review),
        Cause::Seal(review) => owner_changed(judged, review)
            .unwrap_or_else(|| format!("edited since it was {}", by(judged, review))),
        Cause::Event(review, event) => {
            format!(
                "{} on {} after it was {}: {}",
                event.kind,
                event.on,
                by(judged, review),
                event.text.one_line()
            )
        }
        Cause::Commits(review, newest, count) => {
            format!(
                "{} on watched paths after it was {}: {} by {} on {}: {}",
                many(count, "commit"),
                by(judged, review),
                newest.id,
                newest.author,
                newest.on,
                newest.subject
            )
        }
        Cause::FutureReview(review) => {
            format!("{}: that is in the future and does not count", by(judged, review))
        }
        Cause::NoReview(created) => {
            let since = created.map_or_else(
                || "no date says since when it is here".to_owned(),
                |day| format!("created {day}"),
            );
            match read.days {
                Some(0) => format!("never reviewed, {since}: the last day of its grace period"),
                Some(left) => format!("never reviewed, {since}: {} of grace left", days(left.into())),
                None => format!("never reviewed, {since}"),
            }
        }
    }
}

fn by(judged: &Judged<'_>, review: &Review) -> String {
    format!("reviewed {} by {}", review.on, judged.facts.workspace.name_of(&review.by))
}

/// That only the owner is another one than was sealed.
fn owner_changed(judged: &Judged<'_>, review: &Review) -> Option<String> {
    let facts = judged.facts;
    let (now, _) = facts.owner()?;
    let then = owner_then(facts.map, facts.stage, review, &facts.workspace.people)?;
    let (then, now) = (then.map_or("nobody", |id| facts.workspace.name_of(id)), facts.workspace.name_of(now));
    Some(format!(
        "owner changed from {then} to {now} since it was {}: {now} should review",
        by(judged, review)
    ))
}

/// `reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late`.
fn aged(judged: &Judged<'_>, review: &Review) -> String {
    let by = by(judged, review);
    let (Some(cadence), Some(count)) = (judged.limits.cadence, judged.reading.days) else { return by };
    let every = format!("{by}, every {}", days(cadence.into()));
    let count = i64::from(count);
    match (judged.reading.kind, judged.limits.overdue_after) {
        (StateKind::Overdue, Some(limit)) => {
            format!("{every}, overdue after {}: {} late", days(limit.into()), days(count))
        }
        (StateKind::Overdue | StateKind::Stale, _) => format!("{every}: {} late", days(count)),
        _ if count == 0 => format!("{every}: due today"),
        _ => format!("{every}: due in {}", days(count)),
    }
}

/// What an answer leaves open: where the history was cut off after the review, a commit on a watched path may be missing.
fn unknown(judged: &Judged<'_>, review: &Review) -> String {
    let is_silent = matches!(judged.reading.kind, StateKind::Fresh | StateKind::Due);
    let from = judged.facts.outside.commits_from.filter(|from| *from > review.on);
    match from.filter(|_| is_silent && !judged.facts.stage.watches.is_empty()) {
        Some(from) => format!("; what was committed on watched paths before {from} is not known here"),
        None => String::new(),
    }
}

/// `stale 83 days late`, `due in 9 days`, `ungoverned no owner`, `fresh`.
pub(super) fn short(judged: &Judged<'_>) -> String {
    let kind = judged.kind();
    match (kind, judged.gap, judged.snooze) {
        (StateKind::Ungoverned, Some(gap), _) => format!("{kind} {}", gap.short()),
        (StateKind::Snoozed, _, Some(snooze)) => format!("{kind} until {}", snooze.until),
        (StateKind::Exempt, ..) => kind.word().to_owned(),
        _ => short_reading(&judged.reading),
    }
}

fn short_reading(read: &Reading<'_>) -> String {
    match (read.kind, read.days, read.cause) {
        (StateKind::Overdue | StateKind::Stale, Some(late), _) => {
            format!("{} {} late", read.kind, days(late.into()))
        }
        (StateKind::Due, Some(0), _) => "due today".to_owned(),
        (StateKind::Due, Some(left), _) => format!("due in {}", days(left.into())),
        (StateKind::Changed, _, Cause::Event(_, event)) => format!("changed {} {}", event.kind, event.on),
        (StateKind::Changed, _, Cause::Commits(_, newest, _)) => format!("changed commit {}", newest.on),
        (StateKind::Changed, ..) => "changed since review".to_owned(),
        (StateKind::Unreviewed, _, Cause::FutureReview(_)) => "unreviewed date in the future".to_owned(),
        (kind, ..) => kind.word().to_owned(),
    }
}
