//! Moving cards, stages and lanes.

use super::super::app::App;
use super::super::focus::Focus;
use super::super::nav;
use super::super::status::Tone;
use super::Command;
use crate::map::edit::{self, Edit};
use crate::map::{Map, Place};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("move.left", "Move the card or stage to the left", |a| sideways(a, -1))
        .keys(&["H", "S-Left", "Alt-h"]),
    Command::new("move.right", "Move the card or stage to the right", |a| sideways(a, 1))
        .keys(&["L", "S-Right", "Alt-l"]),
    Command::new("move.down", "Move the card down in its list, or the lane down", |a| vertically(a, 1))
        .keys(&["J", "S-Down", "Alt-j"]),
    Command::new("move.up", "Move the card up in its list, or the lane up", |a| vertically(a, -1))
        .keys(&["K", "S-Up", "Alt-k"]),
    Command::new(
        "move.to",
        "Move to another stage or lane by typing its name",
        super::super::app::App::pick_move,
    )
    .keys(&["m"])
    .hint("move to"),
    Command::new("move.stage-left", "Move the whole stage to the left from anywhere in it", |a| stage(a, -1))
        .keys(&["<"]),
    Command::new("move.stage-right", "Move the whole stage to the right from anywhere in it", |a| {
        stage(a, 1);
    })
    .keys(&[">"]),
];

fn sideways(app: &mut App, by: isize) {
    let Some(doc) = &app.doc else { return };
    match &doc.focus {
        Focus::Stage(_) => stage(app, by),
        Focus::Lane(_) | Focus::Map | Focus::Cell(..) if doc.view.marks.is_empty() => {
            app.say(Tone::Info, "put the focus on a card or a stage header to move it");
        }
        _ => {
            let edits: Vec<Edit> =
                doc.targets().iter().filter_map(|card| card_across(&doc.map, card, by)).collect();
            finish(app, edits, "there is no stage further on that side");
        }
    }
}

/// A card into the next stage, at the position that it had.
fn card_across(map: &Map, card: &crate::map::id::CardId, by: isize) -> Option<Edit> {
    let place = map.place(card)?;
    let at = map.stage_index(place.stage.as_ref()?)?;
    let to = map.stages.get(at.checked_add_signed(by)?)?;
    Some(Edit::MoveCard { card: card.clone(), to: Place { stage: Some(to.id.clone()), ..place } })
}

fn stage(app: &mut App, by: isize) {
    let Some(doc) = &app.doc else { return };
    let Some(id) = doc.stage().map(|s| s.id.clone()) else { return };
    finish(app, edit::move_stage(&doc.map, &id, by).into_iter().collect(), "the stage is at the end already");
}

fn vertically(app: &mut App, by: isize) {
    let Some(doc) = &app.doc else { return };
    let map = &doc.map;
    if let Focus::Lane(lane) = &doc.focus {
        let edit = map.lane_index(lane).and_then(|at| {
            let to = at.checked_add_signed(by).filter(|to| *to < map.lanes.len())?;
            Some(Edit::MoveLane { lane: lane.clone(), to })
        });
        finish(app, edit.into_iter().collect(), "the lane is at the end already");
        return;
    }
    let mut cards = doc.targets();
    // Marked neighbours move one after the other, the foremost first, so that they do not swap among themselves.
    if by > 0 {
        cards.reverse();
    }
    let mut trial = map.clone();
    let mut edits = Vec::new();
    // A card that stands at the end stays, and so does a marked one right behind it.
    let mut stuck: Option<Place> = None;
    for card in &cards {
        let Some(place) = trial.place(card) else { continue };
        let len = place
            .stage
            .as_ref()
            .and_then(|s| trial.stage(s))
            .map_or(trial.metrics.len(), |s| s.cell(&place.lane).len());
        let next = place.index.checked_add_signed(by).filter(|i| *i < len);
        let ahead = next.map(|index| Place { index, ..place.clone() });
        let Some(index) = next.filter(|_| ahead != stuck) else {
            stuck = Some(place);
            continue;
        };
        let edit = Edit::MoveCard { card: card.clone(), to: Place { index, ..place } };
        if edit.clone().apply(&mut trial).is_ok() {
            edits.push(edit);
        }
    }
    finish(app, edits, "it is at the end of its list; m moves it to another lane");
}

fn finish(app: &mut App, mut edits: Vec<Edit>, nothing: &str) {
    let edit = match edits.len() {
        0 => {
            app.say(Tone::Info, nothing);
            return;
        }
        1 => edits.remove(0),
        _ => Edit::Together(edits),
    };
    app.edit(edit);
    if let Some(doc) = &mut app.doc {
        let spot = nav::spot(&doc.map, &doc.focus);
        doc.settle(spot.as_ref());
    }
}
