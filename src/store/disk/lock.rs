//! The lock that one save of one file holds: a file in the state folder, so that workspaces stay clean.

use std::fs::{File, TryLockError};
use std::io;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::dirs::Dirs;
use super::platform;
use super::target::Target;

/// How long a save waits for another one of the same file.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(5);

/// Held while it lives; the system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub struct SaveLock {
    /// Closing the file is what gives the lock back.
    _file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum LockError {
    /// Somebody else is saving, and did not finish in time.
    Busy,
    /// The lock could not be made: saving goes on without it, and says so.
    Unavailable(io::Error),
}

impl SaveLock {
    /// Waits for the lock of `target`, two seconds at most.
    pub fn acquire(dirs: &Dirs, target: &Target) -> Result<Self, LockError> {
        Self::acquire_within(dirs, target, PATIENCE)
    }

    fn acquire_within(dirs: &Dirs, target: &Target, patience: Duration) -> Result<Self, LockError> {
        let file = open(dirs, target).map_err(LockError::Unavailable)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(LockError::Busy),
                Err(TryLockError::Error(error)) => return Err(LockError::Unavailable(error)),
            }
        }
    }
}

/// The lock file stays when the lock is given back: removing it would let two savers hold two locks.
fn open(dirs: &Dirs, target: &Target) -> io::Result<File> {
    platform::open_own(&dirs.private("locks")?.join(format!("{}.lock", target.key())))
}

/// A child that a process was just starting may hold its lock for a moment longer than the process does. Whoever knows that
/// the holder is gone waits for that here; gives whether the lock was had in the end.
pub(in crate::store) fn had_soon(lock: &File) -> bool {
    const TRIES: u32 = 50;
    (0..TRIES).any(|_| {
        sleep(PAUSE);
        lock.try_lock().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_given_back() {
        let temp = tempfile::tempdir().unwrap();
        let dirs = Dirs::at(temp.path());
        let target = Target { folder: temp.path().to_owned(), name: "map.ron".into() };
        let other = Target { folder: temp.path().to_owned(), name: "other.ron".into() };
        let held = SaveLock::acquire(&dirs, &target).unwrap();
        let again = SaveLock::acquire_within(&dirs, &target, Duration::ZERO);
        assert!(matches!(again, Err(LockError::Busy)));
        assert!(SaveLock::acquire_within(&dirs, &other, Duration::ZERO).is_ok());
        drop(held);
        assert!(SaveLock::acquire_within(&dirs, &target, Duration::ZERO).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_planted_at_the_locks_name_is_not_followed() {
        let temp = tempfile::tempdir().unwrap();
        let dirs = Dirs::at(temp.path());
        let target = Target { folder: temp.path().to_owned(), name: "map.ron".into() };
        let victim = temp.path().join("victim");
        let planted = dirs.private("locks").unwrap().join(format!("{}.lock", target.key()));
        std::os::unix::fs::symlink(&victim, planted).unwrap();
        assert!(matches!(SaveLock::acquire(&dirs, &target), Err(LockError::Unavailable(_))));
        assert!(!victim.exists());
    }
}
