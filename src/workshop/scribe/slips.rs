//! What participants send from their own terminals. Whatever they send, it is either one ordinary line of the record or refused
//! in words: a paper has no way to do what its writer could not do in the room.

use super::{At, Scribe, Unwritten, Written};
use crate::map::id::PersonId;
use crate::workshop::Verb;
use crate::workshop::deed::Deed;
use crate::workshop::roster::{Act, Attendee, Part};
use crate::workshop::session::Refused;
use crate::workshop::shorthand::Kind;
use crate::workshop::slip::{Says, Slip};

impl Scribe<'_> {
    /// A paper as a line of the record; `None`: it says nothing new.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn slip(&mut self, slip: &Slip) -> Result<Option<Written>, Unwritten> {
        if self.session.slips.contains(&slip.id) {
            return Err(Refused::Twice.into());
        }
        if slip.session != self.session.head.id {
            return Err(Unwritten::NotNow("that paper is for another workshop".into()));
        }
        if self.session.end.is_some() {
            return Err(Refused::Ended.into());
        }
        let by = slip.by.clone();
        match &slip.says {
            Says::Here(part) => Ok(self.here(slip, *part)),
            // Whoever leads does not go by closing a second terminal.
            Says::Gone if by == self.session.head.facilitator.id => Ok(None),
            Says::Gone => Ok(self.session.roster.here().any(|a| a.id == by).then(|| Written {
                words: format!("{} left", self.session.roster.name(&by)),
                deed: Deed::Went(by.clone()),
                edit: None,
                by,
            })),
            Says::Card { stage, lane, line } => {
                self.may(&by, Verb::Capture)?;
                let at = At { stage: stage.clone(), lane: lane.clone() };
                self.card_of(by, line.as_str(), &at).map(Some)
            }
            Says::TakeAway(id) => {
                let is_theirs = self.session.pile.iter().any(|(who, jot)| jot.id == *id && *who == by);
                if !is_theirs {
                    return Err(Refused::Missing("private card", id.to_string()).into());
                }
                let words = format!("a private card of {} taken away", self.session.roster.name(&by));
                Ok(Some(Written { by, deed: Deed::Unjotted(id.clone()), edit: None, words }))
            }
            Says::Same(card) => {
                self.may(&by, Verb::Capture)?;
                self.same(by, card).map(Some)
            }
            Says::Dots { ballot, dots } => {
                self.may(&by, Verb::Vote)?;
                let deed = Deed::Voted { ballot: ballot.clone(), dots: dots.clone() };
                self.session.check(&deed)?;
                let words = format!("{} gave dots", self.session.roster.name(&by));
                Ok(Some(Written { by, deed, edit: None, words }))
            }
            Says::Spot(card, spot) => {
                self.may(&by, Verb::Place)?;
                self.place(by, card, spot.impact, spot.effort).map(Some)
            }
            Says::Score(card, score) => {
                self.may(&by, Verb::Score)?;
                self.score(by, card, *score).map(Some)
            }
        }
    }

    /// A line that somebody typed. Whoever writes for others may say in it whose it is; else it is the terminal's, whatever it says,
    /// and nothing is decided by it.
    fn card_of(&mut self, by: PersonId, line: &str, at: &At) -> Result<Written, Unwritten> {
        let for_others = self.part(&by).may(Act::ForOthers, self.session.verb());
        let kind = self.understand(line).kind;
        if !for_others && matches!(kind, Kind::Decision | Kind::Action) {
            return Err(Unwritten::NotNow(kind.not_yours()));
        }
        let written = self.line(line, at, &by)?;
        Ok(if for_others { written } else { Written { by, ..written } })
    }

    fn part(&self, who: &PersonId) -> Part {
        self.session.roster.get(who).map_or(Part::Participant, |attendee| attendee.part)
    }

    /// Somebody is there. A terminal makes nobody the facilitator, and changes no part that somebody has.
    fn here(&self, slip: &Slip, part: Part) -> Option<Written> {
        let known = self.session.roster.get(&slip.by);
        let is_here = self.session.roster.here().any(|a| a.id == slip.by);
        let asked = if part == Part::Observer { Part::Observer } else { Part::Participant };
        let attendee = known.cloned().unwrap_or_else(|| Attendee {
            id: slip.by.clone(),
            name: if slip.name.is_empty() {
                crate::map::Label::new(slip.by.as_str())
            } else {
                slip.name.clone()
            },
            part: asked,
        });
        let words = format!("{} came", attendee.name);
        (!is_here).then(|| Written { by: slip.by.clone(), deed: Deed::Came(attendee), edit: None, words })
    }

    /// Whether somebody may do that now.
    fn may(&self, by: &PersonId, verb: Verb) -> Result<(), Unwritten> {
        let part = self.part(by);
        let now = self.session.verb();
        if part.may(Act::TakePart(verb), now) {
            return Ok(());
        }
        let words = match part {
            Part::Observer => "observers look on".to_owned(),
            _ => format!("now is not the time to {}: this phase is for {now}", verb.word()),
        };
        Err(Unwritten::NotNow(words))
    }
}
