//! The list of maps: rows, order, filter, the chosen one.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use super::app::App;
use super::effect::Effect;
use super::event::{AtlasRow, MapRow};
use super::findings::{Counts, Together};
use crate::map::id::PersonId;
use crate::rules::Load;

/// What the rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The file's name.
    #[default]
    File,
    /// The journey's title.
    Title,
    /// The owner's name; those without one first.
    Owner,
    /// How many stages need somebody, most first.
    Need,
    /// How many pains are open, most first.
    Pains,
    /// What is at stake, most first.
    Stake,
    /// How much the owner answers for in all maps, most first.
    Load,
}

impl Sort {
    const ALL: [Self; 7] =
        [Self::File, Self::Title, Self::Owner, Self::Load, Self::Need, Self::Pains, Self::Stake];

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file name",
            Self::Title => "journey",
            Self::Owner => "owner",
            Self::Need => "stages that need somebody",
            Self::Pains => "open pains",
            Self::Stake => "value at stake",
            Self::Load => "how much its owner answers for",
        }
    }
}

/// The list of maps.
#[derive(Debug, Clone, Default)]
pub struct Atlas {
    /// Every map that was read so far.
    pub rows: Vec<AtlasRow>,
    /// Whether all were read.
    pub complete: bool,
    /// The rows that are shown, in order: positions in `rows`.
    pub shown: Vec<usize>,
    /// The chosen one of those shown.
    pub row: usize,
    /// What they are sorted by.
    pub sort: Sort,
    /// Only those whose title or owner has this in it.
    pub filter: String,
    /// What only all maps together show.
    pub together: Together,
    /// Shown as a strip of all stages of all maps.
    pub is_strip: bool,
}

impl Atlas {
    /// The chosen row.
    pub fn chosen(&self) -> Option<&AtlasRow> {
        self.rows.get(*self.shown.get(self.row)?)
    }

    /// How many findings in all maps are how loud.
    pub fn counts(&self) -> Counts {
        let together = Counts::of(self.together.open.iter().map(|listed| listed.finding.level));
        let maps = self.rows.iter().filter_map(|row| row.content.as_ref().ok());
        maps.fold(together, |sum, map| sum.plus(map.counts))
    }

    /// How many conflicts wait in all maps read so far.
    pub fn conflicts(&self) -> usize {
        let maps = self.rows.iter().filter_map(|row| row.content.as_ref().ok());
        maps.map(|map| map.summary.conflicts).sum()
    }

    /// What each person answers for in all maps read so far, those that a filter hides too.
    pub fn loads(&self) -> HashMap<&PersonId, Load> {
        let mut out: HashMap<&PersonId, Load> = HashMap::new();
        for (id, load) in
            self.rows.iter().filter_map(|row| row.content.as_ref().ok()).flat_map(|map| &map.loads)
        {
            let sum = out.entry(id).or_default();
            *sum = sum.plus(*load);
        }
        out
    }

    /// The choice some rows down, staying in the list.
    pub fn go(&mut self, by: isize) {
        self.row = self.row.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
    }

    /// A map was read: a new row, or an old one anew.
    pub fn put(&mut self, row: AtlasRow) {
        match self.rows.iter_mut().find(|r| r.path == row.path) {
            Some(old) => *old = row,
            None => self.rows.push(row),
        }
        self.arrange();
    }

    /// All maps were read: rows of files that are gone go too.
    pub fn done(&mut self, paths: &[PathBuf]) {
        let there: BTreeSet<&PathBuf> = paths.iter().collect();
        self.rows.retain(|row| there.contains(&row.path));
        self.complete = true;
        self.arrange();
    }

    /// Sorts by the next column.
    pub fn sort_next(&mut self) {
        let at = Sort::ALL.iter().position(|s| *s == self.sort).unwrap_or(0);
        self.sort = Sort::ALL.get(at + 1).copied().unwrap_or_default();
        self.arrange();
    }

    /// Puts the rows in order again, keeping the choice on its map.
    pub fn arrange(&mut self) {
        let chosen = self.chosen().map(|r| r.path.clone());
        let wanted = self.filter.to_lowercase();
        let mut shown: Vec<usize> = (0..self.rows.len())
            .filter(|at| self.rows.get(*at).is_some_and(|r| matches(r, &wanted)))
            .collect();
        let loads = if self.sort == Sort::Load { self.loads() } else { HashMap::new() };
        shown.sort_by(|a, b| match (self.rows.get(*a), self.rows.get(*b)) {
            (Some(a), Some(b)) => self.order(a, b, &loads),
            _ => std::cmp::Ordering::Equal,
        });
        self.shown = shown;
        let kept = chosen.and_then(|path| {
            self.shown.iter().position(|at| self.rows.get(*at).is_some_and(|r| r.path == path))
        });
        self.row = kept.unwrap_or(self.row).min(self.shown.len().saturating_sub(1));
    }

    fn order(&self, a: &AtlasRow, b: &AtlasRow, loads: &HashMap<&PersonId, Load>) -> std::cmp::Ordering {
        let by_file = || a.path.cmp(&b.path);
        let (Ok(x), Ok(y)) = (&a.content, &b.content) else { return by_file() };
        let load = |map: &MapRow| map.owner_id.as_ref().and_then(|id| loads.get(id)).map(|load| load.total());
        match self.sort {
            Sort::File => by_file(),
            Sort::Title => x.title.to_lowercase().cmp(&y.title.to_lowercase()).then_with(by_file),
            Sort::Owner => x.owner.cmp(&y.owner).then_with(by_file),
            Sort::Need => y.summary.asking().cmp(&x.summary.asking()).then_with(by_file),
            Sort::Pains => y.summary.stake.open.cmp(&x.summary.stake.open).then_with(by_file),
            Sort::Stake => y.summary.stake.amount.cmp(&x.summary.stake.amount).then_with(by_file),
            Sort::Load => load(y).cmp(&load(x)).then_with(by_file),
        }
    }
}

fn matches(row: &AtlasRow, wanted: &str) -> bool {
    let says = |text: &str| text.to_lowercase().contains(wanted);
    match &row.content {
        Ok(map) => says(&map.title) || map.owner.as_deref().is_some_and(says) || says(map.state),
        Err(_) => row.path.file_name().is_some_and(|n| says(&n.to_string_lossy())),
    }
}

impl App {
    /// Reads all maps anew; the old rows stay until then.
    pub fn read_atlas(&mut self) {
        self.atlas.complete = false;
        self.ask_world(Effect::ReadAtlas);
    }
}
