//! How many findings are how loud, at the right end of a title line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::findings::{Counts, Piece};
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// What is to be seen on every screen: of the open map, else of all maps.
pub(super) fn of(app: &App) -> Counts {
    app.doc.as_ref().map_or_else(|| app.atlas.counts(), |doc| doc.counts)
}

/// Draws them at the end of `area`; gives what is left of it. They have words where those leave `rest` columns; where there
/// is no room for them at all, nothing is drawn.
pub(super) fn draw(counts: Counts, buf: &mut Buffer, area: Rect, rest: u16, look: Look<'_>) -> Rect {
    let with_words = counts.pieces(look.symbols, true);
    let fits = wide(&with_words).saturating_add(rest) <= area.width;
    let pieces = if fits { with_words } else { counts.pieces(look.symbols, false) };
    let columns = wide(&pieces);
    if columns == 0 || columns > area.width {
        return area;
    }
    let mut x = area.right() - columns;
    for (text, role) in &pieces {
        x += ink::put(buf, x, area.y, u16::MAX, text, look.style(*role));
    }
    Rect { width: area.width.saturating_sub(columns + 3), ..area }
}

fn wide(pieces: &[Piece]) -> u16 {
    pieces.iter().map(|(text, _)| ink::width(text)).fold(0, u16::saturating_add)
}
