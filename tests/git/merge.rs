//! Real merges by git: with the driver, in a clone where the program is gone, and without any set-up.

use super::check::said;
use super::{MAP, Repo};

impl Repo {
    /// A repository whose maps git merges by their elements.
    pub(super) fn merging() -> Option<Self> {
        let repo = Self::new()?;
        let (code, out, err) = repo.asked(&["git", "setup", "maps"]);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        repo.commit("attributes");
        assert!(repo.git(&["branch", "-M", "main"]).status.success());
        Some(repo)
    }

    pub(super) fn commit(&self, why: &str) {
        assert!(self.git(&["add", "-A"]).status.success());
        assert!(self.git(&["commit", "-qm", why]).status.success());
    }

    /// What is done on a branch that starts at `main`, committed; then back to main.
    fn branch(&self, name: &str, edits: &[&[&str]]) {
        assert!(self.git(&["switch", "-qc", name, "main"]).status.success());
        self.here(name, edits);
        assert!(self.git(&["switch", "-q", "main"]).status.success());
    }

    fn here(&self, why: &str, edits: &[&[&str]]) {
        for edit in edits {
            self.milepost(edit);
        }
        self.commit(why);
    }

    pub(super) fn ok(&self, args: &[&str]) {
        let (code, out, err) = said(&self.git(args));
        assert_eq!(code, 0, "{args:?}: {out}{err}");
    }

    fn map(&self) -> String {
        std::fs::read_to_string(self.temp.path().join("work").join(MAP)).unwrap()
    }

    fn is_sound(&self) {
        let (code, out, err) = self.asked(&["fmt", "--check", MAP]);
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "the merged file is in canonical form");
    }
}

const PAIN: &[&str] = &["add", MAP, "--stage", "wait", "--pain", "Nobody rings the bell"];
const NAME: &[&str] = &["set", MAP, "wait", "name", "Waiting"];
const OTHER_PAIN: &[&str] = &["add", MAP, "--stage", "wait", "--pain", "The lift is out"];
const TO_MAYA: &[&str] = &["set", MAP, "wait", "owner", "maya"];
const TO_ANA: &[&str] = &["set", MAP, "wait", "owner", "ana"];

#[test]
fn what_git_cannot_merge_line_by_line_is_merged_by_elements() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch("ana", &[PAIN, NAME]);
    repo.here("mine", &[OTHER_PAIN]);
    repo.ok(&["merge", "-q", "--no-edit", "ana"]);
    let map = repo.map();
    for words in ["Nobody rings the bell", "The lift is out", "\"Waiting\""] {
        assert!(map.contains(words), "{words}");
    }
    repo.is_sound();
}

#[test]
fn the_same_without_set_up_ends_in_markers() {
    let Some(repo) = Repo::new() else { return };
    assert!(repo.git(&["branch", "-M", "main"]).status.success());
    repo.branch("ana", &[PAIN]);
    repo.here("mine", &[OTHER_PAIN]);
    assert!(!repo.git(&["merge", "-q", "--no-edit", "ana"]).status.success());
    assert!(repo.map().contains("<<<<<<<"));
    // And is merged by its elements afterwards, from what git keeps of it.
    let (code, out, err) = repo.asked(&["merge", "--resolve", MAP]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(
        out,
        "maps/order-to-doorstep.ron: merged by its elements; `git add maps/order-to-doorstep.ron` when it is as you want it\n"
    );
    assert!(repo.map().contains("Nobody rings the bell") && repo.map().contains("The lift is out"));
    repo.is_sound();
    repo.commit("merged");
    let (code, _, err) = repo.asked(&["merge", "--resolve", MAP]);
    assert!(code == 2 && err.contains("it is merged already"), "{err}");
}

#[test]
fn what_both_changed_is_asked_and_nothing_passes_until_it_is_decided() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch("ana", &[TO_ANA, PAIN]);
    repo.here("mine", &[TO_MAYA]);
    let (code, _, err) = said(&repo.git(&["merge", "-q", "--no-edit", "ana"]));
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("owner of `wait`: main says “maya”, ana says “ana”"), "{err}");
    assert!(repo.map().contains("Nobody rings the bell") && !repo.map().contains("<<<<<<<"));
    repo.is_sound();
    let (code, out, _) =
        repo.asked(&["check", "maps", "--rule", "unresolved-conflict", "--format", "concise"]);
    assert!(
        code == 1
            && out.contains("error[unresolved-conflict] conflict c-")
            && out.contains("owner of “Wait for delivery” differs between main and ana"),
        "{out}"
    );
    let (code, out, _) = repo.asked(&["conflicts"]);
    assert_eq!((code, out.lines().count()), (1, 1), "{out}");
    let (code, out, err) = repo.asked(&["conflicts", MAP, "--take", "theirs"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "maps/order-to-doorstep.ron: 1 conflict decided, 0 open\n");
    let (code, out, _) = repo.asked(&["conflicts"]);
    assert_eq!((code, out.as_str()), (0, "no conflict is open\n"));
    repo.commit("merged");
    let (_, out, _) = repo.asked(&["list", "--format", "json"]);
    assert!(out.contains("order-to-doorstep"));
    assert!(repo.map().contains("      owner: \"ana\","));
}

