//! The fields of a map, its stages and its lanes.

use crate::map::edit::{LaneField, MapField, StageField};
use crate::map::{Decimal, Flow, Lane, Layer, Map, Policy, Priority, Stage, State};
use crate::tui::widgets::form::Value;

use super::row::{self, Held, Kind, NUMBER, Row, words_of};

/// A review cadence, in days.
const CADENCE: Kind = Kind::Whole(1, 3650);
/// An answer to one of COPC's four questions.
const MARK: Kind = Kind::Whole(1, 5);

/// What a map has.
pub(super) const MAP: &[Row<Map>] = &[
    Row::<Map>::new(
        "title",
        Kind::Name,
        |m| row::text(Some(&m.title)),
        |m, v| m.title = v.label().unwrap_or_default(),
    ),
    Row::<Map>::new(
        "state",
        words_of!(State, none: false),
        |m| row::one(State::ALL, Some(m.state)),
        |m, v| m.state = v.choice(State::ALL).unwrap_or(m.state),
    )
    .words("what is, or what shall be"),
    Row::<Map>::new("owner", Kind::Person, |m| row::link(m.owner.as_slice()), |m, v| m.owner = v.person())
        .words("answers for every stage without an owner of its own"),
    Row::<Map>::new("team", Kind::Line, |m| row::text(m.team.as_ref()), |m, v| m.team = v.label()),
    Row::<Map>::new("actor", Kind::Line, |m| row::text(m.actor.as_ref()), |m, v| m.actor = v.label())
        .words("whose journey it is"),
    Row::<Map>::new(
        "scenario",
        Kind::Lines,
        |m| row::text(m.scenario.as_ref()),
        |m, v| m.scenario = v.lines(),
    )
    .words("what they set out to do, and where"),
    Row::<Map>::new(
        "expectations",
        Kind::Lines,
        |m| row::text(m.expectations.as_ref()),
        |m, v| m.expectations = v.lines(),
    ),
    Row::<Map>::new(
        "review every",
        CADENCE,
        |m| row::whole(m.review_every),
        |m, v| m.review_every = v.integer(),
    )
    .unit("days")
    .words("empty: as the workspace says"),
    Row::<Map>::new("tags", Kind::Tags, |m| row::tags(&m.tags), |m, v| m.tags = v.labels()),
    Row::<Map>::new("started", NUMBER, |m| flow(m, |f| f.started), |m, v| set_flow(m, v, |f| &mut f.started))
        .unit("journeys a month"),
    Row::<Map>::new(
        "completed",
        NUMBER,
        |m| flow(m, |f| f.completed),
        |m, v| set_flow(m, v, |f| &mut f.completed),
    )
    .unit("journeys a month"),
    Row::<Map>::new("silent", NUMBER, |m| flow(m, |f| f.silent), |m, v| set_flow(m, v, |f| &mut f.silent))
        .unit("journeys a month")
        .words("completed without any contact"),
    Row::<Map>::new(
        "as of",
        Kind::Day,
        |m| row::day(m.flow.as_ref().and_then(|f| f.as_of)),
        |m, v| in_flow(m, |f| f.as_of = v.date()),
    )
    .words("the day of these three numbers"),
    Row::<Map>::new(
        "counted by",
        Kind::Line,
        |m| row::text(m.flow.as_ref().and_then(|f| f.source.as_ref())),
        |m, v| in_flow(m, |f| f.source = v.label()),
    )
    .words("where these three numbers come from"),
    Row::<Map>::new("volume", MARK, |m| mark(m, |p| p.volume), |m, v| set_mark(m, v, |p| &mut p.volume))
        .words("how many go through it: 1 few, 5 very many"),
    Row::<Map>::new("value", MARK, |m| mark(m, |p| p.value), |m, v| set_mark(m, v, |p| &mut p.value))
        .words("what it is worth to the business: 1 little, 5 very much"),
    Row::<Map>::new(
        "feasibility",
        MARK,
        |m| mark(m, |p| p.feasibility),
        |m, v| set_mark(m, v, |p| &mut p.feasibility),
    )
    .words("how well it can be bettered: 1 hardly, 5 easily"),
    Row::<Map>::new(
        "complexity",
        MARK,
        |m| mark(m, |p| p.complexity),
        |m, v| set_mark(m, v, |p| &mut p.complexity),
    )
    .words("how much has to change: 1 little, 5 very much"),
];

fn flow(map: &Map, of: fn(&Flow) -> Option<Decimal>) -> Value {
    row::number(map.flow.as_ref().and_then(of))
}

/// Sets one number of the flow.
fn set_flow(map: &mut Map, value: &Value, of: fn(&mut Flow) -> &mut Option<Decimal>) {
    in_flow(map, |flow| *of(flow) = value.decimal());
}

