//! The element that a conflict is about, and the edits that change or remove it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Unresolvable, part, unfit};
use crate::map::card::Metric;
use crate::map::edit::{
    CardField, Edit, LaneField, MapField, MetricField, StageField, remove_card, remove_evidence, remove_lane,
    remove_stage,
};
use crate::map::id::CardId;
use crate::map::{Card, Lane, Map, Place, Role, Stage, Text};

/// What has the id.
enum Found<'a> {
    Map,
    Lane(&'a Lane),
    Stage(&'a Stage),
    Card(&'a Card),
    /// A part of the list of this stage.
    Evidence(&'a Stage),
    Segment,
    Event,
    /// A part of the list of this card.
    Lead(&'a Card, &'a Metric),
}

fn find<'a>(map: &'a Map, id: &str) -> Option<Found<'a>> {
    if map.id.as_str() == id {
        return Some(Found::Map);
    }
    let lane = || map.lanes.iter().find(|l| l.id.as_str() == id).map(Found::Lane);
    let stage = || map.stages.iter().find(|s| s.id.as_str() == id).map(Found::Stage);
    let card = || map.cards().find(|c| c.id.as_str() == id).map(Found::Card);
    let evidence =
        || map.stages.iter().find(|s| s.evidence.iter().any(|e| e.id.as_str() == id)).map(Found::Evidence);
    let segment = || map.segments.iter().any(|s| s.id.as_str() == id).then_some(Found::Segment);
    let event = || map.events.iter().any(|e| e.id.as_str() == id).then_some(Found::Event);
    let lead = || {
        let metrics = map.cards().filter_map(|c| Some((c, c.metric()?)));
        let has = |metric: &Metric| metric.leads.iter().any(|l| l.id.as_str() == id);
        metrics.filter(|(_, m)| has(m)).map(|(c, m)| Found::Lead(c, m)).next()
    };
    lane().or_else(stage).or_else(card).or_else(evidence).or_else(segment).or_else(event).or_else(lead)
}

/// The edits that set a field of the element.
pub(super) fn set(map: &Map, id: &str, field: &str, value: Option<&Text>) -> Result<Vec<Edit>, Unresolvable> {
    let path: Vec<&str> = field.split('/').collect();
    let found = find(map, id).ok_or_else(|| Unresolvable::Gone(id.to_owned()))?;
    let edits = match found {
        Found::Map => set_map(map, &path, value),
        Found::Lane(lane) => changed(lane, &path, value).map(|new| {
            let fields = LaneField::differing(lane, &new).into_iter();
            fields.map(|(_, field)| Edit::SetLane { lane: lane.id.clone(), field }).collect()
        }),
        Found::Stage(stage) => {
            let old = stage.shell();
            changed(&old, &path, value).map(|new| {
                let fields = StageField::differing(&old, &new).into_iter();
                fields.map(|(_, field)| Edit::SetStage { stage: stage.id.clone(), field }).collect()
            })
        }
        Found::Card(card) => changed(card, &path, value).and_then(|new| card_edits(map, card, new)),
        Found::Evidence(stage) => {
            in_list(&stage.evidence, |e| e.id.as_str() == id, &path, value).map(|evidence| {
                vec![Edit::SetStage { stage: stage.id.clone(), field: StageField::Evidence(evidence) }]
            })
        }
        Found::Segment => in_list(&map.segments, |s| s.id.as_str() == id, &path, value)
            .map(|list| vec![Edit::SetMap(MapField::Segments(list))]),
        Found::Event => in_list(&map.events, |e| e.id.as_str() == id, &path, value)
            .map(|list| vec![Edit::SetMap(MapField::Events(list))]),
        Found::Lead(card, metric) => in_list(&metric.leads, |l| l.id.as_str() == id, &path, value)
            .map(|leads| vec![set_metric(&card.id, MetricField::Leads(leads))]),
    };
    edits.ok_or_else(|| unfit(&path, value))
}

fn changed<T: Serialize + DeserializeOwned>(old: &T, path: &[&str], value: Option<&Text>) -> Option<T> {
    part::with(old, path, value)
}

fn set_map(map: &Map, path: &[&str], value: Option<&Text>) -> Option<Vec<Edit>> {
    let old = map.shell();
    let new = changed(&old, path, value)?;
    let fields = MapField::differing(&old, &new).into_iter();
    Some(fields.map(|(_, field)| Edit::SetMap(field)).collect())
}

fn set_metric(card: &CardId, field: MetricField) -> Edit {
    Edit::SetCard { card: card.clone(), field: CardField::Metric(field) }
}

/// A list with one part changed.
fn in_list<T: Clone + Serialize + DeserializeOwned>(
    list: &[T],
    is_it: impl Fn(&T) -> bool,
    path: &[&str],
    value: Option<&Text>,
) -> Option<Vec<T>> {
    let change = |part: &T| if is_it(part) { changed(part, path, value) } else { Some(part.clone()) };
    list.iter().map(change).collect()
}

/// Field by field; a card that becomes one of another kind goes to a lane of that kind.
fn card_edits(map: &Map, old: &Card, new: Card) -> Option<Vec<Edit>> {
    if old.kind() == new.kind() {
        let fields = CardField::differing(old, &new).into_iter();
        return Some(fields.map(|(_, field)| Edit::SetCard { card: old.id.clone(), field }).collect());
    }
    let place = map.place(&old.id)?;
    let lane = map.lane_of(Role::of(new.kind()))?.id.clone();
    let stage = place.stage.or_else(|| map.stages.first().map(|s| s.id.clone()));
    let place = Place { stage, lane, index: usize::MAX };
    Some(vec![Edit::RemoveCard(old.id.clone()), Edit::AddCard { place, card: Box::new(new) }])
}

/// The edits that remove the element.
pub(super) fn remove(map: &Map, id: &str) -> Result<Vec<Edit>, Unresolvable> {
    let found = find(map, id).ok_or_else(|| Unresolvable::Gone(id.to_owned()))?;
    Ok(vec![match found {
        Found::Map => return Err(Unresolvable::StayOrGo),
        Found::Lane(lane) => remove_lane(map, &lane.id),
        Found::Stage(stage) => remove_stage(map, &stage.id),
        Found::Card(card) => remove_card(map, &card.id),
        Found::Evidence(stage) => {
            let piece = stage.evidence.iter().find(|e| e.id.as_str() == id);
            remove_evidence(map, &stage.id, &piece.ok_or_else(|| Unresolvable::Gone(id.to_owned()))?.id)
        }
        Found::Segment => Edit::SetMap(MapField::Segments(without(&map.segments, |s| s.id.as_str() == id))),
        Found::Event => Edit::SetMap(MapField::Events(without(&map.events, |e| e.id.as_str() == id))),
        Found::Lead(card, metric) => {
            set_metric(&card.id, MetricField::Leads(without(&metric.leads, |l| l.id.as_str() == id)))
        }
    }])
}

fn without<T: Clone>(list: &[T], is_it: impl Fn(&T) -> bool) -> Vec<T> {
    list.iter().filter(|part| !is_it(part)).cloned().collect()
}
