//! The policy, as it is looked at: of the workspace, of the open map, of one of its stages.

use super::app::Screen;
use crate::map::Map;
use crate::map::id::StageId;
use crate::rules::Tally;

/// Whose policy is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// That of all maps.
    #[default]
    Workspace,
    /// That of the open map.
    Map,
    /// That of a stage of it.
    Stage(StageId),
}

/// Which of its words is chosen, and what the rules say under it today.
#[derive(Debug, Clone, Default)]
pub struct PolicyView {
    /// The position in the list.
    pub row: usize,
    /// Whose word a change is.
    pub scope: Scope,
    /// The screen that it was opened from.
    pub back: Screen,
    /// All maps of the workspace, once they are read: what a changed word does is counted in them.
    pub maps: Option<Vec<Map>>,
    /// What the rules find now.
    pub now: Tally,
}
