//! Digits, plus and minus: dots, places, scores.

use super::super::super::super::app::App;
use super::super::super::super::room::{Panel, Row};
use super::super::super::super::status::Tone;
use crate::map::card::Emotion;
use crate::workshop::voices::SCALE;

impl App {
    /// A digit: who votes; impact, then effort; a score from 1 (−2) to 5 (+2); elsewhere who speaks.
    pub fn room_digit(&mut self, digit: u8) {
        match self.room.as_ref().map(|room| room.panel) {
            Some(Panel::Place) => self.place_digit(digit),
            Some(Panel::Score) if SCALE.contains(&digit) => {
                self.score(|_| Emotion::clamped(i64::from(digit) - 3));
            }
            Some(Panel::Score) => self.say(Tone::Info, "scores go from 1 (−2) to 5 (+2)"),
            _ => self.let_digit_speak(digit.into()),
        }
    }

    /// Plus or minus.
    pub fn room_step(&mut self, more: bool) {
        match self.room.as_ref().map(|room| room.panel) {
            Some(Panel::Vote) => self.change_dot(more),
            Some(Panel::Score) => {
                let by = if more { 1 } else { -1 };
                self.score(|was| was.unwrap_or(Emotion::clamped(0)).shifted(by));
            }
            _ => {}
        }
    }

    /// The first digit is the impact, the second the effort.
    fn place_digit(&mut self, digit: u8) {
        if !SCALE.contains(&digit) {
            return self.say(Tone::Info, "impact and effort are 1 to 5");
        }
        let (Some(by), Some(card)) = (self.speaker_takes_part(), self.chosen_card()) else { return };
        let Some(room) = &mut self.room else { return };
        let half = room.half.take().filter(|(on, who, _)| *on == card && *who == by);
        let Some((_, _, impact)) = half else {
            room.half = Some((card, by, digit));
            return self.say(Tone::Info, format!("impact {digit}; now the effort, 1 to 5 (Esc: not that)"));
        };
        if self.write_down(|scribe| scribe.place(by, &card, impact, digit)) {
            self.stay_on(&Row::Card(card));
        }
    }

    /// The chosen row is this one, wherever it stands now.
    fn stay_on(&mut self, row: &Row) {
        let at = self.room_rows().iter().position(|other| other == row);
        if let (Some(at), Some(room)) = (at, &mut self.room) {
            room.at = at;
        }
    }

    /// The half typed place is forgotten; gives whether there was one.
    pub(in crate::tui) fn forget_half(&mut self) -> bool {
        self.room.as_mut().is_some_and(|room| room.half.take().is_some())
    }

    /// In the order of what should be done first, or of the map.
    pub fn sort_places(&mut self) {
        let row = self.chosen_row();
        let Some(room) = &mut self.room else { return };
        room.is_sorted = !room.is_sorted;
        let words = if room.is_sorted {
            "what would change much for little effort stands first"
        } else {
            "in the order of the map"
        };
        self.say(Tone::Info, words);
        if let Some(row) = row {
            self.stay_on(&row);
        }
    }

    /// Whoever speaks scores the chosen step.
    fn score(&mut self, to: impl FnOnce(Option<Emotion>) -> Emotion) {
        let (Some(by), Some(card)) = (self.speaker_takes_part(), self.chosen_card()) else { return };
        let was = self.room.as_ref().and_then(|room| room.session.scores.by(&card, &by)).copied();
        self.write_down(|scribe| scribe.score(by, &card, to(was)));
    }
}
