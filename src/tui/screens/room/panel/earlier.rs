//! What became of the actions of earlier workshops, and what was carried over from the last one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{Line, List};
use super::results::{action_cells, cells, columns};
use crate::map::say::many;
use crate::tui::room::{Row, rows};
use crate::tui::theme::Role;
use crate::workshop::deed::Outcome;

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let rows = rows(scene.room, &scene.doc.map, scene.app.today);
    let at = scene.room.at.min(rows.len().saturating_sub(1));
    let mut lines = Vec::new();
    let (mut shown_open, mut shown_settled, mut shown_parked) = (false, false, false);
    for row in &rows {
        let (heading, was) = match row {
            Row::Earlier(at) if is_open(scene, *at) => ("To be done", &mut shown_open),
            Row::Earlier(_) => ("Settled", &mut shown_settled),
            _ => ("Carried over, in the parking lot", &mut shown_parked),
        };
        if !std::mem::replace(was, true) {
            lines.push(Line::Heading(heading.to_owned()));
        }
        let cells = match row {
            Row::Earlier(at) => scene
                .room
                .earlier
                .get(*at)
                .map_or_else(Vec::new, |one| action_cells(scene, &one.action, &one.outcome)),
            row => cells(scene, row),
        };
        lines.push(Line::Row(cells));
    }
    let open = (0..scene.room.earlier.len()).filter(|at| is_open(scene, *at)).count();
    let below = match rows.get(at) {
        Some(Row::Earlier(_)) => "x done, d dropped (with why), o open again; > goes on.",
        Some(_) => "Enter makes it an action, c carries it over again, d lets it go; > goes on.",
        None => "",
    };
    let list = List {
        title: vec![
            ("What became of it".into(), Role::Title),
            (
                format!("   {} of earlier workshops, {open} open", many(scene.room.earlier.len(), "action")),
                Role::Dim,
            ),
        ],
        columns: columns(),
        lines,
        empty: vec![
            "Earlier workshops on this map left nothing to be done. > goes on to the next phase.".into(),
        ],
        below: vec![(below.into(), Role::Dim)],
    };
    list.draw(Some(at), 0, buf, area, scene.look)
}

fn is_open(scene: Scene<'_>, at: usize) -> bool {
    scene.room.earlier.get(at).is_some_and(|one| one.outcome == Outcome::Open)
}
