//! Undo and redo.

use super::super::app::{App, Screen};
use super::super::conflicts::Whose;
use super::super::effect::{Effect, Record};
use super::super::nav;
use super::super::status::Tone;
use super::{Command, Context};

const HERE: &[Context] = &[Context::Map, Context::Conflicts, Context::Findings, Context::Changes];

pub(super) const COMMANDS: &[Command] = &[
    Command::new("history.undo", "Undo the last change", |a| step(a, true))
        .keys(&["u"])
        .hint("undo")
        .on(HERE)
        .when(can_undo)
        .unless("there is nothing to undo"),
    Command::new("history.redo", "Redo what was undone", |a| step(a, false))
        .keys(&["U", "Ctrl-R"])
        .on(HERE)
        .when(can_redo)
        .unless("there is nothing to redo"),
    Command::new(
        "history.list",
        "List what was done, and go back to any point of it",
        super::super::app::App::pick_history,
    )
    .keys(&["Space f u"])
    .when(can_undo)
    .unless("there is nothing to undo"),
];

/// Whether the people's and the policy's own steps are meant: their conflicts are shown.
fn is_shared(app: &App) -> bool {
    app.screen == Screen::Conflicts && app.conflicts.whose == Whose::Workspace
}

pub(super) fn can_undo(app: &App) -> bool {
    if is_shared(app) {
        return !app.place.undo.is_empty();
    }
    app.doc.as_ref().is_some_and(|d| d.history.len().0 > 0)
}

pub(super) fn can_redo(app: &App) -> bool {
    if is_shared(app) {
        return !app.place.redo.is_empty();
    }
    app.doc.as_ref().is_some_and(|d| d.history.len().1 > 0)
}

pub(in super::super) fn step(app: &mut App, back: bool) {
    if is_shared(app) {
        return super::people::step(app, back);
    }
    let newcomers = app.newcomers_in_map();
    let Some(doc) = &mut app.doc else { return };
    let spot = nav::spot(&doc.map, &doc.focus);
    let done = if back { doc.history.undo(&mut doc.map) } else { doc.history.redo(&mut doc.map) };
    match done {
        None => app.say(Tone::Info, if back { "nothing to undo" } else { "nothing to redo" }),
        Some(Err(error)) => {
            app.say(Tone::Warning, format!("that step no longer applies and was left out: {error}"));
        }
        Some(Ok(entry)) => {
            // Back to where the person was when they did it, or to what it brought back.
            let target = entry.edit.target().map(nav::focus_on);
            let to = if back { Some(entry.focus.clone()) } else { target.clone() };
            for focus in [target, to].into_iter().flatten() {
                if nav::spot(&doc.map, &focus).is_some() {
                    doc.focus = focus;
                }
            }
            doc.settle(spot.as_ref());
            app.minute_edit(&entry.edit, &entry.words);
            app.ask_world(Effect::Journal(Box::new(Record::Edit(entry.edit))));
            let more = app.follow_newcomers(&newcomers);
            app.say(
                Tone::Info,
                format!("{}: {}{more}", if back { "undone" } else { "done again" }, entry.words),
            );
            app.examine();
        }
    }
}
