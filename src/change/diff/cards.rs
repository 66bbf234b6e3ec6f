//! Cards and evidence: by id, wherever they stand.

use std::sync::Arc;

use super::build::{Comparing, before};
use super::element::{Concerns, Element, Spot, What};
use super::field::Field;
use super::index::Cell;
use super::lists::{Fate, fates};
use crate::map::card::{Lead, Reading};
use crate::map::edit::{
    CardField, ContactsField, EvidenceField, LeadField, MetricField, OpportunityField, PainField,
    ReadingField, RiceField,
};
use crate::map::evidence::Evidence;
use crate::map::id::{LaneId, StageId};
use crate::map::{Card, Stage};

impl<'a> Comparing<'a> {
    /// The cards of one cell; without a stage those of the map itself.
    pub(super) fn cell(&mut self, stage: Option<&'a StageId>, lane: Option<&'a LaneId>) {
        let cell = (stage, lane);
        let (old, new) = (self.old.cell(cell), self.new.cell(cell));
        if old == new {
            self.unchanged.cards += new.len();
            return;
        }
        for fate in fates(old, new, |c| &c.id) {
            match fate {
                Fate::Added(card) => self.came(card, cell),
                Fate::Removed(card) if self.new.cards.contains_key(&card.id) => {}
                Fate::Removed(card) => {
                    let along = !stage.is_none_or(|s| self.new.stages.contains_key(s))
                        || !lane.is_none_or(|l| self.new.lanes.contains_key(l));
                    self.push(Element::Card(card.id.clone()), What::Removed, along);
                }
                Fate::Stayed { old: was, new: is, moved } => {
                    let count = self.out.len();
                    if let Some(places) = moved {
                        let at = Element::Card(is.id.clone());
                        self.reordered(at, places, old, new, |c| c.id.shared_text());
                    }
                    self.card_fields(was, is);
                    self.unchanged.cards += usize::from(self.out.len() == count);
                }
            }
        }
    }

    /// A card that this cell did not have: from another one, or new.
    fn came(&mut self, card: &'a Card, cell: Cell<'a>) {
        let Some((from, at, was)) = self.old.cards.get(&card.id).copied() else {
            let along = !cell.0.is_none_or(|s| self.old.stages.contains_key(s))
                || !cell.1.is_none_or(|l| self.old.lanes.contains_key(l));
            return self.push(Element::Card(card.id.clone()), What::Added, along);
        };
        let here = Concerns { old: from.0.cloned(), new: cell.0.cloned() };
        let here = std::mem::replace(&mut self.here, here);
        // Another kind stands in another lane: that it is one says it all.
        if was.kind() == card.kind() || from.0 != cell.0 {
            let after = |list: &[Card], at| before(list, at).map(|c| c.id.shared_text());
            let to = self.new.cards.get(&card.id).map_or(0, |(_, at, _)| *at);
            let from = spot(from, after(self.old.cell(from), at));
            let to = spot(cell, after(self.new.cell(cell), to));
            self.push(Element::Card(card.id.clone()), What::Moved { from, to }, false);
        }
        self.card_fields(was, card);
        self.here = here;
    }

    fn card_fields(&mut self, old: &'a Card, new: &'a Card) {
        let at = Element::Card(new.id.clone());
        if old.kind() != new.kind() {
            self.edited(&at, (Field::Kind(old.kind()), Field::Kind(new.kind())));
        }
        for pair in CardField::differing(old, new) {
            match pair.0 {
                CardField::Pain(PainField::Contacts(_)) => {
                    let of = |c: &'a Card| c.pain().and_then(|p| p.contacts.as_ref());
                    self.group(&at, of(old), of(new), ContactsField::differing, pair);
                }
                CardField::Opportunity(OpportunityField::Rice(_)) => {
                    let of = |c: &'a Card| c.opportunity().and_then(|o| o.rice.as_ref());
                    self.group(&at, of(old), of(new), RiceField::differing, pair);
                }
                CardField::Metric(MetricField::Readings(_)) => {
                    let of = |c: &'a Card| c.metric().map_or(&[][..], |m| &m.readings);
                    let element = |r: &Reading| Element::Reading(new.id.clone(), r.on);
                    self.parts(of(old), of(new), element, ReadingField::differing);
                }
                CardField::Metric(MetricField::Leads(_)) => {
                    let of = |c: &'a Card| c.metric().map_or(&[][..], |m| &m.leads);
                    let element = |l: &Lead| Element::Lead(new.id.clone(), l.id.clone());
                    self.parts(of(old), of(new), element, LeadField::differing);
                }
                _ => self.edited(&at, pair),
            }
        }
    }

    /// The evidence of a stage.
    pub(super) fn evidence(&mut self, old: Option<&'a Stage>, new: Option<&'a Stage>) {
        let of = |s: Option<&'a Stage>| s.map_or(&[][..], |s| &s.evidence);
        let (was, is) = (of(old), of(new));
        for fate in fates(was, is, |e| &e.id) {
            match fate {
                Fate::Added(evidence) => self.evidence_came(evidence, old.is_none()),
                Fate::Removed(evidence) if self.new.evidence.contains_key(&evidence.id) => {}
                Fate::Removed(evidence) => {
                    self.push(Element::Evidence(evidence.id.clone()), What::Removed, new.is_none());
                }
                Fate::Stayed { old, new, moved } => {
                    let at = Element::Evidence(new.id.clone());
                    if let Some(places) = moved {
                        self.reordered(at.clone(), places, was, is, |e| e.id.shared_text());
                    }
                    self.all_edited(&at, EvidenceField::differing(old, new));
                }
            }
        }
    }

    fn evidence_came(&mut self, evidence: &'a Evidence, along: bool) {
        let at = Element::Evidence(evidence.id.clone());
        let Some((from, was)) = self.old.evidence.get(&evidence.id).copied() else {
            return self.push(at, What::Added, along);
        };
        let to = self.here.new.clone();
        let here = Concerns { old: Some(from.clone()), new: to.clone() };
        let here = std::mem::replace(&mut self.here, here);
        let spot = |stage| Spot { stage, lane: None, after: None };
        self.push(at.clone(), What::Moved { from: spot(Some(from.clone())), to: spot(to) }, false);
        self.all_edited(&at, EvidenceField::differing(was, evidence));
        self.here = here;
    }
}

fn spot(cell: Cell<'_>, after: Option<Arc<str>>) -> Spot {
    Spot { stage: cell.0.cloned(), lane: cell.1.cloned(), after }
}
