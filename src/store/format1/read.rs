//! From the shape of a file to a map that keeps every promise of the model, and what was wrong on the way.

use std::collections::{BTreeMap, HashMap};

use super::cards::CardFile;
use super::ids::Ids;
use super::journey::MapFile;
use super::lanes::{self, Rows};
use super::shape::Shape;
use super::stage::StageFile;
use super::trouble::{At, Trouble};
use crate::map::id::{self, LaneId, MapId, StageId};
use crate::map::{Card, Label, Lane, Map, Person, Role, Stage};
use crate::store::ron::scan::Path;

/// What a file cannot say about itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The people of the workspace; none: owners are not checked.
    pub people: &'a [Person],
}

/// A map from a file.
#[derive(Debug)]
pub struct Read {
    /// The map: it has no [`Problem`](crate::map::check::Problem).
    pub map: Map,
    /// What should be repaired, in no special order.
    pub troubles: Vec<Trouble>,
    /// The ways to the elements whose ids were derived.
    pub derived: HashMap<String, Path>,
}

/// The stand-in for a name that is empty.
const UNNAMED: &str = "(unnamed)";

/// The map that a file describes. `stem`: the file's name without its ending, for a map without an id.
pub fn into_map(mut file: MapFile, stem: &str, context: Context<'_>) -> Read {
    let ids = Ids::complete(&mut file);
    let mut troubles = ids.troubles;
    let id = file.id.take().unwrap_or_else(|| map_id(stem, file.title.as_str()));
    let title = named(file.title, || At::top("title"), "the map", &mut troubles);
    let notes = file.stages.iter().any(|s| !s.notes.is_empty());
    let mut lanes = lanes::complete(file.lanes, notes, &ids.taken, &mut troubles);
    for lane in &mut lanes {
        let at = || At::element(lane.id.as_str(), "name");
        lane.name = named(std::mem::take(&mut lane.name), at, "a lane", &mut troubles);
    }
    let stages = file.stages.into_iter().map(|stage| into_stage(stage, &lanes, &mut troubles)).collect();
    let metrics = file.metrics.into_iter().map(CardFile::into_card).collect();
    let map = Map {
        id,
        title,
        state: file.state,
        owner: file.owner,
        team: file.team,
        actor: file.actor,
        scenario: file.scenario,
        expectations: file.expectations,
        future_of: file.future_of,
        created: file.created.into_model(),
        review_every: file.review_every,
        tags: file.tags,
        flow: Shape::into_model(file.flow),
        priority: Shape::into_model(file.priority),
        policy: file.policy,
        snoozes: file.snoozes.into_model(),
        segments: file.segments.into_model(),
        events: file.events.into_model(),
        metrics,
        lanes,
        stages,
        conflicts: file.conflicts.into_model(),
    };
    super::policy::of_map(&map, &mut troubles);
    super::trouble::misfiled(&map, &mut troubles);
    super::trouble::dangling(&map, &mut troubles);
    super::trouble::unknown_people(&map, context.people, &mut troubles);
    Read { map, troubles, derived: ids.derived }
}

fn into_stage(file: StageFile, lanes: &[Lane], troubles: &mut Vec<Trouble>) -> Stage {
    let id: StageId = file.id.into_model();
    let at = || At::element(id.as_str(), "name");
    let name = named(file.name, at, "a stage", troubles);
    let mut cells = Cells { stage: &id, lanes, filled: BTreeMap::new(), troubles };
    cells.add(file.steps);
    cells.add(file.notes);
    cells.add(file.pains);
    cells.add(file.opportunities);
    cells.add(file.metrics);
    let cells = cells.filled;
    Stage {
        name,
        goal: file.goal,
        owner: file.owner,
        team: file.team,
        created: file.created.into_model(),
        review_every: file.review_every,
        tags: file.tags,
        watches: file.watches,
        reviewed: Shape::into_model(file.reviewed),
        snoozes: file.snoozes.into_model(),
        policy: file.policy,
        evidence: file.evidence.into_model(),
        cells,
        id,
    }
}

/// The cells of a stage while they are filled.
struct Cells<'a> {
    stage: &'a StageId,
    lanes: &'a [Lane],
    filled: BTreeMap<LaneId, Vec<Card>>,
    troubles: &'a mut Vec<Trouble>,
}

impl Cells<'_> {
    fn add<C: CardFile>(&mut self, cards: Vec<C>) {
        let rows = Rows::new(self.lanes, Role::of(C::KIND));
        for mut card in cards {
            let named = card.lane();
            if card.stage().as_ref() == Some(self.stage) {
                *card.stage() = None;
            }
            let card = card.into_card();
            let (lane, trouble) = rows.pick(card.id.as_str(), named);
            self.troubles.extend(trouble);
            if let Some(lane) = lane {
                self.filled.entry(lane).or_default().push(card);
            }
        }
    }
}

/// The name, or a stand-in for an empty one.
fn named(name: Label, at: impl FnOnce() -> At, what: &str, troubles: &mut Vec<Trouble>) -> Label {
    if !name.is_empty() {
        return name;
    }
    let message = format!("{what} needs a name, and this one is empty");
    let hint = format!("write one; until then it is called {UNNAMED}");
    troubles.push(Trouble::new("empty-name", message, hint, at()));
    Label::new(UNNAMED)
}

/// The id of a map that has none: the name of its file, which is its own in the folder; else words of the title.
#[allow(clippy::expect_used, reason = "the fallback is a constant with the shape of an id")]
fn map_id(stem: &str, title: &str) -> MapId {
    let words = [stem.to_owned(), id::slug(stem, 40), id::slug(title, 40)];
    let first = words.iter().find_map(|text| MapId::new(text).ok());
    first.unwrap_or_else(|| MapId::new("map").expect("a constant id"))
}
