//! A version is kept; the files of the workspace are committed, and nothing else that is staged or changed.

use std::path::Path;

use super::standing::read;
use super::{Desk, Standing, Trouble};
use crate::map::Label;
use crate::map::say::many;
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::shown;
use crate::store::document::write_map;
use crate::store::git::act::Done;
use crate::store::git::error::GitError;
use crate::store::git::share::Entry;
use crate::store::versions::{self, About};

/// Paths come from standard input: there may be thousands, and any character in them.
const FROM_INPUT: [&str; 2] = ["--pathspec-from-file=-", "--pathspec-file-nul"];

impl Desk {
    pub(super) fn keep_version(&self, path: &Path, why: &Label) -> Result<Vec<String>, Trouble> {
        let (map, comments) = read(path)?;
        let text = write_map(&map, &comments).map_err(|error| Trouble::new(error.to_string()))?;
        let about = About { on: self.today, author: self.author.clone(), why: why.clone() };
        let version = versions::write(&RealFs, &self.dirs, &self.root, &map.id, &text, about)
            .map_err(|error| Trouble::new(error.to_string()))?;
        Ok(vec![format!("version {} kept in {}", version.number, shown(&version.path))])
    }

    /// What is staged beside the workspace stays staged: `--only` commits these paths, as they stand on the disk.
    pub(super) fn commit(&self, message: &str) -> Result<Vec<String>, Trouble> {
        let standing = Standing::of(self)?;
        let own = &standing.changed.own;
        if own.is_empty() {
            return Ok(vec!["nothing to commit: it is as it was".to_owned()]);
        }
        let act = self.at_top(&standing);
        let new = nul_ended(own.iter().filter(|entry| entry.is_new()));
        let unmerged = nul_ended(own.iter().filter(|entry| entry.is_unmerged()));
        if !unmerged.is_empty() {
            act.must(&with_input(&["add", "--all"]), &unmerged)?;
        }
        // Git commits only paths that it knows.
        if !new.is_empty() {
            act.must(&with_input(&["add", "--intent-to-add"]), &new)?;
        }
        let arguments = with_input(&["commit", "--only", "--quiet", "--cleanup=whitespace", "-m", message]);
        let done = act.must(&arguments, &nul_ended(own.iter()));
        if done.is_err() && !new.is_empty() {
            // As it was before.
            let _ =
                act.must(&with_input(&["rm", "--cached", "--quiet", "--force", "--ignore-unmatch"]), &new);
        }
        self.told(&done.map_err(|error| refused(&error))?, own.len())
    }

    /// A merge is committed whole: git allows no other way, and nothing else could be staged when it began.
    pub(super) fn finish_merge(&self, message: Option<&str>) -> Result<Vec<String>, Trouble> {
        let standing = Standing::of(self)?;
        let own = &standing.changed.own;
        let act = self.at_top(&standing);
        if !own.is_empty() {
            act.must(&with_input(&["add", "--all"]), &nul_ended(own.iter()))?;
        }
        let words = match message {
            Some(message) => vec!["commit", "--quiet", "--cleanup=whitespace", "-m", message],
            None => vec!["commit", "--quiet", "--cleanup=strip", "--no-edit"],
        };
        let done = act
            .must(&words, &[])
            .map_err(|error| refused(&error).hint("or `git merge --abort` takes the merge back"))?;
        let mut told = self.told(&done, own.len())?;
        told.insert(0, "the merge is finished".to_owned());
        Ok(told)
    }

    fn at_top(&self, standing: &Standing) -> crate::store::git::act::Act {
        crate::store::git::act::Act::new(&standing.repository.root, self.may_ask)
    }

    fn told(&self, done: &Done, files: usize) -> Result<Vec<String>, Trouble> {
        let hash = self.act().must(&["rev-parse", "--short", "HEAD"], &[])?;
        let hash = String::from_utf8_lossy(&hash.out).trim().to_owned();
        let mut lines = vec![format!("committed {}: {hash}", many(files, "file"))];
        lines.extend(done.said.iter().cloned());
        Ok(lines)
    }
}

fn refused(error: &GitError) -> Trouble {
    Trouble::new(format!("git did not commit:\n{}", in_words(error)))
        .hint("nothing was committed, and your files are as they were; put that right and run this again")
}

/// What git said, without its name before it.
pub(super) fn in_words(error: &GitError) -> String {
    match error {
        GitError::Failed(said) => said.clone(),
        other => other.to_string(),
    }
}

fn with_input<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().chain(FROM_INPUT).collect()
}

fn nul_ended<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<u8> {
    entries.flat_map(|entry| [bytes(&entry.path), vec![0]].concat()).collect()
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().replace('\\', "/").into_bytes()
}
