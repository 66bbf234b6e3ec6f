//! Text that may go to a terminal, whatever it came from.

use std::borrow::Cow;

use super::SUBSTITUTE;
use super::class::{Class, is_in_place};

/// `text` with everything that a terminal would act on, or that would hide or reorder it, shown as a symbol:
/// controls as their pictures (`␛`), all else as `�`; a tab is a blank. Joiners and selectors stay where they do their
/// work. The result is one line, and has as many characters.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) || shown(text).eq(text.chars()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(shown(text).collect())
}

fn shown(text: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    text.chars().map(move |c| {
        let is_lost = !is_in_place(c, before.replace(c));
        if is_lost { SUBSTITUTE } else { substitute(c) }
    })
}

fn substitute(c: char) -> char {
    match Class::of(c) {
        Class::Plain | Class::Joiner | Class::Selector => c,
        Class::Control => picture(c),
        Class::Break | Class::Bidi | Class::Invisible | Class::Tag | Class::Filler => SUBSTITUTE,
    }
}

/// The picture that Unicode has of a control.
fn picture(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(SUBSTITUTE),
        '\u{7f}' => '\u{2421}',
        _ => SUBSTITUTE,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn controls_become_pictures_and_letters_stay() {
        assert_eq!(visible("a\x1b]52;c;x\x07\n\u{9b}\u{202e}\u{200b}\u{feff}"), "a␛]52;c;x␇␊����");
        assert_eq!(visible("a\tb\u{ad}c\u{7f}"), "a b�c␡");
        assert!(matches!(visible("é 日本語 🙂 e\u{301}"), Cow::Borrowed(_)));
    }

    #[test]
    fn joiners_stay_where_they_join() {
        for text in
            ["نامه\u{200c}ای", "क्\u{200d}ष", "👩\u{200d}🚀", "❤\u{fe0f}\u{200d}🔥", "1\u{fe0f}\u{20e3}"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(visible("pay\u{200d}pal\u{200d}\u{200d}"), "pay�pal��");
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left_and_twice_is_once(text in "(\\PC|.|[\\x00-\\x1f\\u{80}-\\u{ad}\\u{2000}-\\u{206f}\\u{fe00}-\\u{fe0f}\\u{e0000}-\\u{e0fff}aé]){0,12}") {
            let once = visible(&text).into_owned();
            prop_assert!(!once.chars().any(|c| Class::of(c).is_harmful()), "{once:?}");
            prop_assert_eq!(once.chars().count(), text.chars().count());
            prop_assert_eq!(visible(&once), once.as_str());
        }
    }
}
