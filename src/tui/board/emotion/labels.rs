//! What the highest and the lowest step of each stage are, where the picture has room for it; the score of the others.

use super::View;
use crate::insight::CurvePoint;
use crate::tui::board::canvas::Canvas;
use crate::tui::board::grid::signed;
use crate::tui::board::{curve, rich};
use crate::tui::text::{cut, width, wrap};
use crate::tui::theme::Role;

/// The most lines of a label.
const MOST_LINES: usize = 3;
/// In fewer columns a label says nothing.
const LEAST_ROOM: usize = 6;

/// Which side of its point a label stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// Labels of the focused step, then of the highest and lowest of each stage, then scores.
pub(super) fn draw(canvas: &mut Canvas<'_>, view: &View<'_, '_>, points: &[CurvePoint<'_>]) {
    let mut labelled: Vec<usize> = Vec::new();
    let focused = points.iter().position(|point| view.has_focus(point));
    let stages = points.chunk_by(|a, b| a.stage == b.stage);
    let mut first = 0;
    let mut wanted: Vec<usize> = focused.into_iter().collect();
    for stage in stages {
        wanted.extend(extremes(stage).map(|at| first + at));
        first += stage.len();
    }
    for at in wanted {
        let Some(point) = points.get(at).filter(|_| !labelled.contains(&at)) else { continue };
        if draw_label(canvas, view, point) {
            labelled.push(at);
        }
    }
    for (_, point) in points.iter().enumerate().filter(|(at, _)| !labelled.contains(at)) {
        draw_score(canvas, view, point);
    }
}

/// The highest and the lowest of a stage's points, by their positions.
fn extremes(stage: &[CurvePoint<'_>]) -> impl Iterator<Item = usize> {
    let score = |at: &usize| stage.get(*at).map(|point| point.emotion.score());
    let highest = (0..stage.len()).rev().max_by_key(score);
    let lowest = (0..stage.len()).min_by_key(score);
    highest.into_iter().chain(lowest.filter(|at| Some(*at) != highest))
}

/// The first line of a side whose room is free, nearest to the point first; all lines of the text, or fewer.
fn draw_label(canvas: &mut Canvas<'_>, view: &View<'_, '_>, point: &CurvePoint<'_>) -> bool {
    let Some(card) = view.scene.map.card(point.card) else { return false };
    let stage = view.scene.map.stages.get(point.stage);
    let lane = stage.and_then(|stage| stage.position(point.card)).map(|(lane, _)| lane);
    let sieve = stage.map(|stage| view.scene.sieve().of_stage(point.stage, stage));
    let is_kept = sieve.zip(lane).is_none_or(|(sieve, lane)| sieve.keeps(lane, card));
    let room = usize::from(view.columns.inner().saturating_sub(2));
    if room < LEAST_ROOM || !(is_kept || view.has_focus(point)) {
        return false;
    }
    let score = signed(point.emotion.score(), view.scene.symbols.minus);
    let text = format!("{score} {}", card.text.one_line());
    let sides =
        if point.emotion.score() >= 0 { [Side::Above, Side::Below] } else { [Side::Below, Side::Above] };
    let all = wrap(&text, room).count().min(MOST_LINES);
    for count in (1..=all).rev() {
        let lines = lines(&text, room, (count, view.scene.symbols.ellipsis));
        for (side, gap) in sides.into_iter().flat_map(|side| (0..=1).map(move |gap| (side, gap))) {
            if put(canvas, view, point, &lines, (side, gap)) {
                return true;
            }
        }
    }
    false
}

/// The first lines of a text; the last one says that it goes on.
fn lines(text: &str, room: usize, (count, ellipsis): (usize, &str)) -> Vec<String> {
    let mut wrapped = wrap(text, room);
    let mut out = Vec::with_capacity(count);
    while out.len() < count {
        let rest = wrapped.rest().to_owned();
        let Some(line) = wrapped.next() else { break };
        let is_last = out.len() + 1 == count;
        out.push(if is_last { cut(&rest, room, ellipsis).into_owned() } else { line.to_owned() });
    }
    out
}

/// Writes lines over blank ones; `false` where something stands there.
fn put(
    canvas: &mut Canvas<'_>,
    view: &View<'_, '_>,
    point: &CurvePoint<'_>,
    lines: &[String],
    (side, gap): (Side, i32),
) -> bool {
    let (x, y) = view.at(point);
    let wide = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let begin = view.columns.begin_of(point.stage) + 1;
    let end = begin + i32::from(view.columns.inner()) - 2;
    let left = (x - wide as i32 / 2).min(end - wide as i32).max(begin);
    let count = lines.len() as i32;
    let top = if side == Side::Above { y - gap - count } else { y + 1 + gap };
    let plot = view.parts.plot;
    let inside = top >= i32::from(plot.top()) && top + count <= i32::from(plot.bottom());
    let rows = top..top + count;
    // A blank column at both sides keeps it readable.
    if !inside || !rows.clone().all(|y| canvas.is_free(left - 1, y, wide + 2, free_signs(view))) {
        return false;
    }
    let has_focus = view.has_focus(point);
    let role = if has_focus { Role::Strong } else { Role::Text };
    for (line, y) in lines.iter().zip(rows) {
        // What of the zero line lies under it goes.
        canvas.row(left, y, wide, " ", view.scene.style(Role::Text));
        canvas.put(left, y, line, wide, view.scene.style(role));
        if let Some(needle) = view.scene.view.search.as_deref() {
            for (at, columns) in rich::hits(line, needle) {
                canvas.tint(left + at as i32, y, columns, view.scene.theme.style(Role::Match));
            }
        }
    }
    if has_focus {
        let last = top + count - 1;
        for y in top..=last {
            canvas.tint(left, y, wide, view.scene.focus_style());
        }
    }
    true
}

/// What a label may be written over: nothing, the zero line, the lines between stages.
fn free_signs(view: &View<'_, '_>) -> [&'static str; 3] {
    let symbols = view.scene.symbols;
    let zero = if view.scene.is_ascii() { "." } else { symbols.dot };
    [" ", zero, symbols.frame.vertical]
}

/// The score beside a point that has no label.
fn draw_score(canvas: &mut Canvas<'_>, view: &View<'_, '_>, point: &CurvePoint<'_>) {
    let (x, y) = view.at(point);
    let score = point.emotion.score();
    let words = signed(score, view.scene.symbols.minus);
    let wide = width(&words);
    let left = x - i32::from(wide > 1);
    let lines = if score >= 0 { [y - 1, y + 1] } else { [y + 1, y - 1] };
    let plot = view.parts.plot;
    let is_free = |canvas: &mut Canvas<'_>, y: i32| {
        (i32::from(plot.top())..i32::from(plot.bottom())).contains(&y)
            && canvas.is_free(left - 1, y, wide + 2, free_signs(view))
    };
    if let Some(y) = lines.into_iter().find(|y| is_free(canvas, *y)) {
        canvas.put(left, y, &words, wide, view.scene.style(curve::role_of(score.into())));
    }
}
