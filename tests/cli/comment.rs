//! comment.

use super::support::{Ran, Sandbox};

const ETA: &str = r#"#![enable(implicit_some)]
(
  format: 1,
  id: "eta-1",
  element: "no-eta-7f",
  field: "severity",
  quote: "medium",
  entries: [
    (
      at: "2026-11-20 09:12",
      by: "tom",
      text: [
        "Is it really that bad?",
        "The June numbers say so.",
      ],
    ),
  ],
)
"#;

/// The one thread that there is.
fn only(sandbox: &Sandbox) -> (String, String) {
    let files = std::fs::read_dir(sandbox.path("maps/threads/order")).unwrap();
    let names: Vec<String> = files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let name = &names[0];
    (name.strip_suffix(".ron").unwrap().to_owned(), sandbox.read(&format!("maps/threads/order/{name}")))
}

fn comment(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["comment", "order"], args].concat())
}

#[test]
fn opened_answered_settled_and_opened_again() {
    let sandbox = Sandbox::new();
    let map = sandbox.read("maps/order.ron");
    let said = comment(&sandbox, &["no-eta", "Since when?"]).fine();
    let (id, text) = only(&sandbox);
    assert!(id.starts_with("no-eta-7f-"), "{id}");
    let plain = |text: &str| text.replace(&id, "THREAD");
    insta::assert_snapshot!(plain(&said), @"commented on pain “No ETA once the van has left” [no-eta-7f]: thread THREAD  maps/threads/order/THREAD.ron");
    insta::assert_snapshot!(plain(&text), @r##"
    #![enable(implicit_some)]
    (
      format: 1,
      id: "THREAD",
      element: "no-eta-7f",
      quote: "No ETA once the van has left",
      entries: [
        (
          at: "2026-11-22",
          by: "maya",
          text: "Since when?",
        ),
      ],
    )
    "##);
    let said = comment(&sandbox, &["--reply", "no-eta", "Since June", "--as", "tom"]).fine();
    insta::assert_snapshot!(plain(&said), @"answered: thread THREAD on pain “No ETA once the van has left” [no-eta-7f]");
    comment(&sandbox, &["--resolve", &id, "Good."]).fine();
    insta::assert_snapshot!(plain(&comment(&sandbox, &[]).all()), @"
    Order to doorstep  maps/order.ron  0 open threads, 1 resolved
    -- exit 0
    ");
    insta::assert_snapshot!(plain(&comment(&sandbox, &["--all"]).all()), @"
    Order to doorstep  maps/order.ron  0 open threads, 1 resolved

    ✓ THREAD  pain “No ETA once the van has left” [no-eta-7f]
        2026-11-22  Maya Chen: Since when?
        2026-11-22  Tom Okafor: Since June
        2026-11-22  Maya Chen: Good.
        resolved 2026-11-22 by Maya Chen
    -- exit 0
    ");
    let again = comment(&sandbox, &["--resolve", &id, "Better."]);
    insta::assert_snapshot!(plain(&again.all()), @"
    -- stderr
    error: `THREAD` is resolved already
    -- exit 2
    ");
    comment(&sandbox, &["--reopen", &id]).fine();
    let (_, text) = only(&sandbox);
    assert!(!text.contains("resolved") && !text.contains("Better"), "{text}");
    assert_eq!(sandbox.read("maps/order.ron"), map, "the map is as it was");
}

#[test]
fn a_field_what_it_said_and_what_it_says() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/threads/order/eta-1.ron", ETA);
    insta::assert_snapshot!(comment(&sandbox, &["--list"]).all(), @"
    Order to doorstep  maps/order.ron  1 open thread

    ● eta-1  pain “No ETA once the van has left” [no-eta-7f], severity
        it said: medium; now: high
        2026-11-20 09:12  Tom Okafor: Is it really that bad?
          The June numbers say so.
    -- exit 0
    ");
    comment(&sandbox, &["wait", "--field", "review_cadence", "Every 30 days?"]).fine();
    let listed = sandbox.run(&["list", "maps"]).all();
    assert!(listed.contains("2 open threads"), "{listed}");
    let said = comment(&sandbox, &["wait", "--list"]).fine();
    assert!(said.contains("stage “Wait for delivery” [wait], review cadence"), "{said}");
    assert!(!said.contains("eta-1"), "{said}");
    insta::assert_snapshot!(comment(&sandbox, &["wait", "--field", "severty", "?"]).all(), @"
    -- stderr
    error: `wait` has no field `severty`
      hint: it has: name, goal, owner, team, creation date, review cadence, tags, watched paths, review, snooze, policy, evidence
    -- exit 2
    ");
}

#[test]
fn an_orphan_is_listed_and_stays() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/threads/order/eta-1.ron", ETA.replace("no-eta-7f", "gone-77"));
    insta::assert_snapshot!(comment(&sandbox, &[]).all(), @"
    Order to doorstep  maps/order.ron  1 open thread

    ? eta-1  [gone-77], severity  orphaned: its element is gone
        severity was: medium
        2026-11-20 09:12  Tom Okafor: Is it really that bad?
          The June numbers say so.
    -- exit 0
    ");
    assert!(comment(&sandbox, &["gone-77", "--list"]).fine().contains("eta-1"));
    comment(&sandbox, &["--reply", "eta", "it went"]).fine();
    assert!(sandbox.read("maps/threads/order/eta-1.ron").contains("it went"));
}

#[test]
fn a_bad_file_is_told_with_its_place_and_the_rest_is_listed() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/threads/order/eta-1.ron", ETA);
    sandbox.write("maps/threads/order/bad.ron", "(\n  format: 1,\n  elment: \"x\",\n)\n");
    let ran = comment(&sandbox, &["--list"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("● eta-1"), "{}", ran.all());
    assert!(ran.err.contains("maps/threads/order/bad.ron:3:"), "{}", ran.all());
    assert!(ran.err.contains("1 thread cannot be read"), "{}", ran.all());
}

#[test]
fn for_programs() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/threads/order/eta-1.ron", ETA);
    insta::assert_snapshot!(comment(&sandbox, &["--list", "--format", "json"]).fine(), @r#"
    {
      "milepost": 1,
      "path": "maps/order.ron",
      "map": "order",
      "threads": [
        {
          "id": "eta-1",
          "path": "maps/threads/order/eta-1.ron",
          "element": "no-eta-7f",
          "field": "severity",
          "quote": "medium",
          "now": "high",
          "orphaned": false,
          "state": "open",
          "resolved": null,
          "entries": [
            {
              "at": "2026-11-20 09:12",
              "by": "tom",
              "text": "Is it really that bad?\nThe June numbers say so."
            }
          ]
        }
      ],
      "problems": []
    }
    "#);
}

#[test]
fn what_is_missing_or_too_much_is_said() {
    let sandbox = Sandbox::new();
    let said: Vec<String> = [
        &["no-eta", "x", "--list"][..],
        &["--reply", "nothing", "x"],
        &["--reply", "nothing"],
        &["wait", " "],
        &["nowhere", "x"],
        &["wait", "x", "--as", "zoe"],
    ]
    .iter()
    .map(|args| comment(&sandbox, args).all())
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    -- stderr
    error: --list takes an element, and no text
    -- exit 2
    -- stderr
    error: there is no thread `nothing`
      hint: `milepost comment MAP --list --all` shows those that there are
    -- exit 2
    -- stderr
    error: what is the answer?
      hint: --reply nothing "the text"
    -- exit 2
    -- stderr
    error: a comment needs a text
    -- exit 2
    -- stderr
    error: there is no element `nowhere`
      hint: there are: order, doing, emotion, thinking, pains, opportunities, metrics, wait, receive, track, no-eta-7f
    -- exit 2
    -- stderr
    error: there is nobody called `zoe` in the people of this workspace
      hint: say --as PERSON or set MILEPOST_AS (maya, tom)
      hint: or add them: milepost people add "zoe"
    -- exit 2
    "#);
    assert!(!sandbox.path("maps/threads").join("order").exists());
}
