//! The grid itself: its lines, the stage headers, the lane names, the rows.

mod heads;

pub(super) use heads::state_words;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, on_screen};
use super::cells::CellAt;
use super::curve;
use super::hits::Painted;
use super::layout::Layout;
use super::rows::{Cell, Kind, Row, Rows};
use super::scene::{Scene, Spot};
use crate::map::{Lane, Role as LaneRole};
use crate::tui::focus::Focus;
use crate::tui::text::width;
use crate::tui::theme::Role;

/// The grid of one picture.
pub(super) struct Grid<'s, 'a> {
    /// What it is drawn from.
    pub(super) scene: &'s Scene<'a>,
    /// Where its parts are.
    pub(super) layout: &'s Layout,
    /// Its rows.
    pub(super) rows: &'s Rows<'a>,
    /// Where the focus stands.
    pub(super) spot: Spot,
}

impl Grid<'_, '_> {
    /// Draws headers, lanes and the lines around them.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        self.draw_top(canvas, painted);
        for row in &self.rows.list {
            self.draw_row(canvas, row, painted);
        }
        self.draw_end(canvas);
    }

    /// Draws what is below the last row.
    pub(super) fn draw_end(&self, canvas: &mut Canvas<'_>) {
        self.draw_verticals(canvas, self.end_area().intersection(self.layout.body));
        self.horizontal(canvas, self.layout.foot, self.scene.symbols.frame.up);
        self.draw_foot(canvas);
    }

    /// The lines below the last row.
    pub(super) fn end_area(&self) -> Rect {
        let (body, foot) = (self.layout.body, self.layout.foot);
        let y = self.rows.list.last().map_or(body.y, |row| self.lines_of(row).bottom());
        Rect { y, height: foot.bottom() - y, ..body }
    }

    /// A picture of this grid with nothing in it.
    pub(super) fn begin(&self) -> Painted {
        let columns = self.layout.columns;
        let scroll = (columns.first, usize::from(self.rows.scroll));
        let mut painted = Painted { scroll, ..Painted::default() };
        painted.hits.stage_width = columns.pitch;
        painted.hits.stages_shown = columns.shown;
        painted.hits.lines_shown = usize::from(self.layout.body.height);
        painted
    }

    /// Draws the stage headers and the lines around them.
    pub(super) fn draw_top(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        let frame = &self.scene.symbols.frame;
        self.horizontal(canvas, self.layout.top, frame.down);
        self.draw_verticals(canvas, self.layout.head);
        self.draw_heads(canvas, painted);
        self.horizontal(canvas, self.layout.rule, frame.cross);
    }

    /// The first line of a row, which may lie outside the body.
    pub(super) fn line_of(&self, row: &Row<'_>) -> i32 {
        i32::from(self.layout.body.y) + i32::from(row.top) - i32::from(self.rows.scroll)
    }

    /// The lines of a row that are on the screen.
    pub(super) fn lines_of(&self, row: &Row<'_>) -> Rect {
        let body = self.layout.body;
        let within = |y: i32| y.clamp(i32::from(body.top()), i32::from(body.bottom())) as u16;
        let top = self.line_of(row);
        let (y, end) = (within(top), within(top + i32::from(row.height)));
        Rect { y, height: end - y, ..body }
    }

    fn frame_style(&self) -> Style {
        self.scene.style(Role::Frame)
    }

    /// The columns of the upright lines.
    fn uprights(&self) -> impl Iterator<Item = i32> {
        let columns = self.layout.columns;
        let names = i32::from(self.layout.body.x) + i32::from(self.layout.names);
        let glimpse_left =
            columns.peek.filter(|(x, ..)| *x < columns.left).map(|_| i32::from(columns.left) - 1);
        let stages = (1..=columns.shown as i32)
            .map(move |at| i32::from(columns.left) + at * i32::from(columns.pitch) - 1);
        std::iter::once(names).chain(glimpse_left).chain(stages)
    }

    /// Where horizontal lines end: at the last upright one, or at the edge where a stage is cut there.
    fn end(&self) -> i32 {
        let columns = self.layout.columns;
        let is_cut_right = columns.peek.is_some_and(|(x, ..)| x >= columns.left);
        if is_cut_right || columns.shown == 0 {
            i32::from(self.layout.body.right())
        } else {
            i32::from(columns.end()).max(i32::from(self.layout.body.x + self.layout.names + 1))
        }
    }

    fn horizontal(&self, canvas: &mut Canvas<'_>, area: Rect, crossing: &str) {
        if area.is_empty() {
            return;
        }
        let (x, y) = (i32::from(area.x), i32::from(area.y));
        let columns = (self.end() - x).max(0) as usize;
        canvas.row(x, y, columns, self.scene.symbols.frame.horizontal, self.frame_style());
        for x in self.uprights() {
            canvas.set(x, y, crossing, self.frame_style());
        }
    }

    fn draw_verticals(&self, canvas: &mut Canvas<'_>, area: Rect) {
        for x in self.uprights() {
            for y in area.top()..area.bottom() {
                canvas.set(x, i32::from(y), self.scene.symbols.frame.vertical, self.frame_style());
            }
        }
    }

    /// Draws a row, and nothing outside of its lines. Its name and each of its cells have a part of their own in the hits.
    pub(super) fn draw_row(&self, canvas: &mut Canvas<'_>, row: &Row<'_>, painted: &mut Painted) {
        let area = self.lines_of(row);
        let canvas = &mut canvas.within(area);
        self.draw_verticals(canvas, area);
        match &row.kind {
            Kind::Line(name) => self.draw_line(canvas, name, self.line_of(row)),
            Kind::Lane(index, lane, cells) => {
                self.draw_name(canvas, (*index, lane), row, painted);
                for cell in cells {
                    self.draw_cell(canvas, (*index, lane), (row, cell), painted);
                }
                if lane.role == LaneRole::Emotion {
                    self.draw_curve(canvas, row);
                    for cell in cells {
                        self.draw_focus_on_curve(canvas, *index, (row, cell), painted);
                    }
                }
            }
        }
    }

    /// Draws a cell. The curve runs through all cells of its lane: it is drawn apart.
    pub(super) fn draw_cell(
        &self,
        canvas: &mut Canvas<'_>,
        (index, lane): (usize, &Lane),
        (row, cell): (&Row<'_>, &Cell<'_>),
        painted: &mut Painted,
    ) {
        painted.hits.add_part(Vec::new());
        let (x, room) = self.columns_of(cell);
        let Some(stage) = self.scene.map.stages.get(cell.stage) else { return };
        let (has_focus, focus) = match self.spot {
            Spot::Cell(s, l, card) if (s, l) == (cell.stage, index) => {
                (true, card.and_then(|card| cell.cards.place_of(card)))
            }
            _ => (false, None),
        };
        let at = CellAt {
            scene: self.scene,
            lane,
            stage: (cell.stage, stage),
            at: (x, self.line_of(row)),
            size: (room, row.height - row.air),
            depth: row.depth,
            has_focus,
            focus,
        };
        if lane.role == LaneRole::Emotion {
            at.note(canvas, painted);
        } else {
            at.draw(canvas, cell, painted);
        }
    }

    /// The first column of a cell, and how many it has.
    fn columns_of(&self, cell: &Cell<'_>) -> (i32, u16) {
        let columns = self.layout.columns;
        let glimpse = columns.peek.filter(|(_, _, stage)| *stage == cell.stage);
        glimpse.map_or((columns.begin_of(cell.stage), columns.inner()), |(x, room, _)| (i32::from(x), room))
    }

    /// What of a cell is on the screen.
    pub(super) fn area_of(&self, row: &Row<'_>, cell: &Cell<'_>) -> Rect {
        let (x, width) = self.columns_of(cell);
        Rect { x: x.clamp(0, i32::from(u16::MAX)) as u16, width, ..self.lines_of(row) }
    }

    /// Where a lane's name is on the screen.
    pub(super) fn name_area(&self, row: &Row<'_>) -> Rect {
        Rect { width: self.layout.names, ..self.lines_of(row) }
    }

    /// Draws the name of a lane.
    pub(super) fn draw_name(
        &self,
        canvas: &mut Canvas<'_>,
        (index, lane): (usize, &Lane),
        row: &Row<'_>,
        painted: &mut Painted,
    ) {
        painted.hits.add_part(Vec::new());
        let scene = self.scene;
        let (y, height) = (self.line_of(row), row.height - row.air);
        let (x, names) = (self.layout.body.x, self.layout.names);
        if let Some(area) = on_screen(canvas, (x, y), (names, height)) {
            painted.hits.add(area, Focus::Lane(lane.id.clone()));
        }
        let has_focus = self.spot == Spot::Lane(index);
        let mark = scene.mark_of_lane(&lane.id);
        let is_ghost = mark.is_some_and(|mark| mark.is_ghost);
        let style = match (has_focus, is_ghost) {
            (false, true) => scene.ghost_style(),
            (true, true) => scene.style(Role::Focus).add_modifier(Modifier::CROSSED_OUT),
            (true, false) => scene.style(Role::Focus),
            (false, false) => scene.style(Role::LaneName),
        };
        let x = i32::from(x);
        if has_focus {
            canvas.row(x, y, usize::from(names), " ", style);
            if canvas.shows(x, y) {
                painted.cursor = Some(Position::new((x + i32::from(names > 1)) as u16, y as u16));
            }
        }
        if let Some(mark) = mark {
            let sign = if has_focus { scene.style(Role::Focus) } else { scene.style(mark.role()) };
            canvas.set(x, y, mark.sign, sign.remove_modifier(Modifier::CROSSED_OUT));
        }
        let is_scaled = row.has_scale();
        let room = usize::from(names.saturating_sub(if is_scaled { 4 } else { 2 }));
        canvas.put_cut(x + 1, y, lane.name.as_str(), room, (style, scene.symbols.ellipsis));
        if is_scaled {
            self.draw_scale(canvas, (x + i32::from(names), y), height, style);
        }
    }

    fn draw_scale(&self, canvas: &mut Canvas<'_>, (end, y): (i32, i32), height: u16, first: Style) {
        let dim = self.scene.style(Role::Dim);
        let room = usize::from(self.layout.names.saturating_sub(1));
        canvas.put_before(end, y, "+2", room, if self.spot.stage().is_none() { first } else { dim });
        canvas.put_before(end, y + i32::from(height / 2), "0", room, dim);
        let worst = format!("{}2", self.scene.symbols.minus);
        canvas.put_before(end, y + i32::from(height) - 1, &worst, room, dim);
    }

    /// A line of the blueprint, over the whole width, with its name in the first column.
    fn draw_line(&self, canvas: &mut Canvas<'_>, name: &str, y: i32) {
        let scene = self.scene;
        let style = scene.style(Role::Blueprint);
        let x = i32::from(self.layout.body.x);
        let columns = (self.end() - x).max(0) as usize;
        canvas.row(x, y, columns, scene.symbols.dash, style);
        for upright in self.uprights() {
            canvas.set(upright, y, scene.symbols.frame.cross, self.frame_style());
        }
        let words = format!(" {name} ");
        let at = x + i32::from(self.layout.names) + 2;
        let room =
            usize::from(self.layout.columns.inner()).saturating_sub(2).max(width(&words).min(columns / 2));
        canvas.put_cut(at, y, &words, room, (style, scene.symbols.ellipsis));
    }

    /// Draws the curve through its lane.
    pub(super) fn draw_curve(&self, canvas: &mut Canvas<'_>, row: &Row<'_>) {
        let (y, height) = (self.line_of(row), row.height - row.air);
        let left = self.layout.body.x + self.layout.names + 1;
        let right = self.end().clamp(0, i32::from(u16::MAX)) as u16;
        let area = Rect::new(left, 0, right.saturating_sub(left), 1);
        curve::draw(canvas, self.scene, self.layout.columns, curve::Field { area, y, height });
        if height < 3 {
            self.draw_scores(canvas, y);
        }
        self.redraw_verticals(canvas, (y, height));
    }

    /// Lets the focus stand out on the curve, if it is there.
    pub(super) fn draw_focus_on_curve(
        &self,
        canvas: &mut Canvas<'_>,
        index: usize,
        (row, cell): (&Row<'_>, &Cell<'_>),
        painted: &mut Painted,
    ) {
        if self.spot.stage() != Some(cell.stage) || self.spot.lane() != Some(index) {
            return;
        }
        let (x, columns) = self.columns_of(cell);
        let middle = self.line_of(row) + i32::from((row.height - row.air) / 2);
        canvas.tint(x, middle, usize::from(columns), self.scene.focus_style());
        if canvas.shows(x, middle) {
            painted.cursor = Some(Position::new(x as u16, middle as u16));
        }
    }

    /// The scores in a row, where there is no room for a curve.
    fn draw_scores(&self, canvas: &mut Canvas<'_>, y: i32) {
        for (at, x) in self.layout.columns.full() {
            let Some(stage) = self.scene.map.stages.get(at) else { continue };
            let scores = curve::scores(self.scene.map, stage);
            let words: Vec<String> = scores.iter().map(|s| signed(*s, self.scene.symbols.minus)).collect();
            let room = usize::from(self.layout.columns.inner().saturating_sub(2));
            let look = (self.scene.style(Role::EmotionNeutral), self.scene.symbols.ellipsis);
            canvas.put_cut(i32::from(x) + 1, y, &words.join(" "), room, look);
        }
    }

    fn redraw_verticals(&self, canvas: &mut Canvas<'_>, (y, height): (i32, u16)) {
        for x in self.uprights() {
            for line in 0..i32::from(height) {
                let style = Style::reset().patch(self.frame_style());
                canvas.set(x, y + line, self.scene.symbols.frame.vertical, style);
            }
        }
    }

    /// What is cut above and below, and what just happened, in the line below the lanes.
    fn draw_foot(&self, canvas: &mut Canvas<'_>) {
        let area = self.layout.foot;
        if area.is_empty() {
            return;
        }
        let y = i32::from(area.y);
        let below = self.rows.total.saturating_sub(self.rows.scroll + self.layout.body.height);
        let symbols = self.scene.symbols;
        let mut words = String::new();
        if self.rows.scroll > 0 {
            words.push_str(symbols.more_up);
            words.push_str(&self.rows.scroll.to_string());
        }
        if below > 0 {
            words.push_str(if words.is_empty() { "" } else { " " });
            words.push_str(symbols.more_down);
            words.push_str(&below.to_string());
        }
        if !words.is_empty() {
            let words = format!(" {words} ");
            canvas.put_cut(
                i32::from(area.x) + 1,
                y,
                &words,
                usize::from(self.layout.names),
                (self.scene.style(Role::Dim), symbols.ellipsis),
            );
        }
        if let Some((notice, role)) = self.scene.notice {
            let room = usize::from(area.width.saturating_sub(self.layout.names + 4));
            let shown = crate::tui::text::cut(notice, room, symbols.ellipsis);
            let words = format!(" {shown} ");
            canvas.put_before(i32::from(area.right()) - 1, y, &words, room + 2, self.scene.style(role));
        }
    }
}

/// A score with its sign.
pub(super) fn signed(score: i8, minus: &str) -> String {
    match score {
        0 => "0".to_owned(),
        1.. => format!("+{score}"),
        _ => format!("{minus}{}", -i16::from(score)),
    }
}
