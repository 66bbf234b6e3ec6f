//! Comments that people wrote into a file survive its rewriting.
//!
//! Each comment is anchored to the element or field that it stands by, addressed by ids, so that it follows an
//! element that moves. The canonical text is then written without comments, and they are woven in again.

use std::collections::HashMap;

use memchr::memmem;

use super::lex::{Kind, Token, tokens};
use super::scan::{NodeId, Path, Scan};

mod weave;

/// Where a comment stands, seen from its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On lines of its own, before the anchor.
    Before,
    /// On the line where the anchor ends, behind it.
    Behind,
    /// On the line of the anchor's opening bracket, behind that.
    Opening,
    /// Inside the anchor, after all that it holds.
    Inside,
    /// Before everything, also before `#![enable(…)]`.
    Top,
    /// Behind `#![enable(…)]`, on its line.
    Header,
    /// After everything.
    Foot,
}

/// One comment and what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The comment as written, with its `//` or `/* */`.
    pub text: String,
    /// The way to its anchor; of no use for [`Side::Top`], [`Side::Header`] and [`Side::Foot`].
    pub anchor: Path,
    /// Where it stands, seen from the anchor.
    pub side: Side,
}

/// A comment whose anchor is gone, and where it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The comment.
    pub comment: Comment,
    /// The nearest surviving ancestor, at whose end it stands now.
    pub to: Path,
}

/// All comments of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    list: Vec<Comment>,
}

/// Whether `text` could hold comments: a cheap look that misses none. Strings are passed over, so that `https://` in
/// one is no reason to scan the text; where raw strings or odd quotes make that hard, the answer is yes.
pub fn may_hold_comments(text: &str) -> bool {
    let bytes = text.as_bytes();
    if memmem::find(bytes, b"//").is_none() && memmem::find(bytes, b"/*").is_none() {
        return false;
    }
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'"', b'/', b'\'', rest)) {
        at += found;
        // In `r"…"`, `r#"…"#` and `'"'` a quote means something else.
        let is_plain = bytes.get(at) == Some(&b'"')
            && !at
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .is_some_and(|b| matches!(b, b'r' | b'#'));
        if !is_plain {
            return true;
        }
        let Some(end) = end_of_string(bytes, at + 1) else { return true };
        at = end;
    }
    false
}

/// Behind the quote that ends the string whose first character is at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

impl Comments {
    /// The comments of a scanned text.
    pub fn collect(scan: &Scan<'_>) -> Self {
        if !may_hold_comments(scan.text()) {
            return Self::default();
        }
        Collector::new(scan).collect()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The comments, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Comment> {
        self.list.iter()
    }

    /// These comments with what their side wrote, and without what it took away.
    #[must_use]
    pub fn merged(&self, base: &Self, theirs: &Self) -> Self {
        let is_gone = |c: &&Comment| base.list.contains(c) && !theirs.list.contains(c);
        let is_new = |c: &&Comment| !base.list.contains(c) && !self.list.contains(c);
        let kept = self.list.iter().filter(|c| !is_gone(c));
        Self { list: kept.chain(theirs.list.iter().filter(is_new)).cloned().collect() }
    }

    /// Puts the comments into `canonical`, a text written by [`to_ron`](super::emit::to_ron), and tells which of
    /// them have lost their anchor. None is ever left out. Every line of `canonical` stays as it is, but for comments behind it.
    pub fn weave(&self, canonical: &str) -> (String, Vec<Moved>) {
        weave::weave(&self.list, canonical)
    }
}

struct Collector<'s, 'a> {
    scan: &'s Scan<'a>,
    /// Values by where they start (with their name) and where they end.
    starts: HashMap<usize, NodeId>,
    ends: HashMap<usize, NodeId>,
    /// Containers by where their opening bracket ends.
    opens: HashMap<usize, NodeId>,
    solid: Vec<Token>,
}

impl<'s, 'a> Collector<'s, 'a> {
    fn new(scan: &'s Scan<'a>) -> Self {
        let mut this = Self {
            scan,
            starts: HashMap::new(),
            ends: HashMap::new(),
            opens: HashMap::new(),
            solid: Vec::new(),
        };
        for (id, node) in scan.nodes() {
            this.starts.insert(node.whole().start, id);
            this.ends.insert(node.span().end, id);
        }
        this
    }

