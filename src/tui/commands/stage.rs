//! Stages.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::focus::Focus;
use super::Command;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("stage.add", "Add a stage after this one", |a| add(a, 1)).keys(&["Space s a"]),
    Command::new("stage.add-before", "Add a stage before this one", |a| add(a, 0)).keys(&["Space s b"]),
    Command::new("stage.rename", "Rename this stage", rename)
        .keys(&["Space s r"])
        .when(in_stage)
        .unless("go to a stage first"),
    Command::new("stage.cadence", "How often this stage is to be reviewed", cadence)
        .keys(&["Space s c"])
        .when(in_stage)
        .unless("go to a stage first"),
    Command::new("stage.fields", "All fields of this stage", fields)
        .keys(&["Space s e"])
        .when(in_stage)
        .unless("go to a stage first"),
    Command::new("stage.remove", "Remove this stage with its cards", remove)
        .keys(&["Space s d"])
        .when(in_stage)
        .unless("go to a stage first"),
];

fn in_stage(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|d| d.stage().is_some())
}

fn add(app: &mut App, after: usize) {
    let Some(doc) = &app.doc else { return };
    let here = doc.stage().and_then(|s| doc.map.stage_index(&s.id));
    app.ask(Ask::NewStage(here.map_or(usize::MAX, |at| at + after)));
}

fn with_stage(app: &mut App, then: impl FnOnce(&mut App, crate::map::id::StageId)) {
    let id = app.doc.as_ref().and_then(|d| d.stage()).map(|s| s.id.clone());
    if let Some(id) = id {
        then(app, id);
    }
}

fn rename(app: &mut App) {
    with_stage(app, |app, id| app.ask(Ask::StageName(id)));
}

fn cadence(app: &mut App) {
    with_stage(app, |app, id| app.ask(Ask::Cadence(id)));
}

fn fields(app: &mut App) {
    with_stage(app, |app, id| {
        if let Some(doc) = &mut app.doc {
            doc.focus = Focus::Stage(id);
        }
        app.open_form();
    });
}

fn remove(app: &mut App) {
    with_stage(app, |app, id| app.confirm_remove_stage(&id));
}
