//! What is kept in lists: evidence, events, segments, leads and readings.

use super::super::error::{CliError, Result};
use super::super::find;
use super::super::value::{Given, Mode, Scope, date, in_words, number, word};
use super::Field;
use crate::map::Label;
use crate::map::card::Reading;
use crate::map::edit::{CardField, Edit, MapField, MetricField, StageField};
use crate::map::event::EventKind;
use crate::map::evidence::EvidenceKind;
use crate::map::id::{CardId, EventId, EvidenceId, LeadId, SegmentId, StageId};

pub(super) const EVIDENCE: &[Field] = &[
    ("kind", "interview, survey, analytics, contacts, observation, test, other"),
    ("on", "a day"),
    ("source", "words"),
    ("sample", "how many"),
    ("text", "a text"),
];
pub(super) const EVENT: &[Field] = &[
    ("on", "a day"),
    ("kind", "release, policy, channel, feedback, incident, other"),
    ("text", "a text"),
    ("stages", "stages, several"),
    ("source", "words"),
];
pub(super) const SEGMENT: &[Field] =
    &[("name", "words"), ("share", "percent"), ("channels", "words, several"), ("note", "a text")];
pub(super) const LEAD: &[Field] = &[
    ("on", "a day"),
    ("by", "a person"),
    ("question", "a text"),
    ("insight", "a text"),
    ("action", "a text"),
];

pub(super) fn set_evidence(
    scope: &Scope<'_>,
    stage: &StageId,
    id: &EvidenceId,
    given: &Given<'_>,
) -> Result<Option<Edit>> {
    let Some(holder) = scope.map.stage(stage) else { return Ok(None) };
    let mut list = holder.evidence.clone();
    let Some(piece) = list.iter_mut().find(|e| e.id == *id) else { return Ok(None) };
    match given.field.as_str() {
        "kind" => piece.kind = given.required(word!(EvidenceKind))?,
        "on" => piece.on = given.date(scope.today)?,
        "source" => piece.source = given.label()?,
        "sample" => piece.sample = given.count()?.map(u64::from),
        "text" => piece.text = given.text(),
        _ => return Ok(None),
    }
    Ok(Some(Edit::SetStage { stage: stage.clone(), field: StageField::Evidence(list) }))
}

pub(super) fn set_event(scope: &Scope<'_>, id: &EventId, given: &Given<'_>) -> Result<Option<Edit>> {
    let mut list = scope.map.events.clone();
    let Some(event) = list.iter_mut().find(|e| e.id == *id) else { return Ok(None) };
    match given.field.as_str() {
        "on" => event.on = given.required(|t| date(t, scope.today))?,
        "kind" => event.kind = given.required(word!(EventKind))?,
        "text" => event.text = given.needed_text()?,
        "stages" => {
            let stage = |t: &str| find::stage(scope.map, t).map_err(|e| in_words(&e));
            event.stages = given.list(&event.stages, stage)?;
        }
        "source" => event.source = given.label()?,
        _ => return Ok(None),
    }
    list.sort_by_key(|e| e.on);
    Ok(Some(Edit::SetMap(MapField::Events(list))))
}

pub(super) fn set_segment(scope: &Scope<'_>, id: &SegmentId, given: &Given<'_>) -> Result<Option<Edit>> {
    let mut list = scope.map.segments.clone();
    let Some(segment) = list.iter_mut().find(|s| s.id == *id) else { return Ok(None) };
    match given.field.as_str() {
        "name" => segment.name = given.needed_label()?,
        "share" => segment.share = given.percent()?,
        "channels" => segment.channels = given.list(&segment.channels, |t| Ok(Label::new(t)))?,
        "note" => segment.note = given.text(),
        _ => return Ok(None),
    }
    Ok(Some(Edit::SetMap(MapField::Segments(list))))
}

pub(super) fn set_lead(
    scope: &Scope<'_>,
    card: &CardId,
    id: &LeadId,
    given: &Given<'_>,
) -> Result<Option<Edit>> {
    let Some(metric) = scope.map.card(card).and_then(|c| c.metric()) else { return Ok(None) };
    let mut list = metric.leads.clone();
    let Some(lead) = list.iter_mut().find(|l| l.id == *id) else { return Ok(None) };
    match given.field.as_str() {
        "on" => lead.on = given.date(scope.today)?,
        "by" => lead.by = given.person(scope)?,
        "question" => lead.question = given.needed_text()?,
        "insight" => lead.insight = given.text(),
        "action" => lead.action = given.text(),
        _ => return Ok(None),
    }
    let field = CardField::Metric(MetricField::Leads(list));
    Ok(Some(Edit::SetCard { card: card.clone(), field }))
}

/// `DAY=VALUE …` in place of the readings that there are, added to them, or (`DAY` alone) taken from them; one a day,
/// oldest first.
pub(super) fn readings(scope: &Scope<'_>, now: &[Reading], given: &Given<'_>) -> Result<Vec<Reading>> {
    let mut list = if given.mode == Mode::Set { Vec::new() } else { now.to_vec() };
    for text in given.values {
        if given.mode == Mode::Remove {
            let day = text.split('=').next().unwrap_or_default();
            let day = date(day, scope.today).map_err(|why| CliError::trouble(format!("reading: {why}")))?;
            list.retain(|r| r.on != day);
            continue;
        }
        let (day, value) = reading(scope, text)?;
        match list.iter_mut().find(|r| r.on == day) {
            Some(same_day) => same_day.value = value,
            None => list.push(Reading { on: day, value, n: None, note: None }),
        }
    }
    list.sort_by_key(|r| r.on);
    Ok(list)
}

fn reading(scope: &Scope<'_>, text: &str) -> Result<(jiff::civil::Date, crate::map::Decimal)> {
    let bad = |why: String| CliError::trouble(format!("reading: {why}"));
    let Some((day, value)) = text.split_once('=') else {
        return Err(bad(format!("`{text}` is no reading; write it like 2026-11-01=42")));
    };
    Ok((date(day, scope.today).map_err(bad)?, number(value).map_err(bad)?))
}
