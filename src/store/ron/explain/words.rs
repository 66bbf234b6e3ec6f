//! What was expected and what was found, in words.

use ron::Error;

use super::super::scan::{NodeId, Scan, Shape};

/// How many characters of a wrong value are quoted.
const QUOTED: usize = 40;

/// What the parser wanted, when its error says that a value has the wrong type.
pub(super) fn expected(error: &Error) -> Option<String> {
    let words = match error {
        Error::ExpectedString => "text in double quotes",
        Error::ExpectedInteger => "a whole number",
        Error::ExpectedFloat | Error::FloatUnderscore | Error::UnderscoreAtBeginning => "a number",
        Error::ExpectedBoolean => "`true` or `false`",
        Error::ExpectedChar => "one character in single quotes",
        Error::ExpectedArray => "a list `[ … ]`",
        Error::ExpectedMap => "a table `{ … }`",
        Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedDifferentStructName { .. } => "fields in `( … )`",
        Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) => "a single word",
        Error::ExpectedUnit => "nothing but `()`",
        Error::ExpectedByteString => "bytes `b\"…\"`",
        Error::InvalidValueForType { expected, .. } => return Some(plain(expected)),
        _ => return None,
    };
    Some(words.to_owned())
}

/// Rust's words in serde's messages to words of the file.
fn plain(expected: &str) -> String {
    match expected {
        "a string" | "string" | "str" => "text in double quotes".into(),
        "a sequence" => "a list `[ … ]`".into(),
        "a map" => "a table `{ … }`".into(),
        "bool" | "a boolean" => "`true` or `false`".into(),
        _ if expected.starts_with("struct ") || expected.starts_with("tuple ") => "fields in `( … )`".into(),
        _ if integer(expected) => "a whole number".into(),
        _ if matches!(expected, "f32" | "f64") => "a number".into(),
        _ => expected.to_owned(),
    }
}

fn integer(name: &str) -> bool {
    name.strip_prefix(['i', 'u'])
        .is_some_and(|bits| bits == "size" || bits.bytes().all(|b| b.is_ascii_digit()))
}

/// What stands in the text.
pub(super) fn found(scan: &Scan<'_>, id: NodeId) -> String {
    let Some(node) = scan.node(id) else { return "nothing".into() };
    let said = scan.slice(node.span());
    let quoted = shorten(said);
    match node.shape {
        Shape::Text => format!("the text {quoted}"),
        Shape::Number => format!("the number {quoted}"),
        Shape::Word => format!("the word `{quoted}`"),
        Shape::Char => format!("the character {quoted}"),
        Shape::Bytes => "bytes".into(),
        Shape::List => "a list `[ … ]`".into(),
        Shape::Map => "a table `{ … }`".into(),
        Shape::Missing => "nothing".into(),
        Shape::Struct | Shape::Tuple => match node.tag() {
            Some(tag) => format!("`{}( … )`", shorten(scan.slice(tag))),
            None => "fields in `( … )`".into(),
        },
    }
}

/// At most [`QUOTED`] characters of one line.
pub(super) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(QUOTED).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// ``one of `a`, `b` ``; at most a dozen names.
pub(super) fn one_of(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let mut listed: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        listed.push("…".into());
    }
    listed.join(", ")
}
