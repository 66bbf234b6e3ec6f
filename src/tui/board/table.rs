//! All cards of a map as rows: what each is, whose, how bad, what it costs.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::grid::signed;
use super::hits::Painted;
use super::scene::Scene;
use super::{detail, rich, title};
use crate::insight::Money;
use crate::insight::money::grouped;
use crate::map::card::{Metric, Opportunity, OpportunityStatus, Pain, PainStatus, Severity, Step};
use crate::map::{Body, Card};
use crate::tui::board::figures::with_unit;
use crate::tui::cards::{CardRow, CardSort, row_of, rows};
use crate::tui::focus::Focus;
use crate::tui::text;
use crate::tui::theme::Role;
use crate::tui::widgets::Look;
use crate::tui::widgets::ink;
use crate::tui::widgets::table::{self, Cell, Column, GAP};

/// Columns before the rows: a mark, a pointer, a blank.
const GUTTER: u16 = 3;
/// The column of the text.
const TEXT: usize = 2;
/// Longer texts are cut.
const WIDEST_TEXT: u16 = 96;

/// Draws title, heads, rows, and the pane of what has the focus.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: &Scene<'_>) -> Painted {
    let spot = scene.spot();
    let mut painted = Painted { scroll: scene.view.scroll, ..Painted::default() };
    painted.hits.add_part(Vec::new());
    let parts = Parts::of(area);
    let mut canvas = Canvas::new(buf, area);
    title::draw(&mut canvas, scene, parts.title, spot, &mut painted);
    detail::draw(&mut canvas, scene, parts.detail, spot);
    let list = rows((scene.map, scene.workspace), scene.sieve(), scene.focus, scene.view.sort);
    let first = first_shown(scene, &list, parts.body.height.into());
    draw_foot(&mut canvas, scene, parts.foot, (list.len(), first, parts.body.height.into()));
    painted.scroll.1 = first;
    painted.hits.lines_shown = usize::from(parts.body.height);
    let sheet = Sheet { scene, parts, columns: columns(scene) };
    sheet.draw(buf, (&list, first), &mut painted);
    painted
}

/// The parts of the screen, from top to bottom.
#[derive(Debug, Clone, Copy)]
struct Parts {
    title: Rect,
    head: Rect,
    body: Rect,
    foot: Rect,
    detail: Rect,
}

impl Parts {
    fn of(area: Rect) -> Self {
        let detail = if area.height >= 44 { 4 } else { 3 };
        let line = |y: u16, height: u16| Rect { y: area.y + y.min(area.height), height, ..area };
        let top = 2;
        let body = area.height.saturating_sub(top + 1 + 1 + detail);
        Self {
            title: line(0, 1),
            head: line(top, 1),
            body: line(top + 1, body),
            foot: line(top + 1 + body, 1),
            detail: line(top + 2 + body, detail),
        }
    }
}

/// The first row on the screen: the nearest to that of the last picture at which the focus is seen, with a row around it.
fn first_shown(scene: &Scene<'_>, list: &[CardRow<'_>], room: usize) -> usize {
    let end = list.len().saturating_sub(room);
    let Some((at, _)) = row_of(scene.map, list, scene.focus) else { return 0 };
    let margin = usize::from(room > 4);
    let most = at.saturating_sub(margin);
    let least = (at + margin + 1).saturating_sub(room).min(most);
    scene.view.scroll.1.clamp(least, most).min(end)
}

/// The line under the rows: which of them are shown, and in what order.
fn draw_foot(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    area: Rect,
    (all, first, room): (usize, usize, usize),
) {
    let (x, y) = (i32::from(area.x), i32::from(area.y));
    let columns = usize::from(area.width);
    canvas.row(x, y, columns, scene.symbols.frame.horizontal, scene.style(Role::Frame));
    let last = (first + room).min(all);
    let order = format!("by {}", scene.view.sort.word());
    let words = if all > room {
        format!(" {}{}{last} of {all} cards, {order} ", first + 1, scene.symbols.exempt)
    } else {
        format!(" {}, {order} ", super::figures::count(all, "card", "cards"))
    };
    canvas.put_before(i32::from(area.right()) - 1, y, &words, columns, scene.style(Role::Dim));
}

/// Heads of the columns, and how much each is needed: what is needed least goes first when there is no room.
const HEADS: [(CardSort, &str, u8); 7] = [
    (CardSort::Place, "stage", 6),
    (CardSort::Lane, "lane", 3),
    (CardSort::Text, "card", 9),
    (CardSort::Owner, "owner", 5),
    (CardSort::Level, "level", 8),
    (CardSort::Contacts, "contacts", 4),
    (CardSort::Cost, "a month", 7),
];

/// The columns. Their widths follow from stages, lanes and people alone: they stay while one scrolls.
fn columns(scene: &Scene<'_>) -> Vec<Column> {
    let column = |&(sort, head, keep): &(CardSort, &'static str, u8)| {
        let (least, ideal) = room_of(scene, sort);
        let title = if sort == scene.view.sort {
            Cow::Owned(format!("{}{head}", scene.symbols.more_down))
        } else {
            Cow::Borrowed(head)
        };
        let least = least.max(ink::width(&title));
        let column = Column { title, ..Column::new(head, least, ideal.max(least), keep) };
        if matches!(sort, CardSort::Contacts | CardSort::Cost) { column.right() } else { column }
    };
    HEADS.iter().map(column).collect()
}

