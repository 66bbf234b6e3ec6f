//! A folder of maps: where it is, what it holds, and its `milepost.ron`.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::clock::Today;
use super::diagnostic::{Diagnostic, Source, concise};
use super::disk::fs::{Fs as _, Kind, RealFs};
use super::disk::signature::{ReadError, Signature, read_file};
use super::document::{LoadContext, LoadedMap, load_map, load_workspace};
use super::ron::comments::Comments;
use crate::map::{Person, Workspace};

/// The file with people, policy and defaults.
pub const FILE: &str = "milepost.ron";
/// The folder of maps that is looked for at every level.
const MAPS: &str = "maps";
/// How much of a file is looked at to see whether it is a map.
const GLANCE: u64 = 4096;

/// A workspace's folder, with what its `milepost.ron` says.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// People, policy, defaults; empty where there is no file, or none that can be read.
    pub workspace: Workspace,
    /// The file; `None` where there is none.
    pub file: Option<FileState>,
}

/// What was read from a `milepost.ron`.
#[derive(Debug, Clone)]
pub struct FileState {
    /// What it was when it was read; `None` when it could not be read at all. A save wants it.
    pub signature: Option<Signature>,
    /// What is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that the diagnostics point into.
    pub source_text: String,
    /// The comments in it.
    pub comments: Comments,
    /// It says something that could not be understood: it must not be overwritten.
    pub is_refused: bool,
}

/// A map as read from its file.
#[derive(Debug, Clone)]
pub struct MapFromDisk {
    /// Where it was read.
    pub path: PathBuf,
    /// What was in it.
    pub loaded: LoadedMap,
    /// What the file was then: a save wants it.
    pub signature: Signature,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// The workspace that `from` (a folder, or a file in it) is in: the nearest folder, upwards, that has a `milepost.ron`, or
/// maps, or a folder `maps` that has. The search ends at the top of a git repository.
pub fn find(from: &Path) -> Option<PathBuf> {
    let from = std::path::absolute(from).ok()?;
    let start = if from.is_dir() { from.as_path() } else { from.parent()? };
    for level in start.ancestors() {
        let maps = level.join(MAPS);
        let found = [level, &maps].into_iter().find(|folder| folder.join(FILE).is_file());
        let found = found.or_else(|| [level, &maps].into_iter().find(|folder| holds_maps(folder)));
        if let Some(found) = found {
            return Some(found.to_owned());
        }
        if level.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Whether some file in the folder looks like a map. Snapshots of versions are maps, and no workspace.
fn holds_maps(folder: &Path) -> bool {
    let names = [Some(folder), folder.parent()].into_iter().flatten().filter_map(Path::file_name);
    let is_kept = names.into_iter().any(|name| name == "versions" || name == ".milepost");
    !is_kept && maps_in(folder).is_ok_and(|maps| maps.iter().any(|path| looks_like_a_map(path)))
}

/// Other programs keep RON files too: a map says its format and title near its beginning.
pub(in crate::store) fn looks_like_a_map(path: &Path) -> bool {
    let mut bytes = Vec::new();
    // A pipe is never opened: whoever writes into it would be woken, or we would wait for them.
    let is_file = RealFs.facts(path).is_ok_and(|facts| facts.kind == Kind::File);
    let file = is_file.then(|| RealFs.open_read(path).ok()).flatten();
    let read = file.is_some_and(|file| file.take(GLANCE).read_to_end(&mut bytes).is_ok());
    let has = |word: &str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
    read && has("format:") && has("title:")
}

/// The maps of a folder, by name: its `.ron` files, without `milepost.ron` and hidden ones. Folders are none. What has the
/// name of a map and cannot be one (a pipe, a link to nowhere) is among them: reading it says why, and never waits.
///
/// # Errors
/// When the folder cannot be listed.
pub fn maps_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut maps = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_map_name(&entry.file_name()) && !is_folder(&entry) {
            maps.push(entry.path());
        }
    }
    maps.sort();
    Ok(maps)
}

/// Whether a file of this name in a workspace is one of its maps.
pub fn is_map_name(name: &OsStr) -> bool {
    let hidden = name.as_encoded_bytes().starts_with(b".");
    !hidden && name != FILE && Path::new(name).extension() == Some(OsStr::new("ron"))
}

/// Whether it is a folder, or a link to one.
fn is_folder(entry: &std::fs::DirEntry) -> bool {
    match entry.file_type() {
        Ok(kind) if kind.is_symlink() => entry.path().is_dir(),
        kind => kind.is_ok_and(|kind| kind.is_dir()),
    }
}

impl Folder {
    /// Reads the `milepost.ron` of a folder, if it has one. A file that cannot be read is a diagnostic, never an end.
    pub fn open(root: &Path) -> Self {
        let (workspace, file) = match read_file(&root.join(FILE)) {
            Err(ReadError::Missing(_)) => (Workspace::default(), None),
            Err(error) => (Workspace::default(), Some(FileState::unreadable(&error))),
            Ok((bytes, signature)) => {
                let loaded = load_workspace(&bytes);
                let state = FileState {
                    signature: Some(signature),
                    is_refused: loaded.value.is_none(),
                    diagnostics: loaded.diagnostics,
                    source_text: loaded.source_text,
                    comments: loaded.comments,
                };
                (loaded.value.unwrap_or_default(), Some(state))
            }
        };
        Self { root: root.to_owned(), workspace, file }
    }

