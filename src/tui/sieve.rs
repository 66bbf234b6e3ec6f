//! What a filter keeps of a map: the one place that decides it, for the keys, the board and the lists.

use super::view::Filter;
use crate::map::id::LaneId;
use crate::map::{Card, Map, Stage};
use crate::rules::StageState;

/// A filter over a map.
#[derive(Debug, Clone, Copy)]
pub struct Sieve<'a> {
    map: &'a Map,
    states: &'a [StageState],
    filter: &'a Filter,
}

/// A filter over the cards of one stage.
#[derive(Debug, Clone, Copy)]
pub struct StageSieve<'a> {
    filter: &'a Filter,
    is_kept: bool,
    is_owned: bool,
}

impl<'a> Sieve<'a> {
    /// The filter over this map, whose stages are in these states.
    pub fn new(map: &'a Map, states: &'a [StageState], filter: &'a Filter) -> Self {
        Self { map, states, filter }
    }

    /// Whether nothing is left out.
    pub fn keeps_all(&self) -> bool {
        self.filter.is_empty()
    }

    /// Whether a stage, by its position, is one of those asked for. Others are still there, without their cards.
    pub fn keeps_stage(&self, index: usize) -> bool {
        self.map.stages.get(index).is_some_and(|stage| self.of_stage(index, stage).is_kept)
    }

    /// The filter over the cards of a stage, which has this position.
    pub fn of_stage(&self, index: usize, stage: &Stage) -> StageSieve<'a> {
        let filter = self.filter;
        let in_state = filter.states.is_empty()
            || self.states.get(index).is_some_and(|state| filter.states.contains(&state.kind));
        let owner = self.map.owner_of(stage).map(|(id, _)| id);
        let is_owned = filter.owner.is_none() || filter.owner == owner;
        let has_owned = || stage.cards().any(|card| card.owner.is_some() && card.owner == filter.owner);
        StageSieve { filter, is_kept: in_state && (is_owned || has_owned()), is_owned }
    }

    /// How many cards of the stages are kept, and how many there are.
    pub fn count(&self) -> (usize, usize) {
        let mut counts = (0, 0);
        for (index, stage) in self.map.stages.iter().enumerate() {
            let sieve = self.of_stage(index, stage);
            for (lane, cards) in &stage.cells {
                counts.0 += cards.iter().filter(|card| sieve.keeps(lane, card)).count();
                counts.1 += cards.len();
            }
        }
        counts
    }
}

impl StageSieve<'_> {
    /// Whether a card of this lane is kept. A card without an owner follows its stage; a tag's case does not count.
    pub fn keeps(&self, lane: &LaneId, card: &Card) -> bool {
        let filter = self.filter;
        let owned = match &card.owner {
            Some(own) => filter.owner.as_ref().is_none_or(|wanted| wanted == own),
            None => self.is_owned,
        };
        let severe = filter.severity.is_none_or(|least| card.pain().is_some_and(|p| p.severity >= least));
        self.is_kept
            && owned
            && severe
            && filter.lane.as_ref().is_none_or(|wanted| wanted == lane)
            && filter.tag.as_ref().is_none_or(|wanted| has_tag(card, wanted))
    }

    /// Whether a cell without cards is kept: where the filter asks for stages and lanes alone.
    pub fn keeps_empty(&self, lane: &LaneId) -> bool {
        let filter = self.filter;
        let asks_for_cards = filter.owner.is_some() || filter.severity.is_some() || filter.tag.is_some();
        self.is_kept && !asks_for_cards && filter.lane.as_ref().is_none_or(|wanted| wanted == lane)
    }
}

fn has_tag(card: &Card, wanted: &str) -> bool {
    card.tags.iter().any(|tag| tag.as_str().to_lowercase() == wanted.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::Severity;
    use crate::map::id::{CardId, MapId, PersonId, StageId};
    use crate::map::{Body, CardKind, Label, card::Pain};

    /// A stage of Maya's with a step and two pains, the second one Tom's; a stage without an owner with one pain.
    fn map() -> Map {
        let pain = |id: &str, severity, tag: &str, owner: Option<&str>| Card {
            body: Body::Pain(Box::new(Pain { severity, ..Pain::default() })),
            tags: vec![Label::new(tag)],
            owner: owner.map(|o| PersonId::new(o).unwrap()),
            ..Card::new(CardId::new(id).unwrap(), CardKind::Pain, id)
        };
        let step = Card::new(CardId::new("step").unwrap(), CardKind::Step, "step");
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        let mut one = Stage::new(StageId::new("one").unwrap(), "One");
        one.owner = PersonId::new("maya").ok();
        let (doing, pains) = (LaneId::new("doing").unwrap(), LaneId::new("pains").unwrap());
        one.cells.insert(doing, vec![step]);
        let both = vec![
            pain("late", Severity::High, "Ärger", None),
            pain("dear", Severity::Low, "money", Some("tom")),
        ];
        one.cells.insert(pains.clone(), both);
        let mut two = Stage::new(StageId::new("two").unwrap(), "Two");
        two.cells.insert(pains, vec![pain("lost", Severity::High, "money", None)]);
        map.stages = vec![one, two];
        map
    }

    fn kept(filter: &Filter) -> Vec<String> {
        let map = map();
        let sieve = Sieve::new(&map, &[], filter);
        let mut out = Vec::new();
        for (index, stage) in map.stages.iter().enumerate() {
            for lane in &map.lanes {
                let cards = stage.cell(&lane.id).iter();
                let of_stage = sieve.of_stage(index, stage);
                out.extend(cards.filter(|c| of_stage.keeps(&lane.id, c)).map(|c| c.id.to_string()));
            }
        }
        assert_eq!(sieve.count(), (out.len(), 4));
        out
    }

    #[test]
    fn conditions_add_up() {
        let all = Filter::default();
        assert_eq!(kept(&all), ["step", "late", "dear", "lost"]);
        let maya = Filter { owner: PersonId::new("maya").ok(), ..all.clone() };
        assert_eq!(kept(&maya), ["step", "late"]);
        let tom = Filter { owner: PersonId::new("tom").ok(), ..all.clone() };
        assert_eq!(kept(&tom), ["dear"]);
        let severe = Filter { severity: Some(Severity::High), ..all.clone() };
        assert_eq!(kept(&severe), ["late", "lost"]);
        assert_eq!(kept(&Filter { owner: maya.owner, ..severe }), ["late"]);
        assert_eq!(kept(&Filter { tag: Some("äRGER".into()), ..all.clone() }), ["late"]);
        assert_eq!(kept(&Filter { lane: LaneId::new("doing").ok(), ..all }), ["step"]);
    }

    #[test]
    fn a_state_that_no_stage_is_in_keeps_nothing() {
        let filter = Filter { states: vec![crate::rules::StateKind::Stale], ..Filter::default() };
        assert!(kept(&filter).is_empty());
        let map = map();
        let sieve = Sieve::new(&map, &[], &filter);
        assert!(!sieve.keeps_stage(0) && !sieve.keeps_all() && !sieve.keeps_stage(9));
    }
}
