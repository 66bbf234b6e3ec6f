//! Value sets with fixed words: one table gives an enum its names in files, on screens and on the command line.

/// Declares an enum whose values have words. `Name::ALL`, `word()`, `from_word()`, `next()`, `previous()`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that people read and type.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value whose word or name in files `text` is, whatever the case.
            pub fn from_word(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|v| v.word().eq_ignore_ascii_case(text) || format!("{v:?}").eq_ignore_ascii_case(text))
            }

            /// The value after this one; the last stays.
            #[must_use]
            pub fn next(self) -> Self {
                let at = Self::ALL.iter().position(|v| *v == self).unwrap_or(0);
                Self::ALL.get(at + 1).copied().unwrap_or(self)
            }

            /// The value before this one; the first stays.
            #[must_use]
            pub fn previous(self) -> Self {
                let at = Self::ALL.iter().position(|v| *v == self).unwrap_or(0);
                at.checked_sub(1).and_then(|at| Self::ALL.get(at)).copied().unwrap_or(self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::map::card::Severity;

    #[test]
    fn words_go_both_ways() {
        for value in Severity::ALL {
            assert_eq!(Severity::from_word(value.word()), Some(*value));
        }
        assert_eq!(Severity::from_word("HIGH"), Some(Severity::High));
        assert_eq!(Severity::from_word("highish"), None);
        assert_eq!(Severity::Critical.next(), Severity::Critical);
        assert_eq!(Severity::High.previous(), Severity::Medium);
    }
}
