//! A pain that nobody owns.

use super::open_pain;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "pain-without-owner",
    title: "Nobody owns a pain",
    only_current: true,
    speaks: When::Used {
        words: "where some pain of the map has an owner",
        is_used: |view| view.index.uses(Use::PainOwner),
    },
    matters: "A pain that everybody knows and nobody owns is still there next year",
    fix: "name the person who sees to it that something happens",
    finds: "a pain without an owner beside one with an owner",
    lets_pass: "two pains without owners, where the map has none for any",
    field: Some(Field::Owner),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.put("pains", crate::map::CardKind::Pain, "no-eta").owner =
            Some(crate::rules::example::person("tom"));
        e.put("pains", crate::map::CardKind::Pain, "late");
    },
    #[cfg(test)]
    passes: |e| {
        e.put("pains", crate::map::CardKind::Pain, "no-eta");
        e.put("pains", crate::map::CardKind::Pain, "late");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(pain) = open_pain(view).filter(|_| view.card.owner.is_none()) else { return };
    let since = pain.since.map(|day| format!(" since {day}")).unwrap_or_default();
    let age = pain.since.map(|day| days::between(day, view.today));
    let why = format!("a {} pain, open{since}, and it has no owner of its own", pain.severity);
    sink.add(Note::new(view.target(), why).age(age));
}
