//! The capture line: where the card goes, who speaks, the text, and what of it was recognised.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::map::Map;
use crate::map::id::StageId;
use crate::tui::app::App;
use crate::tui::room::{Capture, Room};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::workshop::scribe::{name_of, understand};
use crate::workshop::shorthand::{Kind, Line};

/// Its lines: a rule, where it goes, the text.
const LINES: u16 = 3;

/// Where it is: over the last lines of the board, above the status line.
pub(in crate::tui::screens) fn place(screen: Rect) -> Rect {
    let below = 2.min(screen.height.saturating_sub(1));
    let height = LINES.min(screen.height.saturating_sub(below)).max(1).min(screen.height);
    Rect { y: screen.bottom().saturating_sub(below + height), height, ..screen }
}

/// Draws it; gives where the cursor is.
pub(in crate::tui::screens) fn draw(
    app: &App,
    line: &Capture,
    buf: &mut Buffer,
    screen: Rect,
    look: Look<'_>,
) -> Option<Position> {
    let area = place(screen);
    let (room, doc) = (app.room.as_ref()?, app.doc.as_ref()?);
    ink::clear(buf, area, look.style(Role::Text));
    let read = understand(&room.session, &app.place.data, app.today, line.input.value());
    let rows = [area.height.checked_sub(3), area.height.checked_sub(2), area.height.checked_sub(1)];
    if let Some(row) = rows[0].and_then(|at| ink::row(area, at)) {
        let rule = "─".repeat(row.width.into());
        let rule = if app.settings.ascii { "-".repeat(row.width.into()) } else { rule };
        ink::put(buf, row.x, row.y, row.width, &rule, look.style(Role::Frame));
    }
    if let Some(row) = rows[1].and_then(|at| ink::row(area, at)) {
        where_to(app, (room, line), &read, &doc.map, buf, row, look);
    }
    let row = ink::row(area, rows[2]?)?;
    let inside = Rect { width: row.width.saturating_sub(1), ..ink::indent(row, 3) };
    ink::put(buf, row.x + 1, row.y, 1, look.symbols.pointer, look.style(Role::Strong));
    if is_veiled(room, &read) {
        let seen: Vec<_> = read.parts.iter().map(|(part, _)| part.clone()).collect();
        return line.input.veiled(&seen, look.symbols.veil).draw(inside, buf, look);
    }
    line.input.draw(inside, buf, look)
}

/// Whether the text is hidden: it is private, and everybody looks at this screen.
fn is_veiled(room: &Room, read: &Line) -> bool {
    room.session.is_private() && read.kind.is_card() && !room.peeks
}

/// Who speaks, which lane and stage; at the right what was recognised.
fn where_to(
    app: &App,
    (room, line): (&Room, &Capture),
    read: &Line,
    map: &Map,
    buf: &mut Buffer,
    row: Rect,
    look: Look<'_>,
) {
    let inside = Rect { width: row.width.saturating_sub(2), ..ink::indent(row, 1) };
    let by = read.author.as_ref().unwrap_or(line.speaker(room));
    let lane = lane_name(line, read, map);
    // What the room decides is nobody's, unless the line says whose.
    let is_rooms = line.is_once && read.author.is_none();
    let by = if is_rooms { String::new() } else { room.session.roster.name(by).to_owned() };
    let arrow = if is_rooms { String::new() } else { format!(" {} ", look.symbols.arrow) };
    let parts = [
        (by, Role::Strong),
        (arrow, Role::Dim),
        (lane, Role::Title),
        (stage_name(map, &line.stage, read), Role::Text),
        (
            match (room.session.is_private() && read.kind.is_card(), room.peeks) {
                (true, true) => format!(" {} private: Ctrl-T hides it", look.symbols.dot),
                (true, false) => format!(" {} private: Ctrl-T shows it", look.symbols.dot),
                (false, _) => String::new(),
            },
            Role::Dim,
        ),
    ];
    let mut at = inside;
    for (text, role) in parts {
        let text = look.cut(&text, at.width).into_owned();
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &text, look.style(role)));
    }
    let (known, role) = match read.unread.first() {
        Some(why) => (format!("{} {why}", look.symbols.overdue), Role::Warning),
        None => (recognised(app, room, read, look), Role::Due),
    };
    let width = ink::width(&known);
    if width > 0 && width + 2 < at.width {
        let x = at.right().saturating_sub(width);
        ink::put(buf, x, at.y, width, &known, look.style(role));
    }
}

fn lane_name(line: &Capture, read: &Line, map: &Map) -> String {
    if !read.kind.is_card() {
        return match read.kind {
            Kind::Decision => "Decision".to_owned(),
            Kind::Action => "Action".to_owned(),
            _ => "Parking lot".to_owned(),
        };
    }
    let typed_in = line.lanes.get(line.lane).and_then(|lane| map.lane(lane));
    let lane = match read.kind.role() {
        Some(role) if typed_in.is_none_or(|lane| lane.role != role) => map.lane_of(role),
        _ => typed_in,
    };
    lane.map_or_else(String::new, |lane| lane.name.to_string())
}

fn stage_name(map: &Map, stage: &StageId, read: &Line) -> String {
    if !read.kind.is_card() {
        return String::new();
    }
    map.stage(stage).map_or_else(String::new, |stage| format!(" · {}", stage.name))
}

/// What of the line is no text: `a high pain, owner Bo Berg, until 2026-12-01`.
fn recognised(app: &App, room: &Room, read: &Line, look: Look<'_>) -> String {
    if read.parts.is_empty() {
        return String::new();
    }
    let mut words = Vec::new();
    if read.kind != Kind::Plain {
        words.push(read.kind.words().to_owned());
    }
    if let Some(owner) = &read.owner {
        words.push(format!("owner {}", name_of(&room.session, &app.place.data, owner)));
    }
    if let Some(due) = read.due {
        words.push(format!("until {due}"));
    }
    if words.is_empty() { String::new() } else { format!("{} {}", look.symbols.fresh, words.join(", ")) }
}
