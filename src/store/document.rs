//! A map from the bytes of its file, with everything that was wrong, and back.
//!
//! A sound file costs one typed parse. The tree of the text is only built when something has to be shown in it, or
//! when there may be comments.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path as FilePath;

use serde::de::DeserializeOwned;

use super::diagnostic::{Diagnostic, Level};
use super::format1::{self, Context, MapFile, ThreadFile, Trouble, WorkspaceFile};
use super::ron::comments::{Comments, Moved, may_hold_comments};
use super::ron::emit::{EmitError, to_ron};
use super::ron::explain;
use super::ron::peek::peek_format;
use super::ron::prepare::{MAX_BYTES, prepare};
use super::ron::scan::Path;
use crate::map::id::ThreadId;
use crate::map::thread::Thread;
use crate::map::{Map, Person, Workspace};
use places::Places;

mod places;
mod replaced;

/// What a map's file cannot say about itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadContext<'a> {
    /// The people of the workspace; none: owners are not checked.
    pub people: &'a [Person],
}

/// What a file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded<T> {
    /// What it describes; `None` when a diagnostic is an error.
    pub value: Option<T>,
    /// What is wrong, worst first, then in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The comments that people wrote: pass them to the writer.
    pub comments: Comments,
    /// The text that the diagnostics point into; empty when there are none.
    pub source_text: String,
}

/// A map with what was wrong in its file.
pub type LoadedMap = Loaded<Map>;
/// A workspace with what was wrong in its file.
pub type LoadedWorkspace = Loaded<Workspace>;

impl<T> Loaded<T> {
    /// Whether it could not be read.
    pub fn is_refused(&self) -> bool {
        self.value.is_none()
    }

    fn refused(diagnostic: Diagnostic, text: Cow<'_, str>) -> Self {
        Self {
            value: None,
            diagnostics: vec![diagnostic],
            comments: Comments::default(),
            source_text: text.into_owned(),
        }
    }
}

/// Reads a map. `file_name` names it where the file itself does not: a path or a bare name.
/// Never panics; what cannot be read is an error diagnostic and no map, what can be repaired is a warning.
pub fn load_map(bytes: &[u8], file_name: &str, context: &LoadContext<'_>) -> LoadedMap {
    let stem = FilePath::new(file_name).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    load(bytes, |file: MapFile| {
        let read = format1::into_map(file, stem, Context { people: context.people });
        (read.map, read.troubles, read.derived)
    })
}

/// Reads a `milepost.ron`, as [`load_map`] reads a map.
pub fn load_workspace(bytes: &[u8]) -> LoadedWorkspace {
    load(bytes, |file: WorkspaceFile| {
        let (workspace, troubles) = file.into_workspace();
        (workspace, troubles, HashMap::new())
    })
}

/// Reads a review thread, as [`load_map`] reads a map; `id`: what its file is called.
pub fn load_thread(bytes: &[u8], id: &ThreadId) -> Loaded<Thread> {
    load(bytes, |file: ThreadFile| {
        let (thread, troubles) = file.into_thread(id);
        (thread, troubles, HashMap::new())
    })
}

/// The text of a map's file, with its comments: the same map gives the same bytes on every machine.
///
/// # Errors
/// None for maps that this program makes: the model holds nothing that has no text.
pub fn write_map(map: &Map, comments: &Comments) -> Result<String, EmitError> {
    write_map_telling(map, comments).map(|(text, _)| text)
}

/// As [`write_map`], and which comments had to go elsewhere because what they stood by is gone.
///
/// # Errors
/// As [`write_map`].
pub fn write_map_telling(map: &Map, comments: &Comments) -> Result<(String, Vec<Moved>), EmitError> {
    Ok(weave(to_ron(&MapFile::from(map))?, comments))
}

/// The text of a `milepost.ron`, with its comments.
///
/// # Errors
/// As [`write_map`].
pub fn write_workspace(workspace: &Workspace, comments: &Comments) -> Result<String, EmitError> {
    Ok(weave(to_ron(&WorkspaceFile::from(workspace))?, comments).0)
}

/// The text of a thread's file, with its comments.
///
/// # Errors
/// As [`write_map`].
pub fn write_thread(thread: &Thread, comments: &Comments) -> Result<String, EmitError> {
    Ok(weave(to_ron(&ThreadFile::from(thread))?, comments).0)
}

fn weave(canonical: String, comments: &Comments) -> (String, Vec<Moved>) {
    if comments.is_empty() { (canonical, Vec::new()) } else { comments.weave(&canonical) }
}

/// What a file's shape becomes: the value, its troubles, the ways to elements whose ids were derived.
type Converted<T> = (T, Vec<Trouble>, HashMap<String, Path>);

fn load<F: DeserializeOwned, T>(bytes: &[u8], convert: impl FnOnce(F) -> Converted<T>) -> Loaded<T> {
    let text = match prepare(bytes) {
        Ok(text) => text,
        Err(found) if bytes.len() > MAX_BYTES => return Loaded::refused(found, Cow::Borrowed("")),
        Err(found) => return Loaded::refused(found, String::from_utf8_lossy(bytes)),
    };
    let file: F = match check_format(&text).and_then(|()| explain::read(&text)) {
        Ok(file) => file,
        Err(found) => return Loaded::refused(found, text),
    };
    let (value, troubles, derived) = convert(file);
    let places = Places::new(&text, derived);
    let mut diagnostics: Vec<Diagnostic> = troubles.into_iter().map(|t| places.diagnostic(t)).collect();
    if replaced::may_be_replaced(&text) {
        diagnostics.extend(replaced::diagnostics(places.scan()));
    }
    diagnostics.sort_by_key(|d| (std::cmp::Reverse(d.level), d.span.as_ref().map_or(0, |s| s.start)));
    let comments =
        if may_hold_comments(&text) { Comments::collect(places.scan()) } else { Comments::default() };
    drop(places);
    let source_text = if diagnostics.is_empty() { String::new() } else { text.into_owned() };
    Loaded { value: Some(value), diagnostics, comments, source_text }
}

fn check_format(text: &str) -> Result<(), Diagnostic> {
    let known = format1::FORMAT;
    let found = peek_format(text)?;
    if found == known {
        return Ok(());
    }
    let at = format_place(text);
    let diagnostic = if found > known {
        let message =
            format!("the file has format {found}, and this Milepost {} reads format {known}", version());
        Diagnostic::error("newer-format", message)
            .hint("a newer Milepost wrote it: update this one; the file is left as it is")
    } else {
        Diagnostic::error("unknown-format", format!("there is no format {found}"))
            .hint(format!("write `format: {known},`"))
    };
    Err(match at {
        Some(at) => diagnostic.at(at),
        None => diagnostic,
    })
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

fn format_place(text: &str) -> Option<std::ops::Range<usize>> {
    let scan = super::ron::scan::Scan::of(text);
    let node = scan.field(scan.root()?, "format")?;
    Some(scan.node(node)?.span())
}

/// The worst level among diagnostics.
pub fn worst(diagnostics: &[Diagnostic]) -> Option<Level> {
    diagnostics.iter().map(|d| d.level).max()
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
