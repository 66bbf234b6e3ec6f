//! What the rules say: the state of each stage, and findings.

mod agenda;
pub mod days;
mod docs;
mod examine;
#[cfg(test)]
mod example;
mod facts;
mod field;
mod finding;
mod holdings;
mod index;
mod knob;
mod limits;
mod outside;
mod plan;
mod repair;
mod roster;
mod rule;
mod sink;
mod state;
mod summary;
mod tally;
mod view;
mod voice;

pub use agenda::{Cadence, Due, agenda, monday};
pub use docs::{docs, explain};
pub use examine::{Found, examine, examine_across, examine_all, examine_workspace};
pub use facts::{Facts, StageFacts};
pub use field::Field;
pub use finding::{Finding, Target, WORKSPACE};
pub use holdings::{Holdings, Load, owner_limit};
pub use index::{Index, Use};
pub use knob::{Held, Knob, Source};
pub use limits::Limits;
pub use outside::{Commit, FeedEvent, Lost, OpenAction, Outside, VersionFact};
pub use plan::{Move, Plan, per_week, spread};
pub use repair::{Repair, Way};
pub(crate) use repair::{card_words, stage_words};
pub use roster::{RULES, rule};
pub use rule::{Limit, Look, Rule, When};
pub use sink::{Note, Sink};
pub use state::{
    Cause, Exempt, Gap, Happening, Judged, Reading, StageState, StateKind, effective_policy, gaps,
    stage_state,
};
pub use summary::{LastReview, MapSummary, NextDue};
pub use tally::Tally;
pub use view::{CardView, MapView, StageView, WorkspaceView};
pub use voice::Voice;
