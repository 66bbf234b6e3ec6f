//! Small files that several programs share: written whole under another name and renamed, read up to a limit and never
//! through a link.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::fs::Facts;
use super::journal::random;
use super::platform;

/// The ending of a file that is not whole yet.
pub const UNFINISHED: &str = ".new";

/// How a small file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is on the disk for good when the call returns.
    Durable,
    /// A power cut may lose it: the next writing makes it anew anyway.
    Quick,
}

/// Writes a file whole, in place of one of that name. Whoever may read the folder may read the file.
///
/// # Errors
/// Those of the disk; nothing has changed then.
pub fn write(folder: &Path, name: &str, bytes: &[u8], how: How) -> io::Result<()> {
    let new = folder.join(format!(".{name}.{}{UNFINISHED}", random()?));
    let file = platform::create_new(&new, 0o666)?;
    let done = fill(folder, &file, bytes, how).and_then(|()| std::fs::rename(&new, folder.join(name)));
    if let Err(error) = done {
        let _ = std::fs::remove_file(&new);
        return Err(error);
    }
    // The file is there under its name; where a folder cannot be synced there is nothing better to do.
    if how == How::Durable {
        let _ = platform::sync_folder(folder);
    }
    Ok(())
}

fn fill(folder: &Path, mut file: &File, bytes: &[u8], how: How) -> io::Result<()> {
    // As shared as the folder, whatever this person's own files are like; somebody else's disk may not allow it.
    if let Ok(facts) = std::fs::metadata(folder).map(|found| platform::facts(&found)) {
        let _ = platform::set_mode(file, facts.mode & 0o666);
    }
    file.write_all(bytes)?;
    if how == How::Durable { file.sync_all() } else { Ok(()) }
}

/// Makes a folder as shared as `like` is, if it can be; one that is there stays as it is.
///
/// # Errors
/// When it cannot be made, or something else than a folder has its name.
pub fn folder(path: &Path, like: &Path) -> io::Result<()> {
    match std::fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return real_folder(path),
        made => made?,
    }
    if let (Ok(wanted), Ok(made)) = (std::fs::metadata(like), File::open(path)) {
        let _ = platform::set_mode(&made, platform::facts(&wanted).mode & 0o7777);
    }
    Ok(())
}

/// Whether a folder is there, and no link to one: what is written in it must not land elsewhere.
///
/// # Errors
/// When it is not.
pub fn real_folder(path: &Path) -> io::Result<()> {
    if std::fs::symlink_metadata(path)?.is_dir() {
        return Ok(());
    }
    let words = format!("{} is not a folder", super::words::shown(path));
    Err(io::Error::new(io::ErrorKind::NotADirectory, words))
}

/// Reads a regular file of at most `most` bytes, and says what it was; never waits on a pipe or a device.
///
/// # Errors
/// Those of the disk, and when it is anything else.
pub fn read(path: &Path, most: u64) -> io::Result<(Vec<u8>, Facts)> {
    let file = platform::open_read_own(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes")));
    }
    Ok((bytes, platform::facts(&found)))
}

/// What the file system says of a file, without following a link; `None` where there is none.
pub fn facts(path: &Path) -> Option<Facts> {
    std::fs::symlink_metadata(path).ok().map(|found| platform::facts(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else_is_left() {
        let temp = tempfile::tempdir().unwrap();
        for (how, bytes) in [(How::Durable, b"one".as_slice()), (How::Quick, b"two")] {
            write(temp.path(), "a.ron", bytes, how).unwrap();
            assert_eq!(read(&temp.path().join("a.ron"), 3).unwrap().0, bytes);
        }
        assert_eq!(std::fs::read_dir(temp.path()).unwrap().count(), 1);
        assert!(read(&temp.path().join("a.ron"), 2).is_err(), "too large");
        assert!(read(temp.path(), 99).is_err(), "a folder");
        assert!(write(&temp.path().join("none"), "a", b"", How::Quick).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("secret"), b"secret").unwrap();
        std::os::unix::fs::symlink("secret", temp.path().join("link")).unwrap();
        assert!(read(&temp.path().join("link"), 99).is_err());
        write(temp.path(), "link", b"mine", How::Durable).unwrap();
        assert_eq!(std::fs::read(temp.path().join("secret")).unwrap(), b"secret");
        std::os::unix::fs::symlink(".", temp.path().join("folder")).unwrap();
        assert!(folder(&temp.path().join("folder"), temp.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_and_its_files_are_as_shared_as_the_workspace() {
        use std::os::unix::fs::PermissionsExt as _;
        let temp = tempfile::tempdir().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        std::fs::set_permissions(temp.path(), std::fs::Permissions::from_mode(0o770)).unwrap();
        let inbox = temp.path().join("inbox");
        folder(&inbox, temp.path()).unwrap();
        folder(&inbox, temp.path()).unwrap();
        write(&inbox, "a", b"", How::Quick).unwrap();
        assert_eq!((mode(&inbox), mode(&inbox.join("a"))), (0o770, 0o660));
    }
}
