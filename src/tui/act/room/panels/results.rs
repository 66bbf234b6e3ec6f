//! Decisions, actions, what is parked: said in other words, owned, dated, settled.

use super::super::super::super::app::App;
use super::super::super::super::ask::Ask;
use super::super::super::super::layer::{Choice, Layer};
use super::super::super::super::room::{Panel, Row};
use super::super::super::super::status::Tone;
use super::super::super::super::widgets::picker::{Item, Picker};
use crate::map::id::{ItemId, PersonId};
use crate::map::{Text, day};
use crate::workshop::deed::{Action, Deed, Outcome, Settled};

impl App {
    /// Enter: what a row asks for first.
    pub fn enter_row(&mut self) {
        let is_closing = self.room.as_ref().is_some_and(|room| room.panel == Panel::Close);
        match self.chosen_row() {
            Some(Row::Card(card)) => self.look_at_card(card),
            Some(Row::Decision(id)) => self.ask(Ask::Decision(id)),
            Some(Row::Action(id)) if is_closing => self.complete_action(id),
            Some(Row::Action(id)) => self.ask(Ask::Action(id)),
            Some(Row::Parked(id)) => self.park_to_action(&id),
            Some(Row::Earlier(at)) => self.finish_earlier(at),
            Some(Row::Pile) => self.reveal_cards(),
            Some(Row::Ballot) => self.end_vote_here(),
            Some(Row::Stage(_)) => self.review_touched(),
            Some(Row::End) => self.end_workshop(),
            None => self.say(Tone::Info, "there is nothing here yet"),
        }
    }

    /// What is missing first: the owner, then the day.
    fn complete_action(&mut self, id: ItemId) {
        self.choose_row(&Row::Action(id.clone()));
        match self.action_of(&id) {
            Some(action) if action.owner.is_none() => self.pick_action_owner_of(id),
            Some(_) => self.ask(Ask::ActionDue(id)),
            None => {}
        }
    }

    /// An action of this workshop.
    pub(in crate::tui) fn action_of(&self, id: &ItemId) -> Option<Action> {
        let actions = &self.room.as_ref()?.session.actions;
        actions.iter().find(|(action, _)| action.id == *id).map(|(action, _)| action.clone())
    }

    fn leader(&self) -> Option<PersonId> {
        self.room.as_ref().map(|room| room.facilitator().clone())
    }

    /// What stands there now, to be said in other words.
    pub(in crate::tui) fn said_in_room(&self, ask: &Ask) -> Option<String> {
        let session = &self.room.as_ref()?.session;
        match ask {
            Ask::Decision(id) => {
                session.decisions.iter().find(|(_, d)| d.id == *id).map(|(_, d)| d.text.to_string())
            }
            Ask::Action(id) => self.action_of(id).map(|action| action.text.to_string()),
            Ask::ActionDue(id) => self.action_of(id)?.due.map(|due| due.to_string()),
            _ => None,
        }
    }

    /// A decision was said in other words; a name in front says whose it is.
    pub(in crate::tui) fn reword_decision(&mut self, id: &ItemId, text: &str) {
        let Some(read) = self.with_scribe(|scribe| scribe.understand(&format!("= {text}"))) else { return };
        if read.text.is_empty() {
            return self.say(Tone::Warning, "a decision needs words; d takes it away");
        }
        if let Some(written) = self.with_scribe(|scribe| scribe.reword(id, &read)).flatten() {
            self.note_down(written);
        }
    }

    /// An action was said in other words; an owner and a day in them are taken over.
    pub(in crate::tui) fn reword_action(&mut self, id: &ItemId, text: &str) {
        let Some(action) = self.action_of(id) else { return };
        let Some(read) = self.with_scribe(|scribe| scribe.understand(&format!("> {text}"))) else { return };
        let text = Text::new(read.text.as_str());
        if text.is_empty() {
            return self.say(Tone::Warning, "an action needs words; d drops it");
        }
        self.change_action(Action {
            text,
            owner: read.owner.or(action.owner),
            due: read.due.or(action.due),
            ..action
        });
    }

    fn change_action(&mut self, action: Action) {
        let Some(by) = self.leader() else { return };
        if let Some(written) = self.with_scribe(|scribe| scribe.change(by, action)) {
            self.note_down(written);
        }
    }

    /// A list of who is in the room: who does the chosen action?
    pub fn pick_action_owner(&mut self) {
        if let Some(Row::Action(id)) = self.chosen_row() {
            self.pick_action_owner_of(id);
        }
    }

