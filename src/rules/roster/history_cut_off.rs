//! A stage watches paths whose history is cut off before its review.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "history-cut-off",
    title: "The history of what a stage watches is cut off after its review",
    level: Level::Info,
    matters: "Commits that are not there cannot be counted: the stage may look fresh only because nobody can tell",
    fix: "fetch the whole history: `git fetch --unshallow`, or a deeper clone in the job that checks",
    finds: "a stage that watches a folder whose commits are known only from a week after its review on",
    lets_pass: "one whose commits are known from the day of its review on",
    field: Some(Field::Watches),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.stage_mut().watches.push("shop/**".into());
        e.outside.commits_from = Some(jiff::civil::date(2026, 11, 9));
    },
    #[cfg(test)]
    passes: |e| {
        e.stage_mut().watches.push("shop/**".into());
        e.outside.commits_from = Some(jiff::civil::date(2026, 11, 1));
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let stage = view.facts.stage;
    let (Some(from), Some(review)) = (view.facts.outside.commits_from, &stage.reviewed) else { return };
    if view.exempt.is_some() || stage.watches.is_empty() || review.on >= from {
        return;
    }
    let why =
        format!("reviewed {}, and commits before {from} are not known here: a shallow clone", review.on);
    sink.say(stage_of(view), why);
}
