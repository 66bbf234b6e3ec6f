//! One question to git, asked so that it can only answer.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::error::GitError;

/// What the surroundings (a hook, a wrapper) say about another repository or index: the folder alone decides.
pub(super) const OF_OTHERS: [&str; 6] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"];

/// No prompt, no lock, no fetch (the second way is for git before 2.45), words that do not depend on the language.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_PAGER", "cat"),
    ("LC_ALL", "C"),
];

/// Programs that a repository's configuration could name.
const SETTINGS: [&str; 4] =
    ["core.fsmonitor=false", "core.hooksPath=/dev/null", "diff.external=", "core.attributesFile=/dev/null"];

/// Git in a folder, with nothing but its answer to come out.
pub(super) fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(["--no-pager", "--literal-pathspecs"]);
    for setting in SETTINGS {
        git.args(["-c", setting]);
    }
    for name in OF_OTHERS {
        git.env_remove(name);
    }
    git.envs(ENVIRONMENT).stdin(Stdio::null());
    git
}

/// Runs it to its end, whatever that is.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    git(folder).args(arguments).output().map_err(|error| GitError::NoGit(error.to_string()))
}

/// What it says on standard output when all is well.
pub(super) fn ask(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let done = run(folder, arguments)?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let first = said.lines().next().unwrap_or("it ended without a word");
    Err(GitError::Failed(first.trim_start_matches("fatal: ").to_owned()))
}
