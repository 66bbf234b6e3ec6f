//! `milepost sync`: two people, one map.

use super::team::{MAP, Team};

const PAIN: &[&str] = &["add", MAP, "--stage", "wait", "--pain", "Nobody rings", "--severity", "low"];
const OTHER_PAIN: &[&str] = &["add", MAP, "--stage", "wait", "--pain", "The lift is out"];

#[test]
fn two_people_on_one_map_in_clones_that_nobody_set_up() {
    let Some(team) = Team::new() else { return };
    team.publishes("tom", &[OTHER_PAIN, &["set", MAP, "wait", "name", "Waiting"]]);
    team.does("maya", &[PAIN]);
    let (code, out, err) = team.milepost("maya", &["sync", "my half", "--yes"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    insta::assert_snapshot!(out, @r"
    keep a version of “Order to doorstep”: “my half”
      version 1 kept in maps/versions/order/0001-HASH.ron
    commit 1 changed file of the workspace, and nothing else
      committed 2 files: HASH
    fetch from origin
    merge origin/main, maps by their elements
      git in this clone is not set up for maps: for this merge it is (`milepost git setup` does it for good)
      merged 1 commit of origin/main
        Order to doorstep: 1 stage touched: 1 card added, 1 stage edited
    ");
    let map = team.read("maya", MAP);
    assert!(
        ["Nobody rings", "The lift is out", "\"Waiting\""].iter().all(|words| map.contains(words)),
        "{map}"
    );
    assert!(!team.path("state/git").read_dir().unwrap().any(|_| true), "nothing is left of this run");
    assert_eq!(
        team.git("maya", &["config", "--get", "merge.milepost.driver"]).0,
        1,
        "the clone is as it was"
    );
    let (code, out, _) = team.milepost("maya", &["sync", "--yes"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    fetch from origin
    merge origin/main, maps by their elements
      nothing new in origin/main; 2 commits here that it has not (`milepost publish` sends)
    ");
    team.publishes("maya", &[]);
    let (code, out, _) = team.milepost("tom", &["sync", "--yes"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    fetch from origin
    merge origin/main, maps by their elements
      git in this clone is not set up for maps: for this merge it is (`milepost git setup` does it for good)
      merged 2 commits of origin/main
        Order to doorstep: 1 stage touched: 1 card added
    ");
    assert_eq!(team.read("tom", MAP), team.read("maya", MAP));
}

#[test]
fn what_both_changed_is_decided_and_then_published() {
    let Some(team) = Team::new() else { return };
    team.publishes("tom", &[&["set", MAP, "wait", "owner", "ana"]]);
    team.does("maya", &[&["set", MAP, "wait", "owner", "maya"]]);
    let (code, out, err) = team.milepost("maya", &["sync", "mine", "--yes"]);
    assert_eq!(code, 1, "{out}");
    insta::assert_snapshot!(err, @r"
    error: merged origin/main; 1 conflict to decide:
      maps/order.ron: 1 conflict
      hint: `milepost maps` opens the maps, and `Space c` decides the conflicts of one
      hint: then `milepost publish` or `milepost sync` finishes the merge
      hint: or `git merge --abort` takes it back, as if it had not begun
    ");
    let (code, _, err) = team.milepost("maya", &["sync", "--yes"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(err, @r"
    error: 1 conflict to decide first:
      maps/order.ron: 1 conflict
      hint: `milepost maps/order.ron` shows them, `milepost conflicts` lists them; decide, and run this again
    ");
    team.does("maya", &[&["conflicts", MAP, "--take", "theirs"]]);
    let (code, out, err) = team.milepost("maya", &["sync", "--yes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(out, @r"
    commit the merge that is under way
      the merge is finished
      committed 2 files: HASH
    fetch from origin
    merge origin/main, maps by their elements
      nothing new in origin/main; 2 commits here that it has not (`milepost publish` sends)
    ");
    let (code, _, err) = team.milepost("maya", &["publish", "--yes"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(team.ok("remote.git", &["rev-parse", "main"]), team.ok("maya", &["rev-parse", "HEAD"]));
}

#[test]
fn what_is_in_the_way_is_said_and_nothing_is_changed() {
    let Some(team) = Team::new() else { return };
    team.write("tom", "src/a.rs", "theirs\n");
    team.ok("tom", &["commit", "-qam", "code"]);
    team.ok("tom", &["push", "-q"]);
    team.write("maya", "src/a.rs", "mine\n");
    let before = team.ok("maya", &["rev-parse", "HEAD"]);
    let (code, _, err) = team.milepost("maya", &["sync", "--yes"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(err, @r"
    error: git did not merge origin/main:
    Your local changes to the following files would be overwritten by merge:
     src/a.rs
    Please commit your changes or stash them before you merge.
    Aborting
      hint: nothing was changed here; put that right and run this again
    ");
    assert_eq!(
        (team.ok("maya", &["rev-parse", "HEAD"]), team.read("maya", "src/a.rs").as_str()),
        (before, "mine\n")
    );
}

#[test]
fn nothing_to_follow_nothing_there_and_nobody_to_ask() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    let (code, _, err) = team.milepost("maya", &["sync", "--yes"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(err, @r#"
    error: the workspace has changes that are not committed, and nobody said why
      hint: say why in a few words, and it is committed first: milepost sync "after the June workshop"
    "#);
    let (code, out, _) = team.milepost("maya", &["sync", "why", "--dry-run"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    would be done: keep a version of “Order to doorstep”: “why”
    would be done: commit 1 changed file of the workspace, and nothing else
      | why
      |
      | Order to doorstep: 1 stage touched: 1 card added
      | + Wait: pain “Nobody rings” added [nobody-rings-ID]
    would be done: fetch from origin
    would be done: merge origin/main, maps by their elements
    ");
    std::fs::rename(team.path("remote.git"), team.path("gone.git")).unwrap();
    let (code, _, err) = team.milepost("tom", &["sync", "--yes"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(err, @r"
    error: git did not fetch:
    'TEMP/remote.git' does not appear to be a git repository
    Could not read from remote repository.
    Please make sure you have the correct access rights
    and the repository exists.
      hint: nothing was changed here; run this again when the remote can be reached
    ");
    team.ok("tom", &["switch", "-qc", "draft"]);
    let (code, _, err) = team.milepost("tom", &["sync"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(err, @r"
    error: the branch follows no other: there is nothing to bring
      hint: `milepost publish` sends it to origin and follows it there
      hint: or `git branch --set-upstream-to=origin/draft` follows what is there
    ");
}
