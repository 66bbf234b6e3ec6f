//! What a phase is about, for the back row: a few words a row, none of the keys.

use super::{Scene, closing, place, results, score};
use crate::map::card::CardKind;
use crate::map::id::CardId;
use crate::map::say::many;
use crate::tui::app::Screen;
use crate::tui::room::{Panel, Row, group_of, rows};
use crate::tui::widgets::table::Cell;

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::screens::room) enum Large {
    /// What the lines under it have in common.
    Heading(String),
    /// Words that stand alone.
    Said(String),
    /// A row: what it is, and what is to be known of it.
    Row {
        /// Its words.
        text: String,
        /// What is known of it.
        beside: String,
        /// Whether it is the chosen one.
        is_chosen: bool,
    },
}

/// The list of the phase, or the stage in focus where the board is shown.
pub(in crate::tui::screens::room) fn lines(scene: Scene<'_>) -> Vec<Large> {
    if scene.app.screen != Screen::Room {
        return stage(scene);
    }
    let all = rows(scene.room, &scene.doc.map, scene.app.today);
    let at = scene.room.at.min(all.len().saturating_sub(1));
    let mut lines: Vec<Large> = before(scene).into_iter().map(Large::Said).collect();
    let mut last = String::new();
    for (number, row) in all.iter().enumerate() {
        let heading = heading(scene, row);
        if heading != last && !heading.is_empty() {
            lines.push(Large::Heading(heading.clone()));
        }
        last = heading;
        let (text, beside) = words(scene, row, &all);
        lines.push(Large::Row { text, beside, is_chosen: number == at });
    }
    lines
}

/// The cards of the stage in focus, lane by lane; while they are private only how many there are.
fn stage(scene: Scene<'_>) -> Vec<Large> {
    let (session, map) = (&scene.room.session, &scene.doc.map);
    let is_hidden = session.is_private() || !session.pile.is_empty();
    let mut lines = Vec::new();
    if is_hidden {
        let count = many(session.pile.len(), "card");
        lines.push(Large::Said(format!("{count} written so far, seen by nobody until they are revealed")));
    }
    let Some(stage) = scene.doc.stage().or_else(|| map.stages.first()).filter(|_| !is_hidden) else {
        return lines;
    };
    lines.push(Large::Said(stage.name.to_string()));
    let focused = scene.doc.card().map(|card| &card.id);
    for lane in session.now().map(|phase| phase.lanes_of(map)).unwrap_or_default() {
        let cards = stage.cell(&lane);
        if cards.is_empty() {
            continue;
        }
        lines.push(Large::Heading(map.lane(&lane).map_or_else(String::new, |lane| lane.name.to_string())));
        lines.extend(cards.iter().map(|card| Large::Row {
            text: card.text.one_line().into_owned(),
            beside: scene.author(&card.id),
            is_chosen: Some(&card.id) == focused,
        }));
    }
    lines
}

/// What is to be known before the rows.
fn before(scene: Scene<'_>) -> Option<String> {
    let session = &scene.room.session;
    match scene.room.panel {
        Panel::Vote => {
            let ballot = session.vote_in_sight()?;
            if ballot.is_closed {
                return Some("The vote has ended".to_owned());
            }
            let (voted, all) = (ballot.voters().count(), session.roster.voices().count());
            let dots = many(usize::from(ballot.dots), "dot");
            Some(format!(
                "{voted} of {} have voted: {dots} each, at most {} on a card",
                all.max(voted),
                ballot.cap
            ))
        }
        Panel::Close if session.end.is_some() => Some("The workshop has ended".to_owned()),
        _ => None,
    }
}

