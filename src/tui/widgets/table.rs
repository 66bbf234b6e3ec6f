//! Rows with aligned columns. Where room is short, columns shrink, and the least needed ones go first.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::theme::Role;

use super::ink::{self, Look};

/// Blank columns between two columns.
pub const GAP: u16 = 2;

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left: words.
    #[default]
    Left,
    /// At the right: numbers.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: Cow<'static, str>,
    /// Narrower it is left out.
    pub min: u16,
    /// Wider it need not be.
    pub ideal: u16,
    /// Where its text stands.
    pub align: Align,
    /// How much it is needed: the least needed column is left out first.
    pub keep: u8,
}

impl Column {
    /// A column of words.
    pub fn new(title: &'static str, min: u16, ideal: u16, keep: u8) -> Self {
        Self { title: Cow::Borrowed(title), min, ideal: ideal.max(min), align: Align::Left, keep }
    }

    /// With its text at the right.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}

/// What stands in one column of a row: parts, each with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell<'a>(pub Vec<(Cow<'a, str>, Role)>);

impl<'a> Cell<'a> {
    /// Text of one meaning.
    pub fn new(text: impl Into<Cow<'a, str>>, role: Role) -> Self {
        Self(vec![(text.into(), role)])
    }

    fn width(&self) -> u16 {
        self.0.iter().map(|(text, _)| ink::width(text)).fold(0, u16::saturating_add)
    }
}

/// The widths of `columns` in `room` columns of the screen; 0 for one that is left out.
///
/// Every kept column has at least its least width; what remains makes the most needed ones wider first. The most
/// needed column is never left out, however narrow it becomes.
pub fn fit(columns: &[Column], room: u16) -> Vec<u16> {
    let mut widths: Vec<u16> = columns.iter().map(|column| column.min.max(1)).collect();
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(columns.get(*at).map_or(0, |column| column.keep)));
    for at in order.iter().skip(1).rev() {
        if whole(&widths) > room {
            set(&mut widths, *at, 0);
        }
    }
    let mut left = room.saturating_sub(whole(&widths));
    for at in &order {
        let (Some(width), Some(column)) = (widths.get_mut(*at).filter(|width| **width > 0), columns.get(*at))
        else {
            continue;
        };
        let more = column.ideal.saturating_sub(*width).min(left);
        *width += more;
        left -= more;
    }
    if let Some(first) = order.first().filter(|_| whole(&widths) > room) {
        set(&mut widths, *first, room);
    }
    widths
}

/// Columns of the screen that these take, with the blank ones between.
pub fn whole(widths: &[u16]) -> u16 {
    let kept = widths.iter().filter(|width| **width > 0);
    kept.fold(0, |sum: u16, width| sum.saturating_add(*width).saturating_add(GAP)).saturating_sub(GAP)
}

fn set(widths: &mut [u16], at: usize, to: u16) {
    if let Some(width) = widths.get_mut(at) {
        *width = to;
    }
}

/// Draws the titles of the columns into the first row of `area`.
pub fn draw_head(columns: &[Column], widths: &[u16], area: Rect, buf: &mut Buffer, look: Look<'_>) {
    let titles: Vec<Cell<'_>> =
        columns.iter().map(|column| Cell::new(column.title.as_ref(), Role::Dim)).collect();
    draw_row(columns, widths, &titles, area, buf, look, false);
}

