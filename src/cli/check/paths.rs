//! Paths as other tools know them: from the top of the repository, with forward slashes.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

/// The tops of the repositories that were met.
#[derive(Debug, Default)]
pub(super) struct Roots(HashMap<PathBuf, Option<PathBuf>>);

impl Roots {
    /// A file from the top of its repository; in none, from where the program was started; else the whole path.
    pub(super) fn uri(&mut self, path: &Path) -> String {
        let whole = whole(path);
        let folder = whole.parent().unwrap_or(Path::new("/")).to_owned();
        let root = self.0.entry(folder).or_insert_with_key(|folder| root(folder));
        let here = || std::env::current_dir().ok();
        let inside =
            root.clone().or_else(here).and_then(|root| whole.strip_prefix(root).map(Path::to_owned).ok());
        slashed(&inside.unwrap_or(whole))
    }
}

/// The nearest folder upwards that holds a `.git`: a folder, or a file in a worktree.
fn root(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|level| level.join(".git").exists()).map(Path::to_owned)
}

/// Absolute, without `.` and `..`.
fn whole(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// With forward slashes, whatever the system writes.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| match part {
            Component::RootDir => String::new(),
            other => other.as_os_str().to_string_lossy().into_owned(),
        })
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_the_top_of_the_repository() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(temp.path().join("repo/.git")).unwrap();
        std::fs::create_dir_all(temp.path().join("repo/a/maps")).unwrap();
        let mut roots = Roots::default();
        assert_eq!(roots.uri(&temp.path().join("repo/a/./maps/../maps/x.ron")), "a/maps/x.ron");
        let outside = temp.path().join("x.ron");
        let uri = roots.uri(&outside);
        assert!(uri.ends_with("x.ron") && !uri.contains('\\'), "{uri}");
    }

    #[test]
    fn slashes_lean_forward() {
        assert_eq!(slashed(&["a", "b", "c.ron"].iter().collect::<PathBuf>()), "a/b/c.ron");
        assert_eq!(slashed(Path::new("/a/b")), "/a/b");
    }
}
