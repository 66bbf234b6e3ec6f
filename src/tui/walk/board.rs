//! Steps on the board and in the outline: past what the filter leaves out.

use crate::map::Stage;
use crate::tui::doc::Doc;
use crate::tui::focus::Focus;
use crate::tui::nav::{self, Spot, Step};

/// A place in a stage where the focus can stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    lane: usize,
    card: usize,
    focus: Focus,
}

impl Doc {
    /// One step of the focus on the board and in the outline, over what the filter leaves out.
    pub(super) fn board_step(&self, step: Step) -> Focus {
        if self.view.filter.is_empty() {
            return nav::step_from(&self.map, self.spot(), step);
        }
        self.filtered_step(step).unwrap_or_else(|| self.focus.clone())
    }

    /// The places of a stage that are shown, in reading order.
    fn places(&self, index: usize, stage: &Stage) -> Vec<Place> {
        let sieve = self.sieve().of_stage(index, stage);
        let mut out = Vec::new();
        for (lane, of_lane) in self.map.lanes.iter().enumerate() {
            let cell = stage.cell(&of_lane.id);
            if cell.is_empty() && sieve.keeps_empty(&of_lane.id) {
                let focus = Focus::Cell(stage.id.clone(), of_lane.id.clone());
                out.push(Place { lane, card: 0, focus });
            }
            let kept = cell.iter().enumerate().filter(|(_, card)| sieve.keeps(&of_lane.id, card));
            out.extend(kept.map(|(card, c)| Place { lane, card, focus: Focus::Card(c.id.clone()) }));
        }
        out
    }

    fn places_at(&self, index: usize) -> Vec<Place> {
        self.map.stages.get(index).map_or_else(Vec::new, |stage| self.places(index, stage))
    }

    /// `None`: there is nothing further.
    fn filtered_step(&self, step: Step) -> Option<Focus> {
        let Some(spot) = nav::spot(&self.map, &self.focus) else { return Some(nav::first(&self.map)) };
        let last = self.map.stages.len().checked_sub(1);
        match (step, spot.stage) {
            (Step::Left, None) => None,
            (Step::Left, Some(stage)) => {
                let header = || nav::at(&self.map, &Spot { stage: None, ..spot.clone() });
                let beside = self.beside(&spot, (0..stage).rev());
                beside.or_else(|| spot.lane.map(|_| header()))
            }
            (Step::Right, from) => self.beside(&spot, from.map_or(0, |s| s + 1)..=last?),
            (Step::FirstStage, _) => self.beside(&spot, 0..=last?),
            (Step::LastStage, _) => self.beside(&spot, (0..=last?).rev()),
            (_, None) => Some(nav::step(&self.map, &self.focus, step)),
            (_, Some(stage)) => self.within(&spot, stage, step),
        }
    }

    /// The first of these stages that shows something: its header from a header, else what is nearest in it.
    fn beside(&self, spot: &Spot, mut stages: impl Iterator<Item = usize>) -> Option<Focus> {
        let Some(lane) = spot.lane else {
            let kept = stages.find(|at| self.sieve().keeps_stage(*at))?;
            return self.map.stages.get(kept).map(|stage| Focus::Stage(stage.id.clone()));
        };
        stages.find_map(|at| nearest(self.places_at(at), (lane, spot.card)))
    }

    fn within(&self, spot: &Spot, stage: usize, step: Step) -> Option<Focus> {
        let places = self.places_at(stage);
        let header = || self.map.stages.get(stage).map(|s| Focus::Stage(s.id.clone()));
        let here = spot.lane.map(|lane| (lane, spot.card));
        let before = |p: &&Place| here.is_some_and(|here| (p.lane, p.card) < here);
        let after = |p: &&Place| here.is_none_or(|here| (p.lane, p.card) > here);
        let focus = |p: &Place| p.focus.clone();
        match step {
            Step::Up if here.is_none() => Some(Focus::Map),
            Step::Up => places.iter().rfind(before).map(focus).or_else(header),
            Step::Down => places.iter().find(after).map(focus),
            Step::Top => places.first().map(focus),
            Step::Bottom => places.last().map(focus),
            Step::NextLane => places.iter().find(|p| spot.lane.is_none_or(|l| p.lane > l)).map(focus),
            Step::PreviousLane => {
                let lane = places.iter().rfind(|p| spot.lane.is_some_and(|l| p.lane < l)).map(|p| p.lane);
                let first = places.iter().find(|p| Some(p.lane) == lane);
                first.map(focus).or_else(header)
            }
            Step::Left | Step::Right | Step::FirstStage | Step::LastStage => None,
        }
    }

