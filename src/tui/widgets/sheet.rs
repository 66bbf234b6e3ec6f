//! Something to read: sections of lines, which scroll, and which typing filters.

mod draw;
mod lines;

use std::cell::Cell;

use crate::tui::keys::{Code, Key};
use crate::tui::theme::Role;

use super::draft::Edited;
use super::input::Input;

/// One entry of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Two columns: a key and what it does, a field and what is in it.
    Pair(String, String),
    /// A line over both columns, wrapped where it is longer.
    Line(String, Role),
}

impl Row {
    /// Two columns.
    pub fn pair(left: &str, right: &str) -> Self {
        Self::Pair(left.to_owned(), right.to_owned())
    }

    /// Ordinary text.
    pub fn line(text: &str) -> Self {
        Self::Line(text.to_owned(), Role::Text)
    }
}

/// Rows under a title; an empty title is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// What stands above.
    pub title: String,
    /// What stands below it.
    pub rows: Vec<Row>,
}

impl Section {
    /// A section.
    pub fn new(title: &str, rows: Vec<Row>) -> Self {
        Self { title: title.to_owned(), rows }
    }
}

/// What a key did to a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is still open.
    Stay,
    /// It was read.
    Closed,
    /// Enter, on a sheet that asks for it.
    Accepted,
}

/// Something to read.
#[derive(Debug, Clone)]
pub struct Sheet {
    title: String,
    hint: String,
    sections: Vec<Section>,
    /// What is searched for; `None` where typing does not search.
    query: Option<Input>,
    accepts: bool,
    top: usize,
    /// The last line that may be the first one shown, and lines seen, when last drawn.
    last_top: Cell<usize>,
    page: Cell<usize>,
}

impl Sheet {
    /// A sheet that typing filters.
    pub fn new(title: &str, sections: Vec<Section>) -> Self {
        Self {
            title: title.to_owned(),
            hint: "type to search  Esc closes".to_owned(),
            sections,
            query: Some(Input::default()),
            accepts: false,
            top: 0,
            last_top: Cell::new(usize::MAX),
            page: Cell::new(10),
        }
    }

    /// A sheet without search: letters scroll (`j k`) and close (`q`) it.
    pub fn plain(title: &str, sections: Vec<Section>) -> Self {
        Self { query: None, hint: "Esc closes".to_owned(), ..Self::new(title, sections) }
    }

    /// Other words for what can be done.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    /// Enter accepts what was read; `hint` says what that does.
    #[must_use]
    pub fn accept(mut self, hint: &str) -> Self {
        self.accepts = true;
        hint.clone_into(&mut self.hint);
        self
    }

