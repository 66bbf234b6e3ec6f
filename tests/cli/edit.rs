//! add, set, move, remove, review.

use super::support::{MAP, Sandbox, without_ids};

#[test]
fn add_says_what_it_did_and_writes_it() {
    let sandbox = Sandbox::new();
    let ran =
        sandbox.run(&["add", "maps/order.ron", "--stage", "wait", "--pain", "No SMS", "--severity", "high"]);
    insta::assert_snapshot!(without_ids(&ran.all(), "no-sms"), @"
    pain “No SMS” added to “Wait for delivery” (no-sms-····)
    -- exit 0
    ");
    let text = without_ids(&sandbox.read("maps/order.ron"), "no-sms");
    let card = "        (\n          id: \"no-sms-····\",\n          stage: \"wait\",\n          text: \"No SMS\",\n          severity: High,\n        ),\n";
    assert_eq!(text.replacen(card, "", 1), MAP, "{text}");
    assert!(text.contains(card));
}

#[test]
fn every_kind_can_be_added() {
    let sandbox = Sandbox::new();
    let add = |args: &[&str]| sandbox.run(&[&["add", "order"], args].concat()).fine();
    add(&[
        "--stage",
        "Rec",
        "--step",
        "Opens the box",
        "--emotion",
        "-1",
        "--channel",
        "home",
        "--minutes",
        "5",
    ]);
    add(&["--stage", "receive", "--note", "At last", "--lane", "thinking"]);
    add(&[
        "--stage",
        "wait",
        "--opportunity",
        "Live ETA",
        "--treats",
        "no-eta-7f",
        "--horizon",
        "crawl",
        "--due",
        "2026-12-15",
        "--set",
        "rice.reach=400",
    ]);
    add(&["--stage", "wait", "--metric", "Calls", "--unit", "calls", "--reading", "2026-10-01=40"]);
    add(&["--metric", "NPS", "--measure", "score"]);
    add(&["--to", "Calls", "--reading", "2026-11-01=42", "--reading", "2026-09-01=39.5"]);
    add(&["--lead", "Why so many?", "--of", "Calls"]);
    add(&["--stage-name", "Return", "--after", "receive", "--owner", "maya", "--goal", "The sofa is gone"]);
    add(&["--lane-name", "Backstage", "--layer", "backstage"]);
    add(&["--event", "New carrier", "--on", "2026-11-01", "--kind", "policy", "--stages", "wait,receive"]);
    add(&["--segment", "First flat", "--share", "40%", "--channels", "app,phone"]);
    add(&["--stage", "wait", "--evidence", "June contacts", "--kind", "contacts", "--sample", "1240"]);
    let text = sandbox.read("maps/order.ron");
    for line in [
        "emotion: -1,",
        "minutes: 5,",
        "text: \"At last\",",
        "\"no-eta-7f\",",
        "due: \"2026-12-15\",",
        "reach: 400,",
        "value: 39.5,",
        "question: \"Why so many?\",",
        "by: \"maya\",",
        "name: \"Return\",",
        "layer: Backstage,",
        "kind: Policy,",
        "share: 40,",
        "sample: 1240,",
        "measure: Score,",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let dates: Vec<usize> =
        ["2026-09-01", "2026-10-01", "2026-11-01\","].iter().map(|d| text.rfind(d).unwrap_or(0)).collect();
    assert!(dates[0] < dates[1], "{dates:?}");
    assert_eq!(sandbox.run(&["fmt", "--check", "maps"]).all(), "-- exit 0");
    assert!(sandbox.run(&["check", "--fail-on", "never"]).fine().contains("1 map, 3 stages: 0 errors"));
}

#[test]
fn set_changes_one_field() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["set", "maps/order.ron", "no-eta", "severity", "critical"]);
    assert_eq!(ran.all(), "severity of pain “No ETA once the van has left” set to critical\n-- exit 0");
    assert_eq!(sandbox.read("maps/order.ron"), MAP.replace("severity: High", "severity: Critical"));
    let again = sandbox.run(&["set", "order", "no-eta", "severity", "critical"]).fine();
    assert!(again.contains("it was so already"), "{again}");
    sandbox.run(&["set", "order", "track", "emotion", "-2"]).fine();
    sandbox.run(&["set", "order", "track", "tags", "slow", "late", "--add"]).fine();
    sandbox.run(&["set", "order", "track", "tags", "slow", "--remove"]).fine();
    sandbox.run(&["set", "order", "no-eta", "contacts.per_month", "1240"]).fine();
    let said = sandbox.run(&["set", "order", "map", "owner", "maya"]).fine();
    assert!(said.contains("Maya Chen"), "a person is named: {said}");
    sandbox.run(&["set", "order", "wait", "owner", "--clear"]).fine();
    sandbox.run(&["set", "order", "wait", "snooze", "+30", "new carrier soon"]).fine();
    let text = sandbox.read("maps/order.ron");
    for line in
        ["emotion: -2,", "\"late\",", "per_month: 1240,", "owner: \"maya\",", "until: \"2026-12-22\","]
    {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    assert!(!text.contains("\"slow\"") && !text.contains("owner: \"tom\""));
    assert!(text.contains("// Ask Ana about the new carrier."), "{text}");
}

#[test]
fn a_dry_run_changes_nothing() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    let ran = sandbox.run(&["set", "order", "no-eta", "severity", "low", "--dry-run"]);
    assert_eq!(
        ran.all(),
        "would be done: severity of pain “No ETA once the van has left” set to low\n-- exit 0"
    );
    sandbox.run(&["remove", "order", "wait", "--with-cards", "--dry-run"]).fine();
    sandbox.run(&["move", "order", "wait", "--last", "--dry-run"]).fine();
    sandbox.run(&["review", "order", "wait", "--dry-run"]).fine();
    assert_eq!(sandbox.files(), before);
}

