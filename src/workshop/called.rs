//! What the ids of a record are called.

use crate::map::edit::Edit;
use crate::map::id::{CardId, PersonId, StageId};
use crate::map::{Map, Workspace};
use crate::workshop::{Record, Session};

/// The names of a workshop, looked up once.
#[derive(Debug)]
pub(super) struct Called<'a> {
    /// What the record adds up to.
    pub(super) session: Session,
    /// The map at the end.
    pub(super) map: Map,
    record: &'a Record,
    people: &'a Workspace,
}

impl<'a> Called<'a> {
    /// Of a record; `people`: the workspace's.
    pub(super) fn new(record: &'a Record, people: &'a Workspace) -> Self {
        Self { session: Session::of(record), map: record.map(), record, people }
    }

    /// The people that names come from.
    pub(super) fn people(&self) -> &'a Workspace {
        self.people
    }

    /// Somebody: as they were called in the workshop, else as the workspace knows them, else their id.
    pub(super) fn person(&self, id: &PersonId) -> String {
        let known = self.session.roster.get(id).map(|attendee| attendee.name.as_str());
        known.unwrap_or_else(|| self.people.name_of(id)).to_owned()
    }

    /// A card on one line as it reads at the end; one that is gone as it read before, else its id.
    pub(super) fn card(&self, id: &CardId) -> String {
        let card = self.map.card(id).or_else(|| self.record.head.start.card(id));
        let text = card.map(|card| card.text.one_line().into_owned());
        text.or_else(|| self.written(id)).unwrap_or_else(|| id.to_string())
    }

    /// A stage as it is called at the end; one that is gone as it was called before, else its id.
    pub(super) fn stage(&self, id: &StageId) -> String {
        let stage = self.map.stage(id).or_else(|| self.record.head.start.stage(id));
        stage.map_or_else(|| id.to_string(), |stage| stage.name.to_string())
    }

    /// The card as it was written in the workshop.
    fn written(&self, id: &CardId) -> Option<String> {
        let edits = self.record.entries.iter().flat_map(|entry| &entry.edits);
        edits.filter_map(|edit| added(edit, id)).next_back()
    }

    /// Where a card stands on the journey at the end; what is gone stands behind everything.
    pub(super) fn place_of(&self, id: &CardId) -> usize {
        self.map.cards().position(|card| card.id == *id).unwrap_or(usize::MAX)
    }
}

fn added(edit: &Edit, id: &CardId) -> Option<String> {
    match edit {
        Edit::AddCard { card, .. } if card.id == *id => Some(card.text.one_line().into_owned()),
        Edit::Together(edits) => edits.iter().find_map(|edit| added(edit, id)),
        _ => None,
    }
}
