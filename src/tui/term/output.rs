//! Standard output without a lock or a buffer, so that a panic hook can write too.

use std::io::{self, Write};

/// The terminal to write on. A write ends when the terminal has taken everything, or for good.
#[derive(Debug, Clone, Copy, Default)]
pub struct Output;

#[cfg(unix)]
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, poll};
        use rustix::io::Errno;

        let fd = rustix::stdio::stdout();
        loop {
            match rustix::io::write(fd, bytes) {
                Err(Errno::INTR) => {}
                // Somebody made the shared description non-blocking: wait until there is room.
                Err(Errno::AGAIN) => drop(poll(&mut [PollFd::new(&fd, PollFlags::OUT)], None)),
                other => return Ok(other?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(not(unix))]
impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stdout().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}
