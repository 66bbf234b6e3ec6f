//! Two rewordings of one text.

use std::ops::Range;

use crate::change::words::{Piece, PieceKind, words};

/// Another wording of a piece of the text, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    at: Range<usize>,
    text: String,
}

/// The text with the rewordings of both sides; `None`: they touch, or nothing would be left.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let (ours, theirs) = (hunks(&words(base, ours)), hunks(&words(base, theirs)));
    let mut both = ours.clone();
    for hunk in theirs {
        if ours.contains(&hunk) {
            continue;
        }
        if ours.iter().any(|other| touch(base, other, &hunk)) {
            return None;
        }
        both.push(hunk);
    }
    both.sort_by_key(|hunk| hunk.at.start);
    let text = woven(base, &both)?;
    (!text.trim().is_empty()).then_some(text)
}

fn woven(base: &str, hunks: &[Hunk]) -> Option<String> {
    let mut out = String::new();
    let mut from = 0;
    for hunk in hunks {
        out.push_str(base.get(from..hunk.at.start)?);
        out.push_str(&hunk.text);
        from = hunk.at.end;
    }
    out.push_str(base.get(from..)?);
    Some(out)
}

/// Whether not even one word is between them.
fn touch(base: &str, one: &Hunk, other: &Hunk) -> bool {
    let (first, second) = if one.at.start <= other.at.start { (one, other) } else { (other, one) };
    let between = base.get(first.at.end..second.at.start);
    between.is_none_or(|text| !text.chars().any(char::is_alphanumeric))
}

fn hunks(pieces: &[Piece]) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    let mut at = 0;
    let mut is_open = false;
    for piece in pieces {
        let len = piece.text.len();
        if piece.kind == PieceKind::Same {
            at += len;
            is_open = false;
            continue;
        }
        if !is_open {
            out.push(Hunk { at: at..at, text: String::new() });
            is_open = true;
        }
        let Some(hunk) = out.last_mut() else { continue };
        if piece.kind == PieceKind::Gone {
            at += len;
            hunk.at.end = at;
        } else {
            hunk.text.push_str(&piece.text);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_apart_are_both_kept() {
        let base = "No ETA once the van has left";
        let ours = "No ETA once the lorry has left";
        let theirs = "No arrival time once the van has left";
        let both = "No arrival time once the lorry has left";
        assert_eq!(merge(base, ours, theirs).as_deref(), Some(both));
        assert_eq!(merge(base, theirs, ours).as_deref(), Some(both));
    }

    #[test]
    fn changes_that_touch_are_not() {
        assert_eq!(merge("High cost", "Low cost", "High price"), None);
        assert_eq!(merge("a", "b", "c"), None);
        assert_eq!(merge("one two three", "one 2 three", "one zwei three"), None);
        assert_eq!(merge("the end", "the end here", "the end there"), None);
    }

    #[test]
    fn the_same_change_is_one() {
        let merged = merge("one two three four", "ONE two three four", "ONE two three 4");
        assert_eq!(merged.as_deref(), Some("ONE two three 4"));
    }

    #[test]
    fn lines_too() {
        let merged =
            merge("first line\nsecond\nthird", "first line\nsecond\nthird, more", "1st line\nsecond\nthird");
        assert_eq!(merged.as_deref(), Some("1st line\nsecond\nthird, more"));
    }

    #[test]
    fn nothing_left_is_no_answer() {
        assert_eq!(merge("one and two", "and two", "one and").as_deref(), Some("and"));
        assert_eq!(merge("", "x", "y"), None);
    }
}
