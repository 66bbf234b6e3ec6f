//! Why git has no answer.

use std::path::PathBuf;

use thiserror::Error;

/// Why git has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GitError {
    /// There is no git on this machine.
    #[error("git cannot be run: {0}")]
    NoGit(String),
    /// The folder is in no repository.
    #[error("{} is not in a git repository", crate::store::disk::words::shown(.0))]
    NoRepository(PathBuf),
    /// It has the form of an option, or characters that no revision has.
    #[error("`{0}` is not the name of a commit")]
    BadRevision(String),
    /// The repository knows no such commit.
    #[error("the repository has no commit `{0}`")]
    UnknownRevision(String),
    /// The same in a clone that was made without the whole history.
    #[error("this clone has only the newest commits (it is shallow), and not `{0}`")]
    Shallow(String),
    /// Git ended with an error.
    #[error("git: {0}")]
    Failed(String),
}
