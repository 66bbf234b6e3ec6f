//! Who answers for which stages.

use jiff::civil::Date;
use serde::Serialize;

use crate::change::{Diff, diff};
use crate::cli::check::gather::Gathered;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::since::{Before, Since};
use crate::map::id::PersonId;
use crate::map::{Map, Stage, Workspace};
use crate::store::disk::words::shown;

/// Somebody with what they answer for; nobody, with what no one answers for.
#[derive(Debug, Serialize)]
pub(super) struct Owner {
    /// Their id; `None`: nobody.
    pub(super) person: Option<String>,
    /// What to call them.
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    /// Whether they have left.
    pub(super) left: bool,
    /// Who answers while they are away.
    pub(super) deputy: Option<String>,
    /// In the order of the files.
    pub(super) maps: Vec<Owned>,
}

/// What somebody answers for in one map.
#[derive(Debug, Serialize)]
pub(super) struct Owned {
    pub(super) path: String,
    pub(super) map: String,
    #[serde(skip)]
    pub(super) title: String,
    /// The map itself.
    pub(super) whole: bool,
    pub(super) stages: Vec<OwnedStage>,
}

/// A stage that somebody answers for.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct OwnedStage {
    pub(super) stage: String,
    pub(super) name: String,
    /// Whether they answer for it because the map is theirs.
    pub(super) inherited: bool,
    /// How many changes, where only those are asked for.
    pub(super) changes: Option<usize>,
    /// It is not there any more.
    pub(super) removed: bool,
}

/// Everybody who answers for something, by when they are first met; nobody last.
pub(super) fn owners(
    ctx: &Context,
    gathered: &Gathered,
    mut since: Option<&mut Since>,
) -> Result<Vec<Owner>> {
    let mut out = Owners::default();
    for file in &gathered.files {
        let (Some(map), Some(place)) = (&file.map, gathered.places.get(file.place)) else { continue };
        let workspace = &place.workspace;
        let mut view = View { out: &mut out, path: &file.name, workspace, today: ctx.today(workspace) };
        match since.as_deref_mut() {
            None => view.all(map),
            Some(since) => match since.map_before(&file.path, &file.bytes(), &workspace.people)? {
                Before::Same => {}
                Before::Nothing => view.all(map),
                Before::Map(old) => view.changed(&old, map),
            },
        }
    }
    if let Some(since) = since {
        for file in gathered.files.iter().filter(|file| file.is_whole) {
            let Some(place) = gathered.places.get(file.place) else { continue };
            let workspace = &place.workspace;
            for (path, map) in since.gone(&place.root, &workspace.people)? {
                let today = ctx.today(workspace);
                View { out: &mut out, path: &shown(&path), workspace, today }.gone(&map);
            }
        }
    }
    out.0.sort_by_key(|owner| owner.person.is_none());
    Ok(out.0)
}

#[derive(Debug, Default)]
struct Owners(Vec<Owner>);

struct View<'a> {
    out: &'a mut Owners,
    path: &'a str,
    workspace: &'a Workspace,
    today: Date,
}

impl View<'_> {
    /// Every stage, and the map.
    fn all(&mut self, map: &Map) {
        if map.owner.is_some() {
            self.owned(map.owner.as_ref(), map).whole = true;
        }
        for stage in &map.stages {
            self.stage(map, stage, None, false);
        }
    }

    /// A map that is not there any more.
    fn gone(&mut self, map: &Map) {
        if map.owner.is_some() {
            self.owned(map.owner.as_ref(), map).whole = true;
        }
        for stage in &map.stages {
            self.stage(map, stage, None, true);
        }
    }

    /// The stages that changed, with their owners of then and now.
    fn changed(&mut self, old: &Map, new: &Map) {
        let differs = diff(old, new);
        if differs.changes.iter().any(|change| change.stage.home().is_none()) {
            for map in [old, new] {
                if map.owner.is_some() {
                    self.owned(map.owner.as_ref(), map).whole = true;
                }
            }
        }
        for id in differs.touched_stages() {
            let changes = Some(changes_of(&differs, id));
            let had_owner = |stage: &&Stage| old.owner_of(stage).is_some() || new.stage(id).is_none();
            if let Some(stage) = old.stage(id).filter(had_owner) {
                self.stage(old, stage, changes, new.stage(id).is_none());
            }
            if let Some(stage) = new.stage(id) {
                self.stage(new, stage, changes, false);
            }
        }
    }

    fn stage(&mut self, map: &Map, stage: &Stage, changes: Option<usize>, removed: bool) {
        let owner = map.owner_of(stage);
        let inherited = owner.as_ref().is_some_and(|(_, inherited)| *inherited);
        let stages = &mut self.owned(owner.as_ref().map(|(id, _)| id), map).stages;
        let id = stage.id.to_string();
        stages.retain(|known| known.stage != id);
        stages.push(OwnedStage { stage: id, name: stage.name.to_string(), inherited, changes, removed });
    }

    /// What somebody answers for in this file.
    fn owned(&mut self, person: Option<&PersonId>, map: &Map) -> &mut Owned {
        let id = person.map(ToString::to_string);
        let known = self.out.0.iter().position(|owner| owner.person == id);
        let at = known.unwrap_or_else(|| {
            self.out.0.push(Owner::of(person, self.workspace, self.today));
            self.out.0.len() - 1
        });
        let maps = &mut self.out.0[at].maps;
        let known = maps.iter().position(|owned| owned.path == self.path);
        let at = known.unwrap_or_else(|| {
            let (path, title) = (self.path.to_owned(), map.title.to_string());
            maps.push(Owned { path, map: map.id.to_string(), title, whole: false, stages: Vec::new() });
            maps.len() - 1
        });
        &mut maps[at]
    }
}

fn changes_of(differs: &Diff, stage: &crate::map::id::StageId) -> usize {
    differs.for_stage(stage).filter(|change| !change.along).count()
}

impl Owner {
    fn of(person: Option<&PersonId>, workspace: &Workspace, today: Date) -> Self {
        let known = person.and_then(|id| workspace.person(id));
        let away = known.filter(|person| person.is_away(today));
        Self {
            person: person.map(ToString::to_string),
            name: person.map(|id| workspace.name_of(id).to_owned()),
            email: known.and_then(|person| person.email.as_ref()).map(ToString::to_string),
            left: known.is_some_and(|person| person.has_left(today)),
            deputy: away.and_then(|person| person.deputy.as_ref()).map(ToString::to_string),
            maps: Vec::new(),
        }
    }
}
