//! The record of a workshop: what it begins with, and a line for everything that happened.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::agenda::Agenda;
use super::clock::Millis;
use super::deed::{Deed, Entry};
use super::roster::Attendee;
use crate::map::edit::{Edit, EditError};
use crate::map::id::{ItemId, MapId, SessionId};
use crate::map::{Label, Map};

/// What a record begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The stem of its file: `2026-11-22-order`.
    pub id: SessionId,
    /// The day.
    pub day: Date,
    /// When it began.
    pub began: Millis,
    /// The map.
    pub map: MapId,
    /// The map's title then.
    pub title: Label,
    /// What is done.
    pub agenda: Agenda,
    /// Who leads it.
    pub facilitator: Attendee,
    /// The map as it was.
    pub start: Box<Map>,
}

/// A whole record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What it begins with.
    pub head: Head,
    /// What happened, in order.
    pub entries: Vec<Entry>,
}

impl Record {
    /// The map after the first `count` entries. An edit that does not apply is passed over.
    pub fn map_after(&self, count: usize) -> Map {
        let mut map = (*self.head.start).clone();
        for edit in self.entries.iter().take(count).flat_map(|entry| &entry.edits) {
            // A record that was put together of two branches can hold what no longer applies.
            let _ = edit.clone().apply(&mut map);
        }
        map
    }

    /// The map at the end.
    pub fn map(&self) -> Map {
        self.map_after(self.entries.len())
    }

    /// The newest entry of the facilitator's keyboard that can be taken back and was not: what people say from their own terminals is
    /// theirs.
    pub fn last_to_take_back(&self) -> Option<&Entry> {
        let gone = self.taken_back();
        let is_ours = |e: &&Entry| e.slip.is_none() && e.deed.can_be_taken_back();
        self.entries.iter().rev().filter(is_ours).find(|e| !gone.contains(&e.seq))
    }

    /// Whether somebody has given dots in a vote since it began.
    pub fn has_dots(&self, vote: &ItemId) -> bool {
        let gone = self.taken_back();
        let is_dot =
            |e: &Entry| matches!(&e.deed, Deed::Voted { ballot, dots } if ballot == vote && !dots.is_empty());
        self.entries.iter().any(|e| is_dot(e) && !gone.contains(&e.seq))
    }

    /// The edit that takes back what an entry did to the map; `None`: it did nothing to it.
    ///
    /// # Errors
    /// When its own edits did not apply.
    pub fn inverse(&self, seq: u64) -> Result<Option<Edit>, EditError> {
        let Some(at) = self.entries.iter().position(|entry| entry.seq == seq) else { return Ok(None) };
        let mut map = self.map_after(at);
        let edits = self.entries.get(at).map_or(&[][..], |entry| &entry.edits);
        let mut back =
            edits.iter().map(|edit| edit.clone().apply(&mut map)).collect::<Result<Vec<_>, _>>()?;
        back.reverse();
        Ok(if back.len() > 1 { Some(Edit::Together(back)) } else { back.pop() })
    }

    /// The numbers of the entries that were taken back.
    pub fn taken_back(&self) -> BTreeSet<u64> {
        let taken = |e: &Entry| if let Deed::TakenBack(seq) = e.deed { Some(seq) } else { None };
        self.entries.iter().filter_map(taken).collect()
    }
}
