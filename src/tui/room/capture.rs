//! The capture line: type, Enter, next.

use super::Room;
use crate::map::id::{CardId, LaneId, PersonId, StageId};
use crate::tui::caller::Caller;
use crate::tui::keys::{Code, Key};
use crate::tui::widgets::draft::Edited;
use crate::tui::widgets::input::Input;
use crate::workshop::At;

/// Its keys, for help and docs.
pub const KEYS: &[(&str, &str)] = &[
    ("Enter", "Keep the line, and write the next one"),
    ("Tab, S-Tab", "Another lane"),
    ("PgDn, PgUp, Ctrl-N, Ctrl-P", "Another stage"),
    ("1-9", "On the empty line: who speaks; a number before a blank is text"),
    ("Ctrl-S", "Keep it as a card of its own, where one says nearly the same"),
    ("Ctrl-T", "In private: show what is typed, or hide it again"),
    ("F1", "This help"),
    ("Esc", "End; asks once where something was typed"),
];

/// The capture line.
#[derive(Debug, Clone)]
pub struct Capture {
    /// What is typed.
    pub input: Input,
    /// The stage that it is for.
    pub stage: StageId,
    /// The lanes that it can be for, in order, and which one it is.
    pub lanes: Vec<LaneId>,
    /// The position of that lane.
    pub lane: usize,
    /// The card that says the same: Enter once more is a +1.
    pub alike: Option<CardId>,
    /// Esc was pressed once with text in it.
    pub warned: bool,
    /// It ends with the next Enter: it was opened for one line.
    pub is_once: bool,
    /// Digits on the empty line.
    pub caller: Caller,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Captured {
    /// Nothing more.
    Stay,
    /// The line ends.
    Left,
    /// This was typed; `as_new`: also where a card says the same.
    Line {
        /// The text.
        text: String,
        /// It is kept as a card of its own.
        as_new: bool,
    },
    /// The same as a card.
    Same(CardId),
    /// The next line was begun over the question whether this one says the same as a card: it does not.
    Next(String),
    /// Another stage: this many to the right.
    Stage(isize),
    /// What is typed in private is shown, or hidden again.
    Peek,
    /// Help is wanted.
    Help,
}

impl Capture {
    /// A line for a place.
    pub fn new(at: At, lanes: Vec<LaneId>) -> Self {
        let lane = lanes.iter().position(|lane| *lane == at.lane).unwrap_or(0);
        Self {
            input: Input::default(),
            stage: at.stage,
            lanes,
            lane,
            alike: None,
            warned: false,
            is_once: false,
            caller: Caller::default(),
        }
    }

    /// The place that it is for; `None` where the map has no lane for it.
    pub fn place(&self) -> Option<At> {
        Some(At { stage: self.stage.clone(), lane: self.lanes.get(self.lane)?.clone() })
    }

    /// Whose the line is if it does not say so: a line of its own, for a decision and the like, is the room's.
    pub fn speaker<'a>(&self, room: &'a Room) -> &'a PersonId {
        if self.is_once { room.facilitator() } else { &room.speaker }
    }

    /// Does what a key means.
    pub fn key(&mut self, key: &Key) -> Captured {
        if let Some(done) = self.moves(key) {
            return done;
        }
        if self.alike.is_some() && key.typed().is_some() && self.input.at() == self.input.value().len() {
            self.alike = None;
            return Captured::Next(self.input.value().to_owned());
        }
        match self.input.key(key) {
            Edited::Changed => {
                (self.alike, self.warned) = (None, false);
                Captured::Stay
            }
            _ => Captured::Stay,
        }
    }

    /// Keys that are not text.
    fn moves(&mut self, key: &Key) -> Option<Captured> {
        let is = |code| *key == Key::plain(code);
        if is(Code::Enter) || *key == Key::ctrl('s') {
            return Some(self.enter(*key == Key::ctrl('s')));
        }
        if is(Code::Esc) {
            return Some(self.escape());
        }
        if is(Code::F(1)) {
            return Some(Captured::Help);
        }
        if *key == Key::ctrl('t') {
            return Some(Captured::Peek);
        }
        if key.code() == Code::Tab {
            let count = self.lanes.len().max(1);
            self.lane = if is(Code::Tab) { self.lane + 1 } else { self.lane + count - 1 } % count;
            self.alike = None;
            return Some(Captured::Stay);
        }
        let by = if is(Code::PgDn) || *key == Key::ctrl('n') {
            1
        } else if is(Code::PgUp) || *key == Key::ctrl('p') {
            -1
        } else {
            return None;
        };
        self.alike = None;
        Some(Captured::Stage(by))
    }

    fn enter(&mut self, as_new: bool) -> Captured {
        let text = self.input.value().to_owned();
        if text.trim().is_empty() {
            return if self.is_once { Captured::Left } else { Captured::Stay };
        }
        match self.alike.take() {
            Some(card) if !as_new => Captured::Same(card),
            _ => Captured::Line { text, as_new },
        }
    }

    /// Esc: an empty line goes at once; one with text only when it is pressed again, so that no word is lost by a slip.
    fn escape(&mut self) -> Captured {
        if self.alike.take().is_some() {
            return Captured::Stay;
        }
        if self.input.value().trim().is_empty() || std::mem::replace(&mut self.warned, true) {
            Captured::Left
        } else {
            Captured::Stay
        }
    }
}
