//! Undo and redo in a workshop: both are lines of its record, so that a replay shows them too.

use super::super::super::app::App;
use super::super::super::commands::{can_step_of_history, step_of_history};
use super::super::super::room::Cause;
use super::super::super::status::Tone;
use crate::map::edit::Edit;
use crate::workshop::deed::{Deed, Entry};

impl App {
    /// Takes the last thing back that was said or done here; after the end, what was done to the map.
    pub fn undo_in_workshop(&mut self) {
        let Some(room) = &mut self.room else { return };
        if room.session.end.is_some() {
            return self.step_after_end(true);
        }
        let Some(entry) = room.record.last_to_take_back().cloned() else {
            return self.say(Tone::Info, "there is nothing of this workshop to undo");
        };
        let back = match room.record.inverse(entry.seq) {
            Ok(back) => back,
            Err(why) => return self.say(Tone::Warning, format!("that cannot be taken back: {why}")),
        };
        let (mut redo, by) = (room.redo().to_vec(), room.facilitator().clone());
        let words = format!("undone: {}", words_of(&entry));
        if self.enter(Cause::new(by, Deed::TakenBack(entry.seq)), back, &words) {
            redo.push(entry);
            if let Some(room) = &mut self.room {
                room.set_redo(redo);
            }
        }
    }

    /// Does again what was taken back last.
    pub fn redo_in_workshop(&mut self) {
        if self.room.as_ref().is_some_and(|room| room.session.end.is_some()) {
            return self.step_after_end(false);
        }
        let Some((entry, rest)) = self.room.as_mut().and_then(|room| room.take_redo()) else {
            return self.say(Tone::Info, "there is nothing to redo");
        };
        let words = format!("done again: {}", words_of(&entry));
        let edit = (!entry.edits.is_empty()).then(|| Edit::Together(entry.edits.clone()));
        self.enter(Cause::new(entry.by, entry.deed), edit, &words);
        if let Some(room) = &mut self.room {
            room.set_redo(rest);
        }
    }

    /// Whether there is something to undo, or to redo.
    pub fn can_step_in_workshop(&self, back: bool) -> bool {
        let Some(room) = &self.room else { return false };
        match (room.session.end.is_some(), back) {
            (true, back) => can_step_of_history(self, back),
            (false, true) => room.record.last_to_take_back().is_some(),
            (false, false) => !room.redo().is_empty(),
        }
    }

    /// The record is closed: the map goes back or on as any map does, and nothing else.
    fn step_after_end(&mut self, back: bool) {
        let revision = |app: &Self| app.doc.as_ref().map(|doc| doc.history.revision());
        let before = revision(self);
        step_of_history(self, back);
        if revision(self) != before {
            let words = format!("{}; the workshop has ended: its record stays as it is", self.status.words);
            self.say(Tone::Info, words);
        }
    }

    /// A line with what it does to the map.
    fn enter(&mut self, cause: Cause, edit: Option<Edit>, words: &str) -> bool {
        let is_done = self.carry_out(cause, edit, words);
        if is_done {
            self.say(Tone::Info, words.to_owned());
        }
        is_done
    }
}

/// What a line did, in a few words.
fn words_of(entry: &Entry) -> String {
    match &entry.deed {
        Deed::Captured(_) => "a card".to_owned(),
        Deed::Jotted(_) | Deed::Unjotted(_) => "a private card".to_owned(),
        Deed::Revealed(cards) => crate::map::say::many(cards.len(), "revealed card"),
        Deed::Seconded(_) => "a +1".to_owned(),
        Deed::Grouped { name, .. } => format!("the group “{name}”"),
        Deed::Ungrouped(_) => "a group that was dissolved".to_owned(),
        Deed::VoteOpened(_) => "the beginning of a vote".to_owned(),
        Deed::Voted { .. } => "somebody's dots".to_owned(),
        Deed::VoteClosed(_) => "the end of a vote".to_owned(),
        Deed::Placed(..) => "a place by impact and effort".to_owned(),
        Deed::Scored(..) => "a score".to_owned(),
        Deed::Decided(decision) => format!("the decision “{}”", decision.text.one_line()),
        Deed::Undecided(_) => "a decision that was taken away".to_owned(),
        Deed::Action(action) => format!("the action “{}”", action.text.one_line()),
        Deed::ActionIs(..) => "what became of an action".to_owned(),
        Deed::Parked(item) => format!("“{}” in the parking lot", item.text.one_line()),
        Deed::Unparked(..) => "what becomes of something parked".to_owned(),
        Deed::ReviewSkipped(_) => "that a stage is not reviewed now".to_owned(),
        Deed::Edited(words) => words.to_string(),
        _ => "a step".to_owned(),
    }
}
