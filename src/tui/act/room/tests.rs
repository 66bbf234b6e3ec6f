//! A workshop at work, as *(before, keys, after)*.

use crate::map::Label;
use crate::map::id::{ItemId, PersonId};
use crate::tui::app::{App, Screen};
use crate::tui::effect::Effect;
use crate::tui::event::Event;
use crate::tui::keys::{Code, Key, Keys};
use crate::tui::layer::Layer;
use crate::tui::room::Bell;
use crate::tui::screens::testing::{TEN, open, picture, press, workshop};
use crate::tui::update::update;
use crate::workshop::slip::{Says, Slip};
use crate::workshop::{Deed, Entry, Part, Record, Session};

/// Types a text and presses Enter; gives the lines of the record that this made.
fn say(app: &mut App, text: &str) -> Vec<Entry> {
    let mut effects: Vec<Effect> = text.chars().flat_map(|c| update(app, Event::Key(Key::char(c)))).collect();
    effects.extend(update(app, Event::Key(Key::plain(Code::Enter))));
    minutes(effects)
}

fn minutes(effects: Vec<Effect>) -> Vec<Entry> {
    let entry = |effect| if let Effect::Minute(entry) = effect { Some(*entry) } else { None };
    effects.into_iter().filter_map(entry).collect()
}

fn keys(app: &mut App, keys: &str) -> Vec<Effect> {
    keys.parse::<Keys>().unwrap().iter().flat_map(|key| update(app, Event::Key(*key))).collect()
}

fn texts(app: &App) -> Vec<String> {
    app.doc.as_ref().unwrap().map.cards().map(|card| card.text.to_string()).collect()
}

fn has(app: &App, text: &str) -> bool {
    texts(app).iter().any(|t| t == text)
}

fn session(app: &App) -> &Session {
    &app.room.as_ref().unwrap().session
}

#[test]
fn it_begins_with_who_is_there_and_asks_what_the_phase_asks() {
    let app = workshop("mono", "pains-30");
    let names: Vec<&str> = session(&app).roster.all().map(|(who, _)| who.name.as_str()).collect();
    assert_eq!(names, ["Maya Chen", "Ana Ruiz", "Tom Okafor"]);
    assert_eq!(session(&app).roster.digit(1).unwrap().part, Part::Facilitator);
    assert_eq!(app.screen, Screen::Map);
    assert!(app.status.words.contains("began"), "{}", app.status.words);
}

#[test]
fn without_a_map_or_with_an_unknown_agenda_a_person_is_asked() {
    let mut app = open("mono", "order-to-doorstep.ron");
    assert!(matches!(keys(&mut app, "Space w w").last(), Some(Effect::AskOffer(_))));
    let agendas = crate::store::agendas::list(None);
    let offer = crate::tui::room::Offer { agendas, ..crate::tui::room::Offer::default() };
    for (named, words) in [("pain-30", "did you mean `pains-30`?"), ("zzz", "no agenda `zzz`; there are")] {
        app.to_workshop = Some(Label::new(named));
        update(&mut app, Event::Offer(Box::new(offer.clone())));
        assert!(matches!(app.layers.last(), Some(Layer::Pick(_))));
        assert!(app.status.words.contains(words), "{}", app.status.words);
    }
    app.layers.clear();
    app.to_workshop = Some(Label::new("pains"));
    update(&mut app, Event::Offer(Box::new(offer)));
    assert!(matches!(app.layers.last(), Some(Layer::Text(_))), "a unique beginning is enough");
}

