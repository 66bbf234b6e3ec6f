//! All workshops of a workspace, in a few words each.

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::known::Known;
use super::read::{Problem, Raw, in_order, raw, raw_of};
use super::{folder, id_of};
use crate::map::Label;
use crate::map::id::{MapId, PersonId, SessionId};
use crate::store::disk::fs::Fs;
use crate::store::disk::words::reason;
use crate::workshop::deed::Parked;
use crate::workshop::{Action, Attendee, Millis, Outcome, Record, Session, Settled};

/// The most records of a workspace that are read, the newest first.
const MOST: usize = 2_000;

/// A workshop in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Which.
    pub id: SessionId,
    /// Its record.
    pub path: PathBuf,
    /// Its map.
    pub map: MapId,
    /// The map's title then.
    pub title: Label,
    /// The day.
    pub day: Date,
    /// When it began.
    pub began: Millis,
    /// What its agenda is called.
    pub agenda: Label,
    /// Who led it.
    pub facilitator: Attendee,
    /// Whether it ended. One that did not can be gone on with.
    pub is_ended: bool,
    /// How many came.
    pub people: usize,
    /// Its actions, and what became of them.
    pub actions: Vec<(Action, Outcome)>,
    /// What it carried over to the next workshop, and whose it is.
    pub carried: Vec<(PersonId, Parked)>,
}

impl Brief {
    /// How many of its actions are open.
    pub fn open(&self) -> usize {
        self.actions.iter().filter(|(_, is)| *is == Outcome::Open).count()
    }
}

/// The workshops of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Newest first.
    pub sessions: Vec<Brief>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// The workshops of the workspace at `root`; an empty list where there is no folder.
pub fn list(fs: &dyn Fs, root: &Path) -> Listing {
    Known::default().list(fs, root)
}

/// As [`Known::with_actions`], all of them read.
pub fn with_actions(fs: &dyn Fs, root: &Path) -> Vec<Brief> {
    Known::default().with_actions(fs, root)
}

/// A record in a few words, and what of it could not be understood.
pub(super) fn briefly(fs: &dyn Fs, id: &SessionId, path: &Path) -> (Option<Brief>, Vec<Problem>) {
    match raw(fs, path) {
        Ok(mut raw) => {
            let problems = std::mem::take(&mut raw.problems);
            (brief(id.clone(), path.to_owned(), raw), problems)
        }
        Err(problem) => (None, vec![*problem]),
    }
}

/// A record as far as its actions go.
pub(super) fn of_actions(fs: &dyn Fs, id: &SessionId, path: &Path) -> Option<Brief> {
    brief(id.clone(), path.to_owned(), raw_of(fs, path, matters_to_actions).ok()?)
}

/// What gives or settles an action, takes such a line back, or says that the workshop ended.
fn matters_to_actions(line: &[u8]) -> bool {
    let words: [&[u8]; 3] = [b"Action", b"TakenBack", b"Closed"];
    words.iter().any(|word| memchr::memmem::find(line, word).is_some())
}

/// What the name of the file says is its id, whatever stands in it: it is by its name that it is found.
fn brief(id: SessionId, path: PathBuf, raw: Raw) -> Option<Brief> {
    let head = raw.head?.without_map();
    let session = Session::of(&Record { head, entries: in_order(raw.entries) });
    let head = session.head;
    Some(Brief {
        id,
        path,
        map: head.map,
        title: head.title,
        day: head.day,
        began: head.began,
        agenda: head.agenda.name,
        facilitator: head.facilitator,
        is_ended: session.end.is_some(),
        people: session.roster.len(),
        actions: session.actions,
        carried: session.parked.into_iter().filter_map(carried).collect(),
    })
}

/// What is parked and waits for the next workshop.
fn carried((by, item, settled): (PersonId, Parked, Option<Settled>)) -> Option<(PersonId, Parked)> {
    (settled == Some(Settled::CarriedOver)).then_some((by, item))
}

/// The records of a workspace by name, newest first.
pub(super) fn files(fs: &dyn Fs, root: &Path) -> Result<Vec<(SessionId, PathBuf)>, Box<Problem>> {
    let folder = folder(root);
    let said = |words: String| Box::new(Problem::of_file(&folder, words));
    match std::fs::symlink_metadata(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(said("records are not read: it is not a folder".into())),
        Err(error) => return Err(said(reason(&error))),
    }
    let names = fs.names(&folder).map_err(|error| said(reason(&error)))?;
    let mut files: Vec<(SessionId, PathBuf)> =
        names.into_iter().filter_map(|name| Some((id_of(&name)?, folder.join(&name)))).collect();
    files.sort();
    files.reverse();
    files.truncate(MOST);
    Ok(files)
}
