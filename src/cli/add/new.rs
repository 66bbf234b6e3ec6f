//! What `add` makes: an empty element in its place, which the fields then fill.

use super::super::change::Change;
use super::super::context::Context;
use super::super::error::{CliError, Result};
use super::super::find::{self, Element};
use super::super::value::{Given, word};
use super::Args;
use crate::map::card::Lead;
use crate::map::edit::{
    CardField, Edit, MapField, MetricField, StageField, fresh_card_id, fresh_id, fresh_lane_id,
    fresh_stage_id,
};
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{EventId, EvidenceId, LaneId, LeadId, SegmentId, StageId};
use crate::map::segment::Segment;
use crate::map::{Card, CardKind, Label, Lane, Map, Place, Role, Stage, Text};

/// Puts a new element into the working copy of the map; gives it with words about where it stands.
pub(super) fn element(ctx: &mut Context, change: &mut Change, args: &Args) -> Result<(Element, String)> {
    let what = &args.what;
    if let Some((kind, text)) = what.card() {
        return card(ctx, change, args, kind, text);
    }
    let map = &mut change.map;
    if let Some(metric) = &what.to {
        if args.fields.reading.is_empty() {
            return Err(CliError::trouble("--to: which readings?").hint("--reading 2026-11-01=42"));
        }
        return Ok((Element::Card(find::card(map, metric, Some(CardKind::Metric))?), String::new()));
    }
    if let Some(name) = &what.stage_name {
        return stage(ctx, change, args, name);
    }
    if let Some(name) = &what.lane_name {
        return lane(ctx, map, args, name);
    }
    part(ctx, change, args)
}

fn words(text: &str, what: &str) -> Result<Text> {
    let text = Text::new(&text.replace("\\n", "\n"));
    if text.is_empty() { Err(CliError::trouble(format!("--{what}: needs some words"))) } else { Ok(text) }
}

fn card(
    ctx: &mut Context,
    change: &mut Change,
    args: &Args,
    kind: CardKind,
    text: &str,
) -> Result<(Element, String)> {
    let map = &mut change.map;
    let text = words(text, kind.word())?;
    let place = card_place(map, args, kind)?;
    let id = fresh_card_id(map, text.as_str(), kind.word(), &mut ctx.ids);
    let where_ = place.stage.as_ref().and_then(|id| map.stage(id));
    let words = where_.map_or_else(|| " to the map".to_owned(), |s| format!(" to “{}”", s.name));
    let card = Card { text, ..Card::new(id.clone(), kind, "") };
    Edit::AddCard { place, card: Box::new(card) }.apply(map)?;
    Ok((Element::Card(id), words))
}

/// Where a card goes: its stage, its lane, and beside which card.
fn card_place(map: &Map, args: &Args, kind: CardKind) -> Result<Place> {
    let at = &args.place;
    let beside = at.before.as_ref().or(at.after.as_ref());
    if let Some(beside) = beside {
        let id = find::card(map, beside, Some(kind))?;
        let mut place =
            map.place(&id).ok_or_else(|| CliError::trouble(format!("there is no card `{id}`")))?;
        place.index += usize::from(at.after.is_some());
        return Ok(place);
    }
    let stage = match &at.stage {
        Some(stage) => Some(find::stage(map, stage)?),
        None if kind == CardKind::Metric => None,
        None => {
            let ids: Vec<&str> = map.stages.iter().map(|s| s.id.as_str()).collect();
            let error = CliError::trouble(format!("a {kind} needs a stage: --stage STAGE"));
            return Err(if ids.is_empty() {
                error.hint("the map has none yet: milepost add MAP --stage-name NAME")
            } else {
                error.hint(format!("there are: {}", ids.join(", ")))
            });
        }
    };
    Ok(Place { stage, lane: card_lane(map, at.lane.as_deref(), kind)?, index: usize::MAX })
}

