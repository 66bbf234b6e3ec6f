//! One worker that writes, in the order that it was asked to: two writes never overtake each other, and keys never
//! wait for the disk.

use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use super::super::event::Event;
use super::super::term::panics;
use super::post::Post;

type Job = Box<dyn FnOnce(&Post) + Send>;

/// The worker. Dropping it waits until everything asked for is done.
pub(super) struct Writer {
    post: Post,
    running: Option<(Sender<Job>, JoinHandle<()>)>,
}

impl Writer {
    /// Starts nothing yet: a session that only looks has no writer.
    pub(super) fn new(post: Post) -> Self {
        Self { post, running: None }
    }

    /// Asks for a job after all before it. A panic in it is told as a failure.
    pub(super) fn ask(&mut self, job: impl FnOnce(&Post) + Send + 'static) {
        if self.running.is_none() {
            let (send, receive) = channel::<Job>();
            let handle = self.post.spawn("writer", move |post| {
                for job in receive {
                    if let Err(panicked) = panics::catch(|| job(post)) {
                        post.event(Event::Failed(panicked.to_string()));
                    }
                }
            });
            self.running = handle.map(|handle| (send, handle));
        }
        match &self.running {
            Some((send, _)) => drop(send.send(Box::new(job))),
            // No thread to be had: better late than never.
            None => job(&self.post),
        }
    }

    /// Waits until everything asked for is done.
    pub(super) fn finish(&mut self) {
        if let Some((send, handle)) = self.running.take() {
            drop(send);
            let _ = handle.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}
