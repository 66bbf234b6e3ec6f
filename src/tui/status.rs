//! The line that says what happened.

/// How loud a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// A notice.
    #[default]
    Info,
    /// Something worked.
    Success,
    /// Something wants attention.
    Warning,
    /// Something failed.
    Error,
}

/// What the last thing that happened was. It stays until the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// How loud.
    pub tone: Tone,
    /// In words; empty: nothing to say.
    pub words: String,
}

impl Status {
    /// A message.
    pub fn new(tone: Tone, words: impl Into<String>) -> Self {
        Self { tone, words: sentence(&words.into()) }
    }
}

/// With a capital at its start.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
