//! What becomes of a panic: on the thread that holds the terminal it ends the program, with the terminal
//! given back first; on a worker it becomes an error.

use std::any::Any;
use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, Once, PoisonError};

use crate::store::diagnostic::visible;

use super::guard;

/// A worker that panicked: what it said, and where in the source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("internal error: {0}")]
pub struct Panicked(pub String);

thread_local! {
    /// `Some` inside [`catch`]: the hook leaves its message here and keeps quiet.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Panics of threads that nobody watches, for the screen to tell.
static STRAY: Mutex<Vec<Panicked>> = Mutex::new(Vec::new());

/// More than these are not kept.
const MOST_STRAY: usize = 16;

/// Installs the hook, once for the process; before the terminal is taken.
pub fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !keep_quiet(info) {
                tell(info, &before);
            }
        }));
    });
}

/// Runs a worker's work; a panic in it becomes an error and disturbs nobody.
///
/// # Errors
/// [`Panicked`], with the message and the place.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    let outer = CAUGHT.replace(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = CAUGHT.replace(outer).filter(|said| !said.is_empty());
    result.map_err(|payload| Panicked(said.unwrap_or_else(|| message(payload.as_ref()))))
}

/// The panics of threads that nobody watches, since the last call.
pub fn take_stray() -> Vec<Panicked> {
    std::mem::take(&mut *STRAY.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Keeps the message for [`catch`] or [`take_stray`]; false when the panic has to be told now.
fn keep_quiet(info: &PanicHookInfo<'_>) -> bool {
    let is_caught = CAUGHT.with_borrow_mut(|caught| match caught {
        Some(said) => {
            *said = describe(info);
            true
        }
        None => false,
    });
    if is_caught {
        return true;
    }
    let is_stray = guard::is_taken() && !guard::is_taken_here();
    if is_stray {
        let mut stray = STRAY.lock().unwrap_or_else(PoisonError::into_inner);
        if stray.len() < MOST_STRAY {
            stray.push(Panicked(describe(info)));
        }
    }
    is_stray
}

/// Gives the terminal back, then says what happened. Without a terminal the usual hook speaks.
fn tell(info: &PanicHookInfo<'_>, before: &dyn Fn(&PanicHookInfo<'_>)) {
    if guard::leave().is_none() {
        before(info);
        return;
    }
    let text = format!(
        "milepost: internal error: {}\nWhat was not saved is offered at the next start.\n",
        describe(info)
    );
    let _ = io::stderr().write_all(text.as_bytes());
}

/// What the panic said and where, on one line that a terminal does not act on.
fn describe(info: &PanicHookInfo<'_>) -> String {
    let said = message(info.payload());
    match info.location() {
        Some(place) => format!("{} ({}:{})", visible(&said), visible(place.file()), place.line()),
        None => visible(&said).into_owned(),
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    visible(text.unwrap_or("no message")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workers_panic_is_an_error_with_its_place() {
        install_hook();
        assert_eq!(catch(|| 7), Ok(7));
        let error = catch(|| -> u8 { panic!("bad \x1b[31m {}", "thing") }).unwrap_err();
        assert!(error.0.starts_with("bad ␛[31m thing (src/tui/term/panics.rs:"), "{error}");
        let nested = catch(|| catch(|| panic!("inner")).is_err());
        assert_eq!(nested, Ok(true));
    }

    #[test]
    fn a_workers_thread_can_be_watched() {
        install_hook();
        let worker = std::thread::spawn(|| catch(|| panic!("worker")));
        let result: Result<(), Panicked> = worker.join().unwrap();
        assert!(result.unwrap_err().to_string().starts_with("internal error: worker"));
    }
}
