//! What is done to the open map, into the recovery journal as it happens.
//!
//! The thread that draws appends; the writer announces saves and begins anew after them. Neither waits for the other:
//! what cannot be appended at once is queued, and whoever holds the journal appends it before letting go.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use super::super::effect::Record;
use super::syncer::Syncer;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::journal::{Head, Journal, Kind, Mark};
use crate::store::disk::signature::ContentHash;
use crate::store::disk::words::reason;

/// Bytes of drafts after which the old ones are left out: far below what is read back of a journal.
const MOST_DRAFTS: usize = 8 << 20;

/// The journal of the open map. Clones are the same journal.
#[derive(Debug, Clone)]
pub(super) struct Recorder(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    queue: Mutex<VecDeque<(Kind, Vec<u8>)>>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    dirs: Dirs,
    head: Head,
    /// The file as it was read or last saved, for the journal: what was done to it can be merged with another one then.
    base: Option<Arc<[u8]>>,
    /// The journal holds it.
    has_base: bool,
    /// Made with the first record: looking at a map writes nothing.
    journal: Option<Journal>,
    syncer: Syncer,
    /// Edits since the last save began.
    edits: usize,
    /// Text in an open field.
    draft: Option<Vec<u8>>,
    draft_bytes: usize,
    is_saving: bool,
}

/// How the journal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The map is left: everything is saved, or the person chose not to, and then it is put aside.
    Left,
    /// The program ends without asking: what is not saved is offered at the next start.
    Cut,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Recorder {
    /// The journal of the map that `head` names; nothing is written yet.
    pub(super) fn new(dirs: Dirs, head: Head) -> Self {
        let state = State {
            dirs,
            head,
            base: None,
            has_base: false,
            journal: None,
            syncer: Syncer::default(),
            edits: 0,
            draft: None,
            draft_bytes: 0,
            is_saving: false,
        };
        Self(Arc::new(Shared { queue: Mutex::default(), state: Mutex::new(state) }))
    }

    /// The file that is worked on from now on, until the next save or merge.
    pub(super) fn set_base(&self, text: Arc<[u8]>) {
        lock(&self.0.state).base = Some(text);
    }

    /// The map was put together with a file that has this content; `map` makes the one of it that is being edited. What was
    /// recorded before is in it.
    pub(super) fn rebase(
        &self,
        content: ContentHash,
        text: Arc<[u8]>,
        map: Option<&Record>,
    ) -> Result<(), String> {
        let mark = self.mark();
        // First recorded, then begun anew: at no moment is it in neither journal.
        let done = map.map_or(Ok(()), |map| self.record(map));
        self.set_base(text);
        self.saved(content, mark, None);
        done
    }

    /// Remembers a record: it is with the system when this returns, or queued while a save holds the journal.
    ///
    /// # Errors
    /// In words, when the disk does not take it. It stays queued and is tried again with the next one.
    pub(super) fn record(&self, record: &Record) -> Result<(), String> {
        let entry = match record {
            Record::Edit(_) => (Kind::Edit, encode(record)?),
            Record::Draft(..) => (Kind::Draft, encode(record)?),
            Record::NoDraft => (Kind::Draft, Vec::new()),
        };
        lock(&self.0.queue).push_back(entry);
        self.flush()
    }

    fn flush(&self) -> Result<(), String> {
        loop {
            let mut state = match self.0.state.try_lock() {
                Ok(state) => state,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                // Whoever holds it looks at the queue after letting go.
                Err(TryLockError::WouldBlock) => return Ok(()),
            };
            state.take(&self.0.queue)?;
            drop(state);
            if lock(&self.0.queue).is_empty() {
                return Ok(());
            }
        }
    }

    /// The place up to which the map that is saved now holds everything.
    pub(super) fn mark(&self) -> Mark {
        let _ = self.flush();
        let mut state = lock(&self.0.state);
        state.is_saving = true;
        state.edits = 0;
        state.journal.as_ref().map_or(Mark::START, Journal::mark)
    }

    /// A save of this content begins.
    pub(super) fn saving(&self, content: ContentHash, mark: Mark) {
        let mut state = lock(&self.0.state);
        if let Some(journal) = &mut state.journal {
            // Without it a crash right after the save offers edits again that are in the file: they say so then.
            let _ = journal.saving_at(content, mark);
        }
        drop(state);
        let _ = self.flush();
    }

    /// The save is done, under another path where one is given: what was recorded before `mark` is forgotten.
    pub(super) fn saved(&self, content: ContentHash, mark: Mark, moved: Option<&Path>) {
        let mut state = lock(&self.0.state);
        state.is_saving = false;
        state.begin_anew(content, mark, moved);
        drop(state);
        let _ = self.flush();
    }

    /// The save failed: all records stay.
    pub(super) fn not_saved(&self) {
        let mut state = lock(&self.0.state);
        state.is_saving = false;
        // How many were before the mark does not matter: something is not saved.
        state.edits = state.edits.saturating_add(1);
    }

    /// Ends the journal; `true` when something was put aside or left for the next start.
    pub(super) fn end(&self, how: End) -> bool {
        let _ = self.flush();
        let mut state = lock(&self.0.state);
        let is_clean = state.edits == 0 && state.draft.is_none();
        let Some(journal) = state.journal.take() else { return false };
        let _ = match how {
            _ if is_clean => journal.finish(),
            End::Left => journal.set_aside(&state.dirs).map(drop),
            End::Cut => journal.sync(),
        };
        !is_clean
    }
}

