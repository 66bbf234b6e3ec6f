//! The way from workers to the thread that draws.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::super::event::Event;
use super::super::term::panics;
use super::saving::SaveReport;
use super::surroundings::Surroundings;
use super::world::Looked;
use crate::store::disk::trash::Trashed;
use crate::store::disk::watch::Watch;
use crate::store::whoami::Who;

/// What a worker has to say.
#[derive(Debug)]
pub(super) enum Message {
    /// Something for the state.
    Event(Event),
    /// A save of the open map with this number ended.
    Saved(u64, Box<SaveReport>),
    /// Watch and presence of the open map with this number are there.
    Settled(u64, Box<Surroundings>),
    /// The workspace's file is watched, if it can be.
    Watching(Option<Watch>),
    /// Something that is watched may have changed.
    Touched(PathBuf),
    /// The records of workshops were looked at.
    Records(Looked),
    /// A map was made: open it.
    Open(PathBuf),
    /// A file went to the trash.
    Trashed(Trashed),
    /// Who works here.
    Me(Who),
    /// A write of the workspace file ended.
    WorkspaceWritten,
}

/// Hands messages over, from any thread, and wakes the thread that draws.
#[derive(Clone)]
pub(super) struct Post {
    send: Sender<Message>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Post {
    /// A way into the receiver of `send`; `wake` ends its wait.
    pub(super) fn new(send: Sender<Message>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { send, wake: Arc::new(wake) }
    }

    /// Hands a message over. Nobody there any more: it is dropped.
    pub(super) fn tell(&self, message: Message) {
        if self.send.send(message).is_ok() {
            (self.wake)();
        }
    }

    /// Hands an event over.
    pub(super) fn event(&self, event: Event) {
        self.tell(Message::Event(event));
    }

    /// Does work on a thread of its own; a panic in it is told as a failure. `None` when there can be no more threads,
    /// which is told too.
    pub(super) fn spawn(
        &self,
        name: &str,
        work: impl FnOnce(&Self) + Send + 'static,
    ) -> Option<JoinHandle<()>> {
        let post = self.clone();
        let body = move || {
            if let Err(panicked) = panics::catch(|| work(&post)) {
                post.event(Event::Failed(panicked.to_string()));
            }
        };
        match thread::Builder::new().name(name.to_owned()).spawn(body) {
            Ok(handle) => Some(handle),
            Err(error) => {
                self.event(Event::Failed(format!("no worker could be started: {error}")));
                None
            }
        }
    }
}
