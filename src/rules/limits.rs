//! The limits that hold for a stage: its own, else the map's, else the workspace's, else the defaults.

use super::facts::StageFacts;
use crate::map::policy::{DEFAULT_CADENCE, DEFAULT_GRACE, DEFAULT_NOTICE};
use crate::map::{Label, Policy};

/// What holds for a stage, in whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits<'a> {
    /// How often it is to be reviewed; `None`: nothing says so.
    pub cadence: Option<u32>,
    /// The age from which it is overdue; never less than the cadence.
    pub overdue_after: Option<u32>,
    /// How long before its end a cadence is "due".
    pub notice: u32,
    /// How long a new stage may be without a review.
    pub grace: u32,
    /// Never to be reviewed, and why.
    pub never: Option<&'a Label>,
}

impl<'a> Limits<'a> {
    /// The limits of a stage.
    pub fn of(facts: StageFacts<'a>) -> Self {
        let policies = facts.policies();
        let cadence =
            facts.stage.review_every.or(facts.map.review_every).or_else(|| default_cadence(policies));
        let said = first(policies, |p| p.overdue_after);
        Self {
            cadence,
            overdue_after: cadence.map(|c| said.map_or(c.saturating_mul(2), |o| o.max(c))),
            notice: first(policies, |p| p.notice).unwrap_or(DEFAULT_NOTICE),
            grace: first(policies, |p| p.grace).unwrap_or(DEFAULT_GRACE),
            never: policies
                .into_iter()
                .flatten()
                .filter_map(|p| p.never.as_ref())
                .find(|why| !why.is_empty()),
        }
    }
}

/// The innermost policy that says something says it for all.
fn first<T>(policies: [Option<&Policy>; 3], field: impl Fn(&Policy) -> Option<T>) -> Option<T> {
    policies.into_iter().flatten().find_map(field)
}

/// The cadence that policies give: the innermost word decides, be it a number or that there is none.
fn default_cadence(policies: [Option<&Policy>; 3]) -> Option<u32> {
    for policy in policies.into_iter().flatten() {
        if policy.default_cadence == Some(false) {
            return None;
        }
        if policy.stale_after.is_some() {
            return policy.stale_after;
        }
        if policy.default_cadence == Some(true) {
            break;
        }
    }
    Some(first(policies, |p| p.stale_after).unwrap_or(DEFAULT_CADENCE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::example::Example;

    fn limits(change: impl FnOnce(&mut Example)) -> (Option<u32>, Option<u32>, u32, u32) {
        let mut example = Example::default();
        example.stage_mut().review_every = None;
        change(&mut example);
        let limits = Limits::of(example.stage_facts());
        (limits.cadence, limits.overdue_after, limits.notice, limits.grace)
    }

    #[test]
    fn defaults() {
        assert_eq!(limits(|_| ()), (Some(90), Some(180), 14, 14));
    }

    #[test]
    fn the_innermost_word_wins() {
        let policy = |stale_after, grace| Policy { stale_after, grace, ..Policy::default() };
        let all = |e: &mut Example| {
            e.workspace.policy = Policy { notice: Some(5), ..policy(Some(60), Some(3)) };
            e.map.policy = Some(policy(Some(40), None));
            e.stage_mut().policy = Some(policy(Some(20), None));
        };
        assert_eq!(limits(all), (Some(20), Some(40), 5, 3));
        let with = |change: fn(&mut Example)| {
            limits(|e| {
                all(e);
                change(e);
            })
            .0
        };
        assert_eq!(with(|e| e.stage_mut().policy = None), Some(40));
        assert_eq!(with(|e| e.map.review_every = Some(30)), Some(30));
        assert_eq!(
            with(|e| {
                e.map.review_every = Some(30);
                e.stage_mut().review_every = Some(10);
            }),
            Some(10)
        );
    }

    #[test]
    fn the_default_can_be_switched_off_and_on_again() {
        let switch = |on| Policy { default_cadence: Some(on), ..Policy::default() };
        let off = |e: &mut Example| e.workspace.policy = switch(false);
        assert_eq!(limits(off), (None, None, 14, 14));
        let on_again = |e: &mut Example| {
            off(e);
            e.map.policy = Some(switch(true));
        };
        assert_eq!(limits(on_again).0, Some(90));
        let numbered = |e: &mut Example| {
            off(e);
            e.map.policy = Some(Policy { stale_after: Some(30), ..Policy::default() });
        };
        assert_eq!(limits(numbered).0, Some(30));
    }

    #[test]
    fn overdue_is_never_before_stale() {
        let early = |e: &mut Example| {
            e.workspace.policy.overdue_after = Some(120);
            e.stage_mut().review_every = Some(365);
        };
        assert_eq!(limits(early).1, Some(365));
    }

    #[test]
    fn never_needs_a_reason() {
        let mut example = Example::default();
        example.map.policy = Some(Policy { never: Some(Label::new("")), ..Policy::default() });
        assert_eq!(Limits::of(example.stage_facts()).never, None);
        example.workspace.policy.never = Some(Label::new("retired"));
        assert_eq!(Limits::of(example.stage_facts()).never, Some(&Label::new("retired")));
    }
}
