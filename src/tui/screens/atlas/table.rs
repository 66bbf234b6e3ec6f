//! The rows of the atlas.

use std::borrow::Cow;
use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{maps, stake};
use crate::insight::Money;
use crate::map::id::PersonId;
use crate::map::say::many;
use crate::rules::{self, LastReview, Load, NextDue};
use crate::tui::app::App;
use crate::tui::atlas::Sort;
use crate::tui::conflicts::badge;
use crate::tui::event::{AtlasRow, MapRow};
use crate::tui::screens::{Drawn, legend};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column};

/// Longer titles are cut.
const WIDEST_TITLE: u16 = 52;
/// Shorter titles are not made while another column can go.
const LEAST_TITLE: u16 = 28;
/// More cells than this are counted instead.
const MOST_STAGES: u16 = 28;

/// The columns, by place, with how much each is needed: what is needed least goes first when there is no room.
const HEADS: [(&str, u8); 9] = [
    ("journey", 9),
    ("state", 1),
    ("owner", 4),
    ("load", 0),
    ("stages", 8),
    ("pains", 5),
    ("at stake", 6),
    ("last review", 2),
    ("next due", 7),
];

/// A value in a column.
type Value = Cell<'static>;

/// Draws heading, rows and totals.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let loads = app.atlas.loads();
    let rows = app.atlas.shown.iter().filter_map(|at| app.atlas.rows.get(*at));
    let lines: Vec<Line> = rows.map(|row| line(app, row, &loads, look)).collect();
    let totals = totals(app);
    let columns = columns_for(app, &lines, &totals, look);
    let inside = ink::indent(area, 3);
    let widths = table::fit(&columns, inside.width.saturating_sub(1));
    table::draw_head(&columns, &widths, inside, buf, look);
    let has_totals = area.height > 5 && lines.len() > 1;
    let body = ink::between(area, 1, u16::from(has_totals));
    let first = ink::first_shown(app.atlas.row, lines.len(), body.height.into());
    let mut y = body.y;
    for (at, line) in lines.iter().enumerate().skip(first).take(body.height.into()) {
        let row = Rect { y, height: 1, ..body };
        let is_chosen = at == app.atlas.row;
        if is_chosen {
            ink::tint(buf, row, look.style(Role::Select));
            ink::put(buf, row.x + 1, y, 1, look.symbols.pointer, Style::new());
            drawn.cursor = Some(Position::new(inside.x.min(area.right().saturating_sub(1)), y));
        }
        draw_line(buf, Rect { y, height: 1, ..inside }, line, (&columns, &widths), is_chosen, look);
        drawn.rows.push((row, at));
        y += 1;
    }
    let cut = (first > 0, first + usize::from(body.height) < lines.len());
    ink::mark_cuts(buf, body, cut, look);
    if has_totals && y < area.bottom() {
        table::draw_row(&columns, &widths, &totals, Rect { y, height: 1, ..inside }, buf, look, false);
    }
    drawn
}

/// A row: values by column, or a file that cannot be read and why.
enum Line {
    Values(Vec<Value>),
    Unreadable(String, String),
}

fn line(app: &App, row: &AtlasRow, loads: &HashMap<&PersonId, Load>, look: Look<'_>) -> Line {
    match &row.content {
        Ok(map) => Line::Values(values(app, map, loads, look)),
        Err(why) => {
            let name = row.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let why = why.lines().next().unwrap_or_default();
            Line::Unreadable(crate::map::text::clean(&name).replace('\n', " "), why.to_owned())
        }
    }
}

fn values(app: &App, map: &MapRow, loads: &HashMap<&PersonId, Load>, look: Look<'_>) -> Vec<Value> {
    let summary = &map.summary;
    let one = |text: String, role| Cell::new(text, role);
    let none = || Cell::new(look.symbols.none, Role::Dim);
    let title = if map.title.is_empty() { "(without a title)" } else { &map.title };
    let owner = map
        .owner
        .as_ref()
        .map_or_else(|| Cell::new(look.symbols.none, Role::Missing), |name| one(name.clone(), Role::Owner));
    let pains =
        if summary.stake.open == 0 { none() } else { one(summary.stake.open.to_string(), Role::Number) };
    let money = Money::of(&app.place.data);
    let at_stake = summary
        .stake
        .known()
        .map_or_else(none, |amount| one(format!("{}/mo", money.column(amount)), Role::Money));
    let (title, role) = match badge(summary.conflicts, look.symbols, false) {
        Some((sign, role)) => (format!("{sign} {title}"), role),
        None => (title.to_owned(), Role::Text),
    };
    vec![
        one(title, role),
        one(map.state.to_owned(), Role::Dim),
        owner,
        load(app, map, loads, look),
        texture(map, look),
        pains,
        at_stake,
        last_review(summary.last_review, look),
        next_due(summary.next_due, look),
    ]
}

/// How much the owner answers for in all maps; too much of it has a sign.
fn load(app: &App, map: &MapRow, loads: &HashMap<&PersonId, Load>, look: Look<'_>) -> Value {
    let Some(total) = map.owner_id.as_ref().and_then(|id| loads.get(id)).map(|load| load.total()) else {
        return Cell::new(look.symbols.none, Role::Dim);
    };
    let limit = rules::owner_limit(&app.place.data);
    if limit.is_some_and(|limit| total > limit) {
        return Cell::new(format!("{}{total}", look.symbols.overdue), Role::Overdue);
    }
    Cell::new(total.to_string(), Role::Number)
}

