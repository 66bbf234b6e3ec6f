//! join, without a terminal.

use std::path::Path;

use milepost::map::Label;
use milepost::map::id::{MapId, SessionId};
use milepost::store::live::{Inbox, Place};
use milepost::workshop::Verb;
use milepost::workshop::slip::{Glance, Says, Slip};

use super::support::Sandbox;

/// What everybody sees of a workshop that writes cards.
fn glance() -> Glance {
    ron::from_str(include_str!("../live/glance.ron")).unwrap()
}

/// A workspace with a workshop that runs on its map.
fn running(glance: &Glance) -> (Sandbox, Place) {
    let sandbox = Sandbox::new();
    let place = place(&sandbox.path("maps"));
    place.make().unwrap();
    place.show(glance).unwrap();
    (sandbox, place)
}

fn place(root: &Path) -> Place {
    Place::of(root, &SessionId::new("2026-11-22-order").unwrap())
}

fn papers(place: &Place) -> Vec<Slip> {
    Inbox::new(place.clone()).collect(std::time::Duration::ZERO).slips
}

#[test]
fn a_card_is_sent_without_a_terminal() {
    let (sandbox, place) = running(&glance());
    let ran =
        sandbox.run(&["join", "order", "--as", "tom", "--send", "! No call\u{1b}[2J", "--stage", "rec"]);
    insta::assert_snapshot!(ran.all(), @r"
    sent: ! No call�[2J
    -- exit 0
    ");
    let slips = papers(&place);
    assert_eq!((slips[0].by.as_str(), slips[0].name.as_str()), ("tom", "Tom Okafor"));
    let Says::Card { stage, lane, line } = &slips[0].says else { panic!("{slips:?}") };
    assert_eq!((stage.as_str(), lane.as_str(), line.as_str()), ("receive", "pains", "! No call\u{fffd}[2J"));
    sandbox.run(&["join", "--as", "Zoë Guest", "--send", "a guest's card"]).fine();
    let mut who: Vec<String> =
        papers(&place).iter().map(|slip| format!("{} {}", slip.by, slip.name)).collect();
    who.sort();
    assert_eq!(who, ["tom Tom Okafor", "zoe-guest Zoë Guest"]);
}

#[test]
fn what_cannot_be_sent_says_why() {
    let (sandbox, place) = running(&glance());
    let send = |more: &[&str]| sandbox.run(&[&["join", "order", "--send", "x"], more].concat()).all();
    insta::assert_snapshot!(send(&["--stage", "recieve"]), @r"
    -- stderr
    error: there is no stage `recieve`
      hint: did you mean `Receive`?
    -- exit 2
    ");
    insta::assert_snapshot!(send(&["--lane", "steps"]), @r"
    -- stderr
    error: there is no lane of this phase `steps`
      hint: there are: Pains
    -- exit 2
    ");
    insta::assert_snapshot!(sandbox.run(&["join", "order"]).all(), @r"
    -- stderr
    error: a terminal is needed to join a workshop
      hint: send one card without: --send LINE
    -- exit 2
    ");
    place.show(&Glance { verb: Verb::Vote, turn: 2, ..glance() }).unwrap();
    insta::assert_snapshot!(send(&[]), @r"
    -- stderr
    error: no cards are written now: the phase “Pains” is for vote
    -- exit 1
    ");
    assert!(papers(&place).is_empty());
}

#[test]
fn without_a_workshop_it_says_what_to_do() {
    let (sandbox, place) = running(&Glance { ended: true, ..glance() });
    let join = |map: &[&str]| sandbox.run(&[&["join"], map, &["--send", "x"]].concat()).all();
    insta::assert_snapshot!(join(&["order"]), @r"
    -- stderr
    error: no workshop runs on “Order to doorstep”
      hint: somebody has to facilitate one, in this folder: milepost workshop MAP
    -- exit 1
    ");
    insta::assert_snapshot!(join(&[]), @r"
    -- stderr
    error: no workshop runs in this workspace
      hint: somebody has to facilitate one, in this folder: milepost workshop MAP
    -- exit 1
    ");
    place
        .show(&Glance { map: MapId::new("other").unwrap(), title: Label::new("Other"), ..glance() })
        .unwrap();
    assert!(join(&["order"]).contains("one runs on “Other”: milepost join other"));
}
