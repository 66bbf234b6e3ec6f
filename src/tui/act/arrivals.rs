//! The file of the open map was written by somebody else: what is in it is taken in, and put together with what is not saved.

use super::super::app::App;
use super::super::doc::{Disk, Doc};
use super::super::effect::{Effect, SaveMode};
use super::super::event::{Arrived, Unmerged};
use super::super::status::Tone;
use super::saving::back;
use crate::change::{Merged, SideNames, Wording, diff, merge};
use crate::map::edit::{Edit, describe};
use crate::map::say::many;
use crate::map::{Label, Map};
use crate::store::disk::signature::ContentHash;
use crate::store::versions::seals::Sealed;

/// What is said of changes as long as nobody knows whose they are.
const FROM_DISK: &str = "arrived from the disk";
/// How often a save looks again at a file that others keep writing, before a person is asked.
const MOST_RETRIES: u8 = 3;

impl App {
    /// The file is another one.
    pub fn arrived(&mut self, arrived: Arrived) {
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.path == arrived.path) else { return };
        doc.disk = Disk::Changed;
        doc.arrived = Some(Box::new(arrived));
        if !self.layers.is_empty() {
            self.say(Tone::Info, "the file changed on the disk; that is taken in when this is closed");
        }
    }

    /// Takes in what arrived, unless something is being typed or asked, or a save is under way: the text that is open becomes
    /// an edit first, and is put together with the rest then.
    pub fn take_in_arrived(&mut self) {
        let is_time = self.layers.is_empty() && self.past().is_none();
        let Some(doc) = self.doc.as_mut().filter(|doc| is_time && !doc.saving) else { return };
        let Some(arrived) = doc.arrived.take() else { return };
        let names = self.names_of_sides("the disk");
        let Some(doc) = &mut self.doc else { return };
        let Some(merged) = put_together(doc, &arrived, &names) else {
            self.ask_changed(false);
            return;
        };
        self.join_arrived(*arrived, merged);
    }

    fn join_arrived(&mut self, arrived: Arrived, merged: Merged) {
        let Some(doc) = &mut self.doc else { return };
        let (was_dirty, conflicts) = (doc.is_dirty(), merged.new_conflicts);
        let is_saved = merged.map == arrived.map;
        // A conflict is what both did, and is counted by itself.
        let without = Map { conflicts: doc.map.conflicts.clone(), ..merged.map.clone() };
        let brought = diff(&doc.map, &without);
        let words = Wording::new(&doc.map, &without, &self.place.data).summary(&brought);
        let (count, rest) = (brought.principal().count(), (!is_saved).then(|| Box::new(merged.map.clone())));
        let notes: Vec<String> =
            merged.notes.iter().map(|n| n.words(Some(&merged.map), &self.place.data)).collect();
        let lost = doc.rebase(merged.map, is_saved);
        (doc.disk, doc.taken_in) = (Disk::Same, Some(arrived.hash));
        // Who is there may have written it: git knows later, if anybody does.
        let present = match doc.others.as_slice() {
            [other] => format!(" ({other} has it open, too)"),
            _ => String::new(),
        };
        (doc.version, doc.remarks, doc.comments_move) =
            (arrived.version, arrived.remarks, arrived.comments_move);
        if conflicts > 0 {
            doc.closing = false;
        }
        let saves = doc.retries > 0;
        self.minute_arrival(&words);
        self.ask_world(Effect::TakenIn { hash: arrived.hash, map: rest });
        self.examine();
        let mut said = match count {
            0 => "the file was written again; nothing in it is new here".to_owned(),
            n => format!("{} {FROM_DISK}{present}: {words}", many(n, "change")),
        };
        if was_dirty && count > 0 && !is_saved {
            said.push_str("; what is not saved here stays");
        }
        self.say_put_together(said, &notes, conflicts, lost);
        self.show_undecided();
        if saves {
            self.save(SaveMode::Careful);
        }
    }

    /// Git knows who committed what arrived: what was said of it is said with the name.
    pub fn arrived_by(&mut self, hash: ContentHash, who: &Label) {
        let is_last = self.doc.as_ref().is_some_and(|doc| doc.taken_in == Some(hash));
        let me = self.me.as_ref().map(|id| self.place.data.name_of(id));
        if is_last && me != Some(who.as_str()) && self.called != *who {
            self.status.words = self.status.words.replacen(FROM_DISK, &format!("of {who} arrived"), 1);
        }
    }

    /// Says what happened, what gave way, what is to be decided.
    fn say_put_together(&mut self, mut said: String, notes: &[String], conflicts: usize, lost: usize) {
        for note in notes.iter().take(2) {
            said.push_str("; ");
            said.push_str(note);
        }
        if lost > 0 {
            let steps = many(lost, "earlier step");
            said = format!("{said}; {steps} can no longer be undone without undoing theirs");
        }
        if conflicts > 0 {
            let way = self.way_to_conflicts();
            said = format!("{} to decide ({way}); {said}", many(conflicts, "conflict"));
        }
        self.say(if conflicts > 0 { Tone::Warning } else { Tone::Info }, said);
    }

    /// A save found another file than it expected: that one is taken in, and then it is tried again.
    pub(super) fn look_before_saving(&mut self) {
        let Some(doc) = &mut self.doc else { return };
        if doc.retries >= MOST_RETRIES {
            self.ask_changed(false);
            return;
        }
        doc.retries += 1;
        self.ask_world(Effect::LookAtDisk);
    }

    /// Brings back edits that were made on `base`, put together with what the file is now, as one step.
    pub(super) fn recover_by_merge(&mut self, base: &Map, edits: Vec<Edit>) {
        let names = SideNames::new("recovered", "the file");
        let Some(doc) = &mut self.doc else { return };
        let (mut ours, mut left_out, mut done) = (base.clone(), Vec::new(), 0);
        for edit in edits {
            let words = describe(&ours, &edit);
            if edit.clone().apply(&mut ours).is_ok() {
                doc.sealed.extend(Sealed::of_edit(&ours, &edit));
                done += 1;
            } else {
                left_out.push(words);
            }
        }
        let merged = merge(base, &ours, &doc.map, &names);
        let notes: Vec<String> =
            merged.notes.iter().map(|n| n.words(Some(&merged.map), &self.place.data)).collect();
        let step = format!("{} from before the crash", many(done, "change"));
        if !self.edit_saying(Edit::Replace(Box::new(merged.map)), &step) {
            return;
        }
        let mut said = format!("{}, put together with the file as it is now", back(done));
        if !left_out.is_empty() {
            said = format!("{said}; left out: {}", left_out.join("; "));
        }
        self.say_put_together(said, &notes, merged.new_conflicts, 0);
    }

    /// Merges what git left unmerged, as one step.
    pub(super) fn finish_merge(&mut self, unmerged: &Unmerged) {
        let names = SideNames::new("ours", &unmerged.name);
        let Some(doc) = &self.doc else { return };
        let merged = merge(&unmerged.base, &doc.map, &unmerged.theirs, &names);
        let notes: Vec<String> =
            merged.notes.iter().map(|n| n.words(Some(&merged.map), &self.place.data)).collect();
        let step = format!("{} merged in", unmerged.name);
        if self.edit_saying(Edit::Replace(Box::new(merged.map)), &step) {
            let said = format!("git left both sides in this file: {step} here; save it, then git add it");
            self.say_put_together(said, &notes, merged.new_conflicts, 0);
        }
    }

    /// What the sides of a merge are called in its conflicts.
    fn names_of_sides(&self, theirs: &str) -> SideNames {
        let me = self.me.as_ref().map(|id| self.place.data.name_of(id));
        SideNames::new(me.unwrap_or("this editor"), theirs)
    }
}

/// The map that has both; `None`: nobody knows what both come from.
fn put_together(doc: &Doc, arrived: &Arrived, names: &SideNames) -> Option<Merged> {
    if !doc.is_dirty() {
        return Some(Merged { map: arrived.map.clone(), notes: Vec::new(), new_conflicts: 0 });
    }
    Some(merge(arrived.base.as_ref()?, &doc.map, &arrived.map, names))
}
