//! Lists of the map and of its stages, row by row.

use super::super::app::App;
use super::super::rows::Rows;
use super::Command;
use crate::map::id::StageId;

const TO_A_STAGE: &str = "go to a stage first";

pub(super) const COMMANDS: &[Command] = &[
    Command::new("map.segments", "Customer segments of the map: add, edit, remove", |a| {
        a.open_rows(&Rows::Segments);
    })
    .keys(&["Space m s"]),
    Command::new("map.events", "Events that make stages untrue: add, edit, remove", |a| {
        a.open_rows(&Rows::Events);
    })
    .keys(&["Space m e"]),
    Command::new("map.snoozes", "Findings about the map that are put off: add, edit, remove", |a| {
        a.open_rows(&Rows::MapSnoozes);
    })
    .keys(&["Space m z"]),
    Command::new("stage.evidence", "Evidence of this stage: add, edit, remove", |a| {
        of_stage(a, Rows::Evidence);
    })
    .keys(&["Space s v"])
    .when(in_stage)
    .unless(TO_A_STAGE),
    Command::new("stage.snoozes", "Findings of this stage that are put off: add, edit, remove", |a| {
        of_stage(a, Rows::Snoozes);
    })
    .keys(&["Space s z"])
    .when(in_stage)
    .unless(TO_A_STAGE),
    Command::new("stage.watches", "Paths that this stage watches: add, edit, remove", |a| {
        of_stage(a, Rows::Watches);
    })
    .keys(&["Space s w"])
    .when(in_stage)
    .unless(TO_A_STAGE),
];

fn in_stage(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|d| d.stage().is_some())
}

fn of_stage(app: &mut App, rows: fn(StageId) -> Rows) {
    if let Some(id) = app.doc.as_ref().and_then(|d| d.stage()).map(|s| s.id.clone()) {
        app.open_rows(&rows(id));
    }
}
