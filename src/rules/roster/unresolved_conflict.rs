//! Two sides changed the same thing differently, and nobody has chosen yet.

use crate::map::conflict::Conflict;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::{MapView, WorkspaceView};

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
    view.workspace.conflicts.iter().for_each(|conflict| say(conflict, sink));
}

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    view.facts.map.conflicts.iter().for_each(|conflict| say(conflict, sink));
}

fn say(conflict: &Conflict, sink: &mut Sink<'_>) {
    let what = conflict.field.as_ref().map_or_else(String::new, |f| format!("{f} of "));
    let theirs = conflict.their_name.as_ref().map_or("theirs", |n| n.as_str());
    let ours = conflict.our_name.as_ref().map_or("ours", |n| n.as_str());
    let why = format!("{what}{} differs between {ours} and {theirs}", conflict.at);
    sink.say(Target::Conflict(conflict.id.clone()), why);
}
