//! The open map: board or outline, by size and by choice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Drawn, status};
use crate::tui::app::App;
use crate::tui::board::{self, Keys, Painted, Scene};
use crate::tui::commands;
use crate::tui::doc::Doc;

/// Draws the map.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect) -> Drawn {
    let Some(doc) = &app.doc else { return Drawn::default() };
    with_scene(app, doc, |scene| drawn(board::draw(buf, area, scene)))
}

/// Does something with what the map is drawn from.
pub(super) fn with_scene<T>(app: &App, doc: &Doc, act: impl FnOnce(&Scene<'_>) -> T) -> T {
    let key = |id: &str, other: &str| {
        commands::find(id).and_then(|c| app.keymap.first_key(c)).unwrap_or_else(|| other.to_owned())
    };
    let (add, owner, review, open) =
        (key("card.add", ":"), key("owner.set", "@"), key("review.now", ":"), key("map.detail", ":"));
    let saved = status::saved(doc, app.symbols());
    act(&Scene {
        map: &doc.map,
        workspace: &app.place.data,
        states: &doc.states,
        findings: doc.counts,
        talks: &doc.talks,
        focus: &doc.focus,
        view: &doc.view,
        theme: &app.theme,
        symbols: app.symbols(),
        today: doc.past.as_ref().and_then(|past| past.on).unwrap_or(app.today),
        version: doc.version,
        saved: &saved,
        stake: &doc.stake,
        notice: None,
        keys: Keys { add: &add, owner: &owner, review: &review, open: &open },
        changes: None,
        scores: app.room.as_ref().map(|room| &room.session.scores),
    })
}

/// A board's picture as that of a screen.
pub(super) fn drawn(painted: Painted) -> Drawn {
    Drawn {
        cursor: painted.cursor,
        scroll: Some(painted.scroll),
        hits: painted.hits,
        rows: Vec::new(),
        kept: painted.kept,
    }
}
