//! The heat strip: all stages of all maps, one cell a stage. Who needs somebody is a block of colour with its sign.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::maps;
use crate::rules::StateKind;
use crate::tui::app::App;
use crate::tui::event::AtlasRow;
use crate::tui::screens::{Drawn, legend};
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;

/// Names are not made shorter while another way is open.
const LEAST_NAME: u16 = 10;
/// Longer names are cut.
const WIDEST_NAME: u16 = 34;
/// The widest cell of a stage; wider ones do not say more.
const WIDEST_CELL: u16 = 4;
/// Blank columns between two columns of maps.
const GAP: u16 = 2;
/// Before a name: blank, the sign of the chosen map, blank.
const LEAD: u16 = 3;
/// Above the maps: how many stages are in which state, and a blank line.
const HEAD: u16 = 2;

/// Rows that it takes in one column of maps.
pub(super) fn rows(app: &App) -> usize {
    app.atlas.shown.len().saturating_add(HEAD.into())
}

/// Draws it.
pub(super) fn draw(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let head = if area.height > 4 { HEAD } else { 0 };
    if head > 0 {
        draw_counts(app, buf, Rect { height: 1, ..area }, look);
    }
    let plan = Plan::of(app, ink::between(area, head, 0));
    for (at, place) in plan.places() {
        let Some(row) = app.atlas.shown.get(at).and_then(|row| app.atlas.rows.get(*row)) else { break };
        let is_chosen = at == app.atlas.row;
        if is_chosen {
            drawn.cursor =
                Some(Position::new((place.x + LEAD).min(place.right().saturating_sub(1)), place.y));
        }
        draw_map(row, buf, place, &plan, is_chosen, look);
        drawn.rows.push((place, at));
    }
    plan.mark_cuts(buf, look);
    drawn
}

/// Where the maps stand: side by side in columns where one column has no room for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plan {
    area: Rect,
    /// How many maps there are, and the first one shown.
    all: usize,
    first: usize,
    columns: u16,
    /// Screen columns of a map, of its name, and of one stage.
    width: u16,
    name: u16,
    cell: u16,
}

impl Plan {
    fn of(app: &App, area: Rect) -> Self {
        let stages = maps(app).map(|map| map.summary.states.len()).max().unwrap_or(0).max(1);
        let names = maps(app).map(|map| ink::width(&map.title)).max().unwrap_or(0);
        Self::new(
            area,
            (app.atlas.shown.len(), app.atlas.row),
            u16::try_from(stages).unwrap_or(u16::MAX),
            names,
        )
    }

    /// `(all, chosen)`: how many maps; the most stages of a map; the widest name.
    fn new(area: Rect, (all, chosen): (usize, usize), stages: u16, widest: u16) -> Self {
        let rows = usize::from(area.height).max(1);
        // More columns than these have no room for a name and one cell a stage.
        let least = LEAD + LEAST_NAME.min(widest) + 1 + stages.min(area.width);
        let most = ((area.width + GAP) / (least + GAP)).max(1);
        let columns = u16::try_from(all.div_ceil(rows)).unwrap_or(u16::MAX).clamp(1, most);
        let width = (area.width + GAP) / columns - GAP.min((area.width + GAP) / columns);
        let room = width.saturating_sub(LEAD + 1);
        let name = widest.min(WIDEST_NAME);
        // Names first; what they leave makes the cells wider.
        let cell = (room.saturating_sub(name) / stages).clamp(1, WIDEST_CELL);
        let name = room.saturating_sub(cell.saturating_mul(stages)).min(name).max(LEAST_NAME.min(room));
        let page = rows.saturating_mul(columns.into());
        let first = ink::first_shown(chosen, all, page);
        Self { area, all, first, columns, width, name, cell }
    }

    fn shown(&self) -> usize {
        usize::from(self.area.height)
            .saturating_mul(self.columns.into())
            .min(self.all - self.first.min(self.all))
    }

