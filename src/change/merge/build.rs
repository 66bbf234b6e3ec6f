//! Putting the merged map together.

use std::collections::HashMap;

use super::cards::Cells;
use super::fate::{Fates, Held, Sides};
use super::fields::Fields;
use super::note::{Note, Side, SideNames};
use super::order;
use crate::change::Element;
use crate::change::diff::{Cell, Index};
use crate::map::edit::{LaneField, MapField, StageField, Three};
use crate::map::event::Event;
use crate::map::evidence::Evidence;
use crate::map::id::{CardId, LaneId, StageId};
use crate::map::{Card, Lane, Map, Role, Stage, Text};

/// Three maps being merged.
pub(super) struct Merging<'a, 'n> {
    pub(super) sides: &'a Sides<'a>,
    pub(super) fates: &'a Fates<'a>,
    pub(super) fields: Fields<'n>,
    pub(super) notes: Vec<Note>,
}

impl<'a, 'n> Merging<'a, 'n> {
    pub(super) fn new(sides: &'a Sides<'a>, fates: &'a Fates<'a>, names: &'n SideNames) -> Self {
        Self { sides, fates, fields: Fields::new(names), notes: Vec::new() }
    }

    /// The merged map and what is to be said of it.
    pub(super) fn run(mut self) -> (Map, Vec<Note>) {
        let mut map = self.own_fields();
        map.lanes = self.lanes();
        let roles: HashMap<&LaneId, Role> = self.roles(&map.lanes);
        let mut cards = self.merge_cards();
        let cells = self.place_cards(&cards, &roles);
        let mut evidence = self.merge_evidence();
        map.metrics = self.cards_of((None, None), &cells, &mut cards);
        for id in self.stage_order() {
            let Some(mut stage) = self.stage(id) else { continue };
            stage.evidence = evidence.remove(id).unwrap_or_default();
            self.fill(id, &mut stage, &cells, &mut cards);
            map.stages.push(stage);
        }
        self.say_what_is_back();
        let Self { fields, mut notes, .. } = self;
        notes.extend(fields.finish(&mut map.conflicts));
        (map, notes)
    }

    fn own_fields(&mut self) -> Map {
        let (base, ours, theirs) = (self.sides.base.map, self.sides.ours.map, self.sides.theirs.map);
        let mut out = ours.shell();
        let three = Three { base: Some(base), ours, theirs };
        self.fields.at(ours.id.shared_text(), |fields| MapField::merge(fields, three, &mut out));
        if base.id == ours.id {
            out.id = theirs.id.clone();
        }
        self.restore_event_stages(&mut out.events);
        out
    }

