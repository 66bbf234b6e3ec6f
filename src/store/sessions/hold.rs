//! The lock of whoever leads a workshop, and who that is: a file in the workspace's `.milepost/sessions/`.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::SessionError;
use crate::map::id::SessionId;
use crate::store::disk::fs::{Fs, RealFs, write_all_at};
use crate::store::disk::local;
use crate::store::disk::lock::had_soon;
use crate::store::disk::presence::Editor;
use crate::store::disk::words::printable;

/// The folder in `.milepost/`.
const PART: &str = "sessions";
/// The most bytes that are read of a lock file.
const MOST: u64 = 4096;

/// Held while a workshop is led; the system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Hold {
    /// Closing the file is what gives the lock back. The file stays: removing it would let two hold two locks.
    _file: File,
}

impl Hold {
    /// Takes the lock of a workshop, or says who has it.
    pub(super) fn take(root: &Path, id: &SessionId) -> Result<Self, SessionError> {
        let failed = |source| SessionError::NoLock { id: id.clone(), source };
        let path = path(root, id).map_err(failed)?;
        let file = open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = holder(&file);
                // A child that this process, or one that is gone, was just starting lets go of it in a moment.
                if !holder.as_ref().is_some_and(Editor::is_over) || !had_soon(&file) {
                    return Err(SessionError::Busy(id.clone(), holder));
                }
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // Only words for whoever comes second: a lock without them is still one.
        let _ = sign(&file, &Editor::this(String::new()));
        Ok(Self { _file: file })
    }
}

fn path(root: &Path, id: &SessionId) -> io::Result<PathBuf> {
    Ok(local::folder(root, PART)?.join(format!("{id}.lock")))
}

/// In a shared folder the file may be another person's: a lock needs no more than reading it.
fn open(path: &Path) -> io::Result<File> {
    match RealFs.create_new(path, 0o666) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        done => return done,
    }
    match RealFs.open_write(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => RealFs.open_read(path),
        done => done,
    }
}

fn sign(file: &File, me: &Editor) -> io::Result<()> {
    file.set_len(0)?;
    write_all_at(&RealFs, file, format!("{}\n{}\n{}\n", me.user, me.host, me.pid).as_bytes(), 0)
}

fn holder(file: &File) -> Option<Editor> {
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text).ok()?;
    let mut lines = text.lines().map(printable);
    let (user, host, pid) = (lines.next()?, lines.next()?, lines.next()?);
    Some(Editor { user, host, pid: pid.parse().ok()?, since: String::new() })
}
