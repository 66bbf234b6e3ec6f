//! The real file behind a name: links followed, so that a save replaces the file and never the link.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::words::hex;

/// How many links in a row are followed; Linux allows as many.
const LINKS: usize = 40;

/// A file's place: its folder as the system knows it, and its name there. The file need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The folder, canonical.
    pub folder: PathBuf,
    /// The name in it.
    pub name: OsString,
}

impl Target {
    /// Follows the links of `path`, also those whose end does not exist.
    ///
    /// Fails when the folder does not exist, or links go in a circle, or `path` has no name (`/`, `..`).
    pub fn of(path: &Path) -> io::Result<Self> {
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
            let above = path.parent().filter(|above| !above.as_os_str().is_empty());
            let folder = std::fs::canonicalize(above.unwrap_or(Path::new(".")))?;
            match std::fs::read_link(folder.join(&name)) {
                Ok(next) => path = folder.join(next),
                Err(_) => return Ok(Self { folder, name }),
            }
        }
        Err(io::Error::other("too many symbolic links"))
    }

    /// The full path.
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// A name for files about this file in the state folder: the same for every way to write its path.
    pub fn key(&self) -> String {
        hex(Sha256::digest(self.path().as_os_str().as_encoded_bytes()).get(..16).unwrap_or_default())
    }

    /// A hidden name beside the file, not to be guessed: `.NAME.<16 digits><ending>`.
    pub(super) fn beside(&self, ending: &str) -> io::Result<PathBuf> {
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let mut name = prefix(&self.name);
        name.push(hex(&random));
        name.push(ending);
        Ok(self.folder.join(name))
    }

    /// Whether `name` is one that [`Target::beside`] gives for this file and `ending`.
    pub(super) fn is_beside(&self, name: &OsStr, ending: &str) -> bool {
        let digits = name
            .as_encoded_bytes()
            .strip_prefix(prefix(&self.name).as_encoded_bytes())
            .and_then(|rest| rest.strip_suffix(ending.as_bytes()));
        digits.is_some_and(|digits| digits.len() == 16 && digits.iter().all(u8::is_ascii_hexdigit))
    }
}

/// Long names are cut, as the whole must stay within 255 bytes.
fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    if name.len() <= 200 {
        prefix.push(name);
    } else {
        prefix.push(hex(Sha256::digest(name.as_encoded_bytes()).get(..8).unwrap_or_default()));
    }
    prefix.push(".");
    prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_are_known_again_and_others_are_not() {
        let target = Target { folder: PathBuf::from("/w"), name: "map.ron".into() };
        let made = target.beside(".tmp").unwrap();
        assert!(target.is_beside(made.file_name().unwrap(), ".tmp"));
        assert!(!target.is_beside(made.file_name().unwrap(), ".copy"));
        for name in
            [".map.ron.tmp", ".map.ron.0123456789abcdeg.tmp", "map.ron", ".other.ron.0123456789abcdef.tmp"]
        {
            assert!(!target.is_beside(OsStr::new(name), ".tmp"), "{name}");
        }
        let long = Target { folder: PathBuf::from("/w"), name: "x".repeat(255).into() };
        assert!(long.beside(".tmp").unwrap().file_name().unwrap().len() < 255);
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_the_file_and_give_one_key() {
        use std::os::unix::fs::symlink;
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("real")).unwrap();
        symlink("real", root.join("folder")).unwrap();
        symlink("folder/map.ron", root.join("link")).unwrap();
        let target = Target::of(&root.join("link")).unwrap();
        assert_eq!(target.path(), root.join("real/map.ron"));
        assert_eq!(target.key(), Target::of(&root.join("folder/./map.ron")).unwrap().key());
        symlink("b", root.join("a")).unwrap();
        symlink("a", root.join("b")).unwrap();
        assert!(Target::of(&root.join("a")).is_err());
        assert!(Target::of(&root.join("none/map.ron")).is_err());
    }
}
