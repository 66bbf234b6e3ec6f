//! The map as lines, one stage after the other: for small screens, by choice, and for plain text.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::detail;
use super::hits::Painted;
use super::rich::{self, Rich};
use super::scene::{Scene, Spot};
use crate::insight::money::grouped;
use crate::insight::{Money, contact_cost};
use crate::map::card::{Metric, Pain, PainStatus, Step};
use crate::map::{Body, Card, Lane, Stage};
use crate::tui::board::figures::with_unit;
use crate::tui::board::grid::signed;
use crate::tui::conflicts::badge;
use crate::tui::focus::Focus;
use crate::tui::text::{cut, pad_right};
use crate::tui::theme::Role;

/// What is shown as focused: a metric of the whole map stands for its lane.
fn seen_focus(scene: &Scene<'_>) -> Focus {
    match (scene.spot(), scene.focus) {
        (Spot::Lane(index), Focus::Card(_)) => {
            scene.map.lanes.get(index).map_or(Focus::Map, |lane| Focus::Lane(lane.id.clone()))
        }
        (Spot::Map, _) => Focus::Map,
        (_, focus) => focus.clone(),
    }
}

/// One thing of a stage: a card, or a lane without cards.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What it is, for focus and mouse.
    pub(super) focus: Focus,
    /// The lane, on the first entry of each.
    pub(super) lane: Option<(Focus, String)>,
    /// What it says.
    pub(super) text: Rich,
    /// Whether the filter keeps it.
    pub(super) is_kept: bool,
}

/// The line of a stage: its name, its state, its owner.
pub(super) fn heading(scene: &Scene<'_>, index: usize, stage: &Stage, role: Role) -> Rich {
    let mut out = Rich::of(format!("{} {}", index + 1, stage.name), role);
    if let Some(state) = scene.state(index) {
        let (sign, role) = scene.badge(state.kind);
        out.say("   ", Role::Text).say(format!("{sign} {}", state.short), role);
    }
    match scene.owner(stage) {
        Some(name) => out.say("   owner ", Role::Dim).say(name, Role::Owner),
        None => out.say("   no owner", Role::Missing),
    };
    out
}

/// What a stage holds, lane by lane; lanes without cards only where `with_empty`.
pub(super) fn entries(scene: &Scene<'_>, index: usize, stage: &Stage, with_empty: bool) -> Vec<Entry> {
    let mut out = Vec::new();
    let sieve = scene.sieve().of_stage(index, stage);
    for (_, lane) in scene.lanes() {
        let cards = stage.cell(&lane.id);
        let of_lane = out.len();
        if lane.role == crate::map::Role::Emotion {
            out.extend(emotion(scene, stage, lane, with_empty));
        } else if cards.is_empty() && with_empty {
            out.push(nothing(scene, stage, lane));
        }
        let kept = |card: &&Card| sieve.keeps(&lane.id, card);
        let shown = cards.iter().filter(|card| kept(card) || *scene.focus == Focus::Card(card.id.clone()));
        let before = out.len();
        out.extend(shown.map(|card| Entry {
            focus: Focus::Card(card.id.clone()),
            lane: None,
            text: of_card(scene, card),
            is_kept: kept(&card),
        }));
        let hidden = cards.len() - (out.len() - before);
        if hidden > 0 && with_empty {
            out.push(left_out(stage, lane, hidden));
        }
        if let Some(first) = out.get_mut(of_lane) {
            first.lane = Some((Focus::Lane(lane.id.clone()), lane.name.to_string()));
        }
    }
    out
}

/// How many cards of a cell the filter hides.
fn left_out(stage: &Stage, lane: &Lane, hidden: usize) -> Entry {
    let focus = Focus::Cell(stage.id.clone(), lane.id.clone());
    Entry { focus, lane: None, text: Rich::of(format!("{hidden} hidden"), Role::Faint), is_kept: true }
}

fn nothing(scene: &Scene<'_>, stage: &Stage, lane: &Lane) -> Entry {
    let focus = Focus::Cell(stage.id.clone(), lane.id.clone());
    let words = if focus == *scene.focus {
        let kind = lane.role.card_kind().map_or("", crate::map::CardKind::word);
        format!("{} add {kind}", scene.keys.add)
    } else {
        scene.symbols.none.to_owned()
    };
    Entry { focus, lane: None, text: Rich::of(words, Role::Faint), is_kept: true }
}

