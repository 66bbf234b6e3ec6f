//! What the rules say: the state of each stage, and findings.

pub mod days;
#[cfg(test)]
mod example;
mod facts;
mod limits;
mod state;

pub use facts::{Facts, StageFacts};
pub use limits::Limits;
pub use state::{
    Cause, Exempt, Gap, Judged, Reading, StageState, StateKind, effective_policy, gaps, stage_state,
};
