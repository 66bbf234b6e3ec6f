//! Where in the text a trouble is; the text is scanned at the first question.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::store::diagnostic::{Diagnostic, line_col};
use crate::store::format1::{At, Trouble};
use crate::store::ron::scan::{NodeId, Path, Scan, Shape};

/// The places of a text.
pub(super) struct Places<'a> {
    text: &'a str,
    derived: HashMap<String, Path>,
    scan: OnceCell<Scan<'a>>,
}

impl<'a> Places<'a> {
    /// `derived`: the ways to the elements whose ids are not written.
    pub(super) fn new(text: &'a str, derived: HashMap<String, Path>) -> Self {
        Self { text, derived, scan: OnceCell::new() }
    }

    /// The scanned text.
    pub(super) fn scan(&self) -> &Scan<'a> {
        self.scan.get_or_init(|| Scan::of(self.text))
    }

    /// The trouble with its place.
    pub(super) fn diagnostic(&self, trouble: Trouble) -> Diagnostic {
        let span = self.span(&trouble);
        let message = match &trouble.first {
            Some(id) => format!("{}{}", trouble.message, self.first_use(id)),
            None => trouble.message,
        };
        let diagnostic = Diagnostic::warning(trouble.code, message).hint(trouble.hint);
        match span {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }

    fn first_use(&self, id: &str) -> String {
        let place = self.scan().place_of_id(id);
        place.map_or_else(String::new, |at| {
            format!(", the first time on line {}", line_col(self.text, at.start).line)
        })
    }

    fn span(&self, trouble: &Trouble) -> Option<Range<usize>> {
        let At { element, field, item, below } = &trouble.at;
        let holder = match element {
            None => self.scan().root(),
            Some(id) => match (self.derived.get(id), &trouble.first) {
                (Some(path), _) => self.scan().find(path),
                (None, Some(first)) => return self.scan().places_of_id(first).pop(),
                (None, None) => self.scan().element(id),
            },
        }?;
        let found = field.and_then(|name| self.scan().field(holder, name));
        let found = found.map(|at| self.scan().deepest(at, below));
        let found = match item {
            Some(text) => found.and_then(|list| self.item(list, text)).or(found),
            None => found,
        };
        Some(self.extent(found.unwrap_or(holder)))
    }

    fn item(&self, list: NodeId, text: &str) -> Option<NodeId> {
        self.scan().children(list).find(|item| self.scan().string(*item).as_deref() == Some(text))
    }

    /// The bytes to point at: of something in brackets, only the first.
    fn extent(&self, id: NodeId) -> Range<usize> {
        let Some(node) = self.scan().node(id) else { return 0..0 };
        let span = node.span();
        match node.shape {
            Shape::Struct | Shape::Tuple | Shape::List | Shape::Map => span.start..span.start + 1,
            _ => span,
        }
    }
}
