//! Votes: what is voted on, the dots of whoever speaks, how many have voted; after the end the totals.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Drawn;
use super::Scene;
use super::list::{Line, List, Words, cell, plain};
use crate::map::id::{CardId, PersonId};
use crate::map::say::many;
use crate::tui::room::{Row, rows};
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Cell, Column};
use crate::workshop::{Ballot, Deed, Verb};

/// The longest bar of dots in a list of this width: a bar is never cut, or it would lie.
fn bar_of(width: u16) -> u16 {
    match width {
        0..50 => 0,
        50..100 => 8,
        _ => 16,
    }
}

/// Draws it.
pub(super) fn draw(scene: Scene<'_>, buf: &mut Buffer, area: Rect) -> Drawn {
    let rows = rows(scene.room, &scene.doc.map, scene.app.today);
    let on: Vec<CardId> =
        rows.into_iter().filter_map(|row| if let Row::Card(id) = row { Some(id) } else { None }).collect();
    let list = match scene.room.session.vote_in_sight() {
        Some(ballot) if ballot.is_closed => ended(scene, ballot, &on, bar_of(area.width)),
        Some(ballot) => running(scene, ballot, &on),
        None => offered(scene, &on),
    };
    let at = scene.room.at.min(on.len().saturating_sub(1));
    list.draw(Some(at), 0, buf, area, scene.look)
}

fn columns(last: Column) -> Vec<Column> {
    vec![Column::new("", 3, 3, 8).right(), Column::new("card", 20, 64, 9), Column::new("", 30, 44, 3), last]
}

fn row<'a>(scene: Scene<'_>, (at, on): (usize, &[CardId]), id: &CardId, last: Cell<'a>) -> Vec<Cell<'a>> {
    vec![
        cell((at + 1).to_string(), Role::Number),
        cell(scene.called(id, on), Role::Text),
        cell(scene.whereabouts(id), Role::Dim),
        last,
    ]
}

/// What a vote would be on.
fn offered<'a>(scene: Scene<'a>, on: &[CardId]) -> List<'a> {
    let session = &scene.room.session;
    let phase = session.now().filter(|phase| phase.verb == Verb::Vote);
    let (dots, cap) = phase.map_or((3, 1), |phase| (phase.dots(), phase.cap()));
    let marked = scene.doc.view.marks.len();
    let what = if marked > 0 {
        format!("the {} marked on the board", many(marked, "card"))
    } else {
        format!("these {}", many(on.len(), "card"))
    };
    let rule = format!(
        "v begins the vote on {what}: {} each, at most {cap} on a card.",
        many(usize::from(dots), "dot")
    );
    let lines = plain(on.iter().enumerate().map(|(at, id)| row(scene, (at, on), id, Cell::default())));
    List {
        title: vec![("Vote".into(), Role::Title), ("   not begun".into(), Role::Dim)],
        columns: columns(Column::new("", 1, 1, 1)),
        lines,
        empty: vec!["There is nothing to vote on yet: a writes pains and opportunities.".into()],
        below: if on.is_empty() { Vec::new() } else { vec![(rule, Role::Text)] },
    }
}

/// A vote that is going on.
fn running<'a>(scene: Scene<'a>, ballot: &Ballot, on: &[CardId]) -> List<'a> {
    let speaker = &scene.room.speaker;
    let is_hidden = !ballot.is_open && is_from_own_terminal(scene, ballot, speaker);
    let dot = scene.look.symbols.fresh;
    let dots = |id: &CardId| {
        let words = if ballot.is_open {
            who_gave(scene, ballot, id)
        } else if is_hidden {
            String::new()
        } else {
            dot.repeat(ballot.of(speaker, id).into())
        };
        cell(words, Role::Strong)
    };
    let name = scene.speaker();
    let title = if ballot.is_open { "dots".to_owned() } else { name.clone() };
    let mut last = Column::new("", 6, if ballot.is_open { 40 } else { 12 }, 7);
    last.title = title.into();
    let again = if ballot.again.is_some() { "Second vote" } else { "Vote" };
    let rule = format!("   {} each, at most {} on a card", many(usize::from(ballot.dots), "dot"), ballot.cap);
    List {
        title: vec![(again.into(), Role::Title), (rule, Role::Dim)],
        columns: columns(last),
        lines: plain(on.iter().enumerate().map(|(at, id)| row(scene, (at, on), id, dots(id)))),
        empty: vec!["The cards of this vote are gone: E ends it.".into()],
        below: told(scene, ballot, &name, is_hidden),
    }
}

