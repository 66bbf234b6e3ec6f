//! Lossless RON tokens: every byte of the text belongs to exactly one token, and nothing is refused.
//!
//! What ron 0.12.3 would not accept still gets a token: [`Kind::Unknown`], or a literal that says it is not
//! closed. The work is linear in the text, whatever it holds.

use std::ops::Range;

mod literal;

pub use literal::decode;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Spaces, tabs, and the rarer white space of RON; no line feed.
    Space,
    /// One `\n` or `\r\n`.
    Newline,
    /// `// …` up to the end of its line, without the line feed.
    LineComment,
    /// `/* … */`, nested; `closed` is false when the text ends inside it.
    BlockComment {
        /// Whether its end was found.
        closed: bool,
    },
    /// `"…"`.
    String {
        /// Whether its end was found.
        closed: bool,
    },
    /// `r"…"`, `r#"…"#`.
    RawString {
        /// Whether its end was found.
        closed: bool,
    },
    /// `b"…"`, `br#"…"#`.
    ByteString {
        /// Whether its end was found.
        closed: bool,
    },
    /// `'c'`, or the byte literal `b'c'`.
    Char,
    /// A number in any form, with its sign and suffix.
    Number,
    /// A name, also `r#raw-name`.
    Ident,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `#`, `!`, `=`, or `..`: what attributes and ranges are made of.
    Mark,
    /// A character that starts nothing in RON.
    Unknown,
}

impl Kind {
    /// White space, line ends and comments: what carries no value.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::Newline) || self.is_comment()
    }

    /// A comment of either form.
    pub fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment { .. })
    }

    /// A literal that [`decode`] can turn into text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::String { .. } | Self::RawString { .. })
    }

    /// A literal or comment that the text ends inside of.
    pub fn is_unclosed(self) -> bool {
        matches!(
            self,
            Self::BlockComment { closed: false }
                | Self::String { closed: false }
                | Self::RawString { closed: false }
                | Self::ByteString { closed: false }
        )
    }
}

/// One token: what it is and where, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Byte range in the text; never empty, always on character boundaries.
    pub span: Range<usize>,
}

/// The tokens of `text`, in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// See [`tokens`].
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..)?;
        let first = rest.chars().next()?;
        let (kind, len) = classify(rest, first);
        let start = self.at;
        self.at += len;
        Some(Token { kind, span: start..self.at })
    }
}

fn classify(rest: &str, first: char) -> (Kind, usize) {
    match first {
        '\n' => (Kind::Newline, 1),
        '\r' if rest.starts_with("\r\n") => (Kind::Newline, 2),
        _ if is_space(first) => (Kind::Space, space(rest)),
        '/' => comment(rest),
        '"' => literal::quoted(rest, 0),
        '\'' => literal::character(rest, 0),
        'r' | 'b' => literal::prefixed(rest).unwrap_or_else(|| ident(rest)),
        '.' if rest.starts_with("..") => (Kind::Mark, 2),
        '0'..='9' | '+' | '-' | '.' => number(rest),
        '#' | '!' | '=' => (Kind::Mark, 1),
        _ if first == '_' || first.is_alphabetic() => ident(rest),
        _ => (punctuation(first), first.len_utf8()),
    }
}

fn punctuation(c: char) -> Kind {
    match c {
        '(' => Kind::OpenParen,
        ')' => Kind::CloseParen,
        '[' => Kind::OpenBracket,
        ']' => Kind::CloseBracket,
        '{' => Kind::OpenBrace,
        '}' => Kind::CloseBrace,
        ':' => Kind::Colon,
        ',' => Kind::Comma,
        _ => Kind::Unknown,
    }
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

fn space(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if !is_space(c) || (c == '\r' && chars.peek() == Some(&'\n')) {
            break;
        }
        len += c.len_utf8();
    }
    len
}

fn length_while(rest: &str, keep: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !keep(c)).unwrap_or(rest.len())
}

fn comment(rest: &str) -> (Kind, usize) {
    if rest.starts_with("//") {
        let line = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let carriage = rest.as_bytes().get(..line).is_some_and(|l| line < rest.len() && l.ends_with(b"\r"));
        return (Kind::LineComment, line - usize::from(carriage));
    }
    if rest.starts_with("/*") { block_comment(rest) } else { (Kind::Unknown, 1) }
}

