//! Deleting without destroying: a file goes to the workspace's `.milepost/trash/` and comes back from there.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::fs::{Fs, RealFs};
use super::local;
use super::target::Target;

/// How many files of one name the trash takes.
const MOST: u32 = 100_000;

/// A file in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// Where it was.
    pub from: PathBuf,
    /// Where it is.
    pub to: PathBuf,
}

/// Moves the file at `path` (a link is followed) to `<name>-<n>` in the trash, `n` being the first that is free.
///
/// Fails for anything but a regular file, and when trash and file are on different disks.
pub fn throw_away(workspace: &Path, path: &Path) -> io::Result<Trashed> {
    let target = Target::of(path)?;
    let from = target.path();
    if !std::fs::symlink_metadata(&from)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "only files go to the trash"));
    }
    let trash = local::folder(workspace, "trash")?;
    for n in 1..=MOST {
        let to = trash.join(numbered(&target.name, n));
        match RealFs.rename_new(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            done => {
                done?;
                // The names are on the disk for good where that can be had; the move itself is done.
                let _ = RealFs.sync_folder(&trash);
                let _ = RealFs.sync_folder(&target.folder);
                return Ok(Trashed { from, to });
            }
        }
    }
    Err(io::Error::other("the trash holds too many files of this name"))
}

impl Trashed {
    /// Puts the file back; never over one that took its place meanwhile.
    pub fn restore(&self) -> io::Result<()> {
        RealFs.rename_new(&self.to, &self.from)
    }
}

fn numbered(name: &OsString, n: u32) -> OsString {
    let mut name = name.clone();
    name.push(format!("-{n}"));
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn away_and_back_without_ever_overwriting() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("map.ron");
        let mut thrown = Vec::new();
        for text in ["one", "two"] {
            std::fs::write(&path, text).unwrap();
            thrown.push(throw_away(temp.path(), &path).unwrap());
            assert!(!path.exists());
        }
        assert!(thrown[0].to.ends_with(".milepost/trash/map.ron-1"));
        assert!(thrown[1].to.ends_with(".milepost/trash/map.ron-2"));
        thrown[0].restore().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(thrown[1].restore().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(std::fs::read(&thrown[1].to).unwrap(), b"two");
    }

    #[test]
    fn folders_and_missing_files_are_refused() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join("folder")).unwrap();
        assert!(throw_away(temp.path(), &temp.path().join("folder")).is_err());
        assert!(throw_away(temp.path(), &temp.path().join("none")).is_err());
    }
}
