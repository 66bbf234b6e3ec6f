//! A claim that cites no evidence.

use crate::map::policy::Level;
use crate::map::{Body, CardKind};
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "assumption",
    title: "A step, pain or metric cites no evidence",
    level: Level::Info,
    only_current: true,
    speaks: When::Used {
        words: "where at least half of the cards of the kind cite evidence",
        is_used: |view| KINDS.iter().any(|kind| view.index.mostly_cites(*kind)),
    },
    matters: "What nobody has seen or counted is an assumption: worth writing down, and worth telling from what is known",
    fix: "cite the evidence, or gather some",
    finds: "a step that cites no evidence, where half of the steps cite some",
    lets_pass: "steps that cite none, where none does",
    field: Some(Field::Evidence),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.evidence(e.today);
        let cited = e.map.stages[0].evidence[0].id.clone();
        e.put("doing", crate::map::CardKind::Step, "look").evidence.push(cited);
        e.put("doing", crate::map::CardKind::Step, "touch");
    },
    #[cfg(test)]
    passes: |e| {
        e.evidence(e.today);
        e.put("doing", crate::map::CardKind::Step, "look");
        e.put("doing", crate::map::CardKind::Step, "touch");
    },
    ..Rule::BASE
};

/// The kinds of card that claim something.
const KINDS: [CardKind; 3] = [CardKind::Step, CardKind::Pain, CardKind::Metric];

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let kind = view.card.kind();
    let is_claim = KINDS.contains(&kind) && view.is_open() && !names_a_source(view);
    let speaks = view.index.mostly_cites(kind) || sink.is_asked();
    if view.card.evidence.is_empty() && is_claim && speaks {
        sink.say(view.target(), format!("a {kind} that cites no evidence"));
    }
}

/// Contacts and readings with a source say themselves where they come from.
fn names_a_source(view: &CardView<'_>) -> bool {
    match &view.card.body {
        Body::Pain(pain) => pain.contacts.as_ref().is_some_and(|c| c.source.is_some()),
        Body::Metric(metric) => metric.source.is_some(),
        Body::Step(_) | Body::Note | Body::Opportunity(_) => false,
    }
}
