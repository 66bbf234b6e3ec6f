//! A question with a few answers. Esc, and Enter at once, take the safe one.

mod draw;

use std::cell::Cell;

use crate::tui::keys::{Code, Key};
use crate::tui::theme::Role;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// The key that gives it.
    pub key: Key,
    /// What it does, in words.
    pub words: String,
    /// What it answers.
    pub value: T,
}

impl<T> Choice<T> {
    /// The answer that `key` gives.
    pub fn new(key: Key, words: &str, value: T) -> Self {
        Self { key, words: words.to_owned(), value }
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm<T> {
    question: String,
    lines: Vec<(String, Role)>,
    choices: Vec<Choice<T>>,
    safe: Choice<T>,
    at: usize,
    /// The first line of the explanation that is shown.
    top: usize,
    /// The last line that may be the first one shown, and lines seen, when last drawn.
    last_top: Cell<usize>,
    page: Cell<usize>,
}

impl<T: Clone> Confirm<T> {
    /// A question with its safe answer, which is the chosen one at first.
    pub fn new(question: &str, safe: Choice<T>) -> Self {
        let choices = vec![safe.clone()];
        let (last_top, page) = (Cell::new(0), Cell::new(1));
        Self {
            question: question.to_owned(),
            lines: Vec::new(),
            choices,
            safe,
            at: 0,
            top: 0,
            last_top,
            page,
        }
    }

    /// With a line of explanation.
    #[must_use]
    pub fn line(mut self, line: &str) -> Self {
        self.lines.push((line.to_owned(), Role::Text));
        self
    }

    /// With another explanation, each line in the look of its role; what was read so far stays scrolled away.
    pub fn explain(&mut self, lines: Vec<(String, Role)>) {
        self.lines = lines;
    }

    /// The lines of the explanation.
    pub fn explanation(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(line, _)| line.as_str())
    }

    /// The wheel: three lines down or up, where there is something to scroll.
    pub fn wheel(&mut self, down: bool) {
        for _ in 0..3 {
            self.scroll(if down { Code::Down } else { Code::Up });
        }
    }

    /// With another answer, put before the safe one.
    #[must_use]
    pub fn choice(mut self, choice: Choice<T>) -> Self {
        let before = self.choices.len() - 1;
        self.choices.insert(before, choice);
        self.at = self.choices.len() - 1;
        self
    }

    /// Enter gives the first answer, which loses nothing either.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.at = 0;
        self
    }

    /// The answer that `key` gives; `None` while the question stands.
    pub fn key(&mut self, key: &Key) -> Option<T> {
        if let Some(hot) = self.choices.iter().find(|choice| choice.key == *key) {
            return Some(hot.value.clone());
        }
        if self.scroll(key.code()) {
            return None;
        }
        let (last, back) = (self.choices.len() - 1, key.has_shift());
        match key.code() {
            Code::Esc => return Some(self.safe.value.clone()),
            Code::Enter => return self.choices.get(self.at).map(|choice| choice.value.clone()),
            Code::Tab if back => self.at = self.at.checked_sub(1).unwrap_or(last),
            Code::Left | Code::Up => self.at = self.at.saturating_sub(1),
            Code::Tab => self.at = if self.at == last { 0 } else { self.at + 1 },
            Code::Right | Code::Down => self.at = (self.at + 1).min(last),
            _ => {}
        }
        None
    }

