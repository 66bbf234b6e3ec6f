//! Decisions, actions and what is parked.

use super::{Scribe, Unwritten, Written};
use crate::map::id::{CardId, ItemId, PersonId};
use crate::map::{Label, Text};
use crate::workshop::deed::{Action, Decision, Deed, Outcome, Parked, Settled};
use crate::workshop::session::Refused;
use crate::workshop::shorthand::Line;

impl Scribe<'_> {
    /// Something to be put off.
    pub(super) fn parked(&mut self, by: PersonId, read: &Line) -> Written {
        let id = self.fresh_of(read.text.as_str(), "parked");
        let item = Parked { id, text: text_of(read), owner: read.owner.clone(), due: read.due };
        let words = format!("parked: “{}”", item.text.one_line());
        Written { by, deed: Deed::Parked(item), edit: None, words }
    }

    /// Something that an earlier workshop carried over: it is parked again, by whoever put it off then.
    pub fn park_again(&mut self, by: PersonId, item: Parked) -> Written {
        let item = Parked { id: self.fresh_of(item.text.as_str(), "parked"), ..item };
        let words = format!("carried over: “{}”", item.text.one_line());
        Written { by, deed: Deed::Parked(item), edit: None, words }
    }

    /// A decision that is said in other words, and by somebody else where the line names them; `None`: there is no such decision.
    pub fn reword(&self, id: &ItemId, read: &Line) -> Option<Written> {
        let (by, known) = self.session.decisions.iter().find(|(_, known)| known.id == *id)?;
        let (by, text) = (read.author.as_ref().unwrap_or(by), text_of(read));
        let words = format!("decided: “{}”", text.one_line());
        let decision = Decision { text, ..known.clone() };
        Some(Written { by: by.clone(), deed: Deed::Decided(decision), edit: None, words })
    }

    /// A decision is no more.
    ///
    /// # Errors
    /// When there is no such decision.
    pub fn undecide(&self, by: PersonId, id: &ItemId) -> Result<Written, Unwritten> {
        let missing = || Refused::Missing("decision", id.to_string());
        let (_, known) = self.session.decisions.iter().find(|(_, d)| d.id == *id).ok_or_else(missing)?;
        let words = format!("no longer decided: “{}”", known.text.one_line());
        Ok(Written { by, deed: Deed::Undecided(id.clone()), edit: None, words })
    }

    /// A decision.
    pub(super) fn decision(&mut self, by: PersonId, read: &Line) -> Written {
        let id = self.fresh_of(read.text.as_str(), "decision");
        let decision = Decision { id, text: text_of(read), cards: Vec::new() };
        let words = format!("decided: “{}”", decision.text.one_line());
        Written { by, deed: Deed::Decided(decision), edit: None, words }
    }

    /// An action.
    pub(super) fn action(&mut self, by: PersonId, read: &Line) -> Written {
        let id = self.fresh_of(read.text.as_str(), "action");
        let action =
            Action { id, text: text_of(read), owner: read.owner.clone(), due: read.due, cards: Vec::new() };
        let words = format!("action: {}", self.action_words(&action));
        Written { by, deed: Deed::Action(action), edit: None, words }
    }

    /// A decision or an action about cards: the line is read as [`Scribe::line`] does it.
    pub fn about(mut written: Written, on: &[CardId]) -> Written {
        match &mut written.deed {
            Deed::Decided(Decision { cards, .. }) | Deed::Action(Action { cards, .. }) => {
                *cards = on.to_vec();
            }
            _ => {}
        }
        written
    }

    /// An action gets another owner, day or text.
    pub fn change(&self, by: PersonId, action: Action) -> Written {
        let words = format!("action: {}", self.action_words(&action));
        Written { by, deed: Deed::Action(action), edit: None, words }
    }

    /// An action with its owner and day in words, and what is missing.
    pub fn action_words(&self, action: &Action) -> String {
        let owner = action.owner.as_ref().map_or("nobody yet", |who| self.name(who));
        let due = action.due.map_or_else(|| "no day yet".to_owned(), |day| format!("until {day}"));
        format!("“{}”, {owner}, {due}", action.text.one_line())
    }

    /// What somebody is called, in the room or in the workspace.
    pub fn name<'a>(&'a self, who: &'a PersonId) -> &'a str {
        super::name_of(self.session, self.workspace, who)
    }

    /// What was parked becomes an action, with the owner and the day that were said when it was parked.
    ///
    /// # Errors
    /// When nothing with that id is parked.
    pub fn park_to_action(&mut self, by: &PersonId, id: &ItemId) -> Result<[Written; 2], Unwritten> {
        let Parked { text, owner, due, .. } = self.parked_item(id)?.clone();
        let action =
            Action { id: self.fresh_of(text.as_str(), "action"), text, owner, due, cards: Vec::new() };
        let settled = Settled::Action(action.id.clone());
        Ok([self.change(by.clone(), action), self.settle(by, id, settled)?])
    }

    /// What was parked is settled.
    ///
    /// # Errors
    /// When nothing with that id is parked.
    pub fn settle(&self, by: &PersonId, id: &ItemId, settled: Settled) -> Result<Written, Unwritten> {
        let text = &self.parked_item(id)?.text;
        let how = match &settled {
            Settled::Action(_) => "became an action",
            Settled::CarriedOver => "is carried over to the next workshop",
            Settled::Dropped => "is let go",
        };
        let words = format!("“{}” {how}", text.one_line());
        Ok(Written { by: by.clone(), deed: Deed::Unparked(id.clone(), settled), edit: None, words })
    }

    fn parked_item(&self, id: &ItemId) -> Result<&Parked, Unwritten> {
        let found = self.session.parked.iter().find(|(_, item, _)| item.id == *id);
        Ok(found.map(|(_, item, _)| item).ok_or_else(|| Refused::Missing("parked item", id.to_string()))?)
    }

    /// Why the workshop cannot end yet; `despite` is the reason to end it with actions that nobody owns.
    ///
    /// # Errors
    /// What is still open.
    pub fn close(&self, by: PersonId, version: Option<u32>, despite: &str) -> Result<Written, Unwritten> {
        let despite = Some(Label::new(despite)).filter(|why| !why.is_empty());
        let loose = self.session.loose_actions().count();
        if self.session.ballot().is_some() {
            return Err(Unwritten::Nothing("a vote is going on: end it first"));
        }
        if !self.session.pile.is_empty() {
            return Err(Unwritten::Nothing("there are private cards: reveal them first"));
        }
        if self.session.unsettled().next().is_some() {
            return Err(Unwritten::Nothing(
                "something is parked: make it an action, carry it over, or let it go",
            ));
        }
        if loose > 0 && despite.is_none() {
            let words = if loose == 1 { "1 action has".to_owned() } else { format!("{loose} actions have") };
            return Err(Unwritten::NotNow(format!("{words} no owner or no day: name them, or say why not")));
        }
        let despite = despite.filter(|_| loose > 0);
        let words = "the workshop has ended".to_owned();
        Ok(Written { by, deed: Deed::Closed { version, despite }, edit: None, words })
    }

    /// What became of an action of this workshop.
    ///
    /// # Errors
    /// When there is no such action.
    pub fn outcome(&self, by: PersonId, id: &ItemId, outcome: Outcome) -> Result<Written, Unwritten> {
        let missing = || Refused::Missing("action", id.to_string());
        let (action, _) = self.session.actions.iter().find(|(a, _)| a.id == *id).ok_or_else(missing)?;
        let how = match &outcome {
            Outcome::Open => "is open again".to_owned(),
            Outcome::Done(_) => "is done".to_owned(),
            Outcome::Dropped(_, why) => format!("is dropped: {why}"),
        };
        let words = format!("“{}” {how}", action.text.one_line());
        Ok(Written { by, deed: Deed::ActionIs(id.clone(), outcome), edit: None, words })
    }
}

fn text_of(read: &Line) -> Text {
    Text::new(read.text.as_str())
}
