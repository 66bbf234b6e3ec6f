//! Looks at a map with every rule, in one pass.

use std::borrow::Cow;

use jiff::civil::Date;

use super::facts::Facts;
use super::finding::{Finding, Look, Rule, Target};
use super::roster::RULES;
use super::state::Judged;
use crate::map::card::PainStatus;
use crate::map::policy::Level;
use crate::map::review::Snooze;
use crate::map::{Body, Card, Policy, Stage};

/// A map as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct MapView<'a> {
    /// What is known about it.
    pub facts: Facts<'a>,
    /// The day.
    pub today: Date,
}

/// A stage as rules see it: judged once for all of them.
pub type StageView<'a> = Judged<'a>;

/// A card as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct CardView<'a> {
    /// The card.
    pub card: &'a Card,
    /// The stage that it stands in; `None`: the map itself.
    pub stage: Option<&'a Stage>,
    /// What is known about its map.
    pub facts: Facts<'a>,
    /// The day.
    pub today: Date,
}

impl CardView<'_> {
    /// Whether it still asks for somebody: not a pain that is resolved or accepted, nor an opportunity that is done or dropped.
    pub fn is_open(&self) -> bool {
        match &self.card.body {
            Body::Pain(pain) => pain.status == PainStatus::Open,
            Body::Opportunity(opportunity) => opportunity.status.is_open(),
            Body::Step(_) | Body::Note | Body::Metric(_) => true,
        }
    }

    /// The card as the target of a finding.
    pub fn target(&self) -> Target {
        Target::Card(self.stage.map(|s| s.id.clone()), self.card.id.clone())
    }
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    level: Level,
    facts: Facts<'a>,
    today: Date,
    out: &'a mut Found,
}

impl Sink<'_> {
    /// Finds something, to be fixed as the rule says.
    pub fn say(&mut self, target: Target, why: String) {
        self.say_more(target, Cow::Borrowed(""), why, Cow::Borrowed(self.rule.fix));
    }

    /// Finds something that is one of several on the element, or is to be fixed in a way of its own.
    pub fn say_more(
        &mut self,
        target: Target,
        part: impl Into<Cow<'static, str>>,
        why: String,
        fix: impl Into<Cow<'static, str>>,
    ) {
        let of_stage = target.stage().and_then(|id| self.facts.map.stage(id)).map(|s| &s.snoozes);
        let mut snoozes = of_stage.unwrap_or(&self.facts.map.snoozes).iter();
        let is_put_off = snoozes.any(|s| puts_off(s, self.rule, &target, self.today));
        let finding = Finding {
            rule: self.rule,
            level: self.level,
            map: self.facts.map.id.clone(),
            target,
            part: part.into(),
            why,
            fix: fix.into(),
        };
        if is_put_off { self.out.put_off.push(finding) } else { self.out.open.push(finding) }
    }
}

fn puts_off(snooze: &Snooze, rule: &Rule, target: &Target, today: Date) -> bool {
    snooze.until >= today
        && !rule.fixed
        && snooze.rule.as_ref().is_some_and(|r| r.as_str() == rule.id)
        && snooze.card.as_ref() == target.card()
}

/// What the rules found, in the order of the map: its own, then stage by stage, each with its cards.
#[derive(Debug, Default)]
pub struct Found {
    /// What asks for somebody.
    pub open: Vec<Finding>,
    /// What was put off and not yet forgotten.
    pub put_off: Vec<Finding>,
}

/// What the rules say about a map on a day, without what is put off.
pub fn examine(facts: &Facts<'_>, today: Date) -> Vec<Finding> {
    examine_all(facts, today).open
}

/// What the rules say about a map on a day.
pub fn examine_all(facts: &Facts<'_>, today: Date) -> Found {
    let mut out = Found::default();
    let mut pass = Pass { facts: *facts, today, out: &mut out };
    pass.map();
    for stage in &facts.map.stages {
        pass.stage(stage);
    }
    out
}

struct Pass<'a, 'o> {
    facts: Facts<'a>,
    today: Date,
    out: &'o mut Found,
}

impl<'a> Pass<'a, '_> {
    fn map(&mut self) {
        let (facts, today) = (self.facts, self.today);
        let view = MapView { facts, today };
        self.run(facts.policies(), |look, sink| match look {
            Look::Map(find) => find(&view, sink),
            Look::Card(find) => facts
                .map
                .metrics
                .iter()
                .for_each(|card| find(&CardView { card, stage: None, facts, today }, sink)),
            Look::Stage(_) => (),
        });
    }

    fn stage(&mut self, stage: &'a Stage) {
        let (facts, today) = (self.facts, self.today);
        let view = Judged::new(facts.stage(stage), today);
        self.run(view.facts.policies(), |look, sink| match look {
            Look::Stage(find) => find(&view, sink),
            Look::Card(find) => stage
                .cards()
                .for_each(|card| find(&CardView { card, stage: Some(stage), facts, today }, sink)),
            Look::Map(_) => (),
        });
    }

    fn run(&mut self, policies: [Option<&Policy>; 3], mut look_with: impl FnMut(Look, &mut Sink<'_>)) {
        for rule in RULES.iter().copied() {
            let level = level(rule, policies);
            if level == Level::Off {
                continue;
            }
            let (facts, today) = (self.facts, self.today);
            let mut sink = Sink { rule, level, facts, today, out: &mut *self.out };
            rule.looks.iter().for_each(|look| look_with(*look, &mut sink));
        }
    }
}

