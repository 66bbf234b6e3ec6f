//! The policy: what a changed word would do is counted and asked before it is kept.

use super::super::app::{App, Screen};
use super::super::effect::Effect;
use super::super::forms;
use super::super::layer::{Answer, FormLayer, Layer, Subject};
use super::super::policy::Scope;
use super::super::status::Tone;
use super::super::widgets::form::{Form, Value};
use super::question;
use crate::map::edit::{Edit, MapField, StageField, WorkspaceEdit};
use crate::map::say::quote;
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
        self.policy.scope = Scope::Workspace;
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
        self.policy.now = self.tally(&self.place.data, self.doc.as_ref().map(|doc| &doc.map));
    }

    /// What the rules would find if workspace and open map said this. The open map counts as it is here, not as it was saved.
    fn tally(&self, workspace: &Workspace, changed: Option<&Map>) -> Tally {
        let open = self.doc.as_ref();
        let is_open = |map: &&Map| open.is_some_and(|doc| doc.map.id == map.id);
        let others = self.policy.maps.iter().flatten().filter(|map| !is_open(map));
        let mut facts: Vec<Facts<'_>> = others.map(|map| Facts::new(map, workspace)).collect();
        let open = open.zip(changed);
        facts.extend(open.map(|(doc, map)| Facts::new(map, workspace).with(&doc.outside)));
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

    /// Whose word the next change is: that of all maps, of the open one, of the stage that has focus; then all maps again.
    pub fn turn_policy_scope(&mut self) {
        let Some(doc) = &self.doc else { return };
        let stage = doc.stage().map(|stage| stage.id.clone());
        self.policy.scope = match (&self.policy.scope, stage) {
            (Scope::Workspace, _) => Scope::Map,
            (Scope::Map, Some(stage)) => Scope::Stage(stage),
            (Scope::Map, None) | (Scope::Stage(_), _) => Scope::Workspace,
        };
        let words = format!("a change is kept {} now", self.for_whom());
        self.say(Tone::Info, words);
    }

    /// `for all maps`, `for this map`, `for the stage “Wait”`.
    pub fn for_whom(&self) -> String {
        let name = |id| self.doc.as_ref().and_then(|doc| doc.map.stage(id)).map(|stage| stage.name.as_str());
        match &self.policy.scope {
            Scope::Workspace => "for all maps".to_owned(),
            Scope::Map => "for this map".to_owned(),
            Scope::Stage(id) => format!("for the stage {}", quote(name(id).unwrap_or(id.as_str()), 24)),
        }
    }

    /// What the one whose word is changed says itself.
    fn own_policy(&self) -> Policy {
        let map = self.doc.as_ref().map(|doc| &doc.map);
        match &self.policy.scope {
            Scope::Workspace => Some(self.place.data.policy.clone()),
            Scope::Map => map.and_then(|map| map.policy.clone()),
            Scope::Stage(id) => map.and_then(|map| map.stage(id)).and_then(|stage| stage.policy.clone()),
        }
        .unwrap_or_default()
    }

    /// Puts a policy in place of the one that is changed in the open map; nothing where it is that of all maps.
    fn edit_of(&self, policy: Policy) -> Option<Edit> {
        let policy = (!policy.is_empty()).then_some(policy);
        match &self.policy.scope {
            Scope::Workspace => None,
            Scope::Map => Some(Edit::SetMap(MapField::Policy(policy))),
            Scope::Stage(id) => Some(Edit::SetStage { stage: id.clone(), field: StageField::Policy(policy) }),
        }
    }

    /// Takes the last change of the policy that is looked at back, or does it again.
    pub fn step_policy(&mut self, back: bool) {
        if self.policy.scope == Scope::Workspace {
            super::super::commands::step_of_people(self, back);
        } else {
            super::super::commands::step_of_history(self, back);
            self.count_policy();
        }
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
        let form = self.policy_form(knob);
        let subject = Subject::Policy(knob.name().to_owned());
        self.push(Layer::Form(Box::new(FormLayer { subject, form })));
    }

    /// The form of one word of the policy that is changed.
    pub fn policy_form(&self, knob: Knob) -> Form {
        let own = self.own_policy();
        let without = forms::policy_without(knob, &own);
        let inherited = self.held_by_scope(knob, Some(&without));
        forms::policy_form(knob, &own, &inherited, self.today)
    }

    /// The form was filled in: asks before it is kept. Gives whether its words go together.
    pub(super) fn policy_submitted(&mut self, name: &str, values: &[(usize, Value)]) -> bool {
        let Some(knob) = Knob::called(name) else { return true };
        match forms::policy_of(knob, &self.own_policy(), values) {
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

    /// Takes what is said of the chosen word out, after a question.
    pub fn reset_policy(&mut self) {
        let Some(knob) = self.chosen_knob() else { return };
        let own = self.own_policy();
        let policy = forms::policy_without(knob, &own);
        if policy == own {
            self.say(Tone::Info, format!("nothing is said of {} {}", knob.name(), self.for_whom()));
            return;
        }
        self.ask_policy(knob, policy);
    }

    /// Asks whether the policy is to be this, and says what it would flag today.
    fn ask_policy(&mut self, knob: Knob, policy: Policy) {
        let open = self.doc.as_ref().map(|doc| &doc.map);
        let (mut workspace, mut map) = (self.place.data.clone(), open.cloned());
        match (self.edit_of(policy.clone()), &mut map) {
            (Some(edit), Some(map)) => drop(edit.apply(map)),
            _ => workspace.policy = policy.clone(),
        }
        let (now, then) = (self.tally(&self.place.data, open), self.tally(&workspace, map.as_ref()));
        let arrow = self.symbols().arrow;
        let title = format!("Keep {} {}?", knob.name(), self.for_whom());
        let (was, new) = (self.held_by_scope(knob, None), self.held_by_scope(knob, Some(&policy)));
        let mut lines = vec![format!("{was} {arrow} {new}"), String::new()];
        lines.extend(effects(&now, &then, arrow));
        if self.policy.maps.is_none() {
            lines.push("counted in the open map alone: the others are still being read".to_owned());
        }
        let answer = Answer::KeepPolicy(knob.name().to_owned(), Box::new(policy));
        let confirm = question::new(&title, lines).choice('y', "keep it", answer);
        self.push(Layer::Confirm(Box::new(confirm.safe('n', "leave it as it is", Answer::No))));
    }

    /// What holds at the place whose word is changed, in words; `instead` of what it says itself now.
    fn held_by_scope(&self, knob: Knob, instead: Option<&Policy>) -> String {
        let own = self.own_policy();
        let own = Some(instead.unwrap_or(&own));
        let workspace = Some(&self.place.data.policy);
        let map = self.doc.as_ref().and_then(|doc| doc.map.policy.as_ref());
        let policies = match &self.policy.scope {
            Scope::Workspace => [None, None, own],
            Scope::Map => [None, own, workspace],
            Scope::Stage(_) => [own, map, workspace],
        };
        knob.held(policies).words
    }

    /// Keeps the policy.
    pub(super) fn keep_policy(&mut self, name: &str, policy: Policy) {
        let knob = Knob::called(name);
        let held = knob.map(|knob| self.held_by_scope(knob, Some(&policy)));
        let held = held.map_or_else(|| "changed".to_owned(), |held| format!("is {held} now"));
        let words = match &self.policy.scope {
            Scope::Workspace => format!("the policy's {name} {held}"),
            _ => format!("the policy's {name} {held} {}", self.for_whom()),
        };
        match self.edit_of(policy.clone()) {
            None => drop(self.edit_workspace(&words, WorkspaceEdit::SetPolicy(Box::new(policy)))),
            Some(edit) => {
                if self.edit(edit) {
                    self.count_policy();
                    self.say(Tone::Info, format!("{words}  (u to undo)"));
                }
            }
        }
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
