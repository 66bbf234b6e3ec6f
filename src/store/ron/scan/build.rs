//! Tokens to nodes, with a stack of open brackets on the heap.

use std::cell::OnceCell;
use std::ops::Range;

use super::super::lex::{Kind, Token, tokens};
use super::{MAX_NODES, MAX_PROBLEMS, Node, NodeId, Problem, Scan, Shape, Span};

pub(super) fn build(text: &str) -> Scan<'_> {
    let mut builder = Builder::new(text);
    for token in tokens(text) {
        if builder.is_full() {
            break;
        }
        builder.token(&token);
    }
    builder.finish()
}

/// What is known about the bracket being filled.
#[derive(Debug, Clone, Copy, Default)]
struct Frame {
    node: Option<NodeId>,
    open: u32,
    bracket: usize,
    /// The value written last, and whether a comma is due.
    last: Option<NodeId>,
    comma_due: bool,
    /// A name and a colon were read; the node of the value waits.
    waiting: bool,
}

#[derive(Debug)]
struct Builder<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    problems: Vec<Problem>,
    stack: Vec<Frame>,
    top: Frame,
    /// How many of `(`, `[`, `{` are open: a closing bracket of none of them is stray without a search.
    open: [usize; 3],
    /// Inside `#![…]`: how many brackets are open there.
    attribute: Option<usize>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            nodes: Vec::new(),
            problems: Vec::new(),
            stack: Vec::new(),
            top: Frame::default(),
            open: [0; 3],
            attribute: None,
        }
    }

    fn is_full(&self) -> bool {
        self.nodes.len() >= MAX_NODES || self.text.len() >= u32::MAX as usize
    }

    fn problem(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    fn token(&mut self, token: &Token) {
        if self.attribute.is_some() || self.starts_attribute(token) {
            self.in_attribute(token.kind);
            return;
        }
        if token.kind.is_unclosed() {
            let comment = token.kind.is_comment();
            self.problem(Problem::Endless { span: token.span.clone(), comment });
        }
        match token.kind {
            Kind::Space | Kind::Newline | Kind::LineComment | Kind::BlockComment { .. } => {}
            Kind::OpenParen => self.open(token, Shape::Tuple, 0),
            Kind::OpenBracket => self.open(token, Shape::List, 1),
            Kind::OpenBrace => self.open(token, Shape::Map, 2),
            Kind::CloseParen => self.close(token, 0),
            Kind::CloseBracket => self.close(token, 1),
            Kind::CloseBrace => self.close(token, 2),
            Kind::Colon => self.colon(token),
            Kind::Comma => self.comma(token),
            Kind::Mark if self.text.get(token.span.clone()) == Some("..") => {}
            Kind::Mark | Kind::Unknown => self.problem(Problem::Unexpected(token.span.clone())),
            Kind::String { .. } | Kind::RawString { .. } => self.leaf(Shape::Text, &token.span),
            Kind::ByteString { .. } => self.leaf(Shape::Bytes, &token.span),
            Kind::Char => self.leaf(Shape::Char, &token.span),
            Kind::Number => self.leaf(Shape::Number, &token.span),
            Kind::Ident => self.leaf(Shape::Word, &token.span),
        }
    }

    fn starts_attribute(&self, token: &Token) -> bool {
        self.nodes.is_empty() && token.kind == Kind::Mark && self.text.get(token.span.clone()) == Some("#")
    }

    fn in_attribute(&mut self, kind: Kind) {
        let depth = self.attribute.unwrap_or(0);
        self.attribute = match kind {
            Kind::OpenBracket => Some(depth + 1),
            Kind::CloseBracket if depth <= 1 => None,
            Kind::CloseBracket => Some(depth - 1),
            _ => Some(depth),
        };
    }

    fn node(&mut self, id: Option<NodeId>) -> Option<&mut Node> {
        self.nodes.get_mut(id?.at())
    }

    fn leaf(&mut self, shape: Shape, span: &Range<usize>) {
        let id = self.value(span);
        if let Some(node) = self.node(Some(id)) {
            node.shape = shape;
        }
    }

    /// The node of a value that starts with these bytes: the one that waits after `name:`, or a new one.
    fn value(&mut self, span: &Range<usize>) -> NodeId {
        if let (true, Some(last)) = (self.top.waiting, self.top.last) {
            if let Some(node) = self.node(Some(last)) {
                node.span = Span::of(span);
            }
            self.top.waiting = false;
            return last;
        }
        self.check_separated(span);
        let id = NodeId(self.nodes.len() as u32);
        let (parent, before) = (self.top.node, self.top.last);
        let index = self.node(before).map_or(0, |n| n.index + 1);
        self.nodes.push(Node {
            shape: Shape::Missing,
            index,
            span: Span::of(span),
            tag: Span::default(),
            name: Span::default(),
            parent,
            first: None,
            last: None,
            next: None,
        });
        self.link(parent, before, id);
        self.top.last = Some(id);
        self.top.comma_due = true;
        id
    }

    fn check_separated(&mut self, span: &Range<usize>) {
        if !self.top.comma_due {
            return;
        }
        let before = self.node(self.top.last).map_or(0..0, |n| n.span());
        let after = span.clone();
        self.problem(match self.top.node {
            None => Problem::Trailing(after),
            Some(_) => Problem::NoComma { before, after },
        });
    }

    fn link(&mut self, parent: Option<NodeId>, before: Option<NodeId>, id: NodeId) {
        if let Some(before) = self.node(before) {
            before.next = Some(id);
        }
        if let Some(parent) = self.node(parent) {
            parent.first.get_or_insert(id);
            parent.last = Some(id);
        }
    }

    fn open(&mut self, token: &Token, shape: Shape, bracket: usize) {
        let id = match self.tagged(bracket) {
            Some(id) => id,
            None => self.value(&token.span),
        };
        if let Some(node) = self.node(Some(id)) {
            node.shape = shape;
        }
        self.open[bracket] += 1;
        let frame = Frame { node: Some(id), open: token.span.start as u32, bracket, ..Frame::default() };
        self.stack.push(std::mem::replace(&mut self.top, frame));
    }

    /// The word right before a `(` is the name of a variant.
    fn tagged(&mut self, bracket: usize) -> Option<NodeId> {
        let last = self.top.last.filter(|_| bracket == 0 && self.top.comma_due && !self.top.waiting)?;
        let node = self.node(Some(last)).filter(|n| n.shape == Shape::Word)?;
        node.tag = node.span;
        Some(last)
    }

    fn close(&mut self, token: &Token, bracket: usize) {
        if self.open[bracket] == 0 {
            self.problem(Problem::Stray(token.span.clone()));
            return;
        }
        while self.top.bracket != bracket {
            self.unclosed(Some(token.span.clone()));
            self.pop(token.span.start);
        }
        self.end_of_field();
        self.pop(token.span.end);
    }

    fn unclosed(&mut self, found: Option<Range<usize>>) {
        let open = self.top.open as usize;
        self.problem(Problem::Unclosed { open: open..open + 1, found, depth: self.stack.len() });
    }

    fn pop(&mut self, end: usize) {
        self.open[self.top.bracket] = self.open[self.top.bracket].saturating_sub(1);
        if let Some(node) = self.node(self.top.node) {
            node.span.end = Span::of(&(end..end)).end;
        }
        self.top = self.stack.pop().unwrap_or_default();
    }

    fn end_of_field(&mut self) {
        if self.top.waiting {
            self.top.waiting = false;
            let name = self.node(self.top.last).and_then(|n| n.name()).unwrap_or_default();
            self.problem(Problem::NoValue(name));
        }
    }

    fn colon(&mut self, token: &Token) {
        if !self.top.comma_due || self.top.waiting || self.top.node.is_none() {
            self.problem(Problem::Unexpected(token.span.clone()));
            return;
        }
        if self.node(self.top.node).is_some_and(|n| n.shape == Shape::List) {
            self.problem(Problem::Unexpected(token.span.clone()));
        }
        let end = token.span.end;
        match self.node(self.top.last) {
            Some(key) if key.name.some().is_none() => {
                (key.name, key.span) = (key.span, Span::of(&(end..end)));
                (key.shape, key.tag, key.first, key.last) = (Shape::Missing, Span::default(), None, None);
            }
            _ => return self.problem(Problem::Unexpected(token.span.clone())),
        }
        self.top.waiting = true;
        if let Some(holder) = self.node(self.top.node).filter(|n| n.shape == Shape::Tuple) {
            holder.shape = Shape::Struct;
        }
    }

    fn comma(&mut self, token: &Token) {
        self.end_of_field();
        if !self.top.comma_due {
            self.problem(Problem::Unexpected(token.span.clone()));
        }
        self.top.comma_due = false;
    }

    fn finish(mut self) -> Scan<'a> {
        let partial = self.is_full();
        while !self.stack.is_empty() {
            if !partial {
                self.end_of_field();
                self.unclosed(None);
            }
            self.pop(self.text.len());
        }
        let Self { text, nodes, problems, .. } = self;
        Scan { text, nodes, problems, partial, ids: OnceCell::new() }
    }
}
