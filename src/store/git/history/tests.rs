use std::cell::Cell;

use super::super::testing::Repo;
use super::*;

/// 2026-06-02 in UTC.
const SINCE: i64 = 1_780_358_400;

fn question(paths: &[&str]) -> Question {
    Question { since: SINCE, paths: paths.iter().map(|&path| path.to_owned()).collect() }
}

fn told(history: &History) -> Vec<String> {
    let paths = |commit: &Logged| {
        commit.paths.iter().map(|p| String::from_utf8_lossy(p).into_owned()).collect::<Vec<_>>().join(" ")
    };
    history.commits.iter().map(|c| format!("{}: {}", c.subject, paths(c))).collect()
}

fn asked(repo: &Repo, paths: &[&str]) -> Vec<String> {
    let here = Here::around(&repo.root).unwrap().unwrap();
    told(&here.history(&question(paths), None).unwrap())
}

#[test]
fn commits_on_the_paths_since_the_day() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-05-01", "shop/old.rs", "too old");
    repo.change("2026-06-03", "shop/a.rs", "in the shop");
    repo.change("2026-06-04", "docs/x.md", "elsewhere");
    repo.git(&["mv", "shop/a.rs", "shop/b.rs"]);
    repo.commit("2026-06-05", "renamed");
    assert_eq!(asked(&repo, &["shop"]), ["renamed: shop/a.rs shop/b.rs", "in the shop: shop/a.rs"]);
    assert_eq!(asked(&repo, &["docs/x.md", "shop/old.rs"]), ["elsewhere: docs/x.md"]);
    assert_eq!(asked(&repo, &[]).len(), 3);
    assert_eq!(asked(&repo, &["*"]), [""; 0], "a path is no pattern");
}

#[test]
fn what_was_made_before_and_merged_after_counts_as_the_merge() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-05-01", "shop/a.rs", "begin");
    repo.git(&["checkout", "-q", "-b", "side"]);
    repo.change("2026-05-02", "shop/a.rs", "made in May");
    repo.git(&["checkout", "-q", "main"]);
    repo.change("2026-05-03", "docs/x.md", "meanwhile");
    repo.git_in(&repo.root, "2026-06-10", &["merge", "-q", "--no-ff", "-m", "Merge side", "side"]);
    assert_eq!(asked(&repo, &["shop"]), ["Merge side: shop/a.rs"]);
    assert_eq!(asked(&repo, &[]), ["Merge side: shop/a.rs"]);
}

#[test]
fn hostile_names_and_subjects_stay_what_they_are() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-06-03", "-n1", "--help");
    repo.change("2026-06-04", "a\nb \u{1b}[31m\"é", "\u{1b}]0;x\u{7} /deadbeef");
    repo.change("2026-06-05", ":(exclude)x/y", "magic");
    assert_eq!(
        asked(&repo, &[]),
        ["magic: :(exclude)x/y", "\u{1b}]0;x\u{7} /deadbeef: a\nb \u{1b}[31m\"é", "--help: -n1"]
    );
    assert_eq!(asked(&repo, &["-n1"]), ["--help: -n1"]);
    assert_eq!(asked(&repo, &[":(exclude)x"]), ["magic: :(exclude)x/y"]);
}

#[test]
fn without_a_repository_or_a_commit_there_is_nothing() {
    let temp = tempfile::tempdir().unwrap();
    assert_eq!(Here::around(temp.path()), Ok(None));
    assert_eq!(Here::around(&temp.path().join("none")), Ok(None));
    let Some(repo) = Repo::new() else { return };
    assert_eq!(Here::around(&repo.root), Ok(None));
}

#[test]
fn a_shallow_clone_says_from_when_on_it_knows() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-06-03", "shop/a.rs", "one");
    repo.change("2026-06-10", "docs/x.md", "two");
    repo.change("2026-06-12", "shop/b.rs", "three");
    let from = format!("file://{}", repo.root.display());
    repo.git(&["clone", "-q", "--depth", "2", &from, "../shallow"]);
    let here = Here::around(&repo.temp.path().join("shallow")).unwrap().unwrap();
    assert!(here.is_shallow);
    let dirs = Dirs::at(repo.temp.path());
    let history = here.history(&question(&["shop"]), Some(&dirs)).unwrap();
    assert_eq!(told(&history), ["three: shop/b.rs"], "the commit at the edge did not make every file");
    assert_eq!(history.known_from, Some(SINCE + 8 * 86_400 + 43_200));
    assert!(!dirs.cache.exists(), "a clone can be deepened");
    assert_eq!(
        Here::around(&repo.root).unwrap().unwrap().history(&question(&[]), None).unwrap().known_from,
        None
    );
}

