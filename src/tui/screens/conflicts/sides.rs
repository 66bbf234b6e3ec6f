//! What stood there before, what ours says and what theirs says: one under the other, or side by side where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::marked::{self, Line};
use crate::map::conflict::Conflict;
use crate::tui::app::App;
use crate::tui::conflicts::{Ground, Side};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// From so many columns on the sides stand beside each other.
const BESIDE_FROM: u16 = 100;
/// Blank columns between them.
const GAP: u16 = 3;
/// The most columns of a side's name where they stand one under the other.
const LABEL: u16 = 26;

/// Draws the chosen conflict under a line across the screen.
pub(super) fn draw(app: &App, ground: Ground<'_>, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let Some(conflict) = app.chosen_conflict().filter(|_| area.height > 1) else { return };
    for x in area.left()..area.right() {
        ink::put(buf, x, area.y, 1, look.symbols.frame.horizontal, look.style(Role::Frame));
    }
    let inside = ink::indent(ink::between(area, 1, 0), 3);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let (above, below) = if inside.height > 8 { (2, 2) } else { (1, 0) };
    draw_head(ground, conflict, buf, inside, look);
    let body = ink::between(inside, above, below);
    if body.width >= BESIDE_FROM {
        draw_beside(ground, conflict, buf, body, look);
    } else {
        draw_stacked(ground, conflict, buf, body, look);
    }
    if below > 0 {
        let y = inside.bottom().saturating_sub(1);
        let words = look.cut(explained(ground, conflict), inside.width);
        ink::put(buf, inside.x, y, inside.width, &words, look.style(Role::Dim));
    }
}

/// What it is about.
fn draw_head(ground: Ground<'_>, conflict: &Conflict, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let place = ground.place(conflict).line(look.symbols.path);
    ink::put(buf, area.x, area.y, area.width, &look.cut(&place, area.width), look.style(Role::Strong));
}

/// What holds until somebody decides.
fn explained(ground: Ground<'_>, conflict: &Conflict) -> &'static str {
    match (ground.map, &conflict.field) {
        (Some(_), None) => {
            "One side changed it, the other took it away. It stays on the map until somebody decides."
        }
        (Some(_), Some(_)) => "Both sides changed it. The map shows ours until somebody decides.",
        (None, None) => {
            "One side changed it, the other took it away. It stays in the list until somebody decides."
        }
        (None, Some(_)) => "Both sides changed it. Ours holds until somebody decides.",
    }
}

fn draw_beside(ground: Ground<'_>, conflict: &Conflict, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let count = Side::ALL.len() as u16;
    let wide = area.width.saturating_sub(GAP * (count - 1)) / count;
    for (at, side) in (0..count).zip(Side::ALL) {
        let column = Rect { x: area.x + at * (wide + GAP), width: wide, ..area };
        let title = side.title(conflict);
        ink::put(buf, column.x, column.y, wide, &look.cut(&title, wide), look.style(Role::Title));
        let said = said(ground, conflict, side, wide.into());
        draw_lines(buf, ink::between(column, 1, 0), &said, look);
    }
}

/// Each side gets what it needs; where that is more than there is, the longer ones are cut.
fn draw_stacked(ground: Ground<'_>, conflict: &Conflict, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let widest = Side::ALL.iter().map(|side| ink::width(&side.title(conflict))).max().unwrap_or(0);
    let label = widest.min(LABEL).min(area.width / 3);
    let room = area.width.saturating_sub(label + 2);
    let said = Side::ALL.map(|side| said(ground, conflict, side, room.into()));
    let heights = shares(area.height, said.each_ref().map(|lines| lines.len() as u16));
    let mut y = area.y;
    for ((side, lines), height) in Side::ALL.into_iter().zip(&said).zip(heights) {
        if height == 0 {
            continue;
        }
        let title = side.title(conflict);
        ink::put(buf, area.x, y, label, &look.cut(&title, label), look.style(Role::Title));
        draw_lines(buf, Rect { x: area.x + label + 2, y, width: room, height }, lines, look);
        y += height;
    }
}

/// How many lines each of three gets of so many.
fn shares(room: u16, wanted: [u16; 3]) -> [u16; 3] {
    let mut given = [0; 3];
    let mut left = room;
    while left > 0 {
        let mut is_full = true;
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if *given < wanted && left > 0 {
                *given += 1;
                left -= 1;
                is_full = false;
            }
        }
        if is_full {
            break;
        }
    }
    given
}

/// Lines; the last one says that there are more.
fn draw_lines(buf: &mut Buffer, area: Rect, lines: &[Line], look: Look<'_>) {
    let is_cut = lines.len() > usize::from(area.height);
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let mut at = Rect { y, ..area };
        for (text, role) in line {
            at = ink::indent(at, ink::put(buf, at.x, y, at.width, text, look.style(*role)));
        }
        if is_cut && y + 1 == area.bottom() {
            let x = at.x.min(area.right().saturating_sub(1));
            ink::put(buf, x, y, 1, look.symbols.ellipsis, look.style(Role::Dim));
        }
    }
}

/// What a side says, wrapped, with the words marked in which it differs from what was before.
fn said(ground: Ground<'_>, conflict: &Conflict, side: Side, room: usize) -> Vec<Line> {
    let text = |side| ground.lines(conflict, side).map(|lines| lines.join("\n"));
    let Some(own) = text(side) else {
        let is_whole = conflict.field.is_none();
        let words = if is_whole { "took it away" } else { "nothing" };
        return vec![vec![(words.to_owned(), Role::Missing)]];
    };
    match (side, text(Side::Base)) {
        (Side::Base, _) => {
            let (ours, theirs) = (text(Side::Ours), text(Side::Theirs));
            marked::gone_words(&own, ours.filter(|ours| *ours != own).or(theirs).as_deref(), room)
        }
        (Side::Ours, None) => marked::new_words(&own, text(Side::Theirs).as_deref(), room),
        (Side::Theirs, None) => marked::new_words(&own, text(Side::Ours).as_deref(), room),
        (_, base) => marked::new_words(&own, base.as_deref(), room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_shared_out_to_whom_needs_them() {
        assert_eq!(shares(9, [1, 9, 2]), [1, 6, 2]);
        assert_eq!(shares(2, [1, 1, 1]), [1, 1, 0]);
        assert_eq!(shares(30, [1, 2, 3]), [1, 2, 3]);
    }
}
