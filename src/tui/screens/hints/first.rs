//! Which hints come before the rest, by what has focus: what a newcomer needs first there, in the words that fit there.

use crate::tui::app::{App, Screen};
use crate::tui::focus::Focus;
use crate::tui::room::{Panel, Row};

/// A command and its words here.
pub(super) type First = (&'static str, &'static str);

/// Ways out: they stand at the right end, so that they are seen on every screen.
pub(super) const LEAVE: &[&str] = &[
    "map.close",
    "atlas.quit",
    "people.close",
    "findings.close",
    "changes.close",
    "timeline.close",
    "threads.close",
    "conflict.close",
    "workshop.back-to-board",
    "actions.close",
];

/// The way back to the board: first in every other view of a map.
pub(super) const BACK: &str = "view.board";

const ATLAS: &[First] = &[
    ("conflict.list", "conflicts"),
    ("atlas.open", "open"),
    ("atlas.samples", "samples"),
    ("atlas.new", "new"),
];
const PEOPLE: &[First] = &[
    ("conflict.list", "conflicts"),
    ("people.add", "add"),
    ("people.edit", "edit"),
    ("people.remove", "remove"),
];
const FINDINGS: &[First] = &[
    ("findings.open", "go there"),
    ("findings.review", "review"),
    ("findings.owner", "assign"),
    ("findings.snooze", "put off"),
    ("findings.mend", "fix"),
    ("findings.wake", "wake"),
    ("history.undo", "undo"),
    ("findings.group", "group"),
    ("findings.mine", "mine"),
];
const CHANGES: &[First] = &[
    ("changes.open", "go there"),
    ("changes.board", "board"),
    ("changes.revert", "take back"),
    ("changes.seen", "seen"),
    ("changes.comment", "comment"),
    ("changes.summary", "summary"),
    ("history.undo", "undo"),
    ("changes.base", "since"),
    ("changes.copy", "copy"),
];
const WORKSHOP: &[First] = &[
    ("workshop.capture", "write"),
    ("workshop.reveal", "reveal"),
    ("workshop.next", "next phase"),
    ("workshop.undo", "undo"),
];
const GROUPS: &[First] = &[
    ("workshop.done", "mark"),
    ("workshop.group", "group"),
    ("workshop.next", "next phase"),
    ("workshop.undo", "undo"),
];
const VOTE: &[First] = &[
    ("workshop.vote-here", "begin the vote"),
    ("workshop.plus", "dot"),
    ("workshop.papers", "papers"),
    ("workshop.vote-end", "end the vote"),
    ("workshop.vote-again", "vote on ties"),
    ("workshop.next", "next phase"),
];
const SCALES: &[First] = &[
    ("workshop.speaker-next", "next person"),
    ("workshop.sort", "order"),
    ("workshop.next", "next phase"),
    ("workshop.undo", "undo"),
];
const RESULTS: &[First] = &[
    ("workshop.enter", "edit"),
    ("workshop.decision", "decision"),
    ("workshop.action", "action"),
    ("workshop.owner", "owner"),
    ("workshop.due", "day"),
    ("workshop.next", "next phase"),
];
const FOLLOW_UP: &[First] = &[
    ("workshop.done", "done"),
    ("workshop.drop", "drop"),
    ("workshop.reopen", "open again"),
    ("workshop.next", "next phase"),
];
const CLOSE: &[First] = &[
    ("workshop.enter", "do it"),
    ("workshop.reviewed", "reviewed"),
    ("workshop.not-reviewed", "not now"),
    ("workshop.carry", "carry over"),
    ("workshop.drop", "let go"),
    ("workshop.undo", "undo"),
];
const TIMELINE: &[First] = &[
    ("timeline.open", "open"),
    ("timeline.compare", "what changed"),
    ("timeline.mark", "mark"),
    ("timeline.restore", "restore"),
];
const THREADS: &[First] = &[
    ("threads.answer", "answer"),
    ("threads.settle", "resolve"),
    ("threads.new", "comment"),
    ("threads.open", "go there"),
    ("threads.undo", "take back"),
    ("threads.resolved", "resolved"),
];
const CONFLICTS: &[First] = &[
    ("conflict.ours", "ours"),
    ("conflict.theirs", "theirs"),
    ("conflict.base", "before"),
    ("conflict.edit", "edit"),
    ("conflict.as-is", "as it is"),
    ("conflict.open", "go there"),
    ("conflict.other", "the others"),
    ("history.undo", "undo"),
    ("file.save", "save"),
];
const CARD: &[First] = &[
    ("conflict.list", "conflicts"),
    ("file.save", "save"),
    ("card.edit", "edit"),
    ("card.add", "add"),
    ("history.undo", "undo"),
    ("edit.cut", "cut"),
    ("owner.set", "owner"),
];
const CELL: &[First] =
    &[("conflict.list", "conflicts"), ("file.save", "save"), ("card.add", "add"), ("history.undo", "undo")];
