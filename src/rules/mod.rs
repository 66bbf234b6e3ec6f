//! What the rules say: the state of each stage, and findings.

pub mod days;
mod docs;
mod examine;
#[cfg(test)]
mod example;
mod facts;
mod finding;
mod limits;
mod roster;
mod state;
mod summary;

pub use docs::{docs, explain};
pub use examine::{CardView, Found, MapView, Sink, StageView, examine, examine_all, level};
pub use facts::{Facts, StageFacts};
pub use finding::{Finding, Look, Rule, Target};
pub use limits::Limits;
pub use roster::{RULES, rule};
pub use state::{
    Cause, Exempt, Gap, Judged, Reading, StageState, StateKind, effective_policy, gaps, stage_state,
};
pub use summary::{LastReview, MapSummary, NextDue};
