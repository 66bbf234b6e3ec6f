//! A record being written: a line a deed, on the disk for good before the next.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::hold::Hold;
use super::read::{Loaded, broken, loaded, raw};
use super::{MOST_A_DAY, SessionError, ids, line, make_folder, path};
use crate::map::id::SessionId;
use crate::store::disk::fs::{Fs, write_all_at};
use crate::store::disk::survive_size_limit;
use crate::workshop::{Entry, Head};

/// The record of a workshop that is being led here. Nobody else can write it while this lives; dropping it leaves the
/// file as it is.
pub struct Recorder {
    fs: Arc<dyn Fs>,
    file: File,
    path: PathBuf,
    id: SessionId,
    /// Bytes of whole lines.
    len: u64,
    _hold: Hold,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("path", &self.path).field("len", &self.len).finish_non_exhaustive()
    }
}

/// Begins the record of a workshop in the workspace at `root`. Gives the head with the id that it has now: the one that it
/// came with is only a wish.
///
/// # Errors
/// When the disk or a folder's permissions forbid it; nothing of it is left then.
pub fn begin(fs: Arc<dyn Fs>, root: &Path, head: Head) -> Result<(Recorder, Head), SessionError> {
    survive_size_limit();
    let folder = make_folder(root)?;
    for id in ids(head.day, &head.map) {
        let path = path(root, &id);
        if std::fs::symlink_metadata(&path).is_ok() {
            continue;
        }
        let head = Head { id: id.clone(), ..head.clone() };
        let text = line::of_head(&head)?;
        let hold = Hold::take(root, &id)?;
        let new = folder.join(format!(".{id}.new"));
        match create(fs.as_ref(), &new, &path, &text) {
            Ok(file) => {
                let len = text.len() as u64;
                return Ok((Recorder { fs, file, path, id, len, _hold: hold }, head));
            }
            // Somebody was quicker: theirs is another workshop.
            Err((_, error)) if error.kind() == io::ErrorKind::AlreadyExists && path.exists() => {}
            Err((doing, source)) => return Err(SessionError::Io { doing, path, source }),
        }
    }
    Err(SessionError::TooMany(MOST_A_DAY))
}

/// The file with its first line, whole or not at all.
fn create(fs: &dyn Fs, new: &Path, path: &Path, text: &str) -> Result<File, (&'static str, io::Error)> {
    // Nobody else is here: the lock is ours, and this is what a crash left.
    let _ = std::fs::remove_file(new);
    let file = fs.create_new(new, 0o666).map_err(|error| ("making it", error))?;
    let written = write_all_at(fs, &file, text.as_bytes(), 0)
        .map_err(|error| ("writing it", error))
        .and_then(|()| fs.sync(&file).map_err(|error| ("putting it on the disk", error)))
        .and_then(|()| fs.rename_new(new, path).map_err(|error| ("giving it its name", error)));
    if let Err(failed) = written {
        let _ = std::fs::remove_file(new);
        return Err(failed);
    }
    if let Some(folder) = path.parent() {
        // Without it the file is there all the same, unless the power fails within seconds.
        let _ = fs.sync_folder(folder);
    }
    Ok(file)
}

/// Goes on with the record of a workshop. A line that a crash cut off is taken away.
///
/// # Errors
/// When somebody else leads that workshop, there is no such workshop, or its record cannot be read or written.
pub fn resume(fs: Arc<dyn Fs>, root: &Path, id: &SessionId) -> Result<(Recorder, Loaded), SessionError> {
    survive_size_limit();
    let path = path(root, id);
    if !path.exists() {
        return Err(SessionError::Missing(id.clone()));
    }
    let hold = Hold::take(root, id)?;
    let raw = raw(fs.as_ref(), &path).map_err(|problem| broken(&path, id, &[*problem]))?;
    let (whole, is_open) = (raw.whole, raw.is_open);
    let loaded = loaded(&path, raw);
    if loaded.record.is_none() {
        return Err(broken(&path, id, &loaded.problems));
    }
    let failed = |doing| {
        let path = path.clone();
        move |source| SessionError::Io { doing, path, source }
    };
    let file = fs.open_write(&path).map_err(failed("opening it"))?;
    let mut len = fs.facts_of(&file).map_err(failed("looking at it"))?.len;
    if is_open {
        write_all_at(fs.as_ref(), &file, b"\n", len).map_err(failed("ending its last line"))?;
        len = len.saturating_add(1);
    } else if len > whole {
        fs.set_len(&file, whole).map_err(failed("taking away its torn last line"))?;
        len = whole;
    }
    Ok((Recorder { fs, file, path, id: id.clone(), len, _hold: hold }, loaded))
}

impl Recorder {
    /// Adds a line: one write, and on the disk for good when this returns.
    ///
    /// # Errors
    /// When the disk does not take it, or another program replaced the file. The record is as it was before then, and the
    /// same line can be tried again.
    pub fn append(&mut self, entry: &Entry) -> Result<(), SessionError> {
        let text = line::of_entry(entry)?;
        self.look()?;
        if let Err(error) = self.write(text.as_bytes()) {
            // What is torn goes; where it cannot go now, it goes before the next line.
            let _ = self.fs.set_len(&self.file, self.len);
            return Err(error);
        }
        self.len = self.len.saturating_add(text.len() as u64);
        Ok(())
    }

    fn write(&self, bytes: &[u8]) -> Result<(), SessionError> {
        write_all_at(self.fs.as_ref(), &self.file, bytes, self.len).map_err(self.failed("writing it"))?;
        self.fs.sync(&self.file).map_err(self.failed("putting it on the disk"))
    }

    /// Whether the file is still the one that is written, with nothing but whole lines in it.
    fn look(&self) -> Result<(), SessionError> {
        let ours = self.fs.facts_of(&self.file).map_err(self.failed("looking at it"))?;
        let there = match self.fs.facts(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            there => Some(there.map_err(self.failed("looking at it"))?),
        };
        let is_it = there.is_some_and(|there| (there.device, there.inode) == (ours.device, ours.inode));
        if !is_it || ours.len < self.len {
            return Err(SessionError::Replaced(self.path.clone()));
        }
        if ours.len > self.len {
            self.fs.set_len(&self.file, self.len).map_err(self.failed("taking away a torn line"))?;
        }
        Ok(())
    }

    fn failed(&self, doing: &'static str) -> impl FnOnce(io::Error) -> SessionError + use<> {
        let path = self.path.clone();
        move |source| SessionError::Io { doing, path, source }
    }

    /// Which workshop it is of.
    pub fn id(&self) -> &SessionId {
        &self.id
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
