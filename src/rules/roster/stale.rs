//! The last review of a stage is older than its cadence.

use super::find_reading;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::StateKind;

pub(super) const RULE: Rule = Rule {
    id: "stale",
    title: "The last review of a stage is older than its cadence",
    level: Level::Warning,
    matters: "A map is a tool only while it is true; what was true a cadence ago may not be",
    fix: "review the stage, or give it a cadence that fits how fast it changes",
    finds: "a stage reviewed 91 days ago that is to be reviewed every 90",
    lets_pass: "one reviewed 90 days ago",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_reading(view, StateKind::Stale, sink))],
    #[cfg(test)]
    fails: |e| e.reviewed(jiff::civil::date(2026, 8, 23)),
    #[cfg(test)]
    passes: |e| e.reviewed(jiff::civil::date(2026, 8, 24)),
    ..Rule::BASE
};
