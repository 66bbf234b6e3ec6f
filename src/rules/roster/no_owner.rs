//! A stage has no owner, and neither has its map.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::state::{Gap, gaps};
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "no-owner",
    title: "A stage has no owner, and neither has its map",
    level: Level::Warning,
    matters: "What nobody answers for, nobody keeps true; a team can work on it, one person answers",
    fix: "name one person as the owner of the stage, or of the map for all stages without one",
    finds: "a stage without an owner on a map without one",
    lets_pass: "the same stage where the map has an owner",
    field: Some(Field::Owner),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| e.stage_mut().owner = None,
    #[cfg(test)]
    passes: |e| {
        e.stage_mut().owner = None;
        e.map.owner = Some(crate::rules::example::person("ana"));
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if view.exempt.is_some() {
        return;
    }
    for gap in gaps(view.facts, &view.limits, view.today).filter(|g| matches!(g, Gap::NoOwner)) {
        sink.say(stage_of(view), gap.sentence());
    }
}
