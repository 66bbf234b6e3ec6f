//! The commits that changed some files, each with the contents before and after it.
//!
//! One `git log` answers, bounded in commits, bytes and time; contents are read by their hash through one process. The answer
//! is read as that of [`super::history`] is: fields that end with NUL, a commit's first with a slash before it, a file's with a colon.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

use super::ask;
use super::bounded::{self, Bounds};
use super::error::GitError;
use super::repository::{Commit, Repository, path};

/// How much is read, and how long it may take.
const BOUNDS: Bounds = Bounds { bytes: 16 << 20, time: Duration::from_secs(20) };
/// What is asked of each commit, in the order of [`Step`].
const FORMAT: &str = "--format=tformat:/%H%x00%ct%x00%cs%x00%an%x00%s";

/// Which commits are asked for.
#[derive(Debug, Clone)]
pub struct Span<'a> {
    /// The newest.
    pub to: &'a Commit,
    /// It and what came before it are left out.
    pub from: Option<&'a Commit>,
    /// At most so many.
    pub most: usize,
}

/// A commit that changed one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its whole hash.
    pub hash: String,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
    /// The day, by the clock of who committed it.
    pub on: Date,
    /// Who made it, as the commit says; not cleaned.
    pub author: String,
    /// Its first line, as the commit says; not cleaned.
    pub subject: String,
    /// The files; of a merge only those that are like none of its parents.
    pub files: Vec<Touched>,
}

/// A file that a commit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// From the repository's top.
    pub path: PathBuf,
    /// The hash of its content in each parent; `None`: it was not there.
    pub before: Vec<Option<String>>,
    /// The hash of its content; `None`: it is gone.
    pub after: Option<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trail {
    /// Newest first.
    pub steps: Vec<Step>,
    /// Whether there may be more.
    pub is_cut: bool,
}

