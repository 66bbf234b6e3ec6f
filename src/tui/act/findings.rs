//! The list of findings: opening it, what it leaves out, and what is done from it.

mod close;
mod go;
mod put_off;
mod shown;
#[cfg(test)]
mod tests;

use super::super::app::{App, Screen};
use super::super::doc::Doc;
use super::super::effect::Effect;
use super::super::findings::{Item, Listed, Scope, Wanted, list};
use super::super::status::Tone;
use crate::map::id::StageId;
use crate::rules::Finding;

/// What can be done to findings from their list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Review the stages.
    Review,
    /// Give an owner.
    Assign,
    /// Set the cadence of the stage.
    Cadence,
    /// Put off.
    PutOff,
    /// Take away that it is put off.
    Wake,
    /// Mend without typing.
    Mend,
}

impl Verb {
    fn command(self) -> &'static str {
        match self {
            Self::Review => "findings.review",
            Self::Assign => "findings.owner",
            Self::Cadence => "findings.cadence",
            Self::PutOff => "findings.snooze",
            Self::Wake => "findings.wake",
            Self::Mend => "findings.mend",
        }
    }
}

impl App {
    /// Opens the list: of the open map, of one stage of it, or of all maps. What was left out stays left out, but for the
    /// stage.
    pub fn open_findings(&mut self, stage: Option<StageId>) {
        let scope = if self.screen == Screen::Map { Scope::Map } else { Scope::Workspace };
        if self.findings.scope != scope {
            self.findings.marks.clear();
        }
        self.findings.scope = scope;
        self.findings.back = self.screen;
        self.findings.stage = stage;
        self.screen = Screen::Findings;
        self.refill_findings();
        self.choose_here();
    }

    /// The choice on what has focus on the board, unless the choice is about it already.
    fn choose_here(&mut self) {
        let Some(doc) = self.doc.as_ref().filter(|_| self.findings.scope == Scope::Map) else { return };
        let (card, stage) = (doc.card().map(|c| c.id.clone()), doc.stage().map(|s| s.id.clone()));
        let of_card = |item: &Item| card.is_some() && item.found.finding.target.card() == card.as_ref();
        let of_stage = |item: &Item| stage.is_some() && item.found.finding.target.stage() == stage.as_ref();
        if !self.findings.chosen().is_some_and(|item| of_card(item) || (card.is_none() && of_stage(item))) {
            self.findings.choose_first(of_stage);
            self.findings.choose_first(of_card);
        }
    }

    /// Fills the open list anew: after an edit, an undo, or when maps were read.
    pub fn refill_findings(&mut self) {
        if self.screen != Screen::Findings {
            return;
        }
        let items = match (self.findings.scope, &self.doc) {
            (Scope::Map, Some(doc)) => self.of_doc(doc, ""),
            (Scope::Map, None) => Vec::new(),
            (Scope::Workspace, _) => self.of_all(),
        };
        self.findings.fill(items, self.me.as_ref(), &self.place.data);
    }

    /// The people or the policy are others now: the open list is filled anew, that of all maps when they are read again.
    pub fn look_again_at_findings(&mut self) {
        self.refill_findings();
        if self.screen == Screen::Findings && self.findings.scope == Scope::Workspace {
            self.read_atlas();
        }
    }

    fn of_doc(&self, doc: &Doc, title: &str) -> Vec<Item> {
        let items = |found: &[Finding], is_put_off| {
            let found = list(Some(&doc.map), &self.place.data, found.to_vec());
            let item =
                |found| Item { found, path: Some(doc.path.clone()), map: title.to_owned(), is_put_off };
            found.into_iter().map(item).collect::<Vec<_>>()
        };
        let mut out = items(&doc.findings, false);
        out.extend(items(&doc.put_off, true));
        out
    }

