//! The shapes of `--format json`, described in `docs/json.md`. A field may be added within a version, none changes.

use serde::Serialize;

/// The version of the shapes.
pub(super) const VERSION: u32 = 1;

/// What every answer is wrapped in.
#[derive(Debug, Serialize)]
pub(super) struct Envelope<T> {
    milepost: u32,
    #[serde(flatten)]
    body: T,
}

impl<T> Envelope<T> {
    /// An answer.
    pub(super) fn new(body: T) -> Self {
        Self { milepost: VERSION, body }
    }
}

/// The state of a stage.
#[derive(Debug, Serialize)]
pub(super) struct StageState {
    /// The stage's id.
    pub stage: String,
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Whether the owner is the map's.
    pub inherited: bool,
    /// The state, in a word.
    pub state: &'static str,
    /// Days late or left.
    pub days: Option<i32>,
    /// Why.
    pub why: String,
    /// When the next review is due.
    pub next_due: Option<String>,
}

/// The states of a map's stages on a day.
pub(super) fn states(facts: &crate::rules::Facts<'_>, today: jiff::civil::Date) -> Vec<StageState> {
    let state = |stage: &crate::map::Stage| {
        let state = crate::rules::stage_state(facts.stage(stage), today);
        let owner = facts.map.owner_of(stage);
        StageState {
            stage: stage.id.to_string(),
            name: stage.name.to_string(),
            inherited: owner.as_ref().is_some_and(|(_, inherited)| *inherited),
            owner: owner.map(|(id, _)| id.to_string()),
            state: state.kind.word(),
            days: state.days,
            why: state.why,
            next_due: state.next_due.map(|day| day.to_string()),
        }
    };
    facts.map.stages.iter().map(state).collect()
}
