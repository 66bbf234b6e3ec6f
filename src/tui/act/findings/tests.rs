//! The list of findings as *(before, keys, after)*.

use crate::map::card::CardKind;
use crate::map::edit::{CardField, Edit, OpportunityField};
use crate::map::id::{CardId, EvidenceId};
use crate::map::policy::Level;
use crate::rules::Finding;
use crate::tui::app::{App, Screen};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Mouse, Opened};
use crate::tui::findings::{Group, Line, Scope};
use crate::tui::focus::Focus;
use crate::tui::keys::Keys;
use crate::tui::layer::{Layer, Subject};
use crate::tui::screens::testing::{atlas, open, picture, press};
use crate::tui::update::update;

const SAMPLE: &str = "order-to-doorstep.ron";

/// The list of the sample map, without what changes from run to run.
fn listed(keys: &str) -> App {
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "!");
    if !keys.is_empty() {
        press(&mut app, keys);
    }
    app
}

/// The rules of what is shown, in order.
fn rules(app: &App) -> Vec<&'static str> {
    app.findings.all_shown().map(|item| item.found.finding.rule.id).collect()
}

fn keys_shown(app: &App) -> Vec<String> {
    app.findings.all_shown().map(|item| item.found.key.clone()).collect()
}

fn chosen(app: &App) -> &Finding {
    &app.findings.chosen().unwrap().found.finding
}

/// The choice on the first finding of a rule.
fn choose(app: &mut App, rule: &str) {
    app.findings.choose_first(|item| item.found.finding.rule.id == rule);
    assert_eq!(chosen(app).rule.id, rule, "{:?}", rules(app));
}

fn steps(app: &App) -> usize {
    app.doc.as_ref().unwrap().history.len().0
}

/// Types a text letter by letter.
fn typed(app: &mut App, text: &str) {
    for c in text.chars() {
        update(app, Event::Key(crate::tui::keys::Key::char(c)));
    }
}

/// A card of the sample with something wrong in it that mends itself: evidence that is not there.
fn with_gone_evidence(app: &mut App, count: usize) -> Vec<CardId> {
    let doc = app.doc.as_ref().unwrap();
    let cards: Vec<CardId> = doc.map.cards_of(CardKind::Pain).take(count).map(|c| c.id.clone()).collect();
    for card in &cards {
        let gone = vec![EvidenceId::new("long-gone").unwrap()];
        assert!(app.edit(Edit::SetCard { card: card.clone(), field: CardField::Evidence(gone) }));
    }
    cards
}

#[test]
fn every_finding_is_listed_once_in_its_group_the_loudest_first() {
    for (keys, group) in
        [("", Group::Stage), ("v", Group::Owner), ("v v", Group::Rule), ("v v v", Group::Stage)]
    {
        let app = listed(keys);
        assert_eq!(app.findings.group, group);
        let doc = app.doc.as_ref().unwrap();
        let (mut listed, mut all) =
            (keys_shown(&app), doc.findings.iter().map(Finding::fingerprint).collect::<Vec<_>>());
        listed.sort();
        all.sort();
        assert_eq!(listed, all);
        let mut before: Option<(Level, Option<u32>)> = None;
        let mut heads = 0;
        for line in app.findings.lines() {
            match line {
                Line::Head(_) => heads += 1,
                Line::Gap => before = None,
                Line::Found(at) => {
                    let finding = &app.findings.item(*at).unwrap().found.finding;
                    let now = (finding.level, finding.age);
                    assert!(before.is_none_or(|before| before >= now), "{before:?} {now:?}");
                    before = Some(now);
                }
            }
        }
        assert!(heads > 3, "{heads}");
        assert_eq!(app.findings.counts(), doc.counts);
    }
}

#[test]
fn it_opens_on_what_has_focus_and_enter_goes_there_and_back() {
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "4 !");
    let stage = app.doc.as_ref().unwrap().map.stages[3].id.clone();
    assert_eq!(chosen(&app).target.stage(), Some(&stage));
    press(&mut app, "Esc");
    assert_eq!((app.screen, app.layers.len()), (Screen::Map, 0));
}

