//! diff, where no git is needed: files, versions, standard input; forms, parts and exit codes.

use super::support::{MAP, Sandbox};

/// The map with an owner, a severity, a text and a card changed.
fn changed() -> String {
    MAP.replace("owner: \"tom\"", "owner: \"maya\"").replace("severity: High", "severity: Critical").replace(
        "      id: \"receive\",\n      name: \"Receive\",\n",
        "      id: \"receive\",\n      name: \"Receive it\",\n      steps: [\n        (\n          id: \"sign\",\n          \
         stage: \"receive\",\n          lane: \"doing\",\n          text: \"Signs\",\n        ),\n      ],\n",
    )
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("maps/other.ron", changed());
    sandbox
}

#[test]
fn two_files() {
    let sandbox = sandbox();
    insta::assert_snapshot!(sandbox.run(&["diff", "order", "other"]).all());
    insta::assert_snapshot!(sandbox.run(&["diff", "order", "maps/order.ron"]).all(), @"
    maps/order.ron  working file..working file  nothing changed
    = 2 stages and 2 cards as they were
    -- exit 0
    ");
}

#[test]
fn a_version_against_the_working_file_and_standard_input() {
    let sandbox = Sandbox::new();
    sandbox.run(&["version", "order", "before"]).fine();
    sandbox.run(&["set", "order", "wait", "owner", "maya"]).fine();
    insta::assert_snapshot!(sandbox.run(&["diff", "order@1"]).all());
    sandbox.run(&["version", "order", "after"]).fine();
    let (first, last) = ("version 1..version 2", "working file..standard input");
    assert!(sandbox.run(&["diff", "order@1", "maps/order.ron@last"]).fine().contains(first));
    let from_input = sandbox.run_with(&["diff", "order", "-"], changed().as_bytes()).fine();
    assert!(from_input.contains(last) && from_input.contains("+ step “Signs” [sign]"), "{from_input}");
}

#[test]
fn every_form() {
    let sandbox = sandbox();
    let ran = |more: &[&str]| sandbox.run(&[&["diff", "order", "other"], more].concat()).all();
    insta::assert_snapshot!(ran(&["--stat"]), @"
    maps/order.ron -> maps/other.ron  +1 ~3  2 stages: “Wait for delivery”, “Receive it”
    -- exit 0
    ");
    insta::assert_snapshot!(ran(&["--format", "markdown"]));
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["diff", "order", "other", "--format", "json"]).fine()).unwrap();
    assert_eq!((&json["milepost"], &json["same"]), (&1.into(), &false.into()));
    assert_eq!(json["maps"][0]["changes"].as_array().unwrap().len(), 4);
    let page = ran(&["--format", "html"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("<del>Tom Okafor</del>"), "{page}");
}

#[test]
fn a_part() {
    let sandbox = sandbox();
    let ran = |only: &str| sandbox.run(&["diff", "order", "other", "--only", only]).all();
    insta::assert_snapshot!(ran("owner,steps"), @"
    maps/order.ron -> maps/other.ron  2 stages touched: 1 card added; owner of “Wait for delivery” changed from Tom Okafor to Maya Chen
    ~ stage “Wait for delivery” [wait]
        owner  Tom Okafor -> Maya Chen
    ~ stage “Receive it” [receive]
      + step “Signs” [sign]
    -- exit 0
    ");
    insta::assert_snapshot!(ran("ownr"), @"
    -- stderr
    error: `ownr` is neither a kind of element nor a field
      hint: did you mean `owner`?
    -- exit 2
    ");
}

#[test]
fn the_exit_code_says_whether_something_differs() {
    let sandbox = sandbox();
    let code = |args: &[&str]| sandbox.run(&[&["diff", "--exit-code"], args].concat()).code;
    assert_eq!(code(&["order", "order"]), 0);
    assert_eq!(code(&["order", "other"]), 1);
    assert_eq!(code(&["order", "other", "--only", "metric"]), 0);
    assert_eq!(code(&["order", "nothing"]), 2);
    assert_eq!(sandbox.run(&["diff", "order", "other"]).code, 0);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let sandbox = sandbox();
    sandbox.write("maps/broken.ron", "(format: 1, stages: [");
    let said = |args: &[&str]| {
        let ran = sandbox.run(&[&["diff"], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        ran.err
    };
    insta::assert_snapshot!(said(&["order@3"]), @"
    error: there is no version 3 of maps/order.ron
      hint: it has no versions yet: milepost version MAP WHY keeps one
    ");
    insta::assert_snapshot!(said(&["odrer", "order"]), @"
    error: `odrer` is neither a file, nor a map of this workspace, nor a commit
      hint: did you mean `order`?
    ");
    let ran = sandbox.run(&["--today", "2026-11-22", "diff", "--", "--upload-pack=x", "order"]);
    insta::assert_snapshot!(ran.all(), @"
    -- stderr
    error: `--upload-pack=x` has the form of an option, not of a file, a version or a commit
      hint: a file of this name is written ./-name
    -- exit 2
    ");
    assert!(said(&["order"]).contains("is in no git repository"));
    assert!(said(&[]).contains("is in no git repository"));
    assert!(said(&["-", "-"]).contains("not both"));
    assert!(said(&["-"]).contains("needs another side"));
    assert!(said(&["order", "broken"]).contains("maps/broken.ron"));
    assert!(said(&["order", "other", "order"]).contains("two sides"));
    assert!(said(&["x\u{1b}[31m", "order"]).contains("x␛[31m"));
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let sandbox = sandbox();
    let hostile = MAP.replace("Tracks the van", "Tracks \\u{1b}]52;c;x\\u{7} \\u{202e} the van");
    sandbox.write("maps/hostile.ron", hostile);
    for format in ["text", "markdown", "json", "html"] {
        let out = sandbox.run(&["diff", "order", "hostile", "--format", format]).fine();
        assert!(!out.chars().any(|c| c != '\n' && (c.is_control() || c == '\u{202e}')), "{format}: {out:?}");
    }
}
