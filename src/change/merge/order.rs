//! One order from the orders of two sides and of what they both come from.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::change::diff::order::kept;

/// An order, and what both sides put elsewhere, each differently: it stands where ours put it.
#[derive(Debug, PartialEq)]
pub(super) struct Ordered<K> {
    pub list: Vec<K>,
    pub contested: Vec<K>,
}

/// The `members` in an order: ours, with what only their side moved or brought put behind what it stands behind there. What
/// ours brought to the same place comes first. A member that neither list has comes last.
pub(super) fn merge<K: Copy + Eq + Hash>(base: &[K], ours: &[K], theirs: &[K], members: &[K]) -> Ordered<K> {
    let wanted: HashSet<K> = members.iter().copied().collect();
    let only = |list: &[K]| list.iter().copied().filter(|k| wanted.contains(k)).collect::<Vec<K>>();
    let (base, ours, theirs) = (only(base), only(ours), only(theirs));
    let (our_moves, their_moves) = (moved(&base, &ours), moved(&base, &theirs));
    let in_ours: HashSet<K> = ours.iter().copied().collect();
    let is_theirs = |k: K| !in_ours.contains(&k) || (their_moves.contains(&k) && !our_moves.contains(&k));
    let is_new: HashSet<K> = ours.iter().copied().filter(|k| our_moves.contains(k)).collect();

    let mut out: Vec<K> = ours.iter().copied().filter(|k| !is_theirs(*k)).collect();
    let mut previous: Option<K> = None;
    for key in theirs.iter().copied() {
        if is_theirs(key) {
            let mut at = previous.and_then(|p| out.iter().position(|k| *k == p)).map_or(0, |at| at + 1);
            while out.get(at).is_some_and(|k| is_new.contains(k)) {
                at += 1;
            }
            out.insert(at, key);
        }
        if previous != Some(key) && (is_theirs(key) || in_ours.contains(&key)) {
            previous = Some(key);
        }
    }
    let placed: HashSet<K> = out.iter().copied().collect();
    out.extend(members.iter().copied().filter(|k| !placed.contains(k)));
    let contested = contested(&base, &ours, &theirs, &our_moves, &their_moves);
    Ordered { list: out, contested }
}

/// What a side put elsewhere or brought: all that is not in a longest run that kept the ancestor's order.
fn moved<K: Copy + Eq + Hash>(base: &[K], side: &[K]) -> HashSet<K> {
    let was: HashMap<K, usize> = base.iter().copied().enumerate().map(|(at, k)| (k, at)).collect();
    let common: Vec<(K, usize)> = side.iter().filter_map(|k| Some((*k, *was.get(k)?))).collect();
    let places: Vec<usize> = common.iter().map(|(_, at)| *at).collect();
    let stayed: HashSet<K> =
        common.iter().zip(kept(&places)).filter(|(_, kept)| *kept).map(|((k, _), _)| *k).collect();
    side.iter().copied().filter(|k| !stayed.contains(k)).collect()
}

/// What the ancestor had and both sides moved, but not behind the same one.
fn contested<K: Copy + Eq + Hash>(
    base: &[K],
    ours: &[K],
    theirs: &[K],
    our_moves: &HashSet<K>,
    their_moves: &HashSet<K>,
) -> Vec<K> {
    let before = |list: &[K], key: K| {
        let at = list.iter().position(|k| *k == key)?;
        at.checked_sub(1).and_then(|at| list.get(at)).copied()
    };
    let is_contested =
        |k: &K| our_moves.contains(k) && their_moves.contains(k) && before(ours, *k) != before(theirs, *k);
    base.iter().copied().filter(is_contested).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(base: &str, ours: &str, theirs: &str, members: &str) -> (String, String) {
        let keys = |text: &str| text.chars().collect::<Vec<char>>();
        let Ordered { list, contested } = merge(&keys(base), &keys(ours), &keys(theirs), &keys(members));
        (list.into_iter().collect(), contested.into_iter().collect())
    }

    fn order(base: &str, ours: &str, theirs: &str) -> String {
        let mut members: Vec<char> = ours.chars().chain(theirs.chars()).collect();
        members.sort_unstable();
        members.dedup();
        run(base, ours, theirs, &members.into_iter().collect::<String>()).0
    }

    #[test]
    fn both_append_and_ours_comes_first() {
        assert_eq!(order("ab", "abx", "aby"), "abxy");
        assert_eq!(order("ab", "xab", "yab"), "xyab");
        assert_eq!(order("", "x", "y"), "xy");
    }

    #[test]
    fn one_side_moves_and_the_other_adds() {
        assert_eq!(order("abcd", "dabc", "abcdx"), "dxabc");
        assert_eq!(order("abcd", "abxcd", "acbd"), "acbxd");
    }

    #[test]
    fn both_move_the_same() {
        assert_eq!(run("abcd", "dabc", "adbc", "abcd"), ("dabc".into(), "d".into()));
        assert_eq!(run("abcd", "dabc", "dabc", "abcd"), ("dabc".into(), String::new()));
    }

    #[test]
    fn a_side_that_did_nothing_says_nothing() {
        for other in ["abcd", "dcba", "bxd", "", "cdab", "axbycz"] {
            assert_eq!(run("abcd", "abcd", other, other).0, other);
            assert_eq!(run("abcd", other, "abcd", other).0, other);
            assert_eq!(run("abcd", other, other, other).0, other);
        }
    }

    #[test]
    fn nobody_is_left_out() {
        assert_eq!(run("a", "a", "a", "az").0, "az");
    }
}