#[test]
fn a_rebase_names_the_sides_as_git_does() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch("ana", &[TO_ANA]);
    repo.here("mine", &[TO_MAYA]);
    repo.ok(&["switch", "-q", "ana"]);
    let (code, _, err) = said(&repo.git(&["rebase", "-q", "main"]));
    assert!(code != 0 && err.contains("HEAD says “maya”") && err.contains("(ana) says “ana”"), "{err}");
    repo.asked(&["conflicts", MAP, "--take", "theirs"]);
    repo.ok(&["add", "-A"]);
    repo.ok(&["-c", "core.editor=true", "rebase", "--continue"]);
    assert!(repo.map().contains("      owner: \"ana\","));
}

#[test]
fn cherry_pick_revert_and_stash_go_the_same_way() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch("ana", &[PAIN]);
    repo.here("mine", &[OTHER_PAIN]);
    repo.ok(&["cherry-pick", "ana"]);
    repo.here("more", &[NAME]);
    repo.ok(&["revert", "--no-edit", "HEAD~1"]);
    assert!(!repo.map().contains("Nobody rings the bell") && repo.map().contains("The lift is out"));
    repo.milepost(PAIN);
    repo.ok(&["stash", "-q"]);
    repo.here("beside", &[&["add", MAP, "--stage", "wait", "--pain", "Wet boxes"]]);
    repo.ok(&["stash", "pop", "-q"]);
    assert!(repo.map().contains("Wet boxes") && repo.map().contains("Nobody rings the bell"));
    repo.is_sound();
}

#[test]
fn a_map_that_both_made_and_one_that_was_renamed() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch(
        "ana",
        &[
            &["new", "Gift", "--workspace", "maps", "--template", "blank"],
            &["add", "maps/gift.ron", "--stage-name", "Choose"],
        ],
    );
    repo.here(
        "mine",
        &[
            &["new", "Gift", "--workspace", "maps", "--template", "blank"],
            &["add", "maps/gift.ron", "--stage-name", "Wrap"],
        ],
    );
    repo.ok(&["merge", "-q", "--no-edit", "ana"]);
    let gift = std::fs::read_to_string(repo.temp.path().join("work/maps/gift.ron")).unwrap();
    assert!(gift.contains("\"Choose\"") && gift.contains("\"Wrap\""), "{gift}");
    repo.branch("tom", &[PAIN]);
    repo.ok(&["mv", MAP, "maps/order.ron"]);
    repo.commit("renamed");
    repo.ok(&["merge", "-q", "--no-edit", "tom"]);
    let order = std::fs::read_to_string(repo.temp.path().join("work/maps/order.ron")).unwrap();
    assert!(order.contains("Nobody rings the bell"));
}

#[test]
fn people_and_policy_are_merged_too() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch("ana", &[&["people", "add", "Zoë Lang"]]);
    repo.here("mine", &[&["people", "add", "Ben Ode"]]);
    repo.ok(&["merge", "-q", "--no-edit", "ana"]);
    let people = std::fs::read_to_string(repo.temp.path().join("work/maps/milepost.ron")).unwrap();
    assert!(people.contains("Zoë Lang") && people.contains("Ben Ode"));
}

#[test]
fn a_side_that_is_no_map_is_merged_by_lines() {
    let Some(repo) = Repo::merging() else { return };
    assert!(repo.git(&["switch", "-qc", "ana"]).status.success());
    repo.rewrite(MAP, "format: 1,", "format: 1,,");
    repo.commit("broken");
    repo.ok(&["switch", "-q", "main"]);
    repo.here("mine", &[PAIN]);
    let (code, _, err) = said(&repo.git(&["merge", "-q", "--no-edit", "ana"]));
    assert_eq!(code, 0, "the changes are far apart: {err}");
    assert!(err.contains("theirs cannot be read") && err.contains("its lines are merged"), "{err}");
    assert!(repo.map().contains("format: 1,,") && repo.map().contains("Nobody rings the bell"));
}

/// Git keeps ours without a word when a driver cannot start: the configured words must not let that happen.
#[test]
fn where_the_program_is_gone_nothing_of_theirs_is_lost() {
    let Some(repo) = Repo::merging() else { return };
    repo.branch("ana", &[PAIN]);
    repo.here("mine", &[OTHER_PAIN]);
    for gone in ["/nowhere/milepost", "/bin/sh"] {
        let config = repo.git(&["config", "merge.milepost.driver"]);
        let words = String::from_utf8(config.stdout).unwrap();
        let other = words.trim().replace(env!("CARGO_BIN_EXE_milepost"), gone);
        assert_ne!(other, words.trim());
        repo.ok(&["config", "merge.milepost.driver", &other]);
        assert_eq!(repo.git(&["merge", "-q", "--no-edit", "ana"]).status.code(), Some(1));
        assert!(
            repo.map().contains("<<<<<<< ours") && repo.map().contains("Nobody rings the bell"),
            "{gone}"
        );
        repo.ok(&["merge", "--abort"]);
        repo.ok(&["config", "merge.milepost.driver", words.trim()]);
    }
}

