//! Commits, versions and reviews of a map, asked for and put in order.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Happened, Moment, Timeline};
use crate::map::id::PersonId;
use crate::map::{Label, Map, Workspace};
use crate::store::disk::fs::RealFs;
use crate::store::disk::words::printable;
use crate::store::git::at::within;
use crate::store::git::error::GitError;
use crate::store::git::repository::Repository;
use crate::store::git::trail::{Span, Step, Touched, came_from, trail};
use crate::store::versions::{self, Version};

/// A file that was renamed more often than this is not followed further.
const MOST_NAMES: usize = 8;

/// A commit with what it did to the map's file; `None`: it only brought versions.
type Commit = (Step, Option<Touched>);

/// Whose line of time is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The map as it is now.
    pub map: &'a Map,
    /// Its file.
    pub path: &'a Path,
    /// The workspace's folder.
    pub root: &'a Path,
    /// The workspace.
    pub workspace: &'a Workspace,
    /// At most so many commits.
    pub most: usize,
}

/// What happened to a map. Where there is no git or no repository, versions and reviews alone tell; that is no problem.
pub fn timeline(asked: &Asked<'_>) -> Timeline {
    let mut out = Timeline::default();
    let commits = match commits(asked) {
        Ok((commits, is_cut)) => {
            out.is_cut = is_cut;
            commits
        }
        Err(GitError::NoRepository(_) | GitError::NoGit(_) | GitError::UnknownRevision(_)) => Vec::new(),
        Err(error) => {
            out.problems.push(printable(&error.to_string()));
            Vec::new()
        }
    };
    let days = days(&commits);
    let mut keyed: Vec<(Key, Moment)> =
        reviews(asked).map(|moment| (key(&moment, moment.on, 2, 0), moment)).collect();
    for version in versions(asked, &mut out) {
        keyed.push(of_version(asked.workspace, version, &commits, &days));
    }
    for (at, ((step, file), day)) in commits.into_iter().zip(&days).enumerate() {
        let keyed_one = |moment: Moment| (key(&moment, *day, 1, at.saturating_mul(2)), moment);
        keyed.extend(of_commit(step, file).map(keyed_one));
    }
    keyed.sort_by_key(|(key, _)| *key);
    out.moments = keyed.into_iter().map(|(_, moment)| moment).collect();
    out
}

/// The newest day first. On one day: versions that no commit of that day has, commits in git's order with their versions
/// behind them, reviews. Versions by their number.
type Key = (Reverse<Date>, u8, usize, Reverse<u32>);

/// The day under which each commit stands: never after that of a newer one, for a clock may be wrong.
fn days(commits: &[Commit]) -> Vec<Date> {
    let mut newest = Date::MAX;
    let mut day = |step: &Step| {
        newest = newest.min(step.on);
        newest
    };
    commits.iter().map(|(step, _)| day(step)).collect()
}

fn key(moment: &Moment, day: Date, rank: u8, at: usize) -> Key {
    let number = if let Happened::Version { version, .. } = &moment.what { version.number } else { 0 };
    (Reverse(day), rank, at, Reverse(number))
}

fn reviews<'a>(asked: &Asked<'a>) -> impl Iterator<Item = Moment> + use<'a> {
    let workspace = asked.workspace;
    asked.map.stages.iter().filter_map(move |stage| {
        let review = stage.reviewed.as_ref()?;
        let what =
            Happened::Review { stage: stage.id.clone(), name: stage.name.clone(), note: review.note.clone() };
        Some(Moment { on: review.on, seconds: None, by: Label::new(workspace.name_of(&review.by)), what })
    })
}

fn versions(asked: &Asked<'_>, out: &mut Timeline) -> Vec<Version> {
    match versions::list(&RealFs, asked.root, &asked.map.id) {
        Ok(listing) => {
            out.problems.extend(listing.problems);
            listing.versions
        }
        Err(error) => {
            out.problems.push(printable(&error.to_string()));
            Vec::new()
        }
    }
}

