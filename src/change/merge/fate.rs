//! What stays: elements that only one side has were brought by it, or taken away by the other.

use std::collections::HashSet;

use super::note::Side;
use crate::change::diff::{Cell, Index};
use crate::map::edit::{LaneField, StageField};
use crate::map::id::{CardId, EvidenceId, LaneId, StageId};
use crate::map::{Card, Map};

/// What one side has done to what the ancestor has.
#[derive(Default)]
pub(super) struct Touched<'a> {
    stages: HashSet<&'a StageId>,
    lanes: HashSet<&'a LaneId>,
    cards: HashSet<&'a CardId>,
    evidence: HashSet<&'a EvidenceId>,
}

impl<'a> Touched<'a> {
    pub(super) fn new(base: &Index<'_>, side: &Index<'a>) -> Self {
        let mut out = Self::default();
        out.own_fields(base, side);
        out.contents(base, side);
        out.newly_named(base, side);
        out
    }

    fn own_fields(&mut self, base: &Index<'_>, side: &Index<'a>) {
        for stage in &side.map.stages {
            let was = base.stages.get(&stage.id);
            if was.is_none_or(|was| !StageField::differing(was, stage).is_empty()) {
                self.stages.insert(&stage.id);
            }
        }
        for lane in &side.map.lanes {
            let was = base.lanes.get(&lane.id);
            if was.is_none_or(|was| was.role != lane.role || !LaneField::differing(was, lane).is_empty()) {
                self.lanes.insert(&lane.id);
            }
        }
    }

    fn contents(&mut self, base: &Index<'_>, side: &Index<'a>) {
        for (id, (cell, _, card)) in &side.cards {
            let was = base.cards.get(*id);
            if was.is_none_or(|(was_cell, _, was)| was_cell != cell || was != card) {
                self.card(id, *cell);
            }
        }
        for (id, (stage, evidence)) in &side.evidence {
            if base.evidence.get(*id).is_none_or(|(was_in, was)| was_in != stage || was != evidence) {
                self.evidence.insert(id);
                self.stages.insert(stage);
            }
        }
    }

    fn card(&mut self, id: &'a CardId, cell: Cell<'a>) {
        self.cards.insert(id);
        self.stages.extend(cell.0);
        self.lanes.extend(cell.1);
    }

    /// What an element names that did not name it before is not to go either.
    fn newly_named(&mut self, base: &Index<'_>, side: &Index<'a>) {
        for card in side.map.cards() {
            let was = base.card(&card.id);
            if was.is_some_and(|was| was == card) {
                continue;
            }
            for pain in treated(card).iter().filter(|id| !was.is_some_and(|w| treated(w).contains(id))) {
                if let Some((cell, _, pain)) = side.cards.get(pain) {
                    self.card(&pain.id, *cell);
                }
            }
            for cited in card.evidence.iter().filter(|id| !was.is_some_and(|w| w.evidence.contains(id))) {
                if let Some((stage, evidence)) = side.evidence.get(cited) {
                    self.evidence.insert(&evidence.id);
                    self.stages.insert(stage);
                }
            }
        }
        for event in &side.map.events {
            let was = base.map.events.iter().find(|e| e.id == event.id);
            let is_new = |id: &&StageId| !was.is_some_and(|w| w.stages.contains(id));
            self.stages.extend(
                event.stages.iter().filter(is_new).filter_map(|id| side.stages.get(id).map(|s| &s.id)),
            );
        }
    }
}

fn treated(card: &Card) -> &[CardId] {
    card.opportunity().map_or(&[], |o| &o.treats)
}

/// What is in the merged map, and what one side took away although the other changed it.
#[derive(Default)]
pub(super) struct Fates<'a> {
    pub(super) stages: HashSet<&'a StageId>,
    pub(super) lanes: HashSet<&'a LaneId>,
    pub(super) cards: HashSet<&'a CardId>,
    pub(super) evidence: HashSet<&'a EvidenceId>,
    /// What stays against the will of the side that took it away.
    pub(super) held: Vec<(Held<'a>, Side)>,
    /// Every element that is back although a side took it away: named ones and those that came back with them.
    pub(super) back: HashSet<&'a str>,
}

/// An element that one side took away.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'a> {
    Stage(&'a StageId),
    Lane(&'a LaneId),
    Card(&'a CardId),
    Evidence(&'a EvidenceId),
}

impl<'a> Held<'a> {
    /// Its id.
    pub(super) fn as_str(self) -> &'a str {
        match self {
            Self::Stage(id) => id.as_str(),
            Self::Lane(id) => id.as_str(),
            Self::Card(id) => id.as_str(),
            Self::Evidence(id) => id.as_str(),
        }
    }
}

/// The three maps, looked up.
pub(super) struct Sides<'a> {
    pub(super) base: Index<'a>,
    pub(super) ours: Index<'a>,
    pub(super) theirs: Index<'a>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(base: &'a Map, ours: &'a Map, theirs: &'a Map) -> Self {
        Self { base: Index::new(base), ours: Index::new(ours), theirs: Index::new(theirs) }
    }

    fn each(&self) -> [(&Index<'a>, &Index<'a>, Side); 2] {
        [(&self.ours, &self.theirs, Side::Theirs), (&self.theirs, &self.ours, Side::Ours)]
    }
}

