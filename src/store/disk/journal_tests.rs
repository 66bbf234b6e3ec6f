use super::*;
use proptest::prelude::*;
use tempfile::TempDir;

struct Bed {
    _root: TempDir,
    dirs: Dirs,
    map: PathBuf,
}

fn bed() -> Bed {
    let root = tempfile::tempdir().unwrap();
    let map = root.path().canonicalize().unwrap().join("map.ron");
    std::fs::write(&map, b"zero").unwrap();
    Bed { dirs: Dirs::at(&root.path().join("home")), map, _root: root }
}

impl Bed {
    fn start(&self) -> Journal {
        let head = Head {
            path: self.map.clone(),
            base: Some(ContentHash::of(b"zero")),
            pid: 7,
            host: "desk".into(),
            started: "2026-11-22 09:00".into(),
        };
        Journal::start(&self.dirs, head).unwrap()
    }

    fn only(&self) -> Leftover {
        let mut found = find_for(&self.dirs, &self.map).unwrap();
        assert_eq!(found.len(), 1);
        found.remove(0)
    }
}

fn edit(text: &str) -> Record {
    Record { kind: Kind::Edit, payload: text.as_bytes().to_vec() }
}

fn hash(text: &str) -> ContentHash {
    ContentHash::of(text.as_bytes())
}

#[test]
fn what_a_dead_process_wrote_is_found_and_of_a_living_one_is_not() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    journal.append(Kind::Draft, "half a wörd".as_bytes()).unwrap();
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty(), "its process lives");
    drop(journal);
    let left = bed.only();
    assert_eq!(left.journal.head.host, "desk");
    assert_eq!(left.journal.head.path, bed.map);
    assert_eq!(left.journal.records[0], edit("one"));
    assert_eq!(left.journal.records[1].kind, Kind::Draft);
    assert!(!left.journal.torn);
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty(), "somebody is looking at it");
    drop(left);
    let other = bed.map.with_file_name("other.ron");
    assert!(find_for(&bed.dirs, &other).unwrap().is_empty());
}

#[test]
fn clean_ends_leave_nothing() {
    let bed = bed();
    let journal = bed.start();
    let path = journal.path().to_owned();
    drop(journal);
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
    assert!(!path.exists(), "an empty leftover is cleared");
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    journal.finish().unwrap();
    assert_eq!(RealFs.names(&bed.dirs.private("journal").unwrap()).unwrap(), Vec::<OsString>::new());
}

#[test]
fn discarded_is_put_aside_not_destroyed() {
    let bed = bed();
    bed.start().append(Kind::Edit, b"one").unwrap();
    let aside = bed.only().discard(&bed.dirs).unwrap();
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
    assert_eq!(read(&aside).unwrap().unwrap().records, [edit("one")]);
    bed.start().append(Kind::Edit, b"two").unwrap();
    bed.only().accepted().unwrap();
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
}

#[test]
fn a_crash_between_save_and_restart_repeats_nothing_and_loses_nothing() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    journal.saving(ContentHash::of(b"first")).unwrap();
    journal.append(Kind::Edit, b"typed while it was saved").unwrap();
    drop(journal);
    let left = bed.only().journal;
    assert_eq!(left.pending(Some(hash("first"))), Pending::Applies(&[edit("typed while it was saved")]));
    let Pending::Applies(all) = left.pending(Some(hash("zero"))) else {
        panic!("the save did not go through")
    };
    assert_eq!((all.len(), &all[0]), (3, &edit("one")));
    assert!(
        matches!(left.pending(Some(hash("of somebody else"))), Pending::OtherBase(all) if all.len() == 3)
    );
    assert!(matches!(left.pending(None), Pending::OtherBase(_)));
}

#[test]
fn restart_keeps_what_came_after_the_mark_and_the_lock() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    let mark = journal.saving(ContentHash::of(b"first")).unwrap();
    journal.append(Kind::Edit, b"two").unwrap();
    journal.restart(ContentHash::of(b"first"), mark).unwrap();
    journal.append(Kind::Edit, b"three").unwrap();
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty(), "still locked");
    drop(journal);
    let left = bed.only().journal;
    assert_eq!(left.head.base, Some(hash("first")));
    assert_eq!(left.records, [edit("two"), edit("three")]);
    assert_eq!(RealFs.names(&bed.dirs.private("journal").unwrap()).unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_journal_that_restarts_while_it_is_looked_at_is_not_taken() {
    let bed = bed();
    let mut journal = bed.start();
    let mark = journal.saving(ContentHash::of(b"first")).unwrap();
    journal.append(Kind::Edit, b"two").unwrap();
    let opened = File::open(journal.path()).unwrap();
    journal.restart(ContentHash::of(b"first"), mark).unwrap();
    assert!(adopt_file(journal.path().to_owned(), opened).is_none());
    assert_eq!(read(journal.path()).unwrap().unwrap().records, [edit("two")]);
}

#[test]
fn cut_at_every_byte_a_journal_is_its_beginning() {
    let bed = bed();
    let mut journal = bed.start();
    for text in ["one", "two\nlines", ""] {
        journal.append(Kind::Edit, text.as_bytes()).unwrap();
    }
    let bytes = std::fs::read(journal.path()).unwrap();
    let whole = parse(&bytes).unwrap();
    for end in 0..bytes.len() {
        if let Some(cut) = parse(&bytes[..end]) {
            assert_eq!(cut.head, whole.head);
            assert!(whole.records.starts_with(&cut.records), "cut at {end}");
        }
    }
}

#[cfg(unix)]
#[test]
fn private_and_never_through_a_planted_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"secret").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(journal.path()), 0o600);
    assert_eq!(mode(journal.path().parent().unwrap()), 0o700);
    let link = bed
        .dirs
        .private("journal")
        .unwrap()
        .join(format!("{}-0{ENDING}", Target::of(&bed.map).unwrap().key()));
    symlink(journal.path(), &link).unwrap();
    assert!(read(&link).is_err());
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
}

