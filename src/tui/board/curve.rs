//! The emotion line: one smooth curve through the steps' scores, across the stages.

mod spread;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::layout::Columns;
use super::scene::Scene;
use crate::insight::curve::{Curve, CurvePoint, stage_curve};
use crate::map::{Map, Stage};
use crate::tui::theme::Role;
use spread::Bar;

/// A score at a column, which may lie outside the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// In half columns from the left edge of the screen.
    pub(super) x: f64,
    /// From −2 to 2.
    pub(super) score: f64,
}

/// A part of the curve without a gap: its points, and where the first of its stages begins and the last one ends.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    points: Vec<Point>,
    from: f64,
    to: f64,
}

/// The lines through the stages on the screen and two beside them at both sides: further points do not bend what is seen.
fn lines(map: &Map, columns: Columns) -> Vec<Line> {
    let from = columns.first.saturating_sub(2);
    let to = (columns.first + columns.shown + 2).min(map.stages.len());
    let points: Vec<CurvePoint<'_>> = (from..to).flat_map(|at| stage_curve(map, at)).collect();
    let curve = Curve { points, stages: Vec::new() };
    let line = |points: &[CurvePoint<'_>]| Line {
        from: points.first().map_or(0.0, |p| 2.0 * f64::from(columns.begin_of(p.stage))),
        to: points
            .last()
            .map_or(0.0, |p| 2.0 * (f64::from(columns.begin_of(p.stage)) + f64::from(columns.inner()))),
        points: points.iter().map(|p| place(columns, p)).collect(),
    };
    curve.lines().map(line).collect()
}

/// Where a point of the curve stands on the screen.
pub(super) fn place(columns: Columns, point: &CurvePoint<'_>) -> Point {
    let begin = f64::from(columns.begin_of(point.stage)) * 2.0;
    let wide = f64::from(columns.inner()) * 2.0;
    Point { x: begin + wide * point.at, score: f64::from(point.emotion.score()) }
}

/// The scores of a stage's steps, lane by lane in the order on the screen.
pub(super) fn scores(map: &Map, stage: &Stage) -> Vec<i8> {
    let index = map.stage_index(&stage.id).unwrap_or(usize::MAX);
    stage_curve(map, index).iter().map(|point| point.emotion.score()).collect()
}

/// The slopes of a monotone cubic (Fritsch and Carlson): the curve never leaves the range of its neighbours.
fn slopes(points: &[Point]) -> Vec<f64> {
    let secants: Vec<f64> = points.windows(2).map(|w| secant(w.first(), w.last())).collect();
    (0..points.len())
        .map(|at| {
            let left = at.checked_sub(1).and_then(|at| secants.get(at)).copied().unwrap_or(0.0);
            let right = secants.get(at).copied().unwrap_or(0.0);
            if left * right <= 0.0 { 0.0 } else { 2.0 * left * right / (left + right) }
        })
        .collect()
}

fn secant(from: Option<&Point>, to: Option<&Point>) -> f64 {
    match (from, to) {
        (Some(a), Some(b)) if b.x > a.x => (b.score - a.score) / (b.x - a.x),
        _ => 0.0,
    }
}

/// The score at `x`, between two points with slopes.
fn between(a: (Point, f64), b: (Point, f64), x: f64) -> f64 {
    let span = b.0.x - a.0.x;
    if span <= 0.0 {
        return a.0.score;
    }
    let t = ((x - a.0.x) / span).clamp(0.0, 1.0);
    let (t2, t3) = (t * t, t * t * t);
    (2.0 * t3 - 3.0 * t2 + 1.0) * a.0.score
        + (t3 - 2.0 * t2 + t) * span * a.1
        + (3.0 * t2 - 2.0 * t3) * b.0.score
        + (t3 - t2) * span * b.1
}

/// A score for each x from `from` to `to`, where one of the lines is: flat before its first and after its last point.
fn samples(lines: &[Line], from: i32, to: i32) -> Vec<Option<f64>> {
    let mut out = vec![None; (to - from).max(0) as usize];
    for line in lines {
        sample(line, from, &mut out);
    }
    out
}

