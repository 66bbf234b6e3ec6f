//! The lines of a sheet in a width, those that the search leaves.

use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::ink;

use super::{Row, Section, Sheet};

/// One line on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Nothing.
    Blank,
    /// The title of a section.
    Title(&'a str),
    /// Text over both columns.
    Text(&'a str, Role),
    /// Two columns; the left one is empty where the right one goes on.
    Pair(&'a str, &'a str),
}

impl Sheet {
    /// Columns of the left column.
    pub(super) fn left_columns(&self, width: u16) -> u16 {
        let lefts = self.sections.iter().flat_map(|section| &section.rows).map(|row| match row {
            Row::Pair(left, _) => ink::width(left),
            Row::Line(..) => 0,
        });
        lefts.max().unwrap_or(0).min(width * 2 / 5)
    }

    /// All lines that the search leaves.
    pub(super) fn lines(&self, width: u16) -> Vec<Line<'_>> {
        let words: Vec<String> = self.query().split_whitespace().map(str::to_lowercase).collect();
        self.lines_with(&words, width)
    }

    /// The lines that have all `words`, with the titles above them.
    pub(super) fn lines_with(&self, words: &[String], width: u16) -> Vec<Line<'_>> {
        let left = self.left_columns(width);
        let mut lines = Vec::new();
        for section in &self.sections {
            let rows: Vec<&Row> = section.rows.iter().filter(|row| is_found(section, row, words)).collect();
            if rows.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            if !section.title.is_empty() {
                lines.push(Line::Title(&section.title));
            }
            for row in rows {
                add(row, left, width, &mut lines);
            }
        }
        lines
    }
}

/// Whether every word is in the row or in the title above it.
fn is_found(section: &Section, row: &Row, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = match row {
        Row::Pair(left, right) => format!("{} {left} {right}", section.title),
        Row::Line(text, _) => format!("{} {text}", section.title),
    };
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

fn add<'a>(row: &'a Row, left_columns: u16, width: u16, lines: &mut Vec<Line<'a>>) {
    match row {
        Row::Line(text, _) if text.is_empty() => lines.push(Line::Blank),
        Row::Line(text, role) => {
            lines.extend(text::wrap(text, width.into()).map(|line| Line::Text(line, *role)));
        }
        Row::Pair(left, right) => {
            let room = width.saturating_sub(left_columns).saturating_sub(2);
            let mut wrapped = text::wrap(right, room.into());
            lines.push(Line::Pair(left, wrapped.next().unwrap_or_default()));
            lines.extend(wrapped.map(|line| Line::Pair("", line)));
        }
    }
}
