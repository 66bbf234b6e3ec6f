//! The workshops of a workspace, for the commands that look back at them.

use std::path::Path;

use super::context::Context;
use super::error::{CliError, Result};
use super::out::many;
use super::place::Place;
use crate::map::id::MapId;
use crate::store::diagnostic::nearest;
use crate::store::disk::fs::RealFs;
use crate::store::sessions::{self, Brief, Listing, Problem, SessionError};
use crate::workshop::Record;

/// All of them, newest first; what is wrong is said.
pub(super) fn list(ctx: &mut Context, place: &Place) -> Listing {
    let listing = sessions::list(&RealFs, &place.root);
    tell(ctx, &listing.problems);
    listing
}

/// The most things that are said to be wrong.
const MOST: usize = 10;

/// Says what could not be understood.
pub(super) fn tell(ctx: &mut Context, problems: &[Problem]) {
    for problem in problems.iter().take(MOST) {
        let hint = problem.hint().map_or(String::new(), |hint| format!("; {hint}"));
        ctx.warn(problem.line() + &hint);
    }
    let more = problems.len().saturating_sub(MOST);
    if more > 0 {
        ctx.warn(format!("{more} more like these"));
    }
}

/// What could not be understood is not among what was printed.
pub(super) fn whole(problems: &[Problem]) -> Result<()> {
    match problems.len() {
        0 => Ok(()),
        count => {
            let words = format!("{} of the records cannot be understood", many(count, "part"));
            Err(CliError::trouble(words).hint("what they say is not among these"))
        }
    }
}

/// The workshop that somebody calls so: its id or the beginning of one; without a name the newest. `map`: of this map alone.
pub(super) fn find<'a>(listing: &'a Listing, wanted: Option<&str>, map: Option<&MapId>) -> Result<&'a Brief> {
    let of_map: Vec<&Brief> =
        listing.sessions.iter().filter(|brief| map.is_none_or(|map| brief.map == *map)).collect();
    let Some(wanted) = wanted else {
        return of_map.first().copied().ok_or_else(|| none(map));
    };
    if let Some(exact) = of_map.iter().find(|brief| brief.id.as_str() == wanted) {
        return Ok(exact);
    }
    let begins = |brief: &&&Brief| !wanted.is_empty() && brief.id.as_str().starts_with(wanted);
    match of_map.iter().filter(begins).collect::<Vec<_>>().as_slice() {
        [only] => Ok(only),
        [] => Err(unknown(&of_map, wanted)),
        several => {
            let ids: Vec<&str> = several.iter().map(|brief| brief.id.as_str()).collect();
            let error = CliError::trouble(format!("`{wanted}` could be {}", ids.join(" or ")));
            Err(error.hint("write more of the id"))
        }
    }
}

fn none(map: Option<&MapId>) -> CliError {
    let of_map = map.map_or(String::new(), |map| format!(" of the map `{map}`"));
    CliError::trouble(format!("there is no workshop{of_map} here"))
        .hint("begin one with `milepost workshop`; its record is kept in sessions/, beside the maps")
}

fn unknown(sessions: &[&Brief], wanted: &str) -> CliError {
    let error = CliError::trouble(format!("there is no workshop `{wanted}`"));
    let newest = sessions.iter().take(5).map(|brief| brief.id.as_str()).collect::<Vec<_>>().join(", ");
    match nearest(wanted, sessions.iter().map(|brief| brief.id.as_str())) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None if newest.is_empty() => error.hint("there is none at all: begin one with `milepost workshop`"),
        None => error.hint(format!("the newest are {newest}")),
    }
}

/// The map that is meant, by its file, the file's name or its id.
pub(super) fn map_id(place: &Place, name: &str) -> Result<MapId> {
    let file = place.folder.map_called(name);
    let read = file.and_then(|path| place.folder.read_map(&path).ok()).and_then(|read| read.loaded.value);
    match read {
        Some(map) => Ok(map.id),
        // A map that is gone had its workshops, too.
        None => Ok(MapId::new(name)?),
    }
}

/// The whole record of a workshop; what is wrong in it is said.
pub(super) fn read(ctx: &mut Context, path: &Path) -> Result<Record> {
    let loaded = sessions::read(path);
    match loaded.record {
        Some(record) => {
            tell(ctx, &loaded.problems);
            Ok(record)
        }
        None => Err(loaded.problems.first().map_or_else(
            || CliError::trouble("the record cannot be read"),
            |problem| CliError::trouble(problem.line()),
        )),
    }
}

impl From<SessionError> for CliError {
    fn from(error: SessionError) -> Self {
        Self::trouble(error.to_string())
    }
}