/// Writes the scores of a line; the first of `out` stands at `from`.
fn sample(line: &Line, from: i32, out: &mut [Option<f64>]) {
    let points = &line.points;
    let slopes = slopes(points);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let mut at = 0;
    for (x, value) in (from..).map(f64::from).zip(out) {
        if x < line.from || x >= line.to {
            continue;
        }
        while points.get(at + 1).is_some_and(|next| next.x < x) {
            at += 1;
        }
        let point = |at| points.get(at).copied().zip(slopes.get(at).copied());
        *value = match (point(at), point(at + 1)) {
            _ if x <= first.x => Some(first.score),
            (Some(here), Some(next)) => Some(between(here, next, x)),
            _ => Some(last.score),
        };
    }
}

/// The rows and columns of a curve. `y` is the first line, which may lie outside the screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// Its columns; the lines do not count.
    pub(super) area: Rect,
    /// Its first line.
    pub(super) y: i32,
    /// Its lines.
    pub(super) height: u16,
}

impl Field {
    /// The line of the screen on which a score stands.
    pub(super) fn line_of(&self, score: f64, is_ascii: bool) -> i32 {
        // A braille cell is four dots high: a score's dot and its sign stand on one line.
        let (steps, dots) = if is_ascii { (self.height, 1) } else { (self.height.saturating_mul(4), 4) };
        self.y + depth(score, steps) / dots
    }
}

/// Draws the curve into the lane's part of the screen right of the names.
pub(super) fn draw(canvas: &mut Canvas<'_>, scene: &Scene<'_>, columns: Columns, field: Field) {
    let (from, to) = (i32::from(field.area.left()) * 2, i32::from(field.area.right()) * 2);
    if field.height < 3 {
        return;
    }
    let lines = lines(scene.map, columns);
    let values = samples(&lines, from, to);
    let Field { area, y, height } = field;
    zero_line(canvas, scene, &values, (area, y, height));
    let bars = spread::bars(scene, columns, area);
    if scene.is_ascii() {
        spread::plain(canvas, scene, &bars, field);
        let points: Vec<Point> = lines.into_iter().flat_map(|line| line.points).collect();
        plain(canvas, scene, &values, (area, y, height), &points);
    } else {
        braille(canvas, scene, &values, (area, y, height), &bars);
    }
}

/// A faint dotted line where the scores are 0, with a gap around the curve.
fn zero_line(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    values: &[Option<f64>],
    (area, y, height): (Rect, i32, u16),
) {
    let style = scene.style(Role::ZeroLine);
    let sign = if scene.is_ascii() { "." } else { scene.symbols.dot };
    let middle = i32::from(height / 2);
    // The row of the curve, one column further out on both sides.
    let is_near = |value: &Option<f64>| value.is_some_and(|v| depth(v, height * 4) / 4 == middle);
    for x in (area.left()..area.right()).filter(|x| x % 2 == 0) {
        let at = usize::from(x - area.left()) * 2;
        let around = values.get(at.saturating_sub(2)..(at + 4).min(values.len())).unwrap_or_default();
        if !around.iter().any(is_near) {
            canvas.set(i32::from(x), y + middle, sign, style);
        }
    }
}

/// How far down a score stands, in `steps` from the top.
fn depth(score: f64, steps: u16) -> i32 {
    ((2.0 - score) / 4.0 * f64::from(steps.saturating_sub(1))).round().clamp(0.0, f64::from(steps)) as i32
}

/// What a score means.
pub(super) fn role_of(score: f64) -> Role {
    if score > 0.5 {
        Role::EmotionPositive
    } else if score < -0.5 {
        Role::EmotionNegative
    } else {
        Role::EmotionNeutral
    }
}

/// The bit of a braille dot by its column (0, 1) and line (0 to 3).
const DOTS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// The most lines of a curve.
const MOST_ROWS: usize = 64;

