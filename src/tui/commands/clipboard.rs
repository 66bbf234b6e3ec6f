//! Cut, copy, paste, duplicate.

use super::super::app::{App, Clipboard};
use super::super::effect::Effect;
use super::super::focus::Focus;
use super::super::nav;
use super::super::status::Tone;
use super::Command;
use crate::map::edit::{self, Edit};
use crate::map::id::CardId;
use crate::map::{Card, Map, Place};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("edit.cut", "Cut; a stage or lane with content asks first", cut)
        .keys(&["d", "Del"])
        .hint("cut"),
    Command::new("edit.copy", "Copy, also to the system's clipboard", copy).keys(&["y"]),
    Command::new("edit.paste", "Paste after", |a| paste(a, true))
        .keys(&["p"])
        .when(has_something)
        .unless("nothing was cut or copied yet; d cuts, y copies"),
    Command::new("edit.paste-before", "Paste before", |a| paste(a, false))
        .keys(&["P"])
        .when(has_something)
        .unless("nothing was cut or copied yet; d cuts, y copies"),
    Command::new("edit.duplicate", "Duplicate the card or the stage", duplicate).keys(&["D"]),
];

fn has_something(app: &App) -> bool {
    !matches!(app.clipboard, Clipboard::Empty)
}

fn cut(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    let cards = doc.targets();
    if !cards.is_empty() {
        app.clipboard = Clipboard::Cards(cards.iter().filter_map(|id| doc.map.card(id)).cloned().collect());
        let edit = edit::remove_cards(&doc.map, &cards);
        app.edit(edit);
        return;
    }
    match doc.focus.clone() {
        Focus::Stage(id) => {
            let Some(stage) = doc.map.stage(&id) else { return };
            if stage.is_empty() {
                let edit = edit::remove_stage(&doc.map, &id);
                app.clipboard = Clipboard::Stage(Box::new(stage.clone()));
                app.edit(edit);
            } else {
                app.confirm_remove_stage(&id);
            }
        }
        Focus::Lane(id) => {
            if doc.map.stages.iter().all(|s| s.cell(&id).is_empty()) {
                let edit = edit::remove_lane(&doc.map, &id);
                app.edit(edit);
            } else {
                app.confirm_remove_lane(&id);
            }
        }
        Focus::Cell(..) | Focus::Map | Focus::Card(_) => app.say(Tone::Info, "nothing here to cut"),
    }
}

fn copy(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    let cards: Vec<Card> = doc.targets().iter().filter_map(|id| doc.map.card(id)).cloned().collect();
    if !cards.is_empty() {
        let text = cards.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n");
        let count = cards.len();
        app.clipboard = Clipboard::Cards(cards);
        app.ask_world(Effect::Copy(text));
        app.say(Tone::Info, format!("{count} copied; p pastes"));
    } else if let (Focus::Stage(_), Some(stage)) = (&doc.focus, doc.stage()) {
        let stage = stage.clone();
        app.ask_world(Effect::Copy(stage.name.to_string()));
        app.say(Tone::Info, format!("stage “{}” copied; p pastes", stage.name));
        app.clipboard = Clipboard::Stage(Box::new(stage));
    } else {
        app.say(Tone::Info, "nothing here to copy");
    }
}

fn paste(app: &mut App, after: bool) {
    let Some(doc) = &app.doc else { return };
    let edit = match &app.clipboard {
        Clipboard::Empty => None,
        Clipboard::Stage(stage) => {
            let here = doc.stage().and_then(|s| doc.map.stage_index(&s.id));
            let at = here.map_or(doc.map.stages.len(), |at| at + usize::from(after));
            let stage = if doc.map.has_id(stage.id.as_str()) || !same_lanes(&doc.map, stage) {
                edit::copy_stage(&doc.map, stage, app.ids.as_mut())
            } else {
                // Cut from this map and put back: it is the same stage, ids, reviews and all.
                (**stage).clone()
            };
            Some(edit::add_stage(at, stage))
        }
        Clipboard::Cards(cards) => paste_cards(doc, cards, after, app.ids.as_mut()),
    };
    match edit {
        Some(edit) => edit_and_go(app, edit),
        None => app.say(Tone::Info, "go to a cell of a stage to paste here"),
    }
}

