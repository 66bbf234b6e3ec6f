//! `check --since`, `owners --since`, and the hooks and jobs of docs/ci.md, as far as they go without a network.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{MAP, Repo};

/// What docs/ci.md says.
fn page() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md")).unwrap()
}

/// The block of a language in docs/ci.md that holds `words`, without its fences.
fn block(language: &str, words: &str) -> String {
    let page = page();
    let mut blocks = page.split("```").skip(1).step_by(2);
    let found = blocks.find(|block| block.starts_with(language) && block.contains(words));
    found.unwrap().split_once('\n').unwrap().1.to_owned()
}

impl Repo {
    pub(super) fn asked(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.current_dir(self.temp.path().join("work")).args(args).env("HOME", self.temp.path());
        command.env("MILEPOST_STATE_DIR", self.temp.path().join("state")).env("MILEPOST_AS", "maya");
        command.env("MILEPOST_CONFIG_DIR", self.temp.path().join("config"));
        said(&command.output().unwrap())
    }

    /// What `check maps --since HEAD` finds, one line each.
    fn since(&self, rev: &str) -> Vec<String> {
        let args = ["check", "maps", "--since", rev, "--format", "concise", "--fail-on", "never"];
        let (code, out, err) = self.asked(&args);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        out.lines().map(str::to_owned).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join("work").join(name)
    }

    pub(super) fn rewrite(&self, name: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        std::fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }
}

pub(super) fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn only_what_changed_is_said() {
    let Some(repo) = Repo::new() else { return };
    assert_eq!(repo.since("HEAD"), [""; 0]);
    let (_, all, _) = repo.asked(&["check", "maps", "--format", "concise"]);
    repo.milepost(&["add", MAP, "--stage", "receive", "--pain", "Nobody rings the bell"]);
    let found = repo.since("HEAD");
    assert!(!found.is_empty() && found.len() < all.lines().count(), "{found:#?}");
    assert!(found.iter().all(|line| line.starts_with("maps/order-to-doorstep.ron:")), "{found:#?}");
    assert!(found.iter().any(|line| line.contains(" Receive: ")), "{found:#?}");
    assert!(!found.iter().any(|line| line.contains("Wait for delivery: ")), "{found:#?}");
}

#[test]
fn a_new_map_counts_whole_and_who_left_makes_a_difference() {
    let Some(repo) = Repo::new() else { return };
    std::fs::write(repo.path("maps/new.ron"), "(format: 1, title: \"New\", stages: [(name: \"Pay\")])")
        .unwrap();
    let found = repo.since("HEAD");
    assert!(found.iter().any(|line| line.starts_with("maps/new.ron:1:")), "{found:#?}");
    assert!(found.iter().all(|line| line.starts_with("maps/new.ron:")), "{found:#?}");
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "new"]);
    repo.milepost(&["people", "left", "tom", "--on", "2026-11-01"]);
    let found = repo.since("HEAD");
    assert!(found.iter().any(|line| line.contains("[owner-left] Wait for delivery: ")), "{found:#?}");
    assert!(repo.since("HEAD~1").len() > found.len());
}

#[test]
fn what_is_no_commit_is_trouble() {
    let Some(repo) = Repo::new() else { return };
    for (rev, words) in [
        ("nowhere", "error: the repository has no commit `nowhere`\n  hint: git fetch brings"),
        ("--output=x", "error: `--output=x` is not the name of a commit\n  hint: write a branch"),
    ] {
        let (code, out, err) = repo.asked(&["check", "maps", &format!("--since={rev}")]);
        assert_eq!((code, out.as_str()), (2, ""), "{rev}");
        assert!(err.starts_with(words), "{err}");
    }
    let from = format!("file://{}", repo.path("").display());
    repo.rewrite(MAP, "Wait for delivery", "Wait");
    repo.git(&["commit", "-qam", "second"]);
    repo.git(&["clone", "-q", "--depth", "1", &from, "shallow"]);
    let old = String::from_utf8(repo.git(&["rev-parse", "HEAD~1"]).stdout).unwrap();
    let (code, _, err) = repo.asked(&["check", "shallow/maps", "--since", old.trim()]);
    assert!(code == 2 && err.contains("it is shallow") && err.contains("fetch-depth: 0"), "{err}");
    std::fs::create_dir_all(repo.temp.path().join("outside")).unwrap();
    std::fs::copy(repo.path(MAP), repo.temp.path().join("outside/a.ron")).unwrap();
    let (code, _, err) = repo.asked(&["check", "../outside", "--since", "HEAD"]);
    assert!(code == 2 && err.contains("is not in a git repository"), "{err}");
}

