//! The files of a commit, as they are stored: without filters, and with one process for all of them.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::ask::{ask, git};
use super::error::GitError;
use super::repository::{Commit, Repository, path};

/// The files of a commit, to be read one by one.
#[derive(Debug)]
pub struct Snapshot {
    /// The hash of each file's content, by its path from the repository's top.
    files: HashMap<PathBuf, String>,
    reader: Contents,
}

impl Snapshot {
    /// The files of a commit that stand in `folder` (from the repository's top; empty: the top itself), not deeper.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn of(repository: &Repository, commit: &Commit, folder: &Path) -> Result<Self, GitError> {
        let within = format!("{}/", folder.to_string_lossy().replace('\\', "/"));
        let mut arguments = vec!["ls-tree", "-z", "--full-tree", commit.as_str()];
        if !folder.as_os_str().is_empty() {
            arguments.extend(["--", &within]);
        }
        let listed = ask(&repository.root, &arguments)?;
        let files = listed.split(|byte| *byte == 0).filter_map(entry).collect();
        Ok(Self { files, reader: Contents::start(repository)? })
    }

    /// Its files, from the repository's top, by name.
    pub fn paths(&self) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = self.files.keys().cloned().collect();
        paths.sort();
        paths
    }

    /// A file's bytes then; `None` where it was not there. `path` is from the repository's top.
    ///
    /// # Errors
    /// When the content is not in this clone, or larger than `most` bytes.
    pub fn read(&mut self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, GitError> {
        match self.files.get(path) {
            Some(hash) => self.reader.read(hash, most).map(Some),
            None => Ok(None),
        }
    }
}

/// `100644 blob HASH\tPATH`. Links and submodules are no files.
fn entry(line: &[u8]) -> Option<(PathBuf, String)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let (about, name) = line.split_at(tab);
    let about = std::str::from_utf8(about).ok()?;
    let mut words = about.split(' ');
    let (mode, kind, hash) = (words.next()?, words.next()?, words.next()?);
    (mode.starts_with("100") && kind == "blob")
        .then(|| (path(name.get(1..).unwrap_or_default()), hash.to_owned()))
}

/// A process that gives contents by their hash, one after the other.
#[derive(Debug)]
pub struct Contents {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Contents {
    /// Starts it.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn start(repository: &Repository) -> Result<Self, GitError> {
        let mut command = git(&repository.root);
        command
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| GitError::NoGit(error.to_string()))?;
        let (ask, answer) = (child.stdin.take(), child.stdout.take());
        let answer = answer.ok_or_else(|| GitError::Failed("it gives no answers".to_owned()))?;
        Ok(Self { child, ask, answer: BufReader::new(answer) })
    }

    /// A content by its hash.
    ///
    /// # Errors
    /// When it is not in this clone, or larger than `most` bytes.
    pub fn read(&mut self, hash: &str, most: u64) -> Result<Vec<u8>, GitError> {
        let ended = |error: std::io::Error| GitError::Failed(error.to_string());
        if let Some(ask) = &mut self.ask {
            ask.write_all(format!("{hash}\n").as_bytes()).and_then(|()| ask.flush()).map_err(ended)?;
        }
        let mut header = String::new();
        self.answer.read_line(&mut header).map_err(ended)?;
        // `HASH blob SIZE`, else `HASH missing`.
        let size = header.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
        let Some(size) = size else {
            return Err(GitError::Failed(format!("the content {hash} is not in this clone")));
        };
        let mut content = Vec::new();
        let kept = size.min(most);
        self.answer.by_ref().take(kept).read_to_end(&mut content).map_err(ended)?;
        // What is over, and the line end after it.
        std::io::copy(&mut self.answer.by_ref().take(size - kept + 1), &mut std::io::sink())
            .map_err(ended)?;
        if size > most {
            return Err(GitError::Failed(format!("the content {hash} has {size} bytes: too large to read")));
        }
        Ok(content)
    }
}

