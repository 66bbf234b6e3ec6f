//! A stage was never reviewed, and its grace period is over.

use super::find_reading;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::StateKind;

pub(super) const RULE: Rule = Rule {
    id: "unreviewed",
    title: "A stage was never reviewed, and its grace period is over",
    level: Level::Warning,
    matters: "Until somebody has said that it is true, a stage is a guess",
    fix: "review the stage",
    finds: "a stage from last year that nobody has ever reviewed",
    lets_pass: "one that came into the map today",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_reading(view, StateKind::Unreviewed, sink))],
    #[cfg(test)]
    fails: |e| e.stage_mut().reviewed = None,
    #[cfg(test)]
    passes: |e| {
        e.stage_mut().reviewed = None;
        e.stage_mut().created = Some(e.today);
    },
    ..Rule::BASE
};
