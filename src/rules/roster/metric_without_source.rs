//! A metric without a source.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "metric-without-source",
    title: "A metric has no source",
    level: Level::Info,
    only_current: true,
    speaks: When::Used {
        words: "where some metric of the map has a source",
        is_used: |view| view.index.uses(Use::Source),
    },
    matters: "A number that nobody can look up again is a rumour",
    fix: "say which system or report it comes from",
    finds: "a metric without a source beside one with a source",
    lets_pass: "one where no metric has a source",
    field: Some(Field::Source),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.metric("csat").source = Some("survey".into());
        e.metric("calls");
    },
    #[cfg(test)]
    passes: |e| {
        e.metric("calls");
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if view.card.metric().is_some_and(|m| m.source.is_none()) {
        sink.say(view.target(), "nobody says where its readings come from".to_owned());
    }
}
