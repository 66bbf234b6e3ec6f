//! Which format a text says it has, before any reader is chosen.

use std::ops::Range;

use super::lex::{Kind, Token, tokens};
use crate::store::diagnostic::Diagnostic;

/// The number of the top-level field `format`.
///
/// # Errors
/// An empty text, no `format` field, or one that is no whole number. The rest of the text is not judged.
pub fn peek_format(text: &str) -> Result<u32, Diagnostic> {
    peek(text).map_err(|found| found.within(text))
}

fn peek(text: &str) -> Result<u32, Diagnostic> {
    let mut solid = tokens(text).filter(|t| !t.kind.is_trivia()).peekable();
    skip_attributes(text, &mut solid)?;
    let Some(start) = solid.peek().map(|t| t.span.clone()) else {
        return Err(empty());
    };
    let (mut depth, mut starts_field) = (0_usize, false);
    while let Some(token) = solid.next() {
        let is_first = std::mem::replace(&mut starts_field, depth == 1 && token.kind == Kind::Comma);
        match token.kind {
            Kind::OpenParen if depth == 0 => (depth, starts_field) = (1, true),
            Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace => depth += 1,
            Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace => depth = depth.saturating_sub(1),
            Kind::Ident
                if is_first
                    && depth == 1
                    && text.get(token.span.clone()) == Some("format")
                    && solid.next_if(|t| t.kind == Kind::Colon).is_some() =>
            {
                return number(text, &token.span, solid.next().as_ref());
            }
            _ => {}
        }
    }
    Err(missing(start))
}

/// The error for a text without any value.
pub(super) fn empty() -> Diagnostic {
    Diagnostic::error("empty-file", "the file is empty")
        .at(0..0)
        .hint("restore it from git or a version, or delete it and start anew")
}

fn skip_attributes(
    text: &str,
    solid: &mut std::iter::Peekable<impl Iterator<Item = Token>>,
) -> Result<(), Diagnostic> {
    while let Some(mark) = solid.next_if(|t| text.get(t.span.clone()) == Some("#")) {
        if !solid.by_ref().any(|token| token.kind == Kind::CloseBracket) {
            return Err(cut_off(mark.span));
        }
    }
    Ok(())
}

/// The error for a text that ends inside of `#![…]`.
fn cut_off(at: Range<usize>) -> Diagnostic {
    Diagnostic::error("unclosed-bracket", "the file ends before this `#![` is closed").at(at).hint(
        "the file looks cut off; restore it from git or a version, or close it: `#![enable(implicit_some)]`",
    )
}

fn missing(start: Range<usize>) -> Diagnostic {
    Diagnostic::error("missing-format", "the file does not say which format it has")
        .at(start)
        .hint("write `format: 1,` as the first line inside the outer `( … )`")
}

fn number(text: &str, name: &Range<usize>, value: Option<&Token>) -> Result<u32, Diagnostic> {
    let said = value.and_then(|t| text.get(t.span.clone())).unwrap_or_default();
    let wrong = || {
        let at = value.map_or(name.clone(), |t| t.span.clone());
        Diagnostic::error(
            "wrong-format",
            format!("the format must be a whole number, and is {}", quoted(said)),
        )
        .at(at)
        .hint("write `format: 1,`")
    };
    said.parse().map_err(|_| wrong())
}

fn quoted(said: &str) -> String {
    let short: String = said.chars().take(40).collect();
    if short.is_empty() { "missing".to_owned() } else { format!("`{short}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_found_anywhere_at_the_top() {
        for text in [
            "(format: 1)",
            "#![enable(implicit_some)]\n/* ( */ (\n// x\n id: \"a\", l: [(format: 9)], format: 1,)",
            "Map(format:1",
        ] {
            assert_eq!(peek_format(text), Ok(1), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let code = |text: &str| peek_format(text).unwrap_err();
        assert_eq!(code("").code, "empty-file");
        assert_eq!(code("#![enable(implicit_some)]\n // nothing").code, "empty-file");
        assert_eq!(code("#![enable(").message, "the file ends before this `#![` is closed");
        assert_eq!(code("#![enable(implicit_some)]#").code, "unclosed-bracket");
        assert_eq!(code("(a: format, l: [(format: 9)])").code, "missing-format");
        assert_eq!(code("(a: format: 9)").code, "missing-format");
        assert_eq!(code("(format: \"1\")").message, "the format must be a whole number, and is `\"1\"`");
        assert_eq!(code("(format: -1)").span, Some(9..11));
        assert_eq!(code("(format:").message, "the format must be a whole number, and is missing");
        assert_eq!(code(&"(".repeat(1_000_000)).code, "missing-format");
    }
}
