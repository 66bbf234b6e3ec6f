//! What several people say about one card in numbers: where they place it, how they score it, and how far they are apart.

use std::collections::BTreeMap;

use crate::map::card::Emotion;
use crate::map::id::{CardId, PersonId};

/// Impact or effort: 1 (little) to 5 (much).
pub const SCALE: std::ops::RangeInclusive<u8> = 1..=5;

/// A difference of this much between the lowest and the highest is said: people do not agree.
pub const APART: u8 = 2;

/// What people say of cards: one value a person, the last one counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voices<T>(BTreeMap<CardId, BTreeMap<PersonId, T>>);

impl<T> Default for Voices<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Voices<T> {
    /// Somebody says this of a card now.
    pub(crate) fn put(&mut self, card: CardId, by: PersonId, value: T) {
        self.0.entry(card).or_default().insert(by, value);
    }

    /// What each person says of a card.
    pub fn of(&self, card: &CardId) -> impl Iterator<Item = (&PersonId, &T)> {
        self.0.get(card).into_iter().flatten()
    }

    /// What one person says of a card.
    pub fn by(&self, card: &CardId, by: &PersonId) -> Option<&T> {
        self.0.get(card)?.get(by)
    }

    /// The cards of which anything was said.
    pub fn cards(&self) -> impl Iterator<Item = &CardId> {
        self.0.keys()
    }
}

/// Where several people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread<T> {
    /// The lowest.
    pub low: T,
    /// The middle (the median); of an even number what lies between the two in the middle, rounded down.
    pub middle: T,
    /// The highest.
    pub high: T,
    /// How many said something.
    pub voices: usize,
}

/// What has something between two of its kind.
pub trait Between: Copy + Ord {
    /// What lies in the middle of two, rounded down.
    #[must_use]
    fn between(self, other: Self) -> Self;
}

impl Between for u8 {
    fn between(self, other: Self) -> Self {
        self.midpoint(other)
    }
}

impl Between for Emotion {
    fn between(self, other: Self) -> Self {
        Self::clamped((i64::from(self.score()) + i64::from(other.score())).div_euclid(2))
    }
}

impl<T: Between> Spread<T> {
    /// Of these values; `None` where there is none.
    pub fn of(values: impl IntoIterator<Item = T>) -> Option<Self> {
        let mut values: Vec<T> = values.into_iter().collect();
        values.sort_unstable();
        let at = |index: usize| values.get(index).copied();
        let middle = at(values.len().checked_sub(1)? / 2)?.between(at(values.len() / 2)?);
        Some(Self { low: *values.first()?, middle, high: *values.last()?, voices: values.len() })
    }
}

/// Where a card is placed: impact and effort, 1 to 5 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// How much it would change.
    pub impact: u8,
    /// How hard it is.
    pub effort: u8,
}

impl Spot {
    /// A place, if both are on the scale.
    pub fn new(impact: u8, effort: u8) -> Option<Self> {
        (SCALE.contains(&impact) && SCALE.contains(&effort)).then_some(Self { impact, effort })
    }
}

impl Voices<Spot> {
    /// Impact and effort of a card, and how far people are apart.
    pub fn spot(&self, card: &CardId) -> Option<(Spread<u8>, Spread<u8>)> {
        let impact = Spread::of(self.of(card).map(|(_, spot)| spot.impact))?;
        Some((impact, Spread::of(self.of(card).map(|(_, spot)| spot.effort))?))
    }
}

impl Spread<u8> {
    /// Whether people do not agree.
    pub fn is_apart(&self) -> bool {
        self.high.abs_diff(self.low) >= APART
    }
}

impl Voices<Emotion> {
    /// The scores of a step.
    pub fn scores(&self, card: &CardId) -> Option<Spread<Emotion>> {
        Spread::of(self.of(card).map(|(_, score)| *score))
    }
}

impl Spread<Emotion> {
    /// Whether people do not agree.
    pub fn is_apart(&self) -> bool {
        self.high.score().abs_diff(self.low.score()) >= APART
    }

    /// `3 people say −2 to +1, not agreed`.
    pub fn words(&self) -> String {
        let Self { low, high, voices, .. } = self;
        let (who, say) =
            if *voices == 1 { ("1 person".to_owned(), "says") } else { (format!("{voices} people"), "say") };
        let range = if low == high { low.to_string() } else { format!("{low} to {high}") };
        let apart = if self.is_apart() { ", not agreed" } else { "" };
        format!("{who} {say} {range}{apart}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_the_two_in_the_middle() {
        let middle = |values: &[u8]| Spread::of(values.iter().copied()).unwrap().middle;
        assert_eq!([middle(&[1, 5]), middle(&[4, 3]), middle(&[2]), middle(&[1, 1, 5])], [3, 3, 2, 1]);
        let score =
            |values: &[i64]| Spread::of(values.iter().map(|v| Emotion::clamped(*v))).unwrap().middle.score();
        assert_eq!([score(&[-2, 2]), score(&[-2, 1]), score(&[2, -1]), score(&[0, 1])], [0, -1, 0, 0]);
    }

    #[test]
    fn low_high_and_how_many() {
        let spread = Spread::of([5, 1, 2, 2]).unwrap();
        assert_eq!((spread.low, spread.middle, spread.high, spread.voices), (1, 2, 5, 4));
        assert!(spread.is_apart());
        assert!(!Spread::of([3_u8, 4]).unwrap().is_apart());
        assert_eq!(Spread::<u8>::of([]), None);
    }

    #[test]
    fn how_far_people_are_apart_is_said_in_words() {
        let words = |scores: &[i64]| Spread::of(scores.iter().map(|s| Emotion::clamped(*s))).unwrap().words();
        assert_eq!(words(&[-2, 1, 0]), "3 people say −2 to +1, not agreed");
        assert_eq!(words(&[-2, -1]), "2 people say −2 to −1");
        assert_eq!(words(&[2]), "1 person says +2");
    }

    #[test]
    fn the_last_word_counts() {
        let (card, ana) = (CardId::new("a").unwrap(), PersonId::new("ana").unwrap());
        let mut voices = Voices::default();
        voices.put(card.clone(), ana.clone(), Spot::new(1, 5).unwrap());
        voices.put(card.clone(), ana, Spot::new(4, 2).unwrap());
        let (impact, effort) = voices.spot(&card).unwrap();
        assert_eq!((impact.middle, effort.middle, impact.voices), (4, 2, 1));
        assert_eq!(Spot::new(0, 3), None);
    }
}
