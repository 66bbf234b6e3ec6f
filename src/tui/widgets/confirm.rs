//! A question with a few answers. Esc, and Enter at once, take the safe one.

mod draw;

use crate::tui::keys::{Code, Key};

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
    lines: Vec<String>,
    choices: Vec<Choice<T>>,
    safe: Choice<T>,
    at: usize,
}

impl<T: Clone> Confirm<T> {
    /// A question with its safe answer, which is the chosen one at first.
    pub fn new(question: &str, safe: Choice<T>) -> Self {
        let choices = vec![safe.clone()];
        Self { question: question.to_owned(), lines: Vec::new(), choices, safe, at: 0 }
    }

    /// With a line of explanation.
    #[must_use]
    pub fn line(mut self, line: &str) -> Self {
        self.lines.push(line.to_owned());
        self
    }

    /// With another answer, put before the safe one.
    #[must_use]
    pub fn choice(mut self, choice: Choice<T>) -> Self {
        let before = self.choices.len() - 1;
        self.choices.insert(before, choice);
        self.at = self.choices.len() - 1;
        self
    }

    /// The answer that `key` gives; `None` while the question stands.
    pub fn key(&mut self, key: &Key) -> Option<T> {
        if let Some(hot) = self.choices.iter().find(|choice| choice.key == *key) {
            return Some(hot.value.clone());
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;

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
                "│ 3 edits of “Order to │",
                "│   s  save and close  │",
                "│   d  drop the edits  │",
                "│ ▸ c  go on editing   │",
                "└ Esc: go on editing ──┘"
            ]
        );
        let (_, cursor) = drawn(56, 11, draw);
        assert_eq!(cursor.map(|at| at.y), Some(6));
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
