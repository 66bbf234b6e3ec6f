//! All cards of a map in one list: which they are, and in what order.

use std::cmp::{Ordering, Reverse};

use super::focus::Focus;
use super::nav;
use super::sieve::Sieve;
use crate::insight::contact_cost;
use crate::map::card::PainStatus;
use crate::map::{Body, Card, Decimal, Map, Role, Workspace};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CardSort {
    /// Stage by stage, lane by lane, as on the board.
    #[default]
    Place,
    /// By lane, then by stage.
    Lane,
    /// By what it says.
    Text,
    /// By the owner's name; those without one first.
    Owner,
    /// Severity, emotion, horizon: what needs somebody first.
    Level,
    /// The contacts that it causes, most first.
    Contacts,
    /// What these cost, most first.
    Cost,
}

impl CardSort {
    /// Every order, in that of the columns.
    pub const ALL: [Self; 7] =
        [Self::Place, Self::Lane, Self::Text, Self::Owner, Self::Level, Self::Contacts, Self::Cost];

    /// The one after it, going round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Place => "stage",
            Self::Lane => "lane",
            Self::Text => "text",
            Self::Owner => "owner",
            Self::Level => "level",
            Self::Contacts => "contacts",
            Self::Cost => "cost",
        }
    }
}

/// A card and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct CardRow<'a> {
    /// Its stage's position; `None`: it is a metric of the whole map.
    pub stage: Option<usize>,
    /// Its lane's position.
    pub lane: usize,
    /// Its position in the cell.
    pub index: usize,
    /// The card.
    pub card: &'a Card,
    /// What its contacts cost a month, where that is known.
    pub cost: Option<Decimal>,
}

impl CardRow<'_> {
    /// The contacts that it causes a month.
    pub fn contacts(&self) -> Option<Decimal> {
        self.card.pain()?.contacts.as_ref()?.per_month
    }

    fn place(&self) -> (Option<usize>, usize, usize) {
        // Metrics of the whole map come last.
        (Some(self.stage.unwrap_or(usize::MAX)), self.lane, self.index)
    }
}

/// The cards that the filter keeps, and the one with focus, in this order.
pub fn rows<'a>(
    (map, workspace): (&'a Map, &Workspace),
    sieve: Sieve<'_>,
    focus: &Focus,
    sort: CardSort,
) -> Vec<CardRow<'a>> {
    let mut rows = Vec::new();
    for (at, stage) in map.stages.iter().enumerate() {
        let of_stage = sieve.of_stage(at, stage);
        for (lane, of_lane) in map.lanes.iter().enumerate() {
            let cards = stage.cell(&of_lane.id).iter().enumerate();
            let shown =
                cards.filter(|(_, card)| of_stage.keeps(&of_lane.id, card) || is_focused(focus, card));
            rows.extend(shown.map(|(index, card)| row((Some(at), lane, index), card, workspace)));
        }
    }
    let lane = map.lanes.iter().position(|lane| lane.role == Role::Metrics).unwrap_or(0);
    let of_map = map.metrics.iter().enumerate();
    let shown = of_map.filter(|(_, card)| sieve.keeps_all() || is_focused(focus, card));
    rows.extend(shown.map(|(index, card)| row((None, lane, index), card, workspace)));
    arrange(&mut rows, workspace, sort);
    rows
}

fn is_focused(focus: &Focus, card: &Card) -> bool {
    matches!(focus, Focus::Card(id) if *id == card.id)
}

fn row<'a>(
    (stage, lane, index): (Option<usize>, usize, usize),
    card: &'a Card,
    workspace: &Workspace,
) -> CardRow<'a> {
    let cost = card.pain().and_then(|pain| contact_cost(pain, workspace).amount());
    CardRow { stage, lane, index, card, cost }
}