#[test]
fn type_enter_next_and_each_line_is_in_the_record_with_its_edit() {
    let mut app = workshop("mono", "map-90");
    let stage = app.doc.as_ref().unwrap().map.stages[0].id.clone();
    press(&mut app, "a");
    let first = say(&mut app, "! Nobody told us");
    let second = say(&mut app, "ana: + Tell them before they ask @tom");
    assert!(matches!(app.layers.last(), Some(Layer::Capture(_))), "the line stays open");
    assert_eq!((first.len(), first[0].edits.len(), first[0].seq + 1), (1, 1, second[0].seq));
    assert_eq!(second[0].by.as_str(), "ana");
    let map = &app.doc.as_ref().unwrap().map;
    let cells = map.stage(&stage).unwrap();
    assert!(cells.cards().any(|c| c.text.as_str() == "Nobody told us" && c.pain().is_some()));
    let told = cells.cards().find(|c| c.text.as_str() == "Tell them before they ask").unwrap();
    assert_eq!(told.owner, PersonId::new("tom").ok());
    let record = &app.room.as_ref().unwrap().record;
    assert_eq!(record.map(), *map, "the record alone gives the map");
    assert_eq!(Session::of(record), app.room.as_ref().unwrap().session);
}

#[test]
fn digits_say_who_speaks_tab_goes_to_the_next_lane() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    press(&mut app, "3");
    let said = say(&mut app, "late 3 times a day");
    assert_eq!(said[0].by.as_str(), "tom", "a digit on an empty line is who speaks, behind it text");
    let said = say(&mut app, "24 hours without news");
    assert_eq!(said[0].by.as_str(), "tom", "a number is text");
    assert!(has(&app, "24 hours without news"));
    let Some(Layer::Capture(line)) = app.layers.last() else { panic!("closed") };
    let (before, lanes) = (line.lane, line.lanes.len());
    press(&mut app, "Tab");
    let Some(Layer::Capture(line)) = app.layers.last() else { panic!("closed") };
    assert_eq!(line.lane, (before + 1) % lanes);
    press(&mut app, "S-Tab PgDn");
    let Some(Layer::Capture(line)) = app.layers.last() else { panic!("closed") };
    assert_eq!((line.lane, &line.stage), (before, &app.doc.as_ref().unwrap().map.stages[1].id));
}

#[test]
fn decisions_actions_and_the_parking_lot_are_one_key_away() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "=");
    say(&mut app, "We text them");
    assert!(app.layers.is_empty(), "one line, and the board again");
    press(&mut app, "A");
    say(&mut app, "Call the carrier @tom due:12-01");
    press(&mut app, ",");
    say(&mut app, "The depot");
    let state = session(&app);
    assert_eq!((state.decisions.len(), state.actions.len(), state.parked.len()), (1, 1, 1));
    assert_eq!(state.loose_actions().count(), 0);
    press(&mut app, "u u");
    assert_eq!((session(&app).actions.len(), session(&app).parked.len()), (0, 0));
    press(&mut app, "U");
    assert_eq!(session(&app).actions.len(), 1);
}

#[test]
fn what_is_private_is_not_read_on_the_projector_while_it_is_typed() {
    let mut app = workshop("mono", "pains-30");
    press(&mut app, "a");
    for c in "ana: ! the line was dead".chars() {
        update(&mut app, Event::Key(Key::char(c)));
    }
    let shown = |app: &App| crate::tui::testing::text_of(&picture(app, 100, 30));
    let hidden = shown(&app);
    assert!(hidden.contains("Ctrl-T shows it") && !hidden.contains("the line was"), "{hidden}");
    assert!(hidden.contains("ana: ! ••• •••• ••• ••••"), "{hidden}");
    press(&mut app, "Ctrl-T");
    assert!(shown(&app).contains("the line was dead") && shown(&app).contains("Ctrl-T hides it"));
    press(&mut app, "Ctrl-U");
    for c in "= not private".chars() {
        update(&mut app, Event::Key(Key::char(c)));
    }
    press(&mut app, "Ctrl-T");
    assert!(shown(&app).contains("= not private"), "a decision is said aloud");
}

#[test]
fn help_of_the_capture_line_begins_with_it_and_leaves_the_line_as_it_was() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    update(&mut app, Event::Key(Key::char('x')));
    press(&mut app, "F1");
    let shown = crate::tui::testing::text_of(&picture(&app, 100, 30));
    assert!(shown.contains("Writing cards in a workshop") && shown.contains("who speaks"), "{shown}");
    press(&mut app, "Esc");
    let Some(Layer::Capture(line)) = app.layers.last() else { panic!("closed") };
    assert_eq!(line.input.value(), "x");
}