#[test]
fn enter_opens_the_field_that_closes_it() {
    let mut app = listed("");
    choose(&mut app, "owner-left");
    let stage = chosen(&app).target.stage().unwrap().clone();
    press(&mut app, "Enter");
    assert_eq!(app.screen, Screen::Map);
    assert_eq!(app.doc.as_ref().unwrap().focus, Focus::Stage(stage.clone()));
    let Some(Layer::Form(form)) = app.layers.last() else { panic!("{:?}", app.layers) };
    assert_eq!(form.subject, Subject::Stage(stage));
    assert_eq!(form.form.fields()[form.form.at()].name(), "owner");
    assert!(app.status.words.contains("left"), "{:?}", app.status);
}

#[test]
fn enter_on_a_workshops_action_goes_to_it_in_the_list_of_all_and_back() {
    let mut app = open("terminal", "order-to-doorstep.ron");
    let sessions = crate::tui::act::actions::testing::listing();
    let late = &sessions.sessions[0].actions[2].0;
    let doc = app.doc.as_ref().unwrap();
    let (path, session) = (doc.path.clone(), sessions.sessions[0].id.clone());
    let (id, text, due) = (late.id.clone(), late.text.clone(), late.due);
    let action = crate::rules::OpenAction { session, id, text, owner: None, due, cards: vec![] };
    let outside = crate::rules::Outside { actions: vec![action], ..Default::default() };
    let known = crate::tui::event::Known { path, outside, trouble: None };
    let _ = update(&mut app, Event::Outside(Box::new(known)));
    press(&mut app, "!");
    for key in ["Enter", "@"] {
        choose(&mut app, "action-overdue");
        press(&mut app, key);
        assert_eq!(app.screen, Screen::Actions);
        let _ = update(&mut app, Event::Actions(Box::new(sessions.clone())));
        assert_eq!(app.actions.chosen().unwrap().action.id, late.id);
        assert!(app.status.words.contains("was due 2026-11-01"), "{}", app.status.words);
        press(&mut app, "Down q");
        assert_eq!(app.screen, Screen::Findings);
    }
}

#[test]
fn enter_on_any_finding_of_any_sample_goes_to_its_element() {
    for (name, _) in crate::tui::screens::testing::MAPS {
        let mut app = open("terminal", name);
        press(&mut app, "! z q");
        for at in 0..app.findings.count().0 {
            app.layers.clear();
            press(&mut app, "! g");
            app.findings.go(isize::try_from(at).unwrap());
            let finding = chosen(&app).clone();
            press(&mut app, "Enter");
            let doc = app.doc.as_ref().unwrap();
            assert_eq!(app.screen, Screen::Map, "{finding:?}");
            match &finding.target {
                crate::rules::Target::Card(_, id) => assert_eq!(doc.focus, Focus::Card(id.clone())),
                crate::rules::Target::Map => assert_eq!(doc.focus, Focus::Map),
                target => assert_eq!(doc.stage().map(|s| &s.id), target.stage(), "{finding:?}"),
            }
            if let (Some(Layer::Form(form)), Some(field)) = (app.layers.last(), finding.field) {
                let on = form.form.fields()[form.form.at()].name();
                let is_first = form.form.at() == 0;
                assert!(!is_first, "{field} of {} opens {on}", finding.rule.id);
            }
            let picture = picture(&app, 80, 24);
            assert!(picture.area.height == 24);
        }
    }
}

#[test]
fn an_owner_is_given_from_the_list_as_one_step_and_taken_back_there() {
    let mut app = listed("");
    choose(&mut app, "owner-left");
    let (before, row) = (keys_shown(&app), app.findings.at());
    let count = steps(&app);
    let left = |app: &App| rules(app).iter().filter(|rule| **rule == "owner-left").count();
    let all_left = left(&app);
    press(&mut app, "@");
    typed(&mut app, "tom");
    press(&mut app, "Enter");
    assert_eq!(app.screen, Screen::Findings);
    assert!(app.status.words.starts_with("Tom Okafor owns the stage"), "{:?}", app.status);
    assert_eq!(steps(&app), count + 1);
    assert_eq!(left(&app) + 1, all_left);
    assert!(app.findings.at().abs_diff(row) <= 1);
    press(&mut app, "u");
    assert_eq!(keys_shown(&app), before);
}

