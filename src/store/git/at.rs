//! The files around a place as they were in a commit.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Component, Path, PathBuf};

use super::error::GitError;
use super::repository::{Commit, Repository};
use super::snapshot::Snapshot;
use crate::store::disk::words::printable;
use crate::store::ron::prepare::MAX_BYTES;
use crate::store::workspace::is_map_name;

/// Files as they were in a commit. Each folder that is read is listed once.
#[derive(Debug)]
pub struct At {
    rev: String,
    repository: Repository,
    /// The top with its links resolved.
    top: PathBuf,
    commit: Commit,
    folders: HashMap<PathBuf, Snapshot>,
}

impl At {
    /// The commit that `rev` names in the repository that `near` is in.
    ///
    /// # Errors
    /// When there is no repository, or no such commit.
    pub fn open(near: &Path, rev: &str) -> Result<Self, GitError> {
        let repository = Repository::around(near)?;
        let commit = repository.commit(rev)?;
        let top = repository.root.canonicalize().unwrap_or_else(|_| repository.root.clone());
        Ok(Self { rev: rev.to_owned(), repository, top, commit, folders: HashMap::new() })
    }

    /// The commit.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// The commit as it was named, a whole hash shortened; safe to print.
    pub fn words(&self) -> String {
        if self.rev == self.commit.as_str() { self.commit.short().to_owned() } else { printable(&self.rev) }
    }

    /// Where the history of another commit left that of this one.
    ///
    /// # Errors
    /// When they have nothing in common.
    pub fn fork(&self, other: &Self) -> Result<Commit, GitError> {
        self.repository.fork(&self.commit, &other.commit)
    }

    /// The repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The bytes of a file as it would stand here now; `None`: it was not there.
    ///
    /// # Errors
    /// When git does not answer, or it is larger than any map.
    pub fn read(&mut self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        match within(&self.top, path.parent().unwrap_or(Path::new(""))) {
            Some(folder) => self.bytes(folder, path),
            None => Ok(None),
        }
    }

    /// The bytes of a file that is named as git names it: from the repository's top, and where it is not there, from here.
    ///
    /// # Errors
    /// As [`At::read`].
    pub fn read_named(&mut self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        let folder = path.parent().filter(|_| is_plain).map(Path::to_owned);
        let found = match folder {
            Some(folder) => self.bytes(folder, path)?,
            None => None,
        };
        if found.is_some() { Ok(found) } else { self.read(path) }
    }

    fn bytes(&mut self, folder: PathBuf, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        let file = folder.join(path.file_name().unwrap_or_default());
        self.folder(folder)?.read(&file, MAX_BYTES as u64)
    }

    /// The maps that stood in a folder, each with its path as it would stand in `folder` now; by name.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn maps(&mut self, folder: &Path) -> Result<Vec<PathBuf>, GitError> {
        let Some(within) = within(&self.top, folder) else { return Ok(Vec::new()) };
        let found = self.folder(within)?.paths();
        let names = found.iter().filter_map(|path| path.file_name()).filter(|name| is_map_name(name));
        Ok(names.map(|name| folder.join(name)).collect())
    }

    fn folder(&mut self, within: PathBuf) -> Result<&mut Snapshot, GitError> {
        match self.folders.entry(within) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(free) => {
                let snapshot = Snapshot::of(&self.repository, &self.commit, free.key())?;
                Ok(free.insert(snapshot))
            }
        }
    }
}

/// A folder from the top of its repository (`top`: links resolved); `None`: it is elsewhere, or not there.
pub fn within(top: &Path, folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok()?.strip_prefix(top).map(Path::to_owned).ok()
}
