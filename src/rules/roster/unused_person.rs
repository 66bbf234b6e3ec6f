//! Somebody in the list of people whom no map names.

use super::many;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::WorkspaceView;

pub(super) const RULE: Rule = Rule {
    id: "unused-person",
    title: "No map names a person of the list",
    level: Level::Info,
    matters: "A list of everybody hides the few who answer for something",
    fix: "let them own something, or take them off the list",
    finds: "a person whom no map names",
    lets_pass: "the owner of a map",
    field: Some(Field::People),
    looks: &[Look::Workspace(find)],
    #[cfg(test)]
    fails: |_| (),
    #[cfg(test)]
    passes: |e| e.map.owner = Some(crate::rules::example::person("ana")),
    ..Rule::BASE
};

fn find(view: &WorkspaceView<'_>, sink: &mut Sink<'_>) {
    if view.maps.is_empty() {
        return;
    }
    for person in view.workspace.people.iter().filter(|p| !view.holdings.names(&p.id)) {
        let maps = many(view.maps.len(), "map");
        let why =
            format!("{} owns nothing in {maps}, has reviewed nothing and stands in for nobody", person.name);
        sink.say(Target::Person(person.id.clone()), why);
    }
}
