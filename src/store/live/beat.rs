//! Who is there: each terminal rewrites one small file as long as it lives, `here-<person>.ron`.

use std::io;
use std::path::PathBuf;

use super::{Place, gone, paper};
use crate::map::id::PersonId;
use crate::store::disk::small;
use crate::workshop::slip::{Says, Slip};

/// The most such files that are looked at.
const MOST: usize = 500;
const PREFIX: &str = "here-";
const ENDING: &str = ".ron";

impl Place {
    fn beat_file(&self, by: &PersonId) -> PathBuf {
        self.folder().join(format!("{PREFIX}{by}.ron"))
    }

    /// Says that somebody is still there, with a paper that has another id each time.
    ///
    /// # Errors
    /// Those of the disk; when the workshop has no place (any more).
    pub fn beat(&self, slip: &Slip) -> io::Result<()> {
        self.is_open()?;
        let name = format!("{PREFIX}{}.ron", slip.by);
        small::write(&self.folder(), &name, paper::text(slip)?.as_bytes(), small::How::Quick)
    }

    /// Says no longer that somebody is there.
    ///
    /// # Errors
    /// Those of the disk; where nothing was said there is no error.
    pub fn rest(&self, by: &PersonId) -> io::Result<()> {
        gone(std::fs::remove_file(self.beat_file(by)))
    }

    /// Who says to be there. What is no such paper is passed over.
    pub(super) fn beats(&self) -> Vec<Slip> {
        let read = |path: PathBuf| {
            let slip = paper::read(&path, None, &self.session).ok()?;
            (matches!(slip.says, Says::Here(_)) && self.beat_file(&slip.by) == path).then_some(slip)
        };
        files(self).into_iter().filter_map(read).collect()
    }
}

/// The files, by name.
pub(super) fn files(place: &Place) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(place.folder()) else { return Vec::new() };
    let names = found.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let ours = names.filter(|name| name.starts_with(PREFIX) && name.ends_with(ENDING));
    let mut files: Vec<PathBuf> = ours.take(MOST).map(|name| place.folder().join(name)).collect();
    files.sort();
    files
}
