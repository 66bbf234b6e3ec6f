//! new, import, list: files that come to be.

use super::support::{MAP, Sandbox, without_ids};

#[test]
fn a_new_map_in_the_workspace() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["new", "Clinic visit", "--template", "service", "--owner", "tom"]);
    assert_eq!(
        ran.all(),
        "maps/clinic-visit.ron made: 6 stages; `milepost maps/clinic-visit.ron` opens it\n-- exit 0"
    );
    let text = sandbox.read("maps/clinic-visit.ron");
    assert!(
        text.contains("title: \"Clinic visit\"")
            && text.contains("created: \"2026-11-22\"")
            && text.contains("owner: \"tom\"")
    );
    let again = without_ids(&sandbox.run(&["new", "Clinic visit"]).fine(), "clinic-visit");
    assert!(again.starts_with("maps/clinic-visit-····.ron made"), "{again}");
    assert_eq!(sandbox.read("maps/clinic-visit.ron"), text);
    let ran = sandbox.run(&["new", "X", "-o", "maps/order.ron"]);
    assert_eq!((ran.code, sandbox.read("maps/order.ron")), (2, MAP.to_owned()));
    assert!(ran.err.contains("order.ron exists already"), "{}", ran.err);
    assert_eq!(sandbox.run(&["fmt", "--check"]).code, 0);
}

#[test]
fn the_samples_are_dated_today() {
    let sandbox = Sandbox::empty();
    let ran = sandbox.run(&["new", "--samples", "maps", "--today", "2030-01-31"]);
    assert!(ran.out.starts_with("5 sample maps copied to maps, dated as of 2030-01-31"), "{}", ran.all());
    assert!(!sandbox.read("maps/milepost.ron").contains("today"));
    let listed = sandbox.run(&["list", "--today", "2030-01-31"]).fine();
    assert!(listed.contains("▲ 1 stale") && listed.contains("✗ 1 ungoverned"), "{listed}");
    let before = sandbox.files();
    assert_eq!(sandbox.run(&["new", "--samples", "maps"]).code, 2);
    assert_eq!(sandbox.files(), before);
    assert_eq!(sandbox.run(&["fmt", "--check"]).code, 0);
}

#[test]
fn a_mermaid_journey_and_its_losses() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "j.mmd",
        "journey\n  title Buy a sofa\n  section Look\n    Browse: 4: Me\n    Ask: oops: Me, Shop\n",
    );
    let ran = sandbox.run(&["import", "j.mmd"]);
    insta::assert_snapshot!(ran.all(), @"
    maps/buy-a-sofa.ron made: 1 stage, 2 steps; 2 changes told above
    -- stderr
    line 5: `oops` stands where a score should be: a step without an emotion, and the words as a note on it
    line 5: `Shop` takes part in some tasks: tags on their steps
    -- exit 0
    ");
    let text = sandbox.read("maps/buy-a-sofa.ron");
    assert!(
        text.contains("actor: \"Me\"") && text.contains("detail: \"oops\"") && text.contains("emotion: 1"),
        "{text}"
    );
    let piped = sandbox.run_with(&["import", "-", "-o", "-"], b"journey\n A: 5: Me\n");
    assert!(piped.fine().contains("text: \"A\""));
    let ran = sandbox.run_with(&["import", "-"], b"graph TD\n");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no Mermaid journey in it"), "{}", ran.err);
}

#[test]
fn list_and_the_bare_command() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/bad.ron", "(format: 1, titel: \"x\")");
    let listed = sandbox.run(&["list"]);
    insta::assert_snapshot!(listed.all(), @"
    ✗ maps/bad.ron: there is no field `titel` here
    Order to doorstep  maps/order.ron
      no owner · 2 stages: ✗ 1 ungoverned, ▲ 1 stale · 2 cards, 1 open pain · next due stale
    -- stderr
    error: 1 of 2 maps cannot be read: maps/bad.ron
      hint: `milepost check` says what is wrong in them
    -- exit 2
    ");
    assert_eq!(sandbox.run(&[]).out, listed.out);
    assert_eq!(sandbox.run(&["maps"]).out, listed.out);
    assert_eq!(sandbox.run(&["maps/order.ron"]).out, sandbox.run(&["show", "order"]).out);
    insta::assert_snapshot!(sandbox.run(&["list", "--format", "json"]).all());
    let empty = Sandbox::empty();
    assert_eq!(empty.run(&["list"]).code, 1);
}
