//! Moving the focus.

use super::super::app::App;
use super::super::focus::Focus;
use super::super::nav::{self, Step};
use super::super::view::{Filter, Shape, Zoom};
use super::{Command, Context};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("go.left", "Go to the stage on the left", |a| go(a, Step::Left)).keys(&["Left", "h"]),
    Command::new("go.down", "Go one card down, on into the next lane", |a| go(a, Step::Down))
        .keys(&["Down", "j"]),
    Command::new("go.up", "Go one card up; above the first lane is the stage header", |a| go(a, Step::Up))
        .keys(&["Up", "k"]),
    Command::new("go.right", "Go to the stage on the right", |a| go(a, Step::Right)).keys(&["Right", "l"]),
    Command::new("go.next-lane", "Go to the next lane", |a| go(a, Step::NextLane)).keys(&["Tab"]),
    Command::new("go.previous-lane", "Go to the lane before", |a| go(a, Step::PreviousLane)).keys(&["S-Tab"]),
    Command::new("go.first-card", "Go to the first card of the stage", |a| go(a, Step::Top)).keys(&["g"]),
    Command::new("go.last-card", "Go to the last card of the stage", |a| go(a, Step::Bottom)).keys(&["G"]),
    Command::new("go.first-stage", "Go to the first stage", |a| go(a, Step::FirstStage)).keys(&["Home", "0"]),
    Command::new("go.last-stage", "Go to the last stage", |a| go(a, Step::LastStage)).keys(&["End", "$"]),
    Command::new("go.page-left", "Go a screen of stages to the left", |a| page(a, -1)).keys(&["PgUp"]),
    Command::new("go.page-right", "Go a screen of stages to the right", |a| page(a, 1)).keys(&["PgDn"]),
    Command::new("go.stage-1", "Go to stage 1", |a| stage(a, 1)).keys(&["1"]),
    Command::new("go.stage-2", "Go to stage 2", |a| stage(a, 2)).keys(&["2"]),
    Command::new("go.stage-3", "Go to stage 3", |a| stage(a, 3)).keys(&["3"]),
    Command::new("go.stage-4", "Go to stage 4", |a| stage(a, 4)).keys(&["4"]),
    Command::new("go.stage-5", "Go to stage 5", |a| stage(a, 5)).keys(&["5"]),
    Command::new("go.stage-6", "Go to stage 6", |a| stage(a, 6)).keys(&["6"]),
    Command::new("go.stage-7", "Go to stage 7", |a| stage(a, 7)).keys(&["7"]),
    Command::new("go.stage-8", "Go to stage 8", |a| stage(a, 8)).keys(&["8"]),
    Command::new("go.stage-9", "Go to stage 9", |a| stage(a, 9)).keys(&["9"]),
    Command::new("go.header", "Go to the header of this stage", header).keys(&["^"]),
    Command::new("go.to", "Go to any stage, lane or card by typing", super::super::app::App::pick_goto)
        .keys(&["Ctrl-G"]),
    Command::new("go.back", "Go back to where you jumped from", back).keys(&["Ctrl-O", "Alt-Left"]),
    Command::new("go.forward", "Go forward again", forward).keys(&["Alt-Right"]),
    Command::new("go.out", "Back out: of marks, filter, search, zoom, then to the board", out).keys(&["Esc"]),
    Command::new("map.detail", "Open all fields of what has focus", super::super::app::App::open_form)
        .keys(&["Enter"])
        .hint("details"),
    Command::new("finding.next", "Go to the next finding; in a review phase: the next stage in need", |a| {
        finding(a, true);
    })
    .keys(&["]", "Alt-n"])
    .hint("next finding")
    .when(has_findings)
    .unless("no findings: this map is in order"),
    Command::new("finding.previous", "Go to the finding before; in a review phase: the stage in need", |a| {
        finding(a, false);
    })
    .keys(&["[", "Alt-p"])
    .when(has_findings)
    .unless("no findings: this map is in order"),
    Command::new(
        "finding.untreated",
        "List the pains that nobody treats, costliest first",
        super::super::app::App::pick_untreated,
    )
    .keys(&["Space a u"]),
    Command::new("app.palette", "Do anything by typing its name", super::super::app::App::open_palette)
        .keys(&[":", "Ctrl-P"])
        .on(&Context::ALL),
    Command::new("app.help", "Help of this screen", super::super::app::App::open_help)
        .keys(&["?", "F1"])
        .on(&Context::ALL),
];

fn go(app: &mut App, step: Step) {
    let Some(doc) = &mut app.doc else { return };
    doc.focus = doc.view_step(step, &app.place.data);
}

fn page(app: &mut App, by: isize) {
    let shown = app.pointer.hits.stages_shown.max(1);
    let lines = app.pointer.hits.lines_shown.max(2) as isize - 1;
    let Some(doc) = &mut app.doc else { return };
    if doc.view.shape == Shape::Table {
        doc.focus = doc.rows_down(by.saturating_mul(lines), &app.place.data);
        return;
    }
    let Some(mut spot) = nav::spot(&doc.map, &doc.focus) else { return };
    let last = doc.map.stages.len().saturating_sub(1);
    let here = spot.stage.unwrap_or(0);
    spot.stage = Some(here.saturating_add_signed(by.saturating_mul(shown as isize)).min(last));
    if !doc.map.stages.is_empty() {
        doc.focus = nav::at(&doc.map, &spot);
    }
    if !doc.shows_focus()
        && let Some(nearest) = doc.nearest_shown()
    {
        doc.focus = nearest;
    }
}

fn stage(app: &mut App, number: usize) {
    let Some(doc) = &mut app.doc else { return };
    match nav::stage_number(&doc.map, number) {
        Some(stage) => doc.jump(Focus::Stage(stage)),
        None => app.say(super::super::status::Tone::Info, format!("there is no stage {number}")),
    }
}

fn header(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    if let Some(id) = doc.stage().map(|s| s.id.clone()) {
        doc.focus = Focus::Stage(id);
    }
}

fn back(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    if let Some(to) = doc.jumps.back(doc.focus.clone()) {
        doc.focus = to;
        doc.settle(None);
    }
}

fn forward(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    if let Some(to) = doc.jumps.forward(doc.focus.clone()) {
        doc.focus = to;
        doc.settle(None);
    }
}

/// Peels one layer of the view: marks, then search, filter, zoom, the shape; then says how to leave.
fn out(app: &mut App) {
    let is_past = app.past().is_some();
    let Some(doc) = &mut app.doc else { return };
    let view = &mut doc.view;
    if !view.marks.is_empty() {
        view.marks.clear();
    } else if view.search.take().is_some() {
    } else if !view.filter.is_empty() {
        view.filter = Filter::default();
    } else if view.zoom != Zoom::default() {
        view.zoom = Zoom::default();
    } else if view.shape != Shape::default() {
        view.shape = Shape::default();
    } else if is_past {
        app.leave_past();
    } else {
        app.say(super::super::status::Tone::Info, "back to the list of maps: q");
    }
}

fn has_findings(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|d| !d.findings.is_empty())
}

fn finding(app: &mut App, forward: bool) {
    if app.is_reviewing() {
        return app.go_to_next_in_need(forward);
    }
    let Some(doc) = &app.doc else { return };
    match doc.next_finding(forward) {
        Some(index) => app.go_to_finding(index),
        None => app.say(super::super::status::Tone::Info, "no findings: this map is in order"),
    }
}
