use super::*;
use crate::map::card::{Card, CardKind};
use crate::map::id::{CardId, LaneId, PersonId};
use crate::map::review::Review;
use crate::map::{Label, Text};
use crate::store::disk::faulty::FaultyFs;
use crate::store::disk::fs::RealFs;
use crate::store::versions::{About, write};

struct Place {
    _temp: tempfile::TempDir,
    root: PathBuf,
    dirs: Dirs,
}

fn place() -> Place {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().join("maps");
    std::fs::create_dir(&root).unwrap();
    let dirs = Dirs::at(&temp.path().join("own"));
    Place { _temp: temp, root, dirs }
}

fn stage() -> StageId {
    StageId::new("wait").unwrap()
}

/// A map with a reviewed stage that has a card and inherits its owner.
fn map() -> Map {
    let mut map = Map::new(MapId::new("m").unwrap(), "M");
    map.owner = Some(PersonId::new("maya").unwrap());
    let mut wait = Stage::new(stage(), "Wait");
    let step = Card::new(CardId::new("look").unwrap(), CardKind::Step, "Looks\nand waits");
    wait.cells.insert(LaneId::new("doing").unwrap(), vec![step]);
    map.stages = vec![Stage::new(StageId::new("order").unwrap(), "Order"), wait];
    let seal = seal(&map, &map.stages[1]);
    let (on, by) = ("2026-06-02".parse().unwrap(), PersonId::new("tom").unwrap());
    map.stages[1].reviewed = Some(Review { on, by, seal: Some(seal), note: None });
    map
}

fn sealed(map: &Map) -> Sealed {
    Sealed::of(map, map.stage(&stage()).unwrap())
}

fn files(place: &Place) -> Vec<PathBuf> {
    let folder = folder(&place.root, &MapId::new("m").unwrap()).join(FOLDER);
    std::fs::read_dir(folder).map(|all| all.map(|f| f.unwrap().path()).collect()).unwrap_or_default()
}

fn found(place: &Place, seal: Seal) -> Result<Option<Map>, VersionError> {
    look_up(&RealFs, &place.root, &MapId::new("m").unwrap(), &stage(), seal)
}

#[test]
fn a_reviewed_stage_comes_back_by_its_seal() {
    let (place, map) = (place(), map());
    let sealed = sealed(&map);
    assert!(sealed.is_meant(&map));
    for _ in 0..2 {
        keep(&RealFs, &place.dirs, &place.root, &sealed).unwrap();
    }
    assert_eq!(files(&place).len(), 1);
    let back = found(&place, sealed.seal).unwrap().unwrap();
    assert_eq!(back, sealed.map);
    assert_eq!(crate::change::diff_since_review(&back, &map, &stage()).changes, []);
    let other = Seal { hash: sealed.seal.hash ^ 1, ..sealed.seal };
    assert_eq!(found(&place, other).unwrap(), None);
}

#[test]
fn another_review_does_not_touch_what_is_kept() {
    let (place, mut map) = (place(), map());
    keep(&RealFs, &place.dirs, &place.root, &sealed(&map)).unwrap();
    let before = std::fs::read(&files(&place)[0]).unwrap();
    map.stages[1].tags.push(Label::new("vip"));
    map.stages[1].reviewed = None;
    assert!(!sealed(&map).is_meant(&map));
    keep(&RealFs, &place.dirs, &place.root, &sealed(&map)).unwrap();
    assert_eq!(std::fs::read(&files(&place)[0]).unwrap(), before);
    assert_eq!(files(&place).len(), 1);
}

#[test]
fn a_changed_file_is_not_believed_and_a_version_may_know_better() {
    let (place, map) = (place(), map());
    let sealed = sealed(&map);
    keep(&RealFs, &place.dirs, &place.root, &sealed).unwrap();
    let file = files(&place).remove(0);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Looks", "Peeks")).unwrap();
    assert!(matches!(found(&place, sealed.seal), Err(VersionError::Changed(_))));
    std::fs::write(&file, "(").unwrap();
    assert!(matches!(found(&place, sealed.seal), Err(VersionError::Broken(..))));
    let about =
        About { on: "2026-06-03".parse().unwrap(), author: Label::new("tom"), why: Label::new("why") };
    let text = write_map(&map, &Comments::default()).unwrap();
    write(&RealFs, &place.dirs, &place.root, &map.id, &text, about).unwrap();
    assert_eq!(found(&place, sealed.seal).unwrap(), Some(map));
}

