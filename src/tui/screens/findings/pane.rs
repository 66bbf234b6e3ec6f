//! All that is known of the chosen finding: why, why it matters, how to fix it, and what the rule is called.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::findings::{Item, level_role, level_sign, level_word};
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// A line: pieces, each with its meaning.
type Line = Vec<(String, Role)>;

/// Longer lines are hard to read.
const WIDEST: u16 = 110;

/// Draws it under a line across the screen.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let Some(item) = app.findings.chosen().filter(|_| area.height > 1) else { return };
    for x in area.left()..area.right() {
        ink::put(buf, x, area.y, 1, look.symbols.frame.horizontal, look.style(Role::Frame));
    }
    let inside = ink::indent(ink::between(area, 1, 0), 3);
    let room = inside.width.saturating_sub(1).min(WIDEST);
    let lines = lines(app, item, usize::from(room), inside.height, look);
    for (y, line) in (inside.top()..inside.bottom()).zip(lines) {
        let mut at = Rect { y, width: room, ..inside };
        for (text, role) in line {
            let text = look.cut(&text, at.width).into_owned();
            at = ink::indent(at, ink::put(buf, at.x, y, at.width, &text, look.style(role)));
        }
    }
}

fn lines(app: &App, item: &Item, room: usize, height: u16, look: Look<'_>) -> Vec<Line> {
    let finding = &item.found.finding;
    if height < 4 {
        let why = vec![(capital(&finding.why), Role::Text)];
        return vec![why, labelled("fix", &finding.fix, room).into_iter().next().unwrap_or_default()];
    }
    let mut out = vec![heading(app, item, look)];
    out.extend(text::wrap(&capital(&finding.why), room).map(|line| vec![(line.to_owned(), Role::Text)]));
    out.extend(labelled("matters", finding.rule.matters, room));
    out.extend(labelled("fix", &finding.fix, room));
    out.push(vec![(rule(item, look), Role::Dim)]);
    out
}

/// Level, element, stage, and whose it is.
fn heading(app: &App, item: &Item, look: Look<'_>) -> Line {
    let found = &item.found;
    let level = found.finding.level;
    let dot = look.symbols.dot;
    let sign = format!("{} {}  ", level_sign(level, look.symbols), level_word(level));
    let mut out = vec![(sign, level_role(level)), (format!("{} ", found.kind), Role::Dim)];
    out.push((found.name.clone(), Role::Strong));
    if let Some((_, stage)) = found.stage.as_ref().filter(|_| found.kind != "stage") {
        out.push((format!(" {dot} {stage}"), Role::Dim));
    }
    if !item.map.is_empty() && found.kind != "map" {
        out.push((format!(" {dot} {}", item.map), Role::Dim));
    }
    // Whose it is to close: a pain that nobody owns goes to the owner of its stage.
    match &found.owner {
        _ if found.kind == "person" => {}
        Some(id) => out.push((format!(" {dot} goes to {}", app.place.data.name_of(id)), Role::Owner)),
        None => out.push((format!(" {dot} goes to nobody"), Role::Missing)),
    }
    out
}

/// The rule's name, for how long it has held, and the field that closes it.
fn rule(item: &Item, look: Look<'_>) -> String {
    let finding = &item.found.finding;
    let dot = look.symbols.dot;
    let mut out = format!("rule {}", finding.rule.id);
    if let Some(days) = finding.age {
        let _ = write!(out, " {dot} for {}", crate::rules::days::words(days.into()));
    }
    if let Some(field) = finding.field {
        let _ = write!(out, " {dot} closed by: {field}");
    }
    if item.is_put_off {
        let _ = write!(out, " {dot} put off");
    }
    out
}

/// Columns of a label.
const LABEL: usize = 9;

/// Words after a label, wrapped beside it.
fn labelled(label: &str, words: &str, room: usize) -> Vec<Line> {
    let words = capital(words);
    let lines = text::wrap(&words, room.saturating_sub(LABEL).max(1));
    let label = |at| if at == 0 { format!("{label:<LABEL$}") } else { " ".repeat(LABEL) };
    lines.enumerate().map(|(at, line)| vec![(label(at), Role::Dim), (line.to_owned(), Role::Text)]).collect()
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
