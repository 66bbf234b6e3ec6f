//! What differs from the last commit, and what of it belongs to the workspace.

use std::path::{Component, Path, PathBuf};

use crate::store::git::ask::{ask, run};
use crate::store::git::at::within;
use crate::store::git::error::GitError;
use crate::store::git::repository::{Repository, path};
use crate::store::versions;
use crate::store::workspace::{FILE, is_map_name, looks_like_a_map};

/// Folders whose files all belong to a workspace.
const FOLDERS: [&str; 3] = [versions::FOLDER, "threads", "sessions"];
const ATTRIBUTES: &str = ".gitattributes";

/// A file that differs from the last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From the top of the repository.
    pub path: PathBuf,
    /// The two letters of `git status`: the index, the file.
    pub letters: [u8; 2],
}

impl Entry {
    /// Whether git left it between two sides.
    pub fn is_unmerged(&self) -> bool {
        matches!(&self.letters, b"DD" | b"AA" | [b'U', _] | [_, b'U'])
    }

    /// Unmerged, and both sides have it: only then what stands in the file can be a merge.
    pub fn has_both_sides(&self) -> bool {
        matches!(&self.letters, b"AA" | b"UU")
    }

    /// Whether git does not know it yet.
    pub fn is_new(&self) -> bool {
        &self.letters == b"??"
    }
}

/// What differs from the last commit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// The workspace's: maps, `milepost.ron`, versions, threads, sessions, attributes.
    pub own: Vec<Entry>,
    /// Unmerged files that are none of the workspace's.
    pub unmerged_elsewhere: Vec<PathBuf>,
}

/// What differs from the last commit, seen from the workspace in `root`.
///
/// # Errors
/// When git does not answer.
pub fn changed(repository: &Repository, root: &Path) -> Result<Changed, GitError> {
    let asked = [
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--ignore-submodules=all",
    ];
    let listed = ask(&repository.root, &asked)?;
    let top = repository.root.canonicalize().unwrap_or_else(|_| repository.root.clone());
    let folder = within(&top, root).unwrap_or_default();
    let mut out = Changed::default();
    for entry in listed.split(|byte| *byte == 0).filter_map(read) {
        let is_own = entry.path.strip_prefix(&folder).is_ok_and(|inside| is_own(repository, &entry, inside));
        if is_own {
            out.own.push(entry);
        } else if entry.is_unmerged() {
            out.unmerged_elsewhere.push(entry.path);
        }
    }
    Ok(out)
}

/// `XY path`.
fn read(line: &[u8]) -> Option<Entry> {
    let (letters, name) = line.split_at_checked(2)?;
    let path = path(name.strip_prefix(b" ")?);
    Some(Entry { path, letters: letters.try_into().ok()? })
}

fn is_own(repository: &Repository, entry: &Entry, inside: &Path) -> bool {
    let mut parts = inside.components();
    let (Some(Component::Normal(first)), rest) = (parts.next(), parts.next()) else { return false };
    if rest.is_some() {
        return FOLDERS.iter().any(|folder| first == *folder);
    }
    first == FILE || first == ATTRIBUTES || (is_map_name(first) && is_map(repository, entry))
}

/// Other programs keep RON files too. One that is gone was a map if it was one in the last commit.
fn is_map(repository: &Repository, entry: &Entry) -> bool {
    let path = repository.root.join(&entry.path);
    if path.is_file() {
        return entry.is_unmerged() || looks_like_a_map(&path);
    }
    let Some(name) = entry.path.to_str() else { return false };
    let was = run(&repository.root, &["cat-file", "blob", &format!("HEAD:{name}")]);
    was.is_ok_and(|done| {
        let has = |word: &str| memchr::memmem::find(&done.stdout, word.as_bytes()).is_some();
        has("format:") && has("title:")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::git::testing::Repo;

    const MAP: &str = "(format: 1, id: \"m\", title: \"M\")";

    #[test]
    fn only_what_is_the_workspaces() {
        let Some(repo) = Repo::new() else { return };
        repo.write("maps/gone.ron", MAP);
        repo.write("maps/other.ron", "(colour: 1)");
        repo.write("maps/old.ron", "(colour: 1)");
        repo.write("src/a.rs", "a");
        repo.commit("2026-01-01", "first");
        for (name, text) in [
            ("maps/m.ron", MAP),
            ("maps/milepost.ron", "()"),
            ("maps/.gitattributes", "x"),
            ("maps/versions/m/0001-00000000.ron", "x"),
            ("maps/threads/m/a.ron", "x"),
            ("maps/sessions/1.log", "x"),
            ("maps/events.csv", "x"),
            ("maps/notes/m.ron", MAP),
            ("maps/other.ron", "(colour: 2)"),
            ("m.ron", MAP),
            ("src/a.rs", "b"),
        ] {
            repo.write(name, text);
        }
        std::fs::remove_file(repo.root.join("maps/gone.ron")).unwrap();
        std::fs::remove_file(repo.root.join("maps/old.ron")).unwrap();
        let repository = Repository::around(&repo.root).unwrap();
        let own = |root: &Path| {
            let changed = changed(&repository, root).unwrap();
            assert_eq!(changed.unmerged_elsewhere, Vec::<PathBuf>::new());
            let mut own: Vec<String> =
                changed.own.iter().map(|e| e.path.to_string_lossy().replace('\\', "/")).collect();
            own.sort();
            own
        };
        assert_eq!(
            own(&repo.root.join("maps")),
            [
                "maps/.gitattributes",
                "maps/gone.ron",
                "maps/m.ron",
                "maps/milepost.ron",
                "maps/sessions/1.log",
                "maps/threads/m/a.ron",
                "maps/versions/m/0001-00000000.ron",
            ]
        );
        assert_eq!(own(&repo.root), ["m.ron"]);
    }

    #[test]
    fn letters_of_what_is_unmerged() {
        for (letters, unmerged, both) in [
            (b"UU", true, true),
            (b"AA", true, true),
            (b"DU", true, false),
            (b"DD", true, false),
            (b" M", false, false),
        ] {
            let entry = Entry { path: PathBuf::new(), letters: *letters };
            assert_eq!((entry.is_unmerged(), entry.has_both_sides()), (unmerged, both), "{letters:?}");
        }
    }
}
