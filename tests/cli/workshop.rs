//! workshop, minutes, actions.

use std::sync::Arc;

use jiff::civil::{Date, date};
use milepost::map::id::{CardId, ItemId, LaneId, PersonId, SessionId, StageId};
use milepost::map::{Card, CardKind, Label, Text, edit};
use milepost::store::disk::fs::RealFs;
use milepost::store::document::{LoadContext, load_map};
use milepost::store::{agendas, sessions};
use milepost::workshop::deed::{Decision, Parked, Voting};
use milepost::workshop::{Action, Attendee, Deed, Entry, Head, Part};

use super::support::{MAP, Ran, Sandbox};

/// 2026-11-15 10:00 UTC.
const TEN: i64 = 1_794_736_800_000;
const MINUTE: i64 = 60_000;

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn attendee(id: &str, name: &str, part: Part) -> Attendee {
    Attendee { id: person(id), name: Label::new(name), part }
}

fn action(id: &str, text: &str, owner: Option<&str>, due: Option<Date>) -> Deed {
    let cards = vec![CardId::new("no-eta-7f").unwrap()];
    Deed::Action(Action { id: item(id), text: Text::new(text), owner: owner.map(person), due, cards })
}

/// The record of a workshop of the map `order`: minutes after it began, whose, what.
fn record(sandbox: &Sandbox, day: Date, began: i64, deeds: Vec<(i64, &str, Deed)>) -> SessionId {
    let map = load_map(MAP.as_bytes(), "order.ron", &LoadContext::default()).value.unwrap();
    let head = Head {
        id: SessionId::new("any").unwrap(),
        day,
        began,
        map: map.id.clone(),
        title: map.title.clone(),
        agenda: agendas::find(None, "pains-30").unwrap(),
        facilitator: attendee("maya", "Maya Chen", Part::Facilitator),
        start: Box::new(map),
    };
    let (mut recorder, head) = sessions::begin(Arc::new(RealFs), &sandbox.path("maps"), head).unwrap();
    for (seq, (minutes, by, deed)) in (1..).zip(deeds) {
        let edits = match &deed {
            Deed::Captured(id) => vec![captured(id)],
            _ => vec![],
        };
        let entry = Entry { seq, at: began + minutes * MINUTE, by: person(by), deed, edits, slip: None };
        recorder.append(&entry).unwrap();
    }
    head.id
}

fn captured(id: &CardId) -> edit::Edit {
    let stage = Some(StageId::new("wait").unwrap());
    let place = milepost::map::Place { stage, lane: LaneId::new("pains").unwrap(), index: 9 };
    edit::add_card(place, Card::new(id.clone(), CardKind::Pain, "Nobody answers the phone"))
}

/// A workspace with one workshop of last week.
fn held() -> Sandbox {
    let sandbox = Sandbox::new();
    let vote = Voting {
        id: item("v"),
        on: vec![CardId::new("no-eta-7f").unwrap(), CardId::new("phone").unwrap()],
        dots: 3,
        cap: 2,
        open: false,
        again: None,
    };
    let dots = vec![(CardId::new("no-eta-7f").unwrap(), 2), (CardId::new("phone").unwrap(), 1)];
    let decision =
        Decision { id: item("d"), text: Text::new("We tell people where the van is"), cards: vec![] };
    let deeds = vec![
        (0, "maya", Deed::Came(attendee("ana", "Ana", Part::Participant))),
        (1, "ana", Deed::Captured(CardId::new("phone").unwrap())),
        (8, "maya", Deed::Phase(3)),
        (8, "maya", Deed::VoteOpened(vote)),
        (9, "ana", Deed::Voted { ballot: item("v"), dots }),
        (10, "maya", Deed::VoteClosed(item("v"))),
        (11, "maya", Deed::Phase(4)),
        (12, "maya", Deed::Decided(decision)),
        (13, "maya", action("ask-7f3c", "Ask the carriers", Some("tom"), Some(date(2026, 11, 20)))),
        (14, "maya", action("count-1", "Count the calls", Some("maya"), Some(date(2026, 12, 1)))),
        (15, "maya", action("write-up", "Write this up", Some("maya"), None)),
        (16, "ana", Deed::Parked(Parked::new(item("p"), Text::new("Returns")))),
        (20, "maya", Deed::Closed { version: Some(3), despite: None }),
    ];
    record(&sandbox, date(2026, 11, 15), TEN, deeds);
    sandbox
}

