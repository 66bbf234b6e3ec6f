//! Opening, saving, and what happens to the file meanwhile.

use super::super::app::{App, Screen};
use super::super::ask::Ask;
use super::super::changes::Walk;
use super::super::doc::{Disk, Doc};
use super::super::effect::{Effect, SaveJob, SaveMode};
use super::super::event::{Opened, SaveResult};
use super::super::keys::Key;
use super::super::layer::{Answer, Layer, Subject};
use super::super::recovery::Leftover;
use super::super::status::Tone;
use super::super::threads::ThreadsView;
use super::question;
use crate::change::{Wording, diff};
use crate::map::Map;
use crate::map::edit::{Edit, describe};
use crate::map::say::many;

impl App {
    /// A map was read.
    pub fn opened(&mut self, opened: Opened) {
        let same = self.doc.as_ref().filter(|d| d.path == opened.path);
        let (focus, view) = same.map_or((None, None), |d| (Some(d.focus.clone()), Some(d.view.clone())));
        // What was gathered holds until it is gathered anew.
        let outside = same.map(|d| d.outside.clone()).unwrap_or_default();
        let talks = same.map(|d| d.talks.clone());
        let mut doc = Doc::new(opened.map, opened.path);
        doc.outside = outside;
        if let Some(talks) = talks {
            doc.talks = talks;
        } else {
            self.threads = ThreadsView::default();
            self.changes.walk = Walk::default();
        }
        doc.version = opened.version;
        doc.remarks = opened.remarks;
        doc.comments_move = opened.comments_move;
        doc.others = opened.others;
        if let Some(focus) = focus {
            doc.focus = focus;
        }
        if let Some(view) = view {
            doc.view = view;
        }
        doc.settle(None);
        self.doc = Some(doc);
        self.screen = Screen::Map;
        self.layers.clear();
        self.pending.clear();
        self.examine();
        self.read_threads();
        self.walk_if_wanted();
        self.say_opened();
        self.go_on_with_finding();
        if let Some(unmerged) = opened.unmerged {
            self.finish_merge(&unmerged);
        }
        self.show_undecided();
        if let Some(leftover) = opened.leftover {
            self.offer_leftover(leftover);
            // The record of a workshop holds the same words, and is asked about next: nothing is lost by taking them.
            if self.to_workshop.is_some() && matches!(self.layers.last(), Some(Layer::Confirm(_))) {
                self.layers.pop();
                self.decided(Answer::Recover);
            }
        }
        self.workshop_if_wanted();
    }

    fn say_opened(&mut self) {
        let Some(doc) = &self.doc else { return };
        let (remarks, conflicts) = (doc.remarks.len(), doc.map.conflicts.len());
        if conflicts > 0 {
            let way = self.way_to_conflicts();
            let words = format!("{} to decide: {way} shows them", many(conflicts, "conflict"));
            self.say(Tone::Warning, words);
        } else if let Some(other) = doc.others.first() {
            let words = format!(
                "another editor has this map open: {other}; what is saved is compared with the disk first"
            );
            self.say(Tone::Warning, words);
        } else if remarks > 0 {
            let first = doc.remarks.first().cloned().unwrap_or_default();
            self.say(Tone::Warning, format!("{} on this file (Space f d): {first}", many(remarks, "remark")));
        } else if self.status.tone != Tone::Warning {
            // What was wrong at the start stays to be read.
            self.say(Tone::Info, "");
        }
    }

    /// A map could not be read: all that is known, to read.
    pub fn not_opened(&mut self, lines: Vec<String>) {
        self.findings.wanted = None;
        self.say(Tone::Error, "this file cannot be opened");
        self.push(Layer::Sheet(Box::new(question::to_read("This file cannot be opened", &lines))));
    }

