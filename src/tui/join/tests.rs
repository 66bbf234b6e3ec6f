use std::time::Duration;

use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::map::id::{CountingIds, MapId, SessionId};
use crate::tui::keys::Keys;
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::theme::Themes;
use crate::workshop::Roster;
use crate::workshop::slip::{Says, Shown, Vote};
use crate::workshop::testing::TEN;

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn card(id: &str, text: &str, by: Option<&str>, result: &str) -> Shown {
    Shown {
        id: CardId::new(id).unwrap(),
        stage: StageId::new("wait").unwrap(),
        text: Text::new(text),
        by: by.map(person),
        result: Label::new(result),
    }
}

/// Ana and Bo.
fn room(ana: Part) -> Roster {
    let mut roster = Roster::default();
    for (id, name, part) in [("ana", "Ana Ruiz", ana), ("bo", "Bo Berg", Part::Participant)] {
        roster.put(Attendee { id: person(id), name: Label::new(name), part });
    }
    roster
}

fn glance(verb: Verb) -> Glance {
    let label = |text: &str| Label::new(text);
    Glance {
        format: 1,
        session: SessionId::new("2026-11-22-order").unwrap(),
        turn: 1,
        map: MapId::new("order").unwrap(),
        title: label("Order to doorstep"),
        phase: label(verb.word()),
        number: (3, 8),
        verb,
        prompt: label(verb.prompt()),
        private: false,
        left: 252_000,
        paused: false,
        stages: vec![
            (StageId::new("wait").unwrap(), label("Wait for delivery")),
            (StageId::new("receive").unwrap(), label("Receive")),
        ],
        stage: StageId::new("wait").ok(),
        lanes: vec![
            (LaneId::new("pains").unwrap(), label("Pains")),
            (LaneId::new("opportunities").unwrap(), label("Opportunities")),
        ],
        cards: vec![
            card("eta", "No ETA once the van has left", Some("bo"), "said by 2"),
            card("slot", "The slot is four hours", Some("ana"), ""),
            card("call", "Nobody calls 日本", None, ""),
        ],
        results: vec![label("Decided: we call before the van comes")],
        vote: None,
        piles: Vec::new(),
        roster: room(Part::Participant),
        refused: Vec::new(),
        away: false,
        ended: false,
    }
}

fn vote(closed: bool) -> Glance {
    let taken = vec![(person("ana"), vec![(CardId::new("slot").unwrap(), 1)])];
    let vote = Vote { id: ItemId::new("v").unwrap(), dots: 4, cap: 2, closed, voted: 3, taken };
    let mut glance = Glance { vote: Some(vote), ..glance(Verb::Vote) };
    if closed {
        for (card, result) in glance.cards.iter_mut().zip(["5 dots", "2 dots", "0 dots"]) {
            card.result = Label::new(result);
        }
    }
    glance
}

fn themed(theme: &str, part: Part) -> Join {
    let by = person("ana");
    let pad = Pad::new(SessionId::new("2026-11-22-order").unwrap(), by.clone(), Label::new("Ana Ruiz"));
    Join::new(Start {
        me: Attendee { id: by, name: Label::new("Ana Ruiz"), part },
        pad,
        people: vec![(person("tom"), Label::new("Tom Okafor"))],
        today: date(2026, 11, 22),
        ids: Box::new(CountingIds::default()),
        theme: Themes::default().get(theme).unwrap().0,
        ascii: false,
    })
}

fn at(seconds: u64, join: &mut Join, what: Happening) -> Vec<Wish> {
    join.update(Duration::from_secs(seconds), TEN, what)
}

fn sees(join: &mut Join, glance: Glance) {
    at(0, join, Happening::Glance(Box::new(glance)));
}

fn open(glance: Glance) -> Join {
    let mut join = themed("terminal", Part::Participant);
    sees(&mut join, glance);
    join
}

/// Presses keys, blanks between them; gives what was to be done.
fn press(join: &mut Join, keys: &str) -> Vec<Wish> {
    let keys = keys.parse::<Keys>().unwrap();
    keys.iter().flat_map(|key| at(0, join, Happening::Key(*key))).collect()
}

fn types(join: &mut Join, text: &str) -> Vec<Wish> {
    let press = |c| at(0, join, Happening::Key(crate::tui::keys::Key::char(c)));
    text.chars().flat_map(press).collect()
}

