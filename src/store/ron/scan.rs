//! The tree of a RON text: every value with its place, without any type behind it, however broken the text is.
//!
//! One pass over the tokens, no recursion: a million open brackets are only a million nodes. The nodes stand in
//! one arena in the order of the text, so a parent comes before its children.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::lex;

mod build;
mod query;

pub use query::{Path, Step};

/// More values than this are not looked at ([`Scan::is_partial`]): a hostile text must not eat the memory.
pub const MAX_NODES: usize = 2_000_000;

/// How many [`Problem`]s are kept; the first one is the one to report.
const MAX_PROBLEMS: usize = 20;

/// A value's number in its [`Scan`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    fn at(self) -> usize {
        self.0 as usize
    }
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `(a: 1, …)`, with or without a name before it.
    Struct,
    /// `(1, …)`, `()`, `Name(1)`.
    Tuple,
    /// `[…]`
    List,
    /// `{…}`
    Map,
    /// A string, raw or not.
    Text,
    /// `b"…"`
    Bytes,
    /// `'c'`
    Char,
    /// A number.
    Number,
    /// A bare word: a unit variant, `true`, `None`.
    Word,
    /// A field with a name and no value.
    Missing,
}

/// One value of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it looks like.
    pub shape: Shape,
    /// Its place among its siblings, from 0.
    pub index: u32,
    span: Span,
    tag: Span,
    name: Span,
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    next: Option<NodeId>,
}

impl Node {
    /// The bytes of the value, with the name of its variant and its brackets.
    pub fn span(&self) -> Range<usize> {
        self.span.range()
    }

    /// The bytes of the `Name` in `Name(…)`.
    pub fn tag(&self) -> Option<Range<usize>> {
        self.tag.some()
    }

    /// The bytes of the field name or map key before the value.
    pub fn name(&self) -> Option<Range<usize>> {
        self.name.some()
    }

    /// From the field name, if there is one, to the end of the value.
    pub fn whole(&self) -> Range<usize> {
        self.name().map_or(self.span.range().start, |n| n.start)..self.span.range().end
    }

    /// The value that holds this one.
    pub fn parent(&self) -> Option<NodeId> {
        self.parent
    }
}

/// Half the size of a `Range<usize>`; files end far below 4 GiB. Empty means none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn of(range: &Range<usize>) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: small(range.start), end: small(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn some(self) -> Option<Range<usize>> {
        (self.start < self.end).then(|| self.range())
    }
}

/// Something that no type could read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A bracket that is never closed; `found` is the closing bracket of another one, or nothing at the end of the text.
    Unclosed {
        /// The opening bracket.
        open: Range<usize>,
        /// What stands where its end should be.
        found: Option<Range<usize>>,
        /// How many brackets are open there.
        depth: usize,
    },
    /// A closing bracket that nothing opened.
    Stray(Range<usize>),
    /// A string or comment that the text ends inside of.
    Endless {
        /// From its start to the end of the text.
        span: Range<usize>,
        /// A comment, not a string.
        comment: bool,
    },
    /// Two values with no comma between them.
    NoComma {
        /// The value before.
        before: Range<usize>,
        /// The start of the value after.
        after: Range<usize>,
    },
    /// `name:` and then no value.
    NoValue(Range<usize>),
    /// A comma or colon with nothing before it, or a character that RON does not know.
    Unexpected(Range<usize>),
    /// More text after the value.
    Trailing(Range<usize>),
}

/// A scanned text.
#[derive(Debug, Clone)]
pub struct Scan<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    problems: Vec<Problem>,
    partial: bool,
    ids: OnceCell<HashMap<Cow<'a, str>, Vec<NodeId>>>,
}

impl<'a> Scan<'a> {
    /// Scans `text`, in time linear in its length.
    pub fn of(text: &'a str) -> Self {
        build::build(text)
    }

    /// The text that was scanned.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Whether the text holds more than [`MAX_NODES`] values, or 4 GiB, and was not read to its end.
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// What no type could read, in the order of the text; the first few.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The value at the top, if there is any.
    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(NodeId(0))
    }

    /// A value by its number. A number of another scan gives nothing.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.at())
    }

    /// All values, in the order of the text.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(at, node)| (NodeId(at as u32), node))
    }

    /// The values directly inside `id`, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.node(id).and_then(|n| n.first);
        std::iter::successors(first, |at| self.node(*at).and_then(|n| n.next))
    }

    /// The text of a byte range; empty when out of range.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The name of the field that `id` is the value of; a map key without its quotes.
    pub fn name(&self, id: NodeId) -> Option<Cow<'a, str>> {
        let name = self.slice(self.node(id)?.name()?);
        Some(match name.strip_prefix("r#") {
            Some(raw) if !raw.starts_with(['"', '#']) => Cow::Borrowed(raw),
            _ => lex::decode(name).unwrap_or(Cow::Borrowed(name)),
        })
    }

    /// What a string says, its escapes resolved; `None` for any other value and for strings that RON refuses.
    pub fn string(&self, id: NodeId) -> Option<Cow<'a, str>> {
        let node = self.node(id)?;
        if node.shape == Shape::Text { lex::decode(self.slice(node.span())) } else { None }
    }
}