fn encode(record: &Record) -> Result<Vec<u8>, String> {
    serde_json::to_vec(record).map_err(|error| error.to_string())
}

impl State {
    /// Appends what is queued. What the disk does not take stays in the queue.
    fn take(&mut self, queue: &Mutex<VecDeque<(Kind, Vec<u8>)>>) -> Result<(), String> {
        loop {
            let Some((kind, payload)) = lock(queue).pop_front() else { return Ok(()) };
            if let Err(error) = self.append(kind, &payload) {
                lock(queue).push_front((kind, payload));
                return Err(reason(&error));
            }
        }
    }

    fn append(&mut self, kind: Kind, payload: &[u8]) -> std::io::Result<()> {
        if kind == Kind::Draft && payload.is_empty() && self.draft.is_none() {
            return Ok(());
        }
        if self.draft_bytes > MOST_DRAFTS && !self.is_saving {
            self.compact();
        }
        let journal = match &mut self.journal {
            Some(journal) => journal,
            none => none.insert(Journal::start(&self.dirs, self.head.clone())?),
        };
        if !self.has_base
            && let Some(base) = &self.base
        {
            // Without it a file that changes meanwhile can be worked on edit by edit only.
            self.has_base = journal.append(Kind::Base, base).is_ok();
        }
        journal.append(kind, payload)?;
        self.syncer.ask(|| journal.file());
        match kind {
            Kind::Draft => {
                self.draft_bytes += payload.len();
                self.draft = (!payload.is_empty()).then(|| payload.to_vec());
            }
            _ => self.edits += 1,
        }
        Ok(())
    }

    fn compact(&mut self) {
        self.draft_bytes = 0;
        if let Some(journal) = &mut self.journal {
            // On a full disk the long journal goes on.
            let _ = journal.compact();
        }
    }

