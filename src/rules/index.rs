//! What is where in a map, found once for all rules: nothing is searched for card by card.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::map::id::{CardId, EvidenceId, SegmentId, StageId};
use crate::map::{Body, Card, CardKind, Map};

/// A map's elements by id, and which optional fields it uses.
#[derive(Debug, Default)]
pub struct Index<'a> {
    stages: HashSet<&'a StageId>,
    pains: HashSet<&'a CardId>,
    evidence: HashSet<&'a EvidenceId>,
    segments: HashSet<&'a SegmentId>,
    cited_segments: HashSet<&'a SegmentId>,
    treatments: HashMap<&'a CardId, Vec<&'a Card>>,
    uses: u32,
    /// Of each kind of card in the order of [`CardKind::ALL`]: how many cite evidence, and how many there are.
    citing: [(usize, usize); 5],
    /// Owned, so that the index can be lent for less than the map.
    twins: OnceCell<HashMap<CardId, CardId>>,
}

/// An optional field that a map may or may not use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Some stage has an owner of its own.
    StageOwner,
    /// Some stage has a piece of evidence.
    Evidence,
    /// Some card is about a segment.
    Segments,
    /// Some pain has an owner.
    PainOwner,
    /// Some pain has contacts.
    Contacts,
    /// Some opportunity has an owner.
    OpportunityOwner,
    /// Some opportunity has a due date.
    Due,
    /// Some opportunity treats a pain.
    Treats,
    /// Some opportunity says what it prevents, did prevent, or when it was shipped.
    Effect,
    /// Some stage has a metric.
    StageMetric,
    /// Some metric has a source.
    Source,
    /// Some metric has a target.
    MetricTarget,
    /// Some metric has a direction.
    Direction,
}

impl<'a> Index<'a> {
    /// Looks through a map once.
    pub fn of(map: &'a Map) -> Self {
        let mut index = Self {
            stages: map.stages.iter().map(|s| &s.id).collect(),
            evidence: map.evidence().map(|e| &e.id).collect(),
            segments: map.segments.iter().map(|s| &s.id).collect(),
            ..Self::default()
        };
        for stage in &map.stages {
            index.note(Use::StageOwner, stage.owner.is_some());
            index.note(Use::StageMetric, stage.cards_of(CardKind::Metric).next().is_some());
        }
        index.note(Use::Evidence, !index.evidence.is_empty());
        map.cards().for_each(|card| index.add(card));
        index
    }

    fn note(&mut self, what: Use, is_used: bool) {
        self.uses |= u32::from(is_used) << what as u32;
    }

    fn add(&mut self, card: &'a Card) {
        self.note(Use::Segments, !card.segments.is_empty());
        self.cited_segments.extend(&card.segments);
        if let Some((citing, all)) = self.citing.get_mut(card.kind() as usize) {
            *citing += usize::from(!card.evidence.is_empty());
            *all += 1;
        }
        let has_owner = card.owner.is_some();
        match &card.body {
            Body::Step(_) | Body::Note => (),
            Body::Pain(pain) => {
                self.pains.insert(&card.id);
                self.note(Use::PainOwner, has_owner);
                self.note(Use::Contacts, pain.contacts.is_some());
            }
            Body::Opportunity(opportunity) => {
                self.note(Use::OpportunityOwner, has_owner);
                self.note(Use::Due, opportunity.due.is_some());
                self.note(Use::Treats, !opportunity.treats.is_empty());
                let has_effect = opportunity.prevents.is_some() || opportunity.prevented.is_some();
                self.note(Use::Effect, has_effect || opportunity.shipped.is_some());
                for pain in &opportunity.treats {
                    self.treatments.entry(pain).or_default().push(card);
                }
            }
            Body::Metric(metric) => {
                self.note(Use::Source, metric.source.is_some());
                self.note(Use::MetricTarget, metric.target.is_some());
                self.note(Use::Direction, metric.direction.is_some());
            }
        }
    }

    /// Whether the map uses a field.
    pub fn uses(&self, what: Use) -> bool {
        self.uses & 1 << what as u32 != 0
    }

    /// Whether at least half of the cards of a kind cite evidence, so that one without is the exception.
    pub fn mostly_cites(&self, kind: CardKind) -> bool {
        let (citing, all) = self.citing.get(kind as usize).copied().unwrap_or_default();
        citing > 0 && citing * 2 >= all
    }

