//! What git is in the middle of.

use std::path::PathBuf;

use crate::store::git::ask::{ask, run};
use crate::store::git::error::GitError;
use crate::store::git::repository::{Repository, path};

/// What git is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnderWay {
    /// A merge that is not committed.
    Merge,
    /// A rebase.
    Rebase,
    /// A cherry-pick.
    CherryPick,
    /// A revert.
    Revert,
}

impl UnderWay {
    /// Its name as git's command has it.
    pub fn command(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
        }
    }
}

/// What git is in the middle of, if it is.
///
/// # Errors
/// When git does not answer.
pub fn under_way(repository: &Repository) -> Result<Option<UnderWay>, GitError> {
    for folder in ["rebase-merge", "rebase-apply"] {
        if git_path(repository, folder)?.exists() {
            return Ok(Some(UnderWay::Rebase));
        }
    }
    let heads = [
        ("MERGE_HEAD", UnderWay::Merge),
        ("CHERRY_PICK_HEAD", UnderWay::CherryPick),
        ("REVERT_HEAD", UnderWay::Revert),
    ];
    for (head, what) in heads {
        if run(&repository.root, &["rev-parse", "--quiet", "--verify", head])?.status.success() {
            return Ok(Some(what));
        }
    }
    Ok(None)
}

fn git_path(repository: &Repository, name: &str) -> Result<PathBuf, GitError> {
    let said = ask(&repository.root, &["rev-parse", "--git-path", name])?;
    Ok(repository.root.join(path(said.strip_suffix(b"\n").unwrap_or(&said))))
}
