use super::*;
use crate::store::share::{Plan, Step, Trouble};
use crate::tui::sharing::{Share, Shared, Stepped, Way};

const BEFORE: &str = "Order: doing=pay";

fn push() -> Step {
    Step::Push { to: "origin/main".into(), new: None }
}

fn steps() -> Vec<Step> {
    vec![Step::Commit { files: 2, message: "after the workshop\n\nOrder: 1 card added".into() }, push()]
}

fn planned(way: Way, plan: Result<Plan, Trouble>) -> Event {
    Event::Shared(Box::new(Shared::Planned(way, plan)))
}

fn plan(steps: Vec<Step>) -> Plan {
    Plan { steps, notes: Vec::new() }
}

fn stepped(line: &str) -> Event {
    let lines = vec![line.to_owned()];
    Event::Shared(Box::new(Shared::Stepped(Ok(Stepped { lines, version: None }))))
}

fn failed(trouble: Trouble) -> Event {
    Event::Shared(Box::new(Shared::Stepped(Err(trouble))))
}

/// What the worker is asked for.
fn asked(effects: &[Effect]) -> Vec<Share> {
    effects
        .iter()
        .filter_map(|e| if let Effect::Share(share) = e { Some(share.clone()) } else { None })
        .collect()
}

fn asked_step(effects: &[Effect]) -> Option<Step> {
    asked(effects).into_iter().find_map(|s| if let Share::Step(step) = s { Some(*step) } else { None })
}

/// The lines of the topmost question or sheet.
fn read(app: &App) -> String {
    match app.layers.last() {
        Some(Layer::Confirm(confirm)) => confirm.explanation().collect::<Vec<_>>().join("\n"),
        Some(Layer::Sheet(sheet)) => sheet.texts().collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

/// A saved map, and the plan asked about.
fn at_the_question(steps: Vec<Step>) -> App {
    let mut app = open(BEFORE);
    assert_eq!(asked(&press(&mut app, "Space g p")), [Share::Plan(Way::Publish, None)]);
    update(&mut app, planned(Way::Publish, Ok(plan(steps))));
    app
}

#[test]
fn what_is_not_saved_is_saved_first() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\" Enter");
    let effects = press(&mut app, "Space g p");
    assert!(asked(&effects).is_empty() && effects.iter().any(|e| matches!(e, Effect::Save(_))));
    let revision = app.doc.as_ref().unwrap().history.revision();
    let effects = update(&mut app, Event::Saved(SaveResult::Done { revision, notes: Vec::new() }));
    assert_eq!(asked(&effects), [Share::Plan(Way::Publish, None)]);
}

#[test]
fn a_save_that_fails_publishes_nothing_then_or_later() {
    let mut app = open(BEFORE);
    press(&mut app, "j e \" now\" Enter Space g p");
    update(&mut app, Event::Saved(SaveResult::Failed("no space left".into())));
    assert_eq!(app.status.words, "No space left");
    press(&mut app, "Esc Ctrl-S");
    let revision = app.doc.as_ref().unwrap().history.revision();
    let effects = update(&mut app, Event::Saved(SaveResult::Done { revision, notes: Vec::new() }));
    assert!(asked(&effects).is_empty());
}

#[test]
fn the_reason_is_asked_for_and_every_step_said_before_any_is_done() {
    let mut app = open(BEFORE);
    press(&mut app, "Space g p");
    let missing = Trouble { is_reason: true, ..Trouble::new("nobody said why") };
    update(&mut app, planned(Way::Publish, Err(missing)));
    let effects = press(&mut app, "\"after the workshop\" Enter");
    assert_eq!(asked(&effects), [Share::Plan(Way::Publish, Some("after the workshop".into()))]);
    let effects = update(&mut app, planned(Way::Publish, Ok(plan(steps()))));
    assert!(asked(&effects).is_empty());
    let read = read(&app);
    assert!(read.contains("1. commit 2 changed files of the workspace, and nothing else"), "{read}");
    assert!(read.contains("2. push to origin/main") && read.contains("Order: 1 card added"), "{read}");
}

#[test]
fn all_steps_one_after_the_other_and_what_each_did_is_told() {
    let mut app = at_the_question(steps());
    assert_eq!(asked_step(&press(&mut app, "y")), Some(steps()[0].clone()));
    assert!(app.status.words.starts_with("Publishing, 1 of 2: commit"), "{}", app.status.words);
    // The map can be edited meanwhile, and a key is no answer to anything.
    press(&mut app, "j e");
    let effects = update(&mut app, stepped("committed 2 files: 1234567"));
    assert_eq!(asked_step(&effects), Some(push()));
    update(&mut app, stepped("pushed to origin/main"));
    assert!(matches!(app.layers.as_slice(), [Layer::Text(_)]), "what is typed is not covered");
    press(&mut app, "Esc");
    let read = read(&app);
    assert!(read.contains("committed 2 files: 1234567") && read.contains("pushed to origin/main"), "{read}");
    assert_eq!(app.status.words, "Committed 2 files: 1234567; pushed to origin/main");
}

#[test]
fn one_can_stop_at_the_question_or_publish_without_the_push() {
    let mut app = at_the_question(steps());
    assert!(asked(&press(&mut app, "Enter")).is_empty(), "the safe answer");
    let mut app = at_the_question(steps());
    assert_eq!(asked_step(&press(&mut app, "l")), Some(steps()[0].clone()));
    let effects = update(&mut app, stepped("committed"));
    assert!(asked(&effects).is_empty() && read(&app).contains("committed"));
}

