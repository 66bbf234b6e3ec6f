//! Edits made of several: what a person means by "remove", "move" and "to every marked card", with references kept whole.

use std::collections::BTreeSet;

use super::super::card::{Body, Card, CardKind};
use super::super::event::Event;
use super::super::id::{CardId, EvidenceId, LaneId, StageId};
use super::super::journey::{Map, Place};
use super::super::stage::Stage;
use super::{CardField, Edit, MapField, OpportunityField, StageField};

/// A new card at a place.
pub fn add_card(place: Place, card: Card) -> Edit {
    Edit::AddCard { place, card: Box::new(card) }
}

/// A new stage.
pub fn add_stage(at: usize, stage: Stage) -> Edit {
    Edit::AddStage { at, stage: Box::new(stage) }
}

/// A stage one or more columns to the left (negative) or right; `None` if it stays where it is.
pub fn move_stage(map: &Map, stage: &StageId, by: isize) -> Option<Edit> {
    let from = map.stage_index(stage)?;
    let to = from.saturating_add_signed(by).min(map.stages.len().saturating_sub(1));
    (to != from).then(|| Edit::MoveStage { stage: stage.clone(), to })
}

/// The edits that take these ids out of every list that refers to them (treats, evidence, an event's stages).
pub fn clear_references(map: &Map, gone: &BTreeSet<&str>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for card in map.cards().filter(|c| !gone.contains(c.id.as_str())) {
        if let Some(opportunity) =
            card.opportunity().filter(|o| o.treats.iter().any(|p| gone.contains(p.as_str())))
        {
            let treats = opportunity.treats.iter().filter(|p| !gone.contains(p.as_str())).cloned().collect();
            let field = CardField::Opportunity(OpportunityField::Treats(treats));
            edits.push(Edit::SetCard { card: card.id.clone(), field });
        }
        if card.evidence.iter().any(|e| gone.contains(e.as_str())) {
            let evidence = card.evidence.iter().filter(|e| !gone.contains(e.as_str())).cloned().collect();
            edits.push(Edit::SetCard { card: card.id.clone(), field: CardField::Evidence(evidence) });
        }
        if card.filed.as_ref().is_some_and(|s| gone.contains(s.as_str())) {
            edits.push(Edit::SetCard { card: card.id.clone(), field: CardField::Filed(None) });
        }
    }
    if map.events.iter().flat_map(|e| &e.stages).any(|s| gone.contains(s.as_str())) {
        let events = map.events.iter().filter_map(|e| event_without(e, gone)).collect();
        edits.push(Edit::SetMap(MapField::Events(events)));
    }
    edits
}

/// The event without these stages; nothing if it touched only them (an empty list would mean all stages).
fn event_without(event: &Event, gone: &BTreeSet<&str>) -> Option<Event> {
    let stages: Vec<StageId> = event.stages.iter().filter(|s| !gone.contains(s.as_str())).cloned().collect();
    let emptied = stages.is_empty() && !event.stages.is_empty();
    (!emptied).then(|| Event { stages, ..event.clone() })
}

/// A card away, with what referred to it.
pub fn remove_card(map: &Map, card: &CardId) -> Edit {
    remove_cards(map, std::slice::from_ref(card))
}

/// Cards away, with what referred to them, as one step.
pub fn remove_cards(map: &Map, cards: &[CardId]) -> Edit {
    let gone = cards.iter().map(CardId::as_str).collect();
    let mut edits = clear_references(map, &gone);
    edits.extend(cards.iter().cloned().map(Edit::RemoveCard));
    one(edits)
}

/// A stage with all that stands in it away, with what referred to any of it.
pub fn remove_stage(map: &Map, id: &StageId) -> Edit {
    let mut edits = Vec::new();
    if let Some(stage) = map.stage(id) {
        let mut gone: BTreeSet<&str> = stage.cards().map(|c| c.id.as_str()).collect();
        gone.extend(stage.evidence.iter().map(|e| e.id.as_str()));
        gone.insert(id.as_str());
        edits = clear_references(map, &gone);
    }
    edits.push(Edit::RemoveStage(id.clone()));
    one(edits)
}

/// A lane with all that stands in it away, with what referred to any of it.
pub fn remove_lane(map: &Map, id: &LaneId) -> Edit {
    let gone = map.stages.iter().flat_map(|s| s.cell(id)).map(|c| c.id.as_str()).collect();
    let mut edits = clear_references(map, &gone);
    edits.push(Edit::RemoveLane(id.clone()));
    one(edits)
}

/// A piece of evidence away, with the citations of it.
pub fn remove_evidence(map: &Map, stage: &StageId, id: &EvidenceId) -> Edit {
    let mut edits = clear_references(map, &BTreeSet::from([id.as_str()]));
    if let Some(stage) = map.stage(stage) {
        let rest = stage.evidence.iter().filter(|e| e.id != *id).cloned().collect();
        edits.push(Edit::SetStage { stage: stage.id.clone(), field: StageField::Evidence(rest) });
    }
    one(edits)
}

/// A card to a place, changing its kind when the lane there holds another one.
pub fn move_card(map: &Map, card: &CardId, to: Place) -> Option<Edit> {
    let old = map.card(card)?;
    let kind = map.lane(&to.lane)?.role.card_kind()?;
    if old.kind() == kind {
        return Some(Edit::MoveCard { card: card.clone(), to });
    }
    let mut edits = clear_references(map, &BTreeSet::from([card.as_str()]));
    edits.push(Edit::RemoveCard(card.clone()));
    edits.push(Edit::AddCard { place: to, card: Box::new(convert(old, kind)) });
    Some(one(edits))
}

/// The same card as another kind: what all cards have stays, what only its old kind has goes.
pub fn convert(card: &Card, kind: CardKind) -> Card {
    Card { filed: None, body: Body::new(kind), ..card.clone() }
}

/// Cards into one cell, one after the other from `to` on, as one step.
pub fn relocate(map: &Map, cards: &[CardId], to: &Place) -> Option<Edit> {
    let edits: Vec<Edit> = cards
        .iter()
        .enumerate()
        .filter_map(|(n, card)| {
            move_card(map, card, Place { index: to.index.saturating_add(n), ..to.clone() })
        })
        .collect();
    (!edits.is_empty()).then(|| one(edits))
}

/// One field of several cards, as one step.
pub fn set_cards(cards: impl IntoIterator<Item = (CardId, CardField)>) -> Option<Edit> {
    let edits: Vec<Edit> = cards.into_iter().map(|(card, field)| Edit::SetCard { card, field }).collect();
    (!edits.is_empty()).then(|| one(edits))
}

/// A single edit as itself, several together.
fn one(mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        Some(last) => {
            edits.push(last);
            Edit::Together(edits)
        }
        None => Edit::Together(edits),
    }
}