/// Changes the flow; one that says nothing goes.
fn in_flow(map: &mut Map, change: impl FnOnce(&mut Flow)) {
    let mut flow = map.flow.take().unwrap_or_default();
    change(&mut flow);
    map.flow = (flow != Flow::default()).then_some(flow);
}

fn mark(map: &Map, of: fn(&Priority) -> Option<u8>) -> Value {
    row::whole(map.priority.as_ref().and_then(of))
}

/// Sets one mark; a priority without any goes.
fn set_mark(map: &mut Map, value: &Value, of: fn(&mut Priority) -> &mut Option<u8>) {
    let mut priority = map.priority.take().unwrap_or_default();
    *of(&mut priority) = value.integer();
    map.priority = (priority != Priority::default()).then_some(priority);
}

/// What a form of a map can change, each as the field that an edit sets.
pub(super) const MAP_FIELDS: &[fn(&Map) -> MapField] = &[
    |m| MapField::Title(m.title.clone()),
    |m| MapField::State(m.state),
    |m| MapField::Owner(m.owner.clone()),
    |m| MapField::Team(m.team.clone()),
    |m| MapField::Actor(m.actor.clone()),
    |m| MapField::Scenario(m.scenario.clone()),
    |m| MapField::Expectations(m.expectations.clone()),
    |m| MapField::ReviewEvery(m.review_every),
    |m| MapField::Tags(m.tags.clone()),
    |m| MapField::Flow(m.flow.clone()),
    |m| MapField::Priority(m.priority.clone()),
];

/// What a stage has.
pub(super) const STAGE: &[Row<Stage>] = &[
    Row::<Stage>::new(
        "name",
        Kind::Name,
        |s| row::text(Some(&s.name)),
        |s, v| s.name = v.label().unwrap_or_default(),
    ),
    Row::<Stage>::new("goal", Kind::Lines, |s| row::text(s.goal.as_ref()), |s, v| s.goal = v.lines())
        .words("what the customer wants to have reached at its end"),
    Row::<Stage>::new("owner", Kind::Person, |s| row::link(s.owner.as_slice()), |s, v| s.owner = v.person())
        .words("one person answers for it; empty: the owner of the map"),
    Row::<Stage>::new("team", Kind::Line, |s| row::text(s.team.as_ref()), |s, v| s.team = v.label()),
    Row::<Stage>::new(
        "review every",
        CADENCE,
        |s| row::whole(s.review_every),
        |s, v| s.review_every = v.integer(),
    )
    .unit("days")
    .words("empty: as the map says"),
    Row::<Stage>::new("tags", Kind::Tags, |s| row::tags(&s.tags), |s, v| s.tags = v.labels()),
    Row::<Stage>::new("created", Kind::Day, |s| row::day(s.created), |s, v| s.created = v.date())
        .words("its grace period starts here"),
    Row::<Stage>::new(
        "never review",
        Kind::Line,
        |s| row::text(s.policy.as_ref().and_then(|p| p.never.as_ref())),
        set_never,
    )
    .words("why it is never to be reviewed; empty: it is"),
];

/// Sets the reason for which a stage is never reviewed; a policy that says nothing goes.
fn set_never(stage: &mut Stage, value: &Value) {
    let policy = Policy { never: value.label(), ..stage.policy.take().unwrap_or_default() };
    stage.policy = (!policy.is_empty()).then_some(policy);
}

/// What a form of a stage can change.
pub(super) const STAGE_FIELDS: &[fn(&Stage) -> StageField] = &[
    |s| StageField::Name(s.name.clone()),
    |s| StageField::Goal(s.goal.clone()),
    |s| StageField::Owner(s.owner.clone()),
    |s| StageField::Team(s.team.clone()),
    |s| StageField::ReviewEvery(s.review_every),
    |s| StageField::Tags(s.tags.clone()),
    |s| StageField::Created(s.created),
    |s| StageField::Policy(s.policy.clone()),
];

/// What a lane has.
pub(super) const LANE: &[Row<Lane>] = &[
    Row::<Lane>::new(
        "name",
        Kind::Name,
        |l| row::text(Some(&l.name)),
        |l, v| l.name = v.label().unwrap_or_default(),
    ),
    Row::<Lane>::new(
        "layer",
        words_of!(Layer, none: true),
        |l| row::one(Layer::ALL, l.layer),
        |l, v| l.layer = v.choice(Layer::ALL),
    )
    .words("of the service blueprint; lines are drawn where it changes"),
];

/// What a form of a lane can change.
pub(super) const LANE_FIELDS: &[fn(&Lane) -> LaneField] =
    &[|l| LaneField::Name(l.name.clone()), |l| LaneField::Layer(l.layer)];
