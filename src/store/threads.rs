//! Review threads: `threads/<map id>/<thread id>.ron` in the workspace's folder, one file each, so that two branches never touch
//! the same line unless they talk in the same thread; then [`merge`](merge()) puts both together.
//!
//! A change is a [`Deed`] that is done to the file as it is at that moment: whoever wrote meanwhile is not overwritten.

mod merge;

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use merge::merge;

use super::diagnostic::{Diagnostic, Source, concise};
use super::disk::dirs::Dirs;
use super::disk::error::SaveError;
use super::disk::fs::Fs;
use super::disk::save::{Expected, save};
use super::disk::signature::{ReadError, Signature, read_with};
use super::disk::words::{reason, shown};
use super::document::{Loaded, load_thread, write_thread};
use super::ron::comments::Comments;
use crate::map::id::{MapId, ThreadId};
use crate::map::thread::{Deed, Refused, Thread, arrange};

/// The folder of all threads, beside the maps.
pub const FOLDER: &str = "threads";
/// The largest file of a thread that is read, in bytes: 4 MiB.
pub const MOST_BYTES: u64 = 4 << 20;
/// The most threads of a map that are read.
pub const MOST_THREADS: usize = 5_000;
/// How often a change is tried again when the file changes meanwhile.
const TRIES: usize = 5;

/// The threads of a map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Open ones first, then by when they were opened.
    pub threads: Vec<Thread>,
    /// What could not be read, or should be repaired.
    pub problems: Vec<Problem>,
}

/// What is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// What, with its place in the text.
    pub diagnostic: Diagnostic,
    /// The text that it points into; may be empty.
    pub text: String,
}

impl Problem {
    /// In one line: where and what.
    pub fn line(&self) -> String {
        concise(&self.diagnostic, &Source { name: &shown(&self.path), text: &self.text })
    }
}

/// Why a thread was not changed.
#[derive(Debug, Error)]
pub enum ThreadError {
    /// It cannot be done to the thread as it is.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The folder cannot be used.
    #[error("the folder {} cannot be used: {}", shown(.path), reason(.source))]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is no thread.
    #[error("{0}")]
    Broken(String),
}

/// Where the threads of a map are kept. A map's id has no character that could lead out of the folder.
pub fn folder(root: &Path, map: &MapId) -> PathBuf {
    root.join(FOLDER).join(map.as_str())
}

/// The file of a thread.
pub fn path(root: &Path, map: &MapId, thread: &ThreadId) -> PathBuf {
    folder(root, map).join(format!("{thread}.ron"))
}

/// What to watch, to see when a thread of a map changes; it need not exist.
pub fn watched(root: &Path, map: &MapId) -> Vec<PathBuf> {
    let all = root.join(FOLDER);
    let own = all.is_dir().then(|| folder(root, map));
    [all].into_iter().chain(own).collect()
}

/// The threads of a map; an empty list where there is no folder. A file that cannot be read is a problem with its place.
pub fn list(fs: &dyn Fs, root: &Path, map: &MapId) -> Listing {
    let mut listing = Listing::default();
    let folder = folder(root, map);
    let mut files = match files(fs, root, &folder) {
        Ok(files) => files,
        Err(problem) => {
            listing.problems.push(*problem);
            return listing;
        }
    };
    if let Some((path, _)) = files.get(MOST_THREADS) {
        let message = format!("only {MOST_THREADS} threads of a map are read, and not this one");
        listing.problems.push(Problem::unread(path, message));
        files.truncate(MOST_THREADS);
    }
    for (path, id) in files {
        let Some(id) = id else {
            listing.problems.push(Problem::unread(&path, "this is no name of a thread's file".into()));
            continue;
        };
        match read(fs, &path, &id) {
            Ok((loaded, _)) => {
                let text = loaded.source_text;
                let problem = |d| Problem { path: path.clone(), diagnostic: d, text: text.clone() };
                listing.problems.extend(loaded.diagnostics.into_iter().map(problem));
                listing.threads.extend(loaded.value);
            }
            Err(error) => listing.problems.push(Problem::unread(&path, error.to_string())),
        }
    }
    arrange(&mut listing.threads);
    listing
}

impl Problem {
    fn unread(path: &Path, message: String) -> Self {
        let diagnostic = Diagnostic::warning("thread-file", message);
        Self { path: path.to_owned(), diagnostic, text: String::new() }
    }
}

/// A file, and the id that its name is, if it is one.
type NamedFile = (PathBuf, Option<ThreadId>);