fn says(wishes: &[Wish]) -> Vec<Says> {
    let said = |wish: &Wish| if let Wish::Offer(slip) = wish { Some(slip.says.clone()) } else { None };
    wishes.iter().filter_map(said).collect()
}

fn id_of(wishes: &[Wish]) -> ItemId {
    let Some(Wish::Offer(slip)) = wishes.first() else { panic!("nothing was sent: {wishes:?}") };
    slip.id.clone()
}

fn picture(join: &Join, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    join.draw(area, &mut buf);
    buf
}

fn shows(join: &Join, words: &str) -> bool {
    text_of(&picture(join, 100, 30)).contains(words)
}

mod writing {
    use super::*;

    #[test]
    fn a_card_is_sent_and_the_line_is_free_for_the_next() {
        let mut join = open(glance(Verb::Capture));
        types(&mut join, "! No call @tom");
        assert!(shows(&join, "a pain · owner Tom Okafor"));
        let sent = press(&mut join, "Enter");
        let (stage, lane) = (StageId::new("wait").unwrap(), LaneId::new("pains").unwrap());
        assert_eq!(says(&sent), [Says::Card { stage, lane, line: Label::new("! No call @tom") }]);
        assert!(join.input.is_empty() && shows(&join, "being sent"));
        assert_eq!(press(&mut join, "Enter"), [], "nothing typed, nothing sent");
        types(&mut join, "!");
        assert_eq!(press(&mut join, "Enter"), []);
        assert!(shows(&join, "no text behind the signs"));
    }

    #[test]
    fn lanes_and_stages_turn_round() {
        let mut join = open(glance(Verb::Capture));
        press(&mut join, "Tab Down");
        let place = |join: &Join| {
            let (stage, lane) = (join.stage().unwrap().1.clone(), join.lane().unwrap().1.clone());
            format!("{stage}, {lane}")
        };
        assert_eq!(place(&join), "Receive, Opportunities");
        press(&mut join, "Tab Ctrl-N");
        assert_eq!(place(&join), "Wait for delivery, Pains");
        press(&mut join, "Shift-Tab Ctrl-P");
        assert_eq!(place(&join), "Receive, Opportunities");
        let mut next = glance(Verb::Capture);
        next.stages.pop();
        sees(&mut join, next);
        assert_eq!(place(&join), "Wait for delivery, Opportunities", "the stage is gone");
    }

    #[test]
    fn what_becomes_of_a_card_is_told() {
        let mut join = open(glance(Verb::Capture));
        types(&mut join, "one");
        let one = id_of(&press(&mut join, "Enter"));
        types(&mut join, "two");
        let two = id_of(&press(&mut join, "Enter"));
        at(1, &mut join, Happening::Offered(one.clone(), Ok(())));
        at(1, &mut join, Happening::Offered(two.clone(), Err("no space left".into())));
        assert!(shows(&join, "sent…") && shows(&join, "not sent: no space left"));
        assert_eq!(at(2, &mut join, Happening::Time), []);
        let again = at(5, &mut join, Happening::Time);
        assert_eq!(id_of(&again), two, "the same paper again");
        at(5, &mut join, Happening::Offered(two.clone(), Ok(())));
        at(6, &mut join, Happening::Fetched(vec![one.clone(), two.clone()]));
        let why = Label::new("now is not the time");
        let mut next = Glance { turn: 2, refused: vec![(person("ana"), two, why)], ..glance(Verb::Capture) };
        next.cards.push(card("one", "one", Some("ana"), ""));
        at(6, &mut join, Happening::Glance(Box::new(next)));
        let text = text_of(&picture(&join, 100, 30));
        assert!(text.contains("refused: now is not the time"), "{text}");
        assert_eq!(text.matches(" one ").count(), 1, "as a card of the room, and not as a paper too: {text}");
    }

    #[test]
    fn what_the_room_does_not_show_as_a_card_is_still_told_to_be_taken() {
        let mut join = open(glance(Verb::Capture));
        types(&mut join, "? later");
        let paper = id_of(&press(&mut join, "Enter"));
        at(1, &mut join, Happening::Offered(paper.clone(), Ok(())));
        at(2, &mut join, Happening::Fetched(vec![paper]));
        assert!(
            !shows(&join, "taken in") || text_of(&picture(&join, 100, 30)).matches("taken in").count() == 1
        );
        at(4, &mut join, Happening::Time);
        assert_eq!(text_of(&picture(&join, 100, 30)).matches("taken in").count(), 2);
    }

