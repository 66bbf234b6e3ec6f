//! A workspace's `.milepost/` folder: presence, trash; ignored by git through its own `.gitignore`, safe to delete.

use std::fs::DirBuilder;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::platform;

/// The folder's name.
pub const NAME: &str = ".milepost";

/// The folder `part` in the workspace's `.milepost/`, both made if need be.
///
/// Refuses a link or a file in its place: what is written there must not land elsewhere.
pub fn folder(workspace: &Path, part: &str) -> io::Result<PathBuf> {
    let top = workspace.join(NAME);
    real_folder(&top)?;
    ignore_all(&top)?;
    let folder = top.join(part);
    real_folder(&folder)?;
    Ok(folder)
}

fn real_folder(path: &Path) -> io::Result<()> {
    match DirBuilder::new().create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        done => return done,
    }
    if std::fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::NotADirectory,
        format!("{} is not a folder", super::words::shown(path)),
    ))
}

fn ignore_all(top: &Path) -> io::Result<()> {
    match platform::create_new(&top.join(".gitignore"), 0o666) {
        Ok(mut file) => file.write_all(b"*\n"),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_once_with_everything_ignored() {
        let temp = tempfile::tempdir().unwrap();
        let made = folder(temp.path(), "trash").unwrap();
        assert_eq!(folder(temp.path(), "trash").unwrap(), made);
        assert_eq!(std::fs::read(temp.path().join(".milepost/.gitignore")).unwrap(), b"*\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_refused() {
        let (temp, victim) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(victim.path(), temp.path().join(".milepost")).unwrap();
        assert!(folder(temp.path(), "trash").is_err());
        assert_eq!(std::fs::read_dir(victim.path()).unwrap().count(), 0);
    }
}
