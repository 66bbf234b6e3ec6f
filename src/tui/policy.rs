//! The policy of the workspace, as it is looked at.

use super::app::Screen;
use crate::map::Map;
use crate::rules::Tally;

/// Which of its words is chosen, and what the rules say under it today.
#[derive(Debug, Clone, Default)]
pub struct PolicyView {
    /// The position in the list.
    pub row: usize,
    /// The screen that it was opened from.
    pub back: Screen,
    /// All maps of the workspace, once they are read: what a changed word does is counted in them.
    pub maps: Option<Vec<Map>>,
    /// What the rules find now.
    pub now: Tally,
}