fn braille(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    values: &[Option<f64>],
    (area, y, height): (Rect, i32, u16),
    bars: &[Bar],
) {
    let rows = usize::from(height).min(MOST_ROWS);
    let mut before: Option<i32> = None;
    for (cell, pair) in values.chunks(2).enumerate() {
        let mut bits = [0u8; MOST_ROWS];
        let mut score = None;
        for (side, value) in pair.iter().enumerate() {
            let here = value.map(|v| depth(v, height * 4));
            if let Some(here) = here {
                mark(&mut bits, side, before.unwrap_or(here), here);
                score = *value;
            }
            before = here;
        }
        let Some(score) = score else { continue };
        let bar = bars.iter().find(|bar| bar.cell == cell);
        let beside = bar.map_or([0; MOST_ROWS], |bar| bar.bits(height));
        for (row, (bits, beside)) in bits.iter().zip(&beside).take(rows).enumerate() {
            let role = if *bits == 0 { bar.map(Bar::role) } else { Some(role_of(score)) };
            let Some(role) = role.filter(|_| bits | beside != 0) else { continue };
            let sign = char::from_u32(0x2800 + u32::from(bits | beside)).unwrap_or(' ');
            let x = i32::from(area.left()) + cell as i32;
            canvas.set(x, y + row as i32, sign.encode_utf8(&mut [0; 4]), scene.style(role));
        }
    }
}

/// Sets the dots from beside the last one to this one, so that a steep curve has no gaps.
fn mark(bits: &mut [u8], side: usize, before: i32, here: i32) {
    let from = match before.cmp(&here) {
        std::cmp::Ordering::Less => before + 1,
        std::cmp::Ordering::Equal => here,
        std::cmp::Ordering::Greater => before - 1,
    };
    for dot in from.min(here)..=from.max(here) {
        set(bits, side, dot);
    }
}

/// Sets a dot, so many lines of dots below the top.
fn set(bits: &mut [u8], side: usize, dot: i32) {
    let (row, line) = ((dot / 4).max(0) as usize, (dot % 4).max(0) as usize);
    let bit = DOTS.get(side).and_then(|side| side.get(line)).copied().unwrap_or(0);
    if let Some(row) = bits.get_mut(row) {
        *row |= bit;
    }
}

/// The curve in ASCII: `*` where a step stands, `-` between.
fn plain(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    values: &[Option<f64>],
    (area, y, height): (Rect, i32, u16),
    points: &[Point],
) {
    for (cell, score) in values.iter().step_by(2).enumerate() {
        let Some(score) = *score else { continue };
        let x = i32::from(area.left()) + cell as i32;
        canvas.set(x, y + depth(score, height), "-", scene.style(role_of(score)));
    }
    for point in points {
        let x = (point.x / 2.0).floor() as i32;
        if !(i32::from(area.left())..i32::from(area.right())).contains(&x) {
            continue;
        }
        canvas.set(x, y + depth(point.score, height), "*", scene.style(role_of(point.score)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, score: f64) -> Point {
        Point { x, score }
    }

    #[test]
    fn the_curve_goes_through_its_points_and_stays_between_them() {
        let points = [at(0.0, -2.0), at(10.0, 2.0), at(20.0, 2.0), at(30.0, -1.0)];
        let line = Line { points: points.to_vec(), from: 0.0, to: 31.0 };
        let values: Vec<f64> = samples(&[line], 0, 31).into_iter().flatten().collect();
        assert_eq!(values.len(), 31);
        for point in points {
            assert!((values[point.x as usize] - point.score).abs() < 1e-9);
        }
        assert!(values.iter().all(|v| (-2.0..=2.0).contains(v)));
        assert!(values[..=10].windows(2).all(|w| w[0] <= w[1] + 1e-9), "it rises without a dent");
    }

    #[test]
    fn a_line_is_flat_at_its_ends_and_between_two_lines_is_nothing() {
        let one = Line { points: vec![at(10.0, 1.0)], from: 6.0, to: 14.0 };
        let two = Line { points: vec![at(20.0, -1.0), at(22.0, -2.0)], from: 18.0, to: 24.0 };
        let values = samples(&[one, two], 0, 30);
        let drawn: Vec<usize> = (0..30).filter(|x| values[*x].is_some()).collect();
        assert_eq!(drawn, (6..14).chain(18..24).collect::<Vec<_>>());
        assert!(values[6..14].iter().flatten().all(|v| (*v - 1.0).abs() < 1e-9));
        assert_eq!((values[18], values[23]), (Some(-1.0), Some(-2.0)));
        assert!(samples(&[], 0, 20).iter().all(Option::is_none));
    }

    #[test]
    fn a_steep_part_has_no_gap() {
        let mut bits = vec![0; 3];
        mark(&mut bits, 0, 11, 0);
        let dots: u32 = bits.iter().map(|b| b.count_ones()).sum();
        assert_eq!(dots, 11);
    }
}
