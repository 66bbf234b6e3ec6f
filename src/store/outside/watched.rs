//! The commits on watched paths: one question to git for all stages, and whose answer is whose.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use globset::{Candidate, GlobSet};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Subject;
use super::globs::Watch;
use crate::map::Label;
use crate::map::id::{MapId, StageId};
use crate::rules::Commit;
use crate::store::clock;
use crate::store::disk::dirs::Dirs;
use crate::store::git::Logged;
use crate::store::git::error::GitError;
use crate::store::git::history::{Here, History, Question};
use crate::store::versions;

/// The most commits that are told of a stage: the newest.
const MOST: usize = 1000;
/// The longest subject and name, in characters.
const LONGEST: usize = 200;
/// What a workspace keeps about its maps in folders of its own: that is no change of what a map is about.
const OWN: [&str; 4] = [versions::FOLDER, "sessions", "threads", ".milepost"];

/// What is known of a map's stages.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) commits: BTreeMap<StageId, Vec<Commit>>,
    pub(super) from: Option<Date>,
}

/// Asks for the commits on watched paths after each stage's last review.
pub(super) fn commits(
    here: &Here,
    root: &Path,
    maps: &[Subject<'_>],
    watches: &[Watch<'_>],
    dirs: Option<&Dirs>,
) -> Result<BTreeMap<MapId, Known>, GitError> {
    let Some(question) = question(watches, clock::zone()) else { return Ok(BTreeMap::new()) };
    let history = here.history(&question, dirs)?;
    let own = Own::of(here, root, maps);
    Ok(sorted(watches, &history, &own, clock::zone()))
}

/// What was committed after the earliest review. A commit on the day of a review was seen by it.
fn question(watches: &[Watch<'_>], zone: &TimeZone) -> Option<Question> {
    let first = watches.iter().filter_map(|watch| watch.since).min()?.tomorrow().ok()?;
    let since = first.to_zoned(zone.clone()).ok()?.timestamp().as_second();
    let reviewed = watches.iter().filter(|watch| watch.since.is_some());
    Some(Question { since, paths: within(reviewed) })
}

/// The folders and files that all of these are in, none of them in another; none: the whole repository.
pub(super) fn within<'a>(watches: impl Iterator<Item = &'a Watch<'a>>) -> Vec<String> {
    let within: BTreeSet<&str> =
        watches.flat_map(|watch| &watch.globs).map(|glob| glob.within.as_str()).collect();
    let is_covered = |path: &str| {
        let mut above = path;
        while let Some((folder, _)) = above.rsplit_once('/') {
            above = folder;
            if within.contains(above) {
                return true;
            }
        }
        false
    };
    if within.contains("") {
        return Vec::new();
    }
    within.iter().filter(|path| !is_covered(path)).map(|&path| path.to_owned()).collect()
}

/// What of the repository is the workspace itself.
#[derive(Debug, Default)]
struct Own {
    /// The file of each map, from the repository's top.
    files: BTreeMap<MapId, Vec<u8>>,
    /// The folders of records, each with a slash at its end.
    folders: Vec<Vec<u8>>,
}

impl Own {
    fn of(here: &Here, root: &Path, maps: &[Subject<'_>]) -> Self {
        let Ok(top) = here.root.canonicalize() else { return Self::default() };
        let inside = |path: &Path| {
            let path = path.canonicalize().ok()?;
            let parts = path.strip_prefix(&top).ok()?.components();
            let parts: Vec<_> = parts.map(|part| part.as_os_str().as_encoded_bytes().to_vec()).collect();
            Some(parts.join(&b'/'))
        };
        let files = maps.iter().filter_map(|m| Some((m.map.id.clone(), inside(m.path?)?))).collect();
        let mut prefix = inside(root).unwrap_or_default();
        if !prefix.is_empty() {
            prefix.push(b'/');
        }
        let folders = OWN.iter().map(|name| [prefix.as_slice(), name.as_bytes(), b"/"].concat()).collect();
        Self { files, folders }
    }

    /// The file of a map says what the map is, and its seal tells whether that changed.
    fn holds(&self, map: &MapId, path: &[u8]) -> bool {
        self.files.get(map).is_some_and(|own| own == path)
            || self.folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// Which commit changed what a stage watches: the positions of watches by path, each path looked at once.
struct Finder<'a> {
    set: GlobSet,
    /// The watch that each glob of the set belongs to.
    owners: Vec<usize>,
    found: HashMap<&'a [u8], Vec<usize>>,
}

impl<'a> Finder<'a> {
    fn new(watches: &[Watch<'_>]) -> Option<Self> {
        let (mut set, mut owners) = (GlobSet::builder(), Vec::new());
        for (at, watch) in watches.iter().enumerate() {
            for glob in watch.globs.iter().flat_map(|watched| &watched.globs) {
                set.add(glob.clone());
                owners.push(at);
            }
        }
        Some(Self { set: set.build().ok()?, owners, found: HashMap::new() })
    }

    fn watches_of(&mut self, path: &'a [u8]) -> &[usize] {
        let (set, owners) = (&self.set, &self.owners);
        self.found.entry(path).or_insert_with(|| {
            let hits = set.matches_candidate(&Candidate::from_bytes(path));
            let mut watches: Vec<usize> = hits.iter().filter_map(|hit| owners.get(*hit).copied()).collect();
            watches.dedup();
            watches
        })
    }
}

/// Gives each stage its commits, oldest first.
fn sorted(watches: &[Watch<'_>], history: &History, own: &Own, zone: &TimeZone) -> BTreeMap<MapId, Known> {
    let day = |seconds| Timestamp::from_second(seconds).ok().map(|at| at.to_zoned(zone.clone()).date());
    let from = history.known_from.and_then(day);
    let mut out: BTreeMap<MapId, Known> = BTreeMap::new();
    for watch in watches {
        out.entry(watch.map.clone()).or_default().from = from;
    }
    let days: Vec<Option<Date>> = history.commits.iter().map(|commit| day(commit.seconds)).collect();
    for (at, number) in hits(watches, history, &days, own) {
        let (Some(watch), Some(commit)) = (watches.get(at), history.commits.get(number)) else { continue };
        let Some(on) = days.get(number).copied().flatten() else { continue };
        let known = out.entry(watch.map.clone()).or_default();
        let commits = known.commits.entry(watch.stage.clone()).or_default();
        if commits.len() < MOST {
            commits.push(told_of(commit, on));
        }
    }
    // Git tells the newest first.
    out.values_mut().flat_map(|known| known.commits.values_mut()).for_each(|commits| commits.reverse());
    out
}

/// Which commit counts for which watch, by their positions, in the order of both. `days`: those of the commits.
fn hits(
    watches: &[Watch<'_>],
    history: &History,
    days: &[Option<Date>],
    own: &Own,
) -> BTreeSet<(usize, usize)> {
    let mut hits = BTreeSet::new();
    let Some(mut finder) = Finder::new(watches) else { return hits };
    let mut told: HashSet<(usize, &[u8])> = HashSet::new();
    let all = || history.commits.iter().zip(days).enumerate();
    let is_merge = |commit: &Logged| commit.parents > 1;
    // Merges come last: what one brought in and a commit after the review says itself is not said twice.
    let plain = all().filter(|(_, (commit, _))| !is_merge(commit));
    for (number, (commit, day)) in plain.chain(all().filter(|(_, (commit, _))| is_merge(commit))) {
        let Some(on) = *day else { continue };
        for path in &commit.paths {
            for at in finder.watches_of(path).iter().copied() {
                let counts = |watch: &Watch<'_>| {
                    watch.since.is_some_and(|since| on > since) && !own.holds(watch.map, path)
                };
                if watches.get(at).is_some_and(counts) && (told.insert((at, path)) || !is_merge(commit)) {
                    hits.insert((at, number));
                }
            }
        }
    }
    hits
}

fn told_of(commit: &Logged, on: Date) -> Commit {
    let label = |text: &str, instead: &str| {
        let text: String = text.chars().take(LONGEST).collect();
        let label = Label::new(&text);
        if label.is_empty() { Label::new(instead) } else { label }
    };
    Commit {
        on,
        id: Label::new(&commit.id),
        subject: label(&commit.subject, "(no subject)"),
        author: label(&commit.author, "(nobody)"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::map::{Map, Stage};
    use crate::store::outside::globs;

    const NOON: i64 = 43_200;

    /// Seconds of a day's noon in UTC.
    fn noon(day: Date) -> i64 {
        day.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second() + NOON
    }

    fn commit(id: &str, day: Date, parents: usize, paths: &[&str]) -> Logged {
        Logged {
            id: id.into(),
            parents,
            seconds: noon(day),
            author: "Tess".into(),
            subject: id.to_uppercase(),
            paths: paths.iter().map(|p| p.as_bytes().to_vec()).collect(),
        }
    }

    /// A map whose stages watch something, each reviewed on a day.
    fn map(stages: &[(&str, Date, &[&str])]) -> Map {
        let mut map = Map::new(MapId::new("order").unwrap(), "Order");
        for (id, on, watches) in stages {
            let mut stage = Stage::new(StageId::new(id).unwrap(), id);
            stage.watches = watches.iter().map(|w| Label::new(w)).collect();
            stage.reviewed = Some(crate::map::review::Review {
                on: *on,
                by: crate::map::id::PersonId::new("tom").unwrap(),
                seal: None,
                note: None,
            });
            map.stages.push(stage);
        }
        map
    }

    fn found(map: &Map, commits: Vec<Logged>, own: &Own) -> Vec<String> {
        let maps = [Subject { map, path: None }];
        let (watches, bad) = globs::of(&maps, date(2026, 11, 22));
        assert!(bad.is_empty(), "{bad:?}");
        let history = History { commits, known_from: None };
        let known = sorted(&watches, &history, own, &TimeZone::UTC).remove(&map.id).unwrap_or_default();
        let ids = |commits: &[Commit]| commits.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(" ");
        known.commits.iter().map(|(stage, commits)| format!("{stage}: {}", ids(commits))).collect()
    }

    #[test]
    fn each_stage_has_the_commits_after_its_own_review_oldest_first() {
        let map = map(&[
            ("pay", date(2026, 6, 2), &["shop/**", "policies/returns.md"]),
            ("wait", date(2026, 6, 10), &["shop"]),
            ("none", date(2026, 6, 2), &["docs/*.md"]),
        ]);
        let commits = vec![
            commit("d", date(2026, 6, 12), 1, &["policies/returns.md", "docs/deep/x.md"]),
            commit("c", date(2026, 6, 11), 1, &["shop/a", "shop/b"]),
            commit("b", date(2026, 6, 10), 1, &["shop/a"]),
            commit("a", date(2026, 6, 2), 1, &["shop/a"]),
        ];
        assert_eq!(found(&map, commits, &Own::default()), ["pay: b c d", "wait: c"]);
    }

    #[test]
    fn a_merge_counts_for_what_no_commit_after_the_review_says() {
        let map = map(&[("pay", date(2026, 6, 2), &["shop/**"])]);
        let merged = |paths: &[&str]| {
            vec![
                commit("merge", date(2026, 6, 12), 2, paths),
                commit("plain", date(2026, 6, 11), 1, &["shop/a"]),
                commit("before", date(2026, 5, 1), 1, &["shop/b"]),
            ]
        };
        assert_eq!(found(&map, merged(&["shop/a"]), &Own::default()), ["pay: plain"]);
        assert_eq!(found(&map, merged(&["shop/a", "shop/b"]), &Own::default()), ["pay: plain merge"]);
    }

    #[test]
    fn the_maps_own_file_and_records_are_no_change_of_what_it_is_about() {
        let map = map(&[("pay", date(2026, 6, 2), &["maps/**"])]);
        let own = Own {
            files: BTreeMap::from([(map.id.clone(), b"maps/order.ron".to_vec())]),
            folders: vec![b"maps/versions/".to_vec()],
        };
        let day = date(2026, 6, 12);
        let commits = vec![
            commit("own", day, 1, &["maps/order.ron"]),
            commit("version", day, 1, &["maps/versions/order/0001-x.ron"]),
            commit("other", day, 1, &["maps/order.ron", "maps/return.ron"]),
        ];
        assert_eq!(found(&map, commits, &own), ["pay: other"]);
    }

    #[test]
    fn one_question_about_as_little_as_possible() {
        let ask = |stages: &[(&str, Date, &[&str])]| {
            let map = map(stages);
            let maps = [Subject { map: &map, path: None }];
            question(&globs::of(&maps, date(2026, 11, 22)).0, &TimeZone::UTC)
        };
        let (june, may) = (date(2026, 6, 2), date(2026, 5, 31));
        let asked =
            ask(&[("a", june, &["shop/x/**", "shop"]), ("b", may, &["docs/*.md", "shopping"])]).unwrap();
        assert_eq!(asked.paths, ["docs", "shop", "shopping"]);
        assert_eq!(asked.since, noon(june) - NOON - 86_400);
        assert_eq!(ask(&[("a", june, &["**/*.md", "shop"])]).unwrap().paths, [""; 0]);
        assert_eq!(ask(&[("a", date(2027, 1, 1), &["shop"])]), None, "a review in the future sees nothing");
    }

    #[test]
    fn what_a_commit_says_is_cleaned_and_cut() {
        let mut commit = commit("a", date(2026, 6, 2), 1, &[]);
        commit.subject = format!("\u{1b}[31m{}", "x".repeat(500));
        commit.author = "\u{202e}".into();
        let told = told_of(&commit, date(2026, 6, 2));
        assert!(told.subject.as_str().starts_with("\u{fffd}[31mxxx"));
        assert_eq!(told.subject.as_str().chars().count(), LONGEST);
        assert_eq!(told.author.as_str(), "\u{fffd}");
        commit.subject = "  ".into();
        assert_eq!(told_of(&commit, date(2026, 6, 2)).subject.as_str(), "(no subject)");
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let map = map(&[("pay", date(2026, 6, 2), &["shop"])]);
        let maps = [Subject { map: &map, path: None }];
        let (watches, _) = globs::of(&maps, date(2026, 11, 22));
        let late = Logged {
            seconds: noon(date(2026, 6, 2)) + 11 * 3600,
            ..commit("a", date(2026, 6, 2), 1, &["shop/a"])
        };
        let history = History { commits: vec![late], known_from: None };
        let in_zone = |hours| {
            let zone = TimeZone::fixed(jiff::tz::offset(hours));
            let known = sorted(&watches, &history, &Own::default(), &zone).remove(&map.id).unwrap();
            known.commits.values().flatten().map(|c| c.on).collect::<Vec<_>>()
        };
        assert_eq!(in_zone(0), []);
        assert_eq!(in_zone(2), [date(2026, 6, 3)]);
    }
}
