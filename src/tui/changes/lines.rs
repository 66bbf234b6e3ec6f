//! The list of changes: a heading over each stage, a line a change.

use std::collections::HashMap;

use super::Compared;
use crate::change::{Change, Element, Wording};
use crate::map::id::{CardId, StageId};
use crate::map::{Map, Workspace};
use crate::tui::focus::Focus;
use crate::tui::nav;

/// One change in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The change.
    pub change: Change,
    /// It in words, on one line, without its stage.
    pub words: String,
    /// What it is about: the kind and name of the element.
    pub about: String,
    /// Where it stands on the board with the ghosts.
    pub on_board: Focus,
    /// Where that is on the map as it is, or nearest to it.
    pub in_map: Focus,
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Nothing: between two groups.
    Gap,
    /// What the changes below it are in.
    Head {
        /// `3 Order`, `The map`.
        title: String,
        /// Whether that is gone.
        is_gone: bool,
        /// How many they are.
        count: usize,
    },
    /// A change, by its place in the list.
    Change(usize),
}

/// The changes without those that only came along with another one.
pub(super) fn items(compared: &Compared, people: &Workspace) -> Vec<Item> {
    let wording = Wording::new(&compared.old, &compared.new, people);
    let left = &compared.haunted.left;
    let item = |change: &Change| Item {
        words: wording.words(change),
        about: wording.about(change),
        on_board: on_board(change),
        in_map: in_map(change, compared, left),
        change: change.clone(),
    };
    compared.diff.principal().map(item).collect()
}

/// The lines, grouped as the changes are.
pub(super) fn lines(items: &[Item], compared: &Compared) -> Vec<Line> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = items.get(at) {
        let home = first.change.stage.home();
        let rest = items.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|item| item.change.stage.home() == home).count();
        if at > 0 {
            out.push(Line::Gap);
        }
        out.push(head(home, count, compared));
        out.extend((at..at + count).map(Line::Change));
        at += count;
    }
    out
}

fn head(stage: Option<&StageId>, count: usize, compared: &Compared) -> Line {
    let Some(id) = stage else {
        return Line::Head { title: "The map".to_owned(), is_gone: false, count };
    };
    let number = compared.new.stage_index(id);
    let found = compared.new.stage(id).or_else(|| compared.old.stage(id));
    let name = found.map_or_else(|| id.to_string(), |stage| stage.name.to_string());
    let title = number.map_or_else(|| name.clone(), |number| format!("{} {name}", number + 1));
    Line::Head { title, is_gone: number.is_none(), count }
}

/// How many of each sign there are.
pub(super) fn counts(items: &[Item]) -> Vec<(&'static str, usize)> {
    let of = |sign: &str| items.iter().filter(|item| item.change.sign().to_string() == sign).count();
    let all = ["+", "-", "~", ">", "=", "!"].map(|sign| (sign, of(sign)));
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

fn on_board(change: &Change) -> Focus {
    match (&change.at, change.stage.home()) {
        (Element::Lane(id), _) => Focus::Lane(id.clone()),
        (Element::Card(id) | Element::Lead(id, _) | Element::Reading(id, _), _) => Focus::Card(id.clone()),
        (_, Some(stage)) => Focus::Stage(stage.clone()),
        (_, None) => Focus::Map,
    }
}

/// The element where it is; where it stood, as far as that is there; else the map.
fn in_map(change: &Change, compared: &Compared, left: &HashMap<CardId, CardId>) -> Focus {
    let focus = on_board(change);
    let new: &Map = &compared.new;
    if nav::spot(new, &focus).is_some() || focus == Focus::Map {
        return focus;
    }
    let Focus::Card(id) = &focus else { return Focus::Map };
    let place = compared.haunted.map.place(left.get(id).unwrap_or(id));
    let stood = place.and_then(|p| Some((new.stage(p.stage.as_ref()?)?, new.lane(&p.lane)?, p.index)));
    match (stood, change.stage.home().and_then(|id| new.stage(id))) {
        (Some((stage, lane, index)), _) => nav::in_cell(stage, &lane.id, index),
        (None, Some(stage)) => Focus::Stage(stage.id.clone()),
        (None, None) => Focus::Map,
    }
}
