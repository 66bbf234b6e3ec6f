//! Review threads: what people say about things.

use super::super::app::App;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Threads];
/// What is said of a verb where there is nothing to act on.
const NONE: &str = "nothing is said here yet";

pub(super) const COMMANDS: &[Command] = &[
    Command::new("threads.here", "Comment: read what is said about this and answer, or begin", |a| {
        a.show_threads_here();
    })
    .keys(&["c"])
    .hint("comment"),
    Command::new("threads.all", "See all threads of this map", App::show_threads)
        .keys(&["C", "Space m t"])
        .on(&[Context::Map, Context::Threads]),
    Command::new("threads.go-down", "Go to the next thread", |a| go(a, 1))
        .keys(&["Down", "j", "]", "Alt-n"])
        .on(HERE),
    Command::new("threads.go-up", "Go to the thread before", |a| go(a, -1))
        .keys(&["Up", "k", "[", "Alt-p"])
        .on(HERE),
    Command::new("threads.go-first", "Go to the first thread", |a| go(a, isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("threads.go-last", "Go to the last thread", |a| go(a, isize::MAX))
        .keys(&["End", "G"])
        .on(HERE),
    Command::new("threads.read-on", "Read on in a long thread", |a| a.threads.top += 5)
        .keys(&["PgDn"])
        .on(HERE),
    Command::new("threads.read-back", "Read back in a long thread", |a| {
        a.threads.top = a.threads.top.saturating_sub(5);
    })
    .keys(&["PgUp"])
    .on(HERE),
    Command::new("threads.open", "Go to what it is about, on the map", App::go_to_thread)
        .keys(&["Enter"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("threads.answer", "Answer", App::answer_thread)
        .keys(&["r", "e"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("threads.settle", "Resolve it, or open it again", App::settle_thread)
        .keys(&["s"])
        .on(HERE)
        .when(has_one)
        .unless(NONE),
    Command::new("threads.new", "Begin another thread about the same thing", App::new_comment)
        .keys(&["a"])
        .on(HERE),
    Command::new("threads.new-field", "Begin one about a field of it", App::new_field_comment)
        .keys(&["A"])
        .on(HERE),
    Command::new("threads.resolved", "Show the resolved ones too, or only the open ones", |a| {
        a.threads.all = !a.threads.all;
        go(a, 0);
    })
    .keys(&["v"])
    .on(HERE),
    Command::new("threads.undo", "Take back what was just done here", App::undo_thread).keys(&["u"]).on(HERE),
    Command::new("threads.read", "Read the threads again", App::read_threads).keys(&["R"]).on(HERE),
    Command::new("threads.close", "Back", App::close_threads).keys(&["q", "Esc"]).hint("back").on(HERE),
];

fn has_one(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|doc| app.threads.chosen(&doc.talks).is_some())
}

fn go(app: &mut App, by: isize) {
    if let Some(doc) = &app.doc {
        app.threads.go(by, &doc.talks);
    }
}
