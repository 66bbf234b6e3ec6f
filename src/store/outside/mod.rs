//! Gathers what is known about maps beside their files: feeds, commits on watched paths, versions, actions of workshops, what a merge lost.

mod globs;
mod idle;
mod lost;
mod watched;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use super::disk::dirs::Dirs;
use super::disk::fs::RealFs;
use super::disk::words::printable;
use super::feeds::{FeedFile, read_all};
use super::git::error::GitError;
use super::git::history::Here;
use super::sessions::{Brief, with_actions};
use super::versions::{self, Version};
use crate::map::id::{MapId, StageId};
use crate::map::{Label, Map};
use crate::rules::{OpenAction, Outside, VersionFact};
use crate::workshop::{Action, Outcome};

/// A map, and the file that it stands in, if it does in one.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The map.
    pub map: &'a Map,
    /// Its file.
    pub path: Option<&'a Path>,
}

/// What was gathered.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// What is known about each map.
    pub outside: BTreeMap<MapId, Outside>,
    /// The feeds of the workspace, with what is wrong in them.
    pub feeds: Vec<FeedFile>,
    /// Watched paths that cannot be understood.
    pub bad_watches: Vec<BadWatch>,
    /// Why git did not say what was committed, although stages watch paths.
    pub git: Option<String>,
}

/// A watched path that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadWatch {
    /// The map.
    pub map: MapId,
    /// The stage.
    pub stage: StageId,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

impl Gathered {
    /// What is known about a map.
    pub fn of(&self, map: &MapId) -> &Outside {
        static NOTHING: Outside = Outside::NOTHING;
        self.outside.get(map).unwrap_or(&NOTHING)
    }

    /// The first thing that is wrong in what was gathered, in one line.
    pub fn first_trouble(&self) -> Option<String> {
        let of_feed = |feed: &FeedFile| {
            let source = super::diagnostic::Source { name: &feed.name, text: &feed.text };
            feed.diagnostics.first().map(|found| super::diagnostic::concise(found, &source))
        };
        let bad =
            || self.bad_watches.first().map(|bad| format!("{}/{}: {}", bad.map, bad.stage, bad.message));
        self.feeds.iter().find_map(of_feed).or_else(bad).or_else(|| self.git.clone())
    }
}

/// Gathers what is known about maps of the workspace in `root`: from its feeds, from the versions, from the records of workshops, and from
/// the repository around it, if there is one: commits where a stage watches paths, and the merge that is checked out. `dirs`: where git's answer is kept.
pub fn gather(root: &Path, maps: &[Subject<'_>], today: Date, dirs: Option<&Dirs>) -> Gathered {
    gather_with(root, maps, today, dirs, &with_actions(&RealFs, root))
}

/// As [`gather`], with the workshops that were read already.
pub fn gather_with(
    root: &Path,
    maps: &[Subject<'_>],
    today: Date,
    dirs: Option<&Dirs>,
    sessions: &[Brief],
) -> Gathered {
    let feeds = read_all(root);
    let mut out = Gathered { feeds, ..Gathered::default() };
    for subject in maps {
        let known = Outside {
            events: events(&out.feeds, subject.map),
            versions: versions_of(root, &subject.map.id),
            actions: actions_of(sessions, &subject.map.id),
            ..Outside::default()
        };
        out.outside.insert(subject.map.id.clone(), known);
    }
    commits(root, maps, today, dirs, &mut out);
    for (map, lost) in lost::of(root, maps, dirs) {
        out.outside.entry(map).or_default().lost = lost;
    }
    out
}

fn events(feeds: &[FeedFile], map: &Map) -> Vec<crate::rules::FeedEvent> {
    let of_feed =
        |feed: &FeedFile| feed.rows.iter().filter_map(|row| row.on_map(map, &feed.name)).collect::<Vec<_>>();
    feeds.iter().flat_map(of_feed).collect()
}

/// The open actions of workshops on a map.
fn actions_of(sessions: &[Brief], map: &MapId) -> Vec<OpenAction> {
    let of_session = |brief: &Brief| -> Vec<OpenAction> {
        let open = brief.actions.iter().filter(|(_, is)| *is == Outcome::Open);
        let fact = |(action, _): &(Action, Outcome)| OpenAction {
            session: brief.id.clone(),
            id: action.id.clone(),
            text: action.text.clone(),
            owner: action.owner.clone(),
            due: action.due,
            cards: action.cards.clone(),
        };
        open.map(fact).collect()
    };
    sessions.iter().filter(|brief| brief.map == *map).flat_map(of_session).collect()
}

fn versions_of(root: &Path, map: &MapId) -> Vec<VersionFact> {
    let listing = versions::list(&RealFs, root, map).unwrap_or_default();
    let fact = |Version { number, about, .. }: Version| VersionFact {
        number,
        on: about.on,
        by: about.author,
        why: Some(about.why).filter(|why: &Label| !why.is_empty()),
    };
    listing.versions.into_iter().map(fact).collect()
}

fn commits(root: &Path, maps: &[Subject<'_>], today: Date, dirs: Option<&Dirs>, out: &mut Gathered) {
    let (watches, bad) = globs::of(maps, today);
    out.bad_watches = bad;
    if watches.is_empty() {
        return;
    }
    let found = Here::around(root).and_then(|here| match here {
        Some(here) => {
            idle::tell(&here, &watches, out);
            watched::commits(&here, root, maps, &watches, dirs)
        }
        None => Ok(BTreeMap::new()),
    });
    match found {
        Ok(found) => {
            for (map, known) in found {
                let outside = out.outside.entry(map).or_default();
                outside.commits = known.commits;
                outside.commits_from = known.from;
            }
        }
        Err(GitError::NoGit(_) | GitError::NoRepository(_)) => {}
        Err(error) => {
            let error = printable(&error.to_string());
            out.git = Some(format!("commits on watched paths are not known: {error}"));
        }
    }
}

#[cfg(test)]
mod tests;
