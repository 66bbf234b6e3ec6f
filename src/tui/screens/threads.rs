//! Review threads of a map: the list, and what is said in the chosen one.

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Drawn;
use crate::map::Text;
use crate::map::id::PersonId;
use crate::map::say::many;
use crate::map::thread::{Thread, name_of, value_of};
use crate::tui::app::App;
use crate::tui::board::Rich;
use crate::tui::commands;
use crate::tui::doc::Doc;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// From this many columns on what is said stands beside the list.
const BESIDE_FROM: u16 = 120;
/// From this many columns on a row says who spoke last.
const NAMES_FROM: u16 = 60;
/// Longer lines are hard to read.
const WIDEST: u16 = 90;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let Some(doc) = &app.doc else { return Drawn::default() };
    draw_title(app, doc, buf, ink::indent(ink::row(area, 0).unwrap_or_default(), 1), look);
    let body = ink::between(area, if area.height > 8 { 2 } else { 1 }, 0);
    let shown = app.threads.shown(&doc.talks);
    if shown.is_empty() {
        return draw_empty(app, doc, buf, body, look);
    }
    let (list, pane) = parts(body, shown.len());
    draw_frame(buf, body, list, look);
    let drawn = draw_list(app, doc, &shown, buf, list, look);
    if let Some(thread) = app.threads.chosen(&doc.talks) {
        draw_pane(app, doc, thread, buf, pane, look);
    }
    drawn
}

/// The list, and what is said: side by side, or one below the other.
fn parts(body: Rect, rows: usize) -> (Rect, Rect) {
    if body.width >= BESIDE_FROM {
        let columns = (body.width * 3 / 8).clamp(42, 72);
        let right = Rect { x: body.x + columns + 1, width: body.width - columns - 1, ..body };
        return (Rect { width: columns, ..body }, right);
    }
    let most = (body.height / 3).max(1);
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(most);
    (Rect { height, ..body }, ink::between(body, height + 1, 0))
}

fn draw_frame(buf: &mut Buffer, body: Rect, list: Rect, look: Look<'_>) {
    let style = look.style(Role::Frame);
    if list.height == body.height {
        for y in body.top()..body.bottom() {
            ink::put(buf, list.right(), y, 1, look.symbols.frame.vertical, style);
        }
    } else {
        for x in body.left()..body.right() {
            ink::put(buf, x, list.bottom(), 1, look.symbols.frame.horizontal, style);
        }
    }
}

fn draw_title(app: &App, doc: &Doc, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let all = &doc.talks.threads;
    let of = |t: &&Thread| app.threads.only.as_ref().is_none_or(|id| t.anchor.element == *id);
    let open = all.iter().filter(of).filter(|t| t.is_open()).count();
    let resolved = all.iter().filter(of).count() - open;
    let rest = if app.threads.all { "" } else { " (v shows them)" };
    let resolved = if resolved > 0 { format!(", {resolved} resolved{rest}") } else { String::new() };
    let mut pieces = vec![
        (format!("{} {} ", doc.map.title, look.symbols.path), Role::Dim),
        ("Threads".to_owned(), Role::Title),
    ];
    if let Some(id) = &app.threads.only {
        let name = name_of(&doc.map, id.as_str()).unwrap_or_else(|| id.to_string());
        let name = Text::new(&name).one_line().into_owned();
        pieces.push((" on ".to_owned(), Role::Dim));
        pieces.push((look.cut(&name, (area.width / 3).max(8)).into_owned(), Role::Strong));
    }
    pieces.push((format!("   {open} open{resolved}"), Role::Dim));
    let mut at = area;
    for (text, role) in pieces {
        let text = look.cut(&text, at.width).into_owned();
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &text, look.style(role)));
    }
}

fn draw_empty(app: &App, doc: &Doc, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let key = |id: &str| commands::find(id).and_then(|c| app.keymap.first_key(c)).unwrap_or_default();
    let mut lines =
        vec![(format!("Nothing is open here. {} says something.", key("threads.new")), Role::Text)];
    lines.extend(doc.talks.problems.iter().map(|line| (line.clone(), Role::Warning)));
    let inside = ink::indent(area, 3);
    for (y, (line, role)) in (inside.top()..inside.bottom()).zip(&lines) {
        let room = inside.width.saturating_sub(1);
        ink::put(buf, inside.x, y, room, &look.cut(line, room), look.style(*role));
    }
    Drawn { cursor: Some(inside.as_position()).filter(|_| !inside.is_empty()), ..Drawn::default() }
}

/// Sign and role of a thread: open, settled, or about what is gone.
fn sign(thread: &Thread, is_gone: bool, look: Look<'_>) -> (&'static str, Role) {
    match (thread.is_open(), is_gone) {
        (false, _) => (look.symbols.mark, Role::Success),
        (true, true) => (look.symbols.unreviewed, Role::Warning),
        (true, false) => (look.symbols.talk, Role::Info),
    }
}

/// What it is about, in a few words.
fn about(doc: &Doc, thread: &Thread) -> String {
    let anchor = &thread.anchor;
    let now = name_of(&doc.map, anchor.element.as_str());
    let then = || anchor.quote.as_ref().filter(|_| anchor.field.is_none()).map(ToString::to_string);
    let name = now.or_else(then).unwrap_or_else(|| anchor.element.to_string());
    let name = Text::new(&name).one_line().into_owned();
    match &anchor.field {
        Some(field) => format!("{field} of {name}"),
        None => name,
    }
}

