//! The list of maps.

use super::super::app::{App, Screen};
use super::super::effect::Effect;
use super::super::status::Tone;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Atlas];

pub(super) const COMMANDS: &[Command] = &[
    Command::new("atlas.down", "Go to the next map", |a| a.atlas.go(1)).keys(&["Down", "j"]).on(HERE),
    Command::new("atlas.up", "Go to the map before", |a| a.atlas.go(-1)).keys(&["Up", "k"]).on(HERE),
    Command::new("atlas.page-down", "Go ten maps down", |a| a.atlas.go(10)).keys(&["PgDn"]).on(HERE),
    Command::new("atlas.page-up", "Go ten maps up", |a| a.atlas.go(-10)).keys(&["PgUp"]).on(HERE),
    Command::new("atlas.first", "Go to the first map", |a| a.atlas.go(isize::MIN))
        .keys(&["Home", "g"])
        .on(HERE),
    Command::new("atlas.last", "Go to the last map", |a| a.atlas.go(isize::MAX)).keys(&["End", "G"]).on(HERE),
    Command::new("atlas.open", "Open this map", open)
        .keys(&["Enter", "Right", "l"])
        .hint("open")
        .on(HERE)
        .when(has_row)
        .unless("there is no map here yet; a makes one"),
    Command::new("atlas.new", "New map from a template", super::super::app::App::pick_template)
        .keys(&["a", "o"])
        .hint("new")
        .on(HERE),
    Command::new("atlas.samples", "Copy the sample maps here, dated from today", samples)
        .keys(&["s"])
        .hint("samples")
        .on(HERE)
        .when(is_empty)
        .unless("the samples are for an empty folder"),
    Command::new("atlas.import", "Import a Mermaid journey as a new map", |a| {
        a.ask(super::super::ask::Ask::ImportPath);
    })
    .keys(&["Space f i"])
    .on(HERE),
    Command::new("atlas.duplicate", "Duplicate this map", duplicate)
        .keys(&["D"])
        .hint("duplicate")
        .on(HERE)
        .when(has_row)
        .unless("there is no map here yet; a makes one"),
    Command::new("atlas.trash", "Move this map to the trash (u brings it back)", trash)
        .keys(&["d", "Del"])
        .hint("trash")
        .on(HERE)
        .when(has_row)
        .unless("there is no map here yet; a makes one"),
    Command::new("atlas.untrash", "Bring back what was put into the trash last", |a| {
        a.ask_world(Effect::Untrash);
    })
    .keys(&["u"])
    .on(HERE),
    Command::new("atlas.sort", "Sort by the next column", sort)
        .keys(&["S"])
        .hint("sort")
        .on(HERE)
        .when(has_row)
        .unless("there is no map here yet; a makes one"),
    Command::new("atlas.strip", "Heat strip: all stages of all maps at once, and back", strip)
        .keys(&["Z"])
        .hint("strip")
        .on(HERE)
        .when(has_row)
        .unless("there is no map here yet; a makes one"),
    Command::new("atlas.unfilter", "Show all maps again; leave the heat strip", unfilter)
        .keys(&["F", "Esc"])
        .on(HERE),
    Command::new("atlas.reload", "Read all maps again", reload).keys(&["R"]).on(HERE),
    Command::new("atlas.quit", "Leave Milepost", |a| a.ask_world(Effect::Quit))
        .keys(&["q", "Ctrl-C"])
        .hint("quit")
        .on(HERE),
];

fn has_row(app: &App) -> bool {
    app.atlas.chosen().is_some()
}

fn is_empty(app: &App) -> bool {
    app.atlas.rows.is_empty() && app.atlas.complete
}

fn open(app: &mut App) {
    if let Some(path) = app.atlas.chosen().map(|row| row.path.clone()) {
        app.ask_world(Effect::Open(path));
    }
}

fn duplicate(app: &mut App) {
    if let Some(path) = app.atlas.chosen().map(|row| row.path.clone()) {
        app.ask_world(Effect::Duplicate(path));
    }
}

fn trash(app: &mut App) {
    app.ask_about_trash();
}

fn samples(app: &mut App) {
    app.ask_world(Effect::CopySamples);
}

fn sort(app: &mut App) {
    app.atlas.sort_next();
    app.say(Tone::Info, format!("sorted by {}", app.atlas.sort.word()));
}

fn strip(app: &mut App) {
    app.atlas.is_strip = !app.atlas.is_strip;
}

/// Peels one layer: first the filter, then the strip.
fn unfilter(app: &mut App) {
    if app.atlas.is_strip && app.atlas.filter.is_empty() {
        app.atlas.is_strip = false;
        return;
    }
    app.atlas.filter.clear();
    app.atlas.arrange();
}

fn reload(app: &mut App) {
    app.screen = Screen::Atlas;
    app.read_atlas();
}
