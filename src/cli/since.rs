//! What changed since a commit, by element: for `check --since` and `owners --since`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::error::{CliError, Result};
use super::file::DASH;
use crate::change::{Diff, Element, What, diff};
use crate::map::id::{PersonId, StageId};
use crate::map::{Map, Person, Workspace};
use crate::rules::Target;
use crate::store::disk::words::shown;
use crate::store::document::{LoadContext, load_map, load_workspace};
use crate::store::git::error::GitError;
use crate::store::git::repository::{Commit, Repository};
use crate::store::git::snapshot::Snapshot;
use crate::store::ron::prepare::MAX_BYTES;
use crate::store::workspace::{FILE, is_map_name};

/// The files as they were at a commit.
#[derive(Debug)]
pub(super) struct Since {
    rev: String,
    folders: HashMap<PathBuf, Folder>,
}

/// A folder as it was.
#[derive(Debug)]
struct Folder {
    /// The same from the top of its repository.
    within: PathBuf,
    repository: Repository,
    commit: Commit,
    snapshot: Snapshot,
}

/// What of a file changed.
#[derive(Debug)]
pub(super) enum Touched {
    /// It is new, or could not be compared: all of it.
    All,
    /// These elements.
    Some(Elements),
}

/// Elements that changed.
#[derive(Debug, Default)]
pub(super) struct Elements {
    ids: HashSet<String>,
    stages: HashSet<StageId>,
    /// What stands outside the stages, or which stages there are.
    whole: bool,
}

impl Since {
    /// Nothing is asked yet.
    pub(super) fn new(rev: &str) -> Self {
        Self { rev: rev.to_owned(), folders: HashMap::new() }
    }

    /// The commit that was meant, once a file has been looked up.
    pub(super) fn commit(&self) -> Option<&str> {
        self.folders.values().next().map(|folder| folder.commit.as_str())
    }

    /// The day of that commit, where it was made.
    ///
    /// # Errors
    /// When git does not say it.
    pub(super) fn day(&self) -> Result<Option<Date>> {
        let Some(folder) = self.folders.values().next() else { return Ok(None) };
        Ok(Some(folder.repository.day(&folder.commit)?))
    }

    /// A file's bytes then; `None` where it was not there.
    ///
    /// # Errors
    /// When it is in no repository, or the commit is unknown.
    pub(super) fn before(&mut self, path: &Path) -> Result<Option<Vec<u8>>> {
        if path == Path::new(DASH) {
            return Err(CliError::trouble("standard input has no history: --since needs a file"));
        }
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        let folder = self.folder(path)?;
        let path = folder.within.join(name);
        Ok(folder.snapshot.read(&path, MAX_BYTES as u64)?)
    }

    /// The maps of a folder that are not there any more, each with where it was. What could not be read then is passed over.
    pub(super) fn gone(&mut self, root: &Path, people: &[Person]) -> Result<Vec<(PathBuf, Map)>> {
        let folder = self.folder(&root.join(FILE))?;
        let mut out = Vec::new();
        for path in folder.snapshot.paths() {
            let Some(name) = path.file_name().filter(|name| is_map_name(name)) else { continue };
            let here = root.join(name);
            if here.exists() {
                continue;
            }
            let bytes = folder.snapshot.read(&path, MAX_BYTES as u64)?.unwrap_or_default();
            let loaded = load_map(&bytes, &shown(&here), &LoadContext { people });
            out.extend(loaded.value.map(|map| (here, map)));
        }
        Ok(out)
    }