    /// Scrolls an explanation that is longer than its place. There Up and Down never choose: nobody who reads on
    /// should find another answer chosen.
    fn scroll(&mut self, code: Code) -> bool {
        let (last, page) = (self.last_top.get(), self.page.get().max(1));
        if last == 0 {
            return false;
        }
        let top = self.top.min(last);
        self.top = match code {
            Code::Up => top.saturating_sub(1),
            Code::Down => top.saturating_add(1),
            Code::PgUp => top.saturating_sub(page),
            Code::PgDn => top.saturating_add(page),
            Code::Home => 0,
            Code::End => last,
            _ => return false,
        }
        .min(last);
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::tui::widgets::Look;
    use crate::tui::widgets::popup::Anchor;
    use crate::tui::widgets::testing::{any_key, assert_fits, drawn, keys, screen};

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Answer {
        Save,
        Drop,
        Stay,
    }

    const SCREEN: Rect = Rect { x: 0, y: 0, width: 60, height: 11 };

    fn question() -> Confirm<Answer> {
        Confirm::new("Close without saving?", Choice::new(Key::char('c'), "go on editing", Answer::Stay))
            .line("3 edits of “Order to doorstep” are not saved.")
            .choice(Choice::new(Key::char('s'), "save and close", Answer::Save))
            .choice(Choice::new(Key::char('d'), "drop the edits", Answer::Drop))
    }

    #[test]
    fn keys_and_their_answers() {
        for (script, answer) in [
            ("<Esc>", Some(Answer::Stay)),
            ("<Enter>", Some(Answer::Stay)),
            ("s", Some(Answer::Save)),
            ("<Up><Enter>", Some(Answer::Drop)),
            ("<Tab><Enter>", Some(Answer::Save)),
            ("<S-Tab><S-Tab><Enter>", Some(Answer::Save)),
            ("<Up><Esc>", Some(Answer::Stay)),
            ("x", None),
        ] {
            let mut question = question();
            assert_eq!(keys(script).iter().filter_map(|key| question.key(key)).last(), answer, "{script}");
        }
    }

    #[test]
    fn drawn_at_two_sizes() {
        let question = question();
        let draw = |area, buf: &mut Buffer, look: Look<'_>| question.draw(area, Anchor::Centre, buf, look);
        assert_eq!(
            screen(56, 11, draw),
            [
                "",
                "   ┌ Close without saving? ────────────────────────┐",
                "   │ 3 edits of “Order to doorstep” are not saved. │",
                "   │                                               │",
                "   │   s  save and close                           │",
                "   │   d  drop the edits                           │",
                "   │ ▸ c  go on editing                            │",
                "   └ Esc: go on editing ───────────────────────────┘"
            ]
        );
        assert_eq!(
            screen(24, 6, draw),
            [
                "┌ Close without savin… ┐",
                "│ 3 edits of “Order to ↓",
                "│   s  save and close  │",
                "│   d  drop the edits  │",
                "│ ▸ c  go on editing   │",
                "└ Down/PgDn shows mor… ┘"
            ]
        );
        let (_, cursor) = drawn(56, 11, draw);
        assert_eq!(cursor.map(|at| at.y), Some(6));
    }

    #[test]
    fn a_long_explanation_says_that_there_is_more_and_scrolls() {
        let lines = (1..=9).map(|n| format!("fact {n} of the nine that are to be read"));
        let mut question = lines.fold(question(), |question, line| question.line(&line));
        let shows = |question: &Confirm<Answer>, words: &str| {
            let draw =
                |area, buf: &mut Buffer, look: Look<'_>| question.draw(area, Anchor::Centre, buf, look);
            screen(60, 11, draw).iter().any(|line| line.contains(words))
        };
        assert!(shows(&question, "PgDn shows more") && shows(&question, "↓") && !shows(&question, "fact 9"));
        assert!(question.is_long_on(SCREEN) && !question.is_long_on(Rect { height: 40, ..SCREEN }));
        assert_eq!(question.key(&Key::plain(Code::Down)), None);
        assert!(shows(&question, "↑") && shows(&question, "▸ c"));
        question.key(&Key::plain(Code::End));
        assert!(shows(&question, "fact 9") && !shows(&question, "PgDn shows more"));
        question.key(&Key::plain(Code::Left));
        assert!(shows(&question, "▸ d"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_key_breaks_it(typed in prop::collection::vec(any_key(), 0..20)) {
            let mut question = question();
            for key in typed {
                question.key(&key);
            }
            assert_fits(|area, buf, look| question.draw(area, Anchor::Centre, buf, look));
        }
    }
}
