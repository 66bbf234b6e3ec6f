//! How loud a rule is at one place, and its limit there: what the policies say, the innermost first.

use super::rule::Rule;
use crate::map::policy::{Level, RuleSetting};
use crate::map::{CardKind, Policy};

/// How loud a rule is at one place for one kind of card.
///
/// The first setting that says how loud (a level, an age, or never with a reason) says it alone: the innermost place
/// first, and in each place first the settings for the kind. The limit is looked for in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// How loud it is whatever the age.
    level: Level,
    /// The age in days after which it warns.
    warn_after: Option<u32>,
    /// The age in days after which it is an error.
    error_after: Option<u32>,
    /// What a policy says its limit is.
    limit: Option<u32>,
    /// Whether a policy asks for it.
    is_asked: bool,
}

impl Voice {
    /// What these policies, inner first, say about a rule and cards of a kind (`None`: about what is no card).
    pub fn of(rule: &Rule, policies: [Option<&Policy>; 3], kind: Option<CardKind>) -> Self {
        let mut said = Self {
            level: rule.level,
            warn_after: None,
            error_after: None,
            limit: None,
            is_asked: rule.fixed,
        };
        let mut is_loudness_said = rule.fixed;
        for setting in settings(rule, policies, kind) {
            said.limit = said.limit.or(setting.limit);
            if !is_loudness_said && says_how_loud(setting) {
                said.take_loudness(setting);
                is_loudness_said = true;
            }
        }
        said
    }

    fn take_loudness(&mut self, setting: &RuleSetting) {
        if is_never(setting) {
            self.level = Level::Off;
            return;
        }
        self.level = setting.level.unwrap_or(self.level);
        self.warn_after = setting.warn_after;
        self.error_after = setting.error_after;
        self.is_asked = self.level != Level::Off;
    }

    /// How loud a finding is that has held for `age` days, where that is known.
    pub fn level(&self, age: Option<u32>) -> Level {
        let Some(age) = age.filter(|_| self.level != Level::Off) else { return self.level };
        let is_past = |after: Option<u32>| after.map(|days| age > days);
        match (is_past(self.error_after), is_past(self.warn_after)) {
            (Some(true), _) => Level::Error,
            (Some(false), Some(true)) => Level::Warning,
            (None, Some(true)) => self.level.max(Level::Warning),
            (Some(false) | None, Some(false)) => self.level.min(Level::Info),
            (Some(false), None) => self.level.min(Level::Warning),
            (None, None) => self.level,
        }
    }

    /// Whether nothing is to be looked at.
    pub fn is_off(&self) -> bool {
        self.level == Level::Off
    }

    /// Whether a policy asks for it, also where the map does not use what it is about.
    pub fn is_asked(&self) -> bool {
        self.is_asked
    }

    /// The limit that a policy says.
    pub fn limit(&self) -> Option<u32> {
        self.limit
    }
}

/// Whether any policy says something about a rule for one kind of card only.
pub(super) fn tells_kinds_apart(rule: &Rule, policies: [Option<&Policy>; 3]) -> bool {
    policies
        .into_iter()
        .flatten()
        .flat_map(|p| &p.rules)
        .any(|s| s.kind.is_some() && s.rule.as_str() == rule.id)
}

/// The settings that hold, the one that wins first.
fn settings<'a>(
    rule: &'a Rule,
    policies: [Option<&'a Policy>; 3],
    kind: Option<CardKind>,
) -> impl Iterator<Item = &'a RuleSetting> {
    policies.into_iter().flatten().flat_map(move |policy| {
        let of_rule = move || policy.rules.iter().filter(|s| s.rule.as_str() == rule.id);
        let of_kind = of_rule().filter(move |s| s.kind.is_some() && s.kind == kind);
        of_kind.chain(of_rule().filter(|s| s.kind.is_none()))
    })
}

fn says_how_loud(setting: &RuleSetting) -> bool {
    setting.level.is_some()
        || setting.warn_after.is_some()
        || setting.error_after.is_some()
        || is_never(setting)
}

