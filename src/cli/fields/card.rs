//! Fields of cards: those of every card, and those of each kind.

use super::super::error::{CliError, Result};
use super::super::find;
use super::super::value::{Given, Scope, in_words, word};
use super::map::some;
use super::{Field, parts, snooze};
use crate::map::card::{
    Contacts, Direction, Horizon, Intervention, Measure, Metric, Opportunity, OpportunityStatus, Pain,
    PainStatus, Period, Rice, Severity,
};
use crate::map::edit::{
    CardField, Edit, MapField, MetricField, OpportunityField, PainField, StageField, StepField,
};
use crate::map::id::{CardId, EvidenceId, SegmentId};
use crate::map::{Body, Card, CardKind, Emotion, Label};

pub(super) const COMMON: &[Field] = &[
    ("text", "a text; a metric's name"),
    ("detail", "a text"),
    ("owner", "a person"),
    ("tags", "words, several"),
    ("segments", "ids of segments, several"),
    ("evidence", "ids of evidence, several"),
    ("votes", "how many"),
    ("snooze.RULE", "a day, then why"),
];
const STEP: &[Field] =
    &[("channel", "words"), ("emotion", "-2 to +2"), ("moment_of_truth", "yes, no"), ("minutes", "a number")];
const PAIN: &[Field] = &[
    ("severity", "low, medium, high, critical"),
    ("since", "a day"),
    ("status", "open, resolved, accepted WHY"),
    ("contacts.reason", "words"),
    ("contacts.per_month", "a number"),
    ("contacts.minutes", "a number"),
    ("contacts.as_of", "a day"),
    ("contacts.source", "words"),
    ("importance", "0 to 10"),
    ("satisfaction", "0 to 10"),
];
const OPPORTUNITY: &[Field] = &[
    ("kind", "notify, automate, trigger, redesign, self-serve, educate, policy, train, repair, other"),
    ("horizon", "crawl, walk, run"),
    ("status", "idea, planned, doing, shipped, measured, dropped"),
    ("treats", "ids of pains, several"),
    ("due", "a day"),
    ("shipped", "a day"),
    ("prevents", "percent of the contacts"),
    ("prevented", "percent of the contacts"),
    ("cost", "an amount"),
    ("rice.reach", "customers a month"),
    ("rice.impact", "a number"),
    ("rice.confidence", "percent"),
    ("rice.effort", "person-months"),
];
const METRIC: &[Field] = &[
    ("measure", "count, rate, score, time, money"),
    ("unit", "words"),
    ("source", "words"),
    ("target", "a number"),
    ("direction", "up, down"),
    ("period", "daily, weekly, monthly, quarterly, yearly"),
    ("readings", "DAY=VALUE, several"),
];

/// The fields that only cards of this kind have.
pub(super) fn own(kind: CardKind) -> &'static [Field] {
    match kind {
        CardKind::Step => STEP,
        CardKind::Note => &[],
        CardKind::Pain => PAIN,
        CardKind::Opportunity => OPPORTUNITY,
        CardKind::Metric => METRIC,
    }
}

/// All fields of a card of this kind.
pub(super) fn fields(kind: CardKind) -> Vec<Field> {
    [COMMON, own(kind)].concat()
}

pub(super) fn set(scope: &Scope<'_>, id: &CardId, given: &Given<'_>) -> Result<Option<Edit>> {
    let Some(card) = scope.map.card(id) else { return Ok(None) };
    if given.field.starts_with("snooze") {
        return snoozed(scope, card, given);
    }
    let field = match common(scope, card, given)? {
        Some(field) => Some(field),
        None => typed(scope, card, given)?,
    };
    Ok(field.map(|field| Edit::SetCard { card: id.clone(), field }))
}

