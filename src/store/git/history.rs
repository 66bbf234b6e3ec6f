//! What was committed since a day on some paths: one question for all that want to know.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::ask;
use super::bounded::{self, Answer, Bounds};
use super::error::GitError;
use super::kept::Kept;
use super::log::{self, Logged};
use super::repository::path;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::signature::read_file;

/// How much of a history is read, and how long it may take.
const BOUNDS: Bounds = Bounds { bytes: 16 << 20, time: Duration::from_secs(20) };
/// More paths than this are not named one by one: everything is asked for.
const MOST_PATHS: usize = 200;

/// The repository around a folder, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// Its top folder.
    pub root: PathBuf,
    /// The hash of the commit that is checked out.
    pub head: String,
    /// Whether the clone was made without the whole history.
    pub is_shallow: bool,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// From when on, in seconds since 1970.
    pub since: i64,
    /// Files and folders from the top; none means everything.
    pub paths: Vec<String>,
}

/// What was committed, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The commits that changed one of the paths, newest first. What a merge brought in counts as its own.
    pub commits: Vec<Logged>,
    /// From when on all are known, in seconds since 1970; `None`: all that were asked for.
    pub known_from: Option<i64>,
}

impl Here {
    /// The repository that a folder is in; `None`: there is none, it has no commit, or there is no git.
    ///
    /// # Errors
    /// When git refuses for another reason, as that the folder belongs to somebody else.
    pub fn around(folder: &Path) -> Result<Option<Self>, GitError> {
        let asked = ["rev-parse", "HEAD", "--is-shallow-repository", "--show-toplevel"];
        let said = match ask::ask(folder, &asked) {
            Ok(said) => said,
            Err(GitError::Failed(why)) if !is_nothing(&why) => return Err(GitError::Failed(why)),
            Err(_) => return Ok(None),
        };
        // The folder comes last: its name may hold line ends.
        let mut lines = said.splitn(3, |byte| *byte == b'\n');
        let (Some(head), Some(shallow), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Ok(None);
        };
        let root = path(root.strip_suffix(b"\n").unwrap_or(root));
        let head = String::from_utf8_lossy(head).into_owned();
        Ok(Some(Self { root, head, is_shallow: shallow == b"true" }))
    }

    /// What was committed; from the cache where the same was asked about the same commit before.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn history(&self, question: &Question, dirs: Option<&Dirs>) -> Result<History, GitError> {
        self.history_with(question, dirs, |command| bounded::run(command, BOUNDS))
    }

    fn history_with(
        &self,
        question: &Question,
        dirs: Option<&Dirs>,
        run: impl Fn(&mut Command) -> Result<Answer, GitError>,
    ) -> Result<History, GitError> {
        // A shallow clone can be deepened below the same commit.
        let kept = dirs.filter(|_| !self.is_shallow).map(Kept::new);
        let key = self.key(question);
        if let Some(bytes) = kept.as_ref().and_then(|kept| kept.get(&key)) {
            return Ok(History { commits: log::read(&bytes, true), known_from: None });
        }
        let answer = run(&mut self.log(question))?;
        if let Some(kept) = kept.filter(|_| answer.is_whole) {
            kept.put(&key, &answer.bytes);
        }
        let mut commits = log::read(&answer.bytes, answer.is_whole);
        let cut = commits.last().map(|last| last.seconds).filter(|_| !answer.is_whole);
        let edge = if self.is_shallow { self.edge(&run)? } else { None };
        if self.is_shallow {
            // What lies at the edge seems to have made every file.
            commits.retain(|commit| commit.parents > 0);
        }
        Ok(History { commits, known_from: cut.max(edge) })
    }

    /// The files in the index, from the top of the repository, below these folders and files; without any, all. `None`: git
    /// does not say, or there are too many.
    pub fn files(&self, below: &[String]) -> Option<Vec<Vec<u8>>> {
        let mut git = self.git();
        git.args(["ls-files", "-z", "--cached", "--full-name", "--"]);
        if below.len() <= MOST_PATHS {
            git.args(below);
        }
        let answer = bounded::run(&mut git, BOUNDS).ok().filter(|answer| answer.is_whole)?;
        Some(
            answer
                .bytes
                .split(|byte| *byte == 0)
                .filter(|path| !path.is_empty())
                .map(<[u8]>::to_vec)
                .collect(),
        )
    }

    /// When the newest of the commits was made whose parents this clone does not have.
    fn edge(&self, run: impl Fn(&mut Command) -> Result<Answer, GitError>) -> Result<Option<i64>, GitError> {
        let mut git = self.git();
        git.args([
            "log",
            "--max-parents=0",
            "-z",
            "--no-color",
            "--no-show-signature",
            "--format=tformat:%ct",
        ]);
        let answer = run(git.args([self.head.as_str(), "--"]))?;
        let texts = answer.bytes.split(|byte| *byte == 0).filter_map(|text| std::str::from_utf8(text).ok());
        Ok(texts.filter_map(|text| text.trim().parse().ok()).max())
    }

    /// Everything that a repository's settings could change about the answer, or have run for it, is said here.
    fn log(&self, question: &Question) -> Command {
        let mut git = self.git();
        git.args(["log", "--name-only", "-z", log::FORMAT, "--encoding=UTF-8"]);
        git.args(["--full-history", "--show-pulls", "--diff-merges=first-parent"]);
        git.args(["--no-renames", "--no-relative", "-O/dev/null"]);
        git.args(["--no-ext-diff", "--no-textconv", "--no-show-signature"]);
        git.args(["--no-color", "--no-decorate", "--no-notes", "--no-mailmap"]);
        git.arg(format!("--max-age={}", question.since)).args([self.head.as_str(), "--"]);
        if question.paths.len() <= MOST_PATHS {
            git.args(&question.paths);
        }
        git
    }

    fn git(&self) -> Command {
        let mut git = ask::git(&self.root);
        git.args(["-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "log.showSignature=false"]);
        git
    }

    /// All that the answer depends on.
    fn key(&self, question: &Question) -> String {
        let mut key = format!("{}\n{}\n{}", self.root.display(), self.head, question.since);
        for path in &question.paths {
            let _ = write!(key, "\n{path}");
        }
        key
    }
}

/// Where the file ends that tells each move of what is checked out.
const MOVES: &str = "logs/HEAD";

/// The file that changes when a commit is made or another one checked out; `None`: there is no repository. Git is not asked.
pub fn moves(near: &Path) -> Option<PathBuf> {
    let near = std::path::absolute(near).ok()?;
    let at = near.ancestors().map(|level| level.join(".git")).find(|at| at.exists())?;
    let folder = if at.is_dir() { at } else { worktree(&at)? };
    Some(folder.join(MOVES)).filter(|file| file.parent().is_some_and(Path::is_dir))
}

/// Whether a path is that of such a file.
pub fn is_moves(path: &Path) -> bool {
    path.ends_with(MOVES)
}

/// The folder that the file `.git` of a further work tree names.
fn worktree(file: &Path) -> Option<PathBuf> {
    let (bytes, _) = read_file(file).ok()?;
    let named = path(bytes.strip_prefix(b"gitdir: ")?.trim_ascii_end());
    Some(file.parent()?.join(named))
}

/// No repository, or none with a commit.
fn is_nothing(why: &str) -> bool {
    ["not a git repository", "ambiguous argument 'HEAD'", "must be run in a work tree", "cannot change to"]
        .iter()
        .any(|known| why.contains(known))
}

#[cfg(test)]
mod tests;
