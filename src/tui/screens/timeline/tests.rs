//! The line of time and what is over, as *(before, keys, after)* and as pictures.

use std::path::PathBuf;

use jiff::civil::Date;

use super::super::testing::{open, picture, press};
use crate::map::{Label, Map};
use crate::store::git::trail::Touched;
use crate::store::source::Source;
use crate::store::timeline::{Happened, Moment, Timeline};
use crate::store::versions::{About, Version};
use crate::tui::app::{App, Screen};
use crate::tui::changes::Base;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, SaveResult};
use crate::tui::keys::Keys;
use crate::tui::layer::Layer;
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::timeline::{From, Purpose, Reading, State, States, Then};
use crate::tui::update::update;

const SAMPLE: &str = "order-to-doorstep.ron";

fn moment(on: &str, by: &str, what: Happened) -> Moment {
    Moment { on: on.parse().unwrap(), seconds: None, by: Label::new(by), what }
}

fn version(number: u32, on: &str, why: &str) -> Moment {
    let day: Date = on.parse().unwrap();
    let about = About { on: day, author: Label::new("maya"), why: Label::new(why) };
    let path = PathBuf::from(format!("versions/order-to-doorstep/{number:04}-0a1b2c3d.ron"));
    let version = Version { number, about, path };
    moment(on, "Maya Chen", Happened::Version { version, why: Label::new(why) })
}

fn commit(on: &str, hash: &str, subject: &str) -> Moment {
    let file = Touched { path: SAMPLE.into(), before: vec![None], after: Some("abc".into()) };
    let what = Happened::Commit { hash: hash.to_owned(), subject: Label::new(subject), file };
    moment(on, "Ana Ruiz", what)
}

fn line(app: &App) -> Timeline {
    let stage = &app.doc.as_ref().unwrap().map.stages[2];
    let reviewed = stage.reviewed.as_ref().unwrap();
    let review = Happened::Review {
        stage: stage.id.clone(),
        name: stage.name.clone(),
        note: Some(Label::new("asked five customers")),
    };
    Timeline {
        moments: vec![
            commit("2026-11-20", "9f3c1ab2deadbeef", "Depot photographs boxes now"),
            version(2, "2026-11-19", "before the carrier change"),
            moment(&reviewed.on.to_string(), "Tom Okafor", review),
            commit("2026-09-14", "77aa00bb11cc22dd", "First map, from the workshop"),
            version(1, "2026-09-14", "after the workshop"),
        ],
        ..Timeline::default()
    }
}

/// What keys ask for.
fn asked(app: &mut App, keys: &str) -> Vec<Effect> {
    keys.parse::<Keys>().unwrap().iter().flat_map(|key| update(app, Event::Key(*key))).collect()
}

/// The line of time of a sample map.
fn shown(theme: &str) -> App {
    let mut app = open(theme, SAMPLE);
    let effects = asked(&mut app, "Space f l");
    assert!(
        matches!(effects.as_slice(), [.., Effect::ReadTimeline { purpose: Purpose::Look, .. }]),
        "{effects:?}"
    );
    let line = line(&app);
    update(&mut app, Event::Timeline(Purpose::Look, Box::new(line)));
    app
}

/// The only reading among what was asked for.
fn reading(effects: Vec<Effect>) -> Reading {
    let mut found =
        effects.into_iter().filter_map(|e| if let Effect::ReadStates(r) = e { Some(*r) } else { None });
    let one = found.next().expect("nothing is read");
    assert!(found.next().is_none());
    one
}

/// What a world would answer: each state is the sample with another title.
fn answer(app: &mut App, reading: &Reading) {
    let old = |words: &str| {
        let mut map: Map = reading.current.clone();
        map.title = Label::new("Older");
        map.stages.pop();
        let _ = words;
        map
    };
    let states = reading
        .wanted
        .iter()
        .map(|w| State { words: w.words.clone(), on: w.on, map: old(&w.words), stage: None })
        .collect();
    let (path, then) = (reading.path.clone(), reading.then);
    update(app, Event::States(Box::new(States { path, states, then })));
}

