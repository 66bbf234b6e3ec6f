//! The open conflicts of a map, or of people and policy: choose, edit, go there.

use super::super::app::App;
use super::{Command, Context};
use crate::change::Choice;

const HERE: &[Context] = &[Context::Conflicts];
/// What is said where there is nothing to decide.
const NONE: &str = "there is no conflict to decide";

pub(super) const COMMANDS: &[Command] = &[
    Command::new("conflict.list", "Decide the open conflicts of this map, or of people and policy", |a| {
        a.show_conflicts();
    })
    .keys(&["Space c"])
    .hint("conflicts")
    .on(&[
        Context::Atlas,
        Context::Map,
        Context::Findings,
        Context::People,
        Context::Policy,
        Context::Changes,
        Context::Timeline,
        Context::Threads,
    ])
    .when(App::can_decide)
    .unless("no conflict is to be decided here; those of another map are decided when it is open"),
    Command::new("conflict.ours", "Take what our side says", |a| a.decide_conflict(&Choice::Ours))
        .keys(&["o"])
        .hint("ours")
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("conflict.theirs", "Take what their side says", |a| a.decide_conflict(&Choice::Theirs))
        .keys(&["t"])
        .hint("theirs")
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("conflict.base", "Take what stood there before both", |a| a.decide_conflict(&Choice::Base))
        .keys(&["b"])
        .hint("before")
        .on(HERE)
        .when(is_field)
        .unless("it can only stay or go: o and t choose"),
    Command::new("conflict.edit", "Write another value", App::edit_conflict)
        .keys(&["e"])
        .hint("edit")
        .on(HERE)
        .when(is_field)
        .unless("it can only stay or go: o and t choose"),
    Command::new("conflict.as-is", "Keep it as it is on the map now", |a| a.decide_conflict(&Choice::AsItIs))
        .keys(&["a"])
        .hint("as it is")
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("conflict.open", "Go to what it is about, on the board", App::go_to_conflict)
        .keys(&["Enter"])
        .hint("go there")
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("conflict.next", "Go to the next conflict", |a| a.go_conflict(1))
        .keys(&["]", "Alt-n", "Down", "j"])
        .on(HERE),
    Command::new("conflict.before", "Go to the conflict before", |a| a.go_conflict(-1))
        .keys(&["[", "Alt-p", "Up", "k"])
        .on(HERE),
    Command::new("conflict.first", "Go to the first conflict", |a| a.go_conflict(isize::MIN))
        .keys(&["g", "Home"])
        .on(HERE),
    Command::new("conflict.last", "Go to the last conflict", |a| a.go_conflict(isize::MAX))
        .keys(&["G", "End"])
        .on(HERE),
    Command::new(
        "conflict.other",
        "Go to the conflicts of people and policy, or back to those of the map",
        |a| {
            a.turn_conflicts();
        },
    )
    .keys(&["Tab"])
    .on(HERE)
    .when(App::has_other_conflicts)
    .unless("no conflict waits elsewhere"),
    Command::new("conflict.close", "Back", App::close_conflicts).keys(&["Esc", "q"]).hint("back").on(HERE),
];

fn has_one(app: &App) -> bool {
    app.chosen_conflict().is_some()
}

/// Whether the chosen one is over a field, and not over whether something stays.
fn is_field(app: &App) -> bool {
    app.chosen_conflict().is_some_and(|conflict| conflict.field.is_some())
}
