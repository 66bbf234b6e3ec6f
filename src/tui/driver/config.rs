//! What belongs to the person: settings, keys, themes. A wrong file is told and its defaults hold.

use std::path::Path;

use super::super::effect::Settings;
use crate::store::disk::dirs::Dirs;
use crate::store::disk::signature::read_file;
use crate::store::own;

/// What is read of a person's folders.
#[derive(Debug, Default)]
pub(super) struct Config<K> {
    pub(super) settings: Settings,
    /// Own keys: command → keys.
    pub(super) keys: K,
    /// Own themes: name and text.
    pub(super) themes: Vec<(String, String)>,
    /// What was wrong, a line each, with its place.
    pub(super) warnings: Vec<String>,
}

impl<K: Default + serde::de::DeserializeOwned> Config<K> {
    /// Reads what there is.
    pub(super) fn read(dirs: &Dirs) -> Self {
        let mut warnings = Vec::new();
        let settings = kept(own::read(&dirs.settings_file()), &mut warnings);
        let keys = kept(own::read(&dirs.config.join("keys.ron")), &mut warnings);
        let themes = themes(&dirs.config.join("themes"), &mut warnings);
        Self { settings, keys, themes, warnings }
    }
}

/// What was read; the default where there is nothing, or something wrong, which is told.
fn kept<T: Default>(read: Result<Option<T>, String>, warnings: &mut Vec<String>) -> T {
    read.unwrap_or_else(|warning| {
        warnings.push(warning);
        None
    })
    .unwrap_or_default()
}

/// Remembers the settings.
///
/// # Errors
/// In words.
pub(super) fn remember(dirs: &Dirs, settings: &Settings) -> Result<(), String> {
    own::write(dirs, &dirs.settings_file(), settings)
}

/// The themes of a folder, by name; those that cannot be read are told.
fn themes(folder: &Path, warnings: &mut Vec<String>) -> Vec<(String, String)> {
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = found.filter_map(|entry| Some(entry.ok()?.path()));
    let read = paths.filter_map(|path| theme(&path));
    let mut themes: Vec<(String, String)> =
        read.filter_map(|read| read.map_err(|error| warnings.push(error)).ok()).collect();
    themes.sort();
    themes
}

fn theme(path: &Path) -> Option<Result<(String, String), String>> {
    let name = path.file_stem()?.to_str().filter(|_| path.extension().is_some_and(|e| e == "ron"))?;
    let text = read_file(path).map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned());
    Some(text.map(|text| (name.to_owned(), text)).map_err(|error| error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::testing::bed;
    use super::*;

    type Keys = BTreeMap<String, Vec<String>>;

    #[test]
    fn what_is_remembered_is_read_and_wrong_files_are_told_with_their_line() {
        let bed = bed();
        let nothing = Config::<Keys>::read(&bed.dirs);
        assert_eq!((nothing.settings, nothing.warnings), (Settings::default(), Vec::new()));
        let settings = Settings { theme: "dark".into(), mouse: false, ..Settings::default() };
        remember(&bed.dirs, &settings).unwrap();
        std::fs::create_dir_all(bed.dirs.config.join("themes")).unwrap();
        std::fs::write(bed.dirs.config.join("themes/mine.ron"), "()").unwrap();
        std::fs::write(bed.dirs.config.join("themes/readme.txt"), "").unwrap();
        std::fs::write(bed.dirs.config.join("keys.ron"), "{\n  \"x\": 1,\n}").unwrap();
        let read = Config::<Keys>::read(&bed.dirs);
        assert_eq!((read.settings, read.keys), (settings, Keys::new()));
        assert_eq!(read.themes, [("mine".to_owned(), "()".to_owned())]);
        assert!(read.warnings[0].starts_with("keys.ron:2:"), "{:?}", read.warnings);
        std::fs::create_dir(bed.dirs.config.join("themes/folder.ron")).unwrap();
        let warnings = Config::<Keys>::read(&bed.dirs).warnings;
        assert!(warnings[1].ends_with("folder.ron is a folder, not a file"), "{warnings:?}");
    }
}
