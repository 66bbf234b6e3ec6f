//! Lanes.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::focus::Focus;
use super::super::nav;
use super::Command;
use crate::map::Role;
use crate::map::id::LaneId;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("lane.add", "Add a lane of notes below this one", |a| add(a, Role::Notes))
        .keys(&["Space l a"]),
    Command::new("lane.add-steps", "Add a lane of steps below this one", |a| add(a, Role::Steps))
        .keys(&["Space l s"]),
    Command::new("lane.rename", "Rename this lane", rename)
        .keys(&["Space l r"])
        .when(in_lane)
        .unless("go to a lane or one of its cells first"),
    Command::new("lane.fields", "Name and blueprint layer of this lane", fields)
        .keys(&["Space l e"])
        .when(in_lane)
        .unless("go to a lane or one of its cells first"),
    Command::new("lane.up", "Move this lane up", |a| shift(a, -1))
        .keys(&["Space l k"])
        .when(in_lane)
        .unless("go to a lane or one of its cells first"),
    Command::new("lane.down", "Move this lane down", |a| shift(a, 1))
        .keys(&["Space l j"])
        .when(in_lane)
        .unless("go to a lane or one of its cells first"),
    Command::new("lane.remove", "Remove this lane with its cards", remove)
        .keys(&["Space l d"])
        .when(in_lane)
        .unless("go to a lane or one of its cells first"),
];

fn lane(app: &App) -> Option<LaneId> {
    let doc = app.doc.as_ref()?;
    let at = nav::spot(&doc.map, &doc.focus)?.lane?;
    doc.map.lanes.get(at).map(|l| l.id.clone())
}

fn in_lane(app: &App) -> bool {
    lane(app).is_some()
}

fn add(app: &mut App, role: Role) {
    let at = lane(app).and_then(|l| app.doc.as_ref()?.map.lane_index(&l)).map_or(usize::MAX, |at| at + 1);
    app.ask(Ask::NewLane(at, role));
}

fn rename(app: &mut App) {
    if let Some(id) = lane(app) {
        app.ask(Ask::LaneName(id));
    }
}

fn fields(app: &mut App) {
    let (Some(id), Some(doc)) = (lane(app), &mut app.doc) else { return };
    doc.focus = Focus::Lane(id);
    app.open_form();
}

fn shift(app: &mut App, by: isize) {
    let Some(id) = lane(app) else { return };
    let Some(doc) = &app.doc else { return };
    let Some(to) = doc
        .map
        .lane_index(&id)
        .and_then(|at| at.checked_add_signed(by))
        .filter(|to| *to < doc.map.lanes.len())
    else {
        app.say(super::super::status::Tone::Info, "the lane is at the end already");
        return;
    };
    app.edit(crate::map::edit::Edit::MoveLane { lane: id, to });
}

fn remove(app: &mut App) {
    if let Some(id) = lane(app) {
        app.confirm_remove_lane(&id);
    }
}
