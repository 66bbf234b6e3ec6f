//! The facilitator's side of the inbox: each paper is read once, in the order of writing; what is no paper is moved aside.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Place, paper};
use crate::map::id::{ItemId, PersonId};
use crate::store::disk::fs::Facts;
use crate::store::disk::small::{self, UNFINISHED};
use crate::store::disk::words::shown_name;
use crate::workshop::slip::Slip;

/// The most files that are looked at in one go: the rest waits for the next.
const MOST: usize = 1_000;
/// How long a file that cannot be read may still become whole: what copies a folder between machines may write it in pieces.
const PATIENCE: Duration = Duration::from_secs(2);

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collected {
    /// New papers, in the order in which they are to be taken.
    pub slips: Vec<Slip>,
    /// What was moved aside, and why: a sentence each.
    pub problems: Vec<String>,
}

/// An inbox being emptied.
#[derive(Debug, Clone)]
pub struct Inbox {
    place: Place,
    /// Files that were given out or said, and are still there.
    known: BTreeSet<OsString>,
    /// Files that could not be read: as they were, and since when.
    doubtful: BTreeMap<OsString, (Option<Facts>, Duration)>,
}

/// A file with what it says.
struct Found {
    mtime: i128,
    slip: Slip,
}

impl Inbox {
    /// The inbox of a place.
    pub fn new(place: Place) -> Self {
        Self { place, known: BTreeSet::new(), doubtful: BTreeMap::new() }
    }

    /// What came since the last time. `now` is on any clock that only goes forward.
    pub fn collect(&mut self, now: Duration) -> Collected {
        let mut collected = Collected::default();
        let mut found = Vec::new();
        for name in self.new_names() {
            let path = self.place.inbox().join(&name);
            let facts = small::facts(&path);
            match self.read(&path) {
                Ok(slip) => {
                    self.doubtful.remove(&name);
                    self.known.insert(name);
                    found.push(Found { mtime: facts.map_or(0, |facts| facts.mtime_ns), slip });
                }
                // Gone meanwhile.
                Err(_) if facts.is_none() => {}
                Err(why) => collected.problems.extend(self.doubt(name, facts, &why, now)),
            }
        }
        collected.slips = in_order(found);
        collected
    }

    /// A paper is in the record: it goes.
    ///
    /// # Errors
    /// Those of the disk: it then stays, and is not given out again.
    pub fn taken(&mut self, id: &ItemId) -> io::Result<()> {
        self.place.taken(id)?;
        self.known.remove(&OsString::from(format!("{id}.ron")));
        Ok(())
    }

    /// Names that nobody has seen. What is not whole yet has another ending, or is a hidden file of what copies the folder.
    fn new_names(&self) -> Vec<OsString> {
        let Ok(entries) = std::fs::read_dir(self.place.inbox()) else { return Vec::new() };
        let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
        let is_whole = |name: &OsString| {
            let name = name.as_encoded_bytes();
            !name.ends_with(UNFINISHED.as_bytes()) && !name.starts_with(b".") && !name.starts_with(b"~")
        };
        names.filter(|name| is_whole(name) && !self.known.contains(name)).take(MOST).collect()
    }

    fn read(&self, path: &Path) -> Result<Slip, String> {
        let stem = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".ron"));
        let id = stem.and_then(|stem| ItemId::new(stem).ok()).ok_or("it has no name of a paper")?;
        paper::read(path, Some(&id), self.place.session())
    }

    /// A file that cannot be read gets some time; then it is moved aside, and said.
    fn doubt(&mut self, name: OsString, facts: Option<Facts>, why: &str, now: Duration) -> Option<String> {
        let known = self.doubtful.get(&name).filter(|(then, _)| *then == facts);
        let since = known.map_or(now, |(_, since)| *since);
        if now.saturating_sub(since) < PATIENCE {
            self.doubtful.insert(name, (facts, since));
            return None;
        }
        self.doubtful.remove(&name);
        let path = self.place.inbox().join(&name);
        let what = shown_name(&path);
        if self.move_aside(&path).is_err() {
            self.known.insert(name);
        }
        Some(format!("{what} in the inbox is no paper that can be read: {why}"))
    }

    fn move_aside(&self, path: &Path) -> io::Result<()> {
        let refused = self.place.refused();
        small::folder(&refused, &self.place.folder())?;
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let free = |n: u32| -> PathBuf {
            let mut name = name.to_owned();
            if n > 0 {
                name.push(format!("-{n}"));
            }
            refused.join(name)
        };
        let to = (0..100).map(free).find(|to| small::facts(to).is_none());
        std::fs::rename(path, to.ok_or(io::ErrorKind::AlreadyExists)?)
    }
}

/// By the time of writing; one person's papers in the order of their ids, whatever the clocks say.
fn in_order(mut found: Vec<Found>) -> Vec<Slip> {
    found.sort_by(|a, b| (a.mtime, &a.slip.id).cmp(&(b.mtime, &b.slip.id)));
    let mut of: BTreeMap<PersonId, Vec<Slip>> = BTreeMap::new();
    let writers: Vec<PersonId> = found.iter().map(|found| found.slip.by.clone()).collect();
    for found in found {
        of.entry(found.slip.by.clone()).or_default().push(found.slip);
    }
    for slips in of.values_mut() {
        // The last one first, to be taken from the end.
        slips.sort_by(|a, b| b.id.cmp(&a.id));
    }
    writers.iter().filter_map(|by| of.get_mut(by)?.pop()).collect()
}
