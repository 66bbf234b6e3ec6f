//! Questions to git about the repository around a workspace. Nothing that a file, an attribute or a hook asks for is run, nothing
//! is fetched. Nothing in the repository changes, but by `setup`, which is asked to, and by `act`, which does what a person asked git to do.

pub mod act;
mod ask;
pub mod at;
pub mod author;
mod bounded;
pub mod error;
pub mod fork;
pub mod history;
pub mod hook;
pub(in crate::store) mod kept;
mod log;
pub mod repository;
pub mod setup;
pub mod share;
pub mod snapshot;
#[cfg(test)]
pub(crate) mod testing;
pub mod trail;
pub mod unmerged;

pub use log::Logged;
