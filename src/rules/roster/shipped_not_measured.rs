//! Something was shipped, and nobody knows what it did.

use crate::map::card::{Opportunity, OpportunityStatus};
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Limit, Look, Rule, When};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "shipped-not-measured",
    title: "An opportunity was shipped and never measured",
    only_current: true,
    speaks: When::Used {
        words: "where some opportunity of the map says what it prevents, did prevent, or when it was shipped",
        is_used: |view| view.index.uses(Use::Effect),
    },
    limit: Some(Limit {
        default: 90,
        unit: "days",
        words: "how long after its ship date an effect may be unknown",
    }),
    matters: "Without a look at what it did, the next one is chosen by hope again",
    fix: "say what share it did prevent, and set it to measured",
    finds: "an opportunity that was shipped 91 days ago and whose effect nobody knows",
    lets_pass: "one that was shipped 90 days ago",
    field: Some(Field::Prevented),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| e.shipped("tracking", "no-eta", jiff::civil::date(2026, 8, 23)),
    #[cfg(test)]
    passes: |e| e.shipped("tracking", "no-eta", jiff::civil::date(2026, 8, 24)),
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let is_unknown = |o: &&Opportunity| o.status == OpportunityStatus::Shipped && o.prevented.is_none();
    let Some(opportunity) = view.card.opportunity().filter(is_unknown) else { return };
    let limit = i64::from(sink.limit());
    let Some(day) = opportunity.shipped else {
        sink.say(view.target(), "shipped, nobody says when, and its effect is not known".to_owned());
        return;
    };
    let age = days::between(day, view.today);
    if age > limit {
        let why = format!("shipped {day}, {} ago, and its effect is not known", days::words(age));
        sink.add(Note::new(view.target(), why).age(age - limit));
    }
}