const STAGE: &[First] = &[
    ("conflict.list", "conflicts"),
    ("file.save", "save"),
    ("review.now", "review"),
    ("owner.set", "owner"),
    ("card.add", "add"),
    ("card.edit", "rename"),
    ("history.undo", "undo"),
];
const LANE: &[First] = &[
    ("conflict.list", "conflicts"),
    ("file.save", "save"),
    ("card.edit", "rename"),
    ("card.below", "lane below"),
    ("lane.fields", "layer"),
    ("history.undo", "undo"),
];
const MAP: &[First] = &[
    ("conflict.list", "conflicts"),
    ("file.save", "save"),
    ("owner.set", "owner"),
    ("card.add", "add stage"),
    ("card.edit", "rename"),
    ("history.undo", "undo"),
];

/// Everybody looks at the zoom: how to leave it comes first.
const BIG: &[First] =
    &[("workshop.zoom", "small again"), ("workshop.next", "next phase"), ("workshop.capture", "write")];
/// Before all others while the clock stands still.
const STOPPED: &[First] = &[("workshop.pause", "clock goes on")];

/// All of these lists.
const EVERY: [&[First]; 21] = [
    BIG, STOPPED, ATLAS, PEOPLE, FINDINGS, CHANGES, TIMELINE, THREADS, CONFLICTS, CARD, CELL, STAGE, LANE,
    MAP, WORKSHOP, GROUPS, VOTE, SCALES, RESULTS, FOLLOW_UP, CLOSE,
];

/// What Enter does with the chosen row of a workshop's list; `None`: what the list says.
fn enter(app: &App) -> Option<&'static str> {
    let room = app.room.as_ref()?;
    if room.session.end.is_some() {
        return Some("read the minutes");
    }
    Some(match app.chosen_row()? {
        Row::Parked(_) => "make it an action",
        Row::Earlier(_) => "what became of it",
        Row::Pile => "reveal them",
        Row::Ballot => "end the vote",
        Row::Action(_) if room.panel == Panel::Close => "who and when",
        Row::Stage(_) => "reviewed",
        Row::End => "close",
        Row::Card(_) | Row::Decision(_) | Row::Action(_) => return None,
    })
}

/// What comes first now.
pub(super) fn of(app: &App) -> Vec<First> {
    let is_stopped = app.room.as_ref().is_some_and(|room| {
        let is_here = matches!(app.screen, Screen::Map | Screen::Room);
        is_here && room.session.clock.is_paused() && room.session.end.is_none()
    });
    let mut all = if is_stopped { STOPPED.to_vec() } else { Vec::new() };
    all.extend(of_screen(app).iter().map(|(id, words)| match *id {
        "workshop.enter" => (*id, enter(app).unwrap_or(words)),
        _ => (*id, *words),
    }));
    all
}

