//! The map that the board shows: the new one, and what went from it where it stood.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::marks::Marks;
use crate::change::{Diff, Element, What};
use crate::map::id::{CardId, LaneId, StageId};
use crate::map::{Body, Card, Lane, Map, Stage};

/// A map with ghosts in it. It is only looked at: no edit may see it.
#[derive(Debug, Clone)]
pub struct Haunted {
    /// The new map with the ghosts.
    pub map: Map,
    /// Which of its parts changed, and which are ghosts.
    pub marks: Marks,
    /// The ghosts of cards that stand elsewhere now.
    pub left: HashMap<CardId, CardId>,
}

/// Puts what a diff says that went into the new map.
pub fn haunt(old: &Map, new: &Map, diff: &Diff) -> Haunted {
    let mut out = Haunted { map: new.clone(), marks: Marks::of(diff, new), left: HashMap::new() };
    let removed = diff.changes.iter().filter(|c| c.what == What::Removed).map(|c| &c.at);
    let removed: HashSet<&Element> = removed.collect();
    let is_gone = |at: &Element| removed.contains(at);
    for (at, lane) in old.lanes.iter().enumerate() {
        if is_gone(&Element::Lane(lane.id.clone())) {
            out.add_lane(old, at, lane);
        }
    }
    for (at, stage) in old.stages.iter().enumerate() {
        if is_gone(&Element::Stage(stage.id.clone())) {
            out.add_stage(old, at, stage);
        }
    }
    let mut taken: BTreeSet<String> = new.ids().chain(old.ids()).map(str::to_owned).collect();
    let went = Went::of(diff);
    for stage in &old.stages {
        for (lane, cards) in &stage.cells {
            out.add_cards((&stage.id, lane), cards, &went, &mut taken);
        }
    }
    out
}

/// The cards that went.
struct Went<'d> {
    removed: BTreeSet<&'d CardId>,
    moved: BTreeSet<&'d CardId>,
}

impl<'d> Went<'d> {
    fn of(diff: &'d Diff) -> Self {
        let of = |is: fn(&What) -> bool| {
            let chosen = diff.changes.iter().filter(move |c| is(&c.what));
            chosen.filter_map(|c| if let Element::Card(id) = &c.at { Some(id) } else { None }).collect()
        };
        Self { removed: of(|w| *w == What::Removed), moved: of(|w| matches!(w, What::Moved { .. })) }
    }
}

impl Haunted {
    fn add_lane(&mut self, old: &Map, at: usize, lane: &Lane) {
        let before = old.lanes.iter().take(at).rev().map(|l| &l.id);
        let to = behind(before, self.map.lanes.iter().map(|l| &l.id));
        self.map.lanes.insert(to, lane.clone());
        self.marks.ghost_lane(lane.id.clone());
    }

    fn add_stage(&mut self, old: &Map, at: usize, stage: &Stage) {
        let before = old.stages.iter().take(at).rev().map(|s| &s.id);
        let to = behind(before, self.map.stages.iter().map(|s| &s.id));
        let empty = Stage { cells: std::collections::BTreeMap::new(), ..stage.clone() };
        self.map.stages.insert(to, empty);
        self.marks.ghost_stage(stage.id.clone());
    }

    /// The cards of a cell that went from it.
    fn add_cards(
        &mut self,
        (stage, lane): (&StageId, &LaneId),
        cards: &[Card],
        went: &Went<'_>,
        taken: &mut BTreeSet<String>,
    ) {
        if self.map.lane(lane).is_none() || self.map.stage(stage).is_none() {
            return;
        }
        // What stood in this cell, under the ids that it has here: a moved card's ghost has one of its own.
        let mut here: Vec<CardId> = Vec::new();
        for card in cards {
            let (is_removed, is_moved) = (went.removed.contains(&card.id), went.moved.contains(&card.id));
            let id = if is_moved { fresh(taken) } else { card.id.clone() };
            if is_removed || is_moved {
                let ghost = Card { id: id.clone(), ..faded(card) };
                self.add_card((stage, lane), ghost, &here);
                self.marks.ghost_card(id.clone(), if is_moved { ">" } else { "-" });
            }
            if is_moved {
                self.left.insert(card.id.clone(), id.clone());
            }
            here.push(id);
        }
    }

    fn add_card(&mut self, (stage, lane): (&StageId, &LaneId), ghost: Card, before: &[CardId]) {
        let Some(stage) = self.map.stage_mut(stage) else { return };
        let cell = stage.cells.entry(lane.clone()).or_default();
        let to = behind(before.iter().rev(), cell.iter().map(|c| &c.id));
        cell.insert(to, ghost);
    }
}

