//! The workshop's screen as pictures.

use super::super::testing::{TEN, picture, press, workshop};
use crate::tui::app::App;
use crate::tui::event::Event;
use crate::tui::keys::{Code, Key};
use crate::tui::testing::{styled_dump, text_of};
use crate::tui::update::update;

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
    press(&mut app, "Enter Esc R B");
    let minutes = i64::from(app.room.as_ref().unwrap().session.now().unwrap().minutes);
    let _ = update(&mut app, Event::Clock(TEN + minutes * 60_000 - 30_000));
    insta::assert_snapshot!("workshop-large-terminal-80x24", styled_dump(&picture(&app, 80, 24)));
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
