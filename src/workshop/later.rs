//! What is said of a workshop's actions after its end.

use jiff::civil::Date;

use super::deed::{Action, Deed, Outcome};
use super::session::{Refused, Session};
use crate::map::id::{ItemId, PersonId, SessionId};

/// Something said of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// What became of it.
    Is(Outcome),
    /// Who does it now.
    Owner(Option<PersonId>),
    /// Until when it is to be done now.
    Due(Option<Date>),
}

impl Said {
    /// Says it of an action.
    pub fn apply(&self, action: &mut Action, outcome: &mut Outcome) {
        match self {
            Self::Is(now) => outcome.clone_from(now),
            Self::Owner(now) => action.owner.clone_from(now),
            Self::Due(now) => action.due = *now,
        }
    }

    /// What says again what is so as long as this is not said.
    #[must_use]
    pub fn back(&self, action: &Action, outcome: &Outcome) -> Self {
        match self {
            Self::Is(_) => Self::Is(outcome.clone()),
            Self::Owner(_) => Self::Owner(action.owner.clone()),
            Self::Due(_) => Self::Due(action.due),
        }
    }
}

/// What somebody says of an action of a workshop. It is said of the action as it is when it is written, so that two who say
/// different things of it at once both keep their word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The workshop.
    pub session: SessionId,
    /// Its action.
    pub action: ItemId,
    /// What.
    pub said: Vec<Said>,
    /// Who says it.
    pub by: PersonId,
}

impl Later {
    /// What happens in the workshop by it; nothing where all of it is so already.
    ///
    /// # Errors
    /// When there is no such action.
    pub fn deeds(&self, session: &Session) -> Result<Vec<Deed>, Refused> {
        let known = session.actions.iter().find(|(action, _)| action.id == self.action);
        let missing = || Refused::Missing("action", self.action.to_string());
        let (action, outcome) = known.ok_or_else(missing)?;
        let (mut now, mut is) = (action.clone(), outcome.clone());
        for said in &self.said {
            said.apply(&mut now, &mut is);
        }
        let changed = (now != *action).then_some(Deed::Action(now));
        let settled = (is != *outcome).then(|| Deed::ActionIs(self.action.clone(), is));
        Ok(changed.into_iter().chain(settled).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Text;
    use crate::workshop::testing::record;

    const DAY: Date = Date::constant(2026, 12, 1);

    fn later(id: &str, said: &[Said]) -> Later {
        Later {
            session: SessionId::new("2026-11-22-order").unwrap(),
            action: ItemId::new(id).unwrap(),
            said: said.to_vec(),
            by: PersonId::new("bo").unwrap(),
        }
    }

    #[test]
    fn it_is_said_of_the_action_as_it_is_then() {
        let (id, text) = (ItemId::new("x").unwrap(), Text::new("Ask"));
        let owner = PersonId::new("ana").ok();
        let action = Action { id, text, owner, due: None, cards: vec![] };
        let session = Session::of(&record(vec![("bo", Deed::Action(action.clone()))]));
        let due = later("x", &[Said::Due(Some(DAY))]).deeds(&session).unwrap();
        assert_eq!(due, [Deed::Action(Action { due: Some(DAY), ..action.clone() })], "its owner stays");
        let done = Outcome::Done(DAY);
        let all = [Said::Owner(None), Said::Is(done.clone()), Said::Due(None)];
        let deeds = later("x", &all).deeds(&session).unwrap();
        let gone = Action { owner: None, ..action.clone() };
        assert_eq!(deeds, [Deed::Action(gone), Deed::ActionIs(action.id, done)]);
        assert_eq!(later("x", &[Said::Is(Outcome::Open)]).deeds(&session), Ok(vec![]));
        assert!(later("y", &[]).deeds(&session).is_err());
    }

    #[test]
    fn what_was_before_can_be_said_again() {
        let (id, text) = (ItemId::new("x").unwrap(), Text::new("Ask"));
        let before =
            (Action { id, text, owner: PersonId::new("ana").ok(), due: None, cards: vec![] }, Outcome::Open);
        for said in [Said::Owner(None), Said::Due(Some(DAY)), Said::Is(Outcome::Done(DAY))] {
            let (mut action, mut outcome) = before.clone();
            let back = said.back(&action, &outcome);
            said.apply(&mut action, &mut outcome);
            assert_ne!((&action, &outcome), (&before.0, &before.1));
            back.apply(&mut action, &mut outcome);
            assert_eq!((action, outcome), before);
        }
    }
}
