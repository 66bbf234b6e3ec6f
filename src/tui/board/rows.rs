//! The rows under each other: how much every lane shows, and which lines are on the screen.

use super::face::{Depth, Face};
use super::layout::Layout;
use super::scene::{Scene, Spot};
use super::sieve::Shown;
use crate::map::{Lane, Role as LaneRole};
use crate::tui::view::Zoom;

/// The cards of one lane in one stage, as they are drawn. A card gets its face only where it is measured or drawn: what a
/// picture costs follows from the screen, not from the map.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// The stage's position.
    pub(super) stage: usize,
    lane: &'a Lane,
    /// The cards that are shown.
    pub(super) cards: Shown<'a>,
    /// Columns inside its blanks.
    columns: u16,
}

impl<'a> Cell<'a> {
    /// How a card looks.
    pub(super) fn face(&self, scene: &Scene<'_>, at: usize, depth: Depth) -> Option<Face<'a>> {
        Some(Face::new(scene, self.lane, self.cards.get(at)?, self.columns, depth))
    }

    /// Its lines at this depth; `most` where they are more.
    fn height(&self, scene: &Scene<'_>, depth: Depth, most: u16) -> u16 {
        let cards = self.cards.len().min(usize::from(most)) as u16;
        if depth == Depth::Line || cards >= most {
            return cards;
        }
        let mut sum: u16 = 0;
        for face in (0..self.cards.len()).map_while(|at| self.face(scene, at, depth)) {
            sum = sum.saturating_add(face.height());
            if sum >= most {
                return most;
            }
        }
        sum
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
    /// What each row would get if none had to be cut.
    pub(super) plan: Plan,
}

impl Row<'_> {
    /// Whether the scale of the curve stands beside its name.
    pub(super) fn has_scale(&self) -> bool {
        is_emotion(self) && self.height - self.air >= 3
    }

    /// How many parts of the hits are its own.
    pub(super) fn parts(&self) -> usize {
        if let Kind::Lane(_, _, cells) = &self.kind { 1 + cells.len() } else { 0 }
    }
}

/// What every row gets where nothing has to be cut. Measuring the cards is most of the work of a picture, and while only
/// the focus moves it need not be done again; unless there is a filter, which does not hide what has focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// Depth, height, and how much of that is air.
    rows: Vec<(Depth, u16, u16)>,
    /// The focused lane, where the plan depends on it.
    lane: Option<usize>,
}

impl Plan {
    /// The lane that a plan depends on: a large stage shows first what is focused.
    fn lane_of(zoom: Zoom, spot: Spot) -> Option<usize> {
        spot.lane().filter(|_| zoom == Zoom::Stage)
    }
}

/// The most lines that the focused row grows to when rows are cut.
const GROWN: u16 = 6;
/// The most lines of a row.
const MOST: u16 = 200;

impl<'a> Rows<'a> {
    /// The rows of a scene. `plan` is that of a scene that differs at most in focus and scroll.
    pub(super) fn new(scene: &Scene<'a>, layout: &Layout, spot: Spot, plan: Option<&Plan>) -> Self {
        let (room, lane) = (layout.body.height, Plan::lane_of(scene.view.zoom, spot));
        let is_good = |plan: &&Plan| plan.lane == lane && scene.view.filter.is_empty();
        let plan = plan.filter(is_good).cloned();
        let list = list(scene, layout, spot);
        let is_planned = plan.is_some();
        let plan = plan.unwrap_or(Plan { rows: Vec::with_capacity(list.len()), lane });
        let mut rows = Self { list, total: 0, scroll: 0, plan };
        if is_planned {
            rows.follow_plan();
        } else {
            rows.make_plan(scene, room, spot);
        }
        rows.shrink(scene, room, spot);
        rows.place();
        rows.scroll_to(scene.view.scroll.1, room, spot);
        rows
    }

    fn follow_plan(&mut self) {
        for (row, planned) in self.list.iter_mut().zip(&self.plan.rows) {
            (row.depth, row.height, row.air) = *planned;
        }
    }

    fn make_plan(&mut self, scene: &Scene<'_>, room: u16, spot: Spot) {
        for row in &mut self.list {
            row.height = natural(scene, row, room);
        }
        // What is cut already gets no more.
        if self.sum() <= room {
            self.fill(scene, room, spot);
        }
        self.plan.rows = self.list.iter().map(|row| (row.depth, row.height, row.air)).collect();
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
                self.deepen(scene, *at, depth, room);
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

    fn deepen(&mut self, scene: &Scene<'_>, at: usize, depth: Depth, room: u16) {
        let sum = self.sum();
        let Some(row) = self.list.get_mut(at) else { return };
        let before = (row.depth, row.height);
        row.depth = depth;
        row.height = natural(scene, row, room) + row.air;
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
    fn shrink(&mut self, scene: &Scene<'_>, room: u16, spot: Spot) {
        let zoom = scene.view.zoom;
        if self.sum() <= room {
            return;
        }
        let focused = |row: &Row<'_>| matches!(row.kind, Kind::Lane(lane, ..) if spot.lane() == Some(lane));
        let kept =
            self.list.iter_mut().find(|row| focused(row)).map_or(0, |row| grow(scene, row, spot, room));
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

/// The cells on the screen.
fn cells<'a>(scene: &Scene<'a>, layout: &Layout, (at, lane): (usize, &'a Lane), spot: Spot) -> Vec<Cell<'a>> {
    let columns = layout.columns;
    let glimpse = columns.peek.map(|(_, room, stage)| (stage, room + 1));
    let full = columns.full().map(|(stage, _)| (stage, columns.inner()));
    let wide_enough = |(_, room): &(usize, u16)| *room >= 6;
    full.chain(glimpse.filter(|(_, room)| *room > 14))
        .filter(wide_enough)
        .filter_map(|(stage, room)| {
            let here = match spot {
                Spot::Cell(s, l, card) if (s, l) == (stage, at) => card,
                _ => None,
            };
            let cards = Shown::new(scene, (stage, scene.map.stages.get(stage)?), lane, here);
            Some(Cell { stage, lane, cards, columns: room.saturating_sub(2) })
        })
        .collect()
}

/// The lines that a row takes when nothing is cut. Where they are more than there is room for, they are only counted for
/// cards of one line.
fn natural(scene: &Scene<'_>, row: &Row<'_>, room: u16) -> u16 {
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
            let most = if row.depth == Depth::Line { MOST } else { MOST.min(room.saturating_add(1)) };
            let heights = cells.iter().map(|cell| cell.height(scene, row.depth, most));
            heights.max().unwrap_or(1).max(1)
        }
    }
}

/// Gives the focused row depth, and says how many lines it keeps.
fn grow(scene: &Scene<'_>, row: &mut Row<'_>, spot: Spot, room: u16) -> u16 {
    let zoom = scene.view.zoom;
    let most = if zoom == Zoom::Stage { room * 2 / 3 } else { GROWN.min(room / 3) }.max(1);
    if row.depth < deepest(zoom) && !is_emotion(row) {
        row.depth = if zoom == Zoom::Stage { Depth::Full } else { Depth::Two };
    }
    let Kind::Lane(_, _, cells) = &row.kind else { return 1 };
    let focused = cells.iter().find(|cell| Some(cell.stage) == spot.stage());
    let wanted = focused.map_or(1, |cell| cell.height(scene, row.depth, most)).max(1);
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