#[test]
fn git_shows_maps_in_words_with_the_stage_in_the_head() {
    let Some(repo) = Repo::merging() else { return };
    repo.milepost(&["set", MAP, "wait", "name", "Waiting"]);
    repo.milepost(&["add", MAP, "--stage", "receive", "--pain", "Nobody rings the bell"]);
    let (_, out, err) = said(&repo.git(&["diff"]));
    assert_eq!(err, "");
    assert!(
        out.contains("-stage Wait for delivery [wait]") && out.contains("+stage Waiting [wait]"),
        "{out}"
    );
    let head =
        out.lines().find(|line| line.starts_with("@@") && line.contains("stage Receive")).unwrap_or_default();
    assert!(head.contains("[receive]"), "{out}");
    let (_, out, _) = said(&repo.git(&["diff", "--no-textconv"]));
    assert!(out.contains("@@       name: \""), "{out}");
}

#[test]
fn set_up_is_checked_and_taken_away() {
    let Some(repo) = Repo::new() else { return };
    let (code, out, err) = repo.asked(&["git", "setup", "maps", "--check"]);
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "missing: the merge and diff drivers in this clone's git configuration\nmissing: the lines for them in maps/.gitattributes\n"
    );
    assert_eq!(err, "  hint: `milepost git setup` writes what is missing\n");
    let (code, out, _) = repo.asked(&["git", "setup", "maps", "--hook"]);
    assert!(code == 0 && out.contains("written: maps/.gitattributes"), "{out}");
    assert_eq!(repo.asked(&["git", "setup", "maps", "--check"]).0, 0);
    let (code, again, _) = repo.asked(&["git", "setup", "maps", "--hook"]);
    assert!(code == 0 && again.matches("there already").count() == 2, "{again}");
    // The hook refuses what check refuses.
    repo.rewrite(MAP, "format: 1,", "format: 1,,");
    assert!(repo.git(&["add", "-A"]).status.success());
    assert!(!repo.git(&["commit", "-qm", "broken"]).status.success());
    repo.rewrite(MAP, "format: 1,,", "format: 1,");
    let (code, out, _) = repo.asked(&["git", "setup", "maps", "--remove"]);
    assert_eq!((code, out.lines().count()), (0, 3), "{out}");
    assert_eq!(repo.asked(&["git", "setup", "maps", "--check"]).0, 1);
    assert_eq!(repo.asked(&["git", "setup", "maps", "--remove"]).1, "nothing was set up here\n");
    std::fs::write(repo.temp.path().join("work/.git/hooks/pre-commit"), "#!/bin/sh\n").unwrap();
    let (code, _, err) = repo.asked(&["git", "setup", "maps", "--hook"]);
    assert!(code == 2 && err.contains("is a hook of your own: it stays as it is"), "{err}");
}

#[test]
fn two_branches_that_answer_one_thread_do_not_conflict() {
    let Some(repo) = Repo::merging() else { return };
    let comment = |words: &[&str]| {
        let (code, out, err) = repo.asked(&[&["comment", MAP], words].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
    };
    let file = || {
        let folder = repo.temp.path().join("work/maps/threads/order-to-doorstep");
        let text = |entry: std::io::Result<std::fs::DirEntry>| std::fs::read_to_string(entry.unwrap().path());
        let texts: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|entry| text(entry).unwrap()).collect();
        texts.into_iter().find(|text| text.contains("Who rings?")).unwrap()
    };
    comment(&["wait", "Who rings?", "--as", "maya"]);
    repo.commit("asked");
    let id = file()
        .lines()
        .find_map(|line| line.trim().strip_prefix("id: ").map(|id| id.replace(['"', ','], "")))
        .unwrap();
    repo.ok(&["switch", "-qc", "ana"]);
    comment(&["--reply", &id, "The driver, since June", "--as", "ana"]);
    repo.commit("an answer");
    repo.ok(&["switch", "-q", "main"]);
    comment(&["--reply", &id, "Nobody, says the depot", "--as", "tom"]);
    comment(&["--resolve", &id, "--as", "tom"]);
    repo.commit("another answer");
    // Git alone would leave markers: both wrote at the file's end.
    let (code, out, err) = said(&repo.git(&["merge", "-q", "--no-edit", "ana"]));
    assert_eq!(code, 0, "{out}{err}");
    let merged = file();
    for words in ["Who rings?", "The driver, since June", "Nobody, says the depot"] {
        assert!(merged.contains(words), "{words}: {merged}");
    }
    assert!(!merged.contains("resolved: ("), "whoever settled it had not read all of it: {merged}");
    let (code, out, err) = repo.asked(&["comment", MAP, "--list", "--all"]);
    assert!(code == 0 && err.is_empty() && out.contains("The driver, since June"), "{out}{err}");
}