/// The lane that was asked for, or the only one that such a card can stand in.
fn card_lane(map: &Map, wanted: Option<&str>, kind: CardKind) -> Result<LaneId> {
    let role = Role::of(kind);
    let fit: Vec<&Lane> = map.lanes.iter().filter(|l| l.role == role).collect();
    let names = || fit.iter().map(|l| l.id.as_str()).collect::<Vec<_>>().join(", ");
    let Some(wanted) = wanted else {
        return match fit.as_slice() {
            [] => Err(CliError::trouble(format!("the map has no lane for a {kind}"))
                .hint("milepost add MAP --lane-name \"Thinking\" --layer thinking")),
            [only] => Ok(only.id.clone()),
            [first, ..] if kind != CardKind::Note => Ok(first.id.clone()),
            _ => Err(CliError::trouble("which lane? a note can stand in several: --lane LANE")
                .hint(format!("there are: {}", names()))),
        };
    };
    let is_fit = |e: &Element| matches!(e, Element::Lane(id) if fit.iter().any(|l| l.id == *id));
    match find::find(map, wanted, "lane", is_fit) {
        Ok(Element::Lane(id)) => Ok(id),
        Ok(_) => Err(CliError::trouble(format!("there is no lane `{wanted}`"))),
        Err(_) if find::lane(map, wanted).is_ok() => {
            Err(CliError::trouble(format!("a {kind} cannot stand in the lane `{wanted}`"))
                .hint(format!("it can in: {}", names())))
        }
        Err(error) => Err(error),
    }
}

fn stage(ctx: &mut Context, change: &mut Change, args: &Args, name: &str) -> Result<(Element, String)> {
    let created = change.today;
    let map = &mut change.map;
    let name = Label::new(name);
    let id = fresh_stage_id(map, name.as_str(), &mut ctx.ids);
    let at = match (&args.place.before, &args.place.after) {
        (Some(before), _) => map.stage_index(&find::stage(map, before)?).unwrap_or(usize::MAX),
        (_, Some(after)) => map.stage_index(&find::stage(map, after)?).map_or(usize::MAX, |at| at + 1),
        _ => usize::MAX,
    };
    let stage = Stage { created: Some(created), ..Stage::new(id.clone(), name.as_str()) };
    Edit::AddStage { at, stage: Box::new(stage) }.apply(map)?;
    Ok((Element::Stage(id), String::new()))
}

fn lane(ctx: &mut Context, map: &mut Map, args: &Args, name: &str) -> Result<(Element, String)> {
    let role = match &args.place.role {
        None => Role::Notes,
        Some(word) => {
            let values = [word.clone()];
            let role = Given::new("role", &values).required(word!(Role))?;
            if role.is_built_in() {
                return Err(CliError::trouble(format!("every map has one lane of {role} already"))
                    .hint("a new lane holds `notes` or `steps`"));
            }
            role
        }
    };
    let at = match (&args.place.before, &args.place.after) {
        (Some(before), _) => map.lane_index(&find::lane(map, before)?).unwrap_or(usize::MAX),
        (_, Some(after)) => map.lane_index(&find::lane(map, after)?).map_or(usize::MAX, |at| at + 1),
        // Above the built-in lanes that stand last: pains, opportunities, metrics.
        _ => map.lanes.iter().position(|l| l.role == Role::Pains).unwrap_or(usize::MAX),
    };
    let name = Label::new(name);
    let id = fresh_lane_id(map, name.as_str(), &mut ctx.ids);
    let lane = Lane::new(id.clone(), name.as_str(), role);
    Edit::AddLane { at, lane, cells: Vec::new() }.apply(map)?;
    Ok((Element::Lane(id), String::new()))
}

