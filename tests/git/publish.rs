//! `milepost publish`: what is committed and what is not, hooks, and remotes that are not there.

use super::team::{MAP, Team, told};

const PAIN: &[&str] = &["add", MAP, "--stage", "wait", "--pain", "Nobody rings", "--severity", "low"];

/// The files of the last commit.
fn committed(team: &Team, who: &str) -> Vec<String> {
    let listed = team.ok(who, &["show", "--name-only", "--format="]);
    let hash =
        |name: &str| if name.contains("/versions/") { "a version".to_owned() } else { name.to_owned() };
    listed.lines().map(hash).collect()
}

#[test]
fn versions_commit_and_push_each_said() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    // Others' work, staged, changed and new: it stays as it is.
    team.write("maya", "src/a.rs", "two\n");
    team.write("maya", "src/b.rs", "new\n");
    team.write("maya", "src/c.rs", "staged\n");
    team.ok("maya", &["add", "src/c.rs"]);
    let beside = team.ok("maya", &["status", "--short", "--", "src"]);
    let (code, out, err) = team.milepost("maya", &["publish", "before the June workshop", "--yes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(out, @r"
    keep a version of “Order to doorstep”: “before the June workshop”
      version 1 kept in maps/versions/order/0001-HASH.ron
    commit 1 changed file of the workspace, and nothing else
      committed 2 files: HASH
    push to origin/main
      pushed to origin/main
    ");
    assert_eq!(committed(&team, "maya"), [MAP, "a version"]);
    assert_eq!(team.ok("maya", &["status", "--short", "--", "src"]), beside, "nothing else is touched");
    assert_eq!(team.ok("maya", &["status", "--short", "--", "maps"]), "");
    let message = team.ok("maya", &["log", "-1", "--format=%an%n%B"]);
    insta::assert_snapshot!(told(message.trim()), @r"
    maya
    before the June workshop

    Order to doorstep: 1 stage touched: 1 card added
    + Wait: pain “Nobody rings” added [nobody-rings-ID]
    ");
    assert_eq!(team.ok("remote.git", &["rev-parse", "main"]), team.ok("maya", &["rev-parse", "HEAD"]));
    let (code, out, err) = team.milepost("maya", &["publish"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "nothing to publish: everything of the workspace is committed\n", "")
    );
}

#[test]
fn a_dry_run_says_all_of_it_and_does_nothing() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    let before = team.ok("maya", &["status", "--short"]);
    let (code, out, err) = team.milepost("maya", &["publish", "a draft", "--dry-run"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(out, @r"
    would be done: keep a version of “Order to doorstep”: “a draft”
    would be done: commit 1 changed file of the workspace, and nothing else
      | a draft
      |
      | Order to doorstep: 1 stage touched: 1 card added
      | + Wait: pain “Nobody rings” added [nobody-rings-ID]
    would be done: push to origin/main
    ");
    assert_eq!(team.ok("maya", &["status", "--short"]), before);
    assert_eq!(team.ok("maya", &["rev-list", "--count", "HEAD"]), "1\n");
}

#[test]
fn a_reason_is_asked_for_and_somebody_to_say_yes() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    let (code, out, err) = team.milepost("maya", &["publish", "--yes"]);
    assert_eq!((code, out.as_str()), (1, ""));
    insta::assert_snapshot!(err, @r#"
    error: the workspace has changes that are not committed, and nobody said why
      hint: say why in a few words: milepost publish "after the June workshop"
    "#);
    let (code, _, err) = team.milepost("maya", &["publish", "why"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(err, @r"
    error: nobody can be asked whether to go on
      hint: --yes does all, --dry-run only says it
    ");
    assert_eq!(team.ok("maya", &["rev-list", "--count", "HEAD"]), "1\n");
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_stops_it_and_one_that_allows_runs() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    team.hook("maya", "#!/bin/sh\necho 'error: not on a Sunday' >&2\nexit 1\n");
    let (code, out, err) = team.milepost("maya", &["publish", "why", "--yes", "--no-push"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(format!("{out}{err}"), @r"
    keep a version of “Order to doorstep”: “why”
      version 1 kept in maps/versions/order/0001-HASH.ron
    commit 1 changed file of the workspace, and nothing else
    error: git did not commit:
    not on a Sunday
      hint: nothing was committed, and your files are as they were; put that right and run this again
    ");
    assert_eq!(team.ok("maya", &["diff", "--cached", "--name-only"]), "", "the index is as it was");
    assert!(team.ok("maya", &["status", "--short"]).contains("?? maps/versions/"));
    team.hook("maya", "#!/bin/sh\ntouch ran\n");
    let (code, out, err) = team.milepost("maya", &["publish", "why", "--yes", "--no-push"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(team.path("maya/ran").exists());
    // The version was kept by the first run, and there is no second one.
    assert_eq!(committed(&team, "maya"), [MAP, "a version"]);
    assert_eq!(team.ok("remote.git", &["rev-list", "--count", "main"]), "1\n");
}

#[test]
fn without_a_remote_or_an_upstream() {
    let Some(team) = Team::new() else { return };
    team.ok("maya", &["switch", "-qc", "draft"]);
    team.does("maya", &[PAIN]);
    let (code, out, err) = team.milepost("maya", &["publish", "why", "--yes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("push to origin/draft, which is new there\n  pushed to origin/draft\n"), "{out}");
    assert_eq!(team.ok("maya", &["rev-parse", "draft@{upstream}"]), team.ok("maya", &["rev-parse", "HEAD"]));
    team.ok("maya", &["remote", "remove", "origin"]);
    let (code, out, err) = team.milepost("maya", &["publish"]);
    assert_eq!((code, out.as_str()), (0, "nothing to publish: everything of the workspace is committed\n"));
    assert_eq!(err, "note: not pushed: this clone has no remote (`git remote add` names one)\n");
    team.ok("maya", &["switch", "-q", "--detach"]);
    assert_eq!(team.milepost("maya", &["publish"]).2, "note: not pushed: no branch is checked out\n");
}

#[test]
fn a_remote_that_is_not_there_and_one_that_has_more() {
    let Some(team) = Team::new() else { return };
    team.publishes("tom", &[&["set", MAP, "receive", "name", "Get it"]]);
    team.does("maya", &[PAIN]);
    let (code, _, err) = team.milepost("maya", &["publish", "why", "--yes"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(err, @r"
    error: origin/main does not take it:
    failed to push some refs to 'TEMP/remote.git'
    ! refs/heads/main:refs/heads/main [rejected] (fetch first)
      hint: the commit is safe here
      hint: when others pushed meanwhile: `milepost sync` brings theirs, then publish again
    ");
    std::fs::rename(team.path("remote.git"), team.path("gone.git")).unwrap();
    let (code, out, err) = team.milepost("maya", &["publish"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nobody can be asked"), "{err}");
    let (code, _, err) = team.milepost("maya", &["publish", "--yes"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(err, @r"
    error: git did not push:
    'TEMP/remote.git' does not appear to be a git repository
    Could not read from remote repository.
    Please make sure you have the correct access rights
    and the repository exists.
      hint: the commit is safe here: `milepost publish` pushes it when the remote can be reached
    ");
}

#[test]
fn what_is_half_done_is_not_published() {
    let Some(team) = Team::new() else { return };
    team.ok("maya", &["switch", "-qc", "other"]);
    team.does("maya", &[&["set", MAP, "wait", "owner", "ana"]]);
    team.write("maya", "src/a.rs", "other\n");
    team.ok("maya", &["commit", "-qam", "other"]);
    team.ok("maya", &["switch", "-q", "main"]);
    team.does("maya", &[&["set", MAP, "wait", "owner", "maya"]]);
    team.write("maya", "src/a.rs", "main\n");
    team.ok("maya", &["commit", "-qam", "main"]);
    team.git("maya", &["merge", "-q", "other"]);
    let publish = || {
        let (code, out, err) = team.milepost("maya", &["publish", "why", "--yes", "--no-push"]);
        assert_eq!((code, out.as_str()), (1, ""), "{err}");
        err
    };
    insta::assert_snapshot!(publish(), @r"
    error: git left 1 file beside the maps unmerged, the first is src/a.rs
      hint: put it right, say `git add` for it, and run this again
      hint: or `git merge --abort` takes the merge back, if it is one
    ");
    team.write("maya", "src/a.rs", "both\n");
    team.ok("maya", &["add", "src/a.rs"]);
    insta::assert_snapshot!(publish(), @r"
    error: maps/order.ron: git left it between two sides, line by line
      hint: `milepost merge --resolve maps/order.ron` merges it by its elements; then run this again
    ");
    assert_eq!(team.milepost("maya", &["merge", "--resolve", MAP]).0, 1);
    insta::assert_snapshot!(publish(), @r"
    error: 1 conflict to decide first:
      maps/order.ron: 1 conflict
      hint: `milepost maps/order.ron` shows them, `milepost conflicts` lists them; decide, and run this again
    ");
    team.does("maya", &[&["conflicts", MAP, "--take", "theirs"]]);
    let (code, out, err) = team.milepost("maya", &["publish", "--yes", "--no-push"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(out, @r"
    commit the merge that is under way
      the merge is finished
      committed 1 file: HASH
    ");
    assert_eq!(team.ok("maya", &["log", "-1", "--format=%p %s"]).split_whitespace().count(), 5);
    assert!(team.read("maya", MAP).contains("owner: \"ana\""));
}

#[test]
fn a_rebase_is_left_to_git() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    std::fs::create_dir(team.path("maya/.git/rebase-merge")).unwrap();
    let (code, _, err) = team.milepost("maya", &["publish", "why", "--yes"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(err, @r"
    error: git is in the middle of a rebase
      hint: `git rebase --continue` goes on with it, `git rebase --abort` takes it back
    ");
}

#[test]
fn a_clone_that_should_have_the_driver_is_noticed_by_check_in_words() {
    let Some(team) = Team::new() else { return };
    let checked =
        |format: &str| team.milepost("tom", &["check", "maps", "--fail-on", "never", "--format", format]).2;
    assert_eq!(checked("text"), "");
    team.does("maya", &[&["git", "setup", "maps"]]);
    team.publishes("maya", &[]);
    team.ok("tom", &["pull", "-q"]);
    assert_eq!(
        checked("text"),
        "note: git in this clone merges maps line by line: `milepost git setup` has it merge them by their elements\n"
    );
    assert_eq!(checked("concise"), "");
    team.does("tom", &[&["git", "setup", "maps"]]);
    assert_eq!(checked("text"), "");
}
