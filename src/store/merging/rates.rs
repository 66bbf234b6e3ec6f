//! How often a merge asks, and what it loses: git's line merge beside ours, over the same random edits. `docs/merge.md` shows the table.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::change::merge::testing::{lost, names, sides};
use crate::change::{Merged, merge};
use crate::map::Map;
use crate::store::document::{LoadContext, load_map, write_map};
use crate::store::ron::comments::Comments;

/// Edits a side, and how many merges of each.
const ROWS: [(u16, u64); 3] = [(1, 1000), (3, 1000), (8, 1000)];

/// What became of many merges.
#[derive(Default)]
struct Rates {
    asked: u64,
    unreadable: u64,
    misfiled: u64,
    lost: u64,
}

impl Rates {
    fn row(&self, edits: u16, how: &str, of: u64) -> String {
        let share = |n: u64| {
            let tenths = (n * 1000 + of / 2) / of;
            format!("{}.{} %", tenths / 10, tenths % 10)
        };
        let [asked, unreadable, misfiled, lost] =
            [self.asked, self.unreadable, self.misfiled, self.lost].map(share);
        format!("| {edits} | {how} | {asked} | {unreadable} | {misfiled} | {lost} |\n")
    }

    fn ours(&mut self, base: &Map, ours: &Map, theirs: &Map) {
        let merged = merge(base, ours, theirs, &names());
        self.asked += u64::from(merged.new_conflicts > 0);
        self.look_at(base, [ours, theirs], &merged);
    }

    fn look_at(&mut self, base: &Map, sides: [&Map; 2], merged: &Merged) {
        self.misfiled += u64::from(merged.map.cards().any(|card| card.filed.is_some()));
        self.lost += u64::from(sides.iter().any(|side| !lost(base, side, merged).is_empty()));
    }

    /// Git's merge of the three files; with no git nothing is counted.
    fn git(&mut self, folder: &Path, base: &Map, ours: &Map, theirs: &Map) {
        for (name, map) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            std::fs::write(folder.join(name), write_map(map, &Comments::default()).unwrap()).unwrap();
        }
        let args = ["merge-file", "-p", "-q", "ours", "base", "theirs"];
        let done = Command::new("git").current_dir(folder).args(args).output().unwrap();
        if done.status.code() != Some(0) {
            self.asked += 1;
            self.unreadable += 1;
            return;
        }
        let loaded = load_map(&done.stdout, "m.ron", &LoadContext::default());
        match loaded.value {
            None => self.unreadable += 1,
            Some(map) => {
                let merged = Merged { map, notes: Vec::new(), new_conflicts: 0 };
                self.look_at(base, [ours, theirs], &merged);
            }
        }
    }
}

/// The rows of the table.
fn table() -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut out = String::new();
    for (edits, of) in ROWS {
        let (mut git, mut milepost) = (Rates::default(), Rates::default());
        for seed in 0..of {
            let (base, ours, theirs) = sides(seed, edits);
            git.git(folder.path(), &base, &ours, &theirs);
            milepost.ours(&base, &ours, &theirs);
        }
        let _ = write!(out, "{}{}", git.row(edits, "git, by lines", of), milepost.row(edits, "Milepost", of));
    }
    out
}

/// Some minutes: `MILEPOST_BLESS=1 cargo test --lib rates -- --ignored` writes the table anew.
#[test]
#[ignore = "a measurement: it takes minutes, and git's part of it depends on git"]
fn the_table_of_the_page_on_merging() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/merge.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once("| --- | --- | --- | --- | --- | --- |\n").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    let new = format!("{head}| --- | --- | --- | --- | --- | --- |\n{}\n{after}", table());
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        return std::fs::write(&path, &new).unwrap();
    }
    assert_eq!(page, new);
}
