//! A map that nobody has touched for very long.

use jiff::civil::Date;

use crate::map::{Body, Card, Map, Policy, Stage};
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::MapView;

pub(super) const RULE: Rule = Rule {
    id: "map-untouched",
    title: "Nobody has touched a map for a very long time",
    only_current: true,
    limit: Some(Limit { default: 365, unit: "days", words: "how long a map may hang on the wall" }),
    matters: "A map that hangs on the wall is an artifact: it shows what a workshop thought, not what customers go through",
    fix: "review it stage by stage, or say in its policy that it is never to be reviewed, and why",
    finds: "a map that nobody has touched for 366 days",
    lets_pass: "one that somebody touched 365 days ago",
    field: Some(Field::Review),
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| e.outside.touched = Some(jiff::civil::date(2025, 11, 21)),
    #[cfg(test)]
    passes: |e| e.outside.touched = Some(jiff::civil::date(2025, 11, 22)),
    ..Rule::BASE
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let is_never = |p: &Policy| p.never.as_ref().is_some_and(|why| !why.is_empty());
    if view.facts.policies().into_iter().flatten().any(is_never) {
        return;
    }
    let newest = || newest(view.facts.map, view.today);
    let Some(touched) = view.facts.outside.touched.or_else(newest) else { return };
    let (age, limit) = (days::between(touched, view.today), i64::from(sink.limit()));
    if age > limit {
        let why = format!("last touched {touched}, {} ago; more than {limit} is too long", days::words(age));
        sink.add(Note::new(Target::Map, why).age(age - limit));
    }
}

/// The newest day in a map on which somebody did or saw something.
fn newest(map: &Map, today: Date) -> Option<Date> {
    let of_map = map.created.into_iter().chain(map.events.iter().map(|e| e.on));
    let of_flow = map.flow.as_ref().and_then(|f| f.as_of);
    let of_stages = map.stages.iter().flat_map(of_stage);
    let of_cards = map.cards().filter_map(of_card);
    let all = of_map.chain(of_flow).chain(of_stages).chain(of_cards);
    all.filter(|day| !days::is_future(*day, today)).max()
}

fn of_stage(stage: &Stage) -> impl Iterator<Item = Date> {
    let reviewed = stage.reviewed.as_ref().map(|r| r.on);
    let evidence = stage.evidence.iter().filter_map(|e| e.on);
    stage.created.into_iter().chain(reviewed).chain(evidence)
}

fn of_card(card: &Card) -> Option<Date> {
    match &card.body {
        Body::Step(_) | Body::Note => None,
        Body::Pain(pain) => pain.since.max(pain.contacts.as_ref().and_then(|c| c.as_of)),
        Body::Opportunity(opportunity) => opportunity.shipped,
        Body::Metric(metric) => {
            let led = metric.leads.iter().filter_map(|l| l.on).max();
            metric.latest().map(|r| r.on).max(led)
        }
    }
}
