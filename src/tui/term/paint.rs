//! What differs between two pictures of the screen, as the fewest bytes that turn one into the other.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::colour::ColorProfile;
use super::glyph::Glyph;
use super::pen::{Pen, number};

/// Fewer blanks than this at a row's end are written one by one.
const ERASE_FROM: usize = 5;

/// Fewer blanks than this within a row are written one by one.
const ERASE_WITHIN: usize = 12;

/// Cells that stay are written again rather than stepped over, where there are at most so many: a step takes longer.
const BRIDGE: u16 = 3;

/// The terminal as the painter left it, and the bytes on their way to it.
#[derive(Debug)]
pub(super) struct Painter {
    pub(super) out: Vec<u8>,
    profile: ColorProfile,
    pen: Pen,
    /// The look of the cell that was looked at last, and the pen for it.
    last: ((Color, Color, Modifier), Pen),
    /// Column and row, while they are known.
    at: Option<(u16, u16)>,
}

impl Painter {
    pub(super) fn new(profile: ColorProfile) -> Self {
        let last = ((Color::Reset, Color::Reset, Modifier::empty()), Pen::PLAIN);
        Self { out: Vec::new(), profile, pen: Pen::PLAIN, last, at: None }
    }

    /// Paints a whole picture on a terminal in any state. Returns how many rows have something.
    pub(super) fn whole(&mut self, wanted: &Buffer) -> usize {
        self.clear();
        let width = usize::from(wanted.area.width).max(1);
        let cleared = vec![Cell::EMPTY; width];
        let mut painted = 0;
        for (y, new) in (0..).zip(wanted.content.chunks(width)) {
            if let Some(changed) = changed(&cleared, new, &(0..width)) {
                self.row(y, &cleared, new, &changed);
                painted += 1;
            }
        }
        painted
    }

    /// Clears the terminal, whatever state it is in.
    fn clear(&mut self) {
        self.out.extend_from_slice(b"\x1b[m\x1b[2J");
        self.pen = Pen::PLAIN;
        self.at = None;
    }

    /// Paints every row of `area` that differs in it, and makes it in `shown` as it is in `wanted`, which has the
    /// same size. Returns how many were painted.
    pub(super) fn area(&mut self, shown: &mut Buffer, wanted: &Buffer, area: Rect) -> usize {
        let width = usize::from(wanted.area.width).max(1);
        let pairs = shown.content.chunks_mut(width).zip(wanted.content.chunks(width));
        let columns = usize::from(area.left())..usize::from(area.right());
        let mut painted = 0;
        for (y, (old, new)) in (area.top()..area.bottom()).zip(pairs.skip(usize::from(area.top()))) {
            if let Some(changed) = changed(old, new, &columns) {
                self.row(y, old, new, &changed);
                for (old, new) in old.iter_mut().zip(new).take(changed.end).skip(changed.start) {
                    old.clone_from(new);
                }
                painted += 1;
            }
        }
        painted
    }

