//! version.

use super::support::{MAP, Sandbox};

#[test]
fn kept_listed_restored() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["version", "order", "before the workshop"]).fine();
    assert!(said.starts_with("version 1 of Order to doorstep kept in maps/versions/order/0001-"), "{said}");
    sandbox.run(&["set", "order", "wait", "name", "Waiting"]).fine();
    let said = sandbox.run(&["version", "order", "--restore", "1", "--as", "tom"]);
    insta::assert_snapshot!(said.all(), @"
    version 1 restored: 2 stages, “before the workshop”
    what was there is version 2
    -- exit 0
    ");
    assert_eq!(sandbox.read("maps/order.ron"), MAP);
    insta::assert_snapshot!(sandbox.run(&["version", "order", "--list"]).all(), @"
       2  2026-11-22  Tom Okafor: before version 1 was restored
       1  2026-11-22  Maya Chen: before the workshop
    -- exit 0
    ");
    sandbox.run(&["version", "order", "--restore", "2"]).fine();
    assert!(sandbox.read("maps/order.ron").contains("name: \"Waiting\""));
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["version", "order", "--list", "--format", "json"]).fine())
            .unwrap();
    assert_eq!(json["versions"][0]["author"], "maya");
}

#[test]
fn whoever_reviews_and_whoever_keeps_a_version_is_one_of_the_people() {
    let sandbox = Sandbox::new();
    let git = |name: &str| {
        let mut git = std::process::Command::new("git");
        git.args(["config", "--file", ".git/config", "user.name", name]).current_dir(sandbox.path(""));
        git.status().unwrap();
    };
    std::process::Command::new("git").args(["init", "-q"]).current_dir(sandbox.path("")).status().unwrap();
    let run = |args: &[&str]| {
        let mut command = sandbox.command(&[args, &["--today", "2026-11-22"]].concat());
        command.env_remove("MILEPOST_AS").env("GIT_CONFIG_GLOBAL", "/dev/null");
        sandbox.exactly(&mut command, b"")
    };
    git("Zoe Stranger");
    let (review, version) = (["review", "order", "wait", "--yes"], ["version", "order", "why"]);
    let before = sandbox.files();
    let said = run(&review).all();
    insta::assert_snapshot!(said, @r#"
    -- stderr
    error: you are Zoe Stranger, and not in the people of this workspace
      hint: say who you are: --as PERSON or MILEPOST_AS (maya, tom)
      hint: or add them: milepost people add "Zoe Stranger"
    -- exit 2
    "#);
    assert_eq!(run(&version).all(), said);
    assert_eq!(sandbox.files(), before);
    assert_eq!(
        run(&[&version[..], &["--as", "zoe"]].concat()).all(),
        run(&[&review[..], &["--as", "zoe"]].concat()).all()
    );
    git("tom okafor");
    run(&version).fine();
    run(&review).fine();
    let listed = run(&["version", "order", "--list"]).fine();
    assert!(listed.contains("Tom Okafor: why"), "{listed}");
}

#[test]
fn what_is_not_there() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["version", "order", "--list"]).fine().starts_with("no versions yet"));
    let ran = sandbox.run(&["version", "order", "--restore", "9"]);
    assert!(ran.code == 2 && ran.err.contains("there is no version 9"), "{}", ran.err);
    assert_eq!(sandbox.run(&["version", "order", " "]).code, 2);
    assert_eq!(sandbox.run(&["version", "order"]).code, 2);
}

#[test]
fn a_version_is_a_map_and_no_part_of_the_list() {
    let sandbox = Sandbox::new();
    sandbox.run(&["version", "order", "why"]).fine();
    let folder = sandbox.path("maps/versions/order");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let shown = sandbox.run(&["show", file.to_str().unwrap()]).fine();
    assert!(shown.starts_with("Order to doorstep\n"), "{shown}");
    assert_eq!(sandbox.run(&["list"]).fine().lines().count(), 2);
}

#[test]
fn without_git_the_log_is_that_of_the_versions() {
    let sandbox = Sandbox::new();
    sandbox.run(&["version", "order", "begun", "--today", "2026-11-01"]).fine();
    sandbox.run(&["set", "order", "wait", "owner", "maya"]).fine();
    sandbox.run(&["version", "order", "Maya has it", "--today", "2026-11-02"]).fine();
    insta::assert_snapshot!(sandbox.run(&["log", "order"]).all(), @"
    maps/order.ron
    2026-11-02  version 2   Maya Chen: Maya has it
      ~ owner of stage “Wait for delivery” changed from Tom Okafor to Maya Chen [wait]
    2026-11-01  version 1   Maya Chen: begun
    2026-06-02  review      Tom Okafor: stage “Wait for delivery” reviewed
    -- exit 0
    ");
    insta::assert_snapshot!(sandbox.run(&["log", "order", "--card", "track"]).all(), @"
    maps/order.ron  card track
      nothing found (commits and versions looked at: 2)
    -- exit 0
    ");
}