    /// Which map stands where, down one column after the other.
    fn places(&self) -> impl Iterator<Item = (usize, Rect)> + use<> {
        let Self { area, first, width, .. } = *self;
        (0..self.shown()).map(move |at| {
            let rows = usize::from(area.height).max(1);
            let (column, row) = (at / rows, at % rows);
            let x = area.x.saturating_add((column as u16).saturating_mul(width + GAP));
            (first + at, Rect { x, y: area.y + row as u16, width, height: 1 }.intersection(area))
        })
    }

    /// Says where there are more maps before and after.
    fn mark_cuts(&self, buf: &mut Buffer, look: Look<'_>) {
        if self.area.is_empty() {
            return;
        }
        let style = look.style(Role::Dim);
        if self.first > 0 {
            ink::put(buf, self.area.x, self.area.y, 1, look.symbols.more_up, style);
        }
        if self.first + self.shown() < self.all {
            let x = self.area.x + (self.columns - 1) * (self.width + GAP);
            ink::put(buf, x, self.area.bottom() - 1, 1, look.symbols.more_down, style);
        }
    }
}

/// How many stages are in which state, in all maps shown, whoever needs somebody first; without words where these have
/// no room.
fn draw_counts(app: &App, buf: &mut Buffer, area: Rect, look: Look<'_>) {
    let mut counts = [0usize; StateKind::ALL.len()];
    for kind in maps(app).flat_map(|map| &map.summary.states) {
        if let Some(count) = counts.get_mut(*kind as usize) {
            *count += 1;
        }
    }
    let (mut asking, calm): (Vec<_>, Vec<_>) = StateKind::ALL
        .iter()
        .filter_map(|kind| Some((*kind, *counts.get(*kind as usize)?)))
        .filter(|(_, count)| *count > 0)
        .partition(|(kind, _)| kind.asks());
    asking.extend(calm.into_iter().rev());
    let inside = ink::indent(area, LEAD);
    let in_words = |(kind, count): &(StateKind, usize)| format!("{count} {kind}");
    let in_short = |(_, count): &(StateKind, usize)| count.to_string();
    let wide = |words: &str| ink::width(words) + 4;
    let all = asking.iter().map(|one| wide(&in_words(one))).fold(0, u16::saturating_add);
    let mut x = inside.x;
    for one in &asking {
        let words = if all <= inside.width + 2 { in_words(one) } else { in_short(one) };
        if x + wide(&words) > inside.right() + 2 {
            ink::put(buf, x, area.y, 1, look.symbols.ellipsis, look.style(Role::Dim));
            return;
        }
        ink::put(buf, x, area.y, 1, legend::sign(one.0, look.symbols), look.style(legend::role(one.0)));
        ink::put(buf, x + 2, area.y, wide(&words), &words, look.style(Role::Dim));
        x += wide(&words);
    }
}

fn draw_map(row: &AtlasRow, buf: &mut Buffer, area: Rect, plan: &Plan, is_chosen: bool, look: Look<'_>) {
    let named = |name: String| crate::map::text::clean(&name).replace('\n', " ");
    let file = || named(row.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default());
    let title = match &row.content {
        Ok(map) if map.title.is_empty() => "(without a title)".to_owned(),
        Ok(map) => map.title.clone(),
        Err(_) => file(),
    };
    if is_chosen {
        ink::tint(
            buf,
            Rect { width: (LEAD + plan.name + 1).min(area.width), ..area },
            look.style(Role::Select),
        );
        ink::put(buf, area.x + 1, area.y, 1, look.symbols.pointer, Style::new());
    }
    let style = if is_chosen { Style::new() } else { look.style(Role::Text) };
    let room = plan.name.min(area.width.saturating_sub(LEAD));
    ink::put(buf, area.x + LEAD, area.y, room, &look.cut(&title, room), style);
    let cells = ink::indent(area, LEAD + plan.name + 1);
    let Ok(map) = &row.content else {
        let words = format!("{} cannot be read", look.symbols.ungoverned);
        let words = look.cut(&words, cells.width);
        ink::put(buf, cells.x, cells.y, cells.width, &words, look.style(Role::Error));
        return;
    };
    draw_cells(&map.summary.states, buf, cells, plan.cell, look);
}