#[test]
fn owners_of_what_changed() {
    let Some(repo) = Repo::new() else { return };
    let (code, out, _) = repo.asked(&["owners", "maps", "--since", "HEAD"]);
    assert_eq!((code, out.as_str()), (0, "no stage changed\n"));
    repo.milepost(&["set", MAP, "wait", "owner", "maya"]);
    repo.milepost(&["add", MAP, "--stage", "wait", "--step", "Waits"]);
    let (code, out, err) = repo.asked(&["owners", "maps", "--since", "HEAD"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4, "{out}");
    assert!(lines[0].starts_with("Tom Okafor  tom") && lines[2].starts_with("Maya Chen  maya"), "{out}");
    for line in [lines[1], lines[3]] {
        assert!(
            line.starts_with("  Order to doorstep: Wait for delivery (") && line.contains(" changes"),
            "{out}"
        );
    }
    let (_, json, _) = repo.asked(&["owners", "maps", "--since", "HEAD", "--format", "json"]);
    assert!(json.contains("\"person\": \"tom\"") && json.contains("\"stage\": \"wait\""), "{json}");
}

#[test]
fn owners_of_a_map_that_is_gone_are_asked() {
    let Some(repo) = Repo::new() else { return };
    std::fs::remove_file(repo.path("maps/loan-application.ron")).unwrap();
    let (code, out, err) = repo.asked(&["owners", "maps", "--since", "HEAD"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("Jonas Weber") && out.contains("Loan application: Apply (removed), Sign (removed)"),
        "{out}"
    );
    assert!(!out.contains("Order to doorstep"), "{out}");
}

/// A commit of all that is known to git.
#[cfg(unix)]
fn commit_with_hook(repo: &Repo) -> Output {
    git_commit(repo, &["commit", "-qam", "with the hook"])
}

/// A commit, with `milepost` where the hook finds it.
#[cfg(unix)]
fn git_commit(repo: &Repo, args: &[&str]) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_milepost")).parent().unwrap();
    let path = std::env::join_paths(
        [bin.to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut git = Command::new("git");
    git.current_dir(repo.path("")).env("HOME", repo.temp.path()).env("GIT_CONFIG_NOSYSTEM", "1");
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env("PATH", path.unwrap());
    git.env("MILEPOST_CONFIG_DIR", repo.temp.path().join("config"));
    git.env("MILEPOST_STATE_DIR", repo.temp.path().join("state"));
    git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]);
    git.args(args).output().unwrap()
}

#[test]
#[cfg(unix)]
fn the_hook_blocks_a_commit_with_an_error_and_lets_the_others_through() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(repo) = Repo::new() else { return };
    let hook = repo.path(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, block("sh", "#!/bin/sh")).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    // A text merge that went wrong: a card under another stage than the one that it names.
    repo.rewrite(MAP, "stage: \"wait\"", "stage: \"receive\"");
    let done = commit_with_hook(&repo);
    assert_eq!(done.status.code(), Some(1));
    let (_, out, err) = said(&done);
    assert!(format!("{out}{err}").contains("error[misfiled-card]"), "{out}{err}");
    repo.rewrite(MAP, "stage: \"receive\"", "stage: \"wait\"");
    repo.milepost(&["set", MAP, "compare", "name", "Compare sofas"]);
    let done = commit_with_hook(&repo);
    assert!(done.status.success(), "{:?}", said(&done));
    // What is staged counts: a folder that was put right since does not, nor one that was spoilt since.
    repo.rewrite(MAP, "stage: \"wait\"", "stage: \"receive\"");
    repo.git(&["add", "-A"]);
    repo.rewrite(MAP, "stage: \"receive\"", "stage: \"wait\"");
    let staged = || git_commit(&repo, &["commit", "-qm", "what is staged"]);
    assert_eq!(staged().status.code(), Some(1));
    repo.git(&["add", "-A"]);
    repo.milepost(&["set", MAP, "compare", "name", "Compare chairs"]);
    repo.git(&["add", "-A"]);
    repo.rewrite(MAP, "stage: \"wait\"", "stage: \"receive\"");
    assert!(staged().status.success());
    repo.rewrite(MAP, "stage: \"receive\"", "stage: \"wait\"");
    // A change elsewhere does not ask.
    std::fs::write(repo.path("maps/order-to-doorstep.ron"), "(").unwrap();
    repo.git(&["stash", "-q"]);
    std::fs::write(repo.path("README"), "x").unwrap();
    repo.git(&["add", "README"]);
    assert!(commit_with_hook(&repo).status.success());
}

