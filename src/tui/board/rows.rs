//! The rows under each other: how much every lane shows, and which lines are on the screen.

use super::face::{Depth, Face};
use super::layout::Layout;
use super::scene::{Scene, Spot};
use super::sieve::Shown;
use crate::map::{Lane, Role as LaneRole};
use crate::tui::view::Zoom;

/// The cards of one lane in one stage, as they are drawn.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// The stage's position.
    pub(super) stage: usize,
    /// The cards that are shown.
    pub(super) cards: Shown<'a>,
    /// The position of the first card that has a face: those far above the focus have none.
    pub(super) base: usize,
    /// The faces.
    pub(super) faces: Vec<Face<'a>>,
}

impl Cell<'_> {
    fn height(&self, depth: Depth) -> u16 {
        let drawn: u16 = self.faces.iter().fold(0, |sum, face| sum.saturating_add(face.height(depth)));
        drawn.saturating_add((self.cards.len() - self.faces.len()).min(9_999) as u16)
    }
}

/// What a row is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// A line of the blueprint, with its name.
    Line(&'static str),
    /// A lane, by position, with its cells.
    Lane(usize, &'a Lane, Vec<Cell<'a>>),
}

/// A row and its place.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// The first of its lines, from the top of all rows.
    pub(super) top: u16,
    /// Its lines.
    pub(super) height: u16,
    /// How much of each card is shown.
    pub(super) depth: Depth,
    /// Of the height: blank lines at the end.
    pub(super) air: u16,
}

/// All rows.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    /// Top to bottom.
    pub(super) list: Vec<Row<'a>>,
    /// Lines of all rows.
    pub(super) total: u16,
    /// The first line on the screen.
    pub(super) scroll: u16,
}

/// The most lines that the focused row grows to when rows are cut.
const GROWN: u16 = 6;
/// The most lines of a row.
const MOST: u16 = 200;

impl<'a> Rows<'a> {
    /// The rows of a scene.
    pub(super) fn new(scene: &Scene<'a>, layout: &Layout, spot: Spot) -> Self {
        let room = layout.body.height;
        let mut rows = Self { list: list(scene, layout, spot), total: 0, scroll: 0 };
        for row in &mut rows.list {
            row.height = natural(row, room);
        }
        rows.fill(scene, room, spot);
        rows.shrink(scene.view.zoom, room, spot);
        rows.place();
        rows.scroll_to(scene.view.scroll.1, room, spot);
        rows
    }

    fn sum(&self) -> u16 {
        self.list.iter().fold(0, |sum, row| sum.saturating_add(row.height))
    }

    /// Shows more of every card while there is room: what hurts first.
    fn fill(&mut self, scene: &Scene<'_>, room: u16, spot: Spot) {
        let deepest = deepest(scene.view.zoom);
        let order = order(&self.list, scene.view.zoom, spot);
        for depth in Depth::ALL.into_iter().filter(|d| *d > Depth::Line && *d <= deepest) {
            for at in &order {
                self.deepen(*at, depth, room);
            }
            if depth == Depth::Two {
                self.add_air(room.saturating_sub(self.sum()));
            }
        }
        if deepest == Depth::Line {
            self.add_air(room.saturating_sub(self.sum()));
        }
        self.raise_curve(room.saturating_sub(self.sum()));
    }

    fn deepen(&mut self, at: usize, depth: Depth, room: u16) {
        let sum = self.sum();
        let Some(row) = self.list.get_mut(at) else { return };
        let before = (row.depth, row.height);
        row.depth = depth;
        row.height = natural(row, room) + row.air;
        if sum - before.1.min(sum) + row.height > room {
            (row.depth, row.height) = before;
        }
    }

    /// A blank line after each lane, where there is room for all of them.
    fn add_air(&mut self, spare: u16) {
        let is_lane = |row: &&mut Row<'_>| matches!(row.kind, Kind::Lane(..));
        if usize::from(spare) < self.list.iter_mut().filter(is_lane).count() {
            return;
        }
        for row in self.list.iter_mut().filter(is_lane) {
            row.air = 1;
            row.height += 1;
        }
    }

