//! What the rules say: a list in groups, and all that is known of the chosen one under it.

mod list;
mod pane;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Drawn, conflicts, levels};
use crate::map::policy::Level;
use crate::tui::app::App;
use crate::tui::commands;
use crate::tui::findings::Scope;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    draw_title(app, buf, ink::row(area, 0).unwrap_or_default(), look);
    let below = ink::between(area, if area.height > 6 { 2 } else { 1 }, 0);
    let pane = match area.height {
        ..=9 => 0,
        10..=17 => 3,
        18..=29 => 7,
        _ => 9,
    };
    let body = ink::between(below, 0, pane);
    let drawn = if app.findings.line().is_none() {
        draw_empty(app, buf, body, look)
    } else {
        list::draw(app, buf, body, look)
    };
    pane::draw(app, buf, Rect { y: body.bottom(), height: below.height - body.height, ..below }, look);
    drawn
}

/// Where one is, what is left out, by what it is grouped, and how much is how loud.
fn draw_title(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = ink::indent(area, 1);
    let inside = Rect { width: inside.width.saturating_sub(1), ..inside };
    let inside = conflicts::draw_badge(app, buf, inside, look);
    let rest = levels::draw(app.findings.counts(), buf, inside, 60, look);
    let group = format!("by {}", app.findings.group.word());
    let rest = put_right(buf, rest, &group, (Role::Dim, 30), look);
    let narrowed = narrowed(app, look);
    let mut at = rest;
    for (text, role) in path(app, look) {
        let text = look.cut(&text, at.width).into_owned();
        let taken = ink::put(buf, at.x, at.y, at.width, &text, look.style(role));
        at = ink::indent(at, taken);
    }
    if let Some(words) = narrowed {
        let at = ink::indent(at, 3);
        ink::put(buf, at.x, at.y, at.width, &look.cut(&words, at.width), look.style(Role::Match));
    }
}

/// Words at the right end, if so many columns stay; gives what is left.
fn put_right(buf: &mut Buffer, area: Rect, words: &str, (role, least): (Role, u16), look: Look<'_>) -> Rect {
    let columns = ink::width(words);
    if columns.saturating_add(least) > area.width {
        return area;
    }
    ink::put(buf, area.right() - columns, area.y, columns, words, look.style(role));
    Rect { width: area.width.saturating_sub(columns + 3), ..area }
}

fn path(app: &App, look: Look<'_>) -> Vec<(String, Role)> {
    let name = app.place.data.name.as_ref().map_or("maps", |n| n.as_str());
    let over = match (app.findings.scope, &app.doc) {
        (Scope::Map, Some(doc)) => format!("{} {} ", doc.map.title, look.symbols.path),
        _ => format!("{name} {} ", look.symbols.path),
    };
    vec![(over, Role::Dim), ("Findings".to_owned(), Role::Title)]
}

/// What is left out on purpose, in words.
fn narrowed(app: &App, look: Look<'_>) -> Option<String> {
    let view = &app.findings;
    let mut words = Vec::new();
    words.extend(view.mine.then(|| "mine".to_owned()));
    words.extend(match view.least {
        Level::Error => Some("errors".to_owned()),
        Level::Warning => Some("errors and warnings".to_owned()),
        Level::Info | Level::Off => None,
    });
    let stage = view.stage.as_ref().and_then(|id| app.doc.as_ref()?.map.stage(id));
    words.extend(stage.map(|stage| stage.name.to_string()));
    let (open, close) = (look.symbols.quote_open, look.symbols.quote_close);
    words.extend((!view.text.is_empty()).then(|| format!("{open}{}{close}", view.text)));
    (!words.is_empty()).then(|| format!("only {}", words.join(", ")))
}

/// Why nothing is listed, and what to do about it.
fn draw_empty(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let view = &app.findings;
    let key = |id: &str| commands::find(id).and_then(|c| app.keymap.first_key(c)).unwrap_or_default();
    let mut lines = Vec::new();
    match (view.count().1, view.scope) {
        (1.., _) => lines.push(format!(
            "None of the {} findings is so. {} shows all.",
            view.count().1,
            key("findings.all")
        )),
        (0, Scope::Workspace) if !app.atlas.complete => {
            lines.push(format!("Reading maps {}", look.symbols.ellipsis));
        }
        (0, Scope::Workspace) => lines.push("No findings: every map is in order.".to_owned()),
        (0, Scope::Map) => lines.push(
            "No findings: every stage has somebody who looks after it, and nothing is past its day."
                .to_owned(),
        ),
    }
    if let (n @ 1.., false) = (view.count_put_off(), view.put_off) {
        let words = if n == 1 { "1 is put off".to_owned() } else { format!("{n} are put off") };
        lines.push(format!("{words}. {} shows what is put off.", key("findings.put-off")));
    }
    let inside = ink::indent(area, 3);
    for (y, line) in (inside.top()..inside.bottom()).zip(&lines) {
        let room = inside.width.saturating_sub(1);
        ink::put(buf, inside.x, y, room, &look.cut(line, room), look.style(Role::Text));
    }
    Drawn { cursor: Some(inside.as_position()).filter(|_| !inside.is_empty()), ..Drawn::default() }
}