/// The position behind the first of `before` that is in `list`; the beginning where none is.
fn behind<'k, K: PartialEq + 'k>(
    mut before: impl Iterator<Item = &'k K>,
    list: impl Iterator<Item = &'k K>,
) -> usize {
    let list: Vec<&K> = list.collect();
    before.find_map(|id| list.iter().position(|other| *other == id)).map_or(0, |at| at + 1)
}

/// A card without what would be drawn beside it: a feeling on the curve.
fn faded(card: &Card) -> Card {
    let mut card = card.clone();
    if let Body::Step(step) = &mut card.body {
        step.emotion = None;
    }
    card
}

fn fresh(taken: &mut BTreeSet<String>) -> CardId {
    let mut number = 0_usize;
    loop {
        let text = format!("was-{number}");
        if let (true, Ok(id)) = (taken.insert(text.clone()), CardId::new(&text)) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks::Mark;
    use super::*;
    use crate::change::diff;
    use crate::map::Place;
    use crate::map::edit::testing::map;
    use crate::map::edit::{Edit, move_card, remove_card, remove_lane, remove_stage};

    fn after(map: &Map, edits: &[fn(&Map) -> Edit]) -> Map {
        let mut map = map.clone();
        for edit in edits {
            let edit = edit(&map);
            edit.apply(&mut map).unwrap();
        }
        map
    }

    /// The texts of a cell, ghosts in brackets with their sign.
    fn cell(haunted: &Haunted, stage: usize, lane: usize) -> String {
        let lane = &haunted.map.lanes[lane].id;
        let say = |c: &Card| match haunted.marks.card(&c.id) {
            Some(Mark { sign, is_ghost: true }) => format!("[{sign}{}]", c.text),
            Some(Mark { sign, .. }) => format!("{sign}{}", c.text),
            None => c.text.to_string(),
        };
        haunted.map.stages[stage].cell(lane).iter().map(say).collect::<Vec<_>>().join(", ")
    }
    #[test]
    fn a_removed_card_stands_where_it_stood() {
        let old = map();
        let new = after(&old, &[|m| remove_card(m, &m.stages[0].cell(&m.lanes[0].id)[0].id)]);
        let haunted = haunt(&old, &new, &diff(&old, &new));
        assert_eq!(cell(&haunted, 0, 0), "[-Order step 0], Order step 1");
        assert_eq!(haunted.map.problems(), []);
    }

    #[test]
    fn a_moved_card_is_seen_at_both_places() {
        let old = map();
        let new = after(
            &old,
            &[|m| {
                let (card, lane) = (&m.stages[0].cell(&m.lanes[0].id)[0].id, m.lanes[0].id.clone());
                move_card(m, card, Place { stage: Some(m.stages[2].id.clone()), lane, index: 1 }).unwrap()
            }],
        );
        let haunted = haunt(&old, &new, &diff(&old, &new));
        assert_eq!(cell(&haunted, 0, 0), "[>Order step 0], Order step 1");
        assert_eq!(cell(&haunted, 2, 0), "Receive step 0, >Order step 0, Receive step 1");
        assert_eq!((haunted.left.len(), haunted.map.problems()), (1, vec![]));
    }

    #[test]
    fn a_removed_stage_and_lane_stand_where_they_stood_with_all_their_cards() {
        let old = map();
        let thinking = old.lanes.iter().position(|l| l.name.as_str() == "Thinking").unwrap();
        let new = after(
            &old,
            &[
                |m| remove_stage(m, &m.stages[1].id),
                |m| remove_lane(m, &m.lanes.iter().find(|l| l.name.as_str() == "Thinking").unwrap().id),
            ],
        );
        let haunted = haunt(&old, &new, &diff(&old, &new));
        let names: Vec<&str> = haunted.map.stages.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["Order", "Wait", "Receive"]);
        assert!(haunted.marks.stage(&haunted.map.stages[1].id).unwrap().is_ghost);
        assert_eq!(haunted.map.lanes[thinking].name.as_str(), "Thinking");
        assert_eq!(cell(&haunted, 1, 0), "[-Wait step 0], [-Wait step 1]");
        assert_eq!(cell(&haunted, 0, thinking), "[-Order note 0], [-Order note 1]");
    }

    #[test]
    fn nothing_is_marked_where_nothing_changed() {
        let old = map();
        let haunted = haunt(&old, &old, &diff(&old, &old));
        assert_eq!((haunted.map, haunted.marks), (old, Marks::default()));
    }
}
