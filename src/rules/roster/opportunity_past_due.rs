//! Something should have been done by now.

use crate::map::card::OpportunityStatus;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "opportunity-past-due",
    title: "The due date of an opportunity has passed",
    matters: "A date that passes without a word teaches everybody that dates do not count",
    fix: "ship it, agree on another day, or drop it",
    finds: "a planned opportunity that was due yesterday",
    lets_pass: "one that is due today",
    field: Some(Field::Due),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| e.planned("tracking").due = Some(jiff::civil::date(2026, 11, 21)),
    #[cfg(test)]
    passes: |e| e.planned("tracking").due = Some(jiff::civil::date(2026, 11, 22)),
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(opportunity) = view.card.opportunity().filter(|o| o.status.is_open()) else { return };
    let Some(due) = opportunity.due.filter(|day| *day < view.today) else { return };
    let late = days::between(due, view.today);
    let why = format!("due {due}, {} ago, and it is still {}", days::words(late), state(opportunity.status));
    sink.add(Note::new(view.target(), why).age(late));
}

fn state(status: OpportunityStatus) -> &'static str {
    match status {
        OpportunityStatus::Idea => "an idea",
        OpportunityStatus::Doing => "under way",
        other => other.word(),
    }
}
