//! The state of a stage on a day: the first line of the table that holds wins.

mod gap;
mod review;
mod why;

use jiff::civil::Date;

pub use gap::{Gap, gaps};
pub use review::{Cause, Happening, Reading};

use super::days;
use super::facts::StageFacts;
use super::limits::Limits;
use crate::map::policy::Policy;
use crate::map::review::Snooze;
use crate::map::{Label, State, words};

words! {
    /// What a stage is in, first the ones that win.
    StateKind {
        /// Not to be reviewed.
        Exempt = "exempt",
        /// Nobody answers for it, or nothing says how often.
        Ungoverned = "ungoverned",
        /// Put off until a date.
        Snoozed = "snoozed",
        /// Its last review is far too old.
        Overdue = "overdue",
        /// Its last review is too old.
        Stale = "stale",
        /// It is not what was reviewed, or something happened since.
        Changed = "changed",
        /// Never reviewed, and not new any more.
        Unreviewed = "unreviewed",
        /// Its next review is near.
        Due = "due",
        /// Never reviewed, and new.
        New = "new",
        /// Reviewed, unchanged, in time.
        Fresh = "fresh",
    }
}

impl StateKind {
    /// Its symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Exempt => "–",
            Self::Ungoverned => "✗",
            Self::Snoozed => "z",
            Self::Overdue => "!",
            Self::Stale => "▲",
            Self::Changed => "△",
            Self::Unreviewed => "?",
            Self::Due => "◔",
            Self::New => "○",
            Self::Fresh => "●",
        }
    }

    /// Its symbol in ASCII.
    pub fn ascii(self) -> &'static str {
        match self {
            Self::Exempt => "-",
            Self::Ungoverned => "x",
            Self::Snoozed => "z",
            Self::Overdue => "!",
            Self::Stale => "^",
            Self::Changed => "~",
            Self::Unreviewed => "?",
            Self::Due => "d",
            Self::New => "o",
            Self::Fresh => "*",
        }
    }

    /// Whether somebody should act now.
    pub fn asks(self) -> bool {
        matches!(self, Self::Ungoverned | Self::Overdue | Self::Stale | Self::Changed | Self::Unreviewed)
    }
}

/// The state of a stage with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageState {
    /// What it is in.
    pub kind: StateKind,
    /// Days late (overdue, stale), or left (due, fresh, new, snoozed).
    pub days: Option<i32>,
    /// Why, in one sentence without a full stop.
    pub why: String,
    /// What stands after the symbol in a header: `stale 83 days late`.
    pub short: String,
    /// When its next review is due; it may lie in the past.
    pub next_due: Option<Date>,
}

/// The state of a stage, in parts, before anything is put into words.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The facts that it was judged by.
    pub facts: StageFacts<'a>,
    /// The day.
    pub today: Date,
    /// The limits that hold.
    pub limits: Limits<'a>,
    /// Why it is exempt, if it is.
    pub exempt: Option<Exempt<'a>>,
    /// The first gap in its governance.
    pub gap: Option<Gap<'a>>,
    /// The snooze that holds its review back today.
    pub snooze: Option<&'a Snooze>,
    /// What its reviews say, whatever stands before them in the table.
    pub reading: Reading<'a>,
}

/// Why a stage is not to be reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exempt<'a> {
    /// Its map shows what shall be.
    FutureMap,
    /// The policy says so, and why.
    Policy(&'a Label),
}

impl<'a> Judged<'a> {
    /// Judges a stage.
    pub fn new(facts: StageFacts<'a>, today: Date) -> Self {
        let limits = Limits::of(facts);
        let exempt = if facts.map.state == State::Future {
            Some(Exempt::FutureMap)
        } else {
            limits.never.map(Exempt::Policy)
        };
        Self {
            facts,
            today,
            limits,
            exempt,
            gap: gaps(facts, &limits, today).next(),
            snooze: running_snooze(facts, today),
            reading: review::read(facts, &limits, today),
        }
    }

    /// The first line of the table that holds.
    pub fn kind(&self) -> StateKind {
        match self {
            Self { exempt: Some(_), .. } => StateKind::Exempt,
            Self { gap: Some(_), .. } => StateKind::Ungoverned,
            Self { snooze: Some(_), .. } => StateKind::Snoozed,
            Self { reading, .. } => reading.kind,
        }
    }

    /// Days late or left, where the state has such a number.
    pub fn days(&self) -> Option<i32> {
        match self.kind() {
            StateKind::Exempt | StateKind::Ungoverned => None,
            StateKind::Snoozed => self.snooze.map(|s| days::count(days::between(self.today, s.until))),
            _ => self.reading.days,
        }
    }

    /// What the reviews say, in one sentence without a full stop, whatever stands before them in the table.
    pub fn reading_words(&self) -> String {
        why::reading(self)
    }

    /// In words and numbers.
    pub fn state(&self) -> StageState {
        StageState {
            kind: self.kind(),
            days: self.days(),
            why: why::sentence(self),
            short: why::short(self),
            next_due: if self.exempt.is_some() { None } else { self.reading.next_due },
        }
    }
}

/// The snooze of the stage's review that ends last, if it has not ended.
fn running_snooze(facts: StageFacts<'_>, today: Date) -> Option<&Snooze> {
    let of_review = |s: &&Snooze| s.rule.is_none() && s.card.is_none() && !s.why.is_empty();
    let runs = |s: &&Snooze| s.until >= today;
    facts.stage.snoozes.iter().filter(of_review).filter(runs).max_by_key(|s| s.until)
}

/// The state of a stage on a day.
pub fn stage_state(facts: StageFacts<'_>, today: Date) -> StageState {
    Judged::new(facts, today).state()
}

/// The policy that holds for a stage: its own over the map's over the workspace's. For showing it; the rules look at each.
pub fn effective_policy(facts: StageFacts<'_>) -> Policy {
    let mut out = Policy::default();
    for policy in facts.policies().into_iter().flatten() {
        out = out.over(policy);
    }
    out
}

#[cfg(test)]
mod tests;
