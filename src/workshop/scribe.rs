//! From what people mean to lines of the record: what happened, and what it does to the map.
//!
//! Nothing is changed here. Whoever asks applies the edits, stamps the line and keeps it.

mod numbers;
mod results;
mod slips;
#[cfg(test)]
mod tests;

pub use numbers::{candidates, to_place};

use jiff::civil::Date;

use super::alike;
use super::deed::{Deed, Jot};
use super::session::{Refused, Session};
use super::shorthand::{self, Kind, Line};
use crate::map::card::{Body, CardKind};
use crate::map::edit::{self, CardField, Edit};
use crate::map::id::{CardId, IdSource, ItemId, LaneId, PersonId, StageId, mint};
use crate::map::say::many;
use crate::map::{Card, Label, Map, Place, Workspace};

/// A line of the record before it is stamped.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Whose it is.
    pub by: PersonId,
    /// What happened.
    pub deed: Deed,
    /// What it does to the map, as one step; `None`: nothing.
    pub edit: Option<Edit>,
    /// What happened, in words.
    pub words: String,
}

/// Why something is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unwritten {
    /// There is no text.
    #[error("there is nothing to write")]
    Empty,
    /// The place is gone.
    #[error("the stage or lane of that card is gone")]
    Nowhere,
    /// The lane holds no cards.
    #[error("the lane “{0}” holds no cards")]
    NoCards(Label),
    /// The card is gone.
    #[error("that card is gone")]
    Gone,
    /// There is nothing for it to be done with.
    #[error("{0}")]
    Nothing(&'static str),
    /// Not for this part of the workshop, or of this person.
    #[error("{0}")]
    NotNow(String),
    /// It cannot happen.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// What is written is made of these.
pub struct Scribe<'a> {
    /// The workshop.
    pub session: &'a Session,
    /// The map as it is.
    pub map: &'a Map,
    /// The people of the workspace.
    pub workspace: &'a Workspace,
    /// The day.
    pub today: Date,
    /// Where new ids get their distinctness from.
    pub ids: &'a mut dyn IdSource,
}

/// Where a card goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The stage.
    pub stage: StageId,
    /// The lane.
    pub lane: LaneId,
}

