//! The end: what is open, walked from top to bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{List, cell, plain};
use crate::map::id::StageId;
use crate::map::say::many;
use crate::tui::room::{Row, rows};
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::deed::Settled;

/// From this many columns on each row says what to do with it.
const BESIDE_FROM: u16 = 110;

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let rows = rows(scene.room, &scene.doc.map, scene.app.today);
    let at = scene.room.at.min(rows.len().saturating_sub(1));
    if scene.room.session.end.is_some() {
        return ended(scene).draw(Some(0), 0, buf, area, scene.look);
    }
    let open = rows.len().saturating_sub(1);
    let title = match open {
        0 => "   nothing is open".to_owned(),
        _ => format!("   {open} still open"),
    };
    let list = List {
        title: vec![("Close the workshop".into(), Role::Title), (title, Role::Dim)],
        columns: columns(area.width),
        lines: plain(rows.iter().map(|row| cells(scene, row, open))),
        empty: Vec::new(),
        below: vec![(settled(scene, &rows), Role::Text), (keys(rows.get(at)).into(), Role::Dim)],
    };
    list.draw(Some(at), 0, buf, area, scene.look)
}

/// What to do stands under the list too: a narrow one says what it is and about what, in full.
fn columns(width: u16) -> Vec<Column> {
    let mut columns = vec![Column::new("", 24, 24, 9), Column::new("", 20, 66, 8)];
    if width >= BESIDE_FROM {
        columns.push(Column::new("", 33, 33, 5));
    }
    columns
}

/// What it is, about what, what to do.
pub(super) fn cells(scene: Scene<'_>, row: &Row, open: usize) -> Vec<Cell<'static>> {
    let session = &scene.room.session;
    let three = |what: &str, about: String, way: &str| {
        vec![cell(what.to_owned(), Role::Strong), cell(about, Role::Text), cell(way.to_owned(), Role::Dim)]
    };
    match row {
        Row::Pile => three(
            "Private cards",
            format!("{} not on the board", many(session.pile.len(), "card")),
            "Enter reveals them",
        ),
        Row::Ballot => {
            let voted = session.ballot().map_or(0, |ballot| ballot.voters().count());
            three("A vote is going on", format!("{voted} voted so far"), "Enter ends it")
        }
        Row::Parked(id) => {
            let found = session.parked.iter().find(|(_, item, _)| item.id == *id);
            let text = found.map_or_else(String::new, |(_, item, _)| item.text.one_line().into_owned());
            three("Parked", text, "Enter action, c carry, d let go")
        }
        Row::Action(id) => {
            let found = session.actions.iter().find(|(action, _)| action.id == *id);
            let (text, what) = found.map_or((String::new(), ""), |(action, _)| {
                let what = match (action.owner.is_none(), action.due.is_none()) {
                    (true, true) => "Action of nobody, no day",
                    (true, false) => "Action of nobody",
                    _ => "Action without a day",
                };
                (action.text.one_line().into_owned(), what)
            });
            three(what, text, "Enter names them")
        }
        Row::Stage(id) => {
            let name = scene.doc.map.stage(id).map_or_else(|| id.to_string(), |stage| stage.name.to_string());
            three("Reviewed?", format!("{name}: {}", changes(scene, id)), "y reviewed, n not now")
        }
        _ if open == 0 => three("Close", "saves the map, writes a version".to_owned(), "Enter"),
        _ => three("Close", "saves the map, writes a version".to_owned(), "what is above comes first"),
    }
}

/// How much of a stage changed, in words.
fn changes(scene: Scene<'_>, id: &StageId) -> String {
    let found = scene.room.touched().iter().find(|(stage, _)| stage == id);
    many(found.map_or(1, |(_, count)| *count), "change")
}

/// What is behind us already.
fn settled(scene: Scene<'_>, rows: &[Row]) -> String {
    let session = &scene.room.session;
    let mark = scene.look.symbols.mark;
    let became = |what: fn(&Settled) -> bool| {
        session.parked.iter().filter(|(.., is)| is.as_ref().is_some_and(what)).count()
    };
    let (carried, parked) = (
        became(|is| *is == Settled::CarriedOver),
        session.parked.iter().filter(|(.., is)| is.is_some()).count(),
    );
    let waiting = rows.iter().filter(|row| matches!(row, Row::Stage(_))).count();
    let stages = scene.room.touched().len().saturating_sub(waiting);
    let mut parts = vec![many(session.decisions.len(), "decision"), many(session.actions.len(), "action")];
    if parked > 0 {
        parts.push(format!("{parked} of the parking lot settled, {carried} carried over"));
    }
    if stages > 0 {
        parts.push(format!("{} looked at", many(stages, "changed stage")));
    }
    format!("{mark} {}", parts.join(", "))
}

fn keys(row: Option<&Row>) -> &'static str {
    match row {
        Some(Row::Pile) => "Enter reveals them.",
        Some(Row::Ballot) => "Enter ends it.",
        Some(Row::Parked(_)) => {
            "Enter makes it an action and asks who does it; c carries it over to the next workshop; d lets it go."
        }
        Some(Row::Action(_)) => {
            "Enter asks for what is missing; @ owner, D day. Or Enter on the last row and say why not."
        }
        Some(Row::Stage(_)) => "y: the stage is reviewed as it is now, in your name; n: not now.",
        Some(Row::End) => "Enter saves the map and writes a version; then the workshop has ended.",
        _ => "",
    }
}

/// It has ended.
fn ended(scene: Scene<'_>) -> List<'_> {
    let session = &scene.room.session;
    let version = session.end.as_ref().and_then(|end| end.version);
    let version = version.map_or_else(String::new, |number| format!("version {number} written"));
    let minutes = format!("milepost minutes {}", session.head.id);
    let row = |what: &str, about: String| vec![cell(what.to_owned(), Role::Strong), cell(about, Role::Text)];
    List {
        title: vec![("The workshop has ended".into(), Role::Title), (format!("   {version}"), Role::Dim)],
        columns: vec![Column::new("", 10, 14, 9), Column::new("", 20, 90, 8)],
        lines: plain([row("Minutes", minutes)]),
        empty: Vec::new(),
        below: vec![
            (
                format!(
                    "{}, {}.",
                    many(session.decisions.len(), "decision"),
                    many(session.actions.len(), "action")
                ),
                Role::Text,
            ),
            ("Enter shows the minutes; q leaves the workshop, the map stays open.".into(), Role::Dim),
        ],
    }
}