    fn collect(mut self) -> Comments {
        let all: Vec<Token> = tokens(self.scan.text()).collect();
        self.solid = all.iter().filter(|t| !t.kind.is_trivia()).cloned().collect();
        self.find_openings();
        let mut list = Vec::new();
        let mut before = 0;
        for token in &all {
            if token.kind.is_comment() {
                list.push(self.comment(token, before));
            } else if !token.kind.is_trivia() {
                before += 1;
            }
        }
        Comments { list }
    }

    /// The bracket of a value is the first one at or after its start: behind the name of its variant.
    fn find_openings(&mut self) {
        let values: HashMap<usize, NodeId> = self.scan.nodes().map(|(id, n)| (n.span().start, id)).collect();
        let mut last = None;
        for token in &self.solid {
            let here = values.get(&token.span.start).copied();
            let opens = matches!(token.kind, Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace);
            if let Some(id) = here.or(last).filter(|_| opens) {
                self.opens.insert(token.span.end, id);
            }
            last = here;
        }
    }

    /// `before`: how many solid tokens stand before the comment.
    fn comment(&self, token: &Token, before: usize) -> Comment {
        let text = self.scan.slice(token.span.clone()).to_owned();
        let previous = before.checked_sub(1).and_then(|at| self.solid.get(at));
        let (side, anchor) = self.place(token, previous, self.solid.get(before));
        Comment { text, side, anchor: anchor.map(|id| self.scan.path_of(id)).unwrap_or_default() }
    }

    fn place(&self, token: &Token, previous: Option<&Token>, next: Option<&Token>) -> (Side, Option<NodeId>) {
        let Some(root) = self.scan.root().and_then(|id| self.scan.node(id)) else {
            return (Side::Foot, None);
        };
        let root = root.span();
        if token.span.start < root.start {
            return self.at_head(token, previous, next.is_some_and(|n| n.span.start < root.start));
        }
        let same_line = previous.filter(|p| !self.has_line_end(p.span.end..token.span.start));
        let code_follows =
            next.is_some_and(|n| !self.has_line_end(token.span.end..n.span.start) && n.kind != Kind::Comma);
        if let Some(previous) = same_line.filter(|_| !code_follows) {
            if let Some(id) = self.opens.get(&previous.span.end) {
                return (Side::Opening, Some(*id));
            }
            if let Some(id) = self.ended(previous) {
                return (Side::Behind, Some(id));
            }
        }
        let around = || (Side::Before, self.scan.node_at(token.span.start).or(self.scan.root()));
        match next {
            None => (Side::Foot, None),
            Some(next) if is_close(next.kind) => {
                self.ends.get(&next.span.end).map_or_else(around, |id| (Side::Inside, Some(*id)))
            }
            Some(next) if next.kind == Kind::Comma => {
                previous.and_then(|p| self.ended(p)).map_or_else(around, |id| (Side::Behind, Some(id)))
            }
            Some(next) => {
                self.starts.get(&next.span.start).map_or_else(around, |id| (Side::Before, Some(*id)))
            }
        }
    }

    fn at_head(
        &self,
        token: &Token,
        previous: Option<&Token>,
        header_follows: bool,
    ) -> (Side, Option<NodeId>) {
        if header_follows {
            return (Side::Top, None);
        }
        match previous {
            Some(header) if !self.has_line_end(header.span.end..token.span.start) => (Side::Header, None),
            _ => (Side::Before, self.scan.root()),
        }
    }

    /// The value that ends with this token, or with the one before this comma.
    fn ended(&self, token: &Token) -> Option<NodeId> {
        if token.kind != Kind::Comma {
            return self.ends.get(&token.span.end).copied();
        }
        let at = self.solid.partition_point(|t| t.span.start < token.span.start).checked_sub(1)?;
        self.ends.get(&self.solid.get(at)?.span.end).copied()
    }

    fn has_line_end(&self, range: std::ops::Range<usize>) -> bool {
        self.scan.slice(range).contains('\n')
    }
}

fn is_close(kind: Kind) -> bool {
    matches!(kind, Kind::CloseParen | Kind::CloseBracket | Kind::CloseBrace)
}

#[cfg(test)]
mod tests;
