//! Conflicts: what two sides changed differently, kept in the map until a person chooses.

use serde::{Deserialize, Serialize};

use super::id::ConflictId;
use super::text::{Label, Text};

/// Two sides changed the same thing differently. The values are kept as the file writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Stable in its file.
    pub id: ConflictId,
    /// The id of the element; the map's own id for its fields.
    pub at: Label,
    /// The field; `None`: the whole element.
    pub field: Option<Label>,
    /// What the common ancestor had.
    pub base: Option<Text>,
    /// What our side has.
    pub ours: Option<Text>,
    /// What their side has.
    pub theirs: Option<Text>,
    /// The name of our side: a branch.
    pub our_name: Option<Label>,
    /// The name of their side.
    pub their_name: Option<Label>,
}