    fn of_all(&self) -> Vec<Item> {
        let item = |found: &Listed, is_put_off| Item {
            found: found.clone(),
            path: None,
            map: String::new(),
            is_put_off,
        };
        let together = &self.atlas.together;
        let mut out: Vec<Item> = together.open.iter().map(|found| item(found, false)).collect();
        out.extend(together.put_off.iter().map(|found| item(found, true)));
        for row in &self.atlas.rows {
            let Ok(map) = &row.content else { continue };
            let item = |found: &Listed, is_put_off| Item {
                found: found.clone(),
                path: Some(row.path.clone()),
                map: map.title.clone(),
                is_put_off,
            };
            out.extend(map.found.iter().map(|found| item(found, false)));
            out.extend(map.put_off.iter().map(|found| item(found, true)));
        }
        out
    }

    fn arrange_findings(&mut self) {
        self.findings.arrange(self.me.as_ref(), &self.place.data);
    }

    /// Does something to the marked findings, or to the chosen one. Of a map that is not open: opens it first.
    pub(crate) fn do_to_found(&mut self, verb: Verb) {
        if self.opens_first(Some(verb.command())) {
            return;
        }
        match verb {
            Verb::Review => self.review_found(),
            Verb::Assign => self.assign_found(),
            Verb::Cadence => self.ask_cadence_of_found(),
            Verb::PutOff => self.start_putting_off(),
            Verb::Wake => self.wake_found(),
            Verb::Mend => self.mend_found(),
        }
    }

    /// Opens the map of the chosen finding where it is another one than the open one; gives whether it does.
    fn opens_first(&mut self, command: Option<&'static str>) -> bool {
        let Some(item) = self.findings.chosen() else { return true };
        let Some(path) = item.path.clone().filter(|path| self.doc.as_ref().is_none_or(|d| d.path != *path))
        else {
            return false;
        };
        self.findings.wanted = Some(Wanted { path: path.clone(), key: item.found.key.clone(), command });
        self.ask_world(Effect::Open(path));
        true
    }

    /// A map was opened, perhaps for a finding: goes to it, or does what was asked for.
    pub(super) fn go_on_with_finding(&mut self) {
        let Some(wanted) = self.findings.wanted.take() else { return };
        if self.doc.as_ref().is_none_or(|doc| doc.path != wanted.path) {
            return;
        }
        self.findings.put_off |= self.findings.scope == Scope::Workspace && self.is_put_off(&wanted.key);
        self.findings.widen();
        self.open_findings(None);
        if !self.findings.choose(&wanted.key) {
            self.say(Tone::Info, "this finding is no more; here is what is left");
            return;
        }
        match wanted.command.and_then(super::super::commands::find) {
            Some(command) => super::super::update::run(self, command),
            None => self.go_to_found(),
        }
    }

    fn is_put_off(&self, key: &str) -> bool {
        self.doc.as_ref().is_some_and(|doc| doc.put_off.iter().any(|f| f.fingerprint() == key))
    }

    /// What verbs act on: the marked findings that are shown, of the map of the chosen one (or of the workspace, as it is),
    /// else the chosen one.
    fn found(&self) -> Vec<Finding> {
        let view = &self.findings;
        let place = view.chosen().map(|item| &item.path);
        let is_marked = |item: &&Item| view.marks.contains(&item.found.key) && place == Some(&item.path);
        let marked: Vec<Finding> =
            view.all_shown().filter(is_marked).map(|item| item.found.finding.clone()).collect();
        if marked.is_empty() {
            view.chosen().map(|item| item.found.finding.clone()).into_iter().collect()
        } else {
            marked
        }
    }

    /// Back to where it was opened from.
    pub fn close_findings(&mut self) {
        self.findings.stage = None;
        self.screen = match (self.findings.back, &self.doc) {
            (Screen::Map, Some(_)) => Screen::Map,
            _ => Screen::Atlas,
        };
    }

    /// A line of the list was clicked: chooses it, and goes there when it was chosen.
    pub(super) fn press_finding(&mut self, line: usize) {
        let Some(place) = self.findings.place_of_line(line) else { return };
        if place == self.findings.at() {
            self.go_to_found();
        } else {
            self.findings.go(isize::MIN);
            self.findings.go(isize::try_from(place).unwrap_or(isize::MAX));
        }
    }
}
