//! The emotion line, large: one curve across all stages, what its highest and lowest steps are, and how the stages stand.

mod labels;

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::curve::{self, Field};
use super::grid::{signed, state_words};
use super::hits::Painted;
use super::layout::{Columns, first_stage};
use super::scene::{Scene, Spot};
use super::{detail, title};
use crate::insight::CurvePoint;
use crate::insight::curve::stage_curve;
use crate::map::Stage;
use crate::tui::focus::Focus;
use crate::tui::theme::Role;

/// Columns of the axis; the line beside it stands after.
const AXIS: u16 = 4;
/// The fewest columns of a stage, with the line beside it.
const LEAST: u16 = 6;

/// Draws title, curve, stages, and the pane of what has the focus.
pub(super) fn draw(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect, painted: &mut Painted) {
    let spot = scene.spot();
    let parts = Parts::of(area);
    let columns = columns(scene, area, spot);
    painted.scroll.0 = columns.first;
    painted.hits.add_part(Vec::new());
    painted.hits.stage_width = columns.pitch;
    painted.hits.stages_shown = columns.shown;
    title::draw(canvas, scene, parts.title, spot, painted);
    detail::draw(canvas, scene, parts.detail, spot);
    let view = View { scene, columns, spot, parts };
    view.draw(canvas, painted);
}

/// The parts of the screen, from top to bottom.
#[derive(Debug, Clone, Copy)]
struct Parts {
    title: Rect,
    top: Rect,
    plot: Rect,
    rule: Rect,
    stages: Rect,
    foot: Rect,
    detail: Rect,
}

impl Parts {
    fn of(area: Rect) -> Self {
        let detail = if area.height >= 44 { 4 } else { 2 + u16::from(area.height >= 20) };
        let stages = 2 + u16::from(area.height >= 30);
        let rows = [1, 1, area.height.saturating_sub(4 + stages + detail), 1, stages, 1, detail];
        let mut y = area.y;
        let mut take = rows.into_iter().map(|rows| {
            let rows = rows.min(area.bottom().saturating_sub(y));
            let part = Rect { y, height: rows, ..area };
            y += rows;
            part
        });
        let mut next = || take.next().unwrap_or_default();
        Self {
            title: next(),
            top: next(),
            plot: next(),
            rule: next(),
            stages: next(),
            foot: next(),
            detail: next(),
        }
    }
}

/// The stages side by side: all of them where that is possible at all.
fn columns(scene: &Scene<'_>, area: Rect, spot: Spot) -> Columns {
    let all = scene.map.stages.len();
    let left = area.x + (AXIS + 1).min(area.width);
    let room = area.right().saturating_sub(left);
    let most = usize::from(room / LEAST).max(1);
    let shown = all.min(most);
    let pitch = room.checked_div(shown as u16).unwrap_or(0);
    let first = first_stage(scene.view.scroll.0, spot.stage(), shown, all);
    Columns { first, shown, all, pitch, left, peek: None }
}

/// One picture.
struct View<'s, 'a> {
    scene: &'s Scene<'a>,
    columns: Columns,
    spot: Spot,
    parts: Parts,
}

