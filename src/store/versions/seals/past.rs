//! Stages as they were reviewed, in the commits of the map's file: for teams that keep no `versions/` beside their maps.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use memchr::memmem;

use super::holds;
use crate::map::Map;
use crate::map::id::StageId;
use crate::map::review::Seal;
use crate::store::document::{LoadContext, load_map};
use crate::store::git::error::GitError;
use crate::store::git::repository::{Commit, Repository};
use crate::store::git::snapshot::Contents;
use crate::store::git::trail::{Span, Step, came_from, trail};
use crate::store::ron::prepare::MAX_BYTES;

/// The most commits that are looked at: the newest that changed the file.
const MOST: usize = 200;
/// How long is looked.
const TIME: Duration = Duration::from_secs(5);
/// Under how many names the file is followed.
const NAMES: usize = 4;

/// What was found, and how far was looked.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The map of the newest commit that holds each of the stages, in their order.
    pub(super) maps: Vec<Option<Map>>,
    /// What follows on "was kept" where nothing was found: `, nor does a commit of the map hold it`.
    pub(super) reach: &'static str,
}

/// Looks for stages in the history of a map's file, for all of them in one pass; it ends where the last one is found. Where
/// there is no git nothing is found.
pub(super) fn find(file: &Path, wanted: &[(StageId, Seal)]) -> Found {
    let mut maps = vec![None; wanted.len()];
    let reach = search(file, wanted, &mut maps).unwrap_or_default();
    Found { maps, reach }
}

fn search(
    file: &Path,
    wanted: &[(StageId, Seal)],
    maps: &mut [Option<Map>],
) -> Result<&'static str, GitError> {
    let repository = Repository::around(file)?;
    let whole = |path: &Path| path.canonicalize().map_err(|error| GitError::Failed(error.to_string()));
    let (root, file) = (whole(&repository.root)?, whole(file)?);
    let name = file.strip_prefix(&root).map_err(|_| GitError::NoRepository(file.clone()))?;
    let contents = Contents::start(&repository)?;
    let mut walk = Walk { repository, contents, start: Instant::now(), seen: HashSet::new(), wanted, maps };
    let mut next = Some((name.to_owned(), walk.repository.commit("HEAD")?));
    for _ in 0..NAMES {
        let Some((name, to)) = next.take() else { break };
        match walk.under(&name, &to)? {
            End::Cut => return Ok(", nor do the newest commits of the map hold it; there are older ones"),
            End::Found => return Ok(""),
            End::First(step) => next = walk.earlier_name(&name, step.as_ref())?,
        }
    }
    Ok(if walk.repository.is_shallow()? {
        ", nor does a commit of the map hold it: this clone has only the newest ones"
    } else {
        ", nor does a commit of the map hold it"
    })
}

/// A walk back through the contents of a file.
struct Walk<'a> {
    repository: Repository,
    contents: Contents,
    start: Instant,
    /// The contents that were looked at, by hash.
    seen: HashSet<String>,
    wanted: &'a [(StageId, Seal)],
    maps: &'a mut [Option<Map>],
}

/// How a walk under one name ended.
enum End {
    /// All that was wanted is found.
    Found,
    /// There is more, and no more is looked at.
    Cut,
    /// At the first commit that has the file under this name.
    First(Option<Step>),
}

impl Walk<'_> {
    fn under(&mut self, name: &Path, to: &Commit) -> Result<End, GitError> {
        let span = Span { to, from: None, most: MOST };
        let mut found = trail(&self.repository, &[name.to_owned()], &span)?;
        let of_file = |step: &Step| {
            let mut files = step.files.iter();
            files.find(|file| file.path == name).and_then(|file| file.after.clone())
        };
        for hash in found.steps.iter().filter_map(of_file) {
            if self.start.elapsed() > TIME {
                return Ok(End::Cut);
            }
            if self.seen.insert(hash.clone())
                && let Ok(bytes) = self.contents.read(&hash, MAX_BYTES as u64)
            {
                self.look(&bytes);
            }
            if self.maps.iter().all(Option::is_some) {
                return Ok(End::Found);
            }
        }
        Ok(if found.is_cut { End::Cut } else { End::First(found.steps.pop()) })
    }

    /// Fills in what one content of the file holds. It is not read where no wanted stage is named in it.
    fn look(&mut self, bytes: &[u8]) {
        let is_open = |((stage, _), found): &(&(StageId, Seal), &mut Option<Map>)| {
            found.is_none() && memmem::find(bytes, stage.as_str().as_bytes()).is_some()
        };
        let mut open = self.wanted.iter().zip(self.maps.iter_mut()).filter(is_open).peekable();
        if open.peek().is_none() {
            return;
        }
        let Some(map) = load_map(bytes, "then", &LoadContext::default()).value else { return };
        for (_, found) in open.filter(|((stage, seal), _)| holds(&map, stage, *seal)) {
            *found = Some(map.clone());
        }
    }

    /// The name that the file had before the commit that gave it this one, and that commit.
    fn earlier_name(&self, name: &Path, first: Option<&Step>) -> Result<Option<(PathBuf, Commit)>, GitError> {
        let Some(first) = first else { return Ok(None) };
        let Some(old) = came_from(&self.repository, first, name)? else { return Ok(None) };
        Ok(Some((old, self.repository.commit(&first.hash)?)))
    }
}
