//! Votes, places and scores.

use super::{Scribe, Unwritten, Written};
use crate::map::card::{CardKind, Emotion};
use crate::map::edit::{self, CardField, Edit, StepField};
use crate::map::id::{CardId, ItemId, PersonId};
use crate::map::say::many;
use crate::map::{Card, Map};
use crate::workshop::ballot::Ballot;
use crate::workshop::deed::{Deed, Voting};
use crate::workshop::session::{Refused, Session};
use crate::workshop::voices::Spot;

/// The most cards that are voted on at once.
const MOST_CANDIDATES: usize = 100;

/// What a vote would be on: the pains and opportunities written in this workshop, else all of the map; of each group one, what is
/// resolved or dropped not at all.
pub fn candidates(session: &Session, map: &Map) -> Vec<CardId> {
    let is_open = |card: &&Card| match card.kind() {
        CardKind::Pain => card.pain().is_some_and(|pain| pain.status.word() == "open"),
        CardKind::Opportunity => card.opportunity().is_some_and(|o| o.status.is_open()),
        _ => false,
    };
    let all: Vec<CardId> = map.cards().filter(is_open).map(|card| card.id.clone()).collect();
    let new: Vec<CardId> = all.iter().filter(|id| session.authors.contains_key(*id)).cloned().collect();
    let mut on = one_a_group(session, if new.len() > 1 { new } else { all });
    on.truncate(MOST_CANDIDATES);
    on
}

/// The first card of each group, and those without one: what says the same is voted on once.
fn one_a_group(session: &Session, cards: Vec<CardId>) -> Vec<CardId> {
    let mut seen: Vec<&ItemId> = Vec::new();
    let is_first = |card: &CardId| match session.clusters.iter().find(|group| group.cards.contains(card)) {
        Some(group) if seen.contains(&&group.id) => false,
        Some(group) => {
            seen.push(&group.id);
            true
        }
        None => true,
    };
    let mut is_first = is_first;
    cards.into_iter().filter(|card| is_first(card)).collect()
}

/// What is placed, in the order of the map: opportunities that got dots, else those written in this workshop, else whatever got
/// dots, else the opportunities that a vote would be on, else all of that; and what was placed already.
pub fn to_place(session: &Session, map: &Map) -> Vec<CardId> {
    let with_dots = |ballot: &Ballot| -> Vec<CardId> {
        ballot.totals().into_iter().filter(|(_, count)| *count > 0).map(|(id, _)| id.clone()).collect()
    };
    let voted: Vec<CardId> = session.ballots.iter().filter(|b| b.is_closed).flat_map(with_dots).collect();
    let all = candidates(session, map);
    let is_new = |id: &CardId| session.authors.contains_key(id);
    let new: Vec<CardId> = opportunities(map, &all).into_iter().filter(is_new).collect();
    let choices = [opportunities(map, &voted), new, voted, opportunities(map, &all), all];
    let on = choices.into_iter().find(|some| !some.is_empty()).unwrap_or_default();
    let is_in = |id: &&CardId| on.contains(id) || session.spots.cards().any(|placed| placed == *id);
    map.cards().map(|card| &card.id).filter(is_in).cloned().collect()
}

fn opportunities(map: &Map, of: &[CardId]) -> Vec<CardId> {
    let is_one = |id: &&CardId| map.card(id).is_some_and(|card| card.opportunity().is_some());
    of.iter().filter(is_one).cloned().collect()
}

