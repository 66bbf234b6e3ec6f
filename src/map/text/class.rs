//! The one table of the characters that are more than a sign on a page, and what each would do to a reader.
//!
//! Who keeps or shows text asks it, each by its own policy: [`super::clean`] for what a map keeps, [`super::visible()`] for
//! lines that are shown (messages, diagnostics, names of files), the terminal's painter for cells.

/// What a character does to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// It is seen. Private use characters too: whatever a font makes of them, it is something.
    Plain,
    /// A terminal acts on it: C0 (line feed and tab too), DEL, C1.
    Control,
    /// It ends a line, where a reader of files sees none: U+2028, U+2029.
    Break,
    /// It turns the direction of reading.
    Bidi,
    /// It shows nothing, and no language needs it.
    Invisible,
    /// A letter nobody sees, made to mark text; whole messages can be hidden in them.
    Tag,
    /// It shows nothing itself and decides how its neighbours join: languages and emoji need it.
    Joiner,
    /// It chooses among the shapes of the character before it.
    Selector,
    /// A blank of some script, or a mark of where a word may be parted: it stands in people's words, and is not seen.
    Filler,
}

impl Class {
    /// The class of a character.
    #[allow(clippy::match_same_arms, reason = "the first arm answers for nearly every character there is")]
    pub const fn of(c: char) -> Self {
        match c {
            ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{34e}' => Self::Plain,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Self::Control,
            '\u{2028}' | '\u{2029}' => Self::Break,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Self::Bidi
            }
            '\u{200c}' | '\u{200d}' | '\u{34f}' => Self::Joiner,
            '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                Self::Selector
            }
            '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => {
                Self::Filler
            }
            '\u{180e}'
            | '\u{200b}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' => Self::Invisible,
            '\u{e0000}'..='\u{e0fff}' => Self::Tag,
            _ => Self::Plain,
        }
    }

    /// Whether it may stand in no text and reach no reader: it acts, hides or reorders, and nobody's language needs it.
    pub const fn is_harmful(self) -> bool {
        matches!(self, Self::Control | Self::Break | Self::Bidi | Self::Invisible | Self::Tag)
    }
}

/// Whether a joiner or selector does its work behind `before`: joiners join letters outside of ASCII, selectors follow
/// something that is seen. Anywhere else they only make two texts look the same. `true` for all other characters.
pub fn is_in_place(c: char, before: Option<char>) -> bool {
    let behind = before.map_or(Class::Control, Class::of);
    match Class::of(c) {
        Class::Joiner => {
            behind == Class::Selector || (behind == Class::Plain && before.is_some_and(|b| !b.is_ascii()))
        }
        Class::Selector => behind == Class::Plain && before.is_some_and(|b| !b.is_whitespace()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_and_every_format_character_known_to_hide_is_in_the_table() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_control()) {
            assert_eq!(Class::of(c), Class::Control, "{c:?}");
        }
        // Those that Unicode says are not to be seen (Default_Ignorable_Code_Point), and its lines and directions.
        let hidden = [
            0xAD..=0xAD,
            0x34F..=0x34F,
            0x61C..=0x61C,
            0x115F..=0x1160,
            0x17B4..=0x17B5,
            0x180B..=0x180F,
            0x200B..=0x200F,
            0x2028..=0x202E,
            0x2060..=0x206F,
            0x3164..=0x3164,
            0xFE00..=0xFE0F,
            0xFEFF..=0xFEFF,
            0xFFA0..=0xFFA0,
            0xFFF0..=0xFFFB,
            0x1BCA0..=0x1BCA3,
            0x1D173..=0x1D17A,
            0xE0000..=0xE0FFF,
        ];
        for c in hidden.into_iter().flatten().filter_map(char::from_u32) {
            assert_ne!(Class::of(c), Class::Plain, "{c:?}");
        }
    }

    #[test]
    fn what_is_seen_is_plain() {
        for c in " aé日क्🙂\u{301}\u{a0}\u{e000}\u{fffd}␛".chars() {
            assert_eq!(Class::of(c), Class::Plain, "{c:?}");
        }
    }

    #[test]
    fn joiners_and_selectors_work_only_behind_something() {
        assert!(is_in_place('\u{200d}', Some('👩')) && is_in_place('\u{200c}', Some('ه')));
        assert!(is_in_place('\u{200d}', Some('\u{fe0f}')) && is_in_place('\u{fe0f}', Some('1')));
        for before in [None, Some('a'), Some('\u{200d}'), Some('\u{202e}')] {
            assert!(!is_in_place('\u{200d}', before), "{before:?}");
        }
        assert!(!is_in_place('\u{fe0f}', Some(' ')) && !is_in_place('\u{fe0f}', Some('\u{fe0e}')));
    }
}