#[test]
fn move_and_remove() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["move", "order", "no-eta-7f", "--stage", "receive"]);
    insta::assert_snapshot!(ran.all(), @"
    pain “No ETA once the van has left” moved to “Receive”
    -- stderr
    note: 1 comment beside what is gone: kept elsewhere in the file
    -- exit 0
    ");
    sandbox.run(&["move", "order", "no-eta-7f", "--lane", "doing"]).fine();
    let text = sandbox.read("maps/order.ron");
    assert!(
        !text.contains("pains:") && text.contains("stage: \"receive\",\n          lane: \"doing\""),
        "{text}"
    );
    let ran = sandbox.run(&["move", "order", "receive", "--before", "wait"]);
    assert_eq!(ran.all(), "stage “Receive” moved to place 1\n-- exit 0");
    let ran = sandbox.run(&["remove", "order", "wait"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the stage holds 1 card"), "{}", ran.err);
    let ran = sandbox.run(&["remove", "order", "wait", "no-eta-7f", "--with-cards"]);
    insta::assert_snapshot!(ran.all(), @"
    stage “Wait for delivery” removed with its card
    step “No ETA once the van has left” removed
    -- stderr
    note: 1 comment beside what is gone: kept elsewhere in the file
    -- exit 0
    ");
}

#[test]
fn a_review_shows_what_it_is_about_and_seals_it() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["review", "order", "wait", "--note", "June contacts", "--yes", "--as", "tom"]);
    insta::assert_snapshot!(ran.all(), @"
    ▲ Wait for delivery  stale: reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late
      Doing: Tracks the van  (emotion −1)
      Pains: No ETA once the van has left  (high · open)
      since the last review on 2026-06-02: nobody can tell what changed, for it has no seal

    stage “Wait for delivery” reviewed on 2026-11-22
    -- exit 0
    ");
    let text = sandbox.read("maps/order.ron");
    assert!(text.contains("on: \"2026-11-22\",\n        by: \"tom\",\n        seal: \"1:"), "{text}");
    assert!(text.contains("note: \"June contacts\""));
    assert!(sandbox.run(&["show", "order"]).fine().contains("● fresh"));
    sandbox.run(&["set", "order", "track", "text", "Follows the van"]).fine();
    assert!(sandbox.run(&["show", "order"]).fine().contains("△ changed"));
    let ran = sandbox.run(&["review", "order", "receive"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nobody can be asked"), "{}", ran.err);
}

#[test]
fn a_review_is_by_whom_the_editor_remembers_unless_somebody_is_named() {
    let sandbox = Sandbox::new();
    let state = sandbox.path("../state");
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(state.join("settings.ron"), "(theme: \"dark\", me: Some(\"tom\"))").unwrap();
    let review = |named: Option<&str>| {
        let mut command = sandbox.command(&["review", "order", "wait", "--yes", "--today", "2026-11-22"]);
        command.env_remove("MILEPOST_AS").envs(named.map(|name| ("MILEPOST_AS", name)));
        sandbox.exactly(&mut command, b"").fine();
        sandbox.read("maps/order.ron")
    };
    assert!(review(None).contains("by: \"tom\",\n        seal:"));
    assert!(review(Some("maya")).contains("by: \"maya\",\n        seal:"));
}

#[test]
fn several_stages_are_reviewed_with_one_note_and_each_count_is_shown() {
    let sandbox = Sandbox::new();
    sandbox.run(&["review", "order", "wait", "--yes", "--as", "tom"]).fine();
    sandbox.run(&["set", "order", "track", "text", "Follows the van"]).fine();
    let ran = sandbox.run(&["review", "order", "--all", "--note", "June", "--yes", "--as", "tom"]);
    insta::assert_snapshot!(ran.all(), @"
    △ Wait for delivery  changed: edited since it was reviewed 2026-11-22 by Tom Okafor
      since the last review on 2026-11-22: 1 change
        ~ text of step changed from “Tracks the van” to “Follows the van” [track]

    ✗ Receive  ungoverned: no owner on the stage nor on its map
      never reviewed

    stage “Wait for delivery” reviewed on 2026-11-22
    stage “Receive” reviewed on 2026-11-22
    -- exit 0
    ");
    assert_eq!(sandbox.read("maps/order.ron").matches("note: \"June (bulk of 2)\"").count(), 2);
    let both =
        sandbox.run(&["review", "order", "wait", "wait", "receive", "--dry-run", "--as", "tom"]).fine();
    assert_eq!(both.matches("would be done: ").count(), 2, "{both}");
    assert_eq!(both.matches("since the last review on 2026-11-22: nothing changed").count(), 2, "{both}");
    let neither = sandbox.run(&["review", "order"]);
    assert_eq!(neither.code, 2, "{}", neither.all());
}

#[test]
fn standard_input_and_output() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with(&["set", "-", "no-eta", "severity", "low"], MAP.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, MAP.replace("severity: High", "severity: Low"));
    assert_eq!(ran.err, "severity of pain “No ETA once the van has left” set to low\n");
}

#[test]
fn a_second_review_says_what_changed_since_the_first() {
    let sandbox = Sandbox::new();
    sandbox.run(&["review", "order", "wait", "--yes", "--as", "tom"]).fine();
    let folder = sandbox.path("maps/versions/order/seals");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    let nothing = sandbox.run(&["review", "order", "wait", "--dry-run", "--as", "tom"]).fine();
    assert!(nothing.contains("since the last review on 2026-11-22: nothing changed"), "{nothing}");
    sandbox.run(&["set", "order", "wait", "name", "Waiting"]).fine();
    let said = sandbox.run(&["review", "order", "wait", "--dry-run", "--as", "tom"]).fine();
    assert!(said.contains("since the last review on 2026-11-22:\n    ~ stage “"), "{said}");
    assert!(said.contains("” renamed to “Waiting” [wait]"), "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
    let said = sandbox.run(&["review", "order", "wait", "--dry-run", "--as", "tom"]).fine();
    assert!(said.contains("changed; what, nobody can tell"), "{said}");
}
