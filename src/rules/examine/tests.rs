use super::*;
use crate::map::card::Severity;
use crate::map::id::{CardId, MapId, StageId};
use crate::map::policy::{Level, RuleSetting};
use crate::map::{Body, CardKind, Emotion, Label, Map, Text};
use crate::rules::example::{Example, person};
use crate::rules::finding::Target;
use crate::rules::roster::rule;
use jiff::civil::date;
use proptest::prelude::*;

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
    e.card("wait-on").text = Text::new("Waits on");
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
            "assumption:order/look",
            "misfiled-card:order/look",
            "dangling-reference:order/wait-on/evidence/gone",
            "dangling-reference:order/no-eta/evidence/gone",
        ]
    );
}

fn evidence(id: &str) -> crate::map::id::EvidenceId {
    crate::map::id::EvidenceId::new(id).unwrap()
}

/// The example in which a rule finds something.
fn bad(rule: &Rule) -> Example {
    let mut e = Example::default();
    (rule.fails)(&mut e);
    e
}

fn found_by(rule: &Rule, e: &Example) -> Vec<Finding> {
    let all = examine_workspace(&[e.facts()], &e.workspace, e.today).open;
    all.into_iter().filter(|f| f.rule.id == rule.id).collect()
}

#[test]
fn a_limit_of_the_policy_holds() {
    for rule in RULES.iter().filter(|r| r.limit.is_some()) {
        let mut e = bad(rule);
        e.workspace.policy =
            policy(RuleSetting { limit: Some(u32::MAX), ..RuleSetting::new(Label::new(rule.id)) });
        assert!(found_by(rule, &e).is_empty(), "{} does not read its limit", rule.id);
    }
}

#[test]
fn every_rule_but_the_fixed_ones_can_be_switched_off() {
    for rule in RULES {
        let mut e = bad(rule);
        e.workspace.policy = policy(setting(rule.id, None, Some("not for us")));
        assert_eq!(found_by(rule, &e).is_empty(), !rule.fixed, "{}", rule.id);
    }
}

#[test]
fn every_finding_says_which_field_closes_it() {
    for rule in RULES {
        for finding in found_by(rule, &bad(rule)) {
            assert!(finding.field.is_some(), "{}", rule.id);
        }
    }
}

#[test]
fn every_way_out_closes_its_finding() {
    let mut count = 0;
    for rule in RULES {
        let e = bad(rule);
        for finding in found_by(rule, &e) {
            let ways = finding.repair.as_ref().map(|r| r.ways(&e.map)).unwrap_or_default();
            assert_eq!(ways.is_empty(), finding.repair.is_none());
            for way in ways {
                let mut after = Example { map: e.map.clone(), ..Example::default() };
                way.edit.apply(&mut after.map).unwrap();
                let left = found_by(rule, &after);
                assert!(left.iter().all(|f| f.fingerprint() != finding.fingerprint()), "{}", way.what);
                count += 1;
            }
        }
    }
    assert!(count >= 4);
}

/// Three stages, an owner, one pain and one emotion.
fn plain(owner_of_map: bool) -> Example {
    let map = Map::new(MapId::new("plain").unwrap(), "A first map");
    let mut e = Example { map, ..Example::default() };
    for id in ["look", "buy", "wait"] {
        let stage = crate::map::Stage::new(StageId::new(id).unwrap(), id);
        e.map.stages.push(stage);
    }
    if owner_of_map {
        e.map.owner = Some(person("tom"));
    } else {
        e.map.stages.iter_mut().for_each(|s| s.owner = Some(person("tom")));
    }
    e.pain("slow").severity = Severity::Critical;
    if let Body::Step(step) = &mut e.put("doing", CardKind::Step, "search").body {
        step.emotion = Some(Emotion::clamped(-1));
    }
    e.workspace = Workspace::default();
    e
}

#[test]
fn a_plain_map_gets_no_lecture() {
    for owner_of_map in [true, false] {
        let e = plain(owner_of_map);
        assert_eq!(ids(&e), [("unreviewed", Level::Warning); 3]);
        let all = examine_workspace(&[e.facts()], &e.workspace, e.today).open;
        assert_eq!(all.len(), 3);
    }
}

#[test]
fn a_policy_asks_for_what_a_map_does_not_use() {
    let mut e = plain(false);
    let ask = |id: &str| policy(setting(id, Some(Level::Info), None));
    for id in ["pain-without-owner", "severe-without-proof", "assumption", "stage-without-metric"] {
        e.workspace.policy = ask(id);
        assert!(ids(&e).contains(&(id, Level::Info)), "{id}");
    }
    e.workspace.policy = policy(setting("assumption", Some(Level::Off), None));
    assert_eq!(ids(&e).len(), 3);
    e.workspace.policy = policy(RuleSetting { limit: Some(3), ..RuleSetting::new(Label::new("assumption")) });
    assert_eq!(ids(&e).len(), 3, "a limit alone does not ask");
}

