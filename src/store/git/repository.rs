//! The repository around a folder, and the commits that a person names.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::ask::{ask, run};
use super::error::GitError;

/// A repository with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// Its top folder.
    pub root: PathBuf,
}

/// A commit, by its whole hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(String);

impl Commit {
    /// Its hash in hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As much of the hash as people read.
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

impl Repository {
    /// The repository that `near`, a file or folder, is in.
    ///
    /// # Errors
    /// When there is none, or no git.
    pub fn around(near: &Path) -> Result<Self, GitError> {
        let folder = if near.is_dir() { near } else { near.parent().unwrap_or(near) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match ask(folder, &["rev-parse", "--show-toplevel"]) {
            Ok(said) => Ok(Self { root: path(said.strip_suffix(b"\n").unwrap_or(&said)) }),
            Err(GitError::Failed(_)) => Err(GitError::NoRepository(folder.to_owned())),
            Err(error) => Err(error),
        }
    }

    /// The commit that `rev` (a branch, a tag, a hash, `HEAD~3`) names.
    ///
    /// # Errors
    /// When it names none; a shallow clone is told apart.
    pub fn commit(&self, rev: &str) -> Result<Commit, GitError> {
        if rev.is_empty() || rev.starts_with('-') || rev.chars().any(|c| c.is_control() || c == ' ') {
            return Err(GitError::BadRevision(rev.to_owned()));
        }
        let wanted = format!("{rev}^{{commit}}");
        let done = run(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let said = String::from_utf8_lossy(&done.stdout);
        let hash = said.trim();
        if done.status.success() && hash.len() >= 40 && hash.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(Commit(hash.to_owned()));
        }
        let shallow = self.is_shallow()?;
        Err(if shallow {
            GitError::Shallow(rev.to_owned())
        } else {
            GitError::UnknownRevision(rev.to_owned())
        })
    }

    /// The day on which a commit was made, by the clock of who made it.
    ///
    /// # Errors
    /// When git does not answer with a day.
    pub fn day(&self, commit: &Commit) -> Result<Date, GitError> {
        let said = ask(&self.root, &["log", "-1", "--no-show-signature", "--format=%cs", commit.as_str()])?;
        let said = String::from_utf8_lossy(&said);
        said.trim().parse().map_err(|_| GitError::Failed(format!("git log gave no day: {}", said.trim())))
    }

    /// The last commit below the one that is checked out that was made before a moment, in seconds since 1970; `None`: there is none, or
    /// this clone does not have it.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn last_before(&self, seconds: i64) -> Result<Option<Commit>, GitError> {
        // The option means "at or before".
        let before = format!("--min-age={}", seconds.saturating_sub(1));
        let said = ask(&self.root, &["rev-list", "--max-count=1", &before, "HEAD"])?;
        let hash = String::from_utf8_lossy(&said).trim().to_owned();
        Ok((hash.len() >= 40).then_some(Commit(hash)))
    }

    /// The newest commit that two have in common.
    ///
    /// # Errors
    /// When there is none.
    pub fn fork(&self, one: &Commit, other: &Commit) -> Result<Commit, GitError> {
        let done = run(&self.root, &["merge-base", one.as_str(), other.as_str()])?;
        let said = String::from_utf8_lossy(&done.stdout);
        let hash = said.lines().next().filter(|_| done.status.success());
        hash.map(|hash| Commit(hash.trim().to_owned())).ok_or_else(|| {
            GitError::Failed(format!("{} and {} have no commit in common", one.short(), other.short()))
        })
    }

    /// Whether the clone was made without the whole history.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(ask(&self.root, &["rev-parse", "--is-shallow-repository"])?.starts_with(b"true"))
    }
}

#[cfg(unix)]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
