//! Groups: mark cards, name the group.

use super::super::super::app::{App, Screen};
use super::super::super::ask::Ask;
use super::super::super::doc::Doc;
use super::super::super::focus::Focus;
use super::super::super::room::Row;
use super::super::super::status::Tone;
use crate::map::id::CardId;

impl App {
    /// Asks for the name of a group of the marked cards.
    pub fn ask_group(&mut self) {
        let cards = match self.row_card() {
            Some(card) if self.doc.as_ref().is_some_and(|doc| doc.view.marks.is_empty()) => vec![card],
            _ => self.doc.as_ref().map(Doc::targets).unwrap_or_default(),
        };
        if cards.is_empty() {
            self.say(Tone::Info, "mark the cards of the group first: x on each");
            return;
        }
        self.ask(Ask::GroupName(cards));
    }

    /// The group was named.
    pub fn name_group(&mut self, cards: &[CardId], name: &str) {
        let Some(by) = self.room.as_ref().map(|room| room.facilitator().clone()) else { return };
        if self.write_down(|scribe| scribe.group(by, name, cards))
            && let Some(doc) = &mut self.doc
        {
            doc.view.marks.clear();
        }
    }

    /// The card of the chosen row, where a list is shown.
    pub(super) fn row_card(&self) -> Option<CardId> {
        match self.chosen_row().filter(|_| self.screen == Screen::Room) {
            Some(Row::Card(card)) => Some(card),
            _ => None,
        }
    }

    /// Marks the card of the chosen row, or no longer, and goes on to the next.
    pub fn mark_row(&mut self) {
        let (Some(card), Some(doc)) = (self.row_card(), &mut self.doc) else { return };
        if !doc.view.marks.remove(&card) {
            doc.view.marks.insert(card);
        }
        self.go_row(1);
    }

    /// The group of the focused card is dissolved.
    pub fn ungroup(&mut self) {
        let focused = || match self.doc.as_ref().map(|doc| &doc.focus) {
            Some(Focus::Card(card)) => Some(card.clone()),
            _ => None,
        };
        let Some(card) = self.row_card().or_else(focused) else {
            return self.say(Tone::Info, "no card has the focus");
        };
        let Some(room) = &self.room else { return };
        let group = room.session.clusters.iter().find(|c| c.cards.contains(&card)).map(|c| c.id.clone());
        let by = room.facilitator().clone();
        match group {
            Some(id) => drop(self.write_down(|scribe| scribe.ungroup(by, &id))),
            None => self.say(Tone::Info, "this card is in no group"),
        }
    }
}