fn block_comment(rest: &str) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let mut depth = 1_usize;
    let mut at = 2;
    while let Some(found) = bytes.get(at..).and_then(|b| memchr::memchr2(b'/', b'*', b)) {
        at += found;
        match bytes.get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return (Kind::BlockComment { closed: true }, at);
        }
    }
    (Kind::BlockComment { closed: false }, rest.len())
}

fn ident(rest: &str) -> (Kind, usize) {
    if let Some(raw) = rest.strip_prefix("r#") {
        let len = length_while(raw, |c| matches!(c, '.' | '+' | '-') || is_word(c));
        if len > 0 {
            return (Kind::Ident, 2 + len);
        }
    }
    (Kind::Ident, length_while(rest, is_word))
}

/// Letters, digits, `_`, and the marks that combine with them (they follow letters in many scripts).
fn is_word(c: char) -> bool {
    c == '_'
        || c.is_alphanumeric()
        || (!c.is_ascii() && unicode_width::UnicodeWidthChar::width(c) == Some(0) && !is_space(c))
}

fn number(rest: &str) -> (Kind, usize) {
    let sign = usize::from(rest.starts_with(['+', '-']));
    let bytes = rest.as_bytes();
    let hex = bytes.get(sign..).is_some_and(|b| b.starts_with(b"0x"));
    let mut at = sign;
    while let Some(&b) = bytes.get(at) {
        let goes_on = match b {
            b'.' => bytes.get(at + 1) != Some(&b'.'),
            b'+' | b'-' => !hex && at > sign && matches!(bytes.get(at - 1), Some(b'e' | b'E')),
            _ => b == b'_' || b.is_ascii_alphanumeric(),
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    if bytes.get(sign..at).is_some_and(|b| b.iter().any(u8::is_ascii_alphanumeric)) {
        (Kind::Number, at)
    } else {
        (Kind::Unknown, 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        tokens(text).map(|t| (t.kind, text.get(t.span).unwrap())).collect()
    }

    fn messy() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            any::<char>().prop_map(String::from),
            "[ -~]{0,6}",
            prop::sample::select(vec![
                "\"", "\\", "\\\"", "r#\"", "\"#", "br##\"", "b\"", "b'", "'", "//", "/*", "*/", "\r\n",
                "\n", "\r", "r#", "..", "1.", "-", "1e-3", "0x1F", "(", ")", "[", "]", "{", "}", ":", ",",
                "é", "e\u{301}", "\u{200e}",
            ])
            .prop_map(String::from),
        ];
        prop::collection::vec(pieces, 0..40).prop_map(|p| p.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_byte_is_in_exactly_one_token(text in messy()) {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert_eq!(token.span.start, at);
                prop_assert!(token.span.end > at);
                prop_assert!(text.get(token.span.clone()).is_some());
                at = token.span.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }

    #[test]
    fn numbers_ranges_and_names() {
        for text in ["1_000", "0x1F", "+5", "1.", ".5", "-1.5e-3", "0b1u8", "1.0f32"] {
            assert_eq!(kinds(text), [(Kind::Number, text)], "{text}");
        }
        assert_eq!(kinds("1..2"), [(Kind::Number, "1"), (Kind::Mark, ".."), (Kind::Number, "2")]);
        assert_eq!(kinds("r#last-seen"), [(Kind::Ident, "r#last-seen")]);
        assert_eq!(kinds("हिन्दी"), [(Kind::Ident, "हिन्दी")]);
    }

    #[test]
    fn strings_and_comments_hide_brackets() {
        let text = "\"(\\\"[\" r#\"\"{\"# b\"(\" /* ( /* [ */ */ '(' // {\r\n'\\''";
        let solid: Vec<_> = kinds(text).into_iter().filter(|(k, _)| *k != Kind::Space).collect();
        assert_eq!(
            solid,
            [
                (Kind::String { closed: true }, "\"(\\\"[\""),
                (Kind::RawString { closed: true }, "r#\"\"{\"#"),
                (Kind::ByteString { closed: true }, "b\"(\""),
                (Kind::BlockComment { closed: true }, "/* ( /* [ */ */"),
                (Kind::Char, "'('"),
                (Kind::LineComment, "// {"),
                (Kind::Newline, "\r\n"),
                (Kind::Char, "'\\''"),
            ]
        );
    }

    #[test]
    fn what_is_not_closed_reaches_to_the_end() {
        for text in ["\"abc\n)", "r##\"x\"#", "b\"x", "/* /* */"] {
            let all: Vec<_> = tokens(text).collect();
            assert!(all.len() == 1 && all[0].kind.is_unclosed(), "{text}: {all:?}");
        }
    }
}
