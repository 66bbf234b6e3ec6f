//! The running workshop: what happens becomes lines of its record.

mod asking;
mod capturing;
mod grouping;
mod leading;
mod needing;
mod panels;
mod starting;
mod undoing;

#[cfg(test)]
mod tests;

use super::super::app::App;
use super::super::effect::Effect;
use super::super::room::Cause;
use super::super::status::Tone;
use crate::map::Label;
use crate::map::edit::Edit;
use crate::map::id::{ItemId, PersonId};
use crate::workshop::deed::Deed;
use crate::workshop::glance::glance;
use crate::workshop::slip::Slip;
use crate::workshop::{Refused, Scribe, Unwritten, Written};

impl App {
    /// Does something with what lines of the record are made of; `None` where no workshop runs.
    pub(in crate::tui) fn with_scribe<T>(&mut self, act: impl FnOnce(&mut Scribe<'_>) -> T) -> Option<T> {
        let (room, doc) = (self.room.as_ref()?, self.doc.as_ref()?);
        let mut scribe = Scribe {
            session: &room.session,
            map: &doc.map,
            workspace: &self.place.data,
            today: self.today,
            ids: self.ids.as_mut(),
        };
        Some(act(&mut scribe))
    }

    /// Asks the scribe for a line and writes it; says why where there is none. Gives whether it was written.
    pub(in crate::tui) fn write_down(
        &mut self,
        act: impl FnOnce(&mut Scribe<'_>) -> Result<Written, crate::workshop::Unwritten>,
    ) -> bool {
        match self.with_scribe(act) {
            Some(Ok(written)) => self.note_down(written),
            Some(Err(why)) => {
                self.say(Tone::Warning, why.to_string());
                false
            }
            None => false,
        }
    }

    /// Writes a line into the record, does what it does to the map, says it. Gives whether it happened.
    pub(in crate::tui) fn note_down(&mut self, written: Written) -> bool {
        self.keep_written(written, None)
    }

    fn keep_written(&mut self, written: Written, slip: Option<ItemId>) -> bool {
        let Written { by, deed, edit, words } = written;
        let Some(room) = &self.room else { return false };
        let is_back = deed.can_be_taken_back() && room.session.end.is_none();
        let has_edit = edit.is_some();
        let is_done = self.carry_out(Cause { by, deed, slip }, edit, &words);
        // An edit was said already.
        if is_done && !has_edit {
            let way = if is_back { "  (u to undo)" } else { "" };
            self.say(Tone::Info, format!("{words}{way}"));
        }
        is_done
    }

    /// A line of the record with what it does to the map. Gives whether it happened.
    fn carry_out(&mut self, cause: Cause, edit: Option<Edit>, words: &str) -> bool {
        let Some(room) = &self.room else { return false };
        // Before the map changes: an edit without its line is in no record.
        if let Err(why) = room.session.check(&cause.deed) {
            self.say(Tone::Warning, why.to_string());
            return false;
        }
        let Some(edit) = edit else { return self.minute(cause, Vec::new()) };
        let Some(room) = &mut self.room else { return false };
        room.cause = Some(cause);
        let is_done = self.edit_saying(edit, words);
        if let Some(room) = &mut self.room {
            room.cause = None;
        }
        is_done
    }

    /// The map was edited while a workshop runs: that is a line of its record.
    pub(in crate::tui) fn minute_edit(&mut self, edit: &Edit, words: &str) {
        // What is edited after the end is no part of it.
        let Some(room) = self.room.as_mut().filter(|room| room.session.end.is_none()) else { return };
        let edited = || Cause::new(room.session.head.facilitator.id.clone(), Deed::Edited(Label::new(words)));
        let cause = room.cause.take().unwrap_or_else(edited);
        self.minute(cause, vec![edit.clone()]);
    }

    /// What somebody else saved was put together with the map.
    pub(super) fn minute_arrival(&mut self, words: &str) {
        let (Some(room), Some(doc)) = (&self.room, &self.doc) else { return };
        if room.session.end.is_some() {
            return;
        }
        let cause = Cause::new(room.facilitator().clone(), Deed::Arrived(Label::new(words)));
        let whole = Edit::Replace(Box::new(doc.map.clone()));
        self.minute(cause, vec![whole]);
    }

    /// One more line of the record.
    fn minute(&mut self, cause: Cause, edits: Vec<Edit>) -> bool {
        let Some(room) = &mut self.room else { return false };
        match room.write(cause, edits) {
            Ok(entry) => {
                self.ask_world(Effect::Minute(Box::new(entry)));
                true
            }
            Err(why) => {
                self.say(Tone::Warning, why.to_string());
                false
            }
        }
    }

    /// What participants sent from their own terminals.
    pub fn take_slips(&mut self, slips: Vec<Slip>) {
        for slip in slips {
            match self.with_scribe(|scribe| scribe.slip(&slip)) {
                Some(Ok(Some(written))) => {
                    let id = slip.id.clone();
                    if !self.keep_written(written, Some(slip.id)) {
                        self.refuse_slip(slip.by, id, self.status.words.clone());
                    }
                }
                // An editor that ended before it took the paper away had it in the record: that is no refusal.
                Some(Ok(None) | Err(Unwritten::Refused(Refused::Twice))) => {
                    self.ask_world(Effect::Refuse(slip.id));
                }
                Some(Err(why)) => self.refuse_slip(slip.by, slip.id, why.to_string()),
                // Nobody is there to take it: it waits.
                None => {}
            }
        }
    }

    /// A paper is not taken; its writer sees why.
    fn refuse_slip(&mut self, by: PersonId, id: ItemId, why: String) {
        if let Some(room) = &mut self.room {
            room.refuse(by, id.clone(), Label::new(&why));
        }
        self.ask_world(Effect::Refuse(id));
    }

    /// What participants see, where that is not what they saw.
    pub(in crate::tui) fn show_room(&mut self) {
        // What is over is looked at by whoever leads alone.
        let doc = self.aside.as_deref().or(self.doc.as_ref());
        let (Some(room), Some(doc)) = (&mut self.room, doc) else { return };
        room.look_at_changes(&doc.map, doc.history.revision());
        let stage = doc.stage().map(|stage| stage.id.clone());
        let now = (room.turn, doc.history.revision(), stage);
        if room.shown.as_ref() == Some(&now) {
            return;
        }
        let seen = glance(&room.session, &doc.map, now.2.as_ref(), room.left(), room.turn, &room.refused);
        room.shown = Some(now);
        self.ask_world(Effect::Show(Box::new(seen)));
    }
}
