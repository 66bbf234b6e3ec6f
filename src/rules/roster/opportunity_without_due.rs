//! Something is planned, and no day says for when.

use super::planned;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "opportunity-without-due",
    title: "An opportunity that is planned or under way has no due date",
    level: Level::Info,
    speaks: When::Used {
        words: "where some opportunity of the map has a due date",
        is_used: |view| view.index.uses(Use::Due),
    },
    matters: "What is due some day is never late, and never done",
    fix: "agree on a day, however rough",
    finds: "a planned opportunity without a due date beside one with a date",
    lets_pass: "a planned one where no opportunity has a date",
    field: Some(Field::Due),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.planned("tracking").due = Some(jiff::civil::date(2027, 1, 1));
        e.planned("call-ahead");
    },
    #[cfg(test)]
    passes: |e| {
        e.planned("tracking");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if let Some(opportunity) = planned(view).filter(|o| o.due.is_none()) {
        sink.say(view.target(), format!("{}, and no day says for when", opportunity.status));
    }
}