    /// Whether the filter shows what has the focus.
    pub fn shows_focus(&self) -> bool {
        let Some(spot) = nav::spot(&self.map, &self.focus) else { return true };
        let (Some(at), Some(lane)) = (spot.stage, spot.lane) else { return true };
        let (Some(stage), Some(lane)) = (self.map.stages.get(at), self.map.lanes.get(lane)) else {
            return true;
        };
        let sieve = self.sieve().of_stage(at, stage);
        self.card().map_or_else(|| sieve.keeps_empty(&lane.id), |card| sieve.keeps(&lane.id, card))
    }

    /// The shown card nearest to the focus: in its stage and lane first, then in its stage, then in the stages around.
    pub fn nearest_shown(&self) -> Option<Focus> {
        let spot = nav::spot(&self.map, &self.focus);
        let (stage, lane, card) =
            spot.map_or((0, 0, 0), |s| (s.stage.unwrap_or(0), s.lane.unwrap_or(0), s.card));
        let mut order: Vec<usize> = (0..self.map.stages.len()).collect();
        order.sort_by_key(|at| at.abs_diff(stage));
        order.into_iter().find_map(|at| {
            let mut places = self.places_at(at);
            places.retain(|place| matches!(place.focus, Focus::Card(_)));
            nearest(places, (lane, card))
        })
    }
}

fn nearest(places: Vec<Place>, (lane, card): (usize, usize)) -> Option<Focus> {
    let distance = |place: &Place| (place.lane.abs_diff(lane), place.card.abs_diff(card));
    places.into_iter().min_by_key(distance).map(|place| place.focus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::Severity;
    use crate::tui::screens::testing::open;
    use crate::tui::view::Filter;

    fn doc(filter: Filter) -> Doc {
        let mut doc = open("terminal", "order-to-doorstep.ron").doc.unwrap();
        doc.view.filter = filter;
        doc
    }

    /// Every card that steps reach from the first stage's header on.
    fn reached(doc: &mut Doc) -> usize {
        let mut count = 0;
        doc.focus = nav::first(&doc.map);
        for _ in 0..200 {
            let next = doc.board_step(Step::Down);
            let next = if next == doc.focus { doc.board_step(Step::Right) } else { next };
            if next == doc.focus {
                break;
            }
            doc.focus = next;
            if doc.card().is_some() {
                assert!(doc.shows_focus());
                count += 1;
            }
        }
        count
    }

    #[test]
    fn steps_stand_on_what_is_shown_alone() {
        let mut doc = doc(Filter { severity: Some(Severity::High), ..Filter::default() });
        assert!(reached(&mut doc) > 0);
        for step in [Step::Up, Step::Left, Step::NextLane, Step::PreviousLane, Step::Top, Step::Bottom] {
            doc.focus = doc.nearest_shown().unwrap();
            doc.focus = doc.board_step(step);
            assert!(doc.shows_focus(), "{step:?}");
        }
    }

    #[test]
    fn an_end_is_an_end_and_nothing_shown_is_no_trap() {
        let mut doc = doc(Filter { tag: Some("nobody has this".into()), ..Filter::default() });
        assert_eq!(doc.nearest_shown(), None);
        doc.focus = Focus::Card(doc.map.stages[2].cards().next().unwrap().id.clone());
        assert_eq!(doc.board_step(Step::Down), doc.focus);
        assert_eq!(doc.board_step(Step::Right), doc.focus);
        assert_eq!(doc.board_step(Step::Up), Focus::Stage(doc.map.stages[2].id.clone()));
    }

    #[test]
    fn a_lane_filter_keeps_its_empty_cells() {
        let lane = doc(Filter::default()).map.lane_of(crate::map::Role::Opportunities).unwrap().id.clone();
        let mut doc = doc(Filter { lane: Some(lane.clone()), ..Filter::default() });
        doc.map.stages[0].cells.remove(&lane);
        doc.focus = nav::first(&doc.map);
        assert_eq!(doc.board_step(Step::Down), Focus::Cell(doc.map.stages[0].id.clone(), lane));
    }
}
