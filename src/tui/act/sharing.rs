//! Publishing and syncing: the open map is saved, the steps are said, and each is done when a person says so.

mod setup;
mod words;

use std::path::{Path, PathBuf};

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::doc::{Disk, Doc};
use super::super::effect::{Effect, SaveMode};
use super::super::layer::{Answer, Layer};
use super::super::sharing::{Going, Run, Share, Shared, Stepped, Way};
use super::super::status::{Status, Tone};
use super::{Then, question};
use crate::map::Label;
use crate::map::say::many;
use crate::store::share::{Plan, Step, Trouble};
use crate::store::workspace::FILE;
use words::{outcome, said};

impl App {
    /// Begins to publish or to sync: what is not saved is saved first.
    pub fn share(&mut self, way: Way) {
        if self.refuses_edit() || self.is_sharing() {
            return;
        }
        let is_unsaved = |doc: &Doc| doc.saving || doc.is_dirty() || doc.disk == Disk::Changed;
        if self.doc.as_ref().is_some_and(is_unsaved) {
            self.sharing.going = Going::Saving(way);
            self.save(SaveMode::Careful);
        } else {
            self.plan_to_share(way, None);
        }
    }

    /// Whether something of this kind goes on, which is said then.
    fn is_sharing(&mut self) -> bool {
        let words = match &self.sharing.going {
            // A question that stands in its way was left without an answer.
            Going::Nothing | Going::Saving(_) => return false,
            Going::Planning(way) => format!("still looking at what is to be {}", way.done()),
            Going::Steps(run) => format!("still {}: wait until it says how it ended", run.way.doing()),
            Going::SettingUp => "git's settings are being looked at".to_owned(),
        };
        self.say(Tone::Info, words);
        true
    }

    /// The open map was saved: goes on with what waited for that.
    pub(super) fn share_saved(&mut self) {
        if let Going::Saving(way) = self.sharing.going {
            self.plan_to_share(way, None);
        }
    }

    /// The open map was not saved: what waited for that does not begin.
    pub(super) fn share_unsaved(&mut self) {
        if let Going::Saving(_) = self.sharing.going {
            self.sharing.going = Going::Nothing;
        }
    }

    fn plan_to_share(&mut self, way: Way, why: Option<String>) {
        self.say(Tone::Info, format!("looking at what is to be {}", way.done()));
        self.sharing.going = Going::Planning(way);
        self.ask_world(Effect::Share(Share::Plan(way, why)));
    }

    /// A reason was given.
    pub(super) fn share_because(&mut self, way: Way, why: &str) {
        let why = Label::new(why);
        if why.is_empty() {
            self.say(Tone::Warning, format!("nothing was {}: it needs a reason", way.done()));
            return;
        }
        self.sharing.why = why.to_string();
        if !self.is_sharing() {
            self.plan_to_share(way, Some(why.to_string()));
        }
    }

    /// The worker answered. What needs the screen waits until nothing is typed or asked there.
    pub fn heard_of_sharing(&mut self, shared: Shared) {
        match (shared, &mut self.sharing.going) {
            (Shared::Stepped(Ok(done)), Going::Steps(run)) if run.left.len() > 1 && !run.asks => {
                let run = run.clone();
                self.stepped(*run, done);
            }
            (shared, _) => self.sharing.heard.push_back(shared),
        }
    }

    /// Shows what was heard, unless something is being typed or asked.
    pub fn take_in_shared(&mut self) {
        while self.layers.is_empty() && self.pending.is_empty() {
            let Some(shared) = self.sharing.heard.pop_front() else { return };
            match (shared, std::mem::take(&mut self.sharing.going)) {
                (Shared::Planned(way, plan), Going::Planning(_)) => self.planned(way, plan),
                (Shared::Stepped(done), Going::Steps(run)) => match done {
                    Ok(done) => self.stepped(*run, done),
                    Err(trouble) => self.not_shared(&run, &trouble),
                },
                (Shared::Setup(lines), Going::SettingUp) => self.ask_set_up(lines),
                (Shared::IsSetUp(lines), Going::SettingUp) => self.is_set_up(lines),
                (Shared::NoDriver, going) => {
                    self.sharing.going = going;
                    self.say_no_driver();
                }
                (_, going) => self.sharing.going = going,
            }
        }
    }

