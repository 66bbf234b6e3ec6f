//! check and fmt.

use super::support::{MAP, Sandbox};

#[test]
fn findings_by_map_with_their_place() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.run(&["check"]).all());
    insta::assert_snapshot!(sandbox.run(&["check", "maps/order.ron", "--format", "json"]).all());
}

#[test]
fn the_exit_code_is_the_answer() {
    let sandbox = Sandbox::new();
    let code = |args: &[&str]| sandbox.run(&[&["check"], args].concat()).code;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "warning"]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--today", "2027-11-22"]), 1);
    assert_eq!(code(&["--today", "2027-11-22", "--fail-on", "never"]), 0);
    sandbox.write("maps/bad.ron", "(format: 1, titel: \"x\")");
    assert_eq!(code(&["--fail-on", "never"]), 2);
    assert_eq!(code(&["maps/order.ron"]), 0);
    assert_eq!(code(&["nowhere"]), 2);
}

#[test]
fn a_broken_file_does_not_hide_the_others() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/bad.ron", "(format: 1, titel: \"x\")");
    sandbox.write("maps/people.ron", [0xff, 0xfe, 0x00]);
    let ran = sandbox.run(&["check"]);
    assert_eq!(ran.code, 2);
    for words in [
        "maps/bad.ron:1:13",
        "did you mean `title`?",
        "maps/people.ron",
        "warning[stale] reviewed 2026-06-02",
    ] {
        assert!(ran.out.contains(words), "{words} in\n{}", ran.out);
    }
}

#[test]
fn a_misfiled_card_and_a_dangling_reference_are_said_once() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "maps/order.ron",
        MAP.replacen(
            "stage: \"wait\",\n          text: \"No ETA",
            "stage: \"receive\",\n          text: \"No ETA",
            1,
        ),
    );
    let ran = sandbox.run(&["check"]);
    assert_eq!(ran.out.matches("misfiled-card").count(), 1, "{}", ran.out);
    let listed = sandbox.run(&["fix", "order"]);
    insta::assert_snapshot!(listed.all(), @"
      1  misfiled-card  leave the pain “No ETA once the van has left” in the stage “Wait for delivery”, where it stands
      2  misfiled-card  move the pain “No ETA once the van has left” to the stage “Receive”, which its id names
    -- stderr
      hint: --apply does the mechanical ones, --choose NUMBER does one
    -- exit 1
    ");
    assert_eq!(sandbox.run(&["fix", "order", "--apply"]).code, 1);
    sandbox.run(&["fix", "order", "--choose", "2"]).fine();
    assert_eq!(sandbox.run(&["fix", "order"]).all(), "nothing to repair\n-- exit 0");
}

#[test]
fn mechanical_repairs_are_done_together() {
    let sandbox = Sandbox::new();
    let broken = MAP.replace(
        "severity: High,",
        "evidence: [\n            \"gone\",\n            \"away\",\n          ],\n          severity: High,",
    );
    sandbox.write("maps/order.ron", broken);
    let ran = sandbox.run(&["fix", "order", "--apply"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert_eq!(sandbox.read("maps/order.ron"), MAP);
}

#[test]
fn two_maps_with_one_id() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/copy.ron", MAP);
    let ran = sandbox.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("[duplicate-map-id]"), "{}", ran.out);
}

#[test]
fn fmt_writes_what_is_missing_and_then_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "maps/draft.ron",
        "(format: 1, title: \"Draft\", // mine\n stages: [(name: \"Pay\", pains: [(text: \"Slow\")])])",
    );
    let check = sandbox.run(&["fmt", "--check"]);
    insta::assert_snapshot!(check.all(), @"
    would change: maps/draft.ron
    -- stderr
      hint: `milepost fmt` writes them
    -- exit 1
    ");
    assert_eq!(sandbox.run(&["fmt"]).all(), "written: maps/draft.ron\n-- exit 0");
    let text = sandbox.read("maps/draft.ron");
    assert!(
        text.contains("// mine") && text.contains("id: \"draft\"") && text.contains("severity: Medium"),
        "{text}"
    );
    assert_eq!(sandbox.run(&["fmt"]).all(), "-- exit 0");
    assert_eq!(sandbox.read("maps/draft.ron"), text);
    let through = sandbox.run_with(&["fmt", "-"], text.replace('\n', "\r\n").as_bytes());
    assert_eq!(through.fine(), text);
    assert_eq!(sandbox.read("maps/order.ron"), MAP);
}

