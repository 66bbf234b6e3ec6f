use super::*;
use crate::map::Text;
use crate::map::edit::{CardField, Edit, StageField};
use crate::map::id::StageId;
use crate::store::disk::signature::ContentHash;
use crate::tui::event::Arrived;
use crate::tui::recovery::Leftover;

const BEFORE: &str = "Order: doing=pay,ship\nWait @tom: doing=look | pains=late";

/// What the file is after these edits of what it was.
fn file(edits: Vec<Edit>) -> Event {
    let base = map(BEFORE);
    let mut now = base.clone();
    for edit in edits {
        edit.apply(&mut now).unwrap();
    }
    Event::Arrived(Box::new(Arrived {
        path: "maps/m.ron".into(),
        hash: ContentHash::of(b"theirs"),
        map: now,
        base: Some(base),
        version: None,
        remarks: Vec::new(),
        comments_move: false,
    }))
}

fn text(card: &str, text: &str) -> Edit {
    let base = map(BEFORE);
    let card = base.cards().find(|c| c.text.as_str() == card).unwrap().id.clone();
    Edit::SetCard { card, field: CardField::Text(Text::new(text)) }
}

fn owner(person: &str) -> Edit {
    let stage: StageId = map(BEFORE).stages[1].id.clone();
    Edit::SetStage { stage, field: StageField::Owner(PersonId::new(person).ok()) }
}

fn doc(app: &App) -> &Doc {
    app.doc.as_ref().unwrap()
}

/// The effect that says what was taken in: whether something is left to save.
fn taken(effects: &[Effect]) -> Option<bool> {
    effects.iter().find_map(|e| if let Effect::TakenIn { map, .. } = e { Some(map.is_some()) } else { None })
}

#[test]
fn a_clean_map_follows_the_disk_and_says_what_came() {
    let mut app = open(BEFORE);
    press(&mut app, "l j");
    let effects = update(&mut app, file(vec![text("ship", "send"), owner("maya")]));
    assert_eq!(taken(&effects), Some(false));
    assert_eq!(shown(doc(&app)), "Order: doing=pay,send\nWait @maya: doing=[look] | pains=late\n");
    assert!(!doc(&app).is_dirty());
    let words = &app.status.words;
    assert!(words.starts_with("2 changes arrived from the disk: ") && words.contains("Maya Chen"), "{words}");
    assert!(app.layers.is_empty());
}

#[test]
fn what_is_not_saved_and_what_came_are_put_together() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\" Enter");
    let effects = update(&mut app, file(vec![text("ship", "send")]));
    assert_eq!(taken(&effects), Some(true));
    assert_eq!(shown(doc(&app)), "Order: doing=[pay now],send\nWait @tom: doing=look | pains=late\n");
    assert!(doc(&app).is_dirty() && app.open_conflicts() == 0);
    assert!(app.status.words.contains("what is not saved here stays"), "{}", app.status.words);
    // Undo takes back what was done here, and nothing of what came.
    press(&mut app, "u");
    assert_eq!(shown(doc(&app)), "Order: doing=[pay],send\nWait @tom: doing=look | pains=late\n");
    press(&mut app, "u");
    assert!(app.status.words.contains("nothing to undo"), "{}", app.status.words);
}

#[test]
fn the_same_thing_changed_differently_is_a_conflict_and_said() {
    let mut app = open(BEFORE);
    press(&mut app, "j e Ctrl-U \"buy\" Enter j e \" it\" Enter");
    update(&mut app, file(vec![text("pay", "pay by card"), text("look", "search")]));
    assert_eq!(app.open_conflicts(), 1);
    let words = &app.status.words;
    assert!(words.starts_with("1 conflict to decide (Space c); 1 change arrived"), "{words}");
    assert_eq!(shown(doc(&app)), "Order: doing=buy,[ship it]\nWait @tom: doing=search | pains=late\n");
    let conflict = &doc(&app).map.conflicts[0];
    let name = |name: &Option<crate::map::Label>| name.as_ref().map(ToString::to_string);
    assert_eq!(
        (name(&conflict.our_name).as_deref(), name(&conflict.their_name).as_deref()),
        (Some("Maya Chen"), Some("the disk"))
    );
    press(&mut app, "Space c t");
    assert!(shown(doc(&app)).starts_with("Order: doing=pay by card,"), "{}", shown(doc(&app)));
}

#[test]
fn a_step_that_would_take_back_what_came_can_no_longer_be_undone() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\" Enter j e \" it\" Enter");
    let Event::Arrived(mut arrived) = file(Vec::new()) else { unreachable!() };
    let mut now = doc(&app).map.clone();
    arrived.base = Some(now.clone());
    text("ship", "ship it today").apply(&mut now).unwrap();
    arrived.map = now;
    let revision = doc(&app).history.revision();
    update(&mut app, Event::Saved(SaveResult::Done { revision, notes: Vec::new() }));
    update(&mut app, Event::Arrived(arrived));
    let words = &app.status.words;
    assert!(words.ends_with("1 earlier step can no longer be undone without undoing theirs"), "{words}");
    press(&mut app, "u");
    assert!(shown(doc(&app)).starts_with("Order: doing=[pay],ship it today\n"), "{}", shown(doc(&app)));
    press(&mut app, "u");
    assert!(app.status.words.contains("nothing to undo"), "{}", app.status.words);
}

