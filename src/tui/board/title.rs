//! The title line: where one is, how the map stands; what matters least goes first when it is narrow.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::figures::count;
use super::hits::Painted;
use super::scene::{Scene, Spot};
use crate::insight::Money;
use crate::map::State;
use crate::rules::StateKind;
use crate::tui::conflicts::badge;
use crate::tui::focus::Focus;
use crate::tui::text::{cut, width};
use crate::tui::theme::Role;
use crate::tui::view::Filter;

/// A part of the line: how soon it goes when there is no room (0 never), its text and looks.
struct Part {
    goes: u8,
    pieces: Vec<(String, Role)>,
    is_right: bool,
}

impl Part {
    fn width(&self) -> usize {
        self.pieces.iter().map(|(text, _)| width(text)).sum()
    }
}

/// The states in the order in which the title counts them: the calm ones first.
pub(super) const CALM_FIRST: [StateKind; 10] = [
    StateKind::Fresh,
    StateKind::New,
    StateKind::Due,
    StateKind::Unreviewed,
    StateKind::Changed,
    StateKind::Stale,
    StateKind::Overdue,
    StateKind::Snoozed,
    StateKind::Ungoverned,
    StateKind::Exempt,
];

/// Draws the line.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    scene: &Scene<'_>,
    area: Rect,
    spot: Spot,
    painted: &mut Painted,
) {
    if area.is_empty() {
        return;
    }
    painted.hits.add(area, Focus::Map);
    let room = usize::from(area.width).saturating_sub(2);
    let parts = fitting(parts(scene, room), room);
    let y = i32::from(area.y);
    let mut x = i32::from(area.x) + 1;
    let right: usize = parts.iter().filter(|p| p.is_right).map(|p| p.width() + GAP).sum();
    let mut left_room = room.saturating_sub(right);
    for part in parts.iter().filter(|part| !part.is_right) {
        for (text, role) in &part.pieces {
            let has_focus = spot == Spot::Map && *role == Role::Title;
            let role = if has_focus { Role::Focus } else { *role };
            if has_focus {
                painted.cursor = Some(Position::new(x as u16, area.y));
            }
            let taken = canvas.put_cut(x, y, text, left_room, (scene.style(role), scene.symbols.ellipsis));
            left_room = left_room.saturating_sub(taken);
            x += taken as i32;
        }
        left_room = left_room.saturating_sub(GAP);
        x += GAP as i32;
    }
    draw_right(canvas, scene, (i32::from(area.right()) - 1, y), &parts);
}

/// From this many columns on the levels of findings are said in words.
const WORDS_FROM: usize = 150;
/// And so are conflicts from this many.
const BADGE_WORDS_FROM: usize = 70;
/// Blank columns between two parts.
const GAP: usize = 3;

fn draw_right(canvas: &mut Canvas<'_>, scene: &Scene<'_>, (end, y): (i32, i32), parts: &[Part]) {
    let right: Vec<&Part> = parts.iter().filter(|part| part.is_right).collect();
    let columns = right.iter().map(|p| p.width() + GAP).sum::<usize>().saturating_sub(GAP);
    let mut x = end - columns as i32;
    for part in right {
        for (text, role) in &part.pieces {
            x += canvas.put(x, y, text, usize::MAX, scene.style(*role)) as i32;
        }
        x += GAP as i32;
    }
}

/// Those that fit into `room`, the least needed left out one by one.
fn fitting(mut parts: Vec<Part>, room: usize) -> Vec<Part> {
    loop {
        let needed = parts.iter().map(|p| p.width() + GAP).sum::<usize>().saturating_sub(GAP);
        let most = parts.iter().map(|p| p.goes).max().unwrap_or(0);
        if needed <= room || most == 0 {
            return parts;
        }
        parts.retain(|p| p.goes != most);
    }
}