    fn pick_action_owner_of(&mut self, id: ItemId) {
        let Some(action) = self.action_of(&id) else { return };
        self.choose_row(&Row::Action(id.clone()));
        let mut items = self.people_items(|who| Choice::ActionOwner(id.clone(), who));
        items.retain(|item| matches!(item.value, Choice::ActionOwner(_, Some(_))));
        let is_now =
            |item: &Item<Choice>| item.value == Choice::ActionOwner(id.clone(), action.owner.clone());
        let now = items.iter().position(is_now).unwrap_or(0);
        let title = format!("Who does it? Exactly one: “{}”", action.text.one_line());
        self.push(Layer::Pick(Box::new(Picker::new(&title, items).start_at(now))));
    }

    /// Somebody does it; the day comes next where it has none.
    pub(in crate::tui) fn own_action(&mut self, id: &ItemId, who: Option<PersonId>) {
        let Some(action) = self.action_of(id) else { return };
        let is_dated = action.due.is_some();
        self.change_action(Action { owner: who, ..action });
        if !is_dated {
            self.ask(Ask::ActionDue(id.clone()));
        }
    }

    /// Until when is the chosen action to be done?
    pub fn ask_action_due(&mut self) {
        if let Some(Row::Action(id)) = self.chosen_row() {
            self.ask(Ask::ActionDue(id));
        }
    }

    /// The day was typed.
    pub(in crate::tui) fn due_action(&mut self, id: &ItemId, text: &str) {
        let Some(action) = self.action_of(id) else { return };
        let text = text.trim();
        let due = day::read_coming(text, self.today);
        if due.is_none() && !text.is_empty() {
            self.ask_with(Ask::ActionDue(id.clone()), text);
            return self
                .say(Tone::Warning, "that is no day; write it like 2026-12-01, 12-01, friday or +14d");
        }
        self.change_action(Action { due, ..action });
        let is_gone = !self.room_rows().contains(&Row::Action(id.clone()));
        if is_gone && self.room.as_ref().is_some_and(|room| room.panel == Panel::Close) {
            // The walk goes on with what stands above all else.
            self.go_row(isize::MIN);
        }
    }

    /// The chosen row is taken away: undecided, dropped, let go.
    pub fn drop_row(&mut self) {
        let Some(by) = self.leader() else { return };
        match self.chosen_row() {
            Some(Row::Decision(id)) => drop(self.write_down(|scribe| scribe.undecide(by, &id))),
            Some(Row::Action(id)) => self.ask(Ask::DropAction(id)),
            Some(Row::Parked(id)) => self.settle(&id, Settled::Dropped),
            Some(Row::Earlier(at)) => self.ask_drop_earlier(at),
            _ => {}
        }
    }

    /// Why it is dropped was typed.
    pub(in crate::tui) fn drop_action(&mut self, id: &ItemId, why: &str) {
        let (Some(by), why) = (self.leader(), crate::map::Label::new(why)) else { return };
        if why.is_empty() {
            return self.say(Tone::Warning, "not dropped: it needs a reason");
        }
        let outcome = Outcome::Dropped(self.today, why);
        self.write_down(|scribe| scribe.outcome(by, id, outcome));
    }

    /// The chosen action is done.
    pub fn finish_row(&mut self) {
        let (Some(by), today) = (self.leader(), self.today) else { return };
        match self.chosen_row() {
            Some(Row::Action(id)) => {
                self.write_down(|scribe| scribe.outcome(by, &id, Outcome::Done(today)));
            }
            Some(Row::Earlier(at)) => self.finish_earlier(at),
            _ => {}
        }
    }

    /// The chosen action is open again.
    pub fn reopen_row(&mut self) {
        let Some(by) = self.leader() else { return };
        match self.chosen_row() {
            Some(Row::Action(id)) => drop(self.write_down(|scribe| scribe.outcome(by, &id, Outcome::Open))),
            Some(Row::Earlier(at)) => self.reopen_earlier(at),
            _ => {}
        }
    }

    /// What is parked waits for the next workshop.
    pub fn carry_over(&mut self) {
        if let Some(Row::Parked(id)) = self.chosen_row() {
            self.settle(&id, Settled::CarriedOver);
        }
    }

    fn settle(&mut self, id: &ItemId, settled: Settled) {
        let Some(by) = self.leader() else { return };
        self.write_down(|scribe| scribe.settle(&by, id, settled));
    }

    /// What is parked becomes an action; what it lacks is asked next.
    fn park_to_action(&mut self, id: &ItemId) {
        let Some(by) = self.leader() else { return };
        match self.with_scribe(|scribe| scribe.park_to_action(&by, id)) {
            Some(Ok([action, settled])) => {
                let made = if let Deed::Action(action) = &action.deed { Some(action.clone()) } else { None };
                if self.note_down(action)
                    && self.note_down(settled)
                    && let Some(made) = made.filter(|made| made.owner.is_none() || made.due.is_none())
                {
                    self.complete_action(made.id);
                }
            }
            Some(Err(why)) => self.say(Tone::Warning, why.to_string()),
            None => {}
        }
    }
}
