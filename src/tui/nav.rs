//! Where the focus goes: pure functions over a map.
//!
//! x = stages, y = lanes; each cell is a list of cards. Above the grid stand the stage headers, left of it the lane
//! headers. Up and down run through the cards of a stage, from lane to lane.

use super::focus::Focus;
use crate::map::edit::Target;
use crate::map::id::{LaneId, StageId};
use crate::map::{Map, Place, Stage};

/// Where a focus stands in the grid; `None` for a header's missing part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The column.
    pub stage: Option<usize>,
    /// The row; `None` on a stage header.
    pub lane: Option<usize>,
    /// The position in the cell.
    pub card: usize,
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the stage on the left; before the first one: the lane's header.
    Left,
    /// To the stage on the right.
    Right,
    /// One card up, or to the lane above; above the first lane: the stage's header.
    Up,
    /// One card down, or to the lane below.
    Down,
    /// To the next lane of the same stage.
    NextLane,
    /// To the lane before.
    PreviousLane,
    /// To the first card of the stage.
    Top,
    /// To the last card of the stage.
    Bottom,
    /// To the first stage.
    FirstStage,
    /// To the last stage.
    LastStage,
}

/// The spot of a focus; things that are gone give `None`.
pub fn spot(map: &Map, focus: &Focus) -> Option<Spot> {
    spot_near(map, focus, 0)
}

/// As [`spot`], quickly found where a focused card is not far behind the stage at `near`.
pub fn spot_near(map: &Map, focus: &Focus, near: usize) -> Option<Spot> {
    match focus {
        Focus::Map => None,
        Focus::Stage(stage) => Some(Spot { stage: Some(map.stage_index(stage)?), lane: None, card: 0 }),
        Focus::Lane(lane) => Some(Spot { stage: None, lane: Some(map.lane_index(lane)?), card: 0 }),
        Focus::Cell(stage, lane) => {
            Some(Spot { stage: Some(map.stage_index(stage)?), lane: Some(map.lane_index(lane)?), card: 0 })
        }
        Focus::Card(card) => {
            if let Some((stage, lane, card)) = map.place_near(card, near) {
                return Some(Spot { stage: Some(stage), lane: Some(map.lane_index(lane)?), card });
            }
            let place = map.place(card)?;
            let stage = place.stage.as_ref().and_then(|s| map.stage_index(s));
            Some(Spot { stage, lane: Some(map.lane_index(&place.lane)?), card: place.index })
        }
    }
}

/// The focus at a spot: the nearest card of the cell, the empty cell, or a header.
pub fn at(map: &Map, spot: &Spot) -> Focus {
    let stage = spot.stage.and_then(|s| map.stages.get(s));
    let lane = spot.lane.and_then(|l| map.lanes.get(l));
    match (stage, lane) {
        (None, None) => Focus::Map,
        (Some(stage), None) => Focus::Stage(stage.id.clone()),
        (None, Some(lane)) => Focus::Lane(lane.id.clone()),
        (Some(stage), Some(lane)) => in_cell(stage, &lane.id, spot.card),
    }
}

/// The card nearest to `index` in a cell, or the empty cell.
pub fn in_cell(stage: &Stage, lane: &LaneId, index: usize) -> Focus {
    let cell = stage.cell(lane);
    match cell.get(index).or_else(|| cell.last()) {
        Some(card) => Focus::Card(card.id.clone()),
        None => Focus::Cell(stage.id.clone(), lane.clone()),
    }
}

/// The focus one step away; where there is nothing further it stays.
pub fn step(map: &Map, focus: &Focus, step: Step) -> Focus {
    step_from(map, spot(map, focus), step)
}

