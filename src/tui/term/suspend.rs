//! Stopping the program for a while, as Ctrl-Z does, with the terminal given back meanwhile.

use std::io;

use rustix::process::{Signal, getppid, getsid, kill_current_process_group};

use super::guard;
use super::wait::Waiter;

/// Whether somebody is there to go on with us: the shell that started us, in the same session. Without it
/// a stop would freeze the terminal.
fn has_shell() -> bool {
    let Some(parent) = getppid() else { return false };
    getsid(Some(parent)).is_ok_and(|session| getsid(None) == Ok(session))
}

/// Gives the terminal back, stops, and takes the terminal again when told to go on. The whole screen must
/// then be painted again, and its size asked for.
///
/// With `whole_group` (the user pressed Ctrl-Z) everything that was started together stops, as it would
/// outside of raw mode; without (somebody sent SIGTSTP) only this process.
///
/// # Errors
/// When there is no shell to go back to, or the terminal cannot be taken again.
pub fn suspend(waiter: &Waiter, whole_group: bool) -> io::Result<()> {
    if whole_group && !has_shell() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "there is no shell to go back to"));
    }
    let modes = guard::leave();
    if whole_group {
        kill_current_process_group(Signal::TSTP)?;
    }
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    waiter.forget_stops();
    modes.map_or(Ok(()), guard::resume)
}
