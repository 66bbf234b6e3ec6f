//! Every stage has an owner, the whole has none.

use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::MapView;

pub(super) const RULE: Rule = Rule {
    id: "map-without-owner",
    title: "Nobody answers for the whole map",
    only_current: true,
    speaks: When::Used {
        words: "where the workspace has a list of people",
        is_used: |view| !view.facts.workspace.people.is_empty(),
    },
    matters: "Where stages meet is where journeys break, and no owner of a stage looks there",
    fix: "name the person who answers for the whole journey",
    finds: "a map with an owner of a stage, and nobody for the whole",
    lets_pass: "the same with an owner of the map",
    field: Some(Field::Owner),
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| drop(e.another_stage()),
    #[cfg(test)]
    passes: |e| {
        e.another_stage();
        e.map.owner = Some(crate::rules::example::person("ana"));
    },
    ..Rule::BASE
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    // A stage without an owner is said there; the owner of the only stage is the map's.
    let are_owned = map.stages.len() > 1 && map.stages.iter().all(|s| s.owner.is_some());
    if map.owner.is_none() && are_owned {
        let count = map.stages.len();
        sink.say(Target::Map, format!("each of its {count} stages has an owner, the whole has none"));
    }
}
