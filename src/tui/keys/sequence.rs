//! Keys pressed one after the other.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use super::key::{Key, KeyError};

/// One or more keys in order, written with blanks between them: `Space f s`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys(Vec<Key>);

impl Keys {
    /// The sequence of these keys; `None` when there are none.
    pub fn new(keys: Vec<Key>) -> Option<Self> {
        (!keys.is_empty()).then_some(Self(keys))
    }
}

impl From<Key> for Keys {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl Deref for Keys {
    type Target = [Key];

    fn deref(&self) -> &[Key] {
        &self.0
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, key) in self.0.iter().enumerate() {
            let blank = if at == 0 { "" } else { " " };
            write!(f, "{blank}{key}")?;
        }
        Ok(())
    }
}

impl FromStr for Keys {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let keys: Result<Vec<Key>, _> = text.split_ascii_whitespace().map(str::parse).collect();
        Self::new(keys?).ok_or(KeyError::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_read_and_printed() {
        let keys: Keys = "  Space f  s ".parse().unwrap();
        assert_eq!(keys.len(), 3);
        assert_eq!(keys.to_string(), "Space f s");
        assert_eq!("Ctrl-X u".parse::<Keys>().unwrap().to_string(), "Ctrl-X u");
    }

    #[test]
    fn nothing_is_no_sequence() {
        assert_eq!("  ".parse::<Keys>(), Err(KeyError::Empty));
        assert_eq!(Keys::new(Vec::new()), None);
    }

    #[test]
    fn the_wrong_key_of_a_sequence_is_named() {
        assert_eq!("Space nope".parse::<Keys>(), Err(KeyError::Unknown("nope".to_owned())));
    }
}
