//! The policy screen, as *(before, keys, after)*.

use super::*;
use crate::map::Policy;
use crate::map::policy::Level;
use crate::rules::Knob;
use crate::tui::app::Screen;
use crate::tui::effect::Effect;

/// An editor with a map of one reviewed stage, and one beside it on the disk, after these keys; with what was asked for.
fn after(keys: &str) -> (App, Vec<Effect>) {
    let mut app = app();
    let mut open = map("Order @maya:");
    open.stages[0].reviewed = Some(crate::map::review::Review {
        on: "2026-10-01".parse().unwrap(),
        by: PersonId::new("maya").unwrap(),
        seal: None,
        note: None,
    });
    let other = Map { id: MapId::new("other").unwrap(), ..open.clone() };
    app.doc = Some(Doc::new(open.clone(), "maps/m.ron".into()));
    app.screen = Screen::Map;
    app.examine();
    let mut effects = press(&mut app, "Space o p");
    effects.extend(update(&mut app, Event::Maps(vec![open, other])));
    effects.extend(press(&mut app, keys));
    (app, effects)
}

fn question(app: &App) -> String {
    match app.layers.last() {
        Some(Layer::Confirm(confirm)) => format!("{confirm:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_asks_for_the_maps_and_counts_in_all_of_them() {
    let (app, effects) = after("");
    assert_eq!(app.screen, Screen::Policy);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ReadMaps)));
    assert_eq!(app.policy.now.of_rule("stale"), 0);
    let (app, _) = after("Esc");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn what_it_would_flag_is_said_before_it_is_kept() {
    let (app, effects) = after("Enter \"30\" Enter");
    let said = question(&app);
    for words in ["90 days → 30 days", "stale: 0 → 2", "Flagged today", "It would be"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(app.place.data.policy, Policy::default(), "nothing is kept yet");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::SaveWorkspace(_))));
    let (app, _) = after("Enter \"30\" Enter n");
    assert_eq!((app.place.data.policy.stale_after, app.layers.len()), (None, 0));
}

#[test]
fn kept_saved_and_taken_back() {
    let (app, effects) = after("Enter \"30\" Enter y");
    assert_eq!(app.place.data.policy.stale_after, Some(30));
    assert_eq!(app.policy.now.of_rule("stale"), 2, "the list counts anew");
    assert!(
        app.status.words.starts_with("The policy's stale_after is 30 days now  (saved; u takes it back)")
    );
    let saved = effects.iter().find_map(|effect| match effect {
        Effect::SaveWorkspace(workspace) => Some(workspace.policy.stale_after),
        _ => None,
    });
    assert_eq!(saved, Some(Some(30)));
    let (app, _) = after("Enter \"30\" Enter y u");
    assert_eq!((app.place.data.policy.stale_after, app.policy.now.of_rule("stale")), (None, 0));
    let (app, _) = after("Enter \"30\" Enter y u U");
    assert_eq!(app.place.data.policy.stale_after, Some(30));
    let (app, _) = after("Enter \"30\" Enter y d y");
    assert_eq!(app.place.data.policy, Policy::default(), "back to the default");
}

#[test]
fn a_wrong_number_is_told_while_it_is_typed_and_never_kept() {
    for wrong in ["0", "x", "99999999"] {
        let (app, _) = after(&format!("Enter \"{wrong}\" Enter"));
        assert!(matches!(app.layers.last(), Some(Layer::Form(_))), "{wrong}");
        assert_eq!(app.place.data.policy, Policy::default());
    }
    // A stage cannot be overdue before it is stale.
    let (app, _) = after("Enter \"30\" Enter y j j Enter \"20\" Enter");
    assert!(matches!(app.layers.last(), Some(Layer::Form(_))));
    assert_eq!(app.place.data.policy.overdue_after, None);
}

#[test]
fn a_rule_gets_its_level() {
    let rules = Knob::all().iter().position(|knob| knob.name() == "stage-without-metric").unwrap();
    let keys = format!("{}Enter 1 Ctrl-S y", "j ".repeat(rules));
    let (app, _) = after(&keys);
    let setting = app.place.data.policy.rules.first().unwrap();
    assert_eq!((setting.rule.as_str(), setting.level), ("stage-without-metric", Some(Level::Off)));
}

/// What a change made with these keys says at the place that it is for.
fn said_at(keys: &str) -> (App, [Option<u32>; 3]) {
    let (app, _) = after(keys);
    let map = &app.doc.as_ref().unwrap().map;
    let said = [
        app.place.data.policy.stale_after,
        map.policy.as_ref().and_then(|policy| policy.stale_after),
        map.stages[0].policy.as_ref().and_then(|policy| policy.stale_after),
    ];
    (app, said)
}

#[test]
fn a_map_and_a_stage_have_words_of_their_own_and_the_innermost_holds() {
    let (app, said) = said_at("Tab Enter \"30\" Enter");
    let asked = question(&app);
    for words in ["Keep stale_after for this map?", "90 days → 30 days", "stale: 0 → 1"] {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    assert_eq!(said, [None; 3], "nothing is kept yet");
    let (app, said) = said_at("Tab Enter \"30\" Enter y");
    assert_eq!(said, [None, Some(30), None]);
    assert_eq!(app.policy.now.of_rule("stale"), 1, "the other map has its own");
    let (app, said) = said_at("Tab Enter \"30\" Enter y Tab Enter \"80\" Enter y");
    assert_eq!(said, [None, Some(30), Some(80)]);
    assert_eq!(app.policy.now.of_rule("stale"), 0, "the stage's word holds");
    assert!(app.status.words.contains("is 80 days now for the stage “Order”"), "{}", app.status.words);
    let (_, said) = said_at("Tab Enter \"30\" Enter y Tab Enter \"80\" Enter y u");
    assert_eq!(said, [None, Some(30), None], "one step of the map");
    let (_, said) = said_at("Tab Enter \"30\" Enter y u U d y");
    assert_eq!(said, [None; 3], "back to what is inherited");
    let (_, said) = said_at("Tab Tab Tab Enter \"30\" Enter y");
    assert_eq!(said, [Some(30), None, None], "round again to all maps");
}
