//! Workshops that others join, over files alone: `.milepost/live/<session>/` in the workspace's folder.
//!
//! A participant's terminal writes papers ([`Slip`]s) into `inbox/`, each whole under another name and then renamed, and says
//! in one small file that somebody is there. The facilitator's editor takes papers out once they are in the record, and writes
//! what everybody may see ([`Glance`]) anew whenever it changes. What cannot be read is moved to `refused/`. There is no server
//! and no lock: whoever may write in the folder may write anything, so all that comes from it is only material.

use std::io;
use std::path::{Path, PathBuf};

mod beat;
mod desk;
mod glance;
mod inbox;
mod paper;

use super::disk::local;
use super::disk::small;
use crate::map::id::{ItemId, MapId, SessionId};
use crate::workshop::Millis;
use crate::workshop::slip::{Glance, Slip};

pub use desk::{Desk, RENEW};
pub use inbox::{Collected, Inbox};

/// The folder in `.milepost/`.
const FOLDER: &str = "live";
/// The most folders of workshops that are looked at.
const MOST_SESSIONS: usize = 500;
/// How long what an ended workshop left is kept: terminals that join still say that it ended.
const KEPT_ENDED: Millis = 3_600_000;
/// How long what a workshop left that did not end is kept: it may go on.
const KEPT: Millis = 30 * 24 * 3_600_000;

/// Where a workshop's papers lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    root: PathBuf,
    session: SessionId,
}

/// A workshop that has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// Which.
    pub session: SessionId,
    /// What its terminals show.
    pub glance: Glance,
    /// When that was written, in milliseconds since 1970 on the clock of the disk.
    pub written: Millis,
}

impl Place {
    /// The place of a workshop in a workspace's folder; it need not be there.
    pub fn of(root: &Path, session: &SessionId) -> Self {
        Self { root: root.to_owned(), session: session.clone() }
    }

    /// The workshop.
    pub fn session(&self) -> &SessionId {
        &self.session
    }

    /// Its folder. A session's id has no character that could lead out of it.
    pub fn folder(&self) -> PathBuf {
        self.root.join(local::NAME).join(FOLDER).join(self.session.as_str())
    }

    /// Where papers are put.
    pub fn inbox(&self) -> PathBuf {
        self.folder().join("inbox")
    }

    /// What everybody sees.
    pub fn glance(&self) -> PathBuf {
        self.folder().join("glance.ron")
    }

    fn refused(&self) -> PathBuf {
        self.folder().join("refused")
    }

    fn paper(&self, id: &ItemId) -> PathBuf {
        self.inbox().join(format!("{id}.ron"))
    }

    /// Makes the folders: whoever may write in the workspace may write in them.
    ///
    /// # Errors
    /// When they cannot be made, or something else has the name of one.
    pub fn make(&self) -> io::Result<()> {
        local::folder(&self.root, FOLDER)?;
        small::folder(&self.folder(), &self.root)?;
        small::folder(&self.inbox(), &self.root)
    }

    /// Whether its folder is there, and no part of the way to it is a link: nothing is written or removed elsewhere.
    fn is_real(&self) -> io::Result<()> {
        let top = self.root.join(local::NAME);
        [top.clone(), top.join(FOLDER), self.folder()].iter().try_for_each(|f| small::real_folder(f))
    }

    /// The same, and that there is an inbox. One that is missing is made as long as the workshop goes on: what copies a folder
    /// between machines may leave empty folders out.
    fn is_open(&self) -> io::Result<()> {
        self.is_real()?;
        match small::real_folder(&self.inbox()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.goes_on() => {
                small::folder(&self.inbox(), &self.root)
            }
            done => done,
        }
    }

    fn goes_on(&self) -> bool {
        self.look().is_some_and(|glance| !glance.ended)
    }

    /// Puts a paper into the inbox; it is on the disk for good then. The same paper twice is one paper.
    ///
    /// # Errors
    /// Those of the disk; when the workshop has no inbox (any more).
    pub fn offer(&self, slip: &Slip) -> io::Result<()> {
        self.is_open()?;
        small::write(
            &self.inbox(),
            &format!("{}.ron", slip.id),
            paper::text(slip)?.as_bytes(),
            small::How::Durable,
        )
    }

    /// Whether a paper still lies in the inbox.
    pub fn is_waiting(&self, id: &ItemId) -> bool {
        small::facts(&self.paper(id)).is_some()
    }

    /// Takes a paper out of the inbox: it is in the record now.
    ///
    /// # Errors
    /// Those of the disk; a paper that is not there is no error.
    pub fn taken(&self, id: &ItemId) -> io::Result<()> {
        gone(std::fs::remove_file(self.paper(id)))
    }

    /// Takes away what is not needed after the end: papers that nobody took and the last glance stay for a while.
    pub fn end(&self) {
        for path in beat::files(self) {
            let _ = std::fs::remove_file(path);
        }
        let _ = std::fs::remove_dir(self.inbox());
    }

    /// Takes everything away.
    fn clear(&self) {
        if self.is_real().is_ok() {
            let _ = std::fs::remove_dir_all(self.folder());
        }
    }

    /// How long nobody has written a glance, and whether the last one says that the workshop has ended.
    fn is_stale(&self, live: Option<&Live>, now: Millis) -> bool {
        let folder = || small::facts(&self.folder()).map_or(now, |facts| millis(facts.mtime_ns));
        let written = live.map_or_else(folder, |live| live.written);
        let kept = if live.is_some_and(|live| live.glance.ended) { KEPT_ENDED } else { KEPT };
        now.saturating_sub(written) > kept
    }
}

/// The workshops that have a place in the workspace, the last written first. `now` is in milliseconds since 1970: what nobody has
/// touched for long is cleared away.
pub fn sessions(root: &Path, now: Millis) -> Vec<Live> {
    let folder = root.join(local::NAME).join(FOLDER);
    let Ok(found) = std::fs::read_dir(&folder) else { return Vec::new() };
    let ids = found.filter_map(|entry| SessionId::new(entry.ok()?.file_name().to_str()?).ok());
    let mut all = Vec::new();
    for session in ids.take(MOST_SESSIONS) {
        let place = Place::of(root, &session);
        let live = place.live();
        if place.is_stale(live.as_ref(), now) {
            place.clear();
        } else {
            all.extend(live);
        }
    }
    all.sort_by_key(|live| std::cmp::Reverse(live.written));
    all
}

/// The workshop that runs on a map: the last written one that has not ended.
pub fn running(root: &Path, map: &MapId, now: Millis) -> Option<Live> {
    sessions(root, now).into_iter().find(|live| live.glance.map == *map && !live.glance.ended)
}

fn millis(ns: i128) -> Millis {
    Millis::try_from(ns / 1_000_000).unwrap_or_default()
}

/// What is not there any more is no error.
fn gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