#[test]
fn what_is_put_off_goes_shows_with_a_key_and_wakes() {
    let mut app = listed("");
    choose(&mut app, "owner-left");
    let (key, all) = (chosen(&app).fingerprint(), app.findings.count().0);
    let (count, before) = (steps(&app), app.findings.count_put_off());
    press(&mut app, "s Ctrl-U");
    typed(&mut app, "+91d");
    press(&mut app, "Enter");
    assert!(app.status.words.contains("at most 90 days"), "{:?}", app.status);
    press(&mut app, "Ctrl-U");
    typed(&mut app, "+30d");
    press(&mut app, "Enter Enter");
    assert!(app.status.words.contains("reason"), "{:?}", app.status);
    typed(&mut app, "Jonas takes over in December");
    press(&mut app, "Enter");
    assert!(app.status.words.starts_with("Put off until 2026-12-22: "), "{:?}", app.status);
    assert_eq!((steps(&app), app.findings.count()), (count + 1, (all - 1, all - 1)));
    assert_eq!(app.findings.count_put_off(), before + 1);
    press(&mut app, "z");
    assert!(app.findings.choose(&key) && app.findings.chosen().unwrap().is_put_off);
    press(&mut app, "w");
    assert!(app.status.words.starts_with("Not put off any more"), "{:?}", app.status);
    assert!(app.findings.choose(&key) && !app.findings.chosen().unwrap().is_put_off);
    press(&mut app, "u u");
    assert_eq!(steps(&app), count);
}

#[test]
fn every_finding_of_a_map_can_be_put_off_by_its_fingerprint_and_by_no_other() {
    for (name, _) in crate::tui::screens::testing::MAPS {
        let mut app = open("terminal", name);
        press(&mut app, "!");
        let keys: Vec<String> = app.doc.as_ref().unwrap().findings.iter().map(Finding::fingerprint).collect();
        for key in keys {
            let before = app.doc.as_ref().unwrap().findings.len();
            app.put_off(vec![key.clone()], "2026-12-01".parse().unwrap(), "not now");
            let doc = app.doc.as_ref().unwrap();
            assert!(doc.put_off.iter().any(|f| f.fingerprint() == key), "{name} {key}");
            assert_eq!(doc.findings.len(), before - 1, "{name} {key}");
            press(&mut app, "u");
            assert_eq!(app.doc.as_ref().unwrap().findings.len(), before);
        }
    }
}

#[test]
fn marked_ones_are_put_off_together_as_one_step() {
    let mut app = listed("x x x");
    assert_eq!(app.findings.marks.len(), 3);
    let (count, all) = (steps(&app), app.findings.count().0);
    press(&mut app, "s Enter");
    typed(&mut app, "after the move");
    press(&mut app, "Enter");
    assert_eq!((steps(&app), app.findings.count().0), (count + 1, all - 3));
    assert!(app.status.words.starts_with("3 findings put off"), "{:?}", app.status);
    assert!(app.findings.marks.is_empty());
    press(&mut app, "u");
    assert_eq!(app.findings.count().0, all);
}

#[test]
fn what_needs_no_typing_is_fixed_from_the_list_alone_or_all_at_once() {
    let mut app = open("terminal", SAMPLE);
    let cards = with_gone_evidence(&mut app, 2);
    press(&mut app, "!");
    let all = app.findings.count().0;
    choose(&mut app, "dangling-reference");
    press(&mut app, "f");
    assert!(app.status.words.contains("long-gone"), "{:?}", app.status);
    let left = rules(&app).iter().filter(|rule| **rule == "dangling-reference").count();
    assert_eq!(left, 1);
    press(&mut app, "u");
    assert_eq!(app.findings.count().0, all);
    let count = steps(&app);
    press(&mut app, "X f");
    assert!(app.status.words.starts_with("2 fixed"), "{:?}", app.status);
    assert_eq!(steps(&app), count + 1);
    let doc = app.doc.as_ref().unwrap();
    assert!(cards.iter().all(|id| doc.map.card(id).unwrap().evidence.is_empty()));
}

