//! Real repositories for tests, with nothing of this machine's configuration.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A repository in a folder of its own.
pub(crate) struct Repo {
    pub(crate) temp: tempfile::TempDir,
    pub(crate) root: PathBuf,
}

impl Repo {
    /// An empty repository; `None` without git.
    pub(crate) fn new() -> Option<Self> {
        Command::new("git").arg("--version").output().ok()?;
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().canonicalize().unwrap().join("repo");
        std::fs::create_dir(&root).unwrap();
        let this = Self { temp, root };
        this.git(&["init", "-q", "-b", "main"]);
        Some(this)
    }

    /// The same in another folder.
    pub(crate) fn git_in(&self, folder: &Path, day: &str, args: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(folder).env("HOME", self.temp.path());
        git.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(name);
        }
        // Noon in UTC is the same day in nearly every time zone.
        let time = format!("{day}T12:00:00Z");
        git.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        git.args(["-c", "user.name=Tess", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]);
        let done = git.args(args).output().unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Runs git on no day that matters.
    pub(crate) fn git(&self, args: &[&str]) {
        self.git_in(&self.root, "2026-01-01", args);
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Commits everything on a day.
    pub(crate) fn commit(&self, day: &str, subject: &str) {
        self.git(&["add", "-A"]);
        self.git_in(&self.root, day, &["commit", "-q", "--allow-empty", "-m", subject]);
    }

    /// Writes a file and commits it.
    pub(crate) fn change(&self, day: &str, name: &str, subject: &str) {
        self.write(name, &format!("{day} {subject}"));
        self.commit(day, subject);
    }
}
