//! All stages at once, in columns too narrow for words: a strip of their states, the curve, and how much each cell holds.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::curve::{self, Field};
use super::hits::Painted;
use super::layout::{Columns, first_stage};
use super::scene::{Scene, Spot};
use super::sieve::Shown;
use super::{detail, title};
use crate::map::card::{Horizon, PainStatus, Severity};
use crate::map::{Card, Lane, Role as LaneRole, Stage};
use crate::tui::focus::Focus;
use crate::tui::theme::Role;
use crate::tui::view::Zoom;

/// The fewest columns of a stage, with the blank one beside it.
const LEAST: u16 = 3;
/// From here on a stage's columns have lines between them.
const LINED: u16 = 5;

/// Fewer columns of a stage have no room for words.
const WORDS: u16 = 13;

/// Whether the overview of this map takes more than a board of compact columns: its stages do not fit side by side.
pub(super) fn is_wanted(scene: &Scene<'_>, area: Rect) -> bool {
    let all = scene.map.stages.len();
    scene.view.zoom == Zoom::Compact && all > usize::from(area.width.saturating_sub(WORDS) / WORDS)
}

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect, painted: &mut Painted) {
    let spot = scene.spot();
    let view = View::new(scene, area, spot);
    painted.hits.add_part(Vec::new());
    painted.hits.stage_width = view.columns.pitch;
    painted.hits.stages_shown = view.columns.shown;
    painted.hits.lines_shown = usize::from(view.parts.body.height);
    title::draw(canvas, scene, view.parts.title, spot, painted);
    detail::draw(canvas, scene, view.parts.detail, spot);
    view.draw(canvas, painted);
}

/// The parts of the screen, from top to bottom.
#[derive(Debug, Clone, Copy)]
struct Parts {
    title: Rect,
    top: Rect,
    /// The stages' numbers and names.
    head: Rect,
    /// One cell a stage: how it stands.
    strip: Rect,
    rule: Rect,
    body: Rect,
    foot: Rect,
    detail: Rect,
}

impl Parts {
    fn of(area: Rect) -> Self {
        let detail = if area.height >= 20 { 3 } else { 2 };
        let at = |y: u16, height: u16| {
            let y = y.min(area.height);
            Rect { y: area.y + y, height: height.min(area.height - y), ..area }
        };
        let body = area.height.saturating_sub(6 + detail);
        Self {
            title: at(0, 1),
            top: at(1, 1),
            head: at(2, 1),
            strip: at(3, 1),
            rule: at(4, 1),
            body: at(5, body),
            foot: at(5 + body, 1),
            detail: at(6 + body, detail),
        }
    }
}

/// A row of the picture: a lane and its lines, or a line of the blueprint.
#[derive(Debug, Clone, Copy)]
enum Row {
    Lane(usize, u16),
    Line,
}

impl Row {
    fn height(self) -> u16 {
        match self {
            Self::Lane(_, height) => height,
            Self::Line => 1,
        }
    }
}

struct View<'s, 'a> {
    scene: &'s Scene<'a>,
    parts: Parts,
    columns: Columns,
    names: u16,
    spot: Spot,
}

impl<'s, 'a> View<'s, 'a> {
    fn new(scene: &'s Scene<'a>, area: Rect, spot: Spot) -> Self {
        let all = scene.map.stages.len();
        let names = 11u16;
        let room = area.width.saturating_sub(names + 1);
        let shown = all.min(usize::from(room / LEAST)).max(usize::from(all > 0));
        let pitch = room.checked_div(shown as u16).unwrap_or(0);
        let names = names + room.saturating_sub(pitch * shown as u16).min(5);
        let left = area.x + names + 1;
        let first = first_stage(scene.view.scroll.0, spot.stage(), shown, all);
        let columns = Columns { first, shown, all, pitch, left, peek: None };
        Self { scene, parts: Parts::of(area), columns, names, spot }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        self.draw_frame(canvas);
        self.draw_heads(canvas, painted);
        let rows = self.rows();
        let first = self.first_row(&rows);
        painted.scroll = (self.columns.first, 0);
        let body = self.parts.body;
        let mut y = body.y;
        for row in rows.iter().skip(first) {
            if y >= body.bottom() {
                break;
            }
            let height = row.height().min(body.bottom() - y);
            match row {
                Row::Line => self.draw_line(canvas, y),
                Row::Lane(lane, _) => self.draw_lane(canvas, *lane, (y, height), painted),
            }
            y += height;
        }
    }