#[test]
fn a_misfiled_card_asks_which_way() {
    let mut app = open("terminal", SAMPLE);
    let doc = app.doc.as_ref().unwrap();
    let other = doc.map.stages[0].id.clone();
    let card = doc.map.stages[3].cards().next().unwrap().id.clone();
    assert!(app.edit(Edit::SetCard { card: card.clone(), field: CardField::Filed(Some(other.clone())) }));
    press(&mut app, "!");
    choose(&mut app, "misfiled-card");
    press(&mut app, "f");
    assert!(matches!(app.layers.last(), Some(Layer::Pick(_))));
    press(&mut app, "Down Enter");
    let doc = app.doc.as_ref().unwrap();
    assert_eq!(doc.map.place(&card).unwrap().stage, Some(other));
    assert!(!rules(&app).contains(&"misfiled-card"));
}

#[test]
fn a_review_and_a_cadence_are_given_from_the_list() {
    let mut app = listed("");
    choose(&mut app, "stale");
    let stage = chosen(&app).target.stage().unwrap().clone();
    press(&mut app, "c");
    typed(&mut app, "400");
    press(&mut app, "Enter");
    let doc = app.doc.as_ref().unwrap();
    assert_eq!(doc.map.stage(&stage).unwrap().review_every, Some(400));
    press(&mut app, "u");
    choose(&mut app, "stale");
    press(&mut app, "r y Enter");
    assert_eq!(app.screen, Screen::Findings);
    let review = app.doc.as_ref().unwrap().map.stage(&stage).unwrap().reviewed.clone().unwrap();
    assert_eq!(review.on, app.today);
    assert!(!keys_shown(&app).iter().any(|key| key.starts_with("stale:") && key.ends_with(stage.as_str())));
}

#[test]
fn it_is_narrowed_by_person_level_and_text_and_widened_again() {
    let mut app = listed("");
    let all = app.findings.count().0;
    press(&mut app, "m");
    let me = app.me.clone();
    assert!(app.findings.count().0 < all && app.findings.all_shown().all(|item| item.found.owner == me));
    press(&mut app, "m +");
    assert!(app.findings.all_shown().all(|item| item.found.finding.level >= Level::Warning));
    press(&mut app, "+");
    assert!(app.findings.all_shown().all(|item| item.found.finding.level == Level::Error));
    press(&mut app, "+ /");
    typed(&mut app, "OWNER-LEFT");
    press(&mut app, "Enter");
    assert!(!rules(&app).is_empty() && rules(&app).iter().all(|rule| *rule == "owner-left"));
    press(&mut app, "/ Ctrl-U");
    typed(&mut app, "no finding says this");
    press(&mut app, "Enter");
    assert_eq!(app.findings.count(), (0, all));
    press(&mut app, "j k Enter r @ s f x X v v v");
    assert_eq!(app.screen, Screen::Findings);
    press(&mut app, "Esc");
    assert_eq!(app.findings.count(), (all, all));
    press(&mut app, "Esc");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn a_stage_shows_its_own_by_key_and_by_a_click_on_its_state() {
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "4 r f");
    let stage = app.doc.as_ref().unwrap().map.stages[3].id.clone();
    let is_own = |app: &App| {
        app.findings.count().0 > 0
            && app.findings.all_shown().all(|item| item.found.finding.target.stage() == Some(&stage))
    };
    assert!(is_own(&app));
    press(&mut app, "Esc !");
    assert!(!is_own(&app), "! lists all");
    press(&mut app, "q");
    app.findings.stage = None;
    let area = ratatui::layout::Rect::new(0, 0, 120, 40);
    let mut buf = ratatui::buffer::Buffer::empty(area);
    app.pointer.hits = crate::tui::screens::draw(&app, &mut buf, area).hits;
    let head = app.pointer.hits.area_of(&Focus::Stage(stage.clone())).unwrap();
    update(&mut app, Event::Mouse(Mouse::Down(head.x + 2, head.y)));
    assert_eq!(app.screen, Screen::Map, "the name only takes the focus");
    update(&mut app, Event::Mouse(Mouse::Down(head.x + 2, head.y + 1)));
    assert_eq!(app.screen, Screen::Findings);
    assert!(is_own(&app));
}

