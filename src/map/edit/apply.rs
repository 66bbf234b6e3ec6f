//! Applying an edit.

use std::collections::BTreeSet;

use super::super::card::Card;
use super::super::check::card_ids;
use super::super::id::{CardId, LaneId, StageId};
use super::super::journey::{Map, Place};
use super::super::lane::{Lane, Role};
use super::super::stage::Stage;
use super::{CardField, Edit, EditError, LaneField, MapField, StageField};

impl Edit {
    /// Changes the map and gives the edit that takes the change back.
    ///
    /// # Errors
    /// When it does not apply; the map is then as it was.
    pub fn apply(self, map: &mut Map) -> Result<Self, EditError> {
        match self {
            Self::Together(edits) => together(edits, map),
            Self::AddStage { at, stage } => add_stage(map, at, *stage),
            Self::RemoveStage(id) => remove_stage(map, &id),
            Self::MoveStage { stage, to } => {
                let from = find_stage(map, &stage)?;
                shift(&mut map.stages, from, to);
                Ok(Self::MoveStage { stage, to: from })
            }
            Self::SetStage { stage, field } => set_stage(map, stage, field),
            Self::AddLane { at, lane, cells } => add_lane(map, at, lane, cells),
            Self::RemoveLane(id) => remove_lane(map, &id),
            Self::MoveLane { lane, to } => {
                let from = map.lane_index(&lane).ok_or_else(|| missing("lane", &lane))?;
                shift(&mut map.lanes, from, to);
                Ok(Self::MoveLane { lane, to: from })
            }
            Self::SetLane { lane, field } => set_lane(map, lane, field),
            Self::AddCard { place, card } => add_card(map, &place, *card),
            Self::RemoveCard(id) => {
                let (place, card) = take_card(map, &id)?;
                Ok(Self::AddCard { place, card: Box::new(card) })
            }
            Self::MoveCard { card, to } => move_card(map, card, &to),
            Self::SetCard { card, field } => set_card(map, card, field),
            Self::SetMap(MapField::Title(title)) if title.is_empty() => Err(EditError::Nameless("map")),
            Self::SetMap(field) => set_map(map, field),
            Self::Replace(new) => replace(map, *new),
        }
    }
}

fn missing(what: &'static str, id: impl ToString) -> EditError {
    EditError::Missing { what, id: id.to_string() }
}

fn find_stage(map: &Map, id: &StageId) -> Result<usize, EditError> {
    map.stage_index(id).ok_or_else(|| missing("stage", id))
}

/// Takes the item at `from` out and puts it in at `to`, counted without it.
fn shift<T>(items: &mut Vec<T>, from: usize, to: usize) {
    let item = items.remove(from);
    items.insert(to.min(items.len()), item);
}

fn together(edits: Vec<Edit>, map: &mut Map) -> Result<Edit, EditError> {
    let mut back = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(map) {
            Ok(inverse) => back.push(inverse),
            Err(error) => {
                for inverse in back.into_iter().rev() {
                    // An inverse of what was just done applies.
                    let undone = inverse.apply(map);
                    debug_assert!(undone.is_ok());
                }
                return Err(error);
            }
        }
    }
    back.reverse();
    Ok(Edit::Together(back))
}

/// Whether none of `new` is taken or there twice.
fn all_free<'a>(map: &Map, new: impl Iterator<Item = &'a str>) -> Result<(), EditError> {
    let mut seen = BTreeSet::new();
    let mut twice = None;
    for id in new {
        if !seen.insert(id) {
            twice = Some(id);
        }
    }
    match twice.or_else(|| map.ids().find(|id| seen.contains(id))) {
        Some(id) => Err(EditError::Taken(id.to_owned())),
        None => Ok(()),
    }
}

fn fits(card: &Card, lane: &Lane) -> Result<(), EditError> {
    if card.role() == lane.role {
        Ok(())
    } else {
        Err(EditError::WrongLane { card: card.kind().word(), lane: lane.name.to_string() })
    }
}