fn draw_list(app: &App, doc: &Doc, shown: &[&Thread], buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let at = app.threads.at.min(shown.len().saturating_sub(1));
    let first = ink::first_shown(at, shown.len(), area.height.into());
    for (y, (row, thread)) in (area.top()..area.bottom()).zip(shown.iter().enumerate().skip(first)) {
        let line = Rect { y, height: 1, ..area };
        let is_chosen = row == at;
        let style = |role: Role| if is_chosen { Style::new() } else { look.style(role) };
        if is_chosen {
            ink::tint(buf, line, look.style(Role::Select));
            ink::put(buf, line.x + 1, y, 1, look.symbols.pointer, Style::new());
            drawn.cursor = Some(Position::new((line.x + 3).min(line.right().saturating_sub(1)), y));
        }
        let is_gone = !thread.anchor.is_in(&doc.map);
        let (sign, role) = sign(thread, is_gone, look);
        let inside = ink::indent(line, 3);
        ink::put(buf, inside.x, y, inside.width.min(1), sign, style(role));
        let inside = ink::indent(inside, 2);
        let tail = tail(app, thread, inside.width >= NAMES_FROM);
        let room = inside.width.saturating_sub(ink::width(&tail) + 3);
        let words = if is_gone { format!("(gone) {}", about(doc, thread)) } else { about(doc, thread) };
        ink::put(buf, inside.x, y, room, &look.cut(&words, room), style(Role::Text));
        let wide = ink::width(&tail);
        if wide + 3 < inside.width {
            ink::put(buf, inside.right() - wide - 1, y, wide, &tail, style(Role::Dim));
        }
        drawn.rows.push((line, row));
    }
    let last = first + usize::from(area.height);
    ink::mark_cuts(buf, area, (first > 0, last < shown.len()), look);
    drawn
}

/// Who spoke last, and how often somebody did.
fn tail(app: &App, thread: &Thread, is_named: bool) -> String {
    let last = thread.last().filter(|_| is_named);
    let last = last.map(|entry| format!("{} ", app.place.data.name_of(&entry.by))).unwrap_or_default();
    let day = thread.last().map(|entry| entry.at.day.to_string()).unwrap_or_default();
    match thread.entries.len() {
        0 | 1 => format!("{last}{day}"),
        count => format!("{count}  {last}{day}"),
    }
}

/// What is said, oldest first.
fn draw_pane(app: &App, doc: &Doc, thread: &Thread, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = ink::indent(area, 3);
    let room = usize::from(inside.width.saturating_sub(1).min(WIDEST));
    if room == 0 || inside.height == 0 {
        return;
    }
    let mut lines: Vec<(u16, String, Role)> = Vec::new();
    for (indent, text, role) in telling(app, doc, thread, look) {
        if text.is_empty() {
            lines.push((indent, text, role));
            continue;
        }
        let rich = Rich::of(text, role);
        for line in rich.wrap(room.saturating_sub(indent.into()).max(1), 2_000) {
            lines.push((indent, line.iter().map(|(text, _)| text.as_str()).collect(), role));
        }
    }
    let height = usize::from(inside.height);
    let top = app.threads.top.min(lines.len().saturating_sub(height));
    for (y, (indent, text, role)) in (inside.top()..inside.bottom()).zip(lines.iter().skip(top)) {
        let at = ink::indent(inside, *indent);
        ink::put(buf, at.x, y, at.width.saturating_sub(1), text, look.style(*role));
    }
    ink::mark_cuts(buf, area, (top > 0, top + height < lines.len()), look);
}

/// The paragraphs of a thread: columns before them, text, look.
fn telling(app: &App, doc: &Doc, thread: &Thread, look: Look<'_>) -> Vec<(u16, String, Role)> {
    let name = |id: &PersonId| app.place.data.name_of(id).to_owned();
    let is_gone = !thread.anchor.is_in(&doc.map);
    let mut out = vec![(0, about(doc, thread), Role::Strong)];
    if is_gone {
        out.push((0, "what it is about is gone from the map; the thread stays".to_owned(), Role::Warning));
    }
    if let Some(words) = then_and_now(app, doc, thread, is_gone) {
        out.push((0, words, Role::Dim));
    }
    for entry in &thread.entries {
        out.push((0, String::new(), Role::Text));
        out.push((0, format!("{} {} {}", name(&entry.by), look.symbols.dot, entry.at), Role::Owner));
        out.extend(entry.text.lines().map(|line| (2, line.to_owned(), Role::Text)));
    }
    if let Some(resolution) = &thread.resolved {
        out.push((0, String::new(), Role::Text));
        out.push((0, format!("resolved {} by {}", resolution.on, name(&resolution.by)), Role::Success));
    }
    if thread.entries.len() > 20 {
        out.push((0, many(thread.entries.len(), "entry"), Role::Faint));
    }
    out.extend(doc.talks.problems.iter().map(|line| (0, line.clone(), Role::Warning)));
    out
}

/// What stood there, where it says something else now, or where a field is what is talked about.
fn then_and_now(app: &App, doc: &Doc, thread: &Thread, is_gone: bool) -> Option<String> {
    let anchor = &thread.anchor;
    let names = |id: &PersonId| app.place.data.name_of(id).to_owned();
    let id = anchor.element.as_str();
    let now = match &anchor.field {
        Some(field) => value_of(&doc.map, id, field.as_str(), &names),
        None => name_of(&doc.map, id),
    };
    let one_line = |text: &str| Text::new(text).one_line().into_owned();
    let now = now.map(|now| one_line(&now)).filter(|now| !now.is_empty());
    let then = anchor.quote.as_ref().map(|quote| quote.one_line().into_owned());
    let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
    match (is_gone, then == now) {
        (true, _) => anchor.field.as_ref().map(|_| format!("it said: {}", or_nothing(then))),
        (false, true) => anchor.field.as_ref().map(|_| or_nothing(then)),
        (false, false) => Some(format!("it said: {}; now: {}", or_nothing(then), or_nothing(now))),
    }
}
