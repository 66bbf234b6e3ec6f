//! Why a save was not done, in words for the person whose text it is.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::fs::Kind;
use super::signature::ReadError;
use super::words::{reason, remedy, shown, shown_name};

/// A save that was not done. The file on disk is whole, unless the text says otherwise.
#[derive(Debug, Error)]
pub enum SaveError {
    /// Somebody else changed the file since it was read.
    #[error("{} was changed on disk since it was opened: not saved, nothing overwritten", shown_name(.0))]
    Changed(PathBuf),
    /// The file is no longer there.
    #[error("{} is no longer on disk: not saved", shown_name(.0))]
    Gone(PathBuf),
    /// A new file was asked for, and there is one.
    #[error("{} exists already: not saved, nothing overwritten", shown_name(.0))]
    Exists(PathBuf),
    /// A folder, pipe or device stands at the name.
    #[error("{} is {}, not a file: not saved", shown(.path), .kind.words())]
    NotAFile {
        /// Where.
        path: PathBuf,
        /// What is there.
        kind: Kind,
    },
    /// The permissions forbid it.
    #[error("{} is read-only: not saved; change its permissions, or save a copy elsewhere", shown_name(.0))]
    ReadOnlyFile(PathBuf),
    /// The folder's permissions forbid it.
    #[error(
        "the folder {} cannot be written to: not saved; change its permissions, or save a copy elsewhere",
        shown(.0)
    )]
    ReadOnlyFolder(PathBuf),
    /// The folder is gone.
    #[error("the folder of {} is gone: not saved; bring it back, or save a copy elsewhere", shown(.0))]
    NoFolder(PathBuf),
    /// Another program holds the lock of this file.
    #[error("another Milepost is saving {} just now: not saved; try again", shown_name(.0))]
    Busy(PathBuf),
    /// What is on disk could not be read, so it cannot be known whether it changed.
    #[error("not saved, the file on disk cannot be compared: {0}")]
    Unreadable(#[source] ReadError),
    /// A step failed; the old file is whole.
    #[error(
        "saving {} failed: {}, while {doing}. The file on disk is unchanged: {}",
        shown_name(.path), reason(.source), remedy(.source)
    )]
    Io {
        /// The step: "writing it", …
        doing: &'static str,
        /// The file being saved.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// Writing in place failed, and so did putting the old content back.
    #[error(
        "saving {} failed: {}, while writing it. The file on disk may be damaged; the whole new text is in {}",
        shown_name(.path), reason(.source), shown(.copy)
    )]
    Torn {
        /// The file being saved.
        path: PathBuf,
        /// The whole new text.
        copy: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}
