//! What a person names as one side of a comparison, and the map that it holds.
//!
//! | written | means |
//! | --- | --- |
//! | `-` | standard input |
//! | `maps/order.ron`, `order` | a file; a map of the workspace by its name, the beginning of it, or its id |
//! | `order@3`, `maps/order.ron@last` | a version; `order@3-9f3c` where branches made several of one number |
//! | `HEAD~2:maps/order.ron` | the file in a commit, from the repository's top, or from here |
//! | `main`, `HEAD~2`, a hash | a commit: the file that the other side names, or all maps |
//!
//! What is a file here is a file, whatever else its name could mean.

mod error;
mod load;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use super::diagnostic::nearest;
use super::disk::words::printable;
use super::git::repository::Repository;
use super::workspace::Folder;
pub use error::SourceError;
pub use load::{Beside, Fetched, Side, fetch, fetch_at, load};

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A version.
    Version {
        /// The file of the map; where there is none, its id.
        map: PathBuf,
        /// Which version.
        wanted: Wanted,
    },
    /// A file in a commit.
    Committed {
        /// The commit.
        rev: String,
        /// The file, from the repository's top, or from here.
        path: PathBuf,
    },
    /// A commit: which file, the other side says.
    Revision(String),
}

/// Which version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The newest.
    Last,
    /// One by its number.
    Numbered {
        /// The number.
        number: u32,
        /// The beginning of the hash in its file's name; empty: whichever.
        hash: String,
    },
}

impl Source {
    /// What `text` means in a workspace.
    ///
    /// # Errors
    /// When it has the form of an option, or is neither a file, nor a map of the workspace, nor a commit.
    pub fn parse(text: &str, folder: &Folder) -> Result<Self, SourceError> {
        if text == "-" {
            return Ok(Self::Stdin);
        }
        if Path::new(text).is_file() {
            return Ok(Self::File(PathBuf::from(text)));
        }
        if text.is_empty() || text.starts_with('-') {
            return Err(SourceError::Option(printable(text)));
        }
        if let Some(found) = version(text, folder) {
            return Ok(found);
        }
        match text.split_once(':') {
            Some((rev, path)) if !is_drive(rev, path) => committed(text, rev, path),
            _ => named(text, folder),
        }
    }
}

/// `order@3`. A commit may have an `@` too: `HEAD@{1}`.
fn version(text: &str, folder: &Folder) -> Option<Source> {
    let (map, which) = text.rsplit_once('@')?;
    let wanted = match which.split_once('-').unwrap_or((which, "")) {
        ("last", "") => Wanted::Last,
        (number, hash) if number.bytes().all(|b| b.is_ascii_digit()) => {
            Wanted::Numbered { number: number.parse().ok()?, hash: hash.to_owned() }
        }
        _ => return None,
    };
    (!map.is_empty()).then(|| {
        let path = PathBuf::from(map);
        let map = if path.is_file() { path } else { map_called(map, folder).unwrap_or(path) };
        Source::Version { map, wanted }
    })
}

/// `C:\maps\order.ron`.
fn is_drive(rev: &str, path: &str) -> bool {
    cfg!(windows) && rev.len() == 1 && path.starts_with(['\\', '/'])
}

fn committed(text: &str, rev: &str, path: &str) -> Result<Source, SourceError> {
    if rev.is_empty() || path.is_empty() || rev.starts_with('-') {
        return Err(SourceError::Halved(printable(text)));
    }
    Ok(Source::Committed { rev: rev.to_owned(), path: PathBuf::from(path) })
}

/// A map of the workspace by its name, a commit, a map by the beginning of its name or by its id: in this order.
fn named(text: &str, folder: &Folder) -> Result<Source, SourceError> {
    if let Some(path) = with_name(text, folder, |stem, name| stem == name) {
        return Ok(Source::File(path));
    }
    let commit = Repository::around(&folder.root).and_then(|repository| repository.commit(text));
    let Err(error) = commit else { return Ok(Source::Revision(text.to_owned())) };
    if let Some(path) = map_called(text, folder) {
        return Ok(Source::File(path));
    }
    let stems: Vec<String> = folder.maps().unwrap_or_default().iter().map(|path| stem(path)).collect();
    let near = nearest(text, stems.iter().map(String::as_str)).map(printable);
    Err(SourceError::Unknown { text: printable(text), near, git: error })
}

fn map_called(name: &str, folder: &Folder) -> Option<PathBuf> {
    folder.map_called(name).or_else(|| with_name(name, folder, |stem, name| stem.starts_with(name)))
}

/// The one map of the workspace whose name fits.
fn with_name(name: &str, folder: &Folder, fits: impl Fn(&str, &str) -> bool) -> Option<PathBuf> {
    let name = name.strip_suffix(".ron").unwrap_or(name);
    let maps = folder.maps().ok()?;
    let mut found = maps.into_iter().filter(|path| fits(&stem(path), name));
    found.next().filter(|_| found.next().is_none())
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