    /// What it consists of.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The texts of its lines, section by section.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().flat_map(|section| &section.rows).map(|row| match row {
            Row::Pair(_, text) | Row::Line(text, _) => text.as_str(),
        })
    }

    /// Does what `key` means on the sheet. Esc first empties the search, then closes.
    pub fn key(&mut self, key: &Key) -> Outcome {
        match key.code() {
            Code::Enter if self.accepts => Outcome::Accepted,
            Code::Esc if self.query().is_empty() => Outcome::Closed,
            Code::Esc => self.search(|query| query.key(&Key::ctrl('u'))),
            _ if self.scroll(key) => Outcome::Stay,
            Code::Char('q') if self.query.is_none() => Outcome::Closed,
            _ => self.search(|query| query.key(key)),
        }
    }

    /// Searches for a pasted text.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.search(|query| query.paste(text))
    }

    /// The wheel: three lines down or up.
    pub fn wheel(&mut self, down: bool) {
        self.scroll_to(if down { self.top.saturating_add(3) } else { self.top.saturating_sub(3) });
    }

    /// What is searched for.
    fn query(&self) -> &str {
        self.query.as_ref().map_or("", Input::value)
    }

    /// Scrolls if the key is one for it.
    fn scroll(&mut self, key: &Key) -> bool {
        let page = self.page.get().max(1);
        let letter = if self.query.is_none() { key.typed() } else { None };
        let is_idle = self.query().is_empty();
        let to = match (key.code(), letter) {
            (Code::Up, _) | (_, Some('k')) => self.top.saturating_sub(1),
            (Code::Down, _) | (_, Some('j')) => self.top.saturating_add(1),
            (Code::PgUp, _) => self.top.saturating_sub(page),
            (Code::PgDn, _) => self.top.saturating_add(page),
            (Code::Char(' '), _) if is_idle && key.typed().is_some() => self.top.saturating_add(page),
            (Code::Home, _) | (_, Some('g')) if is_idle => 0,
            (Code::End, _) | (_, Some('G')) if is_idle => usize::MAX,
            (Code::Char('p'), _) if key.has_ctrl() => self.top.saturating_sub(1),
            (Code::Char('n'), _) if key.has_ctrl() => self.top.saturating_add(1),
            _ => return false,
        };
        self.scroll_to(to);
        true
    }

    fn scroll_to(&mut self, line: usize) {
        self.top = line.min(self.last_top.get());
    }

    fn search(&mut self, edit: impl FnOnce(&mut Input) -> Edited) -> Outcome {
        if self.query.as_mut().map(edit) == Some(Edited::Changed) {
            self.top = 0;
        }
        Outcome::Stay
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Position, Rect};

    use super::*;
    use crate::tui::widgets::Look;
    use crate::tui::widgets::testing::{any_key, assert_fits, drawn, keys, screen};

    fn help() -> Sheet {
        let cards = [("e", "edit here"), ("a", "add here and keep adding"), ("d", "cut")];
        let pair = |(keys, what): (&str, &str)| Row::pair(keys, what);
        let moves = [("h j k l", "left, down, up, right"), ("g", "first card")];
        Sheet::new(
            "Keys",
            vec![
                Section::new("Cards", cards.map(pair).to_vec()),
                Section::new("Moving", moves.map(pair).to_vec()),
                Section::new("", vec![Row::line("Every change can be undone.")]),
            ],
        )
    }

    fn run(sheet: &mut Sheet, script: &str) -> Outcome {
        keys(script).iter().map(|key| sheet.key(key)).last().unwrap()
    }

    fn draw(sheet: &Sheet) -> impl Fn(Rect, &mut Buffer, Look<'_>) -> Option<Position> {
        move |area, buf, look| sheet.draw(area, buf, look)
    }

    #[test]
    fn keys_and_their_outcomes() {
        for (script, outcome) in [
            ("<Esc>", Outcome::Closed),
            ("cut<Esc>", Outcome::Stay),
            ("cut<Esc><Esc>", Outcome::Closed),
            ("q", Outcome::Stay),
            ("<Enter>", Outcome::Stay),
        ] {
            assert_eq!(run(&mut help(), script), outcome, "{script}");
        }
        assert_eq!(run(&mut Sheet::plain("Note", Vec::new()), "q"), Outcome::Closed);
        assert_eq!(run(&mut help().accept("Enter reviews"), "<Enter>"), Outcome::Accepted);
    }

    #[test]
    fn drawn_large_small_and_searched() {
        let mut sheet = help();
        assert_eq!(
            screen(50, 16, draw(&sheet)),
            [
                "      ┌ Keys ─────────────────────────────┐",
                "      │                                   │",
                "      │                                   │",
                "      │ Cards                             │",
                "      │ e        edit here                │",
                "      │ a        add here and keep adding │",
                "      │ d        cut                      │",
                "      │                                   │",
                "      │ Moving                            │",
                "      │ h j k l  left, down, up, right    │",
                "      │ g        first card               │",
                "      │                                   │",
                "      │ Every change can be undone.       │",
                "      └ type to search  Esc closes ───────┘"
            ]
        );
        assert_eq!(
            screen(24, 7, draw(&sheet)),
            [
                "┌ Keys ────────────────┐",
                "│                      │",
                "│ Cards                │",
                "│ e        edit here   │",
                "│ a        add here    │",
                "│          and keep    ↓",
                "└ type to search  Esc… ┘"
            ]
        );
        run(&mut sheet, "<Down><Down><PgDn><PgDn>");
        assert_eq!(
            screen(24, 7, draw(&sheet)),
            [
                "┌ Keys ────────────────┐",
                "│                      ↑",
                "│ h j k l  left, down, │",
                "│          up, right   │",
                "│ g        first card  │",
                "│                      ↓",
                "└ type to search  Esc… ┘"
            ]
        );
        run(&mut sheet, "ADD");
        assert_eq!(
            screen(50, 16, draw(&sheet)),
            [
                "      ┌ Keys ─────────────────────────────┐",
                "      │ ADD                               │",
                "      │                                   │",
                "      │ Cards                             │",
                "      │ a        add here and keep adding │",
                "      │                                   │",
                "      │                                   │",
                "      │                                   │",
                "      │                                   │",
                "      │                                   │",
                "      │                                   │",
                "      │                                   │",
                "      │                                   │",
                "      └ type to search  Esc closes ───────┘"
            ]
        );
    }

    #[test]
    fn scrolling_stops_at_the_end() {
        let mut sheet = help();
        drawn(24, 7, draw(&sheet));
        run(&mut sheet, "<End><Down><Down>");
        let end = screen(24, 7, draw(&sheet));
        run(&mut sheet, "<Up><Down>");
        assert_eq!(screen(24, 7, draw(&sheet)), end);
        sheet.wheel(false);
        assert_ne!(screen(24, 7, draw(&sheet)), end);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_key_breaks_it(typed in prop::collection::vec(any_key(), 0..40)) {
            let mut sheet = help();
            let mut plain = Sheet::plain("Note", help().sections);
            for key in typed {
                sheet.key(&key);
                plain.key(&key);
            }
            assert_fits(draw(&sheet));
            assert_fits(draw(&plain));
        }
    }
}
