//! How things are looked at: zoom, shape, theme, signs, mouse.

use super::super::app::App;
use super::super::effect::Effect;
use super::super::status::Tone;
use super::super::view::{Shape, Zoom};
use super::{Command, Context};

const EVERYWHERE: &[Context] = &Context::ALL;

pub(super) const COMMANDS: &[Command] = &[
    Command::new("view.zoom", "Zoom: this stage alone, and back", zoom).keys(&["z"]),
    Command::new("view.overview", "Overview: all stages at once and how each stands, and back", overview)
        .keys(&["Z"]),
    Command::new("view.board", "Back to the board: show the map as a board", |a| shape(a, Shape::Board))
        .keys(&["v b", "Space v b"])
        .hint("board")
        .when(|a| !is_shape(a, Shape::Board))
        .unless("the map is shown as a board"),
    Command::new("view.outline", "Show the map as an outline", |a| shape(a, Shape::Outline))
        .keys(&["v o", "Space v o"]),
    Command::new("view.emotion", "Show the emotion line of all stages, large", |a| shape(a, Shape::Emotion))
        .keys(&["v e", "Space v e"]),
    Command::new("view.table", "Show all cards in a table", |a| shape(a, Shape::Table))
        .keys(&["v t", "Space v t"]),
    Command::new("view.next", "Show the map in the next view: board, outline, emotion line, table", next)
        .keys(&["v v"]),
    Command::new("view.sort", "Sort the table by the next column", sort)
        .keys(&["S"])
        .hint("sort")
        .when(|a| is_shape(a, Shape::Table))
        .unless("only the table is sorted; v t shows it"),
    Command::new("view.theme", "Choose a theme, seeing each as you go", super::super::app::App::pick_theme)
        .keys(&["Space o t"])
        .on(EVERYWHERE),
    Command::new("view.ascii", "Plain ASCII signs on or off", ascii).keys(&["Space o a"]).on(EVERYWHERE),
    Command::new("view.mouse", "Mouse on or off (off: the terminal selects text)", mouse)
        .keys(&["Space o m"])
        .on(EVERYWHERE),
    Command::new("view.me", "Say who you are", super::super::app::App::pick_me)
        .keys(&["Space o i"])
        .on(EVERYWHERE),
    Command::new("view.redraw", "Paint the screen anew", |a| a.ask_world(Effect::Repaint))
        .keys(&["Ctrl-L"])
        .on(EVERYWHERE),
];

fn zoom(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    doc.view.zoom = if doc.view.zoom == Zoom::Stage { Zoom::Normal } else { Zoom::Stage };
}

fn overview(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    doc.view.zoom = if doc.view.zoom == Zoom::Compact { Zoom::Normal } else { Zoom::Compact };
}

fn is_shape(app: &App, shape: Shape) -> bool {
    app.doc.as_ref().is_some_and(|doc| doc.view.shape == shape)
}

/// The focus stays: another view shows the same place. A table has cards alone, so there it goes to the nearest one.
fn shape(app: &mut App, shape: Shape) {
    let Some(doc) = &mut app.doc else { return };
    doc.view.shape = shape;
    if shape == Shape::Table {
        doc.focus = doc.rows_down(0, &app.place.data);
    }
}

fn next(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    let to = doc.view.shape.next();
    shape(app, to);
    app.say(Tone::Info, format!("view: {}", to.word()));
}

fn sort(app: &mut App) {
    let Some(doc) = &mut app.doc else { return };
    doc.view.sort = doc.view.sort.next();
    let words = format!("sorted by {}", doc.view.sort.word());
    app.say(Tone::Info, words);
}

fn ascii(app: &mut App) {
    app.settings.ascii = !app.settings.ascii;
    app.say(Tone::Info, if app.settings.ascii { "plain ASCII signs" } else { "Unicode signs" });
    app.remember();
}

fn mouse(app: &mut App) {
    app.settings.mouse = !app.settings.mouse;
    app.ask_world(Effect::Mouse(app.settings.mouse));
    app.say(
        Tone::Info,
        if app.settings.mouse {
            "the mouse works here; Shift-drag selects text"
        } else {
            "the mouse is the terminal's"
        },
    );
    app.remember();
}
