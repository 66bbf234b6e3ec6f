//! The map that a side of a comparison holds.

use std::path::{Path, PathBuf};

use super::{Source, SourceError, Wanted};
use crate::map::Person;
use crate::map::id::MapId;
use crate::map::text::visible;
use crate::store::disk::fs::RealFs;
use crate::store::disk::signature::read_file;
use crate::store::disk::words::{printable, shown};
use crate::store::document::{LoadContext, LoadedMap, load_map};
use crate::store::git::at::At;
use crate::store::versions::{self, Listing, Version};
use crate::store::workspace::{Folder, find, read_map};

/// What is said about the working file.
const WORKING: &str = "working file";

/// What a side needs beside its own name.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The workspace: its maps, versions and people.
    pub folder: &'a Folder,
    /// The file of the other side, which a commit alone takes.
    pub other: Option<&'a Path>,
    /// Standard input, where it was read.
    pub stdin: Option<&'a [u8]>,
}

/// One side of a comparison, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// What file it is: a path, or `<stdin>`; safe to print.
    pub name: String,
    /// Which state of it: `working file`, `version 3`, `HEAD~2`; safe to print.
    pub at: String,
    /// The file, as it was named.
    pub path: Option<PathBuf>,
    /// The hash of the commit.
    pub commit: Option<String>,
    /// The version.
    pub version: Option<Version>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One side of a comparison, loaded.
#[derive(Debug)]
pub struct Side {
    /// What file it is: a path, or `<stdin>`; safe to print.
    pub name: String,
    /// Which state of it: `working file`, `version 3`, `HEAD~2`; safe to print.
    pub at: String,
    /// The file, as it was named.
    pub path: Option<PathBuf>,
    /// The hash of the commit.
    pub commit: Option<String>,
    /// The version.
    pub version: Option<Version>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The map, with what is wrong in it and the comments.
    pub loaded: LoadedMap,
}

impl Side {
    /// The side in a few words: `maps/order.ron (version 3)`.
    pub fn label(&self) -> String {
        if self.at == WORKING { self.name.clone() } else { format!("{} ({})", self.name, self.at) }
    }
}

impl Fetched {
    fn new(name: String, at: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name, at: at.into(), path: None, commit: None, version: None, bytes }
    }

    /// The map in it, with what is wrong and the comments. Fit for a worker thread.
    pub fn read(&self, people: &[Person]) -> LoadedMap {
        load_map(&self.bytes, &self.name, &LoadContext { people })
    }
}

/// Loads a side. What is wrong *in* its file is among the diagnostics of what was loaded.
///
/// # Errors
/// When there is no such file, version or commit, or it cannot be read.
pub fn load(source: &Source, beside: &Beside<'_>) -> Result<Side, SourceError> {
    let fetched = fetch(source, beside)?;
    let loaded = fetched.read(&beside.folder.workspace.people);
    let Fetched { name, at, path, commit, version, bytes } = fetched;
    Ok(Side { name, at, path, commit, version, bytes, loaded })
}

/// Brings a side, and leaves it to be read.
///
/// # Errors
/// As [`load`].
pub fn fetch(source: &Source, beside: &Beside<'_>) -> Result<Fetched, SourceError> {
    match source {
        Source::Stdin => {
            let bytes = beside.stdin.ok_or(SourceError::NoStdin)?.to_vec();
            Ok(Fetched::new("<stdin>".to_owned(), "standard input", bytes))
        }
        Source::File(path) => {
            let (bytes, _) = read_file(path)?;
            Ok(Fetched { path: Some(path.clone()), ..Fetched::new(shown(path), WORKING, bytes) })
        }
        Source::Version { map, wanted } => version(map, wanted, beside),
        Source::Committed { rev, path } => {
            let mut at = At::open(&beside.folder.root, rev)?;
            let bytes = at.read_named(path)?;
            committed(&at, path, bytes)
        }
        Source::Revision(rev) => {
            let path = beside.other.ok_or_else(|| SourceError::NoFile(printable(rev)))?;
            let mut at = At::open(path, rev)?;
            let bytes = at.read(path)?;
            committed(&at, path, bytes)
        }
    }
}

