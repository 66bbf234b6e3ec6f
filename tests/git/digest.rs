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