    fn folder(&mut self, path: &Path) -> Result<&mut Folder> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let whole = parent.canonicalize()?;
        match self.folders.entry(whole) {
            std::collections::hash_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::hash_map::Entry::Vacant(free) => {
                let folder = Folder::open(free.key(), &self.rev)?;
                Ok(free.insert(folder))
            }
        }
    }

    /// What of a map changed. `now` is the file that it was read from.
    pub(super) fn map(&mut self, path: &Path, now: &[u8], map: &Map, people: &[Person]) -> Result<Touched> {
        match self.map_before(path, now, people)? {
            Before::Same => Ok(Touched::Some(Elements::default())),
            Before::Nothing => Ok(Touched::All),
            Before::Map(old) => Ok(Touched::Some(Elements::of(&diff(&old, map)))),
        }
    }

    /// A map as it was.
    pub(super) fn map_before(&mut self, path: &Path, now: &[u8], people: &[Person]) -> Result<Before> {
        let Some(then) = self.before(path)? else { return Ok(Before::Nothing) };
        if then == now {
            return Ok(Before::Same);
        }
        let loaded = load_map(&then, &shown(path), &LoadContext { people });
        Ok(loaded.value.map_or(Before::Nothing, |map| Before::Map(Box::new(map))))
    }

    /// What of a `milepost.ron` changed, and who answers otherwise than then: left, came, went away, has another deputy.
    pub(super) fn workspace(&mut self, path: &Path, now: &Workspace) -> Result<(Touched, HashSet<PersonId>)> {
        let then = self.before(path)?.map(|bytes| load_workspace(&bytes));
        let Some(old) = then.and_then(|loaded| loaded.value) else {
            return Ok((Touched::All, HashSet::new()));
        };
        let differing = |is_other: fn(&Person, &Person) -> bool| {
            let other = |p: &&Person| old.person(&p.id).is_none_or(|then| is_other(then, p));
            now.people.iter().filter(other).map(|p| p.id.clone()).collect::<HashSet<PersonId>>()
        };
        let gone = old.people.iter().filter(|p| now.person(&p.id).is_none()).map(|p| p.id.clone());
        let ids = differing(|a, b| a != b).iter().map(ToString::to_string).collect();
        let answering =
            differing(|a, b| (a.left, a.away_until, &a.deputy) != (b.left, b.away_until, &b.deputy));
        let elements = Elements { ids, whole: old != *now, ..Elements::default() };
        Ok((Touched::Some(elements), answering.into_iter().chain(gone).collect()))
    }
}

/// A map as it was at a commit.
#[derive(Debug)]
pub(super) enum Before {
    /// Byte for byte as it is.
    Same,
    /// Not there, or not readable.
    Nothing,
    /// This.
    Map(Box<Map>),
}

impl Folder {
    fn open(folder: &Path, rev: &str) -> Result<Self> {
        let repository = Repository::around(folder)?;
        let commit = repository.commit(rev)?;
        let root = repository.root.canonicalize()?;
        let within = folder.strip_prefix(&root).map(Path::to_owned).unwrap_or_default();
        let snapshot = Snapshot::of(&repository, &commit, &within)?;
        Ok(Self { within, repository, commit, snapshot })
    }
}

impl Elements {
    fn of(diff: &Diff) -> Self {
        let mut out = Self::default();
        for change in &diff.changes {
            out.stages.extend(change.stage.both().cloned());
            out.ids.extend(change.at.id().map(str::to_owned));
            out.ids.extend(change.at.card().map(ToString::to_string));
            let comes_or_goes =
                matches!(change.at, Element::Stage(_)) && !matches!(change.what, What::Edited { .. });
            out.whole |= change.stage.home().is_none() || comes_or_goes;
        }
        out
    }
}

impl Touched {
    /// Whether anything changed.
    pub(super) fn any(&self) -> bool {
        match self {
            Self::All => true,
            Self::Some(elements) => elements.whole || !elements.ids.is_empty() || !elements.stages.is_empty(),
        }
    }

    /// Whether an element changed; a stage also with what stands in it.
    pub(super) fn holds(&self, target: &Target) -> bool {
        let Self::Some(elements) = self else { return true };
        match target {
            Target::Map | Target::Workspace => elements.whole,
            Target::Stage(id) => elements.stages.contains(id),
            _ => target.id().is_some_and(|id| elements.ids.contains(id)),
        }
    }
}

impl From<GitError> for CliError {
    fn from(error: GitError) -> Self {
        let hint = match &error {
            GitError::Shallow(_) => Some(
                "fetch the whole history first: git fetch --unshallow; in actions/checkout: fetch-depth: 0",
            ),
            GitError::UnknownRevision(_) => {
                Some("git fetch brings what the server has; its branch `main` is called `origin/main` here")
            }
            GitError::BadRevision(_) => Some("write a branch, a tag or a hash: main, v1.2, HEAD~3"),
            GitError::NoRepository(_) => {
                Some("--since compares with a commit: it needs the maps in a repository")
            }
            GitError::NoGit(_) | GitError::Failed(_) => None,
        };
        let error = Self::trouble(error.to_string());
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}
