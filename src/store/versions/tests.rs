use super::super::disk::faulty::FaultyFs;
use super::super::disk::fs::RealFs;
use super::*;

const MAP: &str = "#![enable(implicit_some)]\n(\n  format: 1,\n  // mind this\n  id: \"m\",\n)\n";

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

fn id() -> MapId {
    MapId::new("m").unwrap()
}

fn about(why: &str) -> About {
    About { on: "2026-11-22".parse().unwrap(), author: Label::new("maya"), why: Label::new(why) }
}

impl Place {
    fn write(&self, text: &str, why: &str) -> Result<Version, VersionError> {
        write(&RealFs, &self.dirs, &self.root, &id(), text, about(why))
    }

    fn list(&self) -> Listing {
        list(&RealFs, &self.root, &id()).unwrap()
    }
}

#[test]
fn numbers_go_up_and_the_text_comes_back_as_it_was() {
    let place = place();
    let first = place.write(MAP, "before the workshop").unwrap();
    let second = place.write(&MAP.replace("\"m\"", "\"n\""), "after: it").unwrap();
    assert_eq!((first.number, second.number), (1, 2));
    let listing = place.list();
    assert_eq!(listing.versions, [first.clone(), second]);
    assert_eq!(listing.problems, Vec::<String>::new());
    assert_eq!(listing.latest().unwrap().about, about("after: it"));
    assert_eq!(read(&RealFs, &first).unwrap(), MAP);
    let name = first.path.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name.starts_with("0001-") && name.len() == "0001-12345678.ron".len(), "{name}");
}

#[test]
fn a_snapshot_is_a_map_below_its_header() {
    let place = place();
    let version = place.write(MAP, "why\nso").unwrap();
    let text = std::fs::read_to_string(&version.path).unwrap();
    let header = "// milepost version: 1\n// map: m\n// on: 2026-11-22\n// author: maya\n// why: why so\n";
    assert_eq!(text, format!("{header}{MAP}"));
    assert_eq!(super::super::ron::peek::peek_format(&text).unwrap(), 1);
    let again = place.write(&text, "a snapshot copied over the map").unwrap();
    assert_eq!(read(&RealFs, &again).unwrap(), MAP);
}

#[test]
fn a_changed_snapshot_is_told_and_crlf_is_no_change() {
    let place = place();
    let version = place.write(MAP, "why").unwrap();
    let text = std::fs::read_to_string(&version.path).unwrap();
    std::fs::write(&version.path, text.replace('\n', "\r\n")).unwrap();
    assert_eq!(read(&RealFs, &version).unwrap(), MAP);
    assert_eq!(place.list().versions.len(), 1);
    std::fs::write(&version.path, text.replace("mind", "mend")).unwrap();
    assert!(matches!(read(&RealFs, &version), Err(VersionError::Changed(_))));
}

#[test]
fn two_branches_make_two_files_of_one_number() {
    let (ours, theirs) = (place(), place());
    let one = ours.write(MAP, "ours").unwrap();
    let two = theirs.write(MAP, "theirs").unwrap();
    assert_ne!(one.path.file_name(), two.path.file_name());
    std::fs::copy(&two.path, one.path.with_file_name(two.path.file_name().unwrap())).unwrap();
    assert_eq!(ours.list().numbered(1).count(), 2);
    assert_eq!(ours.write(MAP, "next").unwrap().number, 2);
}

#[test]
fn what_is_no_version_is_said_or_passed_over() {
    let place = place();
    place.write(MAP, "why").unwrap();
    let folder = folder(&place.root, &id());
    std::fs::write(folder.join("notes.txt"), "x").unwrap();
    std::fs::write(folder.join("0007-00000000.ron"), "x").unwrap();
    std::fs::create_dir(folder.join("0008-00000000.ron")).unwrap();
    let listing = place.list();
    assert_eq!(listing.versions.len(), 1);
    assert_eq!(listing.problems.len(), 2, "{:?}", listing.problems);
    assert!(matches!(place.write(MAP, " "), Err(VersionError::NoReason)));
}

#[test]
fn a_long_reason_does_not_push_the_header_out_of_sight() {
    let place = place();
    place.write(MAP, &"wörtlich ".repeat(1000)).unwrap();
    let listing = place.list();
    assert_eq!((listing.versions.len(), listing.problems.len()), (1, 0));
}

#[cfg(unix)]
#[test]
fn planted_links_are_refused() {
    let (place, victim) = (place(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(victim.path(), place.root.join(FOLDER)).unwrap();
    assert!(matches!(place.write(MAP, "why"), Err(VersionError::Folder { .. })));
    assert_eq!(std::fs::read_dir(victim.path()).unwrap().count(), 0);
}

#[test]
fn a_failing_disk_leaves_no_half_version() {
    let counting = FaultyFs::counting();
    let whole = place();
    write(&counting, &whole.dirs, &whole.root, &id(), MAP, about("why")).unwrap();
    for k in 1..=counting.calls() {
        let place = place();
        let fs = FaultyFs::once(k, 28);
        let done = write(&fs, &place.dirs, &place.root, &id(), MAP, about("why"));
        let listing = place.list();
        assert_eq!(listing.problems, Vec::<String>::new(), "call {k}");
        for version in &listing.versions {
            assert_eq!(read(&RealFs, version).unwrap(), MAP, "call {k}");
        }
        assert!(done.is_err() || listing.versions.len() == 1, "call {k}");
    }
}
