//! Which key sequence means what, while it is being typed.

use std::fmt;

use super::key::Key;
use super::sequence::Keys;

/// Key sequences and what they lead to. No sequence is the start of another, so a finished one
/// never has to wait for a next key.
#[derive(Debug, Clone)]
pub struct Trie<T> {
    /// In the order of insertion, which is the order in which help lists them.
    branches: Vec<(Key, Node<T>)>,
}

#[derive(Debug, Clone)]
enum Node<T> {
    Leaf(T),
    Inner(Trie<T>),
}

/// What the keys typed so far mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Lookup<'a, T> {
    /// They are a whole sequence.
    Matched(&'a T),
    /// They are the start of sequences that go on with these keys.
    Pending(Vec<Next<'a, T>>),
    /// No sequence starts so.
    None,
}

/// A key that may come next, and what it leads to.
#[derive(Debug, PartialEq, Eq)]
pub struct Next<'a, T> {
    /// The key to press.
    pub key: Key,
    /// What it does.
    pub leads: Leads<'a, T>,
}

/// What a next key does.
#[derive(Debug, PartialEq, Eq)]
pub enum Leads<'a, T> {
    /// It finishes a sequence.
    To(&'a T),
    /// It opens a group with this many sequences.
    Group(usize),
}

/// A sequence that cannot be had, because it is taken, or starts another one, or the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash<T> {
    /// The sequence that was asked for.
    pub wanted: Keys,
    /// What it was to mean.
    pub value: T,
    /// The sequence that stands in its way.
    pub taken: Keys,
    /// What that one means.
    pub by: T,
}

impl<T: fmt::Display> fmt::Display for Clash<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { wanted, value, taken, by } = self;
        if wanted == taken {
            write!(f, "`{wanted}` is wanted by `{value}` and by `{by}`")
        } else {
            write!(f, "`{wanted}` for `{value}` and `{taken}` for `{by}`: one is the start of the other")
        }
    }
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { branches: Vec::new() }
    }
}

impl<T> Trie<T> {
    fn branch(&self, key: Key) -> Option<&Node<T>> {
        self.branches.iter().find(|(known, _)| *known == key).map(|(_, node)| node)
    }

    /// What the keys typed so far mean; with none, everything is still open.
    pub fn lookup(&self, typed: &[Key]) -> Lookup<'_, T> {
        let Some((first, rest)) = typed.split_first() else {
            return Lookup::Pending(self.next_keys());
        };
        match self.branch(*first) {
            Some(Node::Leaf(value)) if rest.is_empty() => Lookup::Matched(value),
            Some(Node::Inner(trie)) => trie.lookup(rest),
            _ => Lookup::None,
        }
    }

    /// The keys that may come first, in the order of insertion.
    fn next_keys(&self) -> Vec<Next<'_, T>> {
        self.branches.iter().map(|(key, node)| Next { key: *key, leads: node.leads() }).collect()
    }

    /// Every sequence with its meaning, in the order of insertion within each group.
    pub fn entries(&self) -> Vec<(Vec<Key>, &T)> {
        let mut found = Vec::new();
        for (key, node) in &self.branches {
            match node {
                Node::Leaf(value) => found.push((vec![*key], value)),
                Node::Inner(trie) => found.extend(trie.entries().into_iter().map(|(mut keys, value)| {
                    keys.insert(0, *key);
                    (keys, value)
                })),
            }
        }
        found
    }

    /// How many sequences there are.
    pub fn len(&self) -> usize {
        self.branches.iter().map(|(_, node)| node.size()).sum()
    }

    /// Whether there is no sequence at all.
    pub fn is_empty(&self) -> bool {
        self.branches.is_empty()
    }

    /// Whether a sequence is not taken, starts no other one, and no other one starts it.
    fn is_free(&self, keys: &[Key]) -> bool {
        let Some((first, rest)) = keys.split_first() else { return false };
        match self.branch(*first) {
            None => true,
            Some(Node::Leaf(_)) => false,
            Some(Node::Inner(trie)) => trie.is_free(rest),
        }
    }

    /// Adds a sequence that is known to be free.
    fn put(&mut self, keys: &[Key], value: T) {
        let Some((first, rest)) = keys.split_first() else { return };
        if rest.is_empty() {
            self.branches.push((*first, Node::Leaf(value)));
            return;
        }
        let found = self.branches.iter().position(|(known, _)| known == first);
        let at = found.unwrap_or_else(|| {
            self.branches.push((*first, Node::Inner(Self::default())));
            self.branches.len().saturating_sub(1)
        });
        if let Some((_, Node::Inner(trie))) = self.branches.get_mut(at) {
            trie.put(rest, value);
        }
    }
}

