use super::*;
use crate::tui::screens::testing::conflicted;

fn map(app: &App) -> &Map {
    &app.doc.as_ref().unwrap().map
}

fn left(app: &App) -> usize {
    map(app).conflicts.len()
}

/// The list of conflicts open at the one over a field with this name.
fn at(field: &str) -> App {
    let mut app = conflicted("terminal");
    press(&mut app, "Space c");
    assert_eq!(app.screen, Screen::Conflicts);
    let row = map(&app).conflicts.iter().position(|c| c.field.as_ref().map_or("", |f| f.as_str()) == field);
    app.conflicts.row = row.unwrap();
    app
}

fn owner(app: &App) -> &str {
    map(app).stages[3].owner.as_ref().unwrap().as_str()
}

#[test]
fn each_side_is_one_key_and_can_be_undone() {
    for (key, wanted) in [("o", "ana"), ("t", "maya"), ("b", "tom"), ("a", "ana")] {
        let mut app = at("owner");
        press(&mut app, key);
        assert_eq!((owner(&app), left(&app)), (wanted, 3), "{key}: {}", app.status.words);
        assert!(app.status.words.contains("3 conflicts left  (u to undo)"), "{}", app.status.words);
        press(&mut app, "u");
        assert_eq!((owner(&app), left(&app)), ("ana", 4), "{key}");
        press(&mut app, "U");
        assert_eq!((owner(&app), left(&app)), (wanted, 3), "{key}");
    }
}

#[test]
fn what_was_done_is_said_in_words() {
    let mut app = at("owner");
    press(&mut app, "t");
    let words = &app.status.words;
    assert!(
        words.starts_with("Owner of stage “Wait for delivery” is as in theirs (spring-review): Maya Chen;"),
        "{words}"
    );
    press(&mut app, "u");
    assert!(app.status.words.contains("owner of stage “Wait for delivery”"), "{}", app.status.words);
}

#[test]
fn another_value_is_typed_and_checked() {
    let mut app = at("owner");
    press(&mut app, "e Ctrl-U \"Luis Ortega\" Enter");
    assert_eq!((owner(&app), left(&app)), ("luis", 3), "{}", app.status.words);
    let mut app = at("severity");
    press(&mut app, "e Ctrl-U \"terrible\" Enter");
    assert_eq!(left(&app), 4);
    assert!(app.status.words.contains("is no severity"), "{}", app.status.words);
    let Some(Layer::Text(typing)) = app.layers.last() else { panic!("the text is gone") };
    assert_eq!(typing.text.value(), "terrible");
    press(&mut app, "Ctrl-U \"high\" Enter");
    assert_eq!(left(&app), 3, "{}", app.status.words);
    assert!(map(&app).cards().any(|c| c.pain().is_some_and(|p| p.severity.word() == "high")));
}

#[test]
fn a_whole_element_stays_or_goes() {
    let mut app = at("");
    let card = map(&app).conflicts[app.conflicts.row].at.to_string();
    let is_there = |app: &App| map(app).cards().any(|c| c.id.as_str() == card);
    press(&mut app, "b");
    assert!(app.status.words.contains("only stay or go"), "{}", app.status.words);
    press(&mut app, "t");
    assert!(is_there(&app) && left(&app) == 3);
    assert!(app.status.words.contains("stays: theirs (spring-review)"), "{}", app.status.words);
    press(&mut app, "u o");
    assert!(!is_there(&app) && left(&app) == 3);
    assert!(app.status.words.contains("is removed: ours (main)"), "{}", app.status.words);
    press(&mut app, "u");
    assert!(is_there(&app) && left(&app) == 4);
}