impl Drop for Contents {
    fn drop(&mut self) {
        // Without anybody to ask it ends by itself.
        self.ask = None;
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    struct Sandbox {
        temp: tempfile::TempDir,
    }

    impl Sandbox {
        /// A repository with one commit; `None` without git.
        fn new() -> Option<Self> {
            Command::new("git").arg("--version").output().ok()?;
            let this = Self { temp: tempfile::tempdir().unwrap() };
            this.git(&["init", "-q", "-b", "main"]);
            this.write("maps/a.ron", "old\n");
            this.write("maps/é b.ron", "umlaut");
            this.commit("first");
            Some(this)
        }

        fn git(&self, arguments: &[&str]) {
            let mut git = Command::new("git");
            git.current_dir(self.temp.path()).env("HOME", self.temp.path()).env("GIT_CONFIG_NOSYSTEM", "1");
            git.args([
                "-c",
                "user.name=Test",
                "-c",
                "user.email=t@example.com",
                "-c",
                "commit.gpgsign=false",
            ]);
            assert!(git.args(arguments).output().unwrap().status.success(), "{arguments:?}");
        }

        fn write(&self, name: &str, text: &str) {
            let path = self.temp.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }

        fn commit(&self, why: &str) {
            self.git(&["add", "-A"]);
            self.git(&["commit", "-qm", why]);
        }

        fn repository(&self) -> Repository {
            Repository::around(&self.temp.path().join("maps/a.ron")).unwrap()
        }
    }

    #[test]
    fn files_are_as_they_were() {
        let Some(sandbox) = Sandbox::new() else { return };
        sandbox.write("maps/a.ron", "new\n");
        sandbox.write("maps/b.ron", "added");
        sandbox.commit("second");
        let repository = sandbox.repository();
        let commit = repository.commit("HEAD~1").unwrap();
        let mut then = Snapshot::of(&repository, &commit, Path::new("maps")).unwrap();
        assert_eq!(then.read(Path::new("maps/a.ron"), 99).unwrap().unwrap(), b"old\n");
        assert_eq!(then.read(Path::new("maps/é b.ron"), 99).unwrap().unwrap(), b"umlaut");
        assert_eq!(then.read(Path::new("maps/b.ron"), 99).unwrap(), None);
        assert!(then.read(Path::new("maps/é b.ron"), 3).is_err());
        assert_eq!(then.read(Path::new("maps/a.ron"), 99).unwrap().unwrap(), b"old\n");
    }

    #[test]
    fn a_folder_alone_is_listed() {
        let Some(sandbox) = Sandbox::new() else { return };
        sandbox.write("top.ron", "top");
        sandbox.commit("second");
        let repository = sandbox.repository();
        let commit = repository.commit("HEAD").unwrap();
        let mut top = Snapshot::of(&repository, &commit, Path::new("")).unwrap();
        assert_eq!(top.read(Path::new("top.ron"), 99).unwrap().unwrap(), b"top");
        assert_eq!(top.read(Path::new("maps/a.ron"), 99).unwrap(), None);
        let mut none = Snapshot::of(&repository, &commit, Path::new("nowhere")).unwrap();
        assert_eq!(none.read(Path::new("top.ron"), 99).unwrap(), None);
    }

    #[test]
    fn what_names_no_commit_is_said() {
        let Some(sandbox) = Sandbox::new() else { return };
        let repository = sandbox.repository();
        assert_eq!(repository.commit("main").unwrap(), repository.commit("HEAD").unwrap());
        assert_eq!(repository.commit("nowhere").unwrap_err(), GitError::UnknownRevision("nowhere".into()));
        for bad in ["", "--output=x", "-n1", "a b", "a\nb"] {
            assert_eq!(repository.commit(bad).unwrap_err(), GitError::BadRevision(bad.into()));
        }
        let outside = tempfile::tempdir().unwrap();
        let found = Repository::around(outside.path());
        assert!(matches!(found, Err(GitError::NoRepository(_))), "{found:?}");
    }

    #[test]
    fn a_shallow_clone_says_so() {
        let Some(sandbox) = Sandbox::new() else { return };
        sandbox.write("maps/a.ron", "new\n");
        sandbox.commit("second");
        let old = sandbox.repository().commit("HEAD~1").unwrap();
        let from = format!("file://{}", sandbox.temp.path().display());
        sandbox.git(&["clone", "-q", "--depth", "1", &from, "shallow"]);
        let clone = Repository::around(&sandbox.temp.path().join("shallow")).unwrap();
        assert!(clone.is_shallow().unwrap() && !sandbox.repository().is_shallow().unwrap());
        assert_eq!(clone.commit(old.as_str()).unwrap_err(), GitError::Shallow(old.as_str().into()));
    }

    #[test]
    #[cfg(unix)]
    fn nothing_that_the_repository_asks_for_is_run() {
        use std::os::unix::fs::PermissionsExt as _;
        let Some(sandbox) = Sandbox::new() else { return };
        let trap = sandbox.temp.path().join("trap.sh");
        let sprung = sandbox.temp.path().join("sprung");
        std::fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\ncat \"$1\"\n", sprung.display())).unwrap();
        std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).unwrap();
        let program = trap.to_str().unwrap();
        for key in
            ["core.fsmonitor", "diff.trap.textconv", "diff.external", "filter.trap.smudge", "core.pager"]
        {
            sandbox.git(&["config", key, program]);
        }
        std::fs::write(sandbox.temp.path().join(".gitattributes"), "*.ron diff=trap filter=trap\n").unwrap();
        let repository = sandbox.repository();
        let commit = repository.commit("HEAD").unwrap();
        let mut then = Snapshot::of(&repository, &commit, Path::new("maps")).unwrap();
        assert_eq!(then.read(Path::new("maps/a.ron"), 99).unwrap().unwrap(), b"old\n");
        assert!(!sprung.exists());
    }
}
