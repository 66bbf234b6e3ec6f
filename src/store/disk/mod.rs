//! The disk, below any format: files as bytes, saved whole or not at all, watched, locked, journalled.
//!
//! Nothing in here knows what a map is.

pub mod dirs;
pub mod error;
pub mod fs;
pub mod in_place;
pub mod journal;
pub mod local;
pub mod lock;
pub mod presence;
pub mod record;
pub mod save;
pub mod signature;
pub mod target;
pub mod trash;
pub mod watch;
pub mod words;

#[doc(hidden)]
pub mod faulty;

mod platform;
