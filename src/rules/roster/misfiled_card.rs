//! A card stands in another stage than the one that it names.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::repair::Repair;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "misfiled-card",
    title: "A card stands in another stage than the one that it names",
    level: Level::Error,
    matters: "Merging files as text can put a card under the wrong stage without a conflict; only its repeated id shows it",
    fix: "choose the stage that it belongs to",
    finds: "a pain that stands in one stage and names another",
    lets_pass: "a pain that stands where it says",
    field: Some(Field::Filed),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        let other = e.another_stage();
        e.put("pains", crate::map::CardKind::Pain, "no-eta").filed = Some(other);
    },
    #[cfg(test)]
    passes: |e| {
        e.put("pains", crate::map::CardKind::Pain, "no-eta");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    // A stage that is not there is a dangling reference.
    let Some(named) = view.card.filed.as_ref().filter(|id| view.index.has_stage(id)) else { return };
    let here = view.stage().map_or("the map itself", |s| s.name.as_str());
    let there = view.facts.map.stage(named).map_or(named.as_str(), |s| s.name.as_str());
    let why = format!("“{}” stands in {here} and names {there}", view.card.text.one_line());
    sink.add(Note::new(view.target(), why).repair(Repair::File(view.card.id.clone())));
}
