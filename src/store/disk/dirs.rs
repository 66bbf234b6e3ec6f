//! The folders of one person on one machine: configuration, state and cache.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::platform;

/// Where this person's own files live; a workspace never holds any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirs {
    /// Keys, theme choice, user themes.
    pub config: PathBuf,
    /// Recovery journals, locks, presence, recent files.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
}

impl Dirs {
    /// The folders that the system names, or `MILEPOST_CONFIG_DIR` and `MILEPOST_STATE_DIR` where set.
    ///
    /// The only place that reads these variables. `None` when there is no home folder and nothing is set.
    pub fn from_env() -> Option<Self> {
        Self::choose(env::var_os("MILEPOST_CONFIG_DIR"), env::var_os("MILEPOST_STATE_DIR"))
    }

    /// All three below one folder: for tests and portable set-ups.
    pub fn at(root: &Path) -> Self {
        Self { config: root.join("config"), state: root.join("state"), cache: root.join("cache") }
    }

    fn choose(config: Option<OsString>, state: Option<OsString>) -> Option<Self> {
        let system = directories::ProjectDirs::from("", "", "milepost");
        let config = set(config).or_else(|| system.as_ref().map(|dirs| dirs.config_dir().to_owned()))?;
        let chosen = set(state);
        let cache = match (&chosen, &system) {
            (Some(state), _) => state.join("cache"),
            (None, system) => system.as_ref()?.cache_dir().to_owned(),
        };
        // macOS and Windows have no state folder: the local data folder is theirs.
        let state = chosen.or_else(|| {
            let dirs = system.as_ref()?;
            Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
        })?;
        Some(Self { config, state, cache })
    }

    /// What the editor remembers of this person: theme, mouse, who they are. The program writes it, so it is no
    /// configuration that a person keeps in a repository.
    pub fn settings_file(&self) -> PathBuf {
        self.state.join("settings.ron")
    }

    /// The state folder's part `name`, made if need be, readable by this person alone.
    pub fn private(&self, name: &str) -> io::Result<PathBuf> {
        make_private(&self.state)?;
        let folder = self.state.join(name);
        make_private(&folder)?;
        Ok(folder)
    }
}

/// This person's home folder.
pub fn home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
}

/// Makes `folder` (and what is above it) with mode 0700; an existing one must be a real folder of this person.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    match std::fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        // A link that a person made in their own home (dot files kept elsewhere) is theirs to make; what is
        // inside is still created with O_EXCL or O_NOFOLLOW.
        Ok(found) if found.is_symlink() && folder.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder")),
        Err(_) => platform::make_private_dirs(folder),
    }
}

/// An empty variable counts as not set; a relative path is taken from where the program was started.
fn set(value: Option<OsString>) -> Option<PathBuf> {
    let path = PathBuf::from(value.filter(|text| !text.is_empty())?);
    std::path::absolute(&path).ok().or(Some(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_win_over_the_system_and_empty_ones_do_not_count() {
        let dirs = Dirs::choose(Some("/c".into()), Some("/s".into())).unwrap();
        assert_eq!((dirs.config.as_path(), dirs.state.as_path()), (Path::new("/c"), Path::new("/s")));
        assert_eq!(dirs.cache, Path::new("/s/cache"));
        assert_eq!(set(Some(OsString::new())), None);
    }

    #[cfg(unix)]
    #[test]
    fn private_folders_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let temp = tempfile::tempdir().unwrap();
        let folder = Dirs::at(&temp.path().join("deep/er")).private("locks").unwrap();
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(std::fs::metadata(folder.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_in_the_way_is_an_error() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join("state")).unwrap();
        std::fs::write(temp.path().join("state/locks"), b"x").unwrap();
        assert!(Dirs::at(temp.path()).private("locks").is_err());
    }
}
