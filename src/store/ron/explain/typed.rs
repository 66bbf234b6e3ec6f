//! What is wrong when the text is sound but says something that the type cannot hold.

use std::ops::Range;

use ron::Error;

use super::super::scan::{NodeId, Shape};
use super::{Failure, trail, words};
use crate::store::diagnostic::{Diagnostic, line_col, nearest};

pub(super) fn diagnose(failure: &Failure<'_>) -> Diagnostic {
    match &failure.error.code {
        Error::NoSuchStructField { expected, found, .. } => failure.unknown_field(found, expected),
        Error::MissingStructField { field, .. } => failure.missing_field(field),
        Error::DuplicateStructField { field, .. } => failure.duplicate_field(field),
        Error::NoSuchEnumVariant { expected, found, .. } => failure.unknown_word(found, expected),
        Error::IntegerOutOfBounds => failure.out_of_range(),
        Error::Message(message) => failure.custom(message),
        Error::ExpectedDifferentLength { expected, found } => failure
            .about_value("wrong-length", format!("expected {expected}, found {found}"))
            .hint("add what is missing, or delete what is too much"),
        Error::InvalidEscape(_) => failure.bad_escape(),
        Error::ExpectedDifferentStructName { found, .. } if failure.has_tag() => failure
            .about_value(
                "wrong-name",
                format!("the name `{}` does not belong before this bracket", words::shorten(found)),
            )
            .hint("delete it: no name is needed here"),
        Error::NoSuchExtension(name) => failure
            .behind(
                name.len(),
                "unknown-extension",
                format!("RON has no extension `{}`", words::shorten(name)),
            )
            .hint("the first line should be `#![enable(implicit_some)]`"),
        Error::SuggestRawIdentifier(name) if !name.starts_with(|c: char| c.is_ascii_digit()) => failure
            .at_cursor("wrong-name", format!("`{}` is not a plain word", words::shorten(name)))
            .hint("names are letters, digits and `_`; text belongs between double quotes"),
        error => failure.wrong_type(error),
    }
}

