//! Questions about a scanned text: which value stands here, where is this path, where is this id.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{Node, NodeId, Scan, Shape};

/// One step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a field or map key of this name.
    Field(String),
    /// The list item whose field `id` says this: it stays the same when items move.
    Item(String),
    /// The list item at this place, from 0.
    Index(usize),
}

/// The way from the top to a value.
pub type Path = Vec<Step>;

impl<'a> Scan<'a> {
    /// The value at the end of `path` from `at` on, or as far on the way as it goes.
    pub fn deepest(&self, mut at: NodeId, path: &[Step]) -> NodeId {
        for step in path {
            let Some(next) = self.step(at, step) else { break };
            at = next;
        }
        at
    }

    /// The value at the end of `path`. Where a name or id is there twice, the first.
    pub fn find(&self, path: &[Step]) -> Option<NodeId> {
        let mut at = self.root()?;
        for step in path {
            at = self.step(at, step)?;
        }
        Some(at)
    }

    fn step(&self, from: NodeId, step: &Step) -> Option<NodeId> {
        match step {
            Step::Field(name) => self.field(from, name),
            Step::Item(id) => self.children(from).find(|item| self.id_of(*item).as_deref() == Some(id)),
            Step::Index(index) => self.children(from).nth(*index),
        }
    }

    /// The value of the field `name` of `holder`; looks through `Some(…)` and other wrappers of one value.
    pub fn field(&self, holder: NodeId, name: &str) -> Option<NodeId> {
        self.fields(holder, name).next()
    }

    /// All values of fields of this name in `holder`: more than one is a duplicate.
    pub fn fields<'s>(&'s self, holder: NodeId, name: &'s str) -> impl Iterator<Item = NodeId> + 's {
        let inner = self.unwrapped(holder);
        self.children(inner).filter(move |child| self.name(*child).as_deref() == Some(name))
    }

    /// `x` for `Name(x)` and `(x)`, however many there are around each other; else the value itself.
    pub fn unwrapped(&self, holder: NodeId) -> NodeId {
        let mut at = holder;
        while let Some(node) = self.node(at).filter(|n| n.shape == Shape::Tuple) {
            match node.first {
                Some(only) if node.last == Some(only) => at = only,
                _ => break,
            }
        }
        at
    }

