//! What changed, as *(before, keys, after)* and as pictures.

use super::super::testing::{open, picture, press};
use crate::change::diff;
use crate::map::edit::{Edit, StageField, remove_lane, remove_stage};
use crate::map::thread::Deed;
use crate::map::{Label, Map, Place};
use crate::store::threads::Listing;
use crate::tui::app::{App, Screen};
use crate::tui::changes::Base;
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Talked};
use crate::tui::focus::Focus;
use crate::tui::keys::Keys;
use crate::tui::layer::Layer;
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::update::update;

const SAMPLE: &str = "order-to-doorstep.ron";

/// A sample map with a change of each kind, not saved: a text, an owner, a stage's name; a card added, one removed, one moved,
/// one dragged; a lane and a stage that went.
fn changed(theme: &str) -> App {
    let mut app = open(theme, SAMPLE);
    let map = app.doc.as_ref().unwrap().map.clone();
    let cell = |map: &Map, stage: usize, lane: usize| map.stages[stage].cell(&map.lanes[lane].id).to_vec();
    let steps = cell(&map, 2, 0);
    let mut edits = vec![
        Edit::SetCard {
            card: steps[1].id.clone(),
            field: crate::map::edit::CardField::Text("Pays by card, twice, for the first time fails".into()),
        },
        Edit::RemoveCard(steps[0].id.clone()),
        Edit::MoveCard {
            card: steps[2].id.clone(),
            to: Place { stage: Some(map.stages[3].id.clone()), lane: map.lanes[0].id.clone(), index: 1 },
        },
        Edit::SetStage { stage: map.stages[3].id.clone(), field: StageField::Name(Label::new("Wait")) },
        Edit::SetStage { stage: map.stages[2].id.clone(), field: StageField::Owner(None) },
    ];
    let lane = map.lanes.iter().find(|lane| lane.name.as_str() == "Thinking").unwrap();
    edits.push(remove_lane(&map, &lane.id));
    edits.push(remove_stage(&map, &map.stages[4].id));
    for edit in edits {
        assert!(app.edit(edit), "{:?}", app.status);
    }
    press(&mut app, "3 j o N e w Enter Esc");
    app
}

/// That, looked at.
fn looked_at(theme: &str) -> App {
    let mut app = changed(theme);
    press(&mut app, "v d g");
    assert_eq!(app.screen, Screen::Changes);
    app
}

fn choose(app: &mut App, words: &str) {
    let at = app.changes.items().iter().position(|item| item.words.contains(words));
    let listed = || app.changes.items().iter().map(|i| i.words.clone()).collect::<Vec<_>>();
    let at = at.unwrap_or_else(|| panic!("{words}: {:#?}", listed()));
    app.changes.choose(at);
}

#[test]
fn the_keys_go_from_change_to_change_and_from_stage_to_stage() {
    let mut app = looked_at("terminal");
    let count = app.changes.items().len();
    assert!(count > 7, "{:#?}", app.changes.items());
    press(&mut app, "] ] j [");
    assert_eq!(app.changes.at(), 2);
    press(&mut app, "G");
    assert_eq!(app.changes.at(), count - 1);
    press(&mut app, "]");
    assert_eq!(app.changes.at(), count - 1);
    press(&mut app, "g Tab");
    let stage = app.changes.chosen().unwrap().change.stage.home().cloned();
    press(&mut app, "Tab S-Tab");
    assert_eq!(app.changes.chosen().unwrap().change.stage.home().cloned(), stage);
    assert!(stage.is_some());
}

#[test]
fn enter_goes_to_the_element_and_where_it_is_gone_to_where_it_stood() {
    let mut app = looked_at("terminal");
    choose(&mut app, "moved from");
    let moved = app.changes.chosen().unwrap().on_board.clone();
    press(&mut app, "Enter");
    let doc = app.doc.as_ref().unwrap();
    assert_eq!((app.screen, &doc.focus), (Screen::Map, &moved));
    let mut app = looked_at("terminal");
    choose(&mut app, "step “Picks a delivery slot” removed");
    press(&mut app, "Enter");
    let doc = app.doc.as_ref().unwrap();
    let stage = &doc.map.stages[2];
    assert_eq!(doc.focus, Focus::Card(stage.cell(&doc.map.lanes[0].id)[0].id.clone()));
}

