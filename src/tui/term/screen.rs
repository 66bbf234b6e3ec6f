//! The picture on the terminal: each new one is compared with what is shown, and only the difference is
//! written, in one write.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};

use super::colour::ColorProfile;
use super::paint::Painter;

/// Begins and ends a picture that the terminal should show at once.
const SYNCHRONIZED: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// What drawing over the last picture did to it.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Where the cursor is to be seen.
    pub cursor: Option<Position>,
    /// The parts of the screen that may differ; all else does not.
    pub areas: Vec<Rect>,
}

/// The screen of a terminal behind a writer.
#[derive(Debug)]
pub struct Screen<W> {
    writer: W,
    painter: Painter,
    /// What the terminal shows; not while that is stale.
    shown: Buffer,
    /// What is being drawn.
    next: Buffer,
    /// Where the cursor is seen; `None` while hidden or unknown.
    cursor: Option<Position>,
    /// The terminal shows something else than `shown`, and its cursor is anywhere.
    is_stale: bool,
}

impl<W: Write> Screen<W> {
    /// A screen of this size in columns and rows; nothing is written before the first [`draw`](Self::draw).
    pub fn new(writer: W, size: Size, profile: ColorProfile) -> Self {
        let area = Rect::new(0, 0, size.width, size.height);
        Self {
            writer,
            painter: Painter::new(profile),
            shown: Buffer::default(),
            next: Buffer::empty(area),
            cursor: None,
            is_stale: true,
        }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.next.area
    }

    /// What the terminal shows; nothing before the first picture.
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Takes a new size; the next picture is painted whole. The same size changes nothing.
    pub fn resize(&mut self, size: Size) {
        let area = Rect::new(0, 0, size.width, size.height);
        if area != self.next.area {
            self.next = Buffer::empty(area);
            self.is_stale = true;
        }
    }

    /// Forgets what the terminal shows, after somebody else wrote to it: the next picture is painted whole.
    pub fn invalidate(&mut self) {
        self.is_stale = true;
    }

    /// The writer below, for what is no picture (the clipboard, the title).
    pub fn writer(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Draws a picture from scratch with `view`, which says where the cursor is to be seen, and shows it.
    ///
    /// # Errors
    /// Those of the writer; the next picture is then painted whole.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer, Rect) -> Option<Position>) -> io::Result<()> {
        self.next.content.fill(Cell::EMPTY);
        self.redraw(view)
    }

    /// As [`draw`](Self::draw), but `view` finds the last picture in the buffer and changes what is new.
    ///
    /// # Errors
    /// Those of the writer; the next picture is then painted whole.
    pub fn redraw(&mut self, view: impl FnOnce(&mut Buffer, Rect) -> Option<Position>) -> io::Result<()> {
        self.redraw_areas(|buffer, area| Change { cursor: view(buffer, area), areas: vec![area] })
    }

    /// As [`redraw`](Self::redraw), where `view` also says which parts it may have changed: comparing a large screen
    /// takes longer than anything else here, and this leaves it out.
    ///
    /// # Errors
    /// Those of the writer; the next picture is then painted whole.
    pub fn redraw_areas(&mut self, view: impl FnOnce(&mut Buffer, Rect) -> Change) -> io::Result<()> {
        let area = self.next.area;
        let Change { cursor, areas } = view(&mut self.next, area);
        // A view that replaced the buffer must not cost the terminal its shape.
        self.next.resize(area);
        self.show(&areas, cursor.filter(|position| area.contains(*position)))
    }

    fn show(&mut self, areas: &[Rect], cursor: Option<Position>) -> io::Result<()> {
        let is_whole = self.is_stale;
        self.painter.out.clear();
        self.painter.out.extend_from_slice(SYNCHRONIZED.0);
        let painted = if is_whole {
            self.painter.whole(&self.next)
        } else {
            let all = self.next.area;
            let paint = |area: &Rect| self.painter.area(&mut self.shown, &self.next, area.intersection(all));
            areas.iter().map(paint).sum()
        };
        self.place_cursor(cursor, is_whole, painted > 0);
        self.write(is_whole || painted > 1)?;
        if is_whole {
            // Behind the write: nobody waits for it there.
            self.shown.area = self.next.area;
            self.shown.content.clone_from(&self.next.content);
        }
        Ok(())
    }

