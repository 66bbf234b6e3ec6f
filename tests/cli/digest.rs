//! digest since a day; since a commit stands in the tests of git.

use super::support::{MAP, Sandbox};

#[test]
fn what_is_new_first_then_what_is_open() {
    let sandbox = Sandbox::new();
    sandbox.run(&["set", "maps/order.ron", "map", "owner", "maya"]).fine();
    insta::assert_snapshot!(sandbox.run(&["digest", "--since", "-90"]).all(), @"
    1 new since 2026-08-24, 2 still open  (2 warnings, 1 note)

    New
      warning  Order to doorstep: Wait for delivery: reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late  stale

    Still open
      warning  Order to doorstep: Receive: never reviewed, created 2025-11-03  unreviewed
      note     Order to doorstep: Receive: no owner of its own: Maya Chen answers for it with the whole map  inherited-owner
    -- exit 0
    ");
    insta::assert_snapshot!(sandbox.run(&["digest", "--owner", "tom", "--since", "-7"]).all(), @"
    Tom Okafor: 0 new since 2026-11-15, 1 still open  (1 warning)

    Still open
      warning  Order to doorstep: Wait for delivery: reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late  stale
    -- exit 0
    ");
    insta::assert_snapshot!(sandbox.run(&["digest", "--owner", "me", "--since", "-7", "--format", "json"]).all(), @r#"
    {
      "milepost": 1,
      "owner": "maya",
      "since": "2026-11-15",
      "commit": null,
      "today": "2026-11-22",
      "new": 0,
      "open": 2,
      "closed": null,
      "findings": [
        {
          "path": "maps/order.ron",
          "map": "order",
          "new": false,
          "level": "warning",
          "rule": "unreviewed",
          "element": "receive",
          "stage": "receive",
          "owner": "maya",
          "message": "never reviewed, created 2025-11-03",
          "fix": "review the stage",
          "part": null,
          "age": 370,
          "line": 51,
          "column": 11,
          "fingerprint": "unreviewed:order/receive"
        },
        {
          "path": "maps/order.ron",
          "map": "order",
          "new": false,
          "level": "note",
          "rule": "inherited-owner",
          "element": "receive",
          "stage": "receive",
          "owner": "maya",
          "message": "no owner of its own: Maya Chen answers for it with the whole map",
          "fix": "name the person who is nearest to the stage",
          "part": null,
          "age": null,
          "line": 51,
          "column": 11,
          "fingerprint": "inherited-owner:order/receive"
        }
      ]
    }
    -- exit 0
    "#);
}

#[test]
fn nothing_in_a_map_is_markup() {
    let sandbox = Sandbox::new();
    let hostile = "@all <b>*x*</b> [a](http://e.com) `c` | # h";
    sandbox.write(
        "maps/order.ron",
        MAP.replace("Receive", hostile).replace("Order to doorstep", "- [ ] # T_m_"),
    );
    insta::assert_snapshot!(sandbox.run(&["digest", "--since", "-7", "--format", "markdown"]).all(), @r#"
    ### Journey maps, 2026-11-22

    0 new since 2026-11-15, 4 still open: 3 warnings, 1 note.

    **Still open**

    - warning: **- \[ \] \# T\_m\_**: Wait for delivery: reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late (`stale`)
    - warning: **- \[ \] \# T\_m\_**: @<!-- -->all &lt;b&gt;\*x\*&lt;/b&gt; \[a\](http://e.com) &#96;c&#96; &#124; \# h: no owner on the stage nor on its map (`no-owner`)
    - warning: **- \[ \] \# T\_m\_**: @<!-- -->all &lt;b&gt;\*x\*&lt;/b&gt; \[a\](http://e.com) &#96;c&#96; &#124; \# h: never reviewed, created 2025-11-03 (`unreviewed`)
    - note: **the workspace**: Maya Chen: Maya Chen owns nothing in 1 map, has reviewed nothing and stands in for nobody (`unused-person`)
    -- exit 0
    "#);
}

#[test]
fn what_is_no_day_is_a_commit_and_what_is_neither_is_told() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.run(&["digest", "--since", "+1"]).all(), @"
    -- stderr
    error: 2026-11-23 is after today, 2026-11-22
    -- exit 2
    ");
    let ran = sandbox.run(&["digest", "--since", "--upload-pack=x"]);
    assert_eq!(ran.code, 2);
    let ran = sandbox.run(&["digest", "--since", "-7", "--owner", "maia"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `maya`?"), "{}", ran.all());
}

#[test]
fn a_map_that_cannot_be_read_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/zzz.ron", "(format: 1, title: \"broken\", stages: [");
    let ran = sandbox.run(&["digest", "--since", "-7"]);
    assert!(ran.code == 2 && ran.err.contains("maps/zzz.ron cannot be read"), "{}", ran.all());
}

#[test]
fn what_was_closed_since_a_day_is_known_from_a_version_before_it() {
    let sandbox = Sandbox::new();
    let first = |sandbox: &Sandbox| {
        let said = sandbox.run(&["digest", "--since", "2026-11-15"]).fine();
        said.lines().next().unwrap().to_owned()
    };
    assert!(!first(&sandbox).contains("closed"), "nothing from then is known");
    sandbox.run(&["version", "order", "before the mending", "--today", "2026-11-15"]).fine();
    assert!(!first(&sandbox).contains("closed"), "that was on the day, not before it");
    sandbox.run(&["version", "order", "long before", "--today", "2026-11-01"]).fine();
    assert!(first(&sandbox).contains(", 0 closed"), "{}", first(&sandbox));
    sandbox.run(&["set", "order", "receive", "owner", "maya"]).fine();
    assert!(first(&sandbox).contains(", 2 closed"), "no-owner, and that Maya owns nothing");
}
