//! Votes, groups, places and scores of a workshop.

use super::gather::{card as card_of, cards, named};
use super::{CardName, Gave, Grouped, Placed, Range, Scored, Vote, Voted};
use crate::map::card::Emotion;
use crate::map::id::CardId;
use crate::workshop::Ballot;
use crate::workshop::called::Called;
use crate::workshop::voices::Spread;

pub(super) fn vote(called: &Called<'_>, ballot: &Ballot) -> Vote {
    let totals = ballot.totals();
    let cards: Vec<Voted> = totals
        .iter()
        .filter(|(_, dots)| *dots > 0)
        .map(|(card, dots)| Voted {
            card: voted(called, ballot, card),
            dots: *dots,
            by: by(called, ballot, card),
        })
        .collect();
    Vote {
        open: ballot.is_open,
        again: ballot.again.is_some(),
        dots: ballot.dots,
        voters: ballot.voters().count(),
        closed: ballot.is_closed,
        without: totals.len() - cards.len(),
        cards,
    }
}

/// A card that was voted on, by the name of its group where it stood for one.
fn voted(called: &Called<'_>, ballot: &Ballot, card: &CardId) -> CardName {
    let name = card_of(called, card);
    let text = called.session.called(card, &ballot.on, &name.text);
    CardName { text, ..name }
}

/// Who gave a card its dots: nobody's business but of an open vote.
fn by(called: &Called<'_>, ballot: &Ballot, card: &CardId) -> Vec<Gave> {
    let gave = |who| (who, ballot.of(who, card));
    let all = ballot.voters().filter(|_| ballot.is_open).map(gave).filter(|(_, dots)| *dots > 0);
    all.map(|(who, dots)| Gave { who: named(called, who), dots }).collect()
}

pub(super) fn groups(called: &Called<'_>) -> Vec<Grouped> {
    let group = |cluster: &crate::workshop::Cluster| Grouped {
        name: cluster.name.to_string(),
        cards: cards(called, &cluster.cards),
    };
    called.session.clusters.iter().map(group).collect()
}

/// Most impact first; of the same impact what is easiest.
pub(super) fn placed(called: &Called<'_>) -> Vec<Placed> {
    let spots = &called.session.spots;
    let place = |card| {
        let (impact, effort) = spots.spot(card)?;
        let voices = impact.voices;
        Some(Placed { card: card_of(called, card), impact: level(impact), effort: level(effort), voices })
    };
    let mut placed: Vec<Placed> = spots.cards().filter_map(place).collect();
    placed.sort_by_key(|it| (std::cmp::Reverse(it.impact.middle), it.effort.middle));
    placed
}

fn level(spread: Spread<u8>) -> Range {
    // At most 5.
    let small = |value: u8| i8::try_from(value).unwrap_or(i8::MAX);
    let apart = spread.is_apart();
    Range { low: small(spread.low), middle: small(spread.middle), high: small(spread.high), apart }
}

/// The steps in the order of the journey, as far as they are still on it.
pub(super) fn scored(called: &Called<'_>) -> Vec<Scored> {
    let scores = &called.session.scores;
    let score = |card| {
        let spread = scores.scores(card)?;
        Some(Scored { card: card_of(called, card), score: feeling(spread), voices: spread.voices })
    };
    let mut scored: Vec<Scored> = scores.cards().filter_map(score).collect();
    scored.sort_by_key(|it| called.place_of(&it.card.id));
    scored
}

fn feeling(spread: Spread<Emotion>) -> Range {
    Range {
        low: spread.low.score(),
        middle: spread.middle.score(),
        high: spread.high.score(),
        apart: spread.is_apart(),
    }
}
