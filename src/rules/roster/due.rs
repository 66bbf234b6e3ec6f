//! The next review of a stage is near.

use super::find_reading;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::StateKind;

pub(super) const RULE: Rule = Rule {
    id: "due",
    title: "The next review of a stage is near",
    level: Level::Info,
    matters: "A review that is planned takes minutes; one that is late is put off again",
    fix: "review the stage before its cadence ends",
    finds: "a stage whose cadence ends in 9 days",
    lets_pass: "one whose cadence ends in 16 days",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_reading(view, StateKind::Due, sink))],
    #[cfg(test)]
    fails: |e| e.reviewed(jiff::civil::date(2026, 9, 2)),
    #[cfg(test)]
    passes: |e| e.reviewed(jiff::civil::date(2026, 9, 9)),
    ..Rule::BASE
};
