//! How text becomes a RON string literal: as people wrote it, except where that would lie or break.

use std::fmt::{self, Write};

use crate::map::text::Class;

/// Whether `c` must be written as an escape inside `"…"`.
///
/// Controls, because they act on terminals and because a `\r\n` checkout would change a raw line end; direction
/// marks, separators and the byte order mark, because they make a diff look different from what it is.
/// Letters of every script, emoji, joiners (U+200C, U+200D) and combining marks are not escaped.
pub fn needs_escape(c: char) -> bool {
    if matches!(c, ' '..='~') {
        return matches!(c, '"' | '\\');
    }
    Class::of(c).is_harmful()
}

/// Appends `text` to `out` without quotes, escaped where [`needs_escape`] says so.
pub fn escape_into(out: &mut String, text: &str) {
    if text.bytes().all(is_plain) {
        out.push_str(text);
        return;
    }
    let mut written = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| needs_escape(*c)) {
        out.push_str(text.get(written..at).unwrap_or_default());
        push_escape(out, c);
        written = at + c.len_utf8();
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// Appends one `'c'` literal.
pub(super) fn char_into(out: &mut String, c: char) {
    out.push('\'');
    match c {
        '\'' => out.push_str("\\'"),
        '"' => out.push('"'),
        _ if needs_escape(c) => push_escape(out, c),
        _ => out.push(c),
    }
    out.push('\'');
}

/// Appends a `b"…"` literal.
pub(super) fn bytes_into(out: &mut String, bytes: &[u8]) {
    out.push_str("b\"");
    out.extend(bytes.iter().copied().flat_map(std::ascii::escape_default).map(char::from));
    out.push('"');
}

/// A sink that escapes what is formatted into it, so that dates and ids need no string of their own.
pub(super) struct Escaping<'a>(pub(super) &'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape_into(self.0, text);
        Ok(())
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}

fn push_escape(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\0' => out.push_str("\\0"),
        _ => out.extend(c.escape_unicode()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape_into(&mut out, text);
        out
    }

    #[test]
    fn letters_emoji_joiners_and_marks_stay() {
        for text in [
            "é",
            "日本語",
            "🙂",
            "👨\u{200D}👩",
            "می\u{200C}خواهم",
            "e\u{301}",
            "हिन्दी",
            "\u{301}x",
            "☂\u{FE0F}",
        ] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn what_acts_or_hides_is_escaped() {
        assert_eq!(
            escaped("a\u{202E}b\u{FEFF}\u{2028}\u{2066}\u{61C}"),
            "a\\u{202e}b\\u{feff}\\u{2028}\\u{2066}\\u{61c}"
        );
        assert_eq!(escaped("\u{1b}[31m\u{9b}\u{7f}"), "\\u{1b}[31m\\u{9b}\\u{7f}");
        assert_eq!(escaped("\"\\\n\r\t\0"), "\\\"\\\\\\n\\r\\t\\0");
    }
}
