//! Where the fields of a form are: a list of lines, longer than the screen perhaps.

use std::fmt::Display;

use ratatui::layout::{Position, Rect};

use crate::tui::text;
use crate::tui::widgets::ink;
use crate::tui::widgets::popup::{Anchor, Popup};

use super::field::State;
use super::{Field, Form, Kind, read};

/// Wider a form is not made.
const WIDEST: u16 = 72;

/// What is said under a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The words.
    pub(super) words: String,
    /// Whether they say that something is wrong.
    pub(super) wrong: bool,
}

/// Where one field is, in lines from the first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Its first line.
    pub(super) top: u16,
    /// Lines of its value.
    pub(super) tall: u16,
    /// The lines under it.
    pub(super) note: Vec<String>,
    /// Whether these say that something is wrong.
    pub(super) wrong: bool,
}

impl Block {
    fn end(&self) -> u16 {
        self.top.saturating_add(self.tall).saturating_add(self.note.len() as u16)
    }
}

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// One a field.
    pub(super) blocks: Vec<Block>,
    /// Columns of the names, with the blank ones beside.
    pub(super) names: u16,
    /// The first line shown.
    pub(super) first: u16,
}

impl Layout {
    /// Behind the last line.
    pub(super) fn end(&self) -> u16 {
        self.blocks.last().map_or(0, Block::end)
    }
}

impl Form {
    /// What to say under a field: always what is wrong; help only where the keys are.
    fn note(&self, at: usize, field: &Field) -> Option<Note> {
        match field.value(self.today) {
            Err(words) => Some(Note { words, wrong: true }),
            Ok(value) if at == self.at => {
                let understood = read::understood(&value, field.typed().unwrap_or_default());
                let parts =
                    [understood, field.help()].into_iter().flatten().filter(|words| !words.is_empty());
                let words = parts.collect::<Vec<_>>().join("; ");
                (!words.is_empty()).then_some(Note { words, wrong: false })
            }
            Ok(_) => None,
        }
    }

    /// Where everything is in `width` columns and `height` rows.
    pub(super) fn layout(&self, width: u16, height: u16) -> Layout {
        let longest = self.fields.iter().map(|field| ink::width(&field.name)).max().unwrap_or(0);
        let names = longest.min(width / 3).saturating_add(4);
        let room = width.saturating_sub(names);
        let mut blocks: Vec<Block> = Vec::with_capacity(self.fields.len());
        for (at, field) in self.fields.iter().enumerate() {
            let top = blocks.last().map_or(0, Block::end);
            let note = self.note(at, field);
            let wrong = note.as_ref().is_some_and(|note| note.wrong);
            let words = note.map(|note| note.words).unwrap_or_default();
            let note = text::wrap(&words, room.max(1).into()).take(2).map(str::to_owned).collect();
            blocks.push(Block { top, tall: field.tall(room, height), note, wrong });
        }
        let first = self.first_line(&blocks, height);
        Layout { blocks, names, first }
    }

    /// The first line to show, so that the field with the keys is in sight with its note.
    fn first_line(&self, blocks: &[Block], height: u16) -> u16 {
        let whole = blocks.last().map_or(0, Block::end);
        let middle = blocks.get(self.at).map_or(0, |block| block.top.saturating_add(block.end()) / 2);
        middle.saturating_sub(height / 2).min(whole.saturating_sub(height))
    }

    /// The popup around it.
    pub(super) fn popup(&self, screen: Rect, anchor: Anchor) -> Popup<'_> {
        let width = WIDEST.min(screen.width.saturating_sub(4));
        let layout = self.layout(width, screen.height.saturating_sub(2));
        // Lower, its frame and with it its title would be left out.
        let height = layout.end().max(3);
        let hint = if self.leaving {
            "Esc again leaves without these changes"
        } else {
            "Enter next  Ctrl-S keeps all  Esc leaves"
        };
        Popup { title: &self.title, hint, size: (width, height), anchor, alarm: self.leaving }
    }

    /// Where it is drawn on `screen`.
    pub fn place(&self, screen: Rect, anchor: Anchor) -> Rect {
        self.popup(screen, anchor).place(screen)
    }

    /// A click at `at`, with the form drawn on `screen`: the field there has the keys.
    pub fn click(&mut self, at: Position, screen: Rect, anchor: Anchor) {
        let inside = Popup::inside(self.popup(screen, anchor).place(screen));
        let layout = self.layout(inside.width, inside.height);
        let line = at.y.saturating_sub(inside.y).saturating_add(layout.first);
        let under = layout.blocks.iter().position(|block| (block.top..block.end()).contains(&line));
        if let Some(under) = under.filter(|_| inside.contains(at)) {
            self.go(under);
        }
    }
}

impl Field {
    /// Lines of its value in `room` columns; a long text takes at most half the `height`.
    fn tall(&self, room: u16, height: u16) -> u16 {
        match &self.state {
            State::Text(text) => text.height(room).min(height / 2).max(1),
            _ => 1,
        }
    }

    /// What it is, what is allowed and which keys it has.
    fn help(&self) -> Option<String> {
        let range = match &self.kind {
            Kind::Integer { min, max } => range(*min, *max),
            Kind::Decimal { min, max } => range(*min, *max),
            Kind::Percent => range(0, 100),
            Kind::Choice { none: true, .. } => "1-9 picks, 0 none".to_owned(),
            Kind::Choice { .. } => "1-9 picks".to_owned(),
            Kind::Flag => "Space switches".to_owned(),
            Kind::Tags => "comma by comma".to_owned(),
            Kind::Text => "Ctrl-J new line".to_owned(),
            Kind::Link => "Enter opens the list, Backspace clears".to_owned(),
            Kind::Date if self.typed() == Some("") => "2026-12-15, today, +14d or +3w".to_owned(),
            Kind::Date | Kind::Line => String::new(),
        };
        let parts = [self.words.as_str(), range.as_str()].into_iter().filter(|part| !part.is_empty());
        let help = parts.collect::<Vec<_>>().join(" · ");
        (!help.is_empty()).then_some(help)
    }
}

/// A range that is worth a line: amounts from nothing upwards speak for themselves.
fn range<T: Display + read::Bound>(min: T, max: T) -> String {
    if max.is_technical() { String::new() } else { read::allowed(min, max) }
}
