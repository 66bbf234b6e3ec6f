//! What the filter keeps and what the search finds.

use super::scene::Scene;
use crate::map::{Card, Stage};
use crate::tui::view::Filter;

impl Scene<'_> {
    /// Whether the filter keeps a stage.
    pub(super) fn keeps_stage(&self, index: usize, stage: &Stage) -> bool {
        let filter = &self.view.filter;
        let in_state =
            filter.states.is_empty() || self.state(index).is_some_and(|s| filter.states.contains(&s.kind));
        in_state && (filter.owner.is_none() || self.is_owned(stage) || self.has_owned_card(stage))
    }

    /// Whether the filter keeps a card of that stage.
    pub(super) fn keeps_card(&self, index: usize, stage: &Stage, card: &Card) -> bool {
        let filter = &self.view.filter;
        if filter.is_empty() {
            return true;
        }
        self.keeps_stage(index, stage) && self.is_owners(stage, card) && keeps_itself(filter, card)
    }

    fn is_owned(&self, stage: &Stage) -> bool {
        let owner = self.map.owner_of(stage).map(|(id, _)| id);
        self.view.filter.owner.is_some() && owner == self.view.filter.owner
    }

    fn has_owned_card(&self, stage: &Stage) -> bool {
        stage.cards().any(|card| card.owner.is_some() && card.owner == self.view.filter.owner)
    }

    fn is_owners(&self, stage: &Stage, card: &Card) -> bool {
        match (&self.view.filter.owner, &card.owner) {
            (None, _) => true,
            (wanted, own @ Some(_)) => wanted == own,
            (Some(_), None) => self.is_owned(stage),
        }
    }
}

fn keeps_itself(filter: &Filter, card: &Card) -> bool {
    let severe = filter.severity.is_none_or(|least| card.pain().is_some_and(|p| p.severity >= least));
    severe && filter.tag.as_ref().is_none_or(|tag| card.tags.iter().any(|t| t.as_str() == tag))
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