#[test]
fn a_level_holds_for_a_kind_of_card() {
    let mut e = plain(true);
    let assumption = |kind| RuleSetting { kind, ..setting("assumption", Some(Level::Warning), None) };
    let levels = |e: &Example| {
        let found = examine(&e.facts(), e.today).into_iter().filter(|f| f.rule.id == "assumption");
        found.map(|f| (f.target.card().unwrap().to_string(), f.level)).collect::<Vec<_>>()
    };
    e.workspace.policy = policy(assumption(Some(CardKind::Pain)));
    assert_eq!(levels(&e), [("slow".to_owned(), Level::Warning)]);
    let off = RuleSetting { kind: Some(CardKind::Step), ..setting("assumption", Some(Level::Off), None) };
    e.workspace.policy = Policy { rules: vec![assumption(None), off], ..Policy::default() };
    assert_eq!(levels(&e), [("slow".to_owned(), Level::Warning)]);
}

#[test]
fn ages_raise_the_level() {
    let mut e = stale();
    assert_eq!(examine(&e.facts(), e.today)[0].age, Some(83));
    let error_after = |days| RuleSetting { error_after: Some(days), ..setting("stale", None, None) };
    e.workspace.policy = policy(error_after(83));
    assert_eq!(ids(&e), [("stale", Level::Warning)]);
    e.workspace.policy = policy(error_after(82));
    assert_eq!(ids(&e), [("stale", Level::Error)]);
}

#[test]
fn one_of_several_findings_is_put_off_by_its_part() {
    let mut e = Example::default();
    e.put("doing", CardKind::Step, "look").evidence.extend([evidence("gone"), evidence("lost")]);
    e.snooze(Some("dangling-reference"), date(2026, 12, 1));
    e.stage_mut().snoozes[0].card = Some(CardId::new("look").unwrap());
    assert_eq!(examine(&e.facts(), e.today).len(), 0);
    e.stage_mut().snoozes[0].part = Some(Label::new("evidence/lost"));
    let open: Vec<String> = examine(&e.facts(), e.today).iter().map(Finding::fingerprint).collect();
    assert_eq!(open, ["dangling-reference:order/look/evidence/gone"]);
}

#[test]
fn a_workspace_is_examined_in_one_pass() {
    let (a, mut b) = (stale(), Example::default());
    b.map.id = MapId::new("second").unwrap();
    b.map.owner = Some(person("ana"));
    b.stage_mut().owner = None;
    b.stage_mut().reviewed = None;
    b.stage_mut().created = None;
    let prints = |found: Found| found.open.iter().map(Finding::fingerprint).collect::<Vec<_>>();
    let maps = [a.facts(), b.facts()];
    assert_eq!(
        prints(examine_workspace(&maps, &a.workspace, a.today)),
        ["stale:order/wait", "unreviewed:second/wait"]
    );
    let alone = prints(examine_workspace(&maps[..1], &a.workspace, a.today));
    assert_eq!(alone, ["unused-person:@workspace/ana", "stale:order/wait"]);
}

#[test]
fn what_happened_is_said_once() {
    let mut e = Example::default();
    e.happens(date(2026, 11, 5));
    e.commits(date(2026, 11, 6));
    e.sealed();
    e.stage_mut().name = Label::new("Wait");
    let found = examine(&e.facts(), e.today);
    assert_eq!(
        found.iter().map(|f| (f.rule.id, f.age)).collect::<Vec<_>>(),
        [("event-since-review", Some(17))]
    );
    e.map.events.clear();
    let found = examine(&e.facts(), e.today);
    assert_eq!(found[0].fingerprint(), "commit-since-review:order/wait");
    assert_eq!(
        found[0].why,
        "1 commit on watched paths after it was reviewed 2026-11-01 by Tom Okafor: 1f0c2ab by Ana Ruiz on 2026-11-06: New basket"
    );
}

/// Several bad examples in one map, with ids that stay apart.
fn mixed(picked: &[&str]) -> Example {
    let mut e = Example::default();
    for id in picked {
        (rule(id).unwrap().fails)(&mut e);
        keep_ids_apart(&mut e.map);
    }
    e.today = date(2026, 11, 22);
    e
}