    /// All lanes, a line each; where there is room the curve is tall, blueprint lines are drawn, and lanes have air.
    fn rows(&self) -> Vec<Row> {
        let room = usize::from(self.parts.body.height);
        let lanes: Vec<(usize, &Lane)> = self.scene.lanes().collect();
        let lines = lanes.iter().filter(|(at, _)| self.has_line_above(*at)).count();
        let has_curve = lanes.iter().any(|(_, lane)| lane.role == LaneRole::Emotion);
        let curve = if has_curve && lanes.len() + 2 <= room { 3 } else { 1 };
        let used = lanes.len() + curve - 1;
        let with_lines = used + lines <= room;
        let used = used + if with_lines { lines } else { 0 };
        let air = usize::from(used + lanes.len() <= room);
        let spare = room.saturating_sub(used + air * lanes.len());
        let curve = if curve > 1 { curve + (spare / 2 * 2).min(8) } else { curve };
        let mut rows = Vec::with_capacity(lanes.len() + lines);
        for (at, lane) in lanes {
            if with_lines && self.has_line_above(at) {
                rows.push(Row::Line);
            }
            let height = if lane.role == LaneRole::Emotion { curve } else { 1 };
            rows.push(Row::Lane(at, (height + air) as u16));
        }
        rows
    }

    fn has_line_above(&self, lane: usize) -> bool {
        let layer = |at: usize| self.scene.map.lanes.get(at).and_then(|lane| lane.layer);
        let before = self.scene.map.lanes.iter().take(lane).rev().find_map(|lane| lane.layer);
        layer(lane).is_some_and(|layer| Some(layer) != before && layer.line_above().is_some())
    }

    /// The first row shown so that the focused one is on the screen.
    fn first_row(&self, rows: &[Row]) -> usize {
        let here = self.spot.lane();
        let is_here = |row: &Row| matches!(row, Row::Lane(lane, _) if Some(*lane) == here);
        let Some(at) = rows.iter().position(is_here) else { return 0 };
        let room = self.parts.body.height;
        let mut first = 0;
        let sum = |from: usize| -> u16 {
            rows.get(from..=at).unwrap_or_default().iter().map(|row| row.height()).sum()
        };
        while first < at && sum(first) > room {
            first += 1;
        }
        first
    }

    fn is_lined(&self) -> bool {
        self.columns.pitch >= LINED
    }

    /// Columns of a stage's cell, without the one beside it.
    fn inner(&self) -> usize {
        usize::from(self.columns.inner())
    }

    fn uprights(&self) -> impl Iterator<Item = i32> + use<> {
        let names = i32::from(self.columns.left) - 1;
        let shown = if self.is_lined() { self.columns.shown as i32 } else { 0 };
        let (left, pitch) = (i32::from(self.columns.left), i32::from(self.columns.pitch));
        std::iter::once(names).chain((1..=shown).map(move |at| left + at * pitch - 1))
    }

    fn draw_frame(&self, canvas: &mut Canvas<'_>) {
        let (frame, style) = (&self.scene.symbols.frame, self.scene.style(Role::Frame));
        let parts = self.parts;
        let end = i32::from(self.columns.end());
        for (line, crossing) in [(parts.top, frame.down), (parts.rule, frame.cross), (parts.foot, frame.up)] {
            let (x, y) = (i32::from(line.x), i32::from(line.y));
            canvas.row(x, y, (end - x).max(0) as usize, frame.horizontal, style);
            self.uprights().for_each(|x| canvas.set(x, y, crossing, style));
        }
        for part in [parts.head, parts.strip, parts.body] {
            for y in part.top()..part.bottom() {
                self.uprights().for_each(|x| canvas.set(x, y.into(), frame.vertical, style));
            }
        }
        let after = self.columns.all - (self.columns.first + self.columns.shown).min(self.columns.all);
        let symbols = self.scene.symbols;
        let words = match (self.columns.first, after) {
            (0, 0) => return,
            (0, after) => format!(" {after} more {} ", symbols.more_right),
            (before, 0) => format!(" {} {before} more ", symbols.more_left),
            (before, after) => {
                format!(" {} {before} more  {after} more {} ", symbols.more_left, symbols.more_right)
            }
        };
        let y = i32::from(parts.top.y);
        canvas.put_before(end - 1, y, &words, usize::from(parts.top.width), self.scene.style(Role::Dim));
    }

    /// Numbers and names, and below them the strip: who needs somebody is a block of colour, who is well a quiet sign.
    fn draw_heads(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        let (scene, parts) = (self.scene, self.parts);
        let dim = (scene.style(Role::LaneName), scene.symbols.ellipsis);
        canvas.put_cut(i32::from(parts.head.x) + 1, parts.head.y.into(), "stage", self.name_room(), dim);
        canvas.put_cut(i32::from(parts.strip.x) + 1, parts.strip.y.into(), "state", self.name_room(), dim);
        for (index, x) in self.columns.full() {
            let Some(stage) = scene.map.stages.get(index) else { continue };
            let area = Rect { x, y: parts.head.y, width: self.columns.inner(), height: 2 };
            painted.hits.add(area.intersection(canvas.clip()), Focus::Stage(stage.id.clone()));
            self.draw_head(canvas, (index, stage), i32::from(x), painted);
            self.draw_state(canvas, index, i32::from(x));
        }
    }

