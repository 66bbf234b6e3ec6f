//! Threads, as *(before, keys, after)* and as pictures.

use super::super::testing::{TODAY, open, picture, press};
use crate::map::id::{ElementId, PersonId, ThreadId};
use crate::map::thread::testing::{entry, thread};
use crate::map::thread::{Deed, Resolution, Thread};
use crate::store::threads::Listing;
use crate::tui::app::{App, Screen};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Talked};
use crate::tui::focus::Focus;
use crate::tui::keys::Keys;
use crate::tui::layer::Layer;
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::update::update;

const SAMPLE: &str = "order-to-doorstep.ron";

fn tell(app: &mut App, mut threads: Vec<Thread>, did: Option<(Deed, Option<Thread>)>) {
    crate::map::thread::arrange(&mut threads);
    let map = app.doc.as_ref().unwrap().map.id.clone();
    let listing = Listing { threads, ..Listing::default() };
    update(app, Event::Threads(Box::new(Talked { map, listing, did, is_undo: false })));
}

/// The first card of the third stage.
fn card(app: &App) -> String {
    let map = &app.doc.as_ref().unwrap().map;
    map.stages[2].cards().next().unwrap().id.to_string()
}

fn samples(app: &App) -> Vec<Thread> {
    let mut on_card = thread("a", &card(app), "Do we know since when this is so?");
    on_card.anchor.quote = Some("It said something else then".into());
    let text = "Since June, says the contact centre.\nThe numbers are in the report that Maya brought to the workshop.";
    on_card.entries.push(entry("2026-11-03 14:20", "tom", text));
    let mut gone = thread("b", "gone-77", "Why did this go?");
    gone.anchor.quote = Some("A card that is gone".into());
    let mut settled = thread("c", &card(app), "Fine now.");
    let by = PersonId::new("maya").unwrap();
    settled.resolved = Some(Resolution { on: TODAY, by });
    vec![on_card, gone, settled]
}

fn shown(theme: &str) -> App {
    let mut app = open(theme, SAMPLE);
    let threads = samples(&app);
    tell(&mut app, threads, None);
    app
}

fn asked(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys: Keys = keys.parse().unwrap();
    keys.iter().flat_map(|key| update(app, Event::Key(*key))).collect()
}

fn deed(effects: Vec<Effect>) -> Deed {
    let found = effects.into_iter().find_map(|effect| match effect {
        Effect::ChangeThread { deed, .. } => Some(*deed),
        _ => None,
    });
    found.expect("a deed")
}

fn go(app: &mut App, id: &str) {
    app.doc.as_mut().unwrap().focus = Focus::Card(crate::map::id::CardId::new(id).unwrap());
}

#[test]
fn where_nothing_is_said_a_comment_begins() {
    let mut app = open("terminal", SAMPLE);
    let id = card(&app);
    go(&mut app, &id);
    press(&mut app, "c");
    assert!(matches!(app.layers.last(), Some(Layer::Text(_))));
    let done = deed(asked(&mut app, "h m Enter"));
    let Deed::Open(new) = &done else { panic!("{done:?}") };
    assert_eq!((new.anchor.element.as_str(), new.entries[0].text.as_str()), (id.as_str(), "hm"));
    assert!(new.anchor.quote.is_some());
    let threads = vec![(**new).clone()];
    tell(&mut app, threads, Some((done.clone(), None)));
    assert!(app.status.words.starts_with("Commented: ") || app.status.words.starts_with("commented: "));
    press(&mut app, "c");
    assert_eq!(app.screen, Screen::Threads);
    let back = deed(asked(&mut app, "u"));
    assert_eq!(back, done.inverse(None).unwrap());
}

#[test]
fn an_empty_comment_is_none() {
    let mut app = open("terminal", SAMPLE);
    let effects = asked(&mut app, "c Enter");
    assert!(!effects.iter().any(|e| matches!(e, Effect::ChangeThread { .. })), "{effects:?}");
}

#[test]
fn who_is_not_known_is_asked_first() {
    let mut app = open("terminal", SAMPLE);
    app.me = None;
    press(&mut app, "c");
    assert!(matches!(app.layers.last(), Some(Layer::Pick(_))));
    press(&mut app, "Enter");
    assert!(app.me.is_some() && matches!(app.layers.last(), Some(Layer::Text(_))));
}

