use std::fs;

use super::*;

const MAP: &str = "(format: 1, id: \"order\", title: \"Order\", owner: \"maya\")";
const PEOPLE: &str = "(format: 1, today: \"2026-06-30\", people: [(id: \"maya\", name: \"Maya\")])";

struct Tree(tempfile::TempDir);

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        // Nothing above the temporary folder counts.
        fs::create_dir(tree.path(".git")).unwrap();
        for (name, text) in files {
            fs::create_dir_all(tree.path(name).parent().unwrap()).unwrap();
            fs::write(tree.path(name), text).unwrap();
        }
        tree
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

#[test]
fn found_upwards_and_in_maps() {
    let tree = Tree::new(&[("maps/a.ron", MAP), ("src/deep/x.rs", ""), ("themes/dark.ron", "(format: 1)")]);
    for from in ["src/deep", "src/deep/x.rs", ".", "maps", "maps/a.ron", "themes", "nowhere.ron"] {
        assert_eq!(find(&tree.path(from)), Some(tree.path("maps")), "{from}");
    }
}

#[test]
fn a_file_named_so_wins_over_maps_beside_it() {
    let tree = Tree::new(&[("a.ron", MAP), ("maps/milepost.ron", PEOPLE), ("maps/b.ron", MAP)]);
    assert_eq!(find(&tree.path("")), Some(tree.path("maps")));
}

#[test]
fn the_search_ends_with_the_repository() {
    let tree = Tree::new(&[("maps/a.ron", MAP), ("inner/.git/HEAD", ""), ("inner/src/x", "")]);
    assert_eq!(find(&tree.path("inner/src")), None);
}

#[test]
fn snapshots_are_no_workspace() {
    let tree = Tree::new(&[("a.ron", MAP), ("versions/order/0001-ab.ron", MAP)]);
    assert_eq!(find(&tree.path("versions/order")), Some(tree.path("")).map(|p| p.components().collect()));
}

#[test]
fn only_maps_are_listed() {
    let tree = Tree::new(&[
        ("b.ron", MAP),
        ("a.ron", MAP),
        ("milepost.ron", PEOPLE),
        (".hidden.ron", MAP),
        ("x.txt", ""),
        ("folder.ron/c.ron", MAP),
        ("versions/order/0001.ron", MAP),
    ]);
    let names = maps_in(&tree.path("")).unwrap();
    let names: Vec<_> = names.iter().map(|p| p.file_name().unwrap()).collect();
    assert_eq!(names, ["a.ron", "b.ron"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_listed_and_says_why_and_a_pipe_is_never_opened() {
    let tree = Tree::new(&[("maps/a.ron", MAP)]);
    std::os::unix::fs::symlink("gone", tree.path("maps/link.ron")).unwrap();
    std::os::unix::fs::symlink(".", tree.path("maps/folder.ron")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(tree.path("maps/0-pipe.ron")).status().unwrap();
    assert!(made.success());
    assert_eq!(find(&tree.path("")), Some(tree.path("maps")));
    let folder = Folder::open(&tree.path("maps"));
    let said = |path: &PathBuf| match folder.read_map(path) {
        Ok(_) => "fine".to_owned(),
        Err(error) => error.to_string().replace(&*tree.path("maps/").to_string_lossy(), ""),
    };
    let said: Vec<String> = folder.maps().unwrap().iter().map(said).collect();
    let pipe = "0-pipe.ron is a named pipe, not a file";
    assert_eq!(said, [pipe, "fine", "link.ron is a link to nowhere: gone does not exist"]);
    assert!(folder.map_called("link").is_some());
}

#[test]
fn a_folder_knows_its_people_day_and_maps() {
    let tree = Tree::new(&[("a.ron", MAP), ("milepost.ron", PEOPLE)]);
    let folder = Folder::open(&tree.path(""));
    assert_eq!(folder.today(None).day, Date::constant(2026, 6, 30));
    for name in ["a", "a.ron", "order"] {
        let path = folder.map_called(name).unwrap();
        let read = folder.read_map(&path).unwrap();
        assert_eq!(read.loaded.diagnostics, []);
        assert_eq!(read.loaded.value.unwrap().title.as_str(), "Order");
    }
    assert_eq!(folder.map_called("nope"), None);
}

#[test]
fn a_wrong_file_is_told_and_kept() {
    let tree = Tree::new(&[("milepost.ron", "(format: 1, poeple: [])")]);
    let file = Folder::open(&tree.path("")).file.unwrap();
    assert!(file.is_refused);
    assert_eq!(file.diagnostics[0].hint.as_deref(), Some("did you mean `people`?"));
    assert!(Folder::open(&tree.path("nowhere")).file.is_none());
    fs::remove_file(tree.path("milepost.ron")).unwrap();
    fs::create_dir(tree.path("milepost.ron")).unwrap();
    assert!(Folder::open(&tree.path("")).file.unwrap().is_refused);
}
