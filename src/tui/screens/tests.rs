//! Pictures of all screens, and every size without a fall.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::testing::{atlas, bare, conflicted, open, picture, press};
use super::*;
use crate::tui::event::{AtlasRow, Event};
use crate::tui::layer::{Layer, Subject};
use crate::tui::status::Tone;
use crate::tui::testing::{styled_dump, text_of};

const SAMPLE: &str = "order-to-doorstep.ron";

fn people(theme: &str) -> App {
    let mut app = open(theme, SAMPLE);
    press(&mut app, "Space p j j");
    app
}

/// A stage is reviewed, then one of its cards is edited and another one added.
const EDITS: &str = "r r y Enter j e Space s o o n Enter a D o o r b e l l Enter Esc k";

/// Every screen, and every kind of layer over one.
fn all(theme: &str) -> Vec<(&'static str, App)> {
    let with = |keys: &str| {
        let mut app = open(theme, SAMPLE);
        press(&mut app, keys);
        app
    };
    let mut typing = with("j e");
    press(&mut typing, "x 日 y");
    let mut which = with("Space");
    which.which_key = true;
    vec![
        ("start", bare(theme)),
        ("atlas", atlas(theme)),
        ("people", people(theme)),
        ("findings", with("4 !")),
        ("findings-all", all_findings(theme)),
        ("findings-empty", with("! / z z z z Enter")),
        ("policy", with("Space o p j j")),
        ("map", open(theme, SAMPLE)),
        ("conflicts", conflicts(theme)),
        ("outline", with("v o")),
        ("typing", typing),
        ("form", with("j Enter")),
        ("palette", with(":")),
        ("help", with("?")),
        ("confirm", with("d")),
        ("review", with(&format!("4 {EDITS} k r r"))),
        ("review-all", with(&format!("4 {EDITS} k k r r"))),
        ("which-key", which),
    ]
}

/// The open conflicts of a map, the second one chosen.
fn conflicts(theme: &str) -> App {
    let mut app = conflicted(theme);
    press(&mut app, "Space c j");
    app
}

/// The findings of all maps, by rule, some marked.
fn all_findings(theme: &str) -> App {
    let mut app = atlas(theme);
    press(&mut app, "! v v x x j");
    app
}

#[test]
fn every_size_has_a_picture_and_a_cursor_in_it() {
    for (name, mut app) in all("terminal") {
        for ascii in [false, true] {
            app.settings.ascii = ascii;
            for (width, height) in sizes() {
                let area = Rect::new(0, 0, width, height);
                let mut buf = Buffer::empty(area);
                let drawn = draw(&app, &mut buf, area);
                let is_on_it = drawn.cursor.is_some_and(|at| area.contains(at));
                assert!(is_on_it || area.is_empty(), "{name} {width}x{height}: {:?}", drawn.cursor);
                assert!(
                    drawn.rows.iter().all(|(row, _)| area.intersection(*row) == *row),
                    "{name} {width}x{height}"
                );
            }
        }
    }
}

fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let small = (0..14).flat_map(|w| (0..8).map(move |h| (w * 3, h)));
    small.chain([(60, 15), (80, 24), (120, 40), (200, 60), (200, 3), (20, 60), (300, 1)])
}

#[test]
fn ascii_is_ascii() {
    for (name, mut app) in all("terminal") {
        if matches!(
            name,
            "map"
                | "conflicts"
                | "outline"
                | "findings"
                | "findings-all"
                | "findings-empty"
                | "form"
                | "confirm"
                | "review"
                | "review-all"
                | "typing"
                | "palette"
                | "help"
                | "which-key"
        ) {
            // These show what people wrote, in any script.
            continue;
        }
        app.settings.ascii = true;
        let text = text_of(&picture(&app, 120, 40));
        // The money's sign is what the workspace says.
        let other: String = text.chars().filter(|c| !c.is_ascii() && *c != '€').collect();
        assert_eq!(other, "", "{name}: {text}");
    }
}

#[test]
fn a_map_that_cannot_be_read_is_a_row_with_its_reason() {
    let mut app = atlas("terminal");
    let why = "order.ron:3:7: unknown field `ownr`".to_owned();
    app.atlas.put(AtlasRow { path: "/home/ana/maps/order.ron".into(), content: Err(why) });
    app.atlas.go(isize::MAX);
    let text = text_of(&picture(&app, 120, 30));
    assert!(text.contains("cannot be read: order.ron:3:7: unknown field `ownr`"), "{text}");
    assert!(text.contains("5 maps, 35 stages"), "{text}");
}

