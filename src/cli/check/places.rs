//! Where elements stand in the text of a file.
//!
//! A file as Milepost writes it has each id on a line of its own: one pass over the text finds them all. Only a file that is
//! written otherwise is scanned.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use crate::map::Map;
use crate::rules::Target;
use crate::store::diagnostic::{Place, line_col};
use crate::store::ron::scan::{NodeId, Scan, Shape};

/// How an id is written at the beginning of its line.
const ID: &str = "id: \"";

/// The places of a text.
pub(super) struct Places<'a> {
    text: &'a str,
    ids: OnceCell<HashMap<&'a str, Option<usize>>>,
    lines: OnceCell<Vec<usize>>,
    scan: OnceCell<Scan<'a>>,
}

impl<'a> Places<'a> {
    /// Of a prepared text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, ids: OnceCell::new(), lines: OnceCell::new(), scan: OnceCell::new() }
    }

    /// The bytes to point at for an element: its id, where it is written; else where it begins, else the stage that it is in.
    pub(super) fn of(&self, target: &Target, map: Option<&Map>) -> Option<Range<usize>> {
        let own = match target.id() {
            Some(id) => self.of_id(id),
            None => self.of_file(),
        };
        own.or_else(|| self.of_stage(map?.stage_index(target.stage()?)?)).or_else(|| self.of_file())
    }

    fn of_id(&self, id: &str) -> Option<Range<usize>> {
        match self.ids().get(id) {
            Some(Some(at)) => Some(*at..at + id.len() + 2),
            _ => self.scan().place_of_id(id),
        }
    }

    /// The title or name that the file gives itself, else its beginning.
    fn of_file(&self) -> Option<Range<usize>> {
        let root = self.scan().root()?;
        let named = ["title", "name", "id", "policy"].iter().find_map(|field| self.scan().field(root, field));
        self.extent(named.unwrap_or(root))
    }

    fn of_stage(&self, index: usize) -> Option<Range<usize>> {
        let stages = self.scan().field(self.scan().root()?, "stages")?;
        self.extent(self.scan().children(stages).nth(index)?)
    }

    /// Of something in brackets, only the first.
    fn extent(&self, id: NodeId) -> Option<Range<usize>> {
        let node = self.scan().node(id)?;
        let span = node.span();
        Some(match node.shape {
            Shape::Struct | Shape::Tuple | Shape::List | Shape::Map => span.start..span.start + 1,
            _ => span,
        })
    }

    fn scan(&self) -> &Scan<'a> {
        self.scan.get_or_init(|| Scan::of(self.text))
    }

    /// The ids that stand at the beginning of a line; `None` for those that do so twice.
    fn ids(&self) -> &HashMap<&'a str, Option<usize>> {
        self.ids.get_or_init(|| {
            // A card takes some three hundred bytes.
            let mut ids = HashMap::with_capacity(self.text.len() / 300);
            for at in memmem::find_iter(self.text.as_bytes(), ID) {
                let Some(id) = self.id_at(at) else { continue };
                ids.entry(id).and_modify(|place| *place = None).or_insert(Some(at + ID.len() - 1));
            }
            ids
        })
    }

    fn id_at(&self, at: usize) -> Option<&'a str> {
        let before = self.text.get(..at)?;
        let indented = before.trim_end_matches(' ');
        let rest = self.text.get(at + ID.len()..)?;
        let end = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes())?;
        let line_ends = rest.get(end..)?.starts_with("\",\n");
        if indented.ends_with('\n') && line_ends { rest.get(..end) } else { None }
    }

    /// Line and column of a byte, from 1.
    pub(super) fn line_col(&self, offset: usize) -> Place {
        let lines = self.lines.get_or_init(|| memchr::memchr_iter(b'\n', self.text.as_bytes()).collect());
        let line = lines.partition_point(|end| *end < offset);
        let start = line.checked_sub(1).and_then(|before| lines.get(before)).map_or(0, |end| end + 1);
        let rest = self.text.get(start..).unwrap_or_default();
        Place { line: line + 1, column: line_col(rest, offset.saturating_sub(start)).column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::{CardId, StageId};
    use crate::store::document::{LoadContext, load_map};

    fn stage(id: &str) -> Target {
        Target::Stage(StageId::new(id).unwrap())
    }

    fn said<'a>(text: &'a str, target: &Target) -> &'a str {
        let map = load_map(text.as_bytes(), "a.ron", &LoadContext::default()).value.unwrap();
        let span = Places::new(text).of(target, Some(&map)).unwrap();
        text.get(span).unwrap()
    }

    const WRITTEN: &str = "(\n  format: 1,\n  id: \"wait\",\n  title: \"T\",\n  stages: [\n    (\n      id: \"pay\",\n      name: \"P\",\n    ),\n    (\n      id: \"wait\",\n      name: \"W\",\n    ),\n  ],\n)\n";

    #[test]
    fn elements_stand_at_their_id() {
        assert_eq!(said(WRITTEN, &stage("pay")), "\"pay\"");
        assert_eq!(said(WRITTEN, &Target::Map), "\"T\"");
        let places = Places::new(WRITTEN);
        assert_eq!(places.ids().get("pay"), Some(&Some(WRITTEN.find("\"pay\"").unwrap())));
        assert!(places.scan.get().is_none());
    }

    #[test]
    fn a_text_that_looks_like_an_id_is_none() {
        let text = "(format: 1, title: \"\n  id: \\\"pay\\\",\n\", stages: [(id: \"pay\", name: \"P\")])";
        let places = Places::new(text);
        assert_eq!(places.of_id("pay").unwrap().start, text.rfind("\"pay\"").unwrap());
    }

    #[test]
    fn without_an_id_the_element_or_its_stage_is_shown() {
        let text =
            "(format: 1, title: \"T\", stages: [(name: \"Pay\"), (name: \"Wait\", pains: [(text: \"x\")])])";
        let map = load_map(text.as_bytes(), "a.ron", &LoadContext::default()).value.unwrap();
        let second = &map.stages[1].id;
        let expected = text.find("(name: \"Wait").unwrap();
        let places = Places::new(text);
        assert_eq!(places.of(&Target::Stage(second.clone()), Some(&map)).unwrap(), expected..expected + 1);
        let card = Target::Card(Some(second.clone()), CardId::new("gone").unwrap());
        assert_eq!(places.of(&card, Some(&map)).unwrap(), expected..expected + 1);
    }

    #[test]
    fn lines_and_columns_are_those_of_the_whole_text() {
        let text = "a\nbé日x\n\nend";
        let places = Places::new(text);
        for at in 0..=text.len() {
            assert_eq!(places.line_col(at), line_col(text, at), "{at}");
        }
    }
}
