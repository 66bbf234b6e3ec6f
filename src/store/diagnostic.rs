//! What is wrong in a file, where, and what to do: one value for every reader, drawn the same way everywhere.

use std::ops::Range;

mod nearest;
mod place;
mod render;

pub use crate::map::text::visible;
pub use nearest::nearest;
pub use place::{Place, line_col};
pub use render::{concise, render};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; nothing is wrong.
    Note,
    /// The file was read, but something in it should be repaired.
    Warning,
    /// The file, or this part of it, could not be used.
    Error,
}

impl Level {
    /// The word that is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing to say about a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// What kind of thing it is, for programs and for looking it up: kebab-case, stable.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop. May quote the file: it is made visible when drawn.
    pub message: String,
    /// Bytes in the source text that it is about.
    pub span: Option<Range<usize>>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error without a place or a hint yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Error, code, message)
    }

    /// A warning without a place or a hint yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, code, message)
    }

    /// A note without a place or a hint yet.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Level::Note, code, message)
    }

    fn new(level: Level, code: &'static str, message: impl Into<String>) -> Self {
        Self { level, code, message: message.into(), span: None, hint: None }
    }

    /// The same, about these bytes of the source.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same, its span widened to whole characters of `text` and kept inside it.
    #[must_use]
    pub fn within(mut self, text: &str) -> Self {
        self.span = self.span.map(|span| {
            let start = place::floor(text, span.start);
            let end = (span.end.max(start)..text.len()).find(|at| text.is_char_boundary(*at));
            start..end.unwrap_or(text.len())
        });
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The text that a [`Diagnostic`]'s span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// What to call it: a path as the user gave it, or `<stdin>`.
    pub name: &'a str,
    /// The whole text. For bytes that are not UTF-8: their lossy form (see [`super::ron::prepare`]).
    pub text: &'a str,
}
