//! The workspace that a command works in.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{CliError, Result};
use crate::map::Workspace;
use crate::store::diagnostic::{Source, render};
use crate::store::disk::signature::{ReadError, Signature, read_file};
use crate::store::disk::words::shown;
use crate::store::document::load_workspace;
use crate::store::ron::comments::Comments;

/// The file that makes a folder a workspace.
pub const WORKSPACE_FILE: &str = "milepost.ron";

/// A folder of maps with what its `milepost.ron` says.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder.
    pub root: PathBuf,
    /// What its `milepost.ron` says; defaults without one.
    pub workspace: Workspace,
    /// The file as it was read; `None` where there is none.
    pub signature: Option<Signature>,
    /// Its comments.
    pub comments: Comments,
}

impl Place {
    /// The workspace in this folder, whether it has a `milepost.ron` or not.
    ///
    /// # Errors
    /// When it is no folder, or its `milepost.ron` cannot be read.
    pub fn open(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(CliError::trouble(format!("there is no folder {}", shown(folder))));
        }
        let path = folder.join(WORKSPACE_FILE);
        let (bytes, signature) = match read_file(&path) {
            Ok(read) => read,
            Err(ReadError::Missing(_)) => return Ok(Self::bare(folder)),
            Err(error) => return Err(error.into()),
        };
        let loaded = load_workspace(&bytes);
        let Some(workspace) = loaded.value else {
            let name = shown(&path);
            let source = Source { name: &name, text: &loaded.source_text };
            let drawn: Vec<String> = loaded.diagnostics.iter().map(|d| render(d, &source, false)).collect();
            let mut error = CliError::trouble(format!("{name} cannot be read"));
            error.report = Some(drawn.join("\n\n"));
            return Err(error);
        };
        let comments = loaded.comments;
        Ok(Self { root: folder.to_owned(), workspace, signature: Some(signature), comments })
    }

    fn bare(folder: &Path) -> Self {
        Self {
            root: folder.to_owned(),
            workspace: Workspace::default(),
            signature: None,
            comments: Comments::default(),
        }
    }

    /// The workspace around `near`, a file or folder: the nearest folder upwards with a `milepost.ron`, or with one in
    /// its `maps`; without any, the folder itself, or `maps` in it when maps are there.
    pub fn around(near: &Path) -> Result<Self> {
        let start = std::path::absolute(near).unwrap_or_else(|_| near.to_owned());
        let folder = if start.is_dir() { start.clone() } else { parent(&start) };
        for level in folder.ancestors() {
            for candidate in [level.to_owned(), level.join("maps")] {
                if candidate.join(WORKSPACE_FILE).is_file() {
                    return Self::open(&nicer(&candidate, near));
                }
            }
        }
        let maps = folder.join("maps");
        let chosen = if map_files(&folder).is_empty() && !map_files(&maps).is_empty() { maps } else { folder };
        Self::open(&nicer(&chosen, near))
    }

    /// The files of its maps, by name.
    pub fn maps(&self) -> Vec<PathBuf> {
        map_files(&self.root)
    }

    /// The path of its `milepost.ron`.
    pub fn file(&self) -> PathBuf {
        self.root.join(WORKSPACE_FILE)
    }
}

fn parent(path: &Path) -> PathBuf {
    path.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// The path as a person would write it from where they stand: relative where they gave no absolute one.
fn nicer(folder: &Path, near: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir() else { return folder.to_owned() };
    match folder.strip_prefix(&here) {
        Ok(rest) if near.is_relative() => {
            if rest.as_os_str().is_empty() { PathBuf::from(".") } else { rest.to_owned() }
        }
        _ => folder.to_owned(),
    }
}

/// The `.ron` files of a folder that can be maps, by name; not `milepost.ron`, not hidden ones.
pub fn map_files(folder: &Path) -> Vec<PathBuf> {
    let names = || -> io::Result<Vec<PathBuf>> {
        let mut out = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            let is_ron = path.extension().is_some_and(|e| e == "ron");
            if is_ron && name != WORKSPACE_FILE && !name.starts_with('.') && path.is_file() {
                out.push(path);
            }
        }
        Ok(out)
    };
    let mut found = names().unwrap_or_default();
    found.sort();
    found
}
