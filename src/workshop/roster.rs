//! Who takes part, and who may do what.

use serde::{Deserialize, Serialize};

use super::agenda::Verb;
use crate::map::Label;
use crate::map::id::PersonId;
use crate::map::words;

/// The most people of a workshop.
pub const MOST_PEOPLE: usize = 200;

words! {
    /// What somebody does in a workshop.
    Part {
        /// Leads it: everything.
        Facilitator = "facilitator",
        /// Writes for others.
        Scribe = "scribe",
        /// Does what the phase asks for.
        Participant = "participant",
        /// Looks on.
        Observer = "observer",
    }
}

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Go to another phase, give it more time, stop the clock, reveal, end a vote, delete, close.
    Lead,
    /// Write or vote for somebody else.
    ForOthers,
    /// What a phase asks for.
    TakePart(Verb),
}

impl Part {
    /// Whether whoever has this part may do that while the phase is for `now`.
    pub fn may(self, act: Act, now: Verb) -> bool {
        match (self, act) {
            (Self::Facilitator, _) | (Self::Scribe, Act::ForOthers | Act::TakePart(_)) => true,
            (Self::Participant, Act::TakePart(verb)) => verb == now,
            _ => false,
        }
    }
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Who; one of the workspace's people where it knows them.
    pub id: PersonId,
    /// What people call them.
    pub name: Label,
    /// What they do.
    pub part: Part,
}

/// Everybody who took part, in the order in which they came: the first nine have a digit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roster {
    people: Vec<(Attendee, bool)>,
}

impl Roster {
    /// Everybody, and whether they are there now.
    pub fn all(&self) -> impl Iterator<Item = (&Attendee, bool)> {
        self.people.iter().map(|(attendee, is_here)| (attendee, *is_here))
    }

    /// Those who are there now.
    pub fn here(&self) -> impl Iterator<Item = &Attendee> {
        self.all().filter(|(_, is_here)| *is_here).map(|(attendee, _)| attendee)
    }

    /// Those there now who give dots and scores: all but observers.
    pub fn voices(&self) -> impl Iterator<Item = &Attendee> {
        self.here().filter(|attendee| attendee.part != Part::Observer)
    }

    /// Somebody, whether or not they are still there.
    pub fn get(&self, id: &PersonId) -> Option<&Attendee> {
        self.people.iter().map(|(attendee, _)| attendee).find(|attendee| attendee.id == *id)
    }

    /// Whoever has this digit, 1 to 9.
    pub fn digit(&self, digit: usize) -> Option<&Attendee> {
        self.people.get(digit.checked_sub(1)?).map(|(attendee, _)| attendee)
    }

    /// Everybody's id and name.
    pub fn names(&self) -> Vec<(PersonId, Label)> {
        self.all().map(|(who, _)| (who.id.clone(), who.name.clone())).collect()
    }

    /// What somebody is called; their id where nobody knows them.
    pub fn name<'a>(&'a self, id: &'a PersonId) -> &'a str {
        self.get(id).map_or(id.as_str(), |attendee| attendee.name.as_str())
    }

    /// How many came.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody came.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Somebody came, came back, or has another part now.
    pub(crate) fn put(&mut self, attendee: Attendee) {
        match self.people.iter_mut().find(|(known, _)| known.id == attendee.id) {
            Some(known) => *known = (attendee, true),
            None => self.people.push((attendee, true)),
        }
    }

    /// Somebody went; gives whether they had been there.
    pub(super) fn leave(&mut self, id: &PersonId) -> bool {
        let known = self.people.iter_mut().find(|(known, is_here)| known.id == *id && *is_here);
        known.map(|(_, is_here)| *is_here = false).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_facilitator_leads_and_participants_do_what_is_asked() {
        assert!(Part::Facilitator.may(Act::Lead, Verb::Vote));
        assert!(!Part::Scribe.may(Act::Lead, Verb::Vote));
        assert!(Part::Scribe.may(Act::TakePart(Verb::Capture), Verb::Vote));
        assert!(!Part::Participant.may(Act::TakePart(Verb::Capture), Verb::Vote));
        assert!(Part::Participant.may(Act::TakePart(Verb::Vote), Verb::Vote));
        assert!(!Part::Participant.may(Act::ForOthers, Verb::Vote));
        assert!(!Part::Observer.may(Act::TakePart(Verb::Vote), Verb::Vote));
    }

    #[test]
    fn who_comes_back_keeps_their_digit() {
        let person = |id: &str| Attendee {
            id: PersonId::new(id).unwrap(),
            name: Label::new(id),
            part: Part::Participant,
        };
        let mut roster = Roster::default();
        roster.put(person("ana"));
        roster.put(person("bo"));
        assert!(roster.leave(&PersonId::new("ana").unwrap()));
        assert!(!roster.leave(&PersonId::new("ana").unwrap()));
        assert_eq!(roster.here().count(), 1);
        roster.put(person("ana"));
        assert_eq!(roster.digit(1).unwrap().id.as_str(), "ana");
        assert_eq!(roster.digit(0), None);
        assert_eq!(roster.len(), 2);
    }
}
