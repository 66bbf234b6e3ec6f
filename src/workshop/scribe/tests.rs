use jiff::civil::date;

use super::*;
use crate::map::card::{Emotion, Severity};
use crate::map::id::{CountingIds, SessionId};
use crate::workshop::deed::{Entry, Outcome, Settled};
use crate::workshop::slip::{Says, Slip};
use crate::workshop::testing::{TEN, head, who};
use crate::workshop::{Part, Verb};

/// A workshop at work, as an editor keeps it.
struct Room {
    session: Session,
    map: Map,
    workspace: Workspace,
    ids: CountingIds,
}

impl Room {
    fn new(verb: Verb) -> Self {
        let head = head();
        let (map, mut session) = ((*head.start).clone(), Session::begin(head));
        session.phase = Verb::ALL.iter().position(|v| *v == verb).unwrap();
        let mut room = Self { session, map, workspace: Workspace::default(), ids: CountingIds::default() };
        for id in ["ana", "bo"] {
            let deed = Deed::Came(who(id, Part::Participant));
            room.keep(Written { by: person(id), deed, edit: None, words: String::new() });
        }
        room
    }

    fn scribe(&mut self) -> Scribe<'_> {
        Scribe {
            session: &self.session,
            map: &self.map,
            workspace: &self.workspace,
            today: date(2026, 11, 22),
            ids: &mut self.ids,
        }
    }

    fn keep(&mut self, written: Written) {
        let seq = self.session.seq + 1;
        let edits: Vec<Edit> = written.edit.into_iter().collect();
        for edit in &edits {
            edit.clone().apply(&mut self.map).unwrap();
        }
        let entry = Entry { seq, at: TEN + 1, by: written.by, deed: written.deed, edits, slip: None };
        self.session.apply(&entry).unwrap();
    }

    fn say(&mut self, line: &str, lane: &str) -> String {
        let written = self.scribe().line(line, &at(lane), &person("maya")).unwrap();
        let words = written.words.clone();
        self.keep(written);
        words
    }

    fn card(&self, text: &str) -> &Card {
        self.map.cards().find(|card| card.text.as_str() == text).unwrap()
    }
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn at(lane: &str) -> At {
    At { stage: StageId::new("wait").unwrap(), lane: LaneId::new(lane).unwrap() }
}

#[test]
fn a_line_becomes_what_it_says() {
    let mut room = Room::new(Verb::Capture);
    assert_eq!(room.say("ana: !! No ETA @bo", "pains"), "pain “No ETA” in Wait for delivery");
    let card = room.card("No ETA");
    assert_eq!(card.pain().unwrap().severity, Severity::High);
    assert_eq!(card.owner, Some(person("bo")));
    assert_eq!(room.session.authors[&card.id], person("ana"));
    // The sign wins over the lane that it is typed in.
    room.say("+ Text them", "pains");
    assert_eq!(room.card("Text them").kind(), CardKind::Opportunity);
    assert_eq!(room.say("? The depot", "pains"), "parked: “The depot”");
    assert_eq!(room.say("= We text them", "pains"), "decided: “We text them”");
    let words = room.say("> Call the carrier @bo due:12-01", "pains");
    assert_eq!(words, "action: “Call the carrier”, bo, until 2026-12-01");
    assert_eq!(room.session.loose_actions().count(), 0);
    assert_eq!((room.session.parked.len(), room.session.decisions.len()), (1, 1));
}

#[test]
fn what_cannot_be_written_says_why() {
    let mut room = Room::new(Verb::Capture);
    let why = |room: &mut Room, line: &str, lane: &str| {
        room.scribe().line(line, &at(lane), &person("maya")).unwrap_err().to_string()
    };
    assert_eq!(why(&mut room, "  ! ", "pains"), "there is nothing to write");
    assert_eq!(why(&mut room, "x", "emotion"), "the lane “Emotion” holds no cards");
    assert_eq!(why(&mut room, "x", "nowhere"), "the stage or lane of that card is gone");
}