impl Scribe<'_> {
    /// A typed line as it is understood: whose it is can be anybody in the room, who owns it anybody in the workspace too.
    pub fn understand(&self, line: &str) -> Line {
        understand(self.session, self.workspace, self.today, line)
    }

    /// A typed line of `speaker`, or of whoever it names, for a place.
    ///
    /// # Errors
    /// Why it is not written.
    pub fn line(&mut self, line: &str, at: &At, speaker: &PersonId) -> Result<Written, Unwritten> {
        let read = self.understand(line);
        if read.text.is_empty() {
            return Err(Unwritten::Empty);
        }
        let by = read.author.clone().unwrap_or_else(|| speaker.clone());
        match read.kind {
            Kind::Parked => Ok(self.parked(by, &read)),
            Kind::Decision => Ok(self.decision(by, &read)),
            Kind::Action => Ok(self.action(by, &read)),
            _ if self.session.is_private() => self.jot(by, line, &read, at),
            _ => self.card(by, &read, at),
        }
    }

    /// The lane that a line goes to, and the kind of card that it makes there.
    fn goal(&self, read: &Line, at: &At) -> Result<(LaneId, CardKind), Unwritten> {
        self.map.stage(&at.stage).ok_or(Unwritten::Nowhere)?;
        let typed_in = self.map.lane(&at.lane).ok_or(Unwritten::Nowhere)?;
        let lane = match read.kind.role() {
            Some(role) if role != typed_in.role => self.map.lane_of(role).ok_or(Unwritten::Nowhere)?,
            _ => typed_in,
        };
        let kind = lane.role.card_kind().ok_or_else(|| Unwritten::NoCards(lane.name.clone()))?;
        Ok((lane.id.clone(), kind))
    }

    /// A card on the map.
    fn card(&mut self, by: PersonId, read: &Line, at: &At) -> Result<Written, Unwritten> {
        let (lane, kind) = self.goal(read, at)?;
        let card = self.new_card(read, kind);
        let words = format!("{} “{}” in {}", kind, card.text.one_line(), self.stage_name(&at.stage));
        let deed = Deed::Captured(card.id.clone());
        let edit = edit::add_card(end_of(self.map, &at.stage, lane, 0), card);
        Ok(Written { by, deed, edit: Some(edit), words })
    }

    /// A private card: nothing on the map yet, but the place must be one for it.
    fn jot(&mut self, by: PersonId, line: &str, read: &Line, at: &At) -> Result<Written, Unwritten> {
        let (lane, _) = self.goal(read, at)?;
        let id = self.fresh("jot");
        let words = format!("a private card of {}", self.session.roster.name(&by));
        let jot = Jot { id, stage: at.stage.clone(), lane, line: Label::new(line) };
        Ok(Written { by, deed: Deed::Jotted(jot), edit: None, words })
    }

    /// A new card that says what was typed.
    fn new_card(&mut self, read: &Line, kind: CardKind) -> Card {
        let text = read.text.as_str();
        let id = edit::fresh_card_id(self.map, text, kind.word(), self.ids);
        let mut card = Card::new(id, kind, text);
        card.owner.clone_from(&read.owner);
        match &mut card.body {
            Body::Pain(pain) => {
                pain.since = Some(self.today);
                if let Kind::Pain(Some(severity)) = read.kind {
                    pain.severity = severity;
                }
            }
            Body::Opportunity(opportunity) => opportunity.due = read.due,
            _ => {}
        }
        card
    }

    /// The card that says the same as a line, near enough, where such a card would go.
    pub fn alike(&self, line: &str, at: &At) -> Option<CardId> {
        let read = self.understand(line);
        if !read.kind.is_card() || self.session.is_private() {
            return None;
        }
        let (lane, _) = self.goal(&read, at).ok()?;
        let cards = self.map.stages.iter().flat_map(|stage| stage.cell(&lane));
        alike::nearest(read.text.as_str(), cards.map(|card| (&card.id, card.text.as_str()))).cloned()
    }

    /// Somebody says the same as a card.
    ///
    /// # Errors
    /// When the card is gone.
    pub fn same(&self, by: PersonId, card: &CardId) -> Result<Written, Unwritten> {
        let on = self.map.card(card).ok_or(Unwritten::Gone)?;
        let words = format!("+1 of {} on “{}”", self.session.roster.name(&by), on.text.one_line());
        Ok(Written { by, deed: Deed::Seconded(card.clone()), edit: None, words })
    }

    /// All private cards go on the map, each where its author put it.
    ///
    /// # Errors
    /// When there is none.
    pub fn reveal(&mut self, by: PersonId) -> Result<Written, Unwritten> {
        let (mut cards, mut edits) = (Vec::new(), Vec::new());
        for (_, jot) in &self.session.pile {
            let read = self.understand(jot.line.as_str());
            let at = At { stage: self.stage_or_first(&jot.stage)?, lane: jot.lane.clone() };
            let (lane, kind) = self.goal(&read, &at)?;
            let card = self.new_card(&read, kind);
            cards.push((jot.id.clone(), card.id.clone()));
            edits.push(edit::add_card(end_of(self.map, &at.stage, lane, edits.len()), card));
        }
        if cards.is_empty() {
            return Err(Unwritten::Nothing("there are no private cards to reveal"));
        }
        let words = format!("{} revealed", many(cards.len(), "card"));
        Ok(Written { by, deed: Deed::Revealed(cards), edit: Some(Edit::Together(edits)), words })
    }

    /// A named group of cards: each gets the name as a tag.
    ///
    /// # Errors
    /// When there is no name or no card.
    pub fn group(&mut self, by: PersonId, name: &str, cards: &[CardId]) -> Result<Written, Unwritten> {
        let name = Label::new(name);
        let cards: Vec<&Card> = cards.iter().filter_map(|id| self.map.card(id)).collect();
        if name.is_empty() {
            return Err(Unwritten::Empty);
        }
        if cards.is_empty() {
            return Err(Unwritten::Nothing("mark the cards of the group first"));
        }
        let known = self.session.clusters.iter().find(|c| c.name == name);
        let id = known.map_or_else(|| self.fresh("group"), |c| c.id.clone());
        let untagged = cards.iter().filter(|card| !card.tags.contains(&name));
        let tagged = untagged.map(|card| {
            let tags = card.tags.iter().cloned().chain([name.clone()]).collect();
            (card.id.clone(), CardField::Tags(tags))
        });
        let edit = edit::set_cards(tagged);
        let mut ids: Vec<CardId> = known.map_or_else(Vec::new, |c| c.cards.clone());
        for card in cards {
            if !ids.contains(&card.id) {
                ids.push(card.id.clone());
            }
        }
        let words = format!("group “{name}”: {}", many(ids.len(), "card"));
        Ok(Written { by, deed: Deed::Grouped { id, name, cards: ids }, edit, words })
    }

    /// A group is no more; its cards lose the tag.
    ///
    /// # Errors
    /// When there is no such group.
    pub fn ungroup(&self, by: PersonId, id: &ItemId) -> Result<Written, Unwritten> {
        let missing = || Refused::Missing("group", id.to_string());
        let group = self.session.clusters.iter().find(|c| c.id == *id).ok_or_else(missing)?;
        let tagged = group.cards.iter().filter_map(|card| self.map.card(card)).map(|card| {
            let tags = card.tags.iter().filter(|tag| **tag != group.name).cloned().collect();
            (card.id.clone(), CardField::Tags(tags))
        });
        let words = format!("group “{}” dissolved", group.name);
        Ok(Written { by, deed: Deed::Ungrouped(id.clone()), edit: edit::set_cards(tagged), words })
    }

    /// The stage, or the first one where it is gone meanwhile: what was written is not lost.
    fn stage_or_first(&self, stage: &StageId) -> Result<StageId, Unwritten> {
        let it = self.map.stage(stage).or_else(|| self.map.stages.first());
        it.map(|stage| stage.id.clone()).ok_or(Unwritten::Nowhere)
    }

    fn stage_name(&self, stage: &StageId) -> String {
        self.map.stage(stage).map_or_else(|| stage.to_string(), |stage| stage.name.to_string())
    }

    /// A new id, distinct from all others of the workshop.
    fn fresh(&mut self, what: &str) -> ItemId {
        self.fresh_of("", what)
    }

    /// The same, made of the words of a text.
    #[allow(
        clippy::expect_used,
        reason = "`mint` gives the shape of an id; a property test holds it to that"
    )]
    fn fresh_of(&mut self, text: &str, what: &str) -> ItemId {
        let session = self.session;
        let id = mint(text, what, self.ids, &|id| session.has_item(id));
        ItemId::new(&id).expect("a minted id has the shape of an id")
    }
}

/// The end of a cell, behind so many more cards that come before: beyond the end means the end.
fn end_of(map: &Map, stage: &StageId, lane: LaneId, more: usize) -> Place {
    let count = map.stage(stage).map_or(0, |stage| stage.cell(&lane).len());
    Place { stage: Some(stage.clone()), lane, index: count + more }
}

/// A typed line as [`Scribe::understand`] does it, for whoever only shows it.
pub fn understand(session: &Session, workspace: &Workspace, today: Date, line: &str) -> Line {
    let room = session.roster.names();
    let others = workspace.people.iter().map(|person| (person.id.clone(), person.name.clone()));
    shorthand::read_among(line, &room, others, today)
}

/// What somebody is called, in the room or in the workspace.
pub fn name_of<'a>(session: &'a Session, workspace: &'a Workspace, who: &'a PersonId) -> &'a str {
    match session.roster.get(who) {
        Some(attendee) => attendee.name.as_str(),
        None => workspace.name_of(who),
    }
}