/// Whether a side lacks something that the ancestor has.
fn takes_away(base: &Index<'_>, side: &Index<'_>) -> bool {
    base.stages.keys().any(|id| !side.stages.contains_key(id))
        || base.lanes.keys().any(|id| !side.lanes.contains_key(id))
        || base.cards.keys().any(|id| !side.cards.contains_key(id))
        || base.evidence.keys().any(|id| !side.evidence.contains_key(id))
}

impl<'a> Fates<'a> {
    pub(super) fn new(sides: &Sides<'a>) -> Self {
        let mut fates = Self::default();
        // Only where something was taken away it is asked what the other side did to it: most merges take nothing away.
        let touched = sides.each().map(|(has, other, _)| {
            if takes_away(&sides.base, other) { Touched::new(&sides.base, has) } else { Touched::default() }
        });
        // Stages and lanes of both sides first: whether a card stays hangs on them.
        for ((has, other, gone_from), touched) in sides.each().into_iter().zip(&touched) {
            fates.frames(&sides.base, has, other, gone_from, touched);
        }
        for ((has, other, gone_from), touched) in sides.each().into_iter().zip(&touched) {
            fates.contents(&sides.base, has, other, gone_from, touched);
        }
        fates
    }

    fn frames(
        &mut self,
        base: &Index<'_>,
        has: &Index<'a>,
        other: &Index<'_>,
        gone_from: Side,
        touched: &Touched<'a>,
    ) {
        for stage in &has.map.stages {
            let id = &stage.id;
            let was_taken = base.stages.contains_key(id) && !other.stages.contains_key(id);
            if !was_taken || touched.stages.contains(id) {
                self.stages.insert(id);
                self.hold(was_taken, Held::Stage(id), gone_from);
            }
        }
        for lane in &has.map.lanes {
            let id = &lane.id;
            let was_taken = base.lanes.contains_key(id) && !other.lanes.contains_key(id);
            if !was_taken || touched.lanes.contains(id) {
                self.lanes.insert(id);
                self.hold(was_taken, Held::Lane(id), gone_from);
            }
        }
    }

    /// Remembers what stays against the will of a side.
    fn hold(&mut self, was_taken: bool, held: Held<'a>, gone_from: Side) {
        if was_taken {
            self.back.insert(held.as_str());
            self.held.push((held, gone_from));
        }
    }

    fn contents(
        &mut self,
        base: &Index<'_>,
        has: &Index<'a>,
        other: &Index<'_>,
        gone_from: Side,
        touched: &Touched<'a>,
    ) {
        for card in has.map.cards() {
            let Some((cell, ..)) = has.cards.get(&card.id) else { continue };
            let was_taken = base.cards.contains_key(&card.id) && !other.cards.contains_key(&card.id);
            if was_taken {
                let frame_went = !cell.0.is_none_or(|s| other.stages.contains_key(s))
                    || !cell.1.is_none_or(|l| other.lanes.contains_key(l));
                let frame_stays = cell.0.is_none_or(|s| self.stages.contains(s))
                    && cell.1.is_none_or(|l| self.lanes.contains(l));
                let is_touched = touched.cards.contains(&card.id);
                // With its stage or lane it comes back as it is; taken away alone only if it was changed.
                if !(frame_stays && (frame_went || is_touched)) {
                    continue;
                }
                if !frame_went {
                    self.held.push((Held::Card(&card.id), gone_from));
                }
                self.back.insert(card.id.as_str());
            }
            self.cards.insert(&card.id);
        }
        for evidence in has.map.evidence() {
            let Some((stage, _)) = has.evidence.get(&evidence.id) else { continue };
            let was_taken =
                base.evidence.contains_key(&evidence.id) && !other.evidence.contains_key(&evidence.id);
            if was_taken {
                let frame_went = !other.stages.contains_key(stage);
                let is_touched = touched.evidence.contains(&evidence.id);
                if !(self.stages.contains(stage) && (frame_went || is_touched)) {
                    continue;
                }
                if !frame_went {
                    self.held.push((Held::Evidence(&evidence.id), gone_from));
                }
                self.back.insert(evidence.id.as_str());
            }
            self.evidence.insert(&evidence.id);
        }
    }
}
