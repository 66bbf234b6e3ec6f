//! The people of the workspace.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::status::Tone;
use super::{Command, Context};
use crate::map::Person;
use crate::map::edit::WorkspaceEdit;
use crate::map::id::PersonId;

const HERE: &[Context] = &[Context::People];

pub(super) const COMMANDS: &[Command] = &[
    Command::new("people.show", "The people of this workspace", show).keys(&["Space p"]).on(&[
        Context::Atlas,
        Context::Map,
        Context::Findings,
    ]),
    Command::new("people.down", "Go to the next person", |a| go(a, 1)).keys(&["Down", "j"]).on(HERE),
    Command::new("people.up", "Go to the person before", |a| go(a, -1)).keys(&["Up", "k"]).on(HERE),
    Command::new("people.add", "Add a person", |a| a.ask(Ask::NewPerson { own: false }))
        .keys(&["a", "o"])
        .hint("add")
        .on(HERE),
    Command::new("people.edit", "Edit this person", super::super::app::App::open_person_form)
        .keys(&["Enter", "e"])
        .hint("edit")
        .on(HERE)
        .when(has_one)
        .unless("nobody is in the list yet; a adds a person"),
    Command::new("people.me", "This is me: reviews, snoozes and versions carry this name", me)
        .keys(&["m"])
        .on(HERE)
        .when(has_one)
        .unless("nobody is in the list yet; a adds a person"),
    Command::new("people.left", "This person has left, or is here again", left)
        .keys(&["x"])
        .hint("has left")
        .on(HERE)
        .when(has_one)
        .unless("nobody is in the list yet; a adds a person"),
    Command::new(
        "people.away",
        "This person is away until a day; who answers meanwhile",
        App::open_away_form,
    )
    .keys(&["w"])
    .hint("away")
    .on(HERE)
    .when(has_one)
    .unless("nobody is in the list yet; a adds a person"),
    Command::new("people.back", "This person is back", App::come_back)
        .keys(&["b"])
        .hint("is back")
        .on(HERE)
        .when(|a| chosen(a).is_some_and(|p| p.away_until.is_some()))
        .unless("this person is not away"),
    Command::new("people.handover", "Hand over all that this person owns, in all maps", App::pick_taker)
        .keys(&["h"])
        .hint("hand over")
        .on(HERE)
        .when(has_one)
        .unless("nobody is in the list yet; a adds a person"),
    Command::new("people.remove", "Remove this person from the list", remove)
        .keys(&["d", "Del"])
        .hint("remove")
        .on(HERE)
        .when(has_one)
        .unless("nobody is in the list yet; a adds a person"),
    Command::new("people.undo", "Undo the last change of the list", |a| step(a, true))
        .keys(&["u"])
        .hint("undo")
        .on(HERE)
        .when(|a| !a.place.undo.is_empty())
        .unless("there is nothing to undo here"),
    Command::new("people.redo", "Redo it", |a| step(a, false))
        .keys(&["U", "Ctrl-R"])
        .on(HERE)
        .when(|a| !a.place.redo.is_empty())
        .unless("there is nothing to redo here"),
    Command::new("people.close", "Back", close).keys(&["Esc", "q"]).hint("back").on(HERE),
];

fn show(app: &mut App) {
    app.people.back = app.screen;
    app.screen = Screen::People;
}

fn close(app: &mut App) {
    app.screen = app.people.back;
    app.look_again_at_findings();
}

fn go(app: &mut App, by: isize) {
    let last = app.place.data.people.len().saturating_sub(1);
    app.people.row = app.people.row.saturating_add_signed(by).min(last);
}

fn chosen(app: &App) -> Option<&Person> {
    app.place.data.people.get(app.people.row)
}

fn has_one(app: &App) -> bool {
    chosen(app).is_some()
}

fn me(app: &mut App) {
    if let Some(id) = chosen(app).map(|person| person.id.clone()) {
        app.then = None;
        app.i_am(id);
    }
}

fn left(app: &mut App) {
    let Some(person) = chosen(app).cloned() else { return };
    let (left, words) = match person.left {
        Some(_) => (None, format!("{} is here again", person.name)),
        None => (Some(app.today), format!("{} has left as of {}", person.name, app.today)),
    };
    app.edit_workspace(&words, WorkspaceEdit::SetPerson(Box::new(Person { left, ..person })));
}

fn remove(app: &mut App) {
    let Some(person) = chosen(app).cloned() else { return };
    let words = format!("{} removed from the list; what they own says so", person.name);
    let id: PersonId = person.id;
    let is_me = app.me.as_ref() == Some(&id);
    if app.edit_workspace(&words, WorkspaceEdit::RemovePerson(id)) && is_me {
        // Nothing carries the name of somebody who is not there.
        (app.me, app.settings.me) = (None, None);
        app.remember();
    }
    go(app, 0);
}

pub(super) fn step(app: &mut App, back: bool) {
    let (from, to) = if back {
        (&mut app.place.undo, &mut app.place.redo)
    } else {
        (&mut app.place.redo, &mut app.place.undo)
    };
    let Some((words, edit)) = from.pop() else { return };
    match edit.apply(&mut app.place.data) {
        Ok(inverse) => {
            to.push((words.clone(), inverse));
            let said = format!("{}: {words}", if back { "undone" } else { "done again" });
            app.workspace_changed(said);
            app.follow_elsewhere(&words, back);
        }
        Err(error) => app.say(Tone::Warning, error.to_string()),
    }
    go(app, 0);
}
