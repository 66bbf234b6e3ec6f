//! The versions of a file that git could not merge, and git's own line merge.

use std::path::Path;
use std::process::{Command, Stdio};

use super::ask::{ask, git};
use super::error::GitError;
use super::repository::Repository;
use crate::store::disk::words::printable;

/// A file between two sides: what the index holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// The common ancestor's; empty where both sides made the file.
    pub base: Vec<u8>,
    /// Ours.
    pub ours: Vec<u8>,
    /// Theirs.
    pub theirs: Vec<u8>,
    /// The name of their side, where git says it: the branch that is merged.
    pub their_name: String,
}

/// What the index holds of an unmerged file; `None`: it is not one, or a side took it away.
///
/// # Errors
/// When there is no repository, or git does not answer.
pub fn unmerged(path: &Path) -> Result<Option<Unmerged>, GitError> {
    let repository = Repository::around(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
    let listed = ask(folder, &["ls-files", "-u", "-z", "--", name])?;
    let entries: Vec<Entry> = listed.split(|byte| *byte == 0).filter_map(Entry::read).collect();
    let blob = |stage: u8| -> Result<Option<Vec<u8>>, GitError> {
        let Some(entry) = entries.iter().find(|entry| entry.stage == stage) else { return Ok(None) };
        ask(folder, &["cat-file", "blob", &entry.hash]).map(Some)
    };
    let (Some(ours), Some(theirs)) = (blob(2)?, blob(3)?) else { return Ok(None) };
    let base = blob(1)?.unwrap_or_default();
    Ok(Some(Unmerged { base, ours, theirs, their_name: name_of_theirs(&repository) }))
}

/// A line of `ls-files -u`: mode, hash, stage.
struct Entry {
    hash: String,
    stage: u8,
}

impl Entry {
    fn read(line: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(line.split(|byte| *byte == b'\t').next()?).ok()?;
        let mut words = text.split(' ');
        let (_, hash, stage) = (words.next()?, words.next()?, words.next()?);
        let is_hash = hash.len() >= 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| stage.parse().ok().map(|stage| Self { hash: hash.to_owned(), stage }))?
    }
}

/// What is merged in: the branch that git would name, or the commit.
fn name_of_theirs(repository: &Repository) -> String {
    for head in ["MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"] {
        let asked =
            ask(&repository.root, &["name-rev", "--name-only", "--refs=refs/heads/*", "--always", head]);
        let Ok(said) = asked else { continue };
        let name = String::from_utf8_lossy(&said).trim().to_owned();
        if !name.is_empty() {
            return printable(&name);
        }
    }
    "theirs".to_owned()
}

/// Merges two files line by line into the first, with markers where they touch, as git itself does. Gives whether
/// nothing is left to be resolved.
///
/// # Errors
/// When there is no git, or it cannot read a file.
pub fn merge_lines(files: [&Path; 3], names: [&str; 3], marker: u32) -> Result<bool, GitError> {
    let [ours, base, theirs] = files;
    let folder = Path::new(".");
    let mut command: Command = git(folder);
    command.args(["merge-file", &format!("--marker-size={}", marker.clamp(1, 200))]);
    for name in names {
        command.args(["-L", name]);
    }
    let done = command.arg("--").args([ours, base, theirs]).stdout(Stdio::null()).output();
    let done = done.map_err(|error| GitError::NoGit(error.to_string()))?;
    match done.status.code() {
        Some(0) => Ok(true),
        Some(conflicts @ 1..=127) if conflicts > 0 => Ok(false),
        _ => Err(GitError::Failed(String::from_utf8_lossy(&done.stderr).trim().to_owned())),
    }
}
