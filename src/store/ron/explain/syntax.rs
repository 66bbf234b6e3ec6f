//! What is wrong with the text before any type is asked: brackets, quotes, commas, depth.

use std::ops::Range;

use ron::error::SpannedError;

use super::super::scan::{Problem, Scan};
use crate::store::diagnostic::{Diagnostic, line_col};

/// The byte offset of a line and column as ron counts them: both from 1, columns in characters.
pub(super) fn offset(text: &str, line: usize, col: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(text.len(), |at| at + 1),
    };
    let rest = text.get(start..).unwrap_or_default();
    rest.char_indices().nth(col.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

pub(super) fn too_deep(text: &str, error: &SpannedError) -> Diagnostic {
    let at = offset(text, error.span.end.line, error.span.end.col);
    Diagnostic::error("too-deep", "brackets are nested too deeply here")
        .at(at..at + 1)
        .hint("a map needs about eight levels: this text was damaged or made by a faulty program")
}

/// The first problem of the scan, in words.
pub(super) fn diagnose(scan: &Scan<'_>) -> Option<Diagnostic> {
    let text = scan.text();
    if scan.root().is_none() && scan.problems().is_empty() && !text.contains('#') {
        return Some(super::super::peek::empty());
    }
    let endless = scan.problems().iter().find(|p| matches!(p, Problem::Endless { .. }));
    let first = scan.problems().first()?;
    // A missing quote turns the text after it inside out: what is wrong there is only a consequence, yet it may be
    // found first. A string over several lines before the trouble is the better guess.
    if let Some(suspect) = suspicious_string(scan, &place_of(first)) {
        return Some(missing_quote(suspect));
    }
    Some(match endless.unwrap_or(first) {
        Problem::Endless { span, comment: true } => {
            Diagnostic::error("unclosed-comment", "this comment is never closed")
                .at(span.start..span.start + 2)
                .hint("write `*/` where it ends; the file may also have been cut off")
        }
        Problem::Endless { span, comment: false } => missing_quote(span.clone()),
        Problem::Unclosed { open, found, depth } => unclosed(text, open, found.as_ref(), *depth),
        Problem::Stray(at) => {
            let message = format!("nothing was opened that this {} could close", quote(text, at));
            Diagnostic::error("stray-bracket", message)
                .at(at.clone())
                .hint("delete it, or look for a missing opening bracket above")
        }
        Problem::NoComma { before, after } => no_comma(text, before, after),
        Problem::NoValue(name) => {
            Diagnostic::error("missing-value", format!("the field {} has no value", quote(text, name)))
                .at(name.clone())
                .hint("write a value after the colon, or delete the field")
        }
        Problem::Unexpected(at) => {
            Diagnostic::error("unexpected", format!("{} has no meaning here", quote(text, at)))
                .at(at.clone())
                .hint(match scan.slice(at.clone()) {
                    "=" => "write a colon: `name: value`",
                    ":" => "a list `[ … ]` holds values without names; fields stand in `( … )`",
                    "“" | "”" | "„" | "«" | "»" => "text belongs between straight double quotes `\"`",
                    "," => "delete it, or write the missing value before it",
                    _ => "delete it; text belongs between double quotes",
                })
        }
        Problem::Trailing(at) => {
            Diagnostic::error("trailing-text", "the map has ended, and more text follows")
                .at(at.clone())
                .hint(
                    "a file holds one map: delete what follows, or look for a closing bracket too many above",
                )
        }
    })
}

fn place_of(problem: &Problem) -> Range<usize> {
    match problem {
        Problem::Unclosed { open, found, .. } => found.clone().unwrap_or_else(|| open.clone()),
        Problem::Endless { span, .. } => span.clone(),
        Problem::NoComma { after, .. } => after.clone(),
        Problem::Stray(at) | Problem::NoValue(at) | Problem::Unexpected(at) | Problem::Trailing(at) => {
            at.clone()
        }
    }
}

/// A string over several lines that ends right where the trouble begins.
fn suspicious_string(scan: &Scan<'_>, trouble: &Range<usize>) -> Option<Range<usize>> {
    let strings = scan.nodes().filter(|(id, _)| scan.string(*id).is_some()).map(|(_, node)| node.span());
    let last = strings.take_while(|span| span.end <= trouble.start).last()?;
    (last.end == trouble.start
        && scan.slice(last.clone()).starts_with('"')
        && scan.slice(last.clone()).contains('\n'))
    .then_some(last)
}

fn missing_quote(span: Range<usize>) -> Diagnostic {
    Diagnostic::error("unclosed-string", "the text that starts here is not closed on its line")
        .at(span.start..span.start + 1)
        .hint("write `\"` where it ends; a quote inside a text is written `\\\"`")
}

fn unclosed(text: &str, open: &Range<usize>, found: Option<&Range<usize>>, depth: usize) -> Diagnostic {
    let bracket = quote(text, open);
    let close = match text.get(open.clone()) {
        Some("[") => ']',
        Some("{") => '}',
        _ => ')',
    };
    let error = |message| Diagnostic::error("unclosed-bracket", message).at(open.clone());
    if let Some(found) = found {
        let line = line_col(text, found.start).line;
        return error(format!(
            "this {bracket} is not closed before the {} on line {line}",
            quote(text, found)
        ))
        .hint(format!("write the missing `{close}` before it"));
    }
    let message = format!("the file ends before this {bracket} is closed");
    if depth == 1 {
        return error(message).hint(format!("write the missing `{close}`; was the file cut off?"));
    }
    error(message).hint(format!(
        "{depth} brackets are still open at the end: the file looks cut off; restore it from git or a version, or close them"
    ))
}

fn no_comma(text: &str, before: &Range<usize>, after: &Range<usize>) -> Diagnostic {
    let word = text.get(before.clone()).unwrap_or_default();
    let is_name = text.get(before.end..).is_some_and(|rest| rest.trim_start().starts_with(['"', '[']))
        && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_name && !word.starts_with(|c: char| c.is_ascii_digit()) {
        return Diagnostic::error(
            "missing-colon",
            format!("there is no colon after {}", quote(text, before)),
        )
        .at(before.end..before.end + 1)
        .hint(format!("write `{word}: …`"));
    }
    if before.end == after.start && word.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return Diagnostic::error(
            "wrong-name",
            format!("{} is not a plain word", quote(text, &(before.start..after.end))),
        )
        .at(before.start..after.end)
        .hint("names are letters, digits and `_`; text belongs between double quotes");
    }
    let line = line_col(text, before.end).line;
    Diagnostic::error(
        "missing-comma",
        format!("there is no comma between this and what stands before it on line {line}"),
    )
    .at(after.clone())
    .hint("write a comma after each value")
}

fn quote(text: &str, span: &Range<usize>) -> String {
    let said: String = text.get(span.clone()).unwrap_or_default().chars().take(40).collect();
    format!("`{said}`")
}
