//! Closing findings from their list: review, owner, cadence, and what mends without typing.

use super::super::super::app::App;
use super::super::super::layer::{Choice, Layer};
use super::super::super::status::Tone;
use super::super::super::widgets::picker::{Item as Row, Picker};
use super::super::typing::cadence_of;
use super::put_off::together;
use crate::map::Map;
use crate::map::edit::{CardField, Edit, MapField, StageField};
use crate::map::id::{PersonId, StageId};
use crate::rules::{Finding, Target};

impl App {
    /// Reviews the stages that the findings are about.
    pub(super) fn review_found(&mut self) {
        let stages = stages(&self.found());
        if stages.is_empty() {
            self.say(Tone::Info, "this is about no stage; a review is of a stage");
        } else {
            self.start_review(stages);
        }
    }

    /// Asks for the cadence of the stages that the findings are about.
    pub(super) fn ask_cadence_of_found(&mut self) {
        let stages = stages(&self.found());
        if stages.is_empty() {
            self.say(Tone::Info, "this is about no stage; the map's own cadence is one of its fields");
        } else {
            self.ask(cadence_of(&stages));
        }
    }

    /// A list of people to own what the findings are about.
    pub(super) fn assign_found(&mut self) {
        let found = self.found();
        if found.len() == 1 && self.go_to_action() {
            return;
        }
        let count = owned(&found).len();
        if count == 0 {
            self.say(Tone::Info, "nobody can own this");
            return;
        }
        let what = match (count, self.findings.chosen()) {
            (1, Some(item)) if found.len() == 1 => format!("the {} “{}”", item.found.kind, item.found.name),
            (1, _) => "this".to_owned(),
            (n, _) => format!("these {n}"),
        };
        self.asks_who = false;
        let picker = Picker::new(&format!("Who owns {what}?"), self.people_items(Choice::Owner))
            .allow_new("new person");
        self.push(Layer::Pick(Box::new(picker)));
    }

    /// Makes somebody the owner of what the findings are about, as one step.
    pub(in super::super) fn own_found(&mut self, person: Option<&PersonId>) {
        let found = self.found();
        let targets = owned(&found);
        let edits: Vec<Edit> = targets.iter().filter_map(|target| owner(target, person)).collect();
        let name = person.map_or("nobody", |id| self.place.data.name_of(id));
        let words = match edits.len() {
            1 => format!("{name} owns {} now  (u to undo)", self.name_of_chosen()),
            n => format!("{name} owns these {n} now  (u to undo)"),
        };
        self.change_findings(together(edits), words);
    }

    fn name_of_chosen(&self) -> String {
        let chosen = self.findings.chosen().map(|item| &item.found);
        chosen.map_or_else(|| "this".to_owned(), |found| format!("the {} “{}”", found.kind, found.name))
    }

    /// Whether one of the findings can be mended without typing.
    pub fn can_mend(&self) -> bool {
        self.found().iter().any(|f| f.repair.is_some() || matches!(f.target, Target::Conflict(_)))
    }

    /// Mends what the findings are about; where there is more than one way, a person chooses.
    pub(super) fn mend_found(&mut self) {
        let found = self.found();
        match found.as_slice() {
            [Finding { target: Target::Conflict(id), .. }] => self.show_conflict(id),
            [one] => self.mend_one(one),
            many => self.mend_all(many),
        }
    }

    fn mend_one(&mut self, finding: &Finding) {
        let Some(doc) = &self.doc else { return };
        let mut ways = finding.repair.as_ref().map(|repair| repair.ways(&doc.map)).unwrap_or_default();
        if ways.len() > 1 {
            let key = finding.fingerprint();
            let row =
                |(at, way): (usize, &crate::rules::Way)| Row::new(&way.what, Choice::Mend(key.clone(), at));
            let rows = ways.iter().enumerate().map(row).collect();
            self.push(Layer::Pick(Box::new(Picker::new("How is it fixed?", rows))));
            return;
        }
        match ways.pop() {
            Some(way) => self.change_findings(Some(way.edit), format!("{}  (u to undo)", way.what)),
            None => self.say(Tone::Info, "there is nothing to fix any more"),
        }
    }

    /// The way to mend a finding was chosen.
    pub(in super::super) fn mend_by(&mut self, key: &str, way: usize) {
        let Some(doc) = &self.doc else { return };
        let finding = doc.findings.iter().chain(&doc.put_off).find(|f| f.fingerprint() == key);
        let ways = finding.and_then(|f| f.repair.as_ref()).map(|r| r.ways(&doc.map)).unwrap_or_default();
        match ways.into_iter().nth(way) {
            Some(way) => self.change_findings(Some(way.edit), format!("{}  (u to undo)", way.what)),
            None => self.say(Tone::Info, "there is nothing to fix any more"),
        }
    }

    /// Mends all that need no decision, as one step: each for the map as the ones before leave it.
    fn mend_all(&mut self, found: &[Finding]) {
        let Some(doc) = &self.doc else { return };
        let (mut map, mut edits): (Map, Vec<Edit>) = (doc.map.clone(), Vec::new());
        for repair in found.iter().filter_map(|f| f.repair.as_ref()).filter(|r| r.is_mechanical()) {
            let way = repair.ways(&map).into_iter().next();
            if let Some(way) = way.filter(|way| way.edit.clone().apply(&mut map).is_ok()) {
                edits.push(way.edit);
            }
        }
        let (count, rest) = (edits.len(), found.len() - edits.len());
        let words = match rest {
            0 => format!("{count} fixed  (u to undo)"),
            n => format!("{count} fixed, {n} need a person  (u to undo)"),
        };
        self.change_findings(together(edits), words);
    }
}

/// The stages that findings are about, each once.
fn stages(found: &[Finding]) -> Vec<StageId> {
    let mut out: Vec<StageId> = Vec::new();
    for id in found.iter().filter_map(|finding| finding.target.stage()) {
        if !out.contains(id) {
            out.push(id.clone());
        }
    }
    out
}

/// What of the findings' elements can have an owner, each once: evidence is its stage's, what else is in a map is the map's.
fn owned(found: &[Finding]) -> Vec<Target> {
    let mut out: Vec<Target> = Vec::new();
    // A workshop's action has an owner of its own: whoever does it, not whoever owns what it is about.
    for finding in found.iter().filter(|finding| finding.action().is_none()) {
        let target = match &finding.target {
            Target::Workspace | Target::Person(_) => continue,
            Target::Evidence(stage, _) => Target::Stage(stage.clone()),
            Target::Segment(_) | Target::Event(_) | Target::Conflict(_) => Target::Map,
            other => other.clone(),
        };
        if !out.contains(&target) {
            out.push(target);
        }
    }
    out
}

fn owner(target: &Target, person: Option<&PersonId>) -> Option<Edit> {
    let person = person.cloned();
    Some(match target {
        Target::Map => Edit::SetMap(MapField::Owner(person)),
        Target::Stage(id) => Edit::SetStage { stage: id.clone(), field: StageField::Owner(person) },
        Target::Card(_, id) => Edit::SetCard { card: id.clone(), field: CardField::Owner(person) },
        _ => return None,
    })
}
