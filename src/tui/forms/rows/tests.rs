//! Lists as *(before, keys, after)*.

use super::*;
use crate::tui::app::App;
use crate::tui::event::Event as Happened;
use crate::tui::keys::Key;
use crate::tui::screens::testing::{open, press};
use crate::tui::update::update;

fn map(app: &App) -> &Map {
    &app.doc.as_ref().unwrap().map
}

fn typed(app: &mut App, text: &str) {
    for c in text.chars() {
        let _ = update(app, Happened::Key(Key::char(c)));
    }
}

fn sample() -> App {
    let mut app = open("terminal", "order-to-doorstep.ron");
    app.today = crate::tui::screens::testing::TODAY;
    app
}

/// Goes to the row that adds.
const ADD: &str = "Up Enter";

#[test]
fn every_row_of_the_samples_has_a_form_that_changes_nothing() {
    let app = sample();
    let (map, workspace) = (map(&app), &app.place.data);
    let stages = map.stages.iter().map(|s| s.id.clone());
    let of_stages =
        stages.flat_map(|s| [Rows::Evidence(s.clone()), Rows::Snoozes(s.clone()), Rows::Watches(s)]);
    let blank = Blank { today: app.today, me: app.me.as_ref() };
    let mut seen = 0;
    for rows in [Rows::Segments, Rows::Events, Rows::MapSnoozes].into_iter().chain(of_stages) {
        for row in shown(map, &rows, workspace).unwrap() {
            let ids = &mut crate::map::id::CountingIds::default();
            let filled = filled(map, &rows, Some(&row.key), blank).unwrap();
            let values: Vec<_> = filled.into_iter().map(|(_, value)| value).enumerate().collect();
            assert_eq!(edit(map, &rows, Some(&row.key), &values, blank, ids), Ok(None), "{rows:?} {row:?}");
            assert!(!row.label.is_empty());
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn a_segment_is_added_edited_removed_and_all_is_undone() {
    let mut app = sample();
    let before = map(&app).clone();
    press(&mut app, &format!("Space m s {ADD}"));
    typed(&mut app, "Students");
    press(&mut app, "Tab");
    typed(&mut app, "120");
    press(&mut app, "Ctrl-S");
    assert_eq!(map(&app).segments, before.segments, "120 % is refused while it is typed");
    press(&mut app, "Backspace Ctrl-S");
    let added = map(&app).segments.last().unwrap().clone();
    assert_eq!((added.name.as_str(), added.share), ("Students", Some(crate::map::Decimal::from_int(12))));
    assert!(added.id.as_str().starts_with("students-"), "{}", added.id);
    // The list is there again, on the row that adds; the new one stands above it.
    press(&mut app, "Up Enter");
    typed(&mut app, "!");
    press(&mut app, "Ctrl-S");
    assert_eq!(
        map(&app).segments.last().map(|s| (s.id.clone(), s.name.to_string())),
        Some((added.id, "Students!".into()))
    );
    press(&mut app, "Del");
    assert_eq!(map(&app).segments, before.segments);
    press(&mut app, "Esc u u u");
    assert_eq!(*map(&app), before);
}

#[test]
fn a_removed_segment_is_no_longer_what_cards_are_about() {
    let mut app = sample();
    press(&mut app, &format!("Space m s {ADD}"));
    typed(&mut app, "Students");
    press(&mut app, "Ctrl-S Esc");
    let id = map(&app).segments.last().unwrap().id.clone();
    let card = map(&app).cards().next().unwrap().id.clone();
    app.doc.as_mut().unwrap().map.card_mut(&card).unwrap().segments = vec![id.clone()];
    press(&mut app, "Space m s Up Up Del");
    assert!(map(&app).card(&card).unwrap().segments.is_empty() && map(&app).dangling().is_empty());
    press(&mut app, "Esc u");
    assert_eq!(map(&app).card(&card).unwrap().segments, [id]);
}

#[test]
fn evidence_is_kept_on_the_stage_and_cited_by_a_card() {
    let mut app = sample();
    let stage = app.doc.as_ref().unwrap().stage().unwrap().id.clone();
    let before = map(&app).stage(&stage).unwrap().evidence.len();
    press(&mut app, &format!("Space s v {ADD} Ctrl-S"));
    assert_eq!(map(&app).stage(&stage).unwrap().evidence.len(), before, "nothing typed, nothing added");
    press(&mut app, "Enter 2 Tab");
    typed(&mut app, "Half never got the mail");
    press(&mut app, "Ctrl-S Esc");
    let new = map(&app).stage(&stage).unwrap().evidence.last().unwrap().clone();
    assert_eq!((new.kind.word(), new.text.as_ref().unwrap().as_str()), ("survey", "Half never got the mail"));
    press(&mut app, "j Enter");
    let Some(crate::tui::layer::Layer::Form(layer)) = app.layers.last() else { panic!() };
    let steps = layer.form.fields().iter().position(|f| f.name() == "evidence").unwrap();
    press(&mut app, &"Tab ".repeat(steps));
    press(&mut app, "Enter");
    typed(&mut app, "never got");
    press(&mut app, "Enter Ctrl-S");
    let card = app.doc.as_ref().unwrap().card().unwrap();
    assert!(card.evidence.contains(&new.id), "{card:?} {}", app.status.words);
}

#[test]
fn an_event_goes_to_its_day() {
    let mut app = sample();
    press(&mut app, &format!("Space m e {ADD}"));
    typed(&mut app, "Carrier changed");
    press(&mut app, "Tab Ctrl-U");
    typed(&mut app, "2020-01-01");
    press(&mut app, "Ctrl-S");
    let first = &map(&app).events[0];
    assert_eq!((first.text.as_str(), first.on.to_string().as_str()), ("Carrier changed", "2020-01-01"));
}

#[test]
fn a_snooze_needs_a_reason_and_carries_a_name() {
    let mut app = sample();
    let stage = app.doc.as_ref().unwrap().stage().unwrap().id.clone();
    let before = map(&app).stage(&stage).unwrap().snoozes.len();
    press(&mut app, &format!("Space s z {ADD} Tab Tab Tab"));
    typed(&mut app, "waits for the carrier");
    press(&mut app, "Ctrl-S Esc");
    let snoozes = &map(&app).stage(&stage).unwrap().snoozes;
    assert_eq!((snoozes.len(), Some(&snoozes.last().unwrap().by)), (before + 1, app.me.as_ref()));
    app.me = None;
    press(&mut app, &format!("Space s z {ADD}"));
    assert!(app.status.words.contains("name"), "{}", app.status.words);
}

#[test]
fn a_watched_path_stays_in_the_repository() {
    let mut app = sample();
    let stage = app.doc.as_ref().unwrap().stage().unwrap().id.clone();
    press(&mut app, &format!("Space s w {ADD}"));
    typed(&mut app, "../secret");
    press(&mut app, "Ctrl-S");
    assert!(app.status.words.contains("root of the repository"), "{}", app.status.words);
    press(&mut app, "Ctrl-U");
    typed(&mut app, "services/delivery/**");
    press(&mut app, "Ctrl-S");
    let watches = &map(&app).stage(&stage).unwrap().watches;
    assert_eq!(watches.last().map(Label::as_str), Some("services/delivery/**"));
}

#[test]
fn esc_in_a_new_row_goes_back_to_the_list() {
    let mut app = sample();
    press(&mut app, &format!("Space m s {ADD} Esc"));
    assert_eq!(app.layers.len(), 1);
    press(&mut app, "Esc");
    assert!(app.layers.is_empty());
}
