//! How a clone stands to the others: what of the workspace is not committed, what is under way, and what the upstream has.

mod changed;
mod remote;
mod under_way;

pub use changed::{Changed, Entry, changed};
pub use remote::{Remote, Upstream, remote};
pub use under_way::{UnderWay, under_way};
