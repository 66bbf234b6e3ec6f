//! Questions to git about the repository around a workspace. Nothing that a file, an attribute or a hook asks for is run, nothing
//! is fetched, and nothing in the repository changes.

mod ask;
pub mod at;
mod bounded;
pub mod error;
pub mod history;
mod kept;
mod log;
pub mod repository;
pub mod snapshot;
#[cfg(test)]
pub(crate) mod testing;
pub mod trail;

pub use log::Logged;
