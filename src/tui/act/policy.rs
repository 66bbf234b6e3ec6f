//! The policy: what a changed word would do is counted and asked before it is kept.

use super::super::app::{App, Screen};
use super::super::effect::Effect;
use super::super::forms;
use super::super::layer::{Answer, FormLayer, Layer, Subject};
use super::super::status::Tone;
use super::super::widgets::form::Value;
use super::question;
use crate::map::edit::WorkspaceEdit;
use crate::map::{Map, Policy, Workspace};
use crate::rules::{Facts, Knob, Tally};

/// More rules than this are summed up in the question.
const MOST_RULES: usize = 8;

impl App {
    /// The policy on the screen; the maps are read to count in.
    pub fn show_policy(&mut self) {
        if self.screen != Screen::Policy {
            self.policy.back = self.screen;
        }
        self.screen = Screen::Policy;
        self.policy.maps = None;
        self.ask_world(Effect::ReadMaps);
        self.count_policy();
    }

    /// The maps of the workspace were read.
    pub fn maps_read(&mut self, maps: Vec<Map>) {
        self.policy.maps = Some(maps);
        self.count_policy();
    }

    /// Counts what the rules find now.
    pub fn count_policy(&mut self) {
        self.policy.now = self.tally(&self.place.data);
    }

    /// What the rules would find if the workspace said this. The open map counts as it is here, not as it was saved.
    fn tally(&self, workspace: &Workspace) -> Tally {
        let open = self.doc.as_ref();
        let is_open = |map: &&Map| open.is_some_and(|doc| doc.map.id == map.id);
        let others = self.policy.maps.iter().flatten().filter(|map| !is_open(map));
        let mut facts: Vec<Facts<'_>> = others.map(|map| Facts::new(map, workspace)).collect();
        facts.extend(open.map(|doc| Facts::new(&doc.map, workspace).with(&doc.outside)));
        Tally::of(&facts, workspace, self.today)
    }

    /// Goes so many lines down.
    pub fn go_policy(&mut self, by: isize) {
        let last = Knob::all().len().saturating_sub(1);
        self.policy.row = self.policy.row.saturating_add_signed(by).min(last);
    }

    /// The chosen word.
    pub fn chosen_knob(&self) -> Option<Knob> {
        Knob::all().get(self.policy.row).copied()
    }

    /// The form of the chosen word.
    pub fn open_policy_form(&mut self) {
        let Some(knob) = self.chosen_knob() else { return };
        if let Knob::Rule(rule) = knob
            && rule.fixed
        {
            self.say(Tone::Info, format!("{} is always an error: no policy can make it quieter", rule.id));
            return;
        }
        let form = forms::policy_form(knob, &self.place.data.policy, self.today);
        let subject = Subject::Policy(knob.name().to_owned());
        self.push(Layer::Form(Box::new(FormLayer { subject, form })));
    }

    /// The form was filled in: asks before it is kept. Gives whether its words go together.
    pub(super) fn policy_submitted(&mut self, name: &str, values: &[(usize, Value)]) -> bool {
        let Some(knob) = Knob::called(name) else { return true };
        match forms::policy_of(knob, &self.place.data.policy, values) {
            Ok(policy) => {
                self.ask_policy(knob, policy);
                true
            }
            Err(words) => {
                self.say(Tone::Warning, words);
                false
            }
        }
    }

    /// Takes what the workspace says of the chosen word out, after a question.
    pub fn reset_policy(&mut self) {
        let Some(knob) = self.chosen_knob() else { return };
        let policy = forms::policy_without(knob, &self.place.data.policy);
        if policy == self.place.data.policy {
            self.say(Tone::Info, format!("the workspace says nothing of {}", knob.name()));
            return;
        }
        self.ask_policy(knob, policy);
    }

    /// Asks whether the policy is to be this, and says what it would flag today.
    fn ask_policy(&mut self, knob: Knob, policy: Policy) {
        let changed = Workspace { policy: policy.clone(), ..self.place.data.clone() };
        let (now, then) = (self.tally(&self.place.data), self.tally(&changed));
        let arrow = self.symbols().arrow;
        let title = format!("Keep {} for all maps?", knob.name());
        let was = knob.held([None, None, Some(&self.place.data.policy)]).words;
        let new = knob.held([None, None, Some(&policy)]).words;
        let mut lines = vec![format!("{was} {arrow} {new}"), String::new()];
        lines.extend(effects(&now, &then, arrow));
        if self.policy.maps.is_none() {
            lines.push("counted in the open map alone: the others are still being read".to_owned());
        }
        let answer = Answer::KeepPolicy(knob.name().to_owned(), Box::new(policy));
        let confirm = question::new(&title, lines).choice('y', "keep it", answer);
        self.push(Layer::Confirm(Box::new(confirm.safe('n', "leave it as it is", Answer::No))));
    }

    /// Keeps the policy.
    pub(super) fn keep_policy(&mut self, name: &str, policy: Policy) {
        let words = match Knob::called(name) {
            Some(knob) => {
                format!("the policy's {name} is {} now", knob.held([None, None, Some(&policy)]).words)
            }
            None => format!("the policy's {name} changed"),
        };
        self.edit_workspace(&words, WorkspaceEdit::SetPolicy(Box::new(policy)));
    }
}

/// What is flagged now and would be then.
fn effects(now: &Tally, then: &Tally, arrow: &str) -> Vec<String> {
    let differing = now.differing(then);
    if now == then {
        return vec![format!("It changes nothing today: {}.", now.words())];
    }
    let mut lines =
        vec![format!("Flagged today: {}", now.words()), format!("It would be:   {}", then.words())];
    let line = |(id, now, then): &(&str, usize, usize)| format!("  {id}: {now} {arrow} {then}");
    lines.extend(differing.iter().take(MOST_RULES).map(line));
    if let Some(more) = differing.len().checked_sub(MOST_RULES).filter(|more| *more > 0) {
        lines.push(format!("  and {more} more rules"));
    }
    lines
}