impl Scribe<'_> {
    /// What a vote would be on: see [`candidates`].
    pub fn candidates(&self) -> Vec<CardId> {
        candidates(self.session, self.map)
    }

    /// A vote begins, with the dots that the phase gives.
    ///
    /// # Errors
    /// When one is going on, or there is nothing to vote on.
    pub fn open_vote(
        &mut self,
        by: PersonId,
        on: Vec<CardId>,
        dots: u8,
        cap: u8,
    ) -> Result<Written, Unwritten> {
        let open = self.session.now().is_some_and(|phase| phase.open);
        let id = self.fresh("vote");
        self.vote(by, Voting { id, on, dots, cap, open, again: None })
    }

    /// A second vote, on what was tied in the last one: one dot each.
    ///
    /// # Errors
    /// When no vote ended in a tie.
    pub fn vote_again(&mut self, by: PersonId) -> Result<Written, Unwritten> {
        let last = self.session.ballots.last().filter(|ballot| ballot.is_closed);
        let (on, again, open) = last
            .map(|b| (b.tied(), b.id.clone(), b.is_open))
            .ok_or(Unwritten::Nothing("no vote has ended yet"))?;
        if on.is_empty() {
            return Err(Unwritten::Nothing("there is no tie among the first three"));
        }
        let id = self.fresh("vote");
        self.vote(by, Voting { id, on, dots: 1, cap: 1, open, again: Some(again) })
    }

    fn vote(&self, by: PersonId, mut voting: Voting) -> Result<Written, Unwritten> {
        voting.on.retain(|card| self.map.card(card).is_some());
        if self.session.ballot().is_some() {
            return Err(Unwritten::Nothing("a vote is going on"));
        }
        if voting.on.is_empty() {
            return Err(Unwritten::Nothing(
                "there is nothing to vote on: write pains or opportunities first",
            ));
        }
        let words = format!(
            "vote on {}: {} each, at most {} on a card",
            many(voting.on.len(), "card"),
            many(usize::from(voting.dots), "dot"),
            voting.cap
        );
        Ok(Written { by, deed: Deed::VoteOpened(voting), edit: None, words })
    }

    /// One dot more, or fewer, of somebody's on a card.
    ///
    /// # Errors
    /// When no vote is going on, or the dot cannot be given.
    pub fn dot(&self, by: PersonId, card: &CardId, more: bool) -> Result<Written, Unwritten> {
        let ballot = self.session.ballot().ok_or(Unwritten::Nothing("no vote is going on"))?;
        let name = self.session.roster.name(&by);
        let Some(dots) = ballot.with(&by, card, more) else {
            let words = match (more, ballot.left(&by)) {
                (false, _) => format!("{name} has no dot there"),
                (true, 0) => format!("{name} has no dots left"),
                (true, _) => format!("a card takes at most {} of one person's dots", ballot.cap),
            };
            return Err(Unwritten::NotNow(words));
        };
        let used: u8 = dots.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count));
        let left = many(usize::from(ballot.dots.saturating_sub(used)), "dot");
        let words = format!("{name}: {left} left");
        let ballot = ballot.id.clone();
        Ok(Written { by, deed: Deed::Voted { ballot, dots }, edit: None, words })
    }

    /// Somebody's whole paper: `3 5 5` on the candidates by their numbers from 1.
    ///
    /// # Errors
    /// When no vote is going on, or these dots cannot be given.
    pub fn paper(&self, by: PersonId, numbers: &[usize]) -> Result<Written, Unwritten> {
        let ballot = self.session.ballot().ok_or(Unwritten::Nothing("no vote is going on"))?;
        let mut dots: Vec<(CardId, u8)> = Vec::new();
        for number in numbers {
            let card = number.checked_sub(1).and_then(|at| ballot.on.get(at));
            let card =
                card.ok_or_else(|| Unwritten::NotNow(format!("there is no number {number} to vote on")))?;
            match dots.iter_mut().find(|(on, _)| on == card) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => dots.push((card.clone(), 1)),
            }
        }
        ballot.check(&dots).map_err(Refused::from)?;
        let words = format!("{}: {} given", self.session.roster.name(&by), many(numbers.len(), "dot"));
        let ballot = ballot.id.clone();
        Ok(Written { by, deed: Deed::Voted { ballot, dots }, edit: None, words })
    }

    /// The vote ends: the totals, and nothing else, go into the map. A second vote adds to the first.
    ///
    /// # Errors
    /// When no vote is going on.
    pub fn close_vote(&self, by: PersonId) -> Result<Written, Unwritten> {
        let ballot = self.session.ballot().ok_or(Unwritten::Nothing("no vote is going on"))?;
        let is_again = ballot.again.is_some();
        let votes = ballot.totals().into_iter().filter_map(|(id, count)| {
            let card = self.map.card(id)?;
            let before = if is_again { card.votes.unwrap_or(0) } else { 0 };
            let votes = Some(before.saturating_add(count)).filter(|votes| *votes > 0);
            (card.votes != votes).then(|| (id.clone(), CardField::Votes(votes)))
        });
        let edit = edit::set_cards(votes.collect::<Vec<_>>());
        let words = format!("the vote has ended: {} gave dots", ballot.voters().count());
        Ok(Written { by, deed: Deed::VoteClosed(ballot.id.clone()), edit, words })
    }

    /// Somebody places a card by impact and effort, 1 to 5 each.
    ///
    /// # Errors
    /// When the card is gone or a number is off the scale.
    pub fn place(&self, by: PersonId, card: &CardId, impact: u8, effort: u8) -> Result<Written, Unwritten> {
        let on = self.map.card(card).ok_or(Unwritten::Gone)?;
        let spot = Spot::new(impact, effort).ok_or(Refused::OffScale)?;
        let words = format!(
            "{}: impact {impact}, effort {effort} for “{}”",
            self.session.roster.name(&by),
            on.text.one_line()
        );
        Ok(Written { by, deed: Deed::Placed(card.clone(), spot), edit: None, words })
    }

    /// Somebody scores a step; the middle of all scores goes into the map, so that the curve shows it.
    ///
    /// # Errors
    /// When it is no step of the map.
    pub fn score(&self, by: PersonId, card: &CardId, score: Emotion) -> Result<Written, Unwritten> {
        let on = self.map.card(card).ok_or(Unwritten::Gone)?;
        let step = on.step().ok_or(Unwritten::Nothing("only steps are scored"))?;
        let mut scores = self.session.scores.clone();
        scores.put(card.clone(), by.clone(), score);
        let middle = scores.scores(card).map(|spread| spread.middle);
        let edit = (middle != step.emotion).then(|| {
            let field = CardField::Step(StepField::Emotion(middle));
            Edit::SetCard { card: card.clone(), field }
        });
        let words = format!("{}: {score} for “{}”", self.session.roster.name(&by), on.text.one_line());
        Ok(Written { by, deed: Deed::Scored(card.clone(), score), edit, words })
    }
}