/// One cell a stage; of very many only how many need somebody.
fn texture(map: &MapRow, look: Look<'_>) -> Value {
    let states = &map.summary.states;
    if states.is_empty() {
        return Cell::new("no stage yet", Role::Dim);
    }
    if states.len() > usize::from(MOST_STAGES) {
        let words = format!("{} stages, {} need you", states.len(), map.summary.asking());
        return Cell::new(words, Role::Text);
    }
    Cell(
        states
            .iter()
            .map(|kind| (Cow::Borrowed(legend::sign(*kind, look.symbols)), legend::role(*kind)))
            .collect(),
    )
}

fn last_review(last: LastReview, look: Look<'_>) -> Value {
    match last {
        LastReview::Never => Cell::new(look.symbols.none, Role::Dim),
        LastReview::Late(_) => Cell::new(last.words(), Role::Stale),
        LastReview::InPart | LastReview::Ago(_) => Cell::new(last.words(), Role::Text),
    }
}

fn next_due(next: NextDue, look: Look<'_>) -> Value {
    let role = match next {
        NextDue::Never => return Cell::new(look.symbols.none, Role::Dim),
        NextDue::Overdue => Role::Overdue,
        NextDue::Stale => Role::Stale,
        NextDue::In(_) => Role::Text,
    };
    Cell::new(next.words(), role)
}

/// What the rows shown add up to, in their columns.
fn totals(app: &App) -> Vec<Value> {
    let one = |text: String| Cell::new(text, Role::Dim);
    let stages: usize = maps(app).map(|m| m.summary.states.len()).sum();
    let asking: usize = maps(app).map(|m| m.summary.asking()).sum();
    let pains: usize = maps(app).map(|m| m.summary.stake.open).sum();
    let money = Money::of(&app.place.data);
    let stake = stake(app).map(|amount| format!("{}/mo", money.column(amount))).unwrap_or_default();
    let maps = format!("{}, {}", many(maps(app).count(), "map"), many(stages, "stage"));
    let need = if asking == 0 { "all well".to_owned() } else { format!("{asking} need you") };
    vec![
        one(maps),
        Value::default(),
        Value::default(),
        Value::default(),
        one(need),
        one(pains.to_string()),
        one(stake),
        Value::default(),
        Value::default(),
    ]
}

fn columns_for(app: &App, lines: &[Line], totals: &[Value], look: Look<'_>) -> Vec<Column> {
    let widest = |at: usize| {
        let rows = lines.iter().filter_map(|line| match line {
            Line::Values(values) => values.get(at).map(wide),
            Line::Unreadable(name, _) => (at == 0).then(|| ink::width(name)),
        });
        rows.chain(totals.get(at).map(wide)).max().unwrap_or(0)
    };
    let sorted = sorted_column(app.atlas.sort);
    let column = |(at, (head, keep)): (usize, &(&'static str, u8))| {
        let ideal = widest(at).max(ink::width(head)).min(WIDEST_TITLE);
        let min = if at == 0 { ideal.min(LEAST_TITLE) } else { ideal };
        let column = Column::new(head, min, ideal, *keep);
        let column = if matches!(at, 3 | 5 | 6) { column.right() } else { column };
        if sorted == Some(at) {
            let title = format!("{}{head}", look.symbols.more_down);
            let (min, ideal) = (column.min.max(ink::width(&title)), column.ideal.max(ink::width(&title)));
            return Column { title: Cow::Owned(title), min, ideal, ..column };
        }
        column
    };
    HEADS.iter().enumerate().map(column).collect()
}

fn wide(value: &Value) -> u16 {
    value.0.iter().map(|(text, _)| ink::width(text)).fold(0, u16::saturating_add)
}

fn sorted_column(sort: Sort) -> Option<usize> {
    match sort {
        Sort::File => None,
        Sort::Title => Some(0),
        Sort::Owner => Some(2),
        Sort::Load => Some(3),
        Sort::Need => Some(4),
        Sort::Pains => Some(5),
        Sort::Stake => Some(6),
    }
}

fn draw_line(
    buf: &mut Buffer,
    area: Rect,
    line: &Line,
    (columns, widths): (&[Column], &[u16]),
    is_chosen: bool,
    look: Look<'_>,
) {
    let (name, why) = match line {
        Line::Values(values) => return table::draw_row(columns, widths, values, area, buf, look, is_chosen),
        Line::Unreadable(name, why) => (name, why),
    };
    let style = |role: Role| if is_chosen { Style::new() } else { look.style(role) };
    let wide = widths.first().copied().unwrap_or(area.width);
    ink::put(buf, area.x, area.y, wide, &look.cut(name, wide), style(Role::Text));
    let rest = ink::indent(area, wide.saturating_add(table::GAP));
    let words = format!("{} cannot be read: {why}", look.symbols.ungoverned);
    let room = rest.width.saturating_sub(1);
    ink::put(buf, rest.x, rest.y, room, &look.cut(&words, room), style(Role::Error));
}
