//! Versions: named, numbered, immutable snapshots of a map in `versions/<map id>/0013-9f3c1ab2.ron`.
//!
//! A snapshot is the map's file as it was, byte for byte and comments included, below a header of comment lines:
//!
//! ```text
//! // milepost version: 13
//! // map: order-to-doorstep
//! // on: 2026-11-22
//! // author: maya
//! // why: after the June workshop
//! #![enable(implicit_some)]
//! (
//!   format: 1,
//!   …
//! ```
//!
//! So it is itself a map that every command opens, it differs from the map's file by its header only, and the list of
//! versions costs the first lines of each file. The name holds the first 32 bits of the SHA-256 of what is inside:
//! two branches' version 13 are two files, and a snapshot that somebody changed is told from one that is whole.

mod header;
pub mod seals;

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use thiserror::Error;

pub use header::without_header;
use header::{HEADER_BYTES, parse};

use super::disk::dirs::Dirs;
use super::disk::error::SaveError;
use super::disk::fs::{Fs, Kind};
use super::disk::save::{Expected, save};
use super::disk::signature::{ContentHash, ReadError, read_with};
use super::disk::words::{hex, reason, shown};
use super::ron::prepare::prepare;
use crate::map::Label;
use crate::map::id::MapId;

/// The folder of all versions, beside the maps.
pub const FOLDER: &str = "versions";

/// What is said about a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The day.
    pub on: Date,
    /// Who made it: a person's id, or a name.
    pub author: Label,
    /// Why: its name in the list.
    pub why: Label,
}

/// A version, without the map that it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1; two branches may both have made one with the same number.
    pub number: u32,
    /// When, who and why.
    pub about: About,
    /// The file.
    pub path: PathBuf,
}

/// All versions of a map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// By number, then by name; the newest is the last.
    pub versions: Vec<Version>,
    /// Files with a version's name that are none, in words.
    pub problems: Vec<String>,
}

impl Listing {
    /// The newest.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Those with this number: none, one, or several when branches were merged.
    pub fn numbered(&self, number: u32) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |v| v.number == number)
    }
}

/// Why a version was not written or read.
#[derive(Debug, Error)]
pub enum VersionError {
    /// No reason was given.
    #[error("a version needs a few words that say why it was made")]
    NoReason,
    /// There are too many.
    #[error("a map can have at most {} versions", MOST)]
    TooMany,
    /// The folder cannot be used.
    #[error("the folder {} cannot be used: {}", shown(.path), reason(.source))]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What is inside is not what was written.
    #[error("{} was changed after it was written: its content does not fit its name", shown(.0))]
    Changed(PathBuf),
    /// It is no text.
    #[error("{} cannot be read as a version: {}", shown(.0), .1)]
    Broken(PathBuf, String),
}

/// The highest number, so that names sort and nothing overflows.
const MOST: u32 = 999_999;

/// Where the versions of a map are kept. A map's id has no character that could lead out of the folder.
pub fn folder(root: &Path, map: &MapId) -> PathBuf {
    root.join(FOLDER).join(map.as_str())
}

/// Writes the next version of a map: `text` is the map's file, or what would be saved as it. `root` is the workspace's folder.
///
/// # Errors
/// Without a reason, or when the disk or a folder's permissions forbid it. A file that is there is never touched.
pub fn write(
    fs: &dyn Fs,
    dirs: &Dirs,
    root: &Path,
    map: &MapId,
    text: &str,
    about: About,
) -> Result<Version, VersionError> {
    if about.why.is_empty() {
        return Err(VersionError::NoReason);
    }
    let folder = real_folder(root, map)?;
    let number = next_number(fs, &folder)?;
    let content = header::write(number, map, &about) + without_header(text);
    let path = folder.join(name(number, &content));
    match save(fs, dirs, &path, content.as_bytes(), Expected::Nothing) {
        // The same number and hash: the same version, written by somebody else just now.
        Ok(_) | Err(SaveError::Exists(_)) => Ok(Version { number, about, path }),
        Err(error) => Err(error.into()),
    }
}

