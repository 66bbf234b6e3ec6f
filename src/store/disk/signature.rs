//! What a file was when it was read, so that a change by somebody else is seen.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::fs::{Facts, Fs, Kind, RealFs};
use super::words::{reason, shown};

/// The largest file that is read, in bytes: 64 MiB.
pub const MAX_BYTES: u64 = 64 << 20;

/// SHA-256 of a content.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl std::fmt::Debug for ContentHash {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&super::words::hex(&self.0))
    }
}

/// A file's content (by hash) and what the file system said about it at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Hash of the whole content.
    pub hash: ContentHash,
    /// Length in bytes.
    pub len: u64,
    /// What the file system said, if it could be asked; a short cut only, never proof of a change.
    pub facts: Option<Facts>,
}

impl Signature {
    pub(super) fn new(bytes: &[u8], facts: Option<Facts>) -> Self {
        Self { hash: ContentHash::of(bytes), len: bytes.len() as u64, facts }
    }

    /// Whether the file is surely untouched: same file, same length, same times of change.
    ///
    /// Never sure without a `ctime` (Windows), as modification times can be set at will.
    fn surely_same(&self, now: &Facts) -> bool {
        let identity = |facts: &Facts| (facts.device, facts.inode, facts.len, facts.mtime_ns, facts.ctime_ns);
        now.ctime_ns != 0 && self.facts.is_some_and(|then| identity(&then) == identity(now))
    }
}

/// A file on the disk compared with a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskState {
    /// The same content (whatever the times say).
    Same,
    /// Another content.
    Changed,
    /// Nothing there any more.
    Deleted,
    /// Something that is not a regular file took its place.
    NotAFile(Kind),
}

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{} does not exist", shown(.0))]
    Missing(PathBuf),
    /// A link whose end does not exist.
    #[error("{} is a link to nowhere: {} does not exist", shown(.path), shown(.end))]
    Dangling {
        /// Where.
        path: PathBuf,
        /// What the link says.
        end: PathBuf,
    },
    /// A folder, a pipe, a device.
    #[error("{} is {}, not a file", shown(.path), .kind.words())]
    NotAFile {
        /// Where.
        path: PathBuf,
        /// What is there.
        kind: Kind,
    },
    /// More than [`MAX_BYTES`].
    #[error("{} is larger than {} MiB, the largest file that Milepost opens", shown(.0), MAX_BYTES >> 20)]
    TooLarge(PathBuf),
    /// The system says no.
    #[error("{} cannot be read: {}", shown(.path), reason(.source))]
    Io {
        /// Where.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

/// Reads a regular file of at most [`MAX_BYTES`] and says what it was; never waits on a pipe or a device.
pub fn read_file(path: &Path) -> Result<(Vec<u8>, Signature), ReadError> {
    read_with(&RealFs, path)
}

/// As [`read_file`], through `fs`.
pub fn read_with(fs: &dyn Fs, path: &Path) -> Result<(Vec<u8>, Signature), ReadError> {
    let (bytes, facts) = read(fs, path)?;
    let signature = Signature::new(&bytes, facts);
    Ok((bytes, signature))
}

/// As [`read_file`], for whoever only looks: nothing is kept to compare with later, so that no hash is made.
///
/// # Errors
/// As [`read_file`].
pub fn read_only(path: &Path) -> Result<Vec<u8>, ReadError> {
    read(&RealFs, path).map(|(bytes, _)| bytes)
}

/// The bytes, and what the file system said of the file, if it did not change meanwhile.
fn read(fs: &dyn Fs, path: &Path) -> Result<(Vec<u8>, Option<Facts>), ReadError> {
    let failed = |source| io_error(path, source);
    // Before opening: opening a device can have effects of its own.
    refuse_special(path, &fs.facts(path).map_err(failed)?)?;
    let file = fs.open_read(path).map_err(failed)?;
    let facts = fs.facts_of(&file).map_err(failed)?;
    refuse_special(path, &facts)?;
    let bytes = read_bounded(fs, &file, facts.len).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooLarge(path.to_owned()));
    }
    // A file that grew or changed while it was read keeps no facts: the next look compares its content.
    let after = fs.facts_of(&file).ok().filter(|after| *after == facts);
    Ok((bytes, after))
}

fn io_error(path: &Path, source: io::Error) -> ReadError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound => match std::fs::read_link(&path) {
            Ok(end) => ReadError::Dangling { path, end },
            Err(_) => ReadError::Missing(path),
        },
        io::ErrorKind::IsADirectory => ReadError::NotAFile { path, kind: Kind::Folder },
        _ => ReadError::Io { path, source },
    }
}

fn refuse_special(path: &Path, facts: &Facts) -> Result<(), ReadError> {
    match facts.kind {
        Kind::File if facts.len > MAX_BYTES => Err(ReadError::TooLarge(path.to_owned())),
        Kind::File => Ok(()),
        kind => Err(ReadError::NotAFile { path: path.to_owned(), kind }),
    }
}

