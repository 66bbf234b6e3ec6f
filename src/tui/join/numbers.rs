//! Dots, places and scores.

use super::{Join, Wish};
use crate::map::card::Emotion;
use crate::map::id::CardId;
use crate::map::say::many;
use crate::tui::keys::{Code, Key};
use crate::workshop::ballot::Dots;
use crate::workshop::slip::{Says, Shown};
use crate::workshop::voices::Spot;

impl Join {
    /// The chosen card, where the list is one of cards.
    pub(super) fn chosen_card(&self) -> Option<&Shown> {
        let id = match self.choice()? {
            super::rows::Choice::Card(id) => id,
            super::rows::Choice::Mine(_) => return None,
        };
        self.glance.as_ref()?.cards.iter().find(|card| card.id == id)
    }

    /// The dots of this person: those under way, else those that were taken.
    pub(super) fn dots(&self) -> Dots {
        let Some(vote) = self.vote() else { return Dots::new() };
        let under_way = self.under_way(|says| match says {
            Says::Dots { ballot, dots } if *ballot == vote.id => Some(dots.clone()),
            _ => None,
        });
        let taken = || vote.taken.iter().find(|(who, _)| *who == self.me.id).map(|(_, dots)| dots.clone());
        under_way.or_else(taken).unwrap_or_default()
    }

    /// The dots of this person on a card.
    pub(super) fn dots_on(&self, card: &CardId) -> u8 {
        self.dots().iter().find(|(on, _)| on == card).map_or(0, |(_, count)| *count)
    }

    /// The dots that this person has left.
    pub(super) fn dots_left(&self) -> u8 {
        let all = self.vote().map_or(0, |vote| vote.dots);
        self.dots().iter().fold(all, |left, (_, count)| left.saturating_sub(*count))
    }

    /// A key while a vote is going on.
    pub(super) fn vote_key(&mut self, key: &Key) -> Vec<Wish> {
        match (key.code(), key.typed()) {
            (_, Some('+' | '=' | ' ')) => self.dot(true),
            (Code::Backspace, _) | (_, Some('-' | '_')) => self.dot(false),
            (Code::Enter, _) => {
                // Every dot is sent as it is given: a crash loses none.
                self.say(format!(
                    "all that you gave is sent; {} left",
                    many(usize::from(self.dots_left()), "dot")
                ));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn dot(&mut self, more: bool) -> Vec<Wish> {
        if !self.is_voting() {
            self.warn("no vote is going on");
            return Vec::new();
        }
        let (Some(card), Some(vote)) = (self.chosen_card().map(|card| card.id.clone()), self.vote()) else {
            return Vec::new();
        };
        let (ballot, cap, mine) = (vote.id.clone(), vote.cap, self.dots_on(&card));
        let now = match more {
            true if mine >= cap => {
                Err(format!("a card takes at most {} of yours", many(usize::from(cap), "dot")))
            }
            true if self.dots_left() == 0 => Err("you have no dots left: - takes one back".to_owned()),
            true => Ok(mine + 1),
            false => mine.checked_sub(1).ok_or_else(|| "you gave it no dot".to_owned()),
        };
        match now {
            Err(why) => {
                self.warn(why);
                Vec::new()
            }
            Ok(count) => {
                let mut dots = self.dots();
                dots.retain(|(on, _)| *on != card);
                dots.extend((count > 0).then_some((card, count)));
                self.send(Says::Dots { ballot, dots })
            }
        }
    }

    /// Where this person placed a card, as far as this terminal knows.
    pub(super) fn spot_on(&self, card: &CardId) -> Option<Spot> {
        self.numbers.spots.get(card).copied()
    }

    /// How this person scored a step, as far as this terminal knows.
    pub(super) fn score_on(&self, card: &CardId) -> Option<Emotion> {
        self.numbers.scores.get(card).copied()
    }

    /// A digit: first the impact, then the effort.
    pub(super) fn place_key(&mut self, key: &Key) -> Vec<Wish> {
        if matches!(key.code(), Code::Backspace | Code::Esc) {
            self.half = None;
            return Vec::new();
        }
        let digit = key.typed().and_then(|c| c.to_digit(10)).and_then(|digit| u8::try_from(digit).ok());
        let (Some(digit), Some(card)) = (digit, self.chosen_card().map(|card| card.id.clone())) else {
            return Vec::new();
        };
        if Spot::new(digit, 1).is_none() {
            self.warn("impact and effort are 1 to 5");
            return Vec::new();
        }
        let spot =
            self.half.take().filter(|(on, _)| *on == card).and_then(|(_, impact)| Spot::new(impact, digit));
        let Some(spot) = spot else {
            self.half = Some((card, digit));
            return Vec::new();
        };
        self.numbers.spots.insert(card.clone(), spot);
        self.step(1);
        self.send(Says::Spot(card, spot))
    }

    /// 1 to 5 for −2 to +2, or one better or worse.
    pub(super) fn score_key(&mut self, key: &Key) -> Vec<Wish> {
        let Some(card) = self.chosen_card().map(|card| card.id.clone()) else { return Vec::new() };
        let before = self.score_on(&card).unwrap_or(Emotion::clamped(0));
        let score = match key.typed() {
            Some(digit @ '1'..='5') => Emotion::clamped(i64::from(digit.to_digit(10).unwrap_or(3)) - 3),
            Some('+' | '=') => before.shifted(1),
            Some('-' | '_') => before.shifted(-1),
            _ => return Vec::new(),
        };
        self.numbers.scores.insert(card.clone(), score);
        self.send(Says::Score(card, score))
    }
}