fn emotion(scene: &Scene<'_>, stage: &Stage, lane: &Lane, with_empty: bool) -> Option<Entry> {
    let scores = super::curve::scores(scene.map, stage);
    if scores.is_empty() && !with_empty {
        return None;
    }
    let words: Vec<String> = scores.iter().map(|s| signed(*s, scene.symbols.minus)).collect();
    let words = if words.is_empty() { scene.symbols.none.to_owned() } else { words.join("  ") };
    let focus = Focus::Cell(stage.id.clone(), lane.id.clone());
    Some(Entry { focus, lane: None, text: Rich::of(words, Role::Text), is_kept: true })
}

/// A card in a line.
pub(super) fn of_card(scene: &Scene<'_>, card: &Card) -> Rich {
    let text = card.text.one_line();
    let mut out = Rich::default();
    match &card.body {
        Body::Step(step) => {
            out.say(text, Role::Text);
            let words = step_words(scene, step).join(", ");
            if !words.is_empty() {
                out.say(format!(" ({words})"), Role::Dim);
            }
        }
        Body::Note => {
            out.say(text, Role::Text);
        }
        Body::Pain(pain) => {
            out.say(pad_right(pain.severity.word(), 10), severity_role(pain)).say(text, Role::Text);
            aside(scene, &mut out, &pain_words(scene, card, pain));
        }
        Body::Opportunity(opportunity) => {
            let word = opportunity.horizon.map_or("idea", |h| h.word());
            out.say(pad_right(word, 10), Role::Horizon).say(text, Role::Text);
            aside(scene, &mut out, detail::terms(opportunity).get(1..).unwrap_or_default());
        }
        Body::Metric(metric) => {
            out.say(text, Role::Text);
            aside(scene, &mut out, &metric_words(metric));
        }
    }
    out
}

fn severity_role(pain: &Pain) -> Role {
    use crate::map::card::Severity;
    match pain.severity {
        _ if pain.status != PainStatus::Open => Role::Dim,
        Severity::Low => Role::SeverityLow,
        Severity::Medium => Role::SeverityMedium,
        Severity::High => Role::SeverityHigh,
        Severity::Critical => Role::SeverityCritical,
    }
}

fn aside(scene: &Scene<'_>, out: &mut Rich, words: &[String]) {
    if !words.is_empty() {
        out.say(format!(" {} {}", scene.symbols.none, words.join(", ")), Role::Dim);
    }
}

fn step_words(scene: &Scene<'_>, step: &Step) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(step.emotion.map(|e| signed(e.score(), scene.symbols.minus)));
    words.extend(step.channel.as_ref().map(ToString::to_string));
    words.extend(step.moment_of_truth.then(|| "moment of truth".to_owned()));
    words
}

fn pain_words(scene: &Scene<'_>, card: &Card, pain: &Pain) -> Vec<String> {
    let mut words = Vec::new();
    if pain.status != PainStatus::Open {
        words.push(pain.status.word().to_owned());
    }
    if let Some(per_month) = pain.contacts.as_ref().and_then(|c| c.per_month) {
        words.push(format!("{} contacts a month", grouped(per_month)));
    }
    let cost = contact_cost(pain, scene.workspace).amount();
    words.extend(cost.map(|cost| format!("{} a month", Money::of(scene.workspace).short(cost))));
    if pain.status == PainStatus::Open && scene.map.treatments(&card.id).next().is_none() {
        words.push("nothing treats it".to_owned());
    }
    words
}

fn metric_words(metric: &Metric) -> Vec<String> {
    let unit = metric.unit.as_ref().map_or("", |u| u.as_str());
    let mut words = Vec::new();
    words.extend(metric.latest().map(|r| format!("{} on {}", with_unit(r.value, unit), r.on)));
    words.extend(metric.target.map(|t| format!("target {}", with_unit(t, unit))));
    words
}

