//! The policy of the workspace, of a map, of a stage.

use super::super::app::App;
use super::super::policy::Scope;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Policy];

pub(super) const COMMANDS: &[Command] = &[
    Command::new(
        "policy.show",
        "The policy of this workspace: limits, and how loud each rule is",
        App::show_policy,
    )
    .keys(&["Space o p"])
    .on(&[Context::Atlas, Context::Map, Context::People]),
    Command::new("policy.down", "Go to the next line", |a| a.go_policy(1)).keys(&["Down", "j"]).on(HERE),
    Command::new("policy.up", "Go to the line before", |a| a.go_policy(-1)).keys(&["Up", "k"]).on(HERE),
    Command::new("policy.page-down", "Go a page down", |a| a.go_policy(10)).keys(&["PgDn"]).on(HERE),
    Command::new("policy.page-up", "Go a page up", |a| a.go_policy(-10)).keys(&["PgUp"]).on(HERE),
    Command::new("policy.first", "Go to the first line", |a| a.go_policy(isize::MIN))
        .keys(&["g", "Home"])
        .on(HERE),
    Command::new("policy.last", "Go to the last line", |a| a.go_policy(isize::MAX))
        .keys(&["G", "End"])
        .on(HERE),
    Command::new(
        "policy.edit",
        "Change this; what it would flag is said before it is kept",
        App::open_policy_form,
    )
    .keys(&["Enter", "e"])
    .hint("change")
    .on(HERE),
    Command::new(
        "policy.scope",
        "Whose word a change is: that of all maps, of this map, of this stage",
        App::turn_policy_scope,
    )
    .keys(&["Tab"])
    .hint("for whom")
    .on(HERE)
    .when(|a| a.doc.is_some())
    .unless("open a map first: without one a change is for all maps"),
    Command::new("policy.reset", "Back to what holds where nothing is said here", App::reset_policy)
        .keys(&["d", "Del"])
        .hint("default")
        .on(HERE),
    Command::new("policy.undo", "Undo the last change of people and policy", |a| a.step_policy(true))
        .keys(&["u"])
        .hint("undo")
        .on(HERE)
        .when(|a| can_step(a, true))
        .unless("there is nothing to undo here"),
    Command::new("policy.redo", "Redo it", |a| a.step_policy(false))
        .keys(&["U", "Ctrl-R"])
        .on(HERE)
        .when(|a| can_step(a, false))
        .unless("there is nothing to redo here"),
    Command::new("policy.close", "Back", close).keys(&["Esc", "q"]).hint("back").on(HERE),
];

/// Whether there is a step: of the workspace, or where a change is the map's, of the map.
fn can_step(app: &App, back: bool) -> bool {
    if app.policy.scope == Scope::Workspace {
        return if back { !app.place.undo.is_empty() } else { !app.place.redo.is_empty() };
    }
    let (done, undone) = app.doc.as_ref().map(|doc| doc.history.len()).unwrap_or_default();
    if back { done > 0 } else { undone > 0 }
}

fn close(app: &mut App) {
    app.screen = app.policy.back;
    app.policy.maps = None;
}
