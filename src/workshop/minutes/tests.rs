use jiff::civil::date;

use super::*;
use crate::map::card::{Card, CardKind, Emotion};
use crate::map::edit::{Edit, StageField, add_card};
use crate::map::{Label, Map, Person, Place, Role, Text, Workspace};
use crate::workshop::clock::MINUTE;
use crate::workshop::deed::{Action, Decision, Deed, Outcome, Parked, Settled, Voting};
use crate::workshop::testing::{TEN, record, who};
use crate::workshop::voices::Spot;
use crate::workshop::{Agenda, Part, Phase, Record, Verb};

fn item(id: &str) -> ItemId {
    ItemId::new(id).unwrap()
}

fn card(id: &str) -> CardId {
    CardId::new(id).unwrap()
}

/// The clock of a reader in UTC.
fn time(at: Millis) -> String {
    let minutes = at.div_euclid(MINUTE).rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn people() -> Workspace {
    let tom = Person::new(PersonId::new("tom").unwrap(), "Tom Berger");
    Workspace { people: vec![tom], ..Workspace::default() }
}

fn written(map: &Map, id: &str, kind: CardKind, text: &str) -> Edit {
    let lane = map.lane_of(Role::of(kind)).unwrap().id.clone();
    let place = Place { stage: Some(StageId::new("wait").unwrap()), lane, index: 9 };
    add_card(place, Card::new(card(id), kind, text))
}

fn action(id: &str, text: &str, owner: Option<&str>, due: Option<Date>) -> Deed {
    let owner = owner.map(|owner| PersonId::new(owner).unwrap());
    Deed::Action(Action { id: item(id), text: Text::new(text), owner, due, cards: vec![] })
}

fn vote(open: bool, again: Option<&str>, on: &[&str]) -> Deed {
    let id = item(if again.is_some() { "v2" } else { "v1" });
    let on = on.iter().map(|id| card(id)).collect();
    Deed::VoteOpened(Voting { id, on, dots: 2, cap: 2, open, again: again.map(item) })
}

fn voted(ballot: &str, dots: &[(&str, u8)]) -> Deed {
    let dots = dots.iter().map(|(id, dots)| (card(id), *dots)).collect();
    Deed::Voted { ballot: item(ballot), dots }
}

fn spot(impact: u8, effort: u8) -> Deed {
    Deed::Placed(card("sms"), Spot { impact, effort })
}

fn parked(id: &str, text: &str) -> Deed {
    Deed::Parked(Parked::new(item(id), Text::new(text)))
}

/// A workshop with something of everything.
fn whole() -> Record {
    let decision = Decision {
        id: item("d"),
        text: Text::new("We tell people where the van is"),
        cards: vec![card("no-eta")],
    };
    let mut record = record(vec![
        ("maya", Deed::Came(who("ana", Part::Participant))),
        ("maya", Deed::Came(who("bo", Part::Scribe))),
        ("maya", Deed::Phase(1)),
        ("ana", Deed::Captured(card("no-eta"))),
        ("bo", Deed::Captured(card("sms"))),
        ("ana", Deed::Captured(card("track"))),
        (
            "maya",
            Deed::Grouped { id: item("g"), name: Label::new("Where is it?"), cards: vec![card("no-eta")] },
        ),
        ("maya", Deed::Phase(2)),
        ("maya", vote(false, None, &["no-eta", "sms", "track"])),
        ("ana", voted("v1", &[("no-eta", 1), ("sms", 1)])),
        ("bo", voted("v1", &[("no-eta", 1), ("sms", 1)])),
        ("maya", Deed::VoteClosed(item("v1"))),
        ("maya", vote(true, Some("v1"), &["no-eta", "sms"])),
        ("ana", voted("v2", &[("no-eta", 2)])),
        ("maya", Deed::VoteClosed(item("v2"))),
        ("ana", spot(5, 1)),
        ("bo", spot(4, 4)),
        ("ana", Deed::Scored(card("track"), Emotion::new(-2).unwrap())),
        ("bo", Deed::Scored(card("track"), Emotion::new(1).unwrap())),
        ("ana", Deed::Went(PersonId::new("ana").unwrap())),
        ("maya", Deed::Decided(decision)),
        ("maya", action("a2", "Ask the carriers for a time window", Some("tom"), Some(date(2026, 12, 1)))),
        ("maya", action("a3", "Draft the text message", Some("bo"), None)),
        ("maya", action("a4", "Count the calls", Some("bo"), Some(date(2026, 11, 30)))),
        ("maya", action("a5", "Somebody writes this up", None, None)),
        ("bo", parked("p1", "Who pays for the carriers' app?")),
        ("bo", parked("p2", "Returns")),
        ("maya", Deed::Unparked(item("p1"), Settled::Action(item("a2")))),
        ("maya", Deed::Closed { version: Some(13), despite: Some(Label::new("we ran out of time")) }),
        ("bo", Deed::ActionIs(item("a4"), Outcome::Done(date(2026, 11, 29)))),
        ("bo", Deed::ActionIs(item("a3"), Outcome::Dropped(date(2026, 11, 29), Label::new("legal said no")))),
    ]);
    let map = record.head.start.clone();
    record.entries[3].edits = vec![written(&map, "no-eta", CardKind::Pain, "No ETA once the van has left")];
    record.entries[4].edits = vec![written(&map, "sms", CardKind::Opportunity, "Send a text message")];
    record.entries[5].edits = vec![written(&map, "track", CardKind::Step, "Tracks the van")];
    let owner = StageField::Owner(PersonId::new("tom").ok());
    record.entries[20].edits = vec![Edit::SetStage { stage: StageId::new("wait").unwrap(), field: owner }];
    let at = [(2, 5), (7, 17), (28, 30)];
    for (entry, minutes) in at {
        record.entries[entry].at = TEN + minutes * MINUTE;
    }
    let phases = vec![
        Phase::new("Welcome", 5, Verb::Talk),
        Phase::new("Pains", 10, Verb::Capture),
        Phase::new("Which matter", 5, Verb::Vote),
        Phase::new("Feelings", 5, Verb::Score),
    ];
    record.head.agenda = Agenda { name: Label::new("Quick pains"), phases };
    record
}

#[test]
fn a_page() {
    let minutes = Minutes::of(&whole(), &people(), &time);
    insta::assert_snapshot!("markdown", markdown(&minutes));
    insta::assert_snapshot!("html", html(&minutes));
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&minutes).unwrap());
}

