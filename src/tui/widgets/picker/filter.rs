//! Which items a query finds, best first.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Item;

/// A found item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Its place in the list.
    pub(super) item: usize,
    /// The letters of its label (as a reader counts them) that were found, in order.
    pub(super) letters: Vec<u32>,
}

/// The items that `query` finds: all in their order for an empty one, else the best first.
pub(super) fn find<T>(items: &[Item<T>], query: &str) -> Vec<Hit> {
    if query.trim().is_empty() {
        return (0..items.len()).map(|item| Hit { item, letters: Vec::new() }).collect();
    }
    let mut seeker = Seeker::new(query);
    let scored = items.iter().enumerate().filter_map(|(at, item)| Some((seeker.score(item)?, at)));
    let mut scored: Vec<(u32, usize)> = scored.collect();
    scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    let label = |at: usize| items.get(at).map_or("", |item| item.label.as_str());
    scored.into_iter().map(|(_, at)| Hit { item: at, letters: seeker.letters(label(at)) }).collect()
}

struct Seeker {
    pattern: Pattern,
    matcher: Matcher,
    chars: Vec<char>,
}

impl Seeker {
    fn new(query: &str) -> Self {
        let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), chars: Vec::new() }
    }

    /// How well an item is found: by its label, else by label, words beside and second line together.
    fn score<T>(&mut self, item: &Item<T>) -> Option<u32> {
        let by_label = self.score_of(&item.label);
        if by_label.is_some() || (item.note.is_empty() && item.more.is_empty()) {
            return by_label;
        }
        self.score_of(&format!("{} {} {}", item.label, item.note, item.more)).map(|score| score / 2)
    }

    fn score_of(&mut self, text: &str) -> Option<u32> {
        self.pattern.score(Utf32Str::new(text, &mut self.chars), &mut self.matcher)
    }

    fn letters(&mut self, label: &str) -> Vec<u32> {
        let mut letters = Vec::new();
        let text = Utf32Str::new(label, &mut self.chars);
        if self.pattern.indices(text, &mut self.matcher, &mut letters).is_none() {
            letters.clear();
        }
        letters.sort_unstable();
        letters.dedup();
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(labels: &[(&str, &str)], query: &str) -> Vec<String> {
        let items: Vec<Item<()>> = labels.iter().map(|(l, n)| Item::new(l, ()).note(n)).collect();
        let name = |hit: Hit| items[hit.item].label.clone();
        find(&items, query).into_iter().map(name).collect()
    }

    #[test]
    fn best_first_and_the_label_before_what_is_beside() {
        let labels = [("Save a copy", ""), ("Undo", "saved edits"), ("Save", ""), ("Quit", "")];
        assert_eq!(found(&labels, "save"), ["Save a copy", "Save", "Undo"]);
        assert_eq!(found(&labels, "sc"), ["Save a copy"]);
        assert_eq!(found(&labels, " "), ["Save a copy", "Undo", "Save", "Quit"]);
        assert!(found(&labels, "xyz").is_empty());
    }

    #[test]
    fn letters_are_counted_as_they_are_read() {
        let items = [Item::new("e\u{301}日本 Ruiz", ())];
        let letters = |query| find(&items, query).first().map(|hit| hit.letters.clone());
        assert_eq!(letters("ruiz"), Some(vec![4, 5, 6, 7]));
        assert_eq!(letters("本"), Some(vec![2]));
        assert_eq!(letters("q"), None);
    }

    #[test]
    fn accents_need_not_be_typed() {
        assert_eq!(found(&[("Zoë Müller", "")], "zoe mul"), ["Zoë Müller"]);
    }
}
