//! Pictures of the lists of a workshop, with their styles.

use insta::assert_snapshot;

use crate::tui::app::App;
use crate::tui::room::testing::{earlier, enter, workshop};
use crate::tui::screens::testing::{TODAY, picture, press};
use crate::tui::testing::styled_dump;
use crate::workshop::Verb;
use crate::workshop::deed::Outcome;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn snapshots(name: &str, make: fn(&str) -> App) {
    for theme in ["terminal", "mono"] {
        let mut app = make(theme);
        for (width, height) in SIZES {
            app.size = (width, height);
            let shown = styled_dump(&picture(&app, width, height));
            assert_snapshot!(format!("{name}-{theme}-{width}x{height}"), shown);
        }
    }
}

#[test]
fn groups() {
    snapshots("groups", |theme| {
        let mut app = workshop(theme, Verb::Cluster);
        press(&mut app, "x x #");
        enter(&mut app, "Waiting in the dark");
        press(&mut app, "g x");
        app
    });
}

#[test]
fn vote() {
    snapshots("vote", |theme| {
        let mut app = workshop(theme, Verb::Vote);
        press(&mut app, "v p");
        enter(&mut app, "luis 4 2; ana 2 2 5");
        press(&mut app, "2 Down");
        app
    });
    snapshots("vote-ended", |theme| {
        let mut app = workshop(theme, Verb::Vote);
        press(&mut app, "v p");
        enter(&mut app, "luis 4 2 6; ana 2 2 4; tom 4");
        press(&mut app, "E");
        app
    });
}

#[test]
fn places() {
    snapshots("places", |theme| {
        let mut app = workshop(theme, Verb::Place);
        press(&mut app, "5 2 Tab 1 2 Down 4 4 Down 3");
        app
    });
}

#[test]
fn scores() {
    snapshots("scores", |theme| {
        let mut app = workshop(theme, Verb::Score);
        press(&mut app, "1 Tab 5 Tab 4 Down 3");
        app
    });
}

fn said(theme: &str, verb: Verb) -> App {
    let mut app = workshop(theme, verb);
    for (key, text) in [
        ("=", "No more PDFs for delivery windows"),
        ("A", "call the carrier about Saturdays @ana due:2026-12-01"),
        ("A", "ask the returns desk"),
        (",", "who pays for the second attempt?"),
        (",", "the colour of the van"),
    ] {
        press(&mut app, key);
        enter(&mut app, text);
    }
    app
}

#[test]
fn results() {
    snapshots("results", |theme| {
        let mut app = said(theme, Verb::Decide);
        press(&mut app, "Down");
        app
    });
    snapshots("results-empty", |theme| workshop(theme, Verb::Decide));
}

#[test]
fn follow_up() {
    snapshots("follow-up", |theme| {
        let mut app = workshop(theme, Verb::FollowUp);
        let all = [
            earlier("Put the map of parcel shops online", Some((12, 1)), Outcome::Open),
            earlier("Say the window by text message", Some((11, 1)), Outcome::Open),
            earlier("Ask Ops about Saturdays", None, Outcome::Done(TODAY)),
        ];
        app.room.as_mut().unwrap().earlier.extend(all);
        app
    });
}

#[test]
fn close() {
    snapshots("close", |theme| {
        let mut app = said(theme, Verb::Capture);
        press(&mut app, "j a");
        enter(&mut app, "! nobody answers the phone at all");
        press(&mut app, "Esc Space w c");
        app
    });
}

#[test]
fn where_it_is_decided_the_first_places_of_the_vote_are_said() {
    let mut app = workshop("mono", Verb::Vote);
    press(&mut app, "v p");
    enter(&mut app, "luis 4 2 6; ana 2 2 4; tom 4");
    press(&mut app, "E Space w d");
    for (width, height) in SIZES {
        app.size = (width, height);
        let text = crate::tui::testing::text_of(&picture(&app, width, height));
        assert!(text.contains("Most dots: 3 “"), "{width}x{height}\n{text}");
    }
}

#[test]
fn the_zoom_calls_a_card_as_its_list_does() {
    let mut app = workshop("mono", Verb::Cluster);
    press(&mut app, "x x #");
    enter(&mut app, "Waiting in the dark");
    app.begin_vote();
    for zoom in ["Down Up", "B"] {
        press(&mut app, zoom);
        app.size = (120, 40);
        let text = crate::tui::testing::text_of(&picture(&app, 120, 40));
        assert!(text.contains("Waiting in the dark (2 cards)"), "{text}");
    }
}