/// Never needs a reason; without one it does not count.
fn is_never(setting: &RuleSetting) -> bool {
    setting.never.as_ref().is_some_and(|why| !why.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::map::Label;
    use crate::rules::rule;

    fn stale() -> &'static Rule {
        rule("stale").unwrap()
    }

    fn policy(rules: Vec<RuleSetting>) -> Policy {
        Policy { rules, ..Policy::default() }
    }

    fn setting(change: impl FnOnce(&mut RuleSetting)) -> RuleSetting {
        let mut setting = RuleSetting::new(Label::new("stale"));
        change(&mut setting);
        setting
    }

    fn level(setting: RuleSetting, age: Option<u32>) -> Level {
        Voice::of(stale(), [None, None, Some(&policy(vec![setting]))], None).level(age)
    }

    #[test]
    fn ages_raise_the_level_the_day_after() {
        let both = || {
            setting(|s| {
                s.warn_after = Some(10);
                s.error_after = Some(30);
            })
        };
        let at = |age| level(both(), Some(age));
        assert_eq!(
            [at(0), at(10), at(11), at(30), at(31)].map(Level::word),
            ["info", "info", "warning", "warning", "error"]
        );
        assert_eq!(level(both(), None), Level::Warning);
        let error_only = || setting(|s| s.error_after = Some(30));
        assert_eq!(
            [level(error_only(), Some(30)), level(error_only(), Some(31))],
            [Level::Warning, Level::Error]
        );
        let loud = setting(|s| {
            s.level = Some(Level::Error);
            s.warn_after = Some(10);
        });
        assert_eq!([level(loud.clone(), Some(10)), level(loud, Some(11))], [Level::Info, Level::Error]);
        let off = setting(|s| {
            s.level = Some(Level::Off);
            s.error_after = Some(3);
        });
        assert_eq!(level(off, Some(9)), Level::Off);
    }

    #[test]
    fn a_fixed_rule_hears_no_policy() {
        let conflict = rule("unresolved-conflict").unwrap();
        let off = policy(vec![RuleSetting {
            level: Some(Level::Off),
            ..RuleSetting::new(Label::new(conflict.id))
        }]);
        assert_eq!(Voice::of(conflict, [Some(&off), None, None], None).level(None), Level::Error);
    }

    fn any_setting() -> impl Strategy<Value = RuleSetting> {
        let level = proptest::option::of(proptest::sample::select(Level::ALL));
        let kind = proptest::option::of(proptest::sample::select(CardKind::ALL));
        let days = || proptest::option::of(0_u32..100);
        let never = proptest::option::weighted(0.2, proptest::sample::select(vec!["", "retired"]));
        let name = proptest::sample::select(vec!["stale", "stale", "due"]);
        (name, kind, level, days(), days(), days(), never).prop_map(
            |(name, kind, level, limit, warn_after, error_after, never)| RuleSetting {
                rule: Label::new(name),
                kind,
                level,
                limit,
                warn_after,
                error_after,
                never: never.map(Label::new),
            },
        )
    }

    fn any_policies() -> impl Strategy<Value = [Option<Policy>; 3]> {
        let place = || proptest::option::of(proptest::collection::vec(any_setting(), 0..4).prop_map(policy));
        (place(), place(), place()).prop_map(|(a, b, c)| [a, b, c])
    }

    /// How near a setting is: its place (0: the stage), then whether it is for every kind, then its line.
    type Nearness = (usize, bool, usize);

    /// Every setting that holds, with how near it is, in no order.
    fn holding(policies: &[Option<Policy>; 3], kind: Option<CardKind>) -> Vec<(Nearness, RuleSetting)> {
        let mut all = Vec::new();
        for (place, policy) in policies.iter().enumerate() {
            for (line, setting) in policy.iter().flat_map(|p| &p.rules).enumerate() {
                let is_for_it = setting.kind.is_none() || setting.kind == kind;
                if setting.rule.as_str() == "stale" && is_for_it {
                    all.push(((place, setting.kind.is_none(), line), setting.clone()));
                }
            }
        }
        all
    }

    proptest! {
        #[test]
        fn the_nearest_word_wins(
            policies in any_policies(),
            kind in proptest::option::of(proptest::sample::select(CardKind::ALL)),
            age in proptest::option::of(0_u32..120),
        ) {
            let [a, b, c] = &policies;
            let voice = Voice::of(stale(), [a.as_ref(), b.as_ref(), c.as_ref()], kind);
            let all = holding(&policies, kind);
            let nearest = |says: &dyn Fn(&RuleSetting) -> bool| {
                all.iter().filter(|(_, s)| says(s)).min_by_key(|(near, _)| *near).map(|(_, s)| s.clone())
            };
            prop_assert_eq!(voice.limit(), nearest(&|s| s.limit.is_some()).and_then(|s| s.limit));
            let loud = nearest(&says_how_loud).unwrap_or_else(|| setting(|_| ()));
            let alone = policy(vec![RuleSetting { kind: None, ..loud.clone() }]);
            let expected = Voice::of(stale(), [None, None, Some(&alone)], None);
            prop_assert_eq!(voice.level(age), expected.level(age));
            if is_never(&loud) {
                prop_assert!(voice.is_off());
            } else if loud.warn_after.is_none() && loud.error_after.is_none() {
                prop_assert_eq!(voice.level(age), loud.level.unwrap_or(Level::Warning));
            }
        }
    }
}
