//! The people of the workspace.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Drawn, conflicts, levels};
use crate::map::say::many;
use crate::map::{Label, Map, Person};
use crate::tui::app::App;
use crate::tui::commands;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column};

/// The columns, with how much each is needed.
const HEADS: [(&str, u8); 5] = [("name", 9), ("team", 3), ("owns here", 5), ("email", 1), ("status", 7)];
/// Shorter names are not made while another column can go.
const LEAST_NAME: u16 = 16;

/// Draws them.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let title = ink::row(area, 0).unwrap_or_default();
    let inside = ink::indent(title, 1);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let inside = conflicts::draw_badge(app, buf, inside, look);
    let inside = levels::draw(levels::of(app), buf, inside, 60, look);
    let name = app.place.data.name.as_ref().map_or("maps", |n| n.as_str());
    let words = format!("{name} {} ", look.symbols.path);
    let taken = ink::put(buf, inside.x, inside.y, inside.width, &words, look.style(Role::Dim));
    ink::put(
        buf,
        inside.x + taken,
        inside.y,
        inside.width.saturating_sub(taken),
        "People",
        look.style(Role::Title),
    );
    // It goes where there is no room beside what is counted.
    let free = Rect { width: inside.right().saturating_add(1).saturating_sub(title.x), ..title };
    draw_you(app, buf, free, taken.saturating_add(ink::width("People")).saturating_add(2), look);
    let list = ink::between(area, if area.height > 6 { 2 } else { 1 }, 0);
    if app.place.data.people.is_empty() {
        invite(app, buf, ink::indent(list, 3), look);
        return Drawn { cursor: Some(list.as_position()).filter(|_| !list.is_empty()), ..Drawn::default() };
    }
    table(app, buf, list, look)
}

/// Who sits here, at the right end of the title, where there is room beside what stands in its first `taken` columns.
fn draw_you(app: &App, buf: &mut Buffer, title: Rect, taken: u16, look: Look<'_>) {
    let words = match &app.me {
        Some(me) => format!("you are {}", app.place.data.name_of(me)),
        None => "nobody knows who you are yet".to_owned(),
    };
    let wide = ink::width(&words);
    if title.width.saturating_sub(taken) > wide.saturating_add(1) {
        let x = title.right().saturating_sub(wide + 1);
        ink::put(buf, x, title.y, wide, &words, look.style(Role::Dim));
    }
}

fn invite(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let key = commands::find("people.add").and_then(|c| app.keymap.first_key(c)).unwrap_or_default();
    let lines = [
        "Nobody is in the list yet.".to_owned(),
        format!(
            "Press {key} to add a person. One person answers for each stage; without one it is ungoverned."
        ),
    ];
    for (y, line) in (area.top()..area.bottom()).zip(&lines) {
        let room = area.width.saturating_sub(1);
        ink::put(buf, area.x, y, room, &look.cut(line, room), look.style(Role::Text));
    }
}

fn table(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let people = &app.place.data.people;
    let rows: Vec<Vec<Cell<'static>>> = people.iter().map(|p| values(app, p, look)).collect();
    let columns: Vec<Column> = (0..HEADS.len()).filter_map(|at| column(at, &rows)).collect();
    // A column without a single value is not shown, and its cells go with it.
    let kept: Vec<usize> = (0..HEADS.len()).filter(|at| column(*at, &rows).is_some()).collect();
    let inside = ink::indent(area, 3);
    let widths = table::fit(&columns, inside.width.saturating_sub(1));
    table::draw_head(&columns, &widths, inside, buf, look);
    let body = ink::between(area, 1, 0);
    let first = ink::first_shown(app.people.row, rows.len(), body.height.into());
    for (y, (at, values)) in (body.top()..body.bottom()).zip(rows.iter().enumerate().skip(first)) {
        let row = Rect { y, height: 1, ..body };
        let is_chosen = at == app.people.row;
        if is_chosen {
            ink::tint(buf, row, look.style(Role::Select));
            ink::put(buf, row.x + 1, y, 1, look.symbols.pointer, Style::new());
            drawn.cursor = Some(Position::new(inside.x.min(area.right().saturating_sub(1)), y));
        }
        let shown: Vec<Cell<'static>> = kept.iter().filter_map(|at| values.get(*at)).cloned().collect();
        table::draw_row(&columns, &widths, &shown, Rect { y, height: 1, ..inside }, buf, look, is_chosen);
        drawn.rows.push((row, at));
    }
    drawn
}

/// A column as wide as its widest value; none where there is no value.
fn column(at: usize, rows: &[Vec<Cell<'static>>]) -> Option<Column> {
    let (head, keep) = HEADS.get(at).copied()?;
    let cells = rows.iter().filter_map(|row| row.get(at)?.0.first());
    let widest = cells.map(|(text, _)| ink::width(text)).max().filter(|wide| *wide > 0)?;
    let ideal = widest.max(ink::width(head));
    Some(Column::new(head, if at == 0 { ideal.min(LEAST_NAME) } else { ideal }, ideal, keep))
}

fn values(app: &App, person: &Person, look: Look<'_>) -> Vec<Cell<'static>> {
    let text =
        |value: Option<&Label>| Cell::new(value.map(ToString::to_string).unwrap_or_default(), Role::Dim);
    let owns = app.doc.as_ref().map_or_else(String::new, |d| owns(&d.map, person, look.symbols.none));
    let name = if app.me.as_ref() == Some(&person.id) {
        format!("{} (you)", person.name)
    } else {
        person.name.to_string()
    };
    let role = if person.has_left(app.today) { Role::Dim } else { Role::Text };
    vec![
        Cell::new(name, role),
        text(person.team.as_ref()),
        Cell::new(owns, role),
        text(person.email.as_ref()),
        status(app, person),
    ]
}

/// How many stages (inherited ones too) and cards of a map somebody answers for.
fn owns(map: &Map, person: &Person, none: &str) -> String {
    let stages = map.stages.iter().filter(|s| map.owner_of(s).is_some_and(|(id, _)| id == person.id)).count();
    let cards = map.cards().filter(|c| c.owner.as_ref() == Some(&person.id)).count();
    let words = [(stages, "stage"), (cards, "card")];
    let words: Vec<String> = words.iter().filter(|(n, _)| *n > 0).map(|(n, word)| many(*n, word)).collect();
    if words.is_empty() { none.to_owned() } else { words.join(", ") }
}

fn status(app: &App, person: &Person) -> Cell<'static> {
    let deputy = person.deputy.as_ref().map(|id| app.place.data.name_of(id));
    match (person.left, person.away_until) {
        (Some(day), _) if day <= app.today => Cell::new(format!("left {day}"), Role::Missing),
        (Some(day), _) => Cell::new(format!("leaves {day}"), Role::Due),
        (None, Some(until)) if until >= app.today => {
            let words = deputy.map_or_else(
                || format!("away until {until}"),
                |d| format!("away until {until}, {d} answers"),
            );
            Cell::new(words, Role::Due)
        }
        _ => Cell::new("here", Role::Text),
    }
}
