//! What a thread can be about: the elements of a map by id, their fields by the words that people have for them.

use crate::map::card::Lead;
use crate::map::edit::{
    CardField, EventField, EvidenceField, InWords as _, LaneField, LeadField, MapField, MetricField, Names,
    OpportunityField, PainField, SegmentField, StageField, StepField,
};
use crate::map::event::Event;
use crate::map::evidence::Evidence;
use crate::map::id::{MapId, StageId};
use crate::map::segment::Segment;
use crate::map::{Body, Card, CardKind, Lane, Map, Stage};

/// What has an id.
enum Found<'a> {
    Map(&'a Map),
    Lane(&'a Lane),
    Stage(&'a Stage),
    Card(&'a Card),
    Evidence(&'a Evidence),
    Segment(&'a Segment),
    Event(&'a Event),
    Lead(&'a Lead),
}

fn find<'a>(map: &'a Map, id: &str) -> Option<Found<'a>> {
    if map.id.as_str() == id {
        return Some(Found::Map(map));
    }
    let lane = || map.lanes.iter().find(|l| l.id.as_str() == id).map(Found::Lane);
    let stage = || map.stages.iter().find(|s| s.id.as_str() == id).map(Found::Stage);
    let card = || map.cards().find(|c| c.id.as_str() == id).map(Found::Card);
    let evidence = || map.evidence().find(|e| e.id.as_str() == id).map(Found::Evidence);
    let segment = || map.segments.iter().find(|s| s.id.as_str() == id).map(Found::Segment);
    let event = || map.events.iter().find(|e| e.id.as_str() == id).map(Found::Event);
    let leads = || map.cards().filter_map(Card::metric).flat_map(|m| &m.leads);
    let lead = || leads().find(|l| l.id.as_str() == id).map(Found::Lead);
    stage().or_else(card).or_else(lane).or_else(evidence).or_else(segment).or_else(event).or_else(lead)
}

/// Whether the map has an element with this id; the map itself counts.
pub fn has_element(map: &Map, id: &str) -> bool {
    find(map, id).is_some()
}

/// What an element is called: its title, name or text.
pub fn name_of(map: &Map, id: &str) -> Option<String> {
    Some(match find(map, id)? {
        Found::Map(map) => map.title.to_string(),
        Found::Lane(lane) => lane.name.to_string(),
        Found::Stage(stage) => stage.name.to_string(),
        Found::Card(card) => card.text.to_string(),
        Found::Evidence(evidence) => evidence.text.as_ref().map(ToString::to_string).unwrap_or_default(),
        Found::Segment(segment) => segment.name.to_string(),
        Found::Event(event) => event.text.to_string(),
        Found::Lead(lead) => lead.question.to_string(),
    })
}

/// The fields of an element, as people call them; none where there is no such element.
pub fn fields_of(map: &Map, id: &str) -> Vec<&'static str> {
    match find(map, id) {
        None => Vec::new(),
        Some(Found::Map(_)) => MapField::ALL.to_vec(),
        Some(Found::Lane(_)) => LaneField::ALL.to_vec(),
        Some(Found::Stage(_)) => StageField::ALL.to_vec(),
        Some(Found::Evidence(_)) => EvidenceField::ALL.to_vec(),
        Some(Found::Segment(_)) => SegmentField::ALL.to_vec(),
        Some(Found::Event(_)) => EventField::ALL.to_vec(),
        Some(Found::Lead(_)) => LeadField::ALL.to_vec(),
        Some(Found::Card(card)) => {
            let own = match card.kind() {
                CardKind::Step => StepField::ALL,
                CardKind::Pain => PainField::ALL,
                CardKind::Opportunity => OpportunityField::ALL,
                CardKind::Metric => MetricField::ALL,
                CardKind::Note => &[],
            };
            CardField::ALL.iter().chain(own).copied().collect()
        }
    }
}

/// The value of a field as people read it; `None`: it says nothing, or there is no such field.
pub fn value_of(map: &Map, id: &str, field: &str, names: Names<'_>) -> Option<String> {
    // What an element says is what it differs in from one that says nothing.
    macro_rules! pick {
        ($table:ident, $owner:expr, $blank:expr) => {
            $table::differing($owner, &$blank)
                .into_iter()
                .map(|(said, _)| said)
                .find(|said| said.words() == field)?
                .value(names)
        };
    }
    match find(map, id)? {
        Found::Map(map) => pick!(MapField, map, Map::new(MapId::new("blank").ok()?, "")),
        Found::Lane(lane) => pick!(LaneField, lane, Lane::new(lane.id.clone(), "", lane.role)),
        Found::Stage(stage) => pick!(StageField, stage, Stage::new(StageId::new("blank").ok()?, "")),
        Found::Card(card) => {
            // These always have a value: beside a blank card the usual one would not be seen.
            let said = match (field, &card.body) {
                ("severity", Body::Pain(pain)) => pain.severity.in_words(names),
                ("status", Body::Pain(pain)) => pain.status.in_words(names),
                ("status", Body::Opportunity(opportunity)) => opportunity.status.in_words(names),
                _ => None,
            };
            if said.is_some() {
                return said;
            }
            pick!(CardField, card, Card::new(card.id.clone(), card.kind(), ""))
        }
        Found::Evidence(evidence) => evidence.text.as_ref().map(ToString::to_string),
        Found::Segment(segment) => Some(segment.name.to_string()),
        Found::Event(event) => Some(event.text.to_string()),
        Found::Lead(lead) => Some(lead.question.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::edit::testing::map;

    #[test]
    fn every_card_has_a_name_and_a_text() {
        let map = map();
        let names = |id: &crate::map::id::PersonId| id.to_string();
        for card in map.cards() {
            let id = card.id.as_str();
            assert!(has_element(&map, id));
            assert_eq!(name_of(&map, id), Some(card.text.to_string()));
            assert_eq!(value_of(&map, id, "text", &names), Some(card.text.to_string()));
            assert!(fields_of(&map, id).contains(&"text"));
            if card.kind() == CardKind::Pain {
                assert!(value_of(&map, id, "severity", &names).is_some());
            }
        }
        assert!(!has_element(&map, "nothing-here"));
        assert!(fields_of(&map, "nothing-here").is_empty());
    }
}
