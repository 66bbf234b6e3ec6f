//! The emotion line: one smooth curve through the steps' scores, across the stages.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::layout::Columns;
use super::scene::Scene;
use crate::map::{Map, Role as LaneRole, Stage};
use crate::tui::theme::Role;

/// A score at a column, in half columns from the left edge of the screen; may lie outside it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    x: f64,
    score: f64,
}

/// The points of the stages on the screen, and the nearest one on either side.
fn points(map: &Map, columns: Columns) -> Vec<Point> {
    let from = columns.first.saturating_sub(1);
    let to = (columns.first + columns.shown + 1).min(map.stages.len());
    let before = (0..from).rev().map(|at| of_stage(map, columns, at)).find(|p| !p.is_empty());
    let after = (to..map.stages.len()).map(|at| of_stage(map, columns, at)).find(|p| !p.is_empty());
    let mut points = before.and_then(|p| p.last().copied()).into_iter().collect::<Vec<_>>();
    points.extend((from..to).flat_map(|at| of_stage(map, columns, at)));
    points.extend(after.and_then(|p| p.first().copied()));
    points
}

fn of_stage(map: &Map, columns: Columns, index: usize) -> Vec<Point> {
    let Some(stage) = map.stages.get(index) else { return Vec::new() };
    let scores = scores(map, stage);
    let begin = f64::from(columns.begin_of(index)) * 2.0;
    let wide = f64::from(columns.inner()) * 2.0;
    let count = scores.len().max(1) as f64;
    let place = |(at, score): (usize, &i8)| Point {
        x: begin + wide * (at as f64 + 0.5) / count,
        score: f64::from(*score),
    };
    scores.iter().enumerate().map(place).collect()
}

/// The scores of a stage's steps, lane by lane in the order on the screen.
pub(super) fn scores(map: &Map, stage: &Stage) -> Vec<i8> {
    let lanes = map.lanes.iter().filter(|lane| lane.role == LaneRole::Steps);
    let steps = lanes.flat_map(|lane| stage.cell(&lane.id)).filter_map(|card| card.step()?.emotion);
    steps.map(crate::map::Emotion::score).collect()
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

/// A score for each x from `from` to `to`: flat for half a step before the first and after the last point, then nothing.
fn samples(points: &[Point], from: i32, to: i32, reach: f64) -> Vec<Option<f64>> {
    let slopes = slopes(points);
    let mut at = 0;
    (from..to)
        .map(|x| {
            let x = f64::from(x);
            let (first, last) = (points.first()?, points.last()?);
            if x < first.x - reach || x > last.x + reach {
                return None;
            }
            while points.get(at + 1).is_some_and(|next| next.x < x) {
                at += 1;
            }
            let here = (*points.get(at)?, *slopes.get(at)?);
            let next = points.get(at + 1).copied().zip(slopes.get(at + 1).copied()).unwrap_or(here);
            Some(if x <= first.x { first.score } else { between(here, next, x) })
        })
        .collect()
}

/// Draws the curve into `area`: the lane's part of the screen right of the names. `y` is its first line, which may lie
/// outside; `height` its lines.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    columns: Columns,
    area: Rect,
    (y, height): (i32, u16),
) {
    let (from, to) = (i32::from(area.left()) * 2, i32::from(area.right()) * 2);
    if height < 3 {
        return;
    }
    let points = points(scene.map, columns);
    let reach = f64::from(columns.pitch);
    let values = samples(&points, from, to, reach);
    zero_line(canvas, scene, &values, (area, y, height));
    if scene.is_ascii() {
        plain(canvas, scene, &values, (area, y, height), &points);
    } else {
        braille(canvas, scene, &values, (area, y, height));
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

fn role_of(score: f64) -> Role {
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
const MOST_ROWS: usize = 8;

fn braille(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    values: &[Option<f64>],
    (area, y, height): (Rect, i32, u16),
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
        let style = scene.style(role_of(score));
        for (row, bits) in bits.iter().take(rows).enumerate().filter(|(_, bits)| **bits != 0) {
            let sign = char::from_u32(0x2800 + u32::from(*bits)).unwrap_or(' ');
            let x = i32::from(area.left()) + cell as i32;
            canvas.set(x, y + row as i32, sign.encode_utf8(&mut [0; 4]), style);
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
        let (row, line) = ((dot / 4).max(0) as usize, (dot % 4).max(0) as usize);
        let bit = DOTS.get(side).and_then(|side| side.get(line)).copied().unwrap_or(0);
        if let Some(row) = bits.get_mut(row) {
            *row |= bit;
        }
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
        let x = (point.x / 2.0).round() as i32;
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
        let values: Vec<f64> = samples(&points, 0, 31, 5.0).into_iter().flatten().collect();
        assert_eq!(values.len(), 31);
        for point in points {
            assert!((values[point.x as usize] - point.score).abs() < 1e-9);
        }
        assert!(values.iter().all(|v| (-2.0..=2.0).contains(v)));
        assert!(values[..=10].windows(2).all(|w| w[0] <= w[1] + 1e-9), "it rises without a dent");
    }

    #[test]
    fn beyond_its_ends_it_is_flat_and_then_gone() {
        let values = samples(&[at(10.0, 1.0)], 0, 20, 4.0);
        assert_eq!(values.iter().flatten().count(), 9);
        assert!(values.iter().flatten().all(|v| (*v - 1.0).abs() < 1e-9));
        assert!(samples(&[], 0, 20, 4.0).iter().all(Option::is_none));
    }

    #[test]
    fn a_steep_part_has_no_gap() {
        let mut bits = vec![0; 3];
        mark(&mut bits, 0, 11, 0);
        let dots: u32 = bits.iter().map(|b| b.count_ones()).sum();
        assert_eq!(dots, 11);
    }
}
