//! An opportunity that no pain asks for.

use crate::map::card::{Opportunity, OpportunityStatus};
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "opportunity-treats-nothing",
    title: "An opportunity treats no pain",
    level: Level::Info,
    // A plan shows what will be there, not what hurts today.
    only_current: true,
    speaks: When::Used {
        words: "where some opportunity of the map treats a pain",
        is_used: |view| view.index.uses(Use::Treats),
    },
    matters: "A solution without a problem competes with those that have one",
    fix: "say which pains it treats, or drop it",
    finds: "an opportunity that treats no pain beside one that does",
    lets_pass: "one where no opportunity says what it treats",
    field: Some(Field::Treats),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.pain("no-eta");
        e.planned("tracking").treats.push(crate::map::id::CardId::new("no-eta").unwrap());
        e.planned("call-ahead");
    },
    #[cfg(test)]
    passes: |e| {
        e.planned("tracking");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let is_idle = |o: &&Opportunity| o.treats.is_empty() && o.status != OpportunityStatus::Dropped;
    if let Some(opportunity) = view.card.opportunity().filter(is_idle) {
        sink.say(view.target(), format!("{}, and it treats no pain", opportunity.status));
    }
}
