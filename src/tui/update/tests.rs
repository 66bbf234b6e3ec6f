//! Updates as *(before, keys, after)*. A map is written as lines, one a stage: `Order @tom: doing=pay 0,ship* | pains=late !`.
//! The focused thing stands in brackets in the answer.

use std::fmt::Write as _;

use super::*;
use crate::map::card::{CardKind, Emotion};
use crate::map::edit::{fresh_card_id, fresh_stage_id};
use crate::map::id::{CountingIds, MapId, PersonId};
use crate::map::{Card, Map, Person, Role, Stage, Workspace};
use crate::tui::app::Start;
use crate::tui::doc::Doc;
use crate::tui::effect::{Effect, Record, SaveMode, Settings};
use crate::tui::event::{Event, SaveResult};
use crate::tui::focus::Focus;
use crate::tui::keymap::Keymap;
use crate::tui::keys::Keys;
use crate::tui::layer::Layer;
use crate::tui::theme::Themes;

fn app() -> App {
    let people = ["Maya Chen", "Tom Okafor"];
    let people =
        people.iter().map(|n| Person::new(PersonId::new(&crate::map::id::slug(n, 4)).unwrap(), n)).collect();
    App::new(Start {
        root: "maps".into(),
        workspace: Workspace { people, ..Workspace::default() },
        today: "2026-11-22".parse().unwrap(),
        pinned: false,
        settings: Settings::default(),
        themes: Themes::new(Vec::new()),
        colour: true,
        keymap: Keymap::default(),
        me: PersonId::new("maya").ok(),
        ids: Box::new(CountingIds::default()),
        size: (120, 40),
    })
}

/// A map from lines such as `Order: doing=a,b | pains=x`; `@maya` after the name is the owner.
fn map(text: &str) -> Map {
    let mut ids = CountingIds::default();
    let mut map = Map::new(MapId::new("m").unwrap(), "M");
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (head, cells) = line.split_once(':').unwrap();
        let (name, owner) = head.split_once(" @").map_or((head, None), |(n, o)| (n, PersonId::new(o).ok()));
        let mut stage = Stage { owner, ..Stage::new(fresh_stage_id(&map, name, &mut ids), name) };
        for cell in cells.split('|').map(str::trim).filter(|c| !c.is_empty()) {
            let (lane, cards) = cell.split_once('=').unwrap();
            let lane = map.lanes.iter().find(|l| l.id.as_str() == lane).unwrap().clone();
            let kind = lane.role.card_kind().unwrap();
            let cards = cards
                .split(',')
                .map(|text| Card::new(fresh_card_id(&map, text, "card", &mut ids), kind, text));
            stage.cells.insert(lane.id, cards.collect());
        }
        map.stages.push(stage);
    }
    assert_eq!(map.problems(), []);
    map
}

fn shown(doc: &Doc) -> String {
    let mark = |focus: &Focus, text: String| if doc.focus == *focus { format!("[{text}]") } else { text };
    let mut out = String::new();
    if doc.focus == Focus::Map {
        out.push_str("[map]\n");
    }
    for stage in &doc.map.stages {
        let owner = stage.owner.as_ref().map_or(String::new(), |o| format!(" @{o}"));
        out.push_str(&mark(&Focus::Stage(stage.id.clone()), format!("{}{owner}", stage.name)));
        out.push(':');
        let mut first = true;
        for lane in &doc.map.lanes {
            let empty = Focus::Cell(stage.id.clone(), lane.id.clone());
            let cards: Vec<String> = stage
                .cell(&lane.id)
                .iter()
                .map(|c| mark(&Focus::Card(c.id.clone()), card_shown(c)))
                .collect();
            let cell = if doc.focus == empty { "[]".into() } else { cards.join(",") };
            if !cell.is_empty() {
                out.push_str(if first { " " } else { " | " });
                let _ = write!(out, "{}={cell}", lane.id);
                first = false;
            }
        }
        out.push('\n');
    }
    out
}

