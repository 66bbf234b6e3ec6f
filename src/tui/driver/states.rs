//! States of the open map that are over: read on a worker, for git may be slow.

use std::path::Path;

use super::super::event::Event;
use super::super::timeline::{From, Purpose, Reading, State, States, Then, Wanted};
use super::post::Post;
use super::versions::Shelf;
use crate::map::Map;
use crate::map::id::StageId;
use crate::store::disk::fs::RealFs;
use crate::store::git::fork::fork;
use crate::store::source::{Beside, Source, load};
use crate::store::timeline::{Asked, timeline};
use crate::store::versions::seals::{Sealed, holds, look_up};
use crate::store::workspace::Folder;

/// More commits than this are not listed.
const MOST_COMMITS: usize = 300;

/// Tells what happened to a map.
pub(super) fn tell_timeline(folder: &Folder, path: &Path, map: &Map, purpose: Purpose, post: &Post) {
    let workspace = &folder.workspace;
    let asked = Asked { map, path, root: &folder.root, workspace, most: MOST_COMMITS };
    post.event(Event::Timeline(purpose, Box::new(timeline(&asked))));
}

/// Reads states and tells them; before the map is to become one, a version of what is there is written.
pub(super) fn read(folder: &Folder, shelf: &Shelf, reading: Reading, post: &Post) {
    let Reading { path, current, wanted, then } = reading;
    let states: Result<Vec<State>, String> =
        wanted.into_iter().map(|wanted| state(folder, &path, &current, wanted)).collect();
    match states {
        Err(words) => post.event(Event::Failed(words)),
        Ok(states) => {
            let first = states.first().map_or("another state", |state| state.words.as_str());
            let why = format!("as it was before {first} was restored");
            if then != Then::Restore || shelf.write(&current, &why, post) {
                post.event(Event::States(Box::new(States { path, states, then })));
            }
        }
    }
}

fn state(folder: &Folder, path: &Path, current: &Map, wanted: Wanted) -> Result<State, String> {
    let Wanted { words: asked, on, from } = wanted;
    let failed = |why: String| format!("{asked} cannot be read: {why}");
    let mut words = asked.clone();
    let (map, stage) = match from {
        From::Branch => {
            let fork = fork(&folder.root, None).map_err(|error| failed(error.to_string()))?;
            let source = Source::Revision(fork.commit.as_str().to_owned());
            let map = of_source(folder, path, &source).map_err(failed)?;
            words = fork.words();
            (map, None)
        }
        From::Source(source) => (of_source(folder, path, &source).map_err(failed)?, None),
        From::Named(text) => {
            let source = Source::parse(&text, folder).map_err(|error| failed(error.to_string()))?;
            (of_source(folder, path, &source).map_err(failed)?, None)
        }
        From::Reviewed(stage) => (reviewed(folder, current, &stage).map_err(failed)?, Some(stage)),
    };
    Ok(State { words, on, map, stage })
}

fn of_source(folder: &Folder, path: &Path, source: &Source) -> Result<Map, String> {
    if *source == Source::Stdin {
        return Err("the editor reads no standard input".to_owned());
    }
    let beside = Beside { folder, other: Some(path), stdin: None };
    let side = load(source, &beside).map_err(|error| error.to_string())?;
    let wrong = || side.loaded.diagnostics.first().map_or_else(String::new, |d| d.message.clone());
    side.loaded.value.ok_or_else(wrong)
}

/// A stage as it was reviewed last, in a map of its own.
fn reviewed(folder: &Folder, current: &Map, id: &StageId) -> Result<Map, String> {
    let stage = current.stage(id).ok_or("the stage is gone")?;
    let seal = stage.reviewed.as_ref().and_then(|review| review.seal).ok_or("it has no seal")?;
    if holds(current, id, seal) {
        return Ok(Sealed::of(current, stage).map);
    }
    let found = look_up(&RealFs, &folder.root, &current.id, id, seal).map_err(|error| error.to_string())?;
    found.ok_or_else(|| "neither it nor a version of that state was kept".to_owned())
}
