//! The map as text: an outline for dumb terminals and screen readers, and the grid as it is drawn.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::outline::{entries, heading};
use super::rich::{Line, Rich};
use super::scene::Scene;
use super::title::CALM_FIRST;
use crate::insight::Money;
use crate::map::{Stage, State};
use crate::tui::board::figures::count;
use crate::tui::text::{cut, pad_right};
use crate::tui::theme::Role;

/// Rows that the highest board may have.
const MOST_ROWS: u16 = 2000;
/// Columns before the text of a card.
const INDENT: usize = 14;

/// The whole map as an outline, wrapped at `columns` (at least 20); each line ends with a line feed.
pub fn plain_text(scene: &Scene<'_>, columns: usize) -> String {
    let columns = columns.max(20);
    let mut out = String::new();
    push(&mut out, 0, &Rich::of(scene.map.title.as_str(), Role::Title), columns);
    push(&mut out, 0, &facts(scene), columns);
    for (index, stage) in scene.map.stages.iter().enumerate() {
        out.push('\n');
        push(&mut out, 0, &heading(scene, index, stage, Role::StageName), columns);
        push_stage(&mut out, scene, (index, stage), columns);
    }
    out
}

fn push_stage(out: &mut String, scene: &Scene<'_>, (index, stage): (usize, &Stage), columns: usize) {
    if let Some(state) = scene.state(index) {
        push(out, 2, &Rich::of(state.why.as_str(), Role::Text), columns);
    }
    let indent = if columns < 40 { 4 } else { INDENT };
    for entry in entries(scene, index, stage, false).iter().filter(|entry| entry.is_kept) {
        let lane = entry.lane.as_ref().map_or("", |(_, name)| name.as_str());
        if indent < INDENT && !lane.is_empty() {
            let _ = writeln!(out, "  {}", cut(lane, columns - 2, scene.symbols.ellipsis));
        }
        let name = if indent < INDENT { "" } else { lane };
        let label = pad_right(&format!("  {}", cut(name, indent - 3, scene.symbols.ellipsis)), indent);
        for (at, line) in entry.text.wrap(columns - indent, 99).iter().enumerate() {
            let before = if at == 0 { label.clone() } else { " ".repeat(indent) };
            let _ = writeln!(out, "{}", format!("{before}{}", text(line)).trim_end());
        }
    }
}

fn push(out: &mut String, indent: usize, rich: &Rich, columns: usize) {
    for line in rich.wrap(columns - indent, 99) {
        let _ = writeln!(out, "{}{}", " ".repeat(indent), text(&line).trim_end());
    }
}

fn text(line: &Line) -> String {
    line.iter().map(|(text, _)| text.as_str()).collect()
}

/// The map in one sentence.
fn facts(scene: &Scene<'_>) -> Rich {
    let map = scene.map;
    let sep = format!(" {} ", scene.symbols.dot);
    let state = if map.state == State::Current { "current state" } else { "future state" };
    let mut out = Rich::of(state, Role::Text);
    out.fact(&sep, scene.version.map(|v| format!("v{v}")).unwrap_or_default(), Role::Text);
    if let Some(owner) = &map.owner {
        out.fact(&sep, format!("owner {}", scene.workspace.name_of(owner)), Role::Text);
    }
    out.fact(&sep, count(map.stages.len(), "stage", "stages"), Role::Text);
    for kind in CALM_FIRST {
        let number = scene.states.iter().filter(|state| state.kind == kind).count();
        if number > 0 {
            out.fact(&sep, format!("{number} {}", kind.word()), Role::Text);
        }
    }
    if !map.conflicts.is_empty() {
        let words = count(map.conflicts.len(), "conflict", "conflicts");
        out.fact(&sep, format!("{} {words} to decide", scene.symbols.conflict), Role::Error);
    }
    if scene.stake.open > 0 {
        let cost = scene.stake.known().map(|c| format!(", {} a month", Money::of(scene.workspace).full(c)));
        let pains = count(scene.stake.open, "open pain", "open pains");
        out.fact(&sep, format!("{pains}{}", cost.unwrap_or_default()), Role::Text);
    }
    out
}

/// The board as text, as it is drawn in `columns` × `rows`, without end blanks.
pub fn grid_text(scene: &Scene<'_>, columns: u16, rows: u16) -> String {
    let (lines, _) = drawn(scene, columns, rows);
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// The whole board as text in `columns`: as high as it is, and where not all stages fit side by side, the others below.
/// `None`: there is no room for a board.
pub fn whole_grid_text(scene: &Scene<'_>, columns: u16) -> Option<String> {
    if super::shape_in(Rect::new(0, 0, columns, MOST_ROWS), scene.view.shape)
        == crate::tui::view::Shape::Outline
    {
        return None;
    }
    let (mut view, all) = (scene.view.clone(), scene.map.stages.len());
    let mut out = String::new();
    loop {
        let (lines, next) = drawn(&Scene { view: &view, ..*scene }, columns, MOST_ROWS);
        let is_last = next <= view.scroll.0 || next >= all;
        for line in band(&lines, view.scroll.0 == 0, is_last, scene) {
            out.push_str(line);
            out.push('\n');
        }
        if is_last {
            return Some(out);
        }
        out.push('\n');
        view.scroll.0 = next;
    }
}

/// The lines of one picture that are printed: the title once, what is said below the board once, and no rows without
/// anything in them.
fn band<'l>(
    lines: &'l [String],
    is_first: bool,
    is_last: bool,
    scene: &Scene<'_>,
) -> impl Iterator<Item = &'l str> {
    let frame = &scene.symbols.frame;
    let is_filler = |line: &String| line.chars().all(|c| c == ' ' || frame.vertical.contains(c));
    let foot = lines.iter().rposition(|line| line.starts_with(frame.horizontal)).unwrap_or(lines.len());
    let body = lines.get(..foot).unwrap_or_default();
    let full = body.iter().rposition(|line| !is_filler(line)).map_or(0, |at| at + 1);
    let below = if is_last { lines.len() } else { foot + 1 };
    let rows = body.get(usize::from(!is_first)..full).unwrap_or_default();
    rows.iter().chain(lines.get(foot..below).unwrap_or_default()).map(String::as_str)
}

/// The picture's lines without end blanks, and the first stage that no longer fits.
fn drawn(scene: &Scene<'_>, columns: u16, rows: u16) -> (Vec<String>, usize) {
    let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
    let painted = super::draw(&mut buf, Rect::new(0, 0, columns, rows), scene);
    let lines = (0..rows).map(|y| {
        let mut line = String::new();
        let mut x = 0;
        while let Some(cell) = buf.cell((x, y)) {
            line.push_str(cell.symbol());
            x += cell.symbol().width().max(1) as u16;
        }
        line.truncate(line.trim_end().len());
        line
    });
    (lines.collect(), painted.scroll.0 + painted.hits.stages_shown)
}