    /// Paints what differs in one row. A cell is also painted when half of an old wide glyph stands there,
    /// and after a glyph whose width the terminal may see differently.
    fn row(&mut self, y: u16, old: &[Cell], new: &[Cell], changed: &Range<usize>) {
        let end = self.erase_from(old, new, changed);
        let mut old_until = 0_usize;
        let mut new_until = 0_usize;
        let mut rest_is_unsure = false;
        // A wide glyph that begins one cell earlier reaches into what changed.
        let from = changed.start.saturating_sub(1);
        for (x, (before, cell)) in old.iter().zip(new).enumerate().take(end).skip(from) {
            // The right half of an old wide glyph may stand behind the last change.
            if x > changed.end && !rest_is_unsure {
                break;
            }
            let is_same = same(before, cell);
            let is_free = x >= old_until.max(new_until) && !rest_is_unsure;
            if is_free && is_plain(cell) && (is_same || is_plain(before)) {
                if !is_same {
                    new_until = self.put_plain((x, y), old, new, end);
                    old_until = new_until;
                }
                continue;
            }
            let room = u16::try_from(new.len() - x).unwrap_or(u16::MAX);
            let was_covered = x < old_until;
            if !was_covered {
                let glyph = Glyph::of(before.symbol(), room);
                old_until = x + usize::from(glyph.width);
                rest_is_unsure |= glyph.is_risky && !is_same;
            }
            if x < new_until {
                continue;
            }
            let glyph = Glyph::of(cell.symbol(), room);
            new_until = x + usize::from(glyph.width);
            if was_covered || rest_is_unsure || !is_same {
                rest_is_unsure |= glyph.is_risky;
                self.put((x as u16, y), new, &glyph, room);
            }
        }
        if end < new.len() {
            self.go(end as u16, y);
            self.set(Pen::PLAIN);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    /// Paints one column over what was one column, or all of the blanks that begin there; gives the column behind.
    fn put_plain(&mut self, (x, y): (usize, u16), old: &[Cell], new: &[Cell], end: usize) -> usize {
        let at = (x as u16, y);
        let blanks = self.blanks(old, new, x..end);
        if blanks >= ERASE_WITHIN {
            self.erase(at, blanks);
            return x + blanks;
        }
        if let Some(cell) = new.get(x) {
            let room = u16::try_from(new.len() - x).unwrap_or(u16::MAX);
            self.put(at, new, &Glyph::narrow(cell.symbol()), room);
        }
        x + 1
    }

    /// Where the plain blanks at the row's end start, if erasing them is worth it; else the row's end.
    fn erase_from(&mut self, old: &[Cell], new: &[Cell], changed: &Range<usize>) -> usize {
        let last = changed.end.saturating_sub(ERASE_FROM)..changed.end;
        if changed.len() < ERASE_FROM || !new.get(last).unwrap_or_default().iter().all(|c| self.is_blank(c)) {
            return new.len();
        }
        let end = new.iter().rposition(|cell| !self.is_blank(cell)).map_or(0, |last| last + 1);
        // The right half of a wide glyph is no blank.
        let end = match end.checked_sub(1).and_then(|last| new.get(last)) {
            Some(last) if Glyph::of(last.symbol(), 2).width == 2 => (end + 1).min(new.len()),
            _ => end,
        };
        let tails = old.iter().zip(new).skip(end);
        let changed = tails.filter(|(before, cell)| !same(before, cell)).take(ERASE_FROM).count();
        if changed == ERASE_FROM { end } else { new.len() }
    }

    /// How many plain blanks come now, over what was one column wide each. None but where both ends of them are sure.
    fn blanks(&mut self, old: &[Cell], new: &[Cell], columns: Range<usize>) -> usize {
        let pairs = old.iter().zip(new).take(columns.end).skip(columns.start);
        pairs.take_while(|(before, cell)| is_plain(before) && self.is_blank(cell)).count()
    }

    fn is_blank(&mut self, cell: &Cell) -> bool {
        cell.symbol() == " " && self.pen_of(cell).blanks_like(Pen::PLAIN)
    }

    /// The pen for a cell. Most cells have that of the cell before.
    fn pen_of(&mut self, cell: &Cell) -> Pen {
        let look = (cell.fg, cell.bg, cell.modifier);
        if self.last.0 != look {
            self.last = (look, Pen::of(cell, self.profile));
        }
        self.last.1
    }

    fn erase(&mut self, (x, y): (u16, u16), blanks: usize) {
        self.reach((x, y), &[]);
        self.set(Pen::PLAIN);
        sequence(&mut self.out, &[blanks as u16], b'X');
    }

    fn put(&mut self, (x, y): (u16, u16), row: &[Cell], glyph: &Glyph<'_>, room: u16) {
        let Some(cell) = row.get(usize::from(x)) else { return };
        self.reach((x, y), row);
        let pen = self.pen_of(cell);
        if glyph.text != " " || !pen.blanks_like(self.pen) {
            self.set(pen);
        }
        self.out.extend_from_slice(glyph.text.as_bytes());
        // In the last column terminals wait with the step to the next row, each in its own way.
        let known = glyph.width < room && !glyph.is_risky;
        self.at = known.then_some((x.saturating_add(glyph.width), y));
    }

    /// Gets to a cell: over a few that stay in `row` by writing them again, if the pen is right for them, else by moving.
    fn reach(&mut self, (x, y): (u16, u16), row: &[Cell]) {
        let from =
            self.at.filter(|(from, line)| *line == y && *from < x && x - from <= BRIDGE).map(|at| at.0);
        let between = from.and_then(|from| row.get(usize::from(from)..usize::from(x)));
        let Some(between) = between.filter(|cells| cells.iter().all(|cell| self.writes(cell))) else {
            return self.go(x, y);
        };
        for cell in between {
            self.out.extend_from_slice(cell.symbol().as_bytes());
        }
        self.at = Some((x, y));
    }

    /// Whether a cell can be written as the pen is.
    fn writes(&mut self, cell: &Cell) -> bool {
        let (pen, current) = (self.pen_of(cell), self.pen);
        is_plain(cell) && (pen == current || (cell.symbol() == " " && pen.blanks_like(current)))
    }

    fn set(&mut self, pen: Pen) {
        pen.write(self.pen, &mut self.out);
        self.pen = pen;
    }

    /// Moves the terminal's cursor, if it is elsewhere, the shortest way.
    pub(super) fn go(&mut self, x: u16, y: u16) {
        let out = &mut self.out;
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, row)) if row == y && x > from => steps(out, x - from, b'C'),
            Some((from, row)) if row == y => steps(out, from - x, b'D'),
            Some((column, row)) if column == x && y > row => steps(out, y - row, b'B'),
            Some((column, row)) if column == x => steps(out, row - y, b'A'),
            _ => sequence(out, &[y.saturating_add(1), x.saturating_add(1)], b'H'),
        }
        self.at = Some((x, y));
    }
}

/// Whether two cells look the same. Cheaper than comparing all that a cell can hold: most cells of a picture are compared,
/// and few differ.
fn same(one: &Cell, other: &Cell) -> bool {
    one.modifier == other.modifier
        && one.fg == other.fg
        && one.bg == other.bg
        && match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
            ([one], [other]) => one == other,
            (one, other) => one == other,
        }
}

/// Whether a cell holds one printable ASCII character: one column in every terminal.
fn is_plain(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

/// From the first to behind the last cell that differs in these columns; `None` where none does.
fn changed(old: &[Cell], new: &[Cell], columns: &Range<usize>) -> Option<Range<usize>> {
    let differs = |(one, other): (&Cell, &Cell)| !same(one, other);
    let (old, new) = (old.get(columns.clone())?, new.get(columns.clone())?);
    let first = old.iter().zip(new).position(differs)?;
    let last = old.iter().zip(new).rposition(differs)?;
    Some(columns.start + first..columns.start + last + 1)
}

/// Moves by `count` in the direction of `letter`.
fn steps(out: &mut Vec<u8>, count: u16, letter: u8) {
    if count == 1 { sequence(out, &[], letter) } else { sequence(out, &[count], letter) }
}

/// A control sequence with its numbers.
fn sequence(out: &mut Vec<u8>, numbers: &[u16], end: u8) {
    out.extend_from_slice(b"\x1b[");
    for (at, one) in numbers.iter().enumerate() {
        if at > 0 {
            out.push(b';');
        }
        number(out, *one);
    }
    out.push(end);
}
