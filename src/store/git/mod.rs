//! Questions to git about the repository around a workspace. Nothing that a file, an attribute or a hook asks for is run, nothing
//! is fetched, and nothing in the repository changes.

mod ask;
pub mod error;
pub mod repository;
pub mod snapshot;