/// A version, opened to be read.
fn in_the_past(theme: &str) -> App {
    let mut app = shown(theme);
    let reading = reading(asked(&mut app, "j j Enter"));
    assert_eq!((reading.then, reading.wanted[0].words.as_str()), (Then::Look, "version 2 of 2026-11-19"));
    answer(&mut app, &reading);
    app
}

#[test]
fn a_version_is_opened_to_be_read_and_nothing_changes_it() {
    let mut app = in_the_past("terminal");
    let now = app.aside.as_ref().unwrap().map.clone();
    let then = app.doc.as_ref().unwrap().map.clone();
    assert_eq!((app.screen, then.title.as_str()), (Screen::Map, "Older"));
    let effects = asked(&mut app, "j e a d D + x H @ r r u Ctrl-S p t Enter o . m Space s e");
    assert!(app.layers.is_empty(), "{:?}", app.layers);
    assert!(app.status.words.contains("ersion 2 of 2026-11-19, read-only"), "{:?}", app.status);
    update(&mut app, Event::Paste("a new card".into()));
    assert_eq!(app.doc.as_ref().unwrap().map, then);
    let is_harmless = |e: &Effect| matches!(e, Effect::WhichKeyTimer);
    assert!(effects.iter().all(is_harmless), "{effects:?}");
    press(&mut app, "j l z Z v o v b / T o m Enter n Esc");
    assert!(app.past().is_some());
    press(&mut app, "q");
    assert_eq!((app.screen, app.past()), (Screen::Timeline, None));
    assert_eq!(app.doc.as_ref().unwrap().map, now);
    press(&mut app, "Esc");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn esc_leaves_the_past_too() {
    let mut app = in_the_past("terminal");
    press(&mut app, "z Esc");
    assert!(app.past().is_some(), "first the zoom");
    press(&mut app, "Esc");
    assert_eq!(app.screen, Screen::Timeline);
}

#[test]
fn what_happens_to_the_map_meanwhile_happens_to_the_map_as_it_is() {
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "j D");
    let line = line(&app);
    press(&mut app, "Space f l");
    update(&mut app, Event::Timeline(Purpose::Look, Box::new(line)));
    let reading = reading(asked(&mut app, "j Enter"));
    answer(&mut app, &reading);
    let revision = app.aside.as_ref().unwrap().history.revision();
    update(&mut app, Event::Saved(SaveResult::Done { revision, notes: Vec::new() }));
    update(&mut app, Event::Others(vec!["Tom on depot-7".into()]));
    assert!(app.past().is_some());
    let now = app.aside.as_ref().unwrap();
    assert!(!now.is_dirty() && now.others.len() == 1);
    update(&mut app, Event::DiskGone);
    assert!(app.past().is_none(), "what needs a person brings the map back");
    assert_eq!(app.doc.as_ref().unwrap().disk, crate::tui::doc::Disk::Gone);
}

#[test]
fn two_marked_moments_are_compared_the_older_one_first() {
    let mut app = shown("terminal");
    let reading = reading(asked(&mut app, "j x G x c"));
    let words: Vec<&str> = reading.wanted.iter().map(|w| w.words.as_str()).collect();
    assert_eq!(words, ["version 1 of 2026-09-14", "commit 9f3c1ab2 of 2026-11-20"]);
    assert!(
        matches!(&reading.wanted[1].from, From::Source(Source::Committed { rev, .. }) if rev.starts_with("9f3c"))
    );
    answer(&mut app, &reading);
    assert_eq!(app.screen, Screen::Changes);
    let text = text_of(&picture(&app, 120, 40));
    assert!(text.contains("since version 1 of 2026-09-14 until commit 9f3c1ab2"), "{text}");
    press(&mut app, "q");
    assert_eq!(app.screen, Screen::Timeline);
}

