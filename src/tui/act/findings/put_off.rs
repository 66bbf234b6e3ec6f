//! Putting findings off, by fingerprint: rule and element.

use jiff::civil::Date;

use super::super::super::app::App;
use super::super::super::ask::Ask;
use super::super::super::status::Tone;
use super::super::Then;
use crate::map::edit::{Edit, MapField, StageField, WorkspaceEdit};
use crate::map::id::StageId;
use crate::map::review::Snooze;
use crate::map::{Label, Map};
use crate::rules::Finding;

impl App {
    /// Asks until when the marked or chosen findings are put off.
    pub(super) fn start_putting_off(&mut self) {
        let found = self.found();
        if let Some(why) = found.iter().find_map(never) {
            self.say(Tone::Info, why);
            return;
        }
        let keys: Vec<String> = found.iter().map(Finding::fingerprint).collect();
        if !self.is_named("What is put off", || Then::PutOff(keys.clone())) {
            return;
        }
        self.ask(Ask::PutOffUntil(keys));
    }

    /// The day until which findings are put off was typed.
    pub fn put_off_until(&mut self, keys: Vec<String>, text: &str) {
        match self.day_to_wait_for(text) {
            Ok(until) => self.ask(Ask::PutOffWhy(keys, until)),
            Err(words) => {
                self.say(Tone::Warning, words);
                self.ask_with(Ask::PutOffUntil(keys), text);
            }
        }
    }

    /// Puts findings off, as one step.
    pub fn put_off(&mut self, keys: Vec<String>, until: Date, why: &str) {
        let why = Label::new(why);
        if why.is_empty() {
            self.say(Tone::Warning, "what is put off needs a reason");
            self.ask(Ask::PutOffWhy(keys, until));
            return;
        }
        let Some(me) = self.me.clone() else { return };
        let snooze = |finding: &Finding, again| Snooze {
            rule: Some(Label::new(finding.rule.id)),
            card: finding.target.card().cloned(),
            part: Some(Label::new(finding.snooze_part())).filter(|part| !part.is_empty()),
            until,
            by: me.clone(),
            why: why.clone(),
            again,
        };
        let each = |snoozes: &mut Vec<Snooze>, finding: &Finding| {
            let again = snoozes.iter().find(|s| is_of(s, finding)).map_or(0, |s| s.again.saturating_add(1));
            snoozes.retain(|s| !is_of(s, finding));
            snoozes.push(snooze(finding, again));
        };
        let words = |found: &[&Finding]| match found {
            [] => "this finding is no more".to_owned(),
            [one] => format!("put off until {until}: {}", one.why),
            many => format!("{} findings put off until {until}", many.len()),
        };
        if keys.iter().any(|key| self.atlas.together.all().any(|listed| listed.key == *key)) {
            self.change_together(&keys, true, each, words);
            return;
        }
        let Some(doc) = &self.doc else { return };
        let all = doc.findings.iter().chain(&doc.put_off);
        let found: Vec<&Finding> = all.filter(|f| keys.contains(&f.fingerprint())).collect();
        let edit = change(&doc.map, &found, each);
        let words = format!("{}  (u to undo)", words(&found));
        self.change_findings(edit, words);
    }

    /// Changes what is put off of the workspace itself: in `milepost.ron`, as one step of its own undo.
    fn change_together(
        &mut self,
        keys: &[String],
        is_put_off: bool,
        mut each: impl FnMut(&mut Vec<Snooze>, &Finding),
        words: impl Fn(&[&Finding]) -> String,
    ) {
        let all = self.atlas.together.all().filter(|listed| keys.contains(&listed.key));
        let found: Vec<&Finding> = all.map(|listed| &listed.finding).collect();
        let mut snoozes = self.place.data.snoozes.clone();
        for finding in &found {
            each(&mut snoozes, finding);
        }
        let words = words(&found);
        self.findings.marks.clear();
        if self.edit_workspace(&words, WorkspaceEdit::SetSnoozes(snoozes)) {
            self.atlas.together.shift(keys, is_put_off);
            self.refill_findings();
        }
    }

    /// Takes away that the marked or chosen findings are put off.
    pub(super) fn wake_found(&mut self) {
        let found = self.found();
        let each = |snoozes: &mut Vec<Snooze>, finding: &Finding| snoozes.retain(|s| !covers(s, finding));
        let words = |found: &[&Finding]| match found {
            [one] => format!("not put off any more: {}", one.why),
            many => format!("{} findings are not put off any more", many.len()),
        };
        if found.iter().any(|finding| finding.map.is_none()) {
            let keys: Vec<String> = found.iter().map(Finding::fingerprint).collect();
            self.change_together(&keys, false, each, words);
            return;
        }
        let Some(doc) = &self.doc else { return };
        let found: Vec<&Finding> = found.iter().collect();
        let edit = change(&doc.map, &found, each);
        let words = format!("{}  (u to undo)", words(&found));
        self.change_findings(edit, words);
    }

    /// One step that was put together, and what is said of it; the marks were for it.
    pub(super) fn change_findings(&mut self, edit: Option<Edit>, words: String) {
        self.findings.marks.clear();
        match edit {
            Some(edit) => {
                if self.edit(edit) {
                    self.say(Tone::Info, words);
                }
            }
            None => self.say(Tone::Info, "nothing changes"),
        }
    }
}

/// Why a finding cannot be put off.
fn never(finding: &Finding) -> Option<String> {
    let words = "this cannot be put off: it is in the way of everything else";
    finding.rule.fixed.then(|| words.to_owned())
}

/// Whether a snooze is exactly of this finding.
fn is_of(snooze: &Snooze, finding: &Finding) -> bool {
    let part = snooze.part.as_ref().map_or("", Label::as_str);
    covers(snooze, finding) && part == finding.snooze_part()
}

/// Whether a snooze puts this finding off: its own, or one of all parts of the element.
fn covers(snooze: &Snooze, finding: &Finding) -> bool {
    snooze.rule.as_ref().is_some_and(|rule| rule.as_str() == finding.rule.id)
        && snooze.card.as_ref() == finding.target.card()
        && snooze.part.as_ref().is_none_or(|part| part.as_str() == finding.snooze_part())
}

/// The snoozes of every place that the findings are at, changed for each finding; as one edit.
fn change(map: &Map, found: &[&Finding], mut each: impl FnMut(&mut Vec<Snooze>, &Finding)) -> Option<Edit> {
    let mut places: Vec<(Option<&StageId>, Vec<Snooze>)> = Vec::new();
    for finding in found {
        let place = finding.target.stage();
        let at = places.iter().position(|(known, _)| *known == place).unwrap_or_else(|| {
            let snoozes = place.map_or(Some(&map.snoozes), |id| map.stage(id).map(|s| &s.snoozes));
            places.push((place, snoozes.cloned().unwrap_or_default()));
            places.len() - 1
        });
        if let Some((_, snoozes)) = places.get_mut(at) {
            each(snoozes, finding);
        }
    }
    let edits = places.into_iter().map(|(place, snoozes)| match place {
        Some(id) => Edit::SetStage { stage: id.clone(), field: StageField::Snoozes(snoozes) },
        None => Edit::SetMap(MapField::Snoozes(snoozes)),
    });
    together(edits.collect())
}

/// One step of several edits; none of none.
pub(super) fn together(mut edits: Vec<Edit>) -> Option<Edit> {
    match edits.len() {
        0 => None,
        1 => edits.pop(),
        _ => Some(Edit::Together(edits)),
    }
}