/// The text, and what stands beside it: a step's emotion, a pain's severity when it is not medium.
fn card_shown(card: &Card) -> String {
    let mut out = card.text.to_string();
    if let Some(emotion) = card.step().and_then(|s| s.emotion) {
        let _ = write!(out, "({emotion})");
    }
    if let Some(pain) = card.pain().filter(|p| p.severity.word() != "medium") {
        let _ = write!(out, "({})", pain.severity);
    }
    if let Some(owner) = &card.owner {
        let _ = write!(out, "@{owner}");
    }
    out
}

/// Keys as words; a word in quotation marks is typed letter by letter.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (n, part) in keys.split('"').enumerate() {
        if n % 2 == 1 {
            for c in part.chars() {
                effects.extend(update(app, Event::Key(Key::char(c))));
            }
        } else if !part.trim().is_empty() {
            let keys: Keys = part.trim().parse().unwrap();
            for key in keys.iter() {
                effects.extend(update(app, Event::Key(*key)));
            }
        }
    }
    effects
}

fn open(text: &str) -> App {
    let mut app = app();
    app.doc = Some(Doc::new(map(text), "maps/m.ron".into()));
    app.screen = Screen::Map;
    app.examine();
    app
}

#[track_caller]
fn check(before: &str, keys: &str, after: &str) -> App {
    let mut app = open(before);
    press(&mut app, keys);
    let doc = app.doc.as_ref().unwrap();
    assert_eq!(doc.map.problems(), []);
    let lines: Vec<&str> = after.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let want = lines.join("\n") + "\n";
    assert_eq!(shown(doc), want, "status: {}", app.status.words);
    app
}

#[test]
fn adding_keeps_adding_until_esc() {
    let app =
        check("Order: doing=pay", "j a \"ship\" Enter \"wait\" Enter Esc", "Order: doing=pay,ship,[wait]");
    assert!(app.layers.is_empty());
    check("Order:", "a \"pay\" Enter Enter", "Order: doing=[pay]");
}

#[test]
fn a_map_without_stages_asks_for_one() {
    check("", "a \"Order\" Enter", "[Order]:");
    check("", "o \"Order\" Enter o \"Wait\" Enter O \"Pay\" Enter", "Order:\n[Pay]:\nWait:");
}

#[test]
fn edit_in_place() {
    check("Order: doing=pay", "j e Ctrl-U \"pay by card\" Enter", "Order: doing=[pay by card]");
    check("Order: doing=pay", "e Ctrl-U \"Buy\" Enter", "[Buy]: doing=pay");
    check("Order: doing=pay", "j e \" now\" Esc Esc", "Order: doing=[pay]");
}

#[test]
fn esc_does_not_lose_a_typed_text_at_once() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j e \" now\" Esc");
    assert_eq!(app.layers.len(), 1);
    assert!(app.status.words.contains("Esc again"), "{}", app.status.words);
    press(&mut app, "Enter");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: doing=[pay now]\n");
}

#[test]
fn letters_are_no_commands_while_typing() {
    check("Order: doing=pay", "j o \"dqxuJ:?\" Enter", "Order: doing=pay,[dqxuJ:?]");
}

#[test]
fn severity_and_emotion() {
    check("Order: doing=pay | pains=late", "j + + -", "Order: doing=[pay(0)] | pains=late");
    check("Order: doing=pay | pains=late", "j j j + +", "Order: doing=pay | pains=[late(critical)]");
    check("Order: pains=late", "j j j - u U", "Order: pains=[late(low)]");
}

#[test]
fn cut_paste_copy_duplicate() {
    check("Order: doing=a,b,c", "j j d", "Order: doing=a,[c]");
    check("Order: doing=a,b,c", "j d p", "Order: doing=b,[a],c");
    check("Order: doing=a,b,c", "j d j P", "Order: doing=b,[a],c");
    check("Order: doing=a\nWait:", "j y l p", "Order: doing=a\nWait: doing=[a]");
    check("Order: doing=a,b", "j D", "Order: doing=a,[a],b");
    check("Order: doing=a\nWait:", "d y p", "Wait:\n[Order]: doing=a");
}

#[test]
fn removing_a_full_stage_asks_and_undo_brings_it_back() {
    let mut app = open("Order: doing=a\nWait:");
    press(&mut app, "d n");
    assert_eq!(app.doc.as_ref().unwrap().map.stages.len(), 2);
    let before = app.doc.as_ref().unwrap().map.clone();
    press(&mut app, "d y");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "[Wait]:\n");
    press(&mut app, "u");
    assert_eq!(app.doc.as_ref().unwrap().map, before);
    assert_eq!(app.doc.as_ref().unwrap().focus, Focus::Stage(before.stages[0].id.clone()));
}

