//! people.

use super::support::{Sandbox, WORKSPACE};

#[test]
fn listed_added_left_away_renamed() {
    let sandbox = Sandbox::new();
    sandbox.run(&["people", "add", "Zoë Lang", "--team", "Care"]).fine();
    sandbox.run(&["people", "left", "tom", "--on", "2026-09-30"]).fine();
    sandbox.run(&["people", "away", "Maya", "--until", "+5", "--deputy", "zoe"]).fine();
    sandbox.run(&["people", "rename", "zoe", "Zoe Lang-Berg"]).fine();
    insta::assert_snapshot!(sandbox.run(&["people"]).all(), @"
    maya  Maya Chen  (maya@example.com; away until 2026-11-27, Zoe Lang-Berg answers)
    tom   Tom Okafor  (left on 2026-09-30)
    zoe   Zoe Lang-Berg  (Care)
    -- exit 0
    ");
    assert!(sandbox.run(&["check"]).fine().contains("warning[owner-left] "));
    sandbox.run(&["people", "left", "tom", "--back"]).fine();
    sandbox.run(&["people", "away", "maya", "--back"]).fine();
    let text = sandbox.read("maps/milepost.ron");
    assert!(text.starts_with(WORKSPACE.trim_end_matches("  ],\n)\n")), "{text}");
}

#[test]
fn nobody_must_write_the_file_by_hand() {
    let sandbox = Sandbox::empty();
    sandbox.write("maps/order.ron", super::support::MAP);
    let ran = sandbox.run(&["people", "--workspace", "maps"]);
    assert_eq!(ran.code, 1);
    let said = sandbox.run(&["people", "add", "Maya Chen"]).fine();
    assert_eq!(said, "Maya Chen added as `maya`\n");
    assert!(sandbox.read("maps/milepost.ron").contains("id: \"maya\""));
    assert_eq!(sandbox.run(&["people", "add", "Maya Chan"]).fine(), "Maya Chan added as `maya-chan`\n");
    assert_eq!(sandbox.run(&["people", "add", "M", "--id", "maya"]).code, 2);
}

#[test]
fn a_broken_workspace_is_not_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/milepost.ron", "(format: 1, peple: [])");
    let ran = sandbox.run(&["people", "add", "Zoe"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean `people`?"), "{}", ran.err);
    assert_eq!(sandbox.read("maps/milepost.ron"), "(format: 1, peple: [])");
}
