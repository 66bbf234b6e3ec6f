//! Whether a workspace can be committed: nothing half done, nothing to be decided.

use std::path::{Path, PathBuf};

use super::{Desk, Trouble};
use crate::map::Map;
use crate::map::say::many;
use crate::store::disk::words::shown;
use crate::store::document::{LoadContext, load_map, load_workspace};
use crate::store::git::at::within;
use crate::store::git::repository::Repository;
use crate::store::git::share::{Changed, Entry, UnderWay, changed, under_way};
use crate::store::ron::comments::Comments;
use crate::store::workspace::{FILE, is_map_name, maps_in};

/// How a workspace stands in its repository.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The repository.
    pub repository: Repository,
    /// What is not committed.
    pub changed: Changed,
    /// Whether a merge is to be finished.
    pub is_merging: bool,
    /// The folder of the workspace, from the top of the repository.
    folder: PathBuf,
    root: PathBuf,
}

impl Standing {
    /// How the workspace stands.
    ///
    /// # Errors
    /// When git is in the middle of something else than a merge, or a person has to decide something first.
    pub fn of(desk: &Desk) -> Result<Self, Trouble> {
        let this = Self::unchecked(desk)?;
        this.undecided(desk)?;
        Ok(this)
    }

    pub(super) fn unchecked(desk: &Desk) -> Result<Self, Trouble> {
        let repository = Repository::around(&desk.root)?;
        let is_merging = match under_way(&repository)? {
            None => false,
            Some(UnderWay::Merge) => true,
            Some(other) => return Err(in_the_middle(other)),
        };
        let top = repository.root.canonicalize().unwrap_or_else(|_| repository.root.clone());
        let folder = within(&top, &desk.root).unwrap_or_default();
        let changed = changed(&repository, &desk.root)?;
        Ok(Self { repository, changed, is_merging, folder, root: desk.root.clone() })
    }

    /// A file of the workspace as a person would name it from where they stand.
    pub(super) fn path(&self, entry: &Entry) -> PathBuf {
        let inside = entry.path.strip_prefix(&self.folder).unwrap_or(&entry.path);
        if self.root == Path::new(".") { inside.to_owned() } else { self.root.join(inside) }
    }

    /// The maps that differ from the last commit, those that are gone too.
    pub(super) fn maps(&self) -> impl Iterator<Item = PathBuf> {
        let is_map = |entry: &&Entry| {
            let inside = entry.path.strip_prefix(&self.folder).unwrap_or(&entry.path);
            inside.parent() == Some(Path::new("")) && inside.file_name().is_some_and(is_map_name)
        };
        self.changed.own.iter().filter(is_map).map(|entry| self.path(entry))
    }

    fn undecided(&self, desk: &Desk) -> Result<(), Trouble> {
        if let Some(path) = self.changed.unmerged_elsewhere.first() {
            let (count, path) = (self.changed.unmerged_elsewhere.len(), shown(path));
            let message =
                format!("git left {} beside the maps unmerged, the first is {path}", many(count, "file"));
            return Err(Trouble::decision(message)
                .hint("put it right, say `git add` for it, and run this again")
                .hint("or `git merge --abort` takes the merge back, if it is one"));
        }
        for entry in self.changed.own.iter().filter(|entry| entry.is_unmerged()) {
            self.unmerged(entry)?;
        }
        conflicts(desk)?;
        self.maps().filter(|path| path.is_file()).try_for_each(|path| read(&path).map(drop))
    }

    /// A file that git left between two sides, and nobody has put right.
    fn unmerged(&self, entry: &Entry) -> Result<(), Trouble> {
        let path = self.path(entry);
        let name = shown(&path);
        if !entry.has_both_sides() {
            return Err(Trouble::decision(format!(
                "{name}: one side removed the file, the other changed it"
            ))
            .hint(format!("`git add {name}` keeps it, `git rm {name}` lets it go; then run this again")));
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        if bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"<<<<<<<")) {
            return Err(Trouble::decision(format!("{name}: git left it between two sides, line by line"))
                .hint(format!(
                    "`milepost merge --resolve {name}` merges it by its elements; then run this again"
                )));
        }
        Ok(())
    }
}

fn in_the_middle(what: UnderWay) -> Trouble {
    let name = what.command();
    Trouble::decision(format!("git is in the middle of a {name}"))
        .hint(format!("`git {name} --continue` goes on with it, `git {name} --abort` takes it back"))
}

/// The open conflicts of the whole workspace.
fn conflicts(desk: &Desk) -> Result<(), Trouble> {
    let open = open_conflicts(&desk.root);
    let Some((first, _)) = open.first() else { return Ok(()) };
    let total = open.iter().map(|(_, count)| count).sum();
    let lines: Vec<String> = open.iter().map(|(path, count)| said(path, *count)).collect();
    // What all maps share is no map: its conflicts are decided where people are listed.
    let opened = if first.file_name().is_some_and(|name| name == FILE) {
        format!("`milepost {}` opens the maps, where `Space c` shows them", desk.shown_root())
    } else {
        format!("`milepost {}` shows them", shown(first))
    };
    let how = format!("{opened}, `milepost conflicts` lists them; decide, and run this again");
    Err(Trouble::decision(format!("{} to decide first:\n{}", many(total, "conflict"), lines.join("\n")))
        .undecided(&open)
        .hint(how))
}

/// A line: how many conflicts are open in a file.
pub(super) fn said(path: &Path, count: usize) -> String {
    format!("  {}: {}", shown(path), many(count, "conflict"))
}

/// The files of a workspace with open conflicts, and how many each has.
pub(super) fn open_conflicts(root: &Path) -> Vec<(PathBuf, usize)> {
    let bytes = |path: &Path| std::fs::read(path).unwrap_or_default();
    let of_map = |path: PathBuf| {
        let loaded = load_map(&bytes(&path), "", &LoadContext::default()).value;
        let count = loaded.map_or(0, |map| map.conflicts.len());
        (path, count)
    };
    let people = root.join(FILE);
    let of_people = load_workspace(&bytes(&people)).value.map_or(0, |workspace| workspace.conflicts.len());
    let maps = maps_in(root).unwrap_or_default().into_iter().map(of_map);
    maps.chain([(people, of_people)]).filter(|(_, count)| *count > 0).collect()
}

/// Reads a map that is to be committed.
pub(super) fn read(path: &Path) -> Result<(Map, Comments), Trouble> {
    let name = shown(path);
    let bytes =
        std::fs::read(path).map_err(|error| Trouble::new(format!("{name} cannot be read: {error}")))?;
    let loaded = load_map(&bytes, &name, &LoadContext::default());
    let comments = loaded.comments;
    loaded.value.map(|map| (map, comments)).ok_or_else(|| {
        Trouble::decision(format!("{name} cannot be read")).hint(format!("`milepost check {name}` says why"))
    })
}