    fn offer_leftover(&mut self, leftover: Leftover) {
        let edits = leftover.edits.len();
        let mut lines =
            vec![format!("An editor that was started {} ended before it could save.", leftover.started)];
        if edits > 0 {
            lines.push(format!("{} can be brought back:", many(edits, "change")));
            lines.extend(self.leftover_words(&leftover));
        }
        if let Some((_, text)) = &leftover.draft {
            lines.push(format!("This was being typed: “{text}”"));
        }
        if leftover.file_changed {
            let words = match leftover.base {
                Some(_) => "The file has changed since: both are put together.",
                None => "The file has changed since; changes that no longer fit are left out, and said.",
            };
            lines.push(words.into());
        }
        self.leftover = Some(leftover);
        let confirm = question::new("Unsaved work was found", lines)
            .choice('y', "bring it back", Answer::Recover)
            .safe('n', "leave it aside", Answer::DropLeftover)
            .first();
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// The last few changes in words.
    fn leftover_words(&self, leftover: &Leftover) -> Vec<String> {
        const SHOWN: usize = 8;
        let Some(doc) = &self.doc else { return Vec::new() };
        let mut map = leftover.base.as_ref().map_or_else(|| doc.map.clone(), |base| Map::clone(base));
        let mut words = Vec::new();
        for edit in &leftover.edits {
            if let Edit::Replace(new) = edit {
                // As a merge leaves it: what it did here, not that it did it at once.
                let (wording, diff) = (Wording::new(&map, new, &self.place.data), diff(&map, new));
                words.extend(diff.principal().map(|change| format!("  {}", wording.words(change))));
            } else {
                words.push(format!("  {}", describe(&map, edit)));
            }
            // An edit that does not fit is only left out of the list's later words.
            let _ = edit.clone().apply(&mut map);
        }
        let skipped = words.len().saturating_sub(SHOWN);
        let mut shown = words.split_off(skipped);
        if skipped > 0 {
            shown.insert(0, format!("  … and {skipped} before them"));
        }
        shown
    }

    /// Does the leftover edits again, and opens the text that was being typed.
    pub fn recover(&mut self) {
        let Some(leftover) = self.leftover.take() else { return };
        match leftover.base {
            Some(base) => self.recover_by_merge(&base, leftover.edits),
            None => self.recover_one_by_one(leftover.edits),
        }
        self.ask_world(Effect::Leftover { taken: true });
        if let Some((ask, text)) = leftover.draft.filter(|(_, text)| !text.trim().is_empty()) {
            self.reopen_draft(ask, &text);
        }
    }

    /// The file is the one that they were made on, or nobody knows that one.
    fn recover_one_by_one(&mut self, edits: Vec<Edit>) {
        let (mut done, mut left_out) = (0, Vec::new());
        for edit in edits {
            let words = self.doc.as_ref().map(|doc| doc.words_of(&edit, &self.place.data));
            if self.edit(edit) {
                done += 1;
            } else {
                left_out.extend(words);
            }
        }
        let said = match left_out.as_slice() {
            [] => format!("{}; Ctrl-S saves", back(done)),
            words => {
                format!("{}; no longer fit for this file and left out: {}", back(done), words.join("; "))
            }
        };
        self.say(if left_out.is_empty() { Tone::Success } else { Tone::Warning }, said);
    }

    fn reopen_draft(&mut self, ask: Ask, text: &str) {
        if let Ask::Form(subject) = ask {
            self.reopen_form(&subject, text);
        } else {
            self.ask_with(ask, text);
        }
        self.journal_draft();
    }

    /// Opens a form and types again what had been typed into its fields.
    fn reopen_form(&mut self, subject: &Subject, text: &str) {
        let drafts: Vec<(usize, String)> = serde_json::from_str(text).unwrap_or_default();
        if !self.open_form_of(subject) {
            return;
        }
        let Some(Layer::Form(mut layer)) = self.layers.pop() else { return };
        for (field, text) in drafts {
            layer.form = layer.form.start_at(field);
            layer.form.key(&Key::ctrl('u'));
            layer.form.paste(&text);
        }
        self.layers.push(Layer::Form(layer));
    }

    /// Writes the map.
    pub fn save(&mut self, mode: SaveMode) {
        let Some(doc) = &mut self.doc else { return };
        if doc.saving {
            doc.save_again = true;
            self.say(Tone::Info, "still saving; what was changed since is saved next");
            return;
        }
        if doc.comments_move && mode == SaveMode::Careful {
            self.ask_comments();
            return;
        }
        if !doc.is_dirty() && doc.disk == Disk::Same && mode == SaveMode::Careful {
            self.say(Tone::Info, "nothing to save");
            self.close_if_asked();
            self.share_saved();
            return;
        }
        doc.saving = true;
        let (map, revision, sealed) = (doc.map.clone(), doc.history.revision(), doc.sealed.clone());
        let job = SaveJob { map, revision, mode, sealed };
        self.ask_world(Effect::Save(Box::new(job)));
    }

    fn ask_comments(&mut self) {
        let lines = vec![
            "This file has comments that cannot stay exactly where they stand.".into(),
            "They are kept, beside the nearest thing that is still there.".into(),
        ];
        let confirm = question::new("Save, and move some comments?", lines)
            .choice('y', "save", Answer::SaveAnyway)
            .safe('n', "not now", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// A save ended.
    pub fn saved(&mut self, result: SaveResult) {
        let Some(doc) = &mut self.doc else { return };
        doc.saving = false;
        match result {
            SaveResult::Done { revision, notes } => self.is_saved(revision, &notes),
            SaveResult::Copied { path, revision, notes } => {
                doc.path = path;
                doc.others.clear();
                self.is_saved(revision, &notes);
            }
            SaveResult::Changed => self.look_before_saving(),
            SaveResult::Gone => self.ask_changed(true),
            SaveResult::Failed(words) => {
                (doc.closing, doc.save_again) = (false, false);
                self.share_unsaved();
                self.not_saved(&words);
            }
        }
    }

    /// Says why, and offers a way out: not while something else is being typed or asked, whose keys would answer.
    fn not_saved(&mut self, words: &str) {
        self.say(Tone::Error, words);
        if !self.layers.is_empty() || self.screen != Screen::Map {
            return;
        }
        let lines = vec![self.status.words.clone(), "What you wrote is still here.".into()];
        let confirm = question::new("The map is not saved", lines)
            .key(Key::ctrl('s'), "save again", Answer::SaveAgain)
            .choice('w', "write a copy to …", Answer::CopyTo)
            .safe('n', "decide later", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    fn is_saved(&mut self, revision: u64, notes: &[String]) {
        let Some(doc) = &mut self.doc else { return };
        doc.history.mark_saved(revision);
        doc.disk = Disk::Same;
        let is_joined = doc.retries > 0;
        (doc.arrived, doc.retries) = (None, 0);
        self.refill_changes();
        let Some(doc) = &self.doc else { return };
        let name = doc.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let name = crate::map::text::clean(&name).into_owned();
        match notes.first() {
            None if is_joined => {
                let before = std::mem::take(&mut self.status);
                self.say(before.tone, format!("saved {name}; {}", before.words));
            }
            None => self.say(Tone::Success, format!("saved {name}")),
            Some(note) => self.say(Tone::Warning, format!("saved {name}, but {note}")),
        }
        self.save_again();
        self.close_if_asked();
        self.share_saved();
    }

    /// The save that was asked for while another one was under way.
    fn save_again(&mut self) {
        let Some(doc) = &mut self.doc else { return };
        if std::mem::take(&mut doc.save_again) && doc.is_dirty() {
            self.save(SaveMode::Careful);
        }
    }

    fn close_if_asked(&mut self) {
        if self.doc.as_ref().is_some_and(|d| d.closing && !d.is_dirty()) {
            self.leave_map();
        }
    }

    /// The file changed on the disk, or is gone.
    pub fn disk_changed(&mut self, gone: bool) {
        let Some(doc) = &mut self.doc else { return };
        if doc.saving {
            return;
        }
        doc.disk = if gone { Disk::Gone } else { Disk::Changed };
        if gone {
            self.say(Tone::Warning, "the file is gone from the disk; Ctrl-S writes it again");
        } else if doc.retries > 0 {
            self.ask_changed(false);
        } else {
            let words =
                "the file changed on the disk and cannot be read now: what is here stays; saving will ask";
            self.say(Tone::Warning, words);
        }
    }

    pub(super) fn ask_changed(&mut self, gone: bool) {
        let Some(doc) = &mut self.doc else { return };
        doc.disk = if gone { Disk::Gone } else { Disk::Changed };
        (doc.closing, doc.retries) = (false, 0);
        let confirm = if gone {
            question::new("The file is gone from the disk", vec!["Nothing was written yet.".into()])
                .choice('k', "write it again", Answer::KeepMine)
                .choice('c', "write a copy beside it", Answer::WriteCopy)
                .choice('w', "write a copy to …", Answer::CopyTo)
        } else {
            let lines = vec![
                "Somebody else wrote it since you opened it, and it cannot be read as it is now.".into(),
                "Nothing was written yet.".into(),
            ];
            question::new("The file changed on the disk", lines)
                .choice('c', "write mine as a copy beside it", Answer::WriteCopy)
                .choice('r', "reload: take theirs, leave my changes", Answer::Reload)
                .choice('k', "keep mine: write over theirs", Answer::KeepMine)
        };
        self.push(Layer::Confirm(Box::new(confirm.safe('n', "decide later", Answer::No))));
    }

    /// Asks before unsaved changes go.
    pub fn confirm_reload(&mut self) {
        if !self.doc.as_ref().is_some_and(Doc::is_dirty) {
            self.ask_world(Effect::Reload);
            return;
        }
        let lines = vec!["What you changed since the last save goes.".into()];
        let confirm = question::new("Read the file again?", lines)
            .choice('y', "read it again", Answer::Reload)
            .safe('n', "no", Answer::No);
        self.push(Layer::Confirm(Box::new(confirm)));
    }

    /// Others have the map open, or no longer.
    pub fn others(&mut self, others: Vec<String>) {
        let Some(doc) = &mut self.doc else { return };
        let new = others.iter().find(|o| !doc.others.contains(o)).cloned();
        doc.others = others;
        if let Some(other) = new {
            self.say(Tone::Warning, format!("another editor has this map open: {other}"));
        }
    }

    /// What the reader said about the file.
    pub fn open_remarks(&mut self) {
        let lines = self.doc.as_ref().map(|d| d.remarks.clone()).unwrap_or_default();
        self.push(Layer::Sheet(Box::new(question::to_read("Remarks on this file", &lines))));
    }
}

/// `1 change is back`, `2 changes are back`.
pub(super) fn back(changes: usize) -> String {
    let verb = if changes == 1 { "is" } else { "are" };
    format!("{} {verb} back", many(changes, "change"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!((back(1), back(2)), ("1 change is back".to_owned(), "2 changes are back".to_owned()));
        assert_eq!(many(1, "remark"), "1 remark");
    }
}
