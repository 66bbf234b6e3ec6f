//! The words of the grammar. The first rule that fits wins, not the longest.

use super::super::space::{is_space, is_word, line_feeds, split_before, strip_word};

/// A word of the grammar; text is as written, keyword and colon cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Newline,
    Journey,
    Title(&'a str),
    AccTitle(&'a str),
    AccDescr(&'a str),
    Section(&'a str),
    TaskName(&'a str),
    TaskData(&'a str),
    Colon,
    /// A character that nothing may begin with; it can only be `;`.
    Invalid,
    /// `accDescr {` without its `}`.
    Unclosed,
}

/// Reads words with the number of line feeds before each.
pub(super) struct Lexer<'a> {
    rest: &'a str,
    row: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, row: 0 }
    }

    /// The text taken since `rest` was what remained.
    fn advance(&mut self, rest: &'a str) {
        let taken = self.rest.len() - rest.len();
        let taken = self.rest.get(..taken).unwrap_or_default();
        self.row += line_feeds(taken);
        self.rest = rest;
    }

    fn skip_blank(&mut self) {
        while let Some(rest) = after_comment(self.rest).or_else(|| after_space(self.rest)) {
            self.advance(rest);
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_blank();
        if self.rest.is_empty() {
            return None;
        }
        let row = self.row;
        let (token, rest) = newline(self.rest)
            .or_else(|| keyword(self.rest))
            .or_else(|| accessible(self.rest))
            .or_else(|| section(self.rest))
            .unwrap_or_else(|| plain(self.rest));
        self.advance(rest);
        Some((row, token))
    }
}

type Rule<'a> = Option<(Token<'a>, &'a str)>;

/// `%%` to the end of the line, also after any one character but `}`; `#` to the end of the line.
fn after_comment(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let marked = text.starts_with("%%") && !text.starts_with("%%{");
    let second = first != '}' && first.len_utf16() == 1 && chars.as_str().starts_with("%%");
    if marked || second {
        return Some(split_before(chars.as_str(), |c| c == '\n').1);
    }
    // A `#` is looked for after white space and line feeds only, but no other rule begins with one.
    (first == '#').then(|| split_before(text, |c| c == '\n').1)
}

/// White space that does not begin with a line feed; it may hold some.
fn after_space(text: &str) -> Option<&str> {
    let blank = text.starts_with(|c| is_space(c) && c != '\n');
    blank.then(|| text.trim_start_matches(is_space))
}

fn newline(text: &str) -> Rule<'_> {
    text.starts_with('\n').then(|| (Token::Newline, text.trim_start_matches('\n')))
}

fn keyword(text: &str) -> Rule<'_> {
    if let Some(rest) = strip_word(text, "journey").filter(|rest| !rest.starts_with(is_word)) {
        return Some((Token::Journey, rest));
    }
    let (title, rest) = worded(text, "title", &['#', '\n', ';'])?;
    Some((Token::Title(title), rest))
}

fn section(text: &str) -> Rule<'_> {
    let (name, rest) = worded(text, "section", &['#', ':', '\n', ';'])?;
    Some((Token::Section(name), rest))
}

/// A keyword, one white space (a line feed is one) and a text that may not be empty.
fn worded<'a>(text: &'a str, word: &str, stops: &[char]) -> Option<(&'a str, &'a str)> {
    let rest = strip_word(text, word)?.strip_prefix(is_space)?;
    let (value, rest) = split_before(rest, |c| stops.contains(&c));
    (!value.is_empty()).then_some((value, rest))
}

fn accessible(text: &str) -> Rule<'_> {
    if let Some(rest) = strip_word(text, "accTitle") {
        let (value, rest) = rest_of_line(rest.trim_start_matches(is_space).strip_prefix(':')?);
        return Some((Token::AccTitle(value), rest));
    }
    let rest = strip_word(text, "accDescr")?.trim_start_matches(is_space);
    if let Some(rest) = rest.strip_prefix('{') {
        let Some((value, rest)) = rest.split_once('}') else { return Some((Token::Unclosed, "")) };
        let blank = value.chars().all(is_space);
        return Some((if blank { Token::Newline } else { Token::AccDescr(value) }, rest));
    }
    let (value, rest) = rest_of_line(rest.strip_prefix(':')?);
    Some((Token::AccDescr(value), rest))
}

/// The rest of the line, or the next one where this one is blank.
fn rest_of_line(text: &str) -> (&str, &str) {
    split_before(text.trim_start_matches(is_space), |c| c == '\n')
}

fn plain(text: &str) -> (Token<'_>, &str) {
    if let Some(rest) = text.strip_prefix(':') {
        let (data, after) = split_before(rest, |c| matches!(c, '#' | '\n' | ';'));
        return if data.is_empty() { (Token::Colon, rest) } else { (Token::TaskData(data), after) };
    }
    let (name, rest) = split_before(text, |c| matches!(c, '#' | ':' | '\n' | ';'));
    if name.is_empty() {
        (Token::Invalid, text.get(1..).unwrap_or_default())
    } else {
        (Token::TaskName(name), rest)
    }
}
