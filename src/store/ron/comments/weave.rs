//! Comments back into a canonical text: lines of their own before a line, or behind one.

use super::super::scan::{NodeId, Path, Scan, Step};
use super::{Comment, Moved, Side};

pub(super) fn weave(comments: &[Comment], canonical: &str) -> (String, Vec<Moved>) {
    if comments.is_empty() {
        return (canonical.to_owned(), Vec::new());
    }
    let scan = Scan::of(canonical);
    let mut loom = Loom::new(&scan);
    let mut moved = Vec::new();
    for comment in comments {
        let (anchor, kept) = find_anchor(&scan, comment);
        if kept {
            loom.place(comment, comment.side, anchor);
        } else {
            loom.place(comment, Side::Inside, anchor);
            moved.push(Moved {
                comment: comment.clone(),
                to: anchor.map(|id| scan.path_of(id)).unwrap_or_default(),
            });
        }
    }
    (loom.finish(), moved)
}

/// The anchor itself, or the nearest of its ancestors that is still there.
fn find_anchor(scan: &Scan<'_>, comment: &Comment) -> (Option<NodeId>, bool) {
    if matches!(comment.side, Side::Top | Side::Header | Side::Foot) {
        return (None, true);
    }
    let mut path = comment.anchor.as_slice();
    if let Some(found) = find(scan, path) {
        return (Some(found), true);
    }
    while let Some((_, shorter)) = path.split_last() {
        path = shorter;
        if let Some(found) = find(scan, path) {
            return (Some(found), false);
        }
    }
    (scan.root(), false)
}

/// Follows a path; an element that is no longer there may have moved, and is looked for by its id.
fn find(scan: &Scan<'_>, path: &[Step]) -> Option<NodeId> {
    scan.find(path).or_else(|| {
        let at = path.iter().rposition(|step| matches!(step, Step::Item(_)))?;
        let Some(Step::Item(id)) = path.get(at) else { return None };
        let rest: Path = path.get(at + 1..)?.to_vec();
        scan.find(&[scan.path_of(scan.element(id)?), rest].concat())
    })
}

/// What is to stand around one line.
#[derive(Debug, Default, Clone)]
struct Around<'c> {
    /// Lines of their own before it, with their indentation.
    before: Vec<(usize, &'c str)>,
    behind: Vec<&'c str>,
}

struct Loom<'c, 'a, 's> {
    scan: &'s Scan<'a>,
    lines: Vec<&'a str>,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    around: Vec<Around<'c>>,
    foot: Vec<&'c str>,
}

impl<'c, 'a, 's> Loom<'c, 'a, 's> {
    fn new(scan: &'s Scan<'a>) -> Self {
        let text = scan.text();
        let lines: Vec<&str> = text.lines().collect();
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let around = vec![Around::default(); lines.len()];
        Self { scan, lines, starts, around, foot: Vec::new() }
    }

    fn place(&mut self, comment: &'c Comment, side: Side, anchor: Option<NodeId>) {
        let text = comment.text.as_str();
        let place = anchor.and_then(|id| self.scan.node(id)).map(|n| (n.whole().start, n.span()));
        match (side, place) {
            (Side::Top, _) => self.before(0, 0, text),
            (Side::Header, _) => self.behind(0, text),
            (Side::Foot, _) | (_, None) => self.foot.push(text),
            (Side::Before, Some((start, _))) => self.before(self.line(start), 0, text),
            (Side::Behind, Some((_, span))) => self.behind(self.line(span.end.saturating_sub(1)), text),
            (Side::Opening, Some((_, span))) => self.behind(self.line(span.start), text),
            (Side::Inside, Some((_, span))) => {
                let (first, last) = (self.line(span.start), self.line(span.end.saturating_sub(1)));
                self.before(last, if first == last { 0 } else { 2 }, text);
            }
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn before(&mut self, line: usize, deeper: usize, text: &'c str) {
        let indent = self.lines.get(line).map_or(0, |l| l.len() - l.trim_start_matches(' ').len());
        match self.around.get_mut(line) {
            Some(around) => around.before.push((indent + deeper, text)),
            None => self.foot.push(text),
        }
    }

    /// Behind a line; a `//` there already takes the rest of the line, so what comes after it goes before.
    fn behind(&mut self, line: usize, text: &'c str) {
        match self.around.get_mut(line) {
            Some(around) if !around.behind.last().is_some_and(|c| c.starts_with("//")) => {
                around.behind.push(text);
            }
            _ => {
                let closes =
                    self.lines.get(line).is_some_and(|l| l.trim_start().starts_with([')', ']', '}']));
                self.before(line, if closes { 2 } else { 0 }, text);
            }
        }
    }

    fn finish(self) -> String {
        let mut out = String::with_capacity(self.scan.text().len() + 1024);
        for (line, around) in self.lines.iter().zip(&self.around) {
            for (indent, text) in &around.before {
                out.extend(std::iter::repeat_n(' ', *indent).chain(text.chars()));
                out.push('\n');
            }
            out.push_str(line);
            for text in &around.behind {
                out.push(' ');
                out.push_str(text);
            }
            out.push('\n');
        }
        for text in self.foot {
            out.push_str(text);
            out.push('\n');
        }
        out
    }
}
