//! Questions with a few answers, and lines to read.

use super::super::keys::Key;
use super::super::layer::Answer;
use super::super::widgets::confirm::{Choice, Confirm};
use super::super::widgets::sheet::{Row, Section, Sheet};

/// A question being put together: its explanation and its answers.
pub(super) struct Question {
    title: String,
    lines: Vec<String>,
    choices: Vec<Choice<Answer>>,
}

/// A question with its explanation. `Esc` and the last choice are the safe answer.
pub(super) fn new(title: &str, lines: Vec<String>) -> Question {
    Question { title: title.to_owned(), lines, choices: Vec::new() }
}

impl Question {
    /// One more answer.
    pub(super) fn choice(mut self, key: char, words: &str, answer: Answer) -> Self {
        self.choices.push(Choice::new(Key::char(key), words, answer));
        self
    }

    /// One more answer, by any key.
    pub(super) fn key(mut self, key: Key, words: &str, answer: Answer) -> Self {
        self.choices.push(Choice::new(key, words, answer));
        self
    }

    /// The question with its last choice, the safe one.
    pub(super) fn safe(self, key: char, words: &str, answer: Answer) -> Confirm<Answer> {
        let mut confirm = Confirm::new(&self.title, Choice::new(Key::char(key), words, answer));
        for line in &self.lines {
            confirm = confirm.line(line);
        }
        for choice in self.choices {
            confirm = confirm.choice(choice);
        }
        confirm
    }
}

/// Lines to read.
pub(super) fn to_read(title: &str, lines: &[String]) -> Sheet {
    Sheet::plain(title, vec![Section::new("", lines.iter().map(|l| Row::line(l)).collect())])
}
