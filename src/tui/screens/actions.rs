//! The actions of all workshops.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Drawn;
use super::room::panel::list::{List, cell, plain};
use super::room::panel::results::until;
use crate::map::say::many;
use crate::tui::actions::Given;
use crate::tui::app::App;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::deed::Outcome;

/// Draws them.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let view = &app.actions;
    let open = view.given.iter().filter(|one| one.outcome == Outcome::Open).count();
    let late = view.given.iter().filter(|one| one.is_late(app.today)).count();
    let late_words = if late > 0 { format!(", {late} over their day") } else { String::new() };
    let empty = if view.is_read {
        "No workshop gave anybody anything to do yet. Space w w on a map begins one."
    } else {
        "The records of the workshops are being read."
    };
    let list = List {
        title: vec![
            ("Actions of all workshops".into(), Role::Title),
            (format!("   {}, {open} open{late_words}", many(view.given.len(), "action")), Role::Dim),
        ],
        columns: vec![
            Column::new("action", 20, 56, 9),
            Column::new("who", 10, 18, 7),
            Column::new("until", 24, 28, 6),
            Column::new("map", 12, 26, 3),
        ],
        lines: plain(view.given.iter().map(|one| row(app, one))),
        empty: vec![empty.into()],
        below: vec![
            (view.problems.first().cloned().unwrap_or_default(), Role::Warning),
            (view.chosen().map_or_else(String::new, |one| format!("Given by {}.", one.session)), Role::Dim),
        ],
    };
    list.draw(Some(view.at), 0, buf, area, look)
}

fn row<'a>(app: &'a App, one: &'a Given) -> Vec<Cell<'a>> {
    let is_open = one.outcome == Outcome::Open;
    let quiet = |role: Role| if is_open { role } else { Role::Faint };
    let owner = match &one.action.owner {
        Some(who) => cell(app.place.data.name_of(who), quiet(Role::Owner)),
        None => cell("nobody yet", quiet(Role::Missing)),
    };
    let (due, role) = until(one.action.due, &one.outcome, app.today);
    vec![
        cell(one.action.text.one_line(), quiet(Role::Text)),
        owner,
        cell(due, role),
        cell(one.title.as_str(), Role::Dim),
    ]
}
