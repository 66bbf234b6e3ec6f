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
/// Where the explanation goes on below.
const MORE: &str = "Down/PgDn shows more";

impl<T: Clone> Confirm<T> {
    fn answers(&self) -> u16 {
        u16::try_from(self.choices.len()).unwrap_or(u16::MAX)
    }

    /// The explanation in lines of `room` columns, each with its indent: what is wrapped stays below its beginning, and an
    /// empty line is one.
    fn explained(&self, room: u16) -> Vec<(u16, &str, Role)> {
        let mut out = Vec::new();
        for (line, role) in &self.lines {
            let text = line.trim_start_matches(' ');
            let indent = u16::try_from(line.len() - text.len()).unwrap_or(0).min(room / 2);
            if text.is_empty() {
                out.push((0, "", *role));
            }
            out.extend(text::wrap(text, (room - indent).into()).map(|part| (indent, part, *role)));
        }
        out
    }

    /// The inside that it wants on `screen`.
    fn size(&self, screen: Rect) -> (u16, u16) {
        let texts =
            self.lines.iter().map(|(line, _)| ink::width(line)).chain(self.choices.iter().map(answer_width));
        let wide = texts.max().unwrap_or(0).min(WIDEST).min(screen.width.saturating_sub(4));
        let lines = u16::try_from(self.explained(wide).len()).unwrap_or(u16::MAX);
        (wide, lines.saturating_add(1).saturating_add(self.answers()))
    }

    /// Whether the explanation has to be scrolled on `screen`.
    pub fn is_long_on(&self, screen: Rect) -> bool {
        let popup = Popup { title: &self.question, size: self.size(screen), ..Popup::default() };
        let inside = Popup::inside(popup.place(screen));
        self.explained(inside.width).len() > usize::from(self.text_rows(inside))
    }

    /// Rows for the explanation: the answers stay in sight whatever the size.
    fn text_rows(&self, inside: Rect) -> u16 {
        inside.height.saturating_sub(self.answers())
    }

    /// What is said below: what Esc does.
    fn way_out(&self) -> String {
        format!("Esc: {}", self.safe.words)
    }

    /// Where it is drawn on `screen`.
    pub fn place(&self, screen: Rect, anchor: Anchor) -> Rect {
        let (hint, size) = (&self.way_out(), self.size(screen));
        Popup { title: &self.question, hint, size, anchor, alarm: false }.place(screen)
    }

    /// Draws it as a popup; returns where the cursor is: on the chosen answer.
    pub fn draw(&self, screen: Rect, anchor: Anchor, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let safe = self.way_out();
        let popup =
            Popup { title: &self.question, hint: &safe, size: self.size(screen), anchor, alarm: false };
        let inside = Popup::inside(popup.place(screen).intersection(buf.area));
        let (lines, seen) = (self.explained(inside.width).len(), usize::from(self.text_rows(inside)));
        let last_top = lines.saturating_sub(seen);
        self.last_top.set(if seen == 0 { 0 } else { last_top });
        self.page.set(seen.saturating_sub(1).max(1));
        let top = self.top.min(last_top);
        let hint = if top < last_top { format!("{MORE}   {safe}") } else { safe.clone() };
        // The hint of the safe answer alone decides on the width, so that the box does not jump while it scrolls.
        let place = popup.place(screen);
        let inside = Popup { hint: &hint, ..popup }.open_at(place, buf, look);
        let text = Rect { height: self.text_rows(inside), ..inside };
        if inside != place.intersection(buf.area) && !text.is_empty() {
            mark_cuts(text, place, (top > 0, top < last_top), buf, look);
        }
        self.draw_inside(inside, top, buf, look)
    }

    /// Answers at the bottom; the explanation above as far as it fits.
    fn draw_inside(&self, inside: Rect, from: usize, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let explained = self.explained(inside.width);
        let lines = u16::try_from(explained.len()).unwrap_or(u16::MAX);
        let top = lines.saturating_add(1).min(self.text_rows(inside));
        for ((indent, line, role), y) in explained.iter().skip(from).zip(inside.y..inside.y + top.min(lines))
        {
            let style = if *role == Role::Text { Style::new() } else { look.style(*role) };
            ink::put(buf, inside.x + indent, y, inside.width.saturating_sub(*indent), line, style);
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

/// Signs on the frame beside the first and the last line of the explanation.
fn mark_cuts(text: Rect, place: Rect, (above, below): (bool, bool), buf: &mut Buffer, look: Look<'_>) {
    let x = place.right() - 1;
    if above {
        ink::put(buf, x, text.top(), 1, look.symbols.more_up, look.style(Role::Strong));
    }
    if below {
        ink::put(buf, x, text.bottom() - 1, 1, look.symbols.more_down, look.style(Role::Strong));
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
