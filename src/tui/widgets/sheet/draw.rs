//! Drawing a sheet.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::theme::Role;
use crate::tui::widgets::ink::{self, Look};
use crate::tui::widgets::popup::{Anchor, Popup};

use super::lines::Line;
use super::{Row, Sheet};

/// Wider lines are hard to read.
const WIDEST: u16 = 84;

impl Sheet {
    /// Columns that its rows want.
    fn wide(&self) -> u16 {
        let left = self.left_columns(WIDEST);
        let rows = self.sections.iter().flat_map(|section| &section.rows).map(|row| match row {
            Row::Pair(_, right) => ink::width(right).saturating_add(left).saturating_add(2),
            Row::Line(text, _) => ink::width(text),
        });
        let titles = self.sections.iter().map(|section| ink::width(&section.title));
        rows.chain(titles).max().unwrap_or(0).clamp(24, WIDEST)
    }

    /// The popup around it; as large as without a search, so that it does not jump while one types.
    fn popup(&self, screen: Rect) -> Popup<'_> {
        let width = self.wide().min(screen.width.saturating_sub(4));
        let lines = u16::try_from(self.lines_with(&[], width).len()).unwrap_or(u16::MAX);
        let height = lines.saturating_add(self.head());
        let (title, hint) = (self.title.as_str(), self.hint.as_str());
        Popup { title, hint, size: (width, height), anchor: Anchor::Centre, alarm: false }
    }

    /// Rows above the lines: the search.
    fn head(&self) -> u16 {
        2 * u16::from(self.query.is_some())
    }

    /// Where it is drawn on `screen`.
    pub fn place(&self, screen: Rect) -> Rect {
        self.popup(screen).place(screen)
    }

    /// Draws it as a popup; returns where the cursor is: in the search, or at the first line.
    pub fn draw(&self, screen: Rect, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let popup = self.popup(screen);
        let inside = popup.open(screen, buf, look);
        // On a small screen the lines need the blank row under the search.
        let head = if inside.height < 8 { self.head() / 2 } else { self.head() };
        let area = ink::between(inside, head, 0);
        let lines = self.lines(area.width);
        let seen = usize::from(area.height);
        let last_top = lines.len().saturating_sub(seen);
        self.last_top.set(last_top);
        self.page.set(seen.saturating_sub(1));
        let top = self.top.min(last_top);
        let left = self.left_columns(area.width);
        for (y, line) in (area.top()..area.bottom()).zip(lines.iter().skip(top)) {
            draw_line(line, left, Rect { y, height: 1, ..area }, buf, look);
        }
        if lines.is_empty() && !self.query().is_empty() {
            ink::put(buf, area.x, area.y, area.width, "nothing matches", look.style(Role::Dim));
        }
        popup.mark_cuts(screen, buf, look, (top > 0, top < last_top));
        match &self.query {
            Some(query) => query.draw(Rect { height: inside.height.min(1), ..inside }, buf, look),
            None => ink::row(area, 0).filter(|row| row.width > 0).map(Rect::as_position),
        }
    }
}

fn draw_line(line: &Line<'_>, left_columns: u16, row: Rect, buf: &mut Buffer, look: Look<'_>) {
    match line {
        Line::Blank => {}
        Line::Title(text) => {
            ink::put(buf, row.x, row.y, row.width, &look.cut(text, row.width), look.style(Role::Title));
        }
        Line::Text(text, role) => {
            ink::put(buf, row.x, row.y, row.width, text, look.style(*role));
        }
        Line::Pair(left, right) => {
            ink::put(buf, row.x, row.y, row.width, &look.cut(left, left_columns), look.style(Role::HintKey));
            let beside = ink::indent(row, left_columns.saturating_add(2));
            ink::put(buf, beside.x, beside.y, beside.width, right, look.style(Role::Text));
        }
    }
}
