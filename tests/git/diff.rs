//! `diff` between commits and working files.

use super::{MAP, Repo};

fn fine(repo: &Repo, args: &[&str]) -> String {
    let (code, out, err) = repo.asked(args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}: {out}");
    out
}

fn set(repo: &Repo, stage: &str, field: &str, value: &str) {
    repo.milepost(&["set", MAP, stage, field, value]);
}

fn commit(repo: &Repo, why: &str) {
    repo.git(&["add", "-A"]);
    assert!(repo.git(&["commit", "-qm", why]).status.success());
}

#[test]
fn the_working_file_against_its_last_commit() {
    let Some(repo) = Repo::new() else { return };
    assert_eq!(fine(&repo, &["diff"]), "HEAD..working file  nothing changed\n");
    set(&repo, "wait", "owner", "maya");
    let alone = fine(&repo, &["diff", MAP]);
    assert!(alone.starts_with(&format!("{MAP}  HEAD..working file  1 stage touched: owner of ")), "{alone}");
    assert!(alone.contains("    owner  Tom Okafor -> Maya Chen\n"), "{alone}");
    assert_eq!(fine(&repo, &["diff"]), alone);
    assert_eq!(fine(&repo, &["diff", "HEAD", MAP]), alone);
    assert_eq!(fine(&repo, &["diff", &format!("HEAD:{MAP}")]), alone);
}

#[test]
fn between_commits() {
    let Some(repo) = Repo::new() else { return };
    set(&repo, "wait", "owner", "maya");
    commit(&repo, "owner");
    repo.git(&["checkout", "-qb", "side"]);
    set(&repo, "wait", "name", "Waiting");
    commit(&repo, "name");
    let range = fine(&repo, &["diff", "HEAD~2..HEAD"]);
    assert!(range.starts_with(&format!("{MAP}  HEAD~2..HEAD  1 stage touched: ")), "{range}");
    assert!(range.contains("    name   “Wait for delivery” -> “Waiting”\n"), "{range}");
    assert_eq!(fine(&repo, &["diff", "HEAD~2", "HEAD"]), range);
    assert_eq!(fine(&repo, &["diff", "HEAD~2..", MAP]), range);
    assert_eq!(fine(&repo, &["diff", "HEAD~2..", "order-to-doorstep"]), range);
    assert!(fine(&repo, &["diff", "HEAD~2..", "maps/clinic-appointment.ron"]).ends_with("nothing changed\n"));
    // Since where the branch began: the commit on main is not the branch's.
    repo.git(&["checkout", "-q", "-"]);
    set(&repo, "receive", "name", "Unpack");
    commit(&repo, "main goes on");
    let stat = |range: &str| fine(&repo, &["diff", range, "--stat"]);
    assert!(stat("HEAD...side").contains("  ~1  1 stage: “Waiting”"), "{}", stat("HEAD...side"));
    assert!(stat("HEAD..side").contains("  ~2  2 stages: "), "{}", stat("HEAD..side"));
}

#[test]
fn people_and_policy_are_compared_with_all_maps() {
    let Some(repo) = Repo::new() else { return };
    repo.milepost(&["people", "add", "Zoë Lang"]);
    repo.milepost(&["set", "maps", "workspace", "policy.stale_after", "60"]);
    let all = fine(&repo, &["diff"]);
    let head = "maps/milepost.ron  HEAD..working file  1 person added, 1 setting changed\n";
    assert!(all.starts_with(head) && all.contains("  + person “Zoë Lang” ["), "{all}");
    assert!(all.contains("      days until stale  ") && all.contains("60\n"), "{all}");
    assert_eq!(repo.asked(&["diff", "--exit-code"]).0, 1);
    assert!(fine(&repo, &["diff", MAP]).contains("nothing changed"), "one map alone is one map");
    commit(&repo, "people");
    assert_eq!(fine(&repo, &["diff"]), "HEAD..working file  nothing changed\n");
    set(&repo, "wait", "owner", "maya");
    commit(&repo, "owner");
    let range = fine(&repo, &["diff", "HEAD~2..HEAD"]);
    assert!(
        range.contains(&format!("{MAP}  HEAD~2..HEAD")) && range.contains("+ person “Zoë Lang”"),
        "{range}"
    );
    std::fs::write(repo.temp.path().join("work/maps/milepost.ron"), "(format: 1,").unwrap();
    let (_, _, err) = repo.asked(&["diff", "--workspace", "maps"]);
    assert!(err.contains("milepost.ron"), "{err}");
}

#[test]
fn maps_that_came_went_or_were_renamed() {
    let Some(repo) = Repo::new() else { return };
    let at = |name: &str| repo.temp.path().join("work/maps").join(name);
    std::fs::write(
        at("new\u{1b}.ron"),
        "(format: 1, id: \"fresh\", title: \"New\", stages: [(name: \"Pay\")])",
    )
    .unwrap();
    std::fs::remove_file(at("loan-application.ron")).unwrap();
    std::fs::rename(at("planned-maintenance.ron"), at("maintenance.ron")).unwrap();
    let stat = fine(&repo, &["diff", "--stat"]);
    let lines: Vec<&str> = stat.lines().map(|line| line.split("  ").next().unwrap()).collect();
    let wanted = ["maps/loan-application.ron", "maps/new␛.ron", "2 maps changed, HEAD..working file"];
    assert_eq!(lines, wanted, "{stat}");
    let text = fine(&repo, &["diff"]);
    assert!(
        text.contains("+ maps/new␛.ron  HEAD..working file  map added: “New”, 1 stage, 0 cards\n"),
        "{text}"
    );
    assert!(text.contains("- maps/loan-application.ron  HEAD..working file  map removed: "), "{text}");
    repo.milepost(&["set", "maps/maintenance.ron", "map", "title", "Maintenance"]);
    let text = fine(&repo, &["diff"]);
    assert!(
        text.contains("maps/planned-maintenance.ron -> maps/maintenance.ron  HEAD..working file"),
        "{text}"
    );
}

#[test]
fn what_is_no_commit_or_not_in_it_is_said() {
    let Some(repo) = Repo::new() else { return };
    let said = |args: &[&str]| {
        let (code, out, err) = repo.asked(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        err
    };
    assert!(said(&["diff", "nowhere..HEAD"]).contains("the repository has no commit `nowhere`"));
    assert!(said(&["diff", "HEAD:maps/no.ron", MAP]).contains("maps/no.ron is not in HEAD"));
    assert!(said(&["diff", "HEAD..HEAD", "maps/no.ron"]).contains("is neither in HEAD nor in HEAD"));
    assert!(said(&["diff", "--", "--output=x..HEAD"]).contains("`--output=x` is not the name of a commit"));
    std::fs::write(repo.temp.path().join("work/maps/broken.ron"), "(format: 1, title: ").unwrap();
    set(&repo, "wait", "owner", "maya");
    let (code, out, err) = repo.asked(&["diff"]);
    assert!(
        code == 2 && out.contains("owner") && err.contains("1 map could not be read and compared"),
        "{err}"
    );
}
