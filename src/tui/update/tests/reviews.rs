//! Reviews: what changed since the last one, then the question, then the note.

use super::*;
use crate::map::review::Review;
use crate::store::versions::seals::{Said, Since};
use crate::tui::event::Opened;
use crate::tui::recovery::Leftover;
use crate::tui::reviewing::Face;

/// The lines of the review that lies on top.
fn lines(app: &App) -> Vec<String> {
    let Some(Layer::Review(review)) = app.layers.last() else { panic!("no review: {:?}", app.layers) };
    match &review.face {
        Face::Ask(confirm) => confirm.explanation().map(str::to_owned).collect(),
        Face::Read(sheet) => sheet.texts().map(str::to_owned).collect(),
    }
}

fn review(app: &App, stage: usize) -> Option<Review> {
    app.doc.as_ref().unwrap().map.stages[stage].reviewed.clone()
}

fn note(app: &App, stage: usize) -> String {
    review(app, stage).and_then(|r| r.note).map_or_else(String::new, |n| n.to_string())
}

#[test]
fn what_changed_comes_first_then_what_the_stage_holds() {
    let mut app = open("Order @tom: doing=pay\nWait:");
    press(&mut app, "r r");
    assert_eq!(lines(&app)[0], "Never reviewed: all of it is new");
    press(&mut app, "y Enter r r");
    assert_eq!(lines(&app)[0], "Nothing changed since the review of 2026-11-22 by Maya Chen");
    press(&mut app, "Esc j e \"!\" Enter");
    // Not saved yet: the editor itself knows what it was.
    let effects = press(&mut app, "r r");
    assert!(!effects.iter().any(|e| matches!(e, Effect::LookUpSince { .. })));
    let said = lines(&app);
    assert_eq!(said[0], "Changed since the review of 2026-11-22 by Maya Chen");
    assert_eq!(said[1], "  ~ text of step changed from “pay” to “pay!”");
    let holds = said.iter().position(|line| line == "What it holds").unwrap();
    assert!(holds > 1 && said[holds..].iter().any(|line| line.contains("pay!")), "{said:?}");
    press(&mut app, "n");
    assert!(app.layers.is_empty());
    press(&mut app, "r d");
    assert_eq!(lines(&app)[..2], said[..2]);
    assert!(!lines(&app).contains(&"What it holds".to_owned()));
    press(&mut app, "Esc");
    assert!(app.layers.is_empty());
}

#[test]
fn what_is_not_known_here_is_looked_up_and_shown_where_it_comes() {
    let mut app = open("Order @tom: doing=pay");
    press(&mut app, "r r y Enter j e \"!\" Enter");
    app.doc.as_mut().unwrap().sealed.clear();
    let effects = press(&mut app, "r r");
    let id = app.doc.as_ref().unwrap().map.stages[0].id.clone();
    assert!(
        effects.iter().any(|e| matches!(e, Effect::LookUpSince { stages, .. } if *stages == [id.clone()]))
    );
    assert!(lines(&app)[0].starts_with("Looking up"), "{:?}", lines(&app));
    let said = |sign, words: &str| Said { sign, words: words.to_owned(), id: None };
    let changed = Since::Changed(vec![said('-', "pain “late” removed"), said('+', "step “ship” added")]);
    update(&mut app, Event::Since(vec![(id.clone(), changed)]));
    assert_eq!(lines(&app)[1..3], ["  - pain “late” removed", "  + step “ship” added"]);
    let why = "changed; what, nobody can tell: neither it nor a version of that state was kept";
    update(&mut app, Event::Since(vec![(id, Since::Unknown(why.to_owned()))]));
    assert_eq!(lines(&app)[1], format!("  {why}"));
    press(&mut app, "y \"seen\" Enter");
    assert_eq!(note(&app, 0), "seen");
}

#[test]
fn the_whole_map_is_reviewed_from_its_title_with_one_note_in_one_step() {
    let mut app = open("Order @tom: doing=pay\nWait @tom:\nReceive:");
    press(&mut app, "r r y Enter j e \"!\" Enter k k");
    assert_eq!(app.doc.as_ref().unwrap().focus, Focus::Map);
    press(&mut app, "r r");
    let said = lines(&app);
    assert!(said[0].starts_with("1. Order: ") && said[0].ends_with("; 1 change"), "{said:?}");
    assert_eq!(said[1], "  ~ text of step changed from “pay” to “pay!”");
    assert!(said[2].starts_with("2. Wait: ") && said[2].ends_with("; never reviewed"), "{said:?}");
    // Asked once more: the same key again does not say it.
    press(&mut app, "y y");
    assert!(matches!(app.layers.as_slice(), [Layer::Confirm(_)]), "{:?}", app.layers);
    press(&mut app, "a \"June calls\" Enter");
    assert_eq!([0, 1, 2].map(|at| note(&app, at)), ["June calls (bulk of 3)"; 3]);
    assert_eq!(app.doc.as_ref().unwrap().sealed.len(), 4);
    press(&mut app, "u");
    assert_eq!([0, 1, 2].map(|at| note(&app, at)), [""; 3]);
    assert!(review(&app, 0).is_some() && review(&app, 1).is_none());
}

