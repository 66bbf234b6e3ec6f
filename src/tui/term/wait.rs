//! Waiting for whatever comes first: a key, a worker, a signal, or a time. Nothing runs while nothing comes.
//!
//! The thread that waits is the only reader of the terminal, so a suspended or given-back terminal is read
//! by nobody. crossterm's reader is not used: it blocks inside a sequence that came in pieces, leaves the rest
//! of a long burst until the next key, and spins for ever once the terminal is gone.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

use super::input::Input;
use super::{Sig, Woken};

/// How long the rest of a started sequence may take, on a slow line too; then Esc was meant.
const ESCAPE: Duration = Duration::from_millis(40);

/// Bytes that one read takes at most.
const CHUNK: usize = 16 << 10;

/// A burst longer than this is cut, so that signals are seen in between.
const LONGEST_BURST: usize = 1 << 20;

const SIGNALS: [(i32, Sig); 6] = [
    (SIGWINCH, Sig::Resize),
    (SIGINT, Sig::Interrupt),
    (SIGTERM, Sig::Terminate),
    (SIGHUP, Sig::Hangup),
    (SIGTSTP, Sig::Suspend),
    (SIGCONT, Sig::Continue),
];

/// Wakes the waiting thread, from any thread.
#[derive(Debug, Clone)]
pub struct Waker {
    pipe: Arc<UnixStream>,
    flag: Arc<AtomicBool>,
}

impl Waker {
    /// Ends the current or next wait. Many calls before it end one wait.
    pub fn wake(&self) {
        if !self.flag.swap(true, Ordering::AcqRel) {
            // A full pipe wakes as well.
            let _ = rustix::io::write(&*self.pipe, b"w");
        }
    }
}

/// Where input comes from.
#[derive(Debug)]
enum Source {
    Stdin,
    Opened(OwnedFd),
}

impl Source {
    /// Standard input if it is a terminal; else the terminal of standard output or error by its name, since
    /// macOS cannot poll `/dev/tty`; else `/dev/tty`.
    fn find() -> io::Result<Self> {
        use rustix::stdio::{stderr, stdin, stdout};
        use rustix::termios::{isatty, ttyname};

        if isatty(stdin()) {
            return Ok(Self::Stdin);
        }
        let named = [stdout(), stderr()].into_iter().find_map(|fd| ttyname(fd, Vec::new()).ok());
        let path = named.and_then(|name| name.into_string().ok()).unwrap_or_else(|| "/dev/tty".to_owned());
        Ok(Self::Opened(File::options().read(true).open(path)?.into()))
    }

    fn fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin => rustix::stdio::stdin(),
            Self::Opened(fd) => fd.as_fd(),
        }
    }
}

/// The one reader of the terminal.
#[derive(Debug)]
pub struct Waiter {
    source: Source,
    is_hung: bool,
    input: Input,
    /// Where a read puts its bytes.
    chunk: Vec<u8>,
    /// When a started sequence counts as finished.
    escape_at: Option<Instant>,
    pipe: UnixStream,
    waker: Waker,
    flags: Vec<(Arc<AtomicBool>, Sig)>,
    ids: Vec<signal_hook::SigId>,
}

impl Waiter {
    /// Finds the terminal and listens for signals from now on.
    ///
    /// # Errors
    /// When there is no terminal to read from, or no pipe or signal handler can be made.
    pub fn new() -> io::Result<Self> {
        Self::over(Source::find()?)
    }

    fn over(source: Source) -> io::Result<Self> {
        let (pipe, far) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        far.set_nonblocking(true)?;
        let waker = Waker { pipe: Arc::new(far), flag: Arc::default() };
        let mut waiter = Self {
            source,
            is_hung: false,
            input: Input::default(),
            chunk: vec![0; CHUNK],
            escape_at: None,
            pipe,
            waker,
            flags: Vec::new(),
            ids: Vec::new(),
        };
        for (number, sig) in SIGNALS {
            waiter.listen(number, sig)?;
        }
        Ok(waiter)
    }

    /// The flag first, the pipe after it: who wakes by the pipe finds the flag.
    fn listen(&mut self, number: i32, sig: Sig) -> io::Result<()> {
        let flag = Arc::new(AtomicBool::new(false));
        self.ids.push(signal_hook::flag::register(number, Arc::clone(&flag))?);
        self.ids.push(signal_hook::low_level::pipe::register(number, self.waker.pipe.try_clone()?)?);
        self.flags.push((flag, sig));
        Ok(())
    }

    /// What wakes this waiter.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Waits until something comes, at most for `timeout` (`None`: without end), and puts every event that
    /// is there into `events`.
    ///
    /// # Errors
    /// When the system cannot wait. A terminal that is gone is no error but [`Sig::Hangup`], once.
    pub fn wait(&mut self, timeout: Option<Duration>, events: &mut Vec<Event>) -> io::Result<Woken> {
        let before = events.len();
        let mut woken = Woken::default();
        let now = Instant::now();
        let escape = self.escape_at.map(|at| at.saturating_duration_since(now));
        let limit = [timeout, escape].into_iter().flatten().min();
        let (has_input, has_pipe) = self.poll(limit)?;
        if has_pipe {
            self.drain_pipe();
        }
        if has_input && !self.read_all(events)? {
            woken.add(Sig::Hangup);
        }
        self.finish_escape(has_input, events);
        let raised = self.flags.iter().filter(|(flag, _)| flag.swap(false, Ordering::AcqRel));
        raised.for_each(|(_, sig)| woken.add(*sig));
        woken.woken = self.waker.flag.swap(false, Ordering::AcqRel);
        woken.terminal_ready = events.len() > before;
        Ok(woken)
    }

