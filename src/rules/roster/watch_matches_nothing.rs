//! A stage watches a path that no file of the repository has.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "watch-matches-nothing",
    title: "A stage watches a path that no file has",
    level: Level::Info,
    matters: "A folder that was renamed is watched no longer, and what changes in it passes unseen",
    fix: "correct the watched path, from the top of the repository, or take it away",
    finds: "a stage that watches a folder which the repository does not have",
    lets_pass: "one that watches a folder with a file in it",
    field: Some(Field::Watches),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.stage_mut().watches.push("shpo/**".into());
        let stage = e.map.stages[0].id.clone();
        e.outside.idle_watches.insert(stage, vec!["shpo/**".into()]);
    },
    #[cfg(test)]
    passes: |e| e.stage_mut().watches.push("shop/**".into()),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if view.exempt.is_some() {
        return;
    }
    let stage = view.facts.stage;
    for path in view.facts.outside.idle_watches.get(&stage.id).into_iter().flatten() {
        let why = format!("no file of the repository fits the watched path `{path}`");
        sink.add(Note::new(stage_of(view), why).part(path.to_string()));
    }
}
