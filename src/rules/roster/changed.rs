//! A stage was edited since its review.

use super::find_changed;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::Cause;

pub(super) const RULE: Rule = Rule {
    id: "changed",
    title: "A stage was edited since its review",
    level: Level::Warning,
    matters: "Editing is not reviewing: whoever said that the stage is true has not seen what it says now",
    fix: "review the stage: its owner looks at what changed and says that it is true",
    finds: "a stage that got another name after its review",
    lets_pass: "a stage as it was reviewed",
    field: Some(Field::Review),
    looks: &[Look::Stage(|view, sink| find_changed(view, |cause| matches!(cause, Cause::Seal(_)), sink))],
    #[cfg(test)]
    fails: |e| {
        e.sealed();
        e.stage_mut().name = crate::map::Label::new("Wait");
    },
    #[cfg(test)]
    passes: |e| e.sealed(),
    ..Rule::BASE
};
