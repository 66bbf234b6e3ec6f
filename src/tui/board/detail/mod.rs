//! The pane under the grid: the focused thing in sentences, with its arithmetic, and what is missing.

mod card;
mod map;
mod stage;

pub(in crate::tui::board) use card::terms;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::rich::{self, Rich};
use super::scene::{Scene, Spot};
use crate::map::{Lane, Stage};
use crate::tui::focus::Focus;
use crate::tui::text::width;
use crate::tui::theme::Role;

/// A paragraph, and what stands at the right end of its first line.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    /// Running text.
    pub(super) text: Rich,
    /// What is said beside it: whose it is, and the key that mends what is missing.
    pub(super) aside: Rich,
}

impl Paragraph {
    /// Running text alone.
    pub(super) fn of(text: Rich) -> Self {
        Self { text, aside: Rich::default() }
    }
}

/// What the pane says.
pub(super) fn paragraphs(scene: &Scene<'_>, spot: Spot) -> Vec<Paragraph> {
    let mut out = match spot {
        Spot::Map => map::of_map(scene),
        Spot::Stage(index) => {
            scene.map.stages.get(index).map_or_else(Vec::new, |s| stage::of_stage(scene, index, s))
        }
        Spot::Lane(index) => of_lane_or_map_card(scene, index),
        Spot::Cell(stage, lane, card) => of_cell(scene, stage, lane, card),
    };
    out.retain(|paragraph| !paragraph.text.is_empty());
    out
}

fn of_lane_or_map_card(scene: &Scene<'_>, index: usize) -> Vec<Paragraph> {
    let Some(lane) = scene.map.lanes.get(index) else { return Vec::new() };
    if let Focus::Card(id) = scene.focus
        && let Some(card) = scene.map.metrics.iter().find(|c| c.id == *id)
    {
        return card::of_card(scene, (None, lane), card);
    }
    map::of_lane(scene, lane)
}

fn of_cell(scene: &Scene<'_>, stage: usize, lane: usize, card: Option<usize>) -> Vec<Paragraph> {
    let (Some(stage_of), Some(lane)) = (scene.map.stages.get(stage), scene.map.lanes.get(lane)) else {
        return Vec::new();
    };
    match card.and_then(|card| stage_of.cell(&lane.id).get(card)) {
        Some(card) => card::of_card(scene, (Some(stage_of), lane), card),
        None => vec![Paragraph::of(of_empty(scene, (stage, stage_of), lane))],
    }
}

/// A cell without a card.
fn of_empty(scene: &Scene<'_>, (index, stage): (usize, &Stage), lane: &Lane) -> Rich {
    let place = format!("{} in {} {}", lane.name, index + 1, stage.name);
    let mut text = Rich::of(place, Role::Strong);
    match lane.role.card_kind() {
        None => map::feelings(scene, stage, &mut text),
        Some(kind) => {
            let words =
                format!("nothing here {} {} adds a {}", scene.symbols.arrow, scene.keys.add, kind.word());
            text.fact("   ", words, Role::Missing);
        }
    }
    text
}

/// Draws the pane, and gives what it filled of it: the rest is as blank as it was.
pub(super) fn draw(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect, spot: Spot) -> Vec<Rect> {
    let mut filled = Vec::new();
    if area.is_empty() {
        return filled;
    }
    let room = usize::from(area.width.saturating_sub(2));
    let mut y = area.y;
    let paragraphs = paragraphs(scene, spot);
    let all = paragraphs.len();
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        // A line is kept for what comes after, if there are two.
        let after = u16::from(at + 1 < all);
        let rows = area.bottom().saturating_sub(y);
        let left = rows.saturating_sub(after).max(rows.min(1));
        if left == 0 {
            break;
        }
        let place = (area.x + 1, y);
        y += draw_paragraph(canvas, scene, &paragraph, place, (room, left), &mut filled);
    }
    filled
}

/// Draws one and says how many lines it took. The aside stands at the right of the first line where that
/// costs the text no line, else after the text, which then has the whole width.
fn draw_paragraph(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    paragraph: &Paragraph,
    (x, y): (u16, u16),
    (room, lines): (usize, u16),
    filled: &mut Vec<Rect>,
) -> u16 {
    let mut fill =
        |x: i32, y: i32, columns: usize| filled.push(Rect::new(x as u16, y as u16, columns as u16, 1));
    let (x, y) = (i32::from(x), i32::from(y));
    let (most, aside) = (usize::from(lines), paragraph.aside.width());
    let place = Aside::of(paragraph, room, most);
    let text_room = if place == Aside::Beside { room - aside - 3 } else { room };
    let wrapped = paragraph.text.wrap(text_room, most + 1);
    let is_cut = wrapped.len() > most;
    let shown = wrapped.len().min(most);
    for (at, line) in wrapped.iter().take(shown).enumerate() {
        let taken = rich::put(canvas, scene, (x, y + at as i32), line, text_room);
        let is_end = is_cut && at + 1 == shown;
        if is_end {
            let end = x + taken.min(text_room.saturating_sub(1)) as i32;
            canvas.set(end, y + at as i32, scene.symbols.ellipsis, scene.style(Role::Dim));
        }
        fill(x, y + at as i32, taken + usize::from(is_end));
    }
    let down = match place {
        Aside::Beside => 0,
        Aside::Behind => shown.saturating_sub(1),
        Aside::Below => shown,
        Aside::Nowhere => return shown as u16,
    };
    if let Some(line) = paragraph.aside.wrap(aside, 1).first() {
        let (x, y) = (x + (room - aside) as i32, y + down as i32);
        rich::put(canvas, scene, (x, y), line, aside);
        fill(x, y, aside);
    }
    shown.max(down + 1) as u16
}

/// Where what is said beside a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    /// At the right of the first line, a column of its own.
    Beside,
    /// At the right of the last line, which is short enough.
    Behind,
    /// On a line after the text.
    Below,
    /// There is none, or no room.
    Nowhere,
}

impl Aside {
    /// In `room` columns and at most `lines` lines.
    fn of(paragraph: &Paragraph, room: usize, lines: usize) -> Self {
        let aside = paragraph.aside.width();
        let is_narrow = aside * 2 < room;
        if aside == 0 || aside > room {
            return Self::Nowhere;
        }
        if is_narrow && paragraph.text.fits_a_line(room - aside - 3) {
            return Self::Beside;
        }
        let wrapped = paragraph.text.wrap(room, lines + 1);
        if is_narrow && paragraph.text.wrap(room - aside - 3, lines + 1).len() <= wrapped.len().min(lines) {
            return Self::Beside;
        }
        let last: usize = wrapped.last().map_or(0, |l| l.iter().map(|(text, _)| width(text)).sum());
        match wrapped.len() {
            n if n <= lines && last + 3 + aside <= room => Self::Behind,
            n if n < lines => Self::Below,
            _ if is_narrow => Self::Beside,
            _ => Self::Nowhere,
        }
    }
}
