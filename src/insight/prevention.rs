//! What an opportunity is worth: prevented contacts × handle minutes × cost per minute − what it costs (COPC).

use super::cost::{Cost, Missing, contact_cost};
use super::money::{Money, grouped};
use crate::map::card::{Card, Opportunity, OpportunityStatus, PainStatus};
use crate::map::id::CardId;
use crate::map::{Decimal, Map, Workspace};

/// A year, the period where none is stated, in months.
pub const DEFAULT_MONTHS: u32 = 12;

/// A hundredth.
fn percent_of(value: Decimal, percent: Decimal) -> Decimal {
    value.times(percent).times(Decimal::from_ten_thousandths(100))
}

/// Several treatments of one pain: 1 − Π(1 − p). Shares in percent, kept within 0 to 100.
pub fn combined(shares: impl IntoIterator<Item = Decimal>) -> Decimal {
    let all = Decimal::from_int(100);
    let left = shares
        .into_iter()
        .fold(all, |left, share| percent_of(left, all.minus(share.clamp(Decimal::ZERO, all))));
    all.minus(left)
}

/// The share that an opportunity prevents, in percent: what it did prevent where that is known, else what it should.
pub fn share(opportunity: &Opportunity) -> Option<Decimal> {
    opportunity.prevented.or(opportunity.prevents)
}

/// The share of a pain's contacts that its treatments prevent together, in percent; `None`: none of them says a share.
/// Dropped opportunities do not count.
pub fn pain_prevented(map: &Map, pain: &CardId) -> Option<Decimal> {
    let mut shares = map
        .treatments(pain)
        .filter_map(Card::opportunity)
        .filter(|o| o.status != OpportunityStatus::Dropped)
        .filter_map(share)
        .peekable();
    shares.peek().is_some().then_some(())?;
    Some(combined(shares))
}

/// What an opportunity alone is worth over a period, and which inputs are not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prevention {
    /// The period, in months.
    pub months: u32,
    /// The share that it prevents, in percent.
    pub share: Option<Decimal>,
    /// Contacts that it prevents in the period, over the pains whose contacts are known.
    pub contacts: Decimal,
    /// What these contacts would cost.
    pub gross: Decimal,
    /// What it costs to do, once.
    pub cost: Option<Decimal>,
    /// Open pains that it treats.
    pub pains: usize,
    /// Those whose cost is not known, with what is missing.
    pub unknown: Vec<(CardId, Missing)>,
}

impl Prevention {
    /// The value: prevented cost − cost of doing it. `None` where the share, the cost of doing it or every pain's cost is not known.
    pub fn value(&self) -> Option<Decimal> {
        self.share?;
        (self.pains > self.unknown.len()).then_some(())?;
        Some(self.gross.minus(self.cost?))
    }

    /// What is not known, in words; empty: nothing.
    pub fn missing(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.share.is_none() {
            out.push("the share that it prevents".to_owned());
        }
        if self.cost.is_none() {
            out.push("what it costs".to_owned());
        }
        if self.pains == 0 {
            out.push("an open pain that it treats".to_owned());
        }
        out.extend(self.unknown.iter().map(|(pain, missing)| format!("{} of {pain}", missing.words())));
        out
    }

    /// The arithmetic: `6,696 contacts prevented in 12 months, €39,171 − €12,000 = €27,171`.
    pub fn words(&self, money: Money<'_>) -> String {
        match (self.value(), self.cost) {
            (Some(value), Some(cost)) => format!(
                "{} contacts prevented in {} months, {} − {} = {}",
                grouped(Decimal::from_int(self.contacts.round())),
                self.months,
                money.full(self.gross),
                money.full(cost),
                money.full(value)
            ),
            _ => format!("value unknown; missing: {}", self.missing().join(", ")),
        }
    }
}

/// What the opportunity on `card` alone is worth over `months`; `None` for another kind of card.
pub fn prevention(map: &Map, card: &Card, workspace: &Workspace, months: u32) -> Option<Prevention> {
    let opportunity = card.opportunity()?;
    let mut out = Prevention {
        months,
        share: share(opportunity).map(|s| s.clamp(Decimal::ZERO, Decimal::from_int(100))),
        contacts: Decimal::ZERO,
        gross: Decimal::ZERO,
        cost: opportunity.cost,
        pains: 0,
        unknown: Vec::new(),
    };
    for id in &opportunity.treats {
        add_pain(&mut out, map, id, workspace);
    }
    Some(out)
}

