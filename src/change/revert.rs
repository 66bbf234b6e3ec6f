//! Taking one change back: the edit that makes one difference between two maps none, and leaves the others.
//!
//! **What it promises**: the edit applies to the new map, and there is one difference less. A card or a piece of evidence
//! that was there before is never lost by it: a stage or lane that was added gives back what came into it from elsewhere
//! before it goes. Taking back one change after the other, each time of what then still differs, ends at the old map.
//!
//! **What nothing takes back**: that a review is outdated, which follows from other changes; the role of a lane; a built-in
//! lane under another id, for a map has exactly one of each. And a change whose place is gone waits for the place: a card of a
//! removed stage comes back with the stage.

mod cards;
mod fields;
mod lists;
mod place;
#[cfg(test)]
mod tests;

use super::diff::{Change, Element, Field, What};
use crate::map::edit::{
    Edit, EvidenceField, LaneField, StageField, remove_evidence, remove_lane, remove_stage,
};
use crate::map::evidence::Evidence;
use crate::map::id::{CardId, EvidenceId, LaneId, StageId};
use crate::map::{Card, Map, Stage};
use place::slot;

/// The edit of `new` that takes back a change of the [`diff`](super::diff()) from `old` to `new`; `None` where nothing can, or
/// not before something else is taken back.
pub fn revert(change: &Change, old: &Map, new: &Map) -> Option<Edit> {
    let edit = Reverting { old, new }.edit(change)?;
    let mut trial = new.clone();
    edit.clone().apply(&mut trial).ok()?;
    (trial != *new).then_some(edit)
}

/// Two maps, of which the new one is to become more like the old one.
#[derive(Clone, Copy)]
struct Reverting<'a> {
    old: &'a Map,
    new: &'a Map,
}