#[test]
fn what_is_taken_back_is_gone_from_the_list_and_undo_brings_it_back() {
    let mut app = looked_at("terminal");
    choose(&mut app, "removed");
    let (before, words) = (app.changes.items().len(), app.changes.chosen().unwrap().words.clone());
    press(&mut app, "r");
    assert!(app.status.words.starts_with("Taken back"), "{:?}", app.status);
    assert!(app.changes.items().len() < before);
    assert!(app.changes.items().iter().all(|item| item.words != words));
    press(&mut app, "u");
    assert_eq!(app.changes.items().len(), before);
}

#[test]
fn all_taken_back_is_the_saved_map() {
    let mut app = looked_at("terminal");
    let saved = app.changes.compared().unwrap().old.clone();
    for _ in 0..60 {
        press(&mut app, "r ]");
        if app.changes.at() + 1 >= app.changes.items().len() {
            press(&mut app, "g");
        }
    }
    let map = &app.doc.as_ref().unwrap().map;
    assert!(diff(&saved, map).is_empty(), "{:#?}", app.changes.items());
    assert!(text_of(&picture(&app, 80, 24)).contains("Nothing changed since the last save"));
}

#[test]
fn esc_leaves_first_the_board_then_the_changes() {
    let mut app = looked_at("terminal");
    press(&mut app, "v");
    assert!(app.changes.is_board_alone);
    press(&mut app, "Esc");
    assert!(!app.changes.is_board_alone && app.screen == Screen::Changes);
    press(&mut app, "Esc");
    assert_eq!((app.screen, app.changes.items().len()), (Screen::Map, 0));
}

#[test]
fn the_list_is_copied_as_text() {
    let mut app = looked_at("terminal");
    let mut effects = Vec::new();
    for key in "y".parse::<Keys>().unwrap().iter() {
        effects.extend(update(&mut app, Event::Key(*key)));
    }
    let Some(Effect::Copy(text)) = effects.first() else { panic!("{effects:?}") };
    assert!(text.starts_with("Since the last save: ") && text.contains("\n- "), "{text}");
    assert_eq!(text.lines().count(), app.changes.items().len() + 1);
}

#[test]
fn nothing_is_compared_while_no_changes_are_shown() {
    let mut app = changed("terminal");
    assert!(app.changes.compared().is_none());
    press(&mut app, "v d");
    let old = app.changes.compared().unwrap().old.clone();
    press(&mut app, "Enter j k");
    assert!(app.changes.compared().is_none());
    assert_eq!(std::sync::Arc::strong_count(&old), 1);
}

#[test]
fn a_review_is_compared_in_its_stage_alone() {
    let mut app = changed("terminal");
    let old = open("terminal", SAMPLE).doc.unwrap().map;
    let stage = old.stages[2].id.clone();
    let one = Map { stages: vec![old.stages[2].clone()], ..old };
    let words = "the review of “Order”".to_owned();
    app.compare_with(Base::State { words, map: one.into(), stage: Some(stage.clone()) });
    assert!(!app.changes.items().is_empty());
    assert!(
        app.changes.items().iter().all(|item| item.change.stage.has(&stage)),
        "{:#?}",
        app.changes.items()
    );
}

#[test]
fn every_size_has_a_picture() {
    let mut app = looked_at("terminal");
    for keys in ["g", "v G", "v"] {
        press(&mut app, keys);
        for (width, height) in (0..30).flat_map(|w| (0..16).map(move |h| (w * 7, h * 3))) {
            for ascii in [false, true] {
                app.settings.ascii = ascii;
                picture(&app, width, height);
            }
        }
    }
}

#[test]
fn pictures() {
    for (theme, ascii) in [("terminal", false), ("mono", true)] {
        let mut app = looked_at(theme);
        app.settings.ascii = ascii;
        for (name, words) in [("text", "changed from"), ("moved", "moved from")] {
            choose(&mut app, words);
            for (width, height) in [(80, 24), (120, 40), (200, 60)] {
                let shown = styled_dump(&picture(&app, width, height));
                insta::assert_snapshot!(format!("{name}-{theme}-{width}x{height}"), shown);
            }
        }
        press(&mut app, "v");
        insta::assert_snapshot!(format!("board-{theme}-80x24"), styled_dump(&picture(&app, 80, 24)));
    }
}