    /// What the field `id` of this value says.
    pub fn id_of(&self, element: NodeId) -> Option<Cow<'a, str>> {
        self.node(element).filter(|n| n.shape == Shape::Struct)?;
        self.string(self.field(element, "id")?)
    }

    /// The way to `id` from the top: list items by their own id where they have one that no item before them has.
    pub fn path_of(&self, id: NodeId) -> Path {
        let mut path = Vec::new();
        let mut at = id;
        while let Some((node, parent)) = self.node(at).and_then(|n| Some((n, n.parent?))) {
            path.push(self.step_to(at, node, parent));
            at = parent;
        }
        path.reverse();
        path
    }

    fn step_to(&self, at: NodeId, node: &Node, parent: NodeId) -> Step {
        if let Some(name) = self.name(at) {
            return Step::Field(name.into_owned());
        }
        match self.id_of(at) {
            Some(id) if self.is_first_of(&id, at, parent) => Step::Item(id.into_owned()),
            _ => Step::Index(node.index as usize),
        }
    }

    fn is_first_of(&self, id: &str, element: NodeId, parent: NodeId) -> bool {
        let elements = self.ids().get(id).into_iter().flatten();
        elements.copied().find(|e| self.node(*e).is_some_and(|n| n.parent == Some(parent))) == Some(element)
    }

    /// The innermost value, or field with its name, that holds byte `offset`.
    pub fn node_at(&self, offset: usize) -> Option<NodeId> {
        let holds = |node: &Node| node.whole().contains(&offset);
        self.nodes()
            .take_while(|(_, n)| n.whole().start <= offset)
            .filter(|(_, n)| holds(n))
            .last()
            .map(|(id, _)| id)
    }

    /// The first element whose field `id` says `id`.
    pub fn element(&self, id: &str) -> Option<NodeId> {
        self.ids().get(id)?.first().copied()
    }

    /// Where the first element with this id says so: the bytes of the id's string.
    pub fn place_of_id(&self, id: &str) -> Option<Range<usize>> {
        self.places_of_id(id).into_iter().next()
    }

    /// All places of an id, in the order of the text: more than one is a duplicate.
    pub fn places_of_id(&self, id: &str) -> Vec<Range<usize>> {
        let elements = self.ids().get(id).into_iter().flatten();
        let strings = elements.filter_map(|e| self.node(self.field(*e, "id")?));
        strings.map(Node::span).collect()
    }

    /// The string values whose text holds a character that `wanted` picks, escaped or not.
    pub fn strings_holding(&self, wanted: fn(char) -> bool) -> Vec<Range<usize>> {
        let texts = self.nodes().filter(|(id, _)| self.string(*id).is_some_and(|s| s.contains(wanted)));
        texts.map(|(_, node)| node.span()).collect()
    }

    fn ids(&self) -> &HashMap<Cow<'a, str>, Vec<NodeId>> {
        self.ids.get_or_init(|| {
            let mut ids: HashMap<Cow<'a, str>, Vec<NodeId>> = HashMap::new();
            for (at, node) in self.nodes().filter(|(_, n)| n.shape == Shape::Text) {
                if self.slice(node.name.range()) != "id" {
                    continue;
                }
                if let (Some(id), Some(element)) = (self.string(at), node.parent) {
                    ids.entry(id).or_default().push(element);
                }
            }
            ids
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Problem;
    use super::*;

    const SAMPLE: &str = "#![enable(implicit_some)]\n(\n  format: 1, // first\n  stages: [\n    (id: \"wait\", name: \"W\"),\n    (id: \"w\\u{61}it\", pains: [Open, Accepted((why: \"x\")), Lines([\"a\"])]),\n  ],\n  map: {\"k\": 1, 'c': [2]},\n)\n";

    fn field(name: &str) -> Step {
        Step::Field(name.into())
    }

    #[test]
    fn paths_lead_to_values() {
        let scan = Scan::of(SAMPLE);
        assert_eq!(scan.problems(), []);
        let said = |path: &[Step]| scan.find(path).map(|id| scan.slice(scan.node(id).unwrap().span()));
        assert_eq!(said(&[field("format")]), Some("1"));
        assert_eq!(said(&[field("stages"), Step::Item("wait".into()), field("name")]), Some("\"W\""));
        let pains = [field("stages"), Step::Index(1), field("pains")];
        assert_eq!(said(&[&pains[..], &[Step::Index(0)]].concat()), Some("Open"));
        assert_eq!(said(&[&pains[..], &[Step::Index(1), field("why")]].concat()), Some("\"x\""));
        assert_eq!(said(&[field("map"), field("k")]), Some("1"));
        assert_eq!(said(&[field("nope")]), None);
    }

    #[test]
    fn ids_are_found_with_their_duplicates() {
        let scan = Scan::of(SAMPLE);
        let places = scan.places_of_id("wait");
        assert_eq!(
            places.iter().map(|p| scan.slice(p.clone())).collect::<Vec<_>>(),
            ["\"wait\"", "\"w\\u{61}it\""]
        );
        assert_eq!(scan.place_of_id("wait"), Some(places[0].clone()));
        let second = scan.node_at(places[1].start).unwrap();
        assert_eq!(scan.path_of(second), [field("stages"), Step::Index(1), field("id")]);
        assert_eq!(scan.strings_holding(|c| c == 'W').len(), 1);
    }

    #[test]
    fn node_at_is_the_innermost() {
        let scan = Scan::of(SAMPLE);
        for (needle, path) in
            [("format", vec![field("format")]), ("2]", vec![field("map"), field("'c'"), Step::Index(0)])]
        {
            let at = scan.node_at(SAMPLE.find(needle).unwrap()).unwrap();
            assert_eq!(scan.path_of(at), path);
        }
    }

    #[test]
    fn broken_brackets_are_named() {
        let first = |text: &str| Scan::of(text).problems().first().cloned();
        assert_eq!(first("(a: [1, 2)"), Some(Problem::Unclosed { open: 4..5, found: Some(9..10), depth: 2 }));
        assert_eq!(first("(a: [1]"), Some(Problem::Unclosed { open: 0..1, found: None, depth: 1 }));
        assert_eq!(first("(a: 1))"), Some(Problem::Stray(6..7)));
        assert_eq!(first("(a: 1 b: 2)"), Some(Problem::NoComma { before: 4..5, after: 6..7 }));
        assert_eq!(first("(a: , b: 2)"), Some(Problem::NoValue(1..2)));
        assert_eq!(first("(a: \"x)"), Some(Problem::Endless { span: 4..7, comment: false }));
        assert_eq!(first("(a: 1) (b: 2)"), Some(Problem::Trailing(7..8)));
    }

    #[test]
    fn a_million_brackets_are_fine() {
        for text in
            ["(".repeat(1_000_000), "[(".repeat(500_000) + &"]".repeat(1_000_000), "a:{".repeat(300_000)]
        {
            let scan = Scan::of(&text);
            assert!(!scan.problems().is_empty() && !scan.is_partial());
        }
        assert!(Scan::of(&"[".repeat(3_000_000)).is_partial());
    }

    proptest! {
        #[test]
        fn any_text_gives_a_tree_in_order(text in "[\\[\\](){}:,a\"'/*#0 \n-]{0,60}") {
            let scan = Scan::of(&text);
            for (id, node) in scan.nodes() {
                prop_assert!(node.whole().end <= text.len() && node.whole().start <= node.whole().end);
                prop_assert!(node.parent.is_none_or(|p| p < id));
                scan.path_of(id);
                scan.id_of(id);
            }
        }
    }
}