fn run(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let with_day = [args, &["--today", "2026-11-22", "--workspace", "maps"]].concat();
    sandbox.exactly(sandbox.command(&with_day).env("TZ", "UTC"), b"")
}

#[test]
fn minutes_of_the_newest_workshop() {
    let sandbox = held();
    insta::assert_snapshot!("minutes", run(&sandbox, &["minutes"]).fine());
    let by_name = run(&sandbox, &["minutes", "2026-11-15"]).fine();
    assert_eq!(by_name, run(&sandbox, &["minutes", "--map", "order.ron"]).fine());
    insta::assert_snapshot!("minutes json", run(&sandbox, &["minutes", "--format", "json"]).fine());
    assert!(run(&sandbox, &["minutes", "--format", "html"]).fine().starts_with("<!doctype html>"));
    assert_eq!(run(&sandbox, &["minutes", "-o", "m.md"]).fine(), "");
    assert_eq!(sandbox.read("m.md"), by_name);
    assert_eq!(run(&sandbox, &["minutes", "-o", "m.md"]).code, 2);
}

#[test]
fn actions_of_one_workshop_for_other_programs() {
    let sandbox = held();
    let of = |format: &str| run(&sandbox, &["minutes", "--actions", "--format", format]);
    insta::assert_snapshot!("actions csv", of("csv").fine().replace("\r\n", "\n"));
    insta::assert_snapshot!("actions markdown", of("markdown").fine());
    insta::assert_snapshot!("actions ics", of("ics").all().replace("\r\n", "\n"));
    insta::assert_snapshot!("actions json", of("json").fine());
    assert_eq!(of("html").code, 2);
    assert_eq!(run(&sandbox, &["minutes", "--format", "csv"]).code, 2);
}

#[test]
fn workshops_that_are_not_there() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(run(&sandbox, &["minutes"]).all(), @r#"
    -- stderr
    error: there is no workshop here
      hint: begin one with `milepost workshop`; its record is kept in sessions/, beside the maps
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["minutes", "x"]).all(), @r#"
    -- stderr
    error: there is no workshop `x`
      hint: there is none at all: begin one with `milepost workshop`
    -- exit 2
    "#);
    let sandbox = held();
    insta::assert_snapshot!(run(&sandbox, &["minutes", "2026-11-16-order"]).all(), @r#"
    -- stderr
    error: there is no workshop `2026-11-16-order`
      hint: did you mean `2026-11-15-order`?
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["minutes", "--map", "other"]).all(), @r#"
    -- stderr
    error: there is no workshop of the map `other` here
      hint: begin one with `milepost workshop`; its record is kept in sessions/, beside the maps
    -- exit 2
    "#);
    record(&sandbox, date(2026, 11, 15), TEN + 60 * MINUTE, vec![]);
    assert_eq!(run(&sandbox, &["minutes", "2026-11-15-order"]).code, 0, "a whole id wins over a longer one");
    insta::assert_snapshot!(run(&sandbox, &["minutes", "2026-11"]).all(), @r#"
    -- stderr
    error: `2026-11` could be 2026-11-15-order-2 or 2026-11-15-order
      hint: write more of the id
    -- exit 2
    "#);
}

