//! One cell: its cards, the one with focus always among them, and how many are cut.

use std::collections::VecDeque;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::face::{Depth, Face};
use super::hits::Painted;
use super::rows::Cell;
use super::scene::Scene;
use super::sieve::find;
use crate::map::{Card, Lane, Stage};
use crate::tui::focus::Focus;
use crate::tui::text::{start, width, wrap, wrap_after};
use crate::tui::theme::Role;

/// A cell on the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellAt<'s, 'a> {
    /// What all is drawn from.
    pub(super) scene: &'s Scene<'a>,
    /// Its lane.
    pub(super) lane: &'s Lane,
    /// Its stage.
    pub(super) stage: (usize, &'s Stage),
    /// Its first column and line; the line may lie outside.
    pub(super) at: (i32, i32),
    /// Its columns and lines, blank columns at both sides included.
    pub(super) size: (u16, u16),
    /// How much of each card is shown.
    pub(super) depth: Depth,
    /// Whether the focus is here.
    pub(super) has_focus: bool,
    /// The card with focus.
    pub(super) focus: Option<usize>,
}

/// Which cards are shown; the last line may say what is cut.
struct Window<'a> {
    /// The first one's position.
    first: usize,
    /// Their faces.
    faces: VecDeque<Face<'a>>,
    is_cut: bool,
}

impl CellAt<'_, '_> {
    /// Notes where it is.
    pub(super) fn note(&self, canvas: &Canvas<'_>, painted: &mut Painted) {
        let whole = self.area(canvas, self.at.1, self.size.1);
        painted.hits.add(whole, Focus::Cell(self.stage.1.id.clone(), self.lane.id.clone()));
    }

