//! Drawing a list to pick from, and finding the row under a click.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::tui::theme::Role;
use crate::tui::widgets::ink::{self, Look};
use crate::tui::widgets::popup::{Anchor, Popup};

use super::filter::Hit;
use super::{Item, Mode, Picker};

/// Narrower a list is not made, so that there is room to type.
const LEAST: u16 = 28;

impl<T: Clone> Picker<T> {
    /// Rows above the list: the query.
    fn head(&self) -> u16 {
        u16::from(self.mode == Mode::Filter)
    }

    /// Lines that each row takes.
    fn tall(&self) -> u16 {
        1 + u16::from(self.items.iter().any(|item| !item.more.is_empty()))
    }

    /// The popup around it; as large as with an empty query, so that it does not jump while one types.
    pub(super) fn popup(&self, screen: Rect, anchor: Anchor) -> Popup<'_> {
        let rows = self.items.len().max(1) + usize::from(self.allow_new.is_some());
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_mul(self.tall());
        let height = rows.saturating_add(self.head()).min(screen.height * 3 / 4);
        let (title, hint) = (self.title.as_str(), self.hint.as_str());
        Popup { title, hint, size: (self.wide.max(LEAST), height), anchor, alarm: false }
    }

    /// Where it is drawn on `screen`.
    pub fn place(&self, screen: Rect, anchor: Anchor) -> Rect {
        self.popup(screen, anchor).place(screen)
    }

    /// The first row shown, and the place of the rows, in a popup's inside.
    fn window(&self, inside: Rect) -> (usize, Rect) {
        let list = ink::between(inside, self.head(), 0);
        let seen = usize::from(list.height / self.tall());
        (ink::first_shown(self.at, self.rows(), seen), list)
    }

    /// The row at a place of the screen.
    pub(super) fn row_under(&self, at: Position, place: Rect) -> Option<usize> {
        let (first, list) = self.window(Popup::inside(place));
        let row = first + usize::from(at.y.checked_sub(list.y)? / self.tall());
        (list.contains(at) && row < self.rows()).then_some(row)
    }

    /// Draws it as a popup; returns where the cursor is: in the query, or on the chosen row of a menu.
    pub fn draw(&self, screen: Rect, anchor: Anchor, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let popup = self.popup(screen, anchor);
        let inside = popup.open(screen, buf, look);
        let (first, list) = self.window(inside);
        let tall = self.tall();
        self.page.set(usize::from(list.height / tall));
        for (line, row) in (0..list.height / tall).zip(first..self.rows()) {
            let area = ink::between(list, line * tall, 0);
            self.draw_row(row, Rect { height: tall, ..area }, buf, look);
        }
        if self.rows() == 0 {
            ink::put(
                buf,
                list.x,
                list.y,
                list.width * list.height.min(1),
                "nothing matches",
                look.style(Role::Dim),
            );
        }
        let end = first + usize::from(list.height / tall);
        popup.mark_cuts(screen, buf, look, (first > 0, end < self.rows()));
        match self.mode {
            Mode::Filter => self.draw_query(inside, buf, look),
            Mode::Menu => {
                let down = u16::try_from(self.at - first.min(self.at)).unwrap_or(0) * tall;
                ink::row(list, down).filter(|row| row.width > 0).map(Rect::as_position)
            }
        }
    }

    /// The query, and how many of all were found.
    fn draw_query(&self, inside: Rect, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let line = ink::row(inside, 0)?;
        let count = format!("{}/{}", self.hits.len(), self.items.len());
        let columns = ink::width(&count);
        let has_room = line.width > columns + 12 && !self.query.is_empty();
        let beside = if has_room { columns + 1 } else { 0 };
        if has_room {
            ink::put(buf, line.right() - columns, line.y, columns, &count, look.style(Role::Dim));
        }
        self.query.draw(Rect { width: line.width - beside, ..line }, buf, look)
    }

    fn draw_row(&self, row: usize, area: Rect, buf: &mut Buffer, look: Look<'_>) {
        let chosen = row == self.at;
        if chosen {
            ink::tint(buf, area, look.style(Role::Select));
            ink::put(buf, area.x, area.y, area.width, look.symbols.pointer, Style::new());
        }
        let text = ink::indent(area, 2);
        match self.hits.get(row).and_then(|hit| Some((hit, self.items.get(hit.item)?))) {
            Some((hit, item)) => draw_item(item, hit, text, buf, look, chosen),
            None => self.draw_new(text, buf, look),
        }
    }

    fn draw_new(&self, area: Rect, buf: &mut Buffer, look: Look<'_>) {
        let (open, close) = (look.symbols.quote_open, look.symbols.quote_close);
        let words = self.allow_new.as_deref().unwrap_or_default();
        let text = format!("{words} {open}{}{close}", self.new_name().unwrap_or_default());
        ink::put(buf, area.x, area.y, area.width, &look.cut(&text, area.width), Style::new());
    }
}

fn draw_item<T>(item: &Item<T>, hit: &Hit, area: Rect, buf: &mut Buffer, look: Look<'_>, chosen: bool) {
    // On the chosen row only modifiers differ: a colour of its own could vanish in the row's.
    let style = |role| if chosen { Style::new() } else { look.style(role) };
    let keys = item.keys.as_deref().unwrap_or_default();
    let end = beside(keys, area, area.right(), buf, style(Role::HintKey));
    let end = beside(&item.note, area, end, buf, style(Role::Dim));
    let room = end.saturating_sub(area.x);
    let ground = if item.enabled { Style::new() } else { style(Role::Dim) };
    let matched = Style::new().add_modifier(look.style(Role::Match).add_modifier);
    let matched = if chosen { matched } else { look.style(Role::Match) };
    draw_label(
        &look.cut(&item.label, room),
        &hit.letters,
        Rect { width: room, ..area },
        buf,
        (ground, matched),
    );
    if let Some(second) = ink::row(area, 1) {
        let more = look.cut(&item.more, second.width.saturating_sub(2));
        ink::put(buf, second.x + 2, second.y, second.width.saturating_sub(2), &more, style(Role::Dim));
    }
}

/// Words that end before `end`, where they leave room for the label; returns where what is before them must end.
fn beside(words: &str, area: Rect, end: u16, buf: &mut Buffer, style: Style) -> u16 {
    let columns = ink::width(words);
    let left = end.saturating_sub(columns);
    if columns == 0 || left < area.x.saturating_add(area.width / 3) {
        return end;
    }
    ink::put(buf, left, area.y, columns, words, style);
    left.saturating_sub(2).max(area.x)
}

/// A label with its found letters standing out.
fn draw_label(label: &str, letters: &[u32], area: Rect, buf: &mut Buffer, (ground, matched): (Style, Style)) {
    if letters.is_empty() {
        ink::put(buf, area.x, area.y, area.width, label, ground);
        return;
    }
    let mut taken = 0;
    for (at, letter) in label.graphemes(true).enumerate() {
        let is_found = u32::try_from(at).is_ok_and(|at| letters.binary_search(&at).is_ok());
        let style = if is_found { matched } else { ground };
        taken += ink::put(buf, area.x + taken, area.y, area.width - taken, letter, style);
    }
}