#[test]
fn what_is_private_is_on_the_map_when_it_is_revealed_and_not_before() {
    let mut app = workshop("mono", "pains-30");
    press(&mut app, "a");
    say(&mut app, "bo? no, ana saw it");
    say(&mut app, "the line was dead");
    press(&mut app, "Esc");
    assert!(!has(&app, "the line was dead"));
    assert_eq!(session(&app).pile.len(), 2);
    let revealed = minutes(keys(&mut app, "R"));
    assert_eq!(revealed.len(), 1);
    assert!(has(&app, "the line was dead") && session(&app).pile.is_empty());
    press(&mut app, "u");
    assert!(!has(&app, "the line was dead"), "an undo hides them again");
    assert_eq!(session(&app).pile.len(), 2);
    press(&mut app, "U");
    assert!(has(&app, "the line was dead") && session(&app).pile.is_empty());
    let room = app.room.as_ref().unwrap();
    assert_eq!(room.record.map(), app.doc.as_ref().unwrap().map);
}

#[test]
fn the_same_said_twice_is_offered_as_one() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    say(&mut app, "! The tracking page says nothing new");
    let none = say(&mut app, "ana: ! the tracking page says nothing new");
    assert!(none.is_empty() && app.status.words.contains("+1"), "{}", app.status.words);
    let same = minutes(keys(&mut app, "Enter"));
    assert!(matches!(same[0].deed, Deed::Seconded(_)));
    assert_eq!(same[0].by.as_str(), "ana");
    say(&mut app, "! The tracking page says nothing new");
    let own = minutes(keys(&mut app, "Ctrl-S"));
    assert!(matches!(own[0].deed, Deed::Captured(_)), "kept as a card of its own");
}

#[test]
fn a_paste_of_lines_is_a_card_each_and_a_line_alone_is_text() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    update(&mut app, Event::Paste("one line".into()));
    let Some(Layer::Capture(line)) = app.layers.last() else { panic!("closed") };
    assert_eq!(line.input.value(), "one line");
    let pasted = update(&mut app, Event::Paste(" and more\n- second\n\n* third\u{1b}[2J\n".into()));
    assert_eq!(minutes(pasted).len(), 3);
    assert!(has(&app, "one line and more") && has(&app, "second") && has(&app, "third\u{fffd}[2J"));
}

#[test]
fn esc_on_a_typed_line_asks_before_it_is_lost() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a x y Esc");
    assert!(matches!(app.layers.last(), Some(Layer::Capture(_))));
    press(&mut app, "Esc");
    assert!(app.layers.is_empty());
}

#[test]
fn marked_cards_become_a_group_and_an_undo_ungroups_them() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    say(&mut app, "! one");
    say(&mut app, "! two");
    press(&mut app, "Esc x k x #");
    say(&mut app, "Numbers");
    assert_eq!(session(&app).clusters[0].cards.len(), 2);
    assert!(app.doc.as_ref().unwrap().view.marks.is_empty());
    press(&mut app, "u");
    assert!(session(&app).clusters.is_empty());
    assert!(app.doc.as_ref().unwrap().map.cards().all(|c| !c.tags.contains(&Label::new("Numbers"))));
}

#[test]
fn the_list_of_groups_marks_names_and_counts() {
    let mut app = workshop("mono", "pains-30");
    press(&mut app, "a");
    for text in ["one", "two", "three"] {
        say(&mut app, text);
    }
    press(&mut app, "Esc R > >");
    assert_eq!(app.screen, Screen::Room);
    press(&mut app, "x x #");
    say(&mut app, "Numbers");
    assert_eq!(session(&app).clusters[0].cards.len(), 2);
    let rows = app.room_rows();
    assert_eq!(rows.len(), 3, "those without a group first");
    assert!(
        matches!(&rows[0], crate::tui::room::Row::Card(card) if !session(&app).clusters[0].cards.contains(card))
    );
    press(&mut app, "G =");
    say(&mut app, "We look into it");
    let (_, decision) = &session(&app).decisions[0];
    assert_eq!(decision.cards.len(), 1, "a decision is about the chosen card");
    press(&mut app, "u u");
    assert!(session(&app).clusters.is_empty() && session(&app).decisions.is_empty());
}

