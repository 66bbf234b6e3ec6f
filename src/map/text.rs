//! Text that people typed: cleaned once on the way in.
//!
//! What is replaced by U+FFFD is what [`Class::is_harmful`] says, but for the line feed: controls, bidirectional controls,
//! characters that only hide. Joiners, selectors and fillers stay: languages need them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod class;
mod visible;

pub use class::{Class, is_in_place};
pub use visible::visible;

/// The visible substitute for a character that must not be shown.
pub const SUBSTITUTE: char = '\u{fffd}';

/// Whether a character may not stand in a text and is replaced: what the table calls harmful, but the line feed. CR and
/// tab are handled by [`clean`].
pub fn is_forbidden(c: char) -> bool {
    c != '\n' && Class::of(c).is_harmful()
}

/// `text` with every forbidden character replaced; CR LF and CR become a line feed, a tab a blank.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_forbidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push(' '),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            c if is_forbidden(c) => out.push(SUBSTITUTE),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[allow(clippy::needless_bitwise_bool, reason = "without a branch, so that many bytes are looked at at once")]
/// Whether a forbidden character can start with this byte of UTF-8. What most texts are made of has none, and one look
/// at a byte is cheaper than one at a character.
pub fn may_start_forbidden(byte: u8) -> bool {
    let leads = matches!(byte, 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF0 | 0xF3);
    leads | (byte == 0x7F) | ((byte < b' ') & (byte != b'\n'))
}

#[allow(clippy::needless_bitwise_bool, reason = "without a branch, so that many bytes are looked at at once")]
/// Whether no byte can start a forbidden character: without a branch, so that many are looked at at once.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| plain & !may_start_forbidden(byte))
}

/// One line of clean text: a name, a title, a reason.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Label(Arc<str>);

impl Label {
    /// Cleaned, line breaks turned into blanks, blanks at both ends cut off.
    pub fn new(text: &str) -> Self {
        let cleaned = clean(text);
        let trimmed = cleaned.trim();
        if trimmed.contains('\n') {
            let joined =
                trimmed.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
            return Self(joined.into());
        }
        Self(trimmed.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Clean text of one or more lines: what a card says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Arc<str>);

impl Text {
    /// Cleaned; blanks at the ends of lines and empty lines at both ends are cut off.
    pub fn new(text: &str) -> Self {
        let cleaned = clean(text);
        let is_tidy =
            cleaned.trim().len() == cleaned.len() && (!cleaned.contains('\n') || !cleaned.contains(" \n"));
        if is_tidy {
            return Self(cleaned.as_ref().into());
        }
        let lines: Vec<&str> = cleaned.split('\n').map(str::trim_end).collect();
        let first = lines.iter().position(|l| !l.is_empty()).unwrap_or(lines.len());
        let last = lines.iter().rposition(|l| !l.is_empty()).map_or(first, |at| at + 1);
        let joined = lines.get(first..last).unwrap_or_default().join("\n");
        Self(joined.trim().into())
    }

    /// The text, lines parted by `\n`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its lines; an empty text has one empty line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.split('\n')
    }

    /// On one line, for lists and messages.
    pub fn one_line(&self) -> Cow<'_, str> {
        if self.0.contains('\n') {
            Cow::Owned(self.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" "))
        } else {
            Cow::Borrowed(&self.0)
        }
    }
}

macro_rules! shown {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )*};
}
shown!(Label, Text);

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

/// What `make` makes of a string, without a copy in between: a `Cow` would always own one.
pub(super) fn with_str<'de, D: Deserializer<'de>, T>(
    d: D,
    make: impl FnOnce(&str) -> T,
) -> Result<T, D::Error> {
    struct Str<F>(F);
    impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Str<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            Ok((self.0)(text))
        }
    }
    d.deserialize_str(Str(make))
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        with_str(d, Self::new)
    }
}

/// One line as a string, several as a list of lines: one changed line is one changed line in a diff.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if !self.0.contains('\n') {
            return s.serialize_str(&self.0);
        }
        let mut seq = s.serialize_seq(None)?;
        for line in self.lines() {
            seq.serialize_element(line)?;
        }
        seq.end()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Lines;
        impl<'de> Visitor<'de> for Lines {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text: a string, or a list of its lines")
            }

            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Text, E> {
                Ok(Text::new(v))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text, A::Error> {
                let mut lines: Vec<String> = Vec::new();
                while let Some(line) = seq.next_element::<String>()? {
                    lines.push(line);
                }
                Ok(Text::new(&lines.join("\n")))
            }
        }
        d.deserialize_any(Lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_become_visible() {
        assert_eq!(clean("pay\u{1b}[8mload"), "pay\u{fffd}[8mload");
        assert_eq!(clean("a\u{202e}b\u{200b}c\u{85}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(clean("क्‍ष نامه\u{200c}ای"), "क्‍ष نامه\u{200c}ای");
        assert_eq!(clean("a\r\nb\rc\td"), "a\nb\nc d");
    }

    #[test]
    fn the_quick_look_misses_no_forbidden_character() {
        for c in ('\0'..=char::MAX).filter(|c| is_forbidden(*c)) {
            assert!(may_start_forbidden(c.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{c:?}");
            assert_ne!(clean(c.encode_utf8(&mut [0; 4])), c.to_string(), "{c:?}");
        }
        assert!("plain, naïve\n".bytes().all(|byte| !may_start_forbidden(byte)));
    }

    #[test]
    fn a_label_is_one_line() {
        assert_eq!(Label::new("  a \n\n b ").as_str(), "a b");
    }

    #[test]
    fn a_text_keeps_inner_lines() {
        assert_eq!(Text::new("\n\n a  \n\n b \n").as_str(), "a\n\n b");
        assert_eq!(Text::new(" \n ").as_str(), "");
    }

    #[test]
    fn cleaning_twice_is_cleaning_once() {
        for sample in ["", " a ", "a \n b", "\u{1b}\n\n", "x\u{2028}\u{2029}", "\ta\t", "\r\r", " \u{1b}"] {
            let once = Text::new(sample);
            assert_eq!(Text::new(once.as_str()), once, "{sample:?}");
            let once = Label::new(sample);
            assert_eq!(Label::new(once.as_str()), once, "{sample:?}");
        }
    }
}