#[test]
fn the_atlas_lists_all_maps_and_enter_opens_the_map_at_the_element() {
    let mut app = atlas("terminal");
    press(&mut app, "!");
    assert_eq!((app.screen, app.findings.scope), (Screen::Findings, Scope::Workspace));
    let paths: std::collections::BTreeSet<_> =
        app.findings.all_shown().map(|item| item.path.clone()).collect();
    assert!(paths.len() >= 4, "{paths:?}");
    choose(&mut app, "owner-left");
    let item = app.findings.chosen().unwrap().clone();
    let effects = update(&mut app, Event::Key("Enter".parse::<Keys>().unwrap()[0]));
    let path = item.path.clone().unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Open(to)] if *to == path), "{effects:?}");
    give(&mut app, SAMPLE);
    assert_eq!(app.screen, Screen::Map);
    let stage = item.found.finding.target.stage().unwrap().clone();
    assert_eq!(app.doc.as_ref().unwrap().focus, Focus::Stage(stage));
    assert!(matches!(app.layers.last(), Some(Layer::Form(_))));
}

#[test]
fn a_verb_in_the_list_of_all_maps_opens_the_map_and_goes_on_there() {
    let mut app = atlas("terminal");
    press(&mut app, "!");
    app.me = app.place.data.people.first().map(|p| p.id.clone());
    choose(&mut app, "owner-left");
    let key = chosen(&app).fingerprint();
    press(&mut app, "@");
    give(&mut app, SAMPLE);
    assert_eq!((app.screen, app.findings.scope), (Screen::Findings, Scope::Map));
    assert_eq!(chosen(&app).fingerprint(), key);
    assert!(matches!(app.layers.last(), Some(Layer::Pick(_))), "{:?}", app.layers);
    press(&mut app, "Esc q");
    assert_eq!(app.screen, Screen::Map);
}

/// The world opens a sample map.
fn give(app: &mut App, name: &str) {
    let doc = open("terminal", name).doc.unwrap();
    let opened = Opened {
        unmerged: None,
        map: doc.map,
        path: doc.path,
        version: None,
        remarks: Vec::new(),
        comments_move: false,
        leftover: None,
        others: Vec::new(),
    };
    update(app, Event::Opened(Box::new(opened)));
}

#[test]
fn a_map_in_order_says_so() {
    let mut app = open("terminal", SAMPLE);
    let doc = app.doc.as_mut().unwrap();
    doc.findings.clear();
    doc.put_off.clear();
    press(&mut app, "!");
    let text = crate::tui::testing::text_of(&picture(&app, 120, 40));
    assert!(text.contains("No findings: "), "{text}");
    press(&mut app, "j k G g Tab S-Tab PgDn PgUp Enter r @ c s w f x X u z m + F Esc");
    assert_eq!(app.screen, Screen::Map);
}

#[test]
fn what_is_about_a_person_goes_to_the_list_of_people_and_back() {
    let mut app = atlas("terminal");
    app.atlas.together = together(&app);
    press(&mut app, "!");
    choose(&mut app, "owner-overloaded");
    let crate::rules::Target::Person(id) = chosen(&app).target.clone() else { panic!() };
    press(&mut app, "Enter");
    assert_eq!((app.screen, &app.place.data.people[app.people.row].id), (Screen::People, &id));
    let effects = update(&mut app, Event::Key("Esc".parse::<Keys>().unwrap()[0]));
    assert_eq!(app.screen, Screen::Findings);
    assert!(matches!(effects.as_slice(), [Effect::ReadAtlas]), "{effects:?}");
    update(&mut app, Event::Together(Box::default()));
    assert!(!rules(&app).contains(&"owner-overloaded"));
}

