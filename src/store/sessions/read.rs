//! A record's file to what it says. Nothing in it can make this fail: what cannot be understood is said and passed over.

use std::path::{Path, PathBuf};

use super::line::{self, HeadLine};
use crate::map::id::SessionId;
use crate::store::diagnostic::{Diagnostic, Source, concise, line_col};
use crate::store::disk::fs::{Fs, RealFs};
use crate::store::disk::signature;
use crate::store::disk::words::{shown, shown_name};
use crate::workshop::{Deed, Entry, Head, Record};

/// The most entries of a record that are read.
const MOST_ENTRIES: usize = 500_000;
/// The most problems of one record that are said.
const MOST_PROBLEMS: usize = 20;

/// What a record's file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What it says; none where its first line cannot be read.
    pub record: Option<Record>,
    /// What could not be understood, in the order of the file.
    pub problems: Vec<Problem>,
}

/// What is wrong with one line of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; none: the whole file.
    pub line: Option<usize>,
    /// What; its place is one in that line.
    pub diagnostic: Diagnostic,
    /// The text of that line.
    pub text: String,
}

impl Problem {
    pub(super) fn of_file(path: &Path, message: String) -> Self {
        let diagnostic = Diagnostic::error("session-file", message);
        Self { path: path.to_owned(), line: None, diagnostic, text: String::new() }
    }

    /// In one line: `2026-11-22-order.log:12:7: error[…] …`.
    pub fn line(&self) -> String {
        let Diagnostic { span, .. } = &self.diagnostic;
        let column = span.as_ref().map_or(1, |span| line_col(&self.text, span.start).column);
        let place = self.line.map_or(String::new(), |line| format!(":{line}:{column}"));
        let name = shown_name(&self.path) + &place;
        concise(&Diagnostic { span: None, ..self.diagnostic.clone() }, &Source { name: &name, text: "" })
    }

    /// What to do, where that is known.
    pub fn hint(&self) -> Option<&str> {
        self.diagnostic.hint.as_deref()
    }
}

/// A record's file, its map not read yet.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) head: Option<HeadLine>,
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<Problem>,
    /// Bytes of the file that are whole lines.
    pub(super) whole: u64,
    /// What is behind them can be read, and only misses its line end.
    pub(super) is_open: bool,
}

/// Reads the record at `path`.
pub fn read(path: &Path) -> Loaded {
    read_with(&RealFs, path)
}

/// As [`read`], through `fs`.
pub fn read_with(fs: &dyn Fs, path: &Path) -> Loaded {
    match raw(fs, path) {
        Ok(raw) => loaded(path, raw),
        Err(problem) => Loaded { record: None, problems: vec![*problem] },
    }
}

/// Reads the bytes; links are not followed.
pub(super) fn raw(fs: &dyn Fs, path: &Path) -> Result<Raw, Box<Problem>> {
    raw_of(fs, path, |_| true)
}

/// As [`raw`], of those lines alone that may matter; of the others nothing is said either.
pub(super) fn raw_of(fs: &dyn Fs, path: &Path, matters: fn(&[u8]) -> bool) -> Result<Raw, Box<Problem>> {
    let said = |message: String| Box::new(Problem::of_file(path, message));
    if std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        return Err(said("it is a link, and links to records are not followed".into()));
    }
    let (bytes, _) = signature::read_with(fs, path).map_err(|error| said(error.to_string()))?;
    Ok(parse_of(path, &bytes, matters))
}

/// The whole of it, with its map.
pub(super) fn loaded(path: &Path, raw: Raw) -> Loaded {
    let Raw { head, entries, mut problems, .. } = raw;
    let head = match head.map(HeadLine::into_head) {
        Some(Ok(head)) => Some(head),
        Some(Err(diagnostic)) => {
            problems.insert(0, at_line(path, 1, diagnostic, ""));
            None
        }
        None => None,
    };
    // It is by its name that it is found, whatever stands in it: the file may be a copy.
    let name = path.file_name().and_then(|name| super::id_of(&name.to_owned()));
    let head = head.map(|head| Head { id: name.unwrap_or_else(|| head.id.clone()), ..head });
    Loaded { record: head.map(|head| Record { head, entries: in_order(entries) }), problems }
}

