//! What the chosen map is about: why its worst stages need somebody, and how the others are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::insight::Money;
use crate::map::State;
use crate::map::say::many;
use crate::rules::StateKind;
use crate::tui::app::App;
use crate::tui::event::MapRow;
use crate::tui::screens::legend;
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Longer names of stages are cut.
const WIDEST_NAME: usize = 32;

/// A line in pieces, each with what it means.
pub(super) type Line = Vec<(String, Role)>;

/// The lines about the chosen row; none where there is no row.
pub(super) fn lines(app: &App) -> Vec<Line> {
    let Some(row) = app.atlas.chosen() else { return Vec::new() };
    let file = row.path.strip_prefix(&app.place.root).unwrap_or(&row.path).to_string_lossy();
    let file = crate::map::text::clean(&file).replace('\n', " ");
    match &row.content {
        Ok(map) => of_map(app, map, &file),
        Err(why) => {
            let mut out = vec![vec![(file, Role::Strong)]];
            out.extend(why.lines().take(8).map(|line| vec![(line.to_owned(), Role::Text)]));
            out
        }
    }
}

fn of_map(app: &App, map: &MapRow, file: &str) -> Vec<Line> {
    let mut out = vec![vec![(map.title.clone(), Role::Strong), (format!("   {file}"), Role::Dim)]];
    let asking = map.summary.asking();
    let calm: Vec<_> = map.summary.counts().filter(|(kind, _)| !kind.asks()).collect();
    let symbols = app.symbols();
    // Names and numbers of stages stand in one column.
    let named: Vec<String> = map.asking.iter().map(|(number, name, _)| format!("{number} {name}")).collect();
    let wide = named.iter().map(|words| text::width(words)).max().unwrap_or(0).clamp(16, WIDEST_NAME);
    let line = |kind: StateKind| {
        let role = legend::role(kind);
        let stages = stages(&map.summary.states, kind, symbols.exempt);
        let sign = legend::sign(kind, symbols);
        vec![
            (format!("{sign} {:<12}", kind.word()), role),
            (text::pad_right(&stages, wide + 2), Role::Text),
            (legend::meaning(kind).to_owned(), Role::Dim),
        ]
    };
    for ((.., state), name) in map.asking.iter().zip(&named) {
        let role = legend::role(state.kind);
        out.push(vec![
            (format!("{} {:<12}", legend::sign(state.kind, symbols), state.kind.word()), role),
            (text::pad_right(&text::cut(name, wide, symbols.ellipsis), wide + 2), Role::Strong),
            (state.why.clone(), Role::Dim),
        ]);
    }
    if asking == 0 && !map.summary.states.is_empty() && map.state == State::Current.word() {
        out.push(vec![(
            "Nothing needs you here: every stage has an owner and a review in time.".to_owned(),
            Role::Text,
        )]);
    }
    out.extend(calm.iter().map(|(kind, _)| line(*kind)));
    out.extend(pains(app, map));
    out
}

/// `stage 5`, `stages 1–3, 6`: by their numbers, runs together.
fn stages(states: &[StateKind], kind: StateKind, dash: &str) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in states.iter().enumerate().filter(|(_, k)| **k == kind) {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == at => *end = at,
            _ => runs.push((at, at)),
        }
    }
    let words = runs.iter().map(|(from, to)| match to - from {
        0 => (from + 1).to_string(),
        1 => format!("{}, {}", from + 1, to + 1),
        _ => format!("{}{dash}{}", from + 1, to + 1),
    });
    let words = words.collect::<Vec<_>>().join(", ");
    let is_one = matches!(runs.as_slice(), [(from, to)] if from == to);
    format!("{} {words}", if is_one { "stage" } else { "stages" })
}

/// What its pains cost, and for how many nobody knows.
fn pains(app: &App, map: &MapRow) -> Option<Line> {
    let stake = &map.summary.stake;
    if stake.open == 0 {
        return None;
    }
    let pains = many(stake.open, "open pain");
    let money = Money::of(&app.place.data);
    let cost = stake.known().map_or_else(
        || "what they cost is not known".to_owned(),
        |amount| format!("cost {} a month in contacts, as far as it is known", money.full(amount)),
    );
    Some(vec![(format!("{pains}  "), Role::Text), (cost, Role::Dim)])
}

/// Draws the lines under a rule.
pub(super) fn draw(lines: &[Line], buf: &mut Buffer, area: Rect, look: Look<'_>) {
    if lines.is_empty() || area.height < 2 {
        return;
    }
    for x in area.left()..area.right() {
        ink::put(buf, x, area.y, 1, look.symbols.frame.horizontal, look.style(Role::Frame));
    }
    let inside = ink::indent(area, 1);
    let rows = usize::from(area.height - 1);
    // What is cut is said on the last row; where there is no other, beside the one line.
    let shown = if lines.len() > rows && rows > 1 { rows - 1 } else { rows.min(lines.len()) };
    let more = match lines.len() - shown {
        0 => String::new(),
        n => format!("+{n} more"),
    };
    for (y, line) in (area.y + 1..area.bottom()).zip(lines.iter().take(shown)) {
        let beside = if rows == 1 { ink::width(&more) + 2 } else { 0 };
        draw_line(
            line,
            buf,
            Rect { y, height: 1, width: inside.width.saturating_sub(beside), ..inside },
            look,
        );
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..inside };
    let x = if rows == 1 { last.right().saturating_sub(ink::width(&more) + 1).max(last.x) } else { last.x };
    ink::put(buf, x, last.y, last.right().saturating_sub(x), &more, look.style(Role::Dim));
}

/// Draws a line, with the sign for a cut where it is longer than the row.
fn draw_line(line: &Line, buf: &mut Buffer, row: Rect, look: Look<'_>) {
    let mut x = row.x;
    for (text, role) in line {
        let room = row.right().saturating_sub(x + 1);
        if room == 0 && x > row.x {
            ink::put(buf, x - 1, row.y, 1, look.symbols.ellipsis, look.style(*role));
            break;
        }
        x += ink::put(buf, x, row.y, room, &look.cut(text, room), look.style(*role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_by_number_with_runs_together() {
        use StateKind::{Fresh, Stale};
        let states = [Fresh, Fresh, Fresh, Stale, Fresh, Stale, Stale];
        assert_eq!(stages(&states, Fresh, "–"), "stages 1–3, 5");
        assert_eq!(stages(&states, Stale, "–"), "stages 4, 6, 7");
        assert_eq!(stages(&states[..4], Stale, "-"), "stage 4");
    }
}
