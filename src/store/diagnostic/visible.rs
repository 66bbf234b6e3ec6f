//! Text that may go to a terminal, whatever it came from.

use std::borrow::Cow;

/// `text` with everything that a terminal would act on, or that would hide or reorder it, shown as a symbol:
/// controls as their pictures (`␛`), all else as `�`. The result is one line, and has as many characters.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| substitute(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(substitute).collect())
    }
}

fn substitute(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => '\u{FFFD}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_pictures_and_letters_stay() {
        assert_eq!(visible("a\x1b]52;c;x\x07\n\u{9b}\u{202e}\u{200b}\u{feff}"), "a␛]52;c;x␇␊����");
        assert!(matches!(visible("é 日本語 🙂 e\u{301}"), Cow::Borrowed(_)));
    }
}