#[test]
fn what_is_about_the_workspace_is_put_off_in_its_own_file() {
    let mut app = atlas("terminal");
    app.me = app.place.data.people.first().map(|p| p.id.clone());
    app.atlas.together = together(&app);
    press(&mut app, "!");
    choose(&mut app, "owner-overloaded");
    let (key, open) = (chosen(&app).fingerprint(), app.atlas.counts().total());
    press(&mut app, "s");
    typed(&mut app, "+14d");
    press(&mut app, "Enter");
    typed(&mut app, "two join in December");
    let effects = update(&mut app, Event::Key("Enter".parse::<Keys>().unwrap()[0]));
    let saved = effects.iter().find_map(|effect| match effect {
        Effect::SaveWorkspace(workspace) => Some(workspace.snoozes.clone()),
        _ => None,
    });
    let saved = saved.expect("the workspace is saved");
    assert_eq!(saved.len(), 1);
    assert_eq!((saved[0].rule.as_ref().unwrap().as_str(), saved[0].again), ("owner-overloaded", 0));
    assert!(app.status.words.starts_with("Put off until "), "{:?}", app.status);
    assert!(!keys_shown(&app).contains(&key));
    assert_eq!(app.atlas.counts().total(), open - 1, "it counts no more");
    let again = together(&app);
    assert!(again.put_off.iter().any(|listed| listed.key == key), "the rules see it as the list does");
    press(&mut app, "z");
    assert!(app.findings.choose(&key));
    press(&mut app, "w");
    assert!(app.place.data.snoozes.is_empty() && keys_shown(&app).contains(&key));
    assert_eq!(app.atlas.counts().total(), open);
}

#[test]
fn the_stages_of_marked_findings_get_one_cadence_as_one_step() {
    let mut app = listed("X");
    let before = steps(&app);
    press(&mut app, "c");
    typed(&mut app, "0");
    press(&mut app, "Enter");
    assert!(app.status.words.contains("from 1 to 3650"), "{:?}", app.status);
    press(&mut app, "Backspace");
    typed(&mut app, "45");
    press(&mut app, "Enter");
    let doc = app.doc.as_ref().unwrap();
    let found: std::collections::BTreeSet<_> =
        doc.map.stages.iter().filter(|stage| stage.review_every == Some(45)).map(|s| s.id.clone()).collect();
    assert!(found.len() > 1, "{found:?}");
    assert_eq!(steps(&app), before + 1);
    assert!(app.status.words.contains("stages are reviewed every 45 days"), "{:?}", app.status);
    assert!(app.findings.marks.is_empty());
}

/// What all maps of the sample show together.
fn together(app: &App) -> crate::tui::findings::Together {
    let open = |(name, _): &(&str, &[u8])| open("terminal", name).doc.unwrap().map;
    let maps: Vec<_> = crate::tui::screens::testing::MAPS.iter().map(open).collect();
    let workspace = &app.place.data;
    let facts: Vec<_> = maps.iter().map(|map| crate::rules::Facts::new(map, workspace)).collect();
    let found = crate::rules::examine_across(&facts, workspace, app.today);
    crate::tui::findings::Together::of(workspace, found)
}

#[test]
fn treats_of_what_is_gone_is_mended() {
    let mut app = open("terminal", SAMPLE);
    let doc = app.doc.as_ref().unwrap();
    let card = doc.map.cards_of(CardKind::Opportunity).next().unwrap().clone();
    let mut treats = card.opportunity().unwrap().treats.clone();
    treats.push(CardId::new("long-gone").unwrap());
    let field = CardField::Opportunity(OpportunityField::Treats(treats));
    assert!(app.edit(Edit::SetCard { card: card.id.clone(), field }));
    press(&mut app, "!");
    choose(&mut app, "dangling-reference");
    press(&mut app, "f");
    assert_eq!(app.doc.as_ref().unwrap().map.card(&card.id), Some(&card));
}