#[test]
fn an_open_text_stays_open_and_is_put_together_with_what_came() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\"");
    let gone = crate::map::edit::remove_card(&map(BEFORE), &map(BEFORE).stages[0].cards().next().unwrap().id);
    let effects = update(&mut app, file(vec![gone]));
    assert_eq!((taken(&effects), app.layers.len()), (None, 1));
    assert!(app.status.words.contains("taken in when this is closed"), "{}", app.status.words);
    let effects = press(&mut app, "Enter");
    assert_eq!(taken(&effects), Some(true));
    // They took it away, here it was changed: it stays, and a person decides.
    assert_eq!(shown(doc(&app)), "Order: doing=[pay now],ship\nWait @tom: doing=look | pains=late\n");
    assert_eq!(app.open_conflicts(), 1);
}

#[test]
fn a_save_takes_in_what_somebody_else_saved_and_then_writes() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\" Enter Ctrl-S");
    // The watch may tell it before the save does.
    assert_eq!(taken(&update(&mut app, file(vec![text("ship", "send")]))), None);
    let effects = update(&mut app, Event::Saved(SaveResult::Changed));
    let written = effects.iter().find_map(|e| if let Effect::Save(job) = e { Some(job) } else { None });
    let written = written.unwrap();
    assert_eq!((taken(&effects), written.mode.clone()), (Some(true), SaveMode::Careful));
    assert!(written.map.cards().any(|c| c.text.as_str() == "send"));
    let revision = written.revision;
    update(&mut app, Event::Saved(SaveResult::Done { revision, notes: Vec::new() }));
    assert!(!doc(&app).is_dirty() && app.layers.is_empty());
    assert!(app.status.words.starts_with("Saved m.ron; 1 change arrived"), "{}", app.status.words);
}

#[test]
fn a_file_that_is_written_all_the_time_is_asked_about_in_the_end() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\" Enter Ctrl-S");
    for n in 0..9 {
        update(&mut app, Event::Saved(SaveResult::Changed));
        if !app.layers.is_empty() {
            assert_eq!(n, 3);
            return;
        }
        update(&mut app, file(vec![text("ship", &format!("send {n}"))]));
    }
    panic!("never asked");
}

#[test]
fn a_half_written_file_changes_nothing() {
    let mut app = open(BEFORE);
    press(&mut app, "j d");
    let before = shown(doc(&app));
    assert!(update(&mut app, Event::DiskChanged).is_empty());
    assert!(app.status.words.contains("cannot be read now"), "{}", app.status.words);
    assert_eq!(shown(doc(&app)), before);
}

#[test]
fn what_a_crash_left_is_put_together_with_a_file_that_changed_since() {
    let mut app = open(BEFORE);
    let mut now = map(BEFORE);
    for edit in [text("ship", "send"), text("pay", "pay by card")] {
        edit.apply(&mut now).unwrap();
    }
    app.doc = Some(Doc::new(now, "maps/m.ron".into()));
    let gone = Edit::RemoveCard(crate::map::id::CardId::new("none").unwrap());
    let edits = vec![owner("maya"), gone, text("pay", "buy")];
    let base = Some(Box::new(map(BEFORE)));
    app.leftover = Some(Leftover { started: "today".into(), edits, draft: None, file_changed: true, base });
    app.recover();
    assert!(shown(doc(&app)).contains("doing=buy,send\nWait @maya"), "{}", shown(doc(&app)));
    assert_eq!(app.open_conflicts(), 1);
    let words = &app.status.words;
    assert!(words.contains("2 changes are back, put together") && words.contains("left out:"), "{words}");
    press(&mut app, "u");
    assert!(shown(doc(&app)).contains("doing=pay by card,send\nWait @tom"), "{}", shown(doc(&app)));
}

#[test]
fn who_committed_it_is_said_as_soon_as_git_knows() {
    let by = |who: &str, bytes: &[u8]| {
        let mut app = open(BEFORE);
        update(&mut app, file(vec![text("ship", "send")]));
        update(&mut app, Event::ArrivedBy { hash: ContentHash::of(bytes), who: who.into() });
        app.status.words
    };
    assert!(by("Tom Okafor", b"theirs").starts_with("1 change of Tom Okafor arrived: "));
    for (who, bytes) in [("Maya Chen", &b"theirs"[..]), ("Tom Okafor", b"older")] {
        assert!(by(who, bytes).starts_with("1 change arrived from the disk: "), "{who}");
    }
    let mut app = open(BEFORE);
    update(&mut app, Event::Others(vec!["Ana Ruiz on desk since 10:42".into()]));
    update(&mut app, file(vec![text("ship", "send")]));
    assert!(
        app.status.words.contains("(Ana Ruiz on desk since 10:42 has it open, too)"),
        "{}",
        app.status.words
    );
}
