//! Something happened since the review of a stage.

use super::find_changed;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::Cause;

pub(super) const RULE: Rule = Rule {
    id: "event-since-review",
    title: "Something happened since a stage was reviewed",
    matters: "A release, a rule or an incident can make a stage untrue without anybody touching the map",
    fix: "look at what happened, correct the stage, and review it",
    finds: "a release two days after a stage was reviewed",
    lets_pass: "a release a month before",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_changed(view, |cause| matches!(cause, Cause::Event(..)), sink))],
    #[cfg(test)]
    fails: |e| e.happens(jiff::civil::date(2026, 11, 3)),
    #[cfg(test)]
    passes: |e| e.happens(jiff::civil::date(2026, 10, 3)),
    ..Rule::BASE
};
