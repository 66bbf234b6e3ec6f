//! Commits on watched paths since the review of a stage.

use super::find_changed;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::Cause;

pub(super) const RULE: Rule = Rule {
    id: "commit-since-review",
    title: "What a stage watches was changed since its review",
    matters: "A stage that describes what software or a policy does is only as true as what it describes",
    fix: "look at the commits, correct the stage, and review it",
    finds: "a commit to what a stage watches two days after its review",
    lets_pass: "a commit on the day of the review itself",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_changed(view, |cause| matches!(cause, Cause::Commits(..)), sink))],
    #[cfg(test)]
    fails: |e| e.commits(jiff::civil::date(2026, 11, 3)),
    #[cfg(test)]
    passes: |e| e.commits(jiff::civil::date(2026, 11, 1)),
    ..Rule::BASE
};
