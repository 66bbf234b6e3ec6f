//! The lists of a workshop: rows, and who speaks.

mod closing;
mod earlier;
mod results;
mod scale;
#[cfg(test)]
mod tests;
mod votes;

use super::super::super::app::App;
use super::super::super::focus::Focus;
use super::super::super::layer::{Choice, Layer};
use super::super::super::room::{Row, rows};
use super::super::super::status::Tone;
use super::super::super::widgets::picker::{Item, Picker};
use crate::map::id::{CardId, PersonId};

impl App {
    /// The rows of the list that is shown.
    pub fn room_rows(&self) -> Vec<Row> {
        let (Some(room), Some(doc)) = (&self.room, &self.doc) else { return Vec::new() };
        rows(room, &doc.map, self.today)
    }

    /// The chosen row; the last one where there are fewer now.
    pub fn chosen_row(&self) -> Option<Row> {
        let mut rows = self.room_rows();
        let at = self.room.as_ref()?.at.min(rows.len().checked_sub(1)?);
        Some(rows.swap_remove(at))
    }

    /// Another row, this many further down.
    pub fn go_row(&mut self, by: isize) {
        let last = self.room_rows().len().saturating_sub(1);
        if let Some(room) = &mut self.room {
            room.at = room.at.min(last).saturating_add_signed(by).min(last);
        }
    }

    /// This row, where it is in the list.
    pub(super) fn choose_row(&mut self, row: &Row) {
        let at = self.room_rows().iter().position(|known| known == row);
        if let (Some(room), Some(at)) = (&mut self.room, at) {
            room.at = at;
        }
    }

    /// The card of the chosen row.
    pub(super) fn chosen_card(&mut self) -> Option<CardId> {
        if let Some(Row::Card(card)) = self.chosen_row() {
            return Some(card);
        }
        self.say(Tone::Info, "there is no card here yet: a writes one");
        None
    }

    /// The card of the chosen row is looked at on the board.
    pub(super) fn look_at_card(&mut self, card: CardId) {
        self.screen = super::super::super::app::Screen::Map;
        if let Some(doc) = &mut self.doc {
            doc.jump(Focus::Card(card));
        }
    }

    /// Whoever has this digit speaks.
    pub(super) fn let_digit_speak(&mut self, digit: usize) {
        let who =
            self.room.as_ref().and_then(|room| room.session.roster.digit(digit)).map(|who| who.id.clone());
        match who {
            Some(who) => self.let_speak(&who),
            None => self.say(Tone::Info, format!("nobody has the digit {digit}; Space w o says who is here")),
        }
    }

    /// What is typed now is theirs.
    pub fn let_speak(&mut self, who: &PersonId) {
        let Some(room) = &mut self.room else { return };
        let Some(name) = room.session.roster.get(who).map(|who| who.name.clone()) else { return };
        room.speaker = who.clone();
        self.say(Tone::Info, format!("{name} speaks"));
    }

    /// The next one who is there and takes part speaks.
    pub fn next_speaker(&mut self, by: isize) {
        let Some(room) = &self.room else { return };
        let here: Vec<PersonId> = room.session.roster.voices().map(|who| who.id.clone()).collect();
        let at = here.iter().position(|who| *who == room.speaker);
        let count = here.len().max(1);
        let to = at.map_or(0, |at| (at + count).saturating_add_signed(by) % count);
        if let Some(who) = here.get(to).cloned() {
            self.let_speak(&who);
        }
    }

    /// A list of who is there: who speaks?
    pub fn pick_speaker(&mut self) {
        let Some(room) = &self.room else { return };
        let items: Vec<_> = room
            .session
            .roster
            .here()
            .map(|who| Item::new(who.name.as_str(), Choice::Speaker(who.id.clone())).note(who.part.word()))
            .collect();
        self.push(Layer::Pick(Box::new(Picker::new("Who speaks?", items))));
    }

    /// Whoever speaks takes part, and does not only look on; says so where not.
    pub(super) fn speaker_takes_part(&mut self) -> Option<PersonId> {
        let room = self.room.as_ref()?;
        let speaker = room.speaker.clone();
        if room.session.roster.voices().any(|who| who.id == speaker) {
            return Some(speaker);
        }
        let words = format!("{} only looks on: s chooses who speaks", room.session.roster.name(&speaker));
        self.say(Tone::Info, words);
        None
    }
}
