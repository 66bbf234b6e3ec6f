//! Undo and redo in a workshop: both are lines of its record, so that a replay shows them too.

use super::super::super::app::App;
use super::super::super::commands::{can_step_of_history, step_of_history};
use super::super::super::room::Cause;
use super::super::super::status::Tone;
use crate::map::Card;
use crate::map::edit::Edit;
use crate::map::id::{CardId, StageId};
use crate::map::say::many;
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
        // Dots of other terminals are not undone one by one: with their vote all of them would go.
        if let Deed::VoteOpened(vote) = &entry.deed
            && room.record.has_dots(&vote.id)
        {
            return self.say(Tone::Info, "people have given dots: E ends the vote");
        }
        let back = match room.record.inverse(entry.seq) {
            Ok(back) => back,
            Err(why) => return self.say(Tone::Warning, format!("that cannot be taken back: {why}")),
        };
        let (mut redo, by) = (room.redo().to_vec(), room.facilitator().clone());
        let words = format!("undone: {}", self.words_of_line(&entry));
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
        let words = format!("done again: {}", self.words_of_line(&entry));
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
        let before = self.newcomers_in_map();
        let is_done = self.carry_out(cause, edit, words);
        if is_done {
            let people = self.follow_newcomers(&before);
            self.say(Tone::Info, format!("{words}{people}"));
        }
        is_done
    }

    /// What a line did, in a few words; of a card its text, so that nobody asks which one.
    fn words_of_line(&self, entry: &Entry) -> String {
        let whose = || self.room.as_ref().map_or("somebody", |room| room.session.roster.name(&entry.by));
        match &entry.deed {
            Deed::Captured(card) => self.card_in(entry, card),
            // Its text is nobody's but its author's.
            Deed::Jotted(_) | Deed::Unjotted(_) => format!("a private card of {}", whose()),
            Deed::Seconded(card) => format!("the +1 of {} on {}", whose(), self.card_in(entry, card)),
            Deed::Voted { .. } => format!("the dots of {}", whose()),
            Deed::Placed(card, _) => format!("the place that {} gave {}", whose(), self.card_in(entry, card)),
            Deed::Scored(card, _) => format!("the score that {} gave {}", whose(), self.card_in(entry, card)),
            Deed::ReviewSkipped(stage) => format!("that {} is not reviewed now", self.stage_called(stage)),
            deed => words_of(deed),
        }
    }

    /// A card by its text: on the map, or as the line put it there.
    fn card_in(&self, entry: &Entry, id: &CardId) -> String {
        let on_map = self.doc.as_ref().and_then(|doc| doc.map.card(id));
        let card = on_map.or_else(|| entry.edits.iter().find_map(|edit| added(edit, id)));
        card.map_or_else(|| "a card".to_owned(), |card| format!("“{}”", card.text.one_line()))
    }

    fn stage_called(&self, id: &StageId) -> String {
        let stage = self.doc.as_ref().and_then(|doc| doc.map.stage(id));
        stage.map_or_else(|| "a stage".to_owned(), |stage| format!("“{}”", stage.name))
    }
}

/// The card with this id, where an edit adds it.
fn added<'a>(edit: &'a Edit, id: &CardId) -> Option<&'a Card> {
    match edit {
        Edit::Together(edits) => edits.iter().find_map(|edit| added(edit, id)),
        Edit::AddCard { card, .. } => Some(card.as_ref()).filter(|card| card.id == *id),
        _ => None,
    }
}

/// What a line did, in a few words.
fn words_of(deed: &Deed) -> String {
    match deed {
        Deed::Revealed(cards) => many(cards.len(), "revealed card"),
        Deed::Grouped { name, .. } => format!("the group “{name}”"),
        Deed::Ungrouped(_) => "a group that was dissolved".to_owned(),
        Deed::VoteOpened(_) => "the beginning of a vote".to_owned(),
        Deed::VoteClosed(_) => "the end of a vote".to_owned(),
        Deed::Decided(decision) => format!("the decision “{}”", decision.text.one_line()),
        Deed::Undecided(_) => "a decision that was taken away".to_owned(),
        Deed::Action(action) => format!("the action “{}”", action.text.one_line()),
        Deed::ActionIs(..) => "what became of an action".to_owned(),
        Deed::Parked(item) => format!("“{}” in the parking lot", item.text.one_line()),
        Deed::Unparked(..) => "what becomes of something parked".to_owned(),
        Deed::Edited(words) => words.to_string(),
        _ => "a step".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::room::testing::{enter, workshop};
    use crate::tui::screens::testing::press;
    use crate::workshop::Verb;

    #[test]
    fn what_was_undone_is_said_by_its_text() {
        let mut app = workshop("terminal", Verb::Capture);
        press(&mut app, "j a");
        enter(&mut app, "ana: ! nobody answers the phone");
        press(&mut app, "Esc u");
        assert_eq!(app.status.words, "Undone: “nobody answers the phone”");
        press(&mut app, "U");
        assert_eq!(app.status.words, "Done again: “nobody answers the phone”");
    }

    #[test]
    fn whose_dots_and_whose_place_were_undone_is_said_too() {
        let mut app = workshop("terminal", Verb::Vote);
        press(&mut app, "v 2 + u");
        assert_eq!(app.status.words, "Undone: the dots of ana");
        let mut app = workshop("terminal", Verb::Place);
        press(&mut app, "2 4 u");
        assert!(app.status.words.starts_with("Undone: the place that maya gave “"), "{}", app.status.words);
    }
}
