//! The open map: board or outline, by size and by choice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Drawn, status};
use crate::insight::map_stake;
use crate::tui::app::App;
use crate::tui::board::{self, Keys, Scene};
use crate::tui::commands;

/// Draws the map.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect) -> Drawn {
    let Some(doc) = &app.doc else { return Drawn::default() };
    let key = |id: &str, other: &str| {
        commands::find(id).and_then(|c| app.keymap.first_key(c)).unwrap_or_else(|| other.to_owned())
    };
    let (add, owner, review, open) =
        (key("card.add", ":"), key("owner.set", "@"), key("review.now", ":"), key("map.detail", ":"));
    let stake = map_stake(&doc.map, &app.place.data);
    let saved = status::saved(doc, app.symbols());
    let scene = Scene {
        map: &doc.map,
        workspace: &app.place.data,
        states: &doc.states,
        focus: &doc.focus,
        view: &doc.view,
        theme: &app.theme,
        symbols: app.symbols(),
        today: app.today,
        version: doc.version,
        saved: &saved,
        stake: &stake,
        notice: None,
        keys: Keys { add: &add, owner: &owner, review: &review, open: &open },
    };
    let painted = board::draw(buf, area, &scene);
    Drawn { cursor: painted.cursor, scroll: Some(painted.scroll), hits: painted.hits, rows: Vec::new() }
}
