//! Groups of findings, and their order: inside a group the loudest first, of those the oldest.

use std::cmp::Reverse;

use super::{Counts, Item};
use crate::map::Workspace;

/// What findings are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// By stage, in the order of the journey.
    #[default]
    Stage,
    /// By who answers for it: what nobody answers for first.
    Owner,
    /// By rule: the loudest first.
    Rule,
}

impl Group {
    /// The one after it, going round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Stage => Self::Owner,
            Self::Owner => Self::Rule,
            Self::Rule => Self::Stage,
        }
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Rule => "rule",
        }
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Between two groups.
    Gap,
    /// Over a group.
    Head(Head),
    /// A finding, by its place among all.
    Found(usize),
}

/// What stands over a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Of the workspace: the map that begins here or goes on.
    pub map: String,
    /// What its findings have in common.
    pub title: String,
    /// How many of them are how loud.
    pub counts: Counts,
}

/// Where a group stands among the others, and what makes two findings of one group.
type Place = (usize, usize, String);

/// The findings at these places, in groups.
pub(super) fn lines(items: &[Item], kept: Vec<usize>, group: Group, workspace: &Workspace) -> Vec<Line> {
    let loudest = loudest_by_rule(items, &kept);
    let files = files(items);
    let mut found: Vec<(Place, usize)> = kept
        .into_iter()
        .filter_map(|at| Some((place(items.get(at)?, group, workspace, &loudest, &files), at)))
        .collect();
    let key = |at: usize| items.get(at).map(|item| &item.found.finding).map(|f| (f.level, f.age));
    found.sort_by(|(one, a), (other, b)| one.cmp(other).then(Reverse(key(*a)).cmp(&Reverse(key(*b)))));
    let mut out = Vec::with_capacity(found.len());
    for group_of in found.chunk_by(|(one, _), (other, _)| one == other) {
        let Some(first) = group_of.first().and_then(|(_, at)| items.get(*at)) else { continue };
        let levels = group_of.iter().filter_map(|(_, at)| Some(items.get(*at)?.found.finding.level));
        if !out.is_empty() {
            out.push(Line::Gap);
        }
        let (map, title) = title(first, group, workspace);
        out.push(Line::Head(Head { map, title, counts: Counts::of(levels) }));
        out.extend(group_of.iter().map(|(_, at)| Line::Found(*at)));
    }
    out
}

fn place(
    item: &Item,
    group: Group,
    workspace: &Workspace,
    loudest: &std::collections::BTreeMap<&'static str, usize>,
    files: &std::collections::BTreeMap<Option<&std::path::Path>, usize>,
) -> Place {
    let found = &item.found;
    match group {
        Group::Stage => {
            let file = files.get(&item.path.as_deref()).copied().unwrap_or_default();
            (file, found.stage.as_ref().map_or(0, |(number, _)| *number), String::new())
        }
        Group::Owner => match &found.owner {
            None => (0, 0, String::new()),
            Some(id) => (1, 0, format!("{}\n{id}", workspace.name_of(id).to_lowercase())),
        },
        Group::Rule => {
            let rule = found.finding.rule.id;
            (loudest.get(rule).copied().unwrap_or_default(), 0, rule.to_owned())
        }
    }
}

/// How far down the list each rule stands: 0 for one that has an error.
fn loudest_by_rule(items: &[Item], kept: &[usize]) -> std::collections::BTreeMap<&'static str, usize> {
    let mut out = std::collections::BTreeMap::new();
    for item in kept.iter().filter_map(|at| items.get(*at)) {
        let finding = &item.found.finding;
        let place = super::counts::LEVELS.iter().position(|l| *l == finding.level).unwrap_or(usize::MAX);
        out.entry(finding.rule.id)
            .and_modify(|known: &mut usize| *known = place.min(*known))
            .or_insert(place);
    }
    out
}

/// The place of each file, in the order in which they come; what is about the workspace has none and comes first.
fn files(items: &[Item]) -> std::collections::BTreeMap<Option<&std::path::Path>, usize> {
    let mut out = std::collections::BTreeMap::from([(None, 0)]);
    for item in items {
        let next = out.len();
        out.entry(item.path.as_deref()).or_insert(next);
    }
    out
}

fn title(item: &Item, group: Group, workspace: &Workspace) -> (String, String) {
    let found = &item.found;
    match group {
        Group::Stage => {
            let title = match (&found.stage, &item.path) {
                (Some((number, name)), _) => format!("{number} {name}"),
                (None, Some(_)) => "the map".to_owned(),
                (None, None) => "the workspace".to_owned(),
            };
            (item.map.clone(), title)
        }
        Group::Owner => {
            let name = found.owner.as_ref().map_or("nobody", |id| workspace.name_of(id));
            (String::new(), name.to_owned())
        }
        Group::Rule => (String::new(), found.finding.rule.title.to_owned()),
    }
}
