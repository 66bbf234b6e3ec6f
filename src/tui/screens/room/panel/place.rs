//! Cards by impact and effort: the list, and beside it the chart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{List, cell, plain};
use crate::map::id::CardId;
use crate::tui::room::{Row, rows};
use crate::tui::theme::Role;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::voices::Spread;

/// From this many columns on the chart stands beside the list.
const CHART_FROM: u16 = 100;
/// Columns and rows of one place of the chart.
const CELL: (u16, u16) = (6, 3);
/// The chart with its axes.
const CHART: (u16, u16) = (CELL.0 * 5 + 6, CELL.1 * 5 + 4);

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let rows = rows(scene.room, &scene.doc.map, scene.app.today);
    let on: Vec<CardId> =
        rows.into_iter().filter_map(|row| if let Row::Card(id) = row { Some(id) } else { None }).collect();
    let at = scene.room.at.min(on.len().saturating_sub(1));
    let has_chart = area.width >= CHART_FROM && area.height >= CHART.1 && !on.is_empty();
    let (left, right) = if has_chart {
        let columns = area.width - CHART.0 - 3;
        (Rect { width: columns, ..area }, ink::indent(area, columns.min(134) + 1))
    } else {
        (area, Rect::default())
    };
    if has_chart {
        chart(scene, &on, at, buf, Rect { width: CHART.0.min(right.width), ..right });
    }
    list(scene, &on, at).draw(Some(at), 0, buf, left, scene.look)
}

fn list<'a>(scene: Scene<'a>, on: &[CardId], at: usize) -> List<'a> {
    let placed = on.iter().filter(|id| scene.room.session.spots.spot(id).is_some()).count();
    let order = if scene.room.is_sorted { "do first on top" } else { "in the order of the map" };
    List {
        title: vec![
            ("Impact and effort".into(), Role::Title),
            (format!("   {placed} of {} placed, {order}", on.len()), Role::Dim),
        ],
        columns: vec![
            Column::new("", 3, 3, 8).right(),
            Column::new("card", 18, 54, 9),
            Column::new("impact", 7, 7, 7).right(),
            Column::new("effort", 7, 7, 7).right(),
            own_column(scene),
            Column::new("", 10, 10, 5),
        ],
        lines: plain(on.iter().enumerate().map(|(number, id)| row(scene, (number, on), id, number == at))),
        empty: vec!["There is nothing to place yet: a writes opportunities, a vote chooses among them.".into()],
        below: vec![
            (half(scene, on.get(at)), Role::Strong),
            (
                "Two digits place the card: impact, then effort, 1 little to 5 much. Tab the next person, O order, u undo."
                    .into(),
                Role::Dim,
            ),
        ],
    }
}

fn own_column(scene: Scene<'_>) -> Column {
    let mut column = Column::new("", 5, 8, 6).right();
    column.title = scene.speaker().into();
    column
}

pub(super) fn row<'a>(
    scene: Scene<'a>,
    (number, on): (usize, &[CardId]),
    id: &CardId,
    is_chosen: bool,
) -> Vec<Cell<'a>> {
    let spots = &scene.room.session.spots;
    let (impact, effort) = spots.spot(id).unzip();
    let middle = |of: Option<Spread<u8>>| match of {
        None => scene.look.symbols.none.to_owned(),
        Some(spread) if spread.is_apart() => format!("{} ({}–{})", spread.middle, spread.low, spread.high),
        Some(spread) => spread.middle.to_string(),
    };
    let is_apart = disagreement(impact, effort).is_some();
    let typed =
        scene.room.half.as_ref().filter(|(on, who, _)| is_chosen && on == id && *who == scene.room.speaker);
    let own = match (typed, spots.by(id, &scene.room.speaker)) {
        (Some((.., impact)), _) => format!("{impact}/_"),
        (None, Some(spot)) => format!("{}/{}", spot.impact, spot.effort),
        (None, None) => String::new(),
    };
    vec![
        cell((number + 1).to_string(), Role::Number),
        cell(scene.called(id, on), Role::Text),
        cell(middle(impact), Role::Number),
        cell(middle(effort), Role::Number),
        cell(own, Role::Strong),
        cell(if is_apart { "not agreed" } else { "" }, Role::Due),
    ]
}

/// `impact 1–5, effort 2–4: not agreed`.
fn disagreement(impact: Option<Spread<u8>>, effort: Option<Spread<u8>>) -> Option<String> {
    let apart = |name: &str, spread: Option<Spread<u8>>| {
        spread.filter(Spread::<u8>::is_apart).map(|s| format!("{name} {}–{}", s.low, s.high))
    };
    let parts: Vec<String> =
        [apart("impact", impact), apart("effort", effort)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}: not agreed", parts.join(", ")))
}