/// The focus one step away from a spot; without one, where a map is entered.
pub fn step_from(map: &Map, from: Option<Spot>, step: Step) -> Focus {
    let Some(spot) = from else { return first(map) };
    let last_lane = map.lanes.len().saturating_sub(1);
    let last_stage = map.stages.len().saturating_sub(1);
    let to = match step {
        Step::Left => left(spot),
        Step::Right if map.stages.is_empty() => spot,
        Step::Right => Spot { stage: Some(spot.stage.map_or(0, |s| (s + 1).min(last_stage))), ..spot },
        Step::Up => return up(map, spot),
        Step::Down => return down(map, spot),
        Step::NextLane => {
            Spot { lane: Some(spot.lane.map_or(0, |l| (l + 1).min(last_lane))), card: 0, ..spot }
        }
        Step::PreviousLane => Spot {
            lane: spot.lane.and_then(|l| l.checked_sub(1)).or(spot.stage.is_none().then_some(0)),
            card: 0,
            ..spot
        },
        Step::Top => Spot { lane: Some(0), card: 0, ..spot },
        Step::Bottom => Spot { lane: Some(last_lane), card: usize::MAX, ..spot },
        Step::FirstStage => Spot { stage: Some(0), ..spot },
        Step::LastStage => Spot { stage: Some(last_stage), ..spot },
    };
    at(map, &to)
}

fn left(spot: Spot) -> Spot {
    match (spot.stage, spot.lane) {
        // Before the first stage stands the lane's header; left of a stage header there is nothing more.
        (Some(0), Some(_)) => Spot { stage: None, ..spot },
        (Some(s), _) => Spot { stage: Some(s.saturating_sub(1)), ..spot },
        (None, _) => spot,
    }
}

fn up(map: &Map, spot: Spot) -> Focus {
    match (spot.stage, spot.lane) {
        (_, None) => Focus::Map,
        (Some(_), Some(_)) if spot.card > 0 => at(map, &Spot { card: spot.card - 1, ..spot }),
        (Some(_), Some(0)) => at(map, &Spot { lane: None, ..spot }),
        (_, Some(l)) => at(map, &Spot { lane: Some(l.saturating_sub(1)), card: usize::MAX, ..spot }),
    }
}

fn down(map: &Map, spot: Spot) -> Focus {
    let Some(l) = spot.lane else { return at(map, &Spot { lane: Some(0), card: 0, ..spot }) };
    let cell = spot
        .stage
        .and_then(|s| map.stages.get(s))
        .zip(map.lanes.get(l))
        .map_or(0, |(s, lane)| s.cell(&lane.id).len());
    if spot.card + 1 < cell {
        return at(map, &Spot { card: spot.card + 1, ..spot });
    }
    if l + 1 >= map.lanes.len() {
        return at(map, &spot);
    }
    at(map, &Spot { lane: Some(l + 1), card: 0, ..spot })
}

/// Where a map is entered: its first stage's header, or the map when it has none.
pub fn first(map: &Map) -> Focus {
    map.stages.first().map_or(Focus::Map, |s| Focus::Stage(s.id.clone()))
}

/// The focus that stands where `old` stood before an edit took its thing away: same column and row, nearest card.
pub fn settle(map: &Map, old: &Focus, was: Option<&Spot>) -> Focus {
    if spot(map, old).is_some() {
        // A cell that has cards now is entered at its first card; a card never hides behind its cell.
        if let Focus::Cell(stage, lane) = old {
            return map.stage(stage).map_or_else(|| first(map), |s| in_cell(s, lane, 0));
        }
        return old.clone();
    }
    let Some(was) = was else { return first(map) };
    let clamp = |at: usize, len: usize| at.min(len.saturating_sub(1));
    if map.stages.is_empty() && was.stage.is_some() {
        return Focus::Map;
    }
    let spot = Spot {
        stage: was.stage.map(|s| clamp(s, map.stages.len())),
        lane: was.lane.map(|l| clamp(l, map.lanes.len())),
        card: was.card,
    };
    at(map, &spot)
}

/// The focus on what an edit is about.
pub fn focus_on(target: Target<'_>) -> Focus {
    match target {
        Target::Stage(id) => Focus::Stage(id.clone()),
        Target::Lane(id) => Focus::Lane(id.clone()),
        Target::Card(id) => Focus::Card(id.clone()),
    }
}

/// The stage of a focus.
pub fn stage_of<'a>(map: &'a Map, focus: &Focus) -> Option<&'a Stage> {
    spot(map, focus)?.stage.and_then(|s| map.stages.get(s))
}

