//! Something is put off for longer than anybody can foresee.

use std::collections::HashSet;

use jiff::civil::Date;

use super::name_of;
use super::stage_of;
use crate::map::Workspace;
use crate::map::review::Snooze;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{MapView, StageView, WorkspaceView};

pub(super) const RULE: Rule = Rule {
    id: "snooze-too-long",
    title: "Something is put off for too long",
    limit: Some(Limit { default: 90, unit: "days", words: "how far ahead something may be put off" }),
    matters: "Whoever puts a finding off for a year has switched the rule off without saying so",
    fix: "choose a nearer day, or switch the rule off here, with a reason",
    finds: "a review that is put off for 91 days",
    lets_pass: "one that is put off for 90 days",
    field: Some(Field::Snooze),
    looks: &[Look::Workspace(find_workspace), Look::Map(find_map), Look::Stage(find)],
    #[cfg(test)]
    fails: |e| e.snooze(None, jiff::civil::date(2027, 2, 21)),
    #[cfg(test)]
    passes: |e| e.snooze(None, jiff::civil::date(2027, 2, 20)),
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
    let limit = i64::from(sink.limit());
    let mut said = HashSet::new();
    for snooze in snoozes {
        let ahead = days::between(today, snooze.until);
        let name = name_of(snooze);
        if ahead <= limit || !said.insert(name.clone()) {
            continue;
        }
        let who = workspace.name_of(&snooze.by);
        let (ahead, most) = (days::words(ahead), days::words(limit));
        let why = format!(
            "{name} is put off until {} by {who}: {ahead} ahead, and {most} is the most",
            snooze.until
        );
        sink.add(Note::new(target.clone(), why).part(name));
    }
}