fn add_stage(map: &mut Map, at: usize, mut stage: Stage) -> Result<Edit, EditError> {
    if stage.name.is_empty() {
        return Err(EditError::Nameless("stage"));
    }
    stage.cells.retain(|_, cards| !cards.is_empty());
    for (lane, cards) in &stage.cells {
        let lane = map.lane(lane).ok_or_else(|| missing("lane", lane))?;
        cards.iter().try_for_each(|c| fits(c, lane))?;
    }
    let ids = std::iter::once(stage.id.as_str())
        .chain(stage.evidence.iter().map(|e| e.id.as_str()))
        .chain(stage.cards().flat_map(card_ids));
    all_free(map, ids)?;
    let id = stage.id.clone();
    map.stages.insert(at.min(map.stages.len()), stage);
    Ok(Edit::RemoveStage(id))
}

fn remove_stage(map: &mut Map, id: &StageId) -> Result<Edit, EditError> {
    let at = find_stage(map, id)?;
    let stage = map.stages.remove(at);
    Ok(Edit::AddStage { at, stage: Box::new(stage) })
}

fn set_stage(map: &mut Map, id: StageId, field: StageField) -> Result<Edit, EditError> {
    if matches!(&field, StageField::Name(name) if name.is_empty()) {
        return Err(EditError::Nameless("stage"));
    }
    if let StageField::Evidence(evidence) = &field {
        let old: BTreeSet<&str> =
            map.stage(&id).map(|s| s.evidence.iter().map(|e| e.id.as_str()).collect()).unwrap_or_default();
        let fresh = evidence.iter().map(|e| e.id.as_str());
        no_repeats(fresh.clone())?;
        all_free(map, fresh.filter(|id| !old.contains(id)))?;
    }
    let stage = map.stage_mut(&id).ok_or_else(|| missing("stage", &id))?;
    let field = field.swap(stage);
    Ok(Edit::SetStage { stage: id, field })
}

fn no_repeats<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), EditError> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(EditError::Taken(id.to_owned()));
        }
    }
    Ok(())
}

fn add_lane(
    map: &mut Map,
    at: usize,
    lane: Lane,
    cells: Vec<(StageId, Vec<Card>)>,
) -> Result<Edit, EditError> {
    if lane.name.is_empty() {
        return Err(EditError::Nameless("lane"));
    }
    if lane.role.is_built_in() {
        return Err(EditError::BuiltIn(lane.name.to_string()));
    }
    for (stage, cards) in &cells {
        find_stage(map, stage)?;
        cards.iter().try_for_each(|c| fits(c, &lane))?;
    }
    no_repeats(cells.iter().map(|(stage, _)| stage.as_str()))?;
    all_free(
        map,
        std::iter::once(lane.id.as_str()).chain(cells.iter().flat_map(|(_, cards)| cards).flat_map(card_ids)),
    )?;
    let id = lane.id.clone();
    for (stage, cards) in cells.into_iter().filter(|(_, cards)| !cards.is_empty()) {
        if let Some(stage) = map.stage_mut(&stage) {
            stage.cells.insert(id.clone(), cards);
        }
    }
    map.lanes.insert(at.min(map.lanes.len()), lane);
    Ok(Edit::RemoveLane(id))
}

fn remove_lane(map: &mut Map, id: &LaneId) -> Result<Edit, EditError> {
    let at = map.lane_index(id).ok_or_else(|| missing("lane", id))?;
    let lane = map.lanes.get(at).ok_or_else(|| missing("lane", id))?;
    if lane.role.is_built_in() {
        return Err(EditError::BuiltIn(lane.name.to_string()));
    }
    if lane.role == Role::Steps && map.lanes.iter().filter(|l| l.role == Role::Steps).count() == 1 {
        return Err(EditError::LastSteps(lane.name.to_string()));
    }
    let lane = map.lanes.remove(at);
    let cells = map.stages.iter_mut().filter_map(|s| Some((s.id.clone(), s.cells.remove(id)?))).collect();
    Ok(Edit::AddLane { at, lane, cells })
}

fn set_lane(map: &mut Map, id: LaneId, field: LaneField) -> Result<Edit, EditError> {
    if matches!(&field, LaneField::Name(name) if name.is_empty()) {
        return Err(EditError::Nameless("lane"));
    }
    let lane = map.lanes.iter_mut().find(|l| l.id == id).ok_or_else(|| missing("lane", &id))?;
    let field = field.swap(lane);
    Ok(Edit::SetLane { lane: id, field })
}

/// The list of cards at a place, made if the cell is empty; checks that the place exists.
fn cell_at<'a>(map: &'a mut Map, place: &Place) -> Result<&'a mut Vec<Card>, EditError> {
    match &place.stage {
        None => Ok(&mut map.metrics),
        Some(id) => {
            let stage = map.stage_mut(id).ok_or_else(|| missing("stage", id))?;
            Ok(stage.cells.entry(place.lane.clone()).or_default())
        }
    }
}

