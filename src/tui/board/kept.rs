//! What stays of a picture while only the focus moves: most of it need not be drawn, nor compared, again.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::face::Depth;
use super::grid::Grid;
use super::hits::{Hits, Painted};
use super::layout::Layout;
use super::rows::{Kind, Row, Rows};
use super::scene::{Scene, Spot};
use super::{blank, detail, is_outline, title};

/// What a board was drawn from, as far as that may change while only the focus moves.
#[derive(Debug, Clone)]
pub struct Kept {
    layout: Layout,
    spot: Spot,
    cursor: Option<Position>,
    rows: Vec<Look>,
}

/// What a row's looks depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    y: i32,
    height: u16,
    air: u16,
    depth: Depth,
    /// Where the focus stands, if in this row.
    focus: Option<Spot>,
    /// Whether the focus is in no stage.
    is_apart: bool,
}

/// A picture that was changed where it had to be.
#[derive(Debug)]
pub struct Redrawn {
    /// The picture.
    pub painted: Painted,
    /// The lines of the screen that may differ from before.
    pub lines: Vec<Range<u16>>,
}

impl Kept {
    /// What stays of this grid.
    pub(super) fn of(grid: &Grid<'_, '_>, cursor: Option<Position>) -> Self {
        let rows = grid.rows.list.iter().map(|row| Look::of(grid, row)).collect();
        Self { layout: grid.layout.clone(), spot: grid.spot, cursor, rows }
    }

    /// Whether both have the same parts, whatever the place of each row.
    fn has_parts_of(&self, other: &Self) -> bool {
        self.layout == other.layout && self.rows.len() == other.rows.len()
    }

    /// Whether every row has the same place in both.
    fn has_places_of(&self, other: &Self) -> bool {
        let same = |(a, b): (&Look, &Look)| (a.y, a.height) == (b.y, b.height);
        self.rows.iter().zip(&other.rows).all(same)
    }
}

impl Look {
    fn of(grid: &Grid<'_, '_>, row: &Row<'_>) -> Self {
        let lane = if let Kind::Lane(lane, ..) = row.kind { Some(lane) } else { None };
        Self {
            y: grid.line_of(row),
            height: row.height,
            air: row.air,
            depth: row.depth,
            focus: (lane.is_some() && grid.spot.lane() == lane).then_some(grid.spot),
            is_apart: grid.spot.stage().is_none(),
        }
    }
}

/// The focus where the title and the stage headers show it.
fn at_top(spot: Spot) -> Option<Spot> {
    matches!(spot, Spot::Map | Spot::Stage(_)).then_some(spot)
}

/// Changes the picture in `buf`, which is the one that `kept` and `hits` are of, into that of `scene`, which differs
/// from the one drawn in its focus and its scroll alone. `None`: more has to change; the picture may be spoilt.
pub fn redraw(buf: &mut Buffer, area: Rect, scene: &Scene<'_>, kept: &Kept, hits: Hits) -> Option<Redrawn> {
    let area = area.intersection(buf.area);
    if is_outline(area, scene.view.shape) || scene.map.stages.is_empty() {
        return None;
    }
    let spot = scene.spot();
    let layout = Layout::new(scene, area, spot);
    let rows = Rows::new(scene, &layout, spot);
    let grid = Grid { scene, layout: &layout, rows: &rows, spot };
    let cursor = kept.cursor.filter(|_| kept.spot == spot);
    let now = Kept::of(&grid, cursor);
    if !now.has_parts_of(kept) {
        return None;
    }
    let mut painted = Painted { cursor, ..grid.begin() };
    let mut brush = Brush { buf, area, grid: &grid, painted: &mut painted, lines: Vec::with_capacity(4) };
    brush.change(kept, &now, hits)?;
    let lines = brush.lines;
    painted.kept = Some(Kept { cursor: painted.cursor, ..now });
    painted.cursor.get_or_insert(Position::new(area.x, area.y));
    Some(Redrawn { painted, lines })
}

/// Draws the parts of a picture that differ.
struct Brush<'b, 'g, 's, 'a> {
    buf: &'b mut Buffer,
    area: Rect,
    grid: &'g Grid<'s, 'a>,
    painted: &'b mut Painted,
    lines: Vec<Range<u16>>,
}

impl Brush<'_, '_, '_, '_> {
    fn change(&mut self, was: &Kept, now: &Kept, hits: Hits) -> Option<()> {
        let mut parts = hits.into_parts();
        let top = parts.next()?;
        if at_top(was.spot) == at_top(now.spot) {
            self.painted.hits.add_part(top);
        } else {
            self.draw_top();
        }
        let rows = &self.grid.rows.list;
        for ((row, was), now) in rows.iter().zip(&was.rows).zip(&now.rows) {
            let part = parts.next()?;
            if was == now {
                self.painted.hits.add_part(part);
            } else {
                self.draw_row(row);
            }
        }
        if !now.has_places_of(was) {
            self.draw_end();
        }
        self.draw_detail();
        Some(())
    }

    /// A canvas over some lines, which are blank now.
    fn fresh(&mut self, area: Rect) -> Canvas<'_> {
        blank(self.buf, area, self.grid.scene.theme);
        self.lines.push(area.top()..area.bottom());
        Canvas::new(self.buf, area)
    }

    fn draw_top(&mut self) {
        let (layout, scene, spot) = (self.grid.layout, self.grid.scene, self.grid.spot);
        let area = Rect { height: layout.body.y - self.area.y, ..self.area };
        self.painted.hits.add_part(Vec::new());
        let mut painted = std::mem::take(self.painted);
        let grid = self.grid;
        let mut canvas = self.fresh(area);
        title::draw(&mut canvas, scene, layout.title, spot, &mut painted);
        grid.draw_top(&mut canvas, &mut painted);
        *self.painted = painted;
    }

    fn draw_row(&mut self, row: &Row<'_>) {
        let grid = self.grid;
        let area = grid.lines_of(row);
        let mut painted = std::mem::take(self.painted);
        let mut canvas = self.fresh(area);
        grid.draw_row(&mut canvas, row, &mut painted);
        *self.painted = painted;
    }

    fn draw_end(&mut self) {
        let grid = self.grid;
        let mut canvas = self.fresh(grid.end_area());
        grid.draw_end(&mut canvas);
    }

    fn draw_detail(&mut self) {
        let grid = self.grid;
        let mut canvas = self.fresh(grid.layout.detail);
        detail::draw(&mut canvas, grid.scene, grid.layout.detail, grid.spot);
    }
}