fn common(scope: &Scope<'_>, card: &Card, given: &Given<'_>) -> Result<Option<CardField>> {
    Ok(Some(match given.field.as_str() {
        "text" | "name" => CardField::Text(given.needed_text()?),
        "detail" => CardField::Detail(given.text()),
        "owner" => CardField::Owner(given.person(scope)?),
        "tags" => CardField::Tags(given.list(&card.tags, |t| Ok(Label::new(t)))?),
        "segments" => CardField::Segments(given.list(&card.segments, |t| segment(scope, t))?),
        "evidence" => CardField::Evidence(given.list(&card.evidence, |t| evidence(scope, t))?),
        "votes" => CardField::Votes(given.count()?),
        _ => return Ok(None),
    }))
}

fn segment(scope: &Scope<'_>, text: &str) -> Result<SegmentId, String> {
    let is_segment = |e: &find::Element| matches!(e, find::Element::Segment(_));
    match find::find(scope.map, text, "segment", is_segment) {
        Ok(find::Element::Segment(id)) => Ok(id),
        Ok(_) => Err(format!("there is no segment `{text}`")),
        Err(error) => Err(in_words(&error)),
    }
}

fn evidence(scope: &Scope<'_>, text: &str) -> Result<EvidenceId, String> {
    let is_evidence = |e: &find::Element| matches!(e, find::Element::Evidence(..));
    match find::find(scope.map, text, "evidence", is_evidence) {
        Ok(find::Element::Evidence(_, id)) => Ok(id),
        Ok(_) => Err(format!("there is no evidence `{text}`")),
        Err(error) => Err(in_words(&error)),
    }
}

fn typed(scope: &Scope<'_>, card: &Card, given: &Given<'_>) -> Result<Option<CardField>> {
    Ok(match &card.body {
        Body::Step(_) => step(given)?.map(CardField::Step),
        Body::Note => None,
        Body::Pain(now) => pain(scope, now, given)?.map(CardField::Pain),
        Body::Opportunity(now) => opportunity(scope, now, given)?.map(CardField::Opportunity),
        Body::Metric(now) => metric(scope, now, given)?.map(CardField::Metric),
    })
}

fn step(given: &Given<'_>) -> Result<Option<StepField>> {
    Ok(Some(match given.field.as_str() {
        "channel" => StepField::Channel(given.label()?),
        "emotion" => StepField::Emotion(given.optional(emotion)?),
        "moment_of_truth" => StepField::MomentOfTruth(given.yes()?),
        "minutes" => StepField::Minutes(given.amount()?),
        _ => return Ok(None),
    }))
}

fn emotion(text: &str) -> Result<Emotion, String> {
    let plain = text.trim().replace('−', "-");
    let by_word = || Emotion::ALL.into_iter().find(|e| e.word() == plain.to_lowercase());
    let score = plain.parse().ok().and_then(Emotion::new).or_else(by_word);
    score.ok_or_else(|| format!("`{text}` is not from -2 (very negative) to +2 (very positive)"))
}

fn pain(scope: &Scope<'_>, now: &Pain, given: &Given<'_>) -> Result<Option<PainField>> {
    Ok(Some(match given.field.as_str() {
        "severity" => PainField::Severity(given.required(word!(Severity))?),
        "since" => PainField::Since(given.date(scope.today)?),
        "status" => PainField::Status(pain_status(given)?),
        "importance" => PainField::Importance(given.between(0, 10)?),
        "satisfaction" => PainField::Satisfaction(given.between(0, 10)?),
        _ => {
            let Some(inner) = given.below("contacts") else { return Ok(None) };
            let mut contacts = now.contacts.clone().unwrap_or_default();
            return Ok(
                set_contacts(scope, &mut contacts, &inner)?.then(|| PainField::Contacts(some(contacts)))
            );
        }
    }))
}

