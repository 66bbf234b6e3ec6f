//! A stage in which nothing stands.

use super::{many, stage_of};
use crate::map::Map;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "empty-stage",
    title: "Nothing stands in a stage",
    level: Level::Info,
    speaks: When::Used {
        words: "where three stages of the map or more, and more than half of them, have cards",
        is_used: |view| is_mostly_filled(view.facts.map),
    },
    matters: "A stage that nobody has filled is a promise: customers go through it, and the map does not say how",
    fix: "write down what customers do there, or take the stage away",
    finds: "an empty stage beside three that have cards",
    lets_pass: "an empty stage beside two that have cards",
    field: Some(Field::Cards),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.filled_stages(3);
        e.another_stage();
    },
    #[cfg(test)]
    passes: |e| {
        e.filled_stages(2);
        e.another_stage();
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if view.facts.stage.is_empty() {
        let filled = many(filled(view.facts.map), "other stage");
        sink.say(stage_of(view), format!("no card, where {filled} of the map have some"));
    }
}

/// The empty stage is the exception: a map that is only begun is left in peace.
fn is_mostly_filled(map: &Map) -> bool {
    let filled = filled(map);
    filled >= 3 && filled > map.stages.len() / 2
}

fn filled(map: &Map) -> usize {
    map.stages.iter().filter(|stage| !stage.is_empty()).count()
}