#[test]
fn the_same_question_about_the_same_commit_is_not_asked_twice() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-06-03", "shop/a.rs", "one");
    let (dirs, count) = (Dirs::at(repo.temp.path()), Cell::new(0));
    let ask = |question: &Question| {
        let run = |command: &mut Command| {
            count.set(count.get() + 1);
            bounded::run(command, BOUNDS)
        };
        let here = Here::around(&repo.root).unwrap().unwrap();
        told(&here.history_with(question, Some(&dirs), run).unwrap())
    };
    let first = ask(&question(&["shop"]));
    assert_eq!((ask(&question(&["shop"])), count.get()), (first, 1));
    ask(&question(&["docs"]));
    ask(&Question { since: SINCE + 1, ..question(&["shop"]) });
    assert_eq!(count.get(), 3);
    repo.change("2026-06-04", "shop/b.rs", "two");
    assert_eq!((ask(&question(&["shop"])).len(), count.get()), (2, 4));
    std::fs::remove_dir_all(&dirs.cache).unwrap();
    assert_eq!((ask(&question(&["shop"])).len(), count.get()), (2, 5));
}

#[test]
fn an_answer_that_was_cut_off_says_from_when_on_it_knows_and_is_not_kept() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-06-03", "shop/a.rs", "one");
    repo.change("2026-06-04", "shop/a.rs", "two");
    repo.change("2026-06-05", "shop/a.rs", "three");
    let (dirs, here) = (Dirs::at(repo.temp.path()), Here::around(&repo.root).unwrap().unwrap());
    let cut = |command: &mut Command| {
        let mut answer = bounded::run(command, BOUNDS)?;
        answer.bytes.pop();
        Ok(Answer { is_whole: false, ..answer })
    };
    let history = here.history_with(&question(&[]), Some(&dirs), cut).unwrap();
    assert_eq!(told(&history), ["three: shop/a.rs", "two: shop/a.rs"]);
    assert_eq!(history.known_from, history.commits.last().map(|c| c.seconds));
    assert!(!dirs.cache.exists());
}

#[cfg(unix)]
#[test]
fn nothing_that_a_repository_asks_for_is_run_and_nothing_it_says_changes_the_answer() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some(repo) = Repo::new() else { return };
    repo.write(".gitattributes", "* diff=trap filter=trap\n");
    repo.change("2026-06-02", "shop/a.rs", "one");
    repo.git(&["tag", "v1"]);
    repo.change("2026-06-03", "shop/sub/b.rs", "two");
    let (trap, sprung) = (repo.temp.path().join("trap.sh"), repo.temp.path().join("sprung"));
    std::fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\ncat\n", sprung.display())).unwrap();
    std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).unwrap();
    let program = trap.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "core.sshCommand",
        "core.editor",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "gpg.program",
        "gpg.ssh.program",
        "credential.helper",
        "alias.log",
        "alias.rev-parse",
        "uploadpack.packObjectsHook",
    ] {
        repo.git(&["config", key, if key.starts_with("alias") { "!touch ../sprung" } else { program }]);
    }
    for (key, value) in [
        ("core.hooksPath", repo.temp.path().to_str().unwrap()),
        ("log.showSignature", "true"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.diffMerges", "off"),
        ("log.decorate", "full"),
        ("log.abbrevCommit", "true"),
        ("format.pretty", "fuller"),
        ("diff.relative", "true"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("diff.orderFile", "/dev/zero"),
        ("diff.ignoreSubmodules", "all"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("core.abbrev", "40"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ] {
        repo.git(&["config", key, value]);
    }
    for hook in ["post-index-change", "pre-commit", "reference-transaction"] {
        let path = repo.root.join(".git/hooks").join(hook);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(&trap, path).unwrap();
    }
    let _ = std::fs::remove_file(&sprung);
    let here = Here::around(&repo.root.join("shop/sub")).unwrap().unwrap();
    assert_eq!(here.root, repo.root);
    let history = here.history(&question(&["shop"]), None).unwrap();
    assert_eq!(told(&history), ["two: shop/sub/b.rs", "one: shop/a.rs"]);
    assert_eq!(history.commits[0].author, "Tess");
    assert!(!sprung.exists(), "something was run");
    // The trap works: without the care it springs.
    let careless =
        Command::new("git").current_dir(&repo.root).args(["status"]).env("HOME", repo.temp.path()).output();
    assert!(careless.is_ok() && sprung.exists(), "the test would not see it");
}
