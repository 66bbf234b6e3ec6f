//! Writing over a file without replacing it: keeps hard links and an owner that a new file could not have.
//!
//! First a whole copy of the new text beside it, synced; then the file itself, its new end first (where a full
//! disk shows before anything old is touched); then the copy goes. A crash between leaves the copy, and
//! [`copies`] finds it. When writing fails, the old content is put back.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::error::SaveError;
use super::fs::{Facts, Fs, write_all_at};
use super::save::Job;
use super::signature::read_with;
use super::target::Target;

/// Ending of the copy that stands by while the file is written.
pub(super) const COPY: &str = ".milepost-copy";

/// Whole copies beside `path` of texts whose writing in place was cut off by a crash.
///
/// An opener offers them; nothing removes them unasked, but a save of the very same text.
pub fn copies(fs: &dyn Fs, path: &Path) -> Vec<PathBuf> {
    let Ok(target) = Target::of(path) else { return Vec::new() };
    let names = fs.names(&target.folder).unwrap_or_default();
    let ours = names.into_iter().filter(|name| target.is_beside(name, COPY));
    let mut found: Vec<_> = ours.map(|name| target.folder.join(name)).collect();
    found.sort();
    found
}

pub(super) fn write(job: &mut Job<'_>, old: &Facts) -> Result<(), SaveError> {
    let file = job.fs.open_write(&job.path).map_err(job.failed("opening it"))?;
    let (old_bytes, _) = read_with(job.fs, &job.path).map_err(SaveError::Unreadable)?;
    let copy = stand_by(job)?;
    if let Err(error) = job.last_look(old) {
        let _ = job.fs.remove(&copy);
        return Err(error);
    }
    let Err(error) = overwrite(job.fs, &file, job.bytes, old_bytes.len()) else {
        if let Err(error) = job.fs.remove(&copy) {
            job.note(format!("saved, but a copy was left beside the file: {}", super::words::reason(&error)));
        }
        return Ok(());
    };
    if put_back(job.fs, &file, &old_bytes).is_err() {
        return Err(SaveError::Torn { path: job.path.clone(), copy, source: error });
    }
    let _ = job.fs.remove(&copy);
    Err(job.failed("writing it")(error))
}

/// The whole new text beside the file, on the disk for good before the file is touched.
///
/// Readable by this person alone: its owner may differ from the file's.
fn stand_by(job: &Job<'_>) -> Result<PathBuf, SaveError> {
    let doing = job.failed("making a safety copy beside it");
    let copy = job.target.beside(COPY).map_err(&doing)?;
    let file = job.fs.create_new(&copy, 0o600).map_err(&doing)?;
    let done = job.fill(&file).and_then(|()| job.fs.sync_folder(&job.target.folder).map_err(doing));
    if done.is_err() {
        let _ = job.fs.remove(&copy);
    }
    done.map(|()| copy)
}

fn overwrite(fs: &dyn Fs, file: &File, bytes: &[u8], old_len: usize) -> io::Result<()> {
    let common = old_len.min(bytes.len());
    let (start, end) = bytes.split_at_checked(common).unwrap_or((bytes, &[]));
    write_all_at(fs, file, end, common as u64)?;
    write_all_at(fs, file, start, 0)?;
    fs.set_len(file, bytes.len() as u64)?;
    fs.sync(file)
}

fn put_back(fs: &dyn Fs, file: &File, old: &[u8]) -> io::Result<()> {
    write_all_at(fs, file, old, 0)?;
    fs.set_len(file, old.len() as u64)?;
    fs.sync(file)
}
