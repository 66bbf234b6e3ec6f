//! Which maps are compared, and both states of each.

mod all;
mod one;

pub(in crate::cli) use all::{ends, range};

use std::path::{Path, PathBuf};

use crate::change::{Wording, diff};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::file;
use crate::cli::place::Place;
use crate::cli::side_by_side;
use crate::exchange::difference::{Compared, Entry, Fate, Only, Shared, State};
use crate::map::say::many;
use crate::map::{Map, Workspace};
use crate::store::document::LoadedMap;
use crate::store::git::error::GitError;
use crate::store::source::{Fetched, Source, SourceError};

/// The working files.
const WORKING: &str = "working file";

/// Both states of one or more maps.
#[derive(Debug)]
pub(in crate::cli) struct Pairs {
    pub(in crate::cli) place: Place,
    from: State,
    to: State,
    maps: Vec<Pair>,
    /// The file of what all maps share, and both its states, where all maps are compared.
    shared: Option<(String, Box<[Workspace; 2]>)>,
    /// How many maps could not be read.
    unread: usize,
}

/// Both states of a map.
#[derive(Debug, Default)]
struct Pair {
    name: String,
    old: Option<Map>,
    new: Option<Map>,
}

/// Both states of a map, not read yet.
#[derive(Debug, Default)]
struct Unread {
    name: String,
    old: Option<Fetched>,
    new: Option<Fetched>,
}

impl Pairs {
    /// What the arguments mean.
    ///
    /// # Errors
    /// When a side cannot be had or read.
    pub(in crate::cli) fn of(ctx: &mut Context, old: Option<&str>, rest: &[String]) -> Result<Self> {
        let near = old.map(Path::new).filter(|path| path.is_file());
        let near = near.or_else(|| rest.iter().map(Path::new).find(|path| path.is_file()));
        let place = ctx.place(near.unwrap_or(Path::new(".")))?;
        let Some(old) = old else { return all::compared_with(ctx, place, "HEAD", &[]) };
        if let Some(range) = all::range(old) {
            let paths: Vec<PathBuf> = rest.iter().map(PathBuf::from).collect();
            return all::between(ctx, place, &range, &paths);
        }
        let [new] = rest else {
            return match rest {
                [] => Self::alone(ctx, place, old),
                _ => Err(CliError::trouble("two sides are compared; more maps stand after A..B only")),
            };
        };
        let sides = [parse(old, &place)?, parse(new, &place)?];
        match sides {
            [Source::Revision(from), Source::Revision(to)] => {
                let range = all::Range { from, to, is_from_fork: false };
                all::between(ctx, place, &range, &[])
            }
            [old, new] => one::pair(ctx, place, &old, &new),
        }
    }

    /// The maps of two commits; without paths all of the workspace.
    ///
    /// # Errors
    /// When a commit is unknown, or neither has one of the maps.
    pub(in crate::cli) fn between(
        ctx: &mut Context,
        place: Place,
        range: &all::Range,
        paths: &[PathBuf],
    ) -> Result<Self> {
        all::between(ctx, place, range, paths)
    }

    /// With one side the working file is the other; with a working file, its last commit.
    fn alone(ctx: &mut Context, place: Place, side: &str) -> Result<Self> {
        match parse(side, &place)? {
            Source::Revision(rev) => all::compared_with(ctx, place, &rev, &[]),
            Source::Stdin => Err(CliError::trouble("standard input needs another side")
                .hint("as: milepost diff maps/order.ron - < other.ron")),
            Source::File(path) => one::since_last_commit(ctx, place, path),
            old => {
                let path = one::working(&old, &place)?;
                one::pair(ctx, place, &old, &Source::File(path))
            }
        }
    }

    /// The differences, or what of them was asked for.
    pub(in crate::cli) fn compared(&self, only: &Only) -> Compared<'_> {
        let people = &self.place.workspace;
        let entries = self.maps.iter().filter_map(|pair| {
            let fate = match (&pair.old, &pair.new) {
                (Some(old), Some(new)) => {
                    let diff = only.of(diff(old, new), &Wording::new(old, new, people));
                    Fate::Both { old, new, diff }
                }
                (None, Some(new)) => Fate::Added(new),
                (Some(old), None) => Fate::Removed(old),
                (None, None) => return None,
            };
            Some(Entry { name: pair.name.clone(), fate })
        });
        let (from, to) = (self.from.clone(), self.to.clone());
        let shared = self.shared.as_ref().filter(|_| only.is_all());
        let shared = shared.and_then(|(name, states)| Shared::of(name, &states[0], &states[1]));
        Compared { entries: entries.collect(), from, to, people, shared, is_part: !only.is_all() }
    }

    /// Reads both states of all, on all cores. What cannot be read is told, and the others are compared.
    fn read(ctx: &mut Context, place: Place, (from, to): (State, State), all: &[Unread]) -> Result<Self> {
        let fetched: Vec<&Fetched> = all.iter().flat_map(|u| [&u.old, &u.new]).flatten().collect();
        let total = fetched.len();
        let people = &place.workspace.people;
        let mut loaded = side_by_side::all(
            &fetched,
            |side| side.read(people),
            |done| {
                if total > 2 {
                    ctx.out.progress(&format!("{done} of {total} maps read"));
                }
            },
        )
        .into_iter();
        ctx.out.progress_done();
        let mut out = Self { place, from, to, maps: Vec::new(), shared: None, unread: 0 };
        for unread in all {
            let old = unread.old.as_ref().and_then(|side| Some(sound(ctx, side, loaded.next()?)));
            let new = unread.new.as_ref().and_then(|side| Some(sound(ctx, side, loaded.next()?)));
            match (old.transpose(), new.transpose()) {
                (Ok(old), Ok(new)) => out.maps.push(Pair { name: unread.name.clone(), old, new }),
                (Err(error), _) | (_, Err(error)) if all.len() == 1 => return Err(error),
                (old, new) => {
                    out.unread += 1;
                    for error in [old.err(), new.err()].into_iter().flatten() {
                        ctx.out.report(&error.report.unwrap_or(error.message));
                    }
                }
            }
        }
        Ok(out)
    }

    /// An error where a map could not be read.
    ///
    /// # Errors
    /// Then.
    pub(in crate::cli) fn whole(&self) -> Result<()> {
        match self.unread {
            0 => Ok(()),
            n => Err(CliError::trouble(format!("{} could not be read and compared", many(n, "map")))),
        }
    }
}

/// The map, or what is wrong in it.
fn sound(ctx: &Context, side: &Fetched, loaded: LoadedMap) -> Result<Map> {
    let name = if side.at == WORKING { side.name.clone() } else { format!("{} ({})", side.name, side.at) };
    loaded
        .value
        .ok_or_else(|| file::refused(&name, &loaded.source_text, &loaded.diagnostics, ctx.out.error_color()))
}

fn parse(text: &str, place: &Place) -> Result<Source> {
    Ok(Source::parse(text, &place.folder)?)
}

/// What a state is called.
fn state(side: &Fetched) -> State {
    State {
        at: side.at.clone(),
        file: side.name.clone(),
        commit: side.commit.clone(),
        version: side.version.as_ref().map(|v| v.number),
    }
}

impl From<SourceError> for CliError {
    fn from(error: SourceError) -> Self {
        let hint = error.hint();
        let error = match error {
            SourceError::Git(error @ GitError::NoRepository(_)) => Self::trouble(error.to_string())
                .hint("there are no commits: compare two files, or a map with a version"),
            SourceError::Git(error) => Self::from(error),
            error => Self::trouble(error.to_string()),
        };
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}
