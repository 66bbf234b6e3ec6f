//! `milepost walk` where there is no terminal: the changes that the editor would walk through, listed.

use super::check::said;
use super::{MAP, Repo};

const LOAN: &str = "maps/loan-application.ron";

impl Repo {
    /// On a branch that left `main`, with these edits in commits of their own.
    fn walking(edits: &[&[&str]]) -> Option<Self> {
        let repo = Self::new()?;
        for args in [&["branch", "-M", "main"][..], &["switch", "-qc", "spring"]] {
            assert!(repo.git(args).status.success());
        }
        for edit in edits {
            repo.milepost(edit);
            assert!(repo.git(&["commit", "-qam", "a change"]).status.success());
        }
        Some(repo)
    }
}

#[test]
fn what_a_branch_changed_since_it_left_main() {
    let Some(repo) =
        Repo::walking(&[&["set", MAP, "wait", "owner", "ana"], &["set", MAP, "wait", "name", "Waiting"]])
    else {
        return;
    };
    // What main did meanwhile is not this branch's.
    assert!(repo.git(&["switch", "-q", "main"]).status.success());
    repo.milepost(&["set", MAP, "map", "title", "To the door"]);
    assert!(repo.git(&["commit", "-qam", "another title"]).status.success());
    assert!(repo.git(&["switch", "-q", "spring"]).status.success());
    let (code, out, err) = repo.asked(&["walk"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("owner") && out.contains("Waiting") && !out.contains("To the door"), "{out}");
    for args in [&["walk", "main"][..], &["walk", "order-to-doorstep"], &["walk", "main", MAP]] {
        assert_eq!(repo.asked(args), (0, out.clone(), String::new()), "{args:?}");
    }
    let (_, since_last, _) = repo.asked(&["walk", "HEAD~1", MAP]);
    assert!(since_last.contains("Waiting") && !since_last.contains("Ana Ruiz"), "{since_last}");
}

#[test]
fn nothing_several_and_what_is_not_there() {
    let Some(repo) = Repo::walking(&[]) else { return };
    assert_eq!(repo.asked(&["walk"]), (0, "nothing changed\n".to_owned(), String::new()));
    let (code, _, err) = repo.asked(&["walk", "no-such-branch"]);
    assert!(code == 2 && err.contains("no-such-branch"), "{err}");
    for map in [MAP, LOAN] {
        repo.milepost(&["set", map, "map", "title", "Another"]);
        assert!(repo.git(&["commit", "-qam", "title"]).status.success());
    }
    let (code, _, err) = repo.asked(&["walk"]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(err, @r"
    error: 2 maps changed: which one?
      hint: maps/loan-application.ron, maps/order-to-doorstep.ron
      hint: milepost walk MAP
    ");
    let (code, out, _) = said(&repo.git(&["status", "--porcelain"]));
    assert_eq!((code, out.as_str()), (0, ""), "a walk without a terminal changes nothing");
}
