//! Copies with ids of their own: paste, duplicate, templates.

use std::collections::BTreeMap;

use super::super::card::{Body, Card};
use super::super::id::{CardId, EvidenceId, IdSource, LaneId, LeadId, MapId, StageId, mint};
use super::super::journey::Map;
use super::super::stage::Stage;

/// A new id text that is free in `map`.
pub fn fresh_id(map: &Map, text: &str, fallback: &str, ids: &mut dyn IdSource) -> String {
    mint(text, fallback, ids, &|id| map.has_id(id))
}

/// A new card's id.
pub fn fresh_card_id(map: &Map, text: &str, fallback: &str, ids: &mut dyn IdSource) -> CardId {
    minted(fresh_id(map, text, fallback, ids), CardId::new)
}

/// A new stage's id.
pub fn fresh_stage_id(map: &Map, name: &str, ids: &mut dyn IdSource) -> StageId {
    minted(fresh_id(map, name, "stage", ids), StageId::new)
}

/// A new lane's id.
pub fn fresh_lane_id(map: &Map, name: &str, ids: &mut dyn IdSource) -> LaneId {
    minted(fresh_id(map, name, "lane", ids), LaneId::new)
}

#[allow(clippy::expect_used, reason = "`mint` gives the shape of an id; a property test holds it to that")]
fn minted<T, E: std::fmt::Debug>(text: String, new: fn(&str) -> Result<T, E>) -> T {
    new(&text).expect("a minted id has the shape of an id")
}

/// A copy of a card with ids of its own, fit for `map`: citations and references that mean nothing there are left out.
pub fn copy_card(map: &Map, card: &Card, ids: &mut dyn IdSource) -> Card {
    let mut copy = Card {
        id: fresh_card_id(map, card.text.as_str(), card.kind().word(), ids),
        filed: None,
        ..card.clone()
    };
    copy.evidence.retain(|e| map.evidence().any(|known| known.id == *e));
    copy.segments.retain(|s| map.segments.iter().any(|known| known.id == *s));
    match &mut copy.body {
        Body::Opportunity(opportunity) => {
            opportunity.treats.retain(|p| map.card(p).is_some_and(|c| c.pain().is_some()));
        }
        Body::Metric(metric) => {
            for lead in &mut metric.leads {
                lead.id = minted(fresh_id(map, lead.question.as_str(), "lead", ids), LeadId::new);
            }
        }
        _ => {}
    }
    copy
}

/// A copy of a stage with ids of its own; references among its cards follow, its reviews and snoozes do not come along.
pub fn copy_stage(map: &Map, stage: &Stage, ids: &mut dyn IdSource) -> Stage {
    let mut copy = Stage {
        id: fresh_stage_id(map, stage.name.as_str(), ids),
        reviewed: None,
        snoozes: Vec::new(),
        ..stage.clone()
    };
    copy.cells.retain(|lane, _| map.lane(lane).is_some());
    let mut cards: BTreeMap<CardId, CardId> = BTreeMap::new();
    let mut evidence: BTreeMap<EvidenceId, EvidenceId> = BTreeMap::new();
    for piece in &mut copy.evidence {
        let old = piece.id.clone();
        piece.id = minted(fresh_id(map, piece.kind.word(), "evidence", ids), EvidenceId::new);
        evidence.insert(old, piece.id.clone());
    }
    for card in copy.cells.values_mut().flatten() {
        let old = card.id.clone();
        let cited = std::mem::take(&mut card.evidence);
        let treated = card.opportunity().map(|o| o.treats.clone());
        *card = copy_card(map, card, ids);
        card.evidence = cited
            .into_iter()
            .map(|e| evidence.get(&e).cloned().unwrap_or(e))
            .filter(|e| known(map, &evidence, e))
            .collect();
        if let (Body::Opportunity(opportunity), Some(treated)) = (&mut card.body, treated) {
            opportunity.treats = treated;
        }
        cards.insert(old, card.id.clone());
    }
    for card in copy.cells.values_mut().flatten() {
        if let Body::Opportunity(opportunity) = &mut card.body {
            opportunity.treats = opportunity
                .treats
                .iter()
                .filter_map(|p| cards.get(p).or_else(|| map.card(p).is_some().then_some(p)).cloned())
                .collect();
        }
    }
    copy
}

fn known(map: &Map, copied: &BTreeMap<EvidenceId, EvidenceId>, id: &EvidenceId) -> bool {
    copied.values().any(|c| c == id) || map.evidence().any(|e| e.id == *id)
}

/// A copy of a whole map under another id and title: the ids inside stay (they are unique in *its* file), reviews and
/// snoozes stay behind, because nobody has reviewed the copy.
pub fn copy_map(map: &Map, id: MapId, title: &str) -> Map {
    let mut copy = Map { id, title: title.into(), snoozes: Vec::new(), ..map.clone() };
    for stage in &mut copy.stages {
        stage.reviewed = None;
        stage.snoozes.clear();
    }
    copy
}
