//! A text being typed and the place in it: what a field and a text box have in common.
//!
//! Own rather than a crate: one editing core serves one line and many, moves and erases by what a reader sees as one
//! letter, and lets nothing unclean in. (`tui-input` has one line only; `ratatui-textarea` erases code points.)

mod keys;
mod words;

use unicode_segmentation::GraphemeCursor;

use crate::map::text::clean;

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
}

impl Draft {
    /// With the cursor at the end.
    pub fn new(text: &str) -> Self {
        let text = clean(text).into_owned();
        Self { at: text.len(), text }
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

    /// Puts cleaned `text` at the cursor.
    pub fn insert(&mut self, text: &str) {
        let text = clean(text);
        self.text.insert_str(self.at, &text);
        self.go(self.at + text.len());
    }

    /// Sets the cursor at a byte, or behind the letter that the byte is in.
    pub fn go(&mut self, at: usize) {
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
    fn erase_to(&mut self, to: usize) -> Edited {
        let (from, to) = (self.at.min(to), self.at.max(to));
        if from == to || self.text.get(from..to).is_none() {
            return Edited::Moved;
        }
        self.text.replace_range(from..to, "");
        self.go(from);
        Edited::Changed
    }

    /// Erases everything.
    pub fn clear(&mut self) -> Edited {
        let was_empty = self.text.is_empty();
        *self = Self::default();
        if was_empty { Edited::Moved } else { Edited::Changed }
    }
}