#[test]
fn who_voted_is_told_of_an_open_vote_alone() {
    let minutes = Minutes::of(&whole(), &people(), &time);
    assert_eq!(minutes.votes.iter().map(|vote| vote.voters).collect::<Vec<_>>(), [2, 1]);
    assert!(minutes.votes[0].cards.iter().all(|card| card.by.is_empty()));
    assert_eq!(minutes.votes[1].cards[0].by[0].who.name, "ana");
}

#[test]
fn a_workshop_in_which_nothing_happened() {
    let mut empty = record(vec![]);
    empty.head.agenda.phases.truncate(1);
    insta::assert_snapshot!(markdown(&Minutes::of(&empty, &people(), &time)));
}

#[test]
fn actions_as_a_table_and_as_a_calendar() {
    let minutes = Minutes::of(&whole(), &people(), &time);
    insta::assert_snapshot!("csv", actions_csv(&minutes.actions).replace("\r\n", "\n"));
    let calendar = actions_calendar("Actions", date(2026, 11, 22), &minutes.actions);
    assert!(calendar.lines().all(|line| line.len() <= 75));
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "what is done or has no day is no event");
    insta::assert_snapshot!("calendar", calendar.replace("\r\n", "\n"));
    assert!(minutes.actions[2].is_late(date(2026, 12, 2)) && !minutes.actions[2].is_late(date(2026, 12, 1)));
}

#[test]
fn nothing_that_was_typed_is_markup_or_a_formula() {
    let evil = "=HYPERLINK(\"x\") <b>&\n| `a` [x](javascript:1) @maya, \u{1b}[2J\u{202e}; BEGIN:VEVENT";
    let mut hostile = record(vec![
        ("maya", Deed::Decided(Decision { id: item("d"), text: Text::new(evil), cards: vec![] })),
        ("maya", action("a", evil, Some("maya"), Some(date(2026, 12, 1)))),
        ("maya", parked("p", "1. not a list")),
        ("maya", Deed::Grouped { id: item("g"), name: Label::new(evil), cards: vec![card("gone")] }),
        ("maya", Deed::Closed { version: None, despite: Some(Label::new("# no heading")) }),
    ]);
    hostile.head.title = Label::new(evil);
    hostile.head.start.title = Label::new(evil);
    hostile.head.facilitator.name = Label::new("<i>Maya</i>");
    let minutes = Minutes::of(&hostile, &people(), &time);
    insta::assert_snapshot!("hostile markdown", markdown(&minutes));
    let html = html(&minutes);
    assert!(
        !html.contains("<b>")
            && !html.contains("<i>")
            && !html.contains('\u{1b}')
            && !html.contains('\u{202e}')
    );
    let csv = actions_csv(&minutes.actions);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")"), "{csv}");
    let calendar = actions_calendar("x", date(2026, 11, 22), &minutes.actions);
    assert_eq!(calendar.lines().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
}
