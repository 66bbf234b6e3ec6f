//! What mends a finding without typing: each way out as an edit that a person chooses.

use crate::map::edit::{CardField, Edit, MapField, OpportunityField};
use crate::map::id::{CardId, EventId, SegmentId, StageId};
use crate::map::{Map, Place};

/// What mends a finding, by ids; [`Repair::ways`] makes edits of it for the map as it is then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// File a card where it stands, or move it to the stage that it names.
    File(CardId),
    /// Take a reference to something that is not there out of a card.
    DropFromCard {
        /// The card that refers.
        card: CardId,
        /// In which list: `evidence`, `segments` or `treats`.
        field: &'static str,
        /// What is not there.
        gone: String,
    },
    /// Take a stage that is not there out of an event; an event that would be left without one goes.
    DropFromEvent(EventId, StageId),
    /// Take a segment away that no card is about.
    RemoveSegment(SegmentId),
}

/// One way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// What it does, in words: `leave it in “Wait for delivery”`.
    pub what: String,
    /// Does it.
    pub edit: Edit,
}

impl Repair {
    /// The ways out, the safest first; none when the map has changed and there is nothing to mend any more.
    pub fn ways(&self, map: &Map) -> Vec<Way> {
        match self {
            Self::File(card) => file(map, card),
            Self::DropFromCard { card, field, gone } => {
                drop_from_card(map, card, field, gone).into_iter().collect()
            }
            Self::DropFromEvent(event, stage) => drop_from_event(map, event, stage).into_iter().collect(),
            Self::RemoveSegment(segment) => remove_segment(map, segment).into_iter().collect(),
        }
    }

    /// Whether there is one way and nothing to decide.
    pub fn is_mechanical(&self) -> bool {
        !matches!(self, Self::File(_) | Self::RemoveSegment(_))
    }
}

fn file(map: &Map, id: &CardId) -> Vec<Way> {
    let (Some(card), Some(place)) = (map.card(id), map.place(id)) else { return Vec::new() };
    let Some(named) = &card.filed else { return Vec::new() };
    let here =
        place.stage.as_ref().and_then(|id| map.stage(id)).map_or("the map itself", |s| s.name.as_str());
    let stay = Edit::SetCard { card: id.clone(), field: CardField::Filed(None) };
    let mut ways = vec![Way { what: format!("leave it in {here}, where it stands"), edit: stay }];
    if let Some(there) = map.stage(named) {
        let to = Place { stage: Some(named.clone()), lane: place.lane, index: usize::MAX };
        let edit = Edit::MoveCard { card: id.clone(), to };
        ways.push(Way { what: format!("move it to {}, which it names", there.name), edit });
    }
    ways
}

fn drop_from_card(map: &Map, id: &CardId, field: &str, gone: &str) -> Option<Way> {
    let card = map.card(id)?;
    let new = match field {
        "evidence" => {
            CardField::Evidence(card.evidence.iter().filter(|id| id.as_str() != gone).cloned().collect())
        }
        "segments" => {
            CardField::Segments(card.segments.iter().filter(|id| id.as_str() != gone).cloned().collect())
        }
        "treats" => {
            let treats = &card.opportunity()?.treats;
            let rest = treats.iter().filter(|id| id.as_str() != gone).cloned().collect();
            CardField::Opportunity(OpportunityField::Treats(rest))
        }
        _ => return None,
    };
    let what = format!("take {gone} out of its {}", new.words());
    Some(Way { what, edit: Edit::SetCard { card: id.clone(), field: new } })
}

fn drop_from_event(map: &Map, id: &EventId, gone: &StageId) -> Option<Way> {
    let mut events = map.events.clone();
    let event = events.iter_mut().find(|e| e.id == *id)?;
    event.stages.retain(|stage| stage != gone);
    let mut what = format!("take {gone} out of the stages that it touches");
    // An empty list would mean every stage.
    if event.stages.is_empty() {
        events.retain(|e| e.id != *id);
        what = format!("take the event away: it touches only {gone}");
    }
    Some(Way { what, edit: Edit::SetMap(MapField::Events(events)) })
}

fn remove_segment(map: &Map, id: &SegmentId) -> Option<Way> {
    let segment = map.segments.iter().find(|s| s.id == *id)?;
    let rest = map.segments.iter().filter(|s| s.id != *id).cloned().collect();
    let what = format!("take the segment {} away", segment.name);
    Some(Way { what, edit: Edit::SetMap(MapField::Segments(rest)) })
}