    #[test]
    fn a_private_card_can_be_taken_away_by_its_author_alone() {
        let jot = ItemId::new("j1").unwrap();
        let piles = vec![
            (person("ana"), jot.clone(), Label::new("! so slow")),
            (person("bo"), ItemId::new("j2").unwrap(), Label::new("a secret")),
        ];
        let mut join = open(Glance { private: true, piles, ..glance(Verb::Capture) });
        assert!(shows(&join, "only you see it") && !shows(&join, "a secret"));
        assert_eq!(says(&press(&mut join, "Esc d")), [Says::TakeAway(jot)]);
        assert_eq!(press(&mut join, "j d"), [], "what everybody sees stays");
        assert_eq!(says(&press(&mut join, "j +")), [Says::Same(CardId::new("eta").unwrap())]);
        press(&mut join, "a");
        types(&mut join, "q?");
        assert_eq!(join.input.value(), "q?", "no letter is a command while a card is typed");
    }

    #[test]
    fn pasted_lines_are_cards_and_one_line_is_text() {
        let mut join = open(glance(Verb::Capture));
        assert_eq!(at(0, &mut join, Happening::Paste("one\u{1b}[2J\n\n two \n".into())).len(), 2);
        at(0, &mut join, Happening::Paste("just one\n".into()));
        assert_eq!(join.input.value(), "just one");
        assert_eq!(at(0, &mut join, Happening::Paste("a\n".repeat(51))), []);
    }

    #[test]
    fn a_line_outlives_its_phase() {
        let mut join = open(glance(Verb::Capture));
        types(&mut join, "half a thou");
        sees(&mut join, Glance { number: (4, 8), turn: 2, ..vote(false) });
        assert!(shows(&join, "your line is kept"));
        assert_eq!(press(&mut join, "q"), []);
        assert_eq!(press(&mut join, "q"), [Wish::Leave], "asked twice");
        sees(&mut join, Glance { number: (5, 8), turn: 3, ..glance(Verb::Capture) });
        types(&mut join, "ght");
        assert_eq!(join.input.value(), "half a thought");
    }
}

mod numbers {
    use super::*;

    fn dots(wishes: &[Wish]) -> Vec<(String, u8)> {
        match says(wishes).pop() {
            Some(Says::Dots { dots, .. }) => dots.iter().map(|(card, n)| (card.to_string(), *n)).collect(),
            other => panic!("no dots: {other:?}"),
        }
    }

    #[test]
    fn every_dot_is_a_whole_paper_sent_at_once() {
        let mut join = open(vote(false));
        assert!(shows(&join, "3 of 4 dots left"), "the one from before is known");
        assert_eq!(dots(&press(&mut join, "+")), [("slot".into(), 1), ("eta".into(), 1)]);
        assert_eq!(dots(&press(&mut join, "+")), [("slot".into(), 1), ("eta".into(), 2)]);
        assert_eq!(press(&mut join, "+"), []);
        assert!(shows(&join, "at most 2 dots of yours"));
        assert_eq!(dots(&press(&mut join, "j -")), [("eta".into(), 2)]);
        assert_eq!(press(&mut join, "-"), []);
        assert_eq!(press(&mut join, "Enter"), []);
        assert!(shows(&join, "all that you gave is sent; 2 dots left"));
    }

    #[test]
    fn dots_that_were_refused_are_not_shown_as_given() {
        let mut join = open(vote(false));
        let paper = id_of(&press(&mut join, "+"));
        assert_eq!(join.dots_left(), 2);
        let refused = vec![(person("ana"), paper, Label::new("that vote has ended"))];
        sees(&mut join, Glance { turn: 2, refused, ..vote(false) });
        assert_eq!(join.dots_left(), 3);
        assert!(shows(&join, "not taken in: that vote has ended"));
    }

    #[test]
    fn after_the_vote_its_results_are_shown_and_no_dot_is_sent() {
        let mut join = open(vote(true));
        assert!(shows(&join, "The vote has ended · 3 gave dots") && shows(&join, "5 dots"));
        assert_eq!(press(&mut join, "+"), []);
        let before = open(glance(Verb::Vote));
        assert!(shows(&before, "The vote has not begun"));
    }