    /// Whether there is such a stage.
    pub fn has_stage(&self, id: &StageId) -> bool {
        self.stages.contains(id)
    }

    /// Whether there is such a pain.
    pub fn has_pain(&self, id: &CardId) -> bool {
        self.pains.contains(id)
    }

    /// Whether there is such a piece of evidence.
    pub fn has_evidence(&self, id: &EvidenceId) -> bool {
        self.evidence.contains(id)
    }

    /// Whether there is such a segment.
    pub fn has_segment(&self, id: &SegmentId) -> bool {
        self.segments.contains(id)
    }

    /// Whether some card is about this segment.
    pub fn cites_segment(&self, id: &SegmentId) -> bool {
        self.cited_segments.contains(id)
    }

    /// The opportunities that say that they treat a pain.
    pub fn treatments(&self, pain: &CardId) -> &[&'a Card] {
        self.treatments.get(pain).map_or(&[], Vec::as_slice)
    }

    /// The first card before this one that says the same: a pain or opportunity anywhere in the map, another card in its
    /// own stage. Case, and how words are spaced, make no difference.
    pub fn twin(&self, map: &Map, card: &CardId) -> Option<&CardId> {
        self.twins.get_or_init(|| twins(map)).get(card)
    }
}

fn twins(map: &Map) -> HashMap<CardId, CardId> {
    let mut first: HashMap<(Option<&StageId>, CardKind, u64), &Card> = HashMap::new();
    let mut twins = HashMap::new();
    let of_map = map.metrics.iter().map(|card| (None, card));
    let in_stages = map.stages.iter().flat_map(|stage| {
        let in_order = map.lanes.iter().flat_map(|lane| stage.cell(&lane.id));
        in_order.map(|card| (Some(&stage.id), card))
    });
    for (stage, card) in of_map.chain(in_stages).filter(|(_, card)| !card.text.is_empty()) {
        let is_of_map = matches!(card.kind(), CardKind::Pain | CardKind::Opportunity);
        let key = (stage.filter(|_| !is_of_map), card.kind(), hash(card));
        let other = *first.entry(key).or_insert(card);
        if other.id != card.id && letters(other).eq(letters(card)) {
            twins.insert(card.id.clone(), other.id.clone());
        }
    }
    twins
}

/// Of all letters: those that share it are compared. The multiplier of FNV.
fn hash(card: &Card) -> u64 {
    letters(card).fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

/// What a card says, in small letters, with one space between words.
fn letters(card: &Card) -> impl Iterator<Item = char> {
    let words = card.text.as_str().split_whitespace();
    words.flat_map(|word| word.chars().flat_map(small).chain([' ']))
}

/// In small letters, most of them without a look into the tables of Unicode.
fn small(c: char) -> impl Iterator<Item = char> {
    let (plain, other) =
        if c.is_ascii() { (Some(c.to_ascii_lowercase()), None) } else { (None, Some(c.to_lowercase())) };
    plain.into_iter().chain(other.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Stage, Text};
    use crate::rules::example::Example;

    #[test]
    fn twins_are_found_whatever_their_case_and_space() {
        let mut e = Example::default();
        e.put("pains", CardKind::Pain, "a").text = Text::new("No  ETA");
        e.put("pains", CardKind::Pain, "b").text = Text::new("no eta");
        e.put("doing", CardKind::Step, "c").text = Text::new("no eta");
        e.map.stages.push(Stage::new(StageId::new("next").unwrap(), "Next"));
        let cells = e.stage_mut().cells.clone();
        e.map.stages[1].cells = cells;
        for (at, card) in e.map.stages[1].cells.values_mut().flatten().enumerate() {
            card.id = CardId::new(&format!("n{at}")).unwrap();
        }
        let index = Index::of(&e.map);
        let twin = |id: &str| index.twin(&e.map, &CardId::new(id).unwrap()).map(CardId::as_str);
        assert_eq!([twin("a"), twin("b"), twin("c")], [None, Some("a"), None]);
        assert_eq!([twin("n0"), twin("n1"), twin("n2")], [None, Some("a"), Some("a")]);
    }
}
