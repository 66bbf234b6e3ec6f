//! A map with more stages than anybody can hold in mind.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::MapView;

pub(super) const RULE: Rule = Rule {
    id: "too-many-stages",
    title: "A map has too many stages",
    level: Level::Info,
    limit: Some(Limit { default: 12, unit: "stages", words: "how many stages a map may have" }),
    matters: "A map must be read at a glance; a long journey is several journeys, one after the other",
    fix: "join stages, or make two maps of it",
    finds: "a map of 13 stages",
    lets_pass: "a map of 12 stages",
    field: Some(Field::Stages),
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| (1..13).for_each(|_| drop(e.another_stage())),
    #[cfg(test)]
    passes: |e| (1..12).for_each(|_| drop(e.another_stage())),
    ..Rule::BASE
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let (count, limit) = (view.facts.map.stages.len(), sink.limit());
    if u32::try_from(count).is_ok_and(|n| n > limit) {
        sink.say(Target::Map, format!("{count} stages, and {limit} are the most that are read at a glance"));
    }
}