    /// A taller curve, where there is much room left.
    fn raise_curve(&mut self, spare: u16) {
        for row in self.list.iter_mut().filter(|row| is_emotion(row) && row.height >= 3 && spare >= 2) {
            row.height += 2;
        }
    }

    /// Cuts the tallest rows until all fit, down to one line each; the focused row keeps some of what it has. What is
    /// left over goes to the rows that need it most.
    fn shrink(&mut self, zoom: Zoom, room: u16, spot: Spot) {
        if self.sum() <= room {
            return;
        }
        let focused = |row: &Row<'_>| matches!(row.kind, Kind::Lane(lane, ..) if spot.lane() == Some(lane));
        let kept = self.list.iter_mut().find(|row| focused(row)).map_or(0, |row| grow(row, zoom, spot, room));
        let wanted: Vec<u16> = self.list.iter().map(|row| row.height).collect();
        let mut cap = wanted.iter().max().copied().unwrap_or(1);
        while cap > 1 && self.sum() > room {
            cap -= 1;
            for row in self.list.iter_mut().filter(|row| !is_emotion(row)) {
                let least = if focused(row) { kept } else { 0 };
                row.height = row.height.min(cap.max(least));
            }
        }
        let mut spare = room.saturating_sub(self.sum());
        for at in order(&self.list, zoom, spot) {
            let (Some(row), Some(wanted)) = (self.list.get_mut(at), wanted.get(at)) else { continue };
            let more = wanted.saturating_sub(row.height).min(spare);
            row.height += more;
            spare -= more;
        }
    }

    fn place(&mut self) {
        let mut top: u16 = 0;
        for row in &mut self.list {
            row.top = top;
            top = top.saturating_add(row.height);
        }
        self.total = top;
    }

    /// The nearest scroll to that of the last picture at which the focused row is seen, with a line around it. A row
    /// always begins at the top, so that its name is seen.
    fn scroll_to(&mut self, before: usize, room: u16, spot: Spot) {
        let before = u16::try_from(before).unwrap_or(u16::MAX);
        let end = self.begin_at(self.total.saturating_sub(room));
        let row =
            self.list.iter().find(|r| matches!(r.kind, Kind::Lane(lane, ..) if spot.lane() == Some(lane)));
        let Some(row) = row else {
            self.scroll = if spot.stage().is_some() { 0 } else { self.begin_at(before).min(end) };
            return;
        };
        let margin = u16::from(room > row.height + 2);
        let most = row.top.saturating_sub(margin);
        let least = self.begin_at((row.top + row.height + margin).saturating_sub(room)).min(row.top);
        self.scroll =
            if before < least { least } else { self.begin_before(before.min(most)).max(least) }.min(end);
    }

    /// The first line of the first row that begins at or after `line`.
    fn begin_at(&self, line: u16) -> u16 {
        self.list.iter().map(|row| row.top).find(|top| *top >= line).unwrap_or(line)
    }

    /// The first line of the row that holds `line`.
    fn begin_before(&self, line: u16) -> u16 {
        self.list.iter().map(|row| row.top).take_while(|top| *top <= line).last().unwrap_or(line)
    }
}

fn is_emotion(row: &Row<'_>) -> bool {
    matches!(row.kind, Kind::Lane(_, lane, _) if lane.role == LaneRole::Emotion)
}

/// The rows in their order, one line each.
fn list<'a>(scene: &Scene<'a>, layout: &Layout, spot: Spot) -> Vec<Row<'a>> {
    let mut list = Vec::with_capacity(16);
    let mut layer = None;
    for (at, lane) in scene.lanes() {
        if lane.layer.is_some() && lane.layer != layer {
            layer = lane.layer;
            if let Some(name) = lane.layer.and_then(crate::map::Layer::line_above) {
                list.push(row(Kind::Line(name)));
            }
        }
        list.push(row(Kind::Lane(at, lane, cells(scene, layout, (at, lane), spot))));
    }
    list
}

