//! One line of the answer: a finding of a rule, or something that is wrong in a file.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use super::places::Places;
use crate::map::id::{CardId, EventId};
use crate::map::policy::Level as RuleLevel;
use crate::map::say::quote;
use crate::map::{Card, Map, Workspace};
use crate::rules::{Finding, Target};
use crate::store::diagnostic::{Diagnostic, Level, line_col};

/// How many characters of a card's text name it.
const SHORT: usize = 40;

/// One thing that is wrong or found.
#[derive(Debug, Clone, Serialize)]
pub(in crate::cli) struct Item {
    #[serde(serialize_with = "word")]
    pub(in crate::cli) level: Level,
    /// The rule, or the code of the diagnostic.
    pub(in crate::cli) rule: &'static str,
    /// The element's id; none for the map or the file.
    pub(super) element: Option<String>,
    /// The stage that it is or stands in.
    pub(super) stage: Option<String>,
    /// The person who answers for the element.
    pub(super) owner: Option<String>,
    /// What it is about, in words; empty for the file.
    #[serde(skip)]
    pub(in crate::cli) about: String,
    /// What the stage is called.
    #[serde(skip)]
    pub(in crate::cli) stage_name: Option<String>,
    pub(super) message: String,
    pub(super) fix: Option<String>,
    /// What tells it from another finding of the rule on the element.
    pub(super) part: Option<String>,
    /// For how many days it has held, where that is known.
    pub(super) age: Option<u32>,
    /// From 1.
    pub(super) line: Option<usize>,
    /// From 1, in characters.
    pub(super) column: Option<usize>,
    /// The same as long as the finding is the same, whatever its words.
    pub(in crate::cli) fingerprint: Option<String>,
    /// The bytes of the file's text that it points at.
    #[serde(skip)]
    pub(super) span: Option<Range<usize>>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn word<S: serde::Serializer>(level: &Level, s: S) -> std::result::Result<S::Ok, S::Error> {
    s.serialize_str(level.word())
}

impl Item {
    /// Something wrong in a file.
    pub(super) fn of_diagnostic(found: &Diagnostic, text: &str) -> Self {
        let place = found.span.as_ref().map(|span| line_col(text, span.start));
        Self {
            level: found.level,
            rule: found.code,
            element: None,
            stage: None,
            owner: None,
            about: String::new(),
            stage_name: None,
            message: found.message.clone(),
            fix: found.hint.clone(),
            part: None,
            age: None,
            line: place.map(|p| p.line),
            column: place.map(|p| p.column),
            fingerprint: None,
            span: found.span.clone(),
        }
    }

    /// Something that a rule finds.
    pub(super) fn of_finding(finding: &Finding, seen: &Seen<'_>, places: &Places<'_>) -> Self {
        let target = &finding.target;
        let span = places.of(target, seen.map);
        let place = span.as_ref().map(|span| places.line_col(span.start));
        Self {
            level: level_of(finding.level),
            rule: finding.rule.id,
            element: target.id().map(str::to_owned),
            stage: target.stage().map(ToString::to_string),
            owner: super::select::is_up_to(finding, seen).map(|id| id.to_string()),
            about: about(target, seen),
            stage_name: target.stage().and_then(|id| seen.map?.stage(id)).map(|s| s.name.to_string()),
            message: finding.why.clone(),
            fix: Some(finding.fix.to_string()),
            part: Some(finding.part.to_string()).filter(|part| !part.is_empty()),
            age: finding.age,
            line: place.map(|p| p.line),
            column: place.map(|p| p.column),
            fingerprint: Some(finding.fingerprint()),
            span,
        }
    }

    /// Whether a rule found it; else it is wrong in the file.
    pub(in crate::cli) fn is_finding(&self) -> bool {
        self.fingerprint.is_some()
    }

    /// What it is about and what is said of it.
    pub(in crate::cli) fn sentence(&self) -> String {
        if self.about.is_empty() { self.message.clone() } else { format!("{}: {}", self.about, self.message) }
    }
}

/// What a finding's words are made with.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    /// The map that it is in; none: it is about the workspace.
    pub(super) map: Option<&'a Map>,
    /// The workspace.
    pub(super) workspace: &'a Workspace,
    /// Its cards: a map with many findings is not searched for each of them.
    cards: OnceCell<HashMap<&'a CardId, &'a Card>>,
}

impl<'a> Seen<'a> {
    /// A map, or none, in its workspace.
    pub(super) fn new(map: Option<&'a Map>, workspace: &'a Workspace) -> Self {
        Self { map, workspace, cards: OnceCell::new() }
    }

    /// The card with this id.
    pub(super) fn card(&self, id: &CardId) -> Option<&'a Card> {
        let all = || self.map.into_iter().flat_map(Map::cards).map(|card| (&card.id, card)).collect();
        self.cards.get_or_init(all).get(id).copied()
    }
}

/// What an element is called.
fn about(target: &Target, seen: &Seen<'_>) -> String {
    let stage = |id| seen.map.and_then(|map| map.stage(id));
    match target {
        Target::Workspace => "the workspace".to_owned(),
        Target::Person(id) => seen.workspace.name_of(id).to_owned(),
        Target::Segment(id) => format!("segment {id}"),
        Target::Evidence(_, id) => format!("evidence {id}"),
        Target::Map => "the map".to_owned(),
        Target::Stage(id) => stage(id).map_or_else(|| id.to_string(), |s| s.name.to_string()),
        Target::Card(_, id) => seen
            .card(id)
            .map_or_else(|| id.to_string(), |c| format!("{} {}", c.kind(), quote(&c.text.one_line(), SHORT))),
        Target::Event(id) => event(id, seen),
        Target::Conflict(id) => format!("conflict {id}"),
    }
}

/// What an event is called: what happened.
fn event(id: &EventId, seen: &Seen<'_>) -> String {
    let known = seen.map.and_then(|map| map.events.iter().find(|event| event.id == *id));
    known.map_or_else(
        || format!("event {id}"),
        |event| format!("event {}", quote(&event.text.one_line(), SHORT)),
    )
}

/// A rule's level as a diagnostic's.
pub(super) fn level_of(level: RuleLevel) -> Level {
    match level {
        RuleLevel::Error => Level::Error,
        RuleLevel::Warning => Level::Warning,
        RuleLevel::Info | RuleLevel::Off => Level::Note,
    }
}
