//! The terminal itself: taken and given back, listened to, and painted on.
//!
//! Nothing is ever asked of the terminal, so nothing waits for its answer.

mod colour;
#[cfg(unix)]
mod csi;
mod glyph;
pub mod guard;
#[cfg(unix)]
mod input;
mod output;
mod paint;
pub mod panics;
mod pen;
#[cfg(test)]
#[cfg(unix)]
mod pty_tests;
mod screen;
#[cfg(unix)]
mod suspend;
#[cfg(unix)]
mod wait;
#[cfg(windows)]
#[path = "wait_windows.rs"]
mod wait;
mod woken;

pub use colour::ColorProfile;
pub use output::Output;
pub use screen::{Change, Screen};
#[cfg(unix)]
pub use suspend::suspend;
pub use wait::{Waiter, Waker};
pub use woken::{Sig, Woken};

use std::io;

use ratatui::layout::Size;

/// The terminal's size now, in columns and rows.
///
/// # Errors
/// When there is no terminal.
pub fn size() -> io::Result<Size> {
    let (width, height) = ratatui::crossterm::terminal::size()?;
    Ok(Size::new(width, height))
}
