//! A file system for tests whose k-th call fails, once or for ever.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::fs::{Facts, Fs, RealFs};

/// Counts the calls it passes on, and lets chosen ones fail.
#[derive(Debug)]
pub struct FaultyFs {
    real: RealFs,
    calls: AtomicUsize,
    from: usize,
    until: usize,
    errno: i32,
}

impl FaultyFs {
    /// Fails nothing, and counts.
    pub fn counting() -> Self {
        Self { real: RealFs, calls: AtomicUsize::new(0), from: 0, until: 0, errno: 0 }
    }

    /// Call number `k` (from 1) fails with the system's error number `errno`, the others work.
    pub fn once(k: usize, errno: i32) -> Self {
        Self { from: k, until: k, errno, ..Self::counting() }
    }

    /// Call number `k` (from 1) and all after it fail.
    pub fn from_then_on(k: usize, errno: i32) -> Self {
        Self { from: k, until: usize::MAX, errno, ..Self::counting() }
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn step(&self) -> io::Result<RealFs> {
        let k = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        if self.from > 0 && (self.from..=self.until).contains(&k) {
            return Err(io::Error::from_raw_os_error(self.errno));
        }
        Ok(self.real)
    }
}

impl Fs for FaultyFs {
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<File> {
        self.step()?.create_new(path, mode)
    }

    fn open_read(&self, path: &Path) -> io::Result<File> {
        self.step()?.open_read(path)
    }

    fn open_write(&self, path: &Path) -> io::Result<File> {
        self.step()?.open_write(path)
    }

    fn read_at(&self, file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
        self.step()?.read_at(file, into, at)
    }

    /// A full disk takes a part before it fails: half of each write, so that every save has several.
    fn write_at(&self, file: &File, bytes: &[u8], at: u64) -> io::Result<usize> {
        let part = bytes.get(..bytes.len().div_ceil(2)).unwrap_or(bytes);
        self.step()?.write_at(file, part, at)
    }

    fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        self.step()?.set_len(file, len)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?.sync(file)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?.sync_folder(folder)
    }

    fn facts_of(&self, file: &File) -> io::Result<Facts> {
        self.step()?.facts_of(file)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        self.step()?.facts(path)
    }

    fn set_owner(&self, file: &File, like: &Facts) -> io::Result<()> {
        self.step()?.set_owner(file, like)
    }

    fn set_mode(&self, file: &File, like: &Facts) -> io::Result<()> {
        self.step()?.set_mode(file, like)
    }

    fn copy_xattrs(&self, from: &Path, to: &File) -> io::Result<()> {
        self.step()?.copy_xattrs(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?.rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?.remove(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.step()?.names(folder)
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        self.step()?.may_write(path)
    }
}
