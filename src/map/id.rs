//! Ids: short, readable, stable, unique in their file.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::with_str;

/// The longest id that a file may hold, in characters.
pub const MAX_ID: usize = 64;

/// Why a text cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{shown}` cannot be an id: use a-z, A-Z, 0-9, `-` and `_`, at most {MAX_ID}, starting with a letter or digit"
)]
pub struct BadId {
    shown: String,
}

/// Whether `text` may be an id: ASCII letters, digits, `-` and `_`; starts with a letter or digit; 1 to 64 characters.
pub fn is_id(text: &str) -> bool {
    text.len() <= MAX_ID
        && text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id, if `text` has an id's shape.
            pub fn new(text: &str) -> Result<Self, BadId> {
                if is_id(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(BadId { shown: super::text::visible(&text.chars().take(80).collect::<String>()).into_owned() })
                }
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as text that lives on without it; costs no copy.
            pub fn shared_text(&self) -> Arc<str> {
                Arc::clone(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let read = with_str(d, |text| {
                    Self::new(text).map_err(|bad| format!("{bad}\n{}", hint(text)))
                })?;
                read.map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A map; also the stem of its folder of versions.
    MapId;
    /// A stage of a map.
    StageId;
    /// A lane of a map.
    LaneId;
    /// A card: step, note, pain point, opportunity or metric.
    CardId;
    /// A person of the workspace.
    PersonId;
    /// A customer segment.
    SegmentId;
    /// A dated event.
    EventId;
    /// A piece of evidence.
    EvidenceId;
    /// A lead of a metric.
    LeadId;
    /// A conflict kept in a map.
    ConflictId;
    /// A review thread of a map; also the stem of its file.
    ThreadId;
    /// Any element of a map, whatever it is; the map itself has its own id.
    ElementId;
    /// A workshop; also the stem of its record's file.
    SessionId;
    /// What a workshop holds beside the map: a private card, a group, a vote, a decision, an action, a parked item.
    ItemId;
}

/// What to write instead of a text that is no id: the second line of a reading error.
fn hint(text: &str) -> String {
    match slug(text, 40) {
        near if near.is_empty() => "write something like `no-eta-7f`".to_owned(),
        near => format!("write something like `{near}`"),
    }
}

/// Where new ids get their distinctness from. The map never asks for randomness itself.
pub trait IdSource {
    /// Fresh bits; a real source is random, a test's counts.
    fn bits(&mut self) -> u64;
}

/// An id source that counts: for tests and for derived ids.
#[derive(Debug, Default, Clone)]
pub struct CountingIds(u64);

impl IdSource for CountingIds {
    fn bits(&mut self) -> u64 {
        self.0 += 1;
        // Spread the count over the low bits, so that neighbours differ in every digit.
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
    }
}

/// Crockford's digits: no i, l, o, u, so that an id can be read aloud.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `count` digits of `bits` as Crockford base 32.
pub fn digits(mut bits: u64, count: usize) -> String {
    let mut out = String::with_capacity(count);
    for _ in 0..count {
        out.push(char::from(DIGITS[(bits & 31) as usize]));
        bits >>= 5;
    }
    out
}

/// The readable part of an id: the first words of `text` in ASCII, at most `max` characters, joined by `-`; may be empty.
pub fn slug(text: &str, max: usize) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let word: String = word.chars().filter_map(plain).collect();
        if word.is_empty() {
            continue;
        }
        let room = max.saturating_sub(out.len() + usize::from(!out.is_empty()));
        if word.len() > room {
            if out.is_empty() {
                out.extend(word.chars().take(max));
            }
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    out
}

/// One letter in lower-case ASCII, with the commonest accents taken off; nothing for other scripts.
fn plain(c: char) -> Option<char> {
    let c = c.to_lowercase().next()?;
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'à'..='å' => Some('a'),
        'ç' => Some('c'),
        'è'..='ë' => Some('e'),
        'ì'..='ï' => Some('i'),
        'ñ' => Some('n'),
        'ò'..='ö' | 'ø' => Some('o'),
        'ù'..='ü' => Some('u'),
        'ß' => Some('s'),
        _ => None,
    }
}

/// A new id text for something called `text`, or for a `fallback` thing without readable words, that `taken` does not hold:
/// a slug and four random digits, so that two branches do not make the same one.
pub fn mint(text: &str, fallback: &str, source: &mut dyn IdSource, taken: &dyn Fn(&str) -> bool) -> String {
    let slug = slug(text, 16);
    let stem = if slug.is_empty() { fallback } else { &slug };
    let mut width = 4;
    loop {
        let id = format!("{stem}-{}", digits(source.bits(), width));
        if !taken(&id) {
            return id;
        }
        width = (width + 1).min(12);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape() {
        for good in ["a", "no-eta-7f", "A_b", "9x"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "../x", "a b", "a/b", "é", "a.ron", &"x".repeat(65)] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_no_id_is_told_on_one_line() {
        let told = StageId::new("a\nb\u{202e}c").unwrap_err().to_string();
        assert!(told.starts_with("`a␊b\u{fffd}c` cannot be an id"), "{told}");
    }

    #[test]
    fn slugs_are_words() {
        assert_eq!(slug("No ETA once the van has left", 16), "no-eta-once-the");
        assert_eq!(slug("Über Größe", 16), "uber-grose");
        assert_eq!(slug("日本語", 16), "");
        assert_eq!(slug("Donaudampfschifffahrtsgesellschaft", 16), "donaudampfschiff");
    }

    #[test]
    fn minting_avoids_what_is_taken() {
        let mut source = CountingIds::default();
        let first = mint("No ETA", "pain", &mut source, &|_| false);
        let again = mint("No ETA", "pain", &mut CountingIds::default(), &|id| id == first);
        assert!(first.starts_with("no-eta-"));
        assert_ne!(first, again);
        assert!(mint("…", "pain", &mut source, &|_| false).starts_with("pain-"));
    }
}
