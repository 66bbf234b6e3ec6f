//! An agenda's file to the agenda, or what is wrong with it and where.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::map::Label;
use crate::store::diagnostic::Diagnostic;
use crate::store::ron::explain;
use crate::store::ron::prepare::prepare;
use crate::store::ron::scan::{NodeId, Scan, Shape};
use crate::workshop::agenda::Wrong;
use crate::workshop::{Agenda, Phase};

/// The format of the file.
const FORMAT: u32 = 1;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Agenda", deny_unknown_fields)]
pub(super) struct AgendaFile {
    #[serde(default = "format")]
    format: u32,
    name: Label,
    phases: Vec<Phase>,
}

fn format() -> u32 {
    FORMAT
}

impl AgendaFile {
    /// Of an agenda.
    #[cfg(test)]
    pub(super) fn of(agenda: &Agenda) -> Self {
        Self { format: FORMAT, name: agenda.name.clone(), phases: agenda.phases.clone() }
    }
}

/// Reads a file: the agenda where it can be used, and what is wrong.
pub(super) fn read(bytes: &[u8]) -> (Option<Agenda>, Vec<Diagnostic>) {
    let text = match prepare(bytes) {
        Ok(text) => text,
        Err(found) => return (None, vec![found]),
    };
    let AgendaFile { format, name, phases } = match explain::read(&text) {
        Ok(file) => file,
        Err(found) => return (None, vec![found]),
    };
    let scan = Scan::of(&text);
    if format != FORMAT {
        return (None, vec![other_format(&scan, format)]);
    }
    let agenda = Agenda { name, phases };
    let wrong: Vec<Diagnostic> =
        agenda.problems().into_iter().map(|wrong| diagnostic(&scan, wrong)).collect();
    (wrong.is_empty().then_some(agenda), wrong)
}

fn other_format(scan: &Scan<'_>, found: u32) -> Diagnostic {
    let version = env!("CARGO_PKG_VERSION");
    let words = format!("the agenda has format {found}, and this Milepost {version} reads format {FORMAT}");
    let hint =
        if found > FORMAT { "a newer Milepost wrote it: update this one" } else { "write `format: 1,`" };
    let at = scan.root().and_then(|root| scan.field(root, "format")).map(|node| extent(scan, node));
    let diagnostic = Diagnostic::error("agenda-format", words).hint(hint);
    match at {
        Some(at) => diagnostic.at(at),
        None => diagnostic,
    }
}

/// At the field; where it is not written, at the bracket of what it is missing in.
fn diagnostic(scan: &Scan<'_>, wrong: Wrong) -> Diagnostic {
    let diagnostic = Diagnostic::error("agenda", wrong.words);
    let holder = scan.root().and_then(|root| match wrong.phase {
        None => Some(root),
        Some(at) => scan.children(scan.field(root, "phases")?).nth(at),
    });
    let at = holder.map(|holder| scan.field(holder, wrong.field).unwrap_or(holder));
    match at {
        Some(at) => diagnostic.at(extent(scan, at)),
        None => diagnostic,
    }
}

/// Of something in brackets only the first.
fn extent(scan: &Scan<'_>, id: NodeId) -> Range<usize> {
    let Some(node) = scan.node(id) else { return 0..0 };
    let span = node.span();
    match node.shape {
        Shape::Struct | Shape::Tuple | Shape::List | Shape::Map => span.start..span.start + 1,
        _ => span,
    }
}