    fn name_room(&self) -> usize {
        usize::from(self.names.saturating_sub(2))
    }

    fn draw_head(
        &self,
        canvas: &mut Canvas<'_>,
        (index, stage): (usize, &Stage),
        x: i32,
        painted: &mut Painted,
    ) {
        let scene = self.scene;
        let y = i32::from(self.parts.head.y);
        let has_focus = self.spot == Spot::Stage(index);
        let is_kept = scene.sieve().keeps_stage(index);
        let role = if has_focus {
            Role::Focus
        } else if is_kept {
            Role::StageName
        } else {
            Role::Faint
        };
        let style = scene.style(role);
        if has_focus {
            canvas.row(x, y, self.inner(), " ", style);
            painted.cursor = Some(Position::new(x as u16, self.parts.head.y));
        }
        let lead = self.lead();
        let room = self.inner().saturating_sub(lead);
        // A number alone says more than a letter or two.
        let words = if room >= 6 { format!("{} {}", index + 1, stage.name) } else { (index + 1).to_string() };
        canvas.put_cut(x + lead as i32, y, &words, room, (style, scene.symbols.ellipsis));
    }

    /// Blank columns before what a cell says.
    fn lead(&self) -> usize {
        usize::from(self.is_lined())
    }

    fn draw_state(&self, canvas: &mut Canvas<'_>, index: usize, x: i32) {
        let Some(state) = self.scene.state(index) else { return };
        let y = i32::from(self.parts.strip.y);
        let (sign, role) = self.scene.badge(state.kind);
        let mut style = self.scene.style(role);
        if state.kind.asks() {
            style = style.add_modifier(ratatui::style::Modifier::REVERSED);
            canvas.row(x, y, self.inner(), " ", style);
        }
        canvas.set(x + self.lead() as i32, y, sign, style);
        let room = self.inner().saturating_sub(self.lead() + 3);
        if room >= state.kind.word().len() {
            canvas.put(x + self.lead() as i32 + 2, y, state.kind.word(), room, style);
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, y: u16) {
        let (x, end) = (i32::from(self.parts.body.x), i32::from(self.columns.end()));
        let style = self.scene.style(Role::Blueprint);
        canvas.row(x, y.into(), (end - x).max(0) as usize, self.scene.symbols.dash, style);
        let cross = self.scene.symbols.frame.cross;
        self.uprights().for_each(|x| canvas.set(x, y.into(), cross, self.scene.style(Role::Frame)));
    }

    fn draw_lane(&self, canvas: &mut Canvas<'_>, at: usize, (y, height): (u16, u16), painted: &mut Painted) {
        let Some(lane) = self.scene.map.lanes.get(at) else { return };
        self.draw_name(canvas, (at, lane), y, painted);
        let is_curve = lane.role == LaneRole::Emotion;
        if is_curve {
            let x = self.columns.left;
            let width = self.columns.end().saturating_sub(x);
            let curve_height = if height > 3 { height - u16::from(height % 2 == 0) } else { height };
            let field =
                Field { area: Rect { x, width, ..self.parts.body }, y: y.into(), height: curve_height };
            curve::draw(canvas, self.scene, self.columns, field);
        }
        for (index, x) in self.columns.full() {
            let Some(stage) = self.scene.map.stages.get(index) else { continue };
            self.draw_cell(canvas, (at, lane), (index, stage), (x, y, height), painted);
        }
    }

    fn draw_name(&self, canvas: &mut Canvas<'_>, (at, lane): (usize, &Lane), y: u16, painted: &mut Painted) {
        let has_focus = self.spot == Spot::Lane(at);
        let style = self.scene.style(if has_focus { Role::Focus } else { Role::LaneName });
        let line = Rect { y, height: 1, width: self.names, ..self.parts.body };
        painted.hits.add(line.intersection(canvas.clip()), Focus::Lane(lane.id.clone()));
        if has_focus {
            canvas.row(line.x.into(), y.into(), usize::from(self.names), " ", style);
            painted.cursor = Some(Position::new(line.x, y));
        }
        let look = (style, self.scene.symbols.ellipsis);
        canvas.put_cut(i32::from(line.x) + 1, y.into(), lane.name.as_str(), self.name_room(), look);
    }

    fn draw_cell(
        &self,
        canvas: &mut Canvas<'_>,
        (lane_at, lane): (usize, &Lane),
        (index, stage): (usize, &Stage),
        (x, y, height): (u16, u16, u16),
        painted: &mut Painted,
    ) {
        let scene = self.scene;
        let (has_focus, here) = match self.spot {
            Spot::Cell(s, l, card) if (s, l) == (index, lane_at) => (true, card),
            _ => (false, None),
        };
        let shown = Shown::new(scene, (index, stage), lane, here);
        let focus = if has_focus { scene.focus.clone() } else { first_of(&shown, stage, lane) };
        let area = Rect { x, y, width: self.columns.inner(), height };
        painted.hits.add(area.intersection(canvas.clip()), focus);
        let place = here.and_then(|card| shown.place_of(card));
        let said = match place {
            Some(place) if shown.len() > 1 => (format!("{}/{}", place + 1, shown.len()), Role::Focus),
            _ => summary(scene, lane, &shown, self.inner() - self.lead().min(self.inner())),
        };
        let at = (i32::from(x), i32::from(y));
        if has_focus && lane.role == LaneRole::Emotion {
            canvas.tint(at.0, at.1 + i32::from(height / 2), self.inner(), scene.focus_style());
            painted.cursor = Some(Position::new(x, y + height / 2));
            return;
        }
        if has_focus {
            canvas.row(at.0, at.1, self.inner(), " ", scene.style(Role::Focus));
            painted.cursor = Some(Position::new(x, y));
        }
        let role = if has_focus { Role::Focus } else { said.1 };
        let room = self.inner().saturating_sub(self.lead());
        canvas.put(at.0 + self.lead() as i32, at.1, &said.0, room, scene.style(role));
        if (0..shown.len()).filter_map(|at| shown.get(at)).any(|card| scene.view.marks.contains(&card.id)) {
            let end = at.0 + self.inner() as i32 - 1;
            canvas.set(
                end,
                at.1,
                scene.symbols.mark,
                scene.style(if has_focus { Role::Focus } else { Role::Mark }),
            );
        }
    }
}

/// What a click on a cell means: its first card, or the cell.
fn first_of(shown: &Shown<'_>, stage: &Stage, lane: &Lane) -> Focus {
    match shown.get(0) {
        Some(card) => Focus::Card(card.id.clone()),
        None => Focus::Cell(stage.id.clone(), lane.id.clone()),
    }
}

/// What a cell holds, in a few signs: how many, and how bad the worst is.
fn summary(scene: &Scene<'_>, lane: &Lane, shown: &Shown<'_>, room: usize) -> (String, Role) {
    let cards = || (0..shown.len()).filter_map(|at| shown.get(at));
    if shown.len() == 0 {
        let hidden = if shown.hidden() > 0 { scene.symbols.dot } else { "" };
        return (hidden.to_owned(), Role::Faint);
    }
    match lane.role {
        LaneRole::Pains => of_pains(scene, cards(), room),
        LaneRole::Opportunities => of_opportunities(scene, cards(), room),
        LaneRole::Steps if cards().any(|c| c.step().is_some_and(|s| s.moment_of_truth)) && room >= 2 => {
            (format!("{}{}", shown.len(), scene.symbols.moment), Role::Text)
        }
        _ => (shown.len().to_string(), Role::Text),
    }
}

fn of_pains<'c>(scene: &Scene<'_>, cards: impl Iterator<Item = &'c Card>, room: usize) -> (String, Role) {
    let open: Vec<Severity> = cards
        .filter_map(Card::pain)
        .filter(|pain| pain.status == PainStatus::Open)
        .map(|pain| pain.severity)
        .collect();
    let (full, empty) = (scene.symbols.bar_full, scene.symbols.bar_empty);
    let (bars, role) = match open.iter().max() {
        None => return (scene.symbols.none.to_owned(), Role::Faint),
        Some(Severity::Low) => ([full, empty, empty], Role::SeverityLow),
        Some(Severity::Medium) => ([full, full, empty], Role::SeverityMedium),
        Some(Severity::High) => ([full, full, full], Role::SeverityHigh),
        Some(Severity::Critical) => ([full, full, full], Role::SeverityCritical),
    };
    let count = open.len();
    match room {
        6.. => (format!("{} {count}", bars.concat()), role),
        4..6 => (format!("{}{count}", bars.concat()), role),
        _ => (format!("{count}{}", if role == Role::SeverityLow { "" } else { full }), role),
    }
}

fn of_opportunities<'c>(
    scene: &Scene<'_>,
    cards: impl Iterator<Item = &'c Card>,
    room: usize,
) -> (String, Role) {
    let (mut count, mut is_near) = (0usize, false);
    for opportunity in cards.filter_map(Card::opportunity) {
        count += 1;
        is_near |= opportunity.horizon == Some(Horizon::Crawl) && opportunity.status.is_open();
    }
    let sign = if is_near { scene.symbols.horizon_near } else { scene.symbols.horizon_far };
    let gap = if room >= 5 { " " } else { "" };
    (format!("{sign}{gap}{count}"), Role::Horizon)
}
