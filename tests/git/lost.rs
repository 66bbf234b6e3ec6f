//! Merges made without our driver: what hosting sites and hands do to a map.

use super::team::{MAP, Team, told};

fn check(team: &Team, rule: &str) -> (i32, String) {
    let (code, out, err) = team
        .milepost("maya", &["check", "maps", "--rule", rule, "--format", "concise", "--fail-on", "warning"]);
    assert_eq!(err, "");
    (code, told(&out))
}

/// A branch with what is done on it, committed; then main with what is done there.
fn sides(team: &Team, theirs: &[&[&str]], ours: &[&[&str]]) {
    team.ok("maya", &["switch", "-qc", "ana"]);
    team.does("maya", theirs);
    team.ok("maya", &["commit", "-qam", "theirs"]);
    team.ok("maya", &["switch", "-q", "main"]);
    team.does("maya", ours);
    team.ok("maya", &["commit", "-qam", "ours"]);
}

const PAIN: &[&str] = &["add", MAP, "--stage", "receive", "--pain", "Nobody rings", "--severity", "low"];
const NAME: &[&str] = &["set", MAP, "wait", "name", "Waiting"];

#[test]
fn a_card_that_a_text_merge_puts_under_the_wrong_stage_is_seen() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[&["add", MAP, "--stage", "wait", "--pain", "First"]]);
    team.ok("maya", &["commit", "-qam", "one pain"]);
    // They append a pain.
    team.ok("maya", &["switch", "-qc", "ana"]);
    team.does("maya", &[&["add", MAP, "--stage", "wait", "--pain", "Nobody rings"]]);
    team.ok("maya", &["commit", "-qam", "theirs"]);
    team.ok("maya", &["switch", "-q", "main"]);
    // Ours parts the stage in two above that place: the pain that was there moves to the new stage, its lines stay where they are.
    let map = team.read("maya", MAP);
    let head = "      owner: \"tom\",\n";
    let split = "      owner: \"tom\",\n    ),\n    (\n      id: \"way\",\n      name: \"On the way\",\n";
    assert_eq!(map.matches(head).count(), 1, "{map}");
    team.write(
        "maya",
        MAP,
        &map.replace(head, split).replace("          stage: \"wait\",", "          stage: \"way\","),
    );
    assert_eq!(team.milepost("maya", &["check", MAP, "--rule", "misfiled-card"]).0, 0);
    team.ok("maya", &["commit", "-qam", "ours"]);
    team.git("maya", &["merge", "-q", "--no-edit", "ana"]);
    let (code, out) = check(&team, "misfiled-card");
    assert!(
        code == 1 && out.contains("“Nobody rings” stands in On the way and names Wait"),
        "{out}\n{}",
        team.read("maya", MAP)
    );
}

#[test]
fn what_a_hand_dropped_from_a_merge_is_found_and_comes_back() {
    let Some(team) = Team::new() else { return };
    sides(&team, &[PAIN], &[NAME]);
    assert_eq!(check(&team, "lost-in-merge"), (0, String::new()));
    team.ok("maya", &["merge", "-q", "--no-commit", "-s", "ours", "ana"]);
    team.ok("maya", &["commit", "-qm", "merged by hand"]);
    let (code, out) = check(&team, "lost-in-merge");
    assert_eq!(code, 1);
    insta::assert_snapshot!(out, @r"
    maps/order.ron:23:11: warning[lost-in-merge] Receive: the pain “Nobody rings” was in HASH, and the merge that is checked out has it no more
    ");
    assert_eq!(check(&team, "lost-in-merge").1, out, "from the cache");
    let (code, out, _) = team.milepost("maya", &["fix", MAP]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(told(&out), @r"
      1  lost-in-merge  bring the pain “Nobody rings” back, as HASH had it  (--apply)
    ");
    team.does("maya", &[&["fix", MAP, "--apply"]]);
    assert_eq!(check(&team, "lost-in-merge"), (0, String::new()));
    let map = team.read("maya", MAP);
    assert!(map.contains("Nobody rings") && map.contains("\"Waiting\""), "{map}");
    // Left out on purpose: the next commit is no merge, and nothing is said.
    team.ok("maya", &["checkout", "-q", "--", "maps"]);
    team.ok("maya", &["commit", "-q", "--allow-empty", "-m", "so be it"]);
    assert_eq!(check(&team, "lost-in-merge"), (0, String::new()));
}

#[test]
fn what_a_side_took_away_is_not_lost() {
    let Some(team) = Team::new() else { return };
    team.does("maya", &[PAIN]);
    team.ok("maya", &["commit", "-qam", "a pain"]);
    sides(&team, &[&["set", MAP, "Nobody rings", "severity", "high"]], &[&["remove", MAP, "Nobody rings"]]);
    team.ok("maya", &["merge", "-q", "--no-edit", "-s", "ours", "ana"]);
    assert_eq!(check(&team, "lost-in-merge"), (0, String::new()));
}

#[test]
fn a_stage_is_lost_with_all_that_is_in_it() {
    let Some(team) = Team::new() else { return };
    let stage: &[&str] = &["add", MAP, "--stage-name", "Keep", "--after", "receive"];
    let card: &[&str] = &["add", MAP, "--stage", "keep", "--pain", "It wobbles"];
    sides(&team, &[stage, card], &[NAME]);
    team.ok("maya", &["merge", "-q", "--no-edit", "-s", "ours", "ana"]);
    let (code, out) = check(&team, "lost-in-merge");
    assert!(code == 1 && out.lines().count() == 1 && out.contains("stage “Keep”"), "{out}");
    team.does("maya", &[&["fix", MAP, "--apply"]]);
    assert!(team.read("maya", MAP).contains("It wobbles"));
}

#[test]
fn a_merge_by_elements_loses_nothing() {
    let Some(team) = Team::new() else { return };
    team.publishes("tom", &[PAIN]);
    team.does("maya", &[NAME]);
    assert_eq!(team.milepost("maya", &["sync", "mine", "--yes"]).0, 0);
    assert_eq!(team.ok("maya", &["log", "-1", "--format=%p"]).split_whitespace().count(), 2);
    assert_eq!(check(&team, "lost-in-merge"), (0, String::new()));
}
