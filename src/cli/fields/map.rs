//! Fields of a map.

use super::super::error::Result;
use super::super::value::{Given, Scope, word};
use super::{Field, policy, snooze};
use crate::map::edit::{Edit, MapField};
use crate::map::id::MapId;
use crate::map::{Flow, Label, Map, Priority, State};

pub(super) const FIELDS: &[Field] = &[
    ("title", "words"),
    ("state", "current, future"),
    ("owner", "a person"),
    ("team", "words"),
    ("actor", "words"),
    ("scenario", "a text"),
    ("expectations", "a text"),
    ("future_of", "the id of a map"),
    ("created", "a day"),
    ("review_every", "days"),
    ("tags", "words, several"),
    ("flow.started", "journeys a month"),
    ("flow.completed", "journeys a month"),
    ("flow.silent", "journeys a month without a contact"),
    ("flow.as_of", "a day"),
    ("flow.source", "words"),
    ("priority.volume", "1 to 5"),
    ("priority.value", "1 to 5"),
    ("priority.feasibility", "1 to 5"),
    ("priority.complexity", "1 to 5"),
    ("policy.stale_after", "days"),
    ("policy.default_cadence", "yes, no"),
    ("policy.overdue_after", "days"),
    ("policy.notice", "days"),
    ("policy.grace", "days"),
    ("policy.never", "why"),
    ("policy.rule.RULE.level", "off, info, warning, error"),
    ("policy.rule.RULE.KIND.level", "off, info, warning, error"),
    ("policy.rule.RULE.limit", "how many"),
    ("policy.rule.RULE.warn_after", "days"),
    ("policy.rule.RULE.error_after", "days"),
    ("policy.rule.RULE.never", "why"),
    ("snooze.RULE", "a day, then why"),
    ("snooze.RULE/PART", "a day, then why"),
];

pub(super) fn set(scope: &Scope<'_>, given: &Given<'_>) -> Result<Option<Edit>> {
    Ok(field(scope, given)?.map(Edit::SetMap))
}

fn field(scope: &Scope<'_>, given: &Given<'_>) -> Result<Option<MapField>> {
    let map = scope.map;
    Ok(Some(match given.field.as_str() {
        "title" => MapField::Title(given.needed_label()?),
        "state" => MapField::State(given.required(word!(State))?),
        "owner" => MapField::Owner(given.person(scope)?),
        "team" => MapField::Team(given.label()?),
        "actor" => MapField::Actor(given.label()?),
        "scenario" => MapField::Scenario(given.text()),
        "expectations" => MapField::Expectations(given.text()),
        "future_of" => {
            MapField::FutureOf(given.optional(|t| MapId::new(t.trim()).map_err(|e| e.to_string()))?)
        }
        "created" => MapField::Created(given.date(scope.today)?),
        "review_every" => MapField::ReviewEvery(given.days()?),
        "tags" => MapField::Tags(given.list(&map.tags, |t| Ok(Label::new(t)))?),
        _ => return nested(scope, map, given),
    }))
}

fn nested(scope: &Scope<'_>, map: &Map, given: &Given<'_>) -> Result<Option<MapField>> {
    if let Some(inner) = given.below("flow") {
        let mut flow = map.flow.clone().unwrap_or_default();
        return Ok(set_flow(scope, &mut flow, &inner)?.then(|| MapField::Flow(some(flow))));
    }
    if let Some(inner) = given.below("priority") {
        let mut priority = map.priority.clone().unwrap_or_default();
        return Ok(set_priority(&mut priority, &inner)?.then(|| MapField::Priority(some(priority))));
    }
    if let Some(inner) = given.below("policy") {
        let mut changed = map.policy.clone().unwrap_or_default();
        return Ok(policy::set(&mut changed, &inner)?.then(|| MapField::Policy(some(changed))));
    }
    let list = snooze::set(scope, given, &map.snoozes, None)?;
    Ok(list.map(MapField::Snoozes))
}

fn set_flow(scope: &Scope<'_>, flow: &mut Flow, given: &Given<'_>) -> Result<bool> {
    match given.field.as_str() {
        "started" => flow.started = given.amount()?,
        "completed" => flow.completed = given.amount()?,
        "silent" => flow.silent = given.amount()?,
        "as_of" => flow.as_of = given.date(scope.today)?,
        "source" => flow.source = given.label()?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn set_priority(priority: &mut Priority, given: &Given<'_>) -> Result<bool> {
    let field = match given.field.as_str() {
        "volume" => &mut priority.volume,
        "value" => &mut priority.value,
        "feasibility" => &mut priority.feasibility,
        "complexity" => &mut priority.complexity,
        _ => return Ok(false),
    };
    *field = given.optional(one_to_five)?;
    Ok(true)
}

fn one_to_five(text: &str) -> Result<u8, String> {
    let score = text.trim().parse().ok().filter(|score| (1..=5).contains(score));
    score.ok_or_else(|| format!("`{text}` is not from 1 to 5"))
}

/// Nothing where nothing is said.
pub(super) fn some<T: Default + PartialEq>(value: T) -> Option<T> {
    (value != T::default()).then_some(value)
}