fn of_screen(app: &App) -> &'static [First] {
    if let Some(room) = &app.room {
        if room.is_big && matches!(app.screen, Screen::Map | Screen::Room) {
            return BIG;
        }
        match (app.screen, room.panel) {
            (Screen::Map, _) => return WORKSHOP,
            (Screen::Room, Panel::Groups) => return GROUPS,
            (Screen::Room, Panel::Vote) => return VOTE,
            (Screen::Room, Panel::Place | Panel::Score) => return SCALES,
            (Screen::Room, Panel::Results) => return RESULTS,
            (Screen::Room, Panel::FollowUp) => return FOLLOW_UP,
            (Screen::Room, Panel::Close) => return CLOSE,
            _ => {}
        }
    }
    match (app.screen, app.doc.as_ref().map(|d| &d.focus)) {
        (Screen::Room, _) => WORKSHOP,
        (Screen::Atlas, _) => ATLAS,
        (Screen::People, _) => PEOPLE,
        (Screen::Findings, _) => FINDINGS,
        (Screen::Policy | Screen::Actions, _) => &[],
        (Screen::Changes, _) => CHANGES,
        (Screen::Timeline, _) => TIMELINE,
        (Screen::Threads, _) => THREADS,
        (Screen::Conflicts, _) => CONFLICTS,
        (Screen::Map, Some(Focus::Card(_))) => CARD,
        (Screen::Map, Some(Focus::Cell(..))) => CELL,
        (Screen::Map, Some(Focus::Stage(_))) => STAGE,
        (Screen::Map, Some(Focus::Lane(_))) => LANE,
        (Screen::Map, Some(Focus::Map) | None) => MAP,
    }
}

/// Whether a command comes first anywhere.
pub(super) fn is_named(id: &str) -> bool {
    EVERY.into_iter().flatten().any(|(named, _)| *named == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::commands;
    use crate::tui::screens::testing::{atlas, open, picture, press};
    use crate::tui::testing::text_of;

    fn last_line(app: &App, width: u16) -> String {
        text_of(&picture(app, width, 24)).lines().last().unwrap_or_default().to_owned()
    }

    #[test]
    fn every_one_is_a_command() {
        for (id, _) in EVERY.into_iter().flatten() {
            assert!(commands::find(id).is_some(), "{id}");
        }
        assert!(LEAVE.iter().chain([&BACK]).all(|id| commands::find(id).is_some()));
    }

    #[test]
    fn a_stage_header_says_the_first_things_at_80_columns() {
        let app = open("terminal", "order-to-doorstep.ron");
        let line = last_line(&app, 80);
        for hint in ["r r review", "@ owner", "a add", "e rename", "? help", "q maps"] {
            assert!(line.contains(hint), "{hint}: {line}");
        }
    }

    #[test]
    fn another_view_says_first_how_to_get_back() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        for keys in ["v e", "v t", "v o"] {
            press(&mut app, keys);
            assert!(last_line(&app, 80).trim_start().starts_with("v b board"), "{}", last_line(&app, 80));
        }
        press(&mut app, "Esc");
        assert!(!last_line(&app, 80).contains("v b board"));
    }

    #[test]
    fn help_and_the_way_out_are_seen_everywhere() {
        let map = open("terminal", "order-to-doorstep.ron");
        let mut dirty = open("terminal", "order-to-doorstep.ron");
        press(&mut dirty, "j D");
        let mut people = atlas("terminal");
        press(&mut people, "Space p");
        let maps = atlas("terminal");
        for (app, out) in [(&map, "q maps"), (&dirty, "q maps"), (&maps, "q quit"), (&people, "back")] {
            for width in [60, 80, 100, 120] {
                let line = last_line(app, width);
                assert!(line.contains("? help") && line.contains(out), "{width}: {line}");
            }
        }
    }

    #[test]
    fn what_is_not_saved_can_be_saved_first() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        press(&mut app, "j D");
        assert!(last_line(&app, 80).trim_start().starts_with("Ctrl-S save"), "{}", last_line(&app, 80));
    }
}
