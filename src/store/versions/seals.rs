//! Stages as they were reviewed: `versions/<map id>/seals/<hash>.ron`, so that "what changed since the review" has an answer
//! without git.
//!
//! A file is a map in the ordinary format that has one stage: the one that was reviewed, with all that stood in it but its
//! review and its snoozes, and of the map only what the stage needs to be read and sealed (id, title, state, owner,
//! lanes, segments). Its name is the hash of the seal: the stage in it has that very seal, or the file is not believed. A
//! file that is there is never written again: what the seal covers is the same in it.

mod past;
mod since;

use std::path::{Path, PathBuf};

pub use since::{Said, Since};

use super::{VersionError, folder, make_folder, real_folder};
use crate::change::seal;
use crate::map::edit::{Edit, StageField};
use crate::map::id::{MapId, StageId};
use crate::map::review::{Review, Seal};
use crate::map::{Map, Stage};
use crate::store::disk::dirs::Dirs;
use crate::store::disk::error::SaveError;
use crate::store::disk::fs::Fs;
use crate::store::disk::save::{Expected, save};
use crate::store::disk::signature::read_with;
use crate::store::document::{LoadContext, load_map, write_map};
use crate::store::ron::comments::Comments;

/// The folder of reviewed stages in that of a map's versions.
const FOLDER: &str = "seals";

/// A stage as it was reviewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// Its seal.
    pub seal: Seal,
    /// A map of that stage alone.
    pub map: Map,
}

impl Sealed {
    /// The stage as it is now.
    pub fn of(map: &Map, stage: &Stage) -> Self {
        let alone = Stage { reviewed: None, snoozes: Vec::new(), ..stage.clone() };
        let mut only = Map::new(map.id.clone(), map.title.as_str());
        only.state = map.state;
        only.owner.clone_from(&map.owner);
        only.lanes.clone_from(&map.lanes);
        only.segments.clone_from(&map.segments);
        only.stages = vec![alone];
        Self { seal: seal(map, stage), map: only }
    }

    /// The stages that an edit, which `map` holds already, says to be reviewed as they are there: one just recorded, or one
    /// that comes back from a journal.
    pub fn of_edit(map: &Map, edit: &Edit) -> Vec<Self> {
        match edit {
            Edit::Together(edits) => edits.iter().flat_map(|edit| Self::of_edit(map, edit)).collect(),
            Edit::SetStage { stage, field: StageField::Reviewed(Some(Review { seal: Some(seal), .. })) } => {
                let sealed = map.stage(stage).filter(|_| holds(map, stage, *seal));
                sealed.map(|stage| Self::of(map, stage)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether `map` holds a review that means it.
    pub fn is_meant(&self, map: &Map) -> bool {
        let id = self.map.stages.first().map(|s| &s.id);
        let stage = id.and_then(|id| map.stage(id));
        stage.and_then(|s| s.reviewed.as_ref()).and_then(|r| r.seal) == Some(self.seal)
    }
}

/// Where a seal's stage is kept.
fn path(root: &Path, map: &MapId, seal: Seal) -> PathBuf {
    let version = if seal.version == 1 { String::new() } else { format!("{}-", seal.version) };
    folder(root, map).join(FOLDER).join(format!("{version}{:012x}.ron", seal.hash))
}

/// Writes a reviewed stage, unless it is there. `root` is the workspace's folder.
///
/// # Errors
/// When the disk or a folder's permissions forbid it.
pub fn keep(fs: &dyn Fs, dirs: &Dirs, root: &Path, sealed: &Sealed) -> Result<(), VersionError> {
    let path = path(root, &sealed.map.id, sealed.seal);
    if std::fs::symlink_metadata(&path).is_ok() {
        return Ok(());
    }
    let wanted = real_folder(root, &sealed.map.id)?.join(FOLDER);
    make_folder(&wanted).map_err(|source| VersionError::Folder { path: wanted.clone(), source })?;
    let broken =
        |error: crate::store::ron::emit::EmitError| VersionError::Broken(path.clone(), error.to_string());
    let text = write_map(&sealed.map, &Comments::default()).map_err(broken)?;
    match save(fs, dirs, &path, text.as_bytes(), Expected::Nothing) {
        Ok(_) | Err(SaveError::Exists(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The stage that a seal stands for, as a map of it alone; `None`: nothing was kept for it.
///
/// # Errors
/// When the file cannot be read, or is not what the seal says.
pub fn find(
    fs: &dyn Fs,
    root: &Path,
    map: &MapId,
    stage: &StageId,
    seal: Seal,
) -> Result<Option<Map>, VersionError> {
    let path = path(root, map, seal);
    if std::fs::symlink_metadata(&path).is_err() {
        return Ok(None);
    }
    let (bytes, _) = read_with(fs, &path)?;
    let loaded = load_map(&bytes, map.as_str(), &LoadContext::default());
    match loaded.value {
        Some(kept) if holds(&kept, stage, seal) => Ok(Some(kept)),
        Some(_) => Err(VersionError::Changed(path)),
        None => {
            let why = loaded.diagnostics.first().map_or_else(String::new, |d| d.message.clone());
            Err(VersionError::Broken(path, why))
        }
    }
}

/// Whether a stage of a map is as its seal says.
pub fn holds(map: &Map, stage: &StageId, seal: Seal) -> bool {
    map.stage(stage).is_some_and(|s| seal::differs(map, s, seal) == Some(false))
}

/// What a seal stands for: the stage as it was kept, else from the newest version that holds it; `None`: nothing on this disk
/// knows it.
///
/// # Errors
/// When a kept stage cannot be read and no version holds it.
pub fn look_up(
    fs: &dyn Fs,
    root: &Path,
    map: &MapId,
    stage: &StageId,
    seal: Seal,
) -> Result<Option<Map>, VersionError> {
    let kept = find(fs, root, map, stage, seal);
    if let Ok(Some(map)) = kept {
        return Ok(Some(map));
    }
    let listing = super::list(fs, root, map)?;
    for version in listing.versions.iter().rev() {
        let Ok(text) = super::read(fs, version) else { continue };
        let loaded = load_map(text.as_bytes(), map.as_str(), &LoadContext::default());
        if let Some(found) = loaded.value.filter(|found| holds(found, stage, seal)) {
            return Ok(Some(found));
        }
    }
    kept
}

#[cfg(test)]
mod tests;