/// The versions of a map; an empty list where there is no folder. Reads the first lines of each file.
pub fn list(fs: &dyn Fs, root: &Path, map: &MapId) -> Result<Listing, VersionError> {
    let folder = folder(root, map);
    let mut listing = Listing::default();
    for (number, path) in files(fs, &folder)? {
        match head(fs, &path).as_deref().map(parse) {
            Ok(Some((stated, about))) if stated == number => {
                listing.versions.push(Version { number, about, path });
            }
            Ok(_) => listing.problems.push(format!("{} is not a version", shown(&path))),
            Err(error) => listing.problems.push(error.to_string()),
        }
    }
    listing.versions.sort_by(|a, b| (a.number, &a.path).cmp(&(b.number, &b.path)));
    Ok(listing)
}

/// The highest number that a version of a map has, by the names of the files alone; `None` where there is none.
pub fn newest(fs: &dyn Fs, root: &Path, map: &MapId) -> Option<u32> {
    files(fs, &folder(root, map)).ok()?.into_iter().map(|(number, _)| number).max()
}

/// The text of the map's file that a version holds, once it is sure that nobody changed it.
pub fn read(fs: &dyn Fs, version: &Version) -> Result<String, VersionError> {
    let (bytes, _) = read_with(fs, &version.path)?;
    let broken = |why: String| VersionError::Broken(version.path.clone(), why);
    let text = prepare(&bytes).map_err(|found| broken(found.message))?;
    if version.path.file_name().is_none_or(|known| known != name(version.number, &text).as_str()) {
        return Err(VersionError::Changed(version.path.clone()));
    }
    Ok(without_header(&text).to_owned())
}

/// The file's name: the number in four digits or more, and the hash of the content.
fn name(number: u32, content: &str) -> String {
    let ContentHash(hash) = ContentHash::of(content.as_bytes());
    format!("{number:04}-{}.ron", hex(hash.get(..4).unwrap_or_default()))
}

/// The number in a name that [`name`] makes.
fn number_of(name: &str) -> Option<u32> {
    let (number, hash) = name.strip_suffix(".ron")?.split_once('-')?;
    let shaped = number.len() >= 4
        && number.bytes().all(|b| b.is_ascii_digit())
        && hash.len() == 8
        && hash.bytes().all(|b| b.is_ascii_hexdigit());
    shaped.then(|| number.parse().ok()).flatten()
}

/// The files with the name of a version.
fn files(fs: &dyn Fs, folder: &Path) -> Result<Vec<(u32, PathBuf)>, VersionError> {
    let names = match fs.names(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        names => names.map_err(|source| VersionError::Folder { path: folder.to_owned(), source })?,
    };
    let numbered = names.iter().filter_map(|name| Some((number_of(name.to_str()?)?, folder.join(name))));
    Ok(numbered.collect())
}

fn next_number(fs: &dyn Fs, folder: &Path) -> Result<u32, VersionError> {
    let highest = files(fs, folder)?.into_iter().map(|(number, _)| number).max().unwrap_or(0);
    if highest >= MOST { Err(VersionError::TooMany) } else { Ok(highest + 1) }
}

/// The beginning of a regular file; links are not followed.
fn head(fs: &dyn Fs, path: &Path) -> Result<String, ReadError> {
    let failed = |source| ReadError::Io { path: path.to_owned(), source };
    if std::fs::symlink_metadata(path).map_err(failed)?.is_symlink() {
        return Err(ReadError::NotAFile { path: path.to_owned(), kind: Kind::Other });
    }
    match fs.facts(path).map_err(failed)?.kind {
        Kind::File => {}
        kind => return Err(ReadError::NotAFile { path: path.to_owned(), kind }),
    }
    let file = fs.open_read(path).map_err(failed)?;
    let mut bytes = vec![0; HEADER_BYTES];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match fs.read_at(&file, rest, filled as u64).map_err(failed)? {
            0 => break,
            more => filled += more,
        }
    }
    bytes.truncate(filled);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Makes the folder of a map's versions; a link or file in its place is refused, so that nothing lands elsewhere.
fn real_folder(root: &Path, map: &MapId) -> Result<PathBuf, VersionError> {
    let wanted = folder(root, map);
    for path in [&root.join(FOLDER), &wanted] {
        make_folder(path).map_err(|source| VersionError::Folder { path: path.clone(), source })?;
    }
    Ok(wanted)
}

fn make_folder(path: &Path) -> io::Result<()> {
    match DirBuilder::new().create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        done => return done,
    }
    if std::fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder"))
}

#[cfg(test)]
mod tests;