fn at_line(path: &Path, line: usize, diagnostic: Diagnostic, text: &str) -> Problem {
    Problem { path: path.to_owned(), line: Some(line), diagnostic, text: text.to_owned() }
}

#[cfg(test)]
pub(super) fn parse(path: &Path, bytes: &[u8]) -> Raw {
    parse_of(path, bytes, |_| true)
}

fn parse_of(path: &Path, bytes: &[u8], matters: fn(&[u8]) -> bool) -> Raw {
    let mut reading = Reading {
        path,
        raw: Raw { head: None, entries: vec![], problems: vec![], whole: 0, is_open: false },
    };
    let mut at = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let is_whole = line.ends_with(b"\n");
        at += line.len();
        let is_read = (number > 0 && !matters(line)) || reading.line(number + 1, line, is_whole);
        if is_whole {
            reading.raw.whole = at as u64;
        } else {
            reading.raw.is_open = is_read;
        }
    }
    let Reading { mut raw, .. } = reading;
    let more = raw.problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        raw.problems.truncate(MOST_PROBLEMS);
        raw.problems.push(Problem::of_file(path, format!("{more} more lines cannot be understood")));
    }
    if raw.head.is_none() && raw.problems.is_empty() {
        raw.problems
            .push(Problem::of_file(path, "it is empty: the program ended before it was begun".into()));
    }
    raw
}

struct Reading<'a> {
    path: &'a Path,
    raw: Raw,
}

impl Reading<'_> {
    /// Takes in one line; gives whether it could be read. One that a crash cut off is no problem: it was never whole.
    fn line(&mut self, number: usize, bytes: &[u8], is_whole: bool) -> bool {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_end_matches(['\n', '\r']);
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { text };
        if number > 1 && text.trim().is_empty() {
            return true;
        }
        let taken = match std::str::from_utf8(bytes) {
            Err(_) => {
                Err(Diagnostic::error("not-utf8", "this line is not UTF-8").hint("restore it from git"))
            }
            Ok(_) if number == 1 => line::head(text).map(|head| self.raw.head = Some(head)),
            Ok(_) => self.entry(text),
        };
        let Err(diagnostic) = taken else { return true };
        if is_whole {
            // Beyond what is said, only the number counts.
            let text = if self.raw.problems.len() < MOST_PROBLEMS { text } else { "" };
            self.raw.problems.push(at_line(self.path, number, diagnostic, text));
        }
        false
    }

    fn entry(&mut self, text: &str) -> Result<(), Diagnostic> {
        if is_marker(text) {
            let words = "this is an unmerged file: git left both sides in it; both were read";
            return Err(Diagnostic::error("conflict-marker", words).hint(
                "delete the marker lines and keep all others; `milepost git setup` makes git do that",
            ));
        }
        if self.raw.entries.len() >= MOST_ENTRIES {
            return Err(Diagnostic::error(
                "too-large",
                format!("only {MOST_ENTRIES} lines of a record are read"),
            ));
        }
        self.raw.entries.push(line::entry(text)?);
        Ok(())
    }
}

fn is_marker(text: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| text.starts_with(marker))
}

/// What was added after the end may have come from two branches, one's lines behind the other's: by the time at which it
/// was added, whichever was merged into which, and each line once.
pub(super) fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    let end = entries.iter().position(|entry| matches!(entry.deed, Deed::Closed { .. }));
    let mut after = end.map_or_else(Vec::new, |end| entries.split_off(end + 1));
    after.sort_by(|a, b| (a.at, a.seq, &a.by).cmp(&(b.at, b.seq, &b.by)));
    after.dedup();
    entries.extend(after);
    entries
}

/// That there is no record at `path`, or why there is none that can be used.
pub(super) fn broken(path: &Path, id: &SessionId, problems: &[Problem]) -> super::SessionError {
    match problems.first() {
        _ if !path.exists() => super::SessionError::Missing(id.clone()),
        Some(problem) => super::SessionError::Broken(problem.line()),
        None => super::SessionError::Broken(format!("{} cannot be read", shown(path))),
    }
}
