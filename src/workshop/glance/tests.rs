use super::*;
use crate::map::edit::{Edit, add_card};
use crate::map::id::LaneId;
use crate::map::{Place, Role};
use crate::workshop::Record;
use crate::workshop::deed::{Deed, Jot, Voting};
use crate::workshop::testing::{head, record, who};
use crate::workshop::voices::Spot;

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn id(id: &str) -> CardId {
    CardId::new(id).unwrap()
}

fn at(verb: Verb) -> (&'static str, Deed) {
    ("maya", Deed::Phase(Verb::ALL.iter().position(|v| *v == verb).unwrap()))
}

/// A map with two pains, an opportunity and a step in its first stage, and a pain in its second.
fn map() -> Map {
    let mut map = *head().start;
    let lane = |map: &Map, kind| -> LaneId { map.lane_of(Role::of(kind)).unwrap().id.clone() };
    for (card, stage, kind) in [
        ("slow", "wait", CardKind::Pain),
        ("lost", "wait", CardKind::Pain),
        ("text", "wait", CardKind::Opportunity),
        ("waits", "wait", CardKind::Step),
        ("broken", "receive", CardKind::Pain),
    ] {
        let place = Place { stage: StageId::new(stage).ok(), lane: lane(&map, kind), index: usize::MAX };
        add_card(place, Card::new(id(card), kind, card)).apply(&mut map).unwrap();
    }
    map
}

fn record_of(deeds: Vec<(&str, Deed)>) -> Record {
    let mut all = vec![
        ("ana", Deed::Came(who("ana", Part::Participant))),
        ("bo", Deed::Came(who("bo", Part::Participant))),
    ];
    all.extend(deeds);
    record(all)
}

fn seen(deeds: Vec<(&str, Deed)>) -> Glance {
    let session = Session::of(&record_of(deeds));
    glance(&session, &map(), StageId::new("wait").ok().as_ref(), 60_000, 7, &[])
}

fn lines(glance: &Glance) -> Vec<String> {
    glance.cards.iter().map(|card| format!("{} {}", card.id, card.result).trim_end().to_owned()).collect()
}

fn voting(deeds: Vec<(&str, Deed)>, open: bool) -> Glance {
    let on = ["slow", "lost", "broken"].map(id).to_vec();
    let vote = Voting { id: ItemId::new("v").unwrap(), on, dots: 3, cap: 2, open, again: None };
    let mut all = vec![at(Verb::Vote), ("maya", Deed::VoteOpened(vote))];
    all.extend(deeds);
    seen(all)
}

fn dots(who: &'static str, dots: &[(&str, u8)]) -> (&'static str, Deed) {
    let dots = dots.iter().map(|(card, n)| (id(card), *n)).collect();
    (who, Deed::Voted { ballot: ItemId::new("v").unwrap(), dots })
}

#[test]
fn phase_prompt_time_and_people() {
    let glance = seen(vec![at(Verb::Capture)]);
    assert_eq!(
        (glance.number, glance.prompt.as_str(), glance.left, glance.turn),
        ((4, 10), "One thought a card", 60_000, 7)
    );
    assert_eq!(glance.roster.here().map(|who| who.id.as_str()).collect::<Vec<_>>(), ["maya", "ana", "bo"]);
    assert_eq!(glance.stage.as_ref().unwrap().as_str(), "wait");
    assert_eq!(glance.stages.len(), 2);
    assert!(glance.lanes.iter().any(|(_, name)| name.as_str() == "Pains"), "{:?}", glance.lanes);
    assert!(!glance.ended && !glance.paused);
    assert!(seen(vec![("maya", Deed::Closed { version: None, despite: None })]).ended);
}

