//! The cards of this workshop, group by group: those without a group first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{Line, List, cell};
use crate::map::id::CardId;
use crate::map::say::many;
use crate::tui::room::{Row, group_of, rows};
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Cell, Column};

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let rows = rows(scene.room, &scene.doc.map, scene.app.today);
    let at = scene.room.at.min(rows.len().saturating_sub(1));
    let mut lines = Vec::new();
    let mut last = None;
    for id in rows.iter().filter_map(|row| if let Row::Card(id) = row { Some(id) } else { None }) {
        let group = group_of(scene.room, id);
        if last.as_ref() != Some(&group) {
            lines.push(Line::Heading(heading(scene, &rows, group)));
            last = Some(group);
        }
        lines.push(Line::Row(cells(scene, id)));
    }
    let marked = scene.doc.view.marks.len();
    let below = match marked {
        0 => "x marks a card; # names a group of the marked ones.".to_owned(),
        count => format!("{} marked: # names their group.", many(count, "card")),
    };
    let list = List {
        title: vec![
            ("Groups".into(), Role::Title),
            (
                format!(
                    "   {}, {}",
                    many(scene.room.session.clusters.len(), "group"),
                    many(rows.len(), "card")
                ),
                Role::Dim,
            ),
        ],
        columns: vec![
            Column::new("", 1, 1, 9),
            Column::new("", 20, 66, 9),
            Column::new("", 5, 12, 6),
            Column::new("", 16, 44, 4),
            Column::new("", 3, 3, 5),
        ],
        lines,
        empty: vec!["No card was written in this workshop yet: a writes one.".into()],
        below: vec![
            (below, Role::Text),
            (
                "The name becomes a tag of each. Space w G dissolves the group of a card; Enter looks at it."
                    .into(),
                Role::Dim,
            ),
        ],
    };
    list.draw(Some(at), 0, buf, area, scene.look)
}

/// The group's name and how many cards are in it.
fn heading(scene: Scene<'_>, rows: &[Row], group: Option<usize>) -> String {
    let is_in = |row: &&Row| matches!(row, Row::Card(id) if group_of(scene.room, id) == group);
    let count = many(rows.iter().filter(is_in).count(), "card");
    match group.and_then(|at| scene.room.session.clusters.get(at)) {
        Some(cluster) => format!("{}  {count}", cluster.name),
        None => format!("In no group yet  {count}"),
    }
}

fn cells(scene: Scene<'_>, id: &CardId) -> Vec<Cell<'static>> {
    let is_marked = scene.doc.view.marks.contains(id);
    let more = scene.room.session.said_by(id).saturating_sub(1);
    vec![
        cell(if is_marked { scene.look.symbols.mark } else { " " }, Role::Mark),
        cell(scene.text(id), if is_marked { Role::Mark } else { Role::Text }),
        cell(scene.author(id), Role::Dim),
        cell(scene.whereabouts(id), Role::Dim),
        cell(if more > 0 { format!("+{more}") } else { String::new() }, Role::Strong),
    ]
}
