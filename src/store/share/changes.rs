//! What changed in the maps between two states, for people: the body of a commit message, and what a merge brought.

use std::path::{Path, PathBuf};

use super::{Desk, Standing};
use crate::change::{Wording, diff};
use crate::map::say::many;
use crate::map::{Map, Workspace};
use crate::store::disk::words::shown_name;
use crate::store::document::{LoadContext, load_map};
use crate::store::git::at::At;

/// The most lines that are said of one map.
const MOST_LINES: usize = 20;
/// The most lines of a message.
const MOST_IN_ALL: usize = 120;

/// What changed in one map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MapChanges {
    /// The map's title, and all in a line.
    pub(super) head: String,
    /// Each change on a line.
    pub(super) lines: Vec<String>,
}

/// The reason, then what changed in each map.
pub(super) fn message(desk: &Desk, standing: &Standing, why: &str) -> String {
    let mut head = At::open(&desk.root, "HEAD").ok();
    let mut blocks = Vec::new();
    for path in standing.maps() {
        let old = head.as_mut().and_then(|at| at.read(&path).ok().flatten());
        let new = std::fs::read(&path).ok();
        blocks.extend(changes(&path, old.as_deref(), new.as_deref(), &desk.workspace));
    }
    let body: Vec<String> = blocks.into_iter().flat_map(block).take(MOST_IN_ALL).collect();
    format!("{why}\n{}", body.concat()).trim_end().to_owned()
}

fn block(of: MapChanges) -> Vec<String> {
    let rest = of.lines.len().saturating_sub(MOST_LINES);
    let mut lines = vec![format!("\n{}\n", of.head)];
    lines.extend(of.lines.into_iter().take(MOST_LINES).map(|line| format!("{line}\n")));
    if rest > 0 {
        lines.push(format!("and {}\n", many(rest, "more change")));
    }
    lines
}

/// What is different in the maps of two commits: a line for each.
pub(super) fn between(desk: &Desk, old: &str, new: &str) -> Vec<String> {
    let (Ok(mut old), Ok(mut new)) = (At::open(&desk.root, old), At::open(&desk.root, new)) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> =
        [&mut old, &mut new].into_iter().flat_map(|at| at.maps(&desk.root).unwrap_or_default()).collect();
    paths.sort();
    paths.dedup();
    let of_map = |path: &PathBuf| {
        let (was, is) = (old.read(path).ok()?, new.read(path).ok()?);
        changes(path, was.as_deref(), is.as_deref(), &desk.workspace).map(|changes| changes.head)
    };
    paths.iter().filter_map(of_map).collect()
}

/// What changed in one map; `None`: nothing, or it cannot be read.
fn changes(path: &Path, old: Option<&[u8]>, new: Option<&[u8]>, people: &Workspace) -> Option<MapChanges> {
    if old == new {
        return None;
    }
    let load =
        |bytes: Option<&[u8]>| bytes.and_then(|bytes| load_map(bytes, "", &LoadContext::default()).value);
    let plain =
        |map: &Map, what: &str| MapChanges { head: format!("{}: {what}", map.title), lines: Vec::new() };
    match (load(old), load(new)) {
        (Some(old), Some(new)) => {
            let (diff, wording) = (diff(&old, &new), Wording::new(&old, &new, people));
            let head = format!("{}: {}", new.title, wording.summary(&diff));
            (!diff.is_empty()).then(|| MapChanges { head, lines: wording.lines(&diff).collect() })
        }
        (None, Some(new)) => Some(plain(&new, &format!("new, {}", many(new.stages.len(), "stage")))),
        (Some(old), None) => Some(plain(&old, "removed")),
        (None, None) => {
            Some(MapChanges { head: format!("{}: changed", shown_name(path)), lines: Vec::new() })
        }
    }
}
