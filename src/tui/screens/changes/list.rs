//! The list: a heading over each stage, a line a change.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::tui::app::App;
use crate::tui::changes::{Item, Line, Verdict};
use crate::tui::reviewing::role_of;
use crate::tui::screens::Drawn;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// From this many lines on groups stand apart.
const AIRY_FROM: u16 = 20;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let view = &app.changes;
    let mut drawn = Drawn::default();
    let is_airy = area.height >= AIRY_FROM;
    let all = view.lines().iter().enumerate();
    let shown: Vec<(usize, &Line)> = all.filter(|(_, line)| is_airy || **line != Line::Gap).collect();
    let chosen = view.line();
    let at = shown.iter().position(|(line, _)| Some(*line) == chosen).unwrap_or(0);
    let first = ink::first_shown(at, shown.len(), area.height.into());
    for (y, (line, what)) in (area.top()..area.bottom()).zip(shown.iter().skip(first)) {
        let row = Rect { y, height: 1, ..area };
        match what {
            Line::Gap => {}
            Line::Head { title, is_gone, count } => draw_head(buf, row, (title, *is_gone, *count), look),
            Line::Change(index) => {
                let Some(item) = view.items().get(*index) else { continue };
                let is_chosen = Some(*line) == chosen;
                draw_item(buf, row, item, is_chosen, look);
                draw_verdict(buf, row, view.walk.of(&item.change), is_chosen, look);
                if is_chosen {
                    drawn.cursor = Some(Position::new((row.x + 3).min(row.right().saturating_sub(1)), y));
                }
                drawn.rows.push((row, *line));
            }
        }
    }
    let last = first + usize::from(area.height);
    ink::mark_cuts(buf, area, (first > 0, last < shown.len()), look);
    drawn
}

fn draw_head(buf: &mut Buffer, row: Rect, (title, is_gone, count): (&str, bool, usize), look: Look<'_>) {
    let at = ink::indent(row, 2);
    let count = count.to_string();
    let room = at.width.saturating_sub(ink::width(&count) + 3);
    let style = look.style(if is_gone { Role::Faint } else { Role::StageName });
    let style = if is_gone { style.add_modifier(Modifier::CROSSED_OUT) } else { style };
    let taken = ink::put(buf, at.x, at.y, room, &look.cut(title, room), style);
    let at = ink::indent(at, taken + 2);
    ink::put(buf, at.x, at.y, at.width, &count, look.style(Role::Dim));
}

/// What was made of it, between the pointer and its sign.
fn draw_verdict(buf: &mut Buffer, row: Rect, verdict: Option<&Verdict>, is_chosen: bool, look: Look<'_>) {
    let (sign, role) = match verdict {
        None => return,
        Some(Verdict::Seen) => (look.symbols.mark, Role::Success),
        Some(Verdict::Said(_)) => (look.symbols.talk, Role::Info),
    };
    let style = if is_chosen { Style::new() } else { look.style(role) };
    let at = ink::indent(row, 2);
    ink::put(buf, at.x, at.y, at.width.min(1), sign, style);
}

fn draw_item(buf: &mut Buffer, row: Rect, item: &Item, is_chosen: bool, look: Look<'_>) {
    let style = |role: Role| if is_chosen { Style::new() } else { look.style(role) };
    if is_chosen {
        ink::tint(buf, row, look.style(Role::Select));
        ink::put(buf, row.x + 1, row.y, 1, look.symbols.pointer, Style::new());
    }
    let sign = item.change.sign();
    // A struck sign could not be read.
    let sign_style = style(role_of(sign)).remove_modifier(Modifier::CROSSED_OUT);
    let at = ink::indent(row, 3);
    ink::put(buf, at.x, at.y, at.width.min(1), &sign.to_string(), sign_style);
    let at = ink::indent(row, 5);
    let room = at.width.saturating_sub(1);
    ink::put(buf, at.x, at.y, room, &look.cut(&item.words, room), style(Role::Text));
}