/// Draws the stage with focus.
pub(super) fn draw(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect, painted: &mut Painted) {
    let spot = scene.spot();
    let last = scene.map.stages.len().saturating_sub(1);
    let index = spot.stage().unwrap_or(scene.view.scroll.0).min(last);
    let mut rest = area;
    let title_rows = u16::from(area.height >= 3);
    if title_rows > 0 {
        draw_title(canvas, scene, (Rect { height: 1, ..area }, index), spot, painted);
        rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
    }
    let Some(stage) = scene.map.stages.get(index) else {
        let words = format!("No stage yet. {} adds the first one.", scene.keys.add);
        canvas.put_cut(
            i32::from(rest.x),
            i32::from(rest.y),
            &words,
            usize::from(rest.width),
            (scene.style(Role::Missing), scene.symbols.ellipsis),
        );
        return;
    };
    let pane = if area.height >= 20 { 3 } else { 0 };
    let body = Rect { height: rest.height - pane, ..rest };
    let y = draw_body(canvas, scene, (body, index), stage, painted);
    painted.scroll = (index, y);
    if pane > 0 {
        let rule = Rect { y: body.bottom(), height: 1, ..rest };
        canvas.row(
            i32::from(rule.x),
            i32::from(rule.y),
            usize::from(rule.width),
            scene.symbols.frame.horizontal,
            scene.style(Role::Frame),
        );
        detail::draw(canvas, scene, Rect { y: rule.y + 1, height: pane - 1, ..rest }, spot);
    }
}

fn draw_title(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    (area, index): (Rect, usize),
    spot: Spot,
    painted: &mut Painted,
) {
    painted.hits.add(area, Focus::Map);
    let all = scene.map.stages.len();
    let at =
        if all > 0 { format!(" {} stage {} of {all}", scene.symbols.none, index + 1) } else { String::new() };
    let has_focus = spot == Spot::Map;
    let style = scene.style(if has_focus { Role::Focus } else { Role::Title });
    let (x, y) = (i32::from(area.x), i32::from(area.y));
    let room = usize::from(area.width).saturating_sub(draw_conflicts(canvas, scene, area));
    let area = Rect { width: u16::try_from(room).unwrap_or(area.width), ..area };
    let room = room.saturating_sub(draw_filter(canvas, scene, area));
    let at_room = crate::tui::text::width(&at).min(room / 2);
    let taken =
        canvas.put_cut(x, y, scene.map.title.as_str(), room - at_room, (style, scene.symbols.ellipsis));
    canvas.put_cut(x + taken as i32, y, &at, at_room, (scene.style(Role::Dim), scene.symbols.ellipsis));
    if has_focus {
        painted.cursor = Some(Position::new(area.x, area.y));
    }
}

/// How many conflicts are open, at the right; says how many columns that took.
fn draw_conflicts(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect) -> usize {
    let Some((words, role)) = badge(scene.map.conflicts.len(), scene.symbols, false) else { return 0 };
    let end = i32::from(area.right());
    canvas.put_before(end, i32::from(area.y), &words, usize::from(area.width), scene.style(role)) + 1
}

/// What the filter keeps, at the right; says how many columns that took.
fn draw_filter(canvas: &mut Canvas<'_>, scene: &Scene<'_>, area: Rect) -> usize {
    let Some((words, count)) = super::title::filter_words(scene) else { return 0 };
    let room = usize::from(area.width) / 2;
    let whole = format!("{words}  {count}");
    let words = if crate::tui::text::width(&whole) <= room { whole } else { words };
    let words = cut(&words, room, scene.symbols.ellipsis);
    let end = i32::from(area.right());
    canvas.put_before(end, i32::from(area.y), &words, room, scene.style(Role::Match)) + 1
}

/// A line of the outline before it is placed.
struct Placed {
    line: rich::Line,
    indent: usize,
    /// The index of its entry; `None` for the heading.
    entry: Option<usize>,
    is_first: bool,
}