/// The commits that changed files or folders, given from the repository's top. A file that came by another name is followed no
/// further: see [`came_from`].
///
/// # Errors
/// When git does not answer.
pub fn trail(repository: &Repository, paths: &[PathBuf], span: &Span<'_>) -> Result<Trail, GitError> {
    let mut git = ask::git(&repository.root);
    git.args(["-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "log.showSignature=false"]);
    git.args(["log", "--raw", "-z", "-c", "--no-abbrev", FORMAT, "--encoding=UTF-8"]);
    git.args(["--no-renames", "--no-relative", "-O/dev/null", "--no-ext-diff", "--no-textconv"]);
    git.args(["--no-show-signature", "--no-color", "--no-decorate", "--no-notes", "--no-mailmap"]);
    git.arg(format!("--max-count={}", span.most.saturating_add(1))).arg(span.to.as_str());
    if let Some(from) = span.from {
        git.arg(format!("^{}", from.as_str()));
    }
    git.arg("--").args(paths);
    let answer = bounded::run(&mut git, BOUNDS)?;
    let mut steps = read(&answer.bytes);
    if !answer.is_whole {
        steps.pop();
    }
    let is_cut = !answer.is_whole || steps.len() > span.most;
    steps.truncate(span.most);
    Ok(Trail { steps, is_cut })
}

/// The name that a file had before the commit that brought it under this one, if that commit renamed it.
///
/// # Errors
/// When git does not answer.
pub fn came_from(repository: &Repository, step: &Step, file: &Path) -> Result<Option<PathBuf>, GitError> {
    let mut git = ask::git(&repository.root);
    git.args(["diff-tree", "-r", "-z", "-M", "-l200", "--diff-filter=R", "--name-status", "--no-commit-id"]);
    git.args(["--no-ext-diff", "--no-textconv", "--no-relative", "-O/dev/null", &step.hash]);
    let answer = bounded::run(&mut git, BOUNDS)?;
    // `R087`, the old name, the new one.
    let fields: Vec<&[u8]> = answer.bytes.split(|byte| *byte == 0).collect();
    let mut renames = fields.chunks_exact(3);
    Ok(renames.find_map(|of| match of {
        [_, old, new] if path(new) == file => Some(path(old)),
        _ => None,
    }))
}

fn read(bytes: &[u8]) -> Vec<Step> {
    let mut fields = bytes.split(|byte| *byte == 0).peekable();
    let mut steps = Vec::new();
    while let Some(field) = fields.next() {
        let Some(hash) = field.strip_prefix(b"/") else { continue };
        let mut text = || String::from_utf8_lossy(fields.next().unwrap_or_default()).into_owned();
        let (seconds, on) = (text().parse::<i64>(), text().parse::<Date>());
        let (author, subject) = (text(), text());
        let mut files = Vec::new();
        // Line ends and empty fields part the files from what was said before them.
        while let Some(field) = fields.next_if(|field| !field.starts_with(b"/")) {
            if let Some(contents) = field.trim_ascii_start().strip_prefix(b":") {
                files.extend(fields.next().and_then(|name| touched(contents, name)));
            }
        }
        if let (Ok(seconds), Ok(on)) = (seconds, on) {
            let hash = String::from_utf8_lossy(hash).into_owned();
            steps.push(Step { hash, seconds, on, author, subject, files });
        }
    }
    steps
}

/// `MODE MODE HASH HASH M`; of a merge with n parents, after n − 1 further colons: n + 1 modes, as many hashes, n letters.
fn touched(contents: &[u8], name: &[u8]) -> Option<Touched> {
    let text = std::str::from_utf8(contents).ok()?;
    let words: Vec<&str> = text.trim_start_matches(':').split(' ').collect();
    let (_, hashes) = words.split_last()?.1.split_at_checked(words.len() / 2)?;
    let (after, before) = hashes.split_last()?;
    let hash = |text: &&str| (!text.bytes().all(|b| b == b'0')).then(|| (*text).to_owned());
    Some(Touched { path: path(name), before: before.iter().map(hash).collect(), after: hash(after) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Repo;
    use super::*;

    fn found(repo: &Repo, paths: &[&str], most: usize) -> Trail {
        let repository = Repository::around(&repo.root).unwrap();
        let to = repository.commit("HEAD").unwrap();
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        trail(&repository, &paths, &Span { to: &to, from: None, most }).unwrap()
    }

    fn told(trail: &Trail) -> Vec<String> {
        let file = |t: &Touched| {
            let before: String = t.before.iter().map(|b| if b.is_some() { '1' } else { '0' }).collect();
            format!("{} {before}{}", t.path.display(), u8::from(t.after.is_some()))
        };
        let files = |s: &Step| s.files.iter().map(file).collect::<Vec<_>>().join(", ");
        trail.steps.iter().map(|s| format!("{} {}: {}", s.on, s.subject, files(s))).collect()
    }

    #[test]
    fn contents_before_and_after() {
        let Some(repo) = Repo::new() else { return };
        repo.change("2026-05-01", "a", "one");
        repo.change("2026-05-02", "b", "elsewhere");
        repo.change("2026-05-03", "a", "two");
        repo.git(&["rm", "-q", "a"]);
        repo.commit("2026-05-04", "gone");
        let all = ["2026-05-04 gone: a 10", "2026-05-03 two: a 11", "2026-05-01 one: a 01"];
        assert_eq!(told(&found(&repo, &["a"], 9)), all);
        let cut = found(&repo, &["a"], 2);
        assert_eq!((told(&cut).as_slice(), cut.is_cut), (&all.map(str::to_owned)[..2], true));
        assert!(!found(&repo, &["a"], 3).is_cut);
        let contents = found(&repo, &["a"], 9);
        let repository = Repository::around(&repo.root).unwrap();
        let mut reader = super::super::snapshot::Contents::start(&repository).unwrap();
        let hash = contents.steps[1].files[0].after.clone().unwrap();
        assert_eq!(reader.read(&hash, 99).unwrap(), b"2026-05-03 two");
        let from = repository.commit("HEAD~1").unwrap();
        let to = repository.commit("HEAD").unwrap();
        let span = Span { to: &to, from: Some(&from), most: 9 };
        assert_eq!(told(&trail(&repository, &["a".into()], &span).unwrap()), ["2026-05-04 gone: a 10"]);
    }

    #[test]
    fn a_merge_says_what_is_like_no_parent() {
        let Some(repo) = Repo::new() else { return };
        let line = |i, n, x: &str| {
            if i == n {
                format!(
                    "{x}
"
                )
            } else {
                format!(
                    "{i}
"
                )
            }
        };
        let text = |n, x| (0..20).map(|i| line(i, n, x)).collect::<String>();
        repo.write("a", &text(99, ""));
        repo.commit("2026-05-01", "one");
        repo.git(&["checkout", "-q", "-b", "side"]);
        repo.write("a", &text(2, "side"));
        repo.commit("2026-05-02", "side");
        repo.git(&["checkout", "-q", "main"]);
        repo.write("a", &text(15, "main"));
        repo.commit("2026-05-03", "main");
        repo.git_in(&repo.root, "2026-05-04", &["merge", "-q", "--no-ff", "-m", "Merge side", "side"]);
        let all = found(&repo, &["a"], 9);
        let wanted = [
            "2026-05-04 Merge side: a 111",
            "2026-05-03 main: a 11",
            "2026-05-02 side: a 11",
            "2026-05-01 one: a 01",
        ];
        assert_eq!(told(&all), wanted);
    }

    #[test]
    fn a_rename_is_found_and_hostile_names_are_names() {
        let Some(repo) = Repo::new() else { return };
        let odd = "-n1 \u{1b}[31m\n:0 /x";
        repo.write(odd, &"the same content\n".repeat(20));
        repo.commit("2026-05-01", "/deadbeef\u{7}");
        repo.git(&["mv", "--", odd, "b"]);
        repo.commit("2026-05-02", ":renamed");
        let all = found(&repo, &["b"], 9);
        assert_eq!(told(&all), ["2026-05-02 :renamed: b 01"]);
        let repository = Repository::around(&repo.root).unwrap();
        assert_eq!(came_from(&repository, &all.steps[0], Path::new("b")).unwrap(), Some(odd.into()));
        assert_eq!(came_from(&repository, &all.steps[0], Path::new("c")).unwrap(), None);
        assert_eq!(told(&found(&repo, &[odd], 9)).len(), 2);
        assert!(told(&found(&repo, &[":(glob)*"], 9)).is_empty());
    }
}