#[test]
fn a_private_card_waits_for_its_reveal_and_a_gone_stage_loses_nothing() {
    let mut room = Room::new(Verb::Capture);
    let phase = room.session.phase;
    room.session.head.agenda.phases[phase].private = true;
    room.say("bo: slow", "pains");
    room.say("slower", "pains");
    assert_eq!(room.map.cards().count(), 0);
    Edit::RemoveStage(StageId::new("wait").unwrap()).apply(&mut room.map).unwrap();
    let revealed = room.scribe().reveal(person("maya")).unwrap();
    assert_eq!(revealed.words, "2 cards revealed");
    room.keep(revealed);
    assert_eq!(room.map.stages[0].cards_of(CardKind::Pain).count(), 2);
    assert_eq!(room.session.authors[&room.card("slow").id], person("bo"));
    assert!(room.scribe().reveal(person("maya")).is_err());
}

#[test]
fn the_same_said_again_is_found() {
    let mut room = Room::new(Verb::Capture);
    room.say("No ETA once the van has left", "pains");
    let found = room.scribe().alike("! no ETA, once the van has left", &at("pains")).unwrap();
    assert_eq!(found, room.card("No ETA once the van has left").id);
    let again = room.scribe().same(person("bo"), &found).unwrap();
    room.keep(again);
    assert_eq!(room.session.said_by(&found), 2);
    assert_eq!(room.scribe().alike("? No ETA once the van has left", &at("pains")), None);
}

#[test]
fn a_group_tags_its_cards_and_undoing_it_untags_them() {
    let mut room = Room::new(Verb::Cluster);
    room.say("a", "pains");
    room.say("b", "pains");
    let cards: Vec<CardId> = room.map.cards().map(|card| card.id.clone()).collect();
    let group = room.scribe().group(person("maya"), " Waiting ", &cards).unwrap();
    assert_eq!(group.words, "group “Waiting”: 2 cards");
    room.keep(group);
    assert!(room.map.cards().all(|card| card.tags == [Label::new("Waiting")]));
    let id = room.session.clusters[0].id.clone();
    let none = room.scribe().ungroup(person("maya"), &id).unwrap();
    room.keep(none);
    assert!(room.map.cards().all(|card| card.tags.is_empty()));
    assert!(room.session.clusters.is_empty());
}

#[test]
fn only_totals_go_into_the_map_and_a_second_vote_adds_to_them() {
    let mut room = Room::new(Verb::Vote);
    for text in ["a", "b", "c"] {
        room.say(text, "pains");
    }
    let on = room.scribe().candidates();
    let open = room.scribe().open_vote(person("maya"), on, 2, 1).unwrap();
    assert_eq!(open.words, "vote on 3 cards: 2 dots each, at most 1 on a card");
    room.keep(open);
    let paper = room.scribe().paper(person("ana"), &[1, 2]).unwrap();
    room.keep(paper);
    let (a, b) = (room.card("a").id.clone(), room.card("b").id.clone());
    let dot = room.scribe().dot(person("bo"), &a, true).unwrap();
    assert_eq!(dot.words, "bo: 1 dot left");
    room.keep(dot);
    let dot = room.scribe().dot(person("bo"), &b, true).unwrap();
    room.keep(dot);
    assert_eq!(room.scribe().dot(person("bo"), &a, true).unwrap_err().to_string(), "bo has no dots left");
    assert!(room.scribe().paper(person("ana"), &[1, 1]).is_err());
    assert!(room.scribe().paper(person("ana"), &[7]).is_err());
    let close = room.scribe().close_vote(person("maya")).unwrap();
    room.keep(close);
    assert_eq!((room.card("a").votes, room.card("c").votes), (Some(2), None));
    let again = room.scribe().vote_again(person("maya")).unwrap();
    room.keep(again);
    let paper = room.scribe().paper(person("ana"), &[2]).unwrap();
    room.keep(paper);
    let close = room.scribe().close_vote(person("maya")).unwrap();
    room.keep(close);
    assert_eq!((room.card("a").votes, room.card("b").votes), (Some(2), Some(3)));
}

#[test]
fn the_middle_of_the_scores_is_on_the_curve() {
    let mut room = Room::new(Verb::Score);
    let lane = room.map.lanes[0].id.to_string();
    room.say("Waits", &lane);
    let step = room.card("Waits").id.clone();
    for (by, score) in [("ana", -2), ("bo", 1), ("maya", -1)] {
        let scored = room.scribe().score(person(by), &step, Emotion::clamped(score)).unwrap();
        room.keep(scored);
    }
    assert_eq!(room.card("Waits").step().unwrap().emotion.unwrap().score(), -1);
    assert!(room.session.scores.scores(&step).unwrap().is_apart());
}