#[test]
fn one_moment_is_compared_with_the_map_as_it_is() {
    let mut app = shown("terminal");
    let reading = reading(asked(&mut app, "j j c"));
    assert_eq!(reading.wanted.len(), 1);
    answer(&mut app, &reading);
    assert!(
        matches!(&app.changes.base, Some(Base::State { words, .. }) if words == "version 2 of 2026-11-19")
    );
    assert!(app.changes.items().iter().any(|item| item.words.contains("added")));
    let before = app.doc.as_ref().unwrap().map.clone();
    press(&mut app, "g r");
    assert_ne!(app.doc.as_ref().unwrap().map, before, "it can be taken back");
}

#[test]
fn a_restored_moment_is_one_step_after_a_question() {
    let mut app = shown("terminal");
    assert!(asked(&mut app, "r").is_empty());
    assert!(app.layers.is_empty(), "now cannot be restored");
    asked(&mut app, "j j r");
    assert!(matches!(app.layers.last(), Some(Layer::Confirm(_))));
    let reading = reading(asked(&mut app, "y"));
    assert_eq!(reading.then, Then::Restore);
    let before = app.doc.as_ref().unwrap().map.clone();
    answer(&mut app, &reading);
    assert_eq!(app.screen, Screen::Map);
    assert_eq!(app.doc.as_ref().unwrap().map.title.as_str(), "Older");
    assert!(app.status.words.contains("ersion 2 of 2026-11-19 restored"), "{:?}", app.status);
    press(&mut app, "u");
    assert_eq!(app.doc.as_ref().unwrap().map, before);
}

#[test]
fn of_a_review_only_its_stage_is_compared() {
    let mut app = shown("terminal");
    assert!(asked(&mut app, "j j j Enter").is_empty());
    assert!(app.status.words.contains("only its stage"), "{:?}", app.status);
    assert!(asked(&mut app, "r").is_empty() && app.layers.is_empty());
    let reading = reading(asked(&mut app, "c"));
    assert!(matches!(reading.wanted[0].from, From::Reviewed(_)));
    assert!(asked(&mut app, "x j x c").is_empty(), "not with another moment");
}

#[test]
fn since_when_is_picked_from_the_line_of_time() {
    let mut app = open("terminal", SAMPLE);
    let effects = asked(&mut app, "v d");
    assert!(matches!(effects.as_slice(), [.., Effect::ReadTimeline { purpose: Purpose::Choose, .. }]));
    let line = line(&app);
    update(&mut app, Event::Timeline(Purpose::Choose, Box::new(line)));
    assert!(matches!(app.layers.last(), Some(Layer::Pick(_))));
    let reading = reading(asked(&mut app, "w o r k s h o p Enter"));
    assert_eq!(reading.then, Then::Compare);
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "v s");
    update(&mut app, Event::Timeline(Purpose::Choose, Box::default()));
    press(&mut app, "n a m e Enter");
    let reading = self::reading(asked(&mut app, "o r d e r @ 3 Enter"));
    assert!(matches!(&reading.wanted[0].from, From::Named(name) if name == "order@3"));
}

#[test]
fn an_answer_for_another_map_is_passed_over() {
    let mut app = shown("terminal");
    let mut reading = reading(asked(&mut app, "j Enter"));
    reading.path = "/elsewhere/other.ron".into();
    answer(&mut app, &reading);
    assert_eq!((app.screen, app.past()), (Screen::Timeline, None));
}

#[test]
fn every_size_has_a_picture() {
    for mut app in [shown("terminal"), in_the_past("terminal")] {
        for (width, height) in (0..30).flat_map(|w| (0..16).map(move |h| (w * 7, h * 3))) {
            app.settings.ascii = width % 2 == 0;
            picture(&app, width, height);
        }
    }
}

#[test]
fn pictures() {
    for (theme, ascii) in [("terminal", false), ("mono", true)] {
        let mut app = shown(theme);
        app.settings.ascii = ascii;
        press(&mut app, "j x j");
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let shown = styled_dump(&picture(&app, width, height));
            insta::assert_snapshot!(format!("timeline-{theme}-{width}x{height}"), shown);
        }
        let mut app = in_the_past(theme);
        app.settings.ascii = ascii;
        insta::assert_snapshot!(format!("past-{theme}-80x24"), styled_dump(&picture(&app, 80, 24)));
    }
}
