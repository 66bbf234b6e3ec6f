//! Undo and redo: a line of steps, each with the edit that takes it back.

use super::super::journey::Map;
use super::{Edit, EditError};

/// One step: what it did in words, the edit that goes the other way, and where the focus was.
#[derive(Debug, Clone)]
pub struct Entry<F> {
    /// In words: `severity of “No ETA” set to high`.
    pub words: String,
    /// Takes the step back (in `done`) or does it again (in `undone`).
    pub edit: Edit,
    /// Where the focus was before the step.
    pub focus: F,
    /// The state of the map after the step (while it is in `done`).
    revision: u64,
}

/// The steps of one map. `F` is whatever says where the focus was.
#[derive(Debug, Clone)]
pub struct History<F> {
    done: Vec<Entry<F>>,
    undone: Vec<Entry<F>>,
    /// The state before the first step.
    oldest: u64,
    /// Counts states, so that each has a number of its own.
    newest: u64,
    /// The state that was last saved; `None` when no state of this history is on the disk.
    saved: Option<u64>,
}

impl<F> Default for History<F> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), oldest: 0, newest: 0, saved: Some(0) }
    }
}

impl<F: Clone> History<F> {
    /// Applies a new edit and remembers how to take it back.
    ///
    /// # Errors
    /// When the edit does not apply; nothing has changed then.
    pub fn apply(&mut self, map: &mut Map, edit: Edit, words: String, focus: F) -> Result<(), EditError> {
        let inverse = edit.apply(map)?;
        self.undone.clear();
        self.newest += 1;
        self.done.push(Entry { words, edit: inverse, focus, revision: self.newest });
        Ok(())
    }

    /// Takes the last step back; gives it as it was. A step that no longer applies is dropped and its error given.
    pub fn undo(&mut self, map: &mut Map) -> Option<Result<Entry<F>, EditError>> {
        let entry = self.done.pop()?;
        Some(self.swap(map, entry, true))
    }

    /// Does the last undone step again.
    pub fn redo(&mut self, map: &mut Map) -> Option<Result<Entry<F>, EditError>> {
        let entry = self.undone.pop()?;
        Some(self.swap(map, entry, false))
    }

    fn swap(&mut self, map: &mut Map, entry: Entry<F>, undoing: bool) -> Result<Entry<F>, EditError> {
        let given = entry.clone();
        match entry.edit.clone().apply(map) {
            Ok(inverse) => {
                let other = Entry { edit: inverse, ..entry };
                if undoing {
                    self.undone.push(other);
                } else {
                    self.done.push(other);
                }
                Ok(given)
            }
            Err(error) => {
                self.saved = None;
                Err(error)
            }
        }
    }

    /// Makes one step of those done after the first `from`, if they are several: `words` say it, and `focus` is where it
    /// began.
    pub fn join(&mut self, from: usize, words: String, focus: F) {
        if self.done.len() < from.saturating_add(2) {
            return;
        }
        let revision = self.revision();
        let steps = self.done.drain(from..).rev().map(|entry| entry.edit).collect();
        self.done.push(Entry { words, edit: Edit::Together(steps), focus, revision });
    }

    /// The map was changed by something that is no step: of the steps, asked about from the newest on, those stay that
    /// `keeps`; what was undone is forgotten. Gives how many steps went.
    pub fn rebase(&mut self, mut keeps: impl FnMut(&Edit) -> bool, is_saved: bool) -> usize {
        let before = self.done.len();
        self.undone.clear();
        let mut kept: Vec<Entry<F>> =
            std::mem::take(&mut self.done).into_iter().rev().filter(|entry| keeps(&entry.edit)).collect();
        kept.reverse();
        self.newest += 1;
        self.oldest = self.newest;
        for entry in &mut kept {
            self.newest += 1;
            entry.revision = self.newest;
        }
        self.done = kept;
        self.saved = is_saved.then(|| self.revision());
        before - self.done.len()
    }

    /// The number of the state that the map is in.
    pub fn revision(&self) -> u64 {
        self.done.last().map_or(self.oldest, |entry| entry.revision)
    }

    /// The state with this number was written.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved = Some(revision);
    }

    /// The map on disk is no longer a state of this history.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// The map as it was last saved, of the map as it is; `None` where no step leads back there any more.
    pub fn saved_map(&self, map: &Map) -> Option<Map> {
        let saved = self.saved?;
        let mut out = map.clone();
        // From what was done back to it, else from what was undone on to it.
        let back = self.done.iter().rev().take_while(|entry| entry.revision != saved);
        let is_before = saved == 0 || self.done.iter().any(|entry| entry.revision == saved);
        let on = self.undone.iter().rev();
        let end = self.undone.iter().rev().position(|entry| entry.revision == saved);
        let steps: Vec<&Entry<F>> =
            if is_before { back.collect() } else { on.take(end?.saturating_add(1)).collect() };
        for entry in steps {
            entry.edit.clone().apply(&mut out).ok()?;
        }
        Some(out)
    }

    /// Whether the map differs from what was last saved.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.revision())
    }

    /// How many steps can be taken back, and done again.
    pub fn len(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// Whether there is nothing to take back or do again.
    pub fn is_empty(&self) -> bool {
        self.len() == (0, 0)
    }

    /// The step that would be taken back next.
    pub fn to_undo(&self) -> Option<&Entry<F>> {
        self.done.last()
    }

    /// The step that would be done again next.
    pub fn to_redo(&self) -> Option<&Entry<F>> {
        self.undone.last()
    }

    /// The words of the steps that can be taken back, newest first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.done.iter().rev().map(|e| e.words.as_str())
    }
}
