//! Why one side of a comparison cannot be had.

use thiserror::Error;

use crate::store::disk::signature::ReadError;
use crate::store::git::error::GitError;
use crate::store::versions::VersionError;

/// Why one side of a comparison cannot be had. Every text in it is safe to print.
#[derive(Debug, Error)]
pub enum SourceError {
    /// It has the form of an option.
    #[error("`{0}` has the form of an option, not of a file, a version or a commit")]
    Option(String),
    /// A commit without a file, or a file without a commit, at the colon.
    #[error("`{0}` lacks what stands before or after the colon")]
    Halved(String),
    /// Nothing is called so.
    #[error("`{text}` is neither a file, nor a map of this workspace, nor a commit")]
    Unknown {
        /// What was written.
        text: String,
        /// The map that may have been meant.
        near: Option<String>,
        /// Why it is no commit.
        git: GitError,
    },
    /// Nobody gave it.
    #[error("standard input was not given")]
    NoStdin,
    /// A commit alone names no file.
    #[error("`{0}` is a commit: say which file of it")]
    NoFile(String),
    /// The map has no such version.
    #[error("there is no version {wanted} of {map}")]
    NoVersion {
        /// The map.
        map: String,
        /// The version.
        wanted: String,
        /// The numbers that there are, oldest first.
        known: Vec<u32>,
    },
    /// Branches made several versions with one number.
    #[error("there are {} versions {number} of {map}", names.len())]
    Several {
        /// The map.
        map: String,
        /// The number.
        number: u32,
        /// Their names.
        names: Vec<String>,
    },
    /// The commit has no such file.
    #[error("{path} is not in {rev}")]
    NotThere {
        /// The commit, as it was named.
        rev: String,
        /// The file.
        path: String,
    },
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A version cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// Git has no answer.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl SourceError {
    /// What to do, in one sentence; `None`: nothing better than the error says.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Option(_) => "a file of this name is written ./-name".to_owned(),
            Self::Halved(_) => "write COMMIT:PATH, as HEAD~2:maps/order.ron".to_owned(),
            Self::Unknown { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::Unknown { git: GitError::NoRepository(_), .. } => {
                "the maps are in no git repository, so there are no commits".to_owned()
            }
            Self::Unknown { git: error @ (GitError::NoGit(_) | GitError::Failed(_)), .. } => {
                error.to_string()
            }
            Self::Unknown { git: GitError::Shallow(_), .. } => {
                "this clone has only the newest commits: git fetch --unshallow brings the others".to_owned()
            }
            Self::Unknown { .. } => {
                "git fetch brings what the server has; its branch `main` is called `origin/main` here"
                    .to_owned()
            }
            Self::NoFile(rev) => format!("write {rev}:PATH, or name a file on the other side"),
            Self::NoVersion { known, .. } if known.is_empty() => {
                "it has no versions yet: milepost version MAP WHY keeps one".to_owned()
            }
            Self::NoVersion { known, .. } => {
                let first = known.first().copied().unwrap_or_default();
                let last = known.last().copied().unwrap_or_default();
                format!("there are versions {first} to {last}; milepost version MAP --list shows them")
            }
            Self::Several { names, .. } => format!("say which: {}", names.join(", ")),
            Self::NotThere { rev, .. } => {
                format!("under another name? write {rev}:PATH with the path that it had")
            }
            _ => return None,
        })
    }
}
