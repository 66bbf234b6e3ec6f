//! The one part of the editor that touches the world: it waits for what happens, tells the state of it, does what the
//! state asks for, and paints. Everything that may take long runs on a worker.

mod atlas;
mod clipboard;
mod config;
mod elsewhere;
mod files;
mod gather;
mod import;
mod input;
mod join;
mod leftover;
mod live;
mod open;
mod outside;
mod post;
mod program;
mod recorder;
mod room;
mod run;
mod saving;
mod session;
mod sharing;
mod states;
mod surroundings;
mod syncer;
mod tenant;
#[cfg(test)]
mod testing;
mod threads;
mod trial;
mod unmerged;
mod versions;
mod workspace;
mod world;
mod writer;

pub use join::{JoinStart, join};
pub use run::{RunError, RunStart, run};
