//! Two people who do not speak git, each with a clone: published and synced from the editor, with plain git to look at.

use std::path::Path;
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::desk::{Desk, Editor};

const MAP: &str = "maya/maps/order.ron";

/// A bare repository, and the clones of Maya, who sits at the editor, and of Tom.
struct Team(Desk);

impl Team {
    /// `None` without git.
    fn new() -> Option<Self> {
        Command::new("git").arg("--version").output().ok()?;
        let team = Self(Desk::new());
        let people =
            "(format: 1, people: [(id: \"maya\", name: \"Maya Chen\"), (id: \"tom\", name: \"Tom Okafor\")])";
        std::fs::write(team.0.path("maps/milepost.ron"), people).unwrap();
        team.git(".", &["init", "-q", "-b", "main", "first"]);
        std::fs::rename(team.0.path("maps"), team.0.path("first/maps")).unwrap();
        team.named("first");
        team.git("first", &["add", "-A"]);
        team.git("first", &["commit", "-qm", "The maps"]);
        team.git(".", &["clone", "-q", "--bare", "first", "bare.git"]);
        for folder in ["maya", "tom"] {
            team.git(".", &["clone", "-q", "bare.git", folder]);
            team.named(folder);
        }
        Some(team)
    }

    fn named(&self, folder: &str) {
        self.git(folder, &["config", "user.name", folder]);
        self.git(folder, &["config", "user.email", "one@example.com"]);
    }

    fn git(&self, folder: &str, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.0.path(folder)).args(args).env_clear().env("GIT_CONFIG_NOSYSTEM", "1");
        git.env("HOME", self.0.path(".")).env("PATH", std::env::var_os("PATH").unwrap());
        let done = git.output().unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path(name)).unwrap()
    }

    /// Tom renames the stage, and sends it by plain git.
    fn tom_renames(&self, from: &str, to: &str) {
        let path = self.0.path("tom/maps/order.ron");
        self.git("tom", &["pull", "-q", "--no-rebase"]);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(&path, text.replace(from, to)).unwrap();
        self.git("tom", &["commit", "-qam", "another name"]);
        self.git("tom", &["push", "-q"]);
    }

    fn open(&self) -> Editor {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_milepost"));
        command.args(["--today", "2026-11-22", MAP]);
        command.cwd(self.0.path("."));
        let variables = [("MILEPOST_AS", "maya"), ("GIT_CONFIG_NOSYSTEM", "1"), ("LC_ALL", "C.UTF-8")];
        let editor = self.0.run(command, &variables);
        editor.sees("? help");
        editor
    }
}

fn is_clean(team: &Team) -> bool {
    team.git("maya", &["status", "--porcelain"]).is_empty()
}

#[test]
fn published_synced_and_the_one_conflict_decided() {
    let Some(team) = Team::new() else { return };
    let mut editor = team.open();
    // What is not saved is saved, with a version, a commit and a push: each said first.
    editor.keys("e\x15Wait at home\r gp");
    editor.sees("What changed, and why?");
    editor.types("after the workshop");
    editor.keys("\r");
    editor.sees("Publish in 3 steps?");
    editor.sees("3. push to origin/main");
    editor.keys("y");
    editor.sees("done: push to origin/main");
    assert!(team.git("bare.git", &["log", "-1", "--format=%s"]).contains("after the workshop"));
    assert!(is_clean(&team));
    editor.keys("q");

    // Both rename the stage: what Tom sent arrives as one conflict, in the list where it is decided.
    team.tom_renames("Wait at home", "Wait for the van");
    editor.keys("e\x15Wait for a day\r gs");
    editor.sees("What changed, and why?");
    editor.types("my name for it");
    editor.keys("\r");
    editor.sees("fetch from origin");
    editor.keys("y");
    editor.sees("Something is to be decided first");
    editor.sees("1 conflict");
    editor.keys("\r");
    editor.sees("› Conflicts");
    editor.sees("Wait for the van");
    assert!(!team.read(MAP).contains("<<<<<<<"));
    editor.keys("t");
    editor.sees("No conflict is left");

    // Publishing finishes the merge and sends it.
    editor.keys(" gp");
    editor.sees("commit the merge that is under way");
    editor.keys("y");
    editor.sees("done: push to origin/main");
    editor.keys("q");
    assert!(is_clean(&team));
    team.git("tom", &["pull", "-q", "--no-rebase"]);
    assert!(team.read("tom/maps/order.ron").contains("name: \"Wait for the van\""));
    assert_eq!(team.read(MAP), team.read("tom/maps/order.ron"));
    editor.keys("qqq");
    assert_eq!(editor.end().exit_code(), 0);
}

#[test]
fn a_clone_is_set_up_from_the_editor_and_plain_git_merges_maps_then() {
    let Some(team) = Team::new() else { return };
    let mut editor = team.open();
    editor.keys(" gu");
    editor.sees("Set up git in this clone?");
    editor.keys("y");
    editor.sees("written: ");
    editor.keys("qqq");
    assert_eq!(editor.end().exit_code(), 0);
    assert!(Path::new(&team.0.path("maya/maps/.gitattributes")).is_file());
    team.git("maya", &["add", "-A"]);
    team.git("maya", &["commit", "-qm", "set up"]);
    team.tom_renames("name: \"Wait for it\"", "name: \"Wait for the van\"");
    let ours =
        team.read(MAP).replace("name: \"Wait for it\",", "name: \"Wait for it\",\n      goal: \"It comes\",");
    std::fs::write(team.0.path(MAP), ours).unwrap();
    team.git("maya", &["commit", "-qam", "a goal"]);
    team.git("maya", &["pull", "-q", "--no-rebase", "--no-edit"]);
    let merged = team.read(MAP);
    assert!(merged.contains("Wait for the van") && merged.contains("It comes"), "{merged}");
    // Another clone that has the lines, and not the driver, is told so when the editor opens.
    team.git("maya", &["config", "--remove-section", "merge.milepost"]);
    let mut editor = team.open();
    editor.sees("sets it up");
    editor.keys("qq");
    assert_eq!(editor.end().exit_code(), 0);
}
