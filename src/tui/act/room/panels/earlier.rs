//! What became of the actions of earlier workshops.

use super::super::super::super::app::App;
use super::super::super::super::ask::Ask;
use super::super::super::super::status::Tone;
use crate::map::Label;
use crate::map::id::{ItemId, SessionId};
use crate::workshop::Said;
use crate::workshop::deed::Outcome;

impl App {
    /// It is done.
    pub(super) fn finish_earlier(&mut self, at: usize) {
        let today = self.today;
        self.earlier_is(at, Outcome::Done(today));
    }

    /// It is open again.
    pub(super) fn reopen_earlier(&mut self, at: usize) {
        self.earlier_is(at, Outcome::Open);
    }

    /// Asks why it is dropped.
    pub(super) fn ask_drop_earlier(&mut self, at: usize) {
        if let Some(one) = self.room.as_ref().and_then(|room| room.earlier.get(at)) {
            self.ask(Ask::DropEarlier(one.session.clone(), one.action.id.clone()));
        }
    }

    /// Why it is dropped was typed.
    pub(in crate::tui) fn drop_earlier(&mut self, session: &SessionId, id: &ItemId, why: &str) {
        let why = Label::new(why);
        if why.is_empty() {
            return self.say(Tone::Warning, "not dropped: it needs a reason");
        }
        if self.screen == super::super::super::super::app::Screen::Actions {
            return self.drop_given(session, id, why);
        }
        let Some(room) = &self.room else { return };
        let at = room.earlier.iter().position(|one| one.session == *session && one.action.id == *id);
        if let Some(at) = at {
            self.earlier_is(at, Outcome::Dropped(self.today, why));
        }
    }

    /// That became of it: a line of the record of its own workshop.
    fn earlier_is(&mut self, at: usize, outcome: Outcome) {
        let Some(room) = &self.room else { return };
        let by = room.facilitator().clone();
        let Some(one) = room.earlier.get(at) else { return };
        let (key, said) = (one.key(), Said::Is(outcome));
        let way = if said == Said::Is(Outcome::Open) { "" } else { "  (o opens it again)" };
        let words = self.words_of_said(&one.action, &said) + way;
        self.say_later(&key, said, by);
        self.say(Tone::Info, words);
    }

    /// What the last workshop carried over is parked again.
    pub(in crate::tui) fn park_what_was_carried_over(&mut self) {
        for (by, item) in std::mem::take(&mut self.offer.carried) {
            if let Some(written) = self.with_scribe(|scribe| scribe.park_again(by, item)) {
                self.note_down(written);
            }
        }
    }
}
