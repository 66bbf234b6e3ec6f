//! A finding with the names of what it is about: what a list shows of it when its map is not at hand.

use crate::map::evidence::Evidence;
use crate::map::id::{CardId, PersonId, StageId};
use crate::map::{Map, Workspace};
use crate::rules::{Finding, Found, Target};

/// A finding with the names of what it is about, as they were when the rules looked.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The finding.
    pub finding: Finding,
    /// Its fingerprint.
    pub key: String,
    /// The stage that it is about or in: its number from 1, and its name.
    pub stage: Option<(usize, String)>,
    /// What kind of thing it is about: `pain`, `stage`, `map`.
    pub kind: &'static str,
    /// What that is called, on one line.
    pub name: String,
    /// Who answers for it: its own owner, else the stage's, else the map's.
    pub owner: Option<PersonId>,
}

/// What only all maps of a workspace together show.
#[derive(Debug, Clone, Default)]
pub struct Together {
    /// What asks for somebody.
    pub open: Vec<Listed>,
    /// What was put off.
    pub put_off: Vec<Listed>,
}

impl Together {
    /// With the names of what it is about.
    pub fn of(workspace: &Workspace, found: Found) -> Self {
        Self { open: list(None, workspace, found.open), put_off: list(None, workspace, found.put_off) }
    }

    /// Both, the open ones first.
    pub fn all(&self) -> impl Iterator<Item = &Listed> {
        self.open.iter().chain(&self.put_off)
    }

    /// Puts these findings to the others: to those that are put off, or back.
    pub fn shift(&mut self, keys: &[String], is_put_off: bool) {
        let (from, to) = if is_put_off {
            (&mut self.open, &mut self.put_off)
        } else {
            (&mut self.put_off, &mut self.open)
        };
        let (moved, rest) = std::mem::take(from).into_iter().partition(|listed| keys.contains(&listed.key));
        *from = rest;
        to.extend::<Vec<Listed>>(moved);
    }
}

/// Findings of a map with the names of what they are about; without a map: of the workspace.
pub fn list(map: Option<&Map>, workspace: &Workspace, findings: Vec<Finding>) -> Vec<Listed> {
    findings.into_iter().map(|finding| listed(map, workspace, finding)).collect()
}

fn listed(map: Option<&Map>, workspace: &Workspace, finding: Finding) -> Listed {
    let index = finding.target.stage().and_then(|id| map?.stage_index(id));
    let stage = index.and_then(|at| Some((at + 1, map?.stages.get(at)?.name.to_string())));
    let (kind, name) = about(map, workspace, &finding.target);
    let owner = finding.owner.clone().or_else(|| owner(map, &finding.target));
    Listed { key: finding.fingerprint(), finding, stage, kind, name, owner }
}

fn about(map: Option<&Map>, workspace: &Workspace, target: &Target) -> (&'static str, String) {
    let stage = |id: &StageId| map.and_then(|m| m.stage(id));
    match target {
        Target::Workspace => ("workspace", String::new()),
        Target::Person(id) => ("person", workspace.name_of(id).to_owned()),
        Target::Map => ("map", map.map_or_else(String::new, |m| m.title.to_string())),
        Target::Segment(id) => {
            let segment = map.and_then(|m| m.segments.iter().find(|s| s.id == *id));
            ("segment", segment.map_or_else(|| id.to_string(), |s| s.name.to_string()))
        }
        Target::Event(id) => {
            let event = map.and_then(|m| m.events.iter().find(|e| e.id == *id));
            ("event", event.map_or_else(|| id.to_string(), |e| e.text.one_line().into_owned()))
        }
        Target::Conflict(id) => ("conflict", id.to_string()),
        Target::Stage(id) => ("stage", stage(id).map_or_else(|| id.to_string(), |s| s.name.to_string())),
        Target::Evidence(at, id) => {
            let evidence = stage(at).and_then(|s| s.evidence.iter().find(|e| e.id == *id));
            ("evidence", evidence.map_or_else(|| id.to_string(), evidence_name))
        }
        Target::Card(_, id) => card(map, id),
    }
}

/// Where it comes from, else what it says.
fn evidence_name(evidence: &Evidence) -> String {
    let source = evidence.source.as_ref().map(ToString::to_string);
    let text = || evidence.text.as_ref().map(|text| text.one_line().into_owned());
    source.or_else(text).unwrap_or_else(|| evidence.kind.to_string())
}

fn card(map: Option<&Map>, id: &CardId) -> (&'static str, String) {
    let card = map.and_then(|m| m.card(id));
    card.map_or_else(|| ("card", id.to_string()), |c| (c.kind().word(), c.text.one_line().into_owned()))
}

fn owner(map: Option<&Map>, target: &Target) -> Option<PersonId> {
    if let Target::Person(id) = target {
        return Some(id.clone());
    }
    let map = map?;
    let card = target.card().and_then(|id| map.card(id)).and_then(|card| card.owner.clone());
    let stage = || map.owner_of(target.stage().and_then(|id| map.stage(id))?).map(|(id, _)| id);
    card.or_else(stage).or_else(|| map.owner.clone())
}
