//! The sample maps that come with the program, copied into a folder as if they had been written today.
//!
//! The originals are pinned to a day, so that what they say stays true of them. A copy is somebody's own: the pin goes,
//! every date moves by the days between that pin and today, and the seals that fitted are made anew, because dates are
//! part of what a seal covers. So each stage is as stale, due or fresh as the original is.

mod shift;

use crate::rules::days;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use thiserror::Error;

pub use shift::{shift_feed, shift_map, shift_workspace};

use super::disk::dirs::Dirs;
use super::disk::error::SaveError;
use super::disk::fs::Fs;
use super::disk::save::{Expected, save};
use super::document::{LoadContext, load_map, load_workspace, write_map, write_workspace};
use super::workspace::FILE;

/// The feed of events.
const FEED: &str = "events.csv";

/// The repository's own workspace.
static MAPS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/maps");

/// Why the samples were not copied.
#[derive(Debug, Error)]
pub enum SampleError {
    /// A file of that name is there already; nothing was written.
    #[error("{} exists already: nothing was copied, nothing overwritten", super::disk::words::shown(.0))]
    Exists(PathBuf),
    /// A file could not be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// An embedded file is broken: a fault of the program, which a test excludes.
    #[error("the sample {0} is broken")]
    Broken(String),
}

/// A sample, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The file's name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The samples as of `today`: `milepost.ron` first, then the feed of events and the maps by name.
///
/// # Errors
/// None for the samples that come with the program.
pub fn samples(today: Date) -> Result<Vec<Sample>, SampleError> {
    let broken = |name: &str| SampleError::Broken(name.to_owned());
    let file = MAPS.get_file(FILE).ok_or_else(|| broken(FILE))?;
    let loaded = load_workspace(file.contents());
    let original = loaded.value.ok_or_else(|| broken(FILE))?;
    let days = original.today.map_or(0, |pinned| days::count(days::between(pinned, today)));
    let mut workspace = shift_workspace(&original, days);
    workspace.today = None;
    let text = write_workspace(&workspace, &loaded.comments).map_err(|_| broken(FILE))?;
    let mut out = vec![Sample { name: FILE.to_owned(), text }];
    if let Some(text) = MAPS.get_file(FEED).and_then(include_dir::File::contents_utf8) {
        out.push(Sample { name: FEED.to_owned(), text: shift_feed(text, days) });
    }
    for file in MAPS.files() {
        let name = file.path().to_string_lossy().into_owned();
        if name == FILE || file.path().extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        let loaded = load_map(file.contents(), &name, &LoadContext { people: &original.people });
        let map = shift_map(&loaded.value.ok_or_else(|| broken(&name))?, days);
        let text = write_map(&map, &loaded.comments).map_err(|_| broken(&name))?;
        out.push(Sample { name, text });
    }
    out.get_mut(1..).unwrap_or_default().sort_by(|a, b| a.name.cmp(&b.name));
    Ok(out)
}

/// Copies the samples, as of `today`, into a folder that exists; gives the files. Nothing is ever overwritten: where one
/// of the names is taken, nothing is copied at all.
///
/// # Errors
/// A name that is taken, or what the disk says.
pub fn copy_samples(
    fs: &dyn Fs,
    dirs: &Dirs,
    folder: &Path,
    today: Date,
) -> Result<Vec<PathBuf>, SampleError> {
    let samples = samples(today)?;
    let paths: Vec<PathBuf> = samples.iter().map(|sample| folder.join(&sample.name)).collect();
    if let Some(taken) = paths.iter().find(|path| std::fs::symlink_metadata(path).is_ok()) {
        return Err(SampleError::Exists(taken.clone()));
    }
    for (sample, path) in samples.iter().zip(&paths) {
        save(fs, dirs, path, sample.text.as_bytes(), Expected::Nothing)?;
    }
    Ok(paths)
}

/// How many of the files that were copied are maps.
pub fn count_maps(paths: &[PathBuf]) -> usize {
    let is_map = |path: &&PathBuf| {
        path.extension().is_some_and(|ending| ending == "ron")
            && path.file_name().is_some_and(|name| name != FILE)
    };
    paths.iter().filter(is_map).count()
}

#[cfg(test)]
mod tests;