/// Whether `card` may stand at `place`.
fn check_place(map: &Map, place: &Place, card: &Card) -> Result<(), EditError> {
    let lane = map.lane(&place.lane).ok_or_else(|| missing("lane", &place.lane))?;
    fits(card, lane)?;
    match &place.stage {
        None if lane.role != Role::Metrics => {
            Err(EditError::WrongLane { card: card.kind().word(), lane: "the map itself".into() })
        }
        Some(id) => find_stage(map, id).map(|_| ()),
        None => Ok(()),
    }
}

fn add_card(map: &mut Map, place: &Place, card: Card) -> Result<Edit, EditError> {
    check_place(map, place, &card)?;
    all_free(map, card_ids(&card))?;
    let id = card.id.clone();
    let cell = cell_at(map, place)?;
    cell.insert(place.index.min(cell.len()), card);
    Ok(Edit::RemoveCard(id))
}

fn take_card(map: &mut Map, id: &CardId) -> Result<(Place, Card), EditError> {
    let place = map.place(id).ok_or_else(|| missing("card", id))?;
    let cell = cell_at(map, &place)?;
    let card = cell.remove(place.index);
    if let Some(stage) = place.stage.as_ref().and_then(|s| map.stage_mut(s)) {
        stage.cells.retain(|_, cards| !cards.is_empty());
    }
    Ok((place, card))
}

fn move_card(map: &mut Map, id: CardId, to: &Place) -> Result<Edit, EditError> {
    let card = map.card(&id).ok_or_else(|| missing("card", &id))?;
    check_place(map, to, card)?;
    let (from, mut card) = take_card(map, &id)?;
    let filed = card.filed.take();
    let cell = cell_at(map, to)?;
    cell.insert(to.index.min(cell.len()), card);
    let back = Edit::MoveCard { card: id.clone(), to: from };
    match filed {
        None => Ok(back),
        Some(_) => Ok(Edit::Together(vec![back, Edit::SetCard { card: id, field: CardField::Filed(filed) }])),
    }
}

fn set_card(map: &mut Map, id: CardId, field: CardField) -> Result<Edit, EditError> {
    if let CardField::Metric(super::MetricField::Leads(leads)) = &field {
        let old: BTreeSet<&str> = map
            .card(&id)
            .and_then(Card::metric)
            .map(|m| m.leads.iter().map(|l| l.id.as_str()).collect())
            .unwrap_or_default();
        let fresh = leads.iter().map(|l| l.id.as_str());
        no_repeats(fresh.clone())?;
        all_free(map, fresh.filter(|id| !old.contains(id)))?;
    }
    let card = map.card_mut(&id).ok_or_else(|| missing("card", &id))?;
    let kind = card.kind().word();
    let field = field.swap(card).map_err(|()| EditError::WrongField(kind))?;
    Ok(Edit::SetCard { card: id, field })
}

fn set_map(map: &mut Map, field: MapField) -> Result<Edit, EditError> {
    let (old, new): (Vec<&str>, Vec<&str>) = match &field {
        MapField::Segments(new) => (
            map.segments.iter().map(|s| s.id.as_str()).collect(),
            new.iter().map(|s| s.id.as_str()).collect(),
        ),
        MapField::Events(new) => {
            (map.events.iter().map(|e| e.id.as_str()).collect(), new.iter().map(|e| e.id.as_str()).collect())
        }
        MapField::Conflicts(new) => (
            map.conflicts.iter().map(|c| c.id.as_str()).collect(),
            new.iter().map(|c| c.id.as_str()).collect(),
        ),
        _ => (Vec::new(), Vec::new()),
    };
    no_repeats(new.iter().copied())?;
    all_free(map, new.into_iter().filter(|id| !old.contains(id)))?;
    Ok(Edit::SetMap(field.swap(map)))
}

fn replace(map: &mut Map, new: Map) -> Result<Edit, EditError> {
    if let Some(problem) = new.problems().first() {
        return Err(EditError::Broken(format!("{problem:?}")));
    }
    let id = map.id.clone();
    let old = std::mem::replace(map, Map { id, ..new });
    Ok(Edit::Replace(Box::new(old)))
}
