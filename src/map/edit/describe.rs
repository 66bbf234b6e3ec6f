//! An edit in words: what the status line says, and what undo says that it took back.

mod listed;

use super::super::card::Card;
use super::super::id::{CardId, LaneId, PersonId, StageId};
use super::super::journey::Map;
use super::{CardField, Edit, LaneField, MapField, OpportunityField, PainField, StageField, StepField};
use crate::map::say;

/// The longest piece of a card's text in a message, in characters.
const SHORT: usize = 32;

/// What `edit` will do to `map`, in words. Call it before `apply`.
pub fn describe(map: &Map, edit: &Edit) -> String {
    describe_with(map, edit, &|person| person.to_string())
}

/// As [`describe`], with the names of people from their ids.
pub fn describe_with(map: &Map, edit: &Edit, names: &dyn Fn(&PersonId) -> String) -> String {
    match edit {
        Edit::Together(edits) => together(map, edits, names),
        Edit::AddStage { stage, .. } => format!("stage {} added", quote(stage.name.as_str())),
        Edit::RemoveStage(id) => removed_stage(map, id),
        Edit::MoveStage { stage, to } => {
            format!("stage {} moved to place {}", stage_name(map, stage), shown_place(*to, map.stages.len()))
        }
        Edit::SetStage { stage, field } => set_stage(map, stage, field, names),
        Edit::AddLane { lane, .. } => format!("lane {} added", quote(lane.name.as_str())),
        Edit::RemoveLane(id) => removed_lane(map, id),
        Edit::MoveLane { lane, to } => {
            format!("lane {} moved to row {}", lane_name(map, lane), shown_place(*to, map.lanes.len()))
        }
        Edit::SetLane { lane, field: LaneField::Name(name) } => {
            format!("lane {} renamed to {}", lane_name(map, lane), quote(name.as_str()))
        }
        Edit::SetLane { lane, field: LaneField::Layer(layer) } => match layer {
            Some(layer) => format!("lane {} is now {layer}", lane_name(map, lane)),
            None => format!("lane {} has no layer now", lane_name(map, lane)),
        },
        Edit::AddCard { card, .. } => format!("{} {} added", card.kind(), card_words(card)),
        Edit::RemoveCard(id) => format!("{} removed", card_name(map, id)),
        Edit::MoveCard { card, to } => moved_card(map, card, to),
        Edit::SetCard { card, field } => set_card(map, card, field, names),
        Edit::SetMap(field) => set_map(map, field, names),
        Edit::Replace(new) => format!("all of the map replaced by {}", quote(new.title.as_str())),
    }
}

/// A position as people count it, from 1; one beyond the end is the last.
fn shown_place(at: usize, count: usize) -> usize {
    at.saturating_add(1).min(count)
}

fn together(map: &Map, edits: &[Edit], names: &dyn Fn(&PersonId) -> String) -> String {
    // References that are cleared along with a removal are not what the person did.
    let main: Vec<&Edit> = edits.iter().filter(|e| !is_clean_up(e)).collect();
    match main.as_slice() {
        [] => edits.first().map_or_else(|| "nothing changed".into(), |e| describe_with(map, e, names)),
        [only] => describe_with(map, only, names),
        [Edit::RemoveCard(_), Edit::AddCard { card, .. }] => {
            format!("{} is a {} now", card_words(card), card.kind())
        }
        [first, rest @ ..] => format!("{} (and {} more)", describe_with(map, first, names), rest.len()),
    }
}

fn is_clean_up(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::SetCard {
            field: CardField::Opportunity(OpportunityField::Treats(_))
                | CardField::Evidence(_)
                | CardField::Filed(None),
            ..
        } | Edit::SetMap(MapField::Events(_))
    )
}

/// `text` in quotation marks, cut to a short length.
pub(super) fn quote(text: &str) -> String {
    say::quote(text, SHORT)
}

fn card_words(card: &Card) -> String {
    quote(&card.text.one_line())
}

fn card_name(map: &Map, id: &CardId) -> String {
    map.card(id).map_or_else(|| format!("card `{id}`"), |c| format!("{} {}", c.kind(), card_words(c)))
}

fn stage_name(map: &Map, id: &StageId) -> String {
    map.stage(id).map_or_else(|| format!("`{id}`"), |s| quote(s.name.as_str()))
}