#[test]
fn all_are_decided_one_after_the_other_and_the_rule_is_content() {
    let mut app = conflicted("terminal");
    let is_found =
        |app: &App| app.doc.as_ref().unwrap().findings.iter().any(|f| f.rule.id == "unresolved-conflict");
    assert!(is_found(&app));
    press(&mut app, "Space c ] [ t t t t");
    assert_eq!(left(&app), 0);
    assert!(app.status.words.contains("no conflict is left"), "{}", app.status.words);
    assert!(!is_found(&app));
    press(&mut app, "t");
    assert!(app.status.words.contains("no conflict to decide"), "{}", app.status.words);
    press(&mut app, "Esc");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn a_finding_leads_to_its_conflict_and_enter_to_the_board() {
    let mut app = conflicted("terminal");
    let id = map(&app).conflicts[2].id.clone();
    let is_it = |item: &crate::tui::findings::Item| {
        item.found.finding.target == crate::rules::Target::Conflict(id.clone())
    };
    for key in ["Enter", "f"] {
        press(&mut app, "!");
        app.findings.choose_first(is_it);
        press(&mut app, key);
        assert_eq!(
            (app.screen, app.chosen_conflict().map(|c| &c.id)),
            (Screen::Conflicts, Some(&id)),
            "{key}"
        );
        press(&mut app, "q");
        assert_eq!(app.screen, Screen::Findings);
        press(&mut app, "q");
    }
    let mut app = at("owner");
    press(&mut app, "Enter");
    assert_eq!(app.screen, Screen::Map);
    assert_eq!(app.doc.as_ref().unwrap().focus, Focus::Stage(map(&app).stages[3].id.clone()));
    assert!(app.status.words.contains("Space c decides it"), "{}", app.status.words);
}

/// People and policy as a merge leaves them: two names for one person, two limits.
fn shared(mut app: App) -> App {
    let base = app.place.data.clone();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.people[0].name = "Maya Chen-Lee".into();
    theirs.people[0].name = "Maya Lee".into();
    (ours.currency, theirs.currency) = (Some("$".into()), Some("£".into()));
    let names = crate::change::SideNames::new("main", "spring-review");
    app.place.data = crate::change::merge_workspace(&base, &ours, &theirs, &names).workspace;
    assert_eq!(app.place.data.conflicts.len(), 2);
    app
}

fn at_shared(keys: &str, field: &str) -> App {
    let mut app = shared(open("Order: doing=pay"));
    press(&mut app, keys);
    assert_eq!(app.screen, Screen::Conflicts, "{}", app.status.words);
    let is_it = |c: &crate::map::conflict::Conflict| c.field.as_ref().is_some_and(|f| f.as_str() == field);
    app.conflicts.row = app.place.data.conflicts.iter().position(is_it).unwrap();
    app
}

#[test]
fn conflicts_of_people_and_policy_are_decided_and_saved_at_once() {
    for keys in ["Space c", "Space p Space c", "Space o p Space c", "! Space c"] {
        at_shared(keys, "name");
    }
    for (key, wanted) in [("o", "Maya Chen-Lee"), ("t", "Maya Lee"), ("b", "Maya Chen")] {
        let mut app = at_shared("Space p Space c", "name");
        assert_eq!(app.open_conflicts(), 2);
        let effects = press(&mut app, key);
        assert!(effects.iter().any(|e| matches!(e, Effect::SaveWorkspace(_))), "{key}");
        assert_eq!((app.place.data.people[0].name.as_str(), app.open_conflicts()), (wanted, 1));
        assert!(app.status.words.contains("1 conflict left  (saved; u to undo)"), "{}", app.status.words);
        press(&mut app, "u");
        assert_eq!(app.place.data.conflicts.len(), 2, "{key}");
        press(&mut app, "q");
        assert_eq!(app.screen, Screen::People);
    }
    let mut app = at_shared("Space c", "currency");
    press(&mut app, "e Ctrl-U \"kr\" Enter");
    assert_eq!(app.place.data.currency.as_ref().unwrap().as_str(), "kr", "{}", app.status.words);
}

#[test]
fn a_conflict_of_a_person_leads_to_the_person() {
    let mut app = at_shared("Space c", "name");
    press(&mut app, "Enter");
    assert_eq!((app.screen, app.people.row), (Screen::People, 0));
    press(&mut app, "q");
    assert_eq!(app.screen, Screen::Conflicts);
}

#[test]
fn the_map_and_what_all_share_have_a_list_each() {
    let mut app = shared(conflicted("terminal"));
    assert_eq!(app.open_conflicts(), 6);
    press(&mut app, "Space c");
    assert_eq!(app.ground().unwrap().conflicts().len(), 4);
    press(&mut app, "Tab t");
    assert_eq!(app.place.data.conflicts.len(), 1);
    press(&mut app, "t");
    assert!(
        app.status.words.contains("no conflict is left here, Tab shows the others"),
        "{}",
        app.status.words
    );
    press(&mut app, "Tab");
    assert_eq!(app.ground().unwrap().conflicts().len(), 4);
    press(&mut app, "Tab");
    assert!(app.status.words.contains("No conflict waits elsewhere"), "{}", app.status.words);
}
