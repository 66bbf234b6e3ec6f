//! A text being typed and the place in it: what a field and a text box have in common.
//!
//! Own rather than a crate: one editing core serves one line and many, moves and erases by what a reader sees as one
//! letter, and lets nothing unclean in. (`tui-input` has one line only; `ratatui-textarea` erases code points.)

mod keys;
mod trail;
mod words;

use unicode_segmentation::GraphemeCursor;

use crate::map::text::clean;
use trail::{How, Splice, Trail};

/// What a key did to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The text is another one.
    Changed,
    /// The key was for the text: the cursor moved, or stood at the end already.
    Moved,
    /// Not a key for texts.
    Ignored,
}

/// A clean text and a cursor, which never stands inside a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    text: String,
    at: usize,
    trail: Trail,
}

impl Draft {
    /// With the cursor at the end.
    pub fn new(text: &str) -> Self {
        let text = clean(text).into_owned();
        Self { at: text.len(), text, trail: Trail::default() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes; always between two letters.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The text after the cursor.
    pub fn after(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Puts cleaned `text` at the cursor, as one step of undo.
    pub fn insert(&mut self, text: &str) {
        self.splice(How::Whole, self.at, self.at, &clean(text));
    }

    /// A letter was typed at the cursor.
    fn put(&mut self, letter: char) {
        self.splice(How::Typed, self.at, self.at, &clean(letter.encode_utf8(&mut [0; 4])));
    }

    /// Puts `new` in place of what stands between two bytes, and the cursor behind it.
    fn splice(&mut self, how: How, from: usize, to: usize, new: &str) {
        let Some(old) = self.text.get(from..to).map(str::to_owned) else { return };
        self.text.replace_range(from..to, new);
        self.trail.add(how, Splice { at: from, old, new: new.to_owned() });
        self.set_at(from + new.len());
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Edited {
        let step = self.trail.undo();
        self.retrace(step.map(|Splice { at, old, new }| Splice { at, old: new, new: old }))
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self) -> Edited {
        let step = self.trail.redo();
        self.retrace(step)
    }

    fn retrace(&mut self, step: Option<Splice>) -> Edited {
        let Some(Splice { at, old, new }) = step else { return Edited::Moved };
        if self.text.get(at..at + old.len()).is_none() {
            return Edited::Moved;
        }
        self.text.replace_range(at..at + old.len(), &new);
        self.set_at(at + new.len());
        Edited::Changed
    }

    /// Sets the cursor at a byte, or behind the letter that the byte is in. What is typed next is a new step of undo.
    pub fn go(&mut self, at: usize) {
        self.trail.close();
        self.set_at(at);
    }

    fn set_at(&mut self, at: usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        self.at = match cursor.is_boundary(&self.text, 0) {
            Ok(false) => cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len()),
            _ => at,
        };
    }

    /// The end of the letter before the cursor's.
    fn left_of(&self) -> usize {
        GraphemeCursor::new(self.at, self.text.len(), true)
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0)
    }

    /// The end of the letter after the cursor.
    fn right_of(&self) -> usize {
        GraphemeCursor::new(self.at, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    /// The start of the cursor's line.
    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |at| at + 1)
    }

    /// The end of the cursor's line.
    fn line_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |at| self.at + at)
    }

    /// Erases from the cursor to `to`, in either direction.
    fn erase_to(&mut self, how: How, to: usize) -> Edited {
        let (from, to) = (self.at.min(to), self.at.max(to));
        if from == to || self.text.get(from..to).is_none() {
            return Edited::Moved;
        }
        self.splice(how, from, to, "");
        Edited::Changed
    }

    /// Erases everything; undo brings it back.
    pub fn clear(&mut self) -> Edited {
        if self.text.is_empty() {
            return Edited::Moved;
        }
        self.splice(How::Whole, 0, self.text.len(), "");
        Edited::Changed
    }
}
