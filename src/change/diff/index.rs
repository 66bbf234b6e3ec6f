//! Where everything stands in a map, looked up once.

use std::collections::HashMap;

use crate::map::evidence::Evidence;
use crate::map::id::{CardId, EvidenceId, LaneId, StageId};
use crate::map::{Card, Lane, Map, Stage};

/// A cell: stage and lane; both `None`: the metrics of the map.
pub(in crate::change) type Cell<'a> = (Option<&'a StageId>, Option<&'a LaneId>);

/// The elements of a map by id.
#[derive(Debug)]
pub(in crate::change) struct Index<'a> {
    pub(in crate::change) map: &'a Map,
    pub(in crate::change) stages: HashMap<&'a StageId, &'a Stage>,
    pub(in crate::change) lanes: HashMap<&'a LaneId, &'a Lane>,
    pub(in crate::change) cards: HashMap<&'a CardId, (Cell<'a>, usize, &'a Card)>,
    pub(in crate::change) evidence: HashMap<&'a EvidenceId, (&'a StageId, &'a Evidence)>,
}

impl<'a> Index<'a> {
    pub(in crate::change) fn new(map: &'a Map) -> Self {
        let mut cards = HashMap::new();
        let mut put = |cell: Cell<'a>, list: &'a [Card]| {
            cards.extend(list.iter().enumerate().map(|(at, card)| (&card.id, (cell, at, card))));
        };
        put((None, None), &map.metrics);
        for stage in &map.stages {
            for (lane, list) in &stage.cells {
                put((Some(&stage.id), Some(lane)), list);
            }
        }
        let of_stage = |s: &'a Stage| s.evidence.iter().map(|e| (&e.id, (&s.id, e)));
        Self {
            map,
            stages: map.stages.iter().map(|s| (&s.id, s)).collect(),
            lanes: map.lanes.iter().map(|l| (&l.id, l)).collect(),
            cards,
            evidence: map.stages.iter().flat_map(of_stage).collect(),
        }
    }

    /// The cards of a cell.
    pub(in crate::change) fn cell(&self, cell: Cell<'a>) -> &'a [Card] {
        match cell {
            (None, _) => &self.map.metrics,
            (Some(stage), Some(lane)) => self.stages.get(stage).map_or(&[], |s| s.cell(lane)),
            (Some(_), None) => &[],
        }
    }

    /// A card.
    pub(in crate::change) fn card(&self, id: &CardId) -> Option<&'a Card> {
        self.cards.get(id).map(|(_, _, card)| *card)
    }
}
