//! Waiting for whatever comes first: a key, a worker, or a time. One thread reads the console.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{Event, read};

use super::{Sig, Woken};

enum Message {
    Event(Event),
    Wake,
    Gone,
}

/// Wakes the waiting thread, from any thread.
#[derive(Debug, Clone)]
pub struct Waker(Sender<Message>);

impl Waker {
    /// Ends the current or next wait. Many calls before it end one wait.
    pub fn wake(&self) {
        let _ = self.0.send(Message::Wake);
    }
}

/// The one reader of the terminal.
#[derive(Debug)]
pub struct Waiter {
    messages: Receiver<Message>,
    waker: Waker,
}

impl Waiter {
    /// Starts to read the console.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn new() -> io::Result<Self> {
        let (sender, messages) = channel();
        let waker = Waker(sender.clone());
        thread::Builder::new().name("console".to_owned()).spawn(move || {
            while let Ok(event) = read() {
                if sender.send(Message::Event(event)).is_err() {
                    return;
                }
            }
            let _ = sender.send(Message::Gone);
        })?;
        Ok(Self { messages, waker })
    }

    /// What wakes this waiter.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Waits until something comes, at most for `timeout` (`None`: without end), and puts every event that
    /// is there into `events`.
    ///
    /// # Errors
    /// None here; the signature is that of the other systems.
    pub fn wait(&mut self, timeout: Option<Duration>, events: &mut Vec<Event>) -> io::Result<Woken> {
        let mut woken = Woken::default();
        let first = match timeout {
            Some(limit) => self.messages.recv_timeout(limit),
            None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        for message in first.into_iter().chain(self.messages.try_iter()) {
            match message {
                Message::Event(Event::Resize(..)) => woken.add(Sig::Resize),
                Message::Event(event) => events.push(event),
                Message::Wake => woken.woken = true,
                Message::Gone => woken.add(Sig::Hangup),
            }
        }
        woken.terminal_ready = !events.is_empty();
        Ok(woken)
    }
}
