//! Lists of parts that are known by a key: what came, what went, what stayed.

use std::collections::HashMap;
use std::hash::Hash;

use super::order;

/// What became of one part of a list.
pub(super) enum Fate<'a, T> {
    Added(&'a T),
    Removed(&'a T),
    Stayed {
        old: &'a T,
        new: &'a T,
        /// The positions before and after, where it is one of those that changed their order.
        moved: Option<(usize, usize)>,
    },
}

/// What became of each part, in the order of the new list; removed ones where they stood. A key that comes up twice is
/// told apart by how often it came before.
pub(super) fn fates<'a, T, K: Eq + Hash>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<Fate<'a, T>> {
    let mut numbers: HashMap<(K, usize), usize> = HashMap::new();
    let mut number = |list: &'a [T]| -> Vec<usize> {
        let mut seen: HashMap<K, usize> = HashMap::new();
        list.iter()
            .map(|part| {
                let times = seen.entry(key(part)).and_modify(|n| *n += 1).or_insert(0);
                let next = numbers.len();
                *numbers.entry((key(part), *times)).or_insert(next)
            })
            .collect()
    };
    let (old_keys, new_keys) = (number(old), number(new));
    let was: HashMap<usize, usize> = old_keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let is: HashMap<usize, usize> = new_keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    let common: Vec<usize> = new_keys.iter().filter_map(|key| was.get(key).copied()).collect();
    let kept: HashMap<usize, bool> = common.iter().copied().zip(order::kept(&common)).collect();
    order::merged(&old_keys, &new_keys, |_| true)
        .into_iter()
        .filter_map(|key| {
            let (before, after) = (was.get(&key).copied(), is.get(&key).copied());
            match (before.and_then(|at| old.get(at)), after.and_then(|at| new.get(at))) {
                (Some(old), Some(new)) => {
                    let stands = before.and_then(|at| kept.get(&at)).copied().unwrap_or(true);
                    Some(Fate::Stayed { old, new, moved: if stands { None } else { before.zip(after) } })
                }
                (Some(old), None) => Some(Fate::Removed(old)),
                (None, Some(new)) => Some(Fate::Added(new)),
                (None, None) => None,
            }
        })
        .collect()
}
