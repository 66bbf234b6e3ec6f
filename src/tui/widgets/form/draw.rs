//! Drawing a form.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::theme::Role;
use crate::tui::widgets::ink::{self, Look};
use crate::tui::widgets::popup::Anchor;

use super::field::State;
use super::layout::{Block, Layout};
use super::{Field, Form, Kind};

impl Form {
    /// Draws it as a popup; returns where the cursor is.
    pub fn draw(&self, screen: Rect, anchor: Anchor, buf: &mut Buffer, look: Look<'_>) -> Option<Position> {
        let popup = self.popup(screen, anchor);
        let inside = popup.open(screen, buf, look);
        let layout = self.layout(inside.width, inside.height);
        let mut cursor = None;
        for (at, (field, block)) in self.fields.iter().zip(&layout.blocks).enumerate() {
            let drawn = draw_block(field, block, &layout, inside, buf, look, at == self.at);
            cursor = cursor.or(drawn);
        }
        let end = layout.first.saturating_add(inside.height);
        popup.mark_cuts(screen, buf, look, (layout.first > 0, layout.end() > end));
        cursor.filter(|at| inside.contains(*at))
    }
}

/// The rows of `inside` that show lines `top..top + tall`.
fn window(inside: Rect, first: u16, top: u16, tall: u16) -> Option<Rect> {
    let from = top.max(first);
    let to = top.saturating_add(tall).min(first.saturating_add(inside.height));
    (from < to).then(|| Rect { y: inside.y + (from - first), height: to - from, ..inside })
}

fn draw_block(
    field: &Field,
    block: &Block,
    layout: &Layout,
    inside: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
    focused: bool,
) -> Option<Position> {
    let note_top = block.top.saturating_add(block.tall);
    if let Some(area) = window(inside, layout.first, note_top, block.note.len() as u16) {
        let hidden = layout.first.saturating_sub(note_top);
        draw_note(block, hidden.into(), ink::indent(area, layout.names), buf, look);
    }
    let area = window(inside, layout.first, block.top, block.tall)?;
    if layout.first <= block.top {
        draw_name(field, block, Rect { width: layout.names.min(area.width), ..area }, buf, look, focused);
    }
    let area = ink::indent(area, layout.names);
    let cursor = draw_value(field, area, buf, look, focused);
    if focused { cursor } else { None }
}

fn draw_name(field: &Field, block: &Block, area: Rect, buf: &mut Buffer, look: Look<'_>, focused: bool) {
    let role = if focused { Role::Strong } else { Role::Dim };
    if focused {
        ink::put(buf, area.x, area.y, area.width, look.symbols.pointer, look.style(Role::Strong));
    } else if block.wrong {
        ink::put(buf, area.x, area.y, area.width, look.symbols.ungoverned, look.style(Role::Error));
    }
    let name = ink::indent(area, 2);
    let room = name.width.saturating_sub(2);
    ink::put(buf, name.x, name.y, room, &look.cut(&field.name, room), look.style(role));
}

fn draw_note(block: &Block, hidden: usize, area: Rect, buf: &mut Buffer, look: Look<'_>) {
    let style = look.style(if block.wrong { Role::Error } else { Role::Dim });
    for (y, line) in (area.top()..area.bottom()).zip(block.note.iter().skip(hidden)) {
        ink::put(buf, area.x, y, area.width, line, style);
    }
}

fn draw_value(
    field: &Field,
    area: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
    focused: bool,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let style = if focused { look.style(Role::Input) } else { Style::new() };
    if !focused && field.typed().is_some_and(str::is_empty) {
        say(look.symbols.none, area, buf, look.style(Role::Faint));
        return None;
    }
    let cursor = match &field.state {
        State::Line(input) => input.draw_styled(boxed(field, area), buf, look, style)?,
        State::Text(text) => text.draw_styled(area, buf, look, style)?,
        State::Choice(choice) => draw_choice(&field.kind, *choice, area, buf, look, focused),
        State::Flag(flag) => say(if *flag { "yes" } else { "no" }, area, buf, style),
        State::Link(ids, _) if ids.is_empty() => say(look.symbols.none, area, buf, look.style(Role::Missing)),
        State::Link(_, shown) => say(&look.cut(shown, area.width), area, buf, style),
    };
    draw_unit(field, area, buf, look);
    Some(cursor)
}

/// Words alone; the cursor is on their first letter.
fn say(words: &str, area: Rect, buf: &mut Buffer, style: Style) -> Position {
    ink::put(buf, area.x, area.y, area.width, words, style);
    area.as_position()
}

/// Short things get a short box, so that the unit stands near.
fn boxed(field: &Field, area: Rect) -> Rect {
    let unit = if field.unit.is_empty() { 0 } else { ink::width(&field.unit).saturating_add(1) };
    let room = area.width.saturating_sub(unit).max(area.width.min(6));
    let width = match field.kind {
        Kind::Date | Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Percent => room.min(16),
        _ => room,
    };
    Rect { width, ..area }
}

fn draw_unit(field: &Field, area: Rect, buf: &mut Buffer, look: Look<'_>) {
    let at = ink::indent(area, boxed(field, area).width + 1);
    if !field.unit.is_empty() && matches!(field.state, State::Line(_)) {
        ink::put(buf, at.x, at.y, at.width, &look.cut(&field.unit, at.width), look.style(Role::Dim));
    }
}

/// The chosen word; with the keys, all words in a row where there is room, else where the chosen one is among them.
fn draw_choice(
    kind: &Kind,
    choice: Option<usize>,
    area: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
    focused: bool,
) -> Position {
    let Kind::Choice { words, .. } = kind else { return area.as_position() };
    let word = choice.and_then(|at| words.get(at)).map_or(look.symbols.none, String::as_str);
    let columns = words.iter().map(|word| ink::width(word).saturating_add(4)).fold(0, u16::saturating_add);
    if !focused {
        return say(&look.cut(word, area.width), area, buf, Style::new());
    }
    if columns <= area.width {
        return draw_choices(words, choice, area, buf, look);
    }
    let (left, right) = (look.symbols.more_left, look.symbols.more_right);
    let at = choice.map_or(0, |at| at + 1);
    let text = format!("{left} {word} {right} {at}/{}", words.len());
    say(&look.cut(&text, area.width), area, buf, look.style(Role::Input))
}

fn draw_choices(
    words: &[String],
    choice: Option<usize>,
    area: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
) -> Position {
    let (mut x, mut cursor) = (area.x, area.as_position());
    for (at, word) in words.iter().enumerate() {
        let chosen = choice == Some(at);
        if at < 9 {
            let digit = (at + 1).to_string();
            x += ink::put(buf, x, area.y, area.right().saturating_sub(x), &digit, look.style(Role::HintKey))
                + 1;
        }
        if chosen {
            cursor = Position::new(x, area.y);
        }
        let style = look.style(if chosen { Role::Select } else { Role::Text });
        x += ink::put(buf, x, area.y, area.right().saturating_sub(x), word, style) + 2;
    }
    cursor
}
