//! Search and filter.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::status::Tone;
use super::super::view::Filter;
use super::{Command, Context};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("search.start", "Search in this map", |a| a.ask(Ask::Search)).keys(&["/"]).hint("search"),
    Command::new("search.next", "Go to the next hit", |a| hit(a, true))
        .keys(&["n"])
        .when(is_searching)
        .unless("nothing is searched for; / starts a search"),
    Command::new("search.previous", "Go to the hit before", |a| hit(a, false))
        .keys(&["N"])
        .when(is_searching)
        .unless("nothing is searched for; / starts a search"),
    Command::new("filter.set", "Show only an owner's, a state's, a lane's, severe or tagged ones", |a| {
        a.pick_filter();
    })
    .keys(&["f"]),
    Command::new("filter.clear", "Show all again", clear).keys(&["F"]),
    Command::new("atlas.filter", "Show only maps that match", |a| a.ask(Ask::FilterAtlas))
        .keys(&["/", "f"])
        .hint("filter")
        .on(&[Context::Atlas])
        .when(|a| !a.atlas.rows.is_empty())
        .unless("there is no map to filter yet"),
];

fn is_searching(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|d| d.view.search.is_some())
}

pub(in super::super) fn hit(app: &mut App, forward: bool) {
    let Some(doc) = &mut app.doc else { return };
    let hits = doc.hits();
    if let Some((at, focus)) = doc.nearest_hit(&hits, forward) {
        doc.jump(focus);
        app.say(Tone::Info, format!("hit {} of {}", at + 1, hits.len()));
    } else {
        let words = doc.view.search.clone().unwrap_or_default();
        app.say(Tone::Info, format!("nothing here says “{words}”"));
    }
}

fn clear(app: &mut App) {
    if let Some(doc) = &mut app.doc {
        doc.view.filter = Filter::default();
        app.say(Tone::Info, "all is shown");
    }
}