/// Where a new card goes when it is added "here": after the focused card, or at the end of the focused cell.
pub fn place_for_new(map: &Map, focus: &Focus) -> Option<Place> {
    let spot = spot(map, focus)?;
    let stage = map.stages.get(spot.stage?)?;
    let lane = map.lanes.get(spot.lane?)?;
    lane.role.card_kind()?;
    let index = match focus {
        Focus::Card(_) => spot.card + 1,
        _ => stage.cell(&lane.id).len(),
    };
    Some(Place { stage: Some(stage.id.clone()), lane: lane.id.clone(), index })
}

/// The header of a stage by its number from 1.
pub fn stage_number(map: &Map, number: usize) -> Option<StageId> {
    map.stages.get(number.checked_sub(1)?).map(|s| s.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::CardKind;
    use crate::map::edit::{fresh_card_id, fresh_stage_id};
    use crate::map::id::{CountingIds, MapId};
    use crate::map::{Card, Role};

    /// Two stages; `doing` has two steps in the first and none in the second, pains one in each.
    fn map() -> Map {
        let mut ids = CountingIds::default();
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        for (name, steps) in [("A", 2), ("B", 0)] {
            let mut stage = Stage::new(fresh_stage_id(&map, name, &mut ids), name);
            for (role, kind, count) in
                [(Role::Steps, CardKind::Step, steps), (Role::Pains, CardKind::Pain, 1)]
            {
                let lane = map.lane_of(role).unwrap().id.clone();
                let cards = (0..count).map(|n| {
                    let text = format!("{name} {kind} {n}");
                    Card::new(fresh_card_id(&map, &text, "c", &mut ids), kind, &text)
                });
                let cards: Vec<_> = cards.collect();
                if !cards.is_empty() {
                    stage.cells.insert(lane, cards);
                }
            }
            map.stages.push(stage);
        }
        map
    }

    /// The focus in words: what the tests compare.
    fn say(map: &Map, focus: &Focus) -> String {
        match focus {
            Focus::Map => "map".into(),
            Focus::Stage(s) => format!("stage {}", map.stage(s).unwrap().name),
            Focus::Lane(l) => format!("lane {}", map.lane(l).unwrap().name),
            Focus::Cell(s, l) => format!("cell {} {}", map.stage(s).unwrap().name, map.lane(l).unwrap().name),
            Focus::Card(c) => format!("card {}", map.card(c).unwrap().text),
        }
    }

    #[track_caller]
    fn walk(steps: &[Step], expected: &[&str]) {
        let map = map();
        let mut focus = first(&map);
        let mut seen = Vec::new();
        for s in steps {
            focus = step(&map, &focus, *s);
            seen.push(say(&map, &focus));
        }
        assert_eq!(seen, expected);
    }

    #[test]
    fn down_runs_through_cards_and_lanes() {
        use Step::{Down, Up};
        walk(
            &[Down, Down, Down, Down, Down, Up, Up, Up],
            &[
                "card A step 0",
                "card A step 1",
                "cell A Emotion",
                "card A pain 0",
                "cell A Opportunities",
                "card A pain 0",
                "cell A Emotion",
                "card A step 1",
            ],
        );
    }

    #[test]
    fn sideways_keeps_the_row_and_reaches_the_lane_header() {
        use Step::{Down, Left, Right};
        walk(
            &[Down, Right, Right, Left, Left, Left, Right],
            &[
                "card A step 0",
                "cell B Doing",
                "cell B Doing",
                "card A step 0",
                "lane Doing",
                "lane Doing",
                "card A step 0",
            ],
        );
    }

    #[test]
    fn edges() {
        use Step::{Bottom, LastStage, NextLane, PreviousLane, Top, Up};
        walk(
            &[Up, Bottom, LastStage, Top, Up, NextLane, PreviousLane],
            &["map", "stage A", "stage B", "cell B Doing", "stage B", "cell B Doing", "stage B"],
        );
    }

    #[test]
    fn focus_stays_near_what_was_removed() {
        let mut map = map();
        let gone = map.stages[0].cell(&map.lane_of(Role::Steps).unwrap().id.clone())[1].id.clone();
        let focus = Focus::Card(gone.clone());
        let was = spot(&map, &focus);
        crate::map::edit::remove_card(&map, &gone).apply(&mut map).unwrap();
        assert_eq!(say(&map, &settle(&map, &focus, was.as_ref())), "card A step 0");
    }
}
