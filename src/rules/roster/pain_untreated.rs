//! A pain that has waited too long for something to be done about it.

use super::open_pain;
use crate::map::card::{OpportunityStatus, Severity};
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::CardView;

pub(super) const RULE: Rule = Rule {
    id: "pain-untreated",
    title: "Nothing is to be done about a pain that is open for too long",
    only_current: true,
    limit: Some(Limit {
        default: 90,
        unit: "days",
        words: "how long a high pain may wait; a critical one a third of it, a medium one twice, a low one four times as long",
    }),
    matters: "Every month that a known pain goes untreated is paid for in contacts and in customers",
    fix: "add an opportunity that treats it, or accept the pain and say why",
    finds: "a high pain that is open for 91 days and that no opportunity treats",
    lets_pass: "one that is open for 90 days",
    field: Some(Field::Status),
    looks: &[Look::Card(find)],
    #[cfg(test)]
    fails: |e| e.pain("no-eta").since = Some(jiff::civil::date(2026, 8, 23)),
    #[cfg(test)]
    passes: |e| e.pain("no-eta").since = Some(jiff::civil::date(2026, 8, 24)),
    ..Rule::BASE
};

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(pain) = open_pain(view) else { return };
    let Some(since) = pain.since.filter(|_| !is_treated(view)) else { return };
    let (age, limit) = (days::between(since, view.today), limit(pain.severity, sink.limit()));
    if age > limit {
        let severity = pain.severity;
        let why = format!(
            "open since {since}, {}, and nothing treats it; a {severity} pain may wait {}",
            days::words(age),
            days::words(limit)
        );
        sink.add(Note::new(view.target(), why).age(age - limit));
    }
}

/// Whether something treats it or did: what was dropped does not.
fn is_treated(view: &CardView<'_>) -> bool {
    let statuses =
        view.index.treatments(&view.card.id).iter().filter_map(|c| c.opportunity()).map(|o| o.status);
    statuses.into_iter().any(|status| status != OpportunityStatus::Dropped)
}

/// The limit is that of a high pain; days.
fn limit(severity: Severity, high: u32) -> i64 {
    let high = i64::from(high);
    match severity {
        Severity::Critical => high / 3,
        Severity::High => high,
        Severity::Medium => high * 2,
        Severity::Low => high * 4,
    }
}