#[test]
fn what_is_still_being_read_and_what_is_filtered_is_said() {
    let mut app = atlas("terminal");
    app.atlas.complete = false;
    app.atlas.filter = "order".into();
    app.atlas.arrange();
    press(&mut app, "S");
    let text = text_of(&picture(&app, 140, 30));
    for words in ["reading maps", "only “order”", "2 of 5 maps", "by journey", "↓journey"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn an_atlas_that_is_cut_says_so() {
    let app = atlas("terminal");
    let text = |width, height| text_of(&picture(&app, width, height));
    let whole = text(120, 40);
    assert!(!whole.contains(" more") && !whole.contains('↓'), "{whole}");
    let cut = |text: &str| text.contains(" more") || text.contains(['↑', '↓']);
    assert!(cut(&text(80, 16)), "{}", text(80, 16));
    assert!(cut(&text(80, 7)), "{}", text(80, 7));
}

#[test]
fn a_workspace_that_is_still_being_read_is_not_an_empty_one() {
    let mut app = bare("terminal");
    app.atlas.complete = false;
    let text = text_of(&picture(&app, 80, 24));
    assert!(text.contains("reading maps") && !text.contains("There is no map"), "{text}");
}

#[test]
fn a_typed_text_stands_over_its_card_and_the_cursor_in_it() {
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "j l l e");
    let area = Rect::new(0, 0, 120, 40);
    let mut buf = Buffer::empty(area);
    let drawn = draw(&app, &mut buf, area);
    let card = drawn.hits.area_of(&app.doc.as_ref().unwrap().focus).unwrap();
    let cursor = drawn.cursor.unwrap();
    assert!(cursor.y.abs_diff(card.y) <= 3 && cursor.x > card.x, "{cursor:?} {card:?}");
}

#[test]
fn open_conflicts_are_counted_on_every_screen() {
    for keys in ["", "v o", "v e", "v t", "z", "!", "Space c", "Space p", "Space o p", "Space f h"] {
        for (width, height) in [(200, 60), (120, 40), (80, 24), (60, 15), (50, 12)] {
            let mut app = conflicted("terminal");
            if !keys.is_empty() {
                press(&mut app, keys);
            }
            let text = text_of(&picture(&app, width, height));
            assert!(text.lines().next().unwrap().contains("≠4"), "{keys} {width}: {text}");
        }
    }
    let mut app = conflicted("terminal");
    let doc = app.doc.take().unwrap();
    let facts = crate::rules::Facts::new(&doc.map, &app.place.data);
    let row = crate::tui::event::MapRow::new(facts, app.today);
    app.atlas.put(AtlasRow { path: doc.path, content: Ok(row) });
    app.screen = Screen::Atlas;
    for width in [200, 120, 80, 60] {
        let text = text_of(&picture(&app, width, 24));
        assert!(text.lines().next().unwrap().contains("≠4"), "{text}");
        assert!(text.contains("≠4 Order to doorstep"), "{text}");
    }
}

#[test]
fn the_hint_bar_says_only_what_can_be_done() {
    let last = |app: &App| text_of(&picture(app, 200, 40)).lines().last().unwrap_or_default().to_owned();
    let mut app = open("terminal", SAMPLE);
    assert!(!last(&app).contains(" save") && !last(&app).contains(" undo"), "{}", last(&app));
    press(&mut app, "j +");
    assert!(last(&app).contains("Ctrl-S save") && last(&app).contains("u undo"), "{}", last(&app));
    press(&mut app, "e");
    assert!(last(&app).contains("Enter keep") && !last(&app).contains("undo"), "{}", last(&app));
    press(&mut app, "Esc Esc /");
    assert!(last(&app).contains("first hit") && !last(&app).contains("new line"), "{}", last(&app));
    press(&mut app, "Esc @");
    assert!(
        last(&app).contains("type to narrow") && last(&app).contains("last row: add new"),
        "{}",
        last(&app)
    );
}

#[test]
fn the_status_line_says_what_happened_and_what_is_to_be_known() {
    let mut app = open("terminal", SAMPLE);
    press(&mut app, "j x j x");
    app.say(Tone::Error, "disk full");
    if let Some(doc) = &mut app.doc {
        doc.others = vec!["Tom on depot-7".into()];
        doc.disk = crate::tui::doc::Disk::Changed;
    }
    let text = text_of(&picture(&app, 160, 40));
    let line = text.lines().rev().nth(1).unwrap();
    for words in
        ["✗ Disk full", "2 marked", "also open: Tom on depot-7", "file changed on the disk", "(pinned)"]
    {
        assert!(line.contains(words), "{words}: {line}");
    }
}

#[test]
fn a_workspace_that_cannot_be_read_is_told_as_long_as_it_lasts() {
    let mut app = open("terminal", SAMPLE);
    app.place.is_unread = true;
    press(&mut app, "j k");
    let says = |app: &App| text_of(&picture(app, 80, 24)).contains("✗ milepost.ron cannot be read");
    assert!(says(&app));
    let workspace = app.place.data.clone();
    crate::tui::update::update(&mut app, Event::Workspace(Box::new(workspace)));
    assert!(!says(&app));
    let mut app = atlas("terminal");
    assert!(!says(&app));
    app.place.is_unread = true;
    press(&mut app, "j");
    assert!(says(&app));
}

#[test]
fn a_form_that_does_not_go_together_stays_with_what_was_typed() {
    let mut app = open("terminal", SAMPLE);
    let pain = app.doc.as_ref().unwrap().map.cards_of(crate::map::CardKind::Pain).next().unwrap().id.clone();
    assert!(app.open_form_of(&Subject::Card(pain)));
    press(&mut app, "Tab Tab Tab Tab Right Right Ctrl-S");
    assert!(
        matches!(app.layers.last(), Some(Layer::Form(layer)) if layer.form.is_changed()),
        "{:?}",
        app.status
    );
    assert!(app.status.words.contains("reason"), "{:?}", app.status);
}

#[test]
fn pictures() {
    for theme in ["terminal", "mono"] {
        for (name, app) in all(theme) {
            let is_wanted = match name {
                "start" | "atlas" | "conflicts" | "people" | "findings" | "findings-all" | "policy"
                | "palette" | "help" | "review" => true,
                "form" | "which-key" | "confirm" | "review-all" => theme == "terminal",
                // The board has pictures of its own.
                _ => false,
            };
            let large = Some((200, 60)).filter(|_| name == "conflicts");
            for (width, height) in [(80, 24), (120, 40)].into_iter().chain(large).filter(|_| is_wanted) {
                let picture = styled_dump(&picture(&app, width, height));
                insta::assert_snapshot!(format!("{name}-{theme}-{width}x{height}"), picture);
            }
        }
    }
}