#[test]
fn one_can_stop_between_two_steps() {
    let mut app = at_the_question(steps());
    press(&mut app, "o");
    let effects = update(&mut app, stepped("committed"));
    assert!(asked(&effects).is_empty());
    assert!(read(&app).contains("committed"), "{}", read(&app));
    let mut stopped = press(&mut app, "n");
    stopped.extend(press(&mut app, "Space g p"));
    assert_eq!(asked(&stopped), [Share::Plan(Way::Publish, None)], "it can be begun anew");
    let mut app = at_the_question(steps());
    press(&mut app, "o");
    update(&mut app, stepped("committed"));
    assert_eq!(asked_step(&press(&mut app, "y")), Some(push()));
}

#[test]
fn a_failure_says_what_was_done_what_was_not_and_what_to_do() {
    let mut app = at_the_question(steps());
    press(&mut app, "y");
    update(&mut app, stepped("committed 2 files: 1234567"));
    let mut trouble = Trouble::new("git did not push:\nno route to host");
    trouble.hints =
        vec!["the commit is safe here: `milepost publish` pushes it when the remote can be reached".into()];
    update(&mut app, failed(trouble));
    let read = read(&app);
    for words in
        ["committed 2 files", "not done: push to origin/main", "no route to host", "`Space g p` pushes it"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    assert_eq!(app.status.words, "Not published: git did not push");
    press(&mut app, "Esc");
    assert_eq!(asked(&press(&mut app, "Space g p")).len(), 1);
}

#[test]
fn a_second_one_does_not_begin_while_the_first_is_under_way() {
    let mut app = at_the_question(steps());
    press(&mut app, "y");
    assert!(asked(&press(&mut app, "Space g s")).is_empty());
    assert!(app.status.words.contains("Still publishing"), "{}", app.status.words);
}

#[test]
fn conflicts_of_a_sync_open_where_they_are_decided() {
    let mut app = open(BEFORE);
    press(&mut app, "Space g s");
    update(&mut app, planned(Way::Sync, Ok(plan(vec![Step::Merge { from: "origin/main".into() }]))));
    press(&mut app, "y");
    let mut trouble = Trouble::new("merged origin/main; 1 conflict to decide");
    (trouble.is_decision, trouble.undecided) = (true, vec!["maps/m.ron".into()]);
    update(&mut app, failed(trouble));
    let effects = press(&mut app, "Enter");
    assert!(effects.iter().any(|e| matches!(e, Effect::LookAtDisk)));
    let (ours, theirs) = (map("Order @tom: doing=pay"), map("Order @maya: doing=pay"));
    let names = crate::change::SideNames::new("main", "origin/main");
    let merged = crate::change::merge(&map(BEFORE), &ours, &theirs, &names).map;
    assert_eq!(merged.conflicts.len(), 1);
    update(
        &mut app,
        Event::Arrived(Box::new(crate::tui::event::Arrived {
            path: "maps/m.ron".into(),
            hash: crate::store::disk::signature::ContentHash::of(b"merged"),
            map: merged,
            base: Some(map(BEFORE)),
            version: None,
            remarks: Vec::new(),
            comments_move: false,
        })),
    );
    assert_eq!(app.screen, crate::tui::app::Screen::Conflicts);
}

#[test]
fn conflicts_elsewhere_open_their_map_unless_something_is_not_saved() {
    let at = |unsaved: &str| {
        let mut app = open(BEFORE);
        press(&mut app, "Space g s");
        let mut trouble = Trouble::new("1 conflict to decide first");
        (trouble.is_decision, trouble.undecided) = (true, vec!["maps/other.ron".into()]);
        press(&mut app, unsaved);
        update(&mut app, planned(Way::Sync, Err(trouble)));
        let effects = press(&mut app, "d");
        (effects.iter().any(|e| matches!(e, Effect::Open(_))), app.status.words.clone())
    };
    assert!(at("").0);
    let (opens, words) = at("j e \" now\" Enter");
    assert!(
        !opens && words.contains("save this map first") || words.contains("Save this map first"),
        "{words}"
    );
}

#[test]
fn git_is_set_up_after_it_was_said_what_that_writes() {
    let mut app = open(BEFORE);
    update(&mut app, Event::Shared(Box::new(Shared::NoDriver)));
    assert!(app.status.words.contains("Space g u sets it up"), "{}", app.status.words);
    assert_eq!(asked(&press(&mut app, "Space g u")), [Share::LookAtSetup]);
    update(&mut app, Event::Shared(Box::new(Shared::Setup(Ok(vec!["  merge.milepost.driver".into()])))));
    assert!(read(&app).contains("merge.milepost.driver"));
    assert_eq!(asked(&press(&mut app, "y")), [Share::SetUp]);
    update(&mut app, Event::Shared(Box::new(Shared::IsSetUp(Ok(vec!["written: .gitattributes".into()])))));
    assert!(read(&app).contains("written: .gitattributes"));
}

#[test]
fn the_notice_does_not_cover_what_is_louder() {
    let mut app = open(BEFORE);
    update(&mut app, Event::Failed("the disk is full".into()));
    update(&mut app, Event::Shared(Box::new(Shared::NoDriver)));
    assert_eq!(app.status.words, "The disk is full");
}
