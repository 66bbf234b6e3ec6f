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

/// With a capital at its start, except where a file's name stands there.
fn sentence(words: &str) -> String {
    if words.split_whitespace().next().is_some_and(is_name) {
        return words.to_owned();
    }
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `keys.ron:1:9:` and the like: no word of a language has a dot or a slash inside.
fn is_name(word: &str) -> bool {
    word.contains('/') || word.trim_end_matches(|c: char| c.is_ascii_punctuation()).contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_a_capital_and_a_file_keeps_its_name() {
        let said = |words: &str| Status::new(Tone::Info, words).words;
        assert_eq!(said("nothing to undo."), "Nothing to undo.");
        assert_eq!(said("done"), "Done");
        assert_eq!(said("élan"), "Élan");
        assert_eq!(said("keys.ron:1:9: error[unexpected]"), "keys.ron:1:9: error[unexpected]");
        assert_eq!(said("maps/order.ron is gone"), "maps/order.ron is gone");
        assert_eq!(said(""), "");
    }
}
