//! The editor in the terminal.

pub mod keys;
pub mod theme;