fn add_pain(out: &mut Prevention, map: &Map, id: &CardId, workspace: &Workspace) {
    let pain = map.card(id).and_then(Card::pain);
    let Some(pain) = pain.filter(|p| p.status == PainStatus::Open) else { return };
    out.pains += 1;
    let part = out.share.unwrap_or_default();
    let months = Decimal::from_int(i64::from(out.months));
    match contact_cost(pain, workspace) {
        Cost::Known { contacts, amount, .. } => {
            out.contacts = out.contacts.plus(percent_of(contacts, part).times(months));
            out.gross = out.gross.plus(percent_of(amount, part).times(months));
        }
        Cost::Missing(missing) => out.unknown.push((id.clone(), missing)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::{Contacts, Pain};
    use crate::map::id::{LaneId, MapId, StageId};
    use crate::map::{Body, CardKind, Stage};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn opportunity(id: &str, prevents: Option<&str>, cost: Option<&str>) -> Card {
        let mut card = Card::new(CardId::new(id).unwrap(), CardKind::Opportunity, "Tell them");
        card.body = Body::Opportunity(Box::new(Opportunity {
            treats: vec![CardId::new("eta").unwrap()],
            prevents: prevents.map(d),
            cost: cost.map(d),
            ..Opportunity::default()
        }));
        card
    }

    fn map(opportunities: Vec<Card>) -> Map {
        let mut pain = Card::new(CardId::new("eta").unwrap(), CardKind::Pain, "No ETA");
        let contacts =
            Contacts { per_month: Some(d("1240")), minutes: Some(d("6.5")), ..Contacts::default() };
        pain.body = Body::Pain(Box::new(Pain { contacts: Some(contacts), ..Pain::default() }));
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        let mut stage = Stage::new(StageId::new("s").unwrap(), "S");
        stage.cells.insert(LaneId::new("pains").unwrap(), vec![pain]);
        stage.cells.insert(LaneId::new("opportunities").unwrap(), opportunities);
        map.stages = vec![stage];
        map
    }

    fn workspace() -> Workspace {
        Workspace { cost_per_minute: Some(d("0.9")), ..Workspace::default() }
    }

    #[test]
    fn treatments_combine() {
        assert_eq!(combined([d("50"), d("50")]), d("75"));
        assert_eq!(combined([d("45"), d("20"), d("10")]), d("60.4"));
        assert_eq!(combined([]), Decimal::ZERO);
        assert_eq!(combined([d("150"), d("-3")]), d("100"));
        let map = map(vec![opportunity("a", Some("50"), None), opportunity("b", Some("50"), None)]);
        assert_eq!(pain_prevented(&map, &CardId::new("eta").unwrap()), Some(d("75")));
        assert_eq!(pain_prevented(&map, &CardId::new("other").unwrap()), None);
    }

    #[test]
    fn a_year_of_prevention() {
        let map = map(vec![opportunity("sms", Some("45"), Some("12000"))]);
        let card = map.card(&CardId::new("sms").unwrap()).unwrap();
        let worth = prevention(&map, card, &workspace(), DEFAULT_MONTHS).unwrap();
        assert_eq!(worth.value(), Some(d("27171.6")));
        assert_eq!(
            worth.words(Money::new("€")),
            "6,696 contacts prevented in 12 months, €39,172 − €12,000 = €27,172"
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let map = map(vec![opportunity("sms", None, None)]);
        let card = map.card(&CardId::new("sms").unwrap()).unwrap();
        let worth = prevention(&map, card, &Workspace::default(), 12).unwrap();
        assert_eq!(worth.value(), None);
        assert_eq!(
            worth.words(Money::new("€")),
            "value unknown; missing: the share that it prevents, what it costs, cost per minute of eta"
        );
        assert_eq!(prevention(&map, map.card(&CardId::new("eta").unwrap()).unwrap(), &workspace(), 12), None);
    }
}
