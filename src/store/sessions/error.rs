//! Why a record was not written or read, in words for whoever leads the workshop.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::map::id::SessionId;
use crate::store::disk::presence::Editor;
use crate::store::disk::signature::ReadError;
use crate::store::disk::words::{reason, shown, shown_name};
use crate::store::ron::emit::EmitError;
use crate::workshop::Refused;

/// A record that was not written or read.
#[derive(Debug, Error)]
pub enum SessionError {
    /// The folder cannot be used.
    #[error("the folder {} cannot be used: {}", shown(.path), reason(.source))]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There are too many of one map on one day.
    #[error("there are {0} workshops of this map on this day already: more are not kept")]
    TooMany(usize),
    /// Somebody else leads it just now.
    #[error("{}", busy(.0, .1.as_ref()))]
    Busy(SessionId, Option<Editor>),
    /// It cannot be said whether somebody else leads it.
    #[error("the workshop {id} cannot be locked, so that two could lead it at once: {}", reason(.source))]
    NoLock {
        /// Which.
        id: SessionId,
        /// Why.
        source: io::Error,
    },
    /// There is no such workshop.
    #[error("there is no workshop `{0}` here")]
    Missing(SessionId),
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is no record; in words, with the place.
    #[error("{0}")]
    Broken(String),
    /// It cannot happen in that workshop.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Something that has no text.
    #[error("it cannot be written down: {0}")]
    Unwritable(#[from] EmitError),
    /// The disk does not take it. What was there before is whole.
    #[error("{} was not written on: {}, while {doing}; {}", shown_name(.path), reason(.source), remedy(.source))]
    Io {
        /// The step: "writing it", …
        doing: &'static str,
        /// The record's file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// Another program took the file away or put another one in its place.
    #[error(
        "{} was taken away or replaced by another program: nothing was written; put it back as it was (undo that in git \
         or in the shared folder), then go on",
        shown(.0)
    )]
    Replaced(PathBuf),
}

fn busy(id: &SessionId, who: Option<&Editor>) -> String {
    let who = who.map_or_else(
        || "somebody else".to_owned(),
        |who| format!("{} on {} (process {})", who.user, who.host, who.pid),
    );
    format!(
        "the workshop {id} is being led by {who} just now: only one can lead it; leave it there first, or take part \
         in it with `milepost join`"
    )
}

/// What a person can do about it.
fn remedy(error: &io::Error) -> &'static str {
    use io::ErrorKind as K;
    match error.kind() {
        K::StorageFull | K::QuotaExceeded => {
            "free some space and do it again: what was written before is whole"
        }
        K::PermissionDenied | K::ReadOnlyFilesystem => "change the permissions of the folder and do it again",
        K::NotFound => "bring the folder back and do it again",
        _ => "do it again: what was written before is whole",
    }
}