fn pain_status(given: &Given<'_>) -> Result<PainStatus> {
    let Some((word, rest)) = given.values.split_first() else { return Ok(PainStatus::Open) };
    let (word, inline) = word.trim().split_once([' ', ':']).unwrap_or((word.trim(), ""));
    let why = Label::new(
        &std::iter::once(inline).chain(rest.iter().map(String::as_str)).collect::<Vec<_>>().join(" "),
    );
    match word.to_lowercase().as_str() {
        "open" => Ok(PainStatus::Open),
        "resolved" => Ok(PainStatus::Resolved),
        "accepted" if why.is_empty() => Err(CliError::trouble("status: say why it is accepted")
            .hint("milepost set MAP PAIN status accepted \"too rare to treat\"")),
        "accepted" => Ok(PainStatus::Accepted(why)),
        _ => Err(CliError::trouble(format!("status: `{word}` is none of open, resolved, accepted WHY"))),
    }
}

fn set_contacts(scope: &Scope<'_>, contacts: &mut Contacts, given: &Given<'_>) -> Result<bool> {
    match given.field.as_str() {
        "reason" => contacts.reason = given.label()?,
        "per_month" => contacts.per_month = given.amount()?,
        "minutes" => contacts.minutes = given.amount()?,
        "as_of" => contacts.as_of = given.date(scope.today)?,
        "source" => contacts.source = given.label()?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn opportunity(scope: &Scope<'_>, now: &Opportunity, given: &Given<'_>) -> Result<Option<OpportunityField>> {
    use OpportunityField as F;
    Ok(Some(match given.field.as_str() {
        "kind" => F::Kind(given.optional(word!(Intervention))?),
        "horizon" => F::Horizon(given.optional(word!(Horizon))?),
        "status" => F::Status(given.required(word!(OpportunityStatus))?),
        "treats" => F::Treats(given.cards(scope, &now.treats, CardKind::Pain)?),
        "due" => F::Due(given.date(scope.today)?),
        "shipped" => F::Shipped(given.date(scope.today)?),
        "prevents" => F::Prevents(given.percent()?),
        "prevented" => F::Prevented(given.percent()?),
        "cost" => F::Cost(given.amount()?),
        _ => {
            let Some(inner) = given.below("rice") else { return Ok(None) };
            let mut rice = now.rice.clone().unwrap_or_default();
            return Ok(set_rice(&mut rice, &inner)?.then(|| F::Rice(some(rice))));
        }
    }))
}

fn set_rice(rice: &mut Rice, given: &Given<'_>) -> Result<bool> {
    match given.field.as_str() {
        "reach" => rice.reach = given.amount()?,
        "impact" => rice.impact = given.amount()?,
        "confidence" => rice.confidence = given.percent()?,
        "effort" => rice.effort = given.amount()?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn metric(scope: &Scope<'_>, now: &Metric, given: &Given<'_>) -> Result<Option<MetricField>> {
    Ok(Some(match given.field.as_str() {
        "measure" => MetricField::Measure(given.optional(word!(Measure))?),
        "unit" => MetricField::Unit(given.label()?),
        "source" => MetricField::Source(given.label()?),
        "target" => MetricField::Target(given.number()?),
        "direction" => MetricField::Direction(given.optional(word!(Direction))?),
        "period" => MetricField::Period(given.optional(word!(Period))?),
        "readings" | "reading" => MetricField::Readings(parts::readings(scope, &now.readings, given)?),
        _ => return Ok(None),
    }))
}

/// A snooze of a finding about a card stands on its stage, or on the map for the map's own metrics.
fn snoozed(scope: &Scope<'_>, card: &Card, given: &Given<'_>) -> Result<Option<Edit>> {
    let Some(place) = scope.map.place(&card.id) else { return Ok(None) };
    let stage = place.stage.as_ref().and_then(|id| scope.map.stage(id));
    let now = stage.map_or(&scope.map.snoozes, |s| &s.snoozes);
    if given.field == "snooze" {
        return Err(
            CliError::trouble("snooze: say which rule is put off for this card").hint("snooze.RULE DAY WHY")
        );
    }
    let list = snooze::set(scope, given, now, Some(&card.id))?;
    Ok(list.map(|list| match stage {
        Some(stage) => Edit::SetStage { stage: stage.id.clone(), field: StageField::Snoozes(list) },
        None => Edit::SetMap(MapField::Snoozes(list)),
    }))
}