#[test]
fn a_workshop_ends_when_nothing_is_open() {
    let mut room = Room::new(Verb::Close);
    room.say("? the depot", "pains");
    room.say("> somebody should call", "pains");
    let closes = |room: &mut Room, why: &str| room.scribe().close(person("maya"), Some(3), why);
    assert!(closes(&mut room, "").unwrap_err().to_string().starts_with("something is parked"));
    let parked = room.session.parked[0].1.id.clone();
    let two = room.scribe().park_to_action(&person("maya"), &parked).unwrap();
    for written in two {
        room.keep(written);
    }
    assert!(matches!(room.session.parked[0].2, Some(Settled::Action(_))));
    let why = closes(&mut room, "").unwrap_err().to_string();
    assert_eq!(why, "2 actions have no owner or no day: name them, or say why not");
    let end = closes(&mut room, "the board decides").unwrap();
    room.keep(end);
    assert_eq!(room.session.end.as_ref().unwrap().despite, Some(Label::new("the board decides")));
    let id = room.session.actions[0].0.id.clone();
    let done = room.scribe().outcome(person("bo"), &id, Outcome::Done(date(2026, 12, 1))).unwrap();
    room.keep(done);
}

fn slip(id: &str, by: &str, says: Says) -> Slip {
    let session = SessionId::new("2026-11-22-order").unwrap();
    Slip { format: 1, id: ItemId::new(id).unwrap(), session, by: person(by), name: Label::new(by), says }
}

#[test]
fn a_paper_can_do_what_its_writer_can() {
    let mut room = Room::new(Verb::Capture);
    let At { stage, lane } = at("pains");
    let card = |line: &str| Says::Card { stage: stage.clone(), lane: lane.clone(), line: Label::new(line) };
    let written = room.scribe().slip(&slip("s1", "ana", card("bo: slow"))).unwrap().unwrap();
    assert_eq!(written.by, person("ana"), "nobody writes in another's name");
    room.keep(written);
    let coup = room.scribe().slip(&slip("s2", "eve", Says::Here(Part::Facilitator))).unwrap().unwrap();
    assert_eq!(coup.deed, Deed::Came(who("eve", Part::Participant)));
    room.keep(coup);
    assert_eq!(room.scribe().slip(&slip("s3", "eve", Says::Here(Part::Participant))).unwrap(), None);
    let looks = room.scribe().slip(&slip("s4", "leo", Says::Here(Part::Observer))).unwrap().unwrap();
    room.keep(looks);
    let why = room.scribe().slip(&slip("s5", "leo", card("I too"))).unwrap_err().to_string();
    assert_eq!(why, "observers look on");
    let decides = room.scribe().slip(&slip("s9", "ana", card("= we buy it"))).unwrap_err().to_string();
    assert_eq!(decides, "a decision is written by the facilitator or a scribe; \\ in front makes it a card");
    room.session.phase = 0;
    let late = room.scribe().slip(&slip("s6", "ana", card("late"))).unwrap_err().to_string();
    assert_eq!(late, "now is not the time to capture: this phase is for talk");
    let mut other = slip("s7", "ana", Says::Gone);
    other.session = SessionId::new("another").unwrap();
    assert!(room.scribe().slip(&other).is_err());
    let own = room.scribe().slip(&slip("s8", "ana", Says::TakeAway(ItemId::new("x").unwrap())));
    assert!(own.is_err());
}

#[test]
fn a_scribe_writes_for_others_in_every_phase() {
    let mut room = Room::new(Verb::Talk);
    let At { stage, lane } = at("pains");
    let card = |line: &str| Says::Card { stage: stage.clone(), lane: lane.clone(), line: Label::new(line) };
    room.keep(Written {
        by: person("maya"),
        deed: Deed::Came(who("ana", Part::Scribe)),
        edit: None,
        words: String::new(),
    });
    let kept = |room: &mut Room, id: &str, line: &str| {
        let written = room.scribe().slip(&slip(id, "ana", card(line))).unwrap().unwrap();
        room.keep(written.clone());
        (written.by.to_string(), written.deed)
    };
    assert_eq!(kept(&mut room, "s1", "bo: slow").0, "bo");
    assert_eq!(kept(&mut room, "s2", "slow too").0, "ana");
    let (by, deed) = kept(&mut room, "s3", "bo: = we buy it");
    assert!(by == "bo" && matches!(deed, Deed::Decided(_)), "{deed:?}");
    assert!(matches!(kept(&mut room, "s4", "> call them @bo").1, Deed::Action(_)));
}
