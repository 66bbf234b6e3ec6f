//! Text of one or more lines being typed, wrapped to its room.

mod draw;
mod rows;

use std::cell::Cell;

use crate::map::text::clean;
use crate::tui::keys::{Code, Key};
use crate::tui::text;

use super::draft::{Draft, Edited};
use rows::Row;

/// What a key did to a text box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The text is another one.
    Changed,
    /// The key was for the text, which is still the same.
    Moved,
    /// Not a key for texts.
    Ignored,
    /// The text is finished.
    Accepted,
}

impl From<Edited> for Outcome {
    fn from(edited: Edited) -> Self {
        match edited {
            Edited::Changed => Self::Changed,
            Edited::Moved => Self::Moved,
            Edited::Ignored => Self::Ignored,
        }
    }
}

/// A box of text. It starts as tall as its text and grows with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBox {
    draft: Draft,
    multi: bool,
    /// The column that up and down aim for.
    goal: Option<usize>,
    /// Columns that it was last drawn in: up and down go by the lines that are seen.
    columns: Cell<usize>,
}

impl TextBox {
    /// A box that holds `text`, with the cursor at its end. In a `multi` one Enter begins a new line, in others it accepts.
    pub fn new(text: &str, multi: bool) -> Self {
        Self { draft: Draft::new(text), multi, goal: None, columns: Cell::new(60) }
    }

    /// What was typed.
    pub fn value(&self) -> &str {
        self.draft.text()
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.value().is_empty()
    }

    /// Puts another text in, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.draft = Draft::new(text);
        self.goal = None;
    }

    /// Does what `key` means. Ctrl-J and Alt-Enter always begin a new line.
    pub fn key(&mut self, key: &Key) -> Outcome {
        let column = self.goal.take();
        match (key.code(), key.has_ctrl(), key.has_alt()) {
            (Code::Enter, false, false) if !self.multi => Outcome::Accepted,
            (Code::Enter, ..) | (Code::Char('j'), true, false) => self.insert("\n"),
            (Code::Up, false, false) => self.step(column, false),
            (Code::Down, false, false) => self.step(column, true),
            _ => self.draft.key(key).into(),
        }
    }

    /// Puts a pasted text in at the cursor, cleaned.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.goal = None;
        self.insert(&clean(text))
    }

    fn insert(&mut self, text: &str) -> Outcome {
        if text.is_empty() {
            return Outcome::Moved;
        }
        self.draft.insert(text);
        Outcome::Changed
    }

    /// Lines that it takes in `width` columns; at least one.
    pub fn height(&self, width: u16) -> u16 {
        let rows = rows::rows(self.value(), rows::room(width));
        u16::try_from(rows.len()).unwrap_or(u16::MAX)
    }

    /// One line up or down, aiming for a column; not a key for the text at its first and last line.
    fn step(&mut self, goal: Option<usize>, down: bool) -> Outcome {
        let rows = rows::rows(self.value(), self.columns.get());
        let at = rows::row_of(&rows, self.draft.at());
        let target = if down { at.checked_add(1) } else { at.checked_sub(1) };
        let Some((from, to)) = target.and_then(|to| Some((rows.get(at)?, rows.get(to)?))) else {
            return Outcome::Ignored;
        };
        let goal = goal.unwrap_or_else(|| self.column_in(from));
        let line = self.value().get(to.start..to.end).unwrap_or_default();
        let place = to.start + text::start(line, goal).0.len();
        // The end of a wrapped line is the start of the next one: stay on the line that was meant.
        let is_wrapped = place == to.end && rows.iter().any(|row| row.start == place && row.start > to.start);
        let place =
            if is_wrapped { rows::before_last(line).map_or(to.start, |at| to.start + at) } else { place };
        self.draft.go(place);
        self.goal = Some(goal);
        Outcome::Moved
    }

    /// The cursor's column in its row.
    fn column_in(&self, row: &Row) -> usize {
        text::width(self.value().get(row.start..self.draft.at()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
