//! Where the lines of a wrapped text begin and end, to the byte: what drawing and moving need.

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::text;

/// One line on the screen, as bytes of the text. The line break itself belongs to no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Its first byte.
    pub(super) start: usize,
    /// Behind its last byte, blanks at the end included.
    pub(super) end: usize,
}

/// Columns for text in a box of `width`: the last one is for the cursor.
pub(super) fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(1).max(1)
}

/// The rows of `text` in `columns` columns; at least one.
pub(super) fn rows(text: &str, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, columns.max(1), &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// Breaks after blanks where it can, within a word where not. Blanks may hang over the end of a row.
fn wrap_line(line: &str, offset: usize, columns: usize, rows: &mut Vec<Row>) {
    let (mut start, mut taken) = (0, 0);
    let mut after_blank = None;
    for (at, cluster) in line.grapheme_indices(true) {
        let width = text::width(cluster);
        let is_blank = cluster == " ";
        while taken + width > columns && !is_blank && at > start {
            let cut = after_blank.take().filter(|cut| *cut > start).unwrap_or(at);
            rows.push(Row { start: offset + start, end: offset + cut });
            taken = text::width(line.get(cut..at).unwrap_or_default());
            start = cut;
        }
        taken += width;
        if is_blank {
            after_blank = Some(at + cluster.len());
        }
    }
    rows.push(Row { start: offset + start, end: offset + line.len() });
}

/// The row that byte `at` is on; at a wrap, the later one.
pub(super) fn row_of(rows: &[Row], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

/// Where the last letter of `line` begins.
pub(super) fn before_last(line: &str) -> Option<usize> {
    line.grapheme_indices(true).next_back().map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line<'a>(text: &'a str, row: &Row) -> &'a str {
        text.get(row.start..row.end).unwrap()
    }

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        rows(text, columns).iter().map(|row| line(text, row)).collect()
    }

    #[test]
    fn wraps_at_blanks_then_in_words() {
        assert_eq!(lines("Waits at home all day", 9), ["Waits at ", "home all ", "day"]);
        assert_eq!(lines("Donaudampf", 4), ["Dona", "udam", "pf"]);
        assert_eq!(lines("a\n\nb\n", 4), ["a", "", "b", ""]);
        assert_eq!(lines("日本語", 3), ["日", "本", "語"]);
        assert_eq!(lines("日本", 1), ["日", "本"]);
        assert_eq!(lines("ab   cd", 3), ["ab   ", "cd"]);
        assert_eq!(lines("", 4), [""]);
    }

    proptest! {
        #[test]
        fn rows_cover_the_text_and_fit(text in "[a-c界 \n\u{301}]{0,40}", columns in 2usize..12) {
            let found = rows(&text, columns);
            let joined: String = found.iter().map(|row| line(&text, row)).collect();
            prop_assert_eq!(joined, text.replace('\n', ""));
            for row in &found {
                prop_assert!(text::width(line(&text, row).trim_end_matches(' ')) <= columns);
            }
            for at in 0..=text.len() {
                let row = found[row_of(&found, at)];
                prop_assert!(row.start <= at && at <= row.end + 1);
            }
        }
    }
}
