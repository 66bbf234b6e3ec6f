//! The list: a heading over each group, a line a finding.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::app::App;
use crate::tui::findings::{Group, Head, Item, Line, Scope, level_role, level_sign, level_word};
use crate::tui::screens::Drawn;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column};

/// From this many lines on groups stand apart.
const AIRY_FROM: u16 = 24;
/// From this many columns on levels have words.
const WORDS_FROM: u16 = 60;
/// Columns before the first: pointer and mark.
const BEFORE: u16 = 5;

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let view = &app.findings;
    let mut drawn = Drawn::default();
    let is_airy = area.height >= AIRY_FROM;
    let shown: Vec<(usize, &Line)> =
        view.lines().iter().enumerate().filter(|(_, line)| is_airy || **line != Line::Gap).collect();
    let chosen = view.line();
    let at = shown.iter().position(|(line, _)| Some(*line) == chosen).unwrap_or(0);
    let first = ink::first_shown(at, shown.len(), area.height.into());
    let table = Columns::of(app, ink::indent(area, BEFORE), look);
    for (y, (line, what)) in (area.top()..area.bottom()).zip(shown.iter().skip(first)) {
        let row = Rect { y, height: 1, ..area };
        match what {
            Line::Gap => {}
            Line::Head(head) => draw_head(head, buf, row, look),
            Line::Found(index) => {
                let Some(item) = view.item(*index) else { continue };
                let is_chosen = Some(*line) == chosen;
                let is_marked = view.marks.contains(&item.found.key);
                table.draw(item, buf, row, look, (is_chosen, is_marked));
                if is_chosen {
                    let x = row.x.saturating_add(BEFORE).min(row.right().saturating_sub(1));
                    drawn.cursor = Some(Position::new(x, y));
                }
                drawn.rows.push((row, *line));
            }
        }
    }
    hold_head(app, &shown, first, buf, area, look);
    let last = first + usize::from(area.height);
    ink::mark_cuts(buf, area, (first > 0, last < shown.len()), look);
    drawn
}

/// The heading of the group that is cut above stays in sight, in the first line.
fn hold_head(
    app: &App,
    shown: &[(usize, &Line)],
    first: usize,
    buf: &mut Buffer,
    area: Rect,
    look: Look<'_>,
) {
    let is_cut = matches!(shown.get(first), Some((_, Line::Found(_))));
    let mut before = shown.get(..first).unwrap_or_default().iter().rev();
    let head = before.find_map(|(_, line)| if let Line::Head(head) = line { Some(head) } else { None });
    let row = Rect { height: 1, ..area };
    let is_chosen = shown.get(first).is_some_and(|(line, _)| app.findings.line() == Some(*line));
    if let (Some(head), true, true, false) = (head, is_cut, area.height > 3, is_chosen) {
        ink::blank(buf, row, look, Style::new());
        draw_head(head, buf, row, look);
    }
}

fn draw_head(head: &Head, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let mut at = ink::indent(area, 3);
    at.width = at.width.saturating_sub(1);
    if !head.map.is_empty() {
        let words = format!("{} {} ", head.map, look.symbols.path);
        let words = look.cut(&words, at.width).into_owned();
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &words, look.style(Role::Dim)));
    }
    let counts = head.counts.pieces(look.symbols, false);
    let wide = counts.iter().map(|(text, _)| ink::width(text)).fold(3, u16::saturating_add);
    let room = if at.width > wide + 10 { at.width - wide } else { at.width };
    let title = look.cut(&head.title, room).into_owned();
    at = ink::indent(at, ink::put(buf, at.x, at.y, room, &title, look.style(Role::StageName)) + 3);
    for (text, role) in counts {
        at = ink::indent(at, ink::put(buf, at.x, at.y, at.width, &text, look.style(role)));
    }
}

/// The columns, as wide as the screen lets them be: so they stay where they are while the list moves.
struct Columns {
    list: Vec<Column>,
    widths: Vec<u16>,
    has_words: bool,
    has_where: bool,
    has_map: bool,
}

impl Columns {
    fn of(app: &App, area: Rect, look: Look<'_>) -> Self {
        let has_words = area.width >= WORDS_FROM;
        let has_where = app.findings.group != Group::Stage;
        let level = if has_words { 9.max(ink::width(look.symbols.error) + 8) } else { 1 };
        let room = area.width.saturating_sub(1);
        // What is left beside level and age is for the element and the reason, and the place where that is said.
        let rest = room.saturating_sub(level + 6 + 3 * table::GAP);
        let what = (rest / 3).clamp(14, 40);
        let mut columns = vec![
            Column::new("", level, level, 8),
            Column::new("", 6, 6, 6).right(),
            Column::new("", what, what, 7),
            Column::new("", 22, u16::MAX, 9),
        ];
        if has_where {
            let place = (rest / 5).clamp(16, 30);
            columns.insert(3, Column::new("", place, place, 5));
        }
        let widths = table::fit(&columns, room);
        let has_map = app.findings.scope == Scope::Workspace;
        Self { list: columns, widths, has_words, has_where, has_map }
    }

    fn draw(
        &self,
        item: &Item,
        buf: &mut Buffer,
        row: Rect,
        look: Look<'_>,
        (is_chosen, is_marked): (bool, bool),
    ) {
        let style = |role: Role| if is_chosen { Style::new() } else { look.style(role) };
        if is_chosen {
            ink::tint(buf, row, look.style(Role::Select));
            ink::put(buf, row.x + 1, row.y, 1, look.symbols.pointer, Style::new());
        }
        let (sign, role) = match (is_marked, item.is_put_off) {
            (true, _) => (look.symbols.mark, Role::Mark),
            (false, true) => (look.symbols.snoozed, Role::Snoozed),
            (false, false) => (" ", Role::Text),
        };
        let sign_at = ink::indent(row, 3);
        ink::put(buf, sign_at.x, row.y, sign_at.width.min(1), sign, style(role));
        let cells = self.cells(item, look);
        table::draw_row(&self.list, &self.widths, &cells, ink::indent(row, BEFORE), buf, look, is_chosen);
    }

    fn cells<'i>(&self, item: &'i Item, look: Look<'_>) -> Vec<Cell<'i>> {
        let found = &item.found;
        let finding = &found.finding;
        let role = |role| if item.is_put_off { Role::Dim } else { role };
        let sign = level_sign(finding.level, look.symbols);
        let level =
            if self.has_words { format!("{sign} {}", level_word(finding.level)) } else { sign.to_owned() };
        let age = finding.age.map_or_else(String::new, |days| format!("{days} d"));
        // Under the name of a stage, the stage itself need not be named again.
        let is_named = !self.has_where && found.kind == "stage";
        let mut what = Cell::new(found.kind, Role::Dim);
        if !is_named && !found.name.is_empty() {
            what.0.push((" ".into(), Role::Dim));
            what.0.push((found.name.as_str().into(), role(Role::Text)));
        }
        let mut cells = vec![
            Cell::new(level, role(level_role(finding.level))),
            Cell::new(age, role(Role::Number)),
            what,
            Cell::new(finding.why.as_str(), role(Role::Text)),
        ];
        if self.has_where {
            let stage = found.stage.as_ref().map_or("", |(_, name)| name.as_str());
            let place = if self.has_map { item.map.as_str() } else { stage };
            cells.insert(3, Cell::new(place, Role::Dim));
        }
        cells
    }
}