#[test]
fn every_edit_of_the_board_is_in_the_record_too() {
    let mut app = workshop("mono", "map-90");
    let made = minutes(keys(&mut app, "l j d"));
    let [Entry { deed: Deed::Edited(_), edits, .. }] = &made[..] else { panic!("{made:?}") };
    assert_eq!(edits.len(), 1);
    press(&mut app, "u");
    let room = app.room.as_ref().unwrap();
    assert_eq!(room.record.map(), app.doc.as_ref().unwrap().map);
    assert_eq!(room.record.map(), *room.record.head.start);
}

#[test]
fn the_clock_takes_nothing_away_and_tells_once() {
    let mut app = workshop("mono", "map-90");
    let minutes = i64::from(session(&app).now().unwrap().minutes);
    press(&mut app, "Space w m");
    press(&mut app, "Space w m");
    assert_eq!(app.room.as_ref().unwrap().bell, Bell::Audible);
    let rings = |app: &mut App, at| {
        update(app, Event::Clock(TEN + at)).iter().filter(|e| matches!(e, Effect::Bell)).count()
    };
    assert_eq!(rings(&mut app, minutes * 60_000 - 1_000), 0);
    assert!(app.room.as_ref().unwrap().is_late(), "the last minute shows");
    assert_eq!(rings(&mut app, minutes * 60_000 + 1), 1);
    assert_eq!(rings(&mut app, minutes * 60_000 + 1_000), 0);
    press(&mut app, "T");
    assert!(app.room.as_ref().unwrap().left() > 0);
    press(&mut app, "W");
    let left = app.room.as_ref().unwrap().left();
    update(&mut app, Event::Clock(TEN + 90 * 60_000));
    assert_eq!(app.room.as_ref().unwrap().left(), left, "it stands still");
    press(&mut app, "W >");
    assert_eq!(session(&app).phase, 1);
    press(&mut app, "<");
    press(&mut app, "<");
    assert_eq!(session(&app).phase, 0);
}

#[test]
fn it_goes_on_where_a_crash_cut_it() {
    let mut app = workshop("mono", "pains-30");
    press(&mut app, "a");
    say(&mut app, "kept in the record");
    press(&mut app, "Esc R >");
    let record = app.room.as_ref().unwrap().record.clone();
    let mut again = open("mono", "order-to-doorstep.ron");
    assert!(!has(&again, "kept in the record"), "it was not saved");
    let effects = update(&mut again, Event::Workshop(Box::new(record), TEN + 60_000));
    assert!(has(&again, "kept in the record"), "the record brings it back");
    assert_eq!(session(&again).phase, 1);
    let back = minutes(effects);
    assert!(matches!(back[0].deed, Deed::CameBack));
    let record = &again.room.as_ref().unwrap().record;
    assert_eq!(record.map(), again.doc.as_ref().unwrap().map);
    // Once more, from the file as it was saved meanwhile: nothing comes twice.
    let record: Record = record.clone();
    let map = again.doc.as_ref().unwrap().map.clone();
    update(&mut again, Event::Workshop(Box::new(record), TEN + 90_000));
    assert_eq!(again.doc.as_ref().unwrap().map, map);
    press(&mut again, "u");
    assert!(!has(&again, "kept in the record"), "what was said before can be taken back");
}