/// Brings a file that stands, or would stand, here as it was in a commit that is open already; `None`: it was not there.
///
/// # Errors
/// When git does not answer.
pub fn fetch_at(at: &mut At, path: &Path) -> Result<Option<Fetched>, SourceError> {
    match at.read(path)? {
        None => Ok(None),
        bytes => committed(at, path, bytes).map(Some),
    }
}

fn committed(at: &At, path: &Path, bytes: Option<Vec<u8>>) -> Result<Fetched, SourceError> {
    let rev = at.words();
    let Some(bytes) = bytes else { return Err(SourceError::NotThere { rev, path: shown(path) }) };
    let commit = Some(at.commit().as_str().to_owned());
    Ok(Fetched { path: Some(path.to_owned()), commit, ..Fetched::new(shown(path), rev, bytes) })
}

fn version(map: &Path, wanted: &Wanted, beside: &Beside<'_>) -> Result<Fetched, SourceError> {
    let (root, id) = whose(map, beside.folder)?;
    let listing = versions::list(&RealFs, &root, &id)?;
    let found = chosen(&listing, map, wanted)?;
    let text = versions::read(&RealFs, found)?;
    let path = map.is_file().then(|| map.to_owned());
    let fetched = Fetched::new(shown(map), format!("version {}", found.number), text.into_bytes());
    Ok(Fetched { path, version: Some(found.clone()), ..fetched })
}

fn chosen<'a>(listing: &'a Listing, map: &Path, wanted: &Wanted) -> Result<&'a Version, SourceError> {
    let missing = |wanted: String| SourceError::NoVersion {
        map: shown(map),
        wanted,
        known: listing.versions.iter().map(|v| v.number).collect(),
    };
    let Wanted::Numbered { number, hash } = wanted else {
        return listing.latest().ok_or_else(|| missing("“last”".to_owned()));
    };
    let name = |v: &Version| v.path.file_stem().map(|s| visible(&s.to_string_lossy()).into_owned());
    let has_hash = |name: &str| name.split_once('-').is_some_and(|(_, h)| h.starts_with(hash));
    let fits = |v: &&Version| name(v).is_some_and(|name| has_hash(&name));
    let fitting: Vec<&Version> = listing.numbered(*number).filter(fits).collect();
    match fitting.as_slice() {
        [only] => Ok(only),
        [] => Err(missing(number.to_string())),
        several => {
            let names = several.iter().filter_map(|v| name(v)).collect();
            Err(SourceError::Several { map: shown(map), number: *number, names })
        }
    }
}

/// The workspace and the id of the map that has versions. Where its file is gone, the name is the id.
fn whose(map: &Path, folder: &Folder) -> Result<(PathBuf, MapId), SourceError> {
    if map.is_file() {
        let read = read_map(map, &folder.workspace.people)?;
        let is_own = map.parent().is_some_and(|parent| parent == folder.root);
        let root =
            if is_own { folder.root.clone() } else { find(map).unwrap_or_else(|| folder.root.clone()) };
        let stem = map.file_stem().unwrap_or_default().to_string_lossy();
        let id = read.loaded.value.map(|map| map.id).or_else(|| MapId::new(&stem).ok());
        return id.map(|id| (root, id)).ok_or_else(|| nobody(map));
    }
    let name = map.to_string_lossy();
    let id = MapId::new(name.as_ref()).map_err(|_| nobody(map))?;
    Ok((folder.root.clone(), id))
}

fn nobody(map: &Path) -> SourceError {
    SourceError::NoVersion { map: shown(map), wanted: "of that name".to_owned(), known: Vec::new() }
}
