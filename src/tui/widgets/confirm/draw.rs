//! Drawing a question.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::ink::{self, Look};
use crate::tui::widgets::popup::{Anchor, Popup};

use super::{Choice, Confirm};

/// Wider lines are hard to read.
const WIDEST: u16 = 64;

impl<T: Clone> Confirm<T> {
    fn answers(&self) -> u16 {
        u16::try_from(self.choices.len()).unwrap_or(u16::MAX)
    }

    /// The explanation in lines of `room` columns.
    fn explained(&self, room: u16) -> Vec<&str> {
        self.lines.iter().flat_map(|line| text::wrap(line, room.into())).collect()
    }

    /// Draws it as a popup; returns where the cursor is: on the chosen answer.
    pub fn draw(&self, screen: Rect, anchor: Anchor, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let texts =
            self.lines.iter().map(|line| ink::width(line)).chain(self.choices.iter().map(answer_width));
        let wide = texts.max().unwrap_or(0).min(WIDEST).min(screen.width.saturating_sub(4));
        let lines = u16::try_from(self.explained(wide).len()).unwrap_or(u16::MAX);
        let size = (wide, lines.saturating_add(1).saturating_add(self.answers()));
        let hint = format!("Esc: {}", self.safe.words);
        let inside =
            Popup { title: &self.question, hint: &hint, size, anchor, alarm: false }.open(screen, buf, look);
        self.draw_inside(inside, buf, look)
    }

    /// Answers at the bottom, in sight whatever the size; the explanation above as far as it fits.
    fn draw_inside(&self, inside: Rect, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let explained = self.explained(inside.width);
        let lines = u16::try_from(explained.len()).unwrap_or(u16::MAX);
        let top = lines.saturating_add(1).min(inside.height.saturating_sub(self.answers()));
        for (line, y) in explained.iter().zip(inside.y..inside.y + top.min(lines)) {
            ink::put(buf, inside.x, y, inside.width, line, Style::new());
        }
        let answers = ink::between(inside, top, 0);
        let seen = usize::from(answers.height);
        let first = ink::first_shown(self.at, self.choices.len(), seen);
        for (offset, (at, choice)) in (0..answers.height).zip(self.choices.iter().enumerate().skip(first)) {
            let row = ink::row(answers, offset).unwrap_or_default();
            draw_answer(choice, at == self.at, row, buf, look);
        }
        let down = u16::try_from(self.at.saturating_sub(first)).unwrap_or(0);
        ink::row(answers, down).filter(|row| row.width > 0).map(Rect::as_position)
    }
}

fn answer_width<T>(choice: &Choice<T>) -> u16 {
    ink::width(&choice.words).saturating_add(ink::width(&choice.key.to_string())).saturating_add(4)
}

fn draw_answer<T>(choice: &Choice<T>, chosen: bool, row: Rect, buf: &mut Buffer, look: Look<'_>) {
    if chosen {
        ink::tint(buf, row, look.style(Role::Select));
        ink::put(buf, row.x, row.y, row.width, look.symbols.pointer, Style::new());
    }
    let style = if chosen { Style::new() } else { look.style(Role::HintKey) };
    let text = ink::indent(row, 2);
    let taken = ink::put(buf, text.x, text.y, text.width, &choice.key.to_string(), style);
    let words = ink::indent(text, taken + 2);
    ink::put(buf, words.x, words.y, words.width, &look.cut(&choice.words, words.width), Style::new());
}
