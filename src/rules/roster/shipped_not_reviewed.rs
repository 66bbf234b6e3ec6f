//! Something was shipped into a stage after its review.

use crate::map::card::{Opportunity, OpportunityStatus};
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::state::{Judged, StateKind};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "shipped-not-reviewed",
    title: "Something was shipped since its stage was reviewed",
    only_current: true,
    matters: "What was built to change the stage has changed it: the map still shows how it was before",
    fix: "review the stage: write down what is different now",
    finds: "an opportunity that was shipped on the day after its stage was reviewed",
    lets_pass: "one that was shipped on the day of the review",
    field: Some(Field::Review),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| e.shipped("tracking", "no-eta", jiff::civil::date(2026, 11, 2)),
    #[cfg(test)]
    passes: |e| e.shipped("tracking", "no-eta", jiff::civil::date(2026, 11, 1)),
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(judged) = view.judged.filter(|j| asks_for_no_review(j)) else { return };
    let Some(review) = &judged.facts.stage.reviewed else { return };
    let opportunity = view.card.opportunity().filter(|o| o.status >= OpportunityStatus::Shipped);
    let is_live = |o: &&Opportunity| o.status != OpportunityStatus::Dropped;
    let shipped = opportunity.filter(is_live).and_then(|o| o.shipped);
    let Some(day) = shipped.filter(|day| *day > review.on && *day <= view.today) else { return };
    let why = format!("shipped {day}, and the stage was last reviewed {}", review.on);
    sink.add(Note::new(view.target(), why).age(days::between(day, view.today)));
}

/// Another rule has not asked for a review of the stage already.
fn asks_for_no_review(judged: &Judged<'_>) -> bool {
    let is_calm = matches!(judged.reading.kind, StateKind::Fresh | StateKind::Due);
    is_calm && judged.exempt.is_none() && judged.snooze.is_none()
}
