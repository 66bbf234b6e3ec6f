//! The line of time of a map.

use super::super::app::App;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Timeline];

pub(super) const COMMANDS: &[Command] = &[
    Command::new("timeline.go-down", "Go to the next moment", |a| a.timeline.go(1))
        .keys(&["Down", "j"])
        .on(HERE),
    Command::new("timeline.go-up", "Go to the moment before", |a| a.timeline.go(-1))
        .keys(&["Up", "k"])
        .on(HERE),
    Command::new("timeline.go-page-down", "Go ten moments down", |a| a.timeline.go(10))
        .keys(&["PgDn"])
        .on(HERE),
    Command::new("timeline.go-page-up", "Go ten moments up", |a| a.timeline.go(-10)).keys(&["PgUp"]).on(HERE),
    Command::new("timeline.go-first", "Go to the map as it is", |a| a.timeline.go(isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("timeline.go-last", "Go to the oldest moment", |a| a.timeline.go(isize::MAX))
        .keys(&["End", "G"])
        .on(HERE),
    Command::new("timeline.open", "Open it, to be read", App::open_moment)
        .keys(&["Enter"])
        .hint("open")
        .on(HERE),
    Command::new(
        "timeline.compare",
        "See what changed: between two marked, or from this one until now",
        |a| {
            a.compare_moments();
        },
    )
    .keys(&["c"])
    .on(HERE),
    Command::new("timeline.mark", "Mark it to be compared, or take the mark away", |a| {
        a.timeline.mark();
        a.timeline.go(1);
    })
    .keys(&["x"])
    .on(HERE),
    Command::new("timeline.restore", "Restore it; what is here now is kept as a version first", |a| {
        a.ask_restore();
    })
    .keys(&["r"])
    .on(HERE)
    .when(|a| a.timeline.chosen().is_some())
    .unless("this is the map as it is; go to a moment to restore it"),
    Command::new("timeline.read", "Read the moments again", App::show_timeline).keys(&["R"]).on(HERE),
    Command::new("timeline.close", "Back", App::close_timeline).keys(&["q", "Esc"]).hint("back").on(HERE),
];
