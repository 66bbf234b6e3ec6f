//! Saving: the file on disk is the old one or the new one, whole, at every moment.
//!
//! The way: a hidden file with a random name beside the target, written, given the target's owner, mode and
//! attributes, synced, renamed over the target, folder synced. Files with several names (hard links), or whose
//! owner cannot be kept, are written in place instead, see [`super::in_place`].

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::dirs::Dirs;
use super::error::SaveError;
use super::fs::{Facts, Fs, Kind, write_all_at};
use super::in_place;
use super::lock::{LockError, SaveLock};
use super::platform;
use super::signature::{ContentHash, ReadError, Signature, read_with};
use super::target::Target;
use super::words::reason;

/// Ending of the hidden file that becomes the target.
const TEMPORARY: &str = ".milepost-tmp";

/// What the saver believes is on the disk.
#[derive(Debug, Clone, Copy)]
pub enum Expected<'a> {
    /// The file as it was read or last saved.
    Seen(&'a Signature),
    /// No file yet.
    Nothing,
    /// Whatever is there: the person has seen the question and chose "keep mine".
    Anything,
}

/// A save that was done.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The file as it is now: what the next save expects.
    pub signature: Signature,
    /// The real file, links followed.
    pub path: PathBuf,
    /// What was done but not quite as it should be, in words; mostly empty.
    pub notes: Vec<String>,
}

/// Writes `bytes` to the file that `path` leads to, if it is what is `expected`.
///
/// Blocks for as long as the disk takes (and two seconds more if another Milepost is saving the same file).
/// On an error the old file is whole and no temporary file is left, unless the error says otherwise.
pub fn save(
    fs: &dyn Fs,
    dirs: &Dirs,
    path: &Path,
    bytes: &[u8],
    expected: Expected<'_>,
) -> Result<Saved, SaveError> {
    platform::survive_size_limit();
    let target = Target::of(path).map_err(|source| no_target(path, source))?;
    let mut notes = Vec::new();
    let lock = match SaveLock::acquire(dirs, &target) {
        Ok(lock) => Some(lock),
        Err(LockError::Busy) => return Err(SaveError::Busy(target.path())),
        Err(LockError::Unavailable(error)) => {
            notes.push(format!("saved without a lock: {}", reason(&error)));
            None
        }
    };
    let mut job = Job { fs, target: &target, path: target.path(), bytes, notes };
    let signature = job.run(expected)?;
    if lock.is_some() {
        job.sweep();
    }
    Ok(Saved { signature, path: job.path, notes: job.notes })
}

fn no_target(path: &Path, source: io::Error) -> SaveError {
    match source.kind() {
        io::ErrorKind::NotFound => SaveError::NoFolder(path.to_owned()),
        _ => SaveError::Io { doing: "looking for it", path: path.to_owned(), source },
    }
}

/// One save, all that its steps need.
pub(super) struct Job<'a> {
    pub(super) fs: &'a dyn Fs,
    pub(super) target: &'a Target,
    pub(super) path: PathBuf,
    pub(super) bytes: &'a [u8],
    notes: Vec<String>,
}

/// How putting the temporary file in place ended, when it did not fail.
enum Placed {
    Done,
    /// The new file cannot have the owner of the old one.
    OwnerLost,
}

