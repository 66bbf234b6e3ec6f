//! Writing into a buffer with signed coordinates and a clip: nothing outside is ever touched.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::text::{clusters, cut, width};

/// Part of a buffer to write into. Coordinates are the buffer's; what lies outside the clip is left out.
pub(super) struct Canvas<'b> {
    buf: &'b mut Buffer,
    clip: Rect,
}

impl<'b> Canvas<'b> {
    /// All of `area` that lies in the buffer.
    pub(super) fn new(buf: &'b mut Buffer, area: Rect) -> Self {
        let clip = area.intersection(buf.area);
        Self { buf, clip }
    }

    /// The same buffer with a smaller clip.
    pub(super) fn within(&mut self, area: Rect) -> Canvas<'_> {
        let clip = self.clip.intersection(area);
        Canvas { buf: self.buf, clip }
    }

    /// Where writing shows.
    pub(super) fn clip(&self) -> Rect {
        self.clip
    }

    /// Whether writing at (`x`, `y`) shows.
    pub(super) fn shows(&self, x: i32, y: i32) -> bool {
        let clip = self.clip;
        (i32::from(clip.left())..i32::from(clip.right())).contains(&x)
            && (i32::from(clip.top())..i32::from(clip.bottom())).contains(&y)
    }

    fn cell(&mut self, x: i32, y: i32) -> Option<&mut Cell> {
        if !self.shows(x, y) {
            return None;
        }
        self.buf.cell_mut((x as u16, y as u16))
    }

    /// Writes `text`, cut at `room` columns, and says how many it took. A wide letter that lies half outside is left out.
    pub(super) fn put(&mut self, x: i32, y: i32, text: &str, room: usize, style: Style) -> usize {
        if !(i32::from(self.clip.top())..i32::from(self.clip.bottom())).contains(&y) {
            return width(text).min(room);
        }
        if text.is_ascii() {
            return self.put_ascii(x, y, text, room, style);
        }
        let mut taken = 0;
        for (cluster, columns) in clusters(text) {
            if taken + columns > room {
                break;
            }
            let at = x.saturating_add(taken as i32);
            if columns == 1 || self.shows(at + 1, y) {
                self.set(at, y, &cluster, style);
            }
            if columns == 2 && self.shows(at, y) {
                // Hidden below the wide letter; empty, so that a comparison of pictures does not see old text.
                self.set(at + 1, y, " ", style);
            }
            taken += columns;
        }
        taken
    }

    fn put_ascii(&mut self, x: i32, y: i32, text: &str, room: usize, style: Style) -> usize {
        let mut taken = 0;
        for byte in text.bytes().filter(|b| matches!(b, b' '..=b'~')).take(room) {
            if let Some(cell) = self.cell(x.saturating_add(taken as i32), y) {
                cell.set_char(char::from(byte)).set_style(style);
            }
            taken += 1;
        }
        taken
    }

    /// Writes `text` with an ellipsis where it is longer than `room`.
    pub(super) fn put_cut(&mut self, x: i32, y: i32, text: &str, room: usize, look: (Style, &str)) -> usize {
        self.put(x, y, &cut(text, room, look.1), room, look.0)
    }

    /// Writes `text` so that it ends before the column `end`; all of it or nothing if it is wider than `room`.
    pub(super) fn put_before(&mut self, end: i32, y: i32, text: &str, room: usize, style: Style) -> usize {
        let columns = width(text);
        if columns > room {
            return 0;
        }
        self.put(end - columns as i32, y, text, columns, style)
    }

    /// One symbol, one column wide.
    pub(super) fn set(&mut self, x: i32, y: i32, symbol: &str, style: Style) {
        if let Some(cell) = self.cell(x, y) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// A row of one symbol.
    pub(super) fn row(&mut self, x: i32, y: i32, columns: usize, symbol: &str, style: Style) {
        for at in 0..columns {
            self.set(x.saturating_add(at as i32), y, symbol, style);
        }
    }

    /// Lays `style` over what is there.
    pub(super) fn tint(&mut self, x: i32, y: i32, columns: usize, style: Style) {
        for at in 0..columns {
            if let Some(cell) = self.cell(x.saturating_add(at as i32), y) {
                cell.set_style(style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::text_of;

    #[test]
    fn what_is_outside_is_left_out() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 2));
        let mut canvas = Canvas::new(&mut buf, Rect::new(1, 0, 4, 9));
        assert_eq!(canvas.put(-2, 0, "abcdefghij", 10, Style::new()), 10);
        assert_eq!(canvas.put(0, 1, "a界b界", 10, Style::new()), 6);
        canvas.put(0, -1, "no", 2, Style::new());
        canvas.put(0, 70_000, "no", 2, Style::new());
        canvas.row(4, 0, 9, "-", Style::new());
        assert_eq!(text_of(&buf), " def-\n 界 b\n");
    }

    #[test]
    fn right_aligned_text_is_whole_or_absent() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mut canvas = Canvas::new(&mut buf, Rect::new(0, 0, 6, 1));
        assert_eq!(canvas.put_before(6, 0, "long words", 6, Style::new()), 0);
        assert_eq!(canvas.put_before(6, 0, "12", 6, Style::new()), 2);
        assert_eq!(text_of(&buf), "    12\n");
    }
}