/// What a row has in common with those around it.
fn heading(scene: Scene<'_>, row: &Row) -> String {
    let map = &scene.doc.map;
    match (scene.room.panel, row) {
        (Panel::Groups, Row::Card(id)) => {
            let group = group_of(scene.room, id).and_then(|at| scene.room.session.clusters.get(at));
            group.map_or_else(
                || "In no group yet".to_owned(),
                |group| format!("{}  {}", group.name, many(group.cards.len(), "card")),
            )
        }
        (Panel::Score, Row::Card(id)) => {
            let stage = map.place(id).and_then(|place| place.stage);
            stage.and_then(|stage| map.stage(&stage)).map_or_else(String::new, |stage| stage.name.to_string())
        }
        (Panel::Results, Row::Decision(_)) => "Decisions".to_owned(),
        (Panel::Results, Row::Action(_)) => "Actions".to_owned(),
        (Panel::Results | Panel::FollowUp, Row::Parked(_)) => "Parking lot".to_owned(),
        _ => String::new(),
    }
}

/// What a row says.
fn words(scene: Scene<'_>, row: &Row, all: &[Row]) -> (String, String) {
    match (scene.room.panel, row) {
        (Panel::Groups, Row::Card(id)) => (scene.text(id), scene.author(id)),
        (Panel::Vote, Row::Card(id)) => (scene.called(id, &cards(all)), dots(scene, id)),
        (Panel::Place, Row::Card(id)) => {
            let cells = place::row(scene, (0, &cards(all)), id, false);
            (plain(cells.get(1)), format!("impact {}   effort {}", plain(cells.get(2)), plain(cells.get(3))))
        }
        (Panel::Score, Row::Card(id)) => {
            let cells = score::row(scene, id);
            (plain(cells.first()), format!("{:>2}", plain(cells.get(2))))
        }
        (Panel::Close, row) => {
            let cells = closing::cells(scene, row, all.len().saturating_sub(1));
            (plain(cells.first()), plain(cells.get(1)))
        }
        (_, Row::Earlier(at)) => {
            let one = scene.room.earlier.get(*at);
            joined(&one.map_or_else(Vec::new, |one| results::action_cells(scene, &one.action, &one.outcome)))
        }
        (_, Row::Decision(id)) => {
            let found = scene.room.session.decisions.iter().find(|(_, decision)| decision.id == *id);
            (
                found.map_or_else(String::new, |(_, decision)| decision.text.one_line().into_owned()),
                String::new(),
            )
        }
        (_, row) => joined(&results::cells(scene, row)),
    }
}

/// The cards of the rows.
fn cards(rows: &[Row]) -> Vec<CardId> {
    rows.iter().filter_map(|row| if let Row::Card(id) = row { Some(id.clone()) } else { None }).collect()
}

/// The dots of a card once the vote has ended, with a bar; before what kind of card it is.
fn dots(scene: Scene<'_>, id: &CardId) -> String {
    let Some(ballot) = scene.room.session.vote_in_sight().filter(|ballot| ballot.is_closed) else {
        let kind = scene.doc.map.card(id).map(crate::map::card::Card::kind);
        return kind.filter(|kind| *kind != CardKind::Note).map_or_else(String::new, |kind| kind.to_string());
    };
    let totals = ballot.totals();
    let most = totals.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let count = totals.iter().find(|(on, _)| *on == id).map_or(0, |(_, count)| *count);
    let full = if count > 0 { (count * BAR / most).clamp(1, BAR) } else { 0 } as usize;
    let bar = scene.look.symbols.bar_full.repeat(full);
    let tied = if ballot.tied().contains(id) { "tied" } else { "" };
    format!("{tied:>4} {count:>3}  {bar}{}", " ".repeat(BAR as usize - full))
}

/// The longest bar of dots.
const BAR: u32 = 12;

/// The first cell, and what the others say.
fn joined(cells: &[Cell<'_>]) -> (String, String) {
    let rest: Vec<String> =
        cells.iter().skip(1).map(|cell| plain(Some(cell))).filter(|words| !words.is_empty()).collect();
    (plain(cells.first()), rest.join("   "))
}

fn plain(cell: Option<&Cell<'_>>) -> String {
    cell.map_or_else(String::new, |cell| cell.0.iter().map(|(words, _)| words.as_ref()).collect())
}