#[test]
fn answered_resolved_reopened_and_gone_to() {
    let mut app = shown("terminal");
    let id = card(&app);
    press(&mut app, "C");
    assert_eq!(app.screen, Screen::Threads);
    let answer = deed(asked(&mut app, "r o k Enter"));
    assert!(
        matches!(&answer, Deed::Reply(thread, entry) if thread.as_str() == "a" && entry.text.as_str() == "ok")
    );
    let done = deed(asked(&mut app, "s"));
    assert!(matches!(&done, Deed::Resolve(thread, _) if thread.as_str() == "a"));
    assert_eq!(deed(asked(&mut app, "v G s")), Deed::Reopen(ThreadId::new("c").unwrap()));
    press(&mut app, "j g j Enter");
    assert_eq!(app.screen, Screen::Threads, "what is gone cannot be gone to");
    press(&mut app, "g Enter");
    assert_eq!(app.screen, Screen::Map);
    assert_eq!(app.doc.as_ref().unwrap().focus, Focus::Card(crate::map::id::CardId::new(&id).unwrap()));
    press(&mut app, "c");
    assert_eq!(app.threads.only.as_ref().map(ElementId::as_str), Some(id.as_str()));
    press(&mut app, "q");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn a_field_can_be_talked_about() {
    let mut app = open("terminal", SAMPLE);
    let id = card(&app);
    go(&mut app, &id);
    press(&mut app, "C A");
    press(&mut app, "o w n e r Enter w h o ? Enter");
    let mut app = open("terminal", SAMPLE);
    go(&mut app, &id);
    press(&mut app, "C A o w n e r Enter");
    let Deed::Open(new) = deed(asked(&mut app, "w h o Enter")) else { panic!("not opened") };
    assert_eq!(new.anchor.field.as_ref().map(crate::map::Label::as_str), Some("owner"));
}

#[test]
fn the_board_counts_what_is_open_and_nothing_where_nothing_is() {
    let mut app = open("terminal", SAMPLE);
    app.size = (200, 60);
    assert!(!text_of(&picture(&app, 200, 60)).contains('✎'));
    let id = card(&app);
    go(&mut app, &id);
    let threads = samples(&app);
    tell(&mut app, threads, None);
    let text = text_of(&picture(&app, 200, 60));
    assert!(text.lines().next().unwrap().contains("✎2"), "{text}");
    assert_eq!(text.matches("✎1").count(), 3, "its stage, its card, the pane\n{text}");
    app.settings.ascii = true;
    assert!(text_of(&picture(&app, 200, 60)).contains("%2"));
}

#[test]
fn threads_of_another_map_are_passed_over() {
    let mut app = open("terminal", SAMPLE);
    let map = crate::map::id::MapId::new("another").unwrap();
    let listing = Listing { threads: samples(&app), ..Listing::default() };
    update(&mut app, Event::Threads(Box::new(Talked { map, listing, did: None, is_undo: false })));
    assert!(app.doc.as_ref().unwrap().talks.threads.is_empty());
}

#[test]
fn every_size_has_a_picture() {
    let mut app = shown("terminal");
    press(&mut app, "C v");
    for (width, height) in (0..30).flat_map(|w| (0..16).map(move |h| (w * 7, h * 3))) {
        app.settings.ascii = width % 2 == 0;
        picture(&app, width, height);
    }
}

#[test]
fn pictures() {
    for (theme, ascii) in [("terminal", false), ("mono", true)] {
        let mut app = shown(theme);
        app.settings.ascii = ascii;
        press(&mut app, "C v");
        for (width, height) in [(80, 24), (120, 40)] {
            let dump = styled_dump(&picture(&app, width, height));
            insta::assert_snapshot!(format!("threads-{theme}-{width}x{height}"), dump);
        }
        let mut app = shown(theme);
        app.settings.ascii = ascii;
        let id = card(&app);
        go(&mut app, &id);
        insta::assert_snapshot!(format!("board-{theme}-120x40"), styled_dump(&picture(&app, 120, 40)));
    }
}
