//! A stage that nothing measures.

use super::{many, stage_of};
use crate::map::CardKind;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "stage-without-metric",
    title: "Nothing measures a stage",
    level: Level::Info,
    only_current: true,
    speaks: When::Used {
        words: "where some stage of the map has a metric",
        is_used: |view| view.index.uses(Use::StageMetric),
    },
    matters: "What happens in it is only noticed when customers complain",
    fix: "add the one number that would tell you that the stage goes wrong",
    finds: "a stage without a metric beside one with a metric",
    lets_pass: "a stage of a map without metrics",
    field: Some(Field::Cards),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.another_stage();
        e.metric("csat");
        let cells = e.map.stages[0].cells.clone();
        e.map.stages[1].cells = cells;
        e.map.stages[0].cells.clear();
        e.put("doing", crate::map::CardKind::Step, "look");
    },
    #[cfg(test)]
    passes: |e| {
        e.put("doing", crate::map::CardKind::Step, "look");
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let stage = view.facts.stage;
    let is_measured = stage.cards_of(CardKind::Metric).next().is_some();
    if !is_measured && !stage.cells.is_empty() {
        let cards = many(stage.cards().count(), "card");
        sink.say(stage_of(view), format!("{cards}, and no metric"));
    }
}
