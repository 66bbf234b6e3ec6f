//! What changed since a moment.

use super::super::app::App;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Changes];
/// What is said of a verb where there is nothing to act on.
const NONE: &str = "nothing changed here";

pub(super) const COMMANDS: &[Command] = &[
    Command::new("changes.show", "See what changed since the last save, beside the board", App::show_changes)
        .keys(&["v d", "Space v d"]),
    Command::new("changes.since", "See what changed since a version, a commit, a review or a file", |a| {
        a.ask_base();
    })
    .keys(&["v s", "Space v s"]),
    Command::new("changes.branch", "Walk through what this branch changed, one by one", App::walk_branch)
        .keys(&["v w", "Space v w"]),
    Command::new("changes.go-down", "Go to the next change", |a| a.changes.go(1))
        .keys(&["Down", "j", "]", "Alt-n"])
        .on(HERE),
    Command::new("changes.go-up", "Go to the change before", |a| a.changes.go(-1))
        .keys(&["Up", "k", "[", "Alt-p"])
        .on(HERE),
    Command::new("changes.go-page-down", "Go ten changes down", |a| a.changes.go(10))
        .keys(&["PgDn"])
        .on(HERE),
    Command::new("changes.go-page-up", "Go ten changes up", |a| a.changes.go(-10)).keys(&["PgUp"]).on(HERE),
    Command::new("changes.go-first", "Go to the first change", |a| a.changes.go(isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("changes.go-last", "Go to the last change", |a| a.changes.go(isize::MAX))
        .keys(&["End", "G"])
        .on(HERE),
    Command::new("changes.go-next-group", "Go to the next stage", |a| a.changes.go_group(true))
        .keys(&["Tab", "Right", "l"])
        .on(HERE),
    Command::new("changes.go-group-before", "Go to the stage before", |a| a.changes.go_group(false))
        .keys(&["S-Tab", "Left", "h"])
        .on(HERE),
    Command::new("changes.open", "Go to what the change is about, on the map", App::go_to_change)
        .keys(&["Enter", "e"])
        .hint("go there")
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("changes.board", "Show the board alone, and the list again", |a| {
        a.changes.is_board_alone = !a.changes.is_board_alone;
    })
    .keys(&["v"])
    .on(HERE)
    .when(has_one)
    .unless(NONE),
    Command::new("changes.revert", "Take this one change back", App::take_change_back)
        .keys(&["r"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("changes.seen", "Seen: it is right, go on; or not seen after all", App::change_seen)
        .keys(&["x"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("changes.comment", "Comment on what changed", App::comment_on_change)
        .keys(&["c"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("changes.summary", "End the walk: a summary to paste, and your own stages to review", |a| {
        a.end_walk();
    })
    .keys(&["w"])
    .on(HERE),
    Command::new("changes.base", "Choose since when: a version, a commit, a review, a file", App::ask_base)
        .keys(&["s"])
        .on(HERE),
    Command::new("changes.copy", "Copy the list as text", App::copy_changes)
        .keys(&["y"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("changes.out", "Back out: of the board alone, of the changes", App::back_out_of_changes)
        .keys(&["Esc"])
        .on(HERE),
    Command::new("changes.close", "Back", App::close_changes).keys(&["q"]).hint("back").on(HERE),
];

fn has_one(app: &App) -> bool {
    app.changes.chosen().is_some()
}
