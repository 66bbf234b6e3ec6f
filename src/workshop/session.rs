//! The state of a workshop: what its record adds up to.

use std::collections::{BTreeMap, BTreeSet};

use super::agenda::{Agenda, Phase, Verb};
use super::ballot::{BadDots, Ballot};
use super::clock::{Clock, LONGEST_GAP, Millis};
use super::deed::{Action, Decision, Deed, Entry, Jot, Outcome, Parked, Settled};
use super::record::{Head, Record};
use super::roster::{MOST_PEOPLE, Roster};
use super::voices::{Spot, Voices};
use crate::map::Label;
use crate::map::card::Emotion;
use crate::map::id::{CardId, ItemId, PersonId, StageId};

/// A private card and whose it is.
pub type Pile = Vec<(PersonId, Jot)>;

/// A named group of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Stable in its session.
    pub id: ItemId,
    /// What it is called.
    pub name: Label,
    /// Its cards.
    pub cards: Vec<CardId>,
}

/// A phase that began, and how long it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stint {
    /// The position of the phase.
    pub phase: usize,
    /// When it began.
    pub began: Millis,
    /// How long its clock ran, once it ended.
    pub took: Option<Millis>,
}

/// How a workshop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Millis,
    /// The version that was saved.
    pub version: Option<u32>,
    /// Why it ended with actions that nobody owns.
    pub despite: Option<Label>,
}

/// The state of a workshop.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What it began with.
    pub head: Head,
    /// Who is there.
    pub roster: Roster,
    /// The position of the phase.
    pub phase: usize,
    /// Its time.
    pub clock: Clock,
    /// The clocks of the phases that were left, and when: who comes back goes on with the same time.
    left_at: BTreeMap<usize, (Clock, Millis)>,
    /// The phases so far, in order; the last one is running.
    pub stints: Vec<Stint>,
    /// Private cards that were not revealed yet, oldest first.
    pub pile: Pile,
    /// Who wrote which card.
    pub authors: BTreeMap<CardId, PersonId>,
    /// Who says the same as a card.
    pub seconds: BTreeMap<CardId, BTreeSet<PersonId>>,
    /// Named groups.
    pub clusters: Vec<Cluster>,
    /// Votes, oldest first.
    pub ballots: Vec<Ballot>,
    /// Where people place cards.
    pub spots: Voices<Spot>,
    /// How people score steps.
    pub scores: Voices<Emotion>,
    /// What was decided, and by whom.
    pub decisions: Vec<(PersonId, Decision)>,
    /// What is to be done, and what became of it.
    pub actions: Vec<(Action, Outcome)>,
    /// What was put off, by whom, and what becomes of it.
    pub parked: Vec<(PersonId, Parked, Option<Settled>)>,
    /// Stages that changed in it and need no review at its end, as was said.
    pub skipped: BTreeSet<StageId>,
    /// How it ended.
    pub end: Option<End>,
    /// Papers that were taken.
    pub slips: BTreeSet<ItemId>,
    /// The number of the last entry.
    pub seq: u64,
    /// When the last entry was written.
    pub last: Millis,
}

