//! The records of workshops: `sessions/<day>-<map>.log` in the workspace's folder, `-2` and so on for a second one of the day.
//!
//! A file has one RON value a line: first what it begins with (the agenda, and the map as it was, as its file would be), then one
//! [`Entry`](crate::workshop::Entry) for everything that happened. Lines are only ever added, so that a crash costs at most the line
//! that was being written, and git puts two branches' lines one after the other (`merge=union`).
//!
//! ```text
//! (format: 1, id: "2026-11-22-order", day: "2026-11-22", began: 1795341600000, map: "order", …, start: "#![enable(implicit_some)]\n(\n…")
//! (seq: 1, at: 1795341601000, by: "ana", deed: Captured("no-eta-7f"), edits: [AddCard(place: (…), card: (…))])
//! (seq: 2, at: 1795341604000, by: "maya", deed: Phase(1))
//! ```

mod brief;
mod error;
mod hold;
mod known;
mod later;
mod line;
mod read;
mod recorder;

use std::ffi::OsString;
use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use brief::{Brief, Listing, list, with_actions};
pub use error::SessionError;
pub use known::Known;
pub use later::append_later;
pub use line::FORMAT;
pub use read::{Loaded, Problem, read, read_with};
pub use recorder::{Recorder, begin, resume};

use crate::map::id::{MAX_ID, MapId, SessionId};

/// The folder of all records, beside the maps.
pub const FOLDER: &str = "sessions";
/// How a record's file ends.
const ENDING: &str = ".log";
/// The most workshops of one map on one day.
const MOST_A_DAY: usize = 99;

/// The folder of all records of a workspace; it need not exist.
pub fn folder(root: &Path) -> PathBuf {
    root.join(FOLDER)
}

/// The file of a record. An id has no character that could lead out of the folder.
pub fn path(root: &Path, id: &SessionId) -> PathBuf {
    folder(root).join(format!("{id}{ENDING}"))
}

/// The workshop whose record has this name, if it is one.
fn id_of(name: &OsString) -> Option<SessionId> {
    SessionId::new(name.to_str()?.strip_suffix(ENDING)?).ok()
}

/// The ids that a workshop of this map on this day can have, the plainest first.
fn ids(day: Date, map: &MapId) -> impl Iterator<Item = SessionId> {
    let room = MAX_ID.saturating_sub("2026-11-22-".len() + "-99".len());
    let map: String = map.as_str().chars().take(room).collect();
    (1..=MOST_A_DAY).filter_map(move |n| {
        let ending = if n > 1 { format!("-{n}") } else { String::new() };
        SessionId::new(&format!("{day}-{map}{ending}")).ok()
    })
}

/// Makes the folder; a link or a file in its place is refused, so that nothing lands elsewhere.
fn make_folder(root: &Path) -> Result<PathBuf, SessionError> {
    let path = folder(root);
    let made = match DirBuilder::new().create(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => real_folder(&path),
        done => done,
    };
    made.map_err(|source| SessionError::Folder { path: path.clone(), source })?;
    Ok(path)
}

fn real_folder(path: &Path) -> io::Result<()> {
    if std::fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder"))
}

#[cfg(test)]
mod tests;
