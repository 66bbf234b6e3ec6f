//! The editor in the terminal.

mod act;
pub mod app;
pub mod ask;
pub mod atlas;
pub mod board;
pub mod cards;
pub mod commands;
pub mod doc;
pub mod driver;
pub mod effect;
pub mod event;
mod find;
pub mod focus;
pub mod forms;
pub mod help;
pub mod holdings;
pub mod keymap;
pub mod keys;
pub mod layer;
pub mod macros;
pub mod nav;
pub mod people;
pub mod pointer;
pub mod recovery;
pub mod repeat;
pub mod screens;
mod sieve;
pub mod status;
pub mod term;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;
mod walk;
pub mod widgets;
