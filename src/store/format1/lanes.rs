//! The rows of a map: those of the file, those that every map has, and which one a card means.

use std::collections::HashSet;

use super::ids::Taken;
use super::records::LaneFile;
use super::shape::Shape;
use super::trouble::{At, Trouble};
use crate::map::id::{LaneId, MapId};
use crate::map::{Lane, Map, Role};

/// The name of a lane of notes that a file uses without having one.
const NOTES: (&str, &str) = ("notes", "Notes");

/// The lanes of a map whose file has these; `notes`: whether some card is a note. `taken`: ids that lanes cannot get.
pub(super) fn complete(
    given: Vec<LaneFile>,
    notes: bool,
    taken: &Taken,
    troubles: &mut Vec<Trouble>,
) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::with_capacity(given.len() + 4);
    for lane in given {
        let lane: Lane = lane.into_model();
        let rival = lanes.iter().find(|l| l.role == lane.role && l.role.is_built_in());
        match rival {
            Some(rival) => troubles.push(extra(&lane, rival)),
            None => lanes.push(lane),
        }
    }
    let known: HashSet<LaneId> = lanes.iter().map(|l| l.id.clone()).collect();
    if notes && !lanes.iter().any(|l| l.role == Role::Notes) {
        lanes.extend(LaneId::new(NOTES.0).map(|id| Lane::new(id, NOTES.1, Role::Notes)));
    }
    let mut lanes = with_built_in(lanes);
    for at in 0..lanes.len() {
        let Some(id) = lanes.get(at).map(|l| l.id.clone()) else { continue };
        let used = |id: &str| taken.holds(id) || lanes.iter().any(|l| l.id.as_str() == id);
        let free = if known.contains(&id) || !taken.holds(id.as_str()) {
            None
        } else {
            (2_u32..=u32::MAX).map(|n| format!("{id}-{n}")).find(|id| !used(id))
        };
        if let (Some(Ok(free)), Some(lane)) = (free.map(|id| LaneId::new(&id)), lanes.get_mut(at)) {
            lane.id = free;
        }
    }
    lanes
}

fn with_built_in(lanes: Vec<Lane>) -> Vec<Lane> {
    let Ok(id) = MapId::new("lanes") else { return lanes };
    let mut map = Map { lanes, ..Map::new(id, "") };
    map.complete_lanes();
    map.lanes
}

fn extra(lane: &Lane, rival: &Lane) -> Trouble {
    let message = format!("a map has one lane of role {:?}, and “{}” is another one", lane.role, lane.name);
    let hint = format!("delete it: the cards of this role stand in “{}”", rival.name);
    Trouble::new("extra-lane", message, hint, At::element(lane.id.as_str(), "role"))
}

/// Which lane a card stands in: the one that it names, if that is a lane of its role, else the first one of its role.
pub(super) struct Rows<'a> {
    lanes: &'a [Lane],
    role: Role,
    first: Option<LaneId>,
}

impl<'a> Rows<'a> {
    /// The rows for cards of a role.
    pub(super) fn new(lanes: &'a [Lane], role: Role) -> Self {
        Self { lanes, role, first: lanes.iter().find(|l| l.role == role).map(|l| l.id.clone()) }
    }

    /// The lane for a card `card` that names `named`; what is wrong with the name.
    pub(super) fn pick(&self, card: &str, named: Option<LaneId>) -> (Option<LaneId>, Option<Trouble>) {
        let Some(named) = named else { return (self.first.clone(), None) };
        let found = self.lanes.iter().find(|l| l.id == named);
        if found.is_some_and(|l| l.role == self.role) {
            return (Some(named), None);
        }
        let message = match found {
            Some(other) => {
                format!("the lane `{named}` holds {}, not {}", other.role.word(), self.role.word())
            }
            None => format!("there is no lane `{named}`"),
        };
        let first = self.first.as_ref().map_or("", LaneId::as_str);
        let hint = format!("the card is put into `{first}`, the first lane of {}", self.role.word());
        let trouble = Trouble::new("unknown-lane", message, hint, At::element(card, "lane"));
        (self.first.clone(), Some(trouble))
    }
}