/// What is asked of the world by these keys.
fn asked(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys: Keys = keys.parse().unwrap();
    keys.iter().flat_map(|key| update(app, Event::Key(*key))).collect()
}

#[test]
fn a_walk_counts_what_is_seen_said_and_taken_back_and_ends_with_a_summary() {
    let mut app = looked_at("terminal");
    let count = app.changes.items().len();
    let first = app.changes.chosen().unwrap().words.clone();
    press(&mut app, "x x");
    assert_eq!((app.changes.at(), app.changes.walk.progress(app.changes.items())), (2, (2, count)));
    press(&mut app, "g x");
    assert_eq!(app.changes.walk.progress(app.changes.items()), (1, count), "not seen after all");
    press(&mut app, "x");
    choose(&mut app, "owner");
    let effects = asked(&mut app, "c w h y ? Enter");
    let deed = effects.into_iter().find_map(|effect| match effect {
        Effect::ChangeThread { deed, .. } => Some(*deed),
        _ => None,
    });
    let Some(Deed::Open(thread)) = deed else { panic!("no thread") };
    assert_eq!(thread.anchor.field.as_ref().map(Label::as_str), Some("owner"));
    let map = app.doc.as_ref().unwrap().map.id.clone();
    let listing = Listing { threads: vec![(*thread).clone()], ..Listing::default() };
    let did = Some((Deed::Open(thread), None));
    update(&mut app, Event::Threads(Box::new(Talked { map, listing, did, is_undo: false })));
    choose(&mut app, "“New” added");
    press(&mut app, "r");
    assert_eq!(app.changes.walk.progress(app.changes.items()), (4, count));
    let text = text_of(&picture(&app, 120, 40));
    assert!(text.lines().next().unwrap().contains(&format!("   4/{count} ")), "{text}");
    let effects = asked(&mut app, "w");
    let copied = effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("copied");
    assert!(
        copied.contains(&format!(
            "looked at 4 of {count} changes on 2026-11-22: 2 seen, 1 commented, 1 taken back."
        )),
        "{copied}"
    );
    assert!(
        copied.contains("owner") && copied.contains(": why?") && copied.contains("**Taken back**"),
        "{copied}"
    );
    assert_eq!(app.changes.walk.summary.as_deref(), Some(copied.as_str()));
    press(&mut app, "Esc u");
    assert_eq!(app.changes.walk.progress(app.changes.items()), (3, count), "an undo brings it back");
    press(&mut app, "q v d");
    assert_eq!(app.changes.walk.progress(app.changes.items()), (3, count), "the same walk goes on");
    assert!(!first.is_empty());
}

#[test]
fn ones_own_stages_that_were_touched_are_offered_for_review() {
    let mut app = changed("terminal");
    let doc = app.doc.as_ref().unwrap();
    let stage = &doc.map.stages[3];
    app.me = doc.map.owner_of(stage).map(|(owner, _)| owner);
    press(&mut app, "v d w");
    let text = text_of(&picture(&app, 120, 40));
    assert!(text.contains("of yours that w"), "{text}");
    press(&mut app, "r");
    assert!(matches!(app.layers.last(), Some(Layer::Review(_))));
}

#[test]
fn what_a_removed_card_said_is_quoted() {
    let mut app = looked_at("terminal");
    choose(&mut app, "step “Picks a delivery slot” removed");
    let effects = asked(&mut app, "c w h y Enter");
    let quoted = effects.into_iter().find_map(|effect| match effect {
        Effect::ChangeThread { deed, .. } => match *deed {
            Deed::Open(thread) => thread.anchor.quote,
            _ => None,
        },
        _ => None,
    });
    assert_eq!(quoted.map(|q| q.to_string()).as_deref(), Some("Picks a delivery slot"));
}

#[test]
fn pictures_of_a_walk() {
    for (theme, ascii) in [("terminal", false), ("mono", true)] {
        let mut app = looked_at(theme);
        app.settings.ascii = ascii;
        press(&mut app, "x x j x");
        for (width, height) in [(80, 24), (120, 40)] {
            let dump = styled_dump(&picture(&app, width, height));
            insta::assert_snapshot!(format!("walk-{theme}-{width}x{height}"), dump);
        }
        press(&mut app, "w");
        insta::assert_snapshot!(format!("summary-{theme}-80x24"), styled_dump(&picture(&app, 80, 24)));
    }
}
