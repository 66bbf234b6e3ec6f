//! Cards and evidence: what they say, and where they stand.

use std::collections::{HashMap, HashSet};

use super::build::Merging;
use super::kept::keep;
use super::note::Note;
use super::order;
use crate::change::Element;
use crate::change::diff::{Cell, Index};
use crate::map::edit::{CardField, EvidenceField, Three};
use crate::map::evidence::Evidence;
use crate::map::id::{CardId, EvidenceId, LaneId, StageId};
use crate::map::{Card, CardKind, Map, Role};

/// The cards of the merged map by the cell that each stands in.
pub(super) type Cells<'a> = HashMap<Cell<'a>, Vec<&'a CardId>>;

impl<'a> Merging<'a, '_> {
    /// The place of one thing in three maps: where one side put it; ours where both did, and then `true`.
    fn settled<P: Copy + PartialEq>(
        base: Option<P>,
        ours: Option<P>,
        theirs: Option<P>,
    ) -> Option<(P, bool)> {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours == theirs || base == Some(theirs) => Some((ours, false)),
            (Some(ours), Some(theirs)) if base == Some(ours) => Some((theirs, false)),
            (Some(ours), Some(_)) => Some((ours, true)),
            (one, None) | (None, one) => one.map(|place| (place, false)),
        }
    }

    /// Every card that stays, merged, by id.
    pub(super) fn merge_cards(&mut self) -> HashMap<&'a CardId, Card> {
        let sides = self.sides;
        let both = sides.ours.map.cards().chain(sides.theirs.map.cards());
        let mut out = HashMap::new();
        for card in both.filter(|card| self.fates.cards.contains(&card.id)) {
            if !out.contains_key(&card.id) {
                let merged = self.merge_card(&card.id);
                out.extend(merged.map(|merged| (&card.id, merged)));
            }
        }
        out
    }

    fn merge_card(&mut self, id: &'a CardId) -> Option<Card> {
        let sides = self.sides;
        match (sides.ours.card(id), sides.theirs.card(id)) {
            (Some(ours), Some(theirs)) if ours == theirs => Some(ours.clone()),
            (Some(ours), Some(theirs)) => {
                let three = Three { base: sides.base.card(id), ours, theirs };
                let mut out = ours.clone();
                self.fields.at(id.shared_text(), |fields| CardField::merge(fields, three, &mut out));
                if ours.kind() != theirs.kind() {
                    self.merge_kinds(three, &mut out);
                }
                if three.base.is_some_and(|base| base.filed == ours.filed) {
                    out.filed.clone_from(&theirs.filed);
                }
                self.restore_references(three, &mut out);
                Some(out)
            }
            (one, None) | (None, one) => one.cloned(),
        }
    }

    /// One side made it a card of another kind.
    fn merge_kinds(&mut self, three: Three<'_, Card>, out: &mut Card) {
        let Three { base, ours, theirs } = three;
        if base.is_some_and(|base| base.body == theirs.body) {
            return;
        }
        if base.is_some_and(|base| base.body == ours.body) {
            out.body = theirs.body.clone();
            return;
        }
        self.fields.at(ours.id.shared_text(), |fields| {
            fields.ask_field(
                "body",
                base.and_then(|base| keep(&base.body)),
                keep(&ours.body),
                keep(&theirs.body),
            );
        });
    }

    /// What one side took away and is back is referred to again by what the other side left as it was.
    fn restore_references(&self, three: Three<'_, Card>, out: &mut Card) {
        let Some(base) = three.base.filter(|_| !self.fates.back.is_empty()) else { return };
        let sides = [three.ours, three.theirs];
        let is_back = |id: &str| self.fates.back.contains(id);
        for id in base.evidence.iter().filter(|id| is_back(id.as_str())) {
            if sides.iter().any(|side| side.evidence.contains(id)) && !out.evidence.contains(id) {
                out.evidence.push(id.clone());
            }
        }
        let treats = base.opportunity().map_or(&[][..], |o| &o.treats);
        let crate::map::Body::Opportunity(opportunity) = &mut out.body else { return };
        for id in treats.iter().filter(|id| is_back(id.as_str())) {
            let treated = |side: &&Card| side.opportunity().is_some_and(|o| o.treats.contains(id));
            if sides.iter().any(treated) && !opportunity.treats.contains(id) {
                opportunity.treats.push(id.clone());
            }
        }
    }

    /// The cell of each card.
    pub(super) fn place_cards(
        &mut self,
        cards: &HashMap<&'a CardId, Card>,
        lanes: &HashMap<&'a LaneId, Role>,
    ) -> Cells<'a> {
        let sides = self.sides;
        let mut cells: Cells<'a> = HashMap::new();
        let mut seen = HashSet::new();
        let both = sides.ours.map.cards().chain(sides.theirs.map.cards());
        for card in both.filter(|card| cards.contains_key(&card.id)) {
            if !seen.insert(&card.id) {
                continue;
            }
            let kind = cards.get(&card.id).map_or(card.kind(), Card::kind);
            if let Some(cell) = self.cell_of(&card.id, kind, lanes) {
                cells.entry(cell).or_default().push(&card.id);
            }
        }
        cells
    }

    fn cell_of(
        &mut self,
        id: &'a CardId,
        kind: CardKind,
        lanes: &HashMap<&'a LaneId, Role>,
    ) -> Option<Cell<'a>> {
        let sides = self.sides;
        let cell = |index: &Index<'a>| index.cards.get(id).map(|(cell, ..)| *cell);
        let (base, ours, theirs) = (cell(&sides.base), cell(&sides.ours), cell(&sides.theirs));
        let (settled, both_moved) = Self::settled(base, ours, theirs)?;
        let fits = |cell: &Cell<'a>| match cell {
            (None, None) => kind == CardKind::Metric,
            (Some(stage), Some(lane)) => {
                self.fates.stages.contains(stage) && lanes.get(lane) == Some(&Role::of(kind))
            }
            _ => false,
        };
        let found = [Some(settled), ours, theirs, base].into_iter().flatten().find(fits);
        if found == Some(settled) && both_moved && base.is_some() {
            self.notes.push(Note::Place(Element::Card(id.clone())));
        }
        if found.is_none() {
            self.notes.push(Note::Refiled(Element::Card(id.clone())));
        }
        found.or_else(|| {
            let stage = [Some(settled), ours, theirs]
                .into_iter()
                .flatten()
                .find_map(|cell| cell.0.filter(|s| self.fates.stages.contains(s)));
            let stage = stage.or_else(|| {
                self.sides.ours.map.stages.iter().map(|s| &s.id).find(|s| self.fates.stages.contains(s))
            })?;
            let lane =
                lanes.iter().filter(|(_, role)| **role == Role::of(kind)).map(|(lane, _)| *lane).min()?;
            Some((Some(stage), Some(lane)))
        })
    }

    /// The cards of a cell in their order.
    pub(super) fn ordered(&mut self, cell: Cell<'a>, members: &[&'a CardId]) -> Vec<&'a CardId> {
        let ids = |index: &Index<'a>| index.cell(cell).iter().map(|c| &c.id).collect::<Vec<_>>();
        let ours = ids(&self.sides.ours);
        if ours == members
            && (ids(&self.sides.theirs) == ours || ids(&self.sides.theirs) == ids(&self.sides.base))
        {
            return ours;
        }
        let order = order::merge(&ids(&self.sides.base), &ours, &ids(&self.sides.theirs), members);
        self.notes.extend(order.contested.into_iter().map(|id| Note::Place(Element::Card(id.clone()))));
        order.list
    }

    /// The evidence of every stage.
    pub(super) fn merge_evidence(&mut self) -> HashMap<&'a StageId, Vec<Evidence>> {
        let sides = self.sides;
        let mut homes: HashMap<&'a StageId, Vec<&'a EvidenceId>> = HashMap::new();
        let mut merged: HashMap<&'a EvidenceId, Evidence> = HashMap::new();
        for evidence in sides.ours.map.evidence().chain(sides.theirs.map.evidence()) {
            let id = &evidence.id;
            if !self.fates.evidence.contains(id) || merged.contains_key(id) {
                continue;
            }
            let of = |index: &Index<'a>| index.evidence.get(id).copied();
            let (base, ours, theirs) = (of(&sides.base), of(&sides.ours), of(&sides.theirs));
            let home = |found: Option<(&'a StageId, &'a Evidence)>| found.map(|(stage, _)| stage);
            let Some((mut stage, both_moved)) = Self::settled(home(base), home(ours), home(theirs)) else {
                continue;
            };
            if !self.fates.stages.contains(stage) {
                let Some(other) =
                    [home(ours), home(theirs)].into_iter().flatten().find(|s| self.fates.stages.contains(s))
                else {
                    continue;
                };
                stage = other;
            }
            if both_moved && base.is_some() {
                self.notes.push(Note::Place(Element::Evidence(id.clone())));
            }
            homes.entry(stage).or_default().push(id);
            let piece = match (ours, theirs) {
                (Some((_, ours)), Some((_, theirs))) => {
                    let mut out = ours.clone();
                    let three = Three { base: base.map(|(_, e)| e), ours, theirs };
                    self.fields.at(id.shared_text(), |fields| EvidenceField::merge(fields, three, &mut out));
                    out
                }
                _ => evidence.clone(),
            };
            merged.insert(id, piece);
        }
        let ids = |map: &'a Map, stage: &StageId| {
            map.stage(stage).map_or_else(Vec::new, |s| s.evidence.iter().map(|e| &e.id).collect::<Vec<_>>())
        };
        let in_order = |(stage, members): (&'a StageId, Vec<&'a EvidenceId>)| {
            let lists = [&sides.base, &sides.ours, &sides.theirs].map(|index| ids(index.map, stage));
            let order = order::merge(&lists[0], &lists[1], &lists[2], &members);
            (stage, order.list.into_iter().filter_map(|id| merged.remove(id)).collect())
        };
        homes.into_iter().map(in_order).collect()
    }
}