/// How loud a rule is under these policies, inner first; `Off` where one says never, with a reason.
pub fn level(rule: &Rule, policies: [Option<&Policy>; 3]) -> Level {
    if rule.fixed {
        return rule.level;
    }
    let settings =
        policies.into_iter().flatten().flat_map(|p| &p.rules).filter(|s| s.rule.as_str() == rule.id);
    for setting in settings {
        if setting.never.as_ref().is_some_and(|why| !why.is_empty()) {
            return Level::Off;
        }
        if let Some(level) = setting.level {
            return level;
        }
    }
    rule.level
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::policy::RuleSetting;
    use crate::map::{CardKind, Label};
    use crate::rules::example::Example;
    use crate::rules::roster::rule;
    use jiff::civil::date;

    fn ids(e: &Example) -> Vec<(&'static str, Level)> {
        examine(&e.facts(), e.today).iter().map(|f| (f.rule.id, f.level)).collect()
    }

    fn stale() -> Example {
        let mut e = Example::default();
        e.reviewed(date(2026, 6, 2));
        e
    }

    fn setting(rule: &str, level: Option<Level>, never: Option<&str>) -> RuleSetting {
        let never = never.map(Label::new);
        RuleSetting { rule: Label::new(rule), level, limit: None, warn_after: None, error_after: None, never }
    }

    fn policy(setting: RuleSetting) -> Policy {
        Policy { rules: vec![setting], ..Policy::default() }
    }

    #[test]
    fn every_rule_finds_its_bad_example_and_passes_its_good_one() {
        for rule in RULES {
            let found = |make: fn(&mut Example)| {
                let mut e = Example::default();
                make(&mut e);
                let all = examine(&e.facts(), e.today);
                all.into_iter().filter(|f| f.rule.id == rule.id).collect::<Vec<_>>()
            };
            let bad = found(rule.fails);
            assert!(!bad.is_empty(), "{} finds nothing in its bad example", rule.id);
            assert_eq!(bad[0].level, rule.level);
            assert!(!bad[0].why.is_empty() && !bad[0].why.ends_with('.'), "{}", bad[0].why);
            assert!(found(rule.passes).is_empty(), "{} finds something in its good example", rule.id);
        }
    }

    #[test]
    fn a_governed_map_is_calm() {
        assert_eq!(ids(&Example::default()), []);
    }

    #[test]
    fn policies_set_levels_the_innermost_first() {
        let mut e = stale();
        assert_eq!(ids(&e), [("stale", Level::Warning)]);
        e.workspace.policy = policy(setting("stale", Some(Level::Error), None));
        assert_eq!(ids(&e), [("stale", Level::Error)]);
        e.map.policy = Some(policy(setting("stale", Some(Level::Info), None)));
        assert_eq!(ids(&e), [("stale", Level::Info)]);
        e.stage_mut().policy = Some(policy(setting("stale", None, Some("seasonal"))));
        assert_eq!(ids(&e), []);
        e.stage_mut().policy = Some(policy(setting("stale", Some(Level::Off), None)));
        assert_eq!(ids(&e), []);
        e.stage_mut().policy = Some(policy(setting("due", Some(Level::Off), None)));
        assert_eq!(ids(&e), [("stale", Level::Info)]);
    }

    #[test]
    fn no_policy_silences_a_conflict() {
        let mut e = Example::default();
        (rule("unresolved-conflict").unwrap().fails)(&mut e);
        e.workspace.policy = policy(setting("unresolved-conflict", Some(Level::Off), None));
        assert_eq!(ids(&e), [("unresolved-conflict", Level::Error)]);
    }

    #[test]
    fn a_gap_does_not_hide_the_age() {
        let mut e = stale();
        e.stage_mut().owner = None;
        let ids: Vec<_> = ids(&e).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["no-owner", "stale"]);
    }

    #[test]
    fn a_snoozed_finding_is_put_off_and_survives_rewording() {
        let mut e = stale();
        e.snooze(Some("stale"), date(2026, 12, 1));
        e.stage_mut().name = Label::new("Waiting");
        let found = examine_all(&e.facts(), e.today);
        assert!(found.open.is_empty());
        assert_eq!(found.put_off[0].fingerprint(), "stale:order/wait");
        let after = examine_all(&e.facts(), date(2026, 12, 2));
        assert_eq!(after.open.len(), 1);
    }

    #[test]
    fn a_snoozed_review_and_an_exempt_stage_are_quiet() {
        let mut e = stale();
        e.snooze(None, date(2026, 12, 1));
        assert_eq!(ids(&e), []);
        let mut e = stale();
        e.stage_mut().owner = None;
        e.map.state = crate::map::State::Future;
        assert_eq!(ids(&e), []);
    }

    #[test]
    fn findings_follow_the_order_of_the_map() {
        let mut e = Example::default();
        (rule("unresolved-conflict").unwrap().fails)(&mut e);
        e.stage_mut().owner = None;
        let id = crate::map::id::StageId::new("gone").unwrap();
        e.put("doing", CardKind::Step, "look").filed = Some(id);
        let found = examine(&e.facts(), e.today);
        let prints: Vec<String> = found.iter().map(Finding::fingerprint).collect();
        assert_eq!(
            prints,
            [
                "dangling-reference:order/look/stage/gone",
                "unresolved-conflict:order/c1",
                "no-owner:order/wait",
                "misfiled-card:order/look",
            ]
        );
    }
}