/// Evidence, event, segment or lead.
fn part(ctx: &mut Context, change: &mut Change, args: &Args) -> Result<(Element, String)> {
    let today = change.today;
    let is_lead = args.what.lead.is_some();
    let who = is_lead.then(|| change.who_if_known(ctx).map(|who| who.id.clone())).flatten();
    let map = &mut change.map;
    let what = &args.what;
    if let Some(text) = &what.evidence {
        let Some(stage) = &args.place.stage else {
            return Err(CliError::trouble("evidence is kept on a stage: --stage STAGE"));
        };
        let stage = find::stage(map, stage)?;
        let id = EvidenceId::new(&fresh_id(map, text, "evidence", &mut ctx.ids))?;
        let text = Some(words(text, "evidence")?);
        let piece = Evidence {
            id: id.clone(),
            kind: EvidenceKind::Other,
            on: Some(today),
            source: None,
            sample: None,
            text,
        };
        if let Some(stage) = map.stage_mut(&stage) {
            stage.evidence.push(piece);
        }
        return Ok((Element::Evidence(stage, id), " with a new piece".into()));
    }
    if let Some(text) = &what.event {
        let id = EventId::new(&fresh_id(map, text, "event", &mut ctx.ids))?;
        let (kind, text) = (EventKind::Other, words(text, "event")?);
        map.events.push(Event { id: id.clone(), on: today, kind, text, stages: Vec::new(), source: None });
        return Ok((Element::Event(id), " with a new one".into()));
    }
    if let Some(name) = &what.segment {
        let id = SegmentId::new(&fresh_id(map, name, "segment", &mut ctx.ids))?;
        let name = Label::new(words(name, "segment")?.as_str());
        map.segments.push(Segment { id: id.clone(), name, share: None, channels: Vec::new(), note: None });
        return Ok((Element::Segment(id), " with a new one".into()));
    }
    let question = what.lead.as_deref().unwrap_or_default();
    let Some(metric) = &args.place.of else {
        return Err(CliError::trouble("a lead belongs to a metric: --of METRIC"));
    };
    let metric = find::card(map, metric, Some(CardKind::Metric))?;
    let id = LeadId::new(&fresh_id(map, question, "lead", &mut ctx.ids))?;
    let question = words(question, "lead")?;
    let lead = Lead { id: id.clone(), on: Some(today), by: who, question, insight: None, action: None };
    if let Some(crate::map::Body::Metric(body)) = map.card_mut(&metric).map(|c| &mut c.body) {
        body.leads.push(lead);
    }
    Ok((Element::Lead(metric, id), " with a new one".into()))
}

/// The id of an element.
pub(super) fn id_of(element: &Element) -> Option<String> {
    Some(match element {
        Element::Map => return None,
        Element::Stage(id) => id.to_string(),
        Element::Lane(id) => id.to_string(),
        Element::Card(id) => id.to_string(),
        Element::Evidence(_, id) => id.to_string(),
        Element::Event(id) => id.to_string(),
        Element::Segment(id) => id.to_string(),
        Element::Lead(_, id) => id.to_string(),
    })
}

/// The one edit that brings the new element, with all its fields, from the grown copy into the map.
pub(super) fn one_edit(map: &Map, grown: &Map, element: &Element) -> Option<Edit> {
    Some(match element {
        Element::Map => return None,
        Element::Stage(id) => stage_edit(grown, id)?,
        Element::Lane(id) => {
            Edit::AddLane { at: grown.lane_index(id)?, lane: grown.lane(id)?.clone(), cells: Vec::new() }
        }
        Element::Card(id) if map.card(id).is_some() => {
            let readings = grown.card(id)?.metric()?.readings.clone();
            let field = CardField::Metric(MetricField::Readings(readings));
            Edit::SetCard { card: id.clone(), field }
        }
        Element::Card(id) => {
            Edit::AddCard { place: grown.place(id)?, card: Box::new(grown.card(id)?.clone()) }
        }
        Element::Evidence(stage, _) => {
            let field = StageField::Evidence(grown.stage(stage)?.evidence.clone());
            Edit::SetStage { stage: stage.clone(), field }
        }
        Element::Event(_) => {
            let mut events = grown.events.clone();
            events.sort_by_key(|e| e.on);
            Edit::SetMap(MapField::Events(events))
        }
        Element::Segment(_) => Edit::SetMap(MapField::Segments(grown.segments.clone())),
        Element::Lead(card, _) => {
            let field = CardField::Metric(MetricField::Leads(grown.card(card)?.metric()?.leads.clone()));
            Edit::SetCard { card: card.clone(), field }
        }
    })
}

fn stage_edit(grown: &Map, id: &StageId) -> Option<Edit> {
    Some(Edit::AddStage { at: grown.stage_index(id)?, stage: Box::new(grown.stage(id)?.clone()) })
}
