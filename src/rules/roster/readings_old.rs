//! The newest reading of a metric is older than its period.

use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "readings-old",
    title: "The newest reading of a metric is older than its period",
    only_current: true,
    limit: Some(Limit {
        default: 14,
        unit: "days",
        words: "how long after the end of its period a reading may come",
    }),
    matters: "A number that was true last year looks exactly like one that is true today",
    fix: "read it, or give it the period in which somebody really reads it",
    finds: "a monthly metric that was read last 46 days ago",
    lets_pass: "one that was read 45 days ago",
    field: Some(Field::Readings),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.metric("csat").period = Some(crate::map::card::Period::Monthly);
        e.read("csat", jiff::civil::date(2026, 10, 7));
    },
    #[cfg(test)]
    passes: |e| {
        e.metric("csat").period = Some(crate::map::card::Period::Monthly);
        e.read("csat", jiff::civil::date(2026, 10, 8));
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(metric) = view.card.metric() else { return };
    let Some(period) = metric.period else { return };
    let Some(latest) = metric.latest() else {
        sink.say(view.target(), format!("to be read {period}, and there is no reading"));
        return;
    };
    let age = days::between(latest.on, view.today);
    let beyond = age - i64::from(period.days()) - i64::from(sink.limit());
    if beyond > 0 {
        let why = format!("last read {}, {} ago; it is to be read {period}", latest.on, days::words(age));
        sink.add(Note::new(view.target(), why).age(beyond));
    }
}
