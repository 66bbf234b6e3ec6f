//! What mends a finding without typing: each way out as an edit that a person chooses.

use super::outside::Lost;
use crate::map::edit::{CardField, Edit, MapField, OpportunityField};
use crate::map::id::{CardId, EventId, SegmentId, StageId};
use crate::map::say::quote;
use crate::map::{Card, Map, Place};

/// What mends a finding, by ids; [`Repair::ways`] makes edits of it for the map as it is then.
#[derive(Debug, Clone, PartialEq)]
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
    /// Bring back what a merge lost.
    BringBack(Box<Lost>),
}

/// One way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// What it does, in words that stand alone: `leave the pain “No ETA” in the stage “Wait”, where it stands`.
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
            Self::BringBack(lost) => bring_back(map, lost).into_iter().collect(),
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
    let here = place.stage.as_ref().map_or_else(|| "the map itself".to_owned(), |id| stage_words(map, id));
    let stay = Edit::SetCard { card: id.clone(), field: CardField::Filed(None) };
    let mut ways =
        vec![Way { what: format!("leave {} in {here}, where it stands", card_words(card)), edit: stay }];
    if map.stage(named).is_some() {
        let to = Place { stage: Some(named.clone()), lane: place.lane, index: usize::MAX };
        let what = format!("move {} to {}, which its id names", card_words(card), stage_words(map, named));
        ways.push(Way { what, edit: Edit::MoveCard { card: id.clone(), to } });
    }
    ways
}

fn drop_from_card(map: &Map, id: &CardId, field: &str, gone: &str) -> Option<Way> {
    let card = map.card(id)?;
    let (list, new) = match field {
        "evidence" => {
            let rest = card.evidence.iter().filter(|id| id.as_str() != gone).cloned().collect();
            ("evidence", CardField::Evidence(rest))
        }
        "segments" => {
            let rest = card.segments.iter().filter(|id| id.as_str() != gone).cloned().collect();
            ("segments", CardField::Segments(rest))
        }
        "treats" => {
            let treats = &card.opportunity()?.treats;
            let rest = treats.iter().filter(|id| id.as_str() != gone).cloned().collect();
            ("treated pains", CardField::Opportunity(OpportunityField::Treats(rest)))
        }
        _ => return None,
    };
    let what = format!("take `{gone}`, which is not there, out of the {list} of {}", card_words(card));
    Some(Way { what, edit: Edit::SetCard { card: id.clone(), field: new } })
}

fn drop_from_event(map: &Map, id: &EventId, gone: &StageId) -> Option<Way> {
    let mut events = map.events.clone();
    let event = events.iter_mut().find(|e| e.id == *id)?;
    event.stages.retain(|stage| stage != gone);
    let name = format!("the event “{}”", event.text.one_line());
    let mut what = format!("take `{gone}`, which is not there, out of the stages of {name}");
    // An empty list would mean every stage.
    if event.stages.is_empty() {
        events.retain(|e| e.id != *id);
        what = format!("take {name} away: it touches only `{gone}`, which is not there");
    }
    Some(Way { what, edit: Edit::SetMap(MapField::Events(events)) })
}

fn remove_segment(map: &Map, id: &SegmentId) -> Option<Way> {
    let segment = map.segments.iter().find(|s| s.id == *id)?;
    let rest = map.segments.iter().filter(|s| s.id != *id).cloned().collect();
    let what = format!("take the segment “{}” away", segment.name);
    Some(Way { what, edit: Edit::SetMap(MapField::Segments(rest)) })
}

/// Nothing where it is there again, or has no place any more.
fn bring_back(map: &Map, lost: &Lost) -> Option<Way> {
    let mut trial = map.clone();
    lost.back.clone().apply(&mut trial).ok()?;
    let what = format!("bring the {} back, as {} had it", lost.what, lost.had);
    Some(Way { what, edit: lost.back.clone() })
}

/// `the pain “No ETA once the van has left”`; a long text is cut.
pub(crate) fn card_words(card: &Card) -> String {
    format!("the {} {}", card.kind(), quote(&card.text.one_line(), 40))
}

pub(crate) fn stage_words(map: &Map, id: &StageId) -> String {
    map.stage(id).map_or_else(|| format!("the stage `{id}`"), |s| format!("the stage “{}”", s.name))
}