    #[test]
    fn impact_then_effort_places_a_card() {
        let mut join = open(glance(Verb::Place));
        assert_eq!(press(&mut join, "4"), []);
        assert!(shows(&join, "4/_"));
        let spot = Spot::new(4, 2).unwrap();
        assert_eq!(says(&press(&mut join, "2")), [Says::Spot(CardId::new("eta").unwrap(), spot)]);
        assert!(shows(&join, "4/2"));
        assert_eq!(press(&mut join, "9"), []);
        assert!(shows(&join, "1 to 5"));
        assert_eq!(press(&mut join, "3 j 3"), [], "another card begins anew");
        assert_eq!(press(&mut join, "Backspace 1"), []);
    }

    #[test]
    fn a_step_is_scored_by_one_digit() {
        let mut join = open(glance(Verb::Score));
        let eta = CardId::new("eta").unwrap();
        assert_eq!(says(&press(&mut join, "1")), [Says::Score(eta.clone(), Emotion::clamped(-2))]);
        assert_eq!(says(&press(&mut join, "+")), [Says::Score(eta, Emotion::clamped(-1))]);
        assert!(shows(&join, "−1 No ETA"));
    }

    #[test]
    fn the_choice_stays_on_its_card() {
        let mut join = open(vote(false));
        press(&mut join, "j");
        let mut next = Glance { turn: 2, ..vote(false) };
        next.cards.insert(0, card("new", "New", None, ""));
        sees(&mut join, next);
        assert_eq!(join.chosen_card().unwrap().id.as_str(), "slot");
    }
}

mod room {
    use super::*;

    #[test]
    fn the_time_counts_down_from_when_it_was_seen_here() {
        let mut join = open(glance(Verb::Talk));
        at(12, &mut join, Happening::Time);
        assert_eq!(join.left(), Some(240_000));
        assert_eq!(join.patience(), Duration::from_secs(1));
        join.update(Duration::from_millis(12_400), 0, Happening::Time);
        assert_eq!(join.patience(), Duration::from_millis(600));
        at(260, &mut join, Happening::Time);
        assert!(shows(&join, "8 s over"));
        let mut paused = open(Glance { paused: true, ..glance(Verb::Talk) });
        at(12, &mut paused, Happening::Time);
        assert_eq!(paused.left(), Some(252_000));
        assert!(shows(&paused, "paused"));
    }

    #[test]
    fn an_editor_that_is_silent_is_told_and_what_is_sent_waits() {
        let mut join = open(glance(Verb::Capture));
        at(14, &mut join, Happening::Time);
        assert!(!shows(&join, "nothing from the facilitator"));
        at(15, &mut join, Happening::Time);
        assert!(shows(&join, "nothing from the facilitator's editor for 15 s: what you send waits"));
        at(16, &mut join, Happening::Glance(Box::new(Glance { turn: 2, ..glance(Verb::Capture) })));
        assert!(!shows(&join, "nothing from the facilitator"));
        sees(&mut join, Glance { ended: true, ..glance(Verb::Capture) });
        at(99, &mut join, Happening::Time);
        assert!(shows(&join, "The workshop has ended") && !shows(&join, "nothing from the facilitator"));
        assert_eq!(press(&mut join, "q"), [Wish::Leave]);
    }

    #[test]
    fn who_looks_on_sends_nothing() {
        let mut join = themed("terminal", Part::Observer);
        sees(&mut join, vote(false));
        assert!(shows(&join, "You look on · 2 people are here"));
        assert_eq!(press(&mut join, "+"), []);
        sees(&mut join, glance(Verb::Capture));
        assert_eq!(press(&mut join, "a Enter"), []);
    }

    #[test]
    fn leaving_with_papers_that_are_stuck_asks() {
        let mut join = open(glance(Verb::Capture));
        types(&mut join, "one");
        let paper = id_of(&press(&mut join, "Enter"));
        at(0, &mut join, Happening::Offered(paper, Err("full".into())));
        assert_eq!(press(&mut join, "Ctrl-Q"), []);
        assert!(shows(&join, "1 paper could not be sent yet"));
        assert_eq!(press(&mut join, "Ctrl-Q"), [Wish::Leave]);
    }