#[test]
fn the_stages_of_marked_cards_are_reviewed_together() {
    let mut app = open("Order @tom: doing=pay\nWait @tom: doing=track\nReceive: doing=open");
    press(&mut app, "j x l l x r r y a Enter");
    assert_eq!([0, 2].map(|at| note(&app, at)), ["bulk of 2"; 2]);
    assert_eq!(review(&app, 1), None);
}

#[test]
fn another_owner_is_asked_for_a_review() {
    let mut app = open("Order @maya: doing=pay");
    press(&mut app, "r r y Enter @ \"tom\" Enter");
    let words = app.status.words.clone();
    assert!(words.contains("; Tom Okafor should review it: r r  (u to undo)"), "{words}");
    let state = &app.doc.as_ref().unwrap().states[0];
    let why = "owner changed from Maya Chen to Tom Okafor since it was reviewed 2026-11-22 by Maya Chen: Tom Okafor \
               should review";
    assert_eq!((state.kind.word(), state.why.as_str()), ("changed", why));
    press(&mut app, "r d");
    let said = "  ~ owner changed from Maya Chen to Tom Okafor since the review: Tom Okafor should review";
    assert_eq!(lines(&app)[1], said);
    press(&mut app, "Esc j e \"!\" Enter");
    let why = &app.doc.as_ref().unwrap().states[0].why;
    assert_eq!(why, "edited since it was reviewed 2026-11-22 by Maya Chen");
    press(&mut app, "u u @ \"maya\" Enter");
    assert!(app.status.words.contains("; you should review it"), "{}", app.status.words);
}

#[test]
fn a_review_that_comes_back_from_the_journal_is_kept_with_the_next_save() {
    let mut app = open("Order @tom: doing=pay\nWait:");
    let start = app.doc.as_ref().unwrap().map.clone();
    let edits = press(&mut app, "r a y a Enter j e \"!\" Enter")
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Journal(record) => Some(*record),
            _ => None,
        })
        .filter_map(|record| if let Record::Edit(edit) = record { Some(edit) } else { None })
        .collect();
    let sealed = app.doc.as_ref().unwrap().sealed.clone();
    assert_eq!(sealed.len(), 2);
    let leftover = Leftover { started: "today".into(), edits, draft: None, file_changed: false, base: None };
    let opened = Opened {
        unmerged: None,
        map: start,
        path: "maps/m.ron".into(),
        version: None,
        remarks: Vec::new(),
        comments_move: false,
        leftover: Some(leftover),
        others: Vec::new(),
    };
    update(&mut app, Event::Opened(Box::new(opened)));
    let effects = press(&mut app, "y Ctrl-S");
    let job = effects.iter().find_map(|e| if let Effect::Save(job) = e { Some(job) } else { None }).unwrap();
    assert_eq!(job.sealed, sealed);
    assert!(job.sealed.iter().all(|sealed| sealed.is_meant(&job.map)));
}

#[test]
fn a_snooze_goes_on_once_the_name_is_known_and_a_left_list_is_forgotten() {
    let mut app = open("Order @tom: doing=pay");
    app.me = None;
    press(&mut app, "r s \"tom\" Enter");
    assert!(matches!(app.layers.as_slice(), [Layer::Text(_)]), "{:?}", app.layers);
    press(&mut app, "Esc Esc");
    app.me = None;
    press(&mut app, "r r Esc Space o i \"tom\" Enter");
    assert!(app.layers.is_empty(), "{:?}", app.layers);
}

#[test]
fn whom_git_knows_and_the_workspace_does_not_is_offered() {
    let mut app = open("Order @tom: doing=pay");
    app.me = None;
    update(&mut app, Event::Called("Rosa Lang".into()));
    press(&mut app, "r r \"Rosa\" Enter y Enter");
    assert_eq!(review(&app, 0).unwrap().by.as_str(), "rosa");
    assert_eq!(app.settings.me.as_deref(), Some("rosa"));
    let mut app = open("Order @tom: doing=pay");
    (app.me, app.place.data.people) = (None, Vec::new());
    update(&mut app, Event::Called("Rosa Lang".into()));
    press(&mut app, "r r Enter y Enter");
    assert_eq!(review(&app, 0).unwrap().by.as_str(), "rosa");
}

#[test]
fn who_sits_here_is_said_in_the_list_of_people() {
    let mut app = open("Order @tom: doing=pay");
    press(&mut app, "Space p j m");
    assert_eq!(app.me.as_ref().map(PersonId::as_str), Some("tom"));
    assert!(app.status.words.starts_with("You are Tom Okafor"), "{}", app.status.words);
}
