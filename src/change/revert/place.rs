//! Where something belongs in a list.

use std::collections::HashMap;
use std::hash::Hash;

use super::super::diff::order;

/// The position in `new`, a list without `key`, at which `key` stands as it did in `old`: behind the nearest one before it that
/// kept its order. So with it in, one more element of the list keeps its order.
pub(super) fn slot<'k, K: Eq + Hash + 'k>(
    old: impl Iterator<Item = &'k K>,
    new: impl Iterator<Item = &'k K>,
    key: &K,
) -> usize {
    let old: Vec<&K> = old.collect();
    let was: HashMap<&K, usize> = old.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let Some(here) = was.get(key).copied() else { return usize::MAX };
    let common: Vec<(usize, usize)> =
        new.enumerate().filter_map(|(at, key)| Some((at, was.get(key).copied()?))).collect();
    let places: Vec<usize> = common.iter().map(|(_, was)| *was).collect();
    let kept = order::kept(&places);
    let before = common.iter().zip(kept).rfind(|((_, was), kept)| *kept && *was < here);
    before.map_or(0, |((at, _), _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_what_kept_its_order() {
        let at = |old: &str, new: &str, key: char| {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            slot(old.iter(), new.iter(), &key)
        };
        assert_eq!(at("abc", "ac", 'b'), 1);
        assert_eq!(at("abc", "bc", 'a'), 0);
        assert_eq!(at("abc", "xaby", 'c'), 3);
        assert_eq!(at("abcd", "dab", 'c'), 3, "d is the one that moved");
        assert_eq!(at("abc", "", 'c'), 0);
    }
}
