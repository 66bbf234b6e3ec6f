//! Files: save, versions, leave.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::effect::{Effect, SaveMode};
use super::super::status::Tone;
use super::{Command, Context};

const EVERYWHERE: &[Context] = &Context::ALL;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("file.save", "Save", |a| a.save(SaveMode::Careful))
        .keys(&["Ctrl-S", "Space f s"])
        .hint("save")
        .on(&[Context::Map, Context::Conflicts, Context::Findings, Context::Changes])
        .when(can_save)
        .unless("nothing to save: all is on the disk"),
    Command::new("file.save-copy", "Save a copy beside it and go on there", |a| a.save(SaveMode::Copy))
        .keys(&["Space f c"]),
    Command::new("file.version", "Write a version: a numbered snapshot, and why", version)
        .keys(&["Space f v"]),
    Command::new(
        "file.versions",
        "The timeline: versions, commits and reviews; open, compare, restore",
        super::super::app::App::show_timeline,
    )
    .keys(&["Space f l", "v h"]),
    Command::new(
        "file.reload",
        "Read the file again, leaving what was not saved",
        super::super::app::App::confirm_reload,
    )
    .keys(&["Space f r"]),
    Command::new(
        "file.remarks",
        "What the reader said about this file",
        super::super::app::App::open_remarks,
    )
    .keys(&["Space f d"])
    .when(|a| a.doc.as_ref().is_some_and(|d| !d.remarks.is_empty()))
    .unless("nothing was wrong with this file when it was read"),
    Command::new("map.fields", "All fields of the map", map_fields).keys(&["Space f e", "Space m f"]),
    Command::new("map.close", "Back to the list of maps; asks if unsaved", super::super::app::App::close_map)
        .keys(&["q", "Ctrl-C"])
        .hint("maps"),
    Command::new("app.suspend", "Stop until the shell says go on", |a| a.ask_world(Effect::Suspend))
        .keys(&["Ctrl-Z"])
        .on(EVERYWHERE),
];

/// While a save is under way nobody knows yet what the disk has.
fn can_save(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|doc| doc.saving || doc.is_dirty())
}

fn version(app: &mut App) {
    if app.me.is_none() && !app.place.data.people.is_empty() {
        app.say(Tone::Info, "who are you? A version carries a name");
        app.pick_me();
        return;
    }
    app.ask(Ask::VersionWhy);
}

fn map_fields(app: &mut App) {
    if let Some(doc) = &mut app.doc {
        doc.focus = super::super::focus::Focus::Map;
    }
    app.open_form();
}