fn keep_ids_apart(map: &mut Map) {
    let mut seen = std::collections::HashSet::new();
    let mut fresh = |id: &str| {
        if seen.insert(id.to_owned()) {
            return None;
        }
        (2..1000).map(|count| format!("{id}-{count}")).find(|id| seen.insert(id.clone()))
    };
    for event in &mut map.events {
        fresh(event.id.as_str()).inspect(|id| event.id = crate::map::id::EventId::new(id).unwrap());
    }
    for conflict in &mut map.conflicts {
        fresh(conflict.id.as_str()).inspect(|id| conflict.id = crate::map::id::ConflictId::new(id).unwrap());
    }
    for segment in &mut map.segments {
        fresh(segment.id.as_str()).inspect(|id| segment.id = crate::map::id::SegmentId::new(id).unwrap());
    }
    for stage in &mut map.stages {
        for evidence in &mut stage.evidence {
            fresh(evidence.id.as_str())
                .inspect(|id| evidence.id = crate::map::id::EvidenceId::new(id).unwrap());
        }
        for card in stage.cells.values_mut().flatten() {
            fresh(card.id.as_str()).inspect(|id| card.id = CardId::new(id).unwrap());
        }
    }
}

/// Where a finding stands: the map itself, then its stages, each with its lanes and cards.
fn rank(map: &Map, target: &Target) -> (usize, usize, usize) {
    let stage = target.stage().and_then(|id| map.stage_index(id)).map_or(0, |at| at + 1);
    let place = target.card().and_then(|id| map.place(id));
    let lane = place.as_ref().and_then(|p| map.lane_index(&p.lane)).map_or(0, |at| at + 1);
    (stage, lane, place.map_or(0, |p| p.index))
}

fn some_rules() -> impl Strategy<Value = Vec<&'static str>> {
    let ids: Vec<&str> = RULES.iter().map(|r| r.id).collect();
    proptest::sample::subsequence(ids, 0..=RULES.len()).prop_shuffle()
}

proptest! {
    #[test]
    fn findings_are_distinct_and_in_the_order_of_the_map(picked in some_rules()) {
        let e = mixed(&picked);
        prop_assert_eq!(e.map.problems(), vec![]);
        let found = examine_workspace(&[e.facts()], &e.workspace, e.today);
        let all = || found.open.iter().chain(&found.put_off);
        let mut prints: Vec<String> = all().map(Finding::fingerprint).collect();
        let count = prints.len();
        prints.sort_unstable();
        prints.dedup();
        prop_assert_eq!(prints.len(), count);
        let of_map = found.open.iter().skip_while(|f| f.map.is_none());
        let ranks: Vec<_> = of_map.map(|f| rank(&e.map, &f.target)).collect();
        prop_assert!(ranks.is_sorted(), "{:?}", ranks);
    }

    #[test]
    fn fingerprints_survive_rewording(picked in some_rules()) {
        let mut e = mixed(&picked);
        let prints = |e: &Example| {
            let found = examine_workspace(&[e.facts()], &e.workspace, e.today).open;
            let about_words = ["duplicate-text", "long-title", "changed"];
            let kept = found.iter().filter(|f| !about_words.contains(&f.rule.id));
            let mut prints: Vec<String> = kept.map(Finding::fingerprint).collect();
            prints.sort_unstable();
            prints
        };
        // Words are part of what is sealed.
        e.map.stages.iter_mut().filter_map(|s| s.reviewed.as_mut()).for_each(|r| r.seal = None);
        let before = prints(&e);
        for (at, stage) in e.map.stages.iter_mut().enumerate() {
            stage.name = Label::new(&format!("Another name {at}"));
            for (at, card) in stage.cells.values_mut().flatten().enumerate() {
                card.text = Text::new(&format!("Other words {at}"));
            }
            stage.cells.values_mut().for_each(|cards| cards.reverse());
        }
        e.map.stages.reverse();
        prop_assert_eq!(before, prints(&e));
    }

    /// Nothing is forgotten because time passes: who was asked to review is still asked, if only to review earlier.
    #[test]
    fn a_later_day_asks_for_no_fewer_reviews(picked in some_rules(), later in 0_u32..900) {
        let e = mixed(&picked);
        let asking = |today| {
            let found = examine(&e.facts(), today).into_iter().filter(|f| {
                matches!(f.rule.id, "overdue" | "stale" | "due" | "changed" | "event-since-review" | "commit-since-review")
            });
            found.filter_map(|f| f.target.stage().cloned()).collect::<std::collections::BTreeSet<_>>()
        };
        let then = super::super::days::after(e.today, later).unwrap();
        prop_assert!(asking(e.today).is_subset(&asking(then)));
    }
}
