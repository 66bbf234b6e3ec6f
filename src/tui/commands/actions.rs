//! The actions of all workshops.

use super::super::app::App;
use super::{Command, Context};
use crate::workshop::deed::Outcome;

const HERE: &[Context] = &[Context::Actions];
const FROM: &[Context] = &[Context::Atlas, Context::Map, Context::Room];

pub(super) const COMMANDS: &[Command] = &[
    Command::new("actions.show", "Actions of all workshops", App::show_actions).keys(&["Space w a"]).on(FROM),
    Command::new("actions.down", "Go to the next action", |a| a.actions.go(1)).keys(&["Down", "j"]).on(HERE),
    Command::new("actions.up", "Go to the action before", |a| a.actions.go(-1)).keys(&["Up", "k"]).on(HERE),
    Command::new("actions.first", "Go to the first action", |a| a.actions.go(isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("actions.last", "Go to the last action", |a| a.actions.go(isize::MAX))
        .keys(&["End", "G"])
        .on(HERE),
    Command::new("actions.done", "It is done", App::finish_action)
        .keys(&["x"])
        .hint("done")
        .on(HERE)
        .when(is_open)
        .unless("only an open action can be done"),
    Command::new("actions.drop", "It will not be done: say why", App::ask_drop_chosen_action)
        .keys(&["d"])
        .hint("drop")
        .on(HERE)
        .when(is_open)
        .unless("only an open action can be dropped"),
    Command::new("actions.reopen", "It is open again", App::reopen_action)
        .keys(&["o"])
        .hint("open again")
        .on(HERE)
        .when(|a| a.actions.chosen().is_some_and(|one| one.outcome != Outcome::Open))
        .unless("only an action that is done or dropped can be opened again"),
    Command::new("actions.owner", "Who does it", App::pick_chosen_action_owner)
        .keys(&["@"])
        .hint("owner")
        .on(HERE)
        .when(is_open)
        .unless("only an open action gets another owner"),
    Command::new("actions.due", "Until when it is to be done", App::ask_chosen_action_due)
        .keys(&["D"])
        .hint("day")
        .on(HERE)
        .when(is_open)
        .unless("only an open action gets another day"),
    Command::new("actions.undo", "Take back what was said last here", App::take_back_said)
        .keys(&["u"])
        .hint("undo")
        .on(HERE)
        .when(|a| !a.actions.back_to.is_empty())
        .unless("nothing was said of an action here that could be taken back"),
    Command::new("actions.read", "Read them again", App::show_actions).keys(&["R"]).on(HERE),
    Command::new("actions.close", "Back", App::close_actions).keys(&["q", "Esc"]).hint("back").on(HERE),
];

fn is_open(app: &App) -> bool {
    app.actions.chosen().is_some_and(|one| one.outcome == Outcome::Open)
}
