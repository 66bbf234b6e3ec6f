//! Two states of one map.

use std::path::{Path, PathBuf};

use super::{Pairs, Unread, state};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::file::{DASH, read_bytes};
use crate::cli::place::Place;
use crate::exchange::difference::State;
use crate::store::disk::words::shown;
use crate::store::git::error::GitError;
use crate::store::git::repository::Repository;
use crate::store::source::{Beside, Fetched, Source, SourceError, fetch};

/// The last commit.
const LAST: &str = "HEAD";

/// Two named sides.
pub(super) fn pair(ctx: &mut Context, place: Place, old: &Source, new: &Source) -> Result<Pairs> {
    if (old, new) == (&Source::Stdin, &Source::Stdin) {
        return Err(CliError::trouble("standard input can be one of the sides, not both"));
    }
    let stdin = match (old, new) {
        (Source::Stdin, _) | (_, Source::Stdin) => Some(read_bytes(Path::new(DASH))?.0),
        _ => None,
    };
    let (old_path, new_path) = (path_of(old, &place), path_of(new, &place));
    let get = |source: &Source, other: Option<&Path>| {
        fetch(source, &Beside { folder: &place.folder, other, stdin: stdin.as_deref() })
    };
    let (old, new) = (get(old, new_path.as_deref())?, get(new, old_path.as_deref())?);
    one(ctx, place, old, new)
}

/// A working file against the last commit; one that is not in it is new.
pub(super) fn since_last_commit(ctx: &mut Context, place: Place, path: PathBuf) -> Result<Pairs> {
    let beside = Beside { folder: &place.folder, other: Some(&path), stdin: None };
    let new = fetch(&Source::File(path.clone()), &beside)?;
    match fetch(&Source::Revision(LAST.to_owned()), &beside) {
        Ok(old) => one(ctx, place, old, new),
        Err(SourceError::NotThere { .. }) => {
            let from = State { at: LAST.to_owned(), ..State::default() };
            let sides = (from, state(&new));
            let unread = Unread { name: new.name.clone(), old: None, new: Some(new) };
            Pairs::read(ctx, place, sides, &[unread])
        }
        Err(SourceError::Git(GitError::NoRepository(_))) => Err(CliError::trouble(format!(
            "{} is in no git repository: there is no last commit",
            shown(&path)
        ))
        .hint("name the other side: milepost diff order@last, or two files")),
        Err(SourceError::Git(GitError::UnknownRevision(_))) => {
            Err(CliError::trouble("the repository has no commit yet")
                .hint("name the other side: milepost diff order@last, or two files"))
        }
        Err(error) => Err(error.into()),
    }
}

fn one(ctx: &mut Context, place: Place, old: Fetched, new: Fetched) -> Result<Pairs> {
    let name = if old.name == new.name || new.path.is_some() && old.path == new.path {
        new.name.clone()
    } else {
        format!("{} -> {}", old.name, new.name)
    };
    let sides = (state(&old), state(&new));
    Pairs::read(ctx, place, sides, &[Unread { name, old: Some(old), new: Some(new) }])
}

/// The working file of the map that a side is a state of.
pub(super) fn working(side: &Source, place: &Place) -> Result<PathBuf> {
    let path = path_of(side, place).filter(|path| path.is_file());
    path.ok_or_else(|| {
        let name = match side {
            Source::Version { map, .. } => shown(map),
            Source::Committed { path, .. } => shown(path),
            _ => "of that name".to_owned(),
        };
        CliError::trouble(format!("there is no working file {name} to compare with"))
            .hint("name the other side")
    })
}

/// The file of a side as it is named from here.
fn path_of(side: &Source, place: &Place) -> Option<PathBuf> {
    match side {
        Source::File(path) => Some(path.clone()),
        Source::Version { map, .. } => map.is_file().then(|| map.clone()),
        Source::Committed { path, .. } => Some(from_here(path, place)),
        Source::Stdin | Source::Revision(_) => None,
    }
}

/// A path that may be meant from the repository's top.
fn from_here(path: &Path, place: &Place) -> PathBuf {
    if path.is_file() {
        return path.to_owned();
    }
    let top = Repository::around(&place.root).map(|repository| repository.root.join(path));
    top.ok().filter(|path| path.is_file()).unwrap_or_else(|| path.to_owned())
}