#[test]
fn moving() {
    check("Order: doing=a,b\nWait:", "j J", "Order: doing=b,[a]\nWait:");
    check("Order: doing=a,b\nWait:", "j L", "Order: doing=b\nWait: doing=[a]");
    check("Order: doing=a\nWait:", "L", "Wait:\n[Order]: doing=a");
    check("Order: doing=a\nWait:", "j >", "Wait:\nOrder: doing=[a]");
    check("Order: doing=a,b,c", "j x j x K", "Order: doing=a,[b],c");
    check("Order: doing=a,b,c,d", "j j x j x K", "Order: doing=b,[c],a,d");
    check("Order: doing=a\nWait:", "j m \"wait doing\" Enter", "Order:\nWait: doing=[a]");
}

#[test]
fn verbs_act_on_all_marked() {
    check("Order: pains=a,b,c", "j j j x j x +", "Order: pains=a(high),[b(high)],c");
    check("Order: pains=a,b,c", "j j j x j x d", "Order: pains=[c]");
    check("Order: doing=a,b", "j X @ \"tom\" Enter", "Order: doing=[a@tom],b@tom");
}

#[test]
fn owners() {
    check("Order: doing=a", "@ \"tom\" Enter", "[Order @tom]: doing=a");
    let mut app = open("Order: doing=a");
    let effects = press(&mut app, "@ \"Ana Ruiz\" Enter");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "[Order @ana]: doing=a\n");
    assert!(effects.iter().any(|e| matches!(e, Effect::SaveWorkspace(w) if w.people.len() == 3)));
}

#[test]
fn repeat_does_the_last_change_here() {
    check("Order: pains=a,b", "j j j + j .", "Order: pains=a(high),[b(high)]");
    check("Order:\nWait:", "j a \"pay\" Enter Esc l .", "Order: doing=pay\nWait: doing=[pay]");
    check("Order:\nWait:", "@ \"tom\" Enter l .", "Order @tom:\n[Wait @tom]:");
}

#[test]
fn lanes() {
    let app = check("Order: doing=a", "j h o \"Thinking\" Enter", "Order: doing=a");
    let doc = app.doc.as_ref().unwrap();
    let lane = &doc.map.lanes[1];
    assert_eq!(
        (lane.name.as_str(), lane.role, &doc.focus),
        ("Thinking", Role::Notes, &Focus::Lane(lane.id.clone()))
    );
}

#[test]
fn search_and_filter() {
    let mut app = open("Order: doing=pay,ship\nWait: pains=ship late");
    press(&mut app, "/ \"ship\" Enter n");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: doing=pay,ship\nWait: pains=[ship late]\n");
    press(&mut app, "n");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: doing=pay,[ship]\nWait: pains=ship late\n");
    press(&mut app, "Esc");
    assert_eq!(app.doc.as_ref().unwrap().view.search, None);
    press(&mut app, "f \"critical\" Enter");
    assert!(!app.doc.as_ref().unwrap().view.filter.is_empty());
    assert!(app.status.words.contains("F shows all"));
    press(&mut app, "F");
    assert!(app.doc.as_ref().unwrap().view.filter.is_empty());
}

#[test]
fn a_review_shows_what_the_stage_holds_then_asks_then_records() {
    let mut app = open("Order @tom: doing=pay\nWait:");
    press(&mut app, "r r");
    assert_eq!(app.layers.len(), 1);
    press(&mut app, "y \"looked at calls\" Enter");
    let doc = app.doc.as_ref().unwrap();
    let review = doc.map.stages[0].reviewed.clone().unwrap();
    assert_eq!((review.on.to_string().as_str(), review.by.as_str()), ("2026-11-22", "maya"));
    assert_eq!(review.seal, Some(crate::change::seal(&doc.map, &doc.map.stages[0])));
    assert_eq!(review.note.unwrap().as_str(), "looked at calls");
    assert_eq!(doc.states[0].kind.word(), "fresh");
    press(&mut app, "j e \"!\" Enter");
    assert_eq!(app.doc.as_ref().unwrap().states[0].kind.word(), "changed");
    press(&mut app, "u u");
    assert_eq!(app.doc.as_ref().unwrap().map.stages[0].reviewed, None);
}

