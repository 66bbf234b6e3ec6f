//! Opening a map: its content, what the reader says, what a crash left behind; and what is known of it while it is open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::event::Opened;
use super::leftover;
use super::recorder::Recorder;
use super::surroundings::Surroundings;
use super::unmerged;
use crate::map::Map;
use crate::store::diagnostic::{Source, concise, render};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::fs::RealFs;
use crate::store::disk::journal::{self, Head};
use crate::store::disk::presence::Editor;
use crate::store::disk::signature::{ContentHash, DiskState, Signature};
use crate::store::disk::words::shown_name;
use crate::store::document::{LoadContext, LoadedMap, load_map, write_map_telling};
use crate::store::ron::comments::Comments;
use crate::store::versions;
use crate::store::workspace::{Folder, MapFromDisk};

/// What the disk holds of the open map, as far as this editor knows.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// What it was when it was read or last saved.
    pub(super) signature: Signature,
    /// The comments in it.
    pub(super) comments: Comments,
    /// The whole file: what both sides of a merge come from.
    pub(super) bytes: Arc<[u8]>,
}

/// The open map.
#[derive(Debug)]
pub(super) struct OpenFile {
    /// Tells this map's messages from those of one that was open before.
    pub(super) id: u64,
    pub(super) path: PathBuf,
    pub(super) known: Arc<Mutex<Known>>,
    pub(super) recorder: Recorder,
    /// Whether the journal's trouble was told: once is enough.
    pub(super) is_trouble_told: bool,
    /// The journals whose content is offered; nobody else gets them meanwhile.
    pub(super) leftovers: Vec<journal::Leftover>,
    /// Saves asked for and not ended.
    pub(super) saves: usize,
    /// What was told about the file, and which content that was.
    pub(super) told: (DiskState, Option<ContentHash>),
    /// What the file is now, until the map is put together with it.
    pub(super) arrived: Option<Known>,
    /// Watch and presence, once they are there.
    pub(super) surroundings: Option<Surroundings>,
}

impl OpenFile {
    /// What is known of the file.
    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.known)
    }
}

/// The value, whatever happened to a thread that had it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens the map at `path`.
///
/// # Errors
/// The lines to show, when it cannot be read.
pub(super) fn open(
    dirs: &Dirs,
    folder: &Folder,
    me: &Editor,
    path: &Path,
    id: u64,
) -> Result<(OpenFile, Opened), Vec<String>> {
    let MapFromDisk { loaded, signature, bytes, .. } =
        folder.read_map(path).map_err(|error| vec![error.to_string()])?;
    let remarks = remarks(&loaded, path);
    let unmerged = unmerged::read(folder, path, &loaded);
    let LoadedMap { value, comments, .. } = loaded;
    let (map, comments, bytes, remarks, unmerged) = match (value, unmerged) {
        (Some(map), _) => (map, comments, bytes, remarks, None),
        (None, Some(found)) => (found.ours, found.comments, found.bytes, Vec::new(), Some(found.other)),
        (None, None) => return Err(refusal(&remarks)),
    };
    let left = journal::find_for(dirs, path).unwrap_or_default();
    let (offered, leftovers) = leftover::offer(left, Some(signature.hash), &|bytes| parse(folder, bytes));
    let head = Head {
        path: path.to_owned(),
        base: Some(signature.hash),
        pid: me.pid,
        host: me.host.clone(),
        started: me.since.clone(),
    };
    let bytes: Arc<[u8]> = bytes.into();
    let recorder = Recorder::new(dirs.clone(), head);
    recorder.set_base(Arc::clone(&bytes));
    let opened = Opened {
        path: path.to_owned(),
        version: versions::newest(&RealFs, &folder.root, &map.id),
        remarks: remarks.into_iter().map(|(short, _)| short).collect(),
        comments_move: comments_move(&map, &comments),
        leftover: offered,
        others: Vec::new(),
        unmerged: unmerged.map(Box::new),
        map,
    };
    let file = OpenFile {
        id,
        path: path.to_owned(),
        known: Arc::new(Mutex::new(Known { signature, comments, bytes })),
        recorder,
        is_trouble_told: false,
        leftovers,
        saves: 0,
        told: (DiskState::Same, None),
        arrived: None,
        surroundings: None,
    };
    Ok((file, opened))
}

/// A map as it was in these bytes, read as the workspace reads now; `None`: they are none.
pub(super) fn parse(folder: &Folder, bytes: &[u8]) -> Option<Map> {
    load_map(bytes, "", &LoadContext { people: &folder.workspace.people }).value
}

/// What the reader says: on one line each, and with the source line.
pub(super) fn remarks(loaded: &LoadedMap, path: &Path) -> Vec<(String, String)> {
    let name = shown_name(path);
    let source = Source { name: &name, text: &loaded.source_text };
    loaded.diagnostics.iter().map(|d| (concise(d, &source), render(d, &source, false))).collect()
}

/// All of what is wrong, a line each, with the places in the source.
fn refusal(remarks: &[(String, String)]) -> Vec<String> {
    remarks.iter().flat_map(|(_, long)| long.lines().map(str::to_owned).chain([String::new()])).collect()
}

pub(super) fn comments_move(map: &Map, comments: &Comments) -> bool {
    !comments.is_empty() && write_map_telling(map, comments).is_ok_and(|(_, moved)| !moved.is_empty())
}