    fn begin_anew(&mut self, content: ContentHash, mark: Mark, moved: Option<&Path>) {
        self.head.base = Some(content);
        if let Some(path) = moved {
            path.clone_into(&mut self.head.path);
        }
        let Some(journal) = &mut self.journal else { return };
        let done = match moved {
            Some(path) => journal.restart_at(&self.dirs, path, content, mark),
            None => journal.restart(content, mark),
        };
        (self.draft_bytes, self.has_base) = (0, false);
        if let Some(base) = self.base.as_ref().filter(|_| journal.has_records()) {
            self.has_base = journal.append(Kind::Base, base).is_ok();
        }
        if let (Ok(()), Some(draft)) = (done, &self.draft) {
            // It may have been typed before the mark, and is in no file.
            let _ = journal.append(Kind::Draft, draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::leftover;
    use super::super::testing::{Bed, add_pain, bed};
    use super::*;
    use crate::store::disk::journal::find_for;
    use crate::tui::ask::Ask;

    fn draft(text: &str) -> Record {
        Record::Draft(Ask::MapTitle, text.to_owned())
    }

    /// Edits and draft that the next start finds.
    fn found(bed: &Bed) -> (usize, Option<String>) {
        let left = find_for(&bed.dirs, &bed.map).unwrap();
        let base = Some(ContentHash::of(&std::fs::read(&bed.map).unwrap()));
        let (found, _) = leftover::offer(left, base, &|_| None);
        found.map_or((0, None), |found| (found.edits.len(), found.draft.map(|(_, text)| text)))
    }

    #[test]
    fn looking_writes_nothing_and_a_closed_field_without_text_neither() {
        let bed = bed();
        let recorder = bed.recorder();
        recorder.record(&Record::NoDraft).unwrap();
        assert!(!recorder.end(End::Left));
        assert!(!bed.dirs.state.join("journal").exists());
    }

    #[test]
    fn a_cut_leaves_edits_and_the_open_text() {
        let bed = bed();
        let recorder = bed.recorder();
        recorder.record(&Record::Edit(add_pain("No ETA"))).unwrap();
        recorder.record(&draft("half a wö")).unwrap();
        assert!(recorder.end(End::Cut));
        drop(recorder);
        assert_eq!(found(&bed), (1, Some("half a wö".to_owned())));
    }

    #[test]
    fn edits_during_a_save_stay_and_those_before_go() {
        let bed = bed();
        let recorder = bed.recorder();
        recorder.record(&Record::Edit(add_pain("one"))).unwrap();
        recorder.record(&draft("typing")).unwrap();
        let mark = recorder.mark();
        recorder.record(&Record::Edit(add_pain("two"))).unwrap();
        let hash = ContentHash::of(b"saved");
        recorder.saving(hash, mark);
        recorder.record(&Record::Edit(add_pain("three"))).unwrap();
        std::fs::write(&bed.map, b"saved").unwrap();
        recorder.saved(hash, mark, None);
        assert!(recorder.end(End::Cut));
        drop(recorder);
        assert_eq!(found(&bed), (2, Some("typing".to_owned())));
    }

    #[test]
    fn a_saved_map_leaves_no_journal_and_an_unsaved_one_is_put_aside() {
        let bed = bed();
        let recorder = bed.recorder();
        recorder.record(&Record::Edit(add_pain("one"))).unwrap();
        let mark = recorder.mark();
        recorder.saved(ContentHash::of(b"saved"), mark, None);
        assert!(!recorder.end(End::Left));
        recorder.record(&Record::Edit(add_pain("two"))).unwrap();
        assert!(recorder.end(End::Left));
        drop(recorder);
        assert_eq!(found(&bed), (0, None));
        assert_eq!(std::fs::read_dir(bed.dirs.state.join("journal-discarded")).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_save_is_not_taken_for_one() {
        let bed = bed();
        let recorder = bed.recorder();
        recorder.record(&Record::Edit(add_pain("one"))).unwrap();
        let mark = recorder.mark();
        recorder.saving(ContentHash::of(b"never"), mark);
        recorder.not_saved();
        assert!(recorder.end(End::Cut));
        drop(recorder);
        assert_eq!(found(&bed), (1, None));
    }

    #[test]
    fn a_long_text_does_not_fill_the_disk_with_its_past() {
        let bed = bed();
        let recorder = bed.recorder();
        let text = "x".repeat(1 << 20);
        for n in 0..20 {
            recorder.record(&draft(&format!("{text}{n}"))).unwrap();
        }
        recorder.end(End::Cut);
        drop(recorder);
        let journal = std::fs::read_dir(bed.dirs.state.join("journal")).unwrap().next().unwrap().unwrap();
        assert!(journal.metadata().unwrap().len() < 11 << 20);
        assert!(found(&bed).1.unwrap().ends_with("x19"));
    }
}