/// Sorts; what is equal stays in the order of the board.
fn arrange(rows: &mut [CardRow<'_>], workspace: &Workspace, sort: CardSort) {
    match sort {
        CardSort::Place => {}
        CardSort::Lane => rows.sort_by_key(|row| (row.lane, row.place())),
        CardSort::Text => rows.sort_by_cached_key(|row| row.card.text.one_line().to_lowercase()),
        CardSort::Owner => rows.sort_by(|a, b| owner(a, workspace).cmp(&owner(b, workspace))),
        CardSort::Level => rows.sort_by_key(|row| level(row.card)),
        CardSort::Contacts => rows.sort_by(|a, b| most_first(a.contacts(), b.contacts())),
        CardSort::Cost => rows.sort_by(|a, b| most_first(a.cost, b.cost)),
    }
}

fn owner<'w>(row: &CardRow<'_>, workspace: &'w Workspace) -> Option<&'w str> {
    row.card
        .owner
        .as_ref()
        .and_then(|id| workspace.people.iter().find(|p| p.id == *id))
        .map(|p| p.name.as_str())
}

fn most_first(one: Option<Decimal>, other: Option<Decimal>) -> Ordering {
    other.cmp(&one)
}

/// What needs somebody first: pains by severity, steps by feeling, opportunities by horizon, then the rest.
fn level(card: &Card) -> (u8, Reverse<u8>, i8) {
    match &card.body {
        Body::Pain(pain) if pain.status == PainStatus::Open => (0, Reverse(pain.severity as u8), 0),
        Body::Step(step) => (1, Reverse(0), step.emotion.map_or(i8::MAX, crate::map::Emotion::score)),
        Body::Opportunity(opportunity) => {
            (2, Reverse(0), opportunity.horizon.map_or(i8::MAX, |horizon| horizon as i8))
        }
        Body::Metric(_) => (3, Reverse(0), 0),
        Body::Pain(pain) => (4, Reverse(pain.severity as u8), 0),
        Body::Note => (5, Reverse(0), 0),
    }
}

/// The row of what has the focus; where it is no card, the nearest one, and `false`.
pub fn row_of(map: &Map, rows: &[CardRow<'_>], focus: &Focus) -> Option<(usize, bool)> {
    if let Focus::Card(id) = focus
        && let Some(at) = rows.iter().position(|row| row.card.id == *id)
    {
        return Some((at, true));
    }
    let spot = nav::spot(map, focus);
    let here = spot.map_or((0, 0, 0), |s| (s.stage.unwrap_or(0), s.lane.unwrap_or(0), s.card));
    let distance = |row: &CardRow<'_>| {
        let stage = row.stage.map_or(usize::MAX, |stage| stage.abs_diff(here.0));
        (stage, row.lane.abs_diff(here.1), row.index.abs_diff(here.2))
    };
    let nearest = rows.iter().enumerate().min_by_key(|(_, row)| distance(row));
    nearest.map(|(at, _)| (at, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::doc::Doc;
    use crate::tui::screens::testing::open;
    use crate::tui::view::Filter;

    fn with(sort: CardSort, filter: Filter, act: impl FnOnce(&Doc, &[CardRow<'_>])) {
        let app = open("terminal", "order-to-doorstep.ron");
        let mut doc = app.doc.unwrap();
        doc.view.filter = filter;
        let rows = rows((&doc.map, &app.place.data), doc.sieve(), &doc.focus, sort);
        act(&doc, &rows);
    }

    #[test]
    fn every_order_has_every_card() {
        for sort in CardSort::ALL {
            with(sort, Filter::default(), |doc, rows| {
                assert_eq!(rows.len(), doc.map.cards().count(), "{sort:?}");
                assert!(rows.iter().all(|row| doc.map.card(&row.card.id) == Some(row.card)));
            });
        }
    }

    #[test]
    fn the_costliest_and_the_worst_stand_first() {
        with(CardSort::Cost, Filter::default(), |_, rows| {
            let costs: Vec<_> = rows.iter().map(|row| row.cost).collect();
            assert!(costs.is_sorted_by(|a, b| a >= b) && costs[0].is_some(), "{costs:?}");
        });
        with(CardSort::Level, Filter::default(), |_, rows| {
            assert!(rows[0].card.pain().is_some_and(|p| p.severity.word() == "high"));
        });
        with(CardSort::Lane, Filter::default(), |_, rows| {
            assert!(rows.is_sorted_by_key(|row| row.lane));
        });
    }

    #[test]
    fn the_filter_keeps_rows_and_what_has_the_focus() {
        let filter = Filter { severity: Some(crate::map::card::Severity::High), ..Filter::default() };
        with(CardSort::Place, filter.clone(), |doc, kept| {
            assert_eq!(kept.len(), doc.sieve().count().0);
            let step = doc.map.stages[1].cards().next().unwrap();
            let focus = Focus::Card(step.id.clone());
            let rows = rows((&doc.map, &Workspace::default()), doc.sieve(), &focus, CardSort::Place);
            assert_eq!(rows.len(), kept.len() + 1);
            assert!(row_of(&doc.map, &rows, &focus).is_some_and(|(_, exact)| exact));
        });
    }

    #[test]
    fn a_header_leads_to_the_first_card_of_its_stage() {
        with(CardSort::Place, Filter::default(), |doc, rows| {
            let focus = Focus::Stage(doc.map.stages[3].id.clone());
            let (at, exact) = row_of(&doc.map, rows, &focus).unwrap();
            assert!(!exact);
            assert_eq!((rows[at].stage, rows[at].index), (Some(3), 0));
        });
    }
}
