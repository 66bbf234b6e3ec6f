//! The workspace that a command works in.

use std::path::{Path, PathBuf};

use super::error::{CliError, Result};
use super::file::refused;
use crate::map::Workspace;
use crate::store::disk::words::shown;
use crate::store::workspace::{Folder, find};

/// A folder of maps with what its `milepost.ron` says.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The folder, as a person would write it from where they stand.
    pub root: PathBuf,
    /// What its `milepost.ron` says; defaults without one.
    pub workspace: Workspace,
    /// As it was read.
    pub folder: Folder,
}

impl Place {
    /// The workspace in this folder, whether it has a `milepost.ron` or not.
    ///
    /// # Errors
    /// When it is no folder.
    pub(super) fn open(root: &Path) -> Result<Self> {
        if !root.is_dir() {
            return Err(CliError::trouble(format!("there is no folder {}", shown(root))));
        }
        let folder = Folder::open(root);
        Ok(Self { root: root.to_owned(), workspace: folder.workspace.clone(), folder })
    }

    /// The workspace around `near`, a file or folder; without any, the folder itself.
    pub(super) fn around(near: &Path) -> Result<Self> {
        let own = if near.is_dir() { near.to_owned() } else { parent(near) };
        let root = find(near).map_or(own, |root| nicer(root, near));
        Self::open(&root)
    }

    /// The same, unless its `milepost.ron` cannot be read: then nothing may be judged by it, or written to it.
    pub(super) fn sound(self) -> Result<Self> {
        match &self.folder.file {
            Some(file) if file.is_refused => {
                Err(refused(&shown(&self.folder.file_path()), &file.source_text, &file.diagnostics, false))
            }
            _ => Ok(self),
        }
    }

    /// The files of its maps, by name.
    pub(super) fn maps(&self) -> Result<Vec<PathBuf>> {
        Ok(self.folder.maps()?)
    }
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The path as a person would write it from where they stand: relative where they gave no absolute one.
fn nicer(root: PathBuf, near: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().filter(|_| near.is_relative());
    match here.and_then(|here| root.strip_prefix(here).map(Path::to_owned).ok()) {
        Some(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
        Some(rest) => rest,
        None => root,
    }
}
