//! Policy: the limits and levels of the rules, inherited workspace → map → stage.

use serde::{Deserialize, Serialize};

use super::card::CardKind;
use super::text::Label;
use super::words::words;

words! {
    /// How loud a finding is.
    Level {
        /// Not looked at.
        Off = "off",
        /// Worth knowing.
        Info = "info",
        /// Somebody should act.
        Warning = "warning",
        /// It must not stay.
        Error = "error",
    }
}

/// What is said at one place; what is not said is inherited. Lengths are in whole days.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// The cadence where neither stage nor map has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale_after: Option<u32>,
    /// `false`: there is no default cadence, and a stage without one is ungoverned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_cadence: Option<bool>,
    /// The age at which a stage is overdue; twice its cadence where not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue_after: Option<u32>,
    /// How long before its end a cadence is "due".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<u32>,
    /// How long a new stage may be without a review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grace: Option<u32>,
    /// Never to be reviewed, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never: Option<Label>,
    /// What is said about single rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleSetting>,
}

/// What a policy says about one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// The rule's id.
    pub rule: Label,
    /// The cards that it is about; `None`: whatever the rule looks at, where nothing is said for its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CardKind>,
    /// How loud it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Its limit, in the rule's own unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// The age in whole days after which it warns; a younger finding is only worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_after: Option<u32>,
    /// The age in whole days after which it is an error; a younger finding is a warning at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_after: Option<u32>,
    /// Never here, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<Label>,
}

impl RuleSetting {
    /// A setting of a rule that says nothing yet.
    pub fn new(rule: Label) -> Self {
        Self { rule, kind: None, level: None, limit: None, warn_after: None, error_after: None, never: None }
    }

    /// Whether both are about one rule and one kind of card, whatever they say.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.rule == other.rule && self.kind == other.kind
    }
}

/// The cadence of a stage with no word of its own, in days.
pub const DEFAULT_CADENCE: u32 = 90;
/// How long before its end a cadence is "due", in days.
pub const DEFAULT_NOTICE: u32 = 14;
/// How long a new stage may be without a review, in days.
pub const DEFAULT_GRACE: u32 = 14;

impl Policy {
    /// This policy, with what it does not say taken from `outer`.
    #[must_use]
    pub fn over(&self, outer: &Self) -> Self {
        let mut rules = self.rules.clone();
        let is_new = |o: &&RuleSetting| !self.rules.iter().any(|r| r.says_the_same_as(o));
        rules.extend(outer.rules.iter().filter(is_new).cloned());
        Self {
            stale_after: self.stale_after.or(outer.stale_after),
            default_cadence: self.default_cadence.or(outer.default_cadence),
            overdue_after: self.overdue_after.or(outer.overdue_after),
            notice: self.notice.or(outer.notice),
            grace: self.grace.or(outer.grace),
            never: self.never.clone().or_else(|| outer.never.clone()),
            rules,
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inner_word_wins() {
        let workspace = Policy { stale_after: Some(60), grace: Some(3), ..Policy::default() };
        let map = Policy { stale_after: Some(30), ..Policy::default() };
        let both = map.over(&workspace);
        assert_eq!((both.stale_after, both.grace), (Some(30), Some(3)));
    }
}
