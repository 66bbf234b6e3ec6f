//! Two cards that say the same.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "duplicate-text",
    title: "Two cards say the same",
    level: Level::Info,
    matters: "One of them will be changed and the other forgotten",
    fix: "join them, or say what tells them apart",
    finds: "two pains with the same words",
    lets_pass: "a pain and a step with the same words",
    field: Some(Field::Text),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.put("pains", crate::map::CardKind::Pain, "late");
        e.put("pains", crate::map::CardKind::Pain, "too-late");
    },
    #[cfg(test)]
    passes: |e| {
        e.put("pains", crate::map::CardKind::Pain, "late");
        e.put("doing", crate::map::CardKind::Step, "too-late");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if let Some(first) = view.index.twin(view.facts.map, &view.card.id) {
        let kind = view.card.kind();
        sink.say(
            view.target(),
            format!("says the same as the {kind} {first}: “{}”", view.card.text.one_line()),
        );
    }
}
