//! A metric without a direction.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "metric-without-direction",
    title: "A metric has no direction",
    level: Level::Info,
    only_current: true,
    speaks: When::Used {
        words: "where some metric of the map has a direction or a target",
        is_used: |view| view.index.uses(Use::Direction) || view.index.uses(Use::MetricTarget),
    },
    matters: "Who does not know which way is better cannot tell good news from bad",
    fix: "say whether more or less of it is better",
    finds: "a metric without a direction beside one with a direction",
    lets_pass: "one where no metric has a direction",
    field: Some(Field::Direction),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.metric("csat").direction = Some(crate::map::card::Direction::Up);
        e.metric("calls");
    },
    #[cfg(test)]
    passes: |e| {
        e.metric("calls");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if view.card.metric().is_some_and(|m| m.direction.is_none()) {
        sink.say(view.target(), "nobody says whether more or less of it is better".to_owned());
    }
}
