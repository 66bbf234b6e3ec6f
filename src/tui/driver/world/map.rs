//! The open map: opened, journalled, saved, read again, left.

use std::path::Path;
use std::sync::Arc;

use super::super::super::effect::{Record, SaveJob};
use super::super::super::event::{Event, Opened, SaveResult};
use super::super::open::{self, OpenFile};
use super::super::post::Message;
use super::super::recorder::End;
use super::super::saving::{SaveReport, Saving};
use super::World;
use super::around::others_of;
use crate::store::disk::journal::Pending;
use crate::store::disk::signature::DiskState;

impl World {
    pub(in crate::tui::driver) fn journal(&mut self, record: Record) {
        match record {
            Record::Edit(_) => {
                self.settle();
                self.record(&record);
            }
            draft => self.draft = Some(draft),
        }
    }

    pub(in crate::tui::driver) fn record(&mut self, record: &Record) {
        let Some(file) = &mut self.open else { return };
        match file.recorder.record(record) {
            Ok(()) => file.is_trouble_told = false,
            Err(why) if !file.is_trouble_told => {
                file.is_trouble_told = true;
                let words =
                    format!("a crash would now lose what is not saved: the journal cannot be written: {why}");
                self.tell(Event::Failed(words));
            }
            Err(_) => {}
        }
    }

    pub(in crate::tui::driver) fn open(&mut self, path: &Path) {
        match self.read(path) {
            Ok((file, opened)) => {
                self.close(End::Left);
                self.open = Some(file);
                self.tell(Event::Opened(Box::new(opened)));
            }
            Err(lines) => self.tell(Event::NotOpened(lines)),
        }
    }

    pub(in crate::tui::driver) fn read(&mut self, path: &Path) -> Result<(OpenFile, Opened), Vec<String>> {
        self.opened += 1;
        open::open(&self.dirs, &self.folder, &self.me, path, self.opened)
    }

    /// Leaves the open map.
    pub(in crate::tui::driver) fn close(&mut self, how: End) {
        self.settle();
        // A save may be under way: whether the journal is needed is known after it.
        if self.open.as_ref().is_some_and(|file| file.saves > 0) {
            self.writer.finish();
        }
        if let Some(file) = self.open.take() {
            file.recorder.end(how);
        }
    }

    pub(in crate::tui::driver) fn reload(&mut self) {
        let Some(path) = self.open.as_ref().map(|file| file.path.clone()) else { return };
        let surroundings = self.open.as_mut().and_then(|file| file.surroundings.take());
        match self.read(&path) {
            Ok((mut file, mut opened)) => {
                self.close(End::Left);
                opened.others = others_of(surroundings.as_ref());
                file.surroundings = surroundings;
                self.open = Some(file);
                self.is_gathering_wanted = true;
                self.tell(Event::Opened(Box::new(opened)));
            }
            Err(lines) => {
                if let Some(file) = &mut self.open {
                    file.surroundings = surroundings;
                }
                self.tell(Event::NotOpened(lines));
            }
        }
    }

    pub(in crate::tui::driver) fn save(&mut self, job: SaveJob) {
        self.settle();
        let Some(file) = &mut self.open else { return };
        file.saves += 1;
        let id = file.id;
        let saving = Saving {
            dirs: self.dirs.clone(),
            root: self.folder.root.clone(),
            path: file.path.clone(),
            known: Arc::clone(&file.known),
            recorder: file.recorder.clone(),
            mark: file.recorder.mark(),
        };
        self.writer.ask(move |post| {
            let report = saving.run(&job);
            post.tell(Message::Saved(id, Box::new(report)));
        });
    }

    pub(in crate::tui::driver) fn saved(&mut self, id: u64, report: SaveReport) {
        let is_saved = matches!(report.result, SaveResult::Done { .. } | SaveResult::Copied { .. });
        let Some(file) = self.open.as_mut().filter(|file| file.id == id) else {
            if let SaveResult::Failed(words) = report.result {
                self.tell(Event::Failed(words));
            }
            return;
        };
        file.saves = file.saves.saturating_sub(1);
        if is_saved {
            file.told = (DiskState::Same, None);
        }
        if let Some(path) = report.moved {
            file.path = path;
            // Others are told of the new file, and it is watched.
            file.surroundings = None;
        }
        self.tell(Event::Saved(report.result));
        if is_saved {
            self.is_gathering_wanted = true;
            self.look_at_file();
        }
    }

    pub(in crate::tui::driver) fn leftover(&mut self, taken: bool) {
        self.settle();
        let Some(file) = &mut self.open else { return };
        for journal in std::mem::take(&mut file.leftovers) {
            // What did not fit any more is still in it: it is put aside then, too.
            let is_whole = taken && !file.is_trouble_told;
            let disk = Some(file.known().signature.hash);
            let applies = matches!(journal.journal.pending(disk), Pending::Applies(_));
            let _ =
                if is_whole && applies { journal.accepted() } else { journal.discard(&self.dirs).map(drop) };
        }
    }
}