#[test]
fn a_failed_append_leaves_the_journal_as_it_was() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    let real = std::mem::replace(&mut journal.file, File::open(&bed.map).unwrap());
    assert!(journal.append(Kind::Edit, b"not written: the file is open for reading only").is_err());
    journal.file = real;
    journal.append(Kind::Edit, b"two").unwrap();
    assert_eq!(read(journal.path()).unwrap().unwrap().records, [edit("one"), edit("two")]);
}

#[derive(Debug, Clone)]
enum Step {
    Edit(String),
    Save,
    SaveFails,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => "[a-z]{1,4}".prop_map(Step::Edit), 1 => Just(Step::Save), 1 => Just(Step::SaveFails)]
}

/// A map as text, an edit appends to it.
fn apply(text: &str, records: &[Record]) -> String {
    let edits = records.iter().filter(|record| record.kind == Kind::Edit);
    edits.fold(text.to_owned(), |text, edit| text + std::str::from_utf8(&edit.payload).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any work, saves that work, fail or are cut off before the restart, then a crash: file and journal give the text.
    #[test]
    fn file_and_journal_give_back_all_that_was_typed(
        steps in prop::collection::vec(step(), 0..24),
        restarts in any::<bool>(),
    ) {
        let bed = bed();
        let mut journal = bed.start();
        let (mut text, mut disk) = (String::from("zero"), String::from("zero"));
        for step in steps {
            match step {
                Step::Edit(more) => {
                    journal.append(Kind::Edit, more.as_bytes()).unwrap();
                    text.push_str(&more);
                }
                Step::SaveFails => {
                    journal.saving(ContentHash::of(text.as_bytes())).unwrap();
                }
                Step::Save => {
                    let mark = journal.saving(ContentHash::of(text.as_bytes())).unwrap();
                    disk.clone_from(&text);
                    if restarts {
                        journal.restart(ContentHash::of(text.as_bytes()), mark).unwrap();
                    }
                }
            }
        }
        drop(journal);
        let left = find_for(&bed.dirs, &bed.map).unwrap();
        let back = match left.first().map(|left| left.journal.pending(Some(hash(&disk)))) {
            Some(Pending::Applies(records)) => apply(&disk, records),
            Some(Pending::OtherBase(_)) => panic!("the disk has a content that the journal knows"),
            None => disk,
        };
        prop_assert_eq!(back, text);
    }
}

#[test]
fn what_came_after_a_save_was_asked_for_is_not_in_it() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    let asked = journal.mark();
    journal.append(Kind::Edit, b"two").unwrap();
    journal.saving_at(hash("with one"), asked).unwrap();
    journal.append(Kind::Edit, b"three").unwrap();
    drop(journal);
    let left = bed.only();
    let texts = |pending: Pending<'_>| {
        let edits = pending.records().iter().filter(|record| record.kind == Kind::Edit);
        edits.map(|record| String::from_utf8(record.payload.clone()).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(texts(left.journal.pending(Some(hash("with one")))), ["two", "three"]);
    assert_eq!(texts(left.journal.pending(Some(hash("zero")))), ["one", "two", "three"]);
    drop(left);
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"four").unwrap();
    let asked = journal.mark();
    journal.append(Kind::Edit, b"five").unwrap();
    journal.saving_at(hash("with four"), asked).unwrap();
    journal.restart(hash("with four"), asked).unwrap();
    let path = journal.path().to_owned();
    let after = read(&path).unwrap().unwrap();
    assert_eq!((after.head.base, after.records), (Some(hash("with four")), vec![edit("five")]));
}

#[test]
fn a_map_that_goes_on_under_another_name_takes_its_journal_along() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    let asked = journal.mark();
    journal.append(Kind::Edit, b"two").unwrap();
    let copy = bed.map.with_file_name("map-copy-2.ron");
    journal.restart_at(&bed.dirs, &copy, hash("copy"), asked).unwrap();
    drop(journal);
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
    let left = find_for(&bed.dirs, &copy).unwrap().remove(0);
    assert_eq!(left.journal.pending(Some(hash("copy"))), Pending::Applies(&[edit("two")]));
}

#[test]
fn old_drafts_go_and_the_last_one_stays() {
    let bed = bed();
    let mut journal = bed.start();
    for text in ["d", "dr", "dra"] {
        journal.append(Kind::Draft, text.as_bytes()).unwrap();
    }
    journal.append(Kind::Edit, b"one").unwrap();
    journal.compact().unwrap();
    journal.append(Kind::Edit, b"two").unwrap();
    drop(journal);
    let left = bed.only();
    let last = Record { kind: Kind::Draft, payload: b"dra".to_vec() };
    assert_eq!(left.journal.records, [last, edit("one"), edit("two")]);
}

#[test]
fn set_aside_by_its_own_editor() {
    let bed = bed();
    let mut journal = bed.start();
    journal.append(Kind::Edit, b"one").unwrap();
    let aside = journal.set_aside(&bed.dirs).unwrap();
    assert!(find_for(&bed.dirs, &bed.map).unwrap().is_empty());
    assert_eq!(read(&aside).unwrap().unwrap().records, [edit("one")]);
}
