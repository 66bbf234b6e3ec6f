//! `digest --since` a commit: maps, people and policy as they were in it.

use super::Repo;

#[test]
fn what_changed_since_a_commit_is_new_and_what_was_mended_is_closed() {
    let Some(repo) = Repo::new() else { return };
    let digest = |more: &[&str]| {
        let (code, out, err) = repo.asked(&[&["digest", "maps", "--since", "HEAD"], more].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        out
    };
    let first = |out: &str| out.lines().next().unwrap_or_default().to_owned();
    let before = first(&digest(&[]));
    assert!(before.starts_with("0 new since commit ") && before.contains(", 0 closed"), "{before}");
    repo.milepost(&["people", "left", "tom", "--on", "2026-11-01"]);
    let after = digest(&[]);
    assert!(after.contains("\nNew\n") && after.contains("  owner-left\n"), "{after}");
    repo.git(&["commit", "-qam", "tom left"]);
    repo.milepost(&["people", "left", "tom", "--back"]);
    let mended = first(&digest(&[]));
    assert!(!mended.contains(", 0 closed"), "{mended}");
    assert!(first(&digest(&["--owner", "maya"])).starts_with("Maya "), "{}", digest(&["--owner", "maya"]));
}

#[test]
fn who_left_since_is_new() {
    let Some(repo) = Repo::new() else { return };
    repo.milepost(&["people", "left", "tom", "--on", "2026-11-01"]);
    let (code, out, err) = repo.asked(&["digest", "maps", "--since", "HEAD", "--format", "markdown"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (_, new) = out.split_once("**New**").unwrap();
    let (new, _) = new.split_once("**Still open**").unwrap();
    assert!(new.contains("`owner-left`"), "{out}");
}

#[test]
fn what_is_neither_a_day_nor_a_commit_is_told() {
    let Some(repo) = Repo::new() else { return };
    let (code, out, err) = repo.asked(&["digest", "maps", "--since", "lastweek"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("no commit `lastweek`") && err.contains("is no day"), "{err}");
}

#[test]
fn with_a_day_the_last_commit_before_it_is_compared_with() {
    let Some(repo) = Repo::new() else { return };
    let commit_on = |day: &str, args: &[&str]| {
        let time = format!("{day}T12:00:00Z");
        let mut git = std::process::Command::new("git");
        git.current_dir(repo.temp.path().join("work")).env("HOME", repo.temp.path());
        git.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        git.args(["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]);
        assert!(git.args(args).output().unwrap().status.success(), "{args:?}");
    };
    let digest = |more: &[&str]| {
        let (code, out, err) = repo.asked(&[&["digest", "maps", "--since", "2026-11-15"], more].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        out
    };
    let first = |out: &str| out.lines().next().unwrap_or_default().to_owned();
    commit_on("2026-11-16", &["commit", "-q", "--amend", "--no-edit"]);
    assert!(!first(&digest(&[])).contains("closed"), "there is no commit before that day");
    commit_on("2026-11-10", &["commit", "-q", "--amend", "--no-edit"]);
    let before = first(&digest(&[]));
    assert!(before.contains(" since 2026-11-15 (commit ") && before.contains(", 0 closed"), "{before}");
    repo.milepost(&["people", "left", "tom", "--on", "2026-11-01"]);
    commit_on("2026-11-16", &["commit", "-qam", "tom left"]);
    let after = digest(&[]);
    assert!(after.contains("\nNew\n") && after.contains("  owner-left\n"), "{after}");
    let json: serde_json::Value = serde_json::from_str(&digest(&["--format", "json"])).unwrap();
    let (code, rev, _) = super::check::said(&repo.git(&["rev-parse", "HEAD~1"]));
    assert_eq!((code, json["commit"].as_str()), (0, Some(rev.trim())));
    assert_eq!(json["since"], "2026-11-15");
}