fn same_lanes(map: &Map, stage: &crate::map::Stage) -> bool {
    stage.cells.keys().all(|lane| map.lane(lane).is_some())
        && !stage.cards().any(|c| map.has_id(c.id.as_str()))
        && !stage.evidence.iter().any(|e| map.has_id(e.id.as_str()))
}

/// Cards into the focused cell when they fit its lane, else into the lane of their kind in the focused stage.
fn paste_cards(
    doc: &super::super::doc::Doc,
    cards: &[Card],
    after: bool,
    ids: &mut dyn crate::map::id::IdSource,
) -> Option<Edit> {
    let here = nav::place_for_new(&doc.map, &doc.focus);
    let stage = doc.stage()?;
    let mut map = doc.map.clone();
    let mut edits = Vec::new();
    for (n, card) in cards.iter().enumerate() {
        let fits = here.as_ref().filter(|p| map.lane(&p.lane).is_some_and(|l| l.role == card.role()));
        let place = if let Some(place) = fits {
            let back = usize::from(!after && matches!(doc.focus, Focus::Card(_)));
            Place { index: (place.index + n).saturating_sub(back), ..place.clone() }
        } else {
            let lane = map.lane_of(card.role())?.id.clone();
            Place { stage: Some(stage.id.clone()), lane, index: usize::MAX }
        };
        let card = if map.has_id(card.id.as_str()) {
            edit::copy_card(&map, card, ids)
        } else {
            fresh_or_same(&map, card, ids)
        };
        let edit = edit::add_card(place, card);
        edit.clone().apply(&mut map).ok()?;
        edits.push(edit);
    }
    (!edits.is_empty()).then(|| if edits.len() == 1 { edits.remove(0) } else { Edit::Together(edits) })
}

/// A card that was cut keeps its id; what it refers to and is not in this map goes.
fn fresh_or_same(map: &Map, card: &Card, ids: &mut dyn crate::map::id::IdSource) -> Card {
    let copy = edit::copy_card(map, card, ids);
    let id: CardId = card.id.clone();
    Card { id, ..copy }
}

fn duplicate(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    if let (Focus::Stage(id), true) = (&doc.focus, doc.view.marks.is_empty()) {
        let Some(stage) = doc.map.stage(id) else { return };
        let at = doc.map.stage_index(id).map_or(0, |at| at + 1);
        let copy = edit::copy_stage(&doc.map, stage, app.ids.as_mut());
        edit_and_go(app, edit::add_stage(at, copy));
        return;
    }
    let mut map = doc.map.clone();
    let mut edits = Vec::new();
    for id in doc.targets() {
        let (Some(card), Some(place)) = (doc.map.card(&id), map.place(&id)) else { continue };
        let copy = edit::copy_card(&map, card, app.ids.as_mut());
        let edit = edit::add_card(Place { index: place.index + 1, ..place }, copy);
        if edit.clone().apply(&mut map).is_ok() {
            edits.push(edit);
        }
    }
    match edits.len() {
        0 => app.say(Tone::Info, "nothing here to duplicate"),
        1 => edit_and_go(app, edits.remove(0)),
        _ => edit_and_go(app, Edit::Together(edits)),
    }
}

/// Applies an edit and puts the focus on what it brought.
fn edit_and_go(app: &mut App, edit: Edit) {
    let to = edit.target().map(nav::focus_on);
    if app.edit(edit)
        && let (Some(doc), Some(to)) = (&mut app.doc, to)
    {
        doc.focus = to;
    }
}