#[test]
fn a_snooze_needs_a_day_and_a_reason() {
    let mut app = open("Order @tom: doing=pay");
    press(&mut app, "r s Ctrl-U \"+200d\" Enter");
    assert!(app.status.words.contains("at most 90"), "{}", app.status.words);
    press(&mut app, "Ctrl-U \"+3w\" Enter \"new carrier\" Enter");
    let snooze = app.doc.as_ref().unwrap().map.stages[0].snoozes[0].clone();
    assert_eq!((snooze.until.to_string().as_str(), snooze.why.as_str()), ("2026-12-13", "new carrier"));
}

#[test]
fn saving_says_so_and_leaving_asks() {
    let mut app = open("Order: doing=pay");
    assert!(matches!(press(&mut app, "q").as_slice(), [Effect::Close, Effect::ReadAtlas]));
    let mut app = open("Order: doing=pay");
    press(&mut app, "j d q");
    assert_eq!(app.layers.len(), 1);
    let effects = press(&mut app, "s");
    let Some(Effect::Save(job)) = effects.iter().find(|e| matches!(e, Effect::Save(_))) else {
        panic!("{effects:?}")
    };
    assert_eq!((job.revision, &job.mode), (1, &SaveMode::Careful));
    let effects = update(&mut app, Event::Saved(SaveResult::Done { revision: 1, notes: vec![] }));
    assert!(matches!(effects.as_slice(), [Effect::Close, Effect::ReadAtlas]));
    assert_eq!(app.screen, Screen::Atlas);
}

#[test]
fn an_edit_made_while_saving_is_still_unsaved() {
    let mut app = open("Order: doing=pay,ship");
    press(&mut app, "j d Ctrl-S");
    press(&mut app, "e \"!\" Enter");
    update(&mut app, Event::Saved(SaveResult::Done { revision: 1, notes: vec![] }));
    assert!(app.doc.as_ref().unwrap().is_dirty());
    press(&mut app, "u");
    assert!(!app.doc.as_ref().unwrap().is_dirty());
}

#[test]
fn what_is_to_be_saved_while_a_save_is_under_way_is_saved_after_it() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j d Ctrl-S");
    let saves = |effects: &[Effect]| effects.iter().filter(|e| matches!(e, Effect::Save(_))).count();
    let meanwhile = press(&mut app, "u Ctrl-S");
    assert_eq!(
        (saves(&meanwhile), app.status.words.as_str()),
        (0, "Still saving; what was changed since is saved next")
    );
    let next = update(&mut app, Event::Saved(SaveResult::Done { revision: 1, notes: vec![] }));
    let [Effect::Save(job)] = next.as_slice() else { panic!("{next:?}") };
    let done = SaveResult::Done { revision: job.revision, notes: vec![] };
    let end = update(&mut app, Event::Saved(done));
    assert_eq!((saves(&end), app.doc.as_ref().unwrap().is_dirty()), (0, false));
}

#[test]
fn a_failed_save_keeps_the_text_and_says_why() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j d Ctrl-S");
    update(&mut app, Event::Saved(SaveResult::Failed("no space left".into())));
    assert!(app.doc.as_ref().unwrap().is_dirty());
    assert_eq!(app.status.words, "No space left");
}

#[test]
fn a_file_changed_on_disk_is_asked_about_before_it_is_written_over() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j d Ctrl-S");
    let effects = update(&mut app, Event::Saved(SaveResult::Changed));
    assert!(matches!(effects.as_slice(), [Effect::LookAtDisk]));
    // What is there cannot be read: only then is a person asked.
    update(&mut app, Event::DiskChanged);
    assert_eq!(app.layers.len(), 1);
    let effects = press(&mut app, "k");
    assert!(effects.iter().any(|e| matches!(e, Effect::Save(job) if job.mode == SaveMode::KeepMine)));
}

