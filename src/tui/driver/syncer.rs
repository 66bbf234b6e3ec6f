//! Puts the journal on the disk for good, at most once a second, without keys waiting for it.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long to rest between two synchronisations.
const REST: Duration = Duration::from_secs(1);

/// Asks a worker to synchronise. The worker sleeps until it is asked, and ends when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Syncer {
    worker: Option<(Sender<File>, JoinHandle<()>)>,
    /// Asked, and not begun yet: asking again would bring nothing.
    is_asked: Arc<AtomicBool>,
}

impl Syncer {
    /// Has the file that `file` gives synchronised soon. A power cut is what this is about: a process that dies loses
    /// nothing that was written.
    pub(super) fn ask(&mut self, file: impl FnOnce() -> std::io::Result<File>) {
        if self.is_asked.swap(true, Ordering::AcqRel) {
            return;
        }
        let Ok(file) = file() else { return };
        if self.worker.is_none() {
            let (send, receive) = channel();
            let is_asked = Arc::clone(&self.is_asked);
            let thread = std::thread::Builder::new().name("journal".to_owned());
            let handle = thread.spawn(move || sync_all(&receive, &is_asked)).ok();
            self.worker = handle.map(|handle| (send, handle));
        }
        if let Some((send, _)) = &self.worker {
            let _ = send.send(file);
        }
    }
}

impl Drop for Syncer {
    /// The worker's file shares the journal's lock: when this is gone, so is that.
    fn drop(&mut self) {
        if let Some((send, handle)) = self.worker.take() {
            drop(send);
            let _ = handle.join();
        }
    }
}

fn sync_all(receive: &Receiver<File>, is_asked: &AtomicBool) {
    let mut next = receive.recv().ok();
    while let Some(file) = next {
        is_asked.store(false, Ordering::Release);
        let _ = file.sync_data();
        drop(file);
        next = rest(receive);
    }
}

/// The next file, no sooner than after a rest; `None` when nobody asks any more.
fn rest(receive: &Receiver<File>) -> Option<File> {
    let start = Instant::now();
    let mut next = None;
    loop {
        match receive.recv_timeout(REST.saturating_sub(start.elapsed())) {
            Ok(file) => next = Some(file),
            Err(RecvTimeoutError::Timeout) if next.is_some() => return next,
            Err(RecvTimeoutError::Timeout) => return receive.recv().ok(),
            Err(RecvTimeoutError::Disconnected) => return next,
        }
    }
}