    /// Why its `milepost.ron` could not be read, on one line; `None` where it could.
    pub fn wrong(&self) -> Option<String> {
        let file = self.file.as_ref().filter(|file| file.is_refused)?;
        let source = Source { name: FILE, text: &file.source_text };
        file.diagnostics.first().map(|diagnostic| concise(diagnostic, &source))
    }

    /// Its `milepost.ron`, whether it exists or not.
    pub fn file_path(&self) -> PathBuf {
        self.root.join(FILE)
    }

    /// Its maps, by name.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn maps(&self) -> io::Result<Vec<PathBuf>> {
        maps_in(&self.root)
    }

    /// The day to judge by: the given one, else the one that the workspace is pinned to, else the clock's.
    pub fn today(&self, given: Option<Date>) -> Today {
        Today::of(given, self.workspace.today)
    }

    /// Reads one of its maps.
    ///
    /// # Errors
    /// When the file cannot be read; what is wrong *in* it is among the diagnostics.
    pub fn read_map(&self, path: &Path) -> Result<MapFromDisk, ReadError> {
        read_map(path, &self.workspace.people)
    }

    /// The file of the map that somebody calls `name`: a path, a file's name with or without its ending, or the map's id.
    pub fn map_called(&self, name: &str) -> Option<PathBuf> {
        let given = PathBuf::from(name);
        if given.is_file() {
            return Some(given);
        }
        let maps = self.maps().ok()?;
        let by_name = |path: &&PathBuf| {
            path.file_name() == Some(OsStr::new(name)) || path.file_stem() == Some(OsStr::new(name))
        };
        maps.iter().find(by_name).or_else(|| maps.iter().find(|path| self.has_id(path, name))).cloned()
    }

    fn has_id(&self, path: &Path, id: &str) -> bool {
        let read = self.read_map(path).ok();
        read.and_then(|read| read.loaded.value).is_some_and(|map| map.id.as_str() == id)
    }
}

impl FileState {
    fn unreadable(error: &ReadError) -> Self {
        Self {
            signature: None,
            diagnostics: vec![Diagnostic::error("unreadable", error.to_string())],
            source_text: String::new(),
            comments: Comments::default(),
            is_refused: true,
        }
    }
}

/// Reads a map from its file; `people`: those of its workspace, none when it has none. Fit for a worker thread.
///
/// # Errors
/// When the file cannot be read; what is wrong *in* it is among the diagnostics.
pub fn read_map(path: &Path, people: &[Person]) -> Result<MapFromDisk, ReadError> {
    let (bytes, signature) = read_file(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let loaded = load_map(&bytes, &name, &LoadContext { people });
    Ok(MapFromDisk { path: path.to_owned(), loaded, signature, bytes })
}

#[cfg(test)]
mod tests;
