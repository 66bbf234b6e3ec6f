//! `milepost policy`, and the fields of a workspace.

use crate::support::Sandbox;

fn set(sandbox: &Sandbox, rest: &[&str]) -> crate::support::Ran {
    sandbox.run(&[&["set", "maps/milepost.ron", "workspace"], rest].concat())
}

#[test]
fn a_changed_policy_says_what_it_flags_before_it_is_written() {
    let sandbox = Sandbox::new();
    let before = sandbox.read("maps/milepost.ron");
    let said = set(&sandbox, &["policy.stale_after", "400", "--dry-run"]).fine();
    assert!(said.starts_with("would be done: policy.stale_after of the workspace set\n"), "{said}");
    assert!(said.contains("flagged today: ") && said.contains("    stale: 1 → 0\n"), "{said}");
    assert_eq!(sandbox.read("maps/milepost.ron"), before);
    set(&sandbox, &["policy.stale_after", "400"]).fine();
    assert!(sandbox.read("maps/milepost.ron").contains("stale_after: 400"));
    assert!(!sandbox.run(&["check"]).out.contains("[stale]"));
    assert!(set(&sandbox, &["policy.stale_after", "400"]).fine().contains("(it was so already)"));
    set(&sandbox, &["policy.stale_after", "--clear"]).fine();
    assert_eq!(sandbox.read("maps/milepost.ron"), before);
}

#[test]
fn levels_limits_and_the_other_words_of_a_workspace() {
    let sandbox = Sandbox::new();
    set(&sandbox, &["policy.rule.no-owner.level", "info"]).fine();
    set(&sandbox, &["policy.rule.too-many-stages.limit", "1"]).fine();
    set(&sandbox, &["currency", "€"]).fine();
    set(&sandbox, &["cost_per_minute", "0.85"]).fine();
    let listed = sandbox.run(&["policy", "--workspace", "maps"]).fine();
    assert!(listed.contains("info") && listed.contains("(workspace; by default warning)"), "{listed}");
    let text = sandbox.read("maps/milepost.ron");
    assert!(text.contains("currency: \"€\"") && text.contains("cost_per_minute: 0.85"), "{text}");
    for (field, value, words) in [
        ("policy.rule.no-ower.level", "off", "did you mean `no-owner`?"),
        ("policy.rule.stale.limit", "3", "has no limit"),
        ("policy.never", "why", "a workspace has no field `policy.never`"),
        ("curency", "€", "did you mean `currency`?"),
        ("policy.grace", "soon", "no whole number"),
    ] {
        let ran = set(&sandbox, &[field, value]);
        assert_eq!(ran.code, 2, "{field}");
        assert!(ran.err.contains(words), "{field}: {}", ran.err);
    }
    let ran = sandbox.run(&["set", "maps/milepost.ron", "maya", "name", "Maya"]);
    assert!(ran.code == 2 && ran.err.contains("milepost people"), "{}", ran.all());
    assert_eq!(sandbox.read("maps/milepost.ron"), text, "nothing wrong was written");
}

#[test]
fn a_finding_of_the_workspace_is_put_off() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["check"]).out.contains("[unused-person] Maya Chen"));
    set(&sandbox, &["snooze.unused-person/maya", "2026-12-31", "starts in January", "--as", "tom"]).fine();
    assert!(!sandbox.run(&["check"]).out.contains("[unused-person]"));
    assert!(
        sandbox.run(&["check", "--today", "2027-01-01"]).out.contains("[unused-person]"),
        "it comes back"
    );
    set(&sandbox, &["snooze.unused-person/maya", "2027-12-31", "later", "--as", "tom"]).fine();
    let said = sandbox.run(&["check"]).out;
    assert!(said.contains("[snooze-too-long] unused-person/maya is put off until 2027-12-31"), "{said}");
    set(&sandbox, &["snooze.unused-person/maya", "--clear"]).fine();
    assert!(sandbox.run(&["check"]).out.contains("[unused-person] Maya Chen"));
}

#[test]
fn the_innermost_word_holds_and_is_named() {
    let sandbox = Sandbox::new();
    set(&sandbox, &["policy.grace", "20"]).fine();
    sandbox.run(&["set", "order", "map", "policy.grace", "30"]).fine();
    let line = |args: &[&str]| -> String {
        let said = sandbox.run(&[&["policy"], args].concat()).fine();
        said.lines().find(|line| line.starts_with("grace")).unwrap().trim_end().to_owned()
    };
    assert!(line(&["--workspace", "maps"]).ends_with("20 days  (workspace; by default 14 days)"));
    assert!(line(&["order"]).ends_with("30 days  (map; by default 14 days)"));
    let json = sandbox.run(&["policy", "order", "wait", "--format", "json"]).fine();
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let of = |name: &str| read["policy"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
    assert_eq!((of("grace")["from"].as_str(), of("stale")["flags"].as_u64()), (Some("map"), Some(1)));
}