    /// Draws it and notes what is where.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, cell: &Cell<'_>, painted: &mut Painted) {
        let (x, y) = self.at;
        self.note(canvas, painted);
        if cell.cards.len() == 0 {
            self.draw_empty(canvas, painted);
            return self.draw_hidden(canvas, cell, (0, y + i32::from(self.has_focus)));
        }
        let window = self.window(cell);
        let bottom = y + i32::from(self.size.1) - i32::from(window.is_cut && self.size.1 > 1);
        let reserve = if window.is_cut && self.size.1 <= 1 { width(&cut_beside(cell, &window)) } else { 0 };
        let mut line = y;
        for (at, face) in window.faces.iter().enumerate() {
            let at = window.first + at;
            let Some(card) = cell.cards.get(at) else { break };
            let height = i32::from(face.height()).min(bottom - line);
            self.draw_card(canvas, (at, card, face), (line, height as u16, reserve), painted);
            line += height;
        }
        if window.is_cut {
            let line = if self.size.1 > 1 { bottom } else { y };
            self.draw_cut(canvas, cell, &window, (x, line));
        } else {
            self.draw_hidden(canvas, cell, (0, line));
        }
    }

    /// How many cards the filter hides here, where there is room: `after` so many columns of line `y`.
    fn draw_hidden(&self, canvas: &mut Canvas<'_>, cell: &Cell<'_>, (after, y): (usize, i32)) {
        let hidden = cell.cards.hidden();
        let room = usize::from(self.size.0.saturating_sub(2)).saturating_sub(after);
        let words = format!("{hidden} hidden");
        if hidden > 0 && y < self.at.1 + i32::from(self.size.1) && width(&words) <= room {
            canvas.put(self.at.0 + 1 + after as i32, y, &words, room, self.scene.style(Role::Faint));
        }
    }

    fn area(&self, canvas: &Canvas<'_>, y: i32, height: u16) -> Rect {
        let clip = canvas.clip();
        let top = y.max(i32::from(clip.top()));
        let bottom = (y + i32::from(height)).min(i32::from(clip.bottom()));
        let rows = (bottom - top).max(0) as u16;
        Rect::new(self.at.0.max(0) as u16, top.max(0) as u16, self.size.0, rows).intersection(clip)
    }

    /// All cards where they fit; else from the first on, or so far down that the focused one is whole.
    fn window<'c>(&self, cell: &Cell<'c>) -> Window<'c> {
        if let Some(faces) = self.all_faces(cell) {
            return Window { first: 0, faces, is_cut: false };
        }
        let room = if self.size.1 > 1 { self.size.1 - 1 } else { 1 };
        let focus = self.focus.unwrap_or(0);
        let face = |at| cell.face(self.scene, at, self.depth);
        let mut faces: VecDeque<Face<'c>> = face(focus).into_iter().collect();
        let mut sum = faces.front().map_or(0, Face::height);
        let mut fits = |face: &Face<'_>| {
            let with_it = sum.saturating_add(face.height());
            let fits = with_it <= room;
            sum = if fits { with_it } else { sum };
            fits
        };
        for before in (0..focus).rev().map_while(face).take_while(&mut fits) {
            faces.push_front(before);
        }
        let first = (focus + 1).saturating_sub(faces.len());
        faces.extend((focus + 1..cell.cards.len()).map_while(face).take_while(fits));
        Window { first, faces, is_cut: true }
    }

    /// The faces of all cards, if they fit.
    fn all_faces<'c>(&self, cell: &Cell<'c>) -> Option<VecDeque<Face<'c>>> {
        let mut room = usize::from(self.size.1);
        if cell.cards.len() > room {
            return None;
        }
        let mut faces = VecDeque::with_capacity(cell.cards.len());
        for face in (0..cell.cards.len()).map_while(|at| cell.face(self.scene, at, self.depth)) {
            room = room.checked_sub(usize::from(face.height()))?;
            faces.push_back(face);
        }
        Some(faces)
    }

    /// `↑1  +2 more`, or `+3` beside the only line.
    fn draw_cut(&self, canvas: &mut Canvas<'_>, cell: &Cell<'_>, window: &Window<'_>, (x, y): (i32, i32)) {
        let above = window.first;
        let below = cell.cards.len().saturating_sub(above + window.faces.len());
        let room = usize::from(self.size.0.saturating_sub(2));
        if self.size.1 <= 1 {
            let style = if self.has_focus { Role::Focus } else { Role::Dim };
            let words = cut_beside(cell, window);
            canvas.put_before(x + i32::from(self.size.0) - 1, y, &words, room, self.scene.style(style));
            return;
        }
        let up = self.scene.symbols.more_up;
        let words = match (above, below) {
            (0, below) => format!("+{below} more"),
            (above, 0) => format!("{up}{above} more"),
            (above, below) => format!("{up}{above}  +{below} more"),
        };
        let taken = canvas.put(x + 1, y, &words, room, self.scene.style(Role::Dim));
        let signs = self.draw_cut_signs(
            canvas,
            cell,
            window,
            (x + 3 + taken as i32, y),
            room.saturating_sub(taken + 2),
        );
        self.draw_hidden(canvas, cell, (taken + 2 + signs, y));
    }

    /// The signs of the changes among the cards that are cut; says how many columns they took.
    fn draw_cut_signs(
        &self,
        canvas: &mut Canvas<'_>,
        cell: &Cell<'_>,
        window: &Window<'_>,
        (x, y): (i32, i32),
        room: usize,
    ) -> usize {
        if self.scene.changes.is_none() {
            return 0;
        }
        let shown = window.first..window.first + window.faces.len();
        let cut = (0..cell.cards.len()).filter(|at| !shown.contains(at));
        let marks = cut.filter_map(|at| self.scene.mark_of_card(&cell.cards.get(at)?.id));
        let mut taken = 0;
        for mark in marks.take(room) {
            let style = self.scene.style(mark.role()).remove_modifier(Modifier::CROSSED_OUT);
            canvas.set(x + taken as i32, y, mark.sign, style);
            taken += 1;
        }
        taken
    }

    /// Nothing; with focus a block that says how to change that.
    fn draw_empty(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        if !self.has_focus {
            return;
        }
        let (x, y) = self.at;
        let style = self.scene.style(Role::Focus);
        canvas.row(x, y, usize::from(self.size.0), " ", style);
        let what = self.lane.role.card_kind().map_or("", crate::map::CardKind::word);
        let words = format!("{} add {what}", self.scene.keys.add);
        let room = usize::from(self.size.0.saturating_sub(2));
        canvas.put_cut(x + 1, y, &words, room, (style, self.scene.symbols.ellipsis));
        self.set_cursor(canvas, painted, x + 1, y);
    }

    fn set_cursor(&self, canvas: &Canvas<'_>, painted: &mut Painted, x: i32, y: i32) {
        let x = if canvas.shows(x, y) { x } else { self.at.0 };
        if canvas.shows(x, y) {
            painted.cursor = Some(Position::new(x as u16, y as u16));
        }
    }

    fn draw_card(
        &self,
        canvas: &mut Canvas<'_>,
        (index, card, face): (usize, &Card, &Face<'_>),
        (y, height, reserve): (i32, u16, usize),
        painted: &mut Painted,
    ) {
        painted.hits.add(self.area(canvas, y, height), Focus::Card(card.id.clone()));
        let has_focus = self.focus == Some(index);
        let mark = self.scene.mark_of_card(&card.id);
        let pen = CardPen {
            at: self,
            reserve,
            is_kept: self.scene.sieve().of_stage(self.stage.0, self.stage.1).keeps(&self.lane.id, card),
            over: if has_focus { Some(self.scene.style(Role::Focus)) } else { None },
            is_ghost: mark.is_some_and(|mark| mark.is_ghost),
        };
        if has_focus {
            for line in 0..height {
                let style = self.scene.style(Role::Focus);
                canvas.row(self.at.0, y + i32::from(line), usize::from(self.size.0), " ", style);
            }
            self.set_cursor(canvas, painted, self.at.0 + 1, y);
        }
        pen.draw(canvas, face, y, height);
        if self.scene.view.marks.contains(&card.id) {
            canvas.set(self.at.0, y, self.scene.symbols.mark, pen.style(Role::Mark));
        }
        if let Some(mark) = mark {
            canvas.set(self.at.0, y, mark.sign, pen.sign_style(mark.role()));
        }
    }
}

