use std::path::Path;

use super::*;
use crate::map::id::PersonId;
use crate::map::thread::Resolution;
use crate::map::thread::testing::{entry, thread};
use crate::store::disk::fs::RealFs;

struct Bench {
    _temp: tempfile::TempDir,
    root: PathBuf,
    dirs: Dirs,
    map: MapId,
}

impl Bench {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join("maps");
        std::fs::create_dir(&root).unwrap();
        let dirs = Dirs::at(&temp.path().join("own"));
        Self { _temp: temp, root, dirs, map: MapId::new("order").unwrap() }
    }

    fn does(&self, deed: &Deed) -> Result<(Option<Thread>, Option<Thread>), ThreadError> {
        change(&RealFs, &self.dirs, &self.root, &self.map, deed)
    }

    fn list(&self) -> Listing {
        list(&RealFs, &self.root, &self.map)
    }

    fn text(&self, id: &str) -> String {
        std::fs::read_to_string(path(&self.root, &self.map, &ThreadId::new(id).unwrap())).unwrap()
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let folder = folder(&self.root, &self.map);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
        folder.join(name)
    }
}

fn id(text: &str) -> ThreadId {
    ThreadId::new(text).unwrap()
}

#[test]
fn a_thread_is_a_file_for_people() {
    let bench = Bench::new();
    assert_eq!(bench.list(), Listing::default());
    let mut new = thread("eta-1", "no-eta", "Do we know\nsince when?");
    new.anchor.field = Some("severity".into());
    new.anchor.quote = Some("High".into());
    bench.does(&Deed::Open(Box::new(new))).unwrap();
    bench.does(&Deed::Reply(id("eta-1"), entry("2026-11-02", "tom", "June"))).unwrap();
    let resolution =
        Resolution { on: jiff::civil::Date::constant(2026, 11, 3), by: PersonId::new("maya").unwrap() };
    bench.does(&Deed::Resolve(id("eta-1"), resolution)).unwrap();
    insta::assert_snapshot!(bench.text("eta-1"), @r##"
    #![enable(implicit_some)]
    (
      format: 1,
      id: "eta-1",
      element: "no-eta",
      field: "severity",
      quote: "High",
      resolved: (
        on: "2026-11-03",
        by: "maya",
      ),
      entries: [
        (
          at: "2026-11-01 09:00",
          by: "maya",
          text: [
            "Do we know",
            "since when?",
          ],
        ),
        (
          at: "2026-11-02",
          by: "tom",
          text: "June",
        ),
      ],
    )
    "##);
    let listing = bench.list();
    assert_eq!((listing.threads.len(), listing.problems.len()), (1, 0));
    assert!(!listing.threads[0].is_open());
}

#[test]
fn what_is_taken_back_leaves_no_file() {
    let bench = Bench::new();
    let new = thread("a", "x", "oops");
    let open = Deed::Open(Box::new(new.clone()));
    bench.does(&open).unwrap();
    assert!(matches!(bench.does(&open), Err(ThreadError::Refused(Refused::Exists(_)))));
    let (before, after) = bench.does(&open.inverse(None).unwrap()).unwrap();
    assert_eq!((before, after), (Some(new), None));
    assert_eq!(bench.list(), Listing::default());
}

#[test]
fn comments_in_the_file_stay() {
    let bench = Bench::new();
    bench.write(
        "a.ron",
        "#![enable(implicit_some)]\n(\n  format: 1,\n  id: \"a\",\n  // mine\n  element: \"x\",\n  entries: [(at: \"2026-11-01\", by: \"maya\", text: \"hm\")],\n)\n",
    );
    bench.does(&Deed::Reply(id("a"), entry("2026-11-02", "tom", "yes"))).unwrap();
    let text = bench.text("a");
    assert!(text.contains("// mine\n  element"), "{text}");
    assert_eq!(bench.list().threads[0].entries.len(), 2);
}

#[test]
fn a_bad_file_is_a_problem_with_its_place() {
    let bench = Bench::new();
    bench.does(&Deed::Open(Box::new(thread("good", "x", "hm")))).unwrap();
    bench.write("bad.ron", "(\n  format: 1,\n  id: \"bad\",\n  elment: \"x\",\n)\n");
    bench.write("newer.ron", "(format: 2)");
    bench.write("a b.ron", "()");
    bench.write("other.ron", "(format: 1, id: \"another\", element: \"x\", entries: [])");
    bench.write("notes.txt", "not ours");
    bench.write(".hidden.ron", "not ours");
    let listing = bench.list();
    assert_eq!(listing.threads.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["other", "good"]);
    let lines: Vec<String> = listing.problems.iter().map(Problem::line).collect();
    let has = |name: &str, words: &str| lines.iter().any(|l| l.contains(name) && l.contains(words));
    assert!(has("bad.ron:4:", "elment"), "{lines:#?}");
    assert!(has("newer.ron:1:", "format 2"), "{lines:#?}");
    assert!(has("a b.ron", "no name of a thread"), "{lines:#?}");
    assert!(has("other.ron", "the thread in it `another`"), "{lines:#?}");
    assert!(has("other.ron", "nothing is said"), "{lines:#?}");
    assert_eq!(lines.len(), 5, "{lines:#?}");
    let answer = Deed::Reply(id("bad"), entry("2026-11-02", "tom", "yes"));
    let told = bench.does(&answer).unwrap_err().to_string();
    assert!(told.contains("bad.ron:4:"), "{told}");
    assert!(bench.text("bad").contains("elment"));
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let elsewhere = bench.root.join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let victim = elsewhere.join("victim.ron");
    std::fs::write(&victim, "(format: 1, id: \"a\", element: \"x\", entries: [])").unwrap();
    let file = folder(&bench.root, &bench.map).join("a.ron");
    bench.write(
        "b.ron",
        "(format: 1, id: \"b\", element: \"x\", entries: [(at: \"2026-11-01\", by: \"m\", text: \"t\")])",
    );
    symlink(&victim, &file).unwrap();
    assert_eq!(bench.list().threads.len(), 1);
    assert!(bench.does(&Deed::Reply(id("a"), entry("2026-11-02", "tom", "yes"))).is_err());
    assert!(!std::fs::read_to_string(&victim).unwrap().contains("yes"));

    let linked = Bench { map: MapId::new("linked").unwrap(), ..bench };
    symlink(&elsewhere, folder(&linked.root, &linked.map)).unwrap();
    assert_eq!(linked.list().problems.len(), 1);
    assert!(matches!(
        linked.does(&Deed::Open(Box::new(thread("c", "x", "hm")))),
        Err(ThreadError::Folder { .. })
    ));
    assert!(!elsewhere.join("c.ron").exists());
}

#[test]
fn two_sides_of_a_file_become_one() {
    let of = |thread: &Thread| write_thread(thread, &Comments::default()).unwrap();
    let base = thread("a", "x", "hm");
    let mut ours = base.clone();
    ours.entries.push(entry("2026-11-03", "maya", "b"));
    let mut theirs = base.clone();
    theirs.entries.push(entry("2026-11-02", "tom", "a"));
    let merged = |base: &str| merge(&id("a"), base.as_bytes(), of(&ours).as_bytes(), of(&theirs).as_bytes());
    let text = merged(&of(&base)).unwrap();
    let both = load_thread(text.as_bytes(), &id("a")).value.unwrap();
    assert_eq!(both.entries.iter().map(|e| e.text.as_str()).collect::<Vec<_>>(), ["hm", "a", "b"]);
    assert_eq!(merged(""), Some(text));
    assert_eq!(merged("<<<<<<<"), None);
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    for bad in ["../x", "a/b", "..", "a\\b", ".a", "a.ron"] {
        assert!(ThreadId::new(bad).is_err(), "{bad}");
    }
    let path = path(Path::new("w"), &MapId::new("m").unwrap(), &id("t"));
    assert_eq!(path, Path::new("w").join("threads").join("m").join("t.ron"));
}