/// A version, behind the commit of its day that brought it.
fn of_version(workspace: &Workspace, version: Version, commits: &[Commit], days: &[Date]) -> (Key, Moment) {
    let name = version.path.file_name();
    let brings = |step: &Step| step.files.iter().any(|f| f.after.is_some() && f.path.file_name() == name);
    // The oldest: there it came.
    let came = commits.iter().enumerate().rev().find(|(_, (step, _))| brings(step));
    let about = &version.about;
    let moment = Moment {
        on: about.on,
        seconds: came.map(|(_, (step, _))| step.seconds),
        by: named(workspace, &about.author),
        what: Happened::Version { why: about.why.clone(), version: version.clone() },
    };
    let on_its_day = came.filter(|(_, (step, _))| step.on == moment.on);
    let key = match on_its_day.and_then(|(at, _)| Some((at, *days.get(at)?))) {
        Some((at, day)) => key(&moment, day, 1, at.saturating_mul(2).saturating_add(1)),
        None => key(&moment, moment.on, 0, 0),
    };
    (key, moment)
}

/// The name of a person whose id a version says.
pub(super) fn named(workspace: &Workspace, author: &Label) -> Label {
    let id = PersonId::new(author.as_str()).ok();
    id.and_then(|id| workspace.person(&id)).map_or_else(|| author.clone(), |person| person.name.clone())
}

/// A commit, if it changed the map's file and not only its versions.
fn of_commit(step: Step, file: Option<Touched>) -> Option<Moment> {
    let (subject, by) = (Label::new(&step.subject), Label::new(&step.author));
    let what = Happened::Commit { hash: step.hash, subject, file: file? };
    Some(Moment { on: step.on, seconds: Some(step.seconds), by, what })
}

/// The commits that changed the file or brought versions, newest first, each with the file; followed through renames.
fn commits(asked: &Asked<'_>) -> Result<(Vec<Commit>, bool), GitError> {
    let repository = Repository::around(asked.path)?;
    let top = repository.root.canonicalize().unwrap_or_else(|_| repository.root.clone());
    let (folder, name) = (asked.path.parent().unwrap_or(Path::new("")), asked.path.file_name());
    let (Some(folder), Some(name)) = (within(&top, folder), name) else { return Ok((Vec::new(), false)) };
    let mut file = folder.join(name);
    let kept = within(&top, &versions::folder(asked.root, &asked.map.id));
    let mut to = repository.commit("HEAD")?;
    let mut out: Vec<Commit> = Vec::new();
    for _ in 0..MOST_NAMES {
        let most = asked.most.saturating_sub(out.len());
        let paths: Vec<PathBuf> = std::iter::once(file.clone()).chain(kept.clone()).collect();
        let found = trail(&repository, &paths, &Span { to: &to, from: None, most })?;
        let own = |step: &Step| step.files.iter().find(|f| f.path == file).cloned();
        let first = out.len();
        out.extend(found.steps.into_iter().map(|step| (own(&step), step)).map(|(file, step)| (step, file)));
        if found.is_cut {
            return Ok((out, true));
        }
        let came = out.get(first..).unwrap_or_default().iter().rev().find(|(_, file)| file.is_some());
        let Some((step, _)) = came.filter(|(_, f)| f.as_ref().is_some_and(is_new)) else { break };
        let Some(before) = came_from(&repository, step, &file)? else { break };
        (file, to) = (before, repository.commit(&format!("{}^", step.hash))?);
        let renamed = step.hash.clone();
        // Versions older than the rename are found again from there.
        out.truncate(out.iter().position(|(step, _)| step.hash == renamed).map_or(out.len(), |at| at + 1));
    }
    Ok((out, false))
}

fn is_new(file: &Touched) -> bool {
    file.before.iter().all(Option::is_none)
}
