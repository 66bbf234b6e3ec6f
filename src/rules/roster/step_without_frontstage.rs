//! Customers do something, and nobody says what they meet.

use super::{many, stage_of};
use crate::map::lane::{Lane, Layer};
use crate::map::policy::Level;
use crate::map::{CardKind, Map};
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "step-without-frontstage",
    title: "Customers do something in a stage, and nothing stands frontstage",
    level: Level::Info,
    only_current: true,
    speaks: When::Used {
        words: "where the map has cards in a frontstage lane",
        is_used: |view| has_frontstage(view.facts.map),
    },
    matters: "A blueprint with a hole in front shows what customers do and hides what they meet",
    fix: "say what staff and systems do in the sight of the customer",
    finds: "a stage with a step and an empty frontstage lane",
    lets_pass: "the same with a card in the frontstage lane",
    field: Some(Field::Cards),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.frontstage();
        e.put("doing", crate::map::CardKind::Step, "look");
    },
    #[cfg(test)]
    passes: |e| {
        e.frontstage();
        e.put("doing", crate::map::CardKind::Step, "look");
        e.put("front", crate::map::CardKind::Note, "shows-the-way");
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let stage = view.facts.stage;
    let mut lanes = frontstage(view.facts.map);
    let steps = stage.cards_of(CardKind::Step).count();
    let Some(lane) = lanes.next().filter(|lane| steps > 0 && stage.cell(&lane.id).is_empty()) else { return };
    if lanes.all(|lane| stage.cell(&lane.id).is_empty()) {
        sink.say(stage_of(view), format!("{}, and nothing stands in “{}”", many(steps, "step"), lane.name));
    }
}

fn frontstage(map: &Map) -> impl Iterator<Item = &Lane> {
    map.lanes.iter().filter(|lane| lane.layer == Some(Layer::Frontstage))
}

fn has_frontstage(map: &Map) -> bool {
    frontstage(map).any(|lane| map.stages.iter().any(|stage| !stage.cell(&lane.id).is_empty()))
}