#[test]
fn every_edit_and_every_typed_letter_is_journalled() {
    let mut app = open("Order: doing=pay");
    let effects = press(&mut app, "j e \"!\"");
    let drafts: Vec<&str> = effects
        .iter()
        .filter_map(|e| match e {
            Effect::Journal(record) => match &**record {
                Record::Draft(_, text) => Some(text.as_str()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    assert_eq!(drafts, ["pay!"]);
    let effects = press(&mut app, "Enter");
    assert!(effects.iter().any(|e| matches!(e, Effect::Journal(r) if matches!(**r, Record::Edit(_)))));
    assert!(effects.iter().any(|e| matches!(e, Effect::Journal(r) if matches!(**r, Record::NoDraft))));
}

#[test]
fn the_journal_replays_to_the_same_map() {
    let mut app = open("Order: doing=pay,ship | pains=late\nWait:");
    let start = app.doc.as_ref().unwrap().map.clone();
    let effects = press(
        &mut app,
        "j d u U l a \"new\" Enter Esc h j + u D @ \"tom\" Enter L m \"wait pains\" Enter x d",
    );
    let mut replayed = start;
    for effect in effects {
        if let Effect::Journal(record) = effect
            && let Record::Edit(edit) = *record
        {
            edit.apply(&mut replayed).unwrap();
        }
    }
    assert_eq!(replayed, app.doc.unwrap().map);
}

#[test]
fn a_paste_is_one_edit_and_never_a_command() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j");
    update(&mut app, Event::Paste("ddq\n:quit\u{1b}[201~dd".into()));
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: doing=pay,[ddq\n:quit\u{fffd}[201~dd]\n");
    press(&mut app, "u");
    assert_eq!(app.doc.as_ref().unwrap().map.cards_of(CardKind::Step).count(), 1);
}

#[test]
fn saving_while_typing_keeps_the_text_and_asks_for_no_next_one() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j a");
    update(&mut app, Event::Paste("wait".into()));
    press(&mut app, "Ctrl-S");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: doing=pay,[wait]\n");
    assert!(app.layers.is_empty());
}

#[test]
fn keys_that_do_nothing_say_so() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "Space Space");
    assert_eq!(app.status.words, "Here Space Space does nothing; ? shows what does");
    assert!(app.pending.is_empty());
    press(&mut app, "w");
    assert_eq!(app.status.words, "Here w does nothing; ? shows what does");
}

#[test]
fn which_key_waits_for_its_delay() {
    let mut app = open("Order: doing=pay");
    let effects = press(&mut app, "Space");
    assert!(matches!(effects.as_slice(), [Effect::WhichKeyTimer]) && !app.which_key);
    update(&mut app, Event::WhichKey);
    assert!(app.which_key);
    press(&mut app, "Down Up PgDn PgUp");
    assert!(app.which_key && app.pending.len() == 1, "arrows look at more keys");
    press(&mut app, "v");
    assert!(app.which_key && app.pending.len() == 2);
    press(&mut app, "Esc");
    assert!(!app.which_key && app.pending.is_empty());
}

#[test]
fn every_command_runs_on_any_map_without_breaking_it() {
    for text in ["", "Order:", "Order @tom: doing=a,b | pains=x | opportunities=o | metrics=m\nWait:"] {
        for command in commands::all() {
            for keys in ["", "j", "j j j", "j h", "k"] {
                let mut app = open(text);
                press(&mut app, keys);
                run(&mut app, command);
                press(&mut app, "Esc Esc Esc Enter");
                if let Some(doc) = &app.doc {
                    assert_eq!(doc.map.problems(), [], "{} after {keys}", command.id);
                    assert_eq!(doc.map.dangling(), [], "{} after {keys}", command.id);
                }
            }
        }
    }
}

#[test]
fn emotion_stays_in_range() {
    let app = check("Order: doing=pay", "j + + + + +", "Order: doing=[pay(+2)]");
    assert_eq!(app.doc.unwrap().card().unwrap().step().unwrap().emotion, Emotion::new(2));
}

#[test]
fn what_cannot_be_done_now_says_why() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "u");
    assert_eq!(app.status.words, "There is nothing to undo");
    press(&mut app, "p");
    assert!(app.status.words.contains("d cuts, y copies"));
    for command in commands::all().filter(|c| !(c.when)(&app)) {
        assert!(!command.unless.is_empty(), "{} gives no reason", command.id);
    }
}

