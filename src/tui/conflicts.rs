//! The open conflicts of a map as a list, and in words.

mod value;
mod whereabouts;

pub use value::{Side, lines, said, typed};
pub use whereabouts::Whereabouts;

use super::app::Screen;
use super::theme::Role;
use super::theme::symbols::Symbols;
use crate::map::Map;
use crate::map::conflict::Conflict;
use crate::map::id::ConflictId;
use crate::map::say::many;

/// The list of open conflicts, and which one is chosen.
#[derive(Debug, Clone, Default)]
pub struct ConflictsView {
    /// The chosen row.
    pub row: usize,
    /// The screen that it was opened from.
    pub back: Screen,
}

impl ConflictsView {
    /// The chosen conflict; the last one where the list got shorter.
    pub fn chosen<'m>(&self, map: &'m Map) -> Option<&'m Conflict> {
        map.conflicts.get(self.row.min(map.conflicts.len().saturating_sub(1)))
    }

    /// Goes so many rows down.
    pub fn go(&mut self, map: &Map, by: isize) {
        let last = map.conflicts.len().saturating_sub(1);
        self.row = self.row.min(last).saturating_add_signed(by).min(last);
    }

    /// Chooses this one, if it is there.
    pub fn choose(&mut self, map: &Map, id: &ConflictId) {
        if let Some(row) = map.conflicts.iter().position(|conflict| conflict.id == *id) {
            self.row = row;
        }
    }
}

/// How many conflicts are open: `≠2 conflicts`, without the word where there is no room for it. None: nothing.
pub fn badge(count: usize, symbols: &Symbols, with_words: bool) -> Option<(String, Role)> {
    let words = match (count, with_words) {
        (0, _) => return None,
        (n, true) => format!("{}{}", symbols.conflict, many(n, "conflict")),
        (n, false) => format!("{}{n}", symbols.conflict),
    };
    Some((words, Role::Error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::symbols::{ASCII, UNICODE};

    #[test]
    fn a_count_has_a_sign_a_number_and_a_word() {
        assert_eq!(badge(0, &UNICODE, true), None);
        assert_eq!(badge(1, &UNICODE, true), Some(("≠1 conflict".to_owned(), Role::Error)));
        assert_eq!(badge(2, &ASCII, true), Some(("%2 conflicts".to_owned(), Role::Error)));
        assert_eq!(badge(2, &UNICODE, false), Some(("≠2".to_owned(), Role::Error)));
    }
}
