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
}

/// The steps of one map. `F` is whatever says where the focus was.
#[derive(Debug, Clone)]
pub struct History<F> {
    done: Vec<Entry<F>>,
    undone: Vec<Entry<F>>,
    /// The length of `done` at the last save; `None` when that state can no longer be reached.
    saved: Option<usize>,
}

impl<F> Default for History<F> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), saved: Some(0) }
    }
}

impl<F: Clone> History<F> {
    /// Applies a new edit and remembers how to take it back.
    ///
    /// # Errors
    /// When the edit does not apply; nothing has changed then.
    pub fn apply(&mut self, map: &mut Map, edit: Edit, words: String, focus: F) -> Result<(), EditError> {
        let inverse = edit.apply(map)?;
        if self.saved.is_some_and(|saved| saved > self.done.len()) {
            self.saved = None;
        }
        self.undone.clear();
        self.done.push(Entry { words, edit: inverse, focus });
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
        match entry.edit.apply(map) {
            Ok(inverse) => {
                let other = Entry { words: entry.words, edit: inverse, focus: entry.focus };
                if undoing {
                    self.undone.push(other)
                } else {
                    self.done.push(other)
                }
                Ok(given)
            }
            Err(error) => {
                self.saved = None;
                Err(error)
            }
        }
    }

    /// The map was written as it is now.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.done.len());
    }

    /// The map on disk is no longer a state of this history.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Whether the map differs from what was last saved.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.done.len())
    }

    /// How many steps can be taken back, and done again.
    pub fn len(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// Whether there is nothing to take back or do again.
    pub fn is_empty(&self) -> bool {
        self.len() == (0, 0)
    }

    /// The words of the steps that can be taken back, newest first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.done.iter().rev().map(|e| e.words.as_str())
    }
}
