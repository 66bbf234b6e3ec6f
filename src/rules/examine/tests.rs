use super::*;
use crate::map::policy::{Level, RuleSetting};
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
    RuleSetting { level, never, ..RuleSetting::new(Label::new(rule)) }
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
            let all = examine_workspace(&[e.facts()], &e.workspace, e.today).open;
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
    let other = crate::map::Stage::new(crate::map::id::StageId::new("order-it").unwrap(), "Order");
    e.put("pains", CardKind::Pain, "no-eta").evidence.push(evidence("gone"));
    e.put("doing", CardKind::Step, "look").filed = Some(other.id.clone());
    e.put("doing", CardKind::Step, "wait-on").evidence.push(evidence("gone"));
    e.map.stages.insert(0, other);
    let found = examine(&e.facts(), e.today);
    let prints: Vec<String> = found.iter().map(Finding::fingerprint).collect();
    assert_eq!(
        prints,
        [
            "unresolved-conflict:order/c1",
            "no-owner:order/order-it",
            "unreviewed:order/order-it",
            "no-owner:order/wait",
            "misfiled-card:order/look",
            "dangling-reference:order/wait-on/evidence/gone",
            "dangling-reference:order/no-eta/evidence/gone",
        ]
    );
}

fn evidence(id: &str) -> crate::map::id::EvidenceId {
    crate::map::id::EvidenceId::new(id).unwrap()
}
