//! Text to a typed value; or, where that fails, one diagnostic that says in plain words what is wrong and what to do.
//!
//! The fast path is ron's own parse. Only when it fails is the text scanned, and parsed again with the path of the
//! failure remembered, so that the place is the value's own and not where the parser happened to stand.

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Segment, Track};

use super::scan::{NodeId, Scan, Shape, Step};
use crate::store::diagnostic::Diagnostic;

mod syntax;
mod typed;
mod words;

/// How many calls deep the parser goes: some thirty levels of brackets, where a map has about eight.
const RECURSION_LIMIT: usize = 128;

/// Reads `text` (from [`prepare`](super::prepare::prepare)) as a `T`.
///
/// A custom error of `T` (`serde::de::Error::custom`) becomes the message, placed at the value that raised it; what
/// follows the first line break in it becomes the hint.
///
/// # Errors
/// The first thing that is wrong, with its place and what to do.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Diagnostic> {
    let options = options();
    options.from_str(text).map_err(|error| explain::<T>(text, &options, error).within(text))
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(RECURSION_LIMIT)
}

/// What is known about a failure when it is put into words.
struct Failure<'a> {
    scan: Scan<'a>,
    error: SpannedError,
    /// The value that the parser was at.
    at: Option<NodeId>,
    /// Where ron says it was, in bytes.
    offset: usize,
}

#[cold]
fn explain<T: DeserializeOwned>(text: &str, options: &Options, error: SpannedError) -> Diagnostic {
    let scan = Scan::of(text);
    if error.code == ron::Error::ExceededRecursionLimit {
        return syntax::too_deep(text, &error);
    }
    if let Some(found) = syntax::diagnose(&scan) {
        return found;
    }
    let path = path_of_failure::<T>(text, options);
    let at = locate(&scan, &path);
    let offset = syntax::offset(text, error.span.end.line, error.span.end.col);
    typed::diagnose(&Failure { scan, error, at, offset })
}

fn path_of_failure<T: DeserializeOwned>(text: &str, options: &Options) -> Vec<Segment> {
    let Ok(mut deserializer) = ron::Deserializer::from_str_with_options(text, options) else {
        return Vec::new();
    };
    let mut track = Track::new();
    let _ = T::deserialize(serde_path_to_error::Deserializer::new(&mut deserializer, &mut track));
    track.path().iter().cloned().collect()
}

/// Follows the parser's path through the scanned tree, as far as it goes.
fn locate(scan: &Scan<'_>, path: &[Segment]) -> Option<NodeId> {
    let mut at = scan.root()?;
    for segment in path {
        let next = match segment {
            Segment::Seq { index } => item(scan, at, *index),
            Segment::Map { key } => scan.fields(at, key).last(),
            Segment::Enum { .. } | Segment::Unknown => Some(at),
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    Some(at)
}

fn item(scan: &Scan<'_>, holder: NodeId, index: usize) -> Option<NodeId> {
    let inner = scan.unwrapped(holder);
    let list = scan.node(inner).is_some_and(|n| n.shape == Shape::List);
    scan.children(if list { inner } else { holder }).nth(index)
}

/// The way to a value as people read it: `stages › wait › pains › no-eta`.
fn trail(scan: &Scan<'_>, id: NodeId) -> String {
    let steps = scan.path_of(id).into_iter().map(|step| match step {
        Step::Field(name) | Step::Item(name) => name,
        Step::Index(index) => format!("#{}", index + 1),
    });
    steps.collect::<Vec<_>>().join(" › ")
}

#[cfg(test)]
mod tests;
