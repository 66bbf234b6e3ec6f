//! `log` and `changelog`: what happened, when, who and why.

use std::process::Command;

use super::{MAP, Repo};

impl Repo {
    /// Commits everything, on a day, as somebody.
    fn commit_on(&self, day: &str, author: &str, subject: &str) {
        let time = format!("{day}T12:00:00Z");
        assert!(self.git(&["add", "-A"]).status.success());
        let mut git = Command::new("git");
        git.current_dir(self.temp.path().join("work")).env("HOME", self.temp.path());
        git.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
        git.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        git.args(["-c", &format!("user.name={author}"), "-c", "user.email=t@example.com"]);
        git.args(["-c", "commit.gpgsign=false", "commit", "-qm", subject]);
        assert!(git.status().unwrap().success());
    }

    /// A run that goes well, each hash replaced.
    fn told(&self, args: &[&str]) -> String {
        let (code, out, err) = self.asked(args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}: {out}");
        let is_hash =
            |word: &str| word.len() == 10 && word.bytes().all(|b| b.is_ascii_hexdigit() && b != b'-');
        let line = |line: &str| {
            line.split(' ')
                .map(|w| {
                    if is_hash(w.trim_end_matches(':')) {
                        w.replace(w.trim_end_matches(':'), "0123456789")
                    } else {
                        w.to_owned()
                    }
                })
                .collect::<Vec<_>>()
                .join(" ")
        };
        out.lines().map(|l| line(l) + "\n").collect()
    }
}

/// Three commits by two people, a version, and a change that is not committed.
fn repo() -> Option<Repo> {
    let repo = Repo::new()?;
    repo.milepost(&["set", MAP, "wait", "owner", "maya"]);
    repo.commit_on("2026-10-01", "Maya Chen", "Maya has the waiting");
    repo.milepost(&["set", MAP, "receive", "name", "Unpack"]);
    repo.milepost(&["version", MAP, "after the workshop", "--today", "2026-10-02"]);
    repo.commit_on("2026-10-02", "Tom\u{1b}]0;x\u{7}", "<b>name\u{202e}</b> *x*");
    repo.milepost(&["set", MAP, "wait", "name", "Waiting"]);
    Some(repo)
}

#[test]
fn the_history_of_a_map() {
    let Some(repo) = repo() else { return };
    let said = repo.told(&["log", MAP]);
    let (recent, first) = said.split_once("\n  + the map begins").unwrap();
    let recent = recent.rsplit_once('\n').unwrap().0;
    insta::assert_snapshot!(recent);
    assert!(first.starts_with(", with "), "{first}");
    assert_eq!(repo.told(&["log", "order-to-doorstep"]), said);
    assert!(
        repo.told(&["log", MAP, "--limit", "2"]).ends_with("… there is more before that: --limit COUNT\n")
    );
    assert!(repo.told(&["log", "--limit", "1"]).matches(".ron\n").count() > 3);
}

#[test]
fn the_history_of_a_stage_and_of_a_card() {
    let Some(repo) = repo() else { return };
    repo.milepost(&["add", MAP, "--stage", "wait", "--pain", "Nobody rings the bell"]);
    repo.commit_on("2026-10-03", "Tom", "the bell");
    let stage = repo.told(&["log", MAP, "--stage", "wait"]);
    assert!(stage.contains("stage “Wait for delivery” renamed to “Waiting”"), "{stage}");
    assert!(stage.contains("owner of stage ") && !stage.contains("Unpack"), "{stage}");
    let ids = repo.told(&["show", MAP, "--ids"]);
    let id =
        ids.lines().find(|line| line.contains("Nobody rings")).unwrap().split_whitespace().nth(1).unwrap();
    repo.milepost(&["remove", MAP, id]);
    repo.commit_on("2026-10-04", "Tom", "no bell");
    let card = repo.told(&["log", MAP, "--card", id]);
    let lines: Vec<&str> = card.lines().skip(1).map(str::trim_start).collect();
    assert_eq!(lines.len(), 4, "{card}");
    assert!(
        lines[0].starts_with("2026-10-04") && lines[1].starts_with("- ") && lines[3].starts_with("+ "),
        "{card}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&repo.asked(&["log", MAP, "--card", id, "--format", "json"]).1).unwrap();
    let entries = json["maps"][0]["entries"].as_array().unwrap();
    assert_eq!(
        (entries[0]["kind"].as_str(), entries[1]["on"].as_str()),
        (Some("commit"), Some("2026-10-03"))
    );
    assert_eq!(entries[1]["changes"][0]["what"], "added");
    assert_eq!(entries[0]["commit"].as_str().unwrap().len(), 40);
    assert!(
        repo.told(&["log", MAP, "--card", "nobody"])
            .contains("nothing found (commits and versions looked at: 6)")
    );
}

#[test]
fn a_merge_says_only_what_it_did_itself() {
    let Some(repo) = Repo::new() else { return };
    repo.git(&["checkout", "-qb", "side"]);
    repo.milepost(&["set", MAP, "wait", "name", "Waiting"]);
    repo.commit_on("2026-10-01", "Tom", "on the side");
    repo.git(&["checkout", "-q", "-"]);
    repo.milepost(&["set", MAP, "receive", "name", "Unpack"]);
    repo.commit_on("2026-10-02", "Maya", "on main");
    assert!(repo.git(&["merge", "-q", "--no-ff", "--no-commit", "side"]).status.success());
    repo.milepost(&["set", MAP, "wait", "owner", "maya"]);
    repo.commit_on("2026-10-03", "Maya", "the merge");
    let said = repo.told(&["log", MAP]);
    let (merge, rest) = said.split_once("on main").unwrap();
    assert!(merge.contains("owner of stage") && !merge.contains("renamed"), "{said}");
    assert_eq!(rest.matches("renamed to").count(), 2, "{said}");
}

#[test]
fn a_changelog_in_sentences_with_reasons() {
    let Some(repo) = repo() else { return };
    insta::assert_snapshot!(repo.told(&["changelog", "HEAD~2..HEAD"]));
    assert_eq!(repo.told(&["changelog", "HEAD~2..HEAD", MAP]), repo.told(&["changelog", "HEAD~2.."]));
    assert!(repo.told(&["changelog", "HEAD..HEAD"]).ends_with("Nothing changed.\n"));
    let (code, _, err) = repo.asked(&["changelog", "HEAD"]);
    assert!(code == 2 && err.contains("is no range of commits"), "{err}");
}

#[test]
fn nothing_that_a_repository_asks_for_is_run() {
    let Some(repo) = repo() else { return };
    let sprung = repo.temp.path().join("sprung");
    let program = format!("touch '{}'; cat", sprung.display());
    for key in [
        "core.fsmonitor",
        "diff.trap.textconv",
        "diff.external",
        "filter.trap.smudge",
        "core.pager",
        "log.showSignature",
    ] {
        repo.git(&["config", key, if key.starts_with("log") { "true" } else { &program }]);
    }
    std::fs::write(repo.temp.path().join("work/.gitattributes"), "*.ron diff=trap filter=trap\n").unwrap();
    for args in [&["diff"][..], &["diff", "HEAD~1..HEAD"], &["log", MAP], &["changelog", "HEAD~1.."]] {
        repo.told(args);
    }
    assert!(!sprung.exists());
}
