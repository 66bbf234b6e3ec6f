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

/// Tom owns a map, a stage and a card in two maps, and is Maya's deputy.
fn with_much_of_toms() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.run(&["people", "add", "Zoë Lang"]).fine();
    sandbox.run(&["people", "away", "maya", "--until", "+5", "--deputy", "tom"]).fine();
    let second = super::support::MAP.replace("\"order\"", "\"loan\"").replace("Order to doorstep", "Loan");
    sandbox.write("maps/loan.ron", second.replace("      owner: \"tom\",\n", ""));
    sandbox.run(&["set", "maps/loan.ron", "map", "owner", "tom"]).fine();
    sandbox.run(&["set", "maps/order.ron", "no-eta-7f", "owner", "tom"]).fine();
    sandbox
}

#[test]
fn all_that_somebody_owns_goes_to_another() {
    let sandbox = with_much_of_toms();
    let before = sandbox.files();
    insta::assert_snapshot!(sandbox.run(&["people", "handover", "tom", "Zoë", "--dry-run"]).all(), @"
    would be done: maps/loan.ron: the map
    would be done: maps/order.ron: 1 stage and 1 card
    would be done: milepost.ron: deputy of 1 person
    1 map, 1 stage, 1 card, deputy of 1 person would go from Tom Okafor to Zoë Lang
    -- exit 0
    ");
    assert_eq!(sandbox.files(), before);
    insta::assert_snapshot!(sandbox.run(&["people", "handover", "tom", "zoe"]).all(), @"
    maps/loan.ron: the map
    maps/order.ron: 1 stage and 1 card
    milepost.ron: deputy of 1 person
    1 map, 1 stage, 1 card, deputy of 1 person went from Tom Okafor to Zoë Lang
    what changed hands asks Zoë Lang for a review: milepost check --owner zoe
    -- exit 0
    ");
    for name in ["maps/order.ron", "maps/loan.ron"] {
        assert!(!sandbox.read(name).contains("owner: \"tom\""), "{name}");
    }
    assert!(sandbox.read("maps/order.ron").contains("by: \"tom\""), "a review keeps its name");
    assert!(sandbox.read("maps/order.ron").contains("// Ask Ana about the new carrier."));
    assert!(sandbox.read("maps/milepost.ron").contains("deputy: \"zoe\""));
    let again = sandbox.run(&["people", "handover", "tom", "zoe"]);
    assert_eq!(again.fine(), "Tom Okafor owns nothing here\n");
}

#[test]
fn a_handover_is_refused_before_anything_is_written() {
    let sandbox = with_much_of_toms();
    sandbox.write("maps/zzz.ron", "(format: 1, title: \"broken\", stages: [");
    let before = sandbox.files();
    let ran = sandbox.run(&["people", "handover", "tom", "zoe"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("maps/zzz.ron") && ran.err.contains("nothing was changed"), "{}", ran.err);
    assert_eq!(sandbox.files(), before);
    std::fs::remove_file(sandbox.path("maps/zzz.ron")).unwrap();
    let mut said = String::new();
    sandbox.run(&["people", "left", "maya", "--on", "2026-10-01"]).fine();
    for [from, to] in [["tom", "tom"], ["tom", "maya"], ["tom", "nobody"], ["ghost", "zoe"]] {
        said += &sandbox.run(&["people", "handover", from, to]).all();
        said += "\n";
    }
    insta::assert_snapshot!(said, @r#"
    -- stderr
    error: Tom Okafor has it already: name two people
    -- exit 2
    -- stderr
    error: Maya Chen left on 2026-10-01 and cannot answer for it
      hint: milepost people left maya --back, if they did not
    -- exit 2
    -- stderr
    error: there is nobody called `nobody` in the people of this workspace
      hint: there are maya, tom, zoe
      hint: or add them first: milepost people add "nobody"
    -- exit 2
    -- stderr
    error: there is nobody called `ghost` in the people of this workspace
      hint: there are maya, tom, zoe
      hint: or add them first: milepost people add "ghost"
    -- exit 2
    "#);
}

#[test]
fn what_somebody_owns_who_is_not_in_the_list_can_be_handed_over() {
    let sandbox = Sandbox::new();
    let text = super::support::MAP.replace("owner: \"tom\"", "owner: \"gone\"");
    sandbox.write("maps/order.ron", text);
    insta::assert_snapshot!(sandbox.run(&["people", "handover", "gone", "maya"]).all(), @"
    maps/order.ron: 1 stage
    1 stage went from gone to Maya Chen
    what changed hands asks Maya Chen for a review: milepost check --owner maya
    -- exit 0
    ");
}