    #[test]
    fn what_a_shared_folder_cannot_give_is_on_the_screen_and_in_the_help() {
        let mut join = open(glance(Verb::Talk));
        assert!(shows(&join, "courtesy, not protection"));
        press(&mut join, "?");
        assert!(text_of(&picture(&join, 100, 60)).contains("courtesy here, not"));
        assert_eq!(press(&mut join, "q"), [], "closes the help");
        assert_eq!(press(&mut join, "q"), [Wish::Leave]);
    }
}

mod pictures {
    use super::*;

    /// Every screen, by name.
    fn all(theme: &str) -> Vec<(&'static str, Join)> {
        let of = |glance: Glance, keys: &str| {
            let mut join = themed(theme, Part::Participant);
            sees(&mut join, glance);
            if !keys.is_empty() {
                press(&mut join, keys);
            }
            join
        };
        let mut writing = of(Glance { private: true, left: 42_000, ..glance(Verb::Capture) }, "");
        types(&mut writing, "one thing");
        press(&mut writing, "Enter");
        types(&mut writing, "!! No call before the van comes @tom due:12-01");
        let mut gone = of(glance(Verb::Capture), "Esc");
        at(40, &mut gone, Happening::Time);
        vec![
            ("waiting", themed(theme, Part::Participant)),
            ("writing", writing),
            ("gone", gone),
            ("vote", of(vote(false), "+ j")),
            ("result", of(vote(true), "")),
            ("place", of(glance(Verb::Place), "4 2 3")),
            ("score", of(glance(Verb::Score), "1 j 4")),
            ("talk", of(glance(Verb::Talk), "")),
            ("ended", of(Glance { ended: true, ..glance(Verb::Close) }, "")),
            ("help", of(vote(false), "?")),
        ]
    }

    #[test]
    fn pictures_of_every_phase() {
        for theme in ["terminal", "mono"] {
            for (name, join) in all(theme) {
                for (width, height) in [(80, 24), (40, 12)] {
                    let picture = styled_dump(&picture(&join, width, height));
                    insta::assert_snapshot!(format!("{name}-{theme}-{width}x{height}"), picture);
                }
            }
        }
    }

    #[test]
    fn every_size_has_a_picture_and_a_cursor_in_it() {
        let sizes = (0..16).flat_map(|w| (0..9).map(move |h| (w * 3, h)));
        for (name, mut join) in all("terminal") {
            for (width, height) in sizes.clone().chain([(200, 60), (300, 1), (7, 60)]) {
                for ascii in [false, true] {
                    join.ascii = ascii;
                    let area = Rect::new(0, 0, width, height);
                    let cursor = join.draw(area, &mut Buffer::empty(area));
                    assert!(
                        cursor.is_some_and(|at| area.contains(at)) || area.is_empty(),
                        "{name} {width}x{height}"
                    );
                }
            }
        }
    }

    #[test]
    fn ascii_is_ascii() {
        for (name, mut join) in all("terminal") {
            join.ascii = true;
            if let Some(glance) = &mut join.glance {
                glance.prompt = Label::new("people write in any script");
            }
            join.help = join.help.is_some().then(|| help::sheet(join.symbols()));
            let text = text_of(&picture(&join, 120, 70)).replace("日本", "");
            assert!(text.is_ascii(), "{name}: {text}");
        }
    }

    #[test]
    fn no_key_breaks_it() {
        use proptest::prelude::*;
        proptest!(ProptestConfig::with_cases(60), |(keys in prop::collection::vec(crate::tui::widgets::testing::any_key(), 0..60), verb in 0..Verb::ALL.len())| {
            let mut join = open(Glance { vote: vote(false).vote, ..glance(Verb::ALL[verb]) });
            for key in keys {
                at(0, &mut join, Happening::Key(key));
            }
            picture(&join, 40, 12);
        });
    }
}

mod scribe {
    use super::*;

    fn scribe(verb: Verb) -> Join {
        open(Glance { roster: room(Part::Scribe), ..glance(verb) })
    }

    fn lines(wishes: &[Wish]) -> Vec<String> {
        let line = |says| if let Says::Card { line, .. } = says { Some(line.to_string()) } else { None };
        says(wishes).into_iter().filter_map(line).collect()
    }

