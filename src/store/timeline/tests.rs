use super::*;
use crate::map::Workspace;
use crate::store::document::{LoadContext, load_map};
use crate::store::git::testing::Repo;
use crate::store::source::{Beside, load};
use crate::store::workspace::Folder;

const MAP: &str = "(format: 1, id: \"order\", title: \"Order\", stages: [(id: \"pay\", name: \"Pay\", \
                   reviewed: (on: \"2026-05-03\", by: \"tom\", note: \"asked\"))])";
const PEOPLE: &str = "(format: 1, people: [(id: \"tom\", name: \"Tom Okafor\")])";

fn version(number: u32, on: &str) -> String {
    format!(
        "// milepost version: {number}\n// map: order\n// on: {on}\n// author: tom\n// why: v{number}\n{MAP}"
    )
}

fn told(repo: &Repo, file: &str, most: usize) -> Vec<String> {
    let loaded = load_map(MAP.as_bytes(), "order.ron", &LoadContext::default()).value.unwrap();
    let workspace: Workspace = crate::store::document::load_workspace(PEOPLE.as_bytes()).value.unwrap();
    let (path, root) = (repo.root.join(file), repo.root.join("maps"));
    let asked = Asked { map: &loaded, path: &path, root: &root, workspace: &workspace, most };
    let found = timeline(&asked);
    assert_eq!(found.problems, [""; 0]);
    let folder = Folder::open(&root);
    let beside = Beside { folder: &folder, other: None, stdin: None };
    for source in found.moments.iter().filter_map(Moment::source) {
        let side = load(&source, &beside);
        // The versions of these tests have no true hash in their names.
        assert!(
            side.is_ok_and(|side| side.loaded.value.is_some()) || matches!(source, Source::Version { .. })
        );
    }
    let mut out: Vec<String> = found.moments.iter().map(line).collect();
    out.extend(found.is_cut.then(|| "…".to_owned()));
    out
}

fn line(moment: &Moment) -> String {
    let what = match &moment.what {
        Happened::Commit { subject, .. } => subject.to_string(),
        Happened::Version { version, why } => format!("{} {why}", version.number),
        Happened::Review { stage, note, .. } => format!("{stage} {}", note.as_ref().unwrap()),
    };
    format!("{} {} {}: {what}", moment.on, moment.word(), moment.by)
}

#[test]
fn what_happened_newest_first() {
    let Some(repo) = Repo::new() else { return };
    repo.write("maps/order.ron", MAP);
    repo.commit("2026-05-01", "begun\u{1b}[31m");
    repo.write("maps/versions/order/0001-00000000.ron", &version(1, "2026-05-03"));
    repo.write("maps/order.ron", &format!("{MAP} "));
    repo.commit("2026-05-03", "edited");
    repo.write("maps/order.ron", MAP);
    repo.commit("2026-05-03", "edited again");
    repo.write("maps/versions/order/0002-00000000.ron", &version(2, "2026-05-04"));
    repo.commit("2026-05-05", "only a version");
    repo.write("maps/versions/order/0003-00000000.ron", &version(3, "2026-05-06"));
    let all = [
        "2026-05-06 version Tom Okafor: 3 v3",
        "2026-05-04 version Tom Okafor: 2 v2",
        "2026-05-03 commit Tess: edited again",
        "2026-05-03 commit Tess: edited",
        "2026-05-03 version Tom Okafor: 1 v1",
        "2026-05-03 review Tom Okafor: pay asked",
        "2026-05-01 commit Tess: begun\u{fffd}[31m",
    ];
    assert_eq!(told(&repo, "maps/order.ron", 99), all);
    let cut = told(&repo, "maps/order.ron", 2);
    assert_eq!(cut.iter().filter(|line| line.contains("commit")).count(), 1);
    assert_eq!(cut.last().unwrap(), "…");
}

#[test]
fn a_file_is_followed_through_its_names() {
    let Some(repo) = Repo::new() else { return };
    repo.write("maps/old.ron", MAP);
    repo.write("maps/versions/order/0001-00000000.ron", &version(1, "2026-05-01"));
    repo.commit("2026-05-01", "begun");
    repo.git(&["mv", "maps/old.ron", "maps/order.ron"]);
    repo.commit("2026-05-02", "renamed");
    let told = told(&repo, "maps/order.ron", 99);
    assert_eq!(
        told.iter().filter(|line| !line.contains("review")).cloned().collect::<Vec<_>>(),
        [
            "2026-05-02 commit Tess: renamed",
            "2026-05-01 commit Tess: begun",
            "2026-05-01 version Tom Okafor: 1 v1",
        ]
    );
}

#[test]
fn without_a_commit_or_a_repository_the_rest_is_told() {
    let Some(repo) = Repo::new() else { return };
    repo.write("maps/order.ron", MAP);
    assert_eq!(told(&repo, "maps/order.ron", 9), ["2026-05-03 review Tom Okafor: pay asked"]);
    std::fs::remove_dir_all(repo.root.join(".git")).unwrap();
    assert_eq!(told(&repo, "maps/order.ron", 9), ["2026-05-03 review Tom Okafor: pay asked"]);
}

#[test]
fn a_wrong_clock_does_not_turn_the_commits_round() {
    let Some(repo) = Repo::new() else { return };
    for (day, text) in [("2026-09-01", "first"), ("2026-05-01", "second"), ("2026-05-02", "third")] {
        repo.write("maps/order.ron", &format!("{MAP} // {text}"));
        repo.commit(day, text);
    }
    let told = told(&repo, "maps/order.ron", 99);
    let all = [
        "2026-05-03 review Tom Okafor: pay asked",
        "2026-05-02 commit Tess: third",
        "2026-05-01 commit Tess: second",
        "2026-09-01 commit Tess: first",
    ];
    assert_eq!(told, all);
}
