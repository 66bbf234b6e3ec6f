//! The list of rules: one file a rule. A new one is a file, a `mod` line and a line in [`RULES`].

mod changed;
mod created_in_future;
mod dangling_reference;
mod due;
mod misfiled_card;
mod no_cadence;
mod no_owner;
mod overdue;
mod owner_left;
mod review_in_future;
mod snooze_expired;
mod stale;
mod unknown_owner;
mod unresolved_conflict;
mod unreviewed;

use super::finding::Target;
use super::rule::Rule;
use super::sink::{Note, Sink};
use super::state::StateKind;
use super::view::StageView;

/// Every rule: ownership, governance, then what is broken in the map.
pub const RULES: &[&Rule] = &[
    &no_owner::RULE,
    &unknown_owner::RULE,
    &owner_left::RULE,
    &no_cadence::RULE,
    &overdue::RULE,
    &stale::RULE,
    &changed::RULE,
    &unreviewed::RULE,
    &due::RULE,
    &snooze_expired::RULE,
    &review_in_future::RULE,
    &created_in_future::RULE,
    &misfiled_card::RULE,
    &dangling_reference::RULE,
    &unresolved_conflict::RULE,
];

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}

/// Finds a stage whose reviews read as `kind`, unless it is exempt or its review is put off. A gap in ownership does
/// not hide it: both are to be closed.
fn find_reading(view: &StageView<'_>, kind: StateKind, sink: &mut Sink<'_>) {
    if view.exempt.is_none() && view.snooze.is_none() && view.reading.kind == kind {
        sink.add(Note::new(stage_of(view), view.reading_words()).age(view.reading.age));
    }
}

fn stage_of(view: &StageView<'_>) -> Target {
    Target::Stage(view.facts.stage.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_words_with_dashes() {
        let mut ids: Vec<&str> = RULES.iter().map(|r| r.id).collect();
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
    }

    #[test]
    fn every_rule_has_its_words() {
        for rule in RULES {
            for words in [rule.title, rule.matters, rule.fix] {
                assert!(!words.is_empty() && !words.ends_with('.'), "{}: {words}", rule.id);
            }
        }
        assert!(rule("stale").is_some() && rule("stael").is_none());
    }
}
