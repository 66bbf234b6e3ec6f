//! Maps and arbitrary edits, for property tests.

use proptest::prelude::*;

use super::super::card::{CardKind, Emotion, Severity};
use super::super::id::{CountingIds, LaneId, MapId, PersonId};
use super::super::lane::Role;
use super::super::text::{Label, Text};
use super::*;
use crate::map::Map;

/// A map with three stages, two cards in each cell, and a pain that is treated.
pub(crate) fn map() -> Map {
    let mut ids = CountingIds::default();
    let mut map = Map::new(MapId::new("m").unwrap(), "M");
    map.lanes.insert(2, Lane::new(LaneId::new("thinking").unwrap(), "Thinking", Role::Notes));
    for name in ["Order", "Wait", "Receive"] {
        let mut stage = Stage::new(fresh_stage_id(&map, name, &mut ids), name);
        let lanes: Vec<Lane> = map.lanes.clone();
        for lane in lanes {
            let Some(kind) = lane.role.card_kind() else { continue };
            for n in 0..2 {
                let text = format!("{name} {} {n}", kind.word());
                let card = Card::new(fresh_card_id(&map, &text, "card", &mut ids), kind, &text);
                stage.cells.entry(lane.id.clone()).or_default().push(card);
            }
        }
        map.stages.push(stage);
    }
    let pain = map.cards_of(CardKind::Pain).next().unwrap().id.clone();
    let opportunity = map.cards_of(CardKind::Opportunity).next().unwrap().id.clone();
    let treats = CardField::Opportunity(OpportunityField::Treats(vec![pain]));
    Edit::SetCard { card: opportunity, field: treats }.apply(&mut map).unwrap();
    assert_eq!(map.problems(), []);
    assert_eq!(map.dangling(), []);
    map
}

/// A recipe for an edit: numbers that are looked up in whatever map there is.
pub(crate) fn recipes() -> impl Strategy<Value = Vec<(u8, u16, u16, u16)>> {
    prop::collection::vec((0_u8..17, any::<u16>(), any::<u16>(), any::<u16>()), 1..40)
}

/// One of the items, whatever the number.
pub(crate) fn pick<T: Clone>(items: &[T], n: u16) -> Option<T> {
    (!items.is_empty()).then(|| items[n as usize % items.len()].clone())
}

fn place(map: &Map, a: u16, b: u16) -> Option<Place> {
    let stage = pick(&map.stages, a)?;
    let lane = pick(&map.lanes, b)?;
    Some(Place { stage: Some(stage.id), lane: lane.id, index: usize::from(a % 4) })
}

/// The edit that a recipe means for a map; `None`: it has nothing to work on.
pub(crate) fn cook(map: &Map, (what, a, b, c): (u8, u16, u16, u16), ids: &mut CountingIds) -> Option<Edit> {
    let cards: Vec<Card> = map.cards().cloned().collect();
    let card = pick(&cards, a);
    let stage = pick(&map.stages, a);
    let lane = pick(&map.lanes, b);
    let text = format!("text {c}");
    Some(match what {
        0 => add_stage(b.into(), Stage::new(fresh_stage_id(map, &text, ids), &text)),
        1 => remove_stage(map, &stage?.id),
        2 => Edit::MoveStage { stage: stage?.id, to: b.into() },
        3 => Edit::SetStage { stage: stage?.id, field: StageField::Name(Label::new(&text)) },
        4 => Edit::AddLane {
            at: a.into(),
            lane: Lane::new(fresh_lane_id(map, &text, ids), &text, Role::Notes),
            cells: vec![],
        },
        5 => remove_lane(map, &lane?.id),
        6 => Edit::MoveLane { lane: lane?.id, to: c.into() },
        7 => {
            let place = place(map, a, b)?;
            let kind = map.lane(&place.lane)?.role.card_kind()?;
            add_card(place, Card::new(fresh_card_id(map, &text, "card", ids), kind, &text))
        }
        8 => remove_card(map, &card?.id),
        9 => move_card(map, &card?.id, place(map, b, c)?)?,
        10 => Edit::SetCard { card: card?.id, field: CardField::Text(Text::new(&text)) },
        11 => {
            Edit::SetCard { card: card?.id, field: CardField::Pain(PainField::Severity(Severity::Critical)) }
        }
        12 => Edit::SetCard {
            card: card?.id,
            field: CardField::Step(StepField::Emotion(Emotion::new(i64::from(b % 5) - 2))),
        },
        13 => Edit::SetMap(MapField::Owner(PersonId::new("maya").ok())),
        16 => {
            Edit::Replace(Box::new(Map { stages: map.stages.iter().rev().cloned().collect(), ..map.clone() }))
        }
        14 => add_stage(b.into(), copy_stage(map, &stage?, ids)),
        _ => Edit::MoveCard { card: card?.id, to: place(map, b, c)? },
    })
}
