//! Something is planned, and nobody owns it.

use super::planned;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "opportunity-without-owner",
    title: "Nobody owns an opportunity that is planned or under way",
    speaks: When::Used {
        words: "where some opportunity of the map has an owner",
        is_used: |view| view.index.uses(Use::OpportunityOwner),
    },
    matters: "A plan without a name is a wish",
    fix: "name the person who sees to it that it is done",
    finds: "a planned opportunity without an owner beside one with an owner",
    lets_pass: "a planned one where no opportunity has an owner",
    field: Some(Field::Owner),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.planned("tracking");
        e.card("tracking").owner = Some(crate::rules::example::person("tom"));
        e.planned("call-ahead");
    },
    #[cfg(test)]
    passes: |e| {
        e.planned("tracking");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if let Some(opportunity) = planned(view).filter(|_| view.card.owner.is_none()) {
        sink.say(view.target(), format!("{}, and it has no owner of its own", opportunity.status));
    }
}