#[test]
fn actions_are_listed_and_settled() {
    let sandbox = held();
    insta::assert_snapshot!(run(&sandbox, &["actions"]).fine(), @r#"
    3 open actions, 1 overdue
    Maya Chen
      ○ 2026-12-01  Count the calls  [count-1]  Order to doorstep, 2026-11-15-order
      ○ no date     Write this up  [write-up]  Order to doorstep, 2026-11-15-order
    Tom Okafor
      ! 2026-11-20  Ask the carriers  2 days overdue  [ask-7f3c]  Order to doorstep, 2026-11-15-order
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--done", "ask"]).fine(), @"done: action “Ask the carriers” [ask-7f3c]");
    insta::assert_snapshot!(run(&sandbox, &["actions", "--drop", "count-1", "--why", "nobody has time"]).fine(), @"dropped: action “Count the calls” [count-1]");
    insta::assert_snapshot!(run(&sandbox, &["actions", "--all"]).fine(), @r#"
    1 open action, 1 done, 1 dropped
    Maya Chen
      – 2026-12-01  Count the calls  dropped 2026-11-22: nobody has time  [count-1]  Order to doorstep, 2026-11-15-order
      ○ no date     Write this up  [write-up]  Order to doorstep, 2026-11-15-order
    Tom Okafor
      ✓ 2026-11-20  Ask the carriers  done 2026-11-22  [ask-7f3c]  Order to doorstep, 2026-11-15-order
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--done", "ask-7f3c"]).all(), @r#"
    -- stderr
    error: action “Ask the carriers” [ask-7f3c] is done already
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--reopen", "2026-11-15-order/ask"]).fine(), @"open again: action “Ask the carriers” [ask-7f3c]");
    insta::assert_snapshot!(run(&sandbox, &["actions", "--mine"]).fine(), @r#"
    1 open action
    Maya Chen
      ○ no date     Write this up  [write-up]  Order to doorstep, 2026-11-15-order
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--owner", "tom", "--format", "json"]).fine());
    let log = sandbox.read("maps/sessions/2026-11-15-order.log");
    assert_eq!(log.lines().count(), 1 + 13 + 3);
    assert!(log.ends_with("by: \"maya\", deed: ActionIs(\"ask-7f3c\", Open))\n"), "{log}");
}

#[test]
fn actions_get_another_owner_and_another_day() {
    let sandbox = held();
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "write", "--owner", "tom", "--due", "12-15"]).fine(), @"changed: action “Write this up” [write-up]: Tom Okafor, until 2026-12-15");
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "count-1", "--due", "none"]).fine(), @"changed: action “Count the calls” [count-1]: Maya Chen, no date");
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "count-1", "--owner", "me"]).fine(), @"nothing changes: action “Count the calls” [count-1] is so already");
    insta::assert_snapshot!(run(&sandbox, &["actions"]).fine(), @r#"
    3 open actions, 1 overdue
    Maya Chen
      ○ no date     Count the calls  [count-1]  Order to doorstep, 2026-11-15-order
    Tom Okafor
      ! 2026-11-20  Ask the carriers  2 days overdue  [ask-7f3c]  Order to doorstep, 2026-11-15-order
      ○ 2026-12-15  Write this up  [write-up]  Order to doorstep, 2026-11-15-order
    "#);
    let log = sandbox.read("maps/sessions/2026-11-15-order.log");
    assert_eq!(log.lines().count(), 1 + 13 + 2, "what is so already is no line");
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "ask"]).all(), @r#"
    -- stderr
    error: say what changes: --owner PERSON, --due DAY, or both
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "ask", "--due", "soon"]).all(), @r#"
    -- stderr
    error: `soon` is no day; write it like 2026-12-15, `today` or `+14`
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "ask", "--owner", "nobody-known"]).all(), @r#"
    -- stderr
    error: there is nobody called `nobody-known` in the people of this workspace
      hint: there are maya, tom
      hint: or add them first: milepost people add "nobody-known"
    -- exit 2
    "#);
    run(&sandbox, &["actions", "--done", "ask"]).fine();
    insta::assert_snapshot!(run(&sandbox, &["actions", "--change", "ask", "--due", "+7"]).all(), @r#"
    -- stderr
    error: action “Ask the carriers” [ask-7f3c] is done
      hint: open it again first: milepost actions --reopen ask-7f3c
    -- exit 2
    "#);
    assert_eq!(run(&sandbox, &["actions", "--due", "+7"]).code, 2);
    assert_eq!(run(&sandbox, &["actions", "--change", "write", "--done", "ask"]).code, 2);
    assert_eq!(sandbox.read("maps/sessions/2026-11-15-order.log").lines().count(), 1 + 13 + 3);
}

#[test]
fn actions_that_cannot_be_settled() {
    let sandbox = held();
    let again = vec![
        (1, "maya", action("ask-9", "Ask again", None, None)),
        (2, "maya", action("count-1", "Count", None, None)),
    ];
    record(&sandbox, date(2026, 11, 20), TEN + 7200 * MINUTE, again);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--done", "ask"]).all(), @r#"
    -- stderr
    error: `ask` could be ask-9 or ask-7f3c
      hint: write more of the id
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--done", "count-1"]).all(), @r#"
    -- stderr
    error: `count-1` could be 2026-11-20-order/count-1 or 2026-11-15-order/count-1
      hint: write more of the id
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--done", "cuont-1"]).all(), @r#"
    -- stderr
    error: there is no action `cuont-1`
      hint: did you mean `count-1`?
    -- exit 2
    "#);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--drop", "ask-9", "--why", " "]).all(), @r#"
    -- stderr
    error: say why it will not be done: --why TEXT
    -- exit 2
    "#);
    assert_eq!(run(&sandbox, &["actions", "--drop", "ask-9"]).code, 2);
    assert_eq!(run(&sandbox, &["actions", "--done", "2026-11-20-order/count-1"]).code, 0);
    assert_eq!(run(&sandbox, &["actions", "--done", "count-1"]).code, 0, "only the other one is open");
}