/// Who has dots left, who has voted, what to do.
fn told(scene: Scene<'_>, ballot: &Ballot, name: &str, is_hidden: bool) -> Vec<Words> {
    let roster = &scene.room.session.roster;
    let voted: Vec<&PersonId> = ballot.voters().collect();
    let waiting: Vec<&str> = roster
        .voices()
        .filter(|who| !voted.contains(&&who.id))
        .map(|who| first_name(who.name.as_str()))
        .collect();
    let all = voted.len() + waiting.len();
    let still = if waiting.is_empty() { String::new() } else { format!("; still: {}", waiting.join(", ")) };
    let left = many(usize::from(ballot.left(&scene.room.speaker)), "dot");
    let own = if is_hidden {
        format!("{name} voted at their own terminal.")
    } else {
        format!("{name}: {left} left.")
    };
    vec![
        (format!("{} of {all} have voted{still}.  {own}", voted.len()), Role::Strong),
        (
            "1-9 who votes, + a dot, - a dot back, p whole papers (ana 3 5 5); E ends the vote. Only totals go into the map."
                .into(),
            Role::Dim,
        ),
    ]
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Whether the last paper of somebody came from their own terminal: what stands on it is theirs.
fn is_from_own_terminal(scene: Scene<'_>, ballot: &Ballot, who: &PersonId) -> bool {
    let entries = scene.room.record.entries.iter().rev();
    let is_theirs = |deed: &Deed| matches!(deed, Deed::Voted { ballot: on, .. } if *on == ballot.id);
    let mut theirs = entries.filter(|entry| entry.by == *who && is_theirs(&entry.deed));
    theirs.next().is_some_and(|entry| entry.slip.is_some())
}

/// In an open vote: `Ana 2, Bo 1`.
fn who_gave(scene: Scene<'_>, ballot: &Ballot, id: &CardId) -> String {
    let roster = &scene.room.session.roster;
    let gave = ballot.voters().map(|who| (first_name(roster.name(who)), ballot.of(who, id)));
    let gave: Vec<String> =
        gave.filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
    gave.join(", ")
}

/// A vote that has ended: most dots first.
fn ended<'a>(scene: Scene<'a>, ballot: &Ballot, on: &[CardId], longest: u16) -> List<'a> {
    let totals = ballot.totals();
    let of = |id: &CardId| totals.iter().find(|(on, _)| *on == id).map_or(0, |(_, count)| *count);
    let most = totals.first().map_or(0, |(_, count)| *count).max(1);
    let tied = ballot.tied();
    let bar = |id: &CardId| {
        let count = of(id);
        let word = if tied.contains(id) { "tied  " } else { "      " };
        let full =
            if count > 0 { (count * u32::from(longest) / most).clamp(1, longest.max(1).into()) } else { 0 };
        let full = if longest > 0 { full } else { 0 };
        Cell(vec![
            (format!("{count:>3}  ").into(), Role::Number),
            (if tied.is_empty() { "" } else { word }.into(), Role::Due),
            (scene.look.symbols.bar_full.repeat(full as usize).into(), Role::Strong),
        ])
    };
    // The number, the word where there are ties, the bar.
    let taken = 5 + longest.max(1) + if tied.is_empty() { 0 } else { 6 };
    let lines: Vec<Line<'a>> = plain(on.iter().enumerate().map(|(at, id)| row(scene, (at, on), id, bar(id))));
    let people = ballot.voters().count();
    let voted = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    let mut below = vec![(
        "Dots are a heat map, not a decision: = writes the decision, A an action, > goes on.".to_owned(),
        Role::Text,
    )];
    if !tied.is_empty() {
        let words = format!("{} are tied: t votes again on them, one dot each.", many(tied.len(), "card"));
        below.insert(0, (words, Role::Due));
    }
    below.push(("v begins another vote; the totals stand on the cards.".to_owned(), Role::Dim));
    List {
        title: vec![("Vote".into(), Role::Title), (format!("   ended, {voted} gave dots"), Role::Dim)],
        columns: columns(Column::new("  dots", taken, taken, 8)),
        lines,
        empty: vec!["The cards of this vote are gone.".into()],
        below,
    }
}