#[test]
fn fmt_writes_the_file_of_the_workspace_too() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/milepost.ron", "(format: 1, people: [(id: \"maya\", name: \"Maya\")]) // us\n");
    assert_eq!(sandbox.run(&["fmt", "--check", "maps"]).code, 1);
    assert_eq!(sandbox.run(&["fmt", "maps"]).all(), "written: maps/milepost.ron\n-- exit 0");
    assert!(sandbox.read("maps/milepost.ron").contains("// us"));
    assert_eq!(sandbox.run(&["fmt", "--check"]).all(), "-- exit 0");
}

#[test]
fn only_some_rules_and_only_one_owner() {
    let sandbox = Sandbox::new();
    let concise = |args: &[&str]| sandbox.run(&[&["check", "--format", "concise"], args].concat()).all();
    insta::assert_snapshot!(concise(&["--rule", "stale"]), @r"
    maps/order.ron:22:11: warning[stale] Wait for delivery: reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late
    -- exit 0
    ");
    assert_eq!(
        concise(&["--rule", "stale", "--owner", "tom"]),
        concise(&["--rule", "stale,due", "--owner", "Tom"])
    );
    assert!(concise(&["--owner", "tom"]).contains("[stale]"));
    assert_eq!(concise(&["--owner", "me", "--rule", "stale,no-owner,unreviewed"]), "-- exit 0");
    insta::assert_snapshot!(concise(&["--rule", "stael"]), @r"
    -- stderr
    error: there is no rule `stael`
      hint: did you mean `stale`?
    -- exit 2
    ");
    insta::assert_snapshot!(concise(&["--owner", "tmo"]), @r"
    -- stderr
    error: there is nobody called `tmo` in the people of the workspace
      hint: did you mean `tom`?
    -- exit 2
    ");
}

#[test]
fn who_is_away_is_stood_in_for() {
    let sandbox = Sandbox::new();
    let mine = || sandbox.run(&["check", "--format", "concise", "--owner", "maya", "--rule", "stale"]).out;
    assert_eq!(mine(), "");
    sandbox.run(&["people", "away", "tom", "--until", "2026-12-24", "--deputy", "maya"]).fine();
    assert!(mine().contains("[stale]"));
}

#[test]
fn a_rule_explains_itself() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["check", "--explain", "stale"]).fine();
    assert!(said.starts_with("### stale\n") && said.contains("**How to fix it.**"), "{said}");
    assert_eq!(sandbox.run(&["check", "--explain", "nonsense"]).code, 2);
}

#[test]
fn a_filter_hides_no_broken_file() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/bad.ron", "(format: 1, titel: \"x\")");
    for args in [["--rule", "stale"], ["--owner", "tom"]] {
        let ran = sandbox.run(&[&["check"][..], &args].concat());
        assert!(ran.code == 2 && ran.out.contains("did you mean `title`?"), "{}", ran.all());
    }
}

#[test]
fn the_summary_of_a_step_is_appended() {
    let sandbox = Sandbox::new();
    sandbox.write("summary.md", "before\n");
    let mut command = sandbox.command(&["check", "--format", "github", "--today", "2026-11-22"]);
    let ran = sandbox.exactly(command.env("GITHUB_STEP_SUMMARY", sandbox.path("summary.md")), b"");
    assert!(
        ran.out.contains("::warning file=maps/order.ron,line=22,col=11,title=milepost%3A stale::"),
        "{}",
        ran.all()
    );
    let summary = sandbox.read("summary.md");
    assert!(
        summary.starts_with("before\n### Journey maps: ") && summary.contains("| ⚠️ warning |"),
        "{summary}"
    );
    let mut command = sandbox.command(&["check", "--format", "github", "--today", "2026-11-22"]);
    let ran = sandbox.exactly(command.env("GITHUB_STEP_SUMMARY", sandbox.path("no/such.md")), b"");
    assert!(ran.code == 0 && ran.err.contains("the summary could not be written"), "{}", ran.all());
}

#[test]
fn programs_get_what_they_parse() {
    let sandbox = Sandbox::new();
    for format in ["json", "sarif", "gitlab"] {
        let out = sandbox.run(&["check", "--format", format]).fine();
        assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok(), "{format}: {out}");
    }
    let junit = sandbox.run(&["check", "--format", "junit", "--fail-on", "warning"]);
    assert!(junit.code == 1 && junit.out.contains("<failure "), "{}", junit.all());
    let below = |format| {
        let mut command =
            sandbox.command(&["check", "order.ron", "--format", format, "--today", "2026-11-22"]);
        sandbox.exactly(command.current_dir(sandbox.path("maps")), b"").out
    };
    assert!(below("concise").contains("\norder.ron:50:11: "));
    assert!(below("markdown").contains("| maps/order.ron:22 |"));
}

#[test]
fn owners_with_what_they_answer_for() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.run(&["owners"]).all(), @r"
    Tom Okafor  tom
      Order to doorstep: Wait for delivery
    nobody
      Order to doorstep: Receive
    -- exit 0
    ");
    sandbox.run(&["set", "order", "map", "owner", "maya"]).fine();
    insta::assert_snapshot!(sandbox.run(&["owners"]).all(), @r"
    Maya Chen  maya  <maya@example.com>
      Order to doorstep: the map, Receive (through the map)
    Tom Okafor  tom
      Order to doorstep: Wait for delivery
    -- exit 0
    ");
}

#[test]
fn what_all_maps_together_show_stands_in_the_file_of_the_workspace() {
    let sandbox = Sandbox::new();
    let rule = ["check", "--rule", "unused-person", "--format", "concise"];
    insta::assert_snapshot!(sandbox.run(&rule).all());
    // A part of the workspace says nothing about the whole of it.
    assert_eq!(sandbox.run(&[&rule[..], &["maps/order.ron"]].concat()).all(), "-- exit 0");
    sandbox.run(&["set", "order", "receive", "owner", "maya"]).fine();
    assert_eq!(sandbox.run(&rule).all(), "-- exit 0");
}

#[test]
fn a_policy_that_names_no_rule_is_an_error() {
    let sandbox = Sandbox::new();
    let wrong = "  policy: (\n    rules: [\n      (\n        rule: \"stael\",\n        level: Error,\n      ),\n    ],\n  ),\n  stages: [";
    sandbox.write("maps/order.ron", MAP.replacen("  stages: [", wrong, 1));
    let ran = sandbox.run(&["check", "--format", "concise"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("error[unknown-rule] there is no rule `stael`"), "{}", ran.out);
}
