//! Where words begin and end around the cursor.

use unicode_segmentation::UnicodeSegmentation;

use super::Draft;

fn is_word(part: &str) -> bool {
    part.chars().any(char::is_alphanumeric)
}

impl Draft {
    /// The start of the word that the cursor is in or behind.
    pub(super) fn word_left(&self) -> usize {
        let parts = self.before().split_word_bound_indices().rev();
        parts.into_iter().find(|(_, part)| is_word(part)).map_or(0, |(at, _)| at)
    }

    /// The end of the word that the cursor is in or before.
    pub(super) fn word_right(&self) -> usize {
        let mut parts = self.after().split_word_bound_indices();
        let end = parts.find(|(_, part)| is_word(part)).map(|(at, part)| at + part.len());
        end.map_or(self.text.len(), |end| self.at + end)
    }
}
