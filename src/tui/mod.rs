//! The editor in the terminal.

pub mod keys;
pub mod term;
pub mod text;
pub mod theme;
pub mod widgets;
