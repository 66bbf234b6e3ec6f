//! A person's own small RON files: settings, keys. A missing one is no trouble, a wrong one is told with its place.

use std::fmt::Display;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::diagnostic::{Source, concise};
use super::disk::dirs::Dirs;
use super::disk::fs::RealFs;
use super::disk::save::{Expected, save};
use super::disk::signature::{ReadError, read_file};
use super::disk::words::shown_name;
use super::ron::explain;
use super::ron::prepare::prepare;

/// Reads a file; `None` where there is none.
///
/// # Errors
/// In words: `keys.ron:3:7: error[…] …`.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, String> {
    let bytes = match read_file(path) {
        Ok((bytes, _)) => bytes,
        Err(ReadError::Missing(_)) => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let name = shown_name(path);
    let told = |diagnostic, text: &str| concise(&diagnostic, &Source { name: &name, text });
    let text = prepare(&bytes).map_err(|found| told(found, &String::from_utf8_lossy(&bytes)))?;
    explain::read(&text).map(Some).map_err(|found| told(found, &text))
}

/// Writes a file whole or not at all, and the folders above it where they are missing.
///
/// # Errors
/// In words.
pub fn write<T: Serialize>(dirs: &Dirs, path: &Path, value: &T) -> Result<(), String> {
    fn words(error: impl Display) -> String {
        error.to_string()
    }
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new()).map_err(words)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(words)?;
    }
    save(&RealFs, dirs, path, format!("{text}\n").as_bytes(), Expected::Anything).map(drop).map_err(words)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Keys = BTreeMap<String, Vec<String>>;

    #[test]
    fn what_is_written_is_read_and_nothing_is_nothing() {
        let temp = tempfile::tempdir().unwrap();
        let (dirs, path) = (Dirs::at(temp.path()), temp.path().join("new/keys.ron"));
        assert_eq!(read::<Keys>(&path), Ok(None));
        let keys = Keys::from([("card.add".to_owned(), vec!["a".to_owned(), "Ctrl-N".to_owned()])]);
        write(&dirs, &path, &keys).unwrap();
        assert_eq!(read(&path), Ok(Some(keys)));
    }

    #[test]
    fn a_wrong_file_is_told_with_its_place() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("keys.ron");
        std::fs::write(&path, "{\n  \"card.add\": [\"a\",\n  7],\n}").unwrap();
        let error = read::<Keys>(&path).unwrap_err();
        assert!(error.starts_with("keys.ron:3:"), "{error}");
        std::fs::write(&path, b"\xff\x1b[31m").unwrap();
        assert!(!read::<Keys>(&path).unwrap_err().contains('\x1b'));
    }
}