#[test]
fn only_the_version_that_has_the_seal_answers() {
    let (place, map) = (place(), map());
    let seal = sealed(&map).seal;
    let mut edited = map.clone();
    edited.stages[1].goal = Some(Text::new("Know when"));
    for (map, why) in [(&map, "then"), (&edited, "now")] {
        let about =
            About { on: "2026-06-03".parse().unwrap(), author: Label::new("tom"), why: Label::new(why) };
        let text = write_map(map, &Comments::default()).unwrap();
        write(&RealFs, &place.dirs, &place.root, &map.id, &text, about).unwrap();
    }
    assert_eq!(found(&place, seal).unwrap(), Some(map));
}

#[test]
fn a_failing_disk_leaves_no_half_stage() {
    let map = map();
    let sealed = sealed(&map);
    let counting = FaultyFs::counting();
    let whole = place();
    keep(&counting, &whole.dirs, &whole.root, &sealed).unwrap();
    for k in 1..=counting.calls() {
        let place = place();
        let done = keep(&FaultyFs::once(k, 28), &place.dirs, &place.root, &sealed);
        match found(&place, sealed.seal) {
            Ok(back) => {
                assert!(back.as_ref() == Some(&sealed.map) || (done.is_err() && back.is_none()), "call {k}");
            }
            Err(error) => panic!("call {k}: {error}"),
        }
    }
}

#[test]
fn what_no_file_keeps_a_commit_of_the_map_knows() {
    use crate::map::Workspace;
    use crate::store::git::testing::Repo;
    let Some(repo) = Repo::new() else { return };
    let save = |map: &Map, day: &str| {
        repo.write("maps/m.ron", &write_map(map, &Comments::default()).unwrap());
        repo.commit(day, "the map");
    };
    let mut map = map();
    let people = Workspace::default();
    let told = |map: &Map, file: Option<&Path>| {
        let all = [stage(), StageId::new("order").unwrap()];
        Since::find(&RealFs, (&repo.root.join("maps"), file), map, &people, &all)
    };
    save(&map, "2026-06-02");
    let before = map.clone();
    map.stages[1].name = Label::new("Wait for delivery");
    save(&map, "2026-06-03");
    map.stages[1].goal = Some(Text::new("Know when"));
    save(&map, "2026-06-04");
    // Under another name it was the same map.
    repo.git(&["mv", "maps/m.ron", "maps/new.ron"]);
    repo.commit("2026-06-05", "another name");
    let file = repo.root.join("maps/new.ron");
    let since = told(&map, Some(&file));
    let words: Vec<&str> = since[0].lines().iter().map(|line| line.words.as_str()).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert_eq!(words[0], "stage “Wait” renamed to “Wait for delivery”");
    assert_eq!(since[1], Since::Never);
    let unknown = |since: &Since| if let Since::Unknown(why) = since { why.clone() } else { String::new() };
    assert!(unknown(&told(&map, None)[0]).ends_with("neither it nor a version of that state was kept"));
    map.stages[1].reviewed.as_mut().unwrap().seal = Some(Seal { hash: 1, version: 1 });
    assert!(unknown(&told(&map, Some(&file))[0]).ends_with("nor does a commit of the map hold it"));
    // A clone without the history says that it cannot know.
    let from = format!("file://{}", repo.root.display());
    repo.git(&["clone", "-q", "--depth", "1", &from, "../shallow"]);
    let shallow = repo.temp.path().join("shallow/maps/new.ron");
    map.stages[1].reviewed = before.stages[1].reviewed.clone();
    assert!(unknown(&told(&map, Some(&shallow))[0]).ends_with("this clone has only the newest ones"));
}
