//! The text on its way through the steps before the grammar, still knowing which line each piece came from.

use std::ops::Range;

use super::super::space::line_feeds;

/// Text with the original number of each of its lines.
#[derive(Debug)]
pub(crate) struct Source {
    text: String,
    lines: Vec<usize>,
}

impl Source {
    /// `text` with every kind of line end as a line feed; its first line has the number `first`.
    pub(crate) fn new(text: &str, first: usize) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let count = line_feeds(&text);
        Self { lines: (first..=first + count).collect(), text }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The original number of the line after `row` line feeds.
    pub(crate) fn line(&self, row: usize) -> usize {
        self.lines.get(row).or(self.lines.last()).copied().unwrap_or(1)
    }

    /// Replaces the text by one with the same line feeds.
    pub(crate) fn rewrite(&mut self, change: impl FnOnce(&str) -> String) {
        self.text = change(&self.text);
    }

    /// Takes spans out; they are in order and do not overlap.
    pub(crate) fn cut(&mut self, spans: &[Range<usize>]) {
        if spans.is_empty() {
            return;
        }
        let mut kept = Source { text: String::with_capacity(self.text.len()), lines: vec![self.line(0)] };
        let (mut row, mut at) = (0, 0);
        for span in spans {
            row = kept.keep(self, at..span.start, row);
            row = kept.skip(self, span.clone(), row);
            at = span.end;
        }
        kept.keep(self, at..self.text.len(), row);
        *self = kept;
    }

    fn keep(&mut self, from: &Source, span: Range<usize>, mut row: usize) -> usize {
        let piece = from.text.get(span).unwrap_or_default();
        self.text.push_str(piece);
        for _ in 0..line_feeds(piece) {
            row += 1;
            self.lines.push(from.line(row));
        }
        row
    }

    fn skip(&mut self, from: &Source, span: Range<usize>, row: usize) -> usize {
        let piece = from.text.get(span).unwrap_or_default();
        let row = row + line_feeds(piece);
        if (self.text.is_empty() || self.text.ends_with('\n'))
            && let Some(last) = self.lines.last_mut()
        {
            *last = from.line(row);
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_through_cuts() {
        let mut source = Source::new("a\r\nb\rc\nd", 1);
        source.cut(&[2..3, 3..4]);
        assert_eq!(source.text(), "a\nc\nd");
        assert_eq!([0, 1, 2, 9].map(|row| source.line(row)), [1, 3, 4, 4]);
    }

    #[test]
    fn a_cut_at_the_start_moves_the_first_line() {
        let mut source = Source::new("---\nx\n---\njourney\n", 10);
        source.cut(&[0..4, 4..10]);
        assert_eq!((source.text(), source.line(0)), ("journey\n", 13));
    }
}
