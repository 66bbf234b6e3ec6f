//! How things look: roles by meaning, themes that give each a style, and the symbols beside the colours.

#[cfg(test)]
mod contrast;
mod file;
mod library;
mod role;
pub mod symbols;

use std::fmt;

use ratatui::style::{Modifier, Style};

pub use library::{DEFAULT, NO_COLOUR, Themes};
pub use role::Role;

/// A theme with the style of every role worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    name: String,
    styles: Vec<Style>,
}

impl Theme {
    /// Works out every role: its own style, else its parent's.
    fn resolve(name: String, own: impl Fn(Role) -> Option<Style>) -> Self {
        let look = |role: Role| std::iter::successors(Some(role), |at| at.parent()).find_map(&own);
        let styles = Role::ALL.iter().map(|role| look(*role).unwrap_or_default()).collect();
        Self { name, styles }
    }

    /// Its name, as it is chosen by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The style of `role`, to be laid over that of [`Role::Text`]: what it does not set stays as it is.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role.index()).copied().unwrap_or_default()
    }

    /// Whether `role` still stands out when no colour can be shown.
    pub fn is_seen_without_colour(&self, role: Role) -> bool {
        self.style(role).add_modifier.contains(Modifier::REVERSED)
    }
}

/// Something in a theme file that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong, and the name that may be meant. May quote the file.
    pub text: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}
