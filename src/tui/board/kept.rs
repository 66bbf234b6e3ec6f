//! What stays of a picture while only the focus moves: most of it need not be drawn, nor compared, again.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::face::Depth;
use super::grid::Grid;
use super::hits::{Hits, Painted, Part};
use super::layout::Layout;
use super::rows::{Kind, Plan, Row, Rows};
use super::scene::{Scene, Spot};
use super::{blank, detail, shape_in, title};
use crate::map::Role as LaneRole;
use crate::tui::view::Shape;

/// What a board was drawn from, as far as that may change while only the focus moves.
#[derive(Debug, Clone)]
pub struct Kept {
    layout: Layout,
    spot: Spot,
    cursor: Option<Position>,
    plan: Plan,
    rows: Vec<Look>,
    /// What the detail pane filled.
    detail: Vec<Rect>,
}

/// What a row's looks depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    place: Place,
    /// Where the focus stands, if in this row.
    focus: Option<Spot>,
    /// Whether the focus is in no stage, where that shows.
    is_apart: bool,
}

/// Where a row stands and how much of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    y: i32,
    height: u16,
    air: u16,
    depth: Depth,
}

/// A picture that was changed where it had to be.
#[derive(Debug)]
pub struct Redrawn {
    /// The picture.
    pub painted: Painted,
    /// The parts of the screen that may differ from before.
    pub areas: Vec<Rect>,
}

impl Kept {
    /// What stays of this grid, and of the pane below it.
    pub(super) fn of(grid: &Grid<'_, '_>, cursor: Option<Position>, detail: Vec<Rect>) -> Self {
        let rows = grid.rows.list.iter().map(|row| Look::of(grid, row)).collect();
        Self {
            layout: grid.layout.clone(),
            spot: grid.spot,
            cursor,
            plan: grid.rows.plan.clone(),
            rows,
            detail,
        }
    }

    /// Whether every row has the same place in both.
    fn has_places_of(&self, other: &Self) -> bool {
        let same = |(a, b): (&Look, &Look)| (a.place.y, a.place.height) == (b.place.y, b.place.height);
        self.rows.iter().zip(&other.rows).all(same)
    }
}

impl Look {
    fn of(grid: &Grid<'_, '_>, row: &Row<'_>) -> Self {
        let lane = if let Kind::Lane(lane, ..) = row.kind { Some(lane) } else { None };
        Self {
            place: Place { y: grid.line_of(row), height: row.height, air: row.air, depth: row.depth },
            focus: (lane.is_some() && grid.spot.lane() == lane).then_some(grid.spot),
            is_apart: row.has_scale() && grid.spot.stage().is_none(),
        }
    }

    /// Whether what differs from the other one is no more than the focus.
    fn has_place_of(&self, other: &Self) -> bool {
        self.place == other.place
    }

    /// Whether the lane's name has focus.
    fn has_name(&self) -> bool {
        matches!(self.focus, Some(Spot::Lane(_)))
    }

