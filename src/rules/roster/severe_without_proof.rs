//! A severe pain that neither contacts nor evidence show.

use super::open_pain;
use crate::map::card::{Pain, Severity};
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "severe-without-proof",
    title: "A pain is called severe, and neither contacts nor evidence show it",
    only_current: true,
    speaks: When::Used {
        words: "where the map has contacts or evidence",
        is_used: |view| view.index.uses(Use::Contacts) || view.index.uses(Use::Evidence),
    },
    matters: "Severity by opinion wins the room and loses the budget: what hurts most should be what can be shown",
    fix: "say how many contacts it causes, or cite evidence, or lower its severity",
    finds: "a high pain without contacts or evidence, where another has contacts",
    lets_pass: "a medium one",
    field: Some(Field::Contacts),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.pain("no-eta").contacts = Some(crate::map::card::Contacts::default());
        e.pain("late").severity = crate::map::card::Severity::High;
    },
    #[cfg(test)]
    passes: |e| {
        e.pain("no-eta").contacts = Some(crate::map::card::Contacts::default());
        e.pain("late").severity = crate::map::card::Severity::Medium;
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let is_bare = |pain: &&Pain| pain.severity >= Severity::High && pain.contacts.is_none();
    let Some(pain) = open_pain(view).filter(is_bare) else { return };
    if view.card.evidence.is_empty() {
        sink.say(view.target(), format!("{}, and neither contacts nor evidence show it", pain.severity));
    }
}
