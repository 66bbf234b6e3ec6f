//! What the mouse can hit, from the last frame drawn.

use ratatui::layout::Rect;

use super::board::Hits;
use super::focus::Focus;

/// Where the mouse can click and what it drags.
#[derive(Debug, Clone, Default)]
pub struct Pointer {
    /// What stands where on the map.
    pub hits: Hits,
    /// Rows of the atlas, the people or the policy: where, and which.
    pub rows: Vec<(Rect, usize)>,
    /// What the button went down on.
    pub held: Option<Focus>,
}
