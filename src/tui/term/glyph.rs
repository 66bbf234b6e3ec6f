//! What of a cell's symbol may reach the terminal: one visible cluster of known width, and nothing raw.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::map::text::{Class, is_in_place};
use crate::tui::text::is_simple;

/// Stands for what must not be shown.
const SUBSTITUTE: &str = "\u{FFFD}";

/// Marks beyond this many on one letter are cut: they carry no meaning and cost time.
const MOST_CHARS: usize = 12;

/// A cluster that is safe to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glyph<'a> {
    /// The text to write.
    pub(super) text: Cow<'a, str>,
    /// Columns: 1 or 2.
    pub(super) width: u16,
    /// Terminals disagree about its width: the cursor is anywhere after it.
    pub(super) is_risky: bool,
}

impl<'a> Glyph<'a> {
    /// One that takes a column for sure.
    pub(super) fn narrow(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), width: 1, is_risky: false }
    }

    /// The glyph of a cell's symbol, where `room` columns are left in the row.
    pub(super) fn of(symbol: &'a str, room: u16) -> Self {
        match symbol.as_bytes() {
            [b' '..=b'~'] => Self::narrow(symbol),
            [] => Self::narrow(" "),
            _ if is_one_simple(symbol) => Self::narrow(symbol),
            _ => Self::of_cluster(symbol, room),
        }
    }

    fn of_cluster(symbol: &'a str, room: u16) -> Self {
        let cluster = symbol.graphemes(true).next().unwrap_or(" ");
        let text = clean(cluster);
        let width = text.width();
        let apart: usize = text.chars().filter_map(UnicodeWidthChar::width).sum();
        let is_risky = apart != width || text.contains('\u{200D}');
        match width {
            0 => Self::narrow(SUBSTITUTE),
            1 => Self { text, width: 1, is_risky },
            _ if room < 2 => Self::narrow(" "),
            _ => Self { text, width: 2, is_risky },
        }
    }
}

/// Whether the symbol is one character that is a column wide everywhere: lines, blocks, bullets, Latin letters.
fn is_one_simple(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(is_simple) && chars.next().is_none()
}

/// The cluster without the presentation selector and what joins nothing; a substitute where anything in it must not be
/// written.
fn clean(cluster: &str) -> Cow<'_, str> {
    if cluster.chars().any(is_harmful) {
        return Cow::Borrowed(SUBSTITUTE);
    }
    if cluster.chars().nth(MOST_CHARS).is_none() && written(cluster).eq(cluster.chars()) {
        return Cow::Borrowed(cluster);
    }
    Cow::Owned(written(cluster).take(MOST_CHARS).collect())
}

fn written(cluster: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    cluster.chars().filter(move |c| is_in_place(*c, before.replace(*c)) && *c != '\u{FE0F}')
}

/// What no cell may hold: what harms, and what stands in a text and shows nothing.
fn is_harmful(c: char) -> bool {
    let class = Class::of(c);
    class.is_harmful() || class == Class::Filler
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(symbol: &str) -> (String, u16) {
        let glyph = Glyph::of(symbol, 80);
        (glyph.text.into_owned(), glyph.width)
    }

    #[test]
    fn hostile_symbols_become_a_visible_substitute() {
        let hostile = [
            "\u{1b}[31m",
            "\u{7}",
            "\u{9b}",
            "\u{202e}",
            "\u{200b}",
            "\u{feff}",
            "a\u{202e}",
            "\u{200d}",
            "\u{301}",
            "\r\n",
            "\u{2028}",
            "\u{ad}",
            "\u{7f}",
            "\u{e0041}",
        ];
        for symbol in hostile {
            let (text, width) = shown(symbol);
            assert!(text == SUBSTITUTE || text == "a", "{symbol:?} gave {text:?}");
            assert_eq!(width, 1);
        }
    }

    #[test]
    fn languages_and_emoji_keep_their_clusters() {
        assert_eq!(shown("e\u{301}"), ("e\u{301}".into(), 1));
        assert_eq!(shown("界"), ("界".into(), 2));
        assert_eq!(shown("❤\u{fe0f}"), ("❤".into(), 1));
        assert_eq!(shown("👩\u{200d}🚀"), ("👩\u{200d}🚀".into(), 2));
        assert_eq!(shown("a\u{200d}"), ("a".into(), 1), "it joins nothing");
        assert!(Glyph::of("👩\u{200d}🚀", 9).is_risky);
        assert!(!Glyph::of("界", 9).is_risky);
    }

    #[test]
    fn a_wide_one_without_room_is_blank() {
        assert_eq!(Glyph::of("界", 1), Glyph::narrow(" "));
    }

    #[test]
    fn no_character_that_the_table_calls_harmful_is_painted() {
        for c in ('\0'..=char::MAX).filter(|c| Class::of(*c).is_harmful()) {
            assert!(!shown(&format!("a{c}")).0.contains(c) && !shown(&c.to_string()).0.contains(c), "{c:?}");
        }
    }

    #[test]
    fn the_short_way_for_simple_characters_is_the_long_one() {
        for c in (' '..=char::MAX).filter(|c| is_simple(*c)) {
            assert_eq!(Glyph::of(&c.to_string(), 9), Glyph::of_cluster(&c.to_string(), 9), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_raw_is_ever_left(symbol in "\\PC{0,3}|.{0,4}|[\\x00-\\x1f\\u{80}-\\u{9f}\\u{2000}-\\u{206f}a界]{1,4}") {
            let glyph = Glyph::of(&symbol, 80);
            prop_assert!(matches!(glyph.width, 1 | 2));
            prop_assert!(!glyph.text.chars().any(is_harmful));
            prop_assert!(!glyph.text.is_empty());
        }
    }
}