impl Job<'_> {
    fn run(&mut self, expected: Expected<'_>) -> Result<Signature, SaveError> {
        let Some(old) = self.look()? else {
            self.check_absent(expected)?;
            self.create(expected)?;
            return Ok(self.finish());
        };
        self.check_present(expected)?;
        self.refuse_read_only(&old)?;
        if old.links > 1 || matches!(self.replace(&old)?, Placed::OwnerLost) {
            in_place::write(self, &old)?;
        }
        Ok(self.finish())
    }

    pub(super) fn failed(&self, doing: &'static str) -> impl Fn(io::Error) -> SaveError {
        let path = self.path.clone();
        move |source| SaveError::Io { doing, path: path.clone(), source }
    }

    /// What stands at the target: `None` for nothing.
    fn look(&self) -> Result<Option<Facts>, SaveError> {
        match self.fs.facts(&self.path) {
            Ok(facts) if facts.kind == Kind::File => Ok(Some(facts)),
            Ok(Facts { kind, .. }) => Err(SaveError::NotAFile { path: self.path.clone(), kind }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("looking at it")(error)),
        }
    }

    fn check_absent(&self, expected: Expected<'_>) -> Result<(), SaveError> {
        match expected {
            Expected::Seen(_) => Err(SaveError::Gone(self.path.clone())),
            Expected::Nothing | Expected::Anything => Ok(()),
        }
    }

    /// Compares contents, never only times. A file that already holds `bytes` (a save that went through but
    /// could not be confirmed) is fine.
    fn check_present(&self, expected: Expected<'_>) -> Result<(), SaveError> {
        let seen = match expected {
            Expected::Anything => return Ok(()),
            Expected::Nothing => return Err(SaveError::Exists(self.path.clone())),
            Expected::Seen(seen) => seen,
        };
        match read_with(self.fs, &self.path) {
            Ok((_, now)) if now.hash == seen.hash || now.hash == ContentHash::of(self.bytes) => Ok(()),
            Ok(_) | Err(ReadError::TooLarge(_)) => Err(SaveError::Changed(self.path.clone())),
            Err(ReadError::Missing(path) | ReadError::Dangling { path, .. }) => Err(SaveError::Gone(path)),
            Err(ReadError::NotAFile { path, kind }) => Err(SaveError::NotAFile { path, kind }),
            Err(error @ ReadError::Io { .. }) => Err(SaveError::Unreadable(error)),
        }
    }

    fn refuse_read_only(&self, old: &Facts) -> Result<(), SaveError> {
        self.fs.may_write(&self.path).map_err(|source| match source.kind() {
            io::ErrorKind::PermissionDenied => SaveError::ReadOnlyFile(self.path.clone()),
            _ => self.failed("looking at it")(source),
        })?;
        if old.links > 1 { Ok(()) } else { self.refuse_read_only_folder() }
    }

    fn refuse_read_only_folder(&self) -> Result<(), SaveError> {
        self.fs.may_write(&self.target.folder).map_err(|source| match source.kind() {
            io::ErrorKind::PermissionDenied => SaveError::ReadOnlyFolder(self.target.folder.clone()),
            io::ErrorKind::NotFound => SaveError::NoFolder(self.path.clone()),
            _ => self.failed("looking at it")(source),
        })
    }

    /// A file that was not there: the umask decides its mode.
    fn create(&self, expected: Expected<'_>) -> Result<(), SaveError> {
        self.refuse_read_only_folder()?;
        let (temporary, file) = self.temporary(0o666)?;
        let done = self.fill(&file).and_then(|()| {
            let renamed = match expected {
                Expected::Anything => self.fs.rename(&temporary, &self.path),
                _ => self.fs.rename_new(&temporary, &self.path),
            };
            renamed.map_err(|source| match source.kind() {
                io::ErrorKind::AlreadyExists => SaveError::Exists(self.path.clone()),
                _ => self.failed("putting it in place")(source),
            })
        });
        self.or_remove(&temporary, done)
    }

    /// A file that was there: the new one takes its name, owner, mode and attributes.
    fn replace(&self, old: &Facts) -> Result<Placed, SaveError> {
        let (temporary, file) = self.temporary(0o600)?;
        let done = self.dress_and_rename(&temporary, &file, old);
        let placed = self.or_remove(&temporary, done)?;
        if matches!(placed, Placed::OwnerLost) {
            self.fs.remove(&temporary).map_err(self.failed("clearing up beside it"))?;
        }
        Ok(placed)
    }

    fn dress_and_rename(&self, temporary: &Path, file: &File, old: &Facts) -> Result<Placed, SaveError> {
        let own = self.fs.facts_of(file).map_err(self.failed("preparing it"))?;
        if (own.uid, own.gid) != (old.uid, old.gid) && self.fs.set_owner(file, old).is_err() {
            return Ok(Placed::OwnerLost);
        }
        self.fs.copy_xattrs(&self.path, file).map_err(self.failed("keeping its attributes"))?;
        self.fs.set_mode(file, old).map_err(self.failed("keeping its permissions"))?;
        self.fill(file)?;
        self.last_look(old)?;
        self.fs.rename(temporary, &self.path).map_err(self.failed("putting it in place"))?;
        Ok(Placed::Done)
    }

    /// Just before the file is touched: an edit that came while this was prepared must not be lost.
    pub(super) fn last_look(&self, old: &Facts) -> Result<(), SaveError> {
        match self.look()? {
            Some(now) if same_file(&now, old) => Ok(()),
            Some(_) => Err(SaveError::Changed(self.path.clone())),
            None => Err(SaveError::Gone(self.path.clone())),
        }
    }

    /// A hidden file beside the target that nobody else has.
    fn temporary(&self, mode: u32) -> Result<(PathBuf, File), SaveError> {
        let doing = self.failed("making a temporary file beside it");
        let path = self.target.beside(TEMPORARY).map_err(&doing)?;
        let file = self.fs.create_new(&path, mode).map_err(doing)?;
        Ok((path, file))
    }

    /// Writes all, and puts it on the disk for good.
    pub(super) fn fill(&self, file: &File) -> Result<(), SaveError> {
        write_all_at(self.fs, file, self.bytes, 0).map_err(self.failed("writing it"))?;
        self.fs.sync(file).map_err(self.failed("writing it"))
    }

    fn or_remove<T>(&self, temporary: &Path, done: Result<T, SaveError>) -> Result<T, SaveError> {
        if done.is_err() {
            let _ = self.fs.remove(temporary);
        }
        done
    }

    /// The content is in place; what fails from here on is a note, not an error.
    fn finish(&mut self) -> Signature {
        if let Err(error) = self.fs.sync_folder(&self.target.folder) {
            let why = reason(&error);
            self.notes.push(format!(
                "saved, but an error came while making it proof against a power cut: {why}; save again"
            ));
        }
        let facts = self.fs.facts(&self.path).ok().filter(|facts| facts.len == self.bytes.len() as u64);
        Signature::new(self.bytes, facts)
    }

    pub(super) fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// Removes what saves that were killed left beside the file; the lock says that none is under way.
    ///
    /// A safety copy goes only when its text is the one just saved: any other may be all that is left of it.
    fn sweep(&self) {
        for name in self.fs.names(&self.target.folder).unwrap_or_default() {
            let path = self.target.folder.join(&name);
            let temporary = self.target.is_beside(&name, TEMPORARY);
            if temporary || (self.target.is_beside(&name, in_place::COPY) && self.holds_the_same(&path)) {
                let _ = self.fs.remove(&path);
            }
        }
    }

    fn holds_the_same(&self, path: &Path) -> bool {
        read_with(self.fs, path).is_ok_and(|(bytes, _)| bytes == self.bytes)
    }
}

/// Untouched since `then`, as far as can be told without reading.
fn same_file(now: &Facts, then: &Facts) -> bool {
    (now.device, now.inode, now.len, now.mtime_ns) == (then.device, then.inode, then.len, then.mtime_ns)
}

#[cfg(test)]
#[path = "save_tests.rs"]
mod tests;
