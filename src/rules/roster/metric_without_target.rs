//! A metric without a target.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "metric-without-target",
    title: "A metric has no target",
    level: Level::Info,
    only_current: true,
    speaks: When::Used {
        words: "where some metric of the map has a target",
        is_used: |view| view.index.uses(Use::MetricTarget),
    },
    matters: "A number that should be nothing in particular is never wrong",
    fix: "say what it should be",
    finds: "a metric without a target beside one with a target",
    lets_pass: "one where no metric has a target",
    field: Some(Field::Target),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.metric("csat").target = Some(crate::map::Decimal::from_int(80));
        e.metric("calls");
    },
    #[cfg(test)]
    passes: |e| {
        e.metric("calls");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if view.card.metric().is_some_and(|m| m.target.is_none()) {
        sink.say(view.target(), "nobody says what it should be".to_owned());
    }
}