    /// An event names a stage again that one side took away and that is back.
    fn restore_event_stages(&self, events: &mut [Event]) {
        if self.fates.back.is_empty() {
            return;
        }
        let stages_of = |map: &'a Map, event: &Event| {
            map.events.iter().find(|e| e.id == event.id).map_or(&[][..], |e| e.stages.as_slice())
        };
        for event in events {
            let sides = [&self.sides.ours, &self.sides.theirs].map(|side| stages_of(side.map, event));
            for id in stages_of(self.sides.base.map, event) {
                let is_named = sides.iter().any(|stages| stages.contains(id));
                if self.fates.back.contains(id.as_str()) && is_named && !event.stages.contains(id) {
                    event.stages.push(id.clone());
                }
            }
        }
    }

    fn lanes(&mut self) -> Vec<Lane> {
        let ids = |index: &Index<'a>| index.map.lanes.iter().map(|l| &l.id).collect::<Vec<_>>();
        let members: Vec<&LaneId> = self.members(ids, |fates, id| fates.lanes.contains(id));
        let (base, ours, theirs) = (ids(&self.sides.base), ids(&self.sides.ours), ids(&self.sides.theirs));
        let order = order::merge(&base, &ours, &theirs, &members);
        self.notes.extend(order.contested.into_iter().map(|id| Note::Place(Element::Lane(id.clone()))));
        order.list.into_iter().filter_map(|id| self.lane(id)).collect()
    }

    fn lane(&mut self, id: &LaneId) -> Option<Lane> {
        let of = |index: &Index<'a>| index.lanes.get(id).copied();
        let (base, ours, theirs) = (of(&self.sides.base), of(&self.sides.ours), of(&self.sides.theirs));
        let (Some(ours), Some(theirs)) = (ours, theirs) else { return ours.or(theirs).cloned() };
        let mut out = ours.clone();
        let three = Three { base, ours, theirs };
        self.fields.at(id.shared_text(), |fields| LaneField::merge(fields, three, &mut out));
        if base.is_some_and(|base| base.role == ours.role) {
            out.role = theirs.role;
        }
        Some(out)
    }

    /// What each lane holds, by an id that lives as long as the sides.
    fn roles(&self, lanes: &[Lane]) -> HashMap<&'a LaneId, Role> {
        let both = self.sides.ours.map.lanes.iter().chain(&self.sides.theirs.map.lanes);
        let merged: HashMap<&LaneId, Role> = lanes.iter().map(|l| (&l.id, l.role)).collect();
        both.filter_map(|lane| Some((&lane.id, *merged.get(&lane.id)?))).collect()
    }

    /// The ids of both sides that stay, ours first.
    fn members<I: Copy + PartialEq>(
        &self,
        ids: impl Fn(&Index<'a>) -> Vec<I>,
        stays: impl Fn(&Fates<'a>, I) -> bool,
    ) -> Vec<I> {
        let mut out = ids(&self.sides.ours);
        for id in ids(&self.sides.theirs) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
        out.retain(|id| stays(self.fates, *id));
        out
    }

    fn stage_order(&mut self) -> Vec<&'a StageId> {
        let ids = |index: &Index<'a>| index.map.stages.iter().map(|s| &s.id).collect::<Vec<_>>();
        let members = self.members(ids, |fates, id| fates.stages.contains(id));
        let (base, ours, theirs) = (ids(&self.sides.base), ids(&self.sides.ours), ids(&self.sides.theirs));
        let order = order::merge(&base, &ours, &theirs, &members);
        self.notes.extend(order.contested.into_iter().map(|id| Note::Place(Element::Stage(id.clone()))));
        order.list
    }

    /// A stage's own fields.
    fn stage(&mut self, id: &StageId) -> Option<Stage> {
        let of = |index: &Index<'a>| index.stages.get(id).map(|stage| stage.shell());
        let (base, ours, theirs) = (of(&self.sides.base), of(&self.sides.ours), of(&self.sides.theirs));
        let (Some(ours), Some(theirs)) = (&ours, &theirs) else { return ours.or(theirs) };
        let mut out = ours.clone();
        let three = Three { base: base.as_ref(), ours, theirs };
        self.fields.at(id.shared_text(), |fields| StageField::merge(fields, three, &mut out));
        Some(out)
    }

    fn fill(
        &mut self,
        id: &'a StageId,
        stage: &mut Stage,
        cells: &Cells<'a>,
        cards: &mut HashMap<&'a CardId, Card>,
    ) {
        let mut here: Vec<Cell<'a>> = cells.keys().filter(|cell| cell.0 == Some(id)).copied().collect();
        here.sort_unstable();
        for cell in here {
            let Some(lane) = cell.1 else { continue };
            let mut list = self.cards_of(cell, cells, cards);
            for card in &mut list {
                card.filed = card.filed.take().filter(|filed| filed != id);
            }
            if !list.is_empty() {
                stage.cells.insert(lane.clone(), list);
            }
        }
    }

    fn cards_of(
        &mut self,
        cell: Cell<'a>,
        cells: &Cells<'a>,
        cards: &mut HashMap<&'a CardId, Card>,
    ) -> Vec<Card> {
        let Some(members) = cells.get(&cell) else { return Vec::new() };
        self.ordered(cell, members).into_iter().filter_map(|id| cards.remove(id)).collect()
    }

    fn say_what_is_back(&mut self) {
        for (held, gone_from) in &self.fates.held {
            let has = match gone_from {
                Side::Ours => &self.sides.theirs,
                Side::Theirs => &self.sides.ours,
            };
            let (id, was, is) = (held.as_str().into(), held.called(&self.sides.base), held.called(has));
            self.fields.at(id, |fields| fields.ask_whether_gone(*gone_from, (was, is)));
        }
    }
}

impl Held<'_> {
    fn called(self, index: &Index<'_>) -> Text {
        match self {
            Self::Stage(id) => index.stages.get(id).map(|s| Text::new(s.name.as_str())),
            Self::Lane(id) => index.lanes.get(id).map(|l| Text::new(l.name.as_str())),
            Self::Card(id) => index.card(id).map(|c| c.text.clone()),
            Self::Evidence(id) => index.evidence.get(id).map(|(_, e)| said(e)),
        }
        .unwrap_or_default()
    }
}

fn said(evidence: &Evidence) -> Text {
    let source = || evidence.source.as_ref().map(|s| Text::new(s.as_str()));
    evidence.text.clone().or_else(source).unwrap_or_else(|| Text::new(evidence.kind.word()))
}
