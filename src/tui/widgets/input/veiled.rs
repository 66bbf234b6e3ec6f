//! A line whose text is not to be read over the typist's shoulder.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Draft, Input};

impl Input {
    /// The same line with a sign in place of every letter, except in these parts; blanks stay, and so does the cursor's place.
    #[must_use]
    pub fn veiled(&self, seen: &[Range<usize>], sign: &str) -> Self {
        let mut text = String::with_capacity(self.value().len());
        let mut at = 0;
        for (from, letter) in self.value().grapheme_indices(true) {
            if from == self.at() {
                at = text.len();
            }
            let is_seen = letter.trim().is_empty() || seen.iter().any(|part| part.contains(&from));
            text.push_str(if is_seen { letter } else { sign });
        }
        if self.at() == self.value().len() {
            at = text.len();
        }
        let mut draft = Draft::new(&text);
        draft.go(at);
        Self { draft }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::testing::keys;

    #[test]
    fn letters_are_veiled_and_the_cursor_stays_where_it_is() {
        let mut input = Input::new("ana: 日本 e\u{301}x");
        for key in keys("<Left>") {
            input.key(&key);
        }
        let veiled = input.veiled(std::slice::from_ref(&(0..4)), "•");
        assert_eq!((veiled.value(), veiled.at()), ("ana: •• ••", "ana: •• •".len()));
        let end = Input::new("ab").veiled(&[], "•");
        assert_eq!((end.value(), end.at()), ("••", "••".len()));
        assert_eq!(Input::default().veiled(&[], "•").value(), "");
    }
}
