//! A stage was edited, or something happened, since its review.

use super::find_reading;
use crate::map::policy::Level;
use crate::rules::rule::{Look, Rule};
use crate::rules::state::StateKind;

pub(super) const RULE: Rule = Rule {
    id: "changed",
    title: "A stage was edited, or something happened, since its review",
    level: Level::Warning,
    matters: "Editing is not reviewing: whoever said that the stage is true has not seen what it says now",
    fix: "review the stage: its owner looks at what changed and says that it is true",
    looks: &[Look::Stage(|view, sink| find_reading(view, StateKind::Changed, sink))],
    #[cfg(test)]
    fails: |e| e.happens(jiff::civil::date(2026, 11, 3)),
    #[cfg(test)]
    passes: |e| e.happens(jiff::civil::date(2026, 10, 3)),
    ..Rule::BASE
};
