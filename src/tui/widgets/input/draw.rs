//! Drawing a line of text: it scrolls sideways by half its room, so that most keys redraw one cell.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::ink::{self, Look};

use super::Input;

impl Input {
    /// Draws the first row of `area`; returns where the cursor is.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        self.draw_styled(area, buf, look, look.style(Role::Input))
    }

    /// As [`Input::draw`], in another style.
    pub fn draw_styled(
        &self,
        area: Rect,
        buf: &mut Buffer,
        look: Look<'_>,
        style: Style,
    ) -> Option<Position> {
        let area = ink::row(area.intersection(buf.area), 0).filter(|row| row.width > 0)?;
        ink::blank(buf, area, look, style);
        let before = text::width(self.draft.before());
        let whole = before + text::width(self.draft.after());
        let first = first_column(before, whole, area.width.into());
        let skipped = put_from(buf, area, self.value(), first, style);
        mark_cuts(buf, area, look, (first > 0, whole > first + usize::from(area.width)), style);
        let column = (before - skipped.min(before)).min(usize::from(area.width) - 1);
        Some(Position::new(area.x + column as u16, area.y))
    }
}

/// The first column of a text to show in `room` columns so that the cursor, at column `at`, has room on both sides.
fn first_column(at: usize, whole: usize, room: usize) -> usize {
    let step = (room / 2).max(1);
    if whole < room { 0 } else { at.saturating_sub(room / 4) / step * step }
}

/// Draws the text from column `first` on; returns the column that it really began at.
fn put_from(buf: &mut Buffer, area: Rect, whole: &str, first: usize, style: Style) -> usize {
    let (hidden, skipped) = text::start(whole, first);
    let rest = whole.get(hidden.len()..).unwrap_or_default();
    ink::put(buf, area.x, area.y, area.width, rest, style);
    skipped
}

/// Signs at the ends where the text goes on.
fn mark_cuts(buf: &mut Buffer, area: Rect, look: Look<'_>, cut: (bool, bool), style: Style) {
    let style = style.patch(look.style(Role::Dim));
    if area.width < 4 {
        return;
    }
    if cut.0 {
        ink::blank(buf, Rect { width: 1, ..area }, look, style);
        ink::put(buf, area.x, area.y, 1, look.symbols.more_left, style);
    }
    if cut.1 {
        let last = Rect { x: area.right() - 1, width: 1, ..area };
        ink::blank(buf, last, look, style);
        ink::put(buf, last.x, last.y, 1, look.symbols.more_right, style);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::widgets::testing::{any_key, assert_fits, drawn, keys, shown};

    fn seen(text: &str, script: &str, width: u16) -> (String, u16) {
        let mut input = Input::new(text);
        for key in keys(script) {
            input.key(&key);
        }
        let (buf, cursor) = drawn(width, 1, |area, buf, look| input.draw(area, buf, look));
        (shown(&buf).trim_end().to_owned(), cursor.unwrap().x)
    }

    #[test]
    fn a_short_text_does_not_scroll() {
        assert_eq!(seen("Pays", "", 10), ("Pays".to_owned(), 4));
        assert_eq!(seen("日本e\u{301}", "<Left>", 10), ("日本e\u{301}".to_owned(), 4));
    }

    #[test]
    fn a_long_text_scrolls_and_says_so() {
        assert_eq!(seen("abcdefghijklmnop", "", 10), ("‹lmnop".to_owned(), 6));
        assert_eq!(seen("abcdefghijklmnop", "<Home>", 10), ("abcdefghi›".to_owned(), 0));
        assert_eq!(
            seen("abcdefghijklmnop", "<Home><Right><Right><Right><Right><Right><Right><Right>", 10).0,
            "‹ghijklmn›"
        );
    }

    #[test]
    fn any_size_will_do() {
        let input = Input::new("a long text with 日本語 in it");
        assert_fits(|area, buf, look| input.draw(area, buf, look));
    }

    proptest! {
        #[test]
        fn the_cursor_is_inside(typed in prop::collection::vec(any_key(), 0..60), width in 1u16..12) {
            let mut input = Input::default();
            for key in typed {
                input.key(&key);
            }
            let (_, cursor) = drawn(width, 1, |area, buf, look| input.draw(area, buf, look));
            prop_assert!(cursor.unwrap().x < width);
        }
    }
}
