//! What the merge that is checked out lost: hosting sites merge lines, and a person who puts such a merge right can drop what nobody took away.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::Subject;
use crate::change::{Change, SideNames, What, Wording, diff, merge, revert};
use crate::map::id::MapId;
use crate::map::{Label, Map, Workspace};
use crate::rules::Lost;
use crate::store::disk::dirs::Dirs;
use crate::store::document::{LoadContext, load_map, write_map};
use crate::store::git::at::At;
use crate::store::git::error::GitError;
use crate::store::git::kept::Kept;
use crate::store::git::repository::Repository;
use crate::store::ron::comments::Comments;

/// What was lost in each of these maps; nothing without a repository, or where no merge is checked out.
pub(super) fn of(root: &Path, maps: &[Subject<'_>], dirs: Option<&Dirs>) -> BTreeMap<MapId, Vec<Lost>> {
    let Ok(Some(mut merge)) = Merge::checked_out(root) else { return BTreeMap::new() };
    let kept = dirs.map(Kept::new);
    let of_map = |subject: &Subject<'_>| {
        let should = merge.should(subject.path?, kept.as_ref()).ok()??;
        let lost = lost(&should, subject.map);
        (!lost.is_empty()).then(|| (subject.map.id.clone(), lost))
    };
    maps.iter().filter_map(of_map).collect()
}

/// A merge of two commits, as it is checked out.
struct Merge {
    head: At,
    sides: [At; 2],
    base: Option<At>,
}

/// What a merged map should have had, with what of that it has not.
struct Should {
    map: Map,
    /// The ids that are missing, each with the commit that had it.
    missing: BTreeMap<String, String>,
}

impl Merge {
    fn checked_out(root: &Path) -> Result<Option<Self>, GitError> {
        let repository = Repository::around(root)?;
        // One question where no merge is checked out.
        let Ok(theirs) = repository.commit("HEAD^2") else { return Ok(None) };
        if repository.commit("HEAD^3").is_ok() {
            return Ok(None);
        }
        let ours = repository.commit("HEAD^1")?;
        let base = repository.fork(&ours, &theirs).ok();
        let open = |rev: &str| At::open(root, rev);
        let base = base.map(|base| open(base.as_str())).transpose()?;
        Ok(Some(Self { head: open("HEAD")?, sides: [open(ours.as_str())?, open(theirs.as_str())?], base }))
    }

    /// `None`: nothing is missing.
    fn should(&mut self, path: &Path, kept: Option<&Kept>) -> Result<Option<Should>, GitError> {
        let key = format!("lost in merge 1\n{}\n{}", path.display(), self.head.commit().as_str());
        if let Some(bytes) = kept.and_then(|kept| kept.get(&key)) {
            return Ok(Should::read(&bytes));
        }
        let [ours, theirs] = &mut self.sides;
        let names = [ours.commit().short().to_owned(), theirs.commit().short().to_owned()];
        let (head, ours, theirs) = (self.head.read(path)?, ours.read(path)?, theirs.read(path)?);
        let base = self.base.as_mut().map(|at| at.read(path)).transpose()?.flatten();
        let should =
            if head == ours && head == theirs { None } else { missing([base, ours, theirs, head], &names) };
        if let Some(kept) = kept {
            kept.put(&key, &should.as_ref().map_or_else(Vec::new, Should::written));
        }
        Ok(should)
    }
}

impl Should {
    /// The missing ids with their commits on the first line, then the map. Nothing: nothing is missing.
    fn written(&self) -> Vec<u8> {
        let ids: Vec<String> = self.missing.iter().map(|(id, had)| format!("{id} {had}")).collect();
        let text = write_map(&self.map, &Comments::default()).unwrap_or_default();
        format!("{}\n{text}", ids.join(" ")).into_bytes()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (ids, text) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        let words: Vec<&str> = ids.split(' ').collect();
        let pair = |pair: &[&str]| Some((pair.first()?.to_string(), pair.get(1)?.to_string()));
        let missing = words.chunks(2).filter_map(pair).collect();
        Some(Self { map: load(Some(text.as_bytes().to_vec()))?, missing })
    }
}

fn load(bytes: Option<Vec<u8>>) -> Option<Map> {
    load_map(&bytes?, "", &LoadContext::default()).value
}

/// Merges the two sides, and looks what of it the merge commit has not. An element that a side took away is not among it: that the
/// merge commit lacks it is what somebody wanted, or decided.
fn missing([base, ours, theirs, head]: [Option<Vec<u8>>; 4], names: &[String; 2]) -> Option<Should> {
    let (ours, theirs, head) = (load(ours)?, load(theirs)?, load(head)?);
    let base = match base {
        Some(base) => load(Some(base))?,
        None => Map { stages: Vec::new(), ..Map::new(ours.id.clone(), "") },
    };
    let map = merge(&base, &ours, &theirs, &SideNames::new(&names[0], &names[1])).map;
    let [was, our, their, there] = [&base, &ours, &theirs, &head].map(ids);
    let was_taken = |id: &str| was.contains(id) && !(our.contains(id) && their.contains(id));
    let undecided: HashSet<&str> = map
        .stages
        .iter()
        .filter(|s| was_taken(s.id.as_str()))
        .flat_map(|s| s.cards().map(|c| c.id.as_str()))
        .collect();
    let is_lost = |id: &&str| !there.contains(id) && !was_taken(id) && !undecided.contains(id);
    let had = |id: &str| {
        let [first, second] = names;
        let name = if their.contains(id) && !our.contains(id) { second } else { first };
        (our.contains(id) || their.contains(id)).then(|| (id.to_owned(), name.clone()))
    };
    let missing: BTreeMap<String, String> = ids(&map).into_iter().filter(is_lost).filter_map(had).collect();
    (!missing.is_empty()).then_some(Should { map, missing })
}

/// The ids of stages, lanes, cards and evidence.
fn ids(map: &Map) -> HashSet<&str> {
    let stages = map.stages.iter().map(|s| s.id.as_str());
    let lanes = map.lanes.iter().map(|l| l.id.as_str());
    let evidence = map.evidence().map(|e| e.id.as_str());
    stages.chain(lanes).chain(evidence).chain(map.cards().map(|c| c.id.as_str())).collect()
}

/// What is missing in the map as it is now: what came back meanwhile is not lost, what came with a lost stage is said with it.
fn lost(should: &Should, now: &Map) -> Vec<Lost> {
    let (diff, people) = (diff(&should.map, now), Workspace::default());
    let wording = Wording::new(&should.map, now, &people);
    let of = |change: &Change| {
        let id = change.at.id().filter(|_| change.what == What::Removed)?.to_owned();
        let had = Label::new(should.missing.get(&id)?);
        let back = revert(change, &should.map, now)?;
        let stage = change.stage.home().filter(|stage| now.stage(stage).is_some()).cloned();
        Some(Lost { id: Label::new(&id), what: wording.about(change), stage, had, back })
    };
    diff.principal().filter_map(of).collect()
}