/// What stands after `run:`, `entry:` or `- ` in the jobs.
fn commands() -> Vec<String> {
    let page = page();
    let lines = page.lines().map(str::trim_start).map(|line| {
        ["run: ", "entry: ", "- "].iter().fold(line, |line, before| line.strip_prefix(before).unwrap_or(line))
    });
    lines.filter(|line| line.starts_with("milepost ")).map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn every_command_of_the_page_runs() {
    let Some(repo) = Repo::new() else { return };
    repo.milepost(&["set", MAP, "wait", "name", "Waiting"]);
    repo.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let commands = commands();
    assert!(commands.len() >= 6, "{commands:#?}");
    for line in commands {
        let bin = Path::new(env!("CARGO_BIN_EXE_milepost")).parent().unwrap().display().to_string();
        let mut shell = Command::new("sh");
        shell.current_dir(repo.path("")).env("HOME", repo.temp.path()).env("MILEPOST_AS", "maya");
        shell.env("MILEPOST_CONFIG_DIR", repo.temp.path().join("config"));
        shell.env("MILEPOST_STATE_DIR", repo.temp.path().join("state"));
        shell.env("BASE", "HEAD").env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD");
        shell.env("GITHUB_STEP_SUMMARY", repo.temp.path().join("summary.md"));
        let (code, out, err) =
            said(&shell.arg("-c").arg(format!("PATH=\"{bin}:$PATH\"; {line}")).output().unwrap());
        assert!(code < 2 && err.is_empty(), "{line}: {code}\n{out}{err}");
    }
    let summary = std::fs::read_to_string(repo.temp.path().join("summary.md")).unwrap();
    assert!(summary.contains("### Journey maps: "), "{summary}");
    let quality = std::fs::read_to_string(repo.path("gl-code-quality.json")).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&quality).unwrap().is_array());
    let sarif = std::fs::read_to_string(repo.path("milepost.sarif")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&sarif).unwrap()["version"], "2.1.0");
}

/// Jobs are indented by twos, with no tab, and name no list item or key outside its parent.
#[test]
fn the_jobs_are_sound_as_text() {
    let page = page();
    let blocks: Vec<&str> =
        page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 3);
    for block in blocks {
        let mut before = block.len() - block.trim_start_matches(' ').len();
        for line in block.lines().filter(|line| !line.trim().is_empty()) {
            let indent = line.len() - line.trim_start_matches(' ').len();
            assert!(!line.contains('\t') && indent % 2 == 0 && indent <= before + 4, "{line}");
            before = indent;
        }
    }
}