fn lane_name(map: &Map, id: &LaneId) -> String {
    map.lane(id).map_or_else(|| format!("`{id}`"), |l| quote(l.name.as_str()))
}

fn removed_stage(map: &Map, id: &StageId) -> String {
    let cards = map.stage(id).map_or(0, |s| s.cards().count());
    format!("stage {} removed{}", stage_name(map, id), with_cards(cards))
}

fn removed_lane(map: &Map, id: &LaneId) -> String {
    let cards = map.stages.iter().map(|s| s.cell(id).len()).sum();
    format!("lane {} removed{}", lane_name(map, id), with_cards(cards))
}

fn with_cards(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " with its card".into(),
        n => format!(" with its {n} cards"),
    }
}

fn moved_card(map: &Map, card: &CardId, to: &super::Place) -> String {
    let from = map.place(card);
    let name = card_name(map, card);
    match (&from, &to.stage) {
        (Some(from), Some(stage)) if from.stage.as_ref() != Some(stage) => {
            format!("{name} moved to {}", stage_name(map, stage))
        }
        (Some(from), _) if from.lane != to.lane => {
            format!("{name} moved to lane {}", lane_name(map, &to.lane))
        }
        (Some(from), _) if from.index > to.index => format!("{name} moved up"),
        _ => format!("{name} moved down"),
    }
}

fn set_stage(map: &Map, id: &StageId, field: &StageField, names: &dyn Fn(&PersonId) -> String) -> String {
    let name = stage_name(map, id);
    match field {
        StageField::Name(new) => format!("stage {name} renamed to {}", quote(new.as_str())),
        StageField::Owner(Some(owner)) => format!("{} owns stage {name}", names(owner)),
        StageField::Owner(None) => format!("stage {name} has no owner of its own now"),
        StageField::Reviewed(Some(review)) => format!("stage {name} reviewed on {}", review.on),
        StageField::Reviewed(None) => format!("review of stage {name} taken away"),
        StageField::ReviewEvery(Some(days)) => format!("stage {name} is to be reviewed every {days} days"),
        StageField::Snoozes(list) => {
            let old = map.stage(id).map(|s| s.snoozes.as_slice()).unwrap_or_default();
            listed::snoozes(map, &format!("stage {name}"), old, list)
        }
        field => format!("{} of stage {name} changed", field.words()),
    }
}

fn set_card(map: &Map, id: &CardId, field: &CardField, names: &dyn Fn(&PersonId) -> String) -> String {
    let name = card_name(map, id);
    match field {
        CardField::Text(new) => format!("{name} now says {}", quote(&new.one_line())),
        CardField::Owner(Some(owner)) => format!("{} owns {name}", names(owner)),
        CardField::Owner(None) => format!("{name} has no owner now"),
        CardField::Filed(None) => format!("{name} stays where it stands"),
        CardField::Step(StepField::Emotion(Some(emotion))) => format!("emotion of {name} set to {emotion}"),
        CardField::Step(StepField::MomentOfTruth(true)) => format!("{name} is a moment of truth now"),
        CardField::Step(StepField::MomentOfTruth(false)) => format!("{name} is no moment of truth any more"),
        CardField::Pain(PainField::Severity(severity)) => format!("severity of {name} set to {severity}"),
        CardField::Pain(PainField::Status(status)) => format!("{name} is {} now", status.word()),
        CardField::Opportunity(OpportunityField::Horizon(Some(horizon))) => {
            format!("horizon of {name} set to {horizon}")
        }
        CardField::Opportunity(OpportunityField::Status(status)) => format!("{name} is {status} now"),
        field => format!("{} of {name} changed", field.words()),
    }
}

fn set_map(map: &Map, field: &MapField, names: &dyn Fn(&PersonId) -> String) -> String {
    match field {
        MapField::Title(title) => format!("map renamed to {}", quote(title.as_str())),
        MapField::Owner(Some(owner)) => format!("{} owns the map", names(owner)),
        MapField::Owner(None) => "the map has no owner now".into(),
        MapField::State(state) => format!("the map shows the {state} state now"),
        MapField::Events(list) => listed::events(&map.events, list),
        MapField::Segments(list) => listed::segments(&map.segments, list),
        MapField::Snoozes(list) => listed::snoozes(map, "the map", &map.snoozes, list),
        field => format!("{} of the map changed", field.words()),
    }
}
