//! Cards: where they stood, what they were, what they said.

use super::super::diff::{Field, What};
use super::place::slot;
use super::{Reverting, one};
use crate::map::card::Metric;
use crate::map::edit::{CardField, Edit, MetricField, OpportunityField, PainField, remove_card};
use crate::map::id::{CardId, LaneId, StageId};
use crate::map::{Card, Map, Place};

impl Reverting<'_> {
    pub(super) fn card(self, id: &CardId, what: &What) -> Option<Edit> {
        match what {
            What::Added => Some(remove_card(self.new, id)),
            What::Removed => {
                let card = Box::new(self.old.card(id)?.clone());
                Some(Edit::AddCard { place: self.place_before(id)?, card })
            }
            What::Moved { .. } => self.card_back(id),
            What::Reordered { .. } => Some(Edit::MoveCard { card: id.clone(), to: self.place_before(id)? }),
            What::Edited { before, .. } => self.field_of_card(id, before),
            What::Outdated => None,
        }
    }

    /// A card that stands elsewhere, back to where it stood; as the kind that it was.
    pub(super) fn card_back(self, id: &CardId) -> Option<Edit> {
        let (was, is) = (self.old.card(id)?, self.new.card(id)?);
        let to = self.place_before(id)?;
        if was.kind() == is.kind() {
            return Some(Edit::MoveCard { card: id.clone(), to });
        }
        let card = Box::new(Card { body: was.body.clone(), ..is.clone() });
        Some(one(vec![Edit::RemoveCard(id.clone()), Edit::AddCard { place: to, card }]))
    }

    /// Where a card stood, as a place of the new map; `None`: the stage or the lane is gone.
    fn place_before(self, id: &CardId) -> Option<Place> {
        let place = self.old.place(id)?;
        self.new.lane(&place.lane)?;
        let is_there = place.stage.as_ref().is_none_or(|s| self.new.stage(s).is_some());
        let cell = |map| cell(map, place.stage.as_ref(), &place.lane).iter().map(|c: &Card| &c.id);
        let index = slot(cell(self.old), cell(self.new).filter(|other| *other != id), id);
        is_there.then(|| Place { index, ..place.clone() })
    }

    fn field_of_card(self, id: &CardId, before: &Field) -> Option<Edit> {
        let (was, is) = (self.old.card(id)?, self.new.card(id)?);
        let field = match before {
            Field::Kind(_) => return self.card_back(id),
            Field::Card(field) => field.clone(),
            Field::Contacts(field) => {
                let of = |card: &Card| card.pain().and_then(|p| p.contacts.clone());
                let group = with(of(was), of(is), |group| field.clone().put(group));
                CardField::Pain(PainField::Contacts(group))
            }
            Field::Rice(field) => {
                let of = |card: &Card| card.opportunity().and_then(|o| o.rice.clone());
                let group = with(of(was), of(is), |group| field.clone().put(group));
                CardField::Opportunity(OpportunityField::Rice(group))
            }
            _ => return None,
        };
        Some(Edit::SetCard { card: id.clone(), field })
    }

    /// A change of the lists of a metric.
    pub(super) fn metric(
        self,
        id: &CardId,
        set: impl FnOnce(&Metric, &Metric) -> Option<MetricField>,
    ) -> Option<Edit> {
        let field = set(self.old.card(id)?.metric()?, self.new.card(id)?.metric()?)?;
        Some(Edit::SetCard { card: id.clone(), field: CardField::Metric(field) })
    }
}

/// An optional group with one field as it was; no group where there was none and nothing is left in it.
pub(super) fn with<T: Default + PartialEq>(
    was: Option<T>,
    is: Option<T>,
    put: impl FnOnce(&mut T),
) -> Option<T> {
    let mut group = is.unwrap_or_default();
    put(&mut group);
    (was.is_some() || group != T::default()).then_some(group)
}

fn cell<'m>(map: &'m Map, stage: Option<&StageId>, lane: &LaneId) -> &'m [Card] {
    match stage {
        None => &map.metrics,
        Some(id) => map.stage(id).map_or(&[], |stage| stage.cell(lane)),
    }
}
