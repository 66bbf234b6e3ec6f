//! The records of workshops, as far as this editor does not write them itself: what others add to them is seen, and what was read
//! once is not read again.

use std::path::Path;
use std::sync::{Arc, Mutex};

use super::super::super::event::Event;
use super::super::open::lock;
use super::super::post::{Message, Post};
use super::World;
use crate::map::Workspace;
use crate::store::clock;
use crate::store::disk::fs::{Fs as _, RealFs};
use crate::store::sessions::{self, Known};
use crate::workshop::minutes::Minutes;
use crate::workshop::{Later, Record};

/// What is known of the records.
#[derive(Debug, Default)]
pub(in crate::tui::driver) struct Records {
    /// What was read of them; locked by workers alone.
    pub(in crate::tui::driver) known: Arc<Mutex<Known>>,
    /// They are to be looked at, after the next paint.
    pub(in crate::tui::driver) is_look_wanted: bool,
    /// Which folder is listened to.
    place: Option<FolderMark>,
}

/// Tells a folder from one that came in its place: device, inode, and when its list of names changed.
type FolderMark = (u64, u64, i128);

/// What a look at the records gave.
#[derive(Debug)]
pub(in crate::tui::driver) struct Looked {
    /// The folder; none where there is none.
    place: Option<FolderMark>,
    /// Whether a record is another one than before.
    is_news: bool,
}

impl World {
    /// Looks at the records on a worker, where that is wanted: the files alone are asked, none is read.
    pub(super) fn look_at_records(&mut self) {
        if !std::mem::take(&mut self.records.is_look_wanted) {
            return;
        }
        let (known, root) = (Arc::clone(&self.records.known), self.folder.root.clone());
        let led = self.hall.as_ref().map(|hall| hall.id().clone());
        self.post.spawn("records", move |post| {
            let is_news = lock(&known).look(&RealFs, &root, led.as_ref());
            post.tell(Message::Records(Looked { place: mark(&root), is_news }));
        });
    }

    /// They were looked at.
    pub(super) fn records_looked_at(&mut self, looked: &Looked) {
        if looked.place != self.records.place {
            self.records.place = looked.place;
            // What happened in a new folder before it was listened to.
            self.records.is_look_wanted = looked.place.is_some() && self.listen_to_records();
        }
        if looked.is_news {
            self.is_gathering_wanted = true;
            self.tell(Event::Records);
        }
    }

    /// The folder of the records came after the watch was set up, or is another one now.
    fn listen_to_records(&mut self) -> bool {
        let folder = sessions::folder(&self.folder.root);
        let watch = match &mut self.open {
            Some(file) => file.surroundings.as_mut().and_then(|around| around.watch.as_mut()),
            None => self.watch.as_mut(),
        };
        watch.is_some_and(|watch| watch.widen(&folder).is_ok())
    }

    /// Reads what all workshops gave people to do.
    pub(super) fn read_actions(&self) {
        let (known, root) = (Arc::clone(&self.records.known), self.folder.root.clone());
        self.post.spawn("actions", move |post: &Post| {
            let listing = lock(&known).list(&RealFs, &root);
            post.event(Event::Actions(Box::new(listing)));
        });
    }

    /// The minutes of a workshop are put together: the times in them are those of this place.
    pub(super) fn read_minutes(&self, (record, people): (Record, Workspace)) {
        self.post.spawn("minutes", move |post: &Post| {
            let minutes = Minutes::of(&record, &people, &clock::time_of_day);
            post.event(Event::Minutes(Box::new(minutes)));
        });
    }

    /// Something is said of an action of an earlier workshop: written in its turn. Where that fails, what was shown is read again.
    pub(super) fn minute_later(&mut self, later: Later) {
        let root = self.folder.root.clone();
        self.writer.ask(move |post| {
            let done = sessions::append_later(Arc::new(RealFs), &root, &later, clock::millis());
            if let Err(error) = done {
                post.event(Event::Failed(format!("not kept: {error}")));
                post.event(Event::Records);
            }
            // Also where nothing can be watched.
            post.tell(Message::Touched(sessions::folder(&root)));
        });
    }
}

fn mark(root: &Path) -> Option<FolderMark> {
    let facts = RealFs.facts(&sessions::folder(root)).ok()?;
    Some((facts.device, facts.inode, facts.ctime_ns))
}