#[test]
fn totals_are_shown_only_after_the_vote_and_whose_only_where_it_is_open() {
    let given = || vec![dots("ana", &[("lost", 2), ("broken", 1)]), dots("bo", &[("lost", 1)])];
    let during = voting(given(), false);
    assert_eq!(lines(&during), ["slow", "lost", "broken"]);
    let vote = during.vote.unwrap();
    assert_eq!((vote.dots, vote.cap, vote.voted, vote.closed), (3, 2, 2, false));
    assert_eq!(vote.taken.iter().find(|(who, _)| *who == person("bo")).unwrap().1, [(id("lost"), 1)]);
    let end = ("maya", Deed::VoteClosed(ItemId::new("v").unwrap()));
    let ended = |open| voting(given().into_iter().chain([end.clone()]).collect(), open);
    assert_eq!(lines(&ended(false)), ["lost 3 dots", "broken 1 dot", "slow 0 dots"]);
    assert!(ended(false).vote.unwrap().closed);
    assert_eq!(lines(&ended(true)), ["lost 3 dots: ana 2, bo 1", "broken 1 dot: ana 1", "slow 0 dots"]);
    let after = voting(given().into_iter().chain([end, at(Verb::Decide)]).collect(), false);
    assert_eq!(after.vote, None);
    assert_eq!(lines(&seen(vec![at(Verb::Vote)])), [""; 0], "the vote has not begun");
}

#[test]
fn private_cards_stay_in_their_piles() {
    let jot = Jot {
        id: ItemId::new("j").unwrap(),
        stage: StageId::new("wait").unwrap(),
        lane: LaneId::new("pains").unwrap(),
        line: Label::new("! so slow"),
    };
    let glance = seen(vec![at(Verb::Capture), ("ana", Deed::Jotted(jot))]);
    assert_eq!(glance.piles, [(person("ana"), ItemId::new("j").unwrap(), Label::new("! so slow"))]);
    assert!(glance.cards.iter().all(|card| !card.text.as_str().contains("so slow")));
}

#[test]
fn who_wrote_a_card_and_who_says_the_same() {
    let glance = seen(vec![
        at(Verb::Capture),
        ("ana", Deed::Captured(id("slow"))),
        ("bo", Deed::Seconded(id("slow"))),
        (
            "maya",
            Deed::Grouped {
                id: ItemId::new("g").unwrap(),
                name: Label::new("Delays"),
                cards: vec![id("slow")],
            },
        ),
    ]);
    let slow = glance.cards.iter().find(|card| card.id == id("slow")).unwrap();
    assert_eq!((slow.by.as_ref(), slow.result.as_str()), (Some(&person("ana")), "said by 2, in “Delays”"));
    assert_eq!(glance.cards.len(), 5, "in every lane of the phase, in all stages");
    assert_eq!(lines(&seen(vec![at(Verb::Talk)])).len(), 4, "the stage that the room looks at");
}

#[test]
fn numbers_are_shown_when_everybody_has_said_theirs() {
    let place = |who, impact| (who, Deed::Placed(id("text"), Spot::new(impact, 2).unwrap()));
    assert_eq!(lines(&seen(vec![at(Verb::Place), place("ana", 1)])), ["text placed by 1"]);
    let both = seen(vec![at(Verb::Place), place("ana", 1), place("bo", 5)]);
    assert_eq!(lines(&both), ["text impact 1 to 5 (far apart), effort 2"]);
    let score = |who, n| (who, Deed::Scored(id("waits"), Emotion::clamped(n)));
    assert_eq!(lines(&seen(vec![at(Verb::Score), score("bo", -2)])), ["waits scored by 1"]);
    assert_eq!(
        lines(&seen(vec![at(Verb::Score), score("bo", -2), score("ana", -1)])),
        ["waits −2, −2 to −1"]
    );
}

#[test]
fn what_got_dots_is_placed() {
    let end = ("maya", Deed::VoteClosed(ItemId::new("v").unwrap()));
    assert_eq!(lines(&voting(vec![dots("ana", &[("broken", 1)]), end, at(Verb::Place)], false)), ["broken"]);
}

