//! The moments of a map, each with what changed then.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::Whose;
use crate::change::{Change, Wording, diff};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::file::Opened;
use crate::exchange::difference::{OneChange, one_change};
use crate::map::{Map, Person};
use crate::store::disk::fs::RealFs;
use crate::store::document::{LoadContext, load_map};
use crate::store::git::at::At;
use crate::store::git::repository::Repository;
use crate::store::git::snapshot::Contents;
use crate::store::ron::prepare::MAX_BYTES;
use crate::store::timeline::{Asked, Happened, Moment, timeline};
use crate::store::versions::{self, Version};

/// At most so many commits are looked at for the history of one element.
const MOST_COMMITS: usize = 1_000;
/// So many maps that were read are kept: a commit's map is the one before the next commit.
const KEPT: usize = 4;

/// The history of a map or of an element.
#[derive(Debug)]
pub(super) struct History {
    pub(super) opened: Opened,
    pub(super) whose: Whose,
    /// Newest first.
    pub(super) entries: Vec<Entry>,
    /// Whether there may be more.
    pub(super) is_cut: bool,
    /// How many commits and versions were looked at.
    pub(super) looked_at: usize,
}

/// A moment, with what changed.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) on: Option<Date>,
    pub(super) by: String,
    pub(super) why: String,
    pub(super) what: What,
    pub(super) lines: Vec<(char, String)>,
    pub(super) changes: Vec<OneChange>,
}

/// What kind of moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Working,
    Commit(String),
    Version(u32),
    Review,
}

impl History {
    /// Looks it up. What git or the disk does not say is told, and the rest goes on.
    pub(super) fn of(ctx: &mut Context, opened: Opened, whose: Whose, limit: usize) -> Result<Self> {
        let path = opened.path.clone().unwrap_or_default();
        let most = if whose == Whose::Map { limit } else { MOST_COMMITS };
        let asked = Asked {
            map: &opened.map,
            path: &path,
            root: &opened.place.root,
            workspace: &opened.place.workspace,
            most,
        };
        let found = timeline(&asked);
        for problem in &found.problems {
            ctx.warn(problem);
        }
        let has_commits = found.moments.iter().any(|moment| matches!(moment.what, Happened::Commit { .. }));
        let mut walk = Walk::new(&opened, &whose, &path);
        let mut entries = Vec::new();
        let mut is_cut = found.is_cut;
        if has_commits {
            entries.extend(walk.working());
        }
        let mut looked_at = 0;
        for moment in &found.moments {
            if entries.len() >= limit {
                is_cut = true;
                break;
            }
            looked_at += usize::from(moment.word() != "review");
            entries.extend(walk.entry(moment, has_commits)?);
        }
        Ok(Self { opened, whose, entries, is_cut, looked_at })
    }
}

/// One map after the other, each read once while it is needed.
struct Walk<'a> {
    opened: &'a Opened,
    whose: &'a Whose,
    path: &'a Path,
    contents: Option<Contents>,
    read: HashMap<String, Option<Arc<Map>>>,
    versions: Vec<Version>,
}

impl<'a> Walk<'a> {
    fn new(opened: &'a Opened, whose: &'a Whose, path: &'a Path) -> Self {
        let listing = versions::list(&RealFs, &opened.place.root, &opened.map.id).unwrap_or_default();
        Self { opened, whose, path, contents: None, read: HashMap::new(), versions: listing.versions }
    }

