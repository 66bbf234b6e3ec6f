//! A metric that is read, and that nobody asks anything.

use super::many;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "metric-without-lead",
    title: "A metric is read again and again, and nobody asks a question of it",
    level: Level::Info,
    only_current: true,
    limit: Some(Limit { default: 6, unit: "readings", words: "how many readings call for a question" }),
    matters: "Watching a score is bean-counting: a number is the first lead in an investigation, or it is nothing",
    fix: "ask why it is as it is, and write the question down; or stop reading it",
    finds: "a metric with six readings and no question",
    lets_pass: "one with five readings",
    field: Some(Field::Leads),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.metric("csat");
        (1..7).for_each(|day| e.read("csat", jiff::civil::date(2026, 11, day)));
    },
    #[cfg(test)]
    passes: |e| {
        e.metric("csat");
        (1..6).for_each(|day| e.read("csat", jiff::civil::date(2026, 11, day)));
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(metric) = view.card.metric().filter(|m| m.leads.is_empty()) else { return };
    let count = metric.readings.len();
    let is_enough = u32::try_from(count).is_ok_and(|n| n < sink.limit());
    let Some(first) = metric.readings.iter().map(|r| r.on).min().filter(|_| !is_enough) else { return };
    let readings = many(count, "reading");
    sink.say(view.target(), format!("{readings} since {first}, and nobody has asked a question of it"));
}
