//! Writing into a buffer with signed coordinates and a clip: nothing outside is ever touched.

use std::borrow::Cow;

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
        let area = self.buf.area;
        let column = usize::from(x as u16 - area.x);
        let line = usize::from(y as u16 - area.y);
        self.buf.content.get_mut(line * usize::from(area.width) + column)
    }

    /// Writes `text`, cut at `room` columns, and says how many it took. A wide letter that lies half outside is left out.
    pub(super) fn put(&mut self, x: i32, y: i32, text: &str, room: usize, style: Style) -> usize {
        if !(i32::from(self.clip.top())..i32::from(self.clip.bottom())).contains(&y) {
            return width(text).min(room);
        }
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            return self.put_plain(x, y, text, room, style);
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

    /// Printable ASCII: a column each.
    fn put_plain(&mut self, x: i32, y: i32, text: &str, room: usize, style: Style) -> usize {
        let columns = text.len().min(room);
        let hidden = i32::from(self.clip.left()).saturating_sub(x).max(0) as usize;
        for (at, cell) in (hidden..).zip(self.cells(x, y, columns)) {
            cell.set_symbol(text.get(at..=at).unwrap_or(" ")).set_style(style);
        }
        columns
    }

    /// Writes `text` with an ellipsis where it is longer than `room`.
    pub(super) fn put_cut(&mut self, x: i32, y: i32, text: &str, room: usize, look: (Style, &str)) -> usize {
        // An ellipsis is no ASCII: it is written apart, so that the text takes the short way.
        match cut(text, room, look.1) {
            Cow::Borrowed(text) => self.put(x, y, text, room, look.0),
            Cow::Owned(text) => {
                let kept = text.strip_suffix(look.1).unwrap_or(&text);
                let taken = self.put(x, y, kept, room, look.0);
                self.put(x + taken as i32, y, look.1, room - taken.min(room), look.0) + taken
            }
        }
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
        for cell in self.cells(x, y, columns) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// The cells of a row that show.
    fn cells(&mut self, x: i32, y: i32, columns: usize) -> &mut [Cell] {
        let (clip, area) = (self.clip, self.buf.area);
        let end = x.saturating_add(i32::try_from(columns).unwrap_or(i32::MAX)).min(i32::from(clip.right()));
        let from = x.max(i32::from(clip.left()));
        if from >= end || !self.shows(from, y) {
            return &mut [];
        }
        let line = usize::from(y as u16 - area.y) * usize::from(area.width);
        let place = |x: i32| line + usize::from(x as u16 - area.x);
        self.buf.content.get_mut(place(from)..place(end)).unwrap_or_default()
    }

    /// Whether part of a row shows and has nothing but these signs.
    pub(super) fn is_free(&mut self, x: i32, y: i32, columns: usize, signs: [&str; 3]) -> bool {
        let cells = self.cells(x, y, columns);
        cells.len() == columns && cells.iter().all(|cell| signs.contains(&cell.symbol()))
    }

    /// Lays `style` over what is there.
    pub(super) fn tint(&mut self, x: i32, y: i32, columns: usize, style: Style) {
        for cell in self.cells(x, y, columns) {
            cell.set_style(style);
        }
    }
}

/// The part of an area that shows.
pub(super) fn on_screen(
    canvas: &Canvas<'_>,
    (x, y): (u16, i32),
    (columns, rows): (u16, u16),
) -> Option<Rect> {
    let clip = canvas.clip();
    let top = y.max(i32::from(clip.top()));
    let bottom = (y + i32::from(rows)).min(i32::from(clip.bottom()));
    (bottom > top).then(|| Rect::new(x, top as u16, columns, (bottom - top) as u16).intersection(clip))
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
        assert_eq!(text_of(&buf), " def-\n 界b\n");
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
