//! The differences of one map laid out as people read them: stage by stage, each element once, its fields under it.

use std::collections::HashMap;

use crate::change::{Change, Diff, Element, Group, Turn, What, Wording};
use crate::map::Map;
use crate::map::id::CardId;
use crate::map::say::many;

/// More readings of a metric than this that came or went are told in one row.
const MOST_READINGS: usize = 3;

/// The differences of one map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// All in a line.
    pub summary: String,
    /// The map, then stage by stage.
    pub sections: Vec<Section>,
    /// How much is as it was; `None`: that was not asked for.
    pub unchanged: Option<String>,
}

/// What differs in a stage, or in the map outside its stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The stage or map itself.
    pub head: Row,
    /// What stands in it.
    pub rows: Vec<Row>,
}

/// One element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What happened, as a sign.
    pub sign: char,
    /// Its kind and name.
    pub name: String,
    /// Its id.
    pub id: Option<String>,
    /// Where it came from, or what a new one says.
    pub note: Option<String>,
    /// The fields that changed.
    pub fields: Vec<FieldRow>,
}

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRow {
    /// What it is called.
    pub field: &'static str,
    /// How.
    pub turn: Turn,
}

impl Sheet {
    /// Lays out what differs between two maps.
    pub fn of(wording: &Wording<'_>, new: &Map, diff: &Diff, is_part: bool) -> Self {
        let sections = diff.groups().iter().filter_map(|group| section(wording, group)).collect();
        let unchanged = (!is_part).then(|| unchanged(new, diff));
        Self { summary: wording.summary(diff), sections, unchanged }
    }
}

fn unchanged(new: &Map, diff: &Diff) -> String {
    let counts = diff.unchanged;
    let all = new.stages.len();
    if diff.is_empty() {
        return format!("{} and {} as they were", many(all, "stage"), many(counts.cards, "card"));
    }
    format!("{} and {} unchanged", many(counts.stages, "stage"), many(counts.cards, "card"))
}

fn section(wording: &Wording<'_>, group: &Group<'_>) -> Option<Section> {
    let (name, id) = wording.heading(group.stage);
    let mut head = Row { sign: '~', name, id: Some(id), note: None, fields: Vec::new() };
    let mut rows = Rows { wording, all: Vec::new(), places: HashMap::new() };
    let mut is_any = false;
    for change in group.changes.iter().filter(|change| !change.along) {
        is_any = true;
        let is_head = matches!(change.at, Element::Map | Element::Stage(_));
        if is_head && change.what != What::Outdated {
            apply(wording, &mut head, change);
        } else {
            rows.add(change);
        }
    }
    let rows = folded(rows.all);
    is_any.then_some(Section { head, rows })
}

/// Rows being put together: one for each element.
struct Rows<'w, 'm, 'c> {
    wording: &'w Wording<'m>,
    all: Vec<(Row, &'c Change)>,
    places: HashMap<&'c Element, usize>,
}

impl<'c> Rows<'_, '_, 'c> {
    fn add(&mut self, change: &'c Change) {
        let known = self.places.get(&change.at).copied().filter(|_| change.what != What::Outdated);
        let at = known.unwrap_or_else(|| {
            let id = change.at.id().filter(|_| change.what != What::Outdated).map(str::to_owned);
            let name = self.wording.name(change);
            self.all.push((Row { sign: '~', name, id, note: None, fields: Vec::new() }, change));
            self.all.len() - 1
        });
        self.places.insert(&change.at, at);
        if let Some((row, _)) = self.all.get_mut(at) {
            apply(self.wording, row, change);
        }
    }
}

/// Puts a change into the row of its element. The sign is the one of what happened to the whole of it.
fn apply(wording: &Wording<'_>, row: &mut Row, change: &Change) {
    match &change.what {
        What::Edited { before, after } => {
            let turn = wording.turn(before, after);
            row.fields.push(FieldRow { field: after.words(), turn });
        }
        What::Added | What::Removed => {
            row.sign = change.sign();
            let facts = wording.facts(change);
            let facts: Vec<String> = facts.iter().map(|(field, value)| format!("{field} {value}")).collect();
            row.note = (!facts.is_empty()).then(|| facts.join(", "));
        }
        What::Moved { .. } | What::Reordered { .. } | What::Outdated => {
            row.sign = change.sign();
            row.note = wording.route(change);
        }
    }
}

/// An import brings many readings: they are one row.
fn folded(rows: Vec<(Row, &Change)>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut rest = rows.as_slice();
    while let [(row, change), behind @ ..] = rest {
        let run = 1 + behind.iter().take_while(|(next, other)| are_alike(row, change, next, other)).count();
        let (here, after) = rest.split_at(run.min(rest.len()));
        if run > MOST_READINGS && reading(change).is_some() {
            out.push(all_readings(here));
        } else {
            out.extend(here.iter().map(|(row, _)| row.clone()));
        }
        rest = after;
    }
    out
}

fn reading(change: &Change) -> Option<(&CardId, jiff::civil::Date)> {
    match (&change.at, &change.what) {
        (Element::Reading(card, on), What::Added | What::Removed) => Some((card, *on)),
        _ => None,
    }
}

/// Whether both are readings of one metric that came, or went.
fn are_alike(row: &Row, change: &Change, next: &Row, other: &Change) -> bool {
    let card = |change| reading(change).map(|(card, _)| card);
    row.sign == next.sign && card(change).is_some() && card(change) == card(other)
}

fn all_readings(rows: &[(Row, &Change)]) -> Row {
    let days = || rows.iter().filter_map(|(_, change)| reading(change)).map(|(_, on)| on);
    let (first, last) = (days().min(), days().max());
    let days = first.zip(last).map_or_else(String::new, |(first, last)| format!(" of {first} to {last}"));
    let (sign, id) = rows.first().map_or(('+', None), |(row, _)| (row.sign, row.id.clone()));
    // `reading 4 of 2026-01-01 added to metric “X”`: what stands behind the day is said once.
    let tail = rows.first().and_then(|(row, _)| row.name.split_once(" of ")).map(|(_, tail)| tail);
    let tail = tail.and_then(|tail| tail.split_once(' ')).map_or("", |(_, tail)| tail);
    let name = format!("{}{days} {tail}", many(rows.len(), "reading"));
    Row { sign, name, id, note: None, fields: Vec::new() }
}
