//! The list of rules: one file a rule. A new one is a file, a `mod` line and a line in [`RULES`].

mod action_overdue;
mod assumption;
mod changed;
mod commit_since_review;
mod created_in_future;
mod dangling_reference;
mod due;
mod duplicate_text;
mod empty_stage;
mod event_in_future;
mod event_since_review;
mod evidence_old;
mod history_cut_off;
mod inherited_owner;
mod long_title;
mod lost_in_merge;
mod map_untouched;
mod map_without_owner;
mod metric_without_direction;
mod metric_without_lead;
mod metric_without_source;
mod metric_without_target;
mod misfiled_card;
mod never_without_reason;
mod no_cadence;
mod no_owner;
mod opportunity_past_due;
mod opportunity_treats_nothing;
mod opportunity_without_due;
mod opportunity_without_owner;
mod overdue;
mod owner_away;
mod owner_left;
mod owner_overloaded;
mod pain_untreated;
mod pain_without_owner;
mod readings_old;
mod review_in_future;
mod severe_without_proof;
mod shipped_not_measured;
mod shipped_not_reviewed;
mod snooze_expired;
mod snooze_too_long;
mod snoozed_again;
mod stage_without_metric;
mod stale;
mod step_without_frontstage;
mod too_many_cards;
mod too_many_stages;
mod treated_but_open;
mod unknown_owner;
mod unresolved_conflict;
mod unreviewed;
mod unused_person;
mod unused_segment;
mod version_without_reason;
mod watch_matches_nothing;

use super::finding::Target;
use super::rule::Rule;
use super::sink::{Note, Sink};
use super::state::{Cause, StateKind};
use super::view::{CardView, StageView};
use crate::map::Label;
use crate::map::card::{Opportunity, OpportunityStatus, Pain, PainStatus};
use crate::map::id::CardId;
use crate::map::review::Snooze;
use crate::map::say::many;

/// Every rule: ownership, governance, pains, opportunities, data visibility, hygiene.
pub const RULES: &[&Rule] = &[
    &no_owner::RULE,
    &unknown_owner::RULE,
    &owner_left::RULE,
    &owner_away::RULE,
    &owner_overloaded::RULE,
    &inherited_owner::RULE,
    &map_without_owner::RULE,
    &no_cadence::RULE,
    &overdue::RULE,
    &stale::RULE,
    &changed::RULE,
    &event_since_review::RULE,
    &commit_since_review::RULE,
    &history_cut_off::RULE,
    &watch_matches_nothing::RULE,
    &unreviewed::RULE,
    &due::RULE,
    &snooze_expired::RULE,
    &snoozed_again::RULE,
    &snooze_too_long::RULE,
    &review_in_future::RULE,
    &created_in_future::RULE,
    &event_in_future::RULE,
    &map_untouched::RULE,
    &never_without_reason::RULE,
    &version_without_reason::RULE,
    &action_overdue::RULE,
    &pain_without_owner::RULE,
    &pain_untreated::RULE,
    &severe_without_proof::RULE,
    &treated_but_open::RULE,
    &opportunity_without_owner::RULE,
    &opportunity_without_due::RULE,
    &opportunity_past_due::RULE,
    &opportunity_treats_nothing::RULE,
    &shipped_not_measured::RULE,
    &shipped_not_reviewed::RULE,
    &stage_without_metric::RULE,
    &metric_without_source::RULE,
    &metric_without_target::RULE,
    &metric_without_direction::RULE,
    &readings_old::RULE,
    &metric_without_lead::RULE,
    &assumption::RULE,
    &evidence_old::RULE,
    &step_without_frontstage::RULE,
    &too_many_stages::RULE,
    &too_many_cards::RULE,
    &long_title::RULE,
    &empty_stage::RULE,
    &duplicate_text::RULE,
    &misfiled_card::RULE,
    &lost_in_merge::RULE,
    &dangling_reference::RULE,
    &unresolved_conflict::RULE,
    &unused_person::RULE,
    &unused_segment::RULE,
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

/// Finds a changed stage, where `is_own` knows the cause: the rules of one state share it by cause.
fn find_changed(view: &StageView<'_>, is_own: fn(&Cause<'_>) -> bool, sink: &mut Sink<'_>) {
    if is_own(&view.reading.cause) {
        find_reading(view, StateKind::Changed, sink);
    }
}

/// The pain, if the card is one that is open.
fn open_pain<'a>(view: &CardView<'a>) -> Option<&'a Pain> {
    view.card.pain().filter(|pain| pain.status == PainStatus::Open)
}

/// The opportunity, if the card is one that is planned or under way.
fn planned<'a>(view: &CardView<'a>) -> Option<&'a Opportunity> {
    let is_planned =
        |o: &&Opportunity| matches!(o.status, OpportunityStatus::Planned | OpportunityStatus::Doing);
    view.card.opportunity().filter(is_planned)
}

/// What a snooze puts off: a rule, of a card; or the review.
fn name_of(snooze: &Snooze) -> String {
    let rule = snooze.rule.as_ref().map_or("review", Label::as_str);
    let parts = [snooze.card.as_ref().map(CardId::as_str), snooze.part.as_ref().map(Label::as_str)];
    parts.into_iter().flatten().fold(rule.to_owned(), |name, part| format!("{name}/{part}"))
}

fn stage_of(view: &StageView<'_>) -> Target {
    Target::Stage(view.facts.stage.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rule::{Look, When};

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
        for limit in RULES.iter().filter_map(|r| r.limit) {
            assert!(!limit.unit.is_empty() && !limit.words.is_empty() && !limit.words.ends_with('.'));
        }
        for rule in RULES {
            let is_of_workspace = rule.looks.iter().any(|look| matches!(look, Look::Workspace(_)));
            if let When::Used { words, .. } = rule.speaks {
                assert!(words.starts_with("where ") && !words.ends_with('.'), "{words}");
                assert!(!is_of_workspace, "{}: no map says whether a workspace uses it", rule.id);
            }
        }
        assert!(rule("stale").is_some() && rule("stael").is_none());
    }
}
