//! How many findings are how loud.

use crate::map::policy::Level;
use crate::map::say::many;
use crate::tui::theme::Role;
use crate::tui::theme::symbols::Symbols;

/// How many findings are how loud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// What must not stay.
    pub errors: usize,
    /// What somebody should act on.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
}

/// A part of what is shown, with its meaning.
pub type Piece = (String, Role);

/// The levels that are shown, the loudest first.
pub(super) const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Info];

impl Counts {
    /// Counts levels.
    pub fn of(levels: impl IntoIterator<Item = Level>) -> Self {
        let mut out = Self::default();
        for level in levels {
            match level {
                Level::Error => out.errors += 1,
                Level::Warning => out.warnings += 1,
                Level::Info => out.notes += 1,
                Level::Off => {}
            }
        }
        out
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors.saturating_add(other.errors),
            warnings: self.warnings.saturating_add(other.warnings),
            notes: self.notes.saturating_add(other.notes),
        }
    }

    /// How many are so loud.
    pub fn at(self, level: Level) -> usize {
        match level {
            Level::Error => self.errors,
            Level::Warning => self.warnings,
            Level::Info => self.notes,
            Level::Off => 0,
        }
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.errors.saturating_add(self.warnings).saturating_add(self.notes)
    }

    /// `■2  ◧9  □14`, or with words: `■ 2 errors  ◧ 9 warnings  □ 14 notes`. Levels without any are left out.
    pub fn pieces(self, symbols: &Symbols, with_words: bool) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::new();
        for level in LEVELS.into_iter().filter(|level| self.at(*level) > 0) {
            let (count, sign) = (self.at(level), sign(level, symbols));
            if !out.is_empty() {
                out.push(("  ".to_owned(), Role::Dim));
            }
            let text = if with_words {
                format!("{sign} {}", many(count, word(level)))
            } else {
                format!("{sign}{count}")
            };
            out.push((text, role(level)));
        }
        out
    }
}

/// The sign of a level: the fuller, the louder.
pub fn sign(level: Level, symbols: &Symbols) -> &'static str {
    match level {
        Level::Error => symbols.error,
        Level::Warning => symbols.warning,
        Level::Info | Level::Off => symbols.note,
    }
}

/// The word for a level on the screen.
pub fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
        Level::Off => "off",
    }
}

/// How a level looks.
pub fn role(level: Level) -> Role {
    match level {
        Level::Error => Role::Error,
        Level::Warning => Role::Warning,
        Level::Info | Level::Off => Role::Dim,
    }
}