    fn planned(&mut self, way: Way, plan: Result<Plan, Trouble>) {
        match plan {
            Err(trouble) if trouble.is_reason => self.ask_why(way),
            Err(trouble) => self.not_shared(&Run::new(way, [], false), &trouble),
            Ok(plan) if plan.steps.is_empty() => {
                let nothing = "nothing to publish: everything here is committed".to_owned();
                let words = [nothing].into_iter().chain(plan.notes).collect::<Vec<_>>().join("; ");
                self.say(Tone::Success, words);
            }
            Ok(plan) => self.ask_about(way, &plan),
        }
    }

    /// Asks for the reason; a version needs a name, too, where the workspace knows people.
    fn ask_why(&mut self, way: Way) {
        if !self.place.data.people.is_empty() && !self.is_named("A version", || Then::Share(way)) {
            return;
        }
        self.status = Status::default();
        let why = self.sharing.why.clone();
        self.ask_with(Ask::ShareWhy(way), &why);
    }

    /// Says each step before any is done.
    fn ask_about(&mut self, way: Way, plan: &Plan) {
        self.status = Status::default();
        let count = plan.steps.len();
        let title =
            format!("{} in {}?", if way == Way::Publish { "Publish" } else { "Sync" }, many(count, "step"));
        let run = |steps: Vec<Step>, asks| Answer::Share(Box::new(Run::new(way, steps, asks)));
        let all = if count > 1 { "do all of it" } else { "do it" };
        let mut asked = question::new(&title, said(plan)).choice('y', all, run(plan.steps.clone(), false));
        let here: Vec<Step> =
            plan.steps.iter().filter(|step| !matches!(step, Step::Push { .. })).cloned().collect();
        if (1..count).contains(&here.len()) {
            asked = asked.choice('l', "all but the push: it stays on this machine", run(here, false));
        }
        if count > 1 {
            asked = asked.choice('o', "one by one, asking before each", run(plan.steps.clone(), true));
        }
        self.push(Layer::Confirm(Box::new(asked.safe('n', "do nothing", Answer::No))));
    }

    /// Begins the first of the steps to come.
    pub(super) fn next_step(&mut self, run: Run) {
        let Some(step) = run.left.front().cloned() else { return self.all_shared(&run) };
        let (at, all) = (run.done.len() + 1, run.done.len() + run.left.len());
        self.say(Tone::Info, format!("{}, {at} of {all}: {}", run.way.doing(), step.words()));
        self.sharing.going = Going::Steps(Box::new(run));
        self.ask_world(Effect::Share(Share::Step(Box::new(step))));
    }

    fn stepped(&mut self, mut run: Run, done: Stepped) {
        let Some(step) = run.left.pop_front() else { return };
        if let (Step::Version { path, .. }, Some(number)) = (&step, done.version) {
            self.version_kept(path, number);
        }
        run.done.push((step.words(), done.lines));
        self.sharing.going = Going::Nothing;
        if run.left.is_empty() || !run.asks { self.next_step(run) } else { self.ask_next(run) }
    }

    fn version_kept(&mut self, path: &Path, number: u32) {
        let docs = [self.aside.as_deref_mut(), self.doc.as_mut()];
        if let Some(doc) = docs.into_iter().flatten().find(|doc| doc.path == path) {
            doc.version = Some(number);
        }
    }

