//! Leading: phases, time, revealing, what the room looks at.

use super::super::super::app::{App, Screen};
use super::super::super::effect::Effect;
use super::super::super::room::{Bell, Cause, Panel};
use super::super::super::status::Tone;
use crate::workshop::Verb;
use crate::workshop::clock::Millis;
use crate::workshop::deed::Deed;

impl App {
    /// What whoever leads did.
    fn lead(&mut self, deed: Deed) -> bool {
        let Some(room) = &self.room else { return false };
        let cause = Cause::new(room.facilitator().clone(), deed);
        self.minute(cause, Vec::new())
    }

    /// The next phase, or the one before.
    pub fn go_phase(&mut self, by: isize) {
        let Some(room) = &self.room else { return };
        let (now, count) = (room.session.phase, room.session.agenda().phases.len());
        let Some(to) = now.checked_add_signed(by).filter(|to| *to < count) else {
            let words = if by > 0 {
                "this is the last phase: Space w c ends the workshop"
            } else {
                "this is the first phase"
            };
            return self.say(Tone::Info, words);
        };
        if self.lead(Deed::Phase(to)) {
            if let Some(room) = &mut self.room {
                room.rung = false;
            }
            self.layers.clear();
            self.go_to_panel();
            self.say_phase();
        }
    }

    fn say_phase(&mut self) {
        let Some(room) = &self.room else { return };
        let Some(phase) = room.session.now() else { return };
        let private = match room.session.pile.len() {
            0 => String::new(),
            count => format!("; {} still private: R reveals them", are(count)),
        };
        let asks = format!("{}: {}{private}", phase.name, phase.asks());
        let words = if phase.verb == Verb::Review { self.who_needs_somebody() } else { asks };
        self.say(Tone::Info, words);
    }

    /// A minute more, or less.
    pub fn extend_phase(&mut self, minutes: i32) {
        if self.lead(Deed::Extended(minutes)) {
            if let Some(room) = &mut self.room {
                room.rung = false;
            }
            let words = if minutes > 0 { "a minute more" } else { "a minute less" };
            self.say(Tone::Info, words);
        }
    }

    /// Stops the clock, or lets it go on.
    pub fn pause_phase(&mut self) {
        let Some(room) = &self.room else { return };
        let (deed, words) = if room.session.clock.is_paused() {
            (Deed::WentOn, "the clock goes on")
        } else {
            (Deed::Paused, "the clock stands still; the same key lets it go on")
        };
        if self.lead(deed) {
            self.say(Tone::Info, words);
        }
    }

    /// The private cards go on the map.
    pub fn reveal_cards(&mut self) {
        let Some(by) = self.room.as_ref().map(|room| room.facilitator().clone()) else { return };
        self.write_down(|scribe| scribe.reveal(by));
        let Some(room) = &self.room else { return };
        let is_list = self.screen == Screen::Room && matches!(room.panel, Panel::Close | Panel::Groups);
        if room.session.pile.is_empty() && !is_list {
            // Who wrote what is read there, all of it.
            self.show_panel(Panel::Groups);
        }
    }

    /// The time passes.
    pub fn tick(&mut self, now: Millis) {
        let Some(room) = &mut self.room else { return };
        room.now = now;
        let is_over = room.left() <= 0 && !room.session.clock.is_paused() && room.session.end.is_none();
        if is_over && !std::mem::replace(&mut room.rung, true) {
            if room.bell == Bell::Audible {
                self.ask_world(Effect::Bell);
            }
            self.say(Tone::Warning, "the time of this phase is over: > goes on, T gives a minute more");
        }
    }

    /// The next kind of bell.
    pub fn change_bell(&mut self) {
        let Some(room) = &mut self.room else { return };
        room.bell = room.bell.next();
        let words = room.bell.words();
        self.say(Tone::Info, words);
    }

    /// A row of a list was clicked.
    pub fn press_room(&mut self, at: usize) {
        if let Some(room) = &mut self.room {
            room.at = at;
        }
    }

    /// Large for the whole room, and back.
    pub fn zoom_room(&mut self) {
        if let Some(room) = &mut self.room {
            room.is_big = !room.is_big;
        }
    }

    /// A panel in place of the board, or the board again.
    pub fn show_panel(&mut self, panel: Panel) {
        let Some(room) = &mut self.room else { return };
        if self.screen == Screen::Room && room.panel == panel {
            self.screen = Screen::Map;
            return;
        }
        (room.panel, room.at) = (panel, 0);
        self.screen = Screen::Room;
    }

    /// The panel of the phase, or the board again.
    pub fn toggle_panel(&mut self) {
        let Some(room) = &self.room else { return };
        if self.screen == Screen::Room {
            self.screen = Screen::Map;
            return;
        }
        self.show_panel(Panel::of(room.session.verb()).unwrap_or(Panel::Results));
    }
}

/// `1 card is`, `3 cards are`.
fn are(count: usize) -> String {
    if count == 1 { "1 card is".to_owned() } else { format!("{count} cards are") }
}
