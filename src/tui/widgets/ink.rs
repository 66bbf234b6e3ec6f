//! Putting text into the screen's buffer: clipped, cleaned, and right for wide letters.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::tui::text;
use crate::tui::theme::symbols::Symbols;
use crate::tui::theme::{Role, Theme};

/// How everything looks: the theme and the signs.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// Styles by meaning.
    pub theme: &'a Theme,
    /// Signs by meaning.
    pub symbols: &'a Symbols,
}

impl Look<'_> {
    /// The style of `role`, to be laid over what is there: the screen's own ground is left out, so that a popup keeps its.
    pub fn style(&self, role: Role) -> Style {
        let style = self.theme.style(role);
        let is_ground = style.bg == self.theme.style(Role::Text).bg;
        if is_ground && !style.add_modifier.contains(Modifier::REVERSED) {
            Style { bg: None, ..style }
        } else {
            style
        }
    }

    /// `text`, cut to `room` columns with the sign for a cut.
    pub fn cut<'t>(&self, text: &'t str, room: u16) -> std::borrow::Cow<'t, str> {
        text::cut(text, room.into(), self.symbols.ellipsis)
    }
}

/// Columns of `text`, as far as a screen can have them.
pub fn width(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// Puts `text` at a place, at most `room` columns of it and never beyond the buffer; returns the columns taken.
pub fn put(buf: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let room = room.min(buf.area.right().saturating_sub(x));
    if y < buf.area.top() || y >= buf.area.bottom() || x < buf.area.left() {
        return 0;
    }
    let mut taken = 0;
    for (cluster, columns) in text::clusters(text) {
        let columns = columns as u16;
        if taken + columns > room {
            break;
        }
        put_cluster(buf, x + taken, y, &cluster, columns, style);
        taken += columns;
    }
    taken
}

/// One cluster; the cell that a wide one covers is emptied.
fn put_cluster(buf: &mut Buffer, x: u16, y: u16, cluster: &str, columns: u16, style: Style) {
    if let Some(cell) = buf.cell_mut(Position::new(x, y)) {
        cell.set_symbol(cluster).set_style(style);
    }
    for covered in 1..columns {
        if let Some(cell) = buf.cell_mut(Position::new(x + covered, y)) {
            cell.set_symbol(" ").set_style(style);
        }
    }
}

/// Empties `area` in `style`, and mends the wide letters that its left edge cuts in two.
pub fn clear(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        mend_left_of(buf, area.left(), y);
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut(Position::new(x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Empties `area` for text in `style`, on the ground that is there: a popup's own colour stays.
pub fn blank(buf: &mut Buffer, area: Rect, look: Look<'_>, style: Style) {
    let area = area.intersection(buf.area);
    let plain = look.theme.style(Role::Text);
    for y in area.top()..area.bottom() {
        mend_left_of(buf, area.left(), y);
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut(Position::new(x, y)) {
                let ground = cell.bg;
                cell.reset();
                cell.set_style(plain).set_bg(ground).set_style(style);
            }
        }
    }
}

/// A wide letter just left of `x` would reach into `x`: it becomes a blank.
fn mend_left_of(buf: &mut Buffer, x: u16, y: u16) {
    let Some(left) = x.checked_sub(1) else { return };
    if let Some(cell) = buf.cell_mut(Position::new(left, y)).filter(|cell| width(cell.symbol()) > 1) {
        cell.set_symbol(" ");
    }
}

/// Lays `style` over what `area` shows.
pub fn tint(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area.intersection(buf.area), style);
}

/// The row `offset` rows below the top of `area`, if it has one.
pub fn row(area: Rect, offset: u16) -> Option<Rect> {
    (offset < area.height).then(|| Rect { y: area.y.saturating_add(offset), height: 1, ..area })
}

/// `area` without its first `columns` columns.
pub fn indent(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x.saturating_add(columns), width: area.width - columns, ..area }
}

/// The part of `area` from `top` rows down, leaving out `bottom` rows at its end.
pub fn between(area: Rect, top: u16, bottom: u16) -> Rect {
    let top = top.min(area.height);
    let height = area.height - top;
    Rect { y: area.y.saturating_add(top), height: height.saturating_sub(bottom), ..area }
}

/// The first of `count` rows to show so that row `at` is seen among `height` rows, away from the edges.
pub fn first_shown(at: usize, count: usize, height: usize) -> usize {
    at.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// Says at the left of a list's first and last line that it goes on above and below.
pub fn mark_cuts(buf: &mut Buffer, body: Rect, (above, below): (bool, bool), look: Look<'_>) {
    let style = look.style(Role::Dim);
    if above && body.height > 1 {
        put(buf, body.x, body.y, 1, look.symbols.more_up, style);
    }
    if below && !body.is_empty() {
        put(buf, body.x, body.bottom() - 1, 1, look.symbols.more_down, style);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;
    use crate::tui::theme::Themes;
    use crate::tui::theme::symbols::UNICODE;
    use crate::tui::widgets::testing::shown;

    #[test]
    fn text_is_clipped_and_wide_letters_stay_whole() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 5, 1));
        assert_eq!(put(&mut buf, 0, 0, 4, "a日本語", Style::new()), 3);
        assert_eq!(put(&mut buf, 4, 0, 9, "xyz", Style::new()), 1);
        assert_eq!(put(&mut buf, 9, 9, 9, "xyz", Style::new()), 0);
        assert_eq!(shown(&buf), "a日 x\n");
    }

    #[test]
    fn clearing_mends_a_wide_letter_at_the_edge() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        put(&mut buf, 0, 0, 4, "日本", Style::new());
        clear(&mut buf, Rect::new(1, 0, 3, 1), Style::new());
        assert_eq!(shown(&buf), "\n");
    }

    #[test]
    fn a_field_keeps_the_ground_it_is_on() {
        let (theme, _) = Themes::default().get("dark").unwrap();
        let look = Look { theme: &theme, symbols: &UNICODE };
        let mut buf = Buffer::empty(Rect::new(0, 0, 2, 1));
        let own = Style::new().bg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::BOLD);
        clear(&mut buf, Rect::new(0, 0, 1, 1), own);
        blank(&mut buf, Rect::new(0, 0, 1, 1), look, Style::new().add_modifier(Modifier::UNDERLINED));
        let cell = buf.cell((0, 0)).unwrap();
        assert_eq!((cell.bg, cell.modifier), (Color::Rgb(1, 2, 3), Modifier::UNDERLINED));
        assert_eq!(Some(cell.fg), theme.style(Role::Text).fg);
        put(&mut buf, 0, 0, 1, "x", look.style(Role::Number));
        assert_eq!(buf.cell((0, 0)).unwrap().bg, Color::Rgb(1, 2, 3));
    }

    #[test]
    fn the_focused_row_is_always_shown() {
        for (at, count, height, first) in
            [(0, 10, 4, 0), (5, 10, 4, 3), (9, 10, 4, 6), (2, 3, 9, 0), (3, 9, 0, 3)]
        {
            assert_eq!(first_shown(at, count, height), first);
        }
    }
}
