use super::*;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::git::testing::Repo;
use crate::store::versions::{self, About};

fn map(title: &str) -> String {
    format!("(format: 1, id: \"order\", title: \"{title}\", stages: [(id: \"pay\", name: \"Pay\")])")
}

fn folder(repo: &Repo) -> Folder {
    Folder::open(&repo.root.join("maps"))
}

fn parsed(repo: &Repo, text: &str) -> Result<Source, SourceError> {
    Source::parse(text, &folder(repo))
}

fn loaded(repo: &Repo, text: &str, other: Option<&str>) -> Result<Side, SourceError> {
    let (folder, other) = (folder(repo), other.map(|name| repo.root.join(name)));
    let source = Source::parse(text, &folder)?;
    load(&source, &Beside { folder: &folder, other: other.as_deref(), stdin: Some(b"(format: 1)") })
}

fn told(side: &Side) -> String {
    let title = side.loaded.value.as_ref().map_or("nothing", |map| map.title.as_str());
    format!("{}: {title}", side.at)
}

/// Two commits, and a change that is not committed.
fn repo() -> Option<Repo> {
    let repo = Repo::new()?;
    repo.write("maps/milepost.ron", "(format: 1)");
    for (day, title) in [("2026-05-01", "one"), ("2026-05-02", "two")] {
        repo.write("maps/order-to-doorstep.ron", &map(title));
        repo.commit(day, title);
    }
    repo.write("maps/order-to-doorstep.ron", &map("three"));
    Some(repo)
}

fn keep(repo: &Repo, title: &str) -> PathBuf {
    let dirs = Dirs::at(&repo.temp.path().join("own"));
    let about = About { on: "2026-05-01".parse().unwrap(), author: "tom".into(), why: title.into() };
    let id = crate::map::id::MapId::new("order").unwrap();
    versions::write(&RealFs, &dirs, &repo.root.join("maps"), &id, &map(title), about).unwrap().path
}

#[test]
fn what_a_person_writes() {
    let Some(repo) = repo() else { return };
    let path = repo.root.join("maps/order-to-doorstep.ron");
    let file = Source::File(path.clone());
    assert_eq!(parsed(&repo, "-").unwrap(), Source::Stdin);
    for name in ["order-to-doorstep", "order-to-doorstep.ron", "ord", "order", path.to_str().unwrap()] {
        assert_eq!(parsed(&repo, name).unwrap(), file, "{name}");
    }
    for rev in ["main", "HEAD~1", "@", "HEAD@{0}", "heads/main"] {
        assert_eq!(parsed(&repo, rev).unwrap(), Source::Revision(rev.to_owned()));
    }
    let numbered = |number, hash: &str| Wanted::Numbered { number, hash: hash.to_owned() };
    for (text, wanted) in
        [("order@last", Wanted::Last), ("ord@3", numbered(3, "")), ("order@12-ab", numbered(12, "ab"))]
    {
        assert_eq!(parsed(&repo, text).unwrap(), Source::Version { map: path.clone(), wanted }, "{text}");
    }
    let committed = Source::Committed { rev: "HEAD~1".into(), path: "maps/a:b.ron".into() };
    assert_eq!(parsed(&repo, "HEAD~1:maps/a:b.ron").unwrap(), committed);
}

#[test]
fn what_is_nothing_is_said_with_what_to_do() {
    let Some(repo) = repo() else { return };
    let said = |text: &str| {
        let error = loaded(&repo, text, None).unwrap_err();
        format!("{error} ({})", error.hint().unwrap_or_default())
    };
    for bad in ["--upload-pack=x", "-n1", ""] {
        assert!(matches!(parsed(&repo, bad), Err(SourceError::Option(_))), "{bad}");
    }
    for bad in ["--output=x:maps/a.ron", ":maps/a.ron", "HEAD:"] {
        assert!(parsed(&repo, bad).is_err(), "{bad}");
    }
    assert_eq!(
        said("order-to-dorstep"),
        "`order-to-dorstep` is neither a file, nor a map of this workspace, nor a commit (did you mean `order-to-doorstep`?)"
    );
    assert!(said("x\u{1b}[31m").starts_with("`x␛[31m` is neither"), "{}", said("x\u{1b}[31m"));
    assert!(said("main").starts_with("`main` is a commit: say which file"), "{}", said("main"));
    assert!(said("main:maps/no.ron").starts_with("maps/no.ron is not in main (under another"));
    assert_eq!(said("nowhere:maps/a.ron"), "the repository has no commit `nowhere` ()");
    assert!(said("order@1").contains("has no versions yet"), "{}", said("order@1"));
    assert!(said("nothing/x@1").contains("no version"), "{}", said("nothing/x@1"));
    keep(&repo, "kept");
    assert!(said("order@7").ends_with("(there are versions 1 to 1; milepost version MAP --list shows them)"));
}

#[test]
fn each_side_is_loaded() {
    let Some(repo) = repo() else { return };
    keep(&repo, "kept");
    let last = keep(&repo, "last");
    let tell = |text: &str, other| told(&loaded(&repo, text, other).unwrap());
    let file = Some("maps/order-to-doorstep.ron");
    assert_eq!(tell("order", None), "working file: three");
    assert_eq!(tell("HEAD", file), "HEAD: two");
    assert_eq!(tell("HEAD~1", file), "HEAD~1: one");
    assert_eq!(tell("main~1:maps/order-to-doorstep.ron", None), "main~1: one");
    assert_eq!(tell("order@1", None), "version 1: kept");
    assert_eq!(tell("order@last", None), "version 2: last");
    assert_eq!(tell("-", None), "standard input: nothing");
    let hash = Repository::around(&repo.root).unwrap().commit("HEAD").unwrap();
    let side = loaded(&repo, hash.as_str(), file).unwrap();
    assert_eq!((side.at.as_str(), side.commit.as_deref()), (hash.short(), Some(hash.as_str())));
    // A branch made another version 2.
    let twin = last.with_file_name("0002-00000000.ron");
    std::fs::copy(&last, &twin).unwrap();
    let error = loaded(&repo, "order@2", None).unwrap_err();
    assert!(matches!(&error, SourceError::Several { names, .. } if names.len() == 2), "{error:?}");
    let changed = loaded(&repo, "order@2-0000", None).unwrap_err();
    assert!(changed.to_string().contains("was changed after it was written"), "{changed}");
}

#[test]
fn without_git_files_and_versions_are_compared() {
    let Some(repo) = repo() else { return };
    keep(&repo, "kept");
    std::fs::remove_dir_all(repo.root.join(".git")).unwrap();
    assert_eq!(told(&loaded(&repo, "order@1", None).unwrap()), "version 1: kept");
    let error = parsed(&repo, "HEAD").unwrap_err();
    assert_eq!(error.hint().unwrap(), "the maps are in no git repository, so there are no commits");
}
