//! Bytes to lines and columns, as people count them.

use std::fmt;

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where byte `offset` of `text` is. Beyond the end: the end. Inside a character: that character.
/// A byte order mark at the start of the text has no column.
pub fn line_col(text: &str, offset: usize) -> Place {
    let before = text.get(..floor(text, offset)).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let beginning = before.get(start..).unwrap_or_default();
    let beginning = if start == 0 { beginning.trim_start_matches('\u{FEFF}') } else { beginning };
    Place { line, column: beginning.chars().count() + 1 }
}

/// The line that holds byte `offset`, without its line end, and where it starts.
pub(super) fn line_around(text: &str, offset: usize) -> (usize, &str) {
    let offset = floor(text, offset);
    let bytes = text.as_bytes();
    let start = bytes.get(..offset).and_then(|b| memchr::memrchr(b'\n', b)).map_or(0, |at| at + 1);
    let end = bytes.get(offset..).and_then(|b| memchr::memchr(b'\n', b)).map_or(text.len(), |at| offset + at);
    let line = text.get(start..end).unwrap_or_default();
    (start, line.strip_suffix('\r').unwrap_or(line))
}

/// The nearest character boundary at or before `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a\nbé日x\r\n";
        assert_eq!(line_col(text, 0), Place { line: 1, column: 1 });
        assert_eq!(line_col(text, 5), Place { line: 2, column: 3 });
        assert_eq!(line_col(text, 6), Place { line: 2, column: 3 });
        assert_eq!(line_col(text, 999), Place { line: 3, column: 1 });
        assert_eq!(line_col("\u{FEFF}(", 3), Place { line: 1, column: 1 });
        assert_eq!(line_around(text, 5), (2, "bé日x"));
        assert_eq!(line_around("", 7), (0, ""));
    }
}
