//! Who has the terminal: the editor, or a participant's terminal. What a signal means is the same to both.

use std::io;

use ratatui::layout::Size;

use super::super::term::{self, Output, Screen, Sig, Waiter};

/// How a tenancy ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The person left.
    Quit,
    /// A signal, or the terminal's end, as the number of a signal.
    Signal(i32),
}

impl Ending {
    /// The end that a signal asks for; `None` where it asks for none.
    pub(super) fn by(sig: Sig) -> Option<Self> {
        match sig {
            Sig::Interrupt => Some(Self::Signal(2)),
            Sig::Terminate => Some(Self::Signal(15)),
            Sig::Hangup => Some(Self::Signal(1)),
            Sig::Resize | Sig::Continue | Sig::Suspend => None,
        }
    }
}

/// A program that has the terminal.
pub(super) trait Tenant {
    /// Where it listens, and where it paints.
    fn terminal(&mut self) -> (&Waiter, &mut Screen<Output>);

    /// It ends before the next wait.
    fn end(&mut self, ending: Ending);

    /// Writes down what was held back: it is about to stand still.
    fn settle(&mut self) {}

    /// It stood still and goes on, or why it could not.
    fn stood_still(&mut self, _done: io::Result<()>) {}

    /// The terminal may show anything, and has this size now, where it can be known.
    fn fitted(&mut self, _size: Option<Size>) {}

    /// Does what a signal asks for.
    fn signal(&mut self, sig: Sig) {
        match (Ending::by(sig), sig) {
            (Some(ending), _) => self.end(ending),
            (None, Sig::Suspend) => self.suspend(false),
            (None, _) => self.refit(),
        }
    }

    /// The terminal may show anything now, in any size.
    fn refit(&mut self) {
        let (_, screen) = self.terminal();
        screen.invalidate();
        let size = term::size().ok();
        if let Some(size) = size {
            screen.resize(size);
        }
        self.fitted(size);
    }

    /// Gives the terminal back and stands still until the shell lets it go on; `whole_group`: with all programs of its job.
    fn suspend(&mut self, whole_group: bool) {
        self.settle();
        let done = stop(self.terminal().0, whole_group);
        self.stood_still(done);
        self.refit();
    }
}

#[cfg(unix)]
fn stop(waiter: &Waiter, whole_group: bool) -> io::Result<()> {
    term::suspend(waiter, whole_group)
}

#[cfg(not(unix))]
fn stop(_waiter: &Waiter, _whole_group: bool) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this system cannot stop a program for a while"))
}