/// Reads to the end, or to one byte more than is allowed.
fn read_bounded(fs: &dyn Fs, file: &File, expected: u64) -> io::Result<Vec<u8>> {
    let limit = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX).saturating_add(1);
    let mut bytes = vec![0; usize::try_from(expected).unwrap_or(limit).saturating_add(1).min(limit)];
    let mut filled = 0;
    loop {
        let room = bytes.get_mut(filled..).unwrap_or_default();
        match fs.read_at(file, room, filled as u64) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if filled >= limit {
            break;
        }
        if filled == bytes.len() {
            bytes.resize(bytes.len().saturating_mul(2).min(limit), 0);
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Compares the file with `signature`: by its facts where these are proof, else by its content.
///
/// For looking on when the window gets focus or the watch wakes; a save compares contents always.
pub fn compare(path: &Path, signature: &Signature) -> Result<DiskState, ReadError> {
    match RealFs.facts(path) {
        Ok(now) if now.kind == Kind::File && signature.surely_same(&now) => Ok(DiskState::Same),
        _ => compare_content(&RealFs, path, signature),
    }
}

/// Compares the file's content with `signature`, whatever the facts say.
pub fn compare_content(fs: &dyn Fs, path: &Path, signature: &Signature) -> Result<DiskState, ReadError> {
    match read_with(fs, path) {
        Ok((_, now)) if now.hash == signature.hash => Ok(DiskState::Same),
        Ok(_) | Err(ReadError::TooLarge(_)) => Ok(DiskState::Changed),
        Err(ReadError::Missing(_) | ReadError::Dangling { .. }) => Ok(DiskState::Deleted),
        Err(ReadError::NotAFile { kind, .. }) => Ok(DiskState::NotAFile(kind)),
        Err(error @ ReadError::Io { .. }) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bed() -> (tempfile::TempDir, PathBuf, Signature) {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("map.ron");
        std::fs::write(&path, b"hello").unwrap();
        let (bytes, signature) = read_file(&path).unwrap();
        assert_eq!(bytes, b"hello");
        (temp, path, signature)
    }

    #[test]
    fn same_changed_deleted_and_a_folder_in_its_place() {
        let (_temp, path, signature) = bed();
        assert_eq!(compare(&path, &signature).unwrap(), DiskState::Same);
        std::fs::write(&path, b"hello, world").unwrap();
        assert_eq!(compare(&path, &signature).unwrap(), DiskState::Changed);
        std::fs::write(&path, b"hello").unwrap();
        assert_eq!(compare(&path, &signature).unwrap(), DiskState::Same, "same content again is no change");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(compare(&path, &signature).unwrap(), DiskState::Deleted);
        std::fs::create_dir(&path).unwrap();
        assert_eq!(compare(&path, &signature).unwrap(), DiskState::NotAFile(Kind::Folder));
        assert!(read_file(&path).unwrap_err().to_string().ends_with("is a folder, not a file"));
    }

    #[cfg(unix)]
    #[test]
    fn same_size_and_same_time_with_another_content_is_seen() {
        let (_temp, path, signature) = bed();
        let time = std::fs::metadata(&path).unwrap().modified().unwrap();
        std::fs::write(&path, b"jello").unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        let now = RealFs.facts(&path).unwrap();
        let then = signature.facts.unwrap();
        assert_eq!((now.len, now.mtime_ns, now.inode), (then.len, then.mtime_ns, then.inode));
        assert_eq!(compare_content(&RealFs, &path, &signature).unwrap(), DiskState::Changed);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_a_device_are_refused_at_once() {
        let temp = tempfile::tempdir().unwrap();
        let fifo = temp.path().join("fifo");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status().unwrap();
        assert!(made.success());
        let refused = |path: &Path| read_file(path).unwrap_err().to_string();
        assert!(refused(&fifo).ends_with("is a named pipe, not a file"));
        assert!(refused(Path::new("/dev/zero")).ends_with("is a device, not a file"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_says_where_it_leads() {
        let temp = tempfile::tempdir().unwrap();
        let link = temp.path().join("map.ron");
        std::os::unix::fs::symlink("gone.ron", &link).unwrap();
        let told = read_file(&link).unwrap_err().to_string();
        assert!(told.ends_with("map.ron is a link to nowhere: gone.ron does not exist"), "{told}");
    }

    #[test]
    fn a_huge_file_is_refused_without_reading_it() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("huge");
        File::create(&path).unwrap().set_len(MAX_BYTES + 1).unwrap();
        assert!(matches!(read_file(&path), Err(ReadError::TooLarge(_))));
        assert!(matches!(read_file(&temp.path().join("none")), Err(ReadError::Missing(_))));
    }
}
