//! Something is switched off for ever, and nobody says why.

use std::collections::HashSet;

use super::stage_of;
use crate::map::Label;
use crate::map::Policy;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{MapView, StageView, WorkspaceView};

pub(super) const RULE: Rule = Rule {
    id: "never-without-reason",
    title: "A policy says never and does not say why",
    matters: "An exception without a reason cannot be questioned when the reason is gone; it does not count",
    fix: "say why, or take the exception away",
    finds: "a policy that says never, with no words behind it",
    lets_pass: "one that says never because the map is retired",
    field: Some(Field::Policy),
    looks: &[Look::Workspace(find_workspace), Look::Map(find_map), Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        let never = Some(crate::map::Label::new(""));
        e.map.policy = Some(crate::map::Policy { never, ..crate::map::Policy::default() });
    },
    #[cfg(test)]
    passes: |e| {
        let never = Some(crate::map::Label::new("retired"));
        e.map.policy = Some(crate::map::Policy { never, ..crate::map::Policy::default() });
    },
    ..Rule::BASE
};

fn find_workspace(view: &WorkspaceView<'_>, sink: &mut Sink<'_>) {
    find_in(Some(&view.workspace.policy), &Target::Workspace, sink);
}

fn find_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    find_in(view.facts.map.policy.as_ref(), &Target::Map, sink);
}

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    find_in(view.facts.stage.policy.as_ref(), &stage_of(view), sink);
}

fn find_in(policy: Option<&Policy>, target: &Target, sink: &mut Sink<'_>) {
    let Some(policy) = policy else { return };
    let is_bare = |why: &Option<Label>| why.as_ref().is_some_and(Label::is_empty);
    if is_bare(&policy.never) {
        let why = "its policy says that it is never to be reviewed, and not why".to_owned();
        sink.add(Note::new(target.clone(), why).part("review"));
    }
    let mut said = HashSet::new();
    for setting in policy.rules.iter().filter(|s| is_bare(&s.never)) {
        if said.insert(&setting.rule) {
            let why = format!("its policy says never to the rule {}, and not why", setting.rule);
            sink.add(Note::new(target.clone(), why).part(setting.rule.to_string()));
        }
    }
}