impl<'a> View<'_, 'a> {
    fn draw(&self, canvas: &mut Canvas<'_>, painted: &mut Painted) {
        self.draw_frame(canvas);
        for (index, x) in self.columns.full() {
            if let Some(stage) = self.scene.map.stages.get(index) {
                self.draw_stage(canvas, (index, stage), i32::from(x), painted);
            }
        }
        self.draw_axis(canvas);
        let field = self.field();
        curve::draw(canvas, self.scene, self.columns, field);
        let points: Vec<CurvePoint<'a>> =
            self.columns.full().flat_map(|(index, _)| stage_curve(self.scene.map, index)).collect();
        if points.is_empty() {
            self.invite(canvas);
        }
        self.draw_points(canvas, &points, painted);
        labels::draw(canvas, self, &points);
    }

    /// Where the curve is: room for labels above and below is left free.
    fn field(&self) -> Field {
        let plot = self.parts.plot;
        let air = match plot.height {
            ..8 => 0,
            8..12 => 1,
            12..24 => 2,
            _ => 3,
        };
        let x = self.columns.left;
        let area = Rect { x, width: self.columns.end().saturating_sub(x).saturating_sub(1), ..plot };
        Field { area, y: i32::from(plot.y + air), height: plot.height.saturating_sub(2 * air) }
    }

    /// The column and line of a point.
    fn at(&self, point: &CurvePoint<'_>) -> (i32, i32) {
        let place = curve::place(self.columns, point);
        ((place.x / 2.0).floor() as i32, self.field().line_of(place.score, self.scene.is_ascii()))
    }

    fn has_focus(&self, point: &CurvePoint<'_>) -> bool {
        matches!(self.scene.focus, Focus::Card(id) if id == point.card)
    }

    fn draw_frame(&self, canvas: &mut Canvas<'_>) {
        let (frame, style) = (&self.scene.symbols.frame, self.scene.style(Role::Frame));
        let left = i32::from(self.columns.left) - 1;
        let end = i32::from(self.columns.end()) - 1;
        let pitch = usize::from(self.columns.pitch).max(1);
        let uprights = || (left..=end).step_by(pitch);
        for (line, crossing) in
            [(self.parts.top, frame.down), (self.parts.rule, frame.cross), (self.parts.foot, frame.up)]
        {
            let x = i32::from(line.x);
            canvas.row(x, line.y.into(), (end + 1 - x).max(0) as usize, frame.horizontal, style);
            uprights().for_each(|x| canvas.set(x, line.y.into(), crossing, style));
        }
        for part in [self.parts.plot, self.parts.stages] {
            for y in part.top()..part.bottom() {
                uprights().for_each(|x| canvas.set(x, y.into(), frame.vertical, style));
            }
        }
        self.draw_cut(canvas);
    }

    /// How many stages are cut at both sides, in the line above the curve.
    fn draw_cut(&self, canvas: &mut Canvas<'_>) {
        let Columns { first, shown, all, .. } = self.columns;
        let (symbols, style) = (self.scene.symbols, self.scene.style(Role::Dim));
        let y = i32::from(self.parts.top.y);
        let room = usize::from(self.parts.top.width);
        if first > 0 {
            canvas.put(
                i32::from(self.columns.left) + 1,
                y,
                &format!(" {} {first} more ", symbols.more_left),
                room,
                style,
            );
        }
        let after = all - (first + shown).min(all);
        if after > 0 {
            let words = format!(" {after} more {} ", symbols.more_right);
            canvas.put_before(i32::from(self.parts.top.right()) - 1, y, &words, room, style);
        }
    }

    /// The fixed scale: every score has its line.
    fn draw_axis(&self, canvas: &mut Canvas<'_>) {
        let field = self.field();
        let style = self.scene.style(Role::Dim);
        let end = i32::from(self.columns.left) - 1;
        let scores = if field.height >= 5 { &[2i8, 1, 0, -1, -2][..] } else { &[2, 0, -2] };
        for score in scores {
            let y = field.line_of(f64::from(*score), self.scene.is_ascii());
            let words = signed(*score, self.scene.symbols.minus);
            canvas.put_before(end - 1, y, &words, usize::from(AXIS), style);
        }
    }

    /// A stage's name, state and owner under the curve.
    fn draw_stage(
        &self,
        canvas: &mut Canvas<'_>,
        (index, stage): (usize, &Stage),
        x: i32,
        painted: &mut Painted,
    ) {
        let (scene, parts) = (self.scene, self.parts);
        let inner = self.columns.inner();
        let whole = Rect {
            x: x.max(0) as u16,
            y: parts.plot.y,
            width: inner,
            height: parts.stages.bottom() - parts.plot.y,
        };
        painted.hits.add(whole.intersection(canvas.clip()), Focus::Stage(stage.id.clone()));
        let room = usize::from(inner.saturating_sub(2));
        let y = i32::from(parts.stages.y);
        let has_focus = self.spot == Spot::Stage(index);
        let is_kept = scene.sieve().keeps_stage(index);
        let name = scene.style(if has_focus {
            Role::Focus
        } else if is_kept {
            Role::StageName
        } else {
            Role::Faint
        });
        if has_focus {
            canvas.row(x, y, usize::from(inner), " ", name);
        }
        if has_focus || self.is_beside_the_line(index) {
            painted.cursor = Some(Position::new((x + 1).max(0) as u16, parts.stages.y));
        }
        if !has_focus && self.is_beside_the_line(index) {
            canvas.set(x, y, scene.symbols.pointer, scene.style(Role::Strong));
        }
        let words = format!("{} {}", index + 1, stage.name);
        canvas.put_cut(x + 1, y, &words, room, (name, scene.symbols.ellipsis));
        self.draw_state(canvas, (index, stage), (x + 1, y + 1), room);
    }

    fn draw_state(
        &self,
        canvas: &mut Canvas<'_>,
        (index, stage): (usize, &Stage),
        (x, y): (i32, i32),
        room: usize,
    ) {
        let scene = self.scene;
        let Some(state) = scene.state(index) else { return };
        let (sign, role) = scene.badge(state.kind);
        canvas.set(x, y, sign, scene.style(role));
        let room_of_words = room.saturating_sub(2);
        if room_of_words >= 4 {
            let words = state_words(state, room_of_words);
            canvas.put_cut(x + 2, y, &words, room_of_words, (scene.style(role), scene.symbols.ellipsis));
        }
        if self.parts.stages.height > 2 {
            let owner = scene.owner(stage);
            let role = if owner.is_some() { Role::Owner } else { Role::Missing };
            let owner = owner.unwrap_or_else(|| scene.symbols.none.to_owned());
            canvas.put_cut(x, y + 1, &owner, room, (scene.style(role), scene.symbols.ellipsis));
        }
    }

    /// Whether the focus is in this stage, on something that is not on the line.
    fn is_beside_the_line(&self, stage: usize) -> bool {
        self.spot.stage() == Some(stage)
            && !stage_curve(self.scene.map, stage).iter().any(|point| self.has_focus(point))
    }

    fn draw_points(&self, canvas: &mut Canvas<'_>, points: &[CurvePoint<'_>], painted: &mut Painted) {
        let plot = self.parts.plot;
        for point in points {
            let (x, y) = self.at(point);
            let around = Rect::new((x - 1).max(0) as u16, (y - 1).max(0) as u16, 3, 3);
            painted.hits.add(around.intersection(plot), Focus::Card(point.card.clone()));
        }
        for point in points {
            let (x, y) = self.at(point);
            if !canvas.shows(x, y) {
                continue;
            }
            // The point itself is over what is around its neighbours.
            let area = Rect::new(x as u16, y as u16, 1, 1);
            painted.hits.add(area.intersection(plot), Focus::Card(point.card.clone()));
            let (sign, role) = self.sign(point);
            let has_focus = self.has_focus(point);
            let style = if has_focus { self.scene.focus_style() } else { self.scene.style(role) };
            canvas.set(x, y, sign, style);
            if has_focus {
                painted.cursor = Some(Position::new(x as u16, y as u16));
            }
        }
    }

    fn sign(&self, point: &CurvePoint<'_>) -> (&'static str, Role) {
        let card = self.scene.map.card(point.card);
        if card.and_then(|card| card.step()).is_some_and(|step| step.moment_of_truth) {
            return (self.scene.symbols.moment, Role::Moment);
        }
        let sign = if self.scene.is_ascii() { "o" } else { "•" };
        (sign, curve::role_of(f64::from(point.emotion.score())))
    }

    /// What to do where there is no curve yet.
    fn invite(&self, canvas: &mut Canvas<'_>) {
        let words = if self.scene.map.stages.is_empty() {
            format!("No stage yet. Press {} to add the first one.", self.scene.keys.add)
        } else {
            "No step of these stages has an emotion yet; on a step of the board + and - give it one."
                .to_owned()
        };
        let (x, y) =
            (i32::from(self.columns.left) + 2, i32::from(self.parts.plot.y + self.parts.plot.height / 3));
        let room = usize::from(self.parts.plot.width.saturating_sub(AXIS + 4));
        canvas.put_cut(x, y, &words, room, (self.scene.style(Role::Missing), self.scene.symbols.ellipsis));
    }
}
