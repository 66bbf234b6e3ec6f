//! An element refers to something that is not in the map.

use crate::map::check::Dangling;
use crate::map::policy::Level;
use crate::map::{Map, Stage};
use crate::rules::examine::{MapView, Sink};
use crate::rules::finding::{Look, Rule, Target};

pub(super) const RULE: Rule = Rule {
    id: "dangling-reference",
    title: "An element refers to something that is not in the map",
    level: Level::Error,
    fixed: false,
    matters: "An opportunity that treats a pain nobody can find, or evidence that is gone, looks like work that is done",
    fix: "choose what it should refer to, or take the reference away",
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| {
        let gone = crate::map::id::EvidenceId::new("gone").unwrap();
        e.put("doing", crate::map::CardKind::Step, "look").evidence.push(gone);
    },
    #[cfg(test)]
    passes: |e| {
        e.put("doing", crate::map::CardKind::Step, "look");
    },
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    for dangling in view.facts.map.dangling() {
        let Dangling { from, field, to } = &dangling;
        let why = format!("{from} refers to {to} ({field}), which is not there");
        sink.say_more(target(view.facts.map, from), format!("{field}/{to}"), why, RULE.fix);
    }
}

/// The element that refers; the map where nothing has the id.
fn target(map: &Map, from: &str) -> Target {
    if let Some(event) = map.events.iter().find(|e| e.id.as_str() == from) {
        return Target::Event(event.id.clone());
    }
    let in_stage = |stage: &Stage| {
        let card = stage.cards().find(|c| c.id.as_str() == from)?;
        Some(Target::Card(Some(stage.id.clone()), card.id.clone()))
    };
    let of_map = || map.metrics.iter().find(|c| c.id.as_str() == from);
    map.stages
        .iter()
        .find_map(in_stage)
        .or_else(|| of_map().map(|c| Target::Card(None, c.id.clone())))
        .unwrap_or(Target::Map)
}