#[test]
fn papers_are_taken_once_and_what_is_refused_is_told_its_writer() {
    let mut app = workshop("mono", "map-90");
    let state = session(&app);
    let (id, stage) = (state.head.id.clone(), app.doc.as_ref().unwrap().map.stages[0].id.clone());
    let doc = app.doc.as_ref().unwrap();
    let lane = doc.map.lanes.iter().find(|l| l.role.card_kind().is_some()).unwrap().id.clone();
    let slip = |n: &str, says| Slip {
        format: 1,
        id: ItemId::new(n).unwrap(),
        session: id.clone(),
        by: PersonId::new("bo").unwrap(),
        name: Label::new("Bo"),
        says,
    };
    let card = |text: &str| Says::Card { stage: stage.clone(), lane: lane.clone(), line: Label::new(text) };
    let capture = app
        .room
        .as_ref()
        .unwrap()
        .session
        .agenda()
        .phases
        .iter()
        .position(|p| p.verb == crate::workshop::Verb::Capture && !p.private);
    for _ in 0..capture.unwrap() {
        press(&mut app, ">");
    }
    let come = update(&mut app, Event::Slips(vec![slip("s0", Says::Here(Part::Participant))]));
    assert_eq!(minutes(come)[0].slip, ItemId::new("s0").ok());
    let twice = vec![slip("s1", card("from afar")), slip("s1", card("from afar"))];
    let effects = update(&mut app, Event::Slips(twice));
    assert!(effects.iter().any(|e| matches!(e, Effect::Refuse(_))), "the second goes away");
    assert_eq!(minutes(effects).len(), 1);
    assert_eq!(texts(&app).iter().filter(|t| *t == "from afar").count(), 1);
    look_back(&mut app);
    let effects = update(&mut app, Event::Slips(vec![slip("s1b", card("while they looked back"))]));
    let seen =
        effects.iter().find_map(|e| if let Effect::Show(seen) = e { Some(seen.stages.len()) } else { None });
    assert_eq!(seen, Some(app.aside.as_ref().unwrap().map.stages.len()), "others see the map as it is");
    assert!(app.past().is_some() && minutes(effects).len() == 1);
    app.leave_past();
    assert!(has(&app, "while they looked back"));
    press(&mut app, "<");
    let same = Says::Same(doc_card(&app));
    update(&mut app, Event::Slips(vec![slip("s2", same)]));
    let refused = &app.room.as_ref().unwrap().refused;
    assert!(
        refused.iter().any(|(who, n, why)| who.as_str() == "bo" && n.as_str() == "s2" && !why.is_empty())
    );
}

/// Shows a state of the map from before it had any stage.
fn look_back(app: &mut App) {
    let map = crate::map::Map::new(app.doc.as_ref().unwrap().map.id.clone(), "As it was");
    app.enter_past(crate::tui::timeline::State { words: "version 1".to_owned(), on: None, map, stage: None });
}

fn doc_card(app: &App) -> crate::map::id::CardId {
    app.doc.as_ref().unwrap().map.cards().next().unwrap().id.clone()
}

#[test]
fn leaving_asks_and_keeps_the_record() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "q");
    assert!(matches!(app.layers.last(), Some(Layer::Confirm(_))));
    let left = keys(&mut app, "y");
    assert!(left.iter().any(|e| matches!(e, Effect::LeaveWorkshop)));
    assert!(app.room.is_none() && app.doc.is_some());
}

#[test]
fn people_come_and_go() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "Space w o");
    say(&mut app, "Gil Guest (observer), -Ana Ruiz");
    let here: Vec<&str> = session(&app).roster.here().map(|who| who.name.as_str()).collect();
    assert_eq!(here, ["Maya Chen", "Tom Okafor", "Gil Guest"]);
    assert_eq!(
        session(&app).roster.all().find(|(w, _)| w.name.as_str() == "Gil Guest").unwrap().0.part,
        Part::Observer
    );
}

#[test]
fn a_name_in_any_letters_comes_and_one_with_a_hyphen_goes() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "Space w o");
    say(&mut app, "山田, Anne-Marie Roux");
    let here = |app: &App| session(app).roster.here().map(|who| who.name.to_string()).collect::<Vec<_>>();
    assert_eq!(here(&app)[3..], ["山田", "Anne-Marie Roux"]);
    press(&mut app, "Space w o");
    say(&mut app, "-Anne-Marie Roux");
    assert_eq!(here(&app)[3..], ["山田"]);
}

#[test]
fn the_line_shows_the_owner_that_it_will_keep() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    for c in "slow @Tom".chars() {
        update(&mut app, Event::Key(Key::char(c)));
    }
    let shown = crate::tui::testing::text_of(&crate::tui::screens::testing::picture(&app, 100, 30));
    assert!(shown.contains("owner Tom Okafor"), "{shown}");
    let kept = minutes(keys(&mut app, "Enter"));
    let Deed::Captured(card) = &kept[0].deed else { panic!("{kept:?}") };
    assert_eq!(app.doc.as_ref().unwrap().map.card(card).unwrap().owner, PersonId::new("tom").ok());
}