impl Reverting<'_> {
    fn edit(self, change: &Change) -> Option<Edit> {
        match (&change.at, &change.what) {
            (_, What::Outdated) => None,
            (Element::Card(id), what) => self.card(id, what),
            (Element::Stage(id), what) => self.stage(id, what),
            (Element::Lane(id), what) => self.lane(id, what),
            (Element::Evidence(id), what) => self.evidence(id, what),
            (Element::Map, What::Edited { before, .. }) => self.field_of_map(before),
            (Element::Map, _) => None,
            _ => self.part(change),
        }
    }

    fn stage(self, id: &StageId, what: &What) -> Option<Edit> {
        match what {
            What::Added => self.without_stage(id),
            What::Removed => self.stage_back(id),
            What::Reordered { .. } => {
                let to = slot(self.old.stages.iter().map(|s| &s.id), self.stages_but(id), id);
                Some(Edit::MoveStage { stage: id.clone(), to })
            }
            What::Edited { before, .. } => self.field_of_stage(id, before),
            What::Moved { .. } | What::Outdated => None,
        }
    }

    fn stages_but<'s>(&'s self, id: &'s StageId) -> impl Iterator<Item = &'s StageId> {
        self.new.stages.iter().map(|s| &s.id).filter(move |other| *other != id)
    }

    /// The stage as it was, without what stands elsewhere now and without lanes that are gone.
    fn stage_back(self, id: &StageId) -> Option<Edit> {
        let mut stage: Stage = self.old.stage(id)?.clone();
        stage.cells.retain(|lane, _| self.new.lane(lane).is_some());
        for (lane, cards) in &mut stage.cells {
            let role = self.new.lane(lane).map(|l| l.role);
            cards.retain(|c| Some(c.role()) == role && self.new.card(&c.id).is_none());
        }
        stage.evidence.retain(|e| self.new.evidence().all(|now| now.id != e.id));
        let at = slot(self.old.stages.iter().map(|s| &s.id), self.stages_but(id), id);
        Some(Edit::AddStage { at, stage: Box::new(stage) })
    }

    /// What came into the stage from elsewhere goes back, then the stage goes.
    fn without_stage(self, id: &StageId) -> Option<Edit> {
        let stage = self.new.stage(id)?;
        let cards = stage.cards().map(|c| &c.id);
        let (mut work, mut edits) = self.cards_back(cards)?;
        for evidence in &stage.evidence {
            if self.old.evidence().any(|e| e.id == evidence.id) {
                let back = Reverting { new: &work, ..self }.evidence_back(&evidence.id)?;
                back.clone().apply(&mut work).ok()?;
                edits.push(back);
            }
        }
        edits.push(remove_stage(&work, id));
        Some(one(edits))
    }

    /// Moves the cards of these that were elsewhere before back there; gives the map then.
    fn cards_back<'c>(self, cards: impl Iterator<Item = &'c CardId>) -> Option<(Map, Vec<Edit>)> {
        let mut work = self.new.clone();
        let mut edits = Vec::new();
        for card in cards.filter(|id| self.old.card(id).is_some()) {
            let back = Reverting { new: &work, ..self }.card_back(card)?;
            back.clone().apply(&mut work).ok()?;
            edits.push(back);
        }
        Some((work, edits))
    }

    fn lane(self, id: &LaneId, what: &What) -> Option<Edit> {
        let others = || self.new.lanes.iter().map(|l| &l.id).filter(|other| *other != id);
        let at = || slot(self.old.lanes.iter().map(|l| &l.id), others(), id);
        match what {
            What::Added => {
                let cards = self.new.stages.iter().flat_map(|s| s.cell(id)).map(|c: &Card| &c.id);
                let (work, mut edits) = self.cards_back(cards)?;
                edits.push(remove_lane(&work, id));
                Some(one(edits))
            }
            What::Removed => {
                let lane = self.old.lane(id)?.clone();
                let is_gone = |c: &&Card| self.new.card(&c.id).is_none();
                let stages = self.old.stages.iter().filter(|s| self.new.stage(&s.id).is_some());
                let cells = stages
                    .map(|s| (s.id.clone(), s.cell(id).iter().filter(is_gone).cloned().collect()))
                    .collect();
                Some(Edit::AddLane { at: at(), lane, cells })
            }
            What::Reordered { .. } => Some(Edit::MoveLane { lane: id.clone(), to: at() }),
            What::Edited { before: Field::Lane(field), .. } => self.field_of_lane(id, field),
            _ => None,
        }
    }

    fn field_of_lane(self, id: &LaneId, field: &LaneField) -> Option<Edit> {
        self.new.lane(id).map(|lane| Edit::SetLane { lane: lane.id.clone(), field: field.clone() })
    }

    fn evidence(self, id: &EvidenceId, what: &What) -> Option<Edit> {
        let now = |map: &Map| map.stages.iter().find(|s| has(s, id)).map(|s| s.id.clone());
        match what {
            What::Added => Some(remove_evidence(self.new, &now(self.new)?, id)),
            What::Moved { .. } => self.evidence_back(id),
            What::Removed | What::Reordered { .. } => {
                let stage = now(self.old)?;
                let (was, is) = (self.old.stage(&stage)?, self.new.stage(&stage)?);
                let list = lists::reverted(&was.evidence, &is.evidence, key, id.as_str(), what, |_, _| None)?;
                Some(set_evidence(&stage, list))
            }
            What::Edited { before: Field::Evidence(field), .. } => {
                let stage = now(self.new)?;
                Some(set_evidence(&stage, with_field(self.new.stage(&stage)?, id, field)))
            }
            _ => None,
        }
    }

    /// A piece of evidence that stands in another stage, back to where it stood.
    fn evidence_back(self, id: &EvidenceId) -> Option<Edit> {
        let from = self.new.stages.iter().find(|s| has(s, id))?;
        let was = self.old.stages.iter().find(|s| has(s, id))?;
        let to = self.new.stage(&was.id)?;
        let evidence = from.evidence.iter().find(|e| e.id == *id)?;
        let rest = from.evidence.iter().filter(|e| e.id != *id).cloned().collect();
        let mut list = to.evidence.clone();
        let at = slot(was.evidence.iter().map(|e| &e.id), list.iter().map(|e| &e.id), id);
        list.insert(at.min(list.len()), evidence.clone());
        Some(one(vec![set_evidence(&from.id, rest), set_evidence(&to.id, list)]))
    }
}

fn has(stage: &Stage, id: &EvidenceId) -> bool {
    stage.evidence.iter().any(|e| e.id == *id)
}

fn key(evidence: &Evidence) -> String {
    evidence.id.to_string()
}

fn set_evidence(stage: &StageId, list: Vec<Evidence>) -> Edit {
    Edit::SetStage { stage: stage.clone(), field: StageField::Evidence(list) }
}

fn with_field(stage: &Stage, id: &EvidenceId, field: &EvidenceField) -> Vec<Evidence> {
    let mut list = stage.evidence.clone();
    list.iter_mut().filter(|e| e.id == *id).for_each(|e| field.clone().put(e));
    list
}

/// A single edit as itself, several as one step.
fn one(mut edits: Vec<Edit>) -> Edit {
    if edits.len() == 1
        && let Some(only) = edits.pop()
    {
        return only;
    }
    Edit::Together(edits)
}
