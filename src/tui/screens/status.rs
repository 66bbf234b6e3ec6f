//! The line that says what happened, and what is to be known about the open thing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::map::say::many;
use crate::tui::app::{App, Screen};
use crate::tui::board;
use crate::tui::doc::{Disk, Doc};
use crate::tui::status::Tone;
use crate::tui::text;
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

    /// Whether it is drawn over more lines than `line`, the one for it.
    pub(super) fn is_long(&self, line: Rect) -> bool {
        self.is_urgent() && !line.is_empty() && ink::width(&self.message) > line.width.saturating_sub(2)
    }

    fn is_urgent(&self) -> bool {
        matches!(self.role, Role::Warning | Role::Error)
    }
}

/// Draws the line: the message at the left, standing facts at the right.
pub(super) fn draw(said: &Said, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    if area.is_empty() {
        return;
    }
    let inside = ink::indent(area, 1);
    // What wants attention is read before what stands there anyway.
    let most = if said.is_urgent() { inside.width } else { inside.width * 2 / 3 };
    let right =
        fitting(&said.facts, inside.width.saturating_sub(ink::width(&said.message).min(most) + 3), look);
    let room = inside.width.saturating_sub(ink::width(&right) + if right.is_empty() { 1 } else { 4 });
    ink::put(buf, inside.x, inside.y, room, &look.cut(&said.message, room), look.style(said.role));
    let x = inside.right().saturating_sub(ink::width(&right) + 1);
    ink::put(buf, x, inside.y, ink::width(&right), &right, look.style(Role::Dim));
}

/// Draws a message that wants attention and does not fit its line over the last lines of `body`, wrapped; the line below
/// holds its end.
pub(super) fn draw_long(said: &Said, buf: &mut Buffer, body: Rect, line: Rect, look: Look<'_>) {
    if !said.is_long(line) {
        return;
    }
    let inside = ink::indent(line, 1);
    let lines: Vec<&str> = text::wrap(&said.message, inside.width.into()).collect();
    let above = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(u16::MAX).min(body.height / 2);
    let place = Rect { y: line.y - above, height: above + 1, ..line };
    board::blank(buf, place, look.theme);
    let last = usize::from(above);
    for (at, (y, text)) in (place.top()..place.bottom()).zip(&lines).enumerate() {
        let is_cut = at == last && lines.len() > last + 1;
        let text = if is_cut { format!("{text} {}", look.symbols.ellipsis) } else { (*text).to_owned() };
        ink::put(buf, inside.x, y, inside.width, &look.cut(&text, inside.width), look.style(said.role));
    }
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
    if app.place.is_unread && app.screen != Screen::Atlas {
        out.push(unread(app));
    }
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

/// What stands on every screen while `milepost.ron` cannot be read: a stage may look better than it is.
pub(super) fn unread(app: &App) -> String {
    format!("{} milepost.ron cannot be read: states without people, policy", app.symbols().ungoverned)
}

fn recording(steps: usize) -> String {
    format!("recording, {}", many(steps, "step"))
}

fn of_map(doc: &Doc) -> Vec<String> {
    let mut out: Vec<String> = doc.past.iter().map(|past| format!("read-only: {}", past.words)).collect();
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
    if doc.past.is_some() {
        return "read-only".to_owned();
    }
    if doc.saving {
        return "saving".to_owned();
    }
    if !doc.is_dirty() {
        return "saved".to_owned();
    }
    format!("{} unsaved", symbols.unsaved)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::super::testing::open;
    use super::*;
    use crate::tui::screens::{Kept, draw};

    fn lines(buf: &Buffer) -> Vec<String> {
        let row = |y| (0..buf.area.width).map(|x| buf[(x, y)].symbol()).collect::<String>();
        (0..buf.area.height).map(|y| row(y).trim().to_owned()).collect()
    }

    #[test]
    fn what_wants_attention_is_read_to_its_end_and_goes_with_the_next_picture() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        let area = Rect::new(0, 0, 80, 24);
        app.size = (80, 24);
        let words = "saving order.ron failed: the file system is read-only, while looking at it. The file on disk \
                     is unchanged: change the permissions, or save a copy elsewhere";
        for (tone, seen) in [(Tone::Error, true), (Tone::Warning, true), (Tone::Info, false)] {
            app.say(tone, words);
            let mut buf = Buffer::empty(area);
            let (_, kept) = Kept::draw(&app, &mut buf, area);
            let shown = lines(&buf);
            assert_eq!(shown.join(" ").contains("or save a copy elsewhere"), seen, "{shown:#?}");
            assert!(shown[23].contains("help"), "the hints stay: {shown:#?}");
            assert_eq!(kept.is_some(), !seen);
        }
        for (width, height) in [(1, 1), (3, 4), (20, 4), (20, 5), (9, 200)] {
            app.say(Tone::Error, words);
            let area = Rect::new(0, 0, width, height);
            draw(&app, &mut Buffer::empty(area), area);
        }
    }
}
