//! Drawing a text box.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::theme::Role;
use crate::tui::widgets::ink::{self, Look};

use super::TextBox;
use super::rows::{self, Row};

impl TextBox {
    /// Draws it over the whole of `area`; returns where the cursor is.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        self.draw_styled(area, buf, look, look.style(Role::Input))
    }

    /// As [`TextBox::draw`], in another style.
    pub fn draw_styled(
        &self,
        area: Rect,
        buf: &mut Buffer,
        look: Look<'_>,
        style: Style,
    ) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        self.columns.set(rows::room(area.width));
        let rows = rows::rows(self.value(), rows::room(area.width));
        let at = rows::row_of(&rows, self.draft.at());
        let first = ink::first_shown(at, rows.len(), area.height.into());
        ink::blank(buf, area, look, style);
        for (y, row) in (area.top()..area.bottom()).zip(rows.iter().skip(first)) {
            let line = self.value().get(row.start..row.end).unwrap_or_default();
            ink::put(buf, area.x, y, area.width, line, style);
        }
        mark_cuts(area, buf, look, (first > 0, first + usize::from(area.height) < rows.len()), style);
        rows.get(at).map(|row| self.cursor(row, at - first.min(at), area))
    }

    fn cursor(&self, row: &Row, down: usize, area: Rect) -> Position {
        let column = self.column_in(row).min(usize::from(area.width) - 1);
        Position::new(area.x + column as u16, area.y + down as u16)
    }
}

/// Signs in the last column where there is more above or below.
fn mark_cuts(area: Rect, buf: &mut Buffer, look: Look<'_>, (above, below): (bool, bool), style: Style) {
    let style = style.patch(look.style(Role::Dim));
    if area.width < 4 {
        return;
    }
    if above {
        ink::put(buf, area.right() - 1, area.top(), 1, look.symbols.more_up, style);
    }
    if below {
        ink::put(buf, area.right() - 1, area.bottom() - 1, 1, look.symbols.more_down, style);
    }
}