impl Failure<'_> {
    fn span(&self, id: NodeId) -> Range<usize> {
        self.scan.node(id).map_or(self.offset..self.offset, |n| match (n.shape, n.name()) {
            (Shape::Missing, Some(name)) => name,
            (Shape::Struct | Shape::Tuple | Shape::List | Shape::Map, _) => {
                let span = n.span();
                span.start..n.tag().map_or(span.start, |tag| tag.end) + usize::from(n.tag().is_none())
            }
            _ => n.span(),
        })
    }

    /// About the value that the parser was at; where that is unknown, about where it stood.
    fn about_value(&self, code: &'static str, message: String) -> Diagnostic {
        match self.at {
            Some(id) => Diagnostic::error(code, message).at(self.span(id)),
            None => self.at_cursor(code, message),
        }
    }

    fn at_cursor(&self, code: &'static str, message: String) -> Diagnostic {
        Diagnostic::error(code, message).at(self.offset..self.offset + 1)
    }

    fn behind(&self, len: usize, code: &'static str, message: String) -> Diagnostic {
        Diagnostic::error(code, message).at(self.offset.saturating_sub(len)..self.offset)
    }

    fn field_name(&self, name: &str, nth: usize) -> Option<Range<usize>> {
        let holder = self.at?;
        let here = self.scan.fields(holder, name).nth(nth);
        let above = || self.scan.fields(self.scan.node(holder)?.parent()?, name).nth(nth);
        self.scan.node(here.or_else(above)?)?.name()
    }

    fn unknown_field(&self, found: &str, known: &[&'static str]) -> Diagnostic {
        // Ron's cursor stands right behind the name when it refuses one.
        let behind = self.offset.saturating_sub(found.len())..self.offset;
        let at =
            if self.scan.slice(behind.clone()) == found { Some(behind) } else { self.field_name(found, 0) };
        let message = format!("there is no field `{}` here", words::shorten(found));
        let hint = match nearest(found, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if known.is_empty() => "delete it: nothing can be set here".into(),
            None => format!("the fields here are {}", words::one_of(known)),
        };
        match at {
            Some(at) => Diagnostic::error("unknown-field", message).at(at),
            None => self.about_value("unknown-field", message),
        }
        .hint(hint)
    }

    fn missing_field(&self, field: &str) -> Diagnostic {
        let message = format!("the field `{field}` is missing");
        let Some(holder) = self.at else { return self.at_cursor("missing-field", message) };
        let id = self.scan.field(holder, "id");
        let at = self.span(id.unwrap_or(self.scan.unwrapped(holder)));
        let trail = trail(&self.scan, holder);
        let place = if trail.is_empty() { "the outer `( … )`".to_owned() } else { format!("`{trail}`") };
        Diagnostic::error("missing-field", message).at(at).hint(format!("write `{field}: …,` in {place}"))
    }

    fn duplicate_field(&self, field: &str) -> Diagnostic {
        let message = format!("the field `{field}` is written twice");
        let (first, second) = (self.field_name(field, 0), self.field_name(field, 1));
        let Some(second) = second else { return self.about_value("duplicate-field", message) };
        let line = line_col(self.scan.text(), first.map_or(0, |span| span.start)).line;
        Diagnostic::error("duplicate-field", message)
            .at(second)
            .hint(format!("the other is on line {line}: keep one"))
    }

    fn unknown_word(&self, found: &str, known: &[&'static str]) -> Diagnostic {
        let message = format!("`{}` is none of the words allowed here", words::shorten(found));
        let hint = match nearest(found, known.iter().copied()) {
            Some(word) => format!("did you mean `{word}`? The words here are {}", words::one_of(known)),
            None => format!("the words here are {}", words::one_of(known)),
        };
        self.about_value("unknown-word", message).hint(hint)
    }

    fn out_of_range(&self) -> Diagnostic {
        let found = self.at.map(|id| words::found(&self.scan, id)).unwrap_or_default();
        self.about_value("out-of-range", format!("{found} is too large or too small here"))
            .hint("write a number in the field's range")
    }

    fn custom(&self, message: &str) -> Diagnostic {
        match message.split_once('\n') {
            Some((first, hint)) => self.about_value("wrong-value", first.to_owned()).hint(hint.trim()),
            None => self.about_value("wrong-value", message.to_owned()),
        }
    }

    fn bad_escape(&self) -> Diagnostic {
        self.behind(1, "wrong-escape", "this escape has no meaning in a text".into()).hint(
            "a backslash is written `\\\\`; the escapes are \\n \\t \\r \\0 \\\" \\\\ \\xNN and \\u{NNNN}",
        )
    }

    fn wrong_type(&self, error: &Error) -> Diagnostic {
        if let Some(found) = self.half_read().or_else(|| self.nameless()) {
            return found;
        }
        let Some(id) = self.at.map(|id| self.innermost(id)) else { return self.unexplained(error) };
        if self.shape(id) == Some(Shape::Map) && matches!(error, Error::ExpectedString) {
            return Diagnostic::error("wrong-type", "a name in this table is not in double quotes")
                .at(self.offset..self.offset + 1)
                .hint("write `{ \"name\": value }`");
        }
        let Some(expected) = words::expected(error) else { return self.unexplained(error) };
        let found = words::found(&self.scan, id);
        let hint = self.advice(id, &expected).unwrap_or_else(|| format!("replace it by {expected}"));
        Diagnostic::error("wrong-type", format!("expected {expected}, found {found}"))
            .at(self.span(id))
            .hint(hint)
    }

    fn has_tag(&self) -> bool {
        self.at.and_then(|id| self.scan.node(id)).is_some_and(|n| n.tag().is_some())
    }

    fn shape(&self, id: NodeId) -> Option<Shape> {
        self.scan.node(id).map(|n| n.shape)
    }

    /// The parser names the variant when the one value inside it is wrong.
    fn innermost(&self, id: NodeId) -> NodeId {
        if self.scan.node(id).is_some_and(|n| n.tag().is_some()) { self.scan.unwrapped(id) } else { id }
    }

    /// A value that the parser read the beginning of, and then wanted a comma: `1.5` for a whole number, or
    /// `Current(1)` for a word that holds nothing.
    fn half_read(&self) -> Option<Diagnostic> {
        let id = self.scan.node_at(self.offset)?;
        let node = self.scan.node(id).filter(|n| n.span().start < self.offset)?;
        let said = self.scan.slice(node.span());
        match node.shape {
            Shape::Number => {
                let expected = if said.parse::<f64>().is_ok() { "a whole number" } else { "a number" };
                let message = format!("expected {expected}, found {}", words::found(&self.scan, id));
                let hint = self
                    .advice(id, expected)
                    .unwrap_or_else(|| "write digits, and at most one decimal point".into());
                Some(Diagnostic::error("wrong-type", message).at(node.span()).hint(hint))
            }
            Shape::Tuple | Shape::Struct if node.tag().is_some_and(|tag| tag.end == self.offset) => {
                let word = words::shorten(self.scan.slice(node.tag()?));
                let message = format!("`{word}` holds nothing, and brackets follow it");
                Some(
                    Diagnostic::error("wrong-type", message)
                        .at(node.tag()?)
                        .hint(format!("write only `{word}`")),
                )
            }
            _ => None,
        }
    }

    /// A value between fields that has no name: mostly a decimal comma.
    fn nameless(&self) -> Option<Diagnostic> {
        let id = self.scan.node_at(self.offset)?;
        let node = self.scan.node(id).filter(|n| n.name().is_none())?;
        let holder = self.scan.node(node.parent()?).filter(|n| n.shape == Shape::Struct)?;
        let before = self.scan.slice(holder.span().start..node.span().start).trim_end();
        let digits = before.strip_suffix(',').filter(|b| b.ends_with(|c: char| c.is_ascii_digit()));
        let hint = if node.shape == Shape::Number && digits.is_some() {
            "numbers are written with a decimal point, not a comma"
        } else {
            "write `name: value`"
        };
        let message = format!("there is no name before {}", words::found(&self.scan, id));
        Some(Diagnostic::error("missing-name", message).at(self.span(id)).hint(hint))
    }

    fn advice(&self, id: NodeId, expected: &str) -> Option<String> {
        let node = self.scan.node(id)?;
        let said = self.scan.slice(node.span());
        let inside = said.trim_matches('"');
        match (node.shape, expected) {
            (Shape::Word | Shape::Number, "text in double quotes") => {
                Some(format!("write `\"{}\"`", words::shorten(said)))
            }
            (Shape::Text, "a whole number" | "a number") if inside.parse::<f64>().is_ok() => {
                Some(format!("write `{inside}` without quotes"))
            }
            (Shape::Text, "a single word") => {
                Some(format!("write `{}` without quotes", words::shorten(inside)))
            }
            (Shape::Number, "a whole number") => Some("write it without a decimal point".into()),
            (Shape::Word, "fields in `( … )`") => {
                Some(format!("write `{}( … )` with its fields", words::shorten(said)))
            }
            (Shape::Number, "a single word") => Some("write one of the words that the field knows".into()),
            (_, "a list `[ … ]`") => Some("write it between `[` and `]`, also when it is only one".into()),
            _ => None,
        }
    }

    fn unexplained(&self, error: &Error) -> Diagnostic {
        let message = error.to_string();
        let mut chars = message.chars();
        let lower: String = chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
        self.at_cursor("syntax", lower)
            .hint("compare this line with one that works, or restore the file from git or a version")
    }
}
