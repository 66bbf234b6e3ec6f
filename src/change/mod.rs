//! What differs between two states of a map: the diff, its words, and the seal, which tells whether a stage changed
//! since its review.

mod describe;
mod diff;
pub(crate) mod merge;
mod resolve;
mod revert;
pub mod seal;
mod words;

pub use describe::{Turn, Wording, card_facts, describe, stage_facts};
pub use diff::{
    Change, Concerns, Diff, Element, Field, Group, Spot, Unchanged, What, diff, diff_since_review, diff_stage,
};
pub use merge::{Merged, MergedWorkspace, Note, Side, SideNames, WORKSPACE, merge, merge_workspace};
pub use resolve::{Choice, Unresolvable, resolve, resolve_workspace};
pub use revert::revert;
pub use seal::seal;
pub use words::{Piece, PieceKind, excerpts, words};
