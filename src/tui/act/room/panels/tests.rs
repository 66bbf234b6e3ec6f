//! Lists of a workshop as *(before, keys, after)*.

use crate::map::card::CardKind;
use crate::map::card::Emotion;
use crate::map::id::{CardId, ItemId, PersonId};
use crate::map::{Label, Text};
use crate::tui::app::{App, Screen};
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::room::testing::{earlier, enter, workshop};
use crate::tui::room::{Panel, Room, Row};
use crate::tui::screens::testing::{TODAY, picture, press};
use crate::tui::testing::text_of;
use crate::tui::update::update;
use crate::workshop::deed::{Outcome, Parked, Settled};
use crate::workshop::testing::TEN;
use crate::workshop::{Said, Verb};

fn room(app: &App) -> &Room {
    app.room.as_ref().unwrap()
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn card(app: &App, at: usize) -> CardId {
    match app.room_rows().get(at) {
        Some(Row::Card(id)) => id.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_phase_for_votes_opens_the_list_of_what_can_be_voted_on() {
    let mut app = workshop("terminal", Verb::Vote);
    assert_eq!((app.screen, room(&app).panel), (Screen::Room, Panel::Vote));
    let on = app.room_rows().len();
    assert!(on > 3 && room(&app).session.ballot().is_none());
    press(&mut app, "v");
    let ballot = room(&app).session.ballot().unwrap();
    assert_eq!((ballot.on.len(), ballot.dots, ballot.cap), (on, 3, 2));
    press(&mut app, "v");
    assert_eq!(room(&app).session.ballots.len(), 1, "{}", app.status.words);
}

#[test]
fn the_marked_cards_are_voted_on() {
    let mut app = workshop("terminal", Verb::Capture);
    let marked: Vec<CardId> =
        app.doc.as_ref().unwrap().map.cards_of(CardKind::Pain).take(2).map(|card| card.id.clone()).collect();
    app.doc.as_mut().unwrap().view.marks.extend(marked.clone());
    press(&mut app, "Space w v");
    assert_eq!(room(&app).session.ballot().unwrap().on, marked);
    assert!(app.doc.as_ref().unwrap().view.marks.is_empty());
    assert_eq!(app.screen, Screen::Room);
}

#[test]
fn dots_are_typed_for_whoever_speaks_and_are_taken_back() {
    let mut app = workshop("terminal", Verb::Vote);
    press(&mut app, "v 2 + + Down +");
    let (first, second) = (card(&app, 0), card(&app, 1));
    let of = |app: &App, id: &str, card: &CardId| room(app).session.ballot().unwrap().of(&person(id), card);
    assert_eq!((of(&app, "ana", &first), of(&app, "ana", &second)), (2, 1));
    press(&mut app, "+");
    assert_eq!(app.status.words, "Ana has no dots left");
    press(&mut app, "- 3 +");
    assert_eq!((of(&app, "ana", &second), of(&app, "luis", &second)), (0, 1));
    press(&mut app, "u");
    assert_eq!(of(&app, "luis", &second), 0);
    press(&mut app, "5 +");
    assert!(app.status.words.contains("only looks on"), "{}", app.status.words);
}

#[test]
fn whole_papers_are_typed_for_several_people_and_what_is_wrong_stays() {
    let mut app = workshop("terminal", Verb::Vote);
    press(&mut app, "v p");
    enter(&mut app, "ana 3 1 1; luis: 2, 1; bo 1; tom 2");
    assert!(app.status.words.contains("“bo”"), "{}", app.status.words);
    let ballot = room(&app).session.ballot().unwrap();
    assert_eq!(ballot.voters().count(), 2);
    assert_eq!(ballot.of(&person("ana"), &card(&app, 0)), 2);
    let shown = format!("{:?}", app.layers.last());
    assert!(shown.contains("bo 1; tom 2"), "{shown}");
}

#[test]
fn the_end_of_a_vote_puts_totals_into_the_map_and_ties_are_voted_on_again() {
    let mut app = workshop("terminal", Verb::Vote);
    press(&mut app, "v p");
    enter(&mut app, "ana 2 4; luis 4 2; tom 1");
    let tied = [card(&app, 1), card(&app, 3)];
    press(&mut app, "E");
    assert!(app.status.words.contains("2 cards are tied: t"), "{}", app.status.words);
    assert_eq!([card(&app, 0), card(&app, 1)], tied, "most dots first");
    let votes = |app: &App| app.doc.as_ref().unwrap().map.card(&tied[0]).unwrap().votes;
    assert_eq!(votes(&app), Some(2));
    press(&mut app, "t 2 + E");
    assert_eq!(votes(&app), Some(3));
    assert!(!app.status.words.contains("tied"));
}

#[test]
fn two_digits_place_a_card_and_the_order_is_what_to_do_first() {
    let mut app = workshop("terminal", Verb::Place);
    let (first, second) = (card(&app, 0), card(&app, 1));
    press(&mut app, "2 4 Down 5");
    assert_eq!(
        room(&app).half.as_ref().map(|(on, _, impact)| (on.clone(), *impact)),
        Some((second.clone(), 5))
    );
    press(&mut app, "1");
    let spots = &room(&app).session.spots;
    let (impact, effort) = spots.spot(&second).unwrap();
    assert_eq!((impact.middle, effort.middle), (5, 1));
    assert!(spots.spot(&first).is_some());
    press(&mut app, "O");
    assert_eq!([card(&app, 0), card(&app, 1)], [second.clone(), first]);
    assert_eq!(app.chosen_row(), Some(Row::Card(second.clone())), "the same card stays chosen");
    press(&mut app, "Tab 1 5");
    let (impact, effort) = room(&app).session.spots.spot(&second).unwrap();
    assert!(impact.is_apart() && effort.is_apart());
    press(&mut app, "9");
    assert_eq!(app.status.words, "Impact and effort are 1 to 5");
}

#[test]
fn a_half_typed_place_is_forgotten_by_esc_and_by_another_row() {
    let mut app = workshop("terminal", Verb::Place);
    press(&mut app, "3 Esc");
    assert!(room(&app).half.is_none() && app.screen == Screen::Room);
    press(&mut app, "3 Down 4");
    assert_eq!(room(&app).half.as_ref().map(|half| half.2), Some(4), "{}", app.status.words);
    press(&mut app, "Esc Esc");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn scores_go_into_the_map_by_their_middle() {
    let mut app = workshop("terminal", Verb::Score);
    let step = card(&app, 0);
    let middle = |app: &App| app.doc.as_ref().unwrap().map.card(&step).unwrap().step().unwrap().emotion;
    press(&mut app, "1");
    assert_eq!(middle(&app).map(Emotion::score), Some(-2));
    press(&mut app, "Tab 5 Tab 4 -");
    assert_eq!(middle(&app).map(Emotion::score), Some(0));
    let spread = room(&app).session.scores.scores(&step).unwrap();
    assert_eq!((spread.voices, spread.is_apart()), (3, true));
    press(&mut app, "u u u u");
    assert_eq!(room(&app).session.scores.scores(&step), None);
}

#[test]
fn results_are_edited_owned_dated_and_settled() {
    let mut app = workshop("terminal", Verb::Decide);
    press(&mut app, "=");
    enter(&mut app, "No more PDFs");
    press(&mut app, "A");
    enter(&mut app, "call the carrier");
    press(&mut app, ",");
    enter(&mut app, "the returns desk");
    assert_eq!(app.room_rows().len(), 3);
    press(&mut app, "Enter");
    enter(&mut app, " at all");
    assert_eq!(room(&app).session.decisions[0].1.text.as_str(), "No more PDFs at all");
    press(&mut app, "Down @");
    enter(&mut app, "luis");
    enter(&mut app, "+14d");
    let action = &room(&app).session.actions[0].0;
    assert_eq!(
        (action.owner.clone(), action.due.map(|due| due.to_string())),
        (Some(person("luis")), Some("2026-12-06".into()))
    );
    press(&mut app, "x");
    assert_eq!(room(&app).session.actions[0].1, Outcome::Done(TODAY));
    press(&mut app, "o d");
    enter(&mut app, "they called us");
    assert_eq!(room(&app).session.actions[0].1, Outcome::Dropped(TODAY, Label::new("they called us")));
    press(&mut app, "Down c");
    assert_eq!(room(&app).session.parked[0].2, Some(Settled::CarriedOver));
    press(&mut app, "Home d");
    assert!(room(&app).session.decisions.is_empty());
    press(&mut app, "u");
    assert_eq!(room(&app).session.decisions.len(), 1);
}

#[test]
fn earlier_actions_are_told_the_oldest_first_and_kept_in_their_own_record() {
    let mut app = workshop("terminal", Verb::FollowUp);
    let all = [
        earlier("later", Some((12, 1)), Outcome::Open),
        earlier("was done", None, Outcome::Done(TODAY)),
        earlier("is late", Some((11, 1)), Outcome::Open),
    ];
    app.room.as_mut().unwrap().earlier.extend(all);
    assert_eq!(app.room_rows(), [Row::Earlier(2), Row::Earlier(0), Row::Earlier(1)]);
    let effects = update(&mut app, Event::Key("x".parse::<crate::tui::keys::Keys>().unwrap()[0]));
    let later = effects.iter().find_map(|effect| match effect {
        Effect::Later(later) => Some(later.as_ref().clone()),
        _ => None,
    });
    let later = later.unwrap();
    assert_eq!((later.session.as_str(), later.by), ("2026-10-01-order-to-doorstep", person("maya")));
    assert_eq!(later.said, [Said::Is(Outcome::Done(TODAY))]);
    assert_eq!(app.room_rows()[0], Row::Earlier(0));
    press(&mut app, "d");
    enter(&mut app, "no money");
    assert_eq!(room(&app).earlier[0].outcome, Outcome::Dropped(TODAY, Label::new("no money")));
}

#[test]
fn the_end_is_walked_saved_and_written_as_a_version() {
    let mut app = workshop("terminal", Verb::Capture);
    press(&mut app, "j a");
    enter(&mut app, "! nobody answers the phone at all");
    enter(&mut app, "? the returns desk");
    enter(&mut app, "> call the carrier");
    press(&mut app, "Esc Space w c");
    let kinds = |app: &App| app.room_rows();
    assert!(
        matches!(kinds(&app)[..], [Row::Parked(_), Row::Action(_), Row::Stage(_), Row::End]),
        "{:?}",
        kinds(&app)
    );
    press(&mut app, "End Enter");
    assert!(app.status.words.contains("parked"), "{}", app.status.words);
    assert!(matches!(app.chosen_row(), Some(Row::Parked(_))), "the end goes to what is in its way");
    press(&mut app, "Enter");
    assert!(format!("{:?}", app.layers.last()).contains("Who does it? Exactly one: “the returns desk”"));
    let Some(Row::Action(asked)) = app.chosen_row() else { panic!("{:?}", app.chosen_row()) };
    assert_eq!(
        room(&app).session.actions.last().unwrap().0.id,
        asked,
        "the marker stays on what is asked about"
    );
    enter(&mut app, "ana");
    assert!(format!("{:?}", app.layers.last()).contains("Until which day? “the returns desk”"));
    enter(&mut app, "12-01");
    assert!(matches!(kinds(&app)[..], [Row::Action(_), Row::Stage(_), Row::End]), "{:?}", kinds(&app));
    assert!(matches!(app.chosen_row(), Some(Row::Action(_))), "the walk goes on at the top");
    press(&mut app, "Down y");
    assert!(matches!(kinds(&app)[..], [Row::Action(_), Row::End]), "{:?}", kinds(&app));
    press(&mut app, "Enter");
    enter(&mut app, "the carrier is new");
    let ended = |app: &App| room(app).session.end.is_some();
    assert!(!ended(&app), "not before the version is written");
    let _ = update(&mut app, Event::VersionWritten(4));
    let end = room(&app).session.end.clone().unwrap();
    assert_eq!((end.version, end.despite.unwrap().as_str()), (Some(4), "the carrier is new"));
    assert!(
        app.status.words.contains("milepost minutes 2026-11-22-order-to-doorstep"),
        "{}",
        app.status.words
    );
    let effects = update(&mut app, Event::Key("Enter".parse::<crate::tui::keys::Keys>().unwrap()[0]));
    let [Effect::ReadMinutes(of)] = effects.as_slice() else { panic!("{effects:?}") };
    let minutes = crate::workshop::minutes::Minutes::of(&of.0, &of.1, &|_| "10:00".to_owned());
    let _ = update(&mut app, Event::Minutes(Box::new(minutes)));
    let shown = text_of(&picture(&app, 100, 40));
    assert!(shown.contains("Decisions") || shown.contains("Actions"), "{shown}");
    assert!(shown.contains("call the carrier") && shown.contains("milepost minutes > minutes.md"), "{shown}");
    press(&mut app, "Esc q");
    assert!(app.room.is_none() && app.screen == Screen::Map);
}

#[test]
fn the_end_tells_of_stages_that_nobody_answered_for_and_ends_all_the_same_the_second_time() {
    let mut app = workshop("terminal", Verb::Capture);
    press(&mut app, "j a");
    enter(&mut app, "! nobody answers the phone at all");
    press(&mut app, "Esc Space w c End Enter");
    assert!(app.status.words.starts_with("1 stage was changed and not answered"), "{}", app.status.words);
    assert!(matches!(app.chosen_row(), Some(Row::Stage(_))) && room(&app).ending.is_none());
    press(&mut app, "End Enter");
    assert!(room(&app).ending.is_some(), "{}", app.status.words);
}

#[test]
fn an_action_with_an_owner_is_offered_to_them_first() {
    let mut app = workshop("terminal", Verb::Decide);
    press(&mut app, "A");
    enter(&mut app, "call the carrier @tom");
    press(&mut app, "A");
    enter(&mut app, "write to the depot");
    press(&mut app, "Home @ Enter");
    let action = room(&app).session.actions[0].0.clone();
    assert_eq!(action.owner, Some(person("tom")));
    press(&mut app, "Esc d");
    assert!(format!("{:?}", app.layers.last()).contains("Why is it dropped? “call the carrier”"));
}

#[test]
fn a_stage_that_is_not_reviewed_now_is_not_asked_again_after_a_crash_and_is_after_an_undo() {
    let mut app = workshop("terminal", Verb::Capture);
    press(&mut app, "j a");
    enter(&mut app, "! nobody answers the phone at all");
    press(&mut app, "Esc Space w c");
    assert!(matches!(app.room_rows()[..], [Row::Stage(_), Row::End]), "{:?}", app.room_rows());
    press(&mut app, "n");
    assert!(app.status.words.ends_with("is not reviewed now  (u to undo)"), "{}", app.status.words);
    assert_eq!(app.room_rows(), [Row::End]);
    // As a crash leaves it: the record, and the map with its edits.
    let record = room(&app).record.clone();
    let _ = update(&mut app, Event::Workshop(Box::new(record), TEN + 120_000));
    press(&mut app, "Space w c");
    assert_eq!(app.room_rows(), [Row::End]);
    press(&mut app, "u");
    assert!(matches!(app.room_rows()[..], [Row::Stage(_), Row::End]), "{:?}", app.room_rows());
}

#[test]
fn the_end_asks_for_a_save_and_a_version_that_says_why() {
    let mut app = workshop("terminal", Verb::Close);
    assert_eq!(app.room_rows(), [Row::End]);
    let effects = update(&mut app, Event::Key("Enter".parse::<crate::tui::keys::Keys>().unwrap()[0]));
    let why = effects.iter().find_map(|effect| match effect {
        Effect::WriteVersion { why, .. } => Some(why.as_str()),
        _ => None,
    });
    assert_eq!(why, Some("workshop 2026-11-22: 45-minute refresh"));
}

#[test]
fn a_stage_that_is_not_reviewed_now_is_asked_no_more() {
    let mut app = workshop("terminal", Verb::Capture);
    press(&mut app, "j a");
    enter(&mut app, "! nobody answers the phone at all");
    press(&mut app, "Esc Space w c n");
    assert_eq!(app.room_rows(), [Row::End]);
    let stage = app.doc.as_ref().unwrap().map.stages[0].clone();
    assert_ne!(stage.reviewed.map(|review| review.on), Some(TODAY));
}

#[test]
fn what_was_carried_over_is_parked_again_by_whoever_said_it() {
    let mut app = workshop("terminal", Verb::FollowUp);
    let item = Parked {
        owner: Some(person("tom")),
        ..Parked::new(ItemId::new("desk").unwrap(), Text::new("the returns desk"))
    };
    app.offer.carried = vec![(person("luis"), item)];
    app.park_what_was_carried_over();
    let (by, item, settled) = &room(&app).session.parked[0];
    assert_eq!((by, item.text.as_str(), settled), (&person("luis"), "the returns desk", &None));
    assert_eq!(item.owner, Some(person("tom")), "who would do it is not forgotten");
    assert!(matches!(app.room_rows()[..], [Row::Parked(_)]));
}
