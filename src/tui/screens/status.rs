//! The line that says what happened, and what is to be known about the open thing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::{App, Screen};
use crate::tui::doc::{Disk, Doc};
use crate::tui::status::Tone;
use crate::tui::theme::Role;
use crate::tui::theme::symbols::Symbols;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// What the line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    message: String,
    role: Role,
    facts: Vec<String>,
}

impl Said {
    /// What is to be said now.
    pub(super) fn of(app: &App) -> Self {
        let (message, role) = message(app, app.symbols());
        Self { message, role, facts: facts(app) }
    }
}

/// Draws the line: the message at the left, standing facts at the right.
pub(super) fn draw(said: &Said, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    if area.is_empty() {
        return;
    }
    let inside = ink::indent(area, 1);
    let message = &said.message;
    let right = fitting(
        &said.facts,
        inside.width.saturating_sub(ink::width(message).min(inside.width * 2 / 3) + 3),
        look,
    );
    let room = inside.width.saturating_sub(ink::width(&right) + if right.is_empty() { 1 } else { 4 });
    ink::put(buf, inside.x, inside.y, room, &look.cut(message, room), look.style(said.role));
    let x = inside.right().saturating_sub(ink::width(&right) + 1);
    ink::put(buf, x, inside.y, ink::width(&right), &right, look.style(Role::Dim));
}

/// The message with the sign of its tone: the words alone say it too, so that nothing hangs on a colour.
fn message(app: &App, symbols: &Symbols) -> (String, Role) {
    let (sign, role) = match app.status.tone {
        Tone::Info => ("", Role::Info),
        Tone::Success => (symbols.mark, Role::Success),
        Tone::Warning => (symbols.overdue, Role::Warning),
        Tone::Error => (symbols.ungoverned, Role::Error),
    };
    let words = app.status.words.lines().next().unwrap_or_default();
    if sign.is_empty() || words.is_empty() {
        return (words.to_owned(), role);
    }
    (format!("{sign} {words}"), role)
}

/// As many facts as fit, the first ones first.
fn fitting(facts: &[String], room: u16, look: Look<'_>) -> String {
    let mut out = String::new();
    for fact in facts {
        let longer = if out.is_empty() { fact.clone() } else { format!("{out} {} {fact}", look.symbols.dot) };
        if ink::width(&longer) <= room {
            out = longer;
        }
    }
    out
}

/// What is to be known, the most urgent first.
fn facts(app: &App) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(app.macros.recorded().map(recording));
    if let Some(doc) = app.open_doc() {
        out.extend(of_map(doc));
    }
    if !app.pending.is_empty() {
        out.push(app.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ") + " ");
    }
    if app.pinned && app.screen != Screen::Atlas {
        out.push(format!("today {} (pinned)", app.today));
    }
    out
}

fn recording(steps: usize) -> String {
    format!("recording a macro: {steps} {}", if steps == 1 { "step" } else { "steps" })
}

fn of_map(doc: &Doc) -> Vec<String> {
    let mut out = Vec::new();
    match doc.disk {
        Disk::Same => {}
        Disk::Changed => out.push("file changed on the disk".to_owned()),
        Disk::Gone => out.push("file gone from the disk".to_owned()),
    }
    match doc.others.as_slice() {
        [] => {}
        [one] => out.push(format!("also open: {one}")),
        many => out.push(format!("also open in {} other places", many.len())),
    }
    if !doc.view.marks.is_empty() {
        out.push(format!("{} marked", doc.view.marks.len()));
    }
    out
}

/// Whether a map is saved, in a word or two.
pub(super) fn saved(doc: &Doc, symbols: &Symbols) -> String {
    if doc.saving {
        return "saving".to_owned();
    }
    if !doc.is_dirty() {
        return "saved".to_owned();
    }
    format!("{} unsaved", symbols.unsaved)
}