/// Who places what, and what was typed of it.
fn half(scene: Scene<'_>, chosen: Option<&CardId>) -> String {
    let Some(chosen) = chosen else { return String::new() };
    let name = scene.speaker();
    let typed = scene.room.half.as_ref().filter(|(on, who, _)| on == chosen && *who == scene.room.speaker);
    let (impact, effort) = scene.room.session.spots.spot(chosen).unzip();
    let voices = impact.map_or(0, |impact| impact.voices);
    let apart =
        disagreement(impact, effort).map_or_else(String::new, |words| format!(" {words}: let them talk."));
    match typed {
        Some((.., impact)) => format!("{name}: impact {impact}, effort _"),
        None if voices == 1 => format!("{name} speaks; 1 person placed this card."),
        None => format!("{name} speaks; {voices} people placed this card.{apart}"),
    }
}

/// The chart: impact upwards, effort to the right; each card by its number at the middle of where people place it.
fn chart(scene: Scene<'_>, on: &[CardId], at: usize, buf: &mut Buffer, area: Rect) {
    let look = scene.look;
    let frame = look.symbols.frame;
    ink::put(buf, area.x, area.y, area.width, "impact", look.style(Role::Dim));
    let origin = (area.x + 4, area.y + 1);
    for impact in 1..=5_u16 {
        let y = origin.1 + (5 - impact) * CELL.1;
        ink::put(buf, area.x + 2, y + 1, 1, &impact.to_string(), look.style(Role::Dim));
        for line in 0..CELL.1 {
            ink::put(buf, origin.0, y + line, 1, frame.vertical, look.style(Role::Frame));
        }
        for effort in 1..=5_u16 {
            let x = origin.0 + 1 + (effort - 1) * CELL.0;
            ink::put(buf, x + CELL.0 / 2, y + 1, 1, look.symbols.dot, look.style(Role::Faint));
            numbers(scene, on, at, (impact as u8, effort as u8), buf, Rect::new(x, y, CELL.0, CELL.1));
        }
    }
    let y = origin.1 + 5 * CELL.1;
    ink::put(buf, origin.0, y, 1, frame.bottom_left, look.style(Role::Frame));
    for x in 0..CELL.0 * 5 {
        ink::put(buf, origin.0 + 1 + x, y, 1, frame.horizontal, look.style(Role::Frame));
    }
    for effort in 1..=5_u16 {
        let x = origin.0 + 1 + (effort - 1) * CELL.0 + CELL.0 / 2;
        ink::put(buf, x, y + 1, 1, &effort.to_string(), look.style(Role::Dim));
    }
    ink::put(buf, origin.0 + CELL.0 * 5 - 5, y + 2, 6, "effort", look.style(Role::Dim));
}

/// The numbers of the cards at one place; an `≠` stands behind one on which people do not agree.
fn numbers(scene: Scene<'_>, on: &[CardId], at: usize, spot: (u8, u8), buf: &mut Buffer, area: Rect) {
    let look = scene.look;
    let here = on.iter().enumerate().filter_map(|(number, id)| {
        let (impact, effort) = scene.room.session.spots.spot(id)?;
        let is_apart = impact.is_apart() || effort.is_apart();
        ((impact.middle, effort.middle) == spot).then_some((number, is_apart))
    });
    let words = here.map(|(number, is_apart)| {
        let sign = if is_apart { look.symbols.conflict } else { "" };
        (format!("{}{sign}", number + 1), if number == at { Role::Select } else { Role::Strong })
    });
    let (lines, is_cut) = laid(words, area);
    if lines.is_empty() {
        return;
    }
    // The dot of an empty place goes; the numbers stand where it stood.
    ink::put(buf, area.x + area.width / 2, area.y + area.height / 2, 1, " ", look.style(Role::Text));
    let top = area.y + area.height.saturating_sub(lines.len() as u16).div_ceil(2);
    for (line, y) in lines.iter().zip(top..area.bottom()) {
        let wide = line.iter().map(|(words, _)| ink::width(words) + 1).sum::<u16>().saturating_sub(1);
        let mut x = area.x + area.width.saturating_sub(wide).div_ceil(2);
        for (words, role) in line {
            x += ink::put(buf, x, y, area.right().saturating_sub(x), words, look.style(*role)) + 1;
        }
    }
    if is_cut {
        let sign = look.symbols.ellipsis;
        ink::put(buf, area.right() - 1, area.bottom() - 1, 1, sign, look.style(Role::Dim));
    }
}

/// Numbers as lines of one place of the chart, and whether some are left out.
fn laid(words: impl Iterator<Item = (String, Role)>, area: Rect) -> (Vec<Vec<(String, Role)>>, bool) {
    let (mut lines, mut left): (Vec<Vec<_>>, u16) = (Vec::new(), 0);
    for (word, role) in words {
        let wide = ink::width(&word);
        if lines.is_empty() || wide > left {
            if lines.len() >= usize::from(area.height) {
                return (lines, true);
            }
            lines.push(Vec::new());
            // A blank column parts it from the next place.
            left = area.width;
        }
        left = left.saturating_sub(wide + 1);
        if let Some(line) = lines.last_mut() {
            line.push((word, role));
        }
    }
    (lines, false)
}
