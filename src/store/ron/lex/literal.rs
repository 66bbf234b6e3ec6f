//! Strings, byte strings and characters: where they end, and what they say.

use std::borrow::Cow;

use super::Kind;

/// A literal that starts with `r` or `b`, if this is one.
pub(super) fn prefixed(rest: &str) -> Option<(Kind, usize)> {
    if rest.starts_with("b\"") {
        let (kind, len) = quoted(rest, 1);
        return Some((Kind::ByteString { closed: !kind.is_unclosed() }, len));
    }
    if rest.starts_with("b'") {
        return match character(rest, 1) {
            (Kind::Char, len) => Some((Kind::Char, len)),
            _ => None,
        };
    }
    if let Some((closed, len)) = raw(rest, "br") {
        return Some((Kind::ByteString { closed }, len));
    }
    raw(rest, "r").map(|(closed, len)| (Kind::RawString { closed }, len))
}

/// A `"…"` whose opening quote stands `prefix` bytes into `rest`.
pub(super) fn quoted(rest: &str, prefix: usize) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let mut at = prefix + 1;
    while let Some(found) = bytes.get(at..).and_then(|b| memchr::memchr2(b'"', b'\\', b)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return (Kind::String { closed: true }, at + 1);
        }
        at += 2;
    }
    (Kind::String { closed: false }, rest.len())
}

/// A `'c'` whose quote stands `prefix` bytes into `rest`; without an end nearby it is an unknown quote.
pub(super) fn character(rest: &str, prefix: usize) -> (Kind, usize) {
    const LONGEST_ESCAPE: usize = 10;
    let inside = rest.get(prefix + 1..).unwrap_or_default();
    let mut chars = inside.char_indices();
    let end = match chars.next() {
        Some((_, '\\')) => {
            chars.next();
            chars.take(LONGEST_ESCAPE).take_while(|(_, c)| *c != '\n').find(|(_, c)| *c == '\'')
        }
        Some((_, '\n')) | None => None,
        Some(_) => chars.next().filter(|(_, c)| *c == '\''),
    };
    match end {
        Some((at, _)) => (Kind::Char, prefix + 1 + at + 1),
        None => (Kind::Unknown, 1),
    }
}

fn raw(rest: &str, prefix: &str) -> Option<(bool, usize)> {
    let after = rest.strip_prefix(prefix)?;
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    let body = after.get(hashes..)?.strip_prefix('"')?;
    let start = prefix.len() + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    match memchr::memmem::find(body.as_bytes(), end.as_bytes()) {
        Some(at) => Some((true, start + at + end.len())),
        None => Some((false, rest.len())),
    }
}

/// The text that a string literal stands for, by ron 0.12.3's rules; `None` for a literal that ron refuses.
pub fn decode(literal: &str) -> Option<Cow<'_, str>> {
    if let Some(raw) = literal.strip_prefix('r') {
        let inside = raw.trim_start_matches('#');
        let hashes = raw.len() - inside.len();
        let end = inside.len().checked_sub(hashes + 1)?;
        return inside.strip_prefix('"')?.get(..end.checked_sub(1)?).map(Cow::Borrowed);
    }
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    if inside.contains('\\') { unescape(inside).map(Cow::Owned) } else { Some(Cow::Borrowed(inside)) }
}

fn unescape(inside: &str) -> Option<String> {
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at)?);
        rest = rest.get(at + 1..)?;
        let mut chars = rest.chars();
        let simple = match chars.next()? {
            '\'' => '\'',
            '"' => '"',
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'x' => {
                rest = byte_escape(rest, &mut out)?;
                continue;
            }
            'u' => {
                let (code, after) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                let valid = (1..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_hexdigit());
                out.push(char::from_u32(u32::from_str_radix(code, 16).ok().filter(|_| valid)?)?);
                rest = after;
                continue;
            }
            '\n' => {
                rest = continuation(chars.as_str());
                continue;
            }
            '\r' => {
                rest = continuation(chars.as_str().strip_prefix('\n')?);
                continue;
            }
            _ => return None,
        };
        out.push(simple);
        rest = chars.as_str();
    }
    out.push_str(rest);
    Some(out)
}

fn continuation(after: &str) -> &str {
    after.trim_start_matches([' ', '\t', '\n', '\r'])
}

/// `x41`, or up to four `\x` in a row that make one UTF-8 character; `rest` starts at the first `x`.
fn byte_escape<'a>(mut rest: &'a str, out: &mut String) -> Option<&'a str> {
    let mut bytes = Vec::with_capacity(4);
    loop {
        let digits = rest.get(1..3).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = rest.get(3..)?;
        if let Ok(text) = std::str::from_utf8(&bytes) {
            out.push_str(text);
            return Some(rest);
        }
        if bytes.len() == 4 {
            return None;
        }
        rest = rest.strip_prefix('\\').filter(|r| r.starts_with('x'))?;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::ron::lex::tokens;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn decode_agrees_with_ron(parts in prop::collection::vec(prop_oneof![
            "[ -~]{0,4}",
            prop::sample::select(vec!["\\n", "\\x41", "\\xc3\\xa9", "\\xff", "\\u{e9}", "\\u{}", "\\u{110000}", "\\\n   ",
                "\\\r\n\t x", "\\q", "\\'", "\\\"", "é", "\\\\", "\\u{0000041}"]).prop_map(String::from),
        ], 0..6)) {
            let literal = format!("\"{}\"", parts.concat());
            let first = tokens(&literal).next().unwrap();
            if first.span.len() == literal.len() && !first.kind.is_unclosed() {
                let ours = decode(&literal).map(Cow::into_owned);
                prop_assert_eq!(ours, ron::from_str::<String>(&literal).ok());
            }
        }
    }

    #[test]
    fn raw_strings_say_what_they_hold() {
        assert_eq!(decode("r#\"a\\n\"b\"#").unwrap(), "a\\n\"b");
        assert_eq!(decode("r\"\"").unwrap(), "");
        assert_eq!(decode("r#\"").as_deref(), None);
        assert_eq!(decode("\""), None);
        assert_eq!(decode("rate"), None);
        assert_eq!(decode("r\""), None);
    }
}