/// Why something cannot happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such thing.
    #[error("there is no {0} `{1}` in this workshop")]
    Missing(&'static str, String),
    /// There is one already.
    #[error("there is a {0} `{1}` already")]
    Taken(&'static str, String),
    /// Too much of something.
    #[error("a workshop has at most {0} {1}")]
    TooMany(usize, &'static str),
    /// Dots that cannot be given.
    #[error(transparent)]
    Dots(#[from] BadDots),
    /// A value outside of its scale.
    #[error("impact and effort are 1 to 5")]
    OffScale,
    /// It has ended.
    #[error("that workshop has ended")]
    Ended,
    /// That paper was taken already.
    #[error("that was taken in already")]
    Twice,
}

impl Session {
    /// A workshop that begins.
    pub fn begin(head: Head) -> Self {
        let mut roster = Roster::default();
        roster.put(head.facilitator.clone());
        Self {
            roster,
            phase: 0,
            clock: Clock::start(head.began),
            left_at: BTreeMap::new(),
            stints: vec![Stint { phase: 0, began: head.began, took: None }],
            pile: Vec::new(),
            authors: BTreeMap::new(),
            seconds: BTreeMap::new(),
            clusters: Vec::new(),
            ballots: Vec::new(),
            spots: Voices::default(),
            scores: Voices::default(),
            decisions: Vec::new(),
            actions: Vec::new(),
            parked: Vec::new(),
            skipped: BTreeSet::new(),
            end: None,
            slips: BTreeSet::new(),
            seq: 0,
            last: head.began,
            head,
        }
    }

    /// What a record adds up to. What was taken back is left out, what cannot be is passed over.
    pub fn of(record: &Record) -> Self {
        let gone = record.taken_back();
        let mut session = Self::begin(record.head.clone());
        for entry in &record.entries {
            if !gone.contains(&entry.seq) && session.check(&entry.deed).is_ok() {
                session.take(entry);
            }
            session.note(entry);
        }
        session
    }

    /// Takes in one more line of the record.
    ///
    /// # Errors
    /// When it cannot be; nothing has changed then. What takes something back is not for here: the state is made anew of
    /// the whole record then.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), Refused> {
        if entry.slip.as_ref().is_some_and(|slip| self.slips.contains(slip)) {
            return Err(Refused::Twice);
        }
        self.check(&entry.deed)?;
        self.take(entry);
        self.note(entry);
        Ok(())
    }

    /// The agenda.
    pub fn agenda(&self) -> &Agenda {
        &self.head.agenda
    }

    /// The phase.
    pub fn now(&self) -> Option<&Phase> {
        self.agenda().phases.get(self.phase)
    }

    /// What is done now.
    pub fn verb(&self) -> Verb {
        self.now().map_or(Verb::Talk, |phase| phase.verb)
    }

    /// Whether what is written now is private.
    pub fn is_private(&self) -> bool {
        self.now().is_some_and(|phase| phase.private)
    }

    /// The time left in the phase; below zero: how much it is over.
    pub fn left(&self, now: Millis) -> Millis {
        self.clock.left(self.now().map_or(0, |phase| phase.minutes), now)
    }

    /// The vote that is going on.
    pub fn ballot(&self) -> Option<&Ballot> {
        self.ballots.last().filter(|ballot| !ballot.is_closed)
    }

    /// The vote that is looked at: the last one, except in a phase for another vote that has not begun.
    pub fn vote_in_sight(&self) -> Option<&Ballot> {
        let is_over = |ballot: &Ballot| ballot.is_closed && ballot.phase != self.phase;
        self.ballots.last().filter(|ballot| self.verb() != Verb::Vote || !is_over(ballot))
    }

    /// Actions that nobody owns or that have no day, of those that are open.
    pub fn loose_actions(&self) -> impl Iterator<Item = &Action> {
        let is_loose = |a: &&Action| a.owner.is_none() || a.due.is_none();
        self.actions.iter().filter(|(_, is)| *is == Outcome::Open).map(|(action, _)| action).filter(is_loose)
    }

    /// What is parked and was not settled.
    pub fn unsettled(&self) -> impl Iterator<Item = &Parked> {
        self.parked.iter().filter(|(.., settled)| settled.is_none()).map(|(_, parked, _)| parked)
    }

    /// Whether something has this id.
    pub fn has_item(&self, id: &str) -> bool {
        let jots = self.pile.iter().map(|(_, jot)| &jot.id).chain(self.slips.iter());
        let groups = self.clusters.iter().map(|cluster| &cluster.id);
        let votes = self.ballots.iter().map(|ballot| &ballot.id);
        let decisions = self.decisions.iter().map(|(_, decision)| &decision.id);
        let actions = self.actions.iter().map(|(action, _)| &action.id);
        let parked = self.parked.iter().map(|(_, item, _)| &item.id);
        jots.chain(groups)
            .chain(votes)
            .chain(decisions)
            .chain(actions)
            .chain(parked)
            .any(|it| it.as_str() == id)
    }

    /// The group that a card stands for among these: it alone of the group is there.
    fn led_by(&self, card: &CardId, among: &[CardId]) -> Option<&Cluster> {
        let leads = |it: &&Cluster| {
            it.cards.contains(card) && it.cards.iter().filter(|c| among.contains(c)).count() == 1
        };
        self.clusters.iter().filter(|it| it.cards.len() > 1).find(leads)
    }

    /// What a card is called among these: by its group, where it stands for it, else by its own `text`.
    pub fn called(&self, card: &CardId, among: &[CardId], text: &str) -> String {
        let group = self.led_by(card, among);
        group.map_or_else(|| text.to_owned(), |it| format!("{} ({} cards)", it.name, it.cards.len()))
    }

    /// How many wrote or said the same as a card.
    pub fn said_by(&self, card: &CardId) -> usize {
        self.seconds.get(card).map_or(0, BTreeSet::len) + usize::from(self.authors.contains_key(card))
    }

    /// Whether that can happen now.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, deed: &Deed) -> Result<(), Refused> {
        let ends = matches!(deed, Deed::ActionIs(..) | Deed::Action(_) | Deed::TakenBack(_) | Deed::CameBack);
        if self.end.is_some() && !ends {
            return Err(Refused::Ended);
        }
        match deed {
            Deed::Came(who) if self.roster.get(&who.id).is_none() && self.roster.len() >= MOST_PEOPLE => {
                Err(Refused::TooMany(MOST_PEOPLE, "people"))
            }
            Deed::Went(who) => found(self.roster.get(who), "person", who),
            Deed::Phase(at) => found(self.agenda().phases.get(*at), "phase", at),
            Deed::Jotted(jot) => fresh(self.pile.iter().any(|(_, j)| j.id == jot.id), "card", &jot.id),
            Deed::Unjotted(id) => found(self.pile.iter().find(|(_, jot)| jot.id == *id), "private card", id),
            Deed::Ungrouped(id) => found(self.clusters.iter().find(|c| c.id == *id), "group", id),
            Deed::VoteOpened(vote) => fresh(self.ballot_of(&vote.id).is_some(), "vote", &vote.id),
            Deed::Voted { ballot, dots } => {
                found(self.ballot_of(ballot), "vote", ballot)?;
                self.ballot_of(ballot).map_or(Ok(()), |vote| Ok(vote.check(dots)?))
            }
            Deed::VoteClosed(id) => found(self.ballot_of(id), "vote", id),
            Deed::Placed(_, spot) => Spot::new(spot.impact, spot.effort).map(|_| ()).ok_or(Refused::OffScale),
            Deed::Undecided(id) => found(self.decisions.iter().find(|(_, d)| d.id == *id), "decision", id),
            Deed::ActionIs(id, _) => found(self.actions.iter().find(|(a, _)| a.id == *id), "action", id),
            Deed::Parked(item) => {
                fresh(self.parked.iter().any(|(_, p, _)| p.id == item.id), "item", &item.id)
            }
            Deed::Unparked(id, _) => {
                found(self.parked.iter().find(|(_, p, _)| p.id == *id), "parked item", id)
            }
            _ => Ok(()),
        }
    }

    fn ballot_of(&self, id: &ItemId) -> Option<&Ballot> {
        self.ballots.iter().find(|ballot| ballot.id == *id)
    }

    /// What every line counts for, whatever it says.
    fn note(&mut self, entry: &Entry) {
        self.seq = self.seq.max(entry.seq);
        self.last = self.last.max(entry.at);
        self.slips.extend(entry.slip.clone());
    }

    /// Does what was checked.
    fn take(&mut self, entry: &Entry) {
        match &entry.deed {
            Deed::Came(_)
            | Deed::Went(_)
            | Deed::Phase(_)
            | Deed::Extended(_)
            | Deed::Paused
            | Deed::WentOn
            | Deed::CameBack
            | Deed::Closed { .. } => self.take_time(entry),
            Deed::Jotted(_)
            | Deed::Unjotted(_)
            | Deed::Revealed(_)
            | Deed::Captured(_)
            | Deed::Seconded(_)
            | Deed::Grouped { .. }
            | Deed::Ungrouped(_) => self.take_cards(entry),
            Deed::VoteOpened(_)
            | Deed::Voted { .. }
            | Deed::VoteClosed(_)
            | Deed::Placed(..)
            | Deed::Scored(..) => self.take_numbers(entry),
            Deed::Decided(_)
            | Deed::Undecided(_)
            | Deed::Action(_)
            | Deed::ActionIs(..)
            | Deed::Parked(_)
            | Deed::Unparked(..)
            | Deed::ReviewSkipped(_) => self.take_results(entry),
            Deed::Edited(_) | Deed::Arrived(_) | Deed::TakenBack(_) => {}
        }
    }

    /// People, phases and the clock.
    fn take_time(&mut self, entry: &Entry) {
        let now = entry.at;
        match &entry.deed {
            Deed::Came(who) => self.roster.put(who.clone()),
            Deed::Went(who) => {
                self.roster.leave(who);
            }
            Deed::Phase(at) => {
                self.end_stint(now);
                self.phase = *at;
                self.clock = self
                    .left_at
                    .get(at)
                    .map_or_else(|| Clock::start(now), |(clock, left)| clock.again(*left, now));
                self.stints.push(Stint { phase: *at, began: now, took: None });
            }
            Deed::Extended(minutes) => self.clock.add(*minutes),
            Deed::Paused => self.clock.pause(now),
            Deed::WentOn => self.clock.go_on(now),
            Deed::CameBack if now.saturating_sub(self.last) > LONGEST_GAP => self.clock.skip(self.last, now),
            Deed::Closed { version, despite } => {
                self.end_stint(now);
                self.end = Some(End { at: now, version: *version, despite: despite.clone() });
            }
            _ => {}
        }
    }

    fn end_stint(&mut self, now: Millis) {
        let took = self.clock.since(now);
        self.left_at.insert(self.phase, (self.clock, now));
        if let Some(stint) = self.stints.last_mut() {
            stint.took = Some(took);
        }
    }

    /// Cards, private ones, groups.
    fn take_cards(&mut self, entry: &Entry) {
        match &entry.deed {
            Deed::Jotted(jot) => self.pile.push((entry.by.clone(), jot.clone())),
            Deed::Unjotted(id) => self.pile.retain(|(_, jot)| jot.id != *id),
            Deed::Revealed(cards) => {
                for (jot, card) in cards {
                    let at = self.pile.iter().position(|(_, j)| j.id == *jot);
                    if let Some((by, _)) = at.map(|at| self.pile.remove(at)) {
                        self.authors.insert(card.clone(), by);
                    }
                }
            }
            Deed::Captured(card) => {
                self.authors.insert(card.clone(), entry.by.clone());
            }
            Deed::Seconded(card) => {
                self.seconds.entry(card.clone()).or_default().insert(entry.by.clone());
            }
            Deed::Grouped { id, name, cards } => {
                let cluster = Cluster { id: id.clone(), name: name.clone(), cards: cards.clone() };
                match self.clusters.iter_mut().find(|c| c.id == *id) {
                    Some(known) => *known = cluster,
                    None => self.clusters.push(cluster),
                }
            }
            Deed::Ungrouped(id) => self.clusters.retain(|cluster| cluster.id != *id),
            _ => {}
        }
    }

    /// Votes, places, scores.
    fn take_numbers(&mut self, entry: &Entry) {
        match &entry.deed {
            Deed::VoteOpened(vote) => {
                let mut ballot = Ballot::new(vote.id.clone(), vote.on.clone(), vote.dots, vote.cap);
                ballot.is_open = vote.open;
                ballot.again.clone_from(&vote.again);
                ballot.phase = self.phase;
                self.ballots.push(ballot);
            }
            Deed::Voted { ballot, dots } => {
                if let Some(vote) = self.ballots.iter_mut().find(|b| b.id == *ballot) {
                    vote.put(entry.by.clone(), dots.clone());
                }
            }
            Deed::VoteClosed(id) => {
                for vote in self.ballots.iter_mut().filter(|b| b.id == *id) {
                    vote.is_closed = true;
                }
            }
            Deed::Placed(card, spot) => self.spots.put(card.clone(), entry.by.clone(), *spot),
            Deed::Scored(card, score) => self.scores.put(card.clone(), entry.by.clone(), *score),
            _ => {}
        }
    }

    /// Decisions, actions, what is parked, what is left as it is.
    fn take_results(&mut self, entry: &Entry) {
        match &entry.deed {
            Deed::Decided(decision) => {
                match self.decisions.iter_mut().find(|(_, known)| known.id == decision.id) {
                    Some(known) => *known = (entry.by.clone(), decision.clone()),
                    None => self.decisions.push((entry.by.clone(), decision.clone())),
                }
            }
            Deed::Undecided(id) => self.decisions.retain(|(_, decision)| decision.id != *id),
            Deed::Action(action) => match self.actions.iter_mut().find(|(a, _)| a.id == action.id) {
                Some((known, _)) => *known = action.clone(),
                None => self.actions.push((action.clone(), Outcome::Open)),
            },
            Deed::ActionIs(id, outcome) => {
                for (_, is) in self.actions.iter_mut().filter(|(action, _)| action.id == *id) {
                    *is = outcome.clone();
                }
            }
            Deed::Parked(item) => self.parked.push((entry.by.clone(), item.clone(), None)),
            Deed::Unparked(id, settled) => {
                for (.., is) in self.parked.iter_mut().filter(|(_, item, _)| item.id == *id) {
                    *is = Some(settled.clone());
                }
            }
            Deed::ReviewSkipped(stage) => {
                self.skipped.insert(stage.clone());
            }
            _ => {}
        }
    }
}

fn found<T>(it: Option<T>, what: &'static str, id: &dyn std::fmt::Display) -> Result<(), Refused> {
    it.map(|_| ()).ok_or_else(|| Refused::Missing(what, id.to_string()))
}

fn fresh(is_there: bool, what: &'static str, id: &dyn std::fmt::Display) -> Result<(), Refused> {
    if is_there { Err(Refused::Taken(what, id.to_string())) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