    /// Asks before the next step.
    fn ask_next(&mut self, run: Run) {
        let Some(step) = run.left.front() else { return };
        self.status = Status::default();
        let title = format!("Go on: {}?", step.words());
        let lines = run.told().collect();
        let all = Run { asks: false, ..run.clone() };
        let confirm = question::new(&title, lines)
            .choice('y', "do it", Answer::Share(Box::new(run.clone())))
            .choice('a', "do it and all that follows", Answer::Share(Box::new(all)))
            .safe('n', "stop here: what was done stays", Answer::StopSharing(Box::new(run)));
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// A person stopped before the next step.
    pub(super) fn stop_sharing(&mut self, run: &Run) {
        let next = run.left.front().map_or_else(String::new, Step::words);
        self.say(Tone::Info, format!("stopped before: {next}; what was done stays"));
        self.after_sharing();
    }

    fn all_shared(&mut self, run: &Run) {
        self.sharing.why.clear();
        let lines: Vec<String> = run.told().collect();
        self.say(Tone::Success, outcome(run));
        self.after_sharing();
        let title = if run.way == Way::Publish { "Published" } else { "Synced" };
        self.push(Layer::Sheet(Box::new(question::to_read(title, &lines))));
    }

    /// It did not go on: why, and what to do.
    fn not_shared(&mut self, run: &Run, trouble: &Trouble) {
        self.after_sharing();
        let first = trouble.message.lines().next().unwrap_or_default().trim_end_matches(':').to_owned();
        if trouble.is_decision {
            self.say(Tone::Warning, first);
        } else {
            self.say(Tone::Error, format!("not {}: {first}", run.way.done()));
        }
        let mut lines: Vec<String> = run.told().collect();
        lines.extend(run.left.front().map(|step| format!("not done: {}", step.words())));
        lines.extend(trouble.message.lines().map(str::to_owned));
        lines.push(String::new());
        lines.extend(trouble.hints.iter().map(|hint| self.hint_here(hint)));
        let Some(path) = trouble.undecided.first() else {
            let title = format!("Not {}", run.way.done());
            return self.push(Layer::Sheet(Box::new(question::to_read(&title, &lines))));
        };
        let confirm = question::new("Something is to be decided first", lines)
            .choice('d', "decide it now", Answer::Decide(path.clone()))
            .safe('n', "later", Answer::No)
            .first();
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// What was done shows in the list of maps, too.
    fn after_sharing(&mut self) {
        if self.screen == Screen::Atlas {
            self.read_atlas();
        }
    }

    /// Goes to the conflicts in this file.
    pub(super) fn decide_in(&mut self, path: PathBuf) {
        match &self.doc {
            // What all maps share is at hand, or on its way.
            _ if is_shared(&path) => {}
            Some(doc) if doc.path == path => {
                // What git wrote may not have arrived yet.
                if doc.map.conflicts.is_empty() {
                    self.ask_world(Effect::LookAtDisk);
                }
            }
            Some(doc) if doc.is_dirty() => {
                let name = crate::store::disk::words::shown_name(&path);
                self.say(Tone::Warning, format!("save this map first; the conflicts are in {name}"));
                return;
            }
            _ => self.ask_world(Effect::Open(path.clone())),
        }
        self.sharing.undecided = Some(path);
        self.show_undecided();
    }

    /// Shows the conflicts that git left, as soon as they are in the open map.
    pub fn show_undecided(&mut self) {
        let Some(path) = &self.sharing.undecided else { return };
        if let (true, Some(first)) = (is_shared(path), self.place.data.conflicts.first()) {
            let first = first.id.clone();
            self.sharing.undecided = None;
            return self.show_conflict(&first);
        }
        let is_here = |doc: &Doc| self.sharing.undecided.as_ref() == Some(&doc.path);
        if self.doc.as_ref().is_some_and(|doc| is_here(doc) && !doc.map.conflicts.is_empty()) {
            self.sharing.undecided = None;
            self.show_conflicts();
        }
    }
}

/// Whether this is the file of what all maps share.
fn is_shared(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == FILE)
}
