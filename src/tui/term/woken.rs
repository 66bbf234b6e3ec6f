//! Why a wait ended.

/// What the system or the user told the program outside of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sig {
    /// The terminal has a new size: ask for it, and paint everything.
    Resize,
    /// End: SIGINT from outside (Ctrl-C is a key).
    Interrupt,
    /// End: SIGTERM.
    Terminate,
    /// End: the terminal is gone, or SIGHUP. Nothing can be shown any more.
    Hangup,
    /// Stop: SIGTSTP from outside (Ctrl-Z is a key).
    Suspend,
    /// Go on after a stop that was not ours: take nothing for granted on the screen.
    Continue,
}

/// Why a wait ended; all empty after its time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Woken {
    /// There are new events.
    pub terminal_ready: bool,
    /// A worker woke us.
    pub woken: bool,
    /// What came from outside, each at most once.
    pub signals: Vec<Sig>,
}

impl Woken {
    /// Adds a signal once.
    pub(super) fn add(&mut self, sig: Sig) {
        if !self.signals.contains(&sig) {
            self.signals.push(sig);
        }
    }
}
