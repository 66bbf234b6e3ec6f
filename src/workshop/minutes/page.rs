//! The minutes laid out once, whichever way they are written.

use super::{CardName, Minutes, Range, Todo, Vote};
use crate::map::say::many;
use crate::workshop::clock::span;

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The heading of what follows.
    Heading(&'static str),
    /// The heading of a part of it.
    Part(String),
    /// A few sentences.
    Words(String),
    /// A list.
    List(Vec<String>),
    /// A table: what its columns are, and its rows.
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

/// The page's title.
pub(super) fn title(minutes: &Minutes) -> String {
    format!("Minutes: {}", minutes.title)
}

/// The whole page, below its title.
pub(super) fn blocks(minutes: &Minutes) -> Vec<Block> {
    let mut out = vec![Block::Words(opening(minutes))];
    if let Some(why) = &minutes.despite {
        out.push(Block::Words(format!("Ended with actions that nobody owns: {why}")));
    }
    section(&mut out, "Attendance", attendance(minutes));
    section(&mut out, "Agenda", agenda(minutes));
    section(&mut out, "What changed", changes(minutes));
    section(&mut out, "Groups", groups(minutes));
    section(&mut out, "Votes", minutes.votes.iter().flat_map(vote).collect());
    section(&mut out, "Impact and effort", placed(minutes));
    section(&mut out, "How it feels", scored(minutes));
    section(&mut out, "Decisions", decisions(minutes));
    section(&mut out, "Actions", actions(&minutes.actions));
    section(&mut out, "Parking lot", parked(minutes));
    out
}

fn section(out: &mut Vec<Block>, heading: &'static str, blocks: Vec<Block>) {
    if !blocks.is_empty() {
        out.push(Block::Heading(heading));
        out.extend(blocks);
    }
}

fn opening(minutes: &Minutes) -> String {
    let until = minutes.ended.as_ref().map_or(", not ended".to_owned(), |ended| format!("–{ended}"));
    let saved = minutes.version.map_or(String::new(), |version| format!(" Saved as version {version}."));
    let unseen = match minutes.unrevealed {
        0 => String::new(),
        count => format!(
            " {} never revealed.",
            many(count, "private card") + if count == 1 { " was" } else { " were" }
        ),
    };
    let Minutes { day, began, agenda, facilitator, .. } = minutes;
    format!("{day}, {began}{until}. Agenda: {agenda}. Led by {}.{saved}{unseen}", facilitator.name)
}

fn attendance(minutes: &Minutes) -> Vec<Block> {
    let line = |it: &super::Attended| {
        format!("{}, {}{}", it.who.name, it.part, if it.left { " (left before the end)" } else { "" })
    };
    vec![Block::List(minutes.people.iter().map(line).collect())]
}

fn agenda(minutes: &Minutes) -> Vec<Block> {
    let row = |(at, held): (usize, &super::Held)| {
        let took = match (&held.began, held.took) {
            (None, _) if minutes.ended.is_none() => "not yet".to_owned(),
            (None, _) => "left out".to_owned(),
            (Some(_), None) => "going on".to_owned(),
            (Some(_), Some(took)) => span(took),
        };
        let planned = format!("{} min", held.planned);
        vec![(at + 1).to_string(), held.name.clone(), planned, held.began.clone().unwrap_or_default(), took]
    };
    let rows = minutes.phases.iter().enumerate().map(row).collect();
    vec![Block::Table(vec!["", "Phase", "Planned", "Began", "Took"], rows)]
}

fn changes(minutes: &Minutes) -> Vec<Block> {
    if minutes.changes.is_empty() {
        return vec![Block::Words("Nothing changed in the map.".to_owned())];
    }
    let of_stage =
        |stage: &super::StageChanges| [Block::Part(capital(&stage.name)), Block::List(stage.lines.clone())];
    let summary = Block::Words(capital(&minutes.summary));
    std::iter::once(summary).chain(minutes.changes.iter().flat_map(of_stage)).collect()
}

fn groups(minutes: &Minutes) -> Vec<Block> {
    let of_group = |group: &super::Grouped| {
        let heading = format!("{} ({})", group.name, many(group.cards.len(), "card"));
        [Block::Part(heading), Block::List(texts(&group.cards))]
    };
    minutes.groups.iter().flat_map(of_group).collect()
}

fn vote(vote: &Vote) -> Vec<Block> {
    let what = if vote.again { "A second vote on the tied" } else { "Vote" };
    let open = if vote.open { ", open" } else { "" };
    let going_on = if vote.closed { "" } else { ", not ended" };
    let dots = many(usize::from(vote.dots), "dot");
    let words = format!("{what}: {} with {dots} each{open}{going_on}.", many(vote.voters, "voter"));
    let without = match vote.without {
        0 => String::new(),
        count => format!(" {} got none.", many(count, "card")),
    };
    let row = |(at, it): (usize, &super::Voted)| {
        let by: Vec<String> = it.by.iter().map(|gave| format!("{} {}", gave.who.name, gave.dots)).collect();
        let mut row = vec![(at + 1).to_string(), it.card.text.clone(), it.dots.to_string()];
        row.extend(vote.open.then(|| by.join(", ")));
        row
    };
    let mut head = vec!["", "Card", "Dots"];
    head.extend(vote.open.then_some("By"));
    let mut out = vec![Block::Words(words + &without)];
    if !vote.cards.is_empty() {
        out.push(Block::Table(head, vote.cards.iter().enumerate().map(row).collect()));
    }
    out
}

/// The middle; where people do not agree, from where to where, too.
fn range(range: Range, write: fn(i8) -> String) -> String {
    let middle = write(range.middle);
    if range.apart {
        return format!("{middle} (apart: {} to {})", write(range.low), write(range.high));
    }
    middle
}

fn placed(minutes: &Minutes) -> Vec<Block> {
    let level = |it: Range| range(it, |value| value.to_string());
    let row = |it: &super::Placed| {
        vec![it.card.text.clone(), level(it.impact), level(it.effort), it.voices.to_string()]
    };
    table(vec!["Card", "Impact (1–5)", "Effort (1–5)", "Voices"], minutes.placed.iter().map(row).collect())
}

fn scored(minutes: &Minutes) -> Vec<Block> {
    let score = |value: i8| crate::map::card::Emotion::clamped(value.into()).to_string();
    let row = |it: &super::Scored| vec![it.card.text.clone(), range(it.score, score), it.voices.to_string()];
    table(vec!["Step", "Score (−2 to +2)", "Voices"], minutes.scored.iter().map(row).collect())
}

fn table(head: Vec<&'static str>, rows: Vec<Vec<String>>) -> Vec<Block> {
    if rows.is_empty() { Vec::new() } else { vec![Block::Table(head, rows)] }
}

fn decisions(minutes: &Minutes) -> Vec<Block> {
    if minutes.decisions.is_empty() {
        return vec![Block::Words("Nothing was decided.".to_owned())];
    }
    let line = |it: &super::Decided| format!("{}{}{}", it.text, said_by(minutes, &it.by), about(&it.cards));
    vec![Block::List(minutes.decisions.iter().map(line).collect())]
}

/// A table of actions; a sentence where there is none.
pub(super) fn actions(todos: &[Todo]) -> Vec<Block> {
    if todos.is_empty() {
        return vec![Block::Words("No actions.".to_owned())];
    }
    let row = |it: &Todo| {
        let owner = it.owner.as_ref().map_or("nobody".to_owned(), |owner| owner.name.clone());
        let due = it.due.map_or("no date".to_owned(), |due| due.to_string());
        vec![owner, due, format!("{}{}", it.text, about(&it.cards)), it.became(), it.id.to_string()]
    };
    vec![Block::Table(vec!["Owner", "Due", "Action", "State", "Id"], todos.iter().map(row).collect())]
}

fn parked(minutes: &Minutes) -> Vec<Block> {
    let line = |it: &super::PutOff| {
        let became = it.action.as_ref().map_or(String::new(), |action| format!(" {action}"));
        format!("{}{}: {}{became}", it.text, said_by(minutes, &it.by), it.outcome)
    };
    let lines: Vec<String> = minutes.parked.iter().map(line).collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] }
}

/// Whose it is; whoever leads writes for the room.
fn said_by(minutes: &Minutes, who: &super::Named) -> String {
    if who.id == minutes.facilitator.id { String::new() } else { format!(" ({})", who.name) }
}

fn about(cards: &[CardName]) -> String {
    let texts: Vec<String> = cards.iter().map(|card| crate::map::say::quote(&card.text, 60)).collect();
    if texts.is_empty() { String::new() } else { format!(", about {}", texts.join(", ")) }
}

fn texts(cards: &[CardName]) -> Vec<String> {
    cards.iter().map(|card| card.text.clone()).collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