#[test]
fn a_newcomer_who_says_who_they_are_owns_nothing_by_that() {
    let mut app = open("Order @tom: doing=pay");
    app.me = None;
    press(&mut app, "r r \"Rosa Lang\" Enter");
    assert_eq!(app.me.as_ref().unwrap().as_str(), "rosa");
    assert_eq!(app.doc.as_ref().unwrap().map.stages[0].owner.as_ref().unwrap().as_str(), "tom");
    press(&mut app, "y Enter");
    let doc = app.doc.as_ref().unwrap();
    assert_eq!(doc.map.stages[0].reviewed.as_ref().unwrap().by.as_str(), "rosa");
}

#[test]
fn a_version_is_signed_by_one_of_the_people() {
    let mut app = open("Order @tom: doing=pay");
    app.me = None;
    press(&mut app, "Space f v \"Rosa Lang\" Enter");
    assert_eq!(app.me.as_ref().unwrap().as_str(), "rosa");
    let effects = press(&mut app, "Space f v \"before June\" Enter");
    let is_asked = |e: &Effect| format!("{e:?}").contains("before June");
    assert!(effects.iter().any(is_asked), "{effects:?}");
}

#[test]
fn a_failed_save_offers_to_try_again_and_a_copy_elsewhere() {
    let failed = || Event::Saved(SaveResult::Failed("saving order.ron failed: no space".into()));
    let mut app = open("Order: doing=pay");
    update(&mut app, failed());
    assert!(matches!(app.layers.as_slice(), [Layer::Confirm(_)]));
    press(&mut app, "Ctrl-S");
    assert!(app.layers.is_empty());
    app.doc.as_mut().unwrap().saving = false;
    update(&mut app, failed());
    press(&mut app, "w");
    assert!(matches!(app.layers.as_slice(), [Layer::Text(_)]));
    press(&mut app, "Ctrl-U");
    let effects = press(&mut app, "\"/elsewhere/order.ron\" Enter");
    let asked = |e: &Effect| matches!(e, Effect::Save(job) if job.mode == SaveMode::CopyTo("/elsewhere/order.ron".into()));
    assert!(effects.iter().any(asked), "{effects:?}");
    // Whoever is typing goes on typing: a key must not answer a question that came up meanwhile.
    press(&mut app, "e");
    update(&mut app, failed());
    assert!(matches!(app.layers.as_slice(), [Layer::Text(_)]));
    assert!(app.status.words.contains("no space"));
}

#[test]
fn messages_go_when_something_else_is_done() {
    let mut app = open("Order: doing=pay,ship");
    press(&mut app, "j d");
    assert!(app.status.words.contains("u to undo"));
    press(&mut app, "j");
    assert_eq!(app.status.words, "");
    press(&mut app, "e \"x\" Esc Esc");
    assert_eq!(app.status.words, "");
}

#[test]
fn people_are_called_by_their_names() {
    let mut app = open("Order: doing=pay");
    press(&mut app, "j @ \"tom\" Enter");
    assert!(app.status.words.starts_with("Tom Okafor owns"), "{}", app.status.words);
}

#[test]
fn pains_that_nobody_treats_are_listed() {
    let mut app = open("Order: pains=late,lost | opportunities=o");
    press(&mut app, "Space a u Down Enter");
    assert_eq!(shown(app.doc.as_ref().unwrap()), "Order: pains=late,[lost] | opportunities=o\n");
}

#[test]
fn a_filter_that_keeps_nothing_says_so_and_one_that_keeps_something_goes_there() {
    let mut app = open("Order: doing=pay | pains=late\nWait: pains=lost");
    press(&mut app, "l j j j + + h k k k f \"critical\" Enter");
    assert_eq!(
        shown(app.doc.as_ref().unwrap()),
        "Order: doing=pay | pains=late\nWait: pains=[lost(critical)]\n"
    );
    press(&mut app, "F f \"exempt\" Enter");
    assert!(app.status.words.starts_with("Nothing here is so"), "{}", app.status.words);
}

mod arrivals;
mod conflicts;
mod handing;
mod macros;
mod newcomers;
mod policy;
mod reviews;
mod sharing;
