//! Decisions, actions, what is parked: one list, or three columns where there is room.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{Line, List, cell};
use crate::map::id::{CardId, ItemId, PersonId};
use crate::rules::days;
use crate::tui::room::{Row, rows};
use crate::tui::theme::Role;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::deed::{Action, Outcome, Settled};

/// From this many columns on the three stand side by side.
const BESIDE_FROM: u16 = 160;

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let rows = rows(scene.room, &scene.doc.map, scene.app.today);
    let at = scene.room.at.min(rows.len().saturating_sub(1));
    if area.width >= BESIDE_FROM {
        return beside(scene, &rows, at, buf, area);
    }
    let mut lines = Vec::new();
    for (name, part) in parts(&rows) {
        lines.push(Line::Heading(format!("{name} {}", part.len())));
        if part.is_empty() {
            continue;
        }
        lines.extend(part.iter().map(|row| Line::Row(cells(scene, row))));
    }
    let list = List {
        title: vec![("Results".into(), Role::Title)],
        columns: columns(),
        lines,
        empty: Vec::new(),
        below: below(scene, &rows, at),
    };
    let mut drawn = list.draw(Some(at).filter(|_| !rows.is_empty()), 0, buf, area, scene.look);
    drawn.cursor = drawn.cursor.or(Some(area.as_position()));
    drawn
}

/// What the vote says, and what can be done with the chosen row.
fn below(scene: Scene<'_>, rows: &[Row], at: usize) -> Vec<(String, Role)> {
    let keys = (keys(rows, at), Role::Dim);
    most_dots(scene).map(|words| (words, Role::Text)).into_iter().chain([keys]).collect()
}

/// The first places of the last vote: what is decided mostly follows from it.
fn most_dots(scene: Scene<'_>) -> Option<String> {
    const PLACES: usize = 3;
    let ballot = scene.room.session.ballots.iter().rev().find(|ballot| ballot.is_closed)?;
    let place = |(card, dots): (&CardId, u32)| {
        format!("{dots} {}", crate::map::say::quote(&scene.called(card, &ballot.on), 40))
    };
    let first = ballot.totals().into_iter().filter(|(_, dots)| *dots > 0).take(PLACES);
    let first: Vec<String> = first.map(place).collect();
    (!first.is_empty()).then(|| format!("Most dots: {}", first.join(", ")))
}