/// Draws heading and entries, and says which line is the first shown.
fn draw_body(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    (area, index): (Rect, usize),
    stage: &Stage,
    painted: &mut Painted,
) -> usize {
    let entries = entries(scene, index, stage, true);
    let (indent, names) = if area.width < 30 { (2, 0) } else { (12, 12) };
    let lines = place(scene, (index, stage), &entries, (usize::from(area.width), indent));
    let focus = seen_focus(scene);
    let has_focus = |line: &Placed| match line.entry {
        None => focus == Focus::Stage(stage.id.clone()),
        Some(at) => entries.get(at).is_some_and(|e| e.focus == focus || is_lane(e, &focus)),
    };
    let first = lines.iter().position(&has_focus);
    let last = lines.iter().rposition(&has_focus);
    let scroll = scroll(scene.view.scroll.1, first.zip(last), usize::from(area.height), lines.len());
    for (line, y) in lines.iter().skip(scroll).zip(area.top()..area.bottom()) {
        let row = Rect { y, height: 1, ..area };
        draw_line(canvas, scene, (row, line, names), (&entries, stage), painted);
        if has_focus(line) && painted.cursor.is_none() {
            painted.cursor = Some(Position::new(area.x, y));
        }
    }
    scroll
}

fn is_lane(entry: &Entry, focus: &Focus) -> bool {
    entry.lane.as_ref().is_some_and(|(lane, _)| lane == focus)
}

fn place(
    scene: &Scene<'_>,
    (index, stage): (usize, &Stage),
    entries: &[Entry],
    (room, indent): (usize, usize),
) -> Vec<Placed> {
    let heading = heading(scene, index, stage, Role::StageName).wrap(room, 3);
    let mut lines: Vec<Placed> =
        heading.into_iter().map(|line| Placed { line, indent: 0, entry: None, is_first: true }).collect();
    for (at, entry) in entries.iter().enumerate() {
        let wrapped = entry.text.wrap(room.saturating_sub(indent).max(1), 6);
        lines.extend(wrapped.into_iter().enumerate().map(|(n, line)| Placed {
            line,
            indent,
            entry: Some(at),
            is_first: n == 0,
        }));
    }
    lines
}

fn scroll(before: usize, focus: Option<(usize, usize)>, room: usize, all: usize) -> usize {
    let end = all.saturating_sub(room);
    let Some((top, bottom)) = focus else { return before.min(end) };
    let lowest = (bottom + 2).saturating_sub(room).min(top);
    before.clamp(lowest, top.saturating_sub(usize::from(room > 2)).max(lowest)).min(end)
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    (row, line, names): (Rect, &Placed, usize),
    (entries, stage): (&[Entry], &Stage),
    painted: &mut Painted,
) {
    let (x, y, room) = (i32::from(row.x), i32::from(row.y), usize::from(row.width));
    let Some(entry) = line.entry.and_then(|at| entries.get(at)) else {
        painted.hits.add(row, Focus::Stage(stage.id.clone()));
        rich::put(canvas, scene, (x, y), &line.line, room);
        if seen_focus(scene) == Focus::Stage(stage.id.clone()) {
            canvas.tint(x, y, room, scene.focus_style());
        }
        return;
    };
    painted.hits.add(row, entry.focus.clone());
    rich::put(canvas, scene, (x + line.indent as i32, y), &line.line, room.saturating_sub(line.indent));
    if !entry.is_kept {
        canvas.tint(x + line.indent as i32, y, room.saturating_sub(line.indent), scene.style(Role::Faint));
    }
    if line.is_first && names > 0 {
        draw_lane(canvas, scene, (x, y, names), entry);
    }
    if entry.focus == *scene.focus {
        let from = line.indent.saturating_sub(1);
        canvas.tint(x + from as i32, y, room.saturating_sub(from), scene.focus_style());
    }
    if let Focus::Card(id) = &entry.focus
        && line.is_first
        && scene.view.marks.contains(id)
    {
        canvas.set(x + line.indent as i32 - 1, y, scene.symbols.mark, scene.style(Role::Mark));
    }
}

fn draw_lane(canvas: &mut Canvas<'_>, scene: &Scene<'_>, (x, y, names): (i32, i32, usize), entry: &Entry) {
    let Some((lane, name)) = &entry.lane else { return };
    let role = if *lane == seen_focus(scene) { Role::Focus } else { Role::LaneName };
    let name = cut(name, names - 3, scene.symbols.ellipsis);
    canvas.put(x + 2, y, &name, names - 2, scene.style(role));
}