    /// Whether the focus is in this stage.
    fn has_stage(&self, stage: usize) -> bool {
        self.focus.is_some_and(|spot| spot.stage() == Some(stage))
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
    if shape_in(area, scene.view.shape) != Shape::Board || scene.map.stages.is_empty() {
        return None;
    }
    let spot = scene.spot();
    let layout = Layout::new(scene, area, spot);
    let plan = (layout == kept.layout).then_some(&kept.plan)?;
    let rows = Rows::new(scene, &layout, spot, Some(plan));
    let grid = Grid { scene, layout: &layout, rows: &rows, spot };
    let cursor = kept.cursor.filter(|_| kept.spot == spot);
    let mut now = Kept::of(&grid, cursor, Vec::new());
    if now.rows.len() != kept.rows.len() {
        return None;
    }
    let mut painted = Painted { cursor, ..grid.begin() };
    let mut brush = Brush { buf, area, grid: &grid, painted: &mut painted, areas: Vec::with_capacity(4) };
    brush.change(kept, &now, hits)?;
    now.detail = brush.change_detail(&kept.detail);
    let areas = brush.areas;
    painted.kept = Some(Kept { cursor: painted.cursor, ..now });
    painted.cursor.get_or_insert(Position::new(area.x, area.y));
    Some(Redrawn { painted, areas })
}

/// Draws the parts of a picture that differ.
struct Brush<'b, 'g, 's, 'a> {
    buf: &'b mut Buffer,
    area: Rect,
    grid: &'g Grid<'s, 'a>,
    painted: &'b mut Painted,
    areas: Vec<Rect>,
}

impl Brush<'_, '_, '_, '_> {
    fn change(&mut self, was: &Kept, now: &Kept, hits: Hits) -> Option<()> {
        let grid = self.grid;
        let mut parts = hits.into_parts();
        let top = parts.next()?;
        if at_top(was.spot) == at_top(now.spot) {
            self.painted.hits.add_part(top);
        } else {
            self.draw_top();
        }
        for ((row, was), now) in grid.rows.list.iter().zip(&was.rows).zip(&now.rows) {
            let parts = parts.by_ref().take(row.parts());
            if was == now {
                parts.for_each(|part| self.painted.hits.add_part(part));
            } else if now.has_place_of(was) {
                self.move_focus(row, (was, now), parts)?;
            } else {
                parts.for_each(drop);
                self.draw(grid.lines_of(row), |canvas, painted| grid.draw_row(canvas, row, painted));
            }
        }
        if !now.has_places_of(was) {
            self.draw(grid.end_area(), |canvas, _| grid.draw_end(canvas));
        }
        Some(())
    }

    /// Draws the pane below, which filled these parts; gives those that it fills now. Most of it is blank, before and after.
    fn change_detail(&mut self, was: &[Rect]) -> Vec<Rect> {
        let (scene, area) = (self.grid.scene, self.grid.layout.detail);
        for part in was {
            blank(self.buf, part.intersection(area), scene.theme);
        }
        let filled = detail::draw(&mut Canvas::new(self.buf, area), scene, area, self.grid.spot);
        self.areas.extend(area.rows().filter_map(|line| {
            let parts = was.iter().chain(&filled).filter(|part| part.y == line.y);
            parts.copied().reduce(Rect::union)
        }));
        filled
    }

    /// Draws the name and the cells of a row that had the focus or have it now.
    fn move_focus(
        &mut self,
        row: &Row<'_>,
        (was, now): (&Look, &Look),
        mut parts: impl Iterator<Item = Part>,
    ) -> Option<()> {
        let grid = self.grid;
        let Kind::Lane(index, lane, cells) = &row.kind else { return Some(()) };
        let name = parts.next()?;
        if was.has_name() == now.has_name() && was.is_apart == now.is_apart {
            self.painted.hits.add_part(name);
        } else {
            let area = grid.name_area(row);
            self.draw(area, |canvas, painted| grid.draw_name(canvas, (*index, lane), row, painted));
        }
        for cell in cells {
            let part = parts.next()?;
            if !was.has_stage(cell.stage) && !now.has_stage(cell.stage) {
                self.painted.hits.add_part(part);
                continue;
            }
            self.draw(grid.area_of(row, cell), |canvas, painted| {
                grid.draw_cell(canvas, (*index, lane), (row, cell), painted);
                if lane.role == LaneRole::Emotion {
                    grid.draw_curve(canvas, row);
                    grid.draw_focus_on_curve(canvas, *index, (row, cell), painted);
                }
            });
        }
        Some(())
    }

    /// Draws into an area, which is blank before.
    fn draw(&mut self, area: Rect, draw: impl FnOnce(&mut Canvas<'_>, &mut Painted)) {
        blank(self.buf, area, self.grid.scene.theme);
        self.areas.push(area);
        draw(&mut Canvas::new(self.buf, area), self.painted);
    }

    fn draw_top(&mut self) {
        let grid = self.grid;
        let area = Rect { height: grid.layout.body.y - self.area.y, ..self.area };
        self.painted.hits.add_part(Vec::new());
        self.draw(area, |canvas, painted| {
            title::draw(canvas, grid.scene, grid.layout.title, grid.spot, painted);
            grid.draw_top(canvas, painted);
        });
    }
}
