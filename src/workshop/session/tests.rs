use super::*;
use crate::map::edit::{Edit, MapField};
use crate::workshop::deed::Voting;
use crate::workshop::testing::{TEN, head, record, who};
use crate::workshop::{Part, Verb};

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn card(id: &str) -> CardId {
    CardId::new(id).unwrap()
}

fn action(id: &str) -> Action {
    Action { id: item(id), text: crate::map::Text::new("do it"), owner: None, due: None, cards: vec![] }
}

#[test]
fn what_was_taken_back_did_not_happen() {
    let record = record(vec![
        ("ana", Deed::Captured(card("a"))),
        ("bo", Deed::Seconded(card("a"))),
        ("maya", Deed::TakenBack(2)),
        ("bo", Deed::Decided(Decision { id: item("d"), text: crate::map::Text::new("so"), cards: vec![] })),
    ]);
    let session = Session::of(&record);
    assert_eq!(session.said_by(&card("a")), 1);
    assert_eq!(session.decisions.len(), 1);
    assert_eq!(record.last_to_take_back().unwrap().seq, 4);
    assert_eq!(session.seq, 4);
}

#[test]
fn a_state_made_step_by_step_is_that_of_the_record() {
    let record = record(vec![
        ("ana", Deed::Came(who("ana", Part::Participant))),
        ("maya", Deed::Phase(3)),
        ("ana", Deed::Captured(card("a"))),
        (
            "maya",
            Deed::VoteOpened(Voting {
                id: item("v"),
                on: vec![card("a")],
                dots: 1,
                cap: 1,
                open: false,
                again: None,
            }),
        ),
        ("ana", Deed::Voted { ballot: item("v"), dots: vec![(card("a"), 1)] }),
        ("maya", Deed::VoteClosed(item("v"))),
        ("maya", Deed::Action(action("x"))),
        ("maya", Deed::Closed { version: Some(4), despite: Some(Label::new("later")) }),
    ]);
    let mut session = Session::begin(head());
    for entry in &record.entries {
        session.apply(entry).unwrap();
    }
    assert_eq!(session, Session::of(&record));
    assert_eq!(session.ballots[0].totals(), [(&card("a"), 1)]);
    assert_eq!(session.loose_actions().count(), 1);
    assert_eq!(session.stints.len(), 2);
    assert_eq!(session.stints[0].took, Some(2_000));
    assert_eq!(session.end.as_ref().unwrap().version, Some(4));
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let mut session = Session::begin(head());
    let before = session.clone();
    let mut entry = record(vec![("ana", Deed::Phase(99))]).entries.remove(0);
    assert!(session.apply(&entry).is_err());
    for deed in [
        Deed::Unjotted(item("x")),
        Deed::Voted { ballot: item("x"), dots: vec![] },
        Deed::Placed(card("a"), Spot { impact: 9, effort: 1 }),
        Deed::ActionIs(item("x"), Outcome::Open),
    ] {
        entry.deed = deed;
        assert!(session.apply(&entry).is_err());
    }
    assert_eq!(session, before);
    entry.deed = Deed::Closed { version: None, despite: None };
    session.apply(&entry).unwrap();
    entry.deed = Deed::Captured(card("a"));
    assert_eq!(session.apply(&entry), Err(Refused::Ended));
    entry.deed = Deed::Action(action("x"));
    assert_eq!(session.apply(&entry), Ok(()), "what is to be done lives on");
}

#[test]
fn a_paper_counts_once() {
    let mut session = Session::begin(head());
    let mut entry = record(vec![("ana", Deed::Captured(card("a")))]).entries.remove(0);
    entry.slip = Some(item("s1"));
    session.apply(&entry).unwrap();
    assert_eq!(session.apply(&entry), Err(Refused::Twice));
}

#[test]
fn revealed_cards_keep_their_authors() {
    let jot = Jot {
        id: item("j"),
        stage: crate::map::id::StageId::new("wait").unwrap(),
        lane: crate::map::id::LaneId::new("pains").unwrap(),
        line: Label::new("slow"),
    };
    let record =
        record(vec![("bo", Deed::Jotted(jot)), ("maya", Deed::Revealed(vec![(item("j"), card("c"))]))]);
    let session = Session::of(&record);
    assert!(session.pile.is_empty());
    assert_eq!(session.authors[&card("c")].as_str(), "bo");
}

#[test]
fn a_short_gap_is_time_of_the_phase_a_long_one_is_not() {
    let mut short = record(vec![("maya", Deed::Paused), ("maya", Deed::WentOn), ("maya", Deed::CameBack)]);
    short.entries[2].at = TEN + 60_000;
    let session = Session::of(&short);
    assert_eq!(session.clock.elapsed(TEN + 60_000), 59_000);
    let mut long = record(vec![("maya", Deed::CameBack)]);
    long.entries[0].at = TEN + 3_600_000;
    assert_eq!(Session::of(&long).clock.elapsed(TEN + 3_600_000), 0);
}

#[test]
fn the_map_of_a_record_is_its_start_with_its_edits() {
    let mut record = record(vec![("maya", Deed::Edited(Label::new("x"))), ("maya", Deed::TakenBack(1))]);
    record.entries[0].edits = vec![Edit::SetMap(MapField::Title(Label::new("New")))];
    record.entries[1].edits = vec![Edit::SetMap(MapField::Title(Label::new("Order to doorstep")))];
    assert_eq!(record.map_after(1).title.as_str(), "New");
    assert_eq!(record.map(), *record.head.start);
    assert_eq!(Session::of(&record).verb(), Verb::Talk);
}

#[test]
fn what_came_from_another_terminal_is_not_undone_here() {
    let mut record = record(vec![("maya", Deed::Captured(card("a"))), ("ana", Deed::Captured(card("b")))]);
    record.entries[1].slip = Some(item("paper"));
    assert_eq!(record.last_to_take_back().unwrap().seq, 1);
}