fn parts(scene: &Scene<'_>, room: usize) -> Vec<Part> {
    let map = scene.map;
    let left = |goes, pieces| Part { goes, pieces, is_right: false };
    let right = |goes, pieces| Part { goes, pieces, is_right: true };
    let title = if map.title.is_empty() { "(without a title)" } else { map.title.as_str() };
    let mut parts = vec![left(0, vec![(title.to_owned(), Role::Title)])];
    if let Some(first) = parts.first_mut() {
        first.pieces.insert(0, (format!("maps {} ", scene.symbols.path), Role::Dim));
    }
    let state = if map.state == State::Current { "current state" } else { "future state" };
    parts.push(left(7, vec![(state.to_owned(), Role::Dim)]));
    if let Some(version) = scene.version {
        parts.push(left(8, vec![(format!("v{version}"), Role::Dim)]));
    }
    if let Some(owner) = &map.owner {
        parts.push(left(6, vec![(scene.workspace.name_of(owner).to_owned(), Role::Owner)]));
    }
    if let Some((words, count)) = filter_words(scene) {
        let words = cut(&words, room / 2, scene.symbols.ellipsis).into_owned();
        parts.push(right(0, vec![(words, Role::Match)]));
        parts.push(right(1, vec![(count, Role::Dim)]));
    }
    if let Some(search) = &scene.view.search {
        parts.push(right(2, vec![(format!("/{search}"), Role::Match)]));
    }
    let badge = badge(map.conflicts.len(), scene.symbols, room >= BADGE_WORDS_FROM);
    parts.push(right(0, badge.into_iter().collect()));
    parts.push(right(1, scene.findings.pieces(scene.symbols, room >= WORDS_FROM)));
    parts.push(right(2, scene.talk(scene.talks.open()).map(|text| (text, Role::Info)).into_iter().collect()));
    parts.push(right(4, counts(scene)));
    parts.push(right(5, totals(scene)));
    parts.push(right(3, vec![(scene.saved.to_owned(), Role::Dim)]));
    parts.retain(|part| part.width() > 0);
    parts
}

/// `●4  ◔1  ▲1  ✗1`: each with its sign, number and colour.
fn counts(scene: &Scene<'_>) -> Vec<(String, Role)> {
    let mut pieces: Vec<(String, Role)> = Vec::new();
    for kind in CALM_FIRST {
        let number = scene.states.iter().filter(|state| state.kind == kind).count();
        if number > 0 {
            let (sign, role) = scene.badge(kind);
            let gap = if pieces.is_empty() { "" } else { "  " };
            pieces.push((gap.to_owned(), Role::Text));
            pieces.push((format!("{sign}{number}"), role));
        }
    }
    pieces
}

fn totals(scene: &Scene<'_>) -> Vec<(String, Role)> {
    let stake = scene.stake;
    if stake.open == 0 {
        return Vec::new();
    }
    let mut pieces = vec![(count(stake.open, "pain", "pains"), Role::Text)];
    if let Some(cost) = stake.known() {
        pieces.push((format!("  {}/month", Money::of(scene.workspace).short(cost)), Role::Text));
    }
    pieces
}

/// What the filter keeps in words, and how many of how many cards that is; `None` when it keeps all.
pub(super) fn filter_words(scene: &Scene<'_>) -> Option<(String, String)> {
    let filter = &scene.view.filter;
    if filter.is_empty() {
        return None;
    }
    let (kept, all) = scene.sieve().count();
    Some((format!("only {}", conditions(scene, filter).join(", ")), format!("{kept} of {all} cards")))
}

fn conditions(scene: &Scene<'_>, filter: &Filter) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(filter.states.iter().map(|kind| kind.word().to_owned()));
    words.extend(filter.owner.as_ref().map(|id| scene.workspace.name_of(id).to_owned()));
    words.extend(filter.lane.as_ref().and_then(|id| scene.map.lane(id)).map(|lane| lane.name.to_string()));
    words.extend(filter.severity.map(|least| format!("{} or worse", least.word())));
    words.extend(filter.tag.as_ref().map(|tag| format!("#{tag}")));
    words
}
