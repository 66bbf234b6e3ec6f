//! The map screen: a pure function from what there is to a picture.
//!
//! [`draw`] fills a buffer; [`plain_text`], [`grid_text`] and [`whole_grid_text`] give the same as text.

mod canvas;
mod cells;
mod curve;
mod detail;
mod emotion;
mod face;
mod figures;
mod grid;
mod hits;
mod kept;
mod layout;
mod outline;
mod overview;
mod plain;
mod rich;
mod rows;
mod scene;
mod sieve;
mod table;
#[cfg(test)]
mod tests;
mod title;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

pub use hits::{Hits, Painted};
pub use kept::{Kept, Redrawn, redraw};
pub use plain::{grid_text, plain_text, whole_grid_text};
pub(in crate::tui) use rich::Rich;
pub use scene::{Keys, Scene};

use crate::tui::theme::{Role, Theme};
use crate::tui::view::Shape;
use canvas::Canvas;
use layout::Layout;
use rows::Rows;

/// The least columns for a grid; below them a map is shown as an outline.
pub const LEAST_COLUMNS: u16 = 60;
/// The least rows for a grid, the hint bar under it not counted.
pub const LEAST_ROWS: u16 = 14;

/// The shape in which a map is shown in this area: the one chosen, or an outline where that has no room.
pub fn shape_in(area: Rect, shape: Shape) -> Shape {
    let is_small = area.width < LEAST_COLUMNS || area.height < LEAST_ROWS;
    if is_small { Shape::Outline } else { shape }
}

/// Draws the map into `area` of `buf`; whatever the size, nothing outside is touched.
pub fn draw(buf: &mut Buffer, area: Rect, scene: &Scene<'_>) -> Painted {
    let area = area.intersection(buf.area);
    let mut painted = Painted { scroll: scene.view.scroll, ..Painted::default() };
    if area.is_empty() {
        return painted;
    }
    blank(buf, area, scene.theme);
    let mut canvas = Canvas::new(buf, area);
    match shape_in(area, scene.view.shape) {
        Shape::Outline => outline::draw(&mut canvas, scene, area, &mut painted),
        Shape::Board if overview::is_wanted(scene, area) => {
            overview::draw(&mut canvas, scene, area, &mut painted);
        }
        Shape::Board => draw_grid(&mut canvas, scene, area, &mut painted),
        Shape::Emotion => emotion::draw(&mut canvas, scene, area, &mut painted),
        Shape::Table => painted = table::draw(buf, area, scene),
    }
    // A screen reader follows the cursor: it is on the focus, or at least on the screen.
    painted.cursor.get_or_insert(Position::new(area.x, area.y));
    painted
}

/// Makes `area` blank in the look of ordinary text.
pub fn blank(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let mut blank = Cell::EMPTY;
    blank.set_style(theme.style(Role::Text));
    let area = area.intersection(buf.area);
    let (whole, columns) = (buf.area, usize::from(area.width));
    let first = usize::from(area.x - whole.x);
    let lines = buf.content.chunks_mut(usize::from(whole.width).max(1));
    for line in lines.skip(usize::from(area.y - whole.y)).take(usize::from(area.height)) {
        for cell in line.iter_mut().skip(first).take(columns) {
            // Quicker than a clone, which first looks what kind of symbol there is.
            *cell = Cell::EMPTY;
            (cell.fg, cell.bg, cell.modifier) = (blank.fg, blank.bg, blank.modifier);
        }
    }
}

fn draw_grid(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect, painted: &mut Painted) {
    let spot = scene.spot();
    let layout = Layout::new(scene, area, spot);
    let rows = Rows::new(scene, &layout, spot, None);
    let grid = grid::Grid { scene, layout: &layout, rows: &rows, spot };
    *painted = grid.begin();
    painted.hits.add_part(Vec::new());
    title::draw(canvas, scene, layout.title, spot, painted);
    grid.draw(canvas, painted);
    if scene.map.stages.is_empty() {
        invite(canvas, scene, &layout);
    }
    let detail = detail::draw(canvas, scene, layout.detail, spot);
    painted.kept = Some(Kept::of(&grid, painted.cursor, detail));
}

/// What to do with a map that has no stage yet.
fn invite(canvas: &mut Canvas<'_>, scene: &Scene<'_>, layout: &Layout) {
    let words = format!("No stage yet. Press {} to add the first one.", scene.keys.add);
    let room = usize::from(layout.body.width.saturating_sub(layout.names + 4));
    let (x, y) = (layout.body.x + layout.names + 3, layout.body.y + layout.body.height / 3);
    canvas.put_cut(
        i32::from(x),
        i32::from(y),
        &words,
        room,
        (scene.style(Role::Missing), scene.symbols.ellipsis),
    );
}
