//! The workshop's screen as pictures.

use super::super::testing::{TEN, picture, press, workshop};
use crate::tui::app::App;
use crate::tui::event::Event;
use crate::tui::keys::{Code, Key};
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::update::update;
use crate::workshop::Verb;

fn typed(app: &mut App, text: &str) {
    for c in text.chars() {
        let _ = update(app, Event::Key(Key::char(c)));
    }
}

fn at_work(theme: &str) -> App {
    let mut app = workshop(theme, "pains-30");
    press(&mut app, "l l l a");
    typed(&mut app, "The line was dead for an hour");
    let _ = update(&mut app, Event::Key(Key::plain(Code::Enter)));
    typed(&mut app, "ana: !! No ETA once the van has left @tom");
    let _ = update(&mut app, Event::Clock(TEN + 100_000));
    app
}

#[test]
fn pictures() {
    for (theme, width, height) in
        [("terminal", 80, 24), ("terminal", 120, 40), ("terminal", 200, 60), ("mono", 80, 24)]
    {
        let app = at_work(theme);
        let name = format!("workshop-{theme}-{width}x{height}");
        insta::assert_snapshot!(name, styled_dump(&picture(&app, width, height)));
    }
}

#[test]
fn large_for_the_room() {
    let mut app = at_work("terminal");
    press(&mut app, "Enter Esc");
    press(&mut app, "B");
    let hidden = text_of(&picture(&app, 120, 40));
    assert!(hidden.contains("2 cards written so far") && !hidden.contains("dead for an hour"), "{hidden}");
    press(&mut app, "R");
    let minutes = i64::from(app.room.as_ref().unwrap().session.now().unwrap().minutes);
    let _ = update(&mut app, Event::Clock(TEN + minutes * 60_000 - 30_000));
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let name = format!("workshop-large-terminal-{width}x{height}");
        insta::assert_snapshot!(name, styled_dump(&picture(&app, width, height)));
    }
}

#[test]
fn large_shows_what_the_phase_is_about() {
    let about = |verb, keys: &str| {
        let mut app = crate::tui::room::testing::workshop("mono", verb);
        press(&mut app, keys);
        press(&mut app, "B");
        text_of(&picture(&app, 120, 40))
    };
    let placed = about(Verb::Place, "5 2");
    assert!(placed.contains("impact 5   effort 2"), "{placed}");
    assert!(about(Verb::Score, "5").contains("Get inspired"));
    assert!(about(Verb::Vote, "v + +").contains("1 of 4 have voted"));
    let voted = about(Verb::Vote, "v + + E");
    assert!(voted.contains("The vote has ended") && voted.contains("  2  ▮▮▮"), "{voted}");
    assert!(about(Verb::Close, "Tab").contains("B small again"));
}

#[test]
fn the_question_is_read_to_its_end_at_80_columns() {
    for agenda in ["pains-30", "map-90", "solutions-60", "refresh-45"] {
        let mut app = workshop("mono", agenda);
        for number in 0..app.room.as_ref().unwrap().session.agenda().phases.len() {
            let asks = app.room.as_ref().unwrap().session.now().unwrap().asks().to_owned();
            let shown = text_of(&picture(&app, 80, 24));
            let words: Vec<&str> = shown.lines().take(4).flat_map(str::split_whitespace).collect();
            let all: Vec<&str> = asks.split_whitespace().collect();
            assert!(words.windows(all.len()).any(|some| some == all), "{agenda} {number}: {asks}\n{shown}");
            let last = shown.lines().last().unwrap();
            assert!(last.contains("Space menu") && last.contains("? help"), "{last}");
            press(&mut app, ">");
        }
    }
}

#[test]
fn no_window_covers_the_clock() {
    for keys in ["e", "r r", "Space w s", "?", "B ?", "B Space w s"] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut app = workshop("mono", "pains-30");
            app.size = (width, height);
            let clock = |app: &App| {
                let lines = super::ground(app, ratatui::layout::Rect::new(0, 0, width, height)).y;
                let shown = text_of(&picture(app, width, height));
                (lines, shown.lines().take(lines.into()).map(str::to_owned).collect::<Vec<_>>())
            };
            if let Some(rest) = keys.strip_prefix("B ") {
                press(&mut app, "B");
                let before = clock(&app);
                press(&mut app, rest);
                assert_eq!(clock(&app), before, "{keys}");
                continue;
            }
            let before = clock(&app);
            press(&mut app, keys);
            assert!(!app.layers.is_empty(), "{keys}");
            assert_eq!(clock(&app), before, "{keys}");
        }
    }
}

#[test]
fn a_clock_that_stands_still_says_how_it_goes_on() {
    let mut app = workshop("mono", "pains-30");
    let last = |app: &App| text_of(&picture(app, 80, 24)).lines().last().unwrap().to_owned();
    assert!(!last(&app).contains("W clock goes on"));
    press(&mut app, "W");
    assert!(last(&app).contains("W clock goes on") && last(&app).contains("> next phase"), "{}", last(&app));
}

#[test]
fn the_last_minute_is_told_by_a_sign_and_in_words() {
    let mut app = workshop("mono", "pains-30");
    let minutes = i64::from(app.room.as_ref().unwrap().session.now().unwrap().minutes);
    let first = |app: &App| text_of(&picture(app, 100, 30)).lines().next().unwrap().to_owned();
    assert!(!first(&app).contains('!'));
    let _ = update(&mut app, Event::Clock(TEN + minutes * 60_000 - 30_000));
    assert!(first(&app).contains("! 30 s left"), "{}", first(&app));
    let _ = update(&mut app, Event::Clock(TEN + minutes * 60_000 + 12_000));
    assert!(first(&app).contains("! 12 s over"), "{}", first(&app));
}

#[test]
fn no_size_breaks_it() {
    let mut app = at_work("terminal");
    for big in [false, true] {
        for (width, height) in [(0, 0), (1, 1), (3, 2), (10, 5), (20, 8), (59, 14), (61, 13), (300, 90)] {
            let _ = picture(&app, width, height);
        }
        press(&mut app, "Esc Esc B");
        assert_eq!(app.room.as_ref().unwrap().is_big, !big);
    }
}