/// Draws one row into the first row of `area`; a `chosen` one stands out as a whole.
pub fn draw_row(
    columns: &[Column],
    widths: &[u16],
    cells: &[Cell<'_>],
    area: Rect,
    buf: &mut Buffer,
    look: Look<'_>,
    chosen: bool,
) {
    let Some(row) = ink::row(area, 0) else { return };
    if chosen {
        ink::tint(buf, row, look.style(Role::Select));
    }
    let mut left = 0;
    for ((column, width), cell) in columns.iter().zip(widths).zip(cells) {
        let at = ink::indent(row, left);
        draw_cell(cell, column.align, Rect { width: (*width).min(at.width), ..at }, buf, look, chosen);
        left = left.saturating_add(if *width > 0 { width.saturating_add(GAP) } else { 0 });
    }
}

/// On the chosen row the parts have no colours of their own: they could vanish in the row's.
fn draw_cell(cell: &Cell<'_>, align: Align, area: Rect, buf: &mut Buffer, look: Look<'_>, chosen: bool) {
    let wide = cell.width();
    let mut at = match align {
        Align::Right => ink::indent(area, area.width.saturating_sub(wide)),
        Align::Left => area,
    };
    for (text, role) in &cell.0 {
        let style = if chosen { Style::new() } else { look.style(*role) };
        let is_cut = ink::width(text) > at.width;
        let text = look.cut(text, at.width);
        let taken = ink::put(buf, at.x, at.y, at.width, &text, style);
        if is_cut {
            break;
        }
        at = ink::indent(at, taken);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::widgets::testing::{assert_fits, screen};

    fn atlas() -> Vec<Column> {
        vec![
            Column::new("journey", 12, 26, 9),
            Column::new("owner", 8, 14, 6),
            Column::new("pains", 5, 5, 3).right(),
            Column::new("at stake", 9, 9, 5).right(),
        ]
    }

    fn drawn(width: u16) -> Vec<String> {
        let columns = atlas();
        let rows = [
            ["Order to doorstep", "Maya Chen", "11", "€31.0k/mo"],
            ["Planned maintenance outage", "Luis Ortega", "6", "€12.4k/mo"],
        ];
        screen(width, 3, |area, buf, look| {
            let widths = fit(&columns, area.width);
            draw_head(&columns, &widths, area, buf, look);
            for (y, row) in (1..).zip(rows) {
                let cells: Vec<Cell<'_>> = row.iter().map(|text| Cell::new(*text, Role::Text)).collect();
                draw_row(&columns, &widths, &cells, ink::between(area, y, 0), buf, look, y == 2);
            }
            None
        })
    }

    #[test]
    fn wide_and_narrow() {
        assert_eq!(
            drawn(70),
            [
                "journey                     owner           pains   at stake",
                "Order to doorstep           Maya Chen          11  €31.0k/mo",
                "Planned maintenance outage  Luis Ortega         6  €12.4k/mo"
            ]
        );
        assert_eq!(
            drawn(40),
            [
                "journey       owner     pains   at stake",
                "Order to do…  Maya Ch…     11  €31.0k/mo",
                "Planned mai…  Luis Or…      6  €12.4k/mo"
            ]
        );
        assert_eq!(drawn(9), ["journey", "Order to…", "Planned…"]);
    }

    #[test]
    fn the_least_needed_goes_first() {
        assert_eq!(fit(&atlas(), 100), [26, 14, 5, 9]);
        assert_eq!(fit(&atlas(), 40), [12, 8, 5, 9]);
        assert_eq!(fit(&atlas(), 36), [15, 8, 0, 9]);
        assert_eq!(fit(&atlas(), 24), [14, 8, 0, 0]);
        assert_eq!(fit(&atlas(), 5), [5, 0, 0, 0]);
        assert_eq!(fit(&atlas(), 0), [0, 0, 0, 0]);
        assert!(fit(&[], 10).is_empty());
    }

    #[test]
    fn parts_keep_their_meaning_and_are_cut() {
        let columns = [Column::new("", 4, 4, 1)];
        let cell = [Cell(vec![("●●".into(), Role::Fresh), ("▲✗●".into(), Role::Stale)])];
        let row = screen(9, 1, |area, buf, look| {
            draw_row(&columns, &[4], &cell, area, buf, look, false);
            None
        });
        assert_eq!(row, ["●●▲…"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn columns_never_overflow(sizes in prop::collection::vec((0u16..30, 0u16..60, any::<u8>()), 0..8), room in 0u16..120) {
            let columns: Vec<Column> = sizes.iter().map(|(min, ideal, keep)| Column::new("x", *min, *ideal, *keep)).collect();
            let widths = fit(&columns, room);
            prop_assert!(whole(&widths) <= room);
            let cells = vec![Cell::new("日本語 text", Role::Text); columns.len()];
            assert_fits(|area, buf, look| {
                draw_row(&columns, &widths, &cells, area, buf, look, true);
                None
            });
        }
    }
}
