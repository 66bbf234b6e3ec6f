//! What lies beside a map's file: feeds of events, commits on watched paths.

use std::process::Command;

use super::support::{MAP, Sandbox};

/// A repository in the sandbox, its stage `wait` reviewed on 2026-11-10 and watching the shop; `None` without git.
fn repository() -> Option<Sandbox> {
    Command::new("git").arg("--version").output().ok()?;
    let sandbox = Sandbox::new();
    std::fs::remove_dir(sandbox.path(".git")).unwrap();
    let map = MAP.replace("on: \"2026-06-02\"", "on: \"2026-11-10\"");
    let map = map.replace(
        "name: \"Wait for delivery\",",
        "name: \"Wait for delivery\",\n      watches: [\"shop/**\"],",
    );
    sandbox.write("maps/order.ron", map);
    git(&sandbox, "2026-11-10", &["init", "-q", "-b", "main"]);
    commit(&sandbox, "2026-11-10", "shop/a.rs", "begin");
    Some(sandbox)
}

fn git(sandbox: &Sandbox, day: &str, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(sandbox.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let time = format!("{day}T12:00:00Z");
    git.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time).env_remove("GIT_DIR");
    git.args(["-c", "user.name=Tess", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]);
    let done = git.args(args).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn commit(sandbox: &Sandbox, day: &str, file: &str, subject: &str) {
    sandbox.write(file, subject);
    git(sandbox, day, &["add", "-A"]);
    git(sandbox, day, &["commit", "-q", "-m", subject]);
}

/// What `show` says of the first stage.
fn state(sandbox: &Sandbox) -> String {
    let shown = sandbox.run(&["show", "order", "--format", "json"]).fine();
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let state = &shown["states"][0];
    format!("{}: {}", state["state"].as_str().unwrap(), state["why"].as_str().unwrap())
}

#[test]
fn a_commit_on_a_watched_path_makes_a_fresh_stage_changed() {
    let Some(sandbox) = repository() else { return };
    let fresh = state(&sandbox);
    assert_eq!(fresh, "fresh: reviewed 2026-11-10 by Tom Okafor, every 90 days: due in 78 days");
    commit(&sandbox, "2026-11-12", "docs/x.md", "elsewhere");
    commit(
        &sandbox,
        "2026-11-13",
        "maps/milepost.ron",
        &sandbox.read("maps/milepost.ron").replace("Maya", "May"),
    );
    assert_eq!(state(&sandbox), fresh);
    commit(&sandbox, "2026-11-14", "shop/deep/b.rs", "new checkout \u{1b}[31m");
    let changed = state(&sandbox);
    assert!(
        changed.starts_with("changed: 1 commit on watched paths after it was reviewed 2026-11-10"),
        "{changed}"
    );
    assert!(changed.ends_with(" by Tess on 2026-11-14: new checkout \u{fffd}[31m"), "{changed}");
    for args in [&["check"][..], &["check", "maps/order.ron"]] {
        let said = sandbox.run(args).out;
        assert!(said.contains("[commit-since-review] 1 commit on watched paths"), "{args:?}: {said}");
    }
    let listed = sandbox.run(&["list"]).fine();
    assert!(listed.contains("△ 1 changed"), "{listed}");
    sandbox.run(&["review", "order", "wait", "--yes", "--as", "tom"]).fine();
    assert!(state(&sandbox).starts_with("fresh: "));
}

#[test]
fn a_shallow_clone_says_what_it_cannot_know() {
    let Some(sandbox) = repository() else { return };
    commit(&sandbox, "2026-11-14", "shop/b.rs", "not seen");
    commit(&sandbox, "2026-11-15", "docs/x.md", "the edge");
    let from = format!("file://{}", sandbox.path("").display());
    git(&sandbox, "2026-11-16", &["clone", "-q", "--depth", "1", &from, "shallow"]);
    let shown = sandbox.run(&["show", "shallow/maps/order.ron", "--format", "json"]).fine();
    assert!(
        shown.contains(
            "due in 78 days; what was committed on watched paths before 2026-11-15 is not known here"
        ),
        "{shown}"
    );
}

#[test]
fn without_git_nothing_is_said() {
    let sandbox = Sandbox::new();
    let map = MAP.replace("on: \"2026-06-02\"", "on: \"2026-11-10\"");
    sandbox.write(
        "maps/order.ron",
        map.replace("owner: \"tom\",", "owner: \"tom\",\n      watches: [\"shop\"],"),
    );
    assert!(state(&sandbox).starts_with("fresh: "));
    let mut command = sandbox.command(&["show", "order", "--format", "json", "--today", "2026-11-22"]);
    let ran = sandbox.exactly(command.env("PATH", sandbox.path("")), b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn events_of_a_feed_make_stages_changed_and_bad_rows_are_told() {
    let sandbox = Sandbox::new();
    sandbox.write("maps/order.ron", MAP.replace("on: \"2026-06-02\"", "on: \"2026-11-10\""));
    sandbox.write(
        "maps/events.csv",
        "date,kind,text,stages\n2026-11-12,release,New app,order/wait\nsoon,release,x,\n2026-11-13,policy,Returns,wiat\n",
    );
    assert_eq!(
        state(&sandbox),
        "changed: release on 2026-11-12 after it was reviewed 2026-11-10 by Tom Okafor: New app"
    );
    let ran = sandbox.run(&["check"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    for words in [
        "[event-since-review] release on 2026-11-12",
        "warning[feed-row]: `soon` is no date: write it as 2026-11-22",
        "maps/events.csv:3:1",
        "note[feed-unmatched]: there is no stage `wiat` in this workspace",
        "maps/events.csv:4:1",
    ] {
        assert!(ran.out.contains(words), "{words} in\n{}", ran.out);
    }
    let one = sandbox.run(&["check", "maps/order.ron"]).out;
    assert!(one.contains("[event-since-review]") && !one.contains("feed-"), "{one}");
    assert_eq!(sandbox.run(&["check", "--fail-on", "warning"]).code, 1);
}

#[test]
fn a_watched_path_that_cannot_be_understood_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "maps/order.ron",
        MAP.replace("owner: \"tom\",", "owner: \"tom\",\n      watches: [\"../x\"],"),
    );
    let said = sandbox.run(&["check", "maps/order.ron"]).out;
    assert!(said.contains("warning[bad-watch]") && said.contains("leads out of itself"), "{said}");
}
