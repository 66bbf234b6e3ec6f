//! A list as all panels of a workshop draw it: a title, aligned rows with air between them where there is room, and under
//! them what there is to know.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::Drawn;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column};

/// Wider rows are hard to follow from the back of a room.
const WIDEST: u16 = 150;
/// Columns before a row: the pointer.
const BEFORE: u16 = 3;

/// One line of a list.
#[derive(Debug, Clone)]
pub(in crate::tui::screens) enum Line<'a> {
    /// What the rows under it have in common.
    Heading(String),
    /// A row that can be chosen.
    Row(Vec<Cell<'a>>),
}

/// Words and how they look.
pub(in crate::tui::screens) type Words = (String, Role);

/// A list.
#[derive(Debug, Default)]
pub(in crate::tui::screens) struct List<'a> {
    /// What it is a list of, in parts.
    pub(in crate::tui::screens) title: Vec<Words>,
    /// The columns; untitled ones have no line of titles.
    pub(in crate::tui::screens) columns: Vec<Column>,
    /// Its lines.
    pub(in crate::tui::screens) lines: Vec<Line<'a>>,
    /// What stands instead of rows where there are none.
    pub(in crate::tui::screens) empty: Vec<String>,
    /// What there is to know, under it.
    pub(in crate::tui::screens) below: Vec<Words>,
}

/// The lines of a list with one row each.
pub(in crate::tui::screens) fn plain<'a>(rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> Vec<Line<'a>> {
    rows.into_iter().map(Line::Row).collect()
}

impl List<'_> {
    /// Draws it; `at` is the chosen row, `from` the number of the first one here.
    pub(in crate::tui::screens) fn draw(
        &self,
        at: Option<usize>,
        from: usize,
        buf: &mut Buffer,
        area: Rect,
        look: Look<'_>,
    ) -> Drawn {
        let inside = Rect { width: area.width.saturating_sub(2).min(WIDEST), ..ink::indent(area, 1) };
        self.draw_title(buf, inside, look);
        let top = if inside.height > 8 { 2 } else { 1 };
        let below = self.wrapped(inside.width, inside.height / 3);
        let foot = u16::try_from(below.len()).unwrap_or(u16::MAX);
        let foot = if foot > 0 && inside.height > foot + 6 { foot + 1 } else { foot };
        let body = ink::between(inside, top, foot);
        let (mut drawn, end) = self.draw_body(at, from, buf, body, look);
        let y = (end + 1)
            .min(inside.bottom().saturating_sub(foot.saturating_sub(u16::from(foot > below.len() as u16))));
        for (y, (words, role)) in (y..inside.bottom()).zip(&below) {
            ink::put(buf, inside.x, y, inside.width, words, look.style(*role));
        }
        drawn.cursor = drawn.cursor.or(Some(body.as_position()).filter(|_| at.is_some() && !area.is_empty()));
        drawn
    }

    fn draw_title(&self, buf: &mut Buffer, inside: Rect, look: Look<'_>) {
        let Some(mut at) = ink::row(inside, 0) else { return };
        for (words, role) in &self.title {
            let words = look.cut(words, at.width).into_owned();
            at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &words, look.style(*role)));
        }
    }

    /// The words under the list, as lines; no more than these.
    fn wrapped(&self, width: u16, most: u16) -> Vec<Words> {
        let lines = self.below.iter().filter(|(words, _)| !words.is_empty()).flat_map(|(words, role)| {
            crate::tui::text::wrap(words, usize::from(width)).map(|line| (line.to_owned(), *role))
        });
        lines.take(usize::from(most.max(1))).collect()
    }

    /// The titles of the columns and the lines; gives the line under the last one, too.
    fn draw_body(
        &self,
        at: Option<usize>,
        from: usize,
        buf: &mut Buffer,
        body: Rect,
        look: Look<'_>,
    ) -> (Drawn, u16) {
        if self.lines.is_empty() {
            return (Drawn::default(), self.draw_empty(buf, body, look));
        }
        let inside = ink::indent(body, BEFORE);
        let widths = table::fit(&self.columns, inside.width);
        let is_titled = self.columns.iter().any(|column| !column.title.is_empty());
        if is_titled {
            table::draw_head(&self.columns, &widths, inside, buf, look);
        }
        let body = ink::between(body, u16::from(is_titled), 0);
        self.draw_lines(at, from, &widths, buf, body, look)
    }

    fn draw_empty(&self, buf: &mut Buffer, body: Rect, look: Look<'_>) -> u16 {
        let inside = ink::indent(body, BEFORE);
        let lines =
            self.empty.iter().flat_map(|line| crate::tui::text::wrap(line, usize::from(inside.width)));
        let mut end = inside.y;
        for (y, line) in (inside.top()..inside.bottom()).zip(lines) {
            ink::put(buf, inside.x, y, inside.width, line, look.style(Role::Text));
            end = y + 1;
        }
        end
    }

    fn draw_lines(
        &self,
        at: Option<usize>,
        from: usize,
        widths: &[u16],
        buf: &mut Buffer,
        body: Rect,
        look: Look<'_>,
    ) -> (Drawn, u16) {
        let mut drawn = Drawn::default();
        let count = self.lines.len();
        // A blank line between rows, where all of them fit so.
        let step = if count * 2 <= usize::from(body.height) { 2 } else { 1 };
        let chosen = at.and_then(|at| self.line_of(at.checked_sub(from)?));
        let first = ink::first_shown(chosen.unwrap_or(0), count, body.height.into());
        let (mut y, mut row) = (body.y, from + self.rows_before(first));
        for (number, line) in self.lines.iter().enumerate().skip(first) {
            if y >= body.bottom() {
                break;
            }
            let place = Rect { y, height: 1, ..body };
            match line {
                Line::Heading(words) => {
                    let at = ink::indent(place, 1);
                    ink::put(buf, at.x, y, at.width, &look.cut(words, at.width), look.style(Role::Title));
                }
                Line::Row(cells) => {
                    if self.draw_row(cells, Some(number) == chosen, widths, buf, place, look) {
                        drawn.cursor =
                            Some(Position::new((place.x + BEFORE).min(place.right().saturating_sub(1)), y));
                    }
                    drawn.rows.push((place, row));
                    row += 1;
                }
            }
            y += step;
        }
        let is_cut = (first > 0, step == 1 && first + usize::from(body.height) < count);
        ink::mark_cuts(buf, body, is_cut, look);
        (drawn, y.saturating_sub(step - 1))
    }

    fn draw_row(
        &self,
        cells: &[Cell<'_>],
        is_chosen: bool,
        widths: &[u16],
        buf: &mut Buffer,
        place: Rect,
        look: Look<'_>,
    ) -> bool {
        if is_chosen {
            ink::tint(buf, place, look.style(Role::Select));
            ink::put(buf, place.x + 1, place.y, 1, look.symbols.pointer, Style::new());
        }
        table::draw_row(&self.columns, widths, cells, ink::indent(place, BEFORE), buf, look, is_chosen);
        is_chosen
    }

    /// The line of the row with this number.
    fn line_of(&self, row: usize) -> Option<usize> {
        let rows = self.lines.iter().enumerate().filter(|(_, line)| matches!(line, Line::Row(_)));
        rows.map(|(at, _)| at).nth(row)
    }

    fn rows_before(&self, line: usize) -> usize {
        self.lines.iter().take(line).filter(|line| matches!(line, Line::Row(_))).count()
    }
}

/// A cell of one meaning.
pub(in crate::tui::screens) fn cell<'a>(text: impl Into<Cow<'a, str>>, role: Role) -> Cell<'a> {
    Cell::new(text, role)
}
