//! One line of text being typed.

mod draw;
mod veiled;

use crate::map::text::clean;
use crate::tui::keys::Key;

use super::draft::Draft;
pub use super::draft::Edited;

/// A field of one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    draft: Draft,
}

impl Input {
    /// A field that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { draft: Draft::new(&one_line(text)) }
    }

    /// What was typed.
    pub fn value(&self) -> &str {
        self.draft.text()
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.value().is_empty()
    }

    /// Puts another text in, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        *self = Self::new(text);
    }

    /// Where the cursor is, in bytes.
    pub fn at(&self) -> usize {
        self.draft.at()
    }

    /// Does what `key` means in a line of text.
    pub fn key(&mut self, key: &Key) -> Edited {
        self.draft.key(key)
    }

    /// Puts a pasted text in at the cursor: cleaned, on one line.
    pub fn paste(&mut self, text: &str) -> Edited {
        let line = one_line(text);
        if line.is_empty() {
            return Edited::Moved;
        }
        self.draft.insert(&line);
        Edited::Changed
    }
}

/// `text` cleaned, its line breaks as blanks; those at its end are left out.
fn one_line(text: &str) -> String {
    clean(text).trim_matches('\n').replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::testing::keys;

    #[test]
    fn a_paste_is_one_clean_line() {
        let mut input = Input::new("to ");
        assert_eq!(input.paste("be\r\nor\tnot\u{1b}[2J\n"), Edited::Changed);
        assert_eq!(input.value(), "to be or not\u{fffd}[2J");
        assert_eq!(input.paste("\n"), Edited::Moved);
    }

    #[test]
    fn setting_puts_the_cursor_at_the_end() {
        let mut input = Input::default();
        assert!(input.is_empty());
        input.set("abc");
        for key in keys("d<Left><Left>X") {
            input.key(&key);
        }
        assert_eq!((input.value(), input.at()), ("abXcd", 3));
    }
}