/// The three parts of the rows, in order.
fn parts(rows: &[Row]) -> [(&'static str, &[Row]); 3] {
    let actions = rows.iter().take_while(|row| matches!(row, Row::Decision(_))).count();
    let (decisions, rest) = rows.split_at(actions);
    let parked = rest.iter().take_while(|row| matches!(row, Row::Action(_))).count();
    let (actions, parked) = rest.split_at(parked);
    [("Decisions", decisions), ("Actions", actions), ("Parking lot", parked)]
}

fn beside(scene: Scene<'_>, rows: &[Row], at: usize, buf: &mut Buffer, area: Rect) -> Drawn {
    let mut drawn = Drawn::default();
    let (mut x, mut from) = (area.x, 0);
    let widths = [area.width * 3 / 10, area.width * 9 / 20];
    let last = area.width - widths[0] - widths[1];
    let empty = ["= writes a decision", "A writes an action", ", puts something off"];
    let columns_of = [
        vec![Column::new("", 10, 80, 9)],
        columns(),
        vec![Column::new("", 10, 80, 9), Column::new("", 8, 14, 5)],
    ];
    for (number, (name, part)) in parts(rows).into_iter().enumerate() {
        let width = widths.get(number).copied().unwrap_or(last);
        let list = List {
            title: vec![(name.into(), Role::Title), (format!("   {}", part.len()), Role::Dim)],
            columns: columns_of.get(number).cloned().unwrap_or_default(),
            lines: part.iter().map(|row| Line::Row(cells(scene, row))).collect(),
            empty: empty.get(number).map(|words| (*words).to_owned()).into_iter().collect(),
            below: if number == 0 { below(scene, rows, at) } else { Vec::new() },
        };
        let is_here = (from..from + part.len()).contains(&at);
        let place = Rect { x, width: width.saturating_sub(2), ..area };
        let one = list.draw(Some(at).filter(|_| is_here), from, buf, place, scene.look);
        drawn.cursor = drawn.cursor.or(one.cursor);
        drawn.rows.extend(one.rows);
        x += width;
        from += part.len();
        if number < 2 {
            for y in area.top()..area.bottom() {
                ink::put(buf, x - 1, y, 1, scene.look.symbols.frame.vertical, scene.look.style(Role::Frame));
            }
        }
    }
    drawn.cursor = drawn.cursor.or(Some(area.as_position()));
    drawn
}

/// What, who, until when.
pub(super) fn columns() -> Vec<Column> {
    vec![Column::new("", 20, 66, 9), Column::new("", 10, 18, 7), Column::new("", 26, 26, 6)]
}

/// What can be done with the chosen row.
fn keys(rows: &[Row], at: usize) -> String {
    let here = match rows.get(at) {
        Some(Row::Decision(_)) => "Enter edits, d takes it away.",
        Some(Row::Action(_)) => "Enter edits, @ owner, D day, x done, d drops it, o opens it again.",
        Some(Row::Parked(_)) => "Enter makes it an action, c carries it over, d lets it go.",
        _ => "",
    };
    format!("{here} = writes a decision, A an action; a comma puts something off.").trim_start().to_owned()
}

/// The cells of a decision, an action or something parked.
pub(super) fn cells(scene: Scene<'_>, row: &Row) -> Vec<Cell<'static>> {
    match row {
        Row::Decision(id) => decision(scene, id),
        Row::Action(id) => {
            let found = scene.room.session.actions.iter().find(|(action, _)| action.id == *id);
            found.map_or_else(Vec::new, |(action, outcome)| action_cells(scene, action, outcome))
        }
        Row::Parked(id) => parked(scene, id),
        _ => Vec::new(),
    }
}

fn decision(scene: Scene<'_>, id: &ItemId) -> Vec<Cell<'static>> {
    let found = scene.room.session.decisions.iter().find(|(_, decision)| decision.id == *id);
    found.map_or_else(Vec::new, |(by, decision)| {
        let about = decision.cards.first().map_or_else(String::new, |card| scene.text(card));
        vec![
            cell(decision.text.one_line().into_owned(), Role::Text),
            cell(name(scene, by), Role::Dim),
            cell(about, Role::Dim),
        ]
    })
}

fn parked(scene: Scene<'_>, id: &ItemId) -> Vec<Cell<'static>> {
    let found = scene.room.session.parked.iter().find(|(_, item, _)| item.id == *id);
    found.map_or_else(Vec::new, |(by, item, settled)| {
        let became = match settled {
            None => name(scene, by),
            Some(Settled::Action(_)) => "an action".to_owned(),
            Some(Settled::CarriedOver) => "carried over".to_owned(),
            Some(Settled::Dropped) => "let go".to_owned(),
        };
        let role = if settled.is_none() { Role::Text } else { Role::Faint };
        vec![cell(item.text.one_line().into_owned(), role), cell(became, Role::Dim)]
    })
}

fn name(scene: Scene<'_>, who: &PersonId) -> String {
    match scene.room.session.roster.get(who) {
        Some(attendee) => attendee.name.to_string(),
        None => scene.app.place.data.name_of(who).to_owned(),
    }
}

/// An action: what, who, until when; what is missing stands out.
pub(super) fn action_cells(scene: Scene<'_>, action: &Action, outcome: &Outcome) -> Vec<Cell<'static>> {
    let is_open = *outcome == Outcome::Open;
    let owner = action.owner.as_ref().map(|who| name(scene, who));
    let owner = match owner {
        Some(owner) => cell(owner, if is_open { Role::Owner } else { Role::Faint }),
        None => cell("nobody yet", Role::Missing),
    };
    let (until, role) = until(action.due, outcome, scene.app.today);
    let text = action.text.one_line().into_owned();
    vec![cell(text, if is_open { Role::Text } else { Role::Faint }), owner, cell(until, role)]
}

/// Until when, how late it is, or what became of it.
pub(in crate::tui::screens) fn until(due: Option<Date>, outcome: &Outcome, today: Date) -> (String, Role) {
    match (outcome, due) {
        (Outcome::Done(on), _) => (format!("done {on}"), Role::Success),
        (Outcome::Dropped(_, why), _) => (format!("dropped: {why}"), Role::Faint),
        (Outcome::Open, None) => ("no day yet".to_owned(), Role::Missing),
        (Outcome::Open, Some(due)) => match days::between(due, today) {
            late if late > 0 => {
                let days = if late == 1 { "day" } else { "days" };
                (format!("! {due}, {late} {days} over"), Role::Overdue)
            }
            _ => (due.to_string(), Role::Number),
        },
    }
}
