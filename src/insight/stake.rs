//! Value at stake: what the contacts of all open pains cost a month.

use super::cost::contact_cost;
use crate::map::card::{Card, PainStatus};
use crate::map::{Decimal, Map, Stage, Workspace};

/// The cost of open pains, and how many of them it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stake {
    /// Money a month, over the pains whose cost is known.
    pub amount: Decimal,
    /// Open pains.
    pub open: usize,
    /// Open pains whose cost is not known.
    pub missing: usize,
}

impl Stake {
    /// The money a month, if the cost of at least one pain is known.
    pub fn known(&self) -> Option<Decimal> {
        (self.open > self.missing).then_some(self.amount)
    }

    fn add(mut self, card: &Card, workspace: &Workspace) -> Self {
        let Some(pain) = card.pain().filter(|p| p.status == PainStatus::Open) else { return self };
        self.open += 1;
        match contact_cost(pain, workspace).amount() {
            Some(amount) => self.amount = self.amount.plus(amount),
            None => self.missing += 1,
        }
        self
    }
}

/// What is at stake in a stage.
pub fn stage_stake(stage: &Stage, workspace: &Workspace) -> Stake {
    stage.cards().fold(Stake::default(), |sum, card| sum.add(card, workspace))
}

/// What is at stake in a map.
pub fn map_stake(map: &Map, workspace: &Workspace) -> Stake {
    map.cards().fold(Stake::default(), |sum, card| sum.add(card, workspace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::{Contacts, Pain};
    use crate::map::id::{CardId, LaneId, MapId, StageId};
    use crate::map::{Body, CardKind};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn pain(id: &str, per_month: Option<&str>, status: PainStatus) -> Card {
        let mut card = Card::new(CardId::new(id).unwrap(), CardKind::Pain, "It hurts");
        let contacts = Contacts { per_month: per_month.map(d), minutes: Some(d("2")), ..Contacts::default() };
        card.body = Body::Pain(Box::new(Pain { status, contacts: Some(contacts), ..Pain::default() }));
        card
    }

    #[test]
    fn open_pains_count_and_unknown_ones_are_told() {
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        let mut stage = Stage::new(StageId::new("s").unwrap(), "S");
        let cards = vec![
            pain("a", Some("100"), PainStatus::Open),
            pain("b", Some("50"), PainStatus::Open),
            pain("c", None, PainStatus::Open),
            pain("d", Some("1000"), PainStatus::Resolved),
            pain("e", Some("1000"), PainStatus::Accepted("rare".into())),
        ];
        stage.cells.insert(LaneId::new("pains").unwrap(), cards);
        map.stages = vec![stage];
        let workspace = Workspace { cost_per_minute: Some(d("0.5")), ..Workspace::default() };
        assert_eq!(map_stake(&map, &workspace), Stake { amount: d("150"), open: 3, missing: 1 });
        assert_eq!(map_stake(&map, &Workspace::default()).known(), None);
        assert_eq!(stage_stake(&map.stages[0], &workspace), map_stake(&map, &workspace));
    }
}
