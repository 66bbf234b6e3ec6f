//! The last review of a stage is far older than its cadence.

use super::find_reading;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::StateKind;

pub(super) const RULE: Rule = Rule {
    id: "overdue",
    title: "The last review of a stage is far older than its cadence",
    level: Level::Error,
    matters: "Decisions are being made on a picture that nobody has stood behind for a long time",
    fix: "review the stage: look at what it says, correct it, and say that it is true",
    finds: "a stage reviewed 181 days ago that is to be reviewed every 90",
    lets_pass: "one reviewed 180 days ago",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_reading(view, StateKind::Overdue, sink))],
    #[cfg(test)]
    fails: |e| e.reviewed(jiff::civil::date(2026, 5, 25)),
    #[cfg(test)]
    passes: |e| e.reviewed(jiff::civil::date(2026, 5, 26)),
    ..Rule::BASE
};
