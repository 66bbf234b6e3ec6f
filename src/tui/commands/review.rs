//! Reviews: "still true", put off, hand over.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::focus::Focus;
use super::Command;
use crate::map::edit::{Edit, StageField};
use crate::map::id::StageId;

pub(super) const COMMANDS: &[Command] = &[
    Command::new(
        "review.now",
        "Review: see what changed and what the stage holds, then say that it is still true",
        now,
    )
    .keys(&["r r", "Space r r"])
    .when(has_what)
    .unless("go to a stage first, or to the map's title for all of them"),
    Command::new("review.since", "See what changed since the last review", since)
        .keys(&["r d", "Space r d"])
        .when(has_what)
        .unless("go to a stage first, or to the map's title for all of them"),
    Command::new("review.all", "Review the whole map: all its stages", all)
        .keys(&["r a", "Space r a"])
        .when(has_stages)
        .unless("this map has no stage yet; o adds one"),
    Command::new("review.snooze", "Put the review of this stage off until a date", snooze)
        .keys(&["r s", "Space r s"])
        .when(in_stage)
        .unless("go to a stage first"),
    Command::new("review.wake", "Take the snooze of this stage away", wake)
        .keys(&["r w", "Space r w"])
        .when(is_snoozed)
        .unless("this stage is not put off"),
    Command::new("review.owner", "Give this stage another owner", owner)
        .keys(&["r o", "Space r o"])
        .when(in_stage)
        .unless("go to a stage first"),
    Command::new("review.holds", "See what this stage holds and why it is in its state", |a| {
        a.open_holdings();
    })
    .keys(&["r h", "Space r h"])
    .when(in_stage)
    .unless("go to a stage first"),
    Command::new("review.cadence", "How often this stage is to be reviewed", cadence)
        .keys(&["r c", "Space r c"])
        .when(in_stage)
        .unless("go to a stage first"),
];

fn stage(app: &App) -> Option<StageId> {
    app.doc.as_ref()?.stage().map(|s| s.id.clone())
}

fn in_stage(app: &App) -> bool {
    stage(app).is_some()
}

fn has_what(app: &App) -> bool {
    !app.stages_to_review().is_empty()
}

fn has_stages(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|d| !d.map.stages.is_empty())
}

fn is_snoozed(app: &App) -> bool {
    app.doc
        .as_ref()
        .and_then(|d| d.stage())
        .is_some_and(|s| s.snoozes.iter().any(|z| z.rule.is_none() && z.card.is_none()))
}

fn now(app: &mut App) {
    let stages = app.stages_to_review();
    app.start_review(stages);
}

fn since(app: &mut App) {
    let stages = app.stages_to_review();
    app.read_changes(stages);
}

fn all(app: &mut App) {
    let ids =
        app.doc.as_ref().map(|d| d.map.stages.iter().map(|s| s.id.clone()).collect()).unwrap_or_default();
    app.start_review(ids);
}

fn snooze(app: &mut App) {
    if let Some(id) = stage(app) {
        app.start_snooze(id);
    }
}

fn wake(app: &mut App) {
    let Some(stage) = app.doc.as_ref().and_then(|d| d.stage()) else { return };
    let rest = stage.snoozes.iter().filter(|z| z.rule.is_some() || z.card.is_some()).cloned().collect();
    let edit = Edit::SetStage { stage: stage.id.clone(), field: StageField::Snoozes(rest) };
    app.edit(edit);
}

fn owner(app: &mut App) {
    let (Some(id), Some(doc)) = (stage(app), &mut app.doc) else { return };
    doc.view.marks.clear();
    doc.focus = Focus::Stage(id);
    app.pick_owner();
}

fn cadence(app: &mut App) {
    if let Some(id) = stage(app) {
        app.ask(Ask::Cadence(id));
    }
}
