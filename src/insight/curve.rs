//! The emotion curve: a point for each step that has a score, in the order of the journey.

use crate::map::id::CardId;
use crate::map::{Card, Decimal, Emotion, Map, Role, Stage};

/// A point of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint<'a> {
    /// The step.
    pub card: &'a CardId,
    /// Which stage, from 0.
    pub stage: usize,
    /// Where in the stage, from 0 (its left edge) to 1: points stand in the middle of equal parts.
    pub at: f64,
    /// The score.
    pub emotion: Emotion,
}

/// What a stage feels like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageFeeling {
    /// The mean of its scores.
    pub mean: Decimal,
    /// The lowest of them.
    pub trough: Emotion,
}

/// The curve through a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve<'a> {
    /// Its points, left to right.
    pub points: Vec<CurvePoint<'a>>,
    /// What each stage feels like; `None`: none of its steps has a score.
    pub stages: Vec<Option<StageFeeling>>,
}

/// The curve through a map: the steps of each stage, lane of steps by lane of steps, top to bottom.
pub fn curve(map: &Map) -> Curve<'_> {
    let mut out = Curve::default();
    for index in 0..map.stages.len() {
        let points = stage_curve(map, index);
        out.stages.push(feeling(&points));
        out.points.extend(points);
    }
    out
}

/// The curve's points in one stage, by its position.
pub fn stage_curve(map: &Map, index: usize) -> Vec<CurvePoint<'_>> {
    let Some(stage) = map.stages.get(index) else { return Vec::new() };
    let mut points: Vec<CurvePoint<'_>> = scores(map, stage)
        .map(|(card, emotion)| CurvePoint { card: &card.id, stage: index, at: 0.0, emotion })
        .collect();
    spread(&mut points);
    points
}

impl<'a> Curve<'a> {
    /// The points that one line goes through, line by line. A stage without a point parts two lines: what it feels like
    /// is not known, and a line through it would say that it is.
    pub fn lines(&self) -> impl Iterator<Item = &[CurvePoint<'a>]> {
        self.points.chunk_by(|one, next| next.stage <= one.stage + 1)
    }
}

fn scores<'a>(map: &'a Map, stage: &'a Stage) -> impl Iterator<Item = (&'a Card, Emotion)> {
    map.lanes
        .iter()
        .filter(|lane| lane.role == Role::Steps)
        .flat_map(|lane| stage.cell(&lane.id))
        .filter_map(|card| Some((card, card.step()?.emotion?)))
}

fn spread(points: &mut [CurvePoint<'_>]) {
    let parts = points.len() as f64;
    for (index, point) in points.iter_mut().enumerate() {
        point.at = (index as f64 + 0.5) / parts;
    }
}

fn feeling(points: &[CurvePoint<'_>]) -> Option<StageFeeling> {
    let trough = points.iter().map(|p| p.emotion).min()?;
    let sum: i64 = points.iter().map(|p| i64::from(p.emotion.score())).sum();
    let count = i64::try_from(points.len()).ok()?;
    let scaled = sum.checked_mul(10_000)?;
    let half = if scaled < 0 { -(count / 2) } else { count / 2 };
    Some(StageFeeling { mean: Decimal::from_ten_thousandths((scaled + half) / count), trough })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::{LaneId, MapId, StageId};
    use crate::map::{Body, CardKind, card::Step};

    fn stage(id: &str, scores: &[Option<i64>]) -> Stage {
        let mut stage = Stage::new(StageId::new(id).unwrap(), id);
        let cards = scores.iter().enumerate().map(|(index, score)| {
            let mut card = Card::new(CardId::new(&format!("{id}-{index}")).unwrap(), CardKind::Step, "Waits");
            card.body = Body::Step(Step { emotion: score.and_then(Emotion::new), ..Step::default() });
            card
        });
        stage.cells.insert(LaneId::new("doing").unwrap(), cards.collect());
        stage
    }

    #[test]
    fn points_stand_in_the_middle_of_equal_parts() {
        let mut map = Map::new(MapId::new("m").unwrap(), "M");
        map.stages = vec![
            stage("a", &[Some(1), None, Some(-2)]),
            stage("b", &[None]),
            stage("c", &[Some(2), Some(1), Some(2)]),
        ];
        let curve = curve(&map);
        let places: Vec<(usize, i8)> = curve.points.iter().map(|p| (p.stage, p.emotion.score())).collect();
        assert_eq!(places, [(0, 1), (0, -2), (2, 2), (2, 1), (2, 2)]);
        assert!((curve.points[0].at - 0.25).abs() < f64::EPSILON);
        assert!((curve.points[3].at - 0.5).abs() < f64::EPSILON);
        assert_eq!(
            curve.stages[0].map(|s| (s.mean.to_string(), s.trough.score())),
            Some(("-0.5".into(), -2))
        );
        assert_eq!(curve.stages[1], None);
        assert_eq!(curve.stages[2].map(|s| s.mean.to_string()), Some("1.6667".into()));
        let lines: Vec<usize> = curve.lines().map(<[_]>::len).collect();
        assert_eq!(lines, [2, 3], "nothing goes through the stage without a score");
    }
}