fn row(kind: Kind<'_>) -> Row<'_> {
    Row { kind, top: 0, height: 1, depth: Depth::Line, air: 0 }
}

/// The cells on the screen. No more faces are made than there are lines.
fn cells<'a>(scene: &Scene<'a>, layout: &Layout, (at, lane): (usize, &Lane), spot: Spot) -> Vec<Cell<'a>> {
    let columns = layout.columns;
    let most = usize::from(layout.body.height) + 1;
    let glimpse = columns.peek.map(|(_, room, stage)| (stage, room + 1));
    let full = columns.full().map(|(stage, _)| (stage, columns.inner()));
    let wide_enough = |(_, room): &(usize, u16)| *room >= 6;
    full.chain(glimpse.filter(|(_, room)| *room > 14))
        .filter(wide_enough)
        .filter_map(|(index, room)| {
            let here = match spot {
                Spot::Cell(s, l, card) if (s, l) == (index, at) => card,
                _ => None,
            };
            let cards = Shown::new(scene, (index, scene.map.stages.get(index)?), lane, here);
            let base = here.and_then(|card| cards.place_of(card)).map_or(0, |card| card.saturating_sub(most));
            let depth = deepest(scene.view.zoom);
            let face = |card| Face::new(scene, lane, card, room.saturating_sub(2), depth);
            let faces = (base..cards.len()).take(2 * most).filter_map(|at| cards.get(at)).map(face).collect();
            Some(Cell { stage: index, cards, base, faces })
        })
        .collect()
}

/// The lines that a row takes when nothing is cut.
fn natural(row: &Row<'_>, room: u16) -> u16 {
    match &row.kind {
        Kind::Line(_) => 1,
        Kind::Lane(_, lane, _) if lane.role == LaneRole::Emotion => {
            if room >= 9 {
                3
            } else {
                1
            }
        }
        Kind::Lane(_, _, cells) => {
            cells.iter().map(|cell| cell.height(row.depth)).max().unwrap_or(1).clamp(1, MOST)
        }
    }
}

/// Gives the focused row depth, and says how many lines it keeps.
fn grow(row: &mut Row<'_>, zoom: Zoom, spot: Spot, room: u16) -> u16 {
    let most = if zoom == Zoom::Stage { room * 2 / 3 } else { GROWN.min(room / 3) }.max(1);
    if row.depth < deepest(zoom) && !is_emotion(row) {
        row.depth = if zoom == Zoom::Stage { Depth::Full } else { Depth::Two };
    }
    let Kind::Lane(_, _, cells) = &row.kind else { return 1 };
    let focused = cells.iter().find(|cell| Some(cell.stage) == spot.stage());
    let wanted = focused.map_or(1, |cell| cell.height(row.depth)).clamp(1, most);
    row.height = row.height.max(wanted);
    wanted
}

fn deepest(zoom: Zoom) -> Depth {
    match zoom {
        Zoom::Compact => Depth::Line,
        Zoom::Normal => Depth::Three,
        Zoom::Stage => Depth::Full,
    }
}

/// The rows in the order in which they get room: in a large stage what is focused, then pains, steps and the rest.
fn order(list: &[Row<'_>], zoom: Zoom, spot: Spot) -> Vec<usize> {
    let rank = |row: &Row<'_>| match &row.kind {
        Kind::Lane(at, ..) if zoom == Zoom::Stage && spot.lane() == Some(*at) => 0,
        Kind::Lane(_, lane, _) => match lane.role {
            LaneRole::Pains => 1,
            LaneRole::Steps => 2,
            LaneRole::Opportunities => 3,
            LaneRole::Metrics => 4,
            LaneRole::Notes => 5,
            LaneRole::Emotion => 9,
        },
        Kind::Line(_) => 9,
    };
    let mut order: Vec<usize> =
        (0..list.len()).filter(|at| list.get(*at).is_some_and(|r| rank(r) < 9)).collect();
    order.sort_by_key(|at| list.get(*at).map_or(9, rank));
    order
}
