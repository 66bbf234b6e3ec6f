use super::super::disk::fs::RealFs;
use super::super::workspace::Folder;
use super::*;
use crate::map::{Map, Workspace};
use crate::rules::{Facts, examine, stage_state};

const FAR: Date = Date::constant(2031, 3, 1);

fn original() -> (Workspace, Vec<Map>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    maps(&root)
}

fn maps(root: &Path) -> (Workspace, Vec<Map>) {
    let folder = Folder::open(root);
    let read = |path: &PathBuf| folder.read_map(path).unwrap().loaded.value.unwrap();
    let maps = folder.maps().unwrap().iter().map(read).collect();
    (folder.workspace, maps)
}

fn copied(today: Date) -> (tempfile::TempDir, Workspace, Vec<Map>) {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().join("maps");
    std::fs::create_dir(&root).unwrap();
    copy_samples(&RealFs, &Dirs::at(temp.path()), &root, today).unwrap();
    let (workspace, maps) = maps(&root);
    (temp, workspace, maps)
}

#[test]
fn every_stage_is_in_the_state_of_the_original() {
    let (original_workspace, originals) = original();
    let pinned = original_workspace.today.unwrap();
    let (_temp, workspace, copies) = copied(FAR);
    assert_eq!(workspace.today, None);
    assert!(originals.len() >= 5 && originals.len() == copies.len());
    let mut kinds = std::collections::BTreeSet::new();
    for (before, after) in originals.iter().zip(&copies) {
        let (then, now) = (Facts::new(before, &original_workspace), Facts::new(after, &workspace));
        for (old, new) in before.stages.iter().zip(&after.stages) {
            let (old, new) = (stage_state(then.stage(old), pinned), stage_state(now.stage(new), FAR));
            assert_eq!((old.kind, old.days), (new.kind, new.days), "{}: {}", before.title, old.why);
            kinds.insert(old.kind);
        }
        let count = |found: Vec<crate::rules::Finding>| {
            found.iter().map(crate::rules::Finding::fingerprint).collect::<Vec<_>>()
        };
        assert_eq!(count(examine(&then, pinned)), count(examine(&now, FAR)), "{}", before.title);
    }
    assert!(kinds.len() >= 5, "{kinds:?}");
}

/// Whatever the model calls a date is moved: none of the original's days is left in the copies.
#[test]
fn no_date_is_forgotten() {
    let (workspace, originals) = original();
    for map in &originals {
        let days = |map: &Map| {
            let json = serde_json::to_string(map).unwrap();
            let shaped = |word: &&str| word.len() == 10 && word.parse::<Date>().is_ok();
            json.split('"').filter(shaped).map(str::to_owned).collect::<Vec<_>>()
        };
        let (before, after) = (days(map), days(&shift_map(map, 1000)));
        assert_eq!(before.len(), after.len());
        for (old, new) in before.iter().zip(&after) {
            let (old, new): (Date, Date) = (old.parse().unwrap(), new.parse().unwrap());
            assert_eq!(days::between(old, new), 1000, "{}", map.title);
        }
    }
    let moved = shift_workspace(&workspace, -30);
    assert_eq!(shift_workspace(&moved, 30), workspace);
    assert_ne!(moved, workspace);
}

#[test]
fn nothing_is_overwritten() {
    let temp = tempfile::tempdir().unwrap();
    let mine = temp.path().join("order-to-doorstep.ron");
    std::fs::write(&mine, "mine").unwrap();
    let error = copy_samples(&RealFs, &Dirs::at(&temp.path().join("own")), temp.path(), FAR).unwrap_err();
    assert!(matches!(error, SampleError::Exists(path) if path == mine));
    assert_eq!(std::fs::read(&mine).unwrap(), b"mine");
    let names: Vec<_> = std::fs::read_dir(temp.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["order-to-doorstep.ron"]);
}

#[test]
fn on_the_pinned_day_only_the_pin_is_missing() {
    let (workspace, originals) = original();
    let (_temp, copied, maps) = copied(workspace.today.unwrap());
    assert_eq!(maps, originals);
    assert_eq!(Workspace { today: workspace.today, ..copied }, workspace);
}