#[test]
fn after_the_end_u_takes_back_what_was_done_to_the_map_and_the_record_stays() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    say(&mut app, "! before the end");
    press(&mut app, "Esc =");
    say(&mut app, "We look into it");
    press(&mut app, "A");
    say(&mut app, "Ask the carriers @tom due:12-01");
    press(&mut app, "Space w c End Enter End Enter");
    update(&mut app, Event::VersionWritten(4));
    assert!(session(&app).end.is_some(), "{}", app.status.words);
    press(&mut app, "w d");
    let record = app.room.as_ref().unwrap().record.clone();
    assert!(!has(&app, "before the end"), "an edit after it is no line of the record");
    assert!(minutes(keys(&mut app, "u")).is_empty() && has(&app, "before the end"));
    assert!(app.status.words.contains("its record stays as it is"), "{}", app.status.words);
    assert!(minutes(keys(&mut app, "u")).is_empty() && !has(&app, "before the end"), "as on any map");
    assert!(minutes(keys(&mut app, "u u U U U")).is_empty() && !has(&app, "before the end"));
    let room = app.room.as_ref().unwrap();
    assert_eq!(room.record, record);
    assert_eq!((room.session.decisions.len(), room.session.actions.len()), (1, 1));
    let map = app.doc.as_ref().unwrap().map.clone();
    app.minute_arrival("saved by Bo");
    assert_eq!((&app.room.as_ref().unwrap().record, &app.doc.as_ref().unwrap().map), (&record, &map));
}

#[test]
fn whoever_types_on_over_the_question_of_a_plus_one_keeps_both_lines() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a");
    say(&mut app, "! The bank says no, the mail says refund");
    say(&mut app, "! Mail says refund, the bank says no");
    let next = say(&mut app, "Will they collect it?");
    assert_eq!(next.len(), 2, "the line that waited, and the next one");
    for text in ["Mail says refund, the bank says no", "Will they collect it?"] {
        assert!(has(&app, text), "{:?}", texts(&app));
    }
}

#[test]
fn a_decision_is_the_rooms_unless_the_line_says_whose() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, "a 2");
    say(&mut app, "slow");
    press(&mut app, "Esc =");
    assert_eq!(say(&mut app, "we test it")[0].by.as_str(), "maya", "not whoever spoke last");
    press(&mut app, "=");
    assert_eq!(say(&mut app, "tom: in two towns")[0].by.as_str(), "tom");
    assert!(
        session(&app)
            .decisions
            .iter()
            .any(|(by, it)| by.as_str() == "tom" && it.text.as_str() == "in two towns")
    );
}

#[test]
fn what_is_parked_keeps_who_would_do_it() {
    let mut app = workshop("mono", "map-90");
    press(&mut app, ",");
    say(&mut app, "Own vans @tom due:friday");
    press(&mut app, "Space w d Enter");
    assert!(app.layers.is_empty(), "nothing is to be asked");
    let (action, _) = &session(&app).actions[0];
    assert_eq!((action.owner.as_ref().unwrap().as_str(), action.due.is_some()), ("tom", true));
}

#[test]
fn who_goes_back_to_a_phase_finds_its_time_as_it_was() {
    let mut app = workshop("mono", "refresh-45");
    let minutes = session(&app).agenda().phases[0].minutes;
    update(&mut app, Event::Clock(TEN + 90_000));
    press(&mut app, "> <");
    assert_eq!(app.room.as_ref().unwrap().left(), i64::from(minutes) * 60_000 - 90_000);
    press(&mut app, "T >");
    update(&mut app, Event::Clock(TEN + 100_000));
    press(&mut app, "<");
    assert_eq!(app.room.as_ref().unwrap().left(), i64::from(minutes + 1) * 60_000 - 90_000);
    assert_eq!(session(&app).stints.iter().filter_map(|stint| stint.took).sum::<i64>(), 100_000);
}
