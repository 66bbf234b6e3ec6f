//! The lists of a workshop, in place of the board.

mod closing;
mod earlier;
mod groups;
mod large;
pub(in crate::tui::screens) mod list;
mod place;
pub(in crate::tui::screens) mod results;
mod score;
#[cfg(test)]
mod tests;
mod vote;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) use large::Large;

use super::{Drawn, frame};
use crate::map::Map;
use crate::map::id::CardId;
use crate::tui::app::App;
use crate::tui::doc::Doc;
use crate::tui::room::{Panel, Room};
use crate::tui::widgets::Look;

/// What a panel is drawn from.
#[derive(Clone, Copy)]
struct Scene<'a> {
    app: &'a App,
    room: &'a Room,
    doc: &'a Doc,
    look: Look<'a>,
}

/// Draws the panel that is shown.
pub(super) fn draw(app: &App, room: &Room, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let Some(doc) = &app.doc else { return Drawn::default() };
    let scene = Scene { app, room, doc, look };
    match room.panel {
        Panel::Groups => groups::draw(scene, buf, area),
        Panel::Vote => vote::draw(scene, buf, area),
        Panel::Place => place::draw(scene, buf, area),
        Panel::Score => score::draw(scene, buf, area),
        Panel::Results => results::draw(scene, buf, area),
        Panel::FollowUp => earlier::draw(scene, buf, area),
        Panel::Close => closing::draw(scene, buf, area),
    }
}

/// What the panel, or the board, is about, for the back row.
pub(super) fn large(app: &App, room: &Room, doc: &Doc, look: Look<'_>) -> Vec<Large> {
    large::lines(Scene { app, room, doc, look })
}

impl Scene<'_> {
    /// A card's text in one line.
    fn text(&self, id: &CardId) -> String {
        self.doc.map.card(id).map_or_else(|| id.to_string(), |card| card.text.one_line().into_owned())
    }

    /// What a card among others is called: it may stand for its group.
    fn called(&self, id: &CardId, among: &[CardId]) -> String {
        self.room.session.called(id, among, &self.text(id))
    }

    /// In which stage it stands, and what kind of card it is.
    fn whereabouts(&self, id: &CardId) -> String {
        let map: &Map = &self.doc.map;
        let Some(card) = map.card(id) else { return String::new() };
        let stage = map.place(id).and_then(|place| place.stage).and_then(|stage| map.stage(&stage));
        let dot = self.look.symbols.dot;
        stage.map_or_else(|| card.kind().to_string(), |stage| format!("{} {dot} {}", stage.name, card.kind()))
    }

    /// The first name of whoever wrote a card in this workshop.
    fn author(&self, id: &CardId) -> String {
        let session = &self.room.session;
        session
            .authors
            .get(id)
            .map_or_else(String::new, |who| frame::first_name(session.roster.name(who)).to_owned())
    }

    /// The first name of whoever speaks.
    fn speaker(&self) -> String {
        let name = self.room.session.roster.name(&self.room.speaker);
        frame::first_name(name).to_owned()
    }
}