/// One cell a stage; what does not fit is counted.
fn draw_cells(states: &[StateKind], buf: &mut Buffer, area: Rect, cell: u16, look: Look<'_>) {
    let room = usize::from(area.width / cell.max(1));
    let shown = if states.len() > room { room.saturating_sub(3) } else { states.len() };
    let mut x = area.x;
    for kind in states.iter().take(shown) {
        let mut style = look.style(legend::role(*kind));
        if kind.asks() {
            style = style.add_modifier(Modifier::REVERSED);
        }
        let sign = legend::sign(*kind, look.symbols);
        let wide = cell.saturating_sub(u16::from(cell > 1));
        let before = usize::from(wide / 2);
        let words = format!(
            "{}{sign}{}",
            " ".repeat(before),
            " ".repeat(usize::from(wide).saturating_sub(before + 1))
        );
        ink::put(buf, x, area.y, wide, &words, style);
        x += cell;
    }
    if shown < states.len() {
        let more = format!("+{}", states.len() - shown);
        ink::put(buf, x, area.y, area.right().saturating_sub(x), &more, look.style(Role::Dim));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::event::AtlasRow;
    use crate::tui::screens::testing::{atlas, picture, press};

    fn text(app: &App, width: u16, height: u16) -> String {
        let buf = picture(app, width, height);
        let line = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(line).collect::<Vec<_>>().join("\n")
    }

    /// The sample maps ten times over.
    fn fifty() -> App {
        let mut app = atlas("terminal");
        for copy in 1..10 {
            for row in app.atlas.rows.clone().iter().take(5) {
                let path = row.path.with_extension(format!("{copy}.ron"));
                app.atlas.put(AtlasRow { path, ..row.clone() });
            }
        }
        assert_eq!(app.atlas.shown.len(), 50);
        app
    }

    #[test]
    fn a_key_leads_to_the_strip_and_two_lead_back() {
        let mut app = atlas("terminal");
        for back in ["Z", "Esc"] {
            press(&mut app, "Z");
            assert!(app.atlas.is_strip);
            press(&mut app, back);
            assert!(!app.atlas.is_strip, "{back}");
        }
    }

    #[test]
    fn every_stage_of_the_samples_is_a_cell() {
        let mut app = atlas("terminal");
        press(&mut app, "Z");
        let text = text(&app, 80, 24);
        insta::assert_snapshot!("strip-80x24", text);
        for (sign, count) in [('●', 19), ('✗', 3), ('▲', 3), ('◔', 3), ('–', 8)] {
            assert!(text.matches(sign).count() >= count, "{sign}: {text}");
        }
    }

    #[test]
    fn fifty_maps_fit_a_small_terminal_in_columns() {
        let mut app = fifty();
        press(&mut app, "Z");
        let text = text(&app, 80, 24);
        insta::assert_snapshot!("strip-of-fifty-80x24", text);
        assert_eq!(text.matches("●●●▲✗◔●").count(), 10, "{text}");
        assert_eq!(text.matches("✗✗▲●●●?●").count(), 10, "{text}");
    }

    #[test]
    fn the_chosen_map_is_always_in_the_picture() {
        let mut app = fifty();
        press(&mut app, "Z G");
        for (width, height) in [(80, 24), (40, 10), (20, 6), (9, 3), (200, 60)] {
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            let drawn = super::super::super::draw(&app, &mut buf, Rect::new(0, 0, width, height));
            assert!(drawn.rows.iter().any(|(_, at)| *at == 49), "{width}x{height}");
        }
    }

    #[test]
    fn a_plan_uses_as_few_columns_as_it_can() {
        let area = Rect::new(0, 0, 80, 19);
        assert_eq!(Plan::new(area, (5, 0), 8, 30).columns, 1);
        let fifty = Plan::new(area, (50, 0), 8, 30);
        assert_eq!((fifty.columns, fifty.cell, fifty.shown()), (3, 1, 50));
        let many = Plan::new(area, (500, 499), 8, 30);
        assert_eq!(many.first + many.shown(), 500);
        assert!(many.places().all(|(_, place)| place.right() <= 80));
    }
}
