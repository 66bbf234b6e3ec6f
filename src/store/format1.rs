//! Format 1 of a map's file, of a thread's and of `milepost.ron`: the shape that is written and read, apart from the model.
//!
//! The model may grow; this shape is frozen with the first release. A struct here is one pair of brackets in the file;
//! its fields stand in the order in which they are written. What a person may leave out is optional; ids that are left out
//! are derived (`ids`) before the shape becomes a [`Map`](crate::map::Map).

mod cards;
mod ids;
mod journey;
mod lanes;
mod people;
mod policy;
mod read;
mod records;
mod shape;
mod stage;
mod thread;
mod trouble;
mod write;

pub use journey::MapFile;
pub use people::WorkspaceFile;
pub use read::{Context, Read, into_map};
pub use thread::ThreadFile;
pub use trouble::{At, Trouble};

/// The number of this format.
pub const FORMAT: u32 = 1;
