//! What a person asked git to do: commit, fetch, merge, push.
//!
//! Questions (`ask`) run no hook, no filter and no fetch, because nobody asked for that. A commit, a push or a merge is the person's own: their
//! hooks, their credentials, their signature and their settings hold as if they had typed the command. No pager and no editor comes up.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::ask::OF_OTHERS;
use super::error::GitError;
use crate::store::disk::words::printable;

/// The most lines of git's own words that are told.
const MOST_LINES: usize = 12;

/// Git in a repository, to do what a person asked for.
#[derive(Debug, Clone)]
pub struct Act {
    folder: PathBuf,
    may_ask: bool,
}

/// How a run of git ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its exit code; `None`: a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub out: Vec<u8>,
    /// What it said, of hooks and of the other side too: cleaned, and safe to print.
    pub said: Vec<String>,
}

impl Done {
    /// Whether all is well.
    pub fn is_fine(&self) -> bool {
        self.code == Some(0)
    }

    /// As an error, in git's words.
    pub fn failed(&self) -> GitError {
        let said =
            if self.said.is_empty() { "it ended without a word".to_owned() } else { self.said.join("\n") };
        GitError::Failed(said)
    }
}

impl Act {
    /// In `folder`. `may_ask`: git may ask on the terminal for a password; else what needs one fails, and says so.
    pub fn new(folder: &Path, may_ask: bool) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self { folder: folder.to_owned(), may_ask }
    }

    /// Runs it to its end, whatever that is.
    ///
    /// # Errors
    /// When there is no git.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Result<Done, GitError> {
        self.run_on(arguments, &[])
    }

    /// The same; what it does not do well is an error, in its own words.
    ///
    /// # Errors
    /// When it ends with an error.
    pub fn must<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S], input: &[u8]) -> Result<Done, GitError> {
        let done = self.run_on(arguments, input)?;
        if done.is_fine() { Ok(done) } else { Err(done.failed()) }
    }

    fn run_on<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S], input: &[u8]) -> Result<Done, GitError> {
        let no_git = |error: std::io::Error| GitError::NoGit(error.to_string());
        let mut child = self.command().args(arguments).spawn().map_err(no_git)?;
        // What does not read all ends by itself, and says why.
        feed(&mut child, input);
        let Output { status, stdout, stderr } = child.wait_with_output().map_err(no_git)?;
        let said = cleaned(&[stderr.as_slice(), stdout.as_slice()].concat());
        Ok(Done { code: status.code(), out: stdout, said })
    }

    fn command(&self) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).args(["--no-pager", "--literal-pathspecs"]);
        for name in OF_OTHERS {
            git.env_remove(name);
        }
        // Nothing opens an editor: every text is given.
        git.env("GIT_EDITOR", ":").env("GIT_MERGE_AUTOEDIT", "no").env("GIT_PAGER", "cat");
        if !self.may_ask {
            // Whoever has a window that asks for passwords is asked there.
            git.env("GIT_TERMINAL_PROMPT", "0").env("SSH_ASKPASS_REQUIRE", "force");
            if std::env::var_os("SSH_ASKPASS").is_none() {
                git.env("SSH_ASKPASS", "false");
            }
        }
        git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        git
    }
}

fn feed(child: &mut Child, input: &[u8]) {
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(input);
    }
}

/// Git's words without what only a terminal shows (`\r` overwrites), advice and prefixes; safe to print. The last lines where there are many.
fn cleaned(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let shown = text.lines().map(|line| line.trim_end_matches('\r').rsplit('\r').next().unwrap_or_default());
    let is_advice = |line: &str| line.starts_with("hint:") || line.trim().is_empty();
    let lines: Vec<String> = shown.filter(|line| !is_advice(line)).map(without_prefix).collect();
    let from = lines.len().saturating_sub(MOST_LINES);
    lines.into_iter().skip(from).collect()
}

fn without_prefix(line: &str) -> String {
    let plain = ["fatal: ", "error: ", "remote: "]
        .iter()
        .fold(line, |line, word| line.strip_prefix(word).unwrap_or(line));
    printable(plain.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::git::testing::Repo;

    #[test]
    fn what_git_says_is_made_plain() {
        let said = b"remote: error: no\r\nhint: try\n\nfatal: gone \x1b[31m\nCounting 1%\rCounting 100%\n";
        let cleaned = cleaned(said);
        assert_eq!(cleaned[0], "error: no");
        assert!(cleaned[1].starts_with("gone ") && !cleaned[1].contains('\x1b'), "{cleaned:?}");
        assert_eq!(cleaned[2], "Counting 100%");
    }

    #[test]
    fn the_last_lines_of_many() {
        let many: Vec<String> = (0..100).map(|n| format!("line {n}")).collect();
        let cleaned = cleaned(many.join("\n").as_bytes());
        assert_eq!((cleaned.len(), cleaned[MOST_LINES - 1].as_str()), (MOST_LINES, "line 99"));
    }

    #[test]
    fn an_end_has_its_code_and_words() {
        let Some(repo) = Repo::new() else { return };
        let act = Act::new(&repo.root, false);
        let done = act.run(&["rev-parse", "--verify", "nowhere"]).unwrap();
        assert_eq!(
            (done.code, done.said.as_slice()),
            (Some(128), &["Needed a single revision".to_owned()][..])
        );
        assert_eq!(act.must(&["hash-object", "--stdin"], b"").unwrap().out.len(), 41);
        assert!(matches!(act.must(&["nonsense"], b""), Err(GitError::Failed(_))));
    }
}
