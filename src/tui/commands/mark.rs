//! Marking cards, so that every verb acts on all of them.

use super::super::app::App;
use super::super::status::Tone;
use super::Command;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("mark.toggle", "Mark this card, or take the mark away", toggle).keys(&["x"]),
    Command::new("mark.all", "Mark all cards shown in this stage, or take all marks away", all).keys(&["X"]),
];

fn toggle(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    let Some(id) = doc.card().map(|c| c.id.clone()) else {
        app.say(Tone::Info, "go to a card to mark it");
        return;
    };
    if !doc.view.marks.remove(&id) {
        doc.view.marks.insert(id);
    }
    let count = doc.view.marks.len();
    app.say(
        Tone::Info,
        if count == 0 {
            "no card is marked".into()
        } else {
            format!("{count} marked: verbs act on all of them; Esc unmarks")
        },
    );
}

fn all(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    if !doc.view.marks.is_empty() {
        doc.view.marks.clear();
        app.say(Tone::Info, "no card is marked");
        return;
    }
    let here = doc.stage().and_then(|s| Some((doc.map.stage_index(&s.id)?, s)));
    let shown: Vec<_> =
        here.map(|(index, s)| doc.shown_in(index, s).map(|c| c.id.clone()).collect()).unwrap_or_default();
    let count = shown.len();
    doc.view.marks.extend(shown);
    app.say(Tone::Info, format!("{count} marked: verbs act on all of them; Esc unmarks"));
}