    /// Shows, moves or hides the cursor. Painting has moved it when `is_moved`.
    fn place_cursor(&mut self, cursor: Option<Position>, is_whole: bool, is_moved: bool) {
        if let Some(Position { x, y }) = cursor.filter(|_| is_moved || is_whole || cursor != self.cursor) {
            self.painter.go(x, y);
        }
        if is_whole || cursor.is_some() != self.cursor.is_some() {
            let word: &[u8] = if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" };
            self.painter.out.extend_from_slice(word);
        }
        self.cursor = cursor;
    }

    /// Writes what was collected, if anything. One row needs no synchronising: it cannot be torn.
    fn write(&mut self, synchronized: bool) -> io::Result<()> {
        if self.painter.out.len() == SYNCHRONIZED.0.len() {
            return Ok(());
        }
        let from = if synchronized { 0 } else { SYNCHRONIZED.0.len() };
        if synchronized {
            self.painter.out.extend_from_slice(SYNCHRONIZED.1);
        }
        self.is_stale = true;
        self.writer.write_all(self.painter.out.get(from..).unwrap_or_default())?;
        self.writer.flush()?;
        self.is_stale = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    use super::super::glyph::Glyph;
    use super::*;

    /// A screen over memory and a terminal that reads what it writes.
    struct Pair {
        screen: Screen<Vec<u8>>,
        terminal: vt100::Parser,
    }

    impl Pair {
        fn new(width: u16, height: u16, profile: ColorProfile) -> Self {
            let screen = Screen::new(Vec::new(), Size::new(width, height), profile);
            let least = |size: u16| std::num::NonZero::new(size.max(1)).unwrap();
            Self { screen, terminal: vt100::Parser::new(least(height), least(width), 0) }
        }

        /// Draws, feeds the terminal, and returns the bytes.
        fn draw(&mut self, view: impl FnOnce(&mut Buffer, Rect) -> Option<Position>) -> Vec<u8> {
            self.screen.draw(view).unwrap();
            let bytes = std::mem::take(self.screen.writer());
            // The model drops U+FFFD, real terminals show it.
            self.terminal.process(String::from_utf8_lossy(&bytes).replace('\u{FFFD}', "?").as_bytes());
            bytes
        }

        /// Asserts that the terminal shows exactly what the screen believes.
        fn check(&self) {
            let buffer = self.screen.shown();
            for y in 0..buffer.area.height {
                let mut covered = 0;
                for x in 0..buffer.area.width {
                    let seen = self.terminal.screen().cell(y, x).unwrap();
                    if x < covered {
                        assert!(seen.is_wide_continuation(), "({x}, {y})");
                        continue;
                    }
                    let cell = &buffer[(x, y)];
                    let glyph = Glyph::of(cell.symbol(), buffer.area.width - x);
                    covered = x + glyph.width;
                    let text = if seen.contents().is_empty() { " " } else { seen.contents() };
                    assert_eq!(text, glyph.text.replace('\u{FFFD}', "?"), "({x}, {y})");
                    check_style(cell, seen, glyph.text == " ");
                }
            }
        }
    }

    fn check_style(cell: &Cell, seen: &vt100::Cell, is_blank: bool) {
        let colour = |colour| match colour {
            Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
            Color::Indexed(at) => vt100::Color::Idx(at),
            Color::Red => vt100::Color::Idx(1),
            _ => vt100::Color::Default,
        };
        assert_eq!(seen.bgcolor(), colour(cell.bg));
        assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED));
        assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED));
        if !is_blank {
            assert_eq!(seen.fgcolor(), colour(cell.fg));
            // The model knows only one of bold and dim at a time.
            let (bold, dim) = (cell.modifier.contains(Modifier::BOLD), cell.modifier.contains(Modifier::DIM));
            assert!((bold && dim) || (seen.bold(), seen.dim()) == (bold, dim));
        }
    }

    fn any_style() -> impl Strategy<Value = Style> {
        let colours =
            prop::sample::select(vec![Color::Reset, Color::Red, Color::Indexed(200), Color::Rgb(1, 2, 3)]);
        let modifiers = prop::sample::select(vec![
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::DIM,
            Modifier::REVERSED,
            Modifier::UNDERLINED,
            Modifier::REVERSED | Modifier::BOLD,
        ]);
        (colours.clone(), colours, modifiers)
            .prop_map(|(fg, bg, m)| Style::new().fg(fg).bg(bg).add_modifier(m))
    }

    /// Strings put anywhere, also over the halves of wide glyphs and beyond the edge.
    fn any_picture() -> impl Strategy<Value = Vec<(u16, u16, String, Style)>> {
        let text = prop_oneof![
            "[a-c ]{1,20}",
            "[界語a]{1,5}",
            "[ ]{1,30}",
            "e\u{301}é[🚀x]{1,3}",
            "\u{1b}\\[31m|\u{202e}"
        ];
        prop::collection::vec((0_u16..30, 0_u16..5, text, any_style()), 0..12)
    }

    fn paint(buffer: &mut Buffer, picture: &[(u16, u16, String, Style)]) {
        for (x, y, text, style) in picture {
            if let Some(cell) = buffer.cell_mut((*x, *y)) {
                cell.set_symbol(text.split_inclusive(|_| true).next().unwrap_or(" ")).set_style(*style);
                buffer.set_string(x + 1, *y, text, *style);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn the_terminal_shows_the_buffer_after_any_pictures(pictures in prop::collection::vec(any_picture(), 1..6)) {
            let mut pair = Pair::new(28, 4, ColorProfile::TrueColor);
            for picture in &pictures {
                pair.draw(|buffer, _| {
                    paint(buffer, picture);
                    Some(Position::new(3, 2))
                });
                pair.check();
                prop_assert_eq!(pair.terminal.screen().cursor_position(), (2, 3));
            }
        }
    }

    #[test]
    fn nothing_changed_is_nothing_written() {
        let mut pair = Pair::new(20, 5, ColorProfile::TrueColor);
        let view = |buffer: &mut Buffer, _| {
            buffer.set_string(2, 2, "hello", Style::new());
            Some(Position::new(1, 1))
        };
        assert!(!pair.draw(view).is_empty());
        assert_eq!(pair.draw(view), b"");
    }

    #[test]
    fn only_the_parts_that_are_named_are_compared() {
        let mut pair = Pair::new(8, 4, ColorProfile::TrueColor);
        pair.draw(|_, _| None);
        let rows = |from: u16, to: u16| Rect::new(0, from, 8, to - from);
        for (y, areas) in [
            (1, vec![rows(1, 2), rows(0, 1)]),
            (2, vec![rows(0, 1), rows(2, 9)]),
            (3, vec![rows(0, 1), rows(9, 12), Rect::new(5, 3, 3, 1), Rect::new(9, 3, 1, 1)]),
        ] {
            let view = |buffer: &mut Buffer, _: Rect| {
                buffer.set_string(1, y, "row", Style::new());
                Change { cursor: None, areas }
            };
            pair.screen.redraw_areas(view).unwrap();
            let bytes = std::mem::take(pair.screen.writer());
            pair.terminal.process(&bytes);
            pair.check();
            assert_eq!(bytes.is_empty(), y == 3);
        }
        pair.screen.invalidate();
        pair.screen.redraw_areas(|_, _| Change::default()).unwrap();
        assert_eq!(String::from_utf8_lossy(pair.screen.writer()).matches("row").count(), 3);
    }

    #[test]
    fn a_typed_letter_is_one_byte() {
        let mut pair = Pair::new(20, 5, ColorProfile::TrueColor);
        let typed = |text: &'static str| {
            move |buffer: &mut Buffer, _: Rect| {
                buffer.set_string(0, 2, text, Style::new());
                Some(Position::new(text.len() as u16, 2))
            }
        };
        pair.draw(typed("hell"));
        assert_eq!(pair.draw(typed("hello")), b"o");
        pair.check();
    }

    #[test]
    fn no_colour_keeps_reverse_bold_and_underline() {
        let mut pair = Pair::new(4, 1, ColorProfile::None);
        let style = Style::new().fg(Color::Red).bg(Color::Blue);
        let modifiers = Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED;
        pair.draw(|buffer, _| {
            buffer.set_string(0, 0, "ab", style.add_modifier(modifiers));
            None
        });
        let cell = pair.terminal.screen().cell(0, 1).unwrap();
        assert!(cell.inverse() && cell.bold() && cell.underline());
        assert_eq!((cell.fgcolor(), cell.bgcolor()), (vt100::Color::Default, vt100::Color::Default));
    }

    #[test]
    fn hostile_symbols_do_not_reach_the_terminal() {
        let mut pair = Pair::new(30, 2, ColorProfile::TrueColor);
        let bytes = pair.draw(|buffer, _| {
            for (x, evil) in
                ["\x1b]52;c;eA==\x07", "\u{9b}31m", "\u{202e}", "\x07", "\u{200b}"].iter().enumerate()
            {
                buffer[(x as u16, 0)].set_symbol(evil);
            }
            None
        });
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("]52") && !text.contains('\x07') && !text.contains('\u{202e}'));
        assert_eq!(text.matches('\u{FFFD}').count(), 5);
    }

    #[test]
    fn tiny_and_empty_screens_are_drawn() {
        for (width, height) in [(0, 0), (1, 1), (2, 1), (1, 3), (0, 5)] {
            let mut pair = Pair::new(width, height, ColorProfile::TrueColor);
            for text in ["界界", "ab", "", "e\u{301}界"] {
                pair.draw(|buffer, area| {
                    buffer.set_string(0, 0, text, Style::new());
                    Some(area.as_position())
                });
                pair.check();
            }
            pair.screen.resize(Size::new(height, width));
            pair.draw(|_, _| Some(Position::new(99, 99)));
        }
    }

    #[test]
    fn after_an_error_everything_is_painted_again() {
        struct Failing(bool, Vec<u8>);
        impl Write for Failing {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                if self.0 { Err(io::ErrorKind::BrokenPipe.into()) } else { self.1.write(bytes) }
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut screen = Screen::new(Failing(true, Vec::new()), Size::new(5, 1), ColorProfile::TrueColor);
        let view = |buffer: &mut Buffer, _: Rect| {
            buffer.set_string(0, 0, "hello", Style::new());
            None
        };
        assert_eq!(screen.draw(view).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        screen.writer().0 = false;
        screen.draw(view).unwrap();
        assert!(String::from_utf8_lossy(&screen.writer().1).contains("hello"));
    }

    #[test]
    fn doubtful_widths_repaint_the_rest_of_their_row() {
        let mut pair = Pair::new(20, 1, ColorProfile::TrueColor);
        pair.draw(|buffer, _| {
            buffer.set_string(0, 0, "👩\u{200d}🚀 tail", Style::new());
            None
        });
        let bytes = pair.draw(|buffer, _| {
            buffer.set_string(0, 0, "xy tail", Style::new());
            None
        });
        assert!(String::from_utf8_lossy(&bytes).contains("tail"));
    }

    /// A grid of 200×60 with one focused cell of 25×6.
    fn grid(buffer: &mut Buffer, focus: u16) {
        for y in 0..60 {
            for x in (0..200).step_by(25) {
                buffer.set_string(x, y, "│ Looks for the parcel 3  ", Style::new());
            }
        }
        buffer.set_style(Rect::new(focus * 25 + 1, 12, 24, 6), Style::new().add_modifier(Modifier::REVERSED));
    }

    #[test]
    fn a_focus_move_is_small() {
        let mut screen = Screen::new(Vec::new(), Size::new(200, 60), ColorProfile::TrueColor);
        for focus in 0..2 {
            screen.writer().clear();
            screen
                .redraw(|buffer, _| {
                    buffer.content.fill(Cell::EMPTY);
                    grid(buffer, focus);
                    Some(Position::new(focus * 25 + 1, 12))
                })
                .unwrap();
        }
        // 300 cells change: 288 letters are unavoidable, the rest is cursor and style.
        assert!(screen.writer().len() <= 288 + 350 / 2, "{}", screen.writer().len());
    }
}