impl<T: Clone> Trie<T> {
    /// Adds a sequence.
    ///
    /// # Errors
    /// The [`Clash`], when the sequence is taken, starts another one, or another one starts it.
    pub fn insert(&mut self, keys: &Keys, value: T) -> Result<(), Clash<T>> {
        if self.is_free(keys) {
            self.put(keys, value);
            return Ok(());
        }
        let in_the_way = |(known, _): &(Vec<Key>, &T)| known.starts_with(keys) || keys.starts_with(known);
        let clash = self.entries().into_iter().find(in_the_way).map(|(taken, by)| (taken, by.clone()));
        if let Some((Some(taken), by)) = clash.map(|(taken, by)| (Keys::new(taken), by)) {
            return Err(Clash { wanted: keys.clone(), value, taken, by });
        }
        self.put(keys, value);
        Ok(())
    }
}

impl<T> Node<T> {
    fn leads(&self) -> Leads<'_, T> {
        match self {
            Self::Leaf(value) => Leads::To(value),
            Self::Inner(trie) => Leads::Group(trie.len()),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Leaf(_) => 1,
            Self::Inner(trie) => trie.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn keys(text: &str) -> Keys {
        text.parse().unwrap()
    }

    fn trie(list: &[(&str, &'static str)]) -> Trie<&'static str> {
        let mut trie = Trie::default();
        for (text, value) in list {
            trie.insert(&keys(text), *value).unwrap();
        }
        trie
    }

    #[test]
    fn a_sequence_matches_only_when_it_is_whole() {
        let trie = trie(&[("Space f s", "save"), ("j", "down")]);
        assert_eq!(trie.lookup(&keys("j")), Lookup::Matched(&"down"));
        assert_eq!(trie.lookup(&keys("Space f s")), Lookup::Matched(&"save"));
        assert_eq!(trie.lookup(&keys("Space x")), Lookup::None);
        assert_eq!(trie.lookup(&keys("j j")), Lookup::None);
    }

    #[test]
    fn a_started_sequence_lists_what_may_follow() {
        let trie = trie(&[("Space f s", "save"), ("Space f q", "close"), ("Space ?", "all")]);
        let Lookup::Pending(next) = trie.lookup(&keys("Space")) else { panic!() };
        assert_eq!(next[0], Next { key: Key::char('f'), leads: Leads::Group(2) });
        assert_eq!(next[1], Next { key: Key::char('?'), leads: Leads::To(&"all") });
        assert_eq!(next.len(), 2);
    }

    #[test]
    fn a_clash_names_both() {
        let mut trie = trie(&[("g g", "top"), ("x", "mark")]);
        let same = trie.insert(&keys("x"), "cut").unwrap_err();
        assert_eq!(same.to_string(), "`x` is wanted by `cut` and by `mark`");
        let start = trie.insert(&keys("g"), "first").unwrap_err();
        assert_eq!(start.to_string(), "`g` for `first` and `g g` for `top`: one is the start of the other");
        assert_eq!((trie.insert(&keys("x y"), "long").unwrap_err().by, trie.len()), ("mark", 2));
    }

    proptest! {
        #[test]
        fn the_trie_knows_what_a_plain_list_knows(
            wanted in prop::collection::vec(prop::collection::vec(0_u8..4, 1..4), 0..12),
        ) {
            let mut trie = Trie::default();
            let mut list: BTreeMap<Vec<Key>, usize> = BTreeMap::new();
            for (value, codes) in wanted.iter().enumerate() {
                let typed: Vec<Key> = codes.iter().map(|c| Key::char(char::from(b'a' + c))).collect();
                let free = !list.keys().any(|k| k.starts_with(&typed) || typed.starts_with(k));
                let put = trie.insert(&Keys::new(typed.clone()).unwrap(), value);
                prop_assert_eq!(put.is_ok(), free);
                if free {
                    list.insert(typed, value);
                }
            }
            prop_assert_eq!(trie.len(), list.len());
            let entries: BTreeMap<Vec<Key>, usize> = trie.entries().into_iter().map(|(k, v)| (k, *v)).collect();
            prop_assert_eq!(&entries, &list);
            for (typed, value) in &list {
                prop_assert_eq!(trie.lookup(typed), Lookup::Matched(value));
            }
        }
    }
}
