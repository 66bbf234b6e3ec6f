//! What keys and news do.

use std::time::Duration;

use super::sent::Fate;
use super::{Hand, Happening, Join, Wish, help};
use crate::map::say::many;
use crate::tui::keys::{Code, Key};
use crate::tui::widgets::sheet::Outcome;
use crate::workshop::slip::Glance;
use crate::workshop::{Millis, Verb};

impl Join {
    /// Takes in what happens; `now` is the time since the start, `clock` this machine's, in milliseconds since 1970.
    pub fn update(&mut self, now: Duration, clock: Millis, what: Happening) -> Vec<Wish> {
        (self.now, self.clock) = (now, clock);
        match what {
            Happening::Key(key) => self.key(&key),
            Happening::Paste(text) => self.paste(&text),
            Happening::Glance(glance) => {
                self.news(*glance);
                Vec::new()
            }
            Happening::Offered(id, done) => {
                self.offered(&id, done);
                Vec::new()
            }
            Happening::Fetched(ids) => {
                self.fetched(&ids);
                Vec::new()
            }
            Happening::Time => self.wait(),
        }
    }

    fn news(&mut self, glance: Glance) {
        self.settle(&glance);
        let before = self.glance.as_ref().map(|old| (old.number, old.verb));
        match before {
            None => self.hand = hand_of(glance.verb),
            Some(before) if before != (glance.number, glance.verb) => self.new_phase(&glance),
            Some(_) => {}
        }
        // The room goes to another stage: so does who has chosen none for themselves since.
        if self.glance.as_ref().is_some_and(|old| old.stage != glance.stage) && self.input.is_empty() {
            self.stage = None;
        }
        let chosen = self.chosen_card().map(|card| card.id.clone());
        self.seen = self.now;
        self.glance = Some(glance);
        self.follow(chosen.as_ref());
    }

    fn new_phase(&mut self, glance: &Glance) {
        let is_going_on = self.is_typing() && self.is_scribe() && !self.input.is_empty();
        let hand = if is_going_on { Hand::Typing } else { hand_of(glance.verb) };
        (self.at, self.half, self.hand, self.lane) = (0, None, hand, None);
        if is_going_on {
            self.say("another phase has begun; your line is still here");
        } else if !self.input.is_empty() && glance.verb != Verb::Capture {
            self.warn("the phase is over: your line is kept for the next time that cards are written");
        } else {
            self.said = None;
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Wish> {
        if let Some(help) = &mut self.help {
            help.paste(text);
            return Vec::new();
        }
        if self.is_typing() { self.paste_cards(text) } else { Vec::new() }
    }

    fn key(&mut self, key: &Key) -> Vec<Wish> {
        if let Some(help) = &mut self.help {
            if *key == Key::char('?') || help.key(key) != Outcome::Stay {
                self.help = None;
            }
            return Vec::new();
        }
        let was_leaving = std::mem::take(&mut self.is_leaving);
        self.said = None;
        match (key.code(), key.has_ctrl()) {
            (Code::F(1), _) => self.open_help(),
            (Code::Char('c' | 'q'), true) => self.leave(was_leaving),
            (Code::Char('z'), true) => vec![Wish::Suspend],
            _ if self.is_typing() => self.type_key(key),
            (Code::Char('?'), _) => self.open_help(),
            (Code::Char('q'), _) => self.leave(was_leaving),
            _ => self.verb_key(key),
        }
    }

    fn open_help(&mut self) -> Vec<Wish> {
        self.help = Some(help::sheet(self.symbols()));
        Vec::new()
    }

    /// Nothing that was typed is lost by a slip of the hand.
    fn leave(&mut self, was_leaving: bool) -> Vec<Wish> {
        let unsafe_papers = self.sent.iter().filter(|sent| sent.is_unsafe()).count();
        let why = if !self.input.is_empty() {
            "your line is not sent".to_owned()
        } else if self.sent.iter().any(|sent| matches!(sent.fate, Fate::Stuck(..))) {
            format!("{} could not be sent yet", many(unsafe_papers, "paper"))
        } else {
            return vec![Wish::Leave];
        };
        if was_leaving {
            return vec![Wish::Leave];
        }
        self.is_leaving = true;
        self.warn(format!("{why}: the same key again leaves all the same"));
        Vec::new()
    }

    /// A key for the verb of the phase.
    fn verb_key(&mut self, key: &Key) -> Vec<Wish> {
        match (key.code(), key.typed()) {
            (Code::Down, _) | (_, Some('j')) => self.step(1),
            (Code::Up, _) | (_, Some('k')) => self.step(-1),
            (Code::PgDn, _) => self.step(10),
            (Code::PgUp, _) => self.step(-10),
            (Code::Home, _) | (_, Some('g')) => self.step(isize::MIN),
            (Code::End, _) | (_, Some('G')) => self.step(isize::MAX),
            (_, Some('a')) if self.is_scribe() => self.hand = Hand::Typing,
            _ if self.verb() == Verb::Capture => return self.list_key(key),
            _ if self.verb() == Verb::Vote => return self.vote_key(key),
            _ if self.verb() == Verb::Place => return self.place_key(key),
            _ if self.verb() == Verb::Score => return self.score_key(key),
            _ => {}
        }
        Vec::new()
    }

    /// Goes down or up in the list.
    pub(super) fn step(&mut self, by: isize) {
        self.half = None;
        let last = self.rows().iter().filter(|row| row.can_be_chosen()).count().saturating_sub(1);
        self.at = self.at.min(last).saturating_add_signed(by).min(last);
    }
}

/// What keys are for when a phase begins.
fn hand_of(verb: Verb) -> Hand {
    if verb == Verb::Capture { Hand::Typing } else { Hand::List }
}
