//! What is said about one file, ready to be written in any form.

use std::collections::HashMap;

use serde::Serialize;

use super::item::Item;
use crate::map::say::many;
use crate::store::diagnostic::{Diagnostic, Level};

/// What is said about one file.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Report {
    /// The file as it was named, safe to print.
    #[serde(rename = "path")]
    pub(in crate::cli) name: String,
    /// The file from the top of its repository, with forward slashes: what other tools find it by.
    #[serde(skip)]
    pub(super) uri: String,
    #[serde(rename = "map")]
    pub(in crate::cli) id: Option<String>,
    #[serde(skip)]
    pub(in crate::cli) title: String,
    pub(super) stages: usize,
    /// It could not be read.
    #[serde(rename = "refused")]
    pub(in crate::cli) is_refused: bool,
    #[serde(rename = "findings")]
    pub(in crate::cli) items: Vec<Item>,
    /// What is wrong in the file, to be drawn: the first of the items, in this order.
    #[serde(skip)]
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The text that spans point into; empty where it is not to be shown.
    #[serde(skip)]
    pub(super) text: String,
}

impl Report {
    /// The things found, those that name a stage together, in the order in which the first of each stage came.
    pub(super) fn by_stage(&self) -> Vec<(Option<&str>, Vec<&Item>)> {
        let mut groups: Vec<(Option<&str>, Vec<&Item>)> = Vec::new();
        let mut known: HashMap<Option<&str>, usize> = HashMap::new();
        for item in self.items.iter().filter(|item| item.is_finding()) {
            let at = *known.entry(item.stage.as_deref()).or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, items)) => items.push(item),
                None => groups.push((item.stage.as_deref(), vec![item])),
            }
        }
        groups
    }
}

/// How many of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(super) struct Counts {
    /// What must not stay.
    pub(super) errors: usize,
    /// What somebody should act on.
    pub(super) warnings: usize,
    /// What is worth knowing.
    pub(super) notes: usize,
}

impl Counts {
    /// `2 errors, 1 warning, 0 notes`.
    pub(super) fn words(self) -> String {
        let Self { errors, warnings, notes } = self;
        [many(errors, "error"), many(warnings, "warning"), many(notes, "note")].join(", ")
    }

    /// In all these reports.
    pub(super) fn of(reports: &[Report]) -> Self {
        let mut out = Self::default();
        for item in reports.iter().flat_map(|report| &report.items) {
            match item.level {
                Level::Error => out.errors += 1,
                Level::Warning => out.warnings += 1,
                Level::Note => out.notes += 1,
            }
        }
        out
    }
}

/// Every item with its file, the loudest first; among equals as they came.
pub(super) fn loudest_first(reports: &[Report]) -> Vec<(&Report, &Item)> {
    let all = reports.iter().flat_map(|report| report.items.iter().map(move |item| (report, item)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, item)| std::cmp::Reverse(item.level));
    all
}
