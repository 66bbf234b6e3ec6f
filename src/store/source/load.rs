//! The map that a side of a comparison holds.

use std::path::{Path, PathBuf};

use super::{Source, SourceError, Wanted};
use crate::map::id::MapId;
use crate::map::text::visible;
use crate::store::disk::fs::RealFs;
use crate::store::disk::signature::read_file;
use crate::store::disk::words::{printable, shown};
use crate::store::document::{LoadContext, LoadedMap, load_map};
use crate::store::git::at::At;
use crate::store::versions::{self, Version};
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

    fn read(name: String, at: impl Into<String>, bytes: Vec<u8>, beside: &Beside<'_>) -> Self {
        let people = &beside.folder.workspace.people;
        let loaded = load_map(&bytes, &name, &LoadContext { people });
        Self { name, at: at.into(), path: None, commit: None, version: None, bytes, loaded }
    }
}

/// Loads a side. What is wrong *in* its file is among the diagnostics of what was loaded.
///
/// # Errors
/// When there is no such file, version or commit, or it cannot be read.
pub fn load(source: &Source, beside: &Beside<'_>) -> Result<Side, SourceError> {
    match source {
        Source::Stdin => {
            let bytes = beside.stdin.ok_or(SourceError::NoStdin)?.to_vec();
            Ok(Side::read("<stdin>".to_owned(), "standard input", bytes, beside))
        }
        Source::File(path) => {
            let (bytes, _) = read_file(path)?;
            let side = Side::read(shown(path), WORKING, bytes, beside);
            Ok(Side { path: Some(path.clone()), ..side })
        }
        Source::Version { map, wanted } => version(map, wanted, beside),
        Source::Committed { rev, path } => {
            let mut at = At::open(&beside.folder.root, rev)?;
            let bytes = at.read_named(path)?;
            committed(&at, path, bytes, beside)
        }
        Source::Revision(rev) => {
            let path = beside.other.ok_or_else(|| SourceError::NoFile(printable(rev)))?;
            let mut at = At::open(path, rev)?;
            at_commit(&mut at, path, beside)
        }
    }
}

/// A file that stands, or would stand, here as it was in a commit that is open already.
///
/// # Errors
/// When it was not there, or cannot be read.
pub fn at_commit(at: &mut At, path: &Path, beside: &Beside<'_>) -> Result<Side, SourceError> {
    let bytes = at.read(path)?;
    committed(at, path, bytes, beside)
}

fn committed(at: &At, path: &Path, bytes: Option<Vec<u8>>, beside: &Beside<'_>) -> Result<Side, SourceError> {
    let rev = at.words();
    let Some(bytes) = bytes else { return Err(SourceError::NotThere { rev, path: shown(path) }) };
    let commit = Some(at.commit().as_str().to_owned());
    let side = Side::read(shown(path), rev, bytes, beside);
    Ok(Side { path: Some(path.to_owned()), commit, ..side })
}

fn version(map: &Path, wanted: &Wanted, beside: &Beside<'_>) -> Result<Side, SourceError> {
    let (root, id) = whose(map, beside.folder)?;
    let listing = versions::list(&RealFs, &root, &id)?;
    let name = |v: &Version| v.path.file_stem().map(|s| visible(&s.to_string_lossy()).into_owned());
    let missing = |wanted: String| SourceError::NoVersion {
        map: shown(map),
        wanted,
        known: listing.versions.iter().map(|v| v.number).collect(),
    };
    let found = match wanted {
        Wanted::Last => listing.latest().ok_or_else(|| missing("“last”".to_owned()))?,
        Wanted::Numbered { number, hash } => {
            let fits = |v: &Version| {
                name(v).is_some_and(|name| name.split_once('-').is_some_and(|(_, h)| h.starts_with(hash)))
            };
            let fitting: Vec<&Version> = listing.numbered(*number).filter(|v| fits(v)).collect();
            match fitting.as_slice() {
                [only] => *only,
                [] => return Err(missing(number.to_string())),
                several => {
                    let names = several.iter().filter_map(|v| name(v)).collect();
                    return Err(SourceError::Several { map: shown(map), number: *number, names });
                }
            }
        }
    };
    let text = versions::read(&RealFs, found)?;
    let side = Side::read(shown(map), format!("version {}", found.number), text.into_bytes(), beside);
    let path = map.is_file().then(|| map.to_owned());
    Ok(Side { path, version: Some(found.clone()), ..side })
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
