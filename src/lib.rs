//! Milepost: a terminal editor for living customer journey maps.
//!
//! The rooms, from the inside out; a room uses only those above it (see `ARCHITECTURE.md`).

pub mod map;

pub mod change;

pub mod insight;

pub mod rules;

pub mod exchange;

pub mod workshop;

pub mod store;

pub mod tui;

pub mod cli;
