//! What is said when something does not fit: what, where, what to do.

use super::support::Sandbox;

fn said(args: &[&str]) -> String {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    let ran = sandbox.run(args);
    assert_eq!(sandbox.files(), before, "a failed command changed something");
    ran.all()
}

#[test]
fn a_wrong_element() {
    insta::assert_snapshot!(said(&["set", "order", "wiat", "owner", "tom"]), @"
    -- stderr
    error: there is no element `wiat`
      hint: did you mean stage `wait` “Wait for delivery”?
    -- exit 2
    ");
}

#[test]
fn a_wrong_field() {
    insta::assert_snapshot!(said(&["set", "order", "track", "emotoin", "1"]), @"
    -- stderr
    error: a step has no field `emotoin`
      hint: did you mean `emotion`?
      hint: it has: text, detail, owner, tags, segments, evidence, votes, snooze.RULE, channel, emotion, moment_of_truth, minutes
    -- exit 2
    ");
}

#[test]
fn a_wrong_value() {
    insta::assert_snapshot!(said(&["set", "order", "no-eta", "severity", "hihg"]), @"
    -- stderr
    error: severity: `hihg` is none of low, medium, high, critical; did you mean `high`?
    -- exit 2
    ");
    insta::assert_snapshot!(said(&["set", "order", "no-eta", "tags", "x", "--remove"]), @"
    -- stderr
    error: tags: `x` is not in it
    -- exit 2
    ");
    insta::assert_snapshot!(said(&["set", "order", "no-eta", "severity", "low", "--add"]), @"
    -- stderr
    error: severity: is no list: --add and --remove do not fit
    -- exit 2
    ");
}

#[test]
fn somebody_unknown() {
    insta::assert_snapshot!(said(&["set", "order", "wait", "owner", "mya"]), @r#"
    -- stderr
    error: owner: there is nobody called `mya` in the people of this workspace
      hint: did you mean `maya`?
      hint: or add them first: milepost people add "mya"
    -- exit 2
    "#);
    insta::assert_snapshot!(said(&["review", "order", "wait", "--yes", "--as", "zoe"]), @r#"
    -- stderr
    error: there is nobody called `zoe` in the people of this workspace
      hint: say --as PERSON or set MILEPOST_AS (maya, tom)
      hint: or add them: milepost people add "zoe"
    -- exit 2
    "#);
}

#[test]
fn no_stage_no_lane_no_map() {
    insta::assert_snapshot!(said(&["add", "order", "--pain", "x"]), @"
    -- stderr
    error: a pain needs a stage: --stage STAGE
      hint: there are: wait, receive
    -- exit 2
    ");
    insta::assert_snapshot!(said(&["add", "order", "--stage", "wait", "--pain", "x", "--lane", "thinking"]), @"
    -- stderr
    error: a pain cannot stand in the lane `thinking`
      hint: it can in: pains
    -- exit 2
    ");
    insta::assert_snapshot!(said(&["show", "ordre"]), @"
    -- stderr
    error: there is no map ordre
      hint: did you mean `order`?
    -- exit 2
    ");
}

#[test]
fn a_command_with_a_slip() {
    insta::assert_snapshot!(said(&["chekc"]), @"
    -- stderr
    error: there is no map, folder or command `chekc`
      hint: did you mean `milepost check`?
    -- exit 2
    ");
    assert!(said(&["set", "order", "--nonsense"]).contains("unexpected argument '--nonsense'"));
}

#[test]
fn a_file_that_cannot_be_read() {
    let sandbox = Sandbox::new();
    let broken = super::support::MAP.replace("title:", "titel:");
    sandbox.write("maps/order.ron", &broken);
    insta::assert_snapshot!(sandbox.run(&["show", "maps/order.ron"]).all());
    let ran = sandbox.run(&["set", "maps/order.ron", "wait", "owner", "maya"]);
    assert_eq!((ran.code, sandbox.read("maps/order.ron")), (2, broken));
}

#[test]
fn a_file_that_may_not_be_written() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("maps/order.ron");
    let mut mode = std::fs::metadata(&path).unwrap().permissions();
    mode.set_readonly(true);
    std::fs::set_permissions(&path, mode).unwrap();
    let ran = sandbox.run(&["set", "order", "wait", "owner", "maya"]);
    // The superuser may write anything.
    if ran.code != 0 {
        assert!(ran.err.contains("order.ron is read-only: not saved"), "{}", ran.err);
        assert_eq!(ran.code, 2);
    }
}
