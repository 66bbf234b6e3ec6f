//! All maps of the workspace, or some of them, at two moments.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Pairs, Unread, WORKING};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::place::Place;
use crate::exchange::difference::State;
use crate::map::Workspace;
use crate::map::id::MapId;
use crate::store::disk::signature::ReadError;
use crate::store::disk::words::shown;
use crate::store::document::load_workspace;
use crate::store::git::at::At;
use crate::store::git::error::GitError;
use crate::store::source::{Beside, Fetched, Source, SourceError, fetch, fetch_at};

/// Two commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Range {
    pub(in crate::cli) from: String,
    pub(in crate::cli) to: String,
    /// The first stands for where the second left it.
    pub(in crate::cli) is_from_fork: bool,
}

/// `A..B`, `A...B`; a side left out is the last commit.
pub(in crate::cli) fn range(text: &str) -> Option<Range> {
    if Path::new(text).exists() || text.starts_with(['.', '-', '/']) && text.contains('/') {
        return None;
    }
    let (from, to) = text.split_once("..")?;
    let is_from_fork = to.starts_with('.');
    let to = to.strip_prefix('.').unwrap_or(to);
    let or_last = |side: &str| if side.is_empty() { "HEAD".to_owned() } else { side.to_owned() };
    let is_commit = |side: &str| !side.contains(':') && !side.starts_with(['.', '/']);
    (is_commit(from) && is_commit(to)).then(|| Range { from: or_last(from), to: or_last(to), is_from_fork })
}

/// The working files against a commit.
pub(super) fn compared_with(ctx: &mut Context, place: Place, rev: &str, paths: &[PathBuf]) -> Result<Pairs> {
    let mut old = open(&place, rev)?;
    let to = State { at: WORKING.to_owned(), ..State::default() };
    let names = match paths {
        [] => place.maps()?.into_iter().chain(old.maps(&place.root)?).collect(),
        paths => named(paths, &place)?,
    };
    let mut all = Vec::new();
    for path in names {
        let beside = Beside { folder: &place.folder, other: None, stdin: None };
        let new = match fetch(&Source::File(path.clone()), &beside) {
            Err(SourceError::Read(ReadError::Missing(_))) => None,
            new => Some(new?),
        };
        all.extend(unread(&path, fetch_at(&mut old, &path)?, new));
    }
    let shared = paths.is_empty().then(|| -> Result<_> {
        let now = std::fs::read(place.folder.file_path()).ok();
        Ok([old.read(&place.folder.file_path())?, now])
    });
    finish(ctx, place, (state(&old), to), all, shared.transpose()?)
}

/// The files of two commits.
pub(super) fn between(ctx: &mut Context, place: Place, range: &Range, paths: &[PathBuf]) -> Result<Pairs> {
    let (mut old, mut new) = ends(&place, range)?;
    let names: BTreeSet<PathBuf> = match paths {
        [] => new.maps(&place.root)?.into_iter().chain(old.maps(&place.root)?).collect(),
        paths => named(paths, &place)?,
    };
    let mut all = Vec::new();
    for path in &names {
        let (was, is) = (fetch_at(&mut old, path)?, fetch_at(&mut new, path)?);
        if was.is_none() && is.is_none() {
            let words = format!("{} is neither in {} nor in {}", shown(path), old.words(), new.words());
            return Err(CliError::trouble(words));
        }
        all.extend(unread(path, was, is));
    }
    let shared = paths.is_empty().then(|| -> Result<_> {
        let path = place.folder.file_path();
        Ok([old.read(&path)?, new.read(&path)?])
    });
    finish(ctx, place, (state(&old), state(&new)), all, shared.transpose()?)
}

/// The commits at both ends of a range.
pub(in crate::cli) fn ends(place: &Place, range: &Range) -> Result<(At, At)> {
    let new = open(place, &range.to)?;
    let old = open(place, &range.from)?;
    if !range.is_from_fork {
        return Ok((old, new));
    }
    let fork = old.fork(&new)?;
    Ok((open(place, fork.as_str())?, new))
}

