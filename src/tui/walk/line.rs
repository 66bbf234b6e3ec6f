//! Steps on the emotion line: along its points; below them stand the stages' headers, above them the title.

use crate::insight::{CurvePoint, curve};
use crate::tui::doc::Doc;
use crate::tui::focus::Focus;
use crate::tui::nav::{self, Step};

/// Where a focus stands in this view.
enum Here {
    /// On a point, by its position among all.
    Point(usize),
    /// On a stage's header.
    Header(usize),
    /// On something else of a stage.
    Stage(usize),
    /// In no stage.
    Nowhere,
}

impl Doc {
    pub(super) fn line_step(&self, step: Step) -> Focus {
        let line = curve(&self.map);
        let points = &line.points;
        let to = match self.here(points) {
            Here::Point(at) => self.point_step(points, at, step),
            Here::Header(stage) => self.header_step(points, stage, step),
            Here::Stage(stage) => self.stage_step(points, stage, step),
            Here::Nowhere => match step {
                Step::Up | Step::Left | Step::PreviousLane => None,
                _ => points.first().map(on).or_else(|| Some(nav::first(&self.map))),
            },
        };
        to.unwrap_or_else(|| self.focus.clone())
    }

    fn here(&self, points: &[CurvePoint<'_>]) -> Here {
        if let Focus::Card(id) = &self.focus
            && let Some(at) = points.iter().position(|point| point.card == id)
        {
            return Here::Point(at);
        }
        let spot = nav::spot(&self.map, &self.focus);
        match (spot.as_ref().and_then(|s| s.stage), &self.focus) {
            (Some(stage), Focus::Stage(_)) => Here::Header(stage),
            (Some(stage), _) => Here::Stage(stage),
            (None, _) => Here::Nowhere,
        }
    }

    fn header(&self, stage: usize) -> Option<Focus> {
        self.map.stages.get(stage).map(|stage| Focus::Stage(stage.id.clone()))
    }

    fn point_step(&self, points: &[CurvePoint<'_>], at: usize, step: Step) -> Option<Focus> {
        let stage = points.get(at)?.stage;
        match step {
            Step::Left => points.get(at.checked_sub(1)?).map(on),
            Step::Right => points.get(at + 1).map(on),
            Step::Up => Some(Focus::Map),
            Step::Down => self.header(stage),
            Step::Top => in_stage(points, stage).next().map(on),
            Step::Bottom => in_stage(points, stage).last().map(on),
            Step::NextLane => points.iter().find(|p| p.stage > stage).map(on),
            Step::PreviousLane => {
                let before = points.iter().rfind(|p| p.stage < stage)?.stage;
                in_stage(points, before).next().map(on)
            }
            Step::FirstStage => points.first().map(on),
            Step::LastStage => points.last().map(on),
        }
    }

    fn header_step(&self, points: &[CurvePoint<'_>], stage: usize, step: Step) -> Option<Focus> {
        match step {
            Step::Left | Step::PreviousLane => self.header(stage.checked_sub(1)?),
            Step::Right | Step::NextLane => self.header(stage + 1),
            Step::Up => in_stage(points, stage).next().map(on).or(Some(Focus::Map)),
            Step::Top => in_stage(points, stage).next().map(on),
            Step::Bottom => in_stage(points, stage).last().map(on),
            Step::FirstStage => self.header(0),
            Step::LastStage => self.header(self.map.stages.len().checked_sub(1)?),
            Step::Down => None,
        }
    }

    /// From a card that is not on the line: to the points beside it.
    fn stage_step(&self, points: &[CurvePoint<'_>], stage: usize, step: Step) -> Option<Focus> {
        match step {
            Step::Left | Step::PreviousLane => points.iter().rfind(|p| p.stage < stage).map(on),
            Step::Right | Step::NextLane => points.iter().find(|p| p.stage > stage).map(on),
            Step::Up => in_stage(points, stage).next().map(on).or(Some(Focus::Map)),
            Step::Down => self.header(stage),
            _ => self.header_step(points, stage, step),
        }
    }
}

fn on(point: &CurvePoint<'_>) -> Focus {
    Focus::Card(point.card.clone())
}

fn in_stage<'p, 'a>(points: &'p [CurvePoint<'a>], stage: usize) -> impl Iterator<Item = &'p CurvePoint<'a>> {
    points.iter().filter(move |point| point.stage == stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screens::testing::open;

    fn doc() -> Doc {
        open("terminal", "order-to-doorstep.ron").doc.unwrap()
    }

    #[test]
    fn right_runs_through_all_points_and_left_back() {
        let mut doc = doc();
        let all: Vec<Focus> = curve(&doc.map).points.iter().map(on).collect();
        doc.focus = doc.line_step(Step::Up);
        assert_eq!(doc.focus, all[0], "from the first header up to the first point");
        for step in [Step::Right, Step::Left] {
            let mut seen = vec![doc.focus.clone()];
            while doc.line_step(step) != doc.focus {
                doc.focus = doc.line_step(step);
                seen.push(doc.focus.clone());
            }
            if step == Step::Left {
                seen.reverse();
            }
            assert_eq!(seen, all);
        }
    }

    #[test]
    fn headers_stand_below_and_go_by_stage() {
        let mut doc = doc();
        doc.focus = nav::first(&doc.map);
        for stage in &doc.map.stages.clone() {
            assert_eq!(doc.focus, Focus::Stage(stage.id.clone()));
            doc.focus = doc.line_step(Step::Up);
            assert!(doc.card().is_some_and(|card| card.step().is_some()));
            doc.focus = doc.line_step(Step::Down);
            doc.focus = doc.line_step(Step::Right);
        }
    }

    #[test]
    fn a_card_beside_the_line_leads_to_its_neighbours() {
        let mut doc = doc();
        let pain = doc.map.stages[3].cards_of(crate::map::CardKind::Pain).next().unwrap().id.clone();
        let stage_of = |doc: &Doc| doc.map.stage_index(&doc.stage().unwrap().id).unwrap();
        for (step, stage) in [(Step::Right, 4), (Step::Left, 2), (Step::Up, 3), (Step::Down, 3)] {
            doc.focus = Focus::Card(pain.clone());
            doc.focus = doc.line_step(step);
            assert_eq!(stage_of(&doc), stage, "{step:?}");
        }
    }

    #[test]
    fn a_map_without_a_score_is_no_trap() {
        let mut doc = doc();
        doc.map.stages.iter_mut().for_each(|stage| stage.cells.clear());
        doc.focus = nav::first(&doc.map);
        for step in [Step::Up, Step::Down, Step::Right, Step::Left, Step::Top, Step::LastStage] {
            doc.focus = doc.line_step(step);
        }
        assert!(matches!(doc.focus, Focus::Stage(_) | Focus::Map));
    }
}
