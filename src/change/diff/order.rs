//! Orders of lists: what kept its place, and one order for the elements of both lists.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// For each position of `places` whether it belongs to a longest increasing subsequence: the most that kept their order.
/// The places are distinct. O(n log n).
pub(in crate::change) fn kept(places: &[usize]) -> Vec<bool> {
    // `tails[n]`: where the sequence of length n + 1 with the smallest last place ends.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    let place = |at: usize| places.get(at).copied().unwrap_or_default();
    for at in 0..places.len() {
        let length = tails.partition_point(|tail| place(*tail) < place(at));
        if let (Some(slot), Some(previous)) = (before.get_mut(at), length.checked_sub(1)) {
            *slot = tails.get(previous).copied();
        }
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut kept = vec![false; places.len()];
    let mut next = tails.last().copied();
    while let Some(at) = next {
        if let Some(mark) = kept.get_mut(at) {
            *mark = true;
        }
        next = before.get(at).copied().flatten();
    }
    kept
}

/// The elements of `new` in their order, and those of `old` that are `gone` where they stood: after the last one before
/// them that is in both.
pub(super) fn merged<K: Copy + Eq + Hash>(old: &[K], new: &[K], gone: impl Fn(K) -> bool) -> Vec<K> {
    let there: HashSet<K> = new.iter().copied().collect();
    let mut left: HashMap<Option<K>, Vec<K>> = HashMap::new();
    let mut last = None;
    for key in old.iter().copied() {
        if there.contains(&key) {
            last = Some(key);
        } else if gone(key) {
            left.entry(last).or_default().push(key);
        }
    }
    let mut out = left.remove(&None).unwrap_or_default();
    for key in new.iter().copied() {
        out.push(key);
        out.extend(left.remove(&Some(key)).unwrap_or_default());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_dragged_element_is_the_only_one_that_moved() {
        assert_eq!(kept(&[0, 1, 2, 3]), [true; 4]);
        assert_eq!(kept(&[3, 0, 1, 2]), [false, true, true, true]);
        assert_eq!(kept(&[1, 2, 3, 0]), [true, true, true, false]);
        assert_eq!(kept(&[2, 1, 0]).iter().filter(|k| **k).count(), 1);
        assert_eq!(kept(&[]), Vec::<bool>::new());
    }

    #[test]
    fn what_is_gone_stays_where_it_stood() {
        assert_eq!(merged(&['a', 'x', 'b', 'y'], &['b', 'n', 'a'], |_| true), ['b', 'y', 'n', 'a', 'x']);
        assert_eq!(merged(&['x', 'a'], &['a'], |_| true), ['x', 'a']);
        assert_eq!(merged(&['x', 'a'], &['a'], |_| false), ['a']);
    }
}