    #[test]
    fn a_digit_says_whose_the_next_card_is() {
        let mut join = scribe(Verb::Capture);
        assert!(types(&mut join, "2").is_empty());
        assert!(shows(&join, "Bo Berg → Wait for delivery › Pains"));
        types(&mut join, "late");
        assert_eq!(lines(&press(&mut join, "Enter")), ["bo: late"]);
        types(&mut join, "ana: ! slow");
        assert!(shows(&join, "Ana Ruiz → "), "whoever is named in the line");
        assert_eq!(lines(&press(&mut join, "Enter")), ["ana: ! slow"]);
        types(&mut join, "1mine");
        assert_eq!(lines(&press(&mut join, "Enter")), ["mine"]);
        types(&mut join, "24 hours");
        assert_eq!(lines(&press(&mut join, "Enter")), ["24 hours"], "a number is text");
    }

    #[test]
    fn a_scribe_writes_in_every_phase_and_for_decisions() {
        let mut join = scribe(Verb::Decide);
        assert!(shows(&join, "You write for everybody: a opens a line"));
        types(&mut join, "a= we call");
        assert_eq!(lines(&press(&mut join, "Enter")), ["= we call"]);
        assert!(shows(&join, "a decision of Ana Ruiz sent"));
        sees(&mut join, Glance { turn: 2, number: (4, 8), roster: room(Part::Scribe), ..glance(Verb::Vote) });
        assert!(!join.is_typing(), "another phase begins at its list");
    }

    #[test]
    fn a_line_that_is_being_typed_outlives_the_phase() {
        let mut join = scribe(Verb::Capture);
        types(&mut join, "half a th");
        sees(&mut join, Glance { turn: 2, number: (4, 8), roster: room(Part::Scribe), ..glance(Verb::Vote) });
        types(&mut join, "ought");
        assert_eq!(lines(&press(&mut join, "Enter")), ["half a thought"]);
    }

    #[test]
    fn nobody_else_decides_from_a_terminal() {
        let mut join = open(glance(Verb::Capture));
        types(&mut join, "= we buy it");
        assert!(press(&mut join, "Enter").is_empty());
        assert!(shows(&join, "a decision is written by the facilitator or a scribe"));
        press(&mut join, "Home");
        types(&mut join, "\\");
        assert_eq!(lines(&press(&mut join, "Enter")), ["\\= we buy it"]);
    }
}

#[test]
fn a_private_card_that_was_taken_away_is_not_said_to_be_there() {
    let mut join = open(Glance { private: true, ..glance(Verb::Capture) });
    types(&mut join, "! never mind");
    let sent = id_of(&press(&mut join, "Enter"));
    at(0, &mut join, Happening::Offered(sent.clone(), Ok(())));
    at(0, &mut join, Happening::Fetched(vec![sent.clone()]));
    let piles = vec![(person("ana"), ItemId::new("jot").unwrap(), Label::new("! never mind"))];
    sees(&mut join, Glance { private: true, piles, turn: 2, ..glance(Verb::Capture) });
    assert!(shows(&join, "only you see it"));
    press(&mut join, "Esc");
    assert_eq!(says(&press(&mut join, "d")), [Says::TakeAway(ItemId::new("jot").unwrap())]);
    sees(&mut join, Glance { private: true, turn: 3, ..glance(Verb::Capture) });
    assert!(!shows(&join, "never mind"));
}

#[test]
fn the_smallest_terminal_shows_what_is_typed() {
    for (width, height) in [(20, 5), (12, 3), (30, 8), (40, 4)] {
        let mut join = open(Glance { private: true, ..glance(Verb::Capture) });
        types(&mut join, "tiny");
        let text = text_of(&picture(&join, width, height));
        assert!(text.contains("tiny"), "{width}x{height}\n{text}");
    }
}

#[test]
fn where_things_are_decided_they_are_listed_and_nothing_else() {
    for glance in [glance(Verb::Decide), Glance { ended: true, ..glance(Verb::Vote) }] {
        let join = open(glance);
        assert!(shows(&join, "Decided: we call before the van comes"));
        assert!(!shows(&join, "The slot is four hours"));
    }
}

#[test]
fn whoever_leads_and_leaves_is_told() {
    let mut join = open(glance(Verb::Capture));
    sees(&mut join, Glance { away: true, paused: true, turn: 2, ..glance(Verb::Capture) });
    at(60, &mut join, Happening::Time);
    assert!(shows(&join, "whoever leads has left"));
    sees(&mut join, Glance { turn: 3, ..glance(Verb::Capture) });
    let text = text_of(&picture(&join, 100, 30));
    assert!(!text.contains("leads has left"), "{text}");
}
