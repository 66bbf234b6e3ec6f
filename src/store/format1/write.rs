//! From a map to the shape of its file.

use super::FORMAT;
use super::cards::CardFile;
use super::journey::MapFile;
use super::shape::Shape;
use super::stage::StageFile;
use crate::map::id::StageId;
use crate::map::{Card, Lane, Map, Role, Stage};

impl From<&Map> for MapFile {
    fn from(map: &Map) -> Self {
        Self {
            format: FORMAT,
            id: Some(map.id.clone()),
            title: map.title.clone(),
            state: map.state,
            owner: map.owner.clone(),
            team: map.team.clone(),
            actor: map.actor.clone(),
            scenario: map.scenario.clone(),
            expectations: map.expectations.clone(),
            future_of: map.future_of.clone(),
            created: Shape::of(&map.created),
            review_every: map.review_every,
            tags: map.tags.clone(),
            flow: Shape::of(&map.flow),
            priority: Shape::of(&map.priority),
            policy: map.policy.clone(),
            snoozes: Shape::of(&map.snoozes),
            segments: Shape::of(&map.segments),
            events: Shape::of(&map.events),
            metrics: own_metrics(map),
            lanes: Shape::of(&map.written_lanes()),
            stages: map.stages.iter().map(|stage| of_stage(stage, &map.lanes)).collect(),
            conflicts: Shape::of(&map.conflicts),
        }
    }
}

fn own_metrics<C: CardFile>(map: &Map) -> Vec<C> {
    let lane = map.lane_of(Role::Metrics);
    lane.map(|lane| map.metrics.iter().filter_map(|card| C::of(card, None, &lane.id)).collect())
        .unwrap_or_default()
}

fn of_stage(stage: &Stage, lanes: &[Lane]) -> StageFile {
    StageFile {
        id: Some(stage.id.clone()),
        name: stage.name.clone(),
        goal: stage.goal.clone(),
        owner: stage.owner.clone(),
        team: stage.team.clone(),
        created: Shape::of(&stage.created),
        review_every: stage.review_every,
        tags: stage.tags.clone(),
        watches: stage.watches.clone(),
        reviewed: Shape::of(&stage.reviewed),
        snoozes: Shape::of(&stage.snoozes),
        policy: stage.policy.clone(),
        evidence: Shape::of(&stage.evidence),
        steps: cards(stage, lanes),
        notes: cards(stage, lanes),
        pains: cards(stage, lanes),
        opportunities: cards(stage, lanes),
        metrics: cards(stage, lanes),
    }
}

/// The cards of one kind, lane by lane from top to bottom.
fn cards<C: CardFile>(stage: &Stage, lanes: &[Lane]) -> Vec<C> {
    let rows = lanes.iter().filter(|lane| lane.role == Role::of(C::KIND));
    rows.flat_map(|lane| stage.cell(&lane.id).iter().filter_map(|card: &Card| of(card, &stage.id, lane)))
        .collect()
}

fn of<C: CardFile>(card: &Card, stage: &StageId, lane: &Lane) -> Option<C> {
    C::of(card, Some(stage), &lane.id)
}
