//! The list of people, as it is looked at.

use super::app::Screen;
use crate::map::id::PersonId;
use crate::map::review::Snooze;
use crate::map::{Card, Map, Stage};

/// Which person is chosen, and where `Esc` goes.
#[derive(Debug, Clone, Default)]
pub struct PeopleView {
    /// The position in the workspace's list.
    pub row: usize,
    /// The screen that it was opened from.
    pub back: Screen,
}

/// Whether anything in a map names this person.
pub fn refers(map: &Map, id: &PersonId) -> bool {
    let owns = |owner: &Option<PersonId>| owner.as_ref() == Some(id);
    let put_off = |snoozes: &[Snooze]| snoozes.iter().any(|s| s.by == *id);
    let in_stage =
        |s: &Stage| owns(&s.owner) || s.reviewed.as_ref().is_some_and(|r| r.by == *id) || put_off(&s.snoozes);
    let in_card =
        |c: &Card| owns(&c.owner) || c.metric().is_some_and(|m| m.leads.iter().any(|l| owns(&l.by)));
    owns(&map.owner) || put_off(&map.snoozes) || map.stages.iter().any(in_stage) || map.cards().any(in_card)
}
