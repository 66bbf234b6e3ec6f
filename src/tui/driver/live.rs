//! The facilitator's side of a workshop that others join: a thread of its own at the desk, so that no key waits for a slow disk.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::super::term::panics;
use crate::map::id::{ItemId, SessionId};
use crate::store::disk::watch::Watch;
use crate::store::disk::words::reason;
use crate::store::live::{Collected, Desk};
use crate::workshop::slip::Glance;

/// How often the inbox is looked at where the system tells of no change: network and synchronised folders.
const POLL: Duration = Duration::from_millis(150);

/// What the thread is asked for.
enum Order {
    /// Something changed in the inbox.
    Look,
    /// Everybody is to see this.
    Show(Box<Glance>),
    /// A paper is in the record, or was refused.
    Taken(ItemId),
    /// The workshop is left.
    Close,
}

/// The desk, from the thread that draws.
pub(super) struct LiveDesk {
    send: Sender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl LiveDesk {
    /// Opens the desk of a workshop. What comes is handed to `deliver`, on another thread: each paper once, until it is said to be
    /// [`taken`](Self::taken).
    ///
    /// # Errors
    /// When its folders cannot be made, or there can be no more threads.
    pub(super) fn open(
        root: &Path,
        session: &SessionId,
        deliver: impl Fn(Collected) + Send + 'static,
    ) -> io::Result<Self> {
        let desk = Desk::open(root, session)?;
        let (send, orders) = channel();
        let nudge = send.clone();
        // Without a watch the poll is all there is: nobody has to be told.
        let (watch, _) = Watch::new(&[desk.watched()], move |_| drop(nudge.send(Order::Look)));
        let work = move || {
            let _watch = watch;
            if let Err(panicked) = panics::catch(|| Work::new(desk, &deliver).run(&orders)) {
                deliver(trouble(panicked.to_string()));
            }
        };
        let thread = thread::Builder::new().name("desk".to_owned()).spawn(work)?;
        Ok(Self { send, thread: Some(thread) })
    }

    /// Everybody is to see this from now on. Its number of turns is the desk's business, and so is the time that passes.
    pub(super) fn show(&self, glance: Glance) {
        self.ask(Order::Show(Box::new(glance)));
    }

    /// The entry of a paper is in the record, or why it was refused is shown: the paper goes. Never before, so that a crash in
    /// between loses nothing; what is read twice then is known by its id.
    pub(super) fn taken(&self, id: ItemId) {
        self.ask(Order::Taken(id));
    }

    fn ask(&self, order: Order) {
        // A thread that is gone has told why.
        let _ = self.send.send(order);
    }
}

/// The workshop is left, or has ended; what was asked for is done first. Papers that nobody took stay.
impl Drop for LiveDesk {
    fn drop(&mut self) {
        self.ask(Order::Close);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn trouble(words: String) -> Collected {
    Collected { slips: Vec::new(), problems: vec![words] }
}

/// The thread's work.
struct Work<'a> {
    desk: Desk,
    deliver: &'a dyn Fn(Collected),
    began: Instant,
    /// That the disk fails was said: once is enough.
    has_complained: bool,
}

impl<'a> Work<'a> {
    fn new(desk: Desk, deliver: &'a dyn Fn(Collected)) -> Self {
        Self { desk, deliver, began: Instant::now(), has_complained: false }
    }

    fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let now = self.began.elapsed();
            let collected = self.desk.collect(now);
            if collected != Collected::default() {
                (self.deliver)(collected);
            }
            let written = self.desk.tick(now);
            self.report("what the participants see was not written", written);
            let wait = self.desk.due(now).map_or(POLL, |due| due.min(POLL));
            let first = match orders.recv_timeout(wait) {
                Ok(order) => order,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => Order::Close,
            };
            for order in std::iter::once(first).chain(orders.try_iter()) {
                if matches!(order, Order::Close) {
                    // Nobody listens any more.
                    let _ = self.desk.close(self.began.elapsed());
                    return;
                }
                self.does(order);
            }
        }
    }

    fn does(&mut self, order: Order) {
        match order {
            Order::Show(glance) => self.desk.show(*glance, self.began.elapsed()),
            Order::Taken(id) => {
                let gone = self.desk.taken(&id).map(|()| true);
                self.report("a paper that was taken in could not be removed", gone);
            }
            Order::Look | Order::Close => {}
        }
    }

    /// Says that something failed; `true` means that something worked.
    fn report(&mut self, what: &str, done: io::Result<bool>) {
        match done {
            Ok(worked) => self.has_complained &= !worked,
            Err(_) if self.has_complained => {}
            Err(error) => {
                self.has_complained = true;
                (self.deliver)(trouble(format!("{what}: {}", reason(&error))));
            }
        }
    }
}

#[cfg(test)]
mod load;
#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::store::live::testing::{Bed, glance, session};

    const SOON: Duration = Duration::from_secs(20);

    struct Room {
        bed: Bed,
        desk: LiveDesk,
        came: Receiver<Collected>,
    }

    impl Room {
        fn new(bed: Bed) -> Self {
            let (send, came) = channel();
            let desk = LiveDesk::open(bed.root.path(), &session(), move |c| drop(send.send(c))).unwrap();
            Self { bed, desk, came }
        }

        /// Waits until something is so: the thread is at work.
        fn until(&self, is_so: impl Fn(&Bed) -> bool) {
            let began = Instant::now();
            while !is_so(&self.bed) {
                assert!(began.elapsed() < SOON, "nothing happens");
                thread::yield_now();
            }
        }
    }

    #[test]
    fn papers_come_by_themselves_and_go_when_they_are_taken() {
        let mut room = Room::new(Bed::new());
        let slip = room.bed.card("ana", "one");
        let came = room.came.recv_timeout(SOON).unwrap();
        assert_eq!(came.slips, std::slice::from_ref(&slip));
        room.desk.taken(slip.id.clone());
        room.until(|bed| !bed.place.is_waiting(&slip.id));
        let other = room.bed.card("bo", "two");
        assert_eq!(room.came.recv_timeout(SOON).unwrap().slips, [other]);
    }

    #[test]
    fn what_is_shown_is_written_and_the_end_too() {
        let room = Room::new(Bed::new());
        room.desk.show(glance());
        room.until(|bed| bed.place.look().is_some());
        room.desk.show(Glance { ended: true, ..glance() });
        drop(room.desk);
        assert!(room.bed.place.look().unwrap().ended);
    }

    #[test]
    fn what_was_not_taken_is_there_for_the_next_editor() {
        let mut room = Room::new(Bed::new());
        let slip = room.bed.card("ana", "one");
        room.came.recv_timeout(SOON).unwrap();
        drop(room.desk);
        let again = Room::new(room.bed);
        assert_eq!(again.came.recv_timeout(SOON).unwrap().slips, [slip]);
    }

    #[test]
    fn a_disk_that_fails_is_told_once() {
        let room = Room::new(Bed::new());
        std::fs::remove_dir_all(room.bed.place.folder()).unwrap();
        room.desk.show(glance());
        let told = room.came.recv_timeout(SOON).unwrap().problems;
        assert!(told[0].starts_with("what the participants see was not written: "), "{told:?}");
        room.desk.show(Glance { private: true, ..glance() });
        drop(room.desk);
        assert!(room.came.try_iter().next().is_none());
    }

    #[test]
    fn a_workspace_that_cannot_be_written_is_an_error() {
        let bed = Bed::new();
        let root = bed.root.path().join("none");
        assert!(LiveDesk::open(&root, &session(), |_| ()).is_err());
    }
}