    /// Whether the terminal has something, and the pipe. An interrupted wait is one that ends early.
    fn poll(&self, limit: Option<Duration>) -> io::Result<(bool, bool)> {
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let terminal = self.source.fd();
        let mut fds = vec![PollFd::new(&self.pipe, PollFlags::IN)];
        if !self.is_hung {
            fds.push(PollFd::new(&terminal, PollFlags::IN));
        }
        match poll(&mut fds, limit.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok((false, true)),
            Err(error) => return Err(error.into()),
        }
        let is_ready = |at: usize| fds.get(at).is_some_and(|fd| !fd.revents().is_empty());
        Ok((is_ready(1), is_ready(0)))
    }

    /// What is in the pipe says nothing: the flags do.
    fn drain_pipe(&self) {
        let mut bytes = [0; 256];
        while matches!(rustix::io::read(&self.pipe, &mut bytes), Ok(1..)) {}
    }

    /// Reads until the terminal has no more; false when it is gone, which is found once.
    fn read_all(&mut self, events: &mut Vec<Event>) -> io::Result<bool> {
        let mut total = 0;
        while total < LONGEST_BURST {
            match rustix::io::read(self.source.fd(), &mut *self.chunk) {
                Ok(0) => return Ok(self.hang_up()),
                Ok(length) => {
                    self.input.feed(self.chunk.get(..length).unwrap_or_default(), events);
                    total += length;
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return Ok(self.hang_up()),
            }
            // Never a read that could block: only while there is something.
            if !self.poll(Some(Duration::ZERO))?.0 {
                break;
            }
        }
        Ok(true)
    }

    fn hang_up(&mut self) -> bool {
        self.is_hung = true;
        false
    }

    /// Lets a started sequence wait a little for its rest, then takes it as it is.
    fn finish_escape(&mut self, has_input: bool, events: &mut Vec<Event>) {
        if !self.input.is_waiting() {
            self.escape_at = None;
            return;
        }
        let now = Instant::now();
        match self.escape_at {
            Some(at) if !has_input && now >= at => {
                self.input.flush(events);
                self.escape_at = None;
            }
            Some(_) if !has_input => {}
            _ => self.escape_at = now.checked_add(ESCAPE),
        }
    }

    /// Forgets the stops that were asked for until now: they have been done.
    pub(super) fn forget_stops(&self) {
        let stops = self.flags.iter().filter(|(_, sig)| matches!(sig, Sig::Suspend | Sig::Continue));
        stops.for_each(|(flag, _)| flag.store(false, Ordering::Release));
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use ratatui::crossterm::event::{KeyCode, KeyModifiers};

    use super::super::input::key;
    use super::*;

    /// A raised signal reaches every waiter of the process: one test at a time.
    static ALONE: Mutex<()> = Mutex::new(());

    /// A waiter over one end of a socket, and the other end.
    fn pair() -> (Waiter, UnixStream, MutexGuard<'static, ()>) {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let (near, far) = UnixStream::pair().unwrap();
        (Waiter::over(Source::Opened(near.into())).unwrap(), far, alone)
    }

    fn letter(c: char) -> Event {
        key(KeyCode::Char(c), KeyModifiers::NONE)
    }

    #[test]
    fn a_burst_is_one_wake() {
        let (mut waiter, mut far, _alone) = pair();
        far.write_all(&b"j".repeat(3000)).unwrap();
        let mut events = Vec::new();
        let woken = waiter.wait(None, &mut events).unwrap();
        assert!(woken.terminal_ready);
        assert_eq!(events, vec![letter('j'); 3000]);
    }

    #[test]
    fn workers_wake_once_however_often_they_call() {
        let (mut waiter, _far, _alone) = pair();
        let waker = waiter.waker();
        std::thread::spawn(move || (0..10_000).for_each(|_| waker.wake())).join().unwrap();
        let mut events = Vec::new();
        let woken = waiter.wait(None, &mut events).unwrap();
        assert_eq!((woken.woken, woken.terminal_ready), (true, false));
        assert_eq!(waiter.wait(Some(Duration::ZERO), &mut events).unwrap(), Woken::default());
    }

    #[test]
    fn esc_comes_alone_when_nothing_follows_and_a_cut_arrow_stays_an_arrow() {
        let (mut waiter, mut far, _alone) = pair();
        let mut events = Vec::new();
        far.write_all(b"\x1b").unwrap();
        waiter.wait(None, &mut events).unwrap();
        far.write_all(b"[A").unwrap();
        waiter.wait(None, &mut events).unwrap();
        far.write_all(b"\x1b").unwrap();
        while events.len() < 2 {
            waiter.wait(None, &mut events).unwrap();
        }
        assert_eq!(events, [key(KeyCode::Up, KeyModifiers::NONE), key(KeyCode::Esc, KeyModifiers::NONE)]);
    }

    #[test]
    fn a_closed_terminal_is_told_once_and_not_read_again() {
        let (mut waiter, mut far, _alone) = pair();
        far.write_all(b"q").unwrap();
        drop(far);
        let mut events = Vec::new();
        let woken = waiter.wait(None, &mut events).unwrap();
        assert_eq!((woken.signals, events.as_slice()), (vec![Sig::Hangup], [letter('q')].as_slice()));
        assert_eq!(waiter.wait(Some(Duration::ZERO), &mut events).unwrap(), Woken::default());
    }

    #[test]
    fn signals_are_told() {
        let (mut waiter, _far, _alone) = pair();
        signal_hook::low_level::raise(SIGWINCH).unwrap();
        let woken = waiter.wait(None, &mut Vec::new()).unwrap();
        assert!(woken.signals.contains(&Sig::Resize));
    }
}
