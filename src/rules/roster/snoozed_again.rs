//! Something is put off again and again.

use std::collections::HashSet;

use jiff::civil::Date;

use super::name_of;
use super::stage_of;
use crate::map::Workspace;
use crate::map::review::Snooze;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{MapView, StageView, WorkspaceView};

pub(super) const RULE: Rule = Rule {
    id: "snoozed-again",
    title: "Something is put off again and again",
    limit: Some(Limit {
        default: 1,
        unit: "times",
        words: "how often something that was put off may be put off again",
    }),
    matters: "What is put off every time is a decision that nobody wants to take, and it should be one",
    fix: "do it, or decide that it will not be done: switch the rule off here, with a reason",
    finds: "a review that is put off for the third time",
    lets_pass: "one that is put off for the second time",
    field: Some(Field::Snooze),
    looks: &[Look::Workspace(find_workspace), Look::Map(find_map), Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.snooze(None, jiff::civil::date(2026, 12, 1));
        e.stage_mut().snoozes[0].again = 2;
    },
    #[cfg(test)]
    passes: |e| {
        e.snooze(None, jiff::civil::date(2026, 12, 1));
        e.stage_mut().snoozes[0].again = 1;
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    find_in(&view.facts.stage.snoozes, view.today, &stage_of(view), view.facts.workspace, sink);
}

fn find_workspace(view: &WorkspaceView<'_>, sink: &mut Sink<'_>) {
    find_in(&view.workspace.snoozes, view.today, &Target::Workspace, view.workspace, sink);
}

fn find_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    find_in(&view.facts.map.snoozes, view.today, &Target::Map, view.facts.workspace, sink);
}

fn find_in(snoozes: &[Snooze], today: Date, target: &Target, workspace: &Workspace, sink: &mut Sink<'_>) {
    let limit = sink.limit();
    let mut said = HashSet::new();
    for snooze in snoozes.iter().filter(|s| s.until >= today && s.again > limit) {
        let name = name_of(snooze);
        let (times, who) = (snooze.again.saturating_add(1), workspace.name_of(&snooze.by));
        let why =
            format!("{name} was put off {times} times, now until {} by {who}: {}", snooze.until, snooze.why);
        if said.insert(name.clone()) {
            sink.add(Note::new(target.clone(), why).part(name));
        }
    }
}