/// How many cards are cut, beside the only line.
fn cut_beside(cell: &Cell<'_>, window: &Window<'_>) -> String {
    format!(" +{}", cell.cards.len().saturating_sub(window.faces.len()))
}

/// How one card is written: dimmed when the filter leaves it out, reversed with focus.
struct CardPen<'p, 's, 'a> {
    at: &'p CellAt<'s, 'a>,
    /// Columns kept free at the right of the first line.
    reserve: usize,
    is_kept: bool,
    over: Option<Style>,
    /// Whether it is not there any more.
    is_ghost: bool,
}

impl CardPen<'_, '_, '_> {
    fn style(&self, role: Role) -> Style {
        match self.over {
            Some(over) if self.is_ghost => over.add_modifier(Modifier::CROSSED_OUT),
            None if self.is_ghost => self.at.scene.ghost_style(),
            // One look for the whole block; what is bold stays so.
            Some(over) => over.add_modifier(self.at.scene.style(role).add_modifier & Modifier::BOLD),
            None if !self.is_kept => self.at.scene.style(Role::Faint),
            None => self.at.scene.style(role),
        }
    }

    /// The look of the sign beside it, which says what happened to it: no line strikes it out.
    fn sign_style(&self, role: Role) -> Style {
        self.over.unwrap_or_else(|| self.at.scene.style(role)).remove_modifier(Modifier::CROSSED_OUT)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, face: &Face<'_>, y: i32, height: u16) {
        let x = self.at.at.0 + 1;
        let end = self.at.at.0 + i32::from(self.at.size.0) - 1;
        self.draw_lead(canvas, face, (x, y));
        let tail = self.draw_tail(canvas, face, (end - self.reserve as i32, y));
        let text_x = x + i32::from(face.indent);
        let most = face.text_lines.min(height.max(1));
        self.draw_text(canvas, face, (text_x, y), (most, tail + self.reserve));
        let mut line = y + i32::from(most);
        let bottom = y + i32::from(height);
        if face.has_numbers() && line < bottom {
            let room = usize::from(self.at.size.0.saturating_sub(2));
            canvas.put_before(end, line, &face.numbers, room, self.style(Role::Dim));
            line += 1;
        }
        if let Some(detail) = face.detail.filter(|_| face.detail_lines > 0) {
            let room = usize::from(self.at.size.0.saturating_sub(face.indent + 4));
            for (text, at) in wrap(detail, room).zip(line..bottom).take(usize::from(face.detail_lines)) {
                canvas.put(text_x + 2, at, text, room, self.style(Role::Dim));
            }
        }
    }

    fn draw_lead(&self, canvas: &mut Canvas<'_>, face: &Face<'_>, (x, y): (i32, i32)) {
        let style = self.style(face.lead);
        let signs = face.signs.iter().filter(|sign| !sign.is_empty());
        let mut taken = 0;
        for sign in signs.take(usize::from(face.indent)) {
            canvas.set(x + taken, y, sign, style);
            taken += 1;
        }
        canvas.put(x + taken, y, face.word, usize::from(face.word_columns), self.style(Role::Dim));
    }

    /// What stands at the right of the first line; says how many columns the text must leave to it.
    fn draw_tail(&self, canvas: &mut Canvas<'_>, face: &Face<'_>, (end, y): (i32, i32)) -> usize {
        let room = usize::from(self.at.size.0);
        if !face.tail.is_empty() {
            canvas.put_before(end, y, &face.tail, room, self.style(face.tail_look));
            return 0;
        }
        if self.at.depth > Depth::Line || face.short_tail.is_empty() {
            return 0;
        }
        canvas.put_before(end, y, &face.short_tail, room, self.style(Role::Dim)) + 1
    }

    fn draw_text(
        &self,
        canvas: &mut Canvas<'_>,
        face: &Face<'_>,
        (x, y): (i32, i32),
        (lines, kept): (u16, usize),
    ) {
        let first = usize::from(face.first_room()).saturating_sub(kept);
        let word = i32::from(face.word_columns);
        let hang = usize::from(face.hang);
        let style = self.style(face.look);
        let ellipsis = self.at.scene.symbols.ellipsis;
        let mut wrapped = wrap_after(&face.text, first, usize::from(face.room).saturating_sub(hang));
        for line in 0..lines {
            let is_last = line + 1 == lines;
            let before = wrapped.rest();
            let Some(text) = wrapped.next() else { break };
            let at = y + i32::from(line);
            let (x, room) =
                if line == 0 { (x + word, first) } else { (x + hang as i32, usize::from(face.room) - hang) };
            if is_last && !wrapped.rest().is_empty() {
                self.draw_cut_line(canvas, before, (x, at), room);
            } else {
                canvas.put_cut(x, at, text, room, (style, ellipsis));
                self.highlight(canvas, text, (x, at), room);
            }
        }
    }

    /// The last line of a text that goes on.
    fn draw_cut_line(&self, canvas: &mut Canvas<'_>, rest: &str, (x, y): (i32, i32), room: usize) {
        let line = rest.split('\n').next().unwrap_or_default();
        let style = self.style(Role::Text);
        let ellipsis = self.at.scene.symbols.ellipsis;
        let goes_on = line.len() < rest.len();
        if goes_on && width(line) <= room {
            let (kept, taken) = start(line, room.saturating_sub(1));
            canvas.put(x, y, kept, taken, style);
            canvas.put(x + taken as i32, y, ellipsis, 1, style);
        } else {
            canvas.put_cut(x, y, line, room, (style, ellipsis));
        }
        self.highlight(canvas, line, (x, y), room);
    }

    /// Lets what is searched for stand out.
    fn highlight(&self, canvas: &mut Canvas<'_>, text: &str, (x, y): (i32, i32), room: usize) {
        let Some(needle) = self.at.scene.view.search.as_deref() else { return };
        let Some((from, to)) = find(text, needle) else { return };
        let before = width(text.get(..from).unwrap_or_default());
        let columns = width(text.get(from..to).unwrap_or_default()).min(room.saturating_sub(before));
        canvas.tint(x + before as i32, y, columns, self.style(Role::Match));
        if self.over.is_some() {
            let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
            canvas.tint(x + before as i32, y, columns, underlined);
        }
    }
}
