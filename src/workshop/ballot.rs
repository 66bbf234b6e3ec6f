//! Dot votes: everybody gives the same number of dots, in silence; only the totals go into the map.

use std::collections::{BTreeMap, BTreeSet};

use crate::map::id::{CardId, ItemId, PersonId};

/// Dots of one person: each card once.
pub type Dots = Vec<(CardId, u8)>;

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Stable in its session.
    pub id: ItemId,
    /// What is voted on, in the order of the map.
    pub on: Vec<CardId>,
    /// Dots a person.
    pub dots: u8,
    /// The most of them that one person can give one card.
    pub cap: u8,
    /// Whether everybody sees who gave which.
    pub is_open: bool,
    /// The vote whose ties this one settles.
    pub again: Option<ItemId>,
    /// The position of the phase in which it began.
    pub phase: usize,
    /// Whether it has ended.
    pub is_closed: bool,
    cast: BTreeMap<PersonId, Dots>,
}

/// Why dots were not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDots {
    /// It has ended.
    #[error("that vote has ended")]
    Closed,
    /// More than everybody has.
    #[error("{0} dots are too many: everybody has {1}")]
    TooMany(u32, u8),
    /// More on one card than one person can give.
    #[error("a card takes at most {0} of one person's dots")]
    TooManyOnOne(u8),
    /// On something that is not voted on.
    #[error("that card is not voted on")]
    NotOn,
}

impl Ballot {
    /// A vote that nobody has taken part in yet.
    pub fn new(id: ItemId, on: Vec<CardId>, dots: u8, cap: u8) -> Self {
        let cast = BTreeMap::new();
        Self { id, on, dots, cap, is_open: false, again: None, phase: 0, is_closed: false, cast }
    }

    /// Whether these dots of one person can be taken.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, dots: &[(CardId, u8)]) -> Result<(), BadDots> {
        if self.is_closed {
            return Err(BadDots::Closed);
        }
        let mut by_card: BTreeMap<&CardId, u32> = BTreeMap::new();
        for (card, count) in dots {
            *by_card.entry(card).or_default() += u32::from(*count);
        }
        let total: u32 = by_card.values().sum();
        if total > u32::from(self.dots) {
            return Err(BadDots::TooMany(total, self.dots));
        }
        if by_card.keys().any(|card| !self.on.contains(card)) {
            return Err(BadDots::NotOn);
        }
        if by_card.values().any(|count| *count > u32::from(self.cap)) {
            return Err(BadDots::TooManyOnOne(self.cap));
        }
        Ok(())
    }

    /// Puts somebody's dots, in place of those they gave before. They were checked.
    pub(super) fn put(&mut self, by: PersonId, dots: Dots) {
        self.cast.insert(by, dots);
    }

    /// Somebody's dots on a card.
    pub fn of(&self, by: &PersonId, card: &CardId) -> u8 {
        let dots = self.cast.get(by).map_or(&[][..], Vec::as_slice);
        dots.iter().filter(|(on, _)| on == card).map(|(_, count)| *count).fold(0, u8::saturating_add)
    }

    /// All dots that somebody gave.
    pub fn dots_of(&self, by: &PersonId) -> &[(CardId, u8)] {
        self.cast.get(by).map_or(&[], Vec::as_slice)
    }

    /// Dots that somebody has left.
    pub fn left(&self, by: &PersonId) -> u8 {
        self.dots_of(by).iter().fold(self.dots, |left, (_, count)| left.saturating_sub(*count))
    }

    /// One dot more (or fewer) of somebody's on a card; `None` where that cannot be.
    pub fn with(&self, by: &PersonId, card: &CardId, more: bool) -> Option<Dots> {
        let mut dots: Dots = self.dots_of(by).to_vec();
        match dots.iter_mut().find(|(on, _)| on == card) {
            Some((_, count)) => *count = if more { count.checked_add(1)? } else { count.checked_sub(1)? },
            None if more => dots.push((card.clone(), 1)),
            None => return None,
        }
        dots.retain(|(_, count)| *count > 0);
        self.check(&dots).is_ok().then_some(dots)
    }

    /// Who gave dots.
    pub fn voters(&self) -> impl Iterator<Item = &PersonId> {
        self.cast.iter().filter(|(_, dots)| !dots.is_empty()).map(|(by, _)| by)
    }

    /// Every card with its dots, most first; equal ones in the order of the map.
    pub fn totals(&self) -> Vec<(&CardId, u32)> {
        let count = |card| {
            self.cast.values().flatten().filter(|(on, _)| on == card).map(|(_, n)| u32::from(*n)).sum()
        };
        let mut totals: Vec<(&CardId, u32)> = self.on.iter().map(|card| (card, count(card))).collect();
        totals.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        totals
    }

    /// The tie that matters most: cards with as many dots as each other among the first three places, and with any at all.
    pub fn tied(&self) -> Vec<CardId> {
        let totals = self.totals();
        let counts: BTreeSet<u32> =
            totals.iter().take(3).map(|(_, count)| *count).filter(|n| *n > 0).collect();
        let with = |count: u32| totals.iter().filter(move |(_, n)| *n == count);
        let tie = counts.into_iter().rev().find(|count| with(*count).count() > 1);
        tie.map_or_else(Vec::new, |count| with(count).map(|(card, _)| (*card).clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(id: &str) -> CardId {
        CardId::new(id).unwrap()
    }

    fn who(id: &str) -> PersonId {
        PersonId::new(id).unwrap()
    }

    fn ballot() -> Ballot {
        Ballot::new(ItemId::new("v1").unwrap(), vec![card("a"), card("b"), card("c")], 3, 2)
    }

    #[test]
    fn too_many_dots_are_not_taken() {
        let vote = ballot();
        assert_eq!(vote.check(&[(card("a"), 2), (card("b"), 2)]), Err(BadDots::TooMany(4, 3)));
        assert_eq!(vote.check(&[(card("a"), 1), (card("a"), 2)]), Err(BadDots::TooManyOnOne(2)));
        assert_eq!(vote.check(&[(card("x"), 1)]), Err(BadDots::NotOn));
        assert_eq!(vote.check(&[(card("a"), 2), (card("b"), 1)]), Ok(()));
    }

    #[test]
    fn a_second_paper_replaces_the_first() {
        let mut vote = ballot();
        vote.put(who("ana"), vec![(card("a"), 2)]);
        vote.put(who("ana"), vec![(card("b"), 1)]);
        assert_eq!(vote.totals(), [(&card("b"), 1), (&card("a"), 0), (&card("c"), 0)]);
        assert_eq!(vote.left(&who("ana")), 2);
        assert_eq!(vote.with(&who("ana"), &card("b"), true).unwrap(), [(card("b"), 2)]);
        assert_eq!(vote.with(&who("ana"), &card("b"), false).unwrap(), []);
        assert_eq!(vote.with(&who("ana"), &card("c"), false), None);
    }

    #[test]
    fn the_first_tie_is_voted_on_again() {
        let mut vote = ballot();
        vote.put(who("ana"), vec![(card("a"), 1), (card("b"), 1)]);
        assert_eq!(vote.tied(), [card("a"), card("b")]);
        vote.put(who("bo"), vec![(card("a"), 1), (card("c"), 1)]);
        assert_eq!(vote.tied(), [card("b"), card("c")]);
        assert_eq!(ballot().tied(), [], "no dots, no tie");
    }
}
