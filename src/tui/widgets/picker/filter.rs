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

/// The items that `query` finds: all in their order for an empty one, else those that are called so, then the best first.
pub(super) fn find<T>(items: &[Item<T>], query: &str) -> Vec<Hit> {
    if query.trim().is_empty() {
        return (0..items.len()).map(|item| Hit { item, letters: Vec::new() }).collect();
    }
    let mut seeker = Seeker::new(query);
    let typed = query.trim().to_lowercase();
    let found = items.iter().enumerate().filter(|(_, item)| !item.is_shy || begins(&item.label, &typed));
    let scored = found.filter_map(|(at, item)| {
        let is_called = item.is_called(&typed);
        // An id need not be in the label.
        let score = seeker.score(item).or(is_called.then_some(0))?;
        Some((is_called, score, at))
    });
    let mut scored: Vec<(bool, u32, usize)> = scored.collect();
    scored.sort_by_key(|(is_called, score, at)| (std::cmp::Reverse((*is_called, *score)), *at));
    let label = |at: usize| items.get(at).map_or("", |item| item.label.as_str());
    scored.into_iter().map(|(.., at)| Hit { item: at, letters: seeker.letters(label(at)) }).collect()
}

fn begins(label: &str, typed: &str) -> bool {
    label.to_lowercase().starts_with(typed)
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
        assert_eq!(found(&labels, "save"), ["Save", "Save a copy", "Undo"]);
        assert_eq!(found(&labels, "sc"), ["Save a copy"]);
        assert_eq!(found(&labels, " "), ["Save a copy", "Undo", "Save", "Quit"]);
        assert!(found(&labels, "xyz").is_empty());
    }

    #[test]
    fn who_is_called_so_comes_before_who_is_nearly_and_nobody_before_no_one() {
        let person =
            |name: &str, id: &str| Item::new(name, ()).also(id).also(name.split(' ').next().unwrap());
        let items = [
            person("Bob Bolt", "bob"),
            person("Bo Lindgren", "bo"),
            person("Eva Bo", "eb"),
            Item::new("nobody", ()).note("take the owner away").by_beginning(),
        ];
        let names = |query: &str| -> Vec<&str> {
            find(&items, query).iter().map(|hit| items[hit.item].label.as_str()).collect()
        };
        assert_eq!(names("Bo").first(), Some(&"Bo Lindgren"));
        assert!(!names("bo").contains(&"nobody"));
        assert_eq!(names("eb"), ["Eva Bo"], "an id");
        assert_eq!(names("nob"), ["nobody"]);
        assert!(names("body").is_empty() && names("take").is_empty());
        assert_eq!(names("").len(), 4);
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
