//! What of a cell is shown, and where a search finds its words.

use super::scene::Scene;
use crate::map::{Card, Lane, Stage};
use crate::tui::sieve::Sieve;

/// The cards of a cell that are shown.
#[derive(Debug)]
pub(super) enum Shown<'a> {
    /// All of them.
    All(&'a [Card]),
    /// Those that the filter keeps, each with its position in the cell; and how many there are in all.
    Some(Vec<(usize, &'a Card)>, usize),
}

impl<'a> Shown<'a> {
    /// Of a cell of the stage at `index`. What has the focus (`here`: its position) is shown, kept or not: else one would
    /// act on what one does not see.
    pub(super) fn new(
        scene: &Scene<'a>,
        (index, stage): (usize, &'a Stage),
        lane: &Lane,
        here: Option<usize>,
    ) -> Self {
        let cards = stage.cell(&lane.id);
        if scene.view.filter.is_empty() || cards.is_empty() {
            return Self::All(cards);
        }
        let sieve = scene.sieve().of_stage(index, stage);
        let is_shown = |(at, card): &(usize, &Card)| here == Some(*at) || sieve.keeps(&lane.id, card);
        Self::Some(cards.iter().enumerate().filter(is_shown).collect(), cards.len())
    }

    /// How many are shown.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All(cards) => cards.len(),
            Self::Some(cards, _) => cards.len(),
        }
    }

    /// How many are not.
    pub(super) fn hidden(&self) -> usize {
        match self {
            Self::All(_) => 0,
            Self::Some(cards, all) => all - cards.len(),
        }
    }

    /// One of those shown.
    pub(super) fn get(&self, at: usize) -> Option<&'a Card> {
        match self {
            Self::All(cards) => cards.get(at),
            Self::Some(cards, _) => cards.get(at).map(|(_, card)| *card),
        }
    }

    /// Where among those shown the card at this position of the cell is.
    pub(super) fn place_of(&self, position: usize) -> Option<usize> {
        match self {
            Self::All(_) => Some(position),
            Self::Some(cards, _) => cards.binary_search_by_key(&position, |(at, _)| *at).ok(),
        }
    }
}

impl<'a> Scene<'a> {
    /// What the filter keeps.
    pub(super) fn sieve(&self) -> Sieve<'a> {
        Sieve::new(self.map, self.states, &self.view.filter)
    }
}

/// Where `needle` stands in `text`, whatever the case: byte positions of its start and end.
pub(super) fn find(text: &str, needle: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = needle.chars().flat_map(char::to_lowercase).collect();
    if wanted.is_empty() {
        return None;
    }
    text.char_indices().find_map(|(at, _)| Some((at, at + matching(text.get(at..)?, &wanted)?)))
}

/// How many bytes at the start of `text` are `wanted` in lower case.
fn matching(text: &str, wanted: &[char]) -> Option<usize> {
    let mut left = wanted.iter();
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            if left.next() != Some(&lower) {
                return None;
            }
        }
        if left.len() == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whatever_the_case() {
        assert_eq!(find("Der ÄRGER", "ärg"), Some((4, 8)));
        assert_eq!(find("aab", "AB"), Some((1, 3)));
        assert_eq!(find("abc", ""), None);
        assert_eq!(find("abc", "abcd"), None);
    }
}
