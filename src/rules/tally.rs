//! How many findings there are, by rule and level: what a changed policy does, before it is kept.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::examine::examine_workspace;
use super::facts::Facts;
use crate::map::Workspace;
use crate::map::policy::Level;
use crate::map::say::many;

/// How many findings ask for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    by_rule: BTreeMap<&'static str, usize>,
    by_level: BTreeMap<Level, usize>,
}

impl Tally {
    /// Counts what the rules find in these maps on a day.
    pub fn of(maps: &[Facts<'_>], workspace: &Workspace, today: Date) -> Self {
        let mut out = Self::default();
        for found in examine_workspace(maps, workspace, today).open {
            *out.by_rule.entry(found.rule.id).or_default() += 1;
            *out.by_level.entry(found.level).or_default() += 1;
        }
        out
    }

    /// What a rule finds.
    pub fn of_rule(&self, rule: &str) -> usize {
        self.by_rule.get(rule).copied().unwrap_or(0)
    }

    /// How many are of a level.
    pub fn of_level(&self, level: Level) -> usize {
        self.by_level.get(&level).copied().unwrap_or(0)
    }

    /// `2 errors, 31 warnings, 8 infos`.
    pub fn words(&self) -> String {
        let levels = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "info")];
        levels.map(|(level, one)| many(self.of_level(level), one)).join(", ")
    }

    /// The rules that find more or less than `then`, by id, with how many now and then.
    pub fn differing(&self, then: &Self) -> Vec<(&'static str, usize, usize)> {
        let ids: std::collections::BTreeSet<&'static str> =
            self.by_rule.keys().chain(then.by_rule.keys()).copied().collect();
        let counts = ids.into_iter().map(|id| (id, self.of_rule(id), then.of_rule(id)));
        counts.filter(|(_, now, then)| now != then).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::example::Example;

    #[test]
    fn what_another_policy_would_find() {
        let mut example = Example::default();
        example.stage_mut().review_every = None;
        example.reviewed(date(2026, 10, 1));
        let count = |workspace: &Workspace| {
            let facts = [Facts::new(&example.map, workspace)];
            Tally::of(&facts, workspace, example.today)
        };
        let now = count(&example.workspace);
        let mut changed = example.workspace.clone();
        changed.policy.stale_after = Some(30);
        let then = count(&changed);
        assert_eq!((now.of_rule("stale"), then.of_rule("stale")), (0, 1));
        assert_eq!(now.differing(&then), [("stale", 0, 1)]);
        assert_eq!(now.differing(&now), []);
        assert!(then.words().contains("warning"), "{}", then.words());
    }
}