/// The files of a folder of threads by name, with the ids that their names are.
fn files(fs: &dyn Fs, root: &Path, folder: &Path) -> Result<Vec<NamedFile>, Box<Problem>> {
    for path in [&root.join(FOLDER), folder] {
        match std::fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Ok(found) if found.is_dir() => {}
            Ok(_) => {
                return Err(Box::new(Problem::unread(
                    path,
                    "threads are not read: it is not a folder".into(),
                )));
            }
            Err(error) => return Err(Box::new(Problem::unread(path, reason(&error)))),
        }
    }
    let mut names = fs.names(folder).map_err(|error| Box::new(Problem::unread(folder, reason(&error))))?;
    names.sort();
    let is_file = |name: &std::ffi::OsString| {
        let bytes = name.as_encoded_bytes();
        bytes.ends_with(b".ron") && !bytes.starts_with(b".")
    };
    let with_id = |name: std::ffi::OsString| {
        let id = name.to_str().and_then(|n| n.strip_suffix(".ron")).and_then(|stem| ThreadId::new(stem).ok());
        (folder.join(name), id)
    };
    Ok(names.into_iter().filter(is_file).map(with_id).collect())
}

/// Reads one file; links are not followed, and one that is too large is not read.
fn read(fs: &dyn Fs, path: &Path, id: &ThreadId) -> Result<(Loaded<Thread>, Signature), ReadError> {
    let failed = |source| ReadError::Io { path: path.to_owned(), source };
    let found = match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ReadError::Missing(path.to_owned()));
        }
        found => found.map_err(failed)?,
    };
    if found.is_symlink() {
        let words = "it is a link, and links to threads are not followed";
        return Err(failed(io::Error::other(words)));
    }
    if found.len() > MOST_BYTES {
        let words = format!("it is larger than {} MiB, the largest thread that is read", MOST_BYTES >> 20);
        return Err(failed(io::Error::other(words)));
    }
    let (bytes, signature) = read_with(fs, path)?;
    Ok((load_thread(&bytes, id), signature))
}

/// Does a deed to a thread's file as it is now. Gives the thread before and after; `None`: there is none.
///
/// # Errors
/// When it cannot be done to the thread as it is, or the disk forbids it; the file is as it was then.
pub fn change(
    fs: &dyn Fs,
    dirs: &Dirs,
    root: &Path,
    map: &MapId,
    deed: &Deed,
) -> Result<(Option<Thread>, Option<Thread>), ThreadError> {
    make_folders(root, map)?;
    let path = path(root, map, deed.thread());
    let mut tries = 0;
    loop {
        tries += 1;
        match change_once(fs, dirs, &path, deed) {
            Err(ThreadError::Save(SaveError::Changed(_) | SaveError::Exists(_) | SaveError::Gone(_)))
                if tries < TRIES => {}
            done => return done,
        }
    }
}

fn change_once(
    fs: &dyn Fs,
    dirs: &Dirs,
    path: &Path,
    deed: &Deed,
) -> Result<(Option<Thread>, Option<Thread>), ThreadError> {
    let (before, comments, seen) = match read(fs, path, deed.thread()) {
        Err(ReadError::Missing(_)) => (None, Comments::default(), None),
        Err(error) => return Err(error.into()),
        Ok((Loaded { value: Some(thread), comments, .. }, seen)) => (Some(thread), comments, Some(seen)),
        Ok((loaded, _)) => return Err(broken(path, &loaded)),
    };
    let after = deed.apply(before.clone())?;
    let expected = seen.as_ref().map_or(Expected::Nothing, Expected::Seen);
    match &after {
        Some(thread) => {
            let text = write_thread(thread, &comments).map_err(|e| ThreadError::Broken(e.to_string()))?;
            save(fs, dirs, path, text.as_bytes(), expected)?;
        }
        None => fs.remove(path).map_err(|source| {
            ThreadError::Save(SaveError::Io { doing: "removing it", path: path.to_owned(), source })
        })?,
    }
    Ok((before, after))
}

fn broken(path: &Path, loaded: &Loaded<Thread>) -> ThreadError {
    let source = Source { name: &shown(path), text: &loaded.source_text };
    let first = loaded.diagnostics.first().map(|d| concise(d, &source));
    ThreadError::Broken(first.unwrap_or_else(|| format!("{} cannot be read", shown(path))))
}

/// Makes the folders; a link or file in their place is refused, so that nothing lands elsewhere.
fn make_folders(root: &Path, map: &MapId) -> Result<(), ThreadError> {
    for path in [root.join(FOLDER), folder(root, map)] {
        make_folder(&path).map_err(|source| ThreadError::Folder { path: path.clone(), source })?;
    }
    Ok(())
}

fn make_folder(path: &Path) -> io::Result<()> {
    match DirBuilder::new().create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        done => return done,
    }
    if std::fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder"))
}

#[cfg(test)]
mod tests;
