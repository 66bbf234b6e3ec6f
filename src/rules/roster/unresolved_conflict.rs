//! Two sides changed the same thing differently, and nobody has chosen yet.

use crate::map::conflict::Conflict;
use crate::map::policy::Level;
use crate::map::say::quote;
use crate::map::thread::name_of;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::{MapView, WorkspaceView};

/// The longest piece of a text in a name, in characters.
const SHORT: usize = 40;

pub(super) const RULE: Rule = Rule {
    id: "unresolved-conflict",
    title: "Two sides changed the same thing differently, and nobody has chosen yet",
    level: Level::Error,
    fixed: true,
    matters: "Until somebody chooses, one of the two is shown as if it were agreed",
    fix: "choose ours, theirs or something new",
    finds: "a name that two sides have changed differently",
    lets_pass: "a map without conflicts",
    field: Some(Field::Conflicts),
    looks: &[Look::Workspace(find_workspace), Look::Map(find)],
    #[cfg(test)]
    fails: |e| {
        e.map.conflicts.push(crate::map::conflict::Conflict {
            id: crate::map::id::ConflictId::new("c1").unwrap(),
            at: "wait".into(),
            field: Some("name".into()),
            base: None,
            ours: Some("Wait".into()),
            theirs: Some("Waiting".into()),
            our_name: None,
            their_name: Some("main".into()),
        });
    },
    #[cfg(test)]
    passes: |_| (),
    ..Rule::BASE
};

fn find_workspace(view: &WorkspaceView<'_>, sink: &mut Sink<'_>) {
    for conflict in &view.workspace.conflicts {
        let person = view.workspace.people.iter().find(|person| person.id.as_str() == conflict.at.as_str());
        say(conflict, person.map(|person| person.name.to_string()), sink);
    }
}

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    map.conflicts.iter().for_each(|conflict| say(conflict, name_of(map, conflict.at.as_str()), sink));
}

/// `name`: what the element is called, where it is still there.
fn say(conflict: &Conflict, name: Option<String>, sink: &mut Sink<'_>) {
    let field = conflict.field.as_ref().map(|field| field.as_str().replace('/', ", ").replace('_', " "));
    let what = field.map_or_else(String::new, |field| format!("{field} of "));
    let name = name.filter(|name| !name.trim().is_empty()).map(|name| quote(&name.replace('\n', " "), SHORT));
    let name = name.unwrap_or_else(|| conflict.at.to_string());
    let theirs = conflict.their_name.as_ref().map_or("theirs", |n| n.as_str());
    let ours = conflict.our_name.as_ref().map_or("ours", |n| n.as_str());
    let why = format!("{what}{name} differs between {ours} and {theirs}");
    sink.say(Target::Conflict(conflict.id.clone()), why);
}