/// A commit around the workspace.
pub(in crate::cli) fn open(place: &Place, rev: &str) -> Result<At> {
    At::open(&place.root, rev).map_err(|error| match error {
        GitError::NoRepository(_) => {
            CliError::trouble(format!("{} is in no git repository: there are no commits", shown(&place.root)))
                .hint("compare two files, or a map with a version: milepost diff order@last")
        }
        GitError::UnknownRevision(rev) if rev == "HEAD" => {
            CliError::trouble("the repository has no commit yet")
                .hint("compare two files, or a map with a version")
        }
        error => error.into(),
    })
}

/// Files by their paths, or by the names of maps.
fn named(paths: &[PathBuf], place: &Place) -> Result<BTreeSet<PathBuf>> {
    let mut out = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            return Err(CliError::trouble(format!("{} is a folder, not a map", shown(path)))
                .hint("--workspace DIR compares all maps of a folder"));
        }
        let called = path.to_str().filter(|_| !path.exists()).and_then(|name| place.folder.map_called(name));
        out.insert(called.unwrap_or_else(|| path.clone()));
    }
    Ok(out)
}

fn unread(path: &Path, old: Option<Fetched>, new: Option<Fetched>) -> Option<Unread> {
    let is_same = match (&old, &new) {
        (Some(old), Some(new)) => old.bytes == new.bytes,
        (None, None) => true,
        _ => false,
    };
    (!is_same).then(|| Unread { name: shown(path), old, new })
}

fn state(at: &At) -> State {
    State { at: at.words(), commit: Some(at.commit().as_str().to_owned()), ..State::default() }
}

fn finish(
    ctx: &mut Context,
    place: Place,
    sides: (State, State),
    all: Vec<Unread>,
    shared: Option<[Option<Vec<u8>>; 2]>,
) -> Result<Pairs> {
    let name = shown(&place.folder.file_path());
    let shared = shared.filter(|[old, new]| old != new).map(|states| states.map(loaded));
    let mut pairs = Pairs::read(ctx, place, sides, &all)?;
    pairs.join_renamed();
    pairs.shared = match shared {
        Some([Some(old), Some(new)]) => Some((name, Box::new([old, new]))),
        Some(_) => {
            ctx.warn(format!("{name} cannot be read on one side, and is not compared"));
            None
        }
        None => None,
    };
    Ok(pairs)
}

/// What all maps share; where there is no file, nothing is said. `None`: it cannot be read.
fn loaded(bytes: Option<Vec<u8>>) -> Option<Workspace> {
    bytes.map_or_else(|| Some(Workspace::default()), |bytes| load_workspace(&bytes).value)
}

impl Pairs {
    /// A file that is gone and one that is new and has the same map in it are one map with another name.
    fn join_renamed(&mut self) {
        let mut at = 0;
        while at < self.maps.len() {
            let gone = self.maps.get(at).filter(|pair| pair.new.is_none());
            let id: Option<MapId> = gone.and_then(|pair| pair.old.as_ref()).map(|map| map.id.clone());
            let came = id.and_then(|id| {
                let has = |map: &crate::map::Map| map.id == id;
                self.maps.iter().position(|pair| pair.old.is_none() && pair.new.as_ref().is_some_and(has))
            });
            if let Some(came) = came {
                let gone = self.maps.remove(at);
                let came = came - usize::from(came > at);
                if let Some(pair) = self.maps.get_mut(came) {
                    pair.name = format!("{} -> {}", gone.name, pair.name);
                    pair.old = gone.old;
                }
            } else {
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let of = |from: &str, to: &str, is_from_fork| {
            Some(Range { from: from.to_owned(), to: to.to_owned(), is_from_fork })
        };
        assert_eq!(range("a..b"), of("a", "b", false));
        assert_eq!(range("a...b"), of("a", "b", true));
        assert_eq!(range("v1.2..").map(|r| r.to), Some("HEAD".to_owned()));
        assert_eq!(range("..b"), of("HEAD", "b", false));
        for no in ["a", "../maps/order.ron", "./a..b/x", "HEAD:a..b", "maps"] {
            assert_eq!(range(no), None, "{no}");
        }
    }
}
