//! A piece of evidence is very old.

use crate::map::policy::Level;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "evidence-old",
    title: "A piece of evidence is very old",
    level: Level::Info,
    only_current: true,
    limit: Some(Limit { default: 540, unit: "days", words: "how old a piece of evidence may be" }),
    matters: "Customers, products and channels change: what was seen years ago may not be there any more",
    fix: "gather it anew; or take it away, and what cites it is an assumption again",
    finds: "evidence of 541 days ago",
    lets_pass: "evidence of 539 days ago",
    field: Some(Field::Evidence),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| e.evidence(jiff::civil::date(2025, 5, 30)),
    #[cfg(test)]
    passes: |e| e.evidence(jiff::civil::date(2025, 6, 1)),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let limit = i64::from(sink.limit());
    let stage = view.facts.stage;
    for evidence in &stage.evidence {
        let Some(day) = evidence.on else { continue };
        let age = days::between(day, view.today);
        if age > limit {
            let source = evidence.source.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
            let why = format!("the {}{source} of {day} is {} old", evidence.kind, days::words(age));
            let target = Target::Evidence(stage.id.clone(), evidence.id.clone());
            sink.add(Note::new(target, why).age(age - limit));
        }
    }
}
