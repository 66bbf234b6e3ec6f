//! A card stands in another stage than the one that it names.

use crate::map::policy::Level;
use crate::rules::examine::{CardView, Sink};
use crate::rules::finding::{Look, Rule};

pub(super) const RULE: Rule = Rule {
    id: "misfiled-card",
    title: "A card stands in another stage than the one that it names",
    level: Level::Error,
    fixed: false,
    matters: "Merging files as text can put a card under the wrong stage without a conflict; only its repeated id shows it",
    fix: "choose the stage that it belongs to",
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        let other = crate::map::id::StageId::new("order-it").unwrap();
        e.put("pains", crate::map::CardKind::Pain, "no-eta").filed = Some(other);
    },
    #[cfg(test)]
    passes: |e| {
        e.put("pains", crate::map::CardKind::Pain, "no-eta");
    },
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(named) = &view.card.filed else { return };
    let here = view.stage.map_or("the map itself", |s| s.name.as_str());
    let there = view.facts.map.stage(named).map_or(named.as_str(), |s| s.name.as_str());
    sink.say(view.target(), format!("“{}” stands in {here} and names {there}", view.card.text.one_line()));
}
