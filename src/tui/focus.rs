//! What has the focus on a map, by id: it survives every edit, undo and merge that leaves the thing in place.

use crate::map::id::{CardId, LaneId, StageId};

/// The one thing that verbs act on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Focus {
    /// The map itself: its title line. Also when it has no stage.
    #[default]
    Map,
    /// A stage's header.
    Stage(StageId),
    /// A lane's header.
    Lane(LaneId),
    /// A cell without a card to stand on: an empty one, or one of the emotion lane.
    Cell(StageId, LaneId),
    /// A card.
    Card(CardId),
}