#[test]
fn much_is_cut() {
    let mut map = map();
    let lane = map.lane_of(Role::of(CardKind::Pain)).unwrap().id.clone();
    for n in 0..400 {
        let place = Place { stage: StageId::new("receive").ok(), lane: lane.clone(), index: usize::MAX };
        let card = Card::new(id(&format!("c{n}")), CardKind::Pain, &"日".repeat(600));
        add_card(place, card).apply(&mut map).unwrap();
    }
    Edit::Together(Vec::new()).apply(&mut map).unwrap();
    let session = Session::of(&record_of(vec![at(Verb::Capture), ("ana", Deed::Captured(id("c399")))]));
    let seen = glance(&session, &map, StageId::new("wait").ok().as_ref(), 0, 0, &[]);
    assert_eq!(seen.cards.len(), 5, "those of the stage in sight and of this workshop");
    assert_eq!(seen.cards.last().unwrap().text.as_str().chars().count(), 501);
    let talk = Session::of(&record_of(vec![at(Verb::Talk)]));
    assert_eq!(glance(&talk, &map, None, 0, 0, &[]).cards.len(), MOST_CARDS);
}

#[test]
fn in_a_phase_for_another_vote_the_last_one_is_not_shown() {
    let dots = ("ana", Deed::Voted { ballot: ItemId::new("v").unwrap(), dots: vec![(id("broken"), 1)] });
    let end = ("maya", Deed::VoteClosed(ItemId::new("v").unwrap()));
    let begun = Verb::ALL.iter().position(|v| *v == Verb::Vote).unwrap();
    let mut record = record_of(vec![at(Verb::Vote)]);
    let vote = record.head.agenda.phases[begun].clone();
    record.head.agenda.phases.push(vote);
    let again = record.head.agenda.phases.len() - 1;
    let of = |deeds: Vec<(&str, Deed)>| {
        let record = Record { head: record.head.clone(), ..record_of(deeds) };
        glance(&Session::of(&record), &map(), None, 0, 1, &[])
    };
    let opened = |glance: Glance| glance.vote.map(|vote| (vote.id.to_string(), vote.closed));
    let on = ["slow", "broken"].map(id).to_vec();
    let voting = |name: &str| {
        let id = ItemId::new(name).unwrap();
        ("maya", Deed::VoteOpened(Voting { id, on: on.clone(), dots: 3, cap: 2, open: false, again: None }))
    };
    let first = || vec![at(Verb::Vote), voting("v"), dots.clone(), end.clone()];
    assert_eq!(opened(of(first())), Some(("v".into(), true)), "its result stands until the phase is over");
    let second = || [first(), vec![("maya", Deed::Phase(again))]].concat();
    assert_eq!(opened(of(second())), None);
    assert_eq!(opened(of([second(), vec![voting("w")]].concat())), Some(("w".into(), false)));
    assert_eq!(opened(of([second(), vec![at(Verb::Vote)]].concat())), Some(("v".into(), true)), "back again");
}

#[test]
fn what_says_the_same_is_voted_on_once_by_the_name_of_its_group() {
    let cards = ["slow", "broken"].map(id).to_vec();
    let group = Deed::Grouped { id: ItemId::new("g").unwrap(), name: Label::new("Late"), cards };
    let session = Session::of(&record_of(vec![("maya", group), at(Verb::Vote)]));
    let on = crate::workshop::scribe::candidates(&session, &map());
    assert_eq!(on, ["text", "slow", "lost"].map(id));
    let vote =
        Voting { id: ItemId::new("v").unwrap(), on: on.clone(), dots: 3, cap: 2, open: false, again: None };
    let seen = seen(vec![
        (
            "maya",
            Deed::Grouped {
                id: ItemId::new("g").unwrap(),
                name: Label::new("Late"),
                cards: ["slow", "broken"].map(id).to_vec(),
            },
        ),
        at(Verb::Vote),
        ("maya", Deed::VoteOpened(vote)),
    ]);
    let texts: Vec<_> = seen.cards.iter().map(|card| card.text.as_str()).collect();
    assert_eq!(texts, ["text", "Late (2 cards)", "lost"]);
    let both = ["slow", "broken"].map(id);
    assert_eq!(
        session.called(&id("slow"), &both, "slow"),
        "slow",
        "where both are looked at each has its own name"
    );
}
