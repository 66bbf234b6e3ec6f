//! What git sees of a change made by a command: as few lines as a person would have changed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "git/check.rs"]
mod check;
#[path = "git/diff.rs"]
mod diff;
#[path = "git/digest.rs"]
mod digest;
#[path = "git/log.rs"]
mod log;
#[path = "git/lost.rs"]
mod lost;
#[path = "git/merge.rs"]
mod merge;
#[path = "git/publish.rs"]
mod publish;
#[path = "git/sessions.rs"]
mod sessions;
#[path = "git/sync.rs"]
mod sync;
#[path = "git/team.rs"]
mod team;
#[path = "git/walk.rs"]
mod walk;

use std::path::Path;
use std::process::{Command, Output};

struct Repo {
    temp: tempfile::TempDir,
}

impl Repo {
    /// The sample maps, committed.
    fn new() -> Option<Self> {
        let temp = tempfile::tempdir().unwrap();
        let this = Self { temp };
        let maps = this.temp.path().join("work/maps");
        std::fs::create_dir_all(&maps).unwrap();
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("maps")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                std::fs::copy(&path, maps.join(path.file_name().unwrap())).unwrap();
            }
        }
        // Without git there is nothing to ask.
        Command::new("git").arg("--version").output().ok()?;
        for args in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "maps"]] {
            assert!(this.git(args).status.success());
        }
        Some(this)
    }

    fn git(&self, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        git.current_dir(self.temp.path().join("work")).env("HOME", self.temp.path());
        git.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
        git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]);
        git.args(args).output().unwrap()
    }

    fn milepost(&self, args: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.current_dir(self.temp.path().join("work")).args(args).env("HOME", self.temp.path());
        command.env("MILEPOST_STATE_DIR", self.temp.path().join("state")).env("MILEPOST_AS", "maya");
        let done = command.env("MILEPOST_CONFIG_DIR", self.temp.path().join("config")).output().unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Added and removed lines since the last commit, which is then moved to here.
    fn changed(&self) -> (usize, usize) {
        let numbers = self.git(&["diff", "--numstat"]);
        let text = String::from_utf8(numbers.stdout).unwrap();
        let lines = text.lines().map(|line| {
            let mut words = line.split('\t').map(|word| word.parse::<usize>().unwrap_or(0));
            (words.next().unwrap_or(0), words.next().unwrap_or(0))
        });
        let total = lines.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        assert!(self.git(&["commit", "-qam", "next"]).status.success());
        total
    }
}

const MAP: &str = "maps/order-to-doorstep.ron";

#[test]
fn a_change_of_one_field_is_one_line() {
    let Some(repo) = Repo::new() else { return };
    for args in [
        &["set", MAP, "wait", "name", "Waiting"][..],
        &["set", MAP, "wait", "owner", "maya"],
        &["set", MAP, "map", "title", "To the door"],
    ] {
        repo.milepost(args);
        assert_eq!(repo.changed(), (1, 1), "{args:?}");
    }
    repo.milepost(&["add", MAP, "--stage", "wait", "--pain", "Nobody rings the bell", "--severity", "low"]);
    assert_eq!(repo.changed(), (6, 0));
    repo.milepost(&["set", MAP, "Nobody rings", "severity", "high"]);
    assert_eq!(repo.changed(), (1, 1));
    repo.milepost(&["set", MAP, "Nobody rings", "text", "Nobody rings\\nthe bell"]);
    let (added, removed) = repo.changed();
    assert!(added <= 4 && removed == 1, "{added} {removed}");
    repo.milepost(&["set", MAP, "Nobody rings", "text", "Nobody rings\\nany bell"]);
    assert_eq!(repo.changed(), (1, 1));
    repo.milepost(&["remove", MAP, "Nobody rings"]);
    assert_eq!(repo.changed().0, 0);
}

#[test]
fn what_is_added_is_only_added() {
    let Some(repo) = Repo::new() else { return };
    for args in [
        &["add", MAP, "--stage-name", "Keep", "--after", "receive"][..],
        &["add", MAP, "--stage", "wait", "--step", "Waits", "--emotion", "-1"],
        &["add", MAP, "--event", "New carrier", "--on", "2026-11-20"],
        &["people", "add", "Zoë Lang"],
    ] {
        repo.milepost(args);
        let (added, removed) = repo.changed();
        assert!(added > 0 && removed == 0, "{args:?}: {added} added, {removed} removed");
    }
}

#[test]
fn a_card_that_moves_takes_only_its_own_lines() {
    let Some(repo) = Repo::new() else { return };
    repo.milepost(&["add", MAP, "--stage", "wait", "--pain", "Nobody rings the bell"]);
    repo.changed();
    repo.milepost(&["move", MAP, "Nobody rings", "--first"]);
    let (added, removed) = repo.changed();
    assert_eq!((added, removed), (6, 6));
}

#[test]
fn a_review_changes_the_review_alone() {
    let Some(repo) = Repo::new() else { return };
    repo.milepost(&["review", MAP, "wait", "--yes", "--as", "tom", "--note", "still so"]);
    let (added, removed) = repo.changed();
    assert!(added <= 4 && removed <= 4, "{added} added, {removed} removed");
}

#[test]
fn versions_and_reads_leave_the_map_alone() {
    let Some(repo) = Repo::new() else { return };
    repo.milepost(&["version", MAP, "why"]);
    repo.milepost(&["check", "maps", "--fail-on", "never"]);
    repo.milepost(&["fmt", "maps"]);
    assert!(repo.git(&["diff", "--quiet"]).status.success());
}
