//! The first screen in a folder without maps: what Milepost is, and what to press.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Drawn;
use crate::tui::app::App;
use crate::tui::commands;
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// What it is, for somebody who has never seen it.
const WHAT: &str = "A map shows what a customer goes through, stage by stage: who answers for each, where it hurts, \
and what will be done about it. Milepost keeps it true: it shows which stages have gone stale, and which nobody owns.";

/// What can be done first: a command and what it brings.
const FIRST: &[(&str, &str)] = &[
    ("atlas.samples", "look around: five sample maps, dated from today"),
    ("atlas.new", "begin: a new map from a template"),
    ("atlas.import", "bring one: a Mermaid journey becomes a map"),
    ("app.help", "help: every key of this screen, every sign"),
    ("atlas.quit", "leave"),
];

/// Wider lines are hard to read.
const WIDEST: u16 = 66;

/// Whether there is nothing to list.
pub(super) fn is_wanted(app: &App) -> bool {
    app.atlas.complete && app.atlas.rows.is_empty()
}

/// Draws it in the middle of `area`.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let room = WIDEST.min(area.width.saturating_sub(2));
    let lines = lines(app, room);
    let tall = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let x = area.x + (area.width - room) / 2;
    let top = area.y + area.height.saturating_sub(tall) * 2 / 5;
    let mut cursor = None;
    for (y, line) in (top..area.bottom()).zip(&lines) {
        let taken = ink::put(buf, x, y, room, &line.key, look.style(Role::HintKey));
        let gap = if line.key.is_empty() { 0 } else { (KEYS).max(taken + 1) };
        let words = look.cut(&line.words, room.saturating_sub(gap));
        ink::put(buf, x + gap, y, room.saturating_sub(gap), &words, look.style(line.role));
        if cursor.is_none() && !line.key.is_empty() {
            cursor = Some(ratatui::layout::Position::new(x, y));
        }
    }
    Drawn { cursor, ..Drawn::default() }
}

/// Columns kept for the keys.
const KEYS: u16 = 11;

struct Line {
    key: String,
    words: String,
    role: Role,
}

fn lines(app: &App, room: u16) -> Vec<Line> {
    let line = |words: &str, role| Line { key: String::new(), words: words.to_owned(), role };
    let mut out = vec![line("Milepost", Role::Title), line("", Role::Text)];
    out.extend(text::wrap(WHAT, room.into()).map(|words| line(words, Role::Text)));
    out.push(line("", Role::Text));
    let folder = crate::map::text::clean(&app.place.root.to_string_lossy()).replace('\n', " ");
    out.push(line(&format!("There is no map in {folder} yet."), Role::Dim));
    out.push(line("", Role::Text));
    for (id, words) in FIRST {
        let key = commands::find(id).and_then(|c| app.keymap.first_key(c));
        out.extend(key.map(|key| Line { key, words: (*words).to_owned(), role: Role::Text }));
    }
    out
}