    fn people(&self) -> &'a [Person] {
        &self.opened.place.workspace.people
    }

    /// What is not committed yet.
    fn working(&mut self) -> Option<Entry> {
        let bytes = At::open(self.path, "HEAD").ok()?.read(self.path).ok()??;
        if bytes == self.opened.bytes {
            return None;
        }
        let old = load_map(&bytes, &self.opened.name, &LoadContext { people: self.people() }).value?;
        let entry = self.compared(&old, &self.opened.map, |change| self.whose.has(change));
        let why = "not committed yet".to_owned();
        (!entry.changes.is_empty()).then_some(Entry { what: What::Working, why, ..entry })
    }

    /// A moment, if it has to do with what was asked for.
    fn entry(&mut self, moment: &Moment, has_commits: bool) -> Result<Option<Entry>> {
        let is_map = *self.whose == Whose::Map;
        let (entry, what, why) = match &moment.what {
            Happened::Commit { hash, subject, file } => {
                let entry = self.commit(&file.before, file.after.as_deref())?;
                (entry, What::Commit(hash.clone()), subject.to_string())
            }
            Happened::Version { version, why } if has_commits => {
                let entry = is_map.then(Entry::empty);
                (entry, What::Version(version.number), why.to_string())
            }
            Happened::Version { version, why } => {
                (self.version(version), What::Version(version.number), why.to_string())
            }
            Happened::Review { stage, name, note } => {
                let is_told = !has_commits && (is_map || *self.whose == Whose::Stage(stage.clone()));
                let note = note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
                (is_told.then(Entry::empty), What::Review, format!("stage “{name}” reviewed{note}"))
            }
        };
        let Some(entry) = entry else { return Ok(None) };
        let concerns = is_map || !entry.changes.is_empty() || what == What::Review;
        let (on, by) = (Some(moment.on), moment.by.to_string());
        Ok(concerns.then_some(Entry { on, by, why, what, ..entry }))
    }

    /// A commit against its parent; of a merge, what is otherwise than in each of them.
    fn commit(&mut self, before: &[Option<String>], after: Option<&str>) -> Result<Option<Entry>> {
        let Some(new) = after.map(|hash| self.map(hash)).transpose()?.flatten() else {
            return Ok(Some(Entry {
                lines: vec![('-', "the file was removed, or cannot be read".to_owned())],
                ..Entry::empty()
            }));
        };
        let mut parents = Vec::new();
        for hash in before.iter().flatten() {
            parents.extend(self.map(hash)?);
        }
        let Some((first, others)) = parents.split_first() else {
            let empty = Map::new(new.id.clone(), new.title.as_str());
            let entry = self.compared(&empty, &new, |change| self.whose.has(change));
            let words = crate::map::say::many(new.stages.len(), "stage");
            let lines = if *self.whose == Whose::Map {
                vec![('+', format!("the map begins, with {words}"))]
            } else {
                entry.lines
            };
            return Ok(Some(Entry { lines, ..entry }));
        };
        let from_others: Vec<Vec<Change>> = others.iter().map(|old| diff(old, &new).changes).collect();
        let is_own = |change: &Change| from_others.iter().all(|changes| changes.contains(change));
        Ok(Some(self.compared(first, &new, |change| self.whose.has(change) && is_own(change))))
    }

    /// A version against the one before it.
    fn version(&mut self, version: &Version) -> Option<Entry> {
        let at = self.versions.iter().position(|known| known == version)?;
        let new = self.kept(at)?;
        let old = at.checked_sub(1).and_then(|at| self.kept(at));
        let Some(old) = old else {
            let is_map = *self.whose == Whose::Map;
            return is_map.then(Entry::empty);
        };
        Some(self.compared(&old, &new, |change| self.whose.has(change)))
    }

    fn kept(&self, at: usize) -> Option<Map> {
        let text = versions::read(&RealFs, self.versions.get(at)?).ok()?;
        load_map(text.as_bytes(), &self.opened.name, &LoadContext { people: self.people() }).value
    }

    fn compared(&self, old: &Map, new: &Map, is_told: impl Fn(&Change) -> bool) -> Entry {
        let wording = Wording::new(old, new, &self.opened.place.workspace);
        let found = diff(old, new);
        let told: Vec<&Change> = found.changes.iter().filter(|change| is_told(change)).collect();
        Entry {
            lines: told.iter().map(|change| (change.sign(), wording.line_with_stage(change))).collect(),
            changes: told.iter().map(|change| one_change(&wording, change)).collect(),
            ..Entry::empty()
        }
    }

    /// The map of a content; `None`: it cannot be read as one.
    fn map(&mut self, hash: &str) -> Result<Option<Arc<Map>>> {
        if let Some(known) = self.read.get(hash) {
            return Ok(known.clone());
        }
        let contents = match self.contents.take() {
            Some(contents) => contents,
            None => Contents::start(&Repository::around(self.path)?)?,
        };
        let contents = self.contents.insert(contents);
        let bytes = contents.read(hash, MAX_BYTES as u64)?;
        let map = load_map(&bytes, &self.opened.name, &LoadContext { people: self.people() }).value;
        if self.read.len() >= KEPT {
            self.read.clear();
        }
        let map = map.map(Arc::new);
        self.read.insert(hash.to_owned(), map.clone());
        Ok(map)
    }
}

impl Entry {
    fn empty() -> Self {
        Self {
            on: None,
            by: String::new(),
            why: String::new(),
            what: What::Working,
            lines: Vec::new(),
            changes: Vec::new(),
        }
    }
}
