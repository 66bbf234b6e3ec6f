//! What is said of an action from the list of all: what became of it, who does it, until when; and that taken back.

use jiff::civil::Date;

use super::super::super::actions::Key;
use super::super::super::app::App;
use super::super::super::ask::Ask;
use super::super::super::effect::Effect;
use super::super::super::layer::{Choice, Layer};
use super::super::super::status::Tone;
use super::super::super::widgets::picker::Picker;
use crate::map::id::{ItemId, PersonId, SessionId};
use crate::map::{Label, day};
use crate::workshop::deed::{Action, Outcome};
use crate::workshop::{Later, Said};

/// The most that can be taken back.
const MOST_BACK: usize = 100;

impl App {
    /// The chosen one is done.
    pub fn finish_action(&mut self) {
        self.say_of_chosen(Said::Is(Outcome::Done(self.today)));
    }

    /// The chosen one is open again.
    pub fn reopen_action(&mut self) {
        self.say_of_chosen(Said::Is(Outcome::Open));
    }

    /// Asks why the chosen one is dropped.
    pub fn ask_drop_chosen_action(&mut self) {
        if let Some((session, id)) = self.chosen_action() {
            self.ask(Ask::DropEarlier(session, id));
        }
    }

    /// Why it is dropped was typed.
    pub(in crate::tui) fn drop_given(&mut self, session: &SessionId, id: &ItemId, why: Label) {
        let key = (session.clone(), id.clone());
        self.say_of_action(&key, Said::Is(Outcome::Dropped(self.today, why)));
    }

    /// A list of people: who does the chosen one?
    pub fn pick_chosen_action_owner(&mut self) {
        let Some(key) = self.chosen_action() else { return };
        let mut items = self.people_items(|who| Choice::GivenOwner(key.clone(), who));
        // Exactly one does it.
        items.pop();
        self.push(Layer::Pick(Box::new(Picker::new("Who does it? Exactly one", items))));
    }

    /// Somebody was chosen to do it.
    pub(in crate::tui) fn own_given(&mut self, key: &Key, who: Option<PersonId>) {
        self.say_of_action(key, Said::Owner(who));
    }

    /// Until when is the chosen one to be done?
    pub fn ask_chosen_action_due(&mut self) {
        let Some(one) = self.actions.chosen() else { return };
        let due = one.action.due.map_or_else(String::new, |due| due.to_string());
        let (session, id) = one.key();
        self.ask_with(Ask::GivenDue(session, id), &due);
    }

    /// The day was typed; nothing takes it away.
    pub(in crate::tui) fn due_given(&mut self, session: SessionId, id: ItemId, text: &str) {
        let text = text.trim();
        let due = day::read_coming(text, self.today);
        if due.is_none() && !text.is_empty() {
            self.ask_with(Ask::GivenDue(session, id), text);
            return self
                .say(Tone::Warning, "that is no day; write it like 2026-12-01, 12-01, friday or +14d");
        }
        self.say_of_action(&(session, id), Said::Due(due));
    }

    /// What was said last in this list is taken back: what was before is said again.
    pub fn take_back_said(&mut self) {
        let Some((key, said)) = self.actions.back_to.pop() else {
            return self.say(Tone::Info, "nothing was said of an action here that could be taken back");
        };
        self.actions.choose(&key);
        if let Some(words) = self.put_down(&key, said) {
            // Taking back is not taken back.
            self.actions.back_to.pop();
            self.say(Tone::Info, format!("taken back: {words}"));
        }
    }

    fn chosen_action(&self) -> Option<Key> {
        self.actions.chosen().map(super::super::super::actions::Given::key)
    }

    fn say_of_chosen(&mut self, said: Said) {
        if let Some(key) = self.chosen_action() {
            self.say_of_action(&key, said);
        }
    }

    fn say_of_action(&mut self, key: &Key, said: Said) {
        if let Some(words) = self.put_down(key, said) {
            self.say(Tone::Info, format!("{words}  (u to undo)"));
        }
    }

    /// Puts it down: a line of its workshop's record, and of the one that runs where it is that one. Gives it in words; none where
    /// it cannot be, which is said.
    fn put_down(&mut self, key: &Key, said: Said) -> Option<String> {
        let by = self.who_says()?;
        let Some(one) = self.actions.given.iter_mut().find(|one| one.key() == *key) else {
            self.say(Tone::Warning, "that action is no more");
            return None;
        };
        let back = said.back(&one.action, &one.outcome);
        said.apply(&mut one.action, &mut one.outcome);
        let action = one.action.clone();
        let words = self.words_of_said(&action, &said);
        self.actions.back_to.push((key.clone(), back));
        let over = self.actions.back_to.len().saturating_sub(MOST_BACK);
        self.actions.back_to.drain(..over);
        if self.room.as_ref().is_some_and(|room| room.session.head.id == key.0) {
            if !self.say_in_room(by, action, said) {
                // Why not was said; what was shown is read again.
                self.actions.back_to.pop();
                self.ask_world(Effect::ReadActions);
                return None;
            }
        } else {
            self.say_later(key, said, by);
        }
        Some(words)
    }

    /// It is one of the workshop that runs here; gives whether it was written.
    fn say_in_room(&mut self, by: PersonId, action: Action, said: Said) -> bool {
        match said {
            Said::Is(outcome) => self.write_down(|scribe| scribe.outcome(by, &action.id, outcome)),
            Said::Owner(_) | Said::Due(_) => self.write_down(|scribe| Ok(scribe.change(by, action))),
        }
    }

    /// Says it of an action of an earlier workshop, and shows that in a running workshop's list of those.
    pub(in crate::tui) fn say_later(&mut self, key: &Key, said: Said, by: PersonId) {
        for one in self.room.iter_mut().flat_map(|room| &mut room.earlier).filter(|one| one.key() == *key) {
            said.apply(&mut one.action, &mut one.outcome);
        }
        let (session, action) = key.clone();
        self.ask_world(Effect::Later(Box::new(Later { session, action, said: vec![said], by })));
    }

    /// What is said of an action, in a sentence without a full stop.
    pub(in crate::tui) fn words_of_said(&self, action: &Action, said: &Said) -> String {
        let how = match said {
            Said::Is(Outcome::Open) => "is open again".to_owned(),
            Said::Is(Outcome::Done(_)) => "is done".to_owned(),
            Said::Is(Outcome::Dropped(_, why)) => format!("is dropped: {why}"),
            Said::Owner(None) => "is nobody's now".to_owned(),
            Said::Owner(Some(who)) => format!("is for {} to do now", self.place.data.name_of(who)),
            Said::Due(None) => "has no day now".to_owned(),
            Said::Due(Some(day)) => format!("is to be done until {day} now{}", late(*day, self.today)),
        };
        format!("“{}” {how}", action.text.one_line())
    }

    /// Who says it: whoever leads, else who sits here; asks where nobody is known.
    fn who_says(&mut self) -> Option<PersonId> {
        let by = self.room.as_ref().map(|room| room.facilitator().clone()).or_else(|| self.me.clone());
        if by.is_none() {
            self.pick_me();
            self.say(Tone::Info, "who are you? What is said of an action carries a name");
        }
        by
    }
}

fn late(day: Date, today: Date) -> &'static str {
    if day < today { ", which is over" } else { "" }
}
