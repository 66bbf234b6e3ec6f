//! What the rules said then: of the maps as they are on a day, or as they were at a commit.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::cli::check::gather::Gathered;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Result};
use crate::cli::place::Place;
use crate::cli::since::{Before, Since};
use crate::cli::value::date;
use crate::map::Map;
use crate::map::id::MapId;
use crate::store::clock;
use crate::store::disk::fs::RealFs;
use crate::store::document::{LoadContext, load_map, load_workspace};
use crate::store::git::repository::{Commit, Repository};
use crate::store::versions;

/// What is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Then {
    /// The day that was judged by.
    pub(super) day: Date,
    /// The commit, by its whole hash; `None`: none was named, and none is from before that day.
    pub(super) commit: Option<String>,
    /// Whether the day was named, and the commit found by it.
    pub(super) is_by_day: bool,
    /// How many maps are as they were: from the commit, or from their last version before that day. Where it is none, only the
    /// day is another.
    pub(super) known: usize,
}

impl Then {
    /// `2026-11-15`, `2026-11-15 (commit 1a2b3c4d5e)`, `commit 1a2b3c4d5e of 2026-11-15`.
    pub(super) fn words(&self) -> String {
        let short = |hash: &String| hash.get(..10).unwrap_or(hash).to_owned();
        match &self.commit {
            Some(hash) if self.is_by_day => format!("{} (commit {})", self.day, short(hash)),
            Some(hash) => format!("commit {} of {}", short(hash), self.day),
            None => self.day.to_string(),
        }
    }
}

/// Looks as it would have been looked then.
pub(super) fn look(ctx: &mut Context, paths: &[PathBuf], since: &str) -> Result<(Then, Gathered)> {
    let place = ctx.place(paths.first().map_or(Path::new("."), PathBuf::as_path))?;
    let today = ctx.today(&place.workspace);
    let mut gathered = Gathered::read(ctx, paths)?;
    let then = match date(since, today) {
        Ok(day) if day > today => return Err(CliError::trouble(format!("{day} is after today, {today}"))),
        Ok(day) => before(ctx, &mut gathered, day)?,
        Err(no_day) => back_to(ctx, &mut gathered, since, today).map_err(|error| error.hint(no_day))?,
    };
    let given = ctx.global.today.replace(then.day);
    gathered.examine(ctx);
    ctx.global.today = given;
    Ok((then, gathered))
}

/// Puts the maps back to what they were before a day: to the last commit before it, else each to its last version before it. A map
/// that neither knows stays as it is.
fn before(ctx: &mut Context, gathered: &mut Gathered, day: Date) -> Result<Then> {
    if let Some(commit) = last_commit(gathered, day) {
        let then = back_to(ctx, gathered, commit.as_str(), day)?;
        return Ok(Then { day, is_by_day: true, ..then });
    }
    let mut known = 0;
    for file in &mut gathered.files {
        let (Some(map), Some(place)) = (&file.map, gathered.places.get(file.place)) else { continue };
        if let Some(old) = last_version(place, &map.id, day) {
            file.map = Some(old);
            known += 1;
        }
    }
    Ok(Then { day, commit: None, is_by_day: true, known })
}

/// The last commit before a day that has one of the maps. No repository, or a history that does not reach so far: none.
fn last_commit(gathered: &Gathered, day: Date) -> Option<Commit> {
    let seconds = day.to_zoned(clock::zone().clone()).ok()?.timestamp().as_second();
    let commit = Repository::around(&gathered.places.first()?.root).ok()?.last_before(seconds).ok()??;
    let mut since = Since::new(commit.as_str());
    let mut files = gathered.files.iter().filter(|file| file.map.is_some());
    files.any(|file| since.before(&file.path).is_ok_and(|bytes| bytes.is_some())).then_some(commit)
}

fn last_version(place: &Place, map: &MapId, day: Date) -> Option<Map> {
    let listing = versions::list(&RealFs, &place.root, map).ok()?;
    let version = listing.versions.iter().rev().find(|version| version.about.on < day)?;
    let text = versions::read(&RealFs, version).ok()?;
    load_map(text.as_bytes(), map.as_str(), &LoadContext { people: &place.workspace.people }).value
}

/// Puts maps, people and policy back to what they were at a commit.
fn back_to(ctx: &mut Context, gathered: &mut Gathered, rev: &str, today: Date) -> Result<Then> {
    let mut since = Since::new(rev);
    for place in &mut gathered.places {
        let then = since.before(&place.folder.file_path())?;
        place.workspace = then.and_then(|bytes| load_workspace(&bytes).value).unwrap_or_default();
    }
    let (total, mut known) = (gathered.files.len(), 0);
    for (number, file) in gathered.files.iter_mut().enumerate() {
        ctx.out.progress(&format!("{} of {total} files compared", number + 1));
        let Some(place) = gathered.places.get(file.place).filter(|_| file.map.is_some()) else { continue };
        match since.map_before(&file.path, &file.bytes(), &place.workspace.people)? {
            Before::Same => known += 1,
            Before::Nothing => file.map = None,
            Before::Map(old) => {
                file.map = Some(*old);
                known += 1;
            }
        }
    }
    ctx.out.progress_done();
    match (since.commit().map(str::to_owned), since.day()?) {
        // A workspace may be pinned to a day before the commit's.
        (Some(hash), Some(day)) => {
            Ok(Then { day: day.min(today), commit: Some(hash), is_by_day: false, known })
        }
        _ => Err(CliError::trouble(format!("there are no maps to look at in `{rev}`"))),
    }
}
