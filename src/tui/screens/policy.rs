//! The policy: every limit and rule with what holds here, where it is from, and what it flags today.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Drawn, conflicts};
use crate::map::Policy;
use crate::map::policy::Level;
use crate::rules::{Knob, Source};
use crate::tui::app::App;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column};

/// The lines about the chosen one; with fewer lines than this on the screen they are left out.
const ABOUT: u16 = 3;
const ABOUT_FROM: u16 = 14;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    title(app, buf, ink::indent(ink::row(area, 0).unwrap_or_default(), 1), look);
    let about = if area.height >= ABOUT_FROM { ABOUT + 1 } else { 0 };
    let list = ink::between(area, if area.height > 6 { 2 } else { 1 }, about);
    if about > 0 {
        self::about(app, buf, ink::indent(ink::between(area, area.height - ABOUT, 0), 3), look);
    }
    rows(app, buf, list, look)
}

fn title(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let inside = Rect { width: area.width.saturating_sub(1), ..area };
    let rest = conflicts::draw_badge(app, buf, inside, look);
    let area = if rest == inside { area } else { rest };
    let name = app.place.data.name.as_ref().map_or("maps", |n| n.as_str());
    let parts = [
        (format!("{name} {} ", look.symbols.path), Role::Dim),
        ("Policy".to_owned(), Role::Title),
        (whose(app), Role::Strong),
        (format!("  flags today: {}{}", app.policy.now.words(), counted(app)), Role::Dim),
    ];
    let mut x = area.x;
    for (text, role) in parts {
        let room = area.right().saturating_sub(x);
        x += ink::put(buf, x, area.y, room, &look.cut(&text, room), look.style(role));
    }
}

/// For whom a change is kept, once a map is open: before that there is only one answer.
fn whose(app: &App) -> String {
    if app.doc.is_some() { format!("  {}", app.for_whom()) } else { String::new() }
}

/// In what it is counted, where that is not all.
fn counted(app: &App) -> &'static str {
    match (&app.policy.maps, &app.doc) {
        (Some(_), _) => "",
        (None, Some(_)) => " (in this map; the others are being read)",
        (None, None) => " (reading maps)",
    }
}

/// The policies that hold where the focus was, inner first.
fn here(app: &App) -> [Option<&Policy>; 3] {
    let doc = app.doc.as_ref();
    let stage = doc.and_then(|doc| doc.stage()).and_then(|stage| stage.policy.as_ref());
    [stage, doc.and_then(|doc| doc.map.policy.as_ref()), Some(&app.place.data.policy)]
}

fn rows(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let all = Knob::all();
    let inside = ink::indent(area, 3);
    let columns = columns(&all);
    let widths = table::fit(&columns, inside.width.saturating_sub(1));
    table::draw_head(&columns, &widths, inside, buf, look);
    let body = ink::between(area, 1, 0);
    let first = ink::first_shown(app.policy.row, all.len(), body.height.into());
    for (y, (at, knob)) in (body.top()..body.bottom()).zip(all.iter().enumerate().skip(first)) {
        let row = Rect { y, height: 1, ..body };
        let is_chosen = at == app.policy.row;
        if is_chosen {
            ink::tint(buf, row, look.style(Role::Select));
            ink::put(buf, row.x + 1, y, 1, look.symbols.pointer, Style::new());
            drawn.cursor = Some(Position::new(inside.x.min(area.right().saturating_sub(1)), y));
        }
        let cells = cells(app, *knob);
        table::draw_row(&columns, &widths, &cells, Rect { y, height: 1, ..inside }, buf, look, is_chosen);
        drawn.rows.push((row, at));
    }
    drawn
}

fn columns(all: &[Knob]) -> [Column; 5] {
    let widest = |text: fn(Knob) -> String| {
        all.iter().map(|knob| ink::width(&text(*knob))).max().unwrap_or(0).clamp(8, 32)
    };
    [
        Column::new("limit or rule", 16, widest(|knob| knob.name().to_owned()), 9),
        Column::new("holds here", 12, widest(Knob::standard).max(20), 8),
        Column::new("from", 9, 9, 6),
        Column::new("by default", 10, widest(Knob::standard), 4),
        Column::new("flags", 5, 5, 7).right(),
    ]
}

fn cells(app: &App, knob: Knob) -> Vec<Cell<'static>> {
    let held = knob.held(here(app));
    let is_own = held.from != Source::Default;
    let count = knob.rule().map_or(0, |rule| app.policy.now.of_rule(rule.id));
    let count = if count == 0 { String::new() } else { count.to_string() };
    let is_off = matches!(knob, Knob::Rule(_)) && held.words.starts_with(Level::Off.word());
    let role = if is_off { Role::Dim } else { Role::Text };
    vec![
        Cell::new(knob.name(), role),
        Cell::new(held.words, if is_own { Role::Strong } else { role }),
        Cell::new(held.from.word(), if is_own { Role::Text } else { Role::Dim }),
        // Where the default holds, it stands there already.
        Cell::new(if is_own { knob.standard() } else { String::new() }, Role::Dim),
        Cell::new(count, Role::Number),
    ]
}

/// What the chosen one is about, and who says what of it.
fn about(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let Some(knob) = app.chosen_knob() else { return };
    let lines =
        [(knob.words().to_owned(), Role::Text), (more(knob), Role::Dim), (sources(app, knob), Role::Dim)];
    for (y, (line, role)) in (area.top()..area.bottom()).zip(&lines) {
        let room = area.width.saturating_sub(1);
        ink::put(buf, area.x, y, room, &look.cut(line, room), look.style(*role));
    }
}

/// What its number limits, or why its rule matters.
fn more(knob: Knob) -> String {
    match knob {
        Knob::Rule(rule) if rule.fixed => "always an error: no policy can make it quieter".to_owned(),
        Knob::Rule(rule) => match rule.limit {
            Some(limit) => format!("limit: {}, in {}", limit.words, limit.unit),
            None => rule.matters.to_owned(),
        },
        _ => {
            knob.rule().map_or_else(String::new, |rule| format!("what it does shows in the rule {}", rule.id))
        }
    }
}

/// `workspace: 60 days; this map: says nothing`.
fn sources(app: &App, knob: Knob) -> String {
    let [stage, map, workspace] = here(app);
    let said = |policy: Option<&Policy>| {
        let held = knob.held([None, None, policy]);
        if held.from == Source::Default { "says nothing".to_owned() } else { held.words }
    };
    let mut parts = vec![format!("workspace: {}", said(workspace))];
    if app.doc.is_some() {
        parts.push(format!("this map: {}", said(map)));
    }
    if app.doc.as_ref().is_some_and(|doc| doc.stage().is_some()) {
        parts.push(format!("this stage: {}", said(stage)));
    }
    parts.join("; ")
}