#[test]
fn an_action_whose_day_has_passed_is_found() {
    let sandbox = held();
    let overdue = |args: &[&str]| {
        let out = run(&sandbox, &[&["check", "maps/order.ron"], args].concat()).out;
        out.lines()
            .filter(|line| line.contains("action-overdue") || line.contains("Ask the carriers"))
            .count()
    };
    insta::assert_snapshot!(run(&sandbox, &["check", "maps/order.ron", "--rule", "action-overdue"]).all(), @r#"
    maps/order.ron  Order to doorstep

      Wait for delivery
      maps/order.ron:42:15  pain “No ETA once the van has left”
      42 | id: "no-eta-7f",
         |     ^^^^^^^^^^^
      warning[action-overdue] action “Ask the carriers” of Tom Okafor was due 2026-11-20, 2 days ago
        fix: do it, or say what became of it: `milepost actions --done ask-7f3c`, or `--drop ask-7f3c --why TEXT`

    1 map, 2 stages: 0 errors, 1 warning, 0 notes
    -- exit 0
    "#);
    assert!(overdue(&["--owner", "tom"]) > 0);
    assert_eq!(overdue(&["--owner", "maya"]), 0);
    run(&sandbox, &["actions", "--done", "ask"]).fine();
    assert_eq!(overdue(&[]), 0);
}

#[test]
fn a_broken_line_is_said_and_the_rest_is_used() {
    let sandbox = held();
    let path = "maps/sessions/2026-11-15-order.log";
    let log = sandbox.read(path) + "(seq: 20, att: 1)\n";
    sandbox.write(path, log);
    insta::assert_snapshot!(run(&sandbox, &["actions", "--mine"]).all(), @r#"
    2 open actions
    Maya Chen
      ○ 2026-12-01  Count the calls  [count-1]  Order to doorstep, 2026-11-15-order
      ○ no date     Write this up  [write-up]  Order to doorstep, 2026-11-15-order
    -- stderr
    note: 2026-11-15-order.log:15:11: error[unknown-field] there is no field `att` here; did you mean `at`?
    error: 1 part of the records cannot be understood
      hint: what they say is not among these
    -- exit 2
    "#);
    assert_eq!(run(&sandbox, &["actions", "--done", "ask"]).code, 0);
}

#[test]
fn a_workshop_is_replayed() {
    let sandbox = held();
    insta::assert_snapshot!(run(&sandbox, &["workshop", "--replay", "2026-11-15", "--speed", "0"]).fine());
    let fast = run(&sandbox, &["workshop", "--replay", "2026-11-15-order", "--speed", "100000000"]).fine();
    assert_eq!(fast, run(&sandbox, &["workshop", "--replay", "2026-11-15", "--speed", "0"]).fine());
}

#[test]
fn agendas_are_listed_with_what_is_wrong() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!("agendas", run(&sandbox, &["workshop", "--agendas"]).fine());
    sandbox
        .write("maps/agendas/ours.ron", "(name: \"Ours\", phases: [(name: \"A\", minutes: 5, verb: Talk)])");
    sandbox.write(
        "maps/agendas/wrong.ron",
        "(\n  name: \"Wrong\",\n  phases: [\n    (name: \"A\", minuts: 5),\n  ],\n)\n",
    );
    let ran = run(&sandbox, &["workshop", "--agendas"]);
    assert!(
        ran.out.starts_with(
            "Ours  5 min, 1 phase  [ours]  maps/agendas/ours.ron\n    5 min  A: talk\n90-minute"
        ),
        "{}",
        ran.out
    );
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r#"
    error[unknown-field]: there is no field `minuts` here
     --> maps/agendas/wrong.ron:4:17
      |
    4 |     (name: "A", minuts: 5),
      |                 ^^^^^^
      |
      = hint: did you mean `minutes`?
    error: 1 agenda cannot be used
    "#);
    let json = run(&sandbox, &["workshop", "--agendas", "--format", "json"]);
    insta::assert_snapshot!("agendas json", json.out.lines().take(40).collect::<Vec<_>>().join("\n"));
}
