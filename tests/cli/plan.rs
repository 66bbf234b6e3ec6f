//! plan.

use super::support::{MAP, Sandbox};

/// A map with this many stages that Maya reviewed on the same day, and one of Tom's that is late.
fn with_a_pile(count: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let stage = |at: usize| {
        format!(
            "    (\n      id: \"s{at}\",\n      name: \"Stage {at}\",\n      owner: \"maya\",\n      created: \"2025-11-03\",\n      \
             reviewed: (\n        on: \"2026-09-02\",\n        by: \"maya\",\n      ),\n    ),\n"
        )
    };
    let stages: String = (1..=count).map(stage).collect();
    let (head, tail) = MAP.split_once("    (\n      id: \"receive\",").unwrap();
    let (_, tail) = tail.split_once("    ),\n").unwrap();
    sandbox.write("maps/order.ron", format!("{head}{stages}{tail}"));
    sandbox
}

#[test]
fn what_is_due_by_owner_and_week() {
    let sandbox = with_a_pile(2);
    let before = sandbox.files();
    insta::assert_snapshot!(sandbox.run(&["plan"]).all(), @"
    Maya Chen  2 stages
      week of 2026-11-30
        2026-12-01  ◔ Stage 1 · Order to doorstep  due: reviewed 2026-09-02 by Maya Chen, every 90 days: due in 9 days
        2026-12-01  ◔ Stage 2 · Order to doorstep  due: reviewed 2026-09-02 by Maya Chen, every 90 days: due in 9 days
    Tom Okafor  1 stage
      late
        2026-08-31  ▲ Wait for delivery · Order to doorstep  stale: reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late
    1 late, 2 in the week of 2026-11-30
    -- exit 0
    ");
    assert_eq!(sandbox.run(&["plan", "--owner", "me"]).fine().lines().count(), 5);
    insta::assert_snapshot!(sandbox.run(&["plan", "--owner", "tom", "--format", "json"]).all(), @r#"
    {
      "milepost": 1,
      "today": "2026-11-22",
      "late": 1,
      "weeks": [],
      "stages": [
        {
          "path": "maps/order.ron",
          "map": "order",
          "stage": "wait",
          "name": "Wait for delivery",
          "owner": "tom",
          "state": "stale",
          "why": "reviewed 2026-06-02 by Tom Okafor, every 90 days: 83 days late",
          "due": "2026-08-31",
          "late": true,
          "week": "2026-11-16",
          "every": null,
          "moves_to": null
        }
      ],
      "per_week": null,
      "too_full": [],
      "written": false
    }
    -- exit 0
    "#);
    assert_eq!(sandbox.files(), before, "looking changes nothing");
}

#[test]
fn spread_shown_then_written() {
    let sandbox = with_a_pile(4);
    let before = sandbox.files();
    let shown = sandbox.run(&["plan", "--per-week", "1"]);
    insta::assert_snapshot!(shown.all(), @"
    Stage 2 · Order to doorstep: due 2026-12-01 → 2026-12-15, every 104 days instead of 90: 4 are due that week, at most 1 wanted; 14 days longer than its cadence
    Stage 3 · Order to doorstep: due 2026-12-01 → 2026-12-08, every 97 days instead of 90: 4 are due that week, at most 1 wanted; 7 days longer than its cadence
    Stage 4 · Order to doorstep: due 2026-12-01 → 2026-11-24, every 83 days instead of 90: 4 are due that week, at most 1 wanted
    3 stages would have another cadence, for at most 1 a week; --write writes it
    -- exit 0
    ");
    assert_eq!(sandbox.files(), before, "only --write writes");
    insta::assert_snapshot!(sandbox.run(&["plan", "--per-week", "1", "--write"]).all(), @"
    Stage 2 · Order to doorstep: due 2026-12-01 → 2026-12-15, every 104 days instead of 90: 4 are due that week, at most 1 wanted; 14 days longer than its cadence
    Stage 3 · Order to doorstep: due 2026-12-01 → 2026-12-08, every 97 days instead of 90: 4 are due that week, at most 1 wanted; 7 days longer than its cadence
    Stage 4 · Order to doorstep: due 2026-12-01 → 2026-11-24, every 83 days instead of 90: 4 are due that week, at most 1 wanted
    3 stages with another cadence, for at most 1 a week
    -- exit 0
    ");
    let text = sandbox.read("maps/order.ron");
    assert!(text.contains("review_every: 83,") && text.contains("review_every: 97,"), "{text}");
    assert!(text.contains("// Ask Ana about the new carrier."));
    let again = sandbox.run(&["plan", "--per-week", "1", "--write"]).fine();
    assert_eq!(again, "no week is too full for at most 1 a week\n");
    assert_eq!(sandbox.read("maps/order.ron"), text);
}

#[test]
fn what_cannot_be_written_is_told() {
    let sandbox = with_a_pile(4);
    let ran = sandbox.run(&["plan", "--write"]);
    assert_eq!((ran.code, ran.err.contains("--per-week N")), (2, true), "{}", ran.err);
    sandbox.write("maps/zzz.ron", "(format: 1, title: \"broken\", stages: [");
    let before = sandbox.files();
    let ran = sandbox.run(&["plan", "--spread", "60", "--write"]);
    assert!(ran.code == 2 && ran.err.contains("nothing was changed in any map"), "{}", ran.all());
    assert_eq!(sandbox.files(), before);
    let ran = sandbox.run(&["plan"]);
    assert!(ran.code == 2 && ran.out.contains("Stage 1"), "the others are shown: {}", ran.all());
}

#[test]
fn a_calendar_for_calendars() {
    let sandbox = with_a_pile(1);
    let text = sandbox.run(&["plan", "--ics"]).fine();
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    insta::assert_snapshot!(text.replace("\r\n", "\n"), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Milepost//Reviews//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:Journey map reviews
    BEGIN:VEVENT
    UID:review:order/wait@milepost
    DTSTAMP:20261122T000000Z
    DTSTART;VALUE=DATE:20261122
    DTEND;VALUE=DATE:20261123
    SUMMARY:Review “Wait for delivery” · Order to doorstep (due since 2026
     -08-31)
    DESCRIPTION:Tom Okafor answers for it\nstale: reviewed 2026-06-02 by Tom Ok
     afor\, every 90 days: 83 days late\nmilepost review maps/order.ron wait
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:review:order/s1@milepost
    DTSTAMP:20261122T000000Z
    DTSTART;VALUE=DATE:20261201
    DTEND;VALUE=DATE:20261202
    SUMMARY:Review “Stage 1” · Order to doorstep
    DESCRIPTION:Maya Chen answers for it\ndue: reviewed 2026-09-02 by Maya Chen
     \, every 90 days: due in 9 days\nmilepost review maps/order.ron s1
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR
    "#);
    let of_tom = sandbox.run(&["plan", "--ics", "--owner", "tom"]).fine();
    assert_eq!(of_tom.matches("BEGIN:VEVENT").count(), 1);
}
