//! People who are away, come back, and hand over what they own, as *(before, keys, after)*.

use super::*;
use crate::map::edit::Edit;
use crate::tui::effect::Elsewhere;

fn after(keys: &str) -> (App, Vec<Effect>) {
    let mut app = app();
    app.doc = Some(Doc::new(map("Order @tom: pains=late\nWait @maya:"), "maps/m.ron".into()));
    app.screen = Screen::Map;
    app.examine();
    app.place.data.people[0].deputy = PersonId::new("tom").ok();
    app.place.data.people[0].away_until = "2026-12-01".parse().ok();
    let effects = press(&mut app, keys);
    (app, effects)
}

fn owners(app: &App) -> Vec<&str> {
    let stages = &app.doc.as_ref().unwrap().map.stages;
    stages.iter().map(|stage| stage.owner.as_ref().map_or("", |id| id.as_str())).collect()
}

fn elsewhere(effects: &[Effect]) -> Vec<&Elsewhere> {
    let of = |effect: &'_ Effect| matches!(effect, Effect::Elsewhere(_));
    let all = effects.iter().filter(|effect| of(effect));
    all.filter_map(|effect| if let Effect::Elsewhere(what) = effect { Some(&**what) } else { None }).collect()
}

#[test]
fn all_that_somebody_owns_goes_to_the_one_who_is_picked() {
    let (app, effects) = after("Space p j h \"Maya\" Enter");
    assert_eq!(owners(&app), ["maya", "maya"], "the open map");
    assert_eq!(app.place.data.people[0].deputy, None, "nobody is their own deputy");
    let [Elsewhere::HandOver { from, to, open, .. }] = elsewhere(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!((from.as_str(), to.as_str()), ("tom", "maya"));
    assert_eq!(
        open.as_deref(),
        Some(std::path::Path::new("maps/m.ron")),
        "the open map is not written below us"
    );
    let (app, _) = after("Space p j h \"Maya\" Enter Esc u");
    assert_eq!(owners(&app), ["tom", "maya"], "one step of the open map");
}

#[test]
fn undo_in_the_list_takes_the_other_maps_back_too() {
    let (mut app, _) = after("Space p j h \"Maya\" Enter");
    let (words, _) = app.place.undo.last().unwrap().clone();
    let back = Edit::SetMap(crate::map::edit::MapField::Owner(PersonId::new("tom").ok()));
    let done = vec![("maps/other.ron".into(), back)];
    let _ =
        update(&mut app, Event::Elsewhere { words: words.clone(), done: done.clone(), failed: Vec::new() });
    assert!(app.status.words.contains("1 other map saved"), "{}", app.status.words);
    let effects = press(&mut app, "u");
    let [Elsewhere::Edits { edits, .. }] = elsewhere(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(*edits, done);
    assert_eq!(app.place.data.people[0].deputy, PersonId::new("tom").ok());
    let failed = vec!["other.ron: somebody saved it".to_owned()];
    let _ = update(&mut app, Event::Elsewhere { words, done: Vec::new(), failed });
    assert!(app.status.words.contains("1 could not be changed: other.ron"), "{}", app.status.words);
}

#[test]
fn away_with_a_deputy_and_back() {
    let (app, _) = after("Space p b");
    let maya = &app.place.data.people[0];
    assert_eq!((maya.away_until, &maya.deputy), (None, &None));
    let (app, _) = after("Space p j w \"2026-12-24\" Ctrl-S");
    assert_eq!(app.place.data.people[1].away_until, "2026-12-24".parse().ok());
    let (app, _) = after("Space p j b");
    assert_eq!(app.status.words, "This person is not away");
}

#[test]
fn one_undo_takes_all_of_it_back_where_nothing_else_was_done_in_the_map() {
    let (mut app, _) = after("Space p j h \"Maya\" Enter u");
    assert_eq!(owners(&app), ["tom", "maya"], "the open map follows the list");
    press(&mut app, "U");
    assert_eq!(owners(&app), ["maya", "maya"]);
    let (mut app, _) = after("Space p j h \"Maya\" Enter");
    let renamed = Edit::SetMap(crate::map::edit::MapField::Title("Other".into()));
    assert!(app.edit(renamed));
    press(&mut app, "u");
    assert_eq!(owners(&app), ["maya", "maya"], "work that came after it stays as it is");
    assert_eq!(app.doc.as_ref().unwrap().map.title.as_str(), "Other");
}
