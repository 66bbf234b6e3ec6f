//! Running text whose parts have meanings: sentences of the detail pane and of the outline.

use super::canvas::Canvas;
use super::scene::Scene;
use super::sieve::find;
use crate::tui::text::{start, width};
use crate::tui::theme::Role;

/// Text in pieces, each with its meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::tui) struct Rich {
    pieces: Vec<(String, Role)>,
}

/// One line of wrapped rich text.
pub(in crate::tui) type Line = Vec<(String, Role)>;

impl Rich {
    /// One piece.
    pub(in crate::tui) fn of(text: impl Into<String>, role: Role) -> Self {
        Self { pieces: vec![(text.into(), role)] }
    }

    /// With another piece after it; an empty one is left out.
    pub(in crate::tui) fn say(&mut self, text: impl Into<String>, role: Role) -> &mut Self {
        let text = text.into();
        if !text.is_empty() {
            self.pieces.push((text, role));
        }
        self
    }

    /// With a further fact, parted by `sep` from what stands before.
    pub(super) fn fact(&mut self, sep: &str, text: impl Into<String>, role: Role) -> &mut Self {
        let text = text.into();
        if !text.is_empty() {
            if !self.pieces.is_empty() {
                self.say(sep, Role::Dim);
            }
            self.say(text, role);
        }
        self
    }

    /// Nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Columns on one line.
    pub(super) fn width(&self) -> usize {
        self.pieces.iter().map(|(text, _)| width(text)).sum()
    }

    /// Whether it is one line in `room` columns.
    pub(super) fn fits_a_line(&self, room: usize) -> bool {
        self.width() <= room && !self.pieces.iter().any(|(text, _)| text.contains('\n'))
    }

    /// Wrapped at blanks into lines of `room` columns, at most `most` of them.
    pub(in crate::tui) fn wrap(&self, room: usize, most: usize) -> Vec<Line> {
        let mut lines = Lines { done: Vec::new(), line: Vec::new(), used: 0, room: room.max(1) };
        for (text, role) in &self.pieces {
            for (at, paragraph) in text.split('\n').enumerate() {
                if at > 0 {
                    lines.end();
                }
                // What fits as it is need not be looked at word by word.
                let is_short = lines.used + width(paragraph) <= lines.room;
                let until = if is_short { '\n' } else { ' ' };
                for word in paragraph.split_inclusive(until) {
                    lines.add(word, *role);
                    if lines.done.len() >= most {
                        lines.done.truncate(most);
                        return lines.done;
                    }
                }
            }
        }
        lines.end();
        lines.done
    }
}

/// Lines being filled.
struct Lines {
    done: Vec<Line>,
    line: Line,
    used: usize,
    room: usize,
}

impl Lines {
    fn end(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
    }

    fn add(&mut self, word: &str, role: Role) {
        if self.used + width(word.trim_end()) > self.room && self.used > 0 {
            self.end();
        }
        let mut rest = if self.used == 0 { word.trim_start() } else { word };
        while width(rest.trim_end()) > self.room {
            let (kept, _) = start(rest, self.room);
            let (head, tail) = rest.split_at_checked(kept.len().max(1)).unwrap_or((rest, ""));
            if kept.is_empty() {
                // A wide letter in a room of one column: there is no place for it.
                return;
            }
            self.push(head, role);
            self.end();
            rest = tail;
        }
        self.push(rest, role);
    }

    fn push(&mut self, text: &str, role: Role) {
        self.used += width(text);
        match self.line.last_mut() {
            Some((last, known)) if *known == role => last.push_str(text),
            _ => self.line.push((text.to_owned(), role)),
        }
    }
}

/// Writes a line, what is searched for standing out, and says how many columns it took.
pub(super) fn put(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    (x, y): (i32, i32),
    line: &Line,
    room: usize,
) -> usize {
    let mut taken = 0;
    for (text, role) in line {
        taken += canvas.put(x + taken as i32, y, text, room.saturating_sub(taken), scene.style(*role));
    }
    if let Some(needle) = scene.view.search.as_deref() {
        let whole: String = line.iter().map(|(text, _)| text.as_str()).collect();
        for (at, columns) in hits(&whole, needle) {
            let columns = columns.min(room.saturating_sub(at));
            canvas.tint(x + at as i32, y, columns, scene.theme.style(Role::Match));
        }
    }
    taken
}

/// Where a text says what is searched for: columns before it, and how many it takes.
pub(super) fn hits(text: &str, needle: &str) -> Vec<(usize, usize)> {
    let (mut out, mut begin) = (Vec::new(), 0);
    while let Some((from, to)) = text.get(begin..).and_then(|rest| find(rest, needle)) {
        let part = |from: usize, to: usize| width(text.get(from..to).unwrap_or_default());
        out.push((part(0, begin + from), part(begin + from, begin + to)));
        begin += to;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rich: &Rich, room: usize) -> Vec<String> {
        let join = |line: Line| line.into_iter().map(|(text, _)| text).collect::<String>();
        rich.wrap(room, 99).into_iter().map(|line| join(line).trim_end().to_owned()).collect()
    }

    #[test]
    fn words_stay_whole_across_pieces() {
        let mut rich = Rich::of("No ETA once the van left", Role::Strong);
        rich.fact(" · ", "pain", Role::Text).fact(" · ", "", Role::Text).fact(" · ", "high", Role::Text);
        assert_eq!(lines(&rich, 12), ["No ETA once", "the van left", "· pain ·", "high"]);
        assert_eq!(lines(&rich, 80), ["No ETA once the van left · pain · high"]);
        assert_eq!(rich.width(), 38);
    }

    #[test]
    fn every_place_that_says_it_is_found() {
        assert_eq!(hits("No ETA: 日本 eta", "eta"), [(3, 3), (13, 3)]);
        assert!(hits("No ETA", "").is_empty() && hits("", "x").is_empty());
    }

    #[test]
    fn long_words_and_line_feeds_break() {
        assert_eq!(lines(&Rich::of("abcdef\ngh", Role::Text), 4), ["abcd", "ef", "gh"]);
        assert_eq!(lines(&Rich::of("日本語", Role::Text), 1), [""]);
        assert!(Rich::default().is_empty());
    }
}
