//! Taking the terminal and giving it back as it was found.
//!
//! What was taken is known to the whole process, not to a value: a panic hook, a signal and a destructor
//! can each give it back, and the first one does.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::output::Output;

/// What to ask of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modes {
    /// Report clicks, wheel and drags; the terminal's own selection then needs Shift.
    pub mouse: bool,
}

/// Who took the terminal, and with which modes.
#[derive(Debug, Clone, Copy)]
struct Taken {
    by: ThreadId,
    modes: Modes,
}

static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

/// Alternate screen, bracketed paste, hidden cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l";

/// Clicks, drags, and places beyond column 223; no report for mere movement.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Ends a started picture, then undoes what [`ENTER`] did.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";

fn taken() -> MutexGuard<'static, Option<Taken>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the terminal back when it goes out of scope, if nobody did before.
#[derive(Debug)]
#[must_use = "the terminal is given back when this is dropped"]
pub struct Guard(());

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// Takes the terminal for this thread.
///
/// # Errors
/// When there is no terminal, or it cannot be written to; it is then as it was.
pub fn enter(modes: Modes) -> io::Result<Guard> {
    resume(modes)?;
    Ok(Guard(()))
}

/// Takes the terminal again after [`leave`]; does nothing while it is taken.
///
/// # Errors
/// As [`enter`].
pub fn resume(modes: Modes) -> io::Result<()> {
    let mut taken = taken();
    if taken.is_some() {
        return Ok(());
    }
    enable_raw_mode()?;
    *taken = Some(Taken { by: thread::current().id(), modes });
    drop(taken);
    let mouse = if modes.mouse { MOUSE_ON } else { b"" };
    let written = Output.write_all(&[ENTER, mouse].concat());
    if written.is_err() {
        leave();
    }
    written
}

/// Gives the terminal back; returns the modes that it was taken with, or `None` if it was not taken.
/// Failures are passed over: there is nobody left to tell.
pub fn leave() -> Option<Modes> {
    let mut taken = taken();
    let modes = taken.take()?.modes;
    let mouse = if modes.mouse { MOUSE_OFF } else { b"" };
    let _ = Output.write_all(&[mouse, LEAVE].concat());
    let _ = disable_raw_mode();
    Some(modes)
}

/// Whether the terminal is taken.
pub fn is_taken() -> bool {
    taken().is_some()
}

/// Whether this thread took the terminal: its panic ends the program.
pub(super) fn is_taken_here() -> bool {
    taken().is_some_and(|taken| taken.by == thread::current().id())
}

/// Switches mouse reports on or off; does nothing while the terminal is not taken.
///
/// # Errors
/// Those of writing to the terminal.
pub fn set_mouse(on: bool) -> io::Result<()> {
    let mut taken = taken();
    match taken.as_mut() {
        Some(now) if now.modes.mouse != on => {
            now.modes.mouse = on;
            Output.write_all(if on { MOUSE_ON } else { MOUSE_OFF })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modes of a terminal after it was given these bytes: alternate screen, paste, mouse, hidden cursor.
    fn modes(bytes: &[u8]) -> (bool, bool, bool, bool) {
        let size = std::num::NonZero::new(5).unwrap();
        let mut terminal = vt100::Parser::new(size, size, 0);
        terminal.process(bytes);
        let screen = terminal.screen();
        let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        (screen.alternate_screen(), screen.bracketed_paste(), mouse, screen.hide_cursor())
    }

    #[test]
    fn leaving_undoes_everything_that_entering_did() {
        let entered = [ENTER, MOUSE_ON].concat();
        assert_eq!(modes(&entered), (true, true, true, true));
        assert_eq!(modes(&[&entered, MOUSE_OFF, LEAVE].concat()), (false, false, false, false));
    }

    #[test]
    fn leaving_what_was_not_taken_does_nothing() {
        assert_eq!(leave(), None);
        assert!(!is_taken() && !is_taken_here());
        set_mouse(true).unwrap();
    }
}