/// The least and the best width of a column.
fn room_of(scene: &Scene<'_>, sort: CardSort) -> (u16, u16) {
    let widest = |words: &mut dyn Iterator<Item = &str>| words.map(ink::width).max().unwrap_or(0);
    match sort {
        CardSort::Place => {
            let names = widest(&mut scene.map.stages.iter().map(|s| s.name.as_str())).saturating_add(3);
            (names.min(14), names.min(26))
        }
        CardSort::Lane => {
            let names = widest(&mut scene.map.lanes.iter().map(|l| l.name.as_str()));
            (names.min(13), names.min(18))
        }
        CardSort::Text => (28, WIDEST_TEXT),
        CardSort::Owner => {
            let names = widest(&mut scene.workspace.people.iter().map(|p| p.name.as_str()));
            (names.min(8), names.min(18))
        }
        CardSort::Level => (10, 13),
        CardSort::Contacts | CardSort::Cost => (8, 8),
    }
}

/// The rows and what they are drawn into.
struct Sheet<'s, 'a> {
    scene: &'s Scene<'a>,
    parts: Parts,
    columns: Vec<Column>,
}

impl Sheet<'_, '_> {
    fn draw(&self, buf: &mut Buffer, (list, first): (&[CardRow<'_>], usize), painted: &mut Painted) {
        let look = Look { theme: self.scene.theme, symbols: self.scene.symbols };
        let room = self.parts.body.width.saturating_sub(GUTTER + 1);
        let widths = table::fit(&self.columns, room);
        table::draw_head(&self.columns, &widths, inside(self.parts.head), buf, look);
        let here = row_of(self.scene.map, list, self.scene.focus);
        let body = self.parts.body;
        let mut above: Option<&CardRow<'_>> = None;
        for (y, (at, row)) in (body.top()..body.bottom()).zip(list.iter().enumerate().skip(first)) {
            let line = Rect { y, height: 1, ..body };
            painted.hits.add(line, Focus::Card(row.card.id.clone()));
            let is_here = here.is_some_and(|(here, _)| here == at);
            let has_focus = here == Some((at, true));
            if has_focus {
                ink::tint(buf, line, self.scene.focus_style());
            }
            let said = self.said_above(row, above.replace(row).filter(|_| !has_focus));
            table::draw_row(
                &self.columns,
                &widths,
                &self.cells(row, said),
                inside(line),
                buf,
                look,
                has_focus,
            );
            let mut canvas = Canvas::new(buf, line);
            self.draw_gutter(&mut canvas, row, (y, is_here, has_focus));
            self.highlight(&mut canvas, row.card, y, &widths);
            if is_here {
                painted.cursor = Some(Position::new(line.x + u16::from(line.width > 1), y));
            }
        }
        if list.is_empty() {
            self.say_empty(buf);
        }
    }

    fn draw_gutter(
        &self,
        canvas: &mut Canvas<'_>,
        row: &CardRow<'_>,
        (y, is_here, has_focus): (u16, bool, bool),
    ) {
        let (x, y) = (i32::from(self.parts.body.x), i32::from(y));
        let style = |role| if has_focus { self.scene.focus_style() } else { self.scene.style(role) };
        if self.scene.view.marks.contains(&row.card.id) {
            canvas.set(x, y, self.scene.symbols.mark, style(Role::Mark));
        }
        if is_here {
            canvas.set(x + 1, y, self.scene.symbols.pointer, style(Role::Strong));
        }
    }

    /// Lets what is searched for stand out.
    fn highlight(&self, canvas: &mut Canvas<'_>, card: &Card, y: u16, widths: &[u16]) {
        let Some(needle) = self.scene.view.search.as_deref() else { return };
        let room = widths.get(TEXT).copied().unwrap_or(0);
        let before = widths.iter().take(TEXT).filter(|w| **w > 0).map(|w| w + GAP).sum::<u16>();
        let x = i32::from(self.parts.body.x) + i32::from(GUTTER + before);
        let line = card.text.one_line();
        let shown = text::cut(&line, room.into(), self.scene.symbols.ellipsis);
        for (at, columns) in rich::hits(&shown, needle) {
            canvas.tint(x + at as i32, y.into(), columns, self.scene.theme.style(Role::Match));
        }
    }

    fn say_empty(&self, buf: &mut Buffer) {
        let words = if self.scene.view.filter.is_empty() {
            "No card yet."
        } else {
            "No card is so: the filter hides all."
        };
        let line = inside(self.parts.body);
        let (x, y) = (i32::from(line.x), i32::from(line.y));
        let look = (self.scene.style(Role::Missing), self.scene.symbols.ellipsis);
        let room = usize::from(line.width);
        Canvas::new(buf, self.parts.body).put_cut(x, y, words, room, look);
    }

    /// Whether the row above says the same stage, and the same lane, where they are in order: once is enough.
    fn said_above(&self, row: &CardRow<'_>, above: Option<&CardRow<'_>>) -> (bool, bool) {
        let same = |of: fn(&CardRow<'_>) -> Option<usize>| above.is_some_and(|above| of(above) == of(row));
        let (stage, lane) = (same(|row| row.stage), same(|row| Some(row.lane)));
        match self.scene.view.sort {
            CardSort::Place => (stage, stage && lane),
            CardSort::Lane => (stage && lane, lane),
            _ => (false, false),
        }
    }

    fn cells(&self, row: &CardRow<'_>, (stage_said, lane_said): (bool, bool)) -> Vec<Cell<'static>> {
        let scene = self.scene;
        let stage = row.stage.and_then(|at| Some((at + 1, scene.map.stages.get(at)?)));
        let stage = stage.map_or_else(|| "whole map".to_owned(), |(n, stage)| format!("{n} {}", stage.name));
        let lane = scene.map.lanes.get(row.lane).map_or_else(String::new, |lane| lane.name.to_string());
        let owner = row.card.owner.as_ref().map(|id| scene.workspace.name_of(id).to_owned());
        let contacts = row.contacts().map(grouped).unwrap_or_default();
        let cost = row.cost.map(|cost| Money::of(scene.workspace).column(cost)).unwrap_or_default();
        vec![
            Cell::new(if stage_said { String::new() } else { stage }, Role::Dim),
            Cell::new(if lane_said { String::new() } else { lane }, Role::LaneName),
            Cell::new(row.card.text.one_line().into_owned(), text_role(row.card)),
            Cell::new(owner.unwrap_or_default(), Role::Owner),
            Cell(level(scene, row.card)),
            Cell::new(contacts, Role::Number),
            Cell::new(cost, Role::Money),
        ]
    }
}

/// A line without its gutter and its last column.
fn inside(line: Rect) -> Rect {
    let line = ink::indent(line, GUTTER);
    Rect { width: line.width.saturating_sub(1), ..line }
}

fn text_role(card: &Card) -> Role {
    let is_over = match &card.body {
        Body::Pain(pain) => pain.status != PainStatus::Open,
        Body::Opportunity(opportunity) => opportunity.status == OpportunityStatus::Dropped,
        _ => false,
    };
    if is_over { Role::Dim } else { Role::Text }
}

type Pieces = Vec<(Cow<'static, str>, Role)>;

/// Severity, emotion, horizon or the latest reading, as the board shows it.
fn level(scene: &Scene<'_>, card: &Card) -> Pieces {
    match &card.body {
        Body::Step(step) => of_step(scene, step),
        Body::Note => Vec::new(),
        Body::Pain(pain) => of_pain(scene, pain),
        Body::Opportunity(opportunity) => of_opportunity(scene, opportunity),
        Body::Metric(metric) => of_metric(metric),
    }
}

fn of_step(scene: &Scene<'_>, step: &Step) -> Pieces {
    let mut out: Pieces = Vec::new();
    if let Some(emotion) = step.emotion {
        let score = emotion.score();
        out.push((signed(score, scene.symbols.minus).into(), super::curve::role_of(score.into())));
    }
    if step.moment_of_truth {
        let gap = if out.is_empty() { "" } else { " " };
        out.push((format!("{gap}{}", scene.symbols.moment).into(), Role::Moment));
    }
    out
}

fn of_pain(scene: &Scene<'_>, pain: &Pain) -> Pieces {
    if pain.status != PainStatus::Open {
        return vec![(pain.status.word().into(), Role::Dim)];
    }
    let (full, empty) = (scene.symbols.bar_full, scene.symbols.bar_empty);
    let (bars, role) = match pain.severity {
        Severity::Low => ([full, empty, empty], Role::SeverityLow),
        Severity::Medium => ([full, full, empty], Role::SeverityMedium),
        Severity::High => ([full, full, full], Role::SeverityHigh),
        Severity::Critical => ([full, full, full], Role::SeverityCritical),
    };
    vec![(format!("{} {}", bars.concat(), pain.severity.word()).into(), role)]
}

fn of_opportunity(scene: &Scene<'_>, opportunity: &Opportunity) -> Pieces {
    use crate::map::card::Horizon;
    let word = match (opportunity.status, opportunity.horizon) {
        (OpportunityStatus::Dropped, _) => return vec![("dropped".into(), Role::Dim)],
        (OpportunityStatus::Shipped | OpportunityStatus::Measured, _) => opportunity.status.word(),
        (_, Some(horizon)) => horizon.word(),
        (_, None) => "idea",
    };
    let is_near = opportunity.horizon == Some(Horizon::Crawl);
    let sign = if is_near { scene.symbols.horizon_near } else { scene.symbols.horizon_far };
    vec![(format!("{sign} {word}").into(), Role::Horizon)]
}

fn of_metric(metric: &Metric) -> Pieces {
    let unit = metric.unit.as_ref().map_or("", |unit| unit.as_str());
    let words = metric.latest().map(|reading| with_unit(reading.value, unit));
    words.map(|words| (words.into(), Role::Number)).into_iter().collect()
}
