use jiff::civil::date;

use super::*;
use crate::map::Stage;
use crate::map::id::PersonId;
use crate::map::review::Review;
use crate::store::git::testing::Repo;

const TODAY: Date = date(2026, 11, 22);

fn map(watches: &[&str]) -> Map {
    let mut map = Map::new(MapId::new("order").unwrap(), "Order");
    let mut stage = Stage::new(StageId::new("wait").unwrap(), "Wait");
    let by = PersonId::new("tom").unwrap();
    stage.watches = watches.iter().map(|w| Label::new(w)).collect();
    stage.reviewed = Some(Review { on: date(2026, 11, 1), by, seal: None, note: None });
    map.stages.push(stage);
    map
}

fn commits(found: &Gathered) -> Vec<String> {
    let all = found.outside.values().flat_map(|known| known.commits.values().flatten());
    all.map(|c| format!("{} {} by {}", c.on, c.subject, c.author)).collect()
}

#[test]
fn feeds_versions_and_commits() {
    let Some(repo) = Repo::new() else { return };
    repo.write("maps/order.ron", "x");
    repo.write(
        "maps/events.csv",
        "date,kind,text,stages\n2026-11-05,release,New app,wait\n2026-11-06,,Else,other\n",
    );
    repo.write(
        "maps/versions/order/0001-00000000.ron",
        "// milepost version: 1\n// map: order\n// on: 2026-11-03\n// author: tom\n// why: first\n()\n",
    );
    repo.commit("2026-11-10", "maps");
    repo.change("2026-11-11", "shop/a.rs", "new checkout");
    let (map, root) = (map(&["shop/**", "maps/**"]), repo.root.join("maps"));
    let path = root.join("order.ron");
    let dirs = Dirs::at(repo.temp.path());
    let ask = || gather(&root, &[Subject { map: &map, path: Some(&path) }], TODAY, Some(&dirs));
    let found = ask();
    let known = found.of(&map.id);
    let event = &known.events[0];
    assert_eq!((known.events.len(), event.text.as_str(), event.stages.len()), (1, "New app", 1));
    assert_eq!(event.source, Some(Label::new("events.csv:2")));
    assert_eq!(
        (known.versions.len(), known.versions[0].number, known.versions[0].on),
        (1, 1, date(2026, 11, 3))
    );
    assert_eq!(known.versions[0].why, Some(Label::new("first")));
    // The feed beside the maps is no part of any of them.
    assert_eq!(commits(&found), ["2026-11-10 maps by Tess", "2026-11-11 new checkout by Tess"]);
    assert_eq!(found.first_trouble(), None);
    assert_eq!(commits(&ask()), commits(&found), "from the cache");
    assert_eq!(std::fs::read_dir(dirs.cache.join("git-log")).unwrap().count(), 1);
    assert_eq!(*found.of(&MapId::new("none").unwrap()), Outside::NOTHING);
}

#[test]
fn without_a_repository_nothing_is_said() {
    let temp = tempfile::tempdir().unwrap();
    let map = map(&["shop/**"]);
    let found = gather(temp.path(), &[Subject { map: &map, path: None }], TODAY, None);
    assert_eq!((commits(&found), found.first_trouble()), (Vec::new(), None));
    let known = found.of(&map.id);
    assert_eq!(*known, Outside::NOTHING);
}

#[test]
fn a_shallow_clone_knows_from_a_day_on() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-11-05", "shop/a.rs", "one");
    repo.change("2026-11-10", "docs/x.md", "two");
    repo.change("2026-11-12", "shop/b.rs", "three");
    let from = format!("file://{}", repo.root.display());
    repo.git(&["clone", "-q", "--depth", "2", &from, "../shallow"]);
    let (map, root) = (map(&["shop/**"]), repo.temp.path().join("shallow"));
    let found = gather(&root, &[Subject { map: &map, path: None }], TODAY, None);
    assert_eq!(commits(&found), ["2026-11-12 three by Tess"]);
    assert_eq!(found.of(&map.id).commits_from, Some(date(2026, 11, 10)));
}

#[test]
fn a_path_that_cannot_be_understood_is_told_and_the_others_hold() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-11-05", "shop/a.rs", "one");
    let map = map(&["[", "shop"]);
    let found = gather(&repo.root, &[Subject { map: &map, path: None }], TODAY, None);
    assert_eq!(commits(&found), ["2026-11-05 one by Tess"]);
    assert_eq!(found.bad_watches.len(), 1);
    assert!(
        found.first_trouble().unwrap().starts_with("order/wait: the watched path `[` cannot be understood")
    );
}

#[test]
fn a_git_that_refuses_is_told() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-11-05", "shop/a.rs", "one");
    std::fs::write(repo.root.join(".git/config"), "[core\nbroken").unwrap();
    let map = map(&["shop"]);
    let found = gather(&repo.root, &[Subject { map: &map, path: None }], TODAY, None);
    let told = found.first_trouble().unwrap();
    assert!(told.starts_with("commits on watched paths are not known: git: bad config"), "{told}");
}

#[test]
fn a_watched_path_that_no_file_fits_is_told_a_file_of_the_index_counts() {
    let Some(repo) = Repo::new() else { return };
    repo.change("2026-10-05", "shop/a.rs", "one");
    repo.write("policies/new.md", "not committed yet");
    repo.git(&["add", "-A"]);
    repo.write("docs/nowhere.md", "nobody knows it");
    let mut map = map(&["shop/**", "policies", "shpo/**", "docs", "**/*.rs"]);
    let idle = |map: &Map| {
        let found = gather(&repo.root, &[Subject { map, path: None }], TODAY, None);
        let known = found.of(&map.id).idle_watches.values().flatten().map(ToString::to_string);
        known.collect::<Vec<_>>()
    };
    assert_eq!(idle(&map), ["shpo/**", "docs"]);
    map.stages[0].reviewed = None;
    assert_eq!(idle(&map), ["shpo/**", "docs"], "reviewed or not");
    map.stages[0].watches = vec![Label::new("docs")];
    assert_eq!(idle(&map), ["docs"]);
}
