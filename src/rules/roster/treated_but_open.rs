//! All that treats a pain is done, and it is still open.

use super::open_pain;
use crate::map::Card;
use crate::map::card::{Opportunity, OpportunityStatus};
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "treated-but-open",
    title: "All that treats a pain is done, and it is still open",
    only_current: true,
    limit: Some(Limit {
        default: 30,
        unit: "days",
        words: "how long after the last cure a pain may stay open",
    }),
    matters: "Either the cure did not work and nobody has noticed, or the pain is gone and the map still shows it",
    fix: "look whether it still hurts: resolve it, or find another opportunity",
    finds: "an open pain whose only cure was shipped 31 days ago",
    lets_pass: "one whose cure was shipped 30 days ago",
    field: Some(Field::Status),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.pain("no-eta");
        e.shipped("tracking", "no-eta", jiff::civil::date(2026, 10, 22));
    },
    #[cfg(test)]
    passes: |e| {
        e.pain("no-eta");
        e.shipped("tracking", "no-eta", jiff::civil::date(2026, 10, 23));
    },
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if open_pain(view).is_none() {
        return;
    }
    let Some(done) = all_done(view) else { return };
    let limit = i64::from(sink.limit());
    let since = done.1.shipped.map(|day| (day, days::between(day, view.today)));
    if since.is_some_and(|(_, age)| age <= limit) {
        return;
    }
    let when = since.map(|(day, age)| format!(" since {day}, {} ago", days::words(age))).unwrap_or_default();
    let why = format!("“{}” is {}{when}, and the pain is still open", done.0.text.one_line(), done.1.status);
    sink.add(Note::new(view.target(), why).age(since.map(|(_, age)| age - limit)));
}

/// The treatment that was shipped last, where all that treat it are done. What was dropped does not count.
fn all_done<'a>(view: &CardView<'a>) -> Option<(&'a Card, &'a Opportunity)> {
    let all =
        view.index.treatments(&view.card.id).iter().filter_map(|card| Some((*card, card.opportunity()?)));
    let counting = || all.clone().filter(|(_, o)| o.status != OpportunityStatus::Dropped);
    if counting().any(|(_, o)| o.status.is_open()) {
        return None;
    }
    counting().max_by_key(|(_, o)| o.shipped)
}
